"""The data of e-invoices that are attached to PDFs."""

from __future__ import annotations

import zlib
from datetime import date
from decimal import Decimal

import pikepdf
import pytest

from pipeline.core.scans.e_invoices import UNREADABLE, EInvoice
from pipeline.pdf.e_invoice import e_invoice_of
from tests.e_invoices import GUIDELINES, carrying, cross_industry, opened, universal, zugferd_1

_FULL = EInvoice(
    "",
    number="RE-2026/114",
    sender="Löwe & Söhne GmbH",
    recipient="Stadtwerke Musterstadt",
    day=date(2026, 3, 5),
    due=date(2026, 4, 4),
    net=Decimal("473.00"),
    tax=Decimal("56.87"),
    gross=Decimal("529.87"),
    payable=Decimal("500.00"),
    currency="EUR",
)


def _read(data: bytes, name: str = "factur-x.xml") -> EInvoice | None:
    with opened(carrying(data, name)) as document:
        return e_invoice_of(document)


def _facts(data: EInvoice | None) -> tuple[object, ...]:
    assert data is not None
    return tuple(getattr(data, name) for name in EInvoice.__slots__ if name != "standard")


@pytest.mark.parametrize(("standard", "guideline"), GUIDELINES.items())
def test_factur_x_is_read_in_all_profiles(standard: str, guideline: str) -> None:
    minimum = standard.endswith("MINIMUM")

    found = _read(cross_industry(guideline, minimum=minimum))

    assert found is not None
    assert found.standard == standard
    assert found.due == (None if minimum else date(2026, 4, 4))
    assert (found.net, found.tax, found.gross) == (_FULL.net, _FULL.tax, _FULL.gross)
    assert (found.sender, found.recipient) == (_FULL.sender, _FULL.recipient)


@pytest.mark.parametrize("profile", ["basic", "comfort", "extended"])
def test_zugferd_1_is_read(profile: str) -> None:
    found = _read(zugferd_1(profile), "ZUGFeRD-invoice.xml")

    assert found is not None
    assert found.standard == f"ZUGFeRD 1.0 {profile.upper()}"
    assert _facts(found) == _facts(_FULL)


@pytest.mark.parametrize("credit", [False, True])
def test_ubl_is_read(*, credit: bool) -> None:
    found = _read(universal(credit=credit), "xrechnung.xml")

    assert found is not None
    assert found.standard == "XRechnung (UBL)"
    assert _facts(found) == _facts(_FULL)


def test_other_ubl_is_no_xrechnung() -> None:
    found = _read(universal(guideline="urn:fdc:peppol.eu:2017:poacc:billing:3.0"), "rechnung.xml")

    assert found is not None
    assert found.standard == "UBL"


def test_a_pdf_without_attachments_has_no_data() -> None:
    with pikepdf.new() as document:
        assert e_invoice_of(document) is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"plain text", "notes.txt"),
        (b"<note/>", "note.xml"),
        (b"<order/>", "factur-x.xml"),
        (b"not xml", "note.xml"),
    ],
)
def test_other_attachments_are_no_invoice(data: bytes, name: str) -> None:
    assert _read(data, name) is None


_BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 1000 + b'"><!ENTITY b "' + b"&a;" * 1000 + b'">]>'
    b"<Invoice><ID>&b;</ID></Invoice>"
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        cross_industry("urn:factur-x.eu:1p0:basic")[:-40],
        _BOMB,
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><Invoice/>',
        b"<Invoice>" + b" " * 10_000_001 + b"</Invoice>",
    ],
    ids=["empty", "text", "cut off", "entities", "external", "too long"],
)
def test_broken_and_hostile_data_are_told(data: bytes) -> None:
    assert _read(data) == UNREADABLE


def test_a_bomb_is_never_unpacked() -> None:
    with opened(carrying(b"x")) as document:
        packer = zlib.compressobj(9)
        bomb = b"".join(packer.compress(b" " * 1_000_000) for _ in range(60)) + packer.flush()
        stream = document.attachments["factur-x.xml"].obj.EF.F
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)

        assert e_invoice_of(document) == UNREADABLE


def test_a_stream_with_an_odd_filter_is_told() -> None:
    with opened(carrying(b"x")) as document:
        stream = document.attachments["factur-x.xml"].obj.EF.F
        stream.write(b"00>", filter=pikepdf.Name.ASCIIHexDecode)

        assert e_invoice_of(document) == UNREADABLE


def test_a_file_without_bytes_is_told() -> None:
    with opened(carrying(b"x")) as document:
        del document.attachments["factur-x.xml"].obj["/EF"]

        assert e_invoice_of(document) in (None, UNREADABLE)


def test_an_associated_file_without_a_name_in_the_document_is_found() -> None:
    with opened(carrying(universal())) as document:
        specification = document.attachments["factur-x.xml"].obj
        document.Root.AF = pikepdf.Array([specification])
        del document.Root.Names

        assert e_invoice_of(document) is not None


def test_a_file_that_is_named_twice_counts_once() -> None:
    with opened(carrying(b"broken")) as document:
        document.Root.AF = pikepdf.Array([document.attachments["factur-x.xml"].obj])

        assert e_invoice_of(document) == UNREADABLE


def test_a_whole_invoice_counts_before_a_broken_one() -> None:
    with opened(carrying(universal(), "rechnung.xml", base=carrying(b"broken"))) as document:
        found = e_invoice_of(document)

    assert found is not None
    assert found.number == "RE-2026/114"


@pytest.mark.parametrize(
    ("given", "instead"),
    [
        (b"20260305", b"20261305"),
        (b"20260305", b"soon"),
        (b"529.87", b"5E999999"),
        (b"529.87", b"NaN"),
    ],
)
def test_what_is_no_day_or_amount_is_none(given: bytes, instead: bytes) -> None:
    found = _read(cross_industry(GUIDELINES["XRechnung (CII)"]).replace(given, instead))

    assert found is not None
    assert None in (found.day, found.gross)
