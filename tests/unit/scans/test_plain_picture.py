from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from pipeline.scans.image_files.plain_picture import plain_picture
from tests.pictures import (
    A6,
    BLACK_IN_THE_CORNER,
    pixels,
    quarters,
    rounded,
    saved,
    the_image,
)


@pytest.mark.parametrize(("white", "bits"), [(65_535, 16), (4_095, 12), (255, 8)])
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_become_eight_by_their_range(
    white: int, bits: int, suffix: str, tmp_path: Path
) -> None:
    values = np.full((200, 100), white, np.uint16)
    values[:100, :50] = white // 4
    path = saved(tmp_path / f"scan.{suffix}", Image.fromarray(values))

    grey = quarters(pixels(picture_as_pdf(path).pdf))

    assert bits >= 8
    assert abs(grey[0][0] - 64) <= 1
    assert [grey[0][1], *grey[1]] == [255] * 3


@pytest.mark.parametrize("values", [[[0, 0.5], [1, 1]], [[0, 127.5], [255, float("nan")]]])
def test_fractions_become_grey(values: list[list[float]], tmp_path: Path) -> None:
    large = np.kron(np.array(values, np.float32), np.ones((40, 40), np.float32))
    path = saved(tmp_path / "scan.tif", Image.fromarray(large))

    assert quarters(pixels(picture_as_pdf(path).pdf))[0][1] in (126, 127, 128)


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", A6, (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, A6[0] // 2, A6[1] // 2))

    for name, colours in (("rgba.png", picture), ("palette.png", picture.quantize())):
        pdf = picture_as_pdf(saved(tmp_path / name, colours)).pdf

        assert rounded(quarters(pixels(pdf))) == BLACK_IN_THE_CORNER
        assert not the_image(pdf).mask


def test_a_transparent_shade_of_sixteen_bits_is_paper(tmp_path: Path) -> None:
    values = np.zeros((200, 100), np.uint16)
    values[:100, :50] = 60_000
    path = saved(tmp_path / "scan.png", Image.fromarray(values), transparency=0)

    assert quarters(pixels(picture_as_pdf(path).pdf))[1] == [255, 255]


@pytest.mark.parametrize("mode", ["La", "RGBa"])
def test_colours_multiplied_with_alpha_are_laid_on_white(mode: str) -> None:
    straight = "LA" if mode == "La" else "RGBA"
    picture = Image.new("RGBA", (2, 1), (0, 0, 0, 128)).convert(straight).convert(mode)

    assert plain_picture(picture).convert("L").getpixel((0, 0)) == pytest.approx(127, abs=1)
