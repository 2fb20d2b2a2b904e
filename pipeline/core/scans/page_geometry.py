"""Page geometry: size on paper, crop boxes, places on a page.

All lengths are user space units (points before ``/UserUnit``), which therefore cancels out.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin, sqrt

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top; y upwards, as in a PDF."""
Matrix = tuple[float, float, float, float, float, float]
"""The six numbers of PDF's ``cm``."""

_LETTER: Rectangle = (0, 0, 612, 792)
"""What readers assume for a page without a size."""


_POINTS = 72
"""To the inch."""
_PAPERS = ((8.27, 11.69), (8.5, 11.0), (8.5, 14.0), (5.83, 8.27))
"""A4 first, then Letter, Legal and A5: inches, the short side first."""
_SAME_SHAPE = 0.02
_POSTCARD = 4.1
"""The short side of A6, inches."""
_CREDIBLE_DPI = (97, 1300)
"""Resolutions to believe: a coarse fax has 204 × 98.

Screens claim 72 or 96, whatever was scanned.
"""
_SCREEN_DPI = 96


_LETTER_HEIGHT = 0.52
"""Of the type's size: the median height of letters, most of which are like an x.

Measured: 8 to 15 pt on 40 real pages of 8 to 14 pt.
"""
_LEGIBLE = (6.0, 30.0)
"""Sizes of body type, in points, that leave a guess as it is."""
_TYPE = 11.0
"""Points of body type to which a picture is sized if its guess makes type illegible."""
_SMALLEST, _LARGEST = 1.5, 200
"""Inches: the short side of a card; the long side of a PDF's page.

Source of the latter: ISO 32000-1 annex C.2, 14,400 units.
"""


def size_on_paper(
    width: int, height: int, declared: tuple[float, float], letters: float | None = None
) -> tuple[float, float]:
    """The size of a picture on paper, in points.

    ``width`` and ``height`` are pixels. ``declared`` is the resolution across and down that the
    picture claims; it counts only if it is credible. Otherwise the shape tells: that of a known
    sheet makes it such a sheet, and anything else is as large as A4 allows, but has no less than a
    screen's resolution. If the ``letters`` of the latter, whose median height is that many pixels,
    would be too small or too large to read then, they tell: they become 11 pt type.
    """
    across, down = (
        declared
        if _credible(width, height, declared)
        else (_guessed_dpi(width, height, letters),) * 2
    )
    return _POINTS * width / across, _POINTS * height / down


def asks_for_letters(width: int, height: int, declared: tuple[float, float]) -> bool:
    """Whether neither claim nor shape tells the size of a picture."""
    short, long = sorted((width, height))
    return not _credible(width, height, declared) and _paper(short, long) is None


def _credible(width: int, height: int, declared: tuple[float, float]) -> bool:
    """Whether to believe the claim: no sheet of paper is below A6."""
    across, down = declared
    least, most = _CREDIBLE_DPI
    if not least <= min(declared) <= max(declared) <= most:
        return False
    short, long = sorted((width / across, height / down))
    return short >= _POSTCARD or _paper(short, long) is None


def _guessed_dpi(width: int, height: int, letters: float | None) -> float:
    short, long = sorted((width, height))
    paper = _paper(short, long)
    if paper is not None:
        return max(_POINTS, long / paper[1])
    dpi = max(_SCREEN_DPI, short / _PAPERS[0][0], long / _PAPERS[0][1])
    if letters is not None:
        size = letters / _LETTER_HEIGHT
        if not _LEGIBLE[0] <= size * _POINTS / dpi <= _LEGIBLE[1]:
            dpi = max(min(size * _POINTS / _TYPE, short / _SMALLEST), 1.0)
    return max(dpi, long / _LARGEST)


def _paper(short: float, long: float) -> tuple[float, float] | None:
    """The sheet of this shape."""
    return next(
        (paper for paper in _PAPERS if abs(long / short * paper[0] / paper[1] - 1) <= _SAME_SHAPE),
        None,
    )


READING_DPI = 300
"""Measured: less costs words, more costs time (docs/reading.md)."""
MAX_READING_PIXELS = 40_000_000
"""A bit more than A2 at 300 dpi; larger pages are read at less."""
MAX_READING_SIDE = 32_000
"""Tesseract counts pixels with 16 bits."""


def reading_dpi(width: float, height: float, *, unit: float = 1.0) -> float:
    """The resolution to read a page at: 300 dpi or less.

    ``width`` and ``height`` are those of the displayed page, in units of its space, and a unit is
    so many points.
    """
    across, down = width * unit / _POINTS, height * unit / _POINTS
    fewest = min(sqrt(MAX_READING_PIXELS / (across * down)), MAX_READING_SIDE / max(across, down))
    return min(READING_DPI, fewest)


def visible_part(media: Sequence[float] | None, crop: Sequence[float] | None) -> Rectangle:
    """The part of a page that is shown: its crop box.

    Boxes may name any two opposite corners; those without an area do not count.
    Source: PDF 32000-1:2008, 14.11.2.
    """
    sheet = _rectangle(media) or _LETTER
    wanted = _rectangle(crop) or sheet
    return _rectangle(_common(sheet, wanted)) or sheet


def placement(page: Rectangle, *, turn: int, columns: float, rows: float) -> Matrix:
    """From a picture of the shown ``page`` to the page's user space.

    Both have their origin at the bottom left and y upwards. ``turn`` is by how many degrees
    clockwise the page is turned to look like the picture: 0, 90, 180 or 270. ``columns`` and
    ``rows`` are the picture's pixels.
    Source: PDF 32000-1:2008, 8.3.4, and /Rotate in table 30.
    """
    left, bottom, right, top = page
    width, height = (
        (top - bottom, right - left) if turn in (90, 270) else (right - left, top - bottom)
    )
    x, y = width / columns, height / rows
    match turn:
        case 90:
            return (0, x, -y, 0, right, bottom)
        case 180:
            return (-x, 0, 0, -y, right, top)
        case 270:
            return (0, -x, y, 0, left, top)
        case _:
            return (x, 0, 0, y, left, bottom)


def rotation_matrix(degrees: float, *, x: float, y: float) -> Matrix:
    """Counter-clockwise about a point, y upwards.

    Source: PDF 32000-1:2008, 8.3.3.
    """
    cosine, sine = cos(radians(degrees)), sin(radians(degrees))
    return (cosine, sine, -sine, cosine, x - x * cosine + y * sine, y - x * sine - y * cosine)


def matrix_product(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does ``first``, then ``then``.

    Source: PDF 32000-1:2008, 8.3.4.
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _rectangle(corners: Sequence[float] | None) -> Rectangle | None:
    if corners is None or len(corners) != 4:  # noqa: PLR2004 - two corners of two numbers
        return None
    x1, y1, x2, y2 = corners
    left, bottom, right, top = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    return (left, bottom, right, top) if left < right and bottom < top else None


def _common(one: Rectangle, other: Rectangle) -> Rectangle | None:
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None
