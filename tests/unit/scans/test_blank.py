"""What counts as an empty page: only what nobody would miss."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.scans.blank import blank, cut_short, dark_on_light

DPI = 150
WIDTH, HEIGHT = 1240, 1754
few = settings(max_examples=15, deadline=None)


def paper() -> Image.Image:
    """A4 as a scanner sees it: grey towards one side, with some grain."""
    shade = np.linspace(232, 250, WIDTH) - np.linspace(0, 10, HEIGHT)[:, None]
    grain = np.random.default_rng(1).normal(0, 3, (HEIGHT, WIDTH))
    return Image.fromarray((shade + grain).clip(0, 255).astype(np.uint8))


def written(
    picture: Image.Image, text: str, at: tuple[int, int], *, points: float = 10, grey: int = 60
) -> Image.Image:
    ImageDraw.Draw(picture).text(
        at, text, fill=grey, font=ImageFont.load_default(points / 72 * DPI)
    )
    return picture


def dusty() -> Image.Image:
    picture, chance = paper(), np.random.default_rng(2)
    for x, y in chance.integers(0, (WIDTH, HEIGHT), (25, 2)):
        ImageDraw.Draw(picture).ellipse((x, y, x + 1, y + 1), fill=70)
    return picture


def punched() -> Image.Image:
    picture = paper()
    for y in (HEIGHT // 2 - 236, HEIGHT // 2 + 236):
        ImageDraw.Draw(picture).ellipse((71 - 18, y - 18, 71 + 18, y + 18), fill=20)
    return picture


def edged() -> Image.Image:
    picture = paper()
    ImageDraw.Draw(picture).rectangle((0, 0, 14, HEIGHT), fill=15)
    ImageDraw.Draw(picture).rectangle((0, HEIGHT - 10, WIDTH, HEIGHT), fill=15)
    return picture


def shining_through() -> Image.Image:
    back = Image.new("L", (WIDTH, HEIGHT), 255)
    for line in range(40):
        written(
            back,
            "quite a lot of writing on the other side of this sheet",
            (150, 150 + 34 * line),
            grey=0,
        )
    faint = np.asarray(
        back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(3))
    )
    return Image.fromarray((np.asarray(paper()) * (0.93 + 0.07 * faint / 255)).astype(np.uint8))


@pytest.mark.parametrize("sheet", [paper, dusty, punched, edged, shining_through])
def test_empty_paper_is_blank_whatever_the_scanner_adds(sheet: Callable[[], Image.Image]) -> None:
    assert blank(sheet(), DPI)


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_page_of_one_shade_is_blank(grey: int) -> None:
    assert blank(Image.new("L", (WIDTH, HEIGHT), grey), DPI)


@few
@given(
    x=st.integers(60, WIDTH - 140),
    y=st.integers(60, HEIGHT - 100),
    grey=st.integers(0, 180),
    points=st.integers(8, 30),
)
def test_a_single_word_is_enough_wherever_it_stands(x: int, y: int, grey: int, points: int) -> None:
    assert not blank(written(paper(), "Seite 2", (x, y), grey=grey, points=points), DPI)


@pytest.mark.parametrize("sheet", [dusty, punched, edged, shining_through])
def test_nothing_hides_a_page_number(sheet: Callable[[], Image.Image]) -> None:
    assert not blank(written(sheet(), "7", (620, 1650)), DPI)


def test_a_pale_stamp_and_a_stroke_of_a_pencil_are_something() -> None:
    stamped, ticked = paper(), paper()
    ImageDraw.Draw(stamped).ellipse((800, 1200, 950, 1350), outline=200, width=3)
    ImageDraw.Draw(ticked).line([(300, 450), (320, 430), (350, 455), (400, 425)], fill=180, width=2)

    assert not blank(stamped, DPI)
    assert not blank(ticked, DPI)


def test_a_page_full_of_anything_is_something() -> None:
    assert not blank(
        Image.fromarray(np.random.default_rng(3).integers(0, 256, (HEIGHT, WIDTH), dtype=np.uint8)),
        DPI,
    )


def test_writing_light_on_dark_becomes_dark_on_light() -> None:
    usual = written(paper(), "Seite 2", (600, 800), points=20)
    negative = usual.point(lambda grey: 255 - grey)

    assert dark_on_light(usual).tobytes() == usual.tobytes()
    assert dark_on_light(negative).tobytes() == usual.tobytes()


def test_dark_print_on_a_slip_on_a_dark_desk_stays_dark() -> None:
    slip = written(paper(), "Betrag 7,50 EUR", (100, 200), points=20).crop((0, 0, 1200, 700))
    desk = Image.new("L", (1600, 1400), 60)
    desk.paste(slip, (200, 200))

    assert dark_on_light(desk).tobytes() == desk.tobytes()


def test_scraps_too_small_to_judge_are_something() -> None:
    assert not blank(Image.new("L", (20, 20), 255), DPI)


def test_a_picture_that_ends_in_undecoded_grey_is_cut_short() -> None:
    whole, broken = paper(), paper()
    broken.paste(128, (0, HEIGHT - 300, WIDTH, HEIGHT))

    assert not cut_short(whole)
    assert cut_short(broken)
    assert not cut_short(Image.new("L", (WIDTH, HEIGHT), 255))
