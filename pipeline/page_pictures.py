"""Pictures of the pages of a working PDF, as Tesseract likes them: true to the resolution, and cheap."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import sqrt
from pathlib import Path
from typing import Any

import pdf2image
import pikepdf
from pdf2image import exceptions as rendering
from PIL import Image

from pipeline.core.sheet import shown
from pipeline.errors import DiskFull, EngineMissing
from pipeline.ports import PageImage

READING_DPI = 300
"""Measured: less costs words, more costs time (docs/architecture.md)."""
_MAX_PIXELS = 40_000_000
"""A bit more than A2 at 300 dpi; larger pages are read at a lower resolution."""
_MAX_SIDE = 32_000
"""Tesseract counts pixels with 16 bits."""
_SECONDS_PER_PAGE = 120
"""A page renders in less than one; one that takes this long never ends."""
_POINTS = 72
_ROOM_BYTES = 64_000_000
_SAME = 0.02
_NEAR = 0.5
"""Points."""
_TRANSPOSITIONS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Pillow turns counter-clockwise, we clockwise."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A page's picture, or None if there is none.

    ``exact``: it is the page's own JPEG and was not rendered. ``doubtful``: the renderer complained,
    so that an empty picture may hide what was on the page.
    """

    image: PageImage | None
    exact: bool = False
    doubtful: bool = False


def reading_dpi(width_pt: float, height_pt: float) -> float:
    """The resolution at which to read a page: 300, or less where that would be too many pixels."""
    width, height = width_pt / _POINTS, height_pt / _POINTS
    return min(READING_DPI, sqrt(_MAX_PIXELS / (width * height)), _MAX_SIDE / max(width, height))


class PagePictures:
    """Makes pictures of a working PDF's pages in a folder of its own, which the caller removes."""

    def __init__(self, pdf: Path, document: pikepdf.Pdf, folder: Path) -> None:
        """Take the PDF, both as a file and opened."""
        self._pdf = pdf
        self._document = document
        self._folder = folder

    def of(self, number: int) -> Shot:
        """The page's own JPEG if it is nothing else, otherwise the page rendered."""
        page = self._document.pages[number - 1]
        try:
            image = self._own_jpeg(page, self._folder / f"{number}.jpg")
        except (pikepdf.PikepdfError, OSError, ValueError, TypeError, AttributeError, KeyError):
            image = None  # an odd page; the renderer may still make sense of it
        return Shot(image, exact=True) if image else self.rendered(number)

    def rendered(self, number: int) -> Shot:
        """The page as Poppler draws it in grey; no picture if it cannot.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        width_pt, height_pt = displayed_size(self._document.pages[number - 1])
        dpi = reading_dpi(width_pt, height_pt)
        path, doubtful = self._render(number, dpi, strict=True), False
        if path is None:
            path, doubtful = self._render(number, dpi, strict=False), True
        if path is None:
            return Shot(None)
        with Image.open(path) as picture:
            width, height = picture.size
        return Shot(PageImage(path, width, height, dpi), doubtful=doubtful)

    def turned(self, image: PageImage, angle: int) -> PageImage:
        """The picture turned clockwise by 90, 180 or 270 degrees, in grey.

        Raises:
            OSError: it cannot be decoded.
        """
        path = self._folder / f"{image.path.stem}-{angle}.pgm"
        with Image.open(image.path) as picture:
            picture.convert("L").transpose(_TRANSPOSITIONS[angle]).save(path)
        width, height = (image.width, image.height) if angle == 180 else (image.height, image.width)  # noqa: PLR2004 - half a turn
        return PageImage(path, width, height, image.dpi)

    def refuse_full_disk(self) -> None:
        """Raise DiskFull where there is no room for pictures: the programs that write them do not say why they fail."""
        if shutil.disk_usage(self._folder).free < _ROOM_BYTES:
            raise DiskFull(folder=str(self._folder.parent))

    def _own_jpeg(self, page: pikepdf.Page, path: Path) -> PageImage | None:
        stream = _only_picture(page)
        if stream is None:
            return None
        data = stream.read_raw_bytes()
        width_pt, height_pt = displayed_size(page)
        with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
            dpi, down = (
                _POINTS * pixels / size for pixels, size in zip(picture.size, (width_pt, height_pt), strict=True)
            )
            if picture.mode not in ("L", "RGB") or abs(dpi / down - 1) > _SAME:
                return None
            wanted = reading_dpi(width_pt, height_pt)
            if dpi <= wanted * (1 + _SAME):
                path.write_bytes(data)
                return PageImage(path, *picture.size, dpi)
            return _averaged(picture, wanted / dpi, path.with_suffix(".pgm"), wanted)

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


def displayed_size(page: pikepdf.Page) -> tuple[float, float]:
    """Width and height of the page as it is shown, in points: cropped and turned."""
    left, bottom, right, top = _box(page)
    width, height = right - left, top - bottom
    return (height, width) if _rotation(page) in (90, 270) else (width, height)


def _averaged(picture: Image.Image, factor: float, path: Path, dpi: float) -> PageImage:
    """The picture smaller, each pixel the mean of those it replaces, in grey."""
    size = max(1, round(picture.width * factor)), max(1, round(picture.height * factor))
    picture.draft("L", size)  # the decoder itself averages by halves, quarters and eighths
    picture.convert("L").resize(size, Image.Resampling.BOX).save(path)
    return PageImage(path, *size, dpi)


def _only_picture(page: pikepdf.Page) -> pikepdf.Stream | None:
    """The page's picture if it is an ordinary JPEG that covers the whole page and nothing else is there."""
    if _rotation(page) or "/Annots" in page.obj:
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
    if stream is None or not _covers([float(number) for number in place], _box(page)) or not _ordinary(stream):
        return None
    picture: pikepdf.Stream = stream
    return picture


def _covers(place: list[float], box: tuple[float, float, float, float]) -> bool:
    """Whether an image drawn with this matrix lies upright on the whole page, to half a point."""
    left, bottom, right, top = box
    wanted = (right - left, 0, 0, top - bottom, left, bottom)
    return all(abs(is_ - should) <= _NEAR for is_, should in zip(place, wanted, strict=True))


def _ordinary(stream: pikepdf.Object) -> bool:
    """Whether the stream is a JPEG and nothing but a JPEG: no mask, no odd colours, no second filter."""
    filters, space = stream.get("/Filter"), stream.get("/ColorSpace")
    chain = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    name = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    return (
        [str(each) for each in chain] == ["/DCTDecode"]
        and str(name) in ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased")
        and not any(key in stream for key in ("/SMask", "/Mask", "/Decode"))
    )


def _box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    return shown(_numbers(_inherited(page, "/MediaBox")), _numbers(_inherited(page, "/CropBox")))


def _rotation(page: pikepdf.Page) -> int:
    return next((int(number) for number in _numbers([_inherited(page, "/Rotate")])), 0) % 360


def _numbers(values: object) -> list[float]:
    members = list(values) if isinstance(values, list | pikepdf.Array) else []
    return [float(member) for member in members if isinstance(member, int | float | Decimal)]


def _inherited(page: pikepdf.Page, key: str) -> object:
    """The page's own value, or that of the nearest node above it that has one."""
    node: Any = page.obj
    for _ in range(64):  # deeper trees are cycles
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return None
