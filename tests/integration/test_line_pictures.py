"""Pictures of lines: upright, level, and with the right word in the box."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Page, Spot
from pipeline.scans.line_pictures import LinePictures, line_pictures

WIDTH, HEIGHT, DPI = 1240, 1754, 150
LINE, WORD = Box(150, 800, 1090, 840), Box(500, 802, 640, 838)


def _paper(*, long: bool = True) -> Image.Image:
    """A page with a line of bars, and a bar of another length where the word is."""
    page = Image.new("L", (WIDTH, HEIGHT), 235)
    draw = ImageDraw.Draw(page)
    for left in range(150, 1090 if long else 500, 70):
        draw.rectangle((left, 808, left + 40, 832), fill=60)
    draw.rectangle((500, 808, 640, 832), fill=0)
    return page


def _picture(folder: Path, paper: Image.Image, page: Page, spot: Spot) -> Image.Image:
    return Image.open(BytesIO(_png(folder, paper, page, spot)))


def _png(folder: Path, paper: Image.Image, page: Page, spot: Spot) -> bytes:
    pdf = folder / "pages.pdf"
    paper.save(pdf, "PDF", resolution=DPI, quality=95)
    with line_pictures(pdf, [page], folder) as pictures:
        content = pictures(spot)
    assert content is not None
    return content


def _boxed(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where the box is: the colour that is not grey."""
    colours = np.asarray(picture.convert("RGB"), dtype=int)
    rows, columns = np.nonzero(colours.max(axis=2) - colours.min(axis=2))
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def test_the_line_is_cut_about_the_word_and_the_word_is_boxed(tmp_path: Path) -> None:
    picture = _picture(tmp_path, _paper(), Page(1, WIDTH, HEIGHT, DPI), Spot(1, WORD, LINE))

    left, top, right, bottom = _boxed(picture)
    assert picture.width == 16 * LINE.height
    assert abs((left + right) / 2 - picture.width / 2) <= 2
    inside = np.asarray(picture.convert("L"))[top + 14 : bottom - 14, left + 8 : right - 8]
    assert (right - left, bottom - top) == pytest.approx((WORD.width + 10, WORD.height + 10), abs=4)
    assert inside.mean() < 30  # the word's bar fills it


@pytest.mark.parametrize(
    ("angle", "skew"), [(90, 0.0), (180, 0.0), (270, 0.0), (0, 3.0), (0, -0.6), (90, 2.0)]
)
def test_pages_that_lie_on_their_side_or_crooked_are_shown_as_they_were_read(
    tmp_path: Path, angle: int, skew: float
) -> None:
    level = _picture(tmp_path, _paper(), Page(1, WIDTH, HEIGHT, DPI), Spot(1, WORD, LINE))
    # The page as it lies: who turns it clockwise by both angles has the one above.
    paper = (
        _paper()
        .rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=235)
        .rotate(angle, expand=True)
    )

    turned = _picture(
        tmp_path, paper, Page(1, WIDTH, HEIGHT, DPI, angle=angle, skew=skew), Spot(1, WORD, LINE)
    )

    difference = np.abs(
        np.asarray(turned.convert("L"), dtype=int) - np.asarray(level.convert("L"), dtype=int)
    )
    assert turned.size == level.size
    assert difference.mean() < 12


def test_a_picture_is_small(tmp_path: Path) -> None:
    paper = _paper()
    ImageDraw.Draw(paper).text(
        (150, 800), "Sehr geehrte Frau Weiß, wir bitten um Geduld.", 0, ImageFont.load_default(30)
    )

    content = _png(tmp_path, paper, Page(1, WIDTH, HEIGHT, DPI), Spot(1, WORD, LINE))

    picture = Image.open(BytesIO(content))
    assert picture.mode == "P"
    assert len(content) < 3_000
    assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_a_word_longer_than_a_picture_is_shown_whole(tmp_path: Path) -> None:
    wide = Box(20, 802, 1220, 838)

    picture = _picture(tmp_path, _paper(), Page(1, WIDTH, HEIGHT, DPI), Spot(1, wide, LINE))

    left, _top, right, _bottom = _boxed(picture)
    assert picture.width == 1000
    assert (left, right) == pytest.approx((0.025 * 1000 / 2, 1000 - 0.025 * 1000 / 2), abs=12)


def test_a_word_beyond_the_edge_of_a_crooked_page_has_a_picture_too(tmp_path: Path) -> None:
    edge = Box(-10, 2, 60, 38)

    picture = _picture(
        tmp_path, _paper(), Page(1, WIDTH, HEIGHT, DPI, skew=5.0), Spot(1, edge, edge)
    )

    assert picture.width > 60


def test_a_page_is_opened_once_for_all_its_lines() -> None:
    opened: list[tuple[int, int]] = []

    def upright(number: int, angle: int) -> Image.Image:
        opened.append((number, angle))
        return _paper()

    pictures = LinePictures(upright, [Page(number, WIDTH, HEIGHT, DPI) for number in (1, 2)])

    found = [pictures(Spot(number, WORD, LINE)) for number in (1, 1, 1, 2, 2)]

    assert all(found)
    assert opened == [(1, 0), (2, 0)]


def test_a_page_that_cannot_be_shown_has_no_pictures() -> None:
    pictures = LinePictures(lambda _number, _angle: None, [Page(1, WIDTH, HEIGHT, DPI)])

    assert pictures(Spot(1, WORD, LINE)) is None


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    _png(tmp_path, _paper(), Page(1, WIDTH, HEIGHT, DPI), Spot(1, WORD, LINE))

    assert [each for each in tmp_path.iterdir() if each.is_dir()] == []


@pytest.mark.parametrize("tilt", [-40.0, 12.0, 90.0])
def test_a_word_at_an_angle_of_its_own_is_shown_level(tmp_path: Path, tilt: float) -> None:
    page = Page(1, WIDTH, HEIGHT, DPI)
    level = _picture(tmp_path, _paper(), page, Spot(1, WORD, WORD))
    middle = (WORD.left + WORD.right) / 2, (WORD.top + WORD.bottom) / 2
    paper = _paper().rotate(tilt, Image.Resampling.BICUBIC, center=middle, fillcolor=235)

    shown = _picture(tmp_path, paper, page, Spot(1, WORD, WORD, tilt))

    one, other = (np.asarray(each.convert("L"), dtype=float) for each in (level, shown))
    assert np.abs(one - other).mean() < 12
