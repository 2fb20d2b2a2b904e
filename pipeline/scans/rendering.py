"""Rasterizes pages of a working PDF: grey, upright, 300 dpi."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil, floor, sqrt
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pdf2image
import pikepdf
from pdf2image import exceptions as rendering
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.errors import DiskFull, EngineMissing
from pipeline.pdf.boxes import displayed_size, rotation, shown_box
from pipeline.ports import PageImage
from pipeline.scans.blank import blank, cut_short, dark_on_light
from pipeline.scans.deskew import box_on_page, deskewed_picture, skew, turned_box
from pipeline.scans.faint_print import darkened_picture, unread_share
from pipeline.scans.language_strip import text_strip

READING_DPI = 300
"""Measured: less costs words, more costs time (docs/architecture.md)."""
_MAX_PIXELS = 40_000_000
"""A bit more than A2 at 300 dpi; larger pages are read at less."""
_MAX_SIDE = 32_000
"""Tesseract counts pixels with 16 bits."""
_SECONDS_PER_PAGE = 120
"""A page renders in less than one; one that takes this long never ends."""
_POINTS = 72
_ROOM_BYTES = 64_000_000
_SAME = 0.02
_NEAR = 0.5
"""Points."""
_COARSE_DPI = 180
"""Measured: coarser pictures are read better enlarged to 300 dpi.

150 dpi reads with half the errors then, 200 dpi gains nothing.
"""
_LOSSLESS = (["/FlateDecode"], ["/CCITTFaxDecode"])
_HARMLESS = 1.0
"""Degrees up to which the picture is not deskewed, only the words are.

Measured: 0.87 % wrong words as they lie, 1.13 % when deskewed, for 4 to 9 % more time.
"""
_NOTICEABLE = 0.05
"""Degrees: less is within the error."""
_TRANSPOSITIONS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns counter-clockwise, we clockwise."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What to read of a page: what is in ``shown`` and not in ``hidden``.

    Pixels at ``reading_dpi``.
    """

    shown: tuple[Box, ...]
    hidden: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Shot:
    """A page's picture as it is read: grey, upright and deskewed."""

    image: PageImage
    """Upright as far as known; if deskewed, with room for its corners."""
    width: int
    """Of the page, in pixels at the picture's resolution."""
    height: int
    """As ``width``."""
    skew: float = 0.0
    """Degrees clockwise by which the page must be turned to lie level."""
    blank: bool = False
    """Nothing but paper."""
    doubtful: bool = False
    """The renderer complained or the picture ends too soon.

    An empty picture may hide what was on the page; it never counts as blank.
    """

    def placed_words(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """The words read in the picture, with their places on the level page."""
        picture, page = (self.image.width, self.image.height), (self.width, self.height)
        if abs(self.skew) < _NOTICEABLE:
            return tuple(words)
        if abs(self.skew) <= _HARMLESS:
            return tuple(replace(word, box=turned_box(word.box, page, self.skew)) for word in words)
        return tuple(
            replace(word, box=box_on_page(word.box, picture, page, self.skew)) for word in words
        )


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as it is displayed, in grey."""

    picture: Image.Image
    dpi: float
    doubtful: bool = False


def reading_dpi(width_pt: float, height_pt: float) -> float:
    """The resolution to read a page at: 300 dpi, less for large ones."""
    width, height = width_pt / _POINTS, height_pt / _POINTS
    return min(READING_DPI, sqrt(_MAX_PIXELS / (width * height)), _MAX_SIDE / max(width, height))


class PagePictures:
    """Rasterizes a working PDF's pages in a folder that the caller removes."""

    def __init__(
        self,
        pdf: Path,
        document: pikepdf.Pdf,
        folder: Path,
        *,
        masks: Mapping[int, Mask] = MappingProxyType({}),
    ) -> None:
        """Take the PDF, both as a file and opened, and masks by page number."""
        self._pdf = pdf
        self._document = document
        self._folder = folder
        self._masks = masks

    def of(self, number: int, *, angle: int = 0) -> Shot | None:
        """The page turned clockwise by ``angle`` and deskewed.

        ``angle`` is 0, 90, 180 or 270. None if the page cannot be shown. It is the page's only
        picture if it has no more than that, otherwise what Poppler draws.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        if sheet is None:
            return None
        upright = _turned(dark_on_light(sheet.picture), angle)
        doubtful = sheet.doubtful or cut_short(sheet.picture)
        crooked = skew(upright, sheet.dpi)
        level = deskewed_picture(upright, crooked) if abs(crooked) > _HARMLESS else upright
        path = self._folder / f"{number}-{angle}.pgm"
        level.save(path)
        return Shot(
            PageImage(path, *level.size, sheet.dpi),
            *upright.size,
            crooked if abs(crooked) >= _NOTICEABLE else 0.0,
            blank=not doubtful and blank(upright, sheet.dpi),
            doubtful=doubtful,
        )

    def upright(self, number: int, *, angle: int = 0) -> Image.Image | None:
        """The page in grey, turned clockwise by ``angle``, not deskewed.

        ``angle`` is 0, 90, 180 or 270. None if the page cannot be shown.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        return _turned(dark_on_light(sheet.picture), angle) if sheet else None

    def sketch(self, shot: Shot, angle: int) -> PageImage:
        """The page turned clockwise by a right angle, at half its resolution."""
        path = self._folder / f"{shot.image.path.stem}-{angle}-sketch.pgm"
        with Image.open(shot.image.path) as picture:
            small = _turned(picture.reduce(2), angle)
        small.save(path)
        return PageImage(path, *small.size, shot.image.dpi / 2)

    def unread_share(self, shot: Shot, words: Sequence[Word]) -> float:
        """The share of what looks like text and has no word near it.

        See ``pipeline.scans.faint_print``.
        """
        with Image.open(shot.image.path) as picture:
            return unread_share(picture, shot.image.dpi, (word.box for word in words))

    def darkened_picture(self, shot: Shot) -> PageImage | None:
        """The picture with darker faint print; None if it is black and white."""
        path = self._folder / f"{shot.image.path.stem}-darkened.pgm"
        with Image.open(shot.image.path) as picture:
            darker = darkened_picture(picture)
        if darker is None:
            return None
        darker.save(path)
        return replace(shot.image, path=path)

    def strip(self, number: int) -> PageImage | None:
        """A few lines of the page's text; None if it has none or is not shown.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        if sheet is None:
            return None
        return text_strip(sheet.picture, sheet.dpi, self._folder / f"{number}-strip.pgm")

    def refuse_full_disk(self) -> None:
        """Raise DiskFull where there is no room for pictures.

        The programs that write them do not say why they fail.
        """
        if shutil.disk_usage(self._folder).free < _ROOM_BYTES:
            raise DiskFull(folder=str(self._folder.parent))

    def _sheet(self, number: int) -> _Sheet | None:
        page, mask = self._document.pages[number - 1], self._masks.get(number)
        if mask is not None:
            # It is measured at the resolution for reading; the page's own picture has another one.
            sheet = self._rendered(number, reading_dpi(*displayed_size(page)))
            return replace(sheet, picture=_masked(sheet.picture, mask)) if sheet else None
        try:
            sheet = _own_picture(page)
        except (pikepdf.PikepdfError, OSError, ValueError, TypeError, AttributeError, KeyError):
            sheet = None  # an odd page; the renderer may still make sense of it
        return sheet or self._rendered(number, reading_dpi(*displayed_size(page)))

    def _rendered(self, number: int, dpi: float) -> _Sheet | None:
        path, doubtful = self._render(number, dpi, strict=True), False
        if path is None:
            path, doubtful = self._render(number, dpi, strict=False), True
        if path is None:
            return None
        with Image.open(path) as picture:
            picture.load()
        path.unlink()
        return _Sheet(picture, dpi, doubtful)

    def _render(self, number: int, dpi: float, *, strict: bool) -> Path | None:
        try:
            paths = pdf2image.convert_from_path(
                self._pdf,
                dpi=dpi,  # type: ignore[arg-type, unused-ignore]  # pdftoppm takes fractions
                output_folder=self._folder,
                output_file=f"{number}",
                first_page=number,
                last_page=number,
                fmt="ppm",
                grayscale=True,
                use_cropbox=True,
                # Notes and stamps lie over the paper; what is typed into forms is text already.
                hide_annotations=True,
                paths_only=True,
                strict=strict,
                timeout=_SECONDS_PER_PAGE,
            )
        except (rendering.PDFInfoNotInstalledError, FileNotFoundError) as error:
            raise EngineMissing(what="Poppler", command="sudo apt install poppler-utils") from error
        except (
            rendering.PDFPageCountError,
            rendering.PDFPopplerTimeoutError,
            rendering.PDFSyntaxError,
        ):
            return None
        return Path(str(paths[0])) if paths else None


def _own_picture(page: pikepdf.Page) -> _Sheet | None:
    """The page's only picture, at the resolution for reading."""
    stream = _only_picture(page)
    if stream is None:
        return None
    with _decodable(stream) as picture:
        if picture.mode not in ("1", "L", "P", "RGB"):
            return None
        left, bottom, right, top = shown_box(page)
        grey, dpi = _at_reading_dpi(picture, (right - left, top - bottom))
        return _Sheet(_turned(grey, rotation(page)), dpi)


def _decodable(stream: pikepdf.Stream) -> Image.Image:
    """The picture, in a JPEG not decoded yet."""
    if "/DCTDecode" in _filters(stream):
        return Image.open(BytesIO(stream.read_raw_bytes()), formats=("JPEG",))
    return pikepdf.PdfImage(stream).as_pil_image()


def _turned(picture: Image.Image, angle: int) -> Image.Image:
    """Clockwise, by a right angle."""
    return picture.transpose(_TRANSPOSITIONS[angle]) if angle else picture


def _at_reading_dpi(picture: Image.Image, points: tuple[float, float]) -> tuple[Image.Image, float]:
    """The picture in grey with square pixels and its resolution.

    ``points`` is the page's size. What is too fine is averaged, what is too coarse or not square (a
    fax) is interpolated.
    """
    across, down = (
        _POINTS * pixels / size for pixels, size in zip(picture.size, points, strict=True)
    )
    wanted = reading_dpi(*points)
    if abs(across / down - 1) <= _SAME and min(_COARSE_DPI, wanted) <= across <= wanted * (
        1 + _SAME
    ):
        picture.draft("L", picture.size)  # the decoder leaves the colours out
        return picture.convert("L"), across
    size = max(1, round(points[0] / _POINTS * wanted)), max(1, round(points[1] / _POINTS * wanted))
    picture.draft("L", size)  # the decoder itself averages by halves, quarters and eighths
    finer = min(across, down) > wanted
    return picture.convert("L").resize(
        size, Image.Resampling.BOX if finer else Image.Resampling.BICUBIC
    ), wanted


def _masked(picture: Image.Image, mask: Mask) -> Image.Image:
    """White paper with nothing on it but what is to be read."""
    paper = Image.new("L", picture.size, "white")
    for box in mask.shown:
        place = round(box.left), round(box.top), round(box.right), round(box.bottom)
        paper.paste(picture.convert("L").crop(place), place[:2])
    for box in mask.hidden:
        paper.paste("white", (floor(box.left), floor(box.top), ceil(box.right), ceil(box.bottom)))
    return paper


def _only_picture(page: pikepdf.Page) -> pikepdf.Stream | None:
    """The page's picture if it covers the page and nothing else is there."""
    if rotation(page) % 90:
        return None
    instructions = [
        instruction
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) not in ("q", "Q")  # type: ignore[union-attr, unused-ignore]
    ]
    if [str(instruction.operator) for instruction in instructions] != ["cm", "Do"]:
        return None
    place, (name,) = (instruction.operands for instruction in instructions)
    stream: Any = page.get_images(recursive=False).get(str(name))
    if (
        stream is None
        or not _covers([float(number) for number in place], shown_box(page))
        or not _ordinary(stream)
    ):
        return None
    picture: pikepdf.Stream = stream
    return picture


def _covers(place: list[float], box: tuple[float, float, float, float]) -> bool:
    """Whether the picture lies upright on the whole page, to half a point.

    ``place`` is the matrix it is drawn with.
    """
    left, bottom, right, top = box
    wanted = (right - left, 0, 0, top - bottom, left, bottom)
    return all(abs(is_ - should) <= _NEAR for is_, should in zip(place, wanted, strict=True))


def _ordinary(stream: pikepdf.Object) -> bool:
    """Whether the picture can be taken as it is.

    It has no mask, no odd colours, a usual compression and a bearable size.
    """
    space, pixels = (
        stream.get("/ColorSpace"),
        int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)),
    )
    name = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    return (
        (
            _filters(stream) == ["/DCTDecode"]
            or (_filters(stream) in _LOSSLESS and pixels <= _MAX_PIXELS)
        )
        and str(name)
        in ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased", "/Indexed")
        and not any(key in stream for key in ("/SMask", "/Mask", "/ImageMask", "/Decode"))
    )


def _filters(stream: pikepdf.Object) -> list[str]:
    filters = stream.get("/Filter")
    return [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])]
