"""Samples of a page's own words, read from its picture.

Each is cut out with its neighbours; the strips of a page stand under each other on one picture, so
that one reading of a few lines compares them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.digital_words import (
    Reading,
    confirmed,
    contradicted,
    known_share,
    letters_of,
    same_shape,
    undecided,
)
from pipeline.core.scans.digital.mixed_pages import Area, complete_page
from pipeline.core.scans.digital.redactions import is_redaction
from pipeline.engines.hunspell import in_a_dictionary
from pipeline.errors import DamagedFile
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import PageFacts
from pipeline.scans.digital.drawn_pages import CannotDraw, drawn_pages
from pipeline.scans.digital.own_words import OwnWord, digital_pages, own_words

if TYPE_CHECKING:
    from pipeline.scans.digital.pdfium_pages import DrawnPages

_DPI = 300.0
_NEIGHBOURS = 2
"""Words to either side of a sample: the engine reads lines better than words."""
_MARGIN = 0.15
"""Heights of a word around its strip."""
_LIKE = 0.5
"""Ratio from which a word read is the one that was brought."""
_WELL, _BETTER, _WORSE = 0.6, 0.1, 0.05
"""Share of words of a language in a page read well, and how much more or less it may be.

Measured: 0.88 on German letters; a French page read in German has 0.3.
"""
_DIFFERENT, _NEAR, _DIGITS = 0.03, 1.0, 3
"""Share of words that may differ, and heights between places of one word, where both say the same.

Numbers of so many digits may not differ.
"""
_PAPER = 24
"""White pixels around each strip."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A sampled word and the rows of the picture in which it stands."""

    brought: str
    top: int
    bottom: int


def disbelieved_pages(
    engine: OcrEngine,
    pdf: Path,
    facts: Iterable[PageFacts],
    *,
    languages: tuple[str, ...],
    folder: Path,
) -> frozenset[int]:
    """The numbers of the pages whose own words the picture contradicts.

    Raises:
        Unavailable: as for ``scans.reading.read_pages``.
    """
    sampled = [fact for fact in facts if fact.sampled]
    if not sampled:
        return frozenset()
    wrong = set()
    with (
        suppress(CannotDraw),
        drawn_pages(pdf) as drawn,
        TemporaryDirectory(dir=folder, prefix="samples-") as fresh,
    ):
        for fact in sampled:
            own = dict(own_words(pdf, fact.number, fact.number)).get(fact.number, [])
            picture = Path(fresh) / f"{fact.number}.pgm"
            with suppress(CannotDraw, DamagedFile):
                strips, image = _strips(drawn, fact, own, picture)
                (words,) = engine.read([image], languages=languages)
                readings = [_reading(strip, words) for strip in strips]
                if contradicted(readings, in_a_dictionary) or undecided(readings):
                    wrong.add(fact.number)
    return frozenset(wrong)


def better_pages(
    pages: Iterable[Page], brought: Iterable[Page], facts: Iterable[PageFacts]
) -> Iterator[Page]:
    """The pages as read, or with the words that they brought where those are better.

    A sample may err. The whole page shows it: the words brought stand where they should; or it is
    one of another language, read in ours. ``facts`` are those from before the doubt.
    """
    before = {page.number: page for page in brought}
    digital = {fact.number for fact in facts if fact.digital}
    for page in pages:
        own = before.get(page.number)
        if own is None or page.problem is not None:
            yield page
            continue
        readings = _readings(page, own)
        right = confirmed(readings, in_a_dictionary)
        if page.number in digital:
            yield own if right or not _better(page, own) else page
        else:
            # Words that run up the margin are not read there, and nothing speaks against them.
            yield complete_page(page, own.words) if right or not readings else page


def right_layers(
    pages: Iterable[Page], pdf: Path, facts: Iterable[PageFacts]
) -> Iterator[tuple[Page, PageFacts]]:
    """The pages as read, or as they came where their text layer says the same, with their facts.

    A layer may only seem to lie beside its words: on a crooked page the level boxes of words reach
    into other lines. Words under a bar are not brought back.
    """
    by_number = {fact.number: fact for fact in facts}
    whole = [
        replace(fact, unseen=()) for fact in by_number.values() if fact.astray and not fact.covered
    ]
    brought = {page.number: page for page in digital_pages(pdf, whole)}
    for page in pages:
        own, fact = brought.get(page.number), by_number[page.number]
        if own is not None and page.problem is None and _says_the_same(page, own):
            yield own, replace(fact, renewed=False, unseen=())
        else:
            yield page, fact


def _says_the_same(page: Page, own: Page) -> bool:
    """Whether all but few words of both are the same, and those that occur once lie near by.

    The lines of a layer may be less steep than those of a crooked page (our own are).
    """
    read, brought = (_by_letters(each.words) for each in (page, own))
    number = sum(map(len, brought.values()))
    same = sum(min(len(boxes), len(read.get(text, ()))) for text, boxes in brought.items())
    numbers = {text for text in {*read, *brought} if sum(map(str.isdigit, text)) >= _DIGITS}
    once = [text for text, boxes in brought.items() if len(boxes) == len(read.get(text, ())) == 1]
    apart = [_distance(read[text][0], brought[text][0]) for text in once]
    return (
        same >= (1 - _DIFFERENT) * max(number, sum(map(len, read.values())))
        and all(len(read.get(text, ())) == len(brought.get(text, ())) for text in numbers)
        and bool(apart)
        and median(apart) <= _NEAR
    )


def _distance(one: Box, other: Box) -> float:
    """How far the middles of two boxes are apart, across or down, in heights of the second."""
    across = abs(one.left + one.right - other.left - other.right)
    down = abs(one.top + one.bottom - other.top - other.bottom)
    return max(across, down) / (2 * other.height)


def _by_letters(words: Iterable[Word]) -> dict[str, list[Box]]:
    """The boxes of the words, by what counts when words are compared."""
    found: dict[str, list[Box]] = {}
    for word in words:
        found.setdefault(letters_of(word.text), []).append(word.box)
    found.pop("", None)
    return found


def _readings(page: Page, own: Page) -> list[Reading]:
    """What was read in the places of the page's ``own`` words, those that lie level."""
    placed = complete_page(replace(page, words=()), own.words).words
    found = []
    for word in placed:
        if is_redaction(word):
            continue
        if word.box.height > word.box.width and len(word.text) > 2:  # noqa: PLR2004 - upright
            continue
        there = [other for other in page.words if word.box.has_middle_of(other.box)]
        confidence = min((other.confidence for other in there), default=0.0)
        found.append(Reading(word.text, " ".join(other.text for other in there), confidence))
    return found


def _better(page: Page, own: Page) -> bool:
    read, brought = (
        known_share((word.text for word in each.words), in_a_dictionary) for each in (page, own)
    )
    if read is None:
        return bool(page.words)
    brought = brought or 0
    return read >= brought - _WORSE and (read >= _WELL or read >= brought + _BETTER)


def _strips(
    drawn: DrawnPages, fact: PageFacts, own: Sequence[OwnWord], path: Path
) -> tuple[list[_Strip], PageImage]:
    """The sampled words' strips under each other, written to ``path``."""
    places = {(area.left, area.top, area.right, area.bottom) for area in fact.sampled}
    strips, parts, top = [], [], _PAPER
    for at, word in enumerate(own):
        if word.place not in places:
            continue
        near = own[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1]
        part = drawn.part(
            fact.number, _area([each for each in near if each.line == word.line], fact), _DPI
        )
        strips.append(_Strip(word.text or word.given, top, top + part.shape[0]))
        parts.append((top, part))
        top += part.shape[0] + 2 * _PAPER
    width = max((part.shape[1] for _, part in parts), default=1) + 2 * _PAPER
    paper = np.full((top, width), 255, dtype=np.uint8)
    for row, part in parts:
        paper[row : row + part.shape[0], _PAPER : _PAPER + part.shape[1]] = part
    Image.fromarray(paper).save(path)
    return strips, PageImage(path, width, top, _DPI)


def _area(words: Sequence[OwnWord], fact: PageFacts) -> Area:
    """What the words take up on the page, and a little more."""
    left, top = (min(word.place[edge] for word in words) for edge in (0, 1))
    right, bottom = (max(word.place[edge] for word in words) for edge in (2, 3))
    margin = _MARGIN * (bottom - top)
    return Area(
        max(0, left - margin),
        max(0, top - margin),
        min(fact.width_pt, right + margin),
        min(fact.height_pt, bottom + margin),
    )


def _reading(strip: _Strip, words: Sequence[Word]) -> Reading:
    """What was read in the strip that is most like the word."""
    there = [
        word for word in words if strip.top <= (word.box.top + word.box.bottom) / 2 <= strip.bottom
    ]
    if not there:
        return Reading(strip.brought, "", 0)
    pieces = [
        (" ".join(word.text for word in run), min(word.confidence for word in run))
        for length in (1, 2)
        for start in range(len(there) - length + 1)
        for run in [there[start : start + length]]
    ]
    text, confidence = max(pieces, key=lambda piece: _likeness(strip.brought, piece[0]))
    if _likeness(strip.brought, text) >= _LIKE:
        return Reading(strip.brought, text, confidence)
    # Nothing like it stands there: all that does is the answer.
    every = " ".join(word.text for word in there)
    return Reading(strip.brought, every, sum(word.confidence for word in there) / len(there))


def _likeness(brought: str, read: str) -> float:
    ratio = SequenceMatcher(None, brought, read.replace(" ", ""), autojunk=False).ratio()
    return max(ratio, _LIKE) if same_shape(brought, read) else ratio
