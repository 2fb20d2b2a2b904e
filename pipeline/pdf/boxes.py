"""The boxes of a PDF page, as displayed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pikepdf

from pipeline.core.scans.page_geometry import Rectangle, visible_part


def displayed_size(page: pikepdf.Page) -> tuple[float, float]:
    """The page's width and height in points, cropped and turned."""
    left, bottom, right, top = shown_box(page)
    width, height = right - left, top - bottom
    return (height, width) if rotation(page) in (90, 270) else (width, height)


def shown_box(page: pikepdf.Page) -> Rectangle:
    """The crop box on the media box, in user space."""
    return visible_part(
        _numbers(_inherited(page, "/MediaBox")), _numbers(_inherited(page, "/CropBox"))
    )


def give_area(page: pikepdf.Page) -> None:
    """Write down the size that readers assume where the page's own boxes have no area."""
    for key in ("/MediaBox", "/CropBox"):
        box = _numbers(_inherited(page, key))
        if box and (len(box) != 4 or box[0] == box[2] or box[1] == box[3]):  # noqa: PLR2004
            page.obj[key] = pikepdf.Array(shown_box(page))


def user_unit(page: pikepdf.Page) -> float:
    """How many points, 1/72 inch, a unit of the page's space is.

    Source: ISO 32000-1:2008, /UserUnit in table 30.
    """
    (unit, *_) = _numbers([page.obj.get("/UserUnit")]) or [1.0]
    return unit if unit > 0 else 1.0


def rotation(page: pikepdf.Page) -> int:
    """Degrees clockwise by which the page is shown: 0, 90, 180 or 270."""
    return next((int(number) for number in _numbers([_inherited(page, "/Rotate")])), 0) % 360


def _numbers(values: object) -> list[float]:
    members = list(values) if isinstance(values, list | pikepdf.Array) else []
    return [float(member) for member in members if isinstance(member, int | float | Decimal)]


def _inherited(page: pikepdf.Page, key: str) -> object:
    """The page's own value, or that of the nearest node above with one."""
    node: Any = page.obj
    for _ in range(64):  # deeper trees are cycles
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return None
