from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms

from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from tests.pictures import (
    A6,
    a_picture,
    saved,
    the_image,
)


@pytest.mark.parametrize("mode", ["RGB", "L", "YCbCr"])
def test_the_jpeg_of_a_tiff_goes_in_as_it_is_with_its_size_and_its_colours(
    mode: str, tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    one_strip = {278: A6[1]}
    tiff = saved(
        tmp_path / "a.tif",
        a_picture(mode),
        compression="jpeg",
        tiffinfo=one_strip,
        dpi=(150, 150),
        icc_profile=profile,
    )

    pdf = picture_as_pdf(tiff).pdf

    with Image.open(tiff) as before, pikepdf.open(BytesIO(pdf)) as document:
        (image,) = document.pages[0].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        assert image.read_raw_bytes()[-1000:] in tiff.read_bytes()
        assert pikepdf.PdfImage(image).as_pil_image().tobytes() == before.tobytes()
        assert image.ColorSpace[1].read_bytes() == profile
        assert float(document.pages[0].mediabox[2]) == pytest.approx(A6[0] / 150 * 72, abs=0.1)


def test_a_jpeg_in_pieces_is_put_together_without_growing(tmp_path: Path) -> None:
    noise = Image.fromarray(
        np.random.default_rng(1).integers(100, 156, (874, 620, 3), dtype=np.uint8)
    )
    tiff = saved(tmp_path / "a.tif", noise, compression="jpeg")

    pdf = picture_as_pdf(tiff).pdf

    assert the_image(pdf).filter == "/DCTDecode"
    assert len(pdf) < 3 * tiff.stat().st_size
