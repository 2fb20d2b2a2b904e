"""Pictures for tests, and what a PDF made of them."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from PIL import Image, ImageDraw

A6 = (620, 874)
BLACK_IN_THE_CORNER = [[0, 1], [1, 1]]


def a_picture(mode: str = "RGB", size: tuple[int, int] = A6) -> Image.Image:
    """White with a black upper left quarter."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="black")
    return picture.convert(mode)


def saved(
    path: Path,
    picture: Image.Image,
    **options: Any,  # noqa: ANN401 - Pillow's
) -> Path:
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
