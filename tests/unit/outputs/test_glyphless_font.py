"""The font of the text layer."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from pipeline.outputs.glyphless_font import ADVANCE, ASCENT, DESCENT, EM, PROGRAM, Alphabet
from tools import glyphless_font


def test_the_font_in_the_tree_is_the_one_that_the_tool_makes() -> None:
    assert PROGRAM.read_bytes() == glyphless_font.program()


def test_the_font_has_the_measures_that_the_text_layer_is_written_with() -> None:
    font = TTFont(BytesIO(PROGRAM.read_bytes()))

    _notdef, word = font.getGlyphOrder()

    assert font["head"].unitsPerEm == EM
    assert font["hmtx"][word] == (ADVANCE, 0)
    assert (font["hhea"].ascent, font["hhea"].descent) == (ASCENT, DESCENT)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=8))
def test_every_character_has_a_code_of_its_own_that_needs_no_escape(texts: list[str]) -> None:
    alphabet = Alphabet.of(texts)

    codes = [*alphabet.codes.values()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and not set(code) & set(b"()\\\r\n") for code in codes)
    assert all(len(alphabet.encode(text)) % 2 == 0 for text in texts)
