"""What is read at another angle joins the page; what is not is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.scans.unread.second_look import second_look
from tests.unit.scans.unread.test_cutout import BLACK, DPI, PLACE, a_stamp

SURE = Word("Damen", Box(20, 20, 90, 50), 0.95, 0, 0, 0)
SCRAP = Word("zZ", Box(590, 590, 610, 610), 0.2, 1, 1, 1)


def nothing(_picture: Image.Image, _dpi: float) -> Sequence[Word]:
    return ()


def upright_only(picture: Image.Image, _dpi: float) -> Sequence[Word]:
    """Reads a wide picture whose upper half has more ink: the stamp with its long line first."""
    ink = picture.point(lambda grey: 255 * (grey < 128))
    upper = ink.crop((0, 0, ink.width, ink.height // 2)).histogram()[255]
    if 2 * upper <= ink.histogram()[255]:
        return (Word("NIZNV", Box(5, 5, 20, 15), 0.4, 0, 0, 0),)
    x, y = picture.width / 2, picture.height / 2
    return (
        Word("EINGEGANGEN", Box(x - 300, y - 90, x + 300, y - 20), 0.9, 0, 0, 0),
        Word("16.", Box(x - 300, y + 20, x - 180, y + 80), 0.9, 0, 0, 1),
        Word("Mai", Box(x - 150, y + 20, x, y + 80), 0.9, 0, 0, 1),
    )


@pytest.mark.parametrize("degrees", [-30, 12, 60])
def test_the_words_of_a_stamp_follow_those_of_the_page(degrees: float) -> None:
    look = second_look(
        upright_only, a_stamp(degrees, ink=BLACK), DPI, words=(SURE, SCRAP), places=(PLACE,)
    )

    assert [word.text for word in look.words] == ["Damen", "EINGEGANGEN", "16.", "Mai"]
    first, *stamp = look.words
    assert first == SURE
    assert look.unread == ()
    assert {round(word.tilt) for word in stamp} == {round(degrees)}
    assert {word.block for word in stamp}.isdisjoint({0, 1})
    assert stamp[0].line != stamp[1].line == stamp[2].line


def test_a_word_of_a_stamp_that_was_read_level_too_stands_there_once() -> None:
    def words(*before: Word) -> tuple[Word, ...]:
        picture = a_stamp(12)
        return second_look(upright_only, picture, DPI, words=before, places=(PLACE,)).words

    *_, month = words(SURE)
    level = replace(month, tilt=0.0, confidence=0.94, block=1, line=1)
    assert [word.text for word in words(SURE, level)] == ["Damen", "EINGEGANGEN", "16.", "Mai"]
    other = replace(level, text="Herrn")
    assert other in words(SURE, other)


def test_a_stamp_that_cannot_be_read_is_told_and_nothing_is_made_of_it() -> None:
    look = second_look(nothing, a_stamp(20), DPI, words=(SURE,), places=(PLACE,))

    assert look.words == (SURE,)
    assert look.unread == (PLACE,)


def test_a_place_whose_words_the_page_has_already_is_not_told() -> None:
    known = tuple(upright_only(a_stamp(0).convert("L"), DPI))
    shown = Image.new("L", (1200, 1200), 0)

    def same(picture: Image.Image, _dpi: float) -> Sequence[Word]:
        x, y = (picture.width - shown.width) / 2, (picture.height - shown.height) / 2
        return [
            replace(word, box=Box(word.box.left + x, word.box.top + y, word.box.right + x,
                                  word.box.bottom + y))
            for word in known
        ]  # fmt: skip

    look = second_look(same, a_stamp(0), DPI, words=known, places=(PLACE,))

    assert (look.words, look.unread) == (known, ())


def test_level_text_that_was_read_before_is_not_read_again() -> None:
    def never(_picture: Image.Image, _dpi: float) -> Sequence[Word]:
        raise AssertionError

    poor = Word("EIMGFGANGFN", Box(300, 540, 900, 600), 0.4, 1, 1, 1)

    look = second_look(never, a_stamp(0, ink=BLACK), DPI, words=(SURE, poor), places=(PLACE,))

    assert (look.words, look.unread) == ((SURE, poor), ())
