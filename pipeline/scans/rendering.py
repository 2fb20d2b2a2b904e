"""Rasterizes pages of a working PDF: grey, upright, 300 dpi."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from pathlib import Path
from types import MappingProxyType

import pikepdf
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.errors import DiskFull
from pipeline.pdf.boxes import rotation
from pipeline.ports import PageImage
from pipeline.scans.blank import blank, cut_short, dark_on_light
from pipeline.scans.deskew import box_on_page, deskewed_picture, skew, turned_box
from pipeline.scans.digital.drawn_pages import has_drawn_notes
from pipeline.scans.drawing.cut_off import ends_in_filling, has_cut_pictures
from pipeline.scans.drawing.own_picture import own_picture
from pipeline.scans.drawing.sheets import Sheet, rendered_sheet, sheet_with_notes
from pipeline.scans.faint_print import TextCells, darkened_picture, text_cells
from pipeline.scans.language_strip import text_strip
from pipeline.scans.noise.despeckle import despeckled
from pipeline.scans.noise.overprint import without_overprint
from pipeline.scans.noise.shadows import without_shadows
from pipeline.scans.unread.colours import coloured_page

_ROOM_BYTES = 64_000_000
HARMLESS = 1.0
"""Degrees up to which only the words are deskewed.

Measured: 0.87 % wrong words as they lie, 1.13 % when deskewed, for 4 to 9 % more time.
"""
_NOTICEABLE = 0.05
"""Degrees: less is within the error."""
_GREY = ("/DeviceGray", "/CalGray")
_TRANSPOSITIONS = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
"""Pillow turns counter-clockwise, we clockwise."""


Measure = Callable[[Image.Image, float], float]
"""The skew of a picture, as ``pipeline.scans.deskew.skew`` has it."""


@dataclass(frozen=True, slots=True)
class Mask:
    """What to read of a page: in ``shown``, not in ``hidden``.

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
    cut_off: bool = False
    """Data of a picture on the page end before its pixels do."""
    speckled: bool = False
    """Specks were removed from the picture."""

    def placed_words(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """Words read in the picture, placed on the level page."""
        boxes = self.placed_boxes([word.box for word in words])
        return tuple(replace(word, box=box) for word, box in zip(words, boxes, strict=True))

    def placed_boxes(self, boxes: Sequence[Box]) -> tuple[Box, ...]:
        """Boxes of the picture, placed on the level page."""
        picture, page = (self.image.width, self.image.height), (self.width, self.height)
        if abs(self.skew) < _NOTICEABLE:
            return tuple(boxes)
        if abs(self.skew) <= HARMLESS:
            return tuple(turned_box(box, page, self.skew) for box in boxes)
        return tuple(box_on_page(box, picture, page, self.skew) for box in boxes)


class PagePictures:
    """Rasterizes a PDF's pages in a folder that the caller removes."""

    def __init__(
        self,
        pdf: Path,
        document: pikepdf.Pdf,
        folder: Path,
        *,
        masks: Mapping[int, Mask] = MappingProxyType({}),
    ) -> None:
        """Take the PDF, as a file and opened, and masks by number."""
        self._pdf = pdf
        self._document = document
        self._folder = folder
        self._masks = masks
        self._looked_at: dict[Path, TextCells] = {}

    def of(self, number: int, *, angle: int = 0, measure: Measure = skew) -> Shot | None:
        """The page turned clockwise by ``angle`` and deskewed, as far as ``measure`` says.

        ``angle`` is 0, 90, 180 or 270. None if the page cannot be shown. It is the page's only
        picture if it has no more than that, otherwise what Poppler draws.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        if sheet is None:
            return None
        upright = quarter_turned(dark_on_light(sheet.picture), angle)
        cut_off = has_cut_pictures(
            self._document.pages[number - 1],
            thorough=not sheet.own or ends_in_filling(sheet.picture),
        )
        doubtful = sheet.doubtful or cut_off or cut_short(sheet.picture)
        lit = without_shadows(upright, sheet.dpi) or upright
        crooked = measure(lit, sheet.dpi)
        level = deskewed_picture(lit, crooked) if abs(crooked) > HARMLESS else lit
        path = self._folder / f"{number}-{angle}-{round(crooked)}.pgm"
        clean = despeckled(level, sheet.dpi)
        (clean or level).save(path)
        return Shot(
            PageImage(path, *level.size, sheet.dpi),
            *upright.size,
            crooked if abs(crooked) >= _NOTICEABLE else 0.0,
            blank=not doubtful and blank(upright, sheet.dpi),
            doubtful=doubtful,
            cut_off=cut_off,
            speckled=clean is not None,
        )

    def upright(self, number: int, angle: int) -> Image.Image | None:
        """The page in grey, turned clockwise by ``angle``, not deskewed.

        ``angle`` is 0, 90, 180 or 270. None if the page cannot be shown.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        return quarter_turned(dark_on_light(sheet.picture), angle) if sheet else None

    def sketch(self, shot: Shot, angle: int) -> PageImage:
        """The page turned by a right angle, at half its resolution."""
        path = self._folder / f"{shot.image.path.stem}-{angle}-sketch.pgm"
        with Image.open(shot.image.path) as picture:
            small = quarter_turned(picture.reduce(2), angle)
        small.save(path)
        return PageImage(path, *small.size, shot.image.dpi / 2)

    def text_cells(self, shot: Shot) -> TextCells:
        """What looks like text on the shot; looked for once."""
        path = shot.image.path
        if path not in self._looked_at:
            with Image.open(path) as picture:
                self._looked_at[path] = text_cells(picture, shot.image.dpi)
        return self._looked_at[path]

    def colours(self, number: int, size: tuple[int, int]) -> Image.Image | None:
        """The displayed page in colours; None if a part of it is read, or it is grey."""
        images = list(self._document.pages[number - 1].get_images(recursive=False).values())
        plain = len(images) == 1 and str(images[0].get("/ColorSpace")) in _GREY
        return None if number in self._masks or plain else coloured_page(self._pdf, number, size)

    def saved(self, picture: Image.Image, dpi: float) -> PageImage:
        """A grey picture in a file, to be read."""
        path = self._folder / "part.pgm"
        picture.save(path)
        return PageImage(path, *picture.size, dpi)

    def clearer_pictures(self, shot: Shot) -> list[PageImage]:
        """The picture without an overprint and with darker print; none if black and white."""
        with Image.open(shot.image.path) as picture:
            clearer = {"plain": without_overprint(picture), "dark": darkened_picture(picture)}
        return [
            replace(shot.image, path=self._saved_beside(shot, name, made))
            for name, made in clearer.items()
            if made is not None
        ]

    def _saved_beside(self, shot: Shot, name: str, picture: Image.Image) -> Path:
        path = self._folder / f"{shot.image.path.stem}-{name}.pgm"
        picture.save(path)
        return path

    def strip(self, number: int) -> PageImage | None:
        """A few lines of the page's text; None if there are none.

        Nor are there if the page cannot be shown.

        Raises:
            EngineMissing: Poppler is not installed.
        """
        sheet = self._sheet(number)
        if sheet is None:
            return None
        lit = without_shadows(sheet.picture, sheet.dpi) or sheet.picture
        return text_strip(lit, sheet.dpi, self._folder / f"{number}-strip.pgm")

    def refuse_full_disk(self) -> None:
        """Raise DiskFull where there is no room for pictures.

        The programs that write them do not say why they fail.
        """
        if shutil.disk_usage(self._folder).free < _ROOM_BYTES:
            raise DiskFull(folder=str(self._folder.parent))

    def _sheet(self, number: int) -> Sheet | None:
        page, mask = self._document.pages[number - 1], self._masks.get(number)
        if has_drawn_notes(page):
            sheet = sheet_with_notes(self._pdf, number, page)
            if sheet is not None:
                return (
                    replace(sheet, picture=_masked_picture(sheet.picture, mask)) if mask else sheet
                )
        if mask is not None:
            # It is measured at the resolution for reading; the page's own picture has another one.
            sheet = rendered_sheet(self._pdf, number, page, folder=self._folder)
            return replace(sheet, picture=_masked_picture(sheet.picture, mask)) if sheet else None
        try:
            sheet = _sheet_of(page)
        except (pikepdf.PikepdfError, OSError, ValueError, TypeError, AttributeError, KeyError):
            sheet = None  # an odd page; the renderer may still make sense of it
        return sheet or rendered_sheet(self._pdf, number, page, folder=self._folder)


def _sheet_of(page: pikepdf.Page) -> Sheet | None:
    """The page's only picture, as displayed; None if there is more."""
    own = own_picture(page)
    return Sheet(quarter_turned(own[0], rotation(page)), own[1], own=True) if own else None


def quarter_turned(picture: Image.Image, angle: int) -> Image.Image:
    """Clockwise, by a right angle."""
    return picture.transpose(_TRANSPOSITIONS[angle]) if angle else picture


def _masked_picture(picture: Image.Image, mask: Mask) -> Image.Image:
    """White paper with nothing on it but what is to be read."""
    paper = Image.new("L", picture.size, "white")
    for box in mask.shown:
        place = round(box.left), round(box.top), round(box.right), round(box.bottom)
        paper.paste(picture.convert("L").crop(place), place[:2])
    for box in mask.hidden:
        paper.paste("white", (floor(box.left), floor(box.top), ceil(box.right), ceil(box.bottom)))
    return paper
