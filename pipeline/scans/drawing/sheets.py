"""A page as it is displayed, drawn by Poppler, or by PDFium where that shows more."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pdf2image
import pikepdf
from pdf2image import exceptions as rendering
from PIL import Image

from pipeline.core.scans.page_geometry import reading_dpi
from pipeline.errors import EngineMissing
from pipeline.pdf.boxes import displayed_size, user_unit
from pipeline.scans.digital.drawn_pages import CannotDraw, drawn_pages
from pipeline.scans.drawing.pdfium import drawn_by_pdfium, ink_share

_POINTS = 72
"""To the inch."""
_SECONDS_PER_PAGE = 120
"""A page renders in less than one."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is displayed, in grey."""

    picture: Image.Image
    dpi: float
    doubtful: bool = False
    """Something complained or is missing."""
    own: bool = False
    """It is the page's own picture, decoded without a complaint."""


def sheet_with_notes(pdf: Path, number: int, page: pikepdf.Page) -> Sheet | None:
    """The page with stamps and fields; None if it cannot be drawn so."""
    unit = user_unit(page)
    dpi = reading_dpi(*displayed_size(page), unit=unit)
    try:
        with drawn_pages(pdf) as pages:
            return Sheet(Image.fromarray(pages.picture(number, dpi * unit)), dpi)
    except CannotDraw:
        return None


def rendered_sheet(pdf: Path, number: int, page: pikepdf.Page, *, folder: Path) -> Sheet | None:
    """The page as Poppler draws it, or PDFium where that shows more.

    ``folder`` is for the picture's file, which is removed. None if the page cannot be shown.

    Raises:
        EngineMissing: Poppler is not installed.
    """
    size, unit = displayed_size(page), user_unit(page)
    dpi = reading_dpi(*size, unit=unit)
    picture, doubtful = _drawn_by_poppler(pdf, number, dpi * unit, folder, strict=True), False
    if picture is None:
        picture, doubtful = _drawn_by_poppler(pdf, number, dpi * unit, folder, strict=False), True
    if picture is None or doubtful or not ink_share(picture):
        width, height = (max(1, round(side * unit * dpi / _POINTS)) for side in size)
        other = drawn_by_pdfium(pdf, number, (width, height))
        if other is not None and (picture is None or ink_share(other) > ink_share(picture)):
            # PDFium does not say whether it left anything out: without ink it says nothing.
            picture, doubtful = other, doubtful or not ink_share(other)
    return None if picture is None else Sheet(picture, dpi, doubtful)


def _drawn_by_poppler(
    pdf: Path, number: int, dpi: float, folder: Path, *, strict: bool
) -> Image.Image | None:
    try:
        paths = pdf2image.convert_from_path(
            pdf,
            dpi=dpi,  # type: ignore[arg-type, unused-ignore]  # pdftoppm takes fractions
            output_folder=folder,
            output_file=f"{number}",
            first_page=number,
            last_page=number,
            fmt="ppm",
            grayscale=True,
            use_cropbox=True,
            # Comments lie over the paper; a page with stamps or fields is drawn by PDFium.
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
    if not paths:
        return None
    path = Path(str(paths[0]))
    with Image.open(path) as picture:
        picture.load()
    path.unlink()
    return picture


def has_broken_colours(pdf: Path, number: int) -> bool:
    """Whether Poppler misses colours of the page: each program shows it otherwise.

    Measured: 0.06 s.

    Raises:
        EngineMissing: Poppler is not installed.
    """
    command = ["pdftoppm", "-r", "10", "-gray", "-f", str(number), "-l", str(number), str(pdf)]
    try:
        drawn = subprocess.run(command, capture_output=True, timeout=_SECONDS_PER_PAGE, check=False)
    except FileNotFoundError as error:
        raise EngineMissing(what="Poppler", command="sudo apt install poppler-utils") from error
    except subprocess.TimeoutExpired:
        return False
    return b"color space" in drawn.stderr
