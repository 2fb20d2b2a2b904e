"""The data of an e-invoice that are attached to a PDF: ZUGFeRD, Factur-X, XRechnung.

Three kinds of XML are understood: Cross Industry Invoice of ZUGFeRD 1.0 and of all later ones, and
UBL. They differ in the names of their elements, not in what they say. The XML is a stranger's: it
may not declare anything (no entities, no DTD), and is never unpacked beyond ``_MOST_BYTES``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf

from pipeline.core.scans.e_invoices import UNREADABLE, EInvoice

_ODD = (
    *(pikepdf.PikepdfError, AttributeError, IndexError, KeyError, NotImplementedError),
    *(RuntimeError, TypeError, ValueError, zlib.error),
)
"""What pikepdf raises in odd documents."""

_Object = Any
"""An object of a PDF; in a damaged one it may be anything."""
_Element = Any
"""An element of lxml, which has no types."""

_MOST_FILES, _MOST_BYTES = 50, 10_000_000
"""Attachments that are looked at, and bytes of one."""

_NAMES = frozenset(("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"))
"""Names that only e-invoices have, in small letters.

Source: Factur-X 1.08, 6.2.2; ZUGFeRD 1.0, 2.0 and 2.1.
"""

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_AMOUNT = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,10})?")
_LONGEST = 200
"""Letters of a name or number, at most."""


def e_invoice_of(document: pikepdf.Pdf) -> EInvoice | None:
    """The first e-invoice among the attachments; one that cannot be read is ``UNREADABLE``."""
    broken = None
    for name, data in _xml_files(document):
        found = None if data is None else _parsed(data)
        if found is not None:
            return found
        if name in _NAMES and (data is None or not _is_other_xml(data)):
            broken = UNREADABLE
    return broken


# Attachments


def _xml_files(document: pikepdf.Pdf) -> Iterator[tuple[str, bytes | None]]:
    """Names and bytes of attached XML; None if they cannot be unpacked."""
    for specification in _specifications(document):
        with suppress(*_ODD):
            name = _name_of(specification)
            if name.endswith(".xml"):
                yield name, _bytes_of(specification)


def _specifications(document: pikepdf.Pdf) -> Iterator[_Object]:
    """Attached files, by the document's names and by its associated files."""
    seen: set[tuple[int, int]] = set()
    files: list[_Object] = []
    with suppress(*_ODD):
        files += [attached.obj for attached in document.attachments.values()]
    with suppress(*_ODD):
        associated: _Object = document.Root.get("/AF") or ()
        files += [associated] if isinstance(associated, pikepdf.Dictionary) else list(associated)
    for each in files[:_MOST_FILES]:
        with suppress(*_ODD):
            if each.objgen == (0, 0) or each.objgen not in seen:
                seen.add(each.objgen)
                yield each


def _name_of(specification: _Object) -> str:
    names = (specification.get(key) for key in ("/UF", "/F"))
    return next((str(name) for name in names if name is not None), "").lower()


def _bytes_of(specification: _Object) -> bytes | None:
    """The file's bytes; None if they are too many, or packed in an unusual way."""
    try:
        embedded = specification.EF
        stream = embedded.get("/F", default=embedded.get("/UF"))
        raw = bytes(stream.read_raw_bytes())
        filters = stream.get("/Filter", default=pikepdf.Array())
        packed = [
            str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])
        ]
        if packed == ["/FlateDecode"]:
            unpacking = zlib.decompressobj()
            raw = unpacking.decompress(raw, _MOST_BYTES)
            packed = ["too long"] if unpacking.unconsumed_tail else []
    except _ODD:
        return None
    return raw if not packed and len(raw) <= _MOST_BYTES else None


# XML


def _root(data: bytes) -> _Element | None:
    """The root of harmless, well-formed XML."""
    from lxml import etree  # noqa: PLC0415 - only documents with attachments pay for it

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if root.getroottree().docinfo.doctype else root


def _is_other_xml(data: bytes) -> bool:
    """Whether it is well-formed XML, but of no invoice that we know."""
    root = _root(data)
    return root is not None and _local(root) not in _READERS


def _parsed(data: bytes) -> EInvoice | None:
    root = _root(data)
    read = None if root is None else _READERS.get(_local(root))
    return None if root is None or read is None else read(root)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _cross_industry(root: _Element) -> EInvoice:
    """ZUGFeRD 1.0, 2 and later, Factur-X, XRechnung (CII)."""
    head, trade = "{*}ExchangedDocument", "{*}SupplyChainTradeTransaction"
    agreement, settlement = (
        "{*}ApplicableHeaderTradeAgreement",
        "{*}ApplicableHeaderTradeSettlement",
    )
    sums = "{*}SpecifiedTradeSettlementHeaderMonetarySummation"
    context = "{*}ExchangedDocumentContext"
    if _local(root) == "CrossIndustryDocument":
        head, trade = "{*}HeaderExchangedDocument", "{*}SpecifiedSupplyChainTradeTransaction"
        agreement = "{*}ApplicableSupplyChainTradeAgreement"
        settlement = "{*}ApplicableSupplyChainTradeSettlement"
        sums = "{*}SpecifiedTradeSettlementMonetarySummation"
        context = "{*}SpecifiedExchangedDocumentContext"
    settled = f"{trade}/{settlement}"
    guideline = _text(root, f"{context}/{{*}}GuidelineSpecifiedDocumentContextParameter/{{*}}ID")
    currency = _text(root, f"{settled}/{{*}}InvoiceCurrencyCode") or ""
    return EInvoice(
        _profile(_local(root), guideline or ""),
        number=_text(root, f"{head}/{{*}}ID"),
        sender=_text(root, f"{trade}/{agreement}/{{*}}SellerTradeParty/{{*}}Name"),
        recipient=_text(root, f"{trade}/{agreement}/{{*}}BuyerTradeParty/{{*}}Name"),
        day=_day(root, f"{head}/{{*}}IssueDateTime/{{*}}DateTimeString"),
        due=_day(
            root,
            f"{settled}/{{*}}SpecifiedTradePaymentTerms/{{*}}DueDateDateTime/{{*}}DateTimeString",
        ),
        net=_amount(root, f"{settled}/{sums}/{{*}}TaxBasisTotalAmount"),
        tax=_amount(root, f"{settled}/{sums}/{{*}}TaxTotalAmount", currency),
        gross=_amount(root, f"{settled}/{sums}/{{*}}GrandTotalAmount"),
        payable=_amount(root, f"{settled}/{sums}/{{*}}DuePayableAmount"),
        currency=currency,
    )


def _universal(root: _Element) -> EInvoice:
    """UBL, as XRechnung and Peppol have it: an invoice or a credit note."""
    total = "{*}LegalMonetaryTotal"
    currency = _text(root, "{*}DocumentCurrencyCode") or ""
    guideline = (_text(root, "{*}CustomizationID") or "").lower()
    return EInvoice(
        "XRechnung (UBL)" if "xrechnung" in guideline else "UBL",
        number=_text(root, "{*}ID"),
        sender=_party(root, "{*}AccountingSupplierParty"),
        recipient=_party(root, "{*}AccountingCustomerParty"),
        day=_day(root, "{*}IssueDate"),
        due=_day(root, "{*}DueDate") or _day(root, "{*}PaymentMeans/{*}PaymentDueDate"),
        net=_amount(root, f"{total}/{{*}}TaxExclusiveAmount"),
        tax=_amount(root, "{*}TaxTotal/{*}TaxAmount", currency),
        gross=_amount(root, f"{total}/{{*}}TaxInclusiveAmount"),
        payable=_amount(root, f"{total}/{{*}}PayableAmount"),
        currency=currency,
    )


_READERS = {
    "CrossIndustryInvoice": _cross_industry,
    "CrossIndustryDocument": _cross_industry,
    "Invoice": _universal,
    "CreditNote": _universal,
}
"""By the name of the root."""

_PROFILES = (
    ("xrechnung", "XRechnung (CII)"),
    ("extended", "EXTENDED"),
    ("basicwl", "BASIC WL"),
    ("basic", "BASIC"),
    ("minimum", "MINIMUM"),
    ("comfort", "COMFORT"),
    ("en16931", "EN 16931"),
)
"""What stands in the guideline of each profile; the first that fits."""


def _profile(root: str, guideline: str) -> str:
    """The standard and its profile."""
    told = re.sub(r"[^a-z0-9]", "", guideline.lower().replace("en16931:2017#compliant", ""))
    profile = next((name for sign, name in _PROFILES if sign in told), "")
    if profile.startswith("XRechnung"):
        return profile
    standard = "ZUGFeRD 1.0" if root == "CrossIndustryDocument" else "Factur-X/ZUGFeRD 2"
    return f"{standard} {profile}".strip()


def _party(root: _Element, path: str) -> str | None:
    """A party's registered name, else the one it trades under."""
    return _text(root, f"{path}/{{*}}Party/{{*}}PartyLegalEntity/{{*}}RegistrationName") or _text(
        root, f"{path}/{{*}}Party/{{*}}PartyName/{{*}}Name"
    )


def _text(root: _Element, path: str) -> str | None:
    """The text of the first such element with printable signs, in one line."""
    found = " ".join((root.findtext(path) or "").split())[:_LONGEST]
    return "".join(filter(str.isprintable, found)) or None


def _day(root: _Element, path: str) -> date | None:
    found = _DAY.match(_text(root, path) or "")
    with suppress(ValueError):
        return None if found is None else date(*map(int, found.groups()))
    return None


def _amount(root: _Element, path: str, currency: str = "") -> Decimal | None:
    """An amount; of several, that in the invoice's currency."""
    found = root.findall(path)
    of_currency = [each for each in found if each.get("currencyID", currency) == currency]
    first = (of_currency if currency and of_currency else found)[:1]
    text = "".join(each.text or "" for each in first).strip()
    return Decimal(text) if _AMOUNT.fullmatch(text) else None
