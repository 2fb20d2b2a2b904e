"""Pictures that were appended to each other become a page each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import ExifTags, Image

from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from pipeline.scans.image_files.joined_pictures import joined_pictures
from tests.pictures import a_picture

KINDS = [
    ("JPEG", "RGB"),
    ("JPEG", "L"),
    ("PNG", "L"),
    ("PPM", "1"),
    ("PPM", "L"),
    ("PPM", "RGB"),
    ("TIFF", "1"),
    ("TIFF", "RGB"),
    ("BMP", "RGB"),
    ("WEBP", "RGB"),
]


def as_bytes(picture: Image.Image, kind: str, **options: object) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def of_camera(picture: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera works"
    return as_bytes(picture, "JPEG", exif=exif)


def pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


@pytest.mark.parametrize(("kind", "mode"), KINDS)
@pytest.mark.parametrize("between", [b"", b"\0\0", b"\r\n"])
def test_each_of_several_pictures_is_found(kind: str, mode: str, between: bytes) -> None:
    one, two = (
        as_bytes(a_picture("RGB", size).convert(mode), kind) for size in ((310, 437), (437, 310))
    )

    found = joined_pictures(one + between + two + between + one)

    assert [Image.open(BytesIO(each)).size for each in found] == [
        (310, 437), (437, 310), (310, 437),
    ]  # fmt: skip
    assert joined_pictures(one) == (one,)
    assert joined_pictures(one + b"a note of a phone" + two) == (one + b"a note of a phone" + two,)


@pytest.mark.parametrize("options", [{"progressive": True}, {"optimize": True}])
def test_a_jpeg_of_several_scans_ends_behind_the_last(options: dict[str, bool]) -> None:
    one = as_bytes(a_picture(), "JPEG", **options)

    assert joined_pictures(one + one) == (one, one)


@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_each_becomes_a_page(kind: str, mode: str, tmp_path: Path) -> None:
    one, two = (as_bytes(a_picture("RGB").convert(mode), kind) for _ in range(2))
    path = tmp_path / "a"
    path.write_bytes(one + two)

    made = picture_as_pdf(path)

    assert (pages(made.pdf), made.skipped) == (2, 0)
    assert picture_as_pdf(path).pdf == made.pdf


def test_one_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    one = as_bytes(a_picture(), "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(one + one[:20])

    made = picture_as_pdf(path)

    assert (pages(made.pdf), made.skipped) == (1, 1)


def test_a_small_picture_behind_a_photograph_is_a_preview_and_an_equal_one_a_page() -> None:
    photograph = of_camera(a_picture("RGB", (600, 800)))
    preview = of_camera(a_picture("RGB", (150, 200)))

    assert len(joined_pictures(photograph + preview)) == 1
    assert len(joined_pictures(photograph + photograph)) == 2


def test_what_a_photograph_lists_is_no_page() -> None:
    one = as_bytes(a_picture(), "JPEG")
    note = b"http://ns.adobe.com/xap/1.0/\0<Container:Directory GContainer/>"
    listed = one[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + one[2:]

    assert joined_pictures(listed + one) == (listed + one,)


@pytest.mark.parametrize("length", range(0, 400, 7))
@pytest.mark.parametrize(("kind", "mode"), KINDS)
def test_a_picture_that_is_cut_off_is_left_as_it_is(kind: str, mode: str, length: int) -> None:
    cut = as_bytes(a_picture("RGB", (31, 43)).convert(mode), kind)[:length]

    assert joined_pictures(cut) == (cut,)
