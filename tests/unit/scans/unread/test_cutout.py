"""What a place with text at an angle of its own looks like, cut out and made level."""

from __future__ import annotations

from math import cos, radians, sin

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box
from pipeline.scans.unread.cutout import cutout

DPI = 300
PLACE = Box(100, 100, 1100, 1100)
RED, BLACK = (200, 0, 0), (0, 0, 0)


def a_stamp(degrees: float, *, ink: tuple[int, int, int] = RED) -> Image.Image:
    """A page with two words, turned counter-clockwise about 600, 600."""
    page = Image.new("RGB", (1200, 1200), "white")
    letters = Image.new("L", (700, 300), 0)
    font = ImageFont.truetype("LiberationSans-Bold.ttf", 80)
    ImageDraw.Draw(letters).text((350, 150), "EINGEGANGEN\n16. Mai", 255, font, anchor="mm")
    mask = letters.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    page.paste(
        Image.new("RGB", mask.size, ink), (600 - mask.width // 2, 600 - mask.height // 2), mask
    )
    return page


@pytest.mark.parametrize("degrees", [-60, -12, 0, 12, 45, 90, 120])
def test_one_of_two_directions_is_that_of_the_letters(degrees: float) -> None:
    cut = cutout(a_stamp(degrees), PLACE, DPI)

    assert cut is not None
    assert cut.clear
    assert 12 <= cut.letters <= 20
    assert min(abs((each - degrees + 180) % 360 - 180) for each in cut.directions) <= 1


def test_ends_of_the_next_pages_lines_are_no_text_of_their_own() -> None:
    page = Image.new("L", (200, 1700), "white")
    font = ImageFont.truetype("LiberationSerif-Regular.ttf", 40)
    for number, letter in enumerate("hkifrctdnesuvahkifrctdnesuvahk"):
        ImageDraw.Draw(page).text((90, 30 + 54 * number), letter, 0, font)

    cut = cutout(page, Box(0, 0, 200, 1700), DPI)

    assert cut is not None
    assert not cut.clear


def test_black_text_below_a_coloured_stamp_is_left_out() -> None:
    page = a_stamp(20)
    for row in range(300, 900, 150):
        ImageDraw.Draw(page).text((150, row), "Text " * 12, BLACK, ImageFont.load_default(40))
    stamp = a_stamp(20)
    page.paste(stamp, (0, 0), stamp.convert("L").point(lambda grey: 255 * (grey < 200)))

    cut = cutout(page, PLACE, DPI)

    assert cut is not None
    assert cut.coloured
    assert 20 in [round(each) for each in cut.directions]


def test_a_place_on_the_level_picture_leads_back_to_the_page() -> None:
    cut = cutout(a_stamp(30), PLACE, DPI)
    assert cut is not None
    size = cut.level(30).size

    x, y, down = size[0] / 2, size[1] / 2, 50
    middle = cut.middle(Box(x + 90, y + 40, x + 110, y + 60), size, 30)

    turn = radians(30)
    assert middle == pytest.approx(
        (600 + 100 * cos(turn) + down * sin(turn), 600 + down * cos(turn) - 100 * sin(turn)), abs=1
    )


def test_a_signature_a_frame_and_a_bar_code_are_no_letters() -> None:
    page = Image.new("L", (1200, 1200), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((200, 200, 1000, 1000), outline=0, width=6)
    draw.line([(300, 500), (500, 300), (450, 600), (700, 350), (600, 650), (900, 500)], 0, 6)

    assert cutout(page, PLACE, DPI) is None

    bars = Image.new("L", (1200, 1200), "white")
    for left in range(200, 1000, 24):
        ImageDraw.Draw(bars).rectangle((left, 400, left + 10, 520), fill=0)

    assert cutout(bars, PLACE, DPI) is None


def test_letters_about_a_seal_are_seen_though_they_stand_in_no_line() -> None:
    page = Image.new("L", (1200, 1200), "white")
    font = ImageFont.truetype("LiberationSans-Bold.ttf", 60)
    for number, letter in enumerate("GEMEINDEHENGERSBERGBAYERN"):
        turn = 360 * number / 25
        one = Image.new("L", (100, 100), 0)
        ImageDraw.Draw(one).text((50, 50), letter, 255, font, anchor="mm")
        x, y = 600 + 300 * sin(radians(turn)), 600 - 300 * cos(radians(turn))
        page.paste(0, (round(x) - 50, round(y) - 50), one.rotate(-turn))

    cut = cutout(page, PLACE, DPI)

    assert cut is not None
    assert cut.clear
    assert cut.letters >= 20
