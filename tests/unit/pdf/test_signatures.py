"""Signatures hold for the signed file; a copy shows none, neither good nor broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.pdf.signatures import is_signed, remove_signatures


def a_signed_pdf(*, visible: bool = True, nested: bool = False, alone: bool = False) -> pikepdf.Pdf:
    """A field with a value over a byte range, and what certifies it, as programs leave them."""
    document = pikepdf.new()
    document.add_blank_page()
    look = document.make_stream(
        b"0 0 50 20 re S", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 20]
    )
    value = document.make_indirect(
        Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=[0, 10, 20, 30], Contents=b"\0" * 64,
        )
    )  # fmt: skip
    signature = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T="Unterschrift", F=132, V=value,
            Rect=[10, 10, 60, 30] if visible else [0, 0, 0, 0], AP=Dictionary(N=look),
            P=document.pages[0].obj,
        )
    )  # fmt: skip
    empty = document.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T="Zweite", Rect=[10, 60, 90, 80]
        )
    )
    text = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="Name",
            V="Muster",
            Rect=[10, 90, 90, 99],
        )
    )
    others = [] if alone else [empty, text]
    document.pages[0].obj.Annots = Array([signature, *others])
    top: Any = signature
    if nested:
        top = document.make_indirect(Dictionary(T="Vertrag", FT=Name.Sig, Kids=[signature]))
        signature.Parent = top
        del signature["/FT"]
    document.Root.AcroForm = Dictionary(Fields=[top, *others], SigFlags=3)
    document.Root.Perms = Dictionary(DocMDP=value)
    document.Root.DSS = Dictionary(Certs=[])
    document.trailer.DocChecksum = Name("/0123456789ABCDEF")
    return document


def test_of_a_branch_of_fields_only_those_that_were_signed_go() -> None:
    document = a_signed_pdf(nested=True)
    branch = document.Root.AcroForm.Fields[0]
    other = document.make_indirect(Dictionary(FT=Name.Tx, T="Ort", V="Berlin", Parent=branch))
    branch.Kids = Array([branch.Kids[0], other])
    del document.Root.AcroForm["/SigFlags"]

    remove_signatures(document)

    assert [str(field.T) for field in document.Root.AcroForm.Fields[0].Kids] == ["Ort"]


def left_in(document: pikepdf.Pdf) -> bytes:
    return b"".join(value.unparse(resolved=True) for value in document.objects)


@pytest.mark.parametrize("nested", [False, True])
def test_nothing_is_left_that_could_show_as_broken(
    nested: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    document = a_signed_pdf(nested=nested)
    assert is_signed(document)

    remove_signatures(document)
    document.save(tmp_path / "copy.pdf")

    with pikepdf.open(tmp_path / "copy.pdf") as copy:
        assert not is_signed(copy)
        assert not {"/Perms", "/DSS", "/DocChecksum"} & {*copy.Root.keys(), *copy.trailer.keys()}
        assert "/SigFlags" not in copy.Root.AcroForm
        assert [str(field.T) for field in copy.Root.AcroForm.Fields] == ["Zweite", "Name"]
        assert str(copy.Root.AcroForm.Fields[1].V) == "Muster"
        assert b"/ByteRange" not in left_in(copy)


def test_what_was_visible_of_a_signature_stays_as_a_stamp() -> None:
    document = a_signed_pdf()

    remove_signatures(document)

    stamp = document.pages[0].obj.Annots[0]
    assert (str(stamp.Subtype), stamp.AP.N.read_bytes()) == ("/Stamp", b"0 0 50 20 re S")
    assert [float(edge) for edge in stamp.Rect] == [10, 10, 60, 30]
    assert not {"/FT", "/V", "/T", "/Parent"} & set(stamp.keys())


def test_a_signature_without_anything_to_see_leaves_no_stamp() -> None:
    document = a_signed_pdf(visible=False, alone=True)

    remove_signatures(document)

    assert not len(document.pages[0].obj.Annots)
    assert "/AcroForm" not in document.Root


def test_a_form_without_a_signature_is_left_alone() -> None:
    document = a_signed_pdf()
    del document.pages[0].obj.Annots[0]["/V"]
    before = document.Root.AcroForm.unparse(resolved=True)

    assert not is_signed(document)
    remove_signatures(document)

    assert document.Root.AcroForm.unparse(resolved=True) == before


def test_a_document_that_holds_nonsense_where_its_form_should_be_is_not_signed() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.AcroForm = Dictionary(Fields=Array([42]))

    assert not is_signed(document)
    remove_signatures(document)
