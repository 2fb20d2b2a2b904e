"""Blank pages, dark pages, and pictures that were cut short.

A blank page is not read and may be left out of a document, so every doubt speaks for the page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps

_DPI, _EXACT = 100, 0.01
"""For looking, and the share by which that may be missed."""
_AROUND = 32
"""Pixels over which shading hardly changes, and print does."""
_FAINT = 18
"""How much darker than the paper around it print is, of 255.

Measured: words in 8 pt of shade 225 on white are seen, what shows through from the other side with
a contrast of 20 is not.
"""
_GRAIN, _COARSE = 6, 5
"""Times the paper's grain; a grain that no paper has."""
_FULL = 0.02
"""A page with more ink than this is not looked at further."""
_CELL = 10
"""Pixels: 2.5 mm."""
_SPECK = 8
"""Pixels of ink within 5 mm that may be dust.

Measured: a single figure 1 in 8 pt has more, down to shade 200.
"""
_EDGE = 20
"""Pixels: 5 mm, which no printer reaches, but a scanner's lid does."""
_HOLE, _HOLE_AT = 12, 72
"""Pixels of a punch hole: 3 mm all black, up to 18 mm from the edge.

Source: ISO 838, holes of 6 mm, 12 mm from the edge.
"""
_WHITE = 200
"""Darker paper may have print that is lighter."""
_DARK = 100
"""A page whose median shade is lower is printed light on dark, or lies on a dark desk."""
_NEAR, _CONTRAST = 12, 0.4
"""Pixels, at 150 dpi, over which print is compared with what is around it; share of the picture's
contrast from which it stands out. Where a third is ink, the paper between it stands out by 0.3.
"""
_UNDECODED = 128
"""What decoders put where a JPEG has no more data."""


def blank(picture: Image.Image, dpi: float) -> bool:
    """Whether the grey ``picture``, dark on light, shows only paper.

    Shading, grain, dust, punch holes and black edges do not count. One figure in 8 pt is enough for
    a page not to be blank, and so is what shows through from the other side as strongly as pale
    grey print. Measured: 8 ms a page.
    """
    small = _smaller(picture, dpi)
    around = small.reduce(_AROUND).resize(small.size, Image.Resampling.BILINEAR)
    darker = np.asarray(around).astype(np.int16) - np.asarray(small)
    grain = 1.5 * float(np.median(np.abs(darker[::4, ::4])))
    least = max(_FAINT, _GRAIN * grain)
    ink = darker > least
    if float(np.median(np.asarray(small)[::4, ::4])) < _WHITE:
        ink |= darker < -least
    if min(ink.shape) <= 2 * _EDGE or grain > _COARSE or ink.mean() > _FULL:
        return False
    for side in (ink, ink[::-1], ink.T, ink.T[::-1]):
        side[:_EDGE] = False
        _clear_holes(side[:_HOLE_AT])
    height, width = (side // _CELL * _CELL for side in ink.shape)
    cells = (
        ink[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL).sum(axis=(1, 3))
    )
    near = cells[:-1, :-1] + cells[1:, :-1] + cells[:-1, 1:] + cells[1:, 1:]
    return int(near.max(initial=0)) <= _SPECK


def _smaller(picture: Image.Image, dpi: float) -> Image.Image:
    """The picture at 100 dpi; at 300 in a third of the time of others."""
    times = round(dpi / _DPI)
    if times and abs(dpi - times * _DPI) <= _EXACT * dpi:
        return picture.reduce(times)
    width, height = (max(1, round(side * _DPI / dpi)) for side in picture.size)
    return picture.resize((width, height), Image.Resampling.BOX)


def dark_on_light(picture: Image.Image) -> Image.Image:
    """The grey ``picture``, as a negative if most of it is dark and its print is light.

    Tesseract reads light print on dark, too, with the same errors, but takes a third longer. A
    slip on a dark desk has dark print.
    """
    shades = np.asarray(picture.reduce(8))
    if float(np.median(shades)) >= _DARK or not _has_light_print(picture.reduce(2)):
        return picture
    return ImageOps.invert(picture)


def _has_light_print(small: Image.Image) -> bool:
    """Whether no more stands out darkly from its surroundings than lightly."""
    shades = np.asarray(small, dtype=np.int16)
    differences = shades - np.asarray(small.filter(ImageFilter.BoxBlur(_NEAR)), dtype=np.int16)
    least = _CONTRAST * (int(shades.max()) - int(shades.min()))
    return int((differences > least).sum()) >= int((differences < -least).sum())


def cut_short(picture: Image.Image) -> bool:
    """Whether a picture ends in a decoder's filling for lost data."""
    width, height = picture.size
    return picture.crop((0, max(0, height - 8), width, height)).getextrema() == (
        _UNDECODED,
        _UNDECODED,
    )


def _clear_holes(band: NDArray[np.bool_]) -> None:
    """Clear punch holes and their rims in a band along an edge."""
    black = np.lib.stride_tricks.sliding_window_view(band, (_HOLE, _HOLE))[::4, ::4].all(
        axis=(2, 3)
    )
    for row, column in zip(*(4 * places for places in np.nonzero(black)), strict=True):
        band[max(0, row - _HOLE) : row + 2 * _HOLE, max(0, column - _HOLE) : column + 2 * _HOLE] = (
            False
        )
