"""A page's picture on disk, in grey."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.core.model import Box
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import cut_out, grey_picture, grey_pixels, word_ink


@pytest.fixture(name="shades")
def _shades() -> np.ndarray:
    return np.arange(60 * 40, dtype=np.uint8).reshape(40, 60)


def _saved(shades: np.ndarray, path: Path, mode: str = "L") -> PageImage:
    Image.fromarray(shades).convert(mode).save(path)
    return PageImage(path, shades.shape[1], shades.shape[0], 300)


def test_a_plain_picture_is_the_same_in_all_ways(tmp_path: Path, shades: np.ndarray) -> None:
    image = _saved(shades, tmp_path / "page.pgm")

    assert np.array_equal(grey_pixels(image), shades)
    assert np.array_equal(np.asarray(grey_picture(image)), shades)


@pytest.mark.parametrize(("name", "mode"), [("page.png", "L"), ("page.png", "RGB")])
def test_pictures_of_other_kinds_are_grey_too(
    tmp_path: Path, shades: np.ndarray, name: str, mode: str
) -> None:
    picture = grey_picture(_saved(shades, tmp_path / name, mode))

    assert picture.mode == "L"
    assert np.array_equal(np.asarray(picture), shades)


def test_a_picture_lasts_longer_than_its_file(tmp_path: Path, shades: np.ndarray) -> None:
    image = _saved(shades, tmp_path / "page.pgm")
    picture = grey_picture(image)
    image.path.unlink()

    assert np.array_equal(np.asarray(picture.crop((10, 5, 30, 20))), shades[5:20, 10:30])


def test_what_is_drawn_on_it_stays_off_the_file(tmp_path: Path, shades: np.ndarray) -> None:
    image = _saved(shades, tmp_path / "page.pgm")
    picture = grey_picture(image)
    picture.paste(0, (0, 0, 60, 40))

    assert np.array_equal(grey_pixels(image), shades)
    assert not np.asarray(picture).any()


def test_a_word_has_ink_where_it_is_darker_than_halfway_to_its_paper() -> None:
    page = np.full((40, 60), 240, np.uint8)
    page[10:20, 5:8] = 20

    ink = word_ink(page, Box(4, 9, 12, 22), 2)

    assert ink is not None
    assert (ink.shape, int(ink.sum())) == ((17, 12), 30)


@pytest.mark.parametrize("box", [Box(20, 20, 40, 30), Box(70, 5, 80, 15)])
def test_a_word_without_contrast_or_beside_the_page_has_no_ink(box: Box) -> None:
    assert word_ink(np.full((40, 60), 240, np.uint8), box, 1) is None


@pytest.mark.parametrize(
    ("box", "size"),
    [(Box(10, 10, 20, 15), (14, 9)), (Box(-3, 30, 5, 50), (7, 12)), (Box(70, 50, 80, 60), (1, 1))],
)
def test_what_stands_in_a_box_is_cut_out_with_its_margin(box: Box, size: tuple[int, int]) -> None:
    assert cut_out(Image.new("L", (60, 40)), box, 2).size == size
