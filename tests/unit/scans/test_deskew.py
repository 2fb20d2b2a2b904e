"""Crooked pages are measured to a fraction of a degree, and boxes find back to where the ink is."""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.core.model import Box, Page, Word
from pipeline.scans.deskew import (
    box_on_page,
    deskewed_picture,
    print_skew,
    scanner_skew,
    skew,
    turned_box,
)
from tools import samples

DPI = 150
few = settings(max_examples=12, deadline=None)


@cache
def a_letter() -> Image.Image:
    sheet, *_ = samples.letter("de", np.random.default_rng(1), paragraphs=3)
    return sheet.picture.reduce(2)


def crooked(picture: Image.Image, degrees: float) -> Image.Image:
    """As it comes from the scanner after it was turned counter-clockwise, with a little noise."""
    paper = np.asarray(picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)) * 0.94
    noise = np.random.default_rng(1).normal(0, 3, paper.shape)
    return Image.fromarray((paper + noise).clip(0, 255).astype(np.uint8))


@few
@given(degrees=st.floats(-7, 7))
def test_a_letter_is_measured_to_a_twentieth_of_a_degree(degrees: float) -> None:
    assert skew(crooked(a_letter(), degrees), DPI) == pytest.approx(degrees, abs=0.05)


@pytest.mark.parametrize("degrees", [-3.0, 1.5])
def test_light_print_on_black_is_measured_as_well(degrees: float) -> None:
    inverted = crooked(a_letter(), degrees).point(lambda grey: 255 - grey)

    assert skew(inverted, DPI) == pytest.approx(degrees, abs=0.05)


def noise() -> Image.Image:
    return Image.fromarray(np.random.default_rng(2).integers(0, 256, (1700, 1200), dtype=np.uint8))


def a_landscape() -> Image.Image:
    """Clouds in all sizes and a hillside that runs up to the right."""
    chance = np.random.default_rng(3)
    sky = np.zeros((1700, 1200), np.float32)
    for size in (3, 9, 27, 81, 243):
        clouds = Image.fromarray(chance.normal(0, 60 / size**0.4, (size, size)).astype(np.float32))
        sky += np.asarray(clouds.resize((1200, 1700), Image.Resampling.BICUBIC))
    picture = Image.fromarray((150 + sky).clip(0, 255).astype(np.uint8))
    ImageDraw.Draw(picture).polygon([(0, 1500), (1200, 1380), (1200, 1700), (0, 1700)], fill=70)
    return picture


def a_disc() -> Image.Image:
    picture = Image.new("L", (1200, 1700), 255)
    ImageDraw.Draw(picture).ellipse((300, 400, 900, 1000), fill=30)
    return picture


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("L", (1200, 1700), 255),
        Image.new("L", (1200, 1700), 0),
        noise(),
        a_landscape(),
        a_disc(),
    ],
    ids=["white", "black", "noise", "landscape", "disc"],
)
def test_what_has_no_lines_is_not_crooked(picture: Image.Image) -> None:
    assert skew(picture, DPI) == 0


@pytest.mark.parametrize("size", [(1, 1), (10, 2000), (2000, 10), (130, 130)])
def test_scraps_are_not_crooked(size: tuple[int, int]) -> None:
    assert skew(Image.new("L", size, 255), DPI) == 0


@pytest.mark.parametrize("degrees", [-44, -30, -20, -14, -9, 9, 14, 20, 30, 44])
def test_a_photographed_letter_is_measured_at_any_angle(degrees: float) -> None:
    assert skew(crooked(a_letter(), degrees), DPI) == pytest.approx(degrees, abs=0.1)


@pytest.mark.parametrize(("turn", "left"), [(90 + 14, 14), (180 - 20, -20), (270 + 30, 30)])
def test_on_a_page_that_lies_on_another_side_the_rest_is_measured(turn: int, left: float) -> None:
    assert skew(crooked(a_letter(), turn), DPI) == pytest.approx(left, abs=0.1)


def a_slip(degrees: float, *, desk: int) -> Image.Image:
    """A slip of paper on a desk, turned counter-clockwise on it."""
    slip = a_letter().crop((100, 200, 1100, 900))
    turned = slip.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    paper = Image.new("L", slip.size, 255).rotate(degrees, expand=True)
    picture = Image.new("L", (turned.width + 300, turned.height + 300), desk)
    picture.paste(turned, (100, 180), paper)
    # The desk has an edge of its own, which is level.
    ImageDraw.Draw(picture).rectangle((0, picture.height - 60, picture.width, picture.height), 20)
    return picture


@pytest.mark.parametrize("desk", [60, 120, 225])
@pytest.mark.parametrize("degrees", [-37, -12, 12, 25, 41])
def test_the_desk_under_a_slip_does_not_count(degrees: float, desk: int) -> None:
    assert print_skew(a_slip(degrees, desk=desk), DPI) == pytest.approx(degrees, abs=0.3)


def test_what_a_scanner_cannot_have_done_counts_only_for_photographs() -> None:
    assert scanner_skew(crooked(a_letter(), 3), DPI) == pytest.approx(3, abs=0.05)
    assert scanner_skew(crooked(a_letter(), 20), DPI) == 0


def test_what_was_made_level_is_level() -> None:
    page = crooked(a_letter(), -2.5)

    level = deskewed_picture(page, skew(page, DPI))

    assert skew(level, DPI) == pytest.approx(0, abs=0.03)
    assert level.width > page.width
    assert level.height > page.height


@few
@given(
    degrees=st.floats(-7.5, 7.5) | st.floats(9, 44) | st.floats(-44, -9),
    x=st.integers(10, 590),
    y=st.integers(10, 790),
)
def test_a_box_on_the_level_picture_lies_where_its_ink_is_after_a_turn_about_the_centre(
    degrees: float, x: int, y: int
) -> None:
    page = Image.new("L", (600, 800), 240)
    page.paste(0, (x - 4, y - 4, x + 4, y + 4))

    level = deskewed_picture(page, degrees)
    rows, columns = np.nonzero(np.asarray(level) < 120)
    ink = Box(int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
    box = box_on_page(ink, level.size, page.size, degrees)

    turn = radians(degrees)
    wanted = (
        300 + (x - 300) * cos(turn) - (y - 400) * sin(turn),
        400 + (x - 300) * sin(turn) + (y - 400) * cos(turn),
    )
    assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx(wanted, abs=1)
    assert np.asarray(level)[0].tolist() == [240] * level.width


@given(degrees=st.floats(-1, 1), x=st.integers(10, 590), y=st.integers(10, 790))
def test_a_box_on_a_crooked_picture_goes_where_its_middle_goes(
    degrees: float, x: int, y: int
) -> None:
    box = turned_box(Box(x - 5, y - 3, x + 5, y + 3), (600, 800), degrees)

    turn = radians(degrees)
    wanted = (
        300 + (x - 300) * cos(turn) - (y - 400) * sin(turn),
        400 + (x - 300) * sin(turn) + (y - 400) * cos(turn),
    )
    assert ((box.left + box.right) / 2, (box.top + box.bottom) / 2) == pytest.approx(
        wanted, abs=0.01
    )
    assert (box.width, box.height) == pytest.approx((10, 6))


def test_what_is_placed_at_the_corner_of_a_turned_page_lies_on_it() -> None:
    placed = box_on_page(Box(59, 0, 1714, 100), (1715, 2383), (1653, 2339), 1.3984375)
    word = Word("EEE", placed, 0.2, 0, 0, 0)

    assert Page(1, 1653, 2339, 200, (word,), skew=1.3984375).words == (word,)
