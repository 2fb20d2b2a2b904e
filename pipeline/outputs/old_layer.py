"""Takes the invisible text of an earlier text recognition out of a page.

Only where it was found wrong and the page was read anew. Text that can be seen, pictures and
everything else stay as they are.
"""

from __future__ import annotations

from typing import Any

import pikepdf

_INVISIBLE = 3
"""Text rendering mode. Source: PDF 32000-1:2008, table 106."""
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))
_DEPTH = 8
"""Of forms in forms; more are cycles."""

_Object = Any
"""An object of a PDF; in an odd one it may be anything."""


def remove_invisible_text(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take the text in rendering mode 3 out of the page and its forms.

    A text object with some visible text stays whole, since each text is placed by the one before.
    """
    content = _without_invisible_text(page)
    if content is not None:
        page.obj.Contents = document.make_stream(content)
    resources = page.obj.get("/Resources")
    if isinstance(resources, pikepdf.Dictionary):
        page.obj.Resources = _with_clean_forms(document, resources, 0)


def _with_clean_forms(
    document: pikepdf.Pdf, resources: pikepdf.Dictionary, depth: int
) -> pikepdf.Dictionary:
    """The resources with copies of the forms that hold such text.

    Copies, because other pages may show them, too.
    """
    things = resources.get("/XObject")
    if not isinstance(things, pikepdf.Dictionary) or depth >= _DEPTH:
        return resources
    clean = pikepdf.Dictionary(dict(things.items()))
    for name, thing in things.items():
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Form:
            clean[name] = _clean_form(document, thing, depth)
    copy = pikepdf.Dictionary(dict(resources.items()))
    copy.XObject = clean
    return copy


def _clean_form(document: pikepdf.Pdf, form: _Object, depth: int) -> _Object:
    content, inner = _without_invisible_text(form), form.get("/Resources")
    if isinstance(inner, pikepdf.Dictionary):
        inner = _with_clean_forms(document, inner, depth + 1)
    kept = {
        key: value
        for key, value in form.items()
        if key not in ("/Length", "/Filter", "/DecodeParms", "/Resources")
    }
    copy: _Object = document.make_stream(form.read_bytes() if content is None else content, kept)
    if inner is not None:
        copy.Resources = inner
    return copy


def _without_invisible_text(content: _Object) -> bytes | None:
    """The content stream without it; None if there is nothing to remove.

    The rendering mode is part of the graphics state, which ``q`` keeps and ``Q`` brings back.
    """
    kept: list[_Object] = []
    modes, removed = [0], False
    text: list[_Object] = []
    shown: set[bool] = set()
    inside = False
    for instruction in pikepdf.parse_content_stream(content):
        operator = str(instruction.operator)  # type: ignore[union-attr, unused-ignore]
        match operator:
            case "q":
                modes.append(modes[-1])
            case "Q" if len(modes) > 1:
                modes.pop()
            case "Tr":
                modes[-1] = int(instruction.operands[0])
            case "BT":
                inside, text, shown = True, [], set()
            case _ if operator in _SHOWING:
                shown.add(modes[-1] == _INVISIBLE)
            case _:
                pass
        (text if inside else kept).append(instruction)
        if operator == "ET":
            invisible = shown == {True}
            removed = removed or invisible
            kept += [each for each in text if not (invisible and _shows(each))]
            inside, text = False, []
    kept += text
    return pikepdf.unparse_content_stream(kept) if removed else None


def _shows(instruction: _Object) -> bool:
    return str(instruction.operator) in _SHOWING
