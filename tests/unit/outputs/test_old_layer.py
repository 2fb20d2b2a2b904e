"""An earlier invisible text layer is taken out, and nothing else."""

from __future__ import annotations

import pikepdf
import pytest

from pipeline.outputs.old_layer import remove_invisible_text


def a_document(content: bytes, form: bytes = b"") -> pikepdf.Pdf:
    document = pikepdf.new()
    document.add_blank_page(page_size=(100, 100))
    page = document.pages[0].obj
    page.Contents = document.make_stream(content)
    if form:
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(
                Fm=document.make_stream(
                    form, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
                ),
                Im=document.make_stream(b"x", Subtype=pikepdf.Name.Image),
            )
        )
    return document


@pytest.mark.parametrize(
    ("content", "left"),
    [
        (b"BT 3 Tr (alt) Tj ET 0 0 5 5 re f", b"BT 3 Tr ET 0 0 5 5 re f"),
        (b"3 Tr BT (alt) Tj [(a) 3 (b)] TJ ET", b"3 Tr BT ET"),
        (b"q 3 Tr Q BT (neu) Tj ET", b"q 3 Tr Q BT (neu) Tj ET"),
        (b"BT (neu) Tj 3 Tr (alt) Tj ET", b"BT (neu) Tj 3 Tr (alt) Tj ET"),
        (b"Q BT 3 Tr (alt) Tj", b"Q BT 3 Tr (alt) Tj"),
    ],
)
def test_text_objects_that_are_invisible_throughout_go(content: bytes, left: bytes) -> None:
    document = a_document(content)

    remove_invisible_text(document, document.pages[0])

    assert document.pages[0].obj.Contents.read_bytes().split() == left.split()


def test_forms_are_cleaned_in_a_copy() -> None:
    document = a_document(b"/Fm Do", b"BT 3 Tr (alt) Tj ET 0 0 5 5 re f")
    page = document.pages[0]
    shared = page.obj.Resources.XObject.Fm

    remove_invisible_text(document, page)

    assert b"(alt)" not in page.obj.Resources.XObject.Fm.read_bytes()
    assert b"re" in page.obj.Resources.XObject.Fm.read_bytes()
    assert b"(alt)" in shared.read_bytes()
    assert "/Im" in page.obj.Resources.XObject
