from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms, ImageDraw

from pipeline.errors import DamagedFile, NoPages, TooLarge, UnsupportedType
from pipeline.scans.image_to_pdf import picture_as_pdf

A6 = (620, 874)
ORIENTATION = 274
BLACK_IN_THE_CORNER = [[0, 1], [1, 1]]


def a_picture(mode: str = "RGB", size: tuple[int, int] = A6) -> Image.Image:
    """White with a black upper left quarter."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="black")
    return picture.convert(mode)


def saved(path: Path, picture: Image.Image, **options: Any) -> Path:  # noqa: ANN401 - Pillow's options
    picture.save(path, **options)
    return path


@dataclass(frozen=True)
class Wrapped:
    """A page's image as it lies in the PDF."""

    raw: bytes
    filter: str
    mask: bool
    turn: int
    pixels: Image.Image


def the_image(pdf: bytes, number: int = 0) -> Wrapped:
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[number]
        (image,) = page.get_images().values()
        assert isinstance(image, pikepdf.Stream)
        picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
        turn = int(page.obj.get("/Rotate", 0))
        return Wrapped(
            image.read_raw_bytes(), str(image.get("/Filter")), "/SMask" in image, turn, picture
        )


def pixels(pdf: bytes, number: int = 0) -> Image.Image:
    return the_image(pdf, number).pixels


def quarters(picture: Image.Image) -> list[list[int]]:
    """Grey in the middle of each quarter."""
    width, height = picture.size
    points = [
        [(x, y) for x in (width // 4, 3 * width // 4)] for y in (height // 4, 3 * height // 4)
    ]
    return [[int(np.asarray(picture.getpixel(point)).item()) for point in row] for row in points]


def rounded(grey: list[list[int]]) -> list[list[int]]:
    """Black and white as 0 and 1, within what lossy formats do to them; anything else as 2."""
    return [[0 if value < 13 else 1 if value > 242 else 2 for value in row] for row in grey]


def test_a_jpeg_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.xyz", a_picture(), format="JPEG", dpi=(150, 150))

    pdf = picture_as_pdf(path)

    assert the_image(pdf).raw == path.read_bytes()


def test_a_cmyk_jpeg_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.jpg", a_picture("CMYK"))

    assert the_image(picture_as_pdf(path)).raw == path.read_bytes()


def test_group_4_goes_in_byte_by_byte(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "scan.tif", a_picture("1", (310, 437)), compression="group4", dpi=(75, 75)
    )

    data = the_image(picture_as_pdf(path)).raw

    assert len(data) > 10
    assert data in path.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_png_data_go_in_byte_by_byte(mode: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "scan.png", a_picture(mode))

    data = the_image(picture_as_pdf(path)).raw

    assert data[:1000] in path.read_bytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
@pytest.mark.parametrize("format_", ["PNG", "TIFF", "JPEG", "GIF", "BMP", "WEBP", "HEIF"])
def test_every_format_and_mode_looks_the_same_afterwards(
    mode: str, format_: str, tmp_path: Path
) -> None:
    try:
        path = saved(tmp_path / "scan", a_picture(mode), format=format_)
    except (OSError, ValueError):
        pytest.skip(f"there is no {format_} with {mode}")

    pdf = picture_as_pdf(path)

    assert rounded(quarters(pixels(pdf))) == BLACK_IN_THE_CORNER


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

    pdf = picture_as_pdf(tiff)

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

    pdf = picture_as_pdf(tiff)

    assert the_image(pdf).filter == "/DCTDecode"
    assert len(pdf) < 3 * tiff.stat().st_size


def test_a_tiff_has_as_many_pages_as_pictures(tmp_path: Path) -> None:
    pages = [a_picture("1"), a_picture("L", (300, 200)), a_picture("RGB", (200, 300))]
    path = saved(tmp_path / "scan.tif", pages[0], save_all=True, append_images=pages[1:])

    pdf = picture_as_pdf(path)

    assert [pixels(pdf, page).size for page in range(3)] == [A6, (300, 200), (200, 300)]


def test_an_animation_has_one_page(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.gif", a_picture(), save_all=True, append_images=[a_picture("L")], duration=50
    )

    with pikepdf.open(BytesIO(picture_as_pdf(path))) as document:
        assert len(document.pages) == 1


def test_previews_are_no_pages(tmp_path: Path) -> None:
    preview = a_picture(size=(62, 87))
    preview.encoderinfo = {"tiffinfo": {254: 1}}
    page = a_picture()
    both = saved(tmp_path / "both.tif", page, save_all=True, append_images=[preview])
    only = saved(tmp_path / "only.tif", a_picture(), tiffinfo={254: 1})

    pdf = picture_as_pdf(both)

    assert pixels(pdf).size == A6
    with pytest.raises(NoPages):
        picture_as_pdf(only)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "tif"])
def test_orientation_is_honoured(orientation: int, suffix: str, tmp_path: Path) -> None:
    # Source: Exif 2.32, Orientation: what has to be done to the stored pixels to see them upright.
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = a_picture("L")
    stored = stored.transpose(undo[orientation]) if orientation in undo else stored
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    path = saved(tmp_path / f"scan.{suffix}", stored, exif=exif)

    pdf = picture_as_pdf(path)

    image = the_image(pdf)
    shown = image.pixels.rotate(-image.turn, expand=True)
    assert rounded(quarters(shown)) == BLACK_IN_THE_CORNER


@pytest.mark.parametrize(("white", "bits"), [(65_535, 16), (4_095, 12), (255, 8)])
@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_sixteen_bits_become_eight_by_their_range(
    white: int, bits: int, suffix: str, tmp_path: Path
) -> None:
    values = np.full((200, 100), white, np.uint16)
    values[:100, :50] = white // 4
    path = saved(tmp_path / f"scan.{suffix}", Image.fromarray(values))

    grey = quarters(pixels(picture_as_pdf(path)))

    assert bits >= 8
    assert abs(grey[0][0] - 64) <= 1
    assert [grey[0][1], *grey[1]] == [255] * 3


@pytest.mark.parametrize("values", [[[0, 0.5], [1, 1]], [[0, 127.5], [255, float("nan")]]])
def test_fractions_become_grey(values: list[list[float]], tmp_path: Path) -> None:
    large = np.kron(np.array(values, np.float32), np.ones((40, 40), np.float32))
    path = saved(tmp_path / "scan.tif", Image.fromarray(large))

    assert quarters(pixels(picture_as_pdf(path)))[0][1] in (126, 127, 128)


def test_transparency_is_laid_on_white(tmp_path: Path) -> None:
    picture = Image.new("RGBA", A6, (0, 0, 0, 0))
    picture.paste((0, 0, 0, 255), (0, 0, A6[0] // 2, A6[1] // 2))

    for name, colours in (("rgba.png", picture), ("palette.png", picture.quantize())):
        pdf = picture_as_pdf(saved(tmp_path / name, colours))

        assert rounded(quarters(pixels(pdf))) == BLACK_IN_THE_CORNER
        assert not the_image(pdf).mask


def test_webp_without_losses_stays_without_losses(tmp_path: Path) -> None:
    pdf = picture_as_pdf(saved(tmp_path / "a.webp", a_picture(), lossless=True))

    assert the_image(pdf).filter == "/FlateDecode"


def test_equal_pictures_give_equal_bytes(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.webp", a_picture())

    assert picture_as_pdf(path) == picture_as_pdf(path)


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = saved(tmp_path / "bomb.png", Image.new("1", (20_000, 20_000)))

    with pytest.raises(TooLarge) as caught:
        picture_as_pdf(path)

    assert caught.value.details == {"found": "20000 × 20000 px", "limit": "178 MP"}


@pytest.mark.parametrize("suffix", ["png", "tif", "gif", "webp", "bmp", "heic"])
def test_half_a_picture_is_damaged_or_at_least_does_no_harm(suffix: str, tmp_path: Path) -> None:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (200, 200, 4), np.uint8))
    path = saved(
        tmp_path / f"a.{suffix}",
        noise if suffix in ("png", "webp", "tif") else noise.convert("RGB"),
    )
    data = path.read_bytes()

    for length in range(20, len(data), len(data) // 5):
        path.write_bytes(data[:length])
        try:
            picture_as_pdf(path)
        except (DamagedFile, UnsupportedType):
            continue


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%!PS-Adobe", b"II*\x00nonsense", b"\x89PNG\r\n\x1a\n and no more"]
)
def test_what_is_no_picture_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(content)

    with pytest.raises((DamagedFile, UnsupportedType)):
        picture_as_pdf(tmp_path / "a.png")
