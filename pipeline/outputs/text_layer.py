"""The text layer: invisible content that can be copied.

One font is enough for a document: its glyphs are empty and half an em wide. What a glyph means is
said by the font's ToUnicode map, so every script works; how wide a word is by horizontal scaling,
so that it spans exactly its box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from math import cos, radians, sin
from statistics import median

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.direction import bidi_order
from pipeline.core.scans.page_geometry import Matrix
from pipeline.outputs.glyphless_font import (
    ADVANCE,
    DESCENT,
    EM,
    Alphabet,
    add_font,
    add_object,
    content_stream,
)
from pipeline.outputs.text_bands import bands

_STEEPEST = 0.3
"""Degrees by which lines may rise or fall.

Readers tell lines apart by their height on the page and mix up steeper ones. Measured with full
lines of small print: Poppler mixes them up from 0.4 degrees, pdfium and pypdf from 0.8. On a page
that is more crooked by 1 degree, words at the edges of A4 lie 1.5 mm too high or low.
"""
_STEPPED = 8.0
"""Degrees from which every word is level by itself, and about its middle.

Of words that rise, Poppler makes single letters; so each is found, and its mark lies on it.
"""
_WORD_STEP, _SPACE_STEP = 2, 5
"""Per cent in which widths of words and spaces are written.

That is half the pixels that anybody could see.

Measured on pages of 1050 words: 12.1 KB each with exact numbers and a place for each word, 6.5 KB
with whole per cent and places for lines only, 5.7 KB so.
"""
_FINEST = 0.8
"""Points that a step of a piece's width is at most; that of long words and large type is halved.

The right edge of a word is at most half of it off, and moves by no more if the line is written
anew with other words in it. Measured: layers of 2,000 pages grow by 2 per cent.
"""
_POINTS_PER_INCH = 72
_SQUEEZED = 30
"""Per cent below which a word also says its text as a whole (PDF 1.7, 14.9.4, ActualText).

Words that a person put in share the gap of two printed ones. Poppler takes two equal letters less
than a tenth of the type's size apart for one that is printed twice ("Kanada" became "Kan da"); a
letter is half its size wide at 100 per cent.
"""
_THINNEST = 0.1
"""Share of a line's height that all readers see as a space."""
_LONG_LINE = 4
"""Words from which a line says how crooked the page is."""


def recognised_words(page: Page) -> list[Word]:
    """The words that the page does not have yet."""
    return [word for word in page.words if not word.digital]


def layers(pages: Sequence[Page], matrices: Sequence[Matrix], *, font: str, tagged: bool) -> bytes:
    """A PDF with a layer for each of ``pages`` and one font.

    ``matrices`` lead from the pixels of each page to its user space. ``tagged``: the document has a
    structure, and each layer says that it has no part in it.
    """
    writer = PdfWriter()
    alphabet = Alphabet.of(word.text for page in pages for word in recognised_words(page))
    fonts = DictionaryObject({NameObject(font): add_font(writer, alphabet)})
    for page, matrix in zip(pages, matrices, strict=True):
        content = _content(page, font.encode("ascii"), matrix, alphabet)
        if tagged:
            content = b"/Artifact BMC\n" + content + b"EMC\n"
        layer = writer.add_blank_page(page.width, page.height)
        layer[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        layer[NameObject("/Contents")] = add_object(writer, content_stream(content))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def slant(page: Page) -> float:
    """Degrees by which the lines of the layer rise."""
    if _is_stepped(page):
        return 0.0
    return max(-_STEEPEST, min(page.skew, _STEEPEST))


def _content(page: Page, font: bytes, matrix: Matrix, alphabet: Alphabet) -> bytes:
    """The content stream, in text rendering mode 3: invisible.

    Lines may be no steeper than ``_STEEPEST``. On a page more crooked than that every word keeps
    its place from left to right, and its height is that of the line on the middle of the page.
    Words that are far from level have places of their own.
    """
    lean = sin(radians(page.skew)) - sin(radians(slant(page)))
    lines, stepped = [], list[bytes]()
    for _, group in groupby(recognised_words(page), key=lambda word: word.line):
        words = bidi_order(tuple(group), lambda word: word.text)  # as they stand on paper
        if _is_stepped(page) or words[0].tilt:
            stepped += _steps(page, words, font, alphabet)
        else:
            lines.append((words, [word.box for word in words]))
    slopes = [slope for _, boxes in lines if (slope := _slope(boxes)) is not None]
    slope = median(slopes) if slopes else 0
    placed = " ".join(_decimal(number, 6) for number in matrix)
    parts, pen = [f"q {placed} cm BT 3 Tr".encode("ascii")], (0, 0)
    level = (
        (words, [_levelled(box, slope, page.width / 2) for box in boxes]) for words, boxes in lines
    )
    for (words, boxes), (top, bottom) in zip(lines, bands(level), strict=True):
        size = max(1, round(bottom - top))
        right = lean * (top + bottom - page.height) / 2
        start = round(boxes[0].left + right), round(page.height - bottom - size * DESCENT / EM)
        parts.append(b"%s %d Tf %d %d Td" % (font, size, start[0] - pen[0], start[1] - pen[1]))
        line = _Line(start[0], size, page.dpi / _POINTS_PER_INCH, alphabet)
        parts += line.operators(words, _shifted(boxes, right))
        pen = line.start, start[1]
    return b"\n".join((*parts, *stepped, b"ET Q\n"))


def _is_stepped(page: Page) -> bool:
    return abs(page.skew) > _STEPPED


def _steps(page: Page, words: Sequence[Word], font: bytes, alphabet: Alphabet) -> Iterator[bytes]:
    """The words of a line that is not level, each level by itself.

    Or upright by itself, if that is nearer to how it stands.
    """
    size = max(1, round(median(word.box.height for word in words)))
    turn = radians(page.skew - slant(page))
    for word in words:
        x, y = (
            _middle(word.box) - page.width / 2,
            (word.box.top + word.box.bottom - page.height) / 2,
        )
        across, down = x * cos(turn) + y * sin(turn), y * cos(turn) - x * sin(turn)
        rises = page.skew - slant(page) + word.tilt
        quarter = round(rises / 90) % 4
        width = max(size / 2, word.box.width * cos(radians(rises - 90 * round(rises / 90))))
        # From the word's middle to where its base line begins, y upwards.
        back, below = -width / 2, -size / 2 - size * DESCENT / EM
        right, up = _QUARTERS[quarter]
        start = (
            round(page.width / 2 + across + back * right - below * up),
            round(page.height / 2 - down + back * up + below * right),
        )
        line = _Line(0, size, page.dpi / _POINTS_PER_INCH, alphabet)
        text, _ = line.piece(word.text, 0, width, step=_WORD_STEP)
        space = alphabet.encode(" ")
        yield b"%s %d Tf %d %d %d %d %d %d Tm %s (%s)Tj" % (
            font,
            size,
            right,
            up,
            -up,
            right,
            *start,
            text,
            space,
        )


_QUARTERS = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""Where text leads that rises by so many right angles: right and up."""


@dataclass(slots=True)
class _Line:
    """Writes a line in whole pixels without losing any.

    What rounding loses is made up for by the next piece.
    """

    start: int
    """Where the last ``Td`` led: pixels from the left."""
    size: int
    """Height of the font in pixels."""
    point: float
    """Pixels of a point of the page."""
    alphabet: Alphabet
    """The codes of the document's font."""

    def operators(self, words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[bytes]:
        """A text operator for each word and the space behind it.

        The space fills the gap to the next word; where there is none the word ends a little
        earlier, since pdfium takes words that overlap for one. There is a space at the end of the
        line, too: it takes short lines below each other for one word.
        """
        pen = float(self.start)
        for index, (word, box) in enumerate(zip(words, boxes, strict=True)):
            if abs(box.left - pen) > 1:  # it begins before the one before it
                yield b"%d 0 Td" % (round(box.left) - self.start)
                self.start = round(box.left)
                pen = float(self.start)
            behind = boxes[index + 1].left if index + 1 < len(boxes) else box.right + self.size / 4
            room = behind - self.size * _THINNEST
            end = min(box.right, room) if room > pen else box.right
            # Where there is no room for a space, a squeezed word says it, too.
            tight = behind - end < self.size * _THINNEST
            text, pen = self.piece(word.text, pen, end, step=_WORD_STEP, said=" " * tight)
            space, pen = self.piece(" ", pen, behind, step=_SPACE_STEP)
            yield text + b" " + space

    def piece(
        self, text: str, left: float, right: float, *, step: float, said: str = ""
    ) -> tuple[bytes, float]:
        """The text from ``left`` to ``right``, and its real end.

        It is scaled in steps of ``step`` per cent, or finer ones. A squeezed word says ``said``
        behind itself.
        """
        codes = self.alphabet.encode(text)
        natural = len(codes) / 2 * self.size * ADVANCE / EM
        while step * natural > 100 * _FINEST * self.point:
            step /= 2
        scaling = max(1, step * round(100 * (right - left) / natural / step))
        shown = b"%g Tz(%s)Tj" % (scaling, codes)
        if scaling < _SQUEEZED and text.strip():
            whole = (text + said).encode("utf-16-be").hex().encode("ascii")
            shown = b"/Span<</ActualText<feff%s>>>BDC %s EMC" % (whole, shown)
        return shown, left + natural * scaling / 100


def _shifted(boxes: Sequence[Box], right: float) -> list[Box]:
    """The boxes, moved to the right by so many pixels."""
    if not right:
        return list(boxes)
    return [Box(box.left + right, box.top, box.right + right, box.bottom) for box in boxes]


def _levelled(box: Box, slope: float, centre: float) -> Box:
    """The box on a page turned straight about its centre."""
    fall = slope * (_middle(box) - centre)
    return Box(box.left, box.top - fall, box.right, box.bottom - fall)


def _slope(boxes: Sequence[Box]) -> float | None:
    """Pixels that a long line falls per pixel to the right.

    None for short lines.

    Least squares through the words, by width. In short lines ascenders and descenders tilt more
    than any scanner does.
    """
    height = median(box.height for box in boxes)
    if (
        len(boxes) < _LONG_LINE
        or max(box.right for box in boxes) - min(box.left for box in boxes) < 10 * height
    ):
        return None
    weight = across = down = 0.0
    for box in boxes:  # one loop: this is done for every line of a document
        width = box.right - box.left
        weight += width
        across += width * (box.left + box.right) / 2
        down += width * (box.top + box.bottom) / 2
    centre, level = across / weight, down / weight
    spread = rise = 0.0
    for box in boxes:
        width, beside = box.right - box.left, (box.left + box.right) / 2 - centre
        spread += width * beside**2
        rise += width * beside * ((box.top + box.bottom) / 2 - level)
    return rise / spread if spread else None


def _middle(box: Box) -> float:
    """Pixels from the left to the middle of the box."""
    return (box.left + box.right) / 2


def _decimal(value: float, places: int) -> str:
    """The number without needless zeros."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
