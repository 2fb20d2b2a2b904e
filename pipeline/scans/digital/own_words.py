"""The words of a PDF's digital pages, by pdftotext."""

from __future__ import annotations

import html
import re
import subprocess
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Timer

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.digital_words import SOFT_HYPHEN, plain_text
from pipeline.core.scans.digital.mixed_pages import lies_level
from pipeline.core.scans.digital.redactions import redaction
from pipeline.core.scans.direction import bidi_order, visual_order
from pipeline.core.scans.page_geometry import reading_dpi
from pipeline.errors import EngineMissing
from pipeline.recipe import PageFacts
from pipeline.scans.digital.slanting import joined_pieces, without_slanting_text
from pipeline.scans.rendering import Mask

_POINTS = 72

_SECONDS = 10
"""Longest time for the words of one page.

Measured: 0.01 s of CPU for a full page, 0.7 for a drawing of a million lines.
"""

_MOST_HANGS = 3
"""Pages that may pass it; what follows is read from its picture."""

_SLANTING = 2.5
"""Heights of a page's words that the box of a slanting piece is high and wide."""

_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>')


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word of the page itself, with its place in points.

    ``place`` is left, top, right, bottom on the displayed page. ``given`` is the word as the file
    has it, with signs that no text has; ``text`` has none of them and may be empty.
    """

    text: str
    given: str
    place: tuple[float, float, float, float]
    block: int
    line: int


def own_words(pdf: Path, first: int, last: int) -> Iterator[tuple[int, list[OwnWord]]]:
    """What pdftotext finds on each page; nothing where it fails or hangs.

    After a hang the rest is asked for page by page: what was found last may not have been printed.
    """
    unseen, failed = first, 0
    for number, words in _printed_words(pdf, first, last):
        yield number, _straightened(pdf, number, words)
        unseen = number + 1
    while first < last and unseen <= last and failed < _MOST_HANGS:
        found = list(_printed_words(pdf, unseen, unseen))
        yield from ((number, _straightened(pdf, number, words)) for number, words in found)
        unseen, failed = unseen + 1, failed + (not found)


def _straightened(pdf: Path, number: int, words: list[OwnWord]) -> list[OwnWord]:
    """The page's words, slanting ones whole and at the end."""
    sides = [min(right - left, bottom - top) for left, top, right, bottom in _places(words)]
    if not words or max(sides) < _SLANTING * median(sides):
        return words
    with TemporaryDirectory(dir=pdf.parent, prefix="slanting-") as fresh:
        copy = Path(fresh) / "page.pdf"
        if not without_slanting_text(pdf, number, copy):
            return words
        level = dict(_printed_words(copy, 1, 1)).get(1, [])
    kept = {(word.given, word.place) for word in level}
    pieces = [(word.given, word.place) for word in words if (word.given, word.place) not in kept]
    block = max((word.block for word in words), default=0) + 1
    line = max((word.line for word in words), default=0) + 1
    return level + [
        OwnWord(plain_text(given), given, place, block + at, line + at)
        for at, (given, place) in enumerate(joined_pieces(pieces))
    ]


def _places(words: Iterable[OwnWord]) -> Iterator[tuple[float, float, float, float]]:
    return (word.place for word in words)


def _printed_words(pdf: Path, first: int, last: int) -> Iterator[tuple[int, list[OwnWord]]]:
    """What one start of pdftotext prints until it ends or hangs. Memory: one page."""
    command = [
        "pdftotext",
        "-q",
        "-bbox-layout",
        "-cropbox",
        "-f",
        str(first),
        "-l",
        str(last),
        str(pdf),
        "-",
    ]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise EngineMissing(what="Poppler", command="sudo apt install poppler-utils") from error
    with process, ExitStack() as waiting:
        waiting.enter_context(_killed_after(process, _SECONDS))
        number, block, line = first, -1, -1
        words: list[OwnWord] = []
        for row in process.stdout or ():
            tag = row.lstrip()
            block += tag.startswith(b"<block")
            line += tag.startswith(b"<line")
            if tag.startswith(b"<word"):
                words += _own_word(tag.decode("utf-8", "replace"), block, line)
            elif tag.startswith(b"</page"):
                waiting.close()
                yield number, words
                number, block, line, words = number + 1, -1, -1, []
                waiting.enter_context(_killed_after(process, _SECONDS))


@contextmanager
def _killed_after(process: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """End the process if the block takes longer."""
    timer = Timer(seconds, process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _own_word(row: str, block: int, line: int) -> Iterator[OwnWord]:
    """The word in a row of pdftotext's, now in logical order.

    One with a no-break space in it is two of ours.
    """
    match = _WORD.match(row)
    if match is None:
        return
    left, top, right, bottom = (float(number) for number in match.group(1, 2, 3, 4))
    given = html.unescape(match[5])
    text = plain_text("".join(letter for letter in given if unicodedata.category(letter) != "Cc"))
    if not text.strip():
        if given.strip():
            yield OwnWord("", given, (left, top, right, bottom), block, line)
        return
    for piece in re.finditer(r"\S+", text):
        start, end = (left + (right - left) * edge / len(text) for edge in piece.span())
        yield OwnWord(
            visual_order(piece.group()),
            given if piece.group() == text else piece.group(),
            (start, top, end, bottom),
            block,
            line,
        )


def _logical_words(found: Iterable[OwnWord]) -> Iterator[OwnWord]:
    """The words in reading order, not in pdftotext's visual one."""
    for _, line in groupby(found, key=lambda own: own.line):
        yield from bidi_order(tuple(line), lambda own: own.text)


def digital_pages(pdf: Path, facts: list[PageFacts]) -> list[Page]:
    """The pages with the words that the PDF brings."""
    pages = []
    for run in _consecutive(facts):
        found = dict(own_words(pdf, run[0].number, run[-1].number))
        pages += [_digital_page(fact, found.get(fact.number, [])) for fact in run]
    return pages


def _consecutive(facts: list[PageFacts]) -> Iterator[list[PageFacts]]:
    """The pages in runs of consecutive numbers."""
    for _, run in groupby(enumerate(facts), key=lambda item: item[1].number - item[0]):
        yield [fact for _, fact in run]


def _digital_page(fact: PageFacts, found: list[OwnWord]) -> Page:
    page = empty_page(fact)
    scale = page.dpi * fact.unit / _POINTS
    redacted = {(area.left, area.top, area.right, area.bottom) for area in fact.redacted}
    unseen = {(area.left, area.top, area.right, area.bottom) for area in fact.unseen} - redacted
    words: list[Word] = []
    covered: set[Word] = set()
    for own in _logical_words(each for each in found if each.text and each.place not in unseen):
        left, top, right, bottom = (edge * scale for edge in own.place)
        left, right = max(0, left), min(right, page.width)
        top, bottom = max(0, top), min(bottom, page.height)
        if left < right and top < bottom:
            box = Box(left, top, right, bottom)
            words.append(Word(own.text, box, 1, own.block, own.block, own.line, digital=True))
            if own.place in redacted:
                covered.add(words[-1])
    told = _with_redactions(words, covered)
    return replace(page, words=tuple(_without_soft_hyphens(tuple(told))))


def _with_redactions(words: Iterable[Word], covered: Container[Word]) -> Iterator[Word]:
    """The words, with a sign for each run of covered ones in a line."""
    for (hidden, _), run in groupby(words, key=lambda word: (word in covered, word.line)):
        if hidden:
            yield redaction(run)
        else:
            yield from run


def _without_soft_hyphens(words: Sequence[Word]) -> Iterator[Word]:
    """The words; a soft hyphen stays where it cuts a word at a line's end."""
    for word, following in zip_longest(words, words[1:]):
        inside = following is not None and following.line == word.line
        text = word.text.rstrip(SOFT_HYPHEN) if inside else word.text
        if text.strip(SOFT_HYPHEN):
            yield replace(word, text=text)


def mask_of(fact: PageFacts, page: Page) -> Mask:
    """What to read of a mixed page: its pictures without its own words."""
    scale = page.dpi * fact.unit / _POINTS
    pictures = tuple(
        Box(*(edge * scale for edge in (area.left, area.top, area.right, area.bottom)))
        for area in fact.pictures
    )
    hidden = (word for word in page.words if lies_level(word.text, word.box.width, word.box.height))
    return Mask(pictures, tuple(word.box for word in hidden))


def empty_page(fact: PageFacts) -> Page:
    """The page as large as it is read, with nothing on it."""
    dpi = reading_dpi(fact.width_pt, fact.height_pt, unit=fact.unit)
    width, height = (
        max(1, round(side * fact.unit / _POINTS * dpi)) for side in (fact.width_pt, fact.height_pt)
    )
    return Page(fact.number, width, height, dpi)
