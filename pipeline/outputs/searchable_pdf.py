"""The searchable PDF: the words as invisible text over pages whose every other byte stays as it was.

The text layer is drawn from our words and from nothing else. It uses one font for the whole
document, whose glyphs are empty and half an em wide: what a glyph means is said by the font's
ToUnicode map, so every script works, and how wide a word is by horizontal scaling, so that it
spans exactly its box. The layer stands before the page's own content, inside ``q … Q``: there the
page's graphics state is still untouched, whatever the content does to it later.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count, groupby
from math import radians, sin
from pathlib import Path
from statistics import median

import pikepdf
from pypdf import PdfWriter
from pypdf.generic import (
    DictionaryObject,
    NameObject,
)

from pipeline.core.drafts.archived import Archived
from pipeline.core.model import Box, Page, Scan, Word
from pipeline.core.scans.direction import turned_round
from pipeline.core.scans.page_geometry import Matrix, after, placement, turned
from pipeline.errors import DamagedFile
from pipeline.files import reaching
from pipeline.outputs import pdfa as archive
from pipeline.outputs.glyphless_font import (
    ADVANCE,
    DESCENT,
    EM,
    Alphabet,
    add_font,
    added,
    content_stream,
)
from pipeline.pdf.boxes import rotation, shown_box
from pipeline.pdf.signatures import remove_signatures

_STEEPEST = 0.3
"""Degrees by which lines may rise or fall: readers tell lines apart by their height on the page and mix up steeper ones.

Measured with full lines of small print: Poppler mixes them up from 0.4 degrees, pdfium and pypdf
from 0.8. On a page that is more crooked by 1 degree, words at the edges of A4 lie 1.5 mm too high or low.
"""
_WORD_STEP, _SPACE_STEP = 2, 5
"""Per cent in which the widths of words and spaces are told: half the pixels of error that anybody could see.

Measured on pages of 1050 words: 12.1 KB each with exact numbers and a place for each word, 6.5 KB
with whole per cent and places for lines only, 5.7 KB so.
"""
_THINNEST = 0.1
"""Of the height of a line: space that every reader sees between two words."""
_LONG_LINE = 4
"""Words from which a line says how crooked the page is."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a PDF: ``copied`` byte by byte because nothing had to change, and what it is archived as."""

    copied: bool
    archived: Archived


def write_searchable_pdf(
    pdf: Path, scan: Scan, target: Path, *, title: str, language: str | None = None
) -> Written:
    """Write ``target``: ``pdf`` with the words of ``scan`` as invisible text where they stand on the pages.

    Images, outlines, attachments, forms, annotations, layers and metadata are taken over unchanged.
    A page that lies on its side or upside down is shown upright, by its ``/Rotate`` alone. Words that the document brought along are there already and not written again. Pages that hold
    no others, or could not be read, are left exactly as they are; if that is true of all of them,
    ``target`` is a byte-identical copy. Otherwise ``target`` is PDF/A-2b if it can be, and digital
    signatures, which hold for no copy, are taken out of it. ``title`` and ``language`` (ISO 639-1)
    are entered only in a document that has none. Equal input gives equal bytes. Memory: the layers,
    some kilobytes a page, and the structure of ``pdf``; its images stay on disk.

    Raises:
        DamagedFile: ``pdf`` is none, or it has fewer pages than ``scan``.
        DiskFull: no room for ``target``.
        FolderUnreachable: the folder of ``target`` is gone or may not be written.
    """
    layered = tuple(page for page in scan.pages if _recognised(page) and page.problem is None)
    if not layered:
        with reaching(target.parent):
            shutil.copyfile(pdf, target)
        return Written(copied=True, archived=archive.copied(target))
    try:
        with pikepdf.open(pdf, suppress_warnings=True) as document:
            claim = archive.claim_of(document)
            _add_layers(document, layered)
            remove_signatures(document)
            archive.describe(document, title=title, language=language)
            return Written(copied=False, archived=archive.save(document, target, claim))
    except (
        pikepdf.PikepdfError,
        IndexError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
    ) as error:
        # pikepdf raises plain Python errors, too, where a file is not what it expects.
        raise DamagedFile from error


def _recognised(page: Page) -> list[Word]:
    """The words that the page does not have yet."""
    return [word for word in page.words if not word.digital]


# -- the page ---------------------------------------------------------------------------------------


def _add_layers(document: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    sheets = [document.pages[page.number - 1] for page in pages]
    taken = {
        name
        for sheet in sheets
        for name in _copied(_copied(sheet.obj.get("/Resources")).get("/Font"))
    }
    name = next(name for name in _names() if name not in taken)
    tagged = "/StructTreeRoot" in document.Root
    matrices = [_placement(sheet, page) for sheet, page in zip(sheets, pages, strict=True)]
    drawn = _drawn(pages, matrices, font=name, tagged=tagged)
    with pikepdf.open(BytesIO(drawn)) as layers:
        for sheet, layer in zip(sheets, layers.pages, strict=True):
            resources = _copied(sheet.obj.get("/Resources"))
            fonts = _copied(resources.get("/Font"))
            fonts[name] = document.copy_foreign(layer.obj.Resources.Font[name])
            resources.Font = fonts
            sheet.obj.Resources = resources
            sheet.obj.Contents = pikepdf.Array(
                [document.copy_foreign(layer.obj.Contents), *_contents(sheet)]
            )
    for sheet, page in zip(sheets, pages, strict=True):
        if page.angle:
            sheet.obj.Rotate = (rotation(sheet) + page.angle) % 360


def _names() -> Iterator[str]:
    """Names for the font in the pages' resources, the nicest first."""
    yield "/Words"
    yield from (f"/Words{number}" for number in count(2))


def _copied(value: object) -> pikepdf.Dictionary:
    """A dictionary of the page's own: the one it has may belong to others, too."""
    return (
        pikepdf.Dictionary(dict(value.items()))
        if isinstance(value, pikepdf.Dictionary)
        else pikepdf.Dictionary()
    )


def _contents(sheet: pikepdf.Page) -> list[pikepdf.Object]:
    contents = sheet.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [stream for stream in streams if isinstance(stream, pikepdf.Stream)]


def _placement(sheet: pikepdf.Page, page: Page) -> Matrix:
    """From the pixels of the page as it was read (origin bottom left, y upwards) to the page's user space."""
    turn = (rotation(sheet) + page.angle) % 360
    crooked = turned(_slant(page), x=page.width / 2, y=page.height / 2)
    return after(
        crooked, placement(shown_box(sheet), turn=turn, columns=page.width, rows=page.height)
    )


def _slant(page: Page) -> float:
    """By how many degrees the lines of the layer rise."""
    return max(-_STEEPEST, min(page.skew, _STEEPEST))


# -- the text layer ---------------------------------------------------------------------------------


def _drawn(pages: Sequence[Page], matrices: Sequence[Matrix], *, font: str, tagged: bool) -> bytes:
    """A PDF of nothing but layers, in the order of ``pages``, all with one font."""
    writer = PdfWriter()
    alphabet = Alphabet.of(word.text for page in pages for word in _recognised(page))
    fonts = DictionaryObject({NameObject(font): add_font(writer, alphabet)})
    for page, matrix in zip(pages, matrices, strict=True):
        layer = _layer(page, font.encode("ascii"), matrix, alphabet)
        if (
            tagged
        ):  # a document with a structure has to say of everything else that it has no part in it
            layer = b"/Artifact BMC\n" + layer + b"EMC\n"
        sheet = writer.add_blank_page(page.width, page.height)
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        sheet[NameObject("/Contents")] = added(writer, content_stream(layer))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _layer(page: Page, font: bytes, matrix: Matrix, alphabet: Alphabet) -> bytes:
    """The content stream: text rendering mode 3 paints nothing, but can be searched, marked and copied.

    Lines may be no steeper than ``_STEEPEST``. On a page more crooked than that every word keeps its
    place from left to right, and its height is that of the line on the middle of the page.
    """
    lean = sin(radians(page.skew)) - sin(radians(_slant(page)))
    lines = []
    for _, group in groupby(_recognised(page), key=lambda word: word.line):
        words = turned_round(tuple(group), lambda word: word.text)  # as they stand on paper
        lines.append((words, [word.box for word in words]))
    slopes = [slope for _, boxes in lines if (slope := _slope(boxes)) is not None]
    slope = median(slopes) if slopes else 0
    placed = " ".join(_decimal(number, 6) for number in matrix)
    parts, pen = [f"q {placed} cm BT 3 Tr".encode("ascii")], (0, 0)
    for words, boxes in lines:
        top, bottom = _band([_levelled(box, slope, page.width / 2) for box in boxes])
        size = max(1, round(bottom - top))
        right = lean * (top + bottom - page.height) / 2
        start = round(boxes[0].left + right), round(page.height - bottom - size * DESCENT / EM)
        parts.append(b"%s %d Tf %d %d Td" % (font, size, start[0] - pen[0], start[1] - pen[1]))
        ends = _Line(start[0], size, alphabet)
        parts += ends.drawn(words, _moved(boxes, right))
        pen = ends.start, start[1]
    return b"\n".join((*parts, b"ET Q\n"))


@dataclass(slots=True)
class _Line:
    """Draws a line in whole pixels and few numbers; what is lost by that is made up for by the next piece.

    ``start`` is where the reader's last ``Td`` led: pixels from the left.
    """

    start: int
    size: int
    alphabet: Alphabet

    def drawn(self, words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[bytes]:
        """One text operator for each word and one for the space behind it.

        The space fills the gap to the next word; where there is none the word ends a little earlier,
        since pdfium takes words that overlap for one. There is a space at the end of the line, too:
        it takes short lines below each other for one word.
        """
        pen = float(self.start)
        for index, (word, box) in enumerate(zip(words, boxes, strict=True)):
            if abs(box.left - pen) > 1:  # it begins before the one before it
                yield b"%d 0 Td" % (round(box.left) - self.start)
                self.start = round(box.left)
                pen = float(self.start)
            behind = boxes[index + 1].left if index + 1 < len(boxes) else box.right + self.size / 4
            room = behind - self.size * _THINNEST
            drawn, pen = self._piece(
                word.text, pen, min(box.right, room) if room > pen else box.right, step=_WORD_STEP
            )
            space, pen = self._piece(" ", pen, behind, step=_SPACE_STEP)
            yield drawn + b" " + space

    def _piece(self, text: str, left: float, right: float, *, step: int) -> tuple[bytes, float]:
        """The text from ``left`` to ``right``, by horizontal scaling in steps of per cent, and where it really ends."""
        codes = self.alphabet.encode(text)
        natural = len(codes) / 2 * self.size * ADVANCE / EM
        scaling = max(1, step * round(100 * (right - left) / natural / step))
        return b"%d Tz(%s)Tj" % (scaling, codes), left + natural * scaling / 100


def _band(boxes: Sequence[Box]) -> tuple[float, float]:
    """Top and bottom of a level line.

    A word's own box has ascenders and descenders or has none; readers tell lines apart by size and
    baseline, so all words of a line share one height. Boxes much higher than the others (a rule or
    a stamp taken for a letter) do not count.
    """
    usual = 1.5 * median(box.height for box in boxes)
    normal = [box for box in boxes if box.height <= usual]
    return min(box.top for box in normal), max(box.bottom for box in normal)


def _moved(boxes: Sequence[Box], right: float) -> list[Box]:
    return [Box(box.left + right, box.top, box.right + right, box.bottom) for box in boxes]


def _levelled(box: Box, slope: float, centre: float) -> Box:
    """The box moved up or down to where it would be on a page turned straight about its centre."""
    fall = slope * (_middle(box) - centre)
    return Box(box.left, box.top - fall, box.right, box.bottom - fall)


def _slope(boxes: Sequence[Box]) -> float | None:
    """By how many pixels the line falls per pixel to the right: least squares through the words, by width.

    None for short lines: there, ascenders and descenders tilt more than any scanner does.
    """
    height = median(box.height for box in boxes)
    if (
        len(boxes) < _LONG_LINE
        or max(box.right for box in boxes) - min(box.left for box in boxes) < 10 * height
    ):
        return None
    weight = sum(box.width for box in boxes)
    centre = sum(box.width * _middle(box) for box in boxes) / weight
    level = sum(box.width * (box.top + box.bottom) / 2 for box in boxes) / weight
    spread = sum(box.width * (_middle(box) - centre) ** 2 for box in boxes)
    rise = sum(
        box.width * (_middle(box) - centre) * ((box.top + box.bottom) / 2 - level) for box in boxes
    )
    return rise / spread if spread else None


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _decimal(value: float, places: int = 1) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# -- the font ---------------------------------------------------------------------------------------


# -- pypdf ------------------------------------------------------------------------------------------
