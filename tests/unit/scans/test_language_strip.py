"""Which strip of a page is read to tell its language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ports import PageImage
from pipeline.scans.language_strip import text_strip

WIDTH, HEIGHT = 1240, 1754


def a_page(size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    return Image.new("L", size, 250)


def write(
    picture: Image.Image,
    top: int,
    lines: int,
    *,
    text: str = "Wir bitten um Antwort bis zum Freitag",
) -> None:
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(22)
    for number in range(lines):
        pen.text((100, top + 32 * number), text, font=font, fill=20)


def rows_with_ink(strip: PageImage) -> int:
    with Image.open(strip.path) as picture:
        bounds = picture.point(lambda grey: 255 * (grey < 120)).getbbox()
    assert bounds
    return int(bounds[3] - bounds[1])


def test_the_strip_lies_on_the_densest_text_and_cuts_no_line(tmp_path: Path) -> None:
    picture = a_page()
    ImageDraw.Draw(picture).rectangle((0, 100, WIDTH, 600), fill=90)  # a photograph without detail
    write(picture, 700, 2, text="An das Amt")
    write(picture, 1000, 12)

    strip = text_strip(picture, 150, tmp_path / "1.pgm")

    assert strip is not None
    assert (strip.width, strip.dpi, strip.path) == (WIDTH, 150, tmp_path / "1.pgm")
    assert 60 <= strip.height <= 150
    with Image.open(strip.path) as cut:
        assert cut.size == (strip.width, strip.height)
        top, bottom = (
            cut.crop((0, 0, WIDTH, 2)),
            cut.crop((0, strip.height - 2, WIDTH, strip.height)),
        )
        assert top.getextrema()[0] == bottom.getextrema()[0] == 250
    assert rows_with_ink(strip) > 2 * 32


def test_text_at_the_foot_of_the_page_is_found(tmp_path: Path) -> None:
    picture = a_page()
    write(picture, HEIGHT - 64, 2)

    strip = text_strip(picture, 150, tmp_path / "1.pgm")

    assert strip is not None
    assert rows_with_ink(strip) >= 32


def test_nothing_printed_is_no_strip(tmp_path: Path) -> None:
    picture = a_page()
    picture.paste(Image.linear_gradient("L").resize(picture.size))  # shading

    assert text_strip(picture, 150, tmp_path / "1.pgm") is None


def test_a_picture_no_higher_than_a_strip_is_all_strip(tmp_path: Path) -> None:
    picture = a_page((600, 60))
    write(picture, 15, 1)

    strip = text_strip(picture, 150, tmp_path / "1.pgm")

    assert strip is not None
    assert strip.height >= 48
    assert rows_with_ink(strip) > 12


def test_colour_is_read_in_grey(tmp_path: Path) -> None:
    picture = a_page()
    write(picture, 700, 5)

    strip = text_strip(picture.convert("RGB"), 150, tmp_path / "1.pgm")

    assert strip is not None
    with Image.open(strip.path) as cut:
        assert cut.mode == "L"


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1)])
def test_slivers_do_no_harm(size: tuple[int, int], tmp_path: Path) -> None:
    picture = a_page(size)

    assert text_strip(picture, 150, tmp_path / "1.pgm") is None


@pytest.mark.parametrize("dpi", [1, 4, 20, 72, 600])
def test_absurd_resolutions_do_no_harm(dpi: float, tmp_path: Path) -> None:
    picture = a_page()
    write(picture, 20, 50)

    strip = text_strip(picture, dpi, tmp_path / "1.pgm")

    assert strip is not None
    with Image.open(strip.path) as cut:
        assert cut.size == (strip.width, strip.height)
