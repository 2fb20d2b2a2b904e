"""Pictures of printed lines, with the doubtful word boxed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from math import ceil, cos, floor, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw

from pipeline.core.model import Box, Page, Spot
from pipeline.pdf.document import open_pdf
from pipeline.scans.rendering import PagePictures

_WIDEST = 1000
"""Pixels of a picture's width, at most."""
_LONGEST = 16
"""Times the line's height: as much of a longer line is shown.

It can be read in a column of 6 cm.
"""
_MARGIN = 0.35
"""Of the line's height, above and below: descenders and the box."""
_BOX = 0.12
"""Of the line's height, between word and box."""
PALETTE = (0x00, 0x00, 0x00, 0x70, 0x70, 0x70, 0xFF, 0xFF, 0xFF, 0xC5, 0x5A, 0x11)
"""Ink, letter edges, paper and the box's colour: two bits a pixel."""
_INK, _EDGE = 0.45, 0.8
"""From black to paper: up to here ink, up to here an edge."""
FRAME = 3
"""The box's place in the palette."""


class LinePictures:
    """Cuts lines out of a PDF's pages, opening each page once.

    For that it must be asked page by page.
    """

    def __init__(
        self, upright: Callable[[int, int], Image.Image | None], pages: Iterable[Page]
    ) -> None:
        """Take the PDF's pages as they were read, and their pictures.

        ``upright`` is ``PagePictures.upright``.
        """
        self._upright = upright
        self._pages = {page.number: page for page in pages}
        self._open: tuple[int, Image.Image | None] = (0, None)

    def __call__(self, spot: Spot) -> bytes | None:
        """A small PNG of the line, the word boxed, if it can be shown.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        page = self._pages[spot.page]
        if self._open[0] != spot.page:
            self._open = spot.page, self._upright(spot.page, page.angle)
        picture = self._open[1]
        return None if picture is None else _line_png(picture, page, spot)


@contextmanager
def line_pictures(pdf: Path, pages: Iterable[Page], folder: Path) -> Iterator[LinePictures]:
    """Pictures of the lines of ``pdf``, whose ``pages`` were read.

    ``folder`` has room for a page.
    """
    with (
        open_pdf(pdf) as document,
        TemporaryDirectory(dir=folder, prefix="lines-") as fresh,
    ):
        yield LinePictures(PagePictures(pdf, document, Path(fresh)).upright, pages)


def _line_png(picture: Image.Image, page: Page, spot: Spot) -> bytes:
    cut = _cut_box(spot)
    line = _in_palette(_level_cut(picture, page, spot, cut))
    gap = _BOX * spot.line.height
    frame = (
        *(spot.box.left - gap - cut.left, spot.box.top - gap - cut.top),
        *(spot.box.right + gap - cut.left, spot.box.bottom + gap - cut.top),
    )
    ImageDraw.Draw(line).rectangle(frame, outline=FRAME, width=max(2, round(page.dpi / 100)))
    if line.width > _WIDEST:
        line = line.resize(
            (_WIDEST, max(1, round(line.height * _WIDEST / line.width))), Image.Resampling.NEAREST
        )
    packed = BytesIO()
    line.save(packed, "PNG", bits=2, dpi=(page.dpi, page.dpi))  # "optimize": 1 %, five times slower
    return packed.getvalue()


def _cut_box(spot: Spot) -> Box:
    """The line, or as much of it about the word as there is room for."""
    word, line = spot.box, spot.line
    above = _MARGIN * line.height
    left, right = min(line.left, word.left) - above, max(line.right, word.right) + above
    room = max(_LONGEST * line.height, word.width + 2 * above)
    if right - left > room:
        left = min(max(left, (word.left + word.right - room) / 2), right - room)
        right = left + room
    top, bottom = min(line.top, word.top) - above, max(line.bottom, word.bottom) + above
    return Box(floor(left), floor(top), ceil(right), ceil(bottom))


def _level_cut(picture: Image.Image, page: Page, spot: Spot, cut: Box) -> Image.Image:
    """The cut with the word level: only its pixels are turned, not the page's."""
    across, down = picture.width / page.width, picture.height / page.height
    # The page turns about its middle, a word with a tilt of its own about the word's.
    word = (spot.box.left + spot.box.right) / 2, (spot.box.top + spot.box.bottom) / 2
    right, below = _turned_back(word[0] - page.width / 2, word[1] - page.height / 2, page.skew)
    middle_x, middle_y = page.width / 2 + right, page.height / 2 + below
    turn = radians(page.skew + spot.tilt)
    cosine, sine = cos(turn), sin(turn)
    x, y = cut.left - word[0], cut.top - word[1]
    return picture.transform(
        (round(cut.width), round(cut.height)),
        Image.Transform.AFFINE,
        (
            *(across * cosine, across * sine, across * (x * cosine + y * sine + middle_x)),
            *(-down * sine, down * cosine, down * (y * cosine - x * sine + middle_y)),
        ),
        resample=Image.Resampling.BILINEAR,
        fillcolor=255,
    )


def _turned_back(x: float, y: float, degrees: float) -> tuple[float, float]:
    """A place turned counter-clockwise about the origin."""
    cosine, sine = cos(radians(degrees)), sin(radians(degrees))
    return x * cosine + y * sine, y * cosine - x * sine


def _in_palette(grey: Image.Image) -> Image.Image:
    """In ink, edges and paper, which is the commonest shade."""
    shades = grey.histogram()
    paper, black = (
        shades.index(max(shades)),
        next(shade for shade, pixels in enumerate(shades) if pixels),
    )
    steps = [black + share * (paper - black) for share in (_INK, _EDGE)]
    indexed = Image.frombytes(
        "P", grey.size, grey.tobytes().translate(bytes(bisect(steps, each) for each in range(256)))
    )
    indexed.putpalette(PALETTE)
    return indexed
