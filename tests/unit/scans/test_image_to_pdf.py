from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from pipeline.errors import DamagedFile, NoPages, TooLarge, UnsupportedType
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from tests.pictures import (
    A6,
    BLACK_IN_THE_CORNER,
    a_picture,
    pixels,
    quarters,
    rounded,
    saved,
    the_image,
)

ORIENTATION = 274


def pages_of(path: Path) -> int:
    """How many pages the file has as a PDF; 0 if it is refused."""
    try:
        pdf = picture_as_pdf(path).pdf
    except (DamagedFile, UnsupportedType):
        return 0
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)


def test_a_jpeg_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.xyz", a_picture(), format="JPEG", dpi=(150, 150))

    pdf = picture_as_pdf(path).pdf

    assert the_image(pdf).raw == path.read_bytes()


def test_a_cmyk_jpeg_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.jpg", a_picture("CMYK"))

    assert the_image(picture_as_pdf(path).pdf).raw == path.read_bytes()


def test_group_4_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "scan.tif", a_picture("1", (310, 437)), compression="group4", dpi=(75, 75)
    )

    data = the_image(picture_as_pdf(path).pdf).raw

    assert len(data) > 10
    assert data in path.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_png_data_go_in_byte_by_byte(mode: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.png", a_picture(mode))

    data = the_image(picture_as_pdf(path).pdf).raw

    assert data[:1000] in path.read_bytes()


@pytest.mark.parametrize(
    ("format_", "mode"),
    [
        (format_, mode)
        for format_, modes in {
            "PNG": "1 L P RGB RGBA LA",
            "TIFF": "1 L P RGB RGBA LA CMYK",
            "JPEG": "1 L RGB CMYK",
            "GIF": "1 L P RGB RGBA LA",
            "BMP": "1 L P RGB RGBA",
            "WEBP": "1 L P RGB RGBA LA CMYK",
            "HEIF": "1 L P RGB RGBA LA CMYK",
        }.items()
        for mode in modes.split()
    ],
)
def test_every_format_and_mode_looks_the_same_afterwards(
    format_: str, mode: str, tmp_path: Path
) -> None:
    path = saved(tmp_path / "scan", a_picture(mode), format=format_)

    pdf = picture_as_pdf(path).pdf

    assert rounded(quarters(pixels(pdf))) == BLACK_IN_THE_CORNER


def test_a_tiff_has_as_many_pages_as_pictures(tmp_path: Path) -> None:
    pages = [a_picture("1"), a_picture("L", (300, 200)), a_picture("RGB", (200, 300))]
    path = saved(tmp_path / "scan.tif", pages[0], save_all=True, append_images=pages[1:])

    pdf = picture_as_pdf(path).pdf

    assert [pixels(pdf, page).size for page in range(3)] == [A6, (300, 200), (200, 300)]


def test_an_animation_has_one_page(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.gif", a_picture(), save_all=True, append_images=[a_picture("L")], duration=50
    )

    with pikepdf.open(BytesIO(picture_as_pdf(path).pdf)) as document:
        assert len(document.pages) == 1


def test_previews_are_no_pages(tmp_path: Path) -> None:
    preview = a_picture(size=(62, 87))
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    page = a_picture()
    both = saved(tmp_path / "both.tif", page, save_all=True, append_images=[preview])
    only = saved(tmp_path / "only.tif", a_picture(), tiffinfo={254: 1})

    pdf = picture_as_pdf(both).pdf

    assert pixels(pdf).size == A6
    with pytest.raises(NoPages):
        picture_as_pdf(only)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "tif"])
def test_orientation_is_honoured(orientation: int, suffix: str, tmp_path: Path) -> None:
    # Source: Exif 2.32, Orientation: what has to be done to the stored pixels to see them upright.
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = a_picture("L")
    stored = stored.transpose(undo[orientation]) if orientation in undo else stored
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = saved(tmp_path / f"scan.{suffix}", stored, exif=exif)

    pdf = picture_as_pdf(path).pdf

    image = the_image(pdf)
    shown = image.pixels.rotate(-image.turn, expand=True)
    assert rounded(quarters(shown)) == BLACK_IN_THE_CORNER


def test_webp_without_losses_stays_without_losses(tmp_path: Path) -> None:
    pdf = picture_as_pdf(saved(tmp_path / "a.webp", a_picture(), lossless=True)).pdf

    assert the_image(pdf).filter == "/FlateDecode"


def test_equal_pictures_give_equal_bytes(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.webp", a_picture())

    first = picture_as_pdf(path).pdf
    time.sleep(1.1)  # the time must not count, which PDFs have in seconds
    second = picture_as_pdf(path).pdf

    assert first == second


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = saved(tmp_path / "bomb.png", Image.new("1", (20_000, 20_000)))

    with pytest.raises(TooLarge) as caught:
        picture_as_pdf(path)

    assert caught.value.details == {"found": "20000 × 20000 px", "limit": "178 MP"}


@pytest.mark.parametrize("suffix", ["png", "tif", "gif", "webp", "bmp", "heic"])
def test_half_a_picture_is_damaged_or_one_page(suffix: str, tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 4), np.uint8))
    path = saved(
        tmp_path / f"a.{suffix}",
        noise if suffix in ("png", "webp", "tif") else noise.convert("RGB"),
    )
    data = path.read_bytes()

    counts = []
    for length in range(20, len(data), len(data) // 5):
        path.write_bytes(data[:length])
        counts.append(pages_of(path))

    assert len(counts) >= 5
    assert set(counts) <= {0, 1}
    assert counts[0] == 0


def test_an_animated_png_that_is_cut_behind_its_first_picture_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "scan.png"
    a_picture("L").save(path, save_all=True, append_images=[a_picture("L").rotate(180)])
    path.write_bytes(path.read_bytes()[:-30])

    made = picture_as_pdf(path)

    assert rounded(quarters(pixels(made.pdf))) == BLACK_IN_THE_CORNER
    assert made.skipped == 1


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%!PS-Adobe", b"II*\x00nonsense", b"\x89PNG\r\n\x1a\n and no more"]
)
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(content)

    with pytest.raises((DamagedFile, UnsupportedType)):
        picture_as_pdf(tmp_path / "a.png")
