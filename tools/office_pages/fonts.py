"""The fonts that offices print with, or clones of the same shapes.

Debian's packages; the makers of pages ask for a family by its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PIL import ImageFont

from tools.samples import DPI, FontMissing

Style = Literal["regular", "bold"]

_GYRE = "/usr/share/texmf/fonts/opentype/public/tex-gyre/"
_SYMBOLS = "DejaVuSans.ttf"
SYMBOLS = frozenset("☐☒☑")
"""Signs that text fonts lack; an office program takes them from another font, and so do we."""


@dataclass(frozen=True, slots=True)
class Family:
    """The files of a family and the Debian package that brings them."""

    regular: str
    bold: str
    package: str


FAMILIES = {
    "Carlito": Family("Carlito-Regular.ttf", "Carlito-Bold.ttf", "fonts-crosextra-carlito"),
    "Caladea": Family("Caladea-Regular.ttf", "Caladea-Bold.ttf", "fonts-crosextra-caladea"),
    "Libertine": Family("LinLibertine_R.otf", "LinLibertine_RB.otf", "fonts-linuxlibertine"),
    "Biolinum": Family("LinBiolinum_R.otf", "LinBiolinum_RB.otf", "fonts-linuxlibertine"),
    "Courier Prime": Family("Courier Prime.otf", "Courier Prime Bold.otf", "fonts-courier-prime"),
    "Roboto": Family("Roboto-Regular.ttf", "Roboto-Bold.ttf", "fonts-roboto-unhinted"),
    "Roboto Condensed": Family(
        "RobotoCondensed-Regular.ttf", "RobotoCondensed-Bold.ttf", "fonts-roboto-unhinted"
    ),
    "DejaVu Sans": Family("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "fonts-dejavu-core"),
    "DejaVu Serif": Family("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "fonts-dejavu-core"),
    "Liberation Sans": Family(
        "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "fonts-liberation"
    ),
    "Liberation Serif": Family(
        "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "fonts-liberation"
    ),
    "Termes": Family(
        f"{_GYRE}texgyretermes-regular.otf", f"{_GYRE}texgyretermes-bold.otf", "fonts-texgyre"
    ),
    "Heros": Family(
        f"{_GYRE}texgyreheros-regular.otf", f"{_GYRE}texgyreheros-bold.otf", "fonts-texgyre"
    ),
    "Pagella": Family(
        f"{_GYRE}texgyrepagella-regular.otf", f"{_GYRE}texgyrepagella-bold.otf", "fonts-texgyre"
    ),
    "Cursor": Family(
        f"{_GYRE}texgyrecursor-regular.otf", f"{_GYRE}texgyrecursor-bold.otf", "fonts-texgyre"
    ),
    "Lato": Family("Lato-Regular.ttf", "Lato-Bold.ttf", "fonts-lato"),
    "Open Sans": Family("OpenSans-Regular.ttf", "OpenSans-Bold.ttf", "fonts-open-sans"),
}

USUAL = (
    "Carlito",
    "Liberation Sans",
    "Libertine",
    "Roboto",
    "Termes",
    "Courier Prime",
    "DejaVu Sans",
    "Heros",
    "Roboto Condensed",
)
"""The families of the groups that rules may be tuned on."""

HELD_OUT = (
    "Caladea",
    "Open Sans",
    "Liberation Serif",
    "Biolinum",
    "Lato",
    "Pagella",
    "Cursor",
    "DejaVu Serif",
)
"""The families that are kept apart."""


@cache
def face(family: str, style: Style, points: float) -> ImageFont.FreeTypeFont:
    """A font of a family in a size.

    Raises:
        FontMissing: its package is not installed; the message names it.
    """
    found = FAMILIES[family]
    return _opened(found.bold if style == "bold" else found.regular, found.package, points)


@cache
def symbols(points: float) -> ImageFont.FreeTypeFont:
    """The font for ``SYMBOLS``."""
    return _opened(_SYMBOLS, "fonts-dejavu-core", points)


def _opened(name: str, package: str, points: float) -> ImageFont.FreeTypeFont:
    try:
        return ImageFont.truetype(name, points / 72 * DPI, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        msg = (
            f"No font to print office pages with ({name.rpartition('/')[2]}). Install it: apt "
            f"install {package}"
        )
        raise FontMissing(msg) from error
