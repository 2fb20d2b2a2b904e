"""The searchable PDF: the words as invisible text over pages whose every other byte stays as it was.

The text layer is drawn from our words and from nothing else. It uses one font for the whole
document, whose glyphs are empty and half an em wide: what a glyph means is said by the font's
ToUnicode map, so every script works, and how wide a word is by horizontal scaling, so that it
spans exactly its box. The layer stands before the page's own content, inside ``q … Q``: there the
page's graphics state is still untouched, whatever the content does to it later.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import radians, sin
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    create_string_object,
)

from pipeline.core.direction import as_seen, turned_round
from pipeline.core.model import Box, Page, Scan, Word
from pipeline.core.sheet import Matrix, after, placement, shown, turned
from pipeline.errors import DamagedFile
from pipeline.files import reaching

_EM = 1000
_ADVANCE = 500
"""Every glyph is half an em wide; horizontal scaling does the rest."""
_ASCENT, _DESCENT = 800, -200
"""Together one em, so that a font of size n covers exactly a line of height n."""

_STEEPEST = 0.3
"""Degrees by which lines may rise or fall: readers tell lines apart by their height on the page and mix up steeper ones.

Measured with full lines of small print: Poppler mixes them up from 0.4 degrees, pdfium and pypdf
from 0.8. On a page that is more crooked by 1 degree, words at the edges of A4 lie 1.5 mm too high or low.
"""
_LONG_LINE = 4
"""Words from which a line says how crooked the page is."""


def write_searchable_pdf(pdf: Path, scan: Scan, target: Path, *, title: str) -> None:
    """Write ``target``: ``pdf`` with the words of ``scan`` as invisible text where they stand on the pages.

    Images, outlines, attachments, forms, annotations and metadata are taken over unchanged. Pages
    that bring their own text, could not be read or hold no words are left exactly as they are; if
    that is true of all of them, ``target`` is a byte-identical copy. ``title`` is entered only in a
    document that has none. Equal input gives equal bytes. A digital signature of ``pdf`` does not
    survive in ``target``. Memory: a small multiple of the size of ``pdf`` (pypdf holds every
    object, images compressed as they are), plus some kilobytes a page.

    Raises:
        DamagedFile: pypdf cannot make sense of ``pdf``, or it has fewer pages than ``scan``.
        DiskFull: no room for ``target``.
        FolderUnreachable: the folder of ``target`` is gone or may not be written.
    """
    layered = tuple(page for page in scan.pages if _recognised(page) and page.problem is None)
    if not layered:
        with reaching(target.parent):
            shutil.copyfile(pdf, target)
        return
    try:
        writer = PdfWriter(clone_from=pdf, keep_initial_header=True)
        alphabet = _Alphabet.of(word.text for page in layered for word in _recognised(page))
        font = _add_font(writer, alphabet)
        for page in layered:
            _add_layer(writer, writer.pages[page.number - 1], page, (font, alphabet))
        _set_missing_title(writer, title)
    except (PyPdfError, IndexError, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        # pypdf raises plain Python errors, too, where a file is not what it expects.
        raise DamagedFile from error
    with reaching(target.parent), target.open("wb") as file:
        writer.write(file)
    writer.close()


# -- the page ---------------------------------------------------------------------------------------


def _recognised(page: Page) -> list[Word]:
    """The words that the page does not have yet."""
    return [word for word in page.words if not word.digital]


def _add_layer(writer: PdfWriter, sheet: PageObject, page: Page, lettering: tuple[IndirectObject, _Alphabet]) -> None:
    font, alphabet = lettering
    resources = DictionaryObject(_dictionary(sheet.get("/Resources")))
    fonts = DictionaryObject(_dictionary(resources.get("/Font")))
    name = next(name for name in _names() if name not in fonts)
    fonts[NameObject(name)] = font
    resources[NameObject("/Font")] = fonts
    sheet[NameObject("/Resources")] = resources

    layer = _added(writer, _stream(_layer(page, name, _placement(sheet, page), alphabet)))
    sheet[NameObject("/Contents")] = ArrayObject([layer, *_contents(sheet)])


def _contents(sheet: PageObject) -> Iterator[PdfObject]:
    if "/Contents" not in sheet:
        return
    contents = sheet.raw_get("/Contents")
    streams = contents.get_object()
    if isinstance(streams, ArrayObject):
        yield from list.__iter__(streams)
    elif streams is not None:
        yield contents


def _names() -> Iterator[str]:
    """Names for the font in a page's resources, the nicest first."""
    yield "/Words"
    number = 2
    while True:
        yield f"/Words{number}"
        number += 1


def _dictionary(value: PdfObject | None) -> dict[Any, Any]:
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else {}


def _placement(sheet: PageObject, page: Page) -> Matrix:
    """From the pixels of the page as it was read (origin bottom left, y upwards) to the page's user space."""
    rotation = _numbers(ArrayObject([sheet.get("/Rotate")]))
    turn = (int(rotation[0] if rotation else 0) + page.angle) % 360
    box = shown(_numbers(sheet.get("/MediaBox")), _numbers(sheet.get("/CropBox")))
    crooked = turned(_slant(page), x=page.width / 2, y=page.height / 2)
    return after(crooked, placement(box, turn=turn, columns=page.width, rows=page.height))


def _slant(page: Page) -> float:
    """By how many degrees the lines of the layer rise."""
    return max(-_STEEPEST, min(page.skew, _STEEPEST))


def _numbers(value: PdfObject | None) -> list[float]:
    value = value.get_object() if value is not None else None
    members = [member.get_object() for member in value if member is not None] if isinstance(value, ArrayObject) else []
    return [float(member) for member in members if isinstance(member, (NumberObject, FloatObject))]


def _set_missing_title(writer: PdfWriter, title: str) -> None:
    """Enter the title unless the document has one, in its information dictionary or in its XMP."""
    if writer.metadata is not None and writer.metadata.title:
        return
    xmp = writer.root_object.get("/Metadata")
    if xmp is not None and b"dc:title" in xmp.get_object().get_data():
        return
    writer.add_metadata({"/Title": title})


# -- the text layer ---------------------------------------------------------------------------------


def _layer(page: Page, font: str, matrix: Matrix, alphabet: _Alphabet) -> bytes:
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
    parts = ["q", *(_decimal(number, 6) for number in matrix), "cm", "BT", "3 Tr"]
    for words, boxes in lines:
        top, bottom = _band([_levelled(box, slope, page.width / 2) for box in boxes])
        size = max(1.0, bottom - top)
        right = lean * (top + bottom - page.height) / 2
        parts.append(f"{font} {_decimal(size)} Tf")
        parts += _line(
            words,
            _moved(boxes, right),
            size=size,
            baseline=page.height - bottom - size * _DESCENT / _EM,
            alphabet=alphabet,
        )
    parts += ["ET", "Q", ""]
    return "\n".join(parts).encode("ascii")


def _line(
    words: Sequence[Word], boxes: Sequence[Box], *, size: float, baseline: float, alphabet: _Alphabet
) -> Iterator[str]:
    space = alphabet.encode(" ")
    for index, (word, box) in enumerate(zip(words, boxes, strict=True)):
        codes = alphabet.encode(word.text)
        yield f"1 0 0 1 {_decimal(box.left)} {_decimal(baseline)} Tm"
        yield f"{_decimal(_scaling(box.width, codes, size))} Tz<{codes.hex()}>Tj"
        # The space fills the gap to the next word; where there is none it is as thin as can be. There is
        # one at the end of the line, too: pdfium takes short lines below each other for one word.
        gap = boxes[index + 1].left - box.right if index + 1 < len(boxes) else size / 4
        yield f"{_decimal(_scaling(gap, space, size), 0)} Tz<{space.hex()}>Tj"


def _scaling(width: float, codes: bytes, size: float) -> float:
    """Horizontal scaling in per cent by which the characters become ``width`` wide together."""
    natural = len(codes) / 2 * size * _ADVANCE / _EM
    return max(1, 100 * width / natural)


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
    if len(boxes) < _LONG_LINE or max(box.right for box in boxes) - min(box.left for box in boxes) < 10 * height:
        return None
    weight = sum(box.width for box in boxes)
    centre = sum(box.width * _middle(box) for box in boxes) / weight
    level = sum(box.width * (box.top + box.bottom) / 2 for box in boxes) / weight
    spread = sum(box.width * (_middle(box) - centre) ** 2 for box in boxes)
    rise = sum(box.width * (_middle(box) - centre) * ((box.top + box.bottom) / 2 - level) for box in boxes)
    return rise / spread if spread else None


def _middle(box: Box) -> float:
    return (box.left + box.right) / 2


def _decimal(value: float, places: int = 1) -> str:
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# -- the font ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Alphabet:
    """A code for each character of the document: two bytes, from 1, in the characters' order."""

    codes: dict[str, int]

    @classmethod
    def of(cls, texts: Iterable[str]) -> _Alphabet:
        characters = {" ", *(character for text in texts for character in as_seen(text))}
        return cls({character: code for code, character in enumerate(sorted(characters), start=1)})

    def encode(self, text: str) -> bytes:
        """The codes in the order in which the characters stand on paper, from left to right."""
        return b"".join(struct.pack(">H", self.codes[character]) for character in as_seen(text))

    def to_unicode(self) -> bytes:
        """The map from codes to text. Source: Adobe Technical Note 5411, ToUnicode Mapping File Tutorial."""
        entries = [
            f"<{code:04x}><{character.encode('utf-16-be', 'replace').hex()}>" for character, code in self.codes.items()
        ]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        return "\n".join(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
                "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
                "1 begincodespacerange <0000><ffff> endcodespacerange",
                *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
                "endcmap CMapName currentdict /CMap defineresource pop end end",
            )
        ).encode("ascii")


def _add_font(writer: PdfWriter, alphabet: _Alphabet) -> IndirectObject:
    outlines = _font_program()
    program = _stream(outlines)
    program[NameObject("/Length1")] = NumberObject(len(outlines))
    name = NameObject("/SchreibstubeWords")
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): name,
            NameObject("/Flags"): NumberObject(4),  # symbolic: its characters are not Latin ones
            NameObject("/FontBBox"): ArrayObject(map(NumberObject, (0, _DESCENT, _ADVANCE, _ASCENT))),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(_ASCENT),
            NameObject("/Descent"): NumberObject(_DESCENT),
            NameObject("/CapHeight"): NumberObject(_ASCENT),
            NameObject("/StemV"): NumberObject(80),
            NameObject("/FontFile2"): _added(writer, program),
        }
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): name,
            NameObject("/CIDToGIDMap"): _added(writer, _stream(b"\0\1" * (len(alphabet.codes) + 1))),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    NameObject("/Registry"): create_string_object("Adobe"),
                    NameObject("/Ordering"): create_string_object("Identity"),
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/FontDescriptor"): _added(writer, descriptor),
            NameObject("/DW"): NumberObject(_ADVANCE),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): name,
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([_added(writer, descendant)]),
            NameObject("/ToUnicode"): _added(writer, _stream(alphabet.to_unicode())),
        }
    )
    return _added(writer, font)


def _font_program() -> bytes:
    """A TrueType font of two equal glyphs, one em high and half an em wide, that have no ink.

    Their outline is a line to the upper right corner and back: it encloses nothing, but pdfium takes
    the size of a character from its outline and drops words of one character that have none.
    Source: OpenType specification 1.9; the tables are those that PDF 32000-1, 9.9 asks for.
    """
    glyph = struct.pack(
        ">hhhhhHH2B4h", 1, 0, _DESCENT, _ADVANCE, _ASCENT, 1, 0, *(1, 1), *(0, _ADVANCE, _DESCENT, _ASCENT - _DESCENT)
    )
    tables = {
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
            *(0, _DESCENT, _ADVANCE, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH",
            0x00010000,
            _ASCENT,
            _DESCENT,
            0,
            _ADVANCE,
            *(0, 0, _ADVANCE),
            *(1, 0, 0),
            *([0] * 4),
            0,
            1,
        ),
        b"hmtx": struct.pack(">Hhh", _ADVANCE, 0, 0),
        b"loca": struct.pack(">3H", 0, len(glyph) // 2, len(glyph)),
        b"maxp": struct.pack(">IH13H", 0x00010000, 2, 2, 1, 0, 0, 1, *([0] * 8)),
    }
    directory, data, offset = b"", b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, checksum, offset + len(data), len(table))
        data += padded
    # Six tables: the largest power of two below is 4, which gives the three numbers for binary search.
    return struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 32) + directory + data


# -- pypdf ------------------------------------------------------------------------------------------


def _stream(content: bytes) -> StreamObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream.flate_encode(level=9)


def _added(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    """A reference to ``value`` as an object of its own."""
    return writer._add_object(value)  # noqa: SLF001 - pypdf has no public door for new objects
