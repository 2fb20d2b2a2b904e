"""Deskew: how crooked a page lies, and its picture turned level.

Only the copy that is read is turned, never the page. Angles are degrees clockwise.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, pi, radians, sin, tan

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.model import Box
from pipeline.scans.print_direction import print_alone, text_direction

Grey = NDArray[np.uint8]
"""Rows of pixels, 0 is black."""

_LEAST_SIDE = 400
"""Pixels of the shorter side in which lines of print show their direction."""
_DPI = 100
"""Measured: enough to find lines of text, and the angle to 0.02°."""
_STRIPS = 64
"""Upright strips of the page, so narrow that lines are level."""
_MARGIN = 0.04
"""Of each side: scanners leave black edges there at any angle."""
STEEP = 8.0
"""Degrees that scanners reach. What lies further from level was photographed."""
_COARSE, _FINE = 0.25, 0.008
_FINEST_WAVE, _COARSE_WAVE = 5, 10
"""Pixels: the x-height of small print, and what shows half a degree."""
_CLEAR = 4.0
"""By how much the right angle must stand out from the others.

Measured: prose 10 to 100, a single short line 3, photographs up to 3.6, noise 1.
"""


_STEEPEST = 44.9
"""Degrees: what lies further from level stands on another side."""
_LEAST_INK, _MOST_INK = 400, 60_000
"""Pixels of ink: two short words; as many as are looked at."""
_STANDS_OUT = 2.5
"""Ratio of the sharpest direction to the usual one: worth a closer look.

Measured: 3.9 to 26 on 17 slips and letters; a landscape 1.9.
"""
_VISIBLE = 3.0
"""As ``_CLEAR`` beyond the angles of scanners, where all but print was taken away.

Measured: 3.4 to 27 on the same.
"""
_NO_SCAN = 3.0
"""Degrees from which print counts for more than what is seen of a desk."""
_TURNED = 1.0
"""Degrees by which the closer look may correct that direction."""


def skew(picture: Image.Image, dpi: float) -> float:
    """Degrees clockwise that make the lines of ``picture`` level.

    0 where nothing in it says so clearly: blank pages, photographs, noise. On pages that lie on
    their side, the lines that run up and down are the ones that count. Error: 0.02° on a page of
    text. At most 44.9° either way; beyond 8°, which only photographs reach, it is looked for only
    where nothing is found below.

    The idea is the projection profile: seen along its lines a page is black and white in turn, seen
    otherwise it is grey. The profiles of upright strips are moved against each other as waves, so
    that fractions of pixels count (Source: Fourier shift theorem), and steep changes weigh more.
    """
    small = picture.reduce(_times(picture, dpi))
    grey = np.asarray(small)
    rows, columns = (round(side * _MARGIN) for side in grey.shape)
    page = grey[rows : grey.shape[0] - rows, columns : grey.shape[1] - columns]
    if min(page.shape) < 2 * _STRIPS:
        return 0.0
    angle, clarity = _clearest_angle(page)
    if clarity >= _CLEAR:
        return angle
    angle, clarity = _clearest_angle(np.rot90(page))  # perhaps the other way up
    steep = _print_skew(small)
    return angle if clarity >= _CLEAR and abs(steep) < _NO_SCAN else steep


def scanner_skew(picture: Image.Image, dpi: float) -> float:
    """As ``skew``, but 0 where it is more than scanners need."""
    angle = skew(picture, dpi)
    return angle if abs(angle) <= STEEP else 0.0


def _times(picture: Image.Image, dpi: float) -> int:
    """How many times smaller it is looked at: a slip is small, and needs its pixels."""
    return max(1, min(round(dpi / _DPI), min(picture.size) // _LEAST_SIDE))


def print_skew(picture: Image.Image, dpi: float) -> float:
    """As ``skew``, by print alone: edges of a desk or of paper do not count.

    It takes five times as long.
    """
    return _print_skew(picture.reduce(_times(picture, dpi)))


def _print_skew(small: Image.Image) -> float:
    ink = print_alone(small)
    rows, columns = np.nonzero(ink)
    if len(rows) < _LEAST_INK:
        return 0.0
    every = ceil(len(rows) / _MOST_INK)
    direction, lead = text_direction(rows[::every], columns[::every])
    coarse = (direction + 45) % 90 - 45
    if lead < _STANDS_OUT:
        return 0.0
    paper = Image.fromarray(np.where(ink, 0, 255).astype(np.uint8)[_extent(rows), _extent(columns)])
    turned = np.asarray(
        paper.rotate(-coarse, Image.Resampling.BILINEAR, expand=True, fillcolor=255)
    )
    if min(turned.shape) < 2 * _STRIPS:
        return 0.0
    fine, clarity = max(
        (_clearest_angle(turned), _clearest_angle(np.rot90(turned))), key=lambda found: found[1]
    )
    angle = (coarse + fine + 45) % 90 - 45
    clear = clarity >= (_VISIBLE if abs(angle) > STEEP else _CLEAR) and abs(fine) <= _TURNED
    return max(-_STEEPEST, min(angle, _STEEPEST)) if clear else 0.0


def deskewed_picture(picture: Image.Image, angle: float) -> Image.Image:
    """The grey ``picture`` turned clockwise, with its corners.

    ``angle`` is in degrees. Up to 8° the picture is sheared twice, first down and then across,
    which is three times as fast as a turn and gives the same words. What ``box_on_page`` undoes
    afterwards: the result is a little too narrow (by the angle's cosine) and as much too high.
    """
    paper = int(np.bincount(np.asarray(picture.reduce(8)).ravel(), minlength=256).argmax())
    if abs(angle) > STEEP:
        return picture.rotate(-angle, Image.Resampling.BICUBIC, expand=True, fillcolor=paper)
    slope, slant = tan(radians(angle)), sin(radians(angle)) * cos(radians(angle))
    level = _shear_down(np.asarray(picture), slope, paper)
    return Image.fromarray(_shear_across(level, slant, paper))


def box_on_page(
    box: Box, picture: tuple[float, float], page: tuple[float, float], angle: float
) -> Box:
    """A box on a deskewed picture as a box on the deskewed page.

    The page is turned by ``angle`` about its centre. ``picture`` and ``page`` are widths and
    heights. Boxes may reach as far beyond the page as its corners do.
    """
    stretch = cos(radians(angle)) if abs(angle) <= STEEP else 1.0
    left, right = (page[0] / 2 + (x - picture[0] / 2) / stretch for x in (box.left, box.right))
    top, bottom = (page[1] / 2 + (y - picture[1] / 2) * stretch for y in (box.top, box.bottom))
    return _within_reach(left, top, right, bottom, page=page, angle=angle)


def turned_box(box: Box, page: tuple[float, float], angle: float) -> Box:
    """A box on a crooked page as a box on the deskewed page.

    It is moved to where its middle is on the page turned by ``angle`` about its centre. For small
    angles; ``page`` is width and height. Boxes may reach as far beyond the page as its corners do.
    """
    x, y = ((box.left + box.right - page[0]) / 2, (box.top + box.bottom - page[1]) / 2)
    cosine, sine = cos(radians(angle)), sin(radians(angle))
    right, down = x * cosine - y * sine - x, x * sine + y * cosine - y
    return _within_reach(
        box.left + right,
        box.top + down,
        box.right + right,
        box.bottom + down,
        page=page,
        angle=angle,
    )


def _within_reach(  # noqa: PLR0913 - the four edges of a box
    left: float, top: float, right: float, bottom: float, *, page: tuple[float, float], angle: float
) -> Box:
    """The box as far as it lies on the turned page."""
    width, height = page
    aside, above = (abs(sin(radians(angle))) * side / 2 for side in (height, width))
    left, top = max(left, -aside), max(top, -above)
    return Box(
        left, top, max(min(right, width + aside), left), max(min(bottom, height + above), top)
    )


def _clearest_angle(page: Grey) -> tuple[float, float]:
    """The angle at which lines are sharpest, and its lead.

    The lead is how many times sharper than at the median angle.
    """
    waves, distance = _waves(page)
    coarse = waves[:, : len(page) // _COARSE_WAVE]
    angles = np.arange(-STEEP, STEEP + _COARSE, _COARSE)
    seen = np.array([_sharpness(coarse, distance, angle) for angle in angles])
    usual = float(np.median(seen))
    best = int(seen.argmax())
    if usual <= 0 or best in (0, len(angles) - 1):
        return 0.0, 0.0
    angle, step = float(angles[best]), _COARSE
    while step > _FINE:
        step /= 2
        angle = max(
            (angle, angle - step, angle + step), key=lambda each: _sharpness(waves, distance, each)
        )
    return angle, float(seen[best]) / usual


def _extent(places: NDArray[np.int64]) -> slice:
    return slice(int(places.min()), int(places.max()) + 1)


def _waves(page: Grey) -> tuple[NDArray[np.complex64], float]:
    """The strips' profiles as waves, and the distance between strips.

    Waves are weighted by their steepness. Rows are strips from left to right; columns are waves,
    the nth of which goes n times into the page. The distance is a share of the page's height.
    """
    height, width = page.shape
    wide = width // _STRIPS
    profiles = (
        page[:, : wide * _STRIPS].reshape(height, _STRIPS, wide).sum(axis=2, dtype=np.float32)
    )
    numbers = np.arange(1, height // _FINEST_WAVE, dtype=np.float32)
    waves = np.fft.rfft(profiles - profiles.mean(axis=0), axis=0)[1 : len(numbers) + 1]
    return np.ascontiguousarray((waves * numbers[:, None]).T.astype(np.complex64)), wide / height


def _sharpness(waves: NDArray[np.complex64], distance: float, angle: float) -> float:
    """The energy of the page's profile when it is turned by ``angle``."""
    numbers = np.arange(1, waves.shape[1] + 1)
    step = np.exp(2j * pi * distance * tan(radians(angle)) * numbers).astype(np.complex64)
    profile = np.zeros(waves.shape[1], np.complex64)
    for strip in waves:  # each is moved once more by every strip to its right
        profile *= step
        profile += strip
    return float((profile.real**2 + profile.imag**2).sum())


def _shear_down(page: Grey, slope: float, paper: int) -> Grey:
    """Columns moved down by ``slope`` times the distance from the centre.

    To fractions of a pixel.
    """
    height, width = page.shape
    room = ceil(abs(slope) * width / 2) + 1
    wanted = np.full((height + 2 * room, width), paper, np.uint8)
    source = np.pad(page, ((1, 1), (0, 0)), constant_values=paper)
    falls = (np.arange(width) + 0.5 - width / 2) * slope
    whole = np.floor(falls).astype(int)
    parts = np.round((falls - whole) * 128).astype(np.int16)
    edges = [0, *(np.flatnonzero(np.diff(whole)) + 1), width]
    for left, right in pairwise(edges):
        above, below = source[:-1, left:right], source[1:, left:right]
        mixed = above.astype(np.int16)
        mixed -= below
        mixed *= parts[left:right]
        mixed >>= 7
        mixed += below
        top = room + int(whole[left])
        wanted[top : top + len(mixed), left:right] = mixed
    return wanted


def _shear_across(page: Grey, slant: float, paper: int) -> Grey:
    """Rows moved left by ``slant`` times their distance from the centre.

    In whole pixels.
    """
    height, width = page.shape
    room = ceil(abs(slant) * height / 2) + 1
    wanted = np.full((height, width + 2 * room), paper, np.uint8)
    starts = np.rint(room - (np.arange(height) + 0.5 - height / 2) * slant).astype(int)
    for row, start in enumerate(starts):
        wanted[row, start : start + width] = page[row]
    return wanted
