"""Where pictures lie on a PDF page that has text of its own.

Some of them are pictures of text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pikepdf

from pipeline.core.scans.mixed_pages import Area
from pipeline.core.scans.page_geometry import Matrix, Rectangle, displayed_part, matrix_product
from pipeline.pdf.boxes import rotation, shown_box

_Object = Any
"""An object of a PDF; in an odd one it may be anything."""
_FINE = 72
"""Pixels to the inch; coarser pictures hold no readable text."""
_DEPTH = 8
"""Of forms in forms; more are cycles."""
_MANY = 400
"""Pictures on one page; what consists of more is a drawing."""
_POINTS = 72
_INVISIBLE = 3
"""Text rendering mode. Source: PDF 32000-1:2008, table 106."""


def picture_areas(page: pikepdf.Page) -> tuple[Area, ...]:
    """Where pictures fine enough for text lie on the displayed page.

    Points, origin top left. None on a page with a text layer, which has been read already; nor on
    one that is too odd to tell.
    """
    with suppress(
        pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError
    ):
        if not _has_fine_pictures(page.obj.get("/Resources"), 0):
            return ()
        box, turn = shown_box(page), rotation(page)
        corners = list(islice(_picture_places(page, (1, 0, 0, 1, 0, 0), 0), _MANY + 1))
        if len(corners) > _MANY:
            return ()
        seen = (displayed_part(place, page=box, turn=turn) for place in corners)
        return tuple(Area(*edges) for edges in seen if edges is not None)
    return ()


class _HasLayer(ValueError):
    """The page has a text layer: its text is invisible."""


def _has_fine_pictures(resources: _Object, depth: int) -> bool:
    """Whether to parse the page at all; most have no such picture."""
    if (
        not isinstance(resources, pikepdf.Dictionary)
        or "/XObject" not in resources
        or depth > _DEPTH
    ):
        return False
    things: list[_Object] = [thing for _, thing in resources.XObject.items()]
    return any(
        int(thing.get("/Width", default=0)) >= _FINE
        if thing.get("/Subtype") == pikepdf.Name.Image
        else _has_fine_pictures(thing.get("/Resources"), depth + 1)
        for thing in things
    )


def _picture_places(content: _Object, matrix: Matrix, depth: int) -> Iterator[Rectangle]:
    """Left, bottom, right, top of every picture on a page or form.

    In user space.
    """
    stack = [matrix]
    for instruction in pikepdf.parse_content_stream(content, operators="q Q cm Do Tr"):
        operator: _Object = instruction.operator  # type: ignore[union-attr, unused-ignore]
        operands = instruction.operands
        match str(operator):
            case "q":
                stack.append(stack[-1])
            case "Q" if len(stack) > 1:
                stack.pop()
            case "cm":
                stack[-1] = matrix_product(_matrix(operands), stack[-1])
            case "Tr" if int(operands[0]) == _INVISIBLE:
                raise _HasLayer
            case "Do":
                yield from _places_within(content, str(operands[0]), stack[-1], depth)
            case _:
                pass


def _places_within(content: _Object, name: str, matrix: Matrix, depth: int) -> Iterator[Rectangle]:
    """The place of a picture by its name, or those in a form."""
    resources = (
        content.obj.Resources if isinstance(content, pikepdf.Page) else content.get("/Resources")
    )
    thing: _Object = (
        resources.XObject.get(name) if resources is not None and "/XObject" in resources else None
    )
    if thing is None:
        return
    if thing.get("/Subtype") == pikepdf.Name.Form and depth < _DEPTH:
        own = _matrix(thing.get("/Matrix", default=[1, 0, 0, 1, 0, 0]))
        yield from _picture_places(thing, matrix_product(own, matrix), depth + 1)
    elif thing.get("/Subtype") == pikepdf.Name.Image:
        a, b, c, d, e, f = matrix
        across = (a * a + b * b) ** 0.5
        if int(thing.Width) * _POINTS >= _FINE * across:
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
            yield min(xs), min(ys), max(xs), max(ys)


def _matrix(operands: _Object) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)
