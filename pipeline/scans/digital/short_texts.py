"""Short texts that are none of a page's words: an amount, a name or a stamp as a picture.

They may also be a logo, a signature or a drawing. All spots of a page stand under each other on one
picture and are read at once; what is read surely joins the page, the rest does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import cos, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.mixed_pages import (
    Area,
    Spot,
    lies_level,
    page_with_short_texts,
)
from pipeline.engines.hunspell import in_a_dictionary
from pipeline.errors import DamagedFile
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import PageFacts
from pipeline.scans.digital.drawn_pages import CannotDraw, drawn_pages
from pipeline.scans.page_readings import readings

if TYPE_CHECKING:
    from pipeline.scans.digital.pdfium_pages import DrawnPages

_POINTS = 72
_PAPER = 48
"""White pixels around each strip."""
_TALL = 60
"""Pixels of a letter's height at most: the engine reads larger ones worse."""
_LEVEL = 2.0
"""Degrees that need no turn."""
_UPRIGHT = 45.0
"""Degrees from which letters may stand on either side."""
_SURE, _VERY_SURE, _LIKELY = 0.75, 0.9, 0.5
"""Confidence of words that are believed, of names, and of what stands beside them."""
_FEWEST = 3
"""Letters and digits of a short text."""
_AMOUNT = re.compile(r"[-–]?(\d{1,3}([.']\d{3})+|\d+)[,.]\d\d[€,.]?|\d\d?\.\d\d?\.(\d{4})?")
"""Amounts and dates count however surely they are read: the draft marks what is doubtful."""
_APART = 10_000
"""Lines and blocks of a spot at most."""
_SHARE = 0.7
"""Share of them in words that are sure."""
_MATCHING = (0.5, 2.5)
"""Letters read to each that is seen."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """A spot's part of the picture: where it came from, how it was turned, and its place now."""

    spot: Spot
    left: float
    top: float
    width: float
    height: float
    """Of the part on the page, in the page's pixels."""
    scale: float
    """Pixels of the strip to one of the page."""
    turn: float
    picture: Image.Image


def with_short_texts(  # noqa: PLR0913 - as for the engine's other users
    engine: OcrEngine,
    pdf: Path,
    pages: Iterable[Page],
    *,
    facts: Iterable[PageFacts],
    languages: tuple[str, ...],
    folder: Path,
) -> Iterator[Page]:
    """The pages of own words, as they lie in the file, with the short texts of their pictures.

    Raises:
        Unavailable: as for ``scans.reading.read_pages``.
    """
    spotted = {fact.number: fact for fact in facts if fact.spots}
    for page in pages:
        fact = spotted.get(page.number)
        found: list[Word] = []
        if fact is not None:
            with (
                suppress(CannotDraw, DamagedFile),
                drawn_pages(pdf) as drawn,
                TemporaryDirectory(dir=folder, prefix="spots-") as fresh,
            ):
                strips = list(_strips(drawn, page, fact))
                image, tops = _sheet(strips, Path(fresh) / f"{page.number}.pgm", page.dpi)
                (words,) = readings(engine, [image], languages)
                found = _read(strips, tops, words or ())
        yield page_with_short_texts(page, found) if found else page


def _read(strips: Sequence[_Strip], tops: Sequence[int], words: Sequence[Word]) -> list[Word]:
    """What the strips, which begin at ``tops`` in the picture, say."""
    best: dict[Spot, tuple[float, list[Word]]] = {}
    for strip, top in zip(strips, tops, strict=True):
        there = [
            word
            for word in words
            if top <= (word.box.top + word.box.bottom) / 2 <= top + strip.picture.height
        ]
        spot = strip.spot
        if is_sure(there, spot.letters) and not any(
            other != spot and _within(spot.area, other.area) for other in best
        ):
            sure = [word for word in there if _is_kept(word)]
            mean = sum(word.confidence for word in sure) / len(sure)
            placed = [_placed(word, strip, top) for word in sure]
            best[spot] = max(best.get(spot, (-1.0, [])), (mean, placed), key=lambda each: each[0])
    upper = sorted(best, key=lambda spot: (spot.area.top, spot.area.left))
    return [
        replace(word, block=word.block + at * _APART, line=word.line + at * _APART)
        for at, spot in enumerate(upper)
        for word in best[spot][1]
    ]


def _within(one: Area, other: Area) -> bool:
    """Whether the middle of one lies in the other."""
    across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    return other.left <= across <= other.right and other.top <= down <= other.bottom


def is_sure(words: Sequence[Word], letters: int) -> bool:
    """Whether words read where about so many ``letters`` are seen are no accident."""
    count = {word: sum(map(str.isalnum, word.text)) for word in words}
    total = sum(count.values())
    sure = [
        word
        for word in words
        if (word.confidence >= _SURE and _is_plausible(word)) or _AMOUNT.fullmatch(word.text)
    ]
    return (
        sum(count[word] for word in sure) >= max(_FEWEST, _SHARE * total)
        and _MATCHING[0] * letters <= total <= _MATCHING[1] * letters
    )


def _is_kept(word: Word) -> bool:
    """Whether the word joins the page: part of a frame or drawing does not."""
    if _AMOUNT.fullmatch(word.text):
        return True
    if any(map(str.isalnum, word.text)):
        return word.confidence >= _LIKELY and (len(word.text) > 1 or word.text.isdigit())
    return word.confidence >= _LIKELY and any(map(word.text.__contains__, "€$%§"))


def _is_plausible(word: Word) -> bool:
    """Whether it is a number, a word of a language, or a surely read name."""
    text = word.text.strip(".,:;!?()-–—\"'„“*")
    if any(map(str.isdigit, text)):
        return sum(map(str.isdigit, text)) >= sum(map(str.isalpha, text))
    if in_a_dictionary(text) or in_a_dictionary(text.capitalize()):
        return True
    return word.confidence >= _VERY_SURE and text.isalpha() and (text.istitle() or text.isupper())


def _sheet(strips: Sequence[_Strip], path: Path, dpi: float) -> tuple[PageImage, list[int]]:
    """The strips under each other, written to ``path``, and where each begins."""
    tops, top = [], _PAPER
    for strip in strips:
        tops.append(top)
        top += strip.picture.height + _PAPER
    width = max(strip.picture.width for strip in strips) + 2 * _PAPER
    paper = Image.new("L", (width, top), "white")
    for strip, row in zip(strips, tops, strict=True):
        paper.paste(strip.picture, (_PAPER, row))
    paper.save(path)
    return PageImage(path, width, top, dpi), tops


def _strips(drawn: DrawnPages, page: Page, fact: PageFacts) -> Iterator[_Strip]:
    """Each spot, without the page's own words, as it is read; upright letters both ways."""
    scale = page.dpi * fact.unit / _POINTS
    for spot in fact.spots:
        smaller = min(1.0, _TALL / max(1.0, spot.height * scale))
        area = spot.area
        part = Image.fromarray(drawn.part(fact.number, area, page.dpi * fact.unit * smaller))
        left, top = area.left * scale, area.top * scale
        width, height = (area.right - area.left) * scale, (area.bottom - area.top) * scale
        _blot(part, [_moved(word.box, left, top, smaller) for word in page.words if _lies(word)])
        turns = (spot.turn, spot.turn - 180) if abs(spot.turn) >= _UPRIGHT else (spot.turn,)
        for turn in turns:
            turned = (
                part.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
                if abs(turn) >= _LEVEL
                else part
            )
            yield _Strip(spot, left, top, width, height, smaller, turn, turned)


def _lies(word: Word) -> bool:
    return lies_level(word.text, word.box.width, word.box.height)


def _moved(box: Box, left: float, top: float, scale: float) -> tuple[float, float, float, float]:
    return (
        (box.left - left) * scale,
        (box.top - top) * scale,
        (box.right - left) * scale,
        (box.bottom - top) * scale,
    )


def _blot(part: Image.Image, boxes: Iterable[tuple[float, float, float, float]]) -> None:
    """Paint the page's own words white."""
    pen = ImageDraw.Draw(part)
    for box in boxes:
        if box[2] > 0 and box[3] > 0:
            pen.rectangle(box, fill="white")


def _placed(word: Word, strip: _Strip, top: int) -> Word:
    """The word where it stands on the page."""
    turn = radians(strip.turn) if abs(strip.turn) >= _LEVEL else 0.0
    box, picture = word.box, strip.picture
    x = (box.left + box.right) / 2 - _PAPER - picture.width / 2
    y = (box.top + box.bottom) / 2 - top - picture.height / 2
    across = strip.left + strip.width / 2 + (x * cos(turn) - y * sin(turn)) / strip.scale
    down = strip.top + strip.height / 2 + (x * sin(turn) + y * cos(turn)) / strip.scale
    width, height = box.width / strip.scale, box.height / strip.scale
    if abs(sin(turn)) > cos(radians(_UPRIGHT)):
        width, height = height, width
    left, upper = max(0, across - width / 2), max(0, down - height / 2)
    return replace(word, box=Box(left, upper, left + width, upper + height))
