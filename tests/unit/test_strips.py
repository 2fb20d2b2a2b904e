"""Which strip of a page is read to tell its language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ports import PageImage
from pipeline.strips import text_strip

WIDTH, HEIGHT = 1240, 1754


def a_page(path: Path, *, dpi: float = 150, size: tuple[int, int] = (WIDTH, HEIGHT)) -> tuple[Image.Image, PageImage]:
    picture = Image.new("L", size, 250)
    return picture, PageImage(path, *size, dpi)


def write(picture: Image.Image, top: int, lines: int, *, text: str = "Wir bitten um Antwort bis zum Freitag") -> None:
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(22)
    for number in range(lines):
        pen.text((100, top + 32 * number), text, font=font, fill=20)


def rows_with_ink(strip: PageImage) -> int:
    with Image.open(strip.path) as picture:
        bounds = picture.point(lambda grey: 255 * (grey < 120)).getbbox()
    assert bounds
    return int(bounds[3] - bounds[1])


def test_the_strip_lies_on_the_densest_text_and_cuts_no_line(tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png")
    ImageDraw.Draw(picture).rectangle((0, 100, WIDTH, 600), fill=90)  # a photograph without detail
    write(picture, 700, 2, text="An das Amt")
    write(picture, 1000, 12)
    picture.save(image.path)

    strip = text_strip(image)

    assert strip is not None
    assert (strip.width, strip.dpi) == (image.width, image.dpi)
    assert 60 <= strip.height <= 150
    with Image.open(strip.path) as cut:
        assert cut.size == (strip.width, strip.height)
        top, bottom = cut.crop((0, 0, WIDTH, 2)), cut.crop((0, strip.height - 2, WIDTH, strip.height))
        assert top.getextrema()[0] == bottom.getextrema()[0] == 250
    assert rows_with_ink(strip) > 2 * 32


def test_text_at_the_foot_of_the_page_is_found(tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png")
    write(picture, HEIGHT - 64, 2)
    picture.save(image.path)

    strip = text_strip(image)

    assert strip is not None
    assert rows_with_ink(strip) >= 32


def test_nothing_printed_is_no_strip(tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png")
    picture.paste(Image.linear_gradient("L").resize(picture.size))  # shading
    picture.save(image.path)

    assert text_strip(image) is None


def test_a_picture_no_higher_than_a_strip_is_its_own(tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png", size=(600, 60))
    write(picture, 15, 1)
    picture.save(image.path)

    assert text_strip(image) == image


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1)])
def test_slivers_do_no_harm(size: tuple[int, int], tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png", size=size)
    picture.save(image.path)

    assert text_strip(image) is None


@pytest.mark.parametrize("dpi", [1, 4, 20, 72, 600])
def test_absurd_resolutions_do_no_harm(dpi: float, tmp_path: Path) -> None:
    picture, image = a_page(tmp_path / "1.png", dpi=dpi)
    write(picture, 20, 50)
    picture.save(image.path)

    strip = text_strip(image)

    assert strip is not None
    with Image.open(strip.path) as cut:
        assert cut.size == (strip.width, strip.height)


def test_a_picture_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")

    with pytest.raises(OSError, match=r"identify|Truncated"):
        text_strip(PageImage(tmp_path / "1.jpg", 10, 10, 300))
