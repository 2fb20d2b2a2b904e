"""What worn copiers and dusty scanners do to a page.

Worn toner, specks, shadows at the margins, punch holes; grey or black and white.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from tools.office_pages.figures import happens
from tools.samples import DPI, Sheet, scanned

_MM = DPI / 25.4
_CROOKED = 2.0
_FRAYED = 0.62
_FULL = 0.85
_EDGES = ("left", "right", "top", "bottom")
Tone = Literal["grey", "1-bit"]


def cleanly_scanned(
    sheet: Sheet, chance: np.random.Generator, *, dpi: int = 300, angle: float | None = None
) -> Image.Image:
    """As a good scanner delivers it; hardly crooked without an ``angle``."""
    if angle is None:
        angle = float(chance.uniform(-0.3, 0.3))
    return _at(scanned(sheet, chance, angle=angle), dpi)


def noisily_scanned(
    sheet: Sheet, chance: np.random.Generator, *, tone: Tone, dpi: int
) -> Image.Image:
    """A worn print on a dusty scanner, up to 2° crooked."""
    angle = float(chance.uniform(-_CROOKED, _CROOKED))
    worn = Sheet(_worn(_punched(sheet.picture, chance), chance), sheet.text)
    picture = _specked(_shadowed(scanned(worn, chance, angle=angle), chance), chance)
    picture = _at(picture, dpi)
    if tone == "1-bit":
        bound = int(chance.integers(125, 165))
        picture = picture.point(lambda grey: 255 * (grey > bound)).convert("1")
        picture.info["dpi"] = (dpi, dpi)
    return picture


def _at(picture: Image.Image, dpi: int) -> Image.Image:
    if dpi != DPI:
        size = round(picture.width * dpi / DPI), round(picture.height * dpi / DPI)
        picture = picture.resize(size, Image.Resampling.BOX)
    picture.info["dpi"] = (dpi, dpi)
    return picture


def _cloud(chance: np.random.Generator, cells: int, size: tuple[int, int]) -> NDArray[np.float32]:
    """Smooth random spots, about -1 to 1, ``cells`` of them down the page."""
    rough = chance.normal(0, 0.5, (cells, max(2, cells * 7 // 10))).astype(np.float32)
    return np.asarray(Image.fromarray(rough).resize(size, Image.Resampling.BICUBIC))


def _worn(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Toner that is paler in places, with tiny holes and frayed edges."""
    wear = float(chance.uniform(0.15, 0.45))
    ink = (255 - np.asarray(picture, np.float32)) / 255
    fade = 1 - wear * np.clip(0.5 + _cloud(chance, 14, picture.size), 0, 1.2)
    grain = _cloud(chance, 900, picture.size)
    holes = np.clip(1.25 + 1.1 * grain * (0.5 + wear), 0, 1)
    thick = Image.fromarray((ink * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(3))
    fray = np.asarray(thick, np.float32) / 255 * (grain > _FRAYED) * 0.55
    worn = np.maximum(ink * fade * holes, fray * fade)
    return Image.fromarray((255 - 255 * np.clip(worn, 0, 1)).astype(np.uint8))


def _punched(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Two holes at the left margin, as copied: black or with a black rim."""
    if happens(chance, 0.35):
        return picture
    picture = picture.copy()
    pen = ImageDraw.Draw(picture)
    x = float(chance.uniform(9, 13)) * _MM
    middle = picture.height / 2 + float(chance.uniform(-6, 6)) * _MM
    fill = int(chance.choice((30, 70, 255)))
    for y in (middle - 40 * _MM, middle + 40 * _MM):
        radius = 2.75 * _MM
        box = (x - radius, y - radius, x + radius, y + radius)
        pen.ellipse(box, fill=fill, outline=45, width=int(chance.integers(5, 12)))
    return picture


def _shadowed(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Dark edges where the lid was open or the book would not lie flat."""
    paper = np.asarray(picture, np.float32)
    height, width = paper.shape
    across, down = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    light = np.ones_like(paper)
    for edge in chance.permutation(len(_EDGES))[: int(chance.integers(1, len(_EDGES)))]:
        reach = float(chance.uniform(3, 11)) * _MM
        dark = float(chance.uniform(0.35, 0.85))
        away = (across, across[::-1], down, down[::-1])[edge]
        fall = 1 - dark * np.exp(-((away / reach) ** 2) * 2)
        light *= fall[None, :] if _EDGES[edge] in ("left", "right") else fall[:, None]
    streak = int(chance.integers(0, 3))
    for _ in range(streak):
        at = int(chance.integers(0, width - 4))
        light[:, at : at + int(chance.integers(1, 3))] *= float(chance.uniform(0.75, 0.93))
    return Image.fromarray(np.clip(paper * light, 0, 255).astype(np.uint8))


def _specked(picture: Image.Image, chance: np.random.Generator) -> Image.Image:
    """Dust and toner crumbs: many tiny ones, few large, denser in places."""
    paper = np.asarray(picture, np.float32).copy()
    height, width = paper.shape
    count = int(10 ** chance.uniform(2.3, 3.4))
    dense = _cloud(chance, 9, (width, height))
    ys, xs = chance.integers(4, height - 4, 3 * count), chance.integers(4, width - 4, 3 * count)
    keep = chance.random(3 * count) < np.clip(0.33 + 0.5 * dense[ys, xs], 0.03, 1)
    for y, x in zip(ys[keep], xs[keep], strict=True):
        tall, wide = (int(each) for each in chance.geometric(0.55, 2))
        blob = chance.random((min(tall, 7), min(wide, 7))) < _FULL
        dark = float(chance.uniform(60, 230))
        place = paper[y : y + blob.shape[0], x : x + blob.shape[1]]
        place -= dark * blob[: place.shape[0], : place.shape[1]]
    soft = Image.fromarray(np.clip(paper, 0, 255).astype(np.uint8))
    return soft.filter(ImageFilter.GaussianBlur(0.45))
