"""The JPEG that a file with several shows."""

from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from pipeline.scans.image_files.first_jpeg import first_jpeg
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from tests.pictures import a_picture, saved, the_image


def test_only_the_first_of_several_is_kept(tmp_path: Path) -> None:
    small = a_picture(size=(62, 87))
    path = saved(
        tmp_path / "a.jpg", a_picture(), format="MPO", save_all=True, append_images=[small]
    )

    pdf = picture_as_pdf(path).pdf

    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    inner = the_image(pdf).raw
    with Image.open(BytesIO(inner)) as picture:
        assert (picture.format, picture.size) == ("JPEG", a_picture().size)
    assert inner.endswith(b"\xff\xd9")


def test_an_ordinary_jpeg_stays_as_it_is(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", a_picture())

    with Image.open(path) as picture:
        assert first_jpeg(path.read_bytes(), picture) == path.read_bytes()
