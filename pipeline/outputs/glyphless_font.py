"""The font of the text layer: glyphs with a width and no ink.

The font program is ``glyphless.ttf``, made by ``tools/glyphless_font.py``, the same for every
document. What a code means, and which codes there are, differs by document and is said here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

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

from pipeline.core.scans.direction import visual_order

PROGRAM = Path(__file__).with_name("glyphless.ttf")
"""The TrueType font, with the measures below."""

EM = 1000
"""Units of the font in one em."""

ADVANCE = 500
"""Width of every glyph; horizontal scaling does the rest."""

ASCENT, DESCENT = 800, -200
"""Together one em: a font of size n covers a line of height n."""

_NAME = "/SchreibstubeWords"

_ESCAPED = frozenset(b"()\\\r\n")
"""Bytes with a meaning of their own in strings.

Source: PDF 32000-1:2008, 7.3.4.2.
"""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """A code of two bytes for each character of the document.

    The codes are in the order of the characters; none has a byte that strings must escape.
    """

    codes: dict[str, bytes]
    _words: dict[str, bytes] = field(default_factory=dict, init=False, compare=False, repr=False)
    """Those written so far: most words of a document come back."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Alphabet:
        """The alphabet of these texts, and the space."""
        characters = {" "}.union(*map(visual_order, frozenset(texts)))
        codes = (struct.pack(">H", number) for number in count(1))
        plain = (code for code in codes if not _ESCAPED & set(code))
        return cls(dict(zip(sorted(characters), plain, strict=False)))

    def encode(self, text: str) -> bytes:
        """The codes of the text from left to right, as on paper."""
        known = self._words.get(text)
        if known is None:
            known = b"".join([self.codes[character] for character in visual_order(text)])
            self._words[text] = known
        return known

    def to_unicode(self) -> bytes:
        """The map from codes to text.

        Source: Adobe Technical Note 5411, ToUnicode Mapping File Tutorial.
        """
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
    """Add the font with this alphabet to the file."""
    descriptor = _descriptor(writer)
    descendant = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/CIDFontType2"),
            NameObject("/BaseFont"): NameObject(_NAME),
            NameObject("/CIDToGIDMap"): add_object(
                writer, content_stream(b"\0\1" * (int.from_bytes(max(alphabet.codes.values())) + 1))
            ),
            NameObject("/CIDSystemInfo"): DictionaryObject(
                {
                    NameObject("/Registry"): create_string_object("Adobe"),
                    NameObject("/Ordering"): create_string_object("Identity"),
                    NameObject("/Supplement"): NumberObject(0),
                }
            ),
            NameObject("/FontDescriptor"): add_object(writer, descriptor),
            NameObject("/DW"): NumberObject(ADVANCE),
        }
    )
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type0"),
            NameObject("/BaseFont"): NameObject(_NAME),
            NameObject("/Encoding"): NameObject("/Identity-H"),
            NameObject("/DescendantFonts"): ArrayObject([add_object(writer, descendant)]),
            NameObject("/ToUnicode"): add_object(writer, content_stream(alphabet.to_unicode())),
        }
    )
    return add_object(writer, font)


def _descriptor(writer: PdfWriter) -> DictionaryObject:
    """The font's measures; its program is added to the file."""
    font_file = PROGRAM.read_bytes()
    program = content_stream(font_file)
    program[NameObject("/Length1")] = NumberObject(len(font_file))
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/FontDescriptor"),
            NameObject("/FontName"): NameObject(_NAME),
            NameObject("/Flags"): NumberObject(4),  # symbolic: its characters are not Latin ones
            NameObject("/FontBBox"): ArrayObject(map(NumberObject, (0, DESCENT, ADVANCE, ASCENT))),
            NameObject("/ItalicAngle"): NumberObject(0),
            NameObject("/Ascent"): NumberObject(ASCENT),
            NameObject("/Descent"): NumberObject(DESCENT),
            NameObject("/CapHeight"): NumberObject(ASCENT),
            NameObject("/StemV"): NumberObject(80),
            NameObject("/FontFile2"): add_object(writer, program),
        }
    )


def content_stream(content: bytes) -> StreamObject:
    """A compressed stream."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    return stream.flate_encode(level=9)


def add_object(writer: PdfWriter, value: PdfObject) -> IndirectObject:
    """A reference to ``value`` as an object of its own."""
    return writer._add_object(value)  # noqa: SLF001 - pypdf has no public door for new objects
