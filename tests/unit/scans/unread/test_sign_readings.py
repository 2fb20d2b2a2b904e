"""Signs in a line between copies of a word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.scans.unread.sign_readings import DOUBTED, SignReading, ink_in, readings_of

FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 46)
ANCHOR = Word("Kabel", Box(100, 100, 230, 150), 0.96, 0, 0, 0)
SIGN = Box(500, 100, 530, 150)


def a_page(sign: str) -> Image.Image:
    page = Image.new("L", (800, 300), 220)
    draw = ImageDraw.Draw(page)
    draw.text((104, 102), "Kabel", 20, FONT)
    draw.text((502, 102), sign, 20, FONT)
    return page


def readings(*texts: str) -> tuple[list[SignReading | None], list[tuple[int, int]]]:
    """What is made of a 1 whose place is read so, and the pictures' sizes."""
    looks, sizes = iter(texts), list[tuple[int, int]]()

    def read(picture: Image.Image, _dpi: float) -> Sequence[Word]:
        sizes.append(picture.size)
        middle, text = picture.width / 2, next(looks)
        box = Box(middle - 5, 0, middle + 5, picture.height)
        return (Word(text, box, 0.9, 0, 0, 0),) if text else ()

    return readings_of(a_page("1"), ANCHOR, [SIGN], read), sizes


def test_a_sign_is_read_in_two_sizes() -> None:
    (found,), sizes = readings("1", "1")

    assert found == SignReading("1", 0.9, agreed=True)
    assert sizes[1][1] > sizes[0][1]
    assert sizes[0][0] > 3 * sizes[0][1]


@pytest.mark.parametrize(("one", "other"), [("1", "7"), ("1", ""), ("", "7")])
def test_two_looks_that_differ_do_not_agree(one: str, other: str) -> None:
    (found,), _sizes = readings(one, other)

    assert found is not None
    assert not found.agreed


def test_what_nobody_reads_has_no_reading() -> None:
    assert readings("", "")[0] == [None]


def test_a_dotless_i_is_a_one_to_be_marked() -> None:
    dotless = "\N{LATIN SMALL LETTER DOTLESS I}"

    assert readings(dotless, dotless)[0] == [SignReading("1", DOUBTED, agreed=True)]


def test_the_ink_in_a_box_is_that_of_the_sign_alone() -> None:
    ink = ink_in(a_page("I"), SIGN)

    assert ink.shape[0] > 4 * ink.shape[1]
    assert ink.mean() > 0.5
