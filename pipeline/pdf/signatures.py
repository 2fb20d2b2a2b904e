"""Digital signatures: they hold for the signed file and for no copy.

A copy that is one byte different would show "signature invalid" to everybody who opens it. So a
copy carries no signature at all: what was visible of it stays on the page as a stamp, and what
would be checked goes. The signed original is kept untouched.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pikepdf

_ODD = (pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError)
"""What pikepdf raises on a damaged document."""
_Object = Any
"""An object of a PDF; in a damaged one it may be anything."""
_DEPTH = 32
"""Of a form's tree of fields; deeper ones are cycles."""
_LOCKED_PRINT = 4 | 64 | 128
"""Printed, and neither changed nor moved.

Source: PDF 32000-1:2008, table 165.
"""
_FIELD_KEYS = frozenset(
    (
        "/FT",
        "/T",
        "/TU",
        "/TM",
        "/Ff",
        "/DV",
        "/DA",
        "/Q",
        "/Parent",
        "/Lock",
        "/SV",
        "/MK",
        "/A",
        "/AA",
        "/H",
        "/BS",
    )
)
"""What makes an annotation a form's widget."""


def is_signed(document: pikepdf.Pdf) -> bool:
    """Whether a signature field has a value."""
    with suppress(*_ODD):
        return _any_signed(_fields(document))
    return False


def remove_signatures(document: pikepdf.Pdf) -> None:
    """Take away what would be checked against the signed bytes.

    Fields that wait for a signature stay. What a signature showed on its page stays as a stamp.
    """
    with suppress(*_ODD):
        kept, signed = _unsigned_and_signed(_fields(document))
        if signed:
            _keep_fields(document, kept)
            widgets = {
                widget.objgen
                for field in signed
                for widget in (field, *field.get("/Kids", default=()))
            }
            for page in document.pages:
                _turn_into_stamps(page, widgets)
            for field in signed:
                del field["/V"]
    root, trailer = document.Root, document.trailer
    # Certification and usage rights; what is needed to check signatures later; LibreOffice's
    # checksum of the file.
    for holder, key in ((root, "/Perms"), (root, "/DSS"), (trailer, "/DocChecksum")):
        if key in holder:
            del holder[key]


def _fields(document: pikepdf.Pdf) -> _Object:
    form: _Object = document.Root.get("/AcroForm")
    return form["/Fields"] if isinstance(form, pikepdf.Dictionary) and "/Fields" in form else ()


def _any_signed(fields: _Object, *, inherited: _Object = None, depth: int = 0) -> bool:
    for field in fields:
        kind = field.get("/FT", default=inherited)
        if kind == pikepdf.Name.Sig and "/V" in field:
            return True
        if depth < _DEPTH and _any_signed(
            field.get("/Kids", default=()), inherited=kind, depth=depth + 1
        ):
            return True
    return False


def _unsigned_and_signed(
    fields: _Object, *, inherited: _Object = None, depth: int = 0
) -> tuple[list[_Object], list[_Object]]:
    """The tree of fields without signed ones, and the signed ones.

    Branches that hold nothing else go with them.
    """
    kept: list[_Object] = []
    signed: list[_Object] = []
    for field in fields:
        kind = field.get("/FT", default=inherited)
        if kind == pikepdf.Name.Sig and "/V" in field:
            signed.append(field)
            continue
        if "/Kids" in field and depth < _DEPTH:
            inner, found = _unsigned_and_signed(field.Kids, inherited=kind, depth=depth + 1)
            signed += found
            if found and not inner:
                continue
            if found:
                field.Kids = pikepdf.Array(inner)
        kept.append(field)
    return kept, signed


def _keep_fields(document: pikepdf.Pdf, kept: list[_Object]) -> None:
    form = document.Root.AcroForm
    form.Fields = pikepdf.Array(kept)
    if "/SigFlags" in form:
        del form["/SigFlags"]
    if not kept and "/XFA" not in form:
        del document.Root["/AcroForm"]


def _turn_into_stamps(page: pikepdf.Page, widgets: set[tuple[int, int]]) -> None:
    """Make stamps of these widgets, or nothing of invisible ones."""
    annotations: _Object = page.obj.get("/Annots")
    if not isinstance(annotations, pikepdf.Array):
        return
    stay = []
    annotation: _Object
    for annotation in annotations:
        if not annotation.is_indirect or annotation.objgen not in widgets:
            stay.append(annotation)
        elif _visible(annotation):
            for key in _FIELD_KEYS & set(annotation.keys()):
                del annotation[key]
            annotation.Subtype = pikepdf.Name.Stamp
            annotation.F = int(annotation.get("/F", default=0)) | _LOCKED_PRINT
            stay.append(annotation)
    page.obj.Annots = pikepdf.Array(stay)


def _visible(widget: _Object) -> bool:
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    return left != right and bottom != top and "/AP" in widget
