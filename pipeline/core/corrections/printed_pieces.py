"""The printed pieces of words that a line's end cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.core.corrections.model import WordPlace
from pipeline.core.model import Page, Scan
from pipeline.core.scans.hyphens import CUT, whole_word

_NEAR = 120
"""Words that the draft does not name, looked through for the other half.

It may stand below a running title, in the next column or on the next page.
"""


def pieces_of(scan: Scan, texts: dict[WordPlace, str]) -> dict[WordPlace, tuple[WordPlace, ...]]:
    """For each place of a draft all places where its word is printed.

    ``texts`` are the words as the draft has them. A place that the scan does not have is left out.
    """
    taken = set(texts)
    found: dict[WordPlace, tuple[WordPlace, ...]] = {}
    for place, text in texts.items():
        printed = _text_at(scan, place)
        if printed is None:
            continue
        if printed == text:
            found[place] = (place,)
            continue
        pieces = [place]
        while printed != text and (more := _next_piece(scan, pieces[-1], (printed, text), taken)):
            printed, following = more
            pieces.append(following)
            taken.add(following)
        found[place] = tuple(pieces)
    return found


def _next_piece(
    scan: Scan, place: WordPlace, texts: tuple[str, str], taken: set[WordPlace]
) -> tuple[str, WordPlace] | None:
    """The text with the next piece, and where that stands, or None."""
    printed, wanted = texts
    if not printed.endswith(CUT):
        beside = WordPlace(place.group, place.index + 1)
        right = None if beside in taken else _text_at(scan, beside)
        fits = right is not None and printed + right == "".join(wanted.split())
        return (wanted, beside) if fits else None
    for following in islice(_unnamed_after(scan, place, taken), _NEAR):
        whole = whole_word(printed, _text_at(scan, following) or " ")
        if whole is not None and (whole == wanted or _begins(whole, wanted)):
            return whole, following
    return None


def _begins(whole: str, wanted: str) -> bool:
    return whole.endswith(CUT) and len(whole) > 1 and wanted.startswith(whole[:-1])


def _unnamed_after(scan: Scan, place: WordPlace, taken: set[WordPlace]) -> Iterator[WordPlace]:
    """Places on this page and the next that the draft does not name."""
    start = place.index + 1
    for page in scan.pages[place.group - 1 : place.group + 1]:
        for index in range(start, len(page.words)):
            other = WordPlace(page.number, index)
            if other not in taken:
                yield other
        start = 0


def _text_at(scan: Scan, place: WordPlace) -> str | None:
    page = page_of(scan, place.group)
    if page is None or not 0 <= place.index < len(page.words):
        return None
    return page.words[place.index].text


def page_of(scan: Scan, number: int) -> Page | None:
    """The page of this number, or None."""
    return scan.pages[number - 1] if 0 < number <= len(scan.pages) else None


def cut_apart(text: str, pieces: tuple[str, str]) -> tuple[str, str] | None:
    """A word cut where the old one was; None if it cannot be cut.

    ``pieces``: the old halves, the first with its hyphen. Reading the new halves gives the word.
    """
    left, right = pieces
    stem = left[:-1]
    if text.startswith(stem):
        wanted = len(stem)
    elif text.endswith(right):
        wanted = len(text) - len(right)
    else:
        wanted = round(len(text) * len(stem) / max(1, len(stem) + len(right)))
    for at in sorted(range(1, len(text)), key=lambda at: abs(at - wanted)):
        for head in _heads(text[:at], left[-1]):
            if whole_word(head, text[at:]) == text:
                return head, text[at:]
    return None


def _heads(text: str, hyphen: str) -> Sequence[str]:
    return (text,) if text.endswith(CUT) else (text + hyphen,)
