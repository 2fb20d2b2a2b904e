"""Make ``pipeline/outputs/glyphless.ttf``, the layer's font.

    python -m tools.glyphless_font

It has one glyph, one em high and half an em wide, without ink. Only the tables that PDF asks for
are in it. Equal measures give equal bytes.

Source: OpenType specification 1.9; PDF 32000-1:2008, 9.9.
"""

from __future__ import annotations

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from pipeline.outputs.glyphless_font import ADVANCE, ASCENT, DESCENT, EM, PROGRAM

_MADE = 3_029_529_600
"""The year 2000 in seconds from 1904; fonts have a date."""
_NOTDEF, _WORD = ".notdef", "word"
"""The glyph that all fonts begin with, and that of all codes."""
_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))


def program() -> bytes:
    """The bytes of the font."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([_NOTDEF, _WORD])
    builder.setupGlyf({_NOTDEF: TTGlyphPen(None).glyph(), _WORD: _outline()})
    builder.setupHorizontalMetrics(dict.fromkeys((_NOTDEF, _WORD), (ADVANCE, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupMaxp()
    builder.updateHead(created=_MADE, modified=_MADE, lowestRecPPEM=8, flags=0, fontRevision=0)
    font = builder.font
    font["maxp"].maxZones = 1  # no instructions, no twilight zone
    font.recalcTimestamp = False
    for tag in set(font.keys()) - _TABLES - {"GlyphOrder"}:
        del font[tag]
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _outline() -> object:
    """A line to the upper right corner and back: no area.

    pdfium takes the size of a character from its outline and drops words of one character that have
    none.
    """
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    pen.lineTo((ADVANCE, ASCENT))
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    PROGRAM.write_bytes(program())
