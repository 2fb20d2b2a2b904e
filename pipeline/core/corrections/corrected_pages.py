"""A scan's pages with the final words, each where it is printed.

The paper does not change: words that were moved in the text keep their place on the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.core.corrections.alignment import Alignment, guessed_words
from pipeline.core.corrections.draft_units import Unit, Units, texts_of, units_of
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.corrections.printed_pieces import cut_apart, pieces_of
from pipeline.core.corrections.rooms import room_after, room_before, rows_on, words_in
from pipeline.core.model import Box, Page, Scan, Word
from pipeline.core.scans.lines import bounding_box, next_places

_ROW = 60
"""Letters in a row on a page that shows no words."""


@dataclass(frozen=True, slots=True)
class CorrectedScan:
    """A scan with the words of the final text."""

    scan: Scan
    guessed: int
    """Words placed by their neighbours: put in, or part of what was rewritten."""


@dataclass(slots=True)
class _Place:
    """What becomes of a printed word."""

    words: tuple[Word, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(slots=True)
class _Plan:
    """What becomes of the printed words, and what is put where none are.

    Words that are not named stay.
    """

    pages: defaultdict[int, dict[int, _Place]] = field(default_factory=lambda: defaultdict(dict))
    """By page and place on it."""
    homeless: list[int] = field(default_factory=list)


def corrected_scan(
    scan: Scan, draft: Sequence[DraftWord], final: Sequence[FinalWord], alignment: Alignment
) -> CorrectedScan:
    """The pages with the words of the final text.

    What the draft did not name stays.     Boxes lie on the page, and a word that was not changed
    has the box that it had. Corrected words have the box of what was printed, words that were put
    in a thin one between their neighbours.
    """
    plan = _plan(scan, units_of(draft, final, alignment), final)
    typed: dict[int, list[str]] = {}
    for at in plan.homeless:
        number = min(max(1, final[at].page or 1), len(scan.pages))
        typed.setdefault(number, []).extend(final[at].text.split())
    pages = tuple(
        _with_typed(
            _corrected_page(page, plan.pages.get(page.number, {})), typed.get(page.number, [])
        )
        for page in scan.pages
    )
    return CorrectedScan(Scan(pages), len(guessed_words(alignment, len(final))))


def _plan(scan: Scan, units: Units, final: Sequence[FinalWord]) -> _Plan:
    plan = _Plan(homeless=list(units.homeless))
    pieces = pieces_of(scan, {place: unit.text for place, unit in units.at.items()})
    for place, unit in units.at.items():
        if place not in pieces:
            plan.homeless += [*unit.before, *unit.final, *unit.after]
            continue
        if unit.kept and not unit.before and not unit.after:
            continue  # all its pieces stay
        printed = [scan.pages[at.group - 1].words[at.index] for at in pieces[place]]
        found = [_Place((word,)) for word in printed]
        if not unit.kept:
            box = _joined_box(scan, place, unit, units) or printed[0].box
            texts = texts_of(final, unit.final)
            for spot, words in zip(found, _corrected(printed, box, texts), strict=True):
                spot.words = words
        found[0].before = texts_of(final, unit.before)
        found[-1].after = texts_of(final, unit.after)
        for at, spot in zip(pieces[place], found, strict=True):
            plan.pages[at.group][at.index] = spot
    return plan


def _joined_box(scan: Scan, place: WordPlace, unit: Unit, units: Units) -> Box | None:
    """The box around a word and the next one in its line, if they became one."""
    other = unit.joined
    if other is None or units.at[other].final or other.group != place.group:
        return None
    words = scan.pages[place.group - 1].words
    if other.index != place.index + 1 or other.index >= len(words):
        return None
    one, next_one = words[place.index], words[other.index]
    return bounding_box((one.box, next_one.box)) if one.line == next_one.line else None


def _corrected(
    printed: Sequence[Word], box: Box, texts: Sequence[str]
) -> Iterator[tuple[Word, ...]]:
    """For each printed piece the words that stand there now."""
    if len(texts) == 1 and len(printed) == len(("head", "tail")):
        halves = cut_apart(texts[0], (printed[0].text, printed[1].text))
        texts = texts if halves is None else halves
    for at, word in enumerate(printed):
        last = at == len(printed) - 1
        there = texts[at:] if last else texts[at : at + 1]
        yield words_in(word.box if at else box, there, word) if there else ()


def _corrected_page(page: Page, places: dict[int, _Place]) -> Page:
    """The page with what becomes of its words, by their places on it."""
    if not places:
        return page
    found: list[Word] = []
    for at, word in enumerate(page.words):
        spot = places.get(at)
        if spot is None:
            found.append(word)
        elif spot.words:
            if spot.before:
                found += _put_before(page, found, spot)
            found += spot.words
            if spot.after:
                found += _put_after(page, spot, _following(page, places, at))
    return replace(page, words=tuple(found))


def _following(page: Page, places: dict[int, _Place], at: int) -> Word | None:
    """The next word that the page has then."""
    for place in range(at + 1, len(page.words)):
        spot = places.get(place)
        if spot is None or spot.words:
            return page.words[place] if spot is None else spot.words[0]
    return None


def _put_before(page: Page, found: Sequence[Word], spot: _Place) -> tuple[Word, ...]:
    """The words put in before a word, in its line."""
    first = spot.words[0]
    if found and found[-1].line == first.line:
        room = room_after(found[-1], first, page, spot.before)
    else:
        room = room_before(first, page, spot.before)
    return words_in(room, spot.before, first)


def _put_after(page: Page, spot: _Place, following: Word | None) -> tuple[Word, ...]:
    """The words put in behind a word, in its line, before the one that follows on the page."""
    last = spot.words[-1]
    if following is not None and following.line != last.line:
        following = None
    room = room_after(last, following, page, spot.after)
    return words_in(room, spot.after, last)


def _with_typed(page: Page, texts: Sequence[str]) -> Page:
    """The page with words that have nothing to stand beside."""
    if not texts:
        return page
    if page.words:
        last = page.words[-1]
        more = words_in(room_after(last, None, page, texts), texts, last)
        return replace(page, words=(*page.words, *more))
    rows: list[list[str]] = [[]]
    for text in texts:
        if rows[-1] and sum(map(len, rows[-1])) + len(text) > _ROW:
            rows.append([])
        rows[-1].append(text)
    words: list[Word] = []
    for box, row in zip(rows_on(page, len(rows)), rows, strict=True):
        block, paragraph, line = next_places(words)
        words += words_in(box, row, Word(row[0], box, 1.0, block, paragraph, line))
    return replace(page, words=tuple(words))
