"""Which pictures of a file are pages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import ExifTags, Image, ImageDraw, ImageFont

from pipeline.scans.image_files.frames import Frames, page_frames
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from tests.pictures import a_picture, saved


def slide(text: str, *, cursor: bool = False) -> Image.Image:
    picture = Image.new("RGB", (600, 300), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 24)
    for number in range(6):
        draw.text((20, 20 + 40 * number), f"{text} mit einer langen Zeile Text", "black", font)
    if cursor:
        draw.rectangle((580, 270, 581, 290), fill="black")
    return picture


def frames_of(path: Path) -> Frames:
    with Image.open(path) as picture:
        return page_frames(picture)


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP", "AVIF"])
def test_pictures_that_show_something_else_are_pages(format_: str, tmp_path: Path) -> None:
    more = [slide("Folie zwei"), slide("Folie drei")]

    path = saved(
        tmp_path / "a", slide("Folie eins"), format=format_, save_all=True, append_images=more,
        duration=1000, loop=0,
    )  # fmt: skip

    assert frames_of(path) == Frames((0, 1, 2))


def test_a_blinking_cursor_makes_no_page_and_is_counted(tmp_path: Path) -> None:
    more = [slide("Brief", cursor=True), slide("Brief")]

    path = saved(
        tmp_path / "a.png", slide("Brief"), save_all=True, append_images=more, duration=500
    )

    assert frames_of(path) == Frames((0,), skipped=1)


def test_a_film_has_a_bounded_number_of_pages(tmp_path: Path) -> None:
    more = [a_picture("L", (40 + number, 60)).resize((60, 60)) for number in range(80)]
    more = [picture.rotate(7 * number) for number, picture in enumerate(more)]

    path = saved(tmp_path / "a.webp", more[0], save_all=True, append_images=more[1:], lossless=True)

    found = frames_of(path)
    assert len(found.pages) <= 24
    assert len(found.pages) + found.skipped >= 60


def test_what_became_no_page_is_told(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.png", slide("Brief"), save_all=True,
        append_images=[slide("Brief", cursor=True)],
    )  # fmt: skip

    assert picture_as_pdf(path).skipped == 1


def test_a_second_picture_behind_a_jpeg_is_no_page(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.jpg", slide("Foto"), format="MPO", save_all=True,
        append_images=[slide("Vorschau").resize((300, 150))],
    )  # fmt: skip

    assert frames_of(path) == Frames((0,))


def test_equal_pictures_that_no_camera_joined_to_a_jpeg_are_pages(tmp_path: Path) -> None:
    pages = [slide("Seite eins"), slide("Seite zwei")]
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera works"

    joined = saved(
        tmp_path / "a.jpg", pages[0], format="MPO", save_all=True, append_images=pages[1:]
    )
    photograph = saved(
        tmp_path / "b.jpg", pages[0], format="MPO", save_all=True, append_images=pages[1:],
        exif=exif,
    )  # fmt: skip

    assert frames_of(joined) == Frames((0, 1))
    assert frames_of(photograph) == Frames((0,))
    with pikepdf.open(BytesIO(picture_as_pdf(joined).pdf)) as document:
        assert len(document.pages) == 2
