"""The font of the text layer: it measures words and shows nothing."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    create_string_object,
)

from pipeline.core.scans.direction import as_seen

EM = 1000

ADVANCE = 500
"""Every glyph is half an em wide; horizontal scaling does the rest."""

_ASCENT, DESCENT = 800, -200
"""Together one em, so that a font of size n covers exactly a line of height n."""

_MADE = 3_029_529_600
"""The year 2000 in seconds from 1904, as fonts count them: every font says when it was made, and ours is always the same."""

_ESCAPED = frozenset(b"()\\\r\n")
"""Bytes that mean something else in a string. Source: PDF 32000-1:2008, 7.3.4.2."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A code for each character of the document: two bytes, in the characters' order, none that strings must escape."""

    codes: dict[str, bytes]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Alphabet:
        """The alphabet of these texts, and the space."""
        characters = {" "}.union(*map(as_seen, texts))
        codes = (struct.pack(">H", number) for number in count(1))
        plain = (code for code in codes if not _ESCAPED & set(code))
        return cls(dict(zip(sorted(characters), plain, strict=False)))

    def encode(self, text: str) -> bytes:
        """The codes in the order in which the characters stand on paper, from left to right."""
        return b"".join([self.codes[character] for character in as_seen(text)])

    def to_unicode(self) -> bytes:
        """The map from codes to text. Source: Adobe Technical Note 5411, ToUnicode Mapping File Tutorial."""
        entries = [
            f"<{code.hex()}><{character.encode('utf-16-be', 'replace').hex()}>"
            for character, code in self.codes.items()
        ]
        blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
        return "\n".join(
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
                "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
                "1 begincodespacerange <0000><ffff> endcodespacerange",
                *(
                    line
                    for block in blocks
                    for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
                ),
                "endcmap CMapName currentdict /CMap defineresource pop end end",
            )
        ).encode("ascii")


def add_font(writer: PdfWriter, alphabet: Alphabet) -> IndirectObject:
    """Add the font to the file."""
    outlines = _font_program()
    program = content_stream(outlines)
    program[NameObject("/Length1")] = NumberObject(len(outlines))
    name = NameObject("/SchreibstubeWords")
    descriptor = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): name,
            NameObject("/Flags"): NumberObject(4),  # symbolic: its characters are not Latin ones
            NameObject("/FontBBox"): ArrayObject(map(NumberObject, (0, DESCENT, ADVANCE, _ASCENT))),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(_ASCENT),
            NameObject("/Descent"): NumberObject(DESCENT),
            NameObject("/CapHeight"): NumberObject(_ASCENT),
            NameObject("/StemV"): NumberObject(80),
            NameObject("/FontFile2"): added(writer, program),
        }
    )
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): name,
            NameObject("/CIDToGIDMap"): added(
                writer, content_stream(b"\0\1" * (int.from_bytes(max(alphabet.codes.values())) + 1))
            ),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    NameObject("/Registry"): create_string_object("Adobe"),
                    NameObject("/Ordering"): create_string_object("Identity"),
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/FontDescriptor"): added(writer, descriptor),
            NameObject("/DW"): NumberObject(ADVANCE),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): name,
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([added(writer, descendant)]),
            NameObject("/ToUnicode"): added(writer, content_stream(alphabet.to_unicode())),
        }
    )
    return added(writer, font)


def _font_program() -> bytes:
    """A TrueType font of two equal glyphs, one em high and half an em wide, that have no ink.

    Their outline is a line to the upper right corner and back: it encloses nothing, but pdfium takes
    the size of a character from its outline and drops words of one character that have none.
    Source: OpenType specification 1.9; the tables are those that PDF 32000-1, 9.9 asks for.
    """
    glyph = struct.pack(
        ">hhhhhHH2B4h",
        1,
        0,
        DESCENT,
        ADVANCE,
        _ASCENT,
        1,
        0,
        *(1, 1),
        *(0, ADVANCE, DESCENT, _ASCENT - DESCENT),
    )
    tables = {
        b"glyf": glyph * 2,
        b"head": struct.pack(
            ">IIIIHHQQhhhhHHhhh",
            *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, EM, _MADE, _MADE),
            *(0, DESCENT, ADVANCE, _ASCENT, 0, 8, 2, 0, 0),
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhh4hhH",
            0x00010000,
            _ASCENT,
            DESCENT,
            0,
            ADVANCE,
            *(0, 0, ADVANCE),
            *(1, 0, 0),
            *([0] * 4),
            0,
            1,
        ),
        b"hmtx": struct.pack(">Hhh", ADVANCE, 0, 0),
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


def content_stream(content: bytes) -> StreamObject:
    """A compressed stream."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream.flate_encode(level=9)


def added(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    """A reference to ``value`` as an object of its own."""
    return writer._add_object(value)  # noqa: SLF001 - pypdf has no public door for new objects
