"""An e-invoice in the reader's words: facts of the draft, and where its pages differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.core.scans.e_invoices.comparison import ComparedData, Told
from pipeline.core.wording.formatting import amount_text, date_text
from pipeline.i18n import N_, Language, Translate

_NAMES = {
    Told.NUMBER: N_("Invoice number"),
    Told.DAY: N_("Date"),
    Told.DUE: N_("Payable until"),
    Told.NET: N_("Net"),
    Told.TAX: N_("VAT"),
    Told.GROSS: N_("Total"),
    Told.PAYABLE: N_("To pay"),
}


def data_facts(
    compared: ComparedData | None, language: Language, _: Translate
) -> Iterator[tuple[str, str]]:
    """What the data add to the facts of a letter."""
    if compared is None or compared.data.broken or compared.unplaced:
        return
    data = compared.data
    if data.due is not None:
        yield _("Payable until"), date_text(data.due, language)
    payable = None if data.payable == data.gross else data.payable
    for what, amount in (
        (Told.NET, data.net),
        (Told.TAX, data.tax),
        (Told.GROSS, data.gross),
        (Told.PAYABLE, payable),
    ):
        if amount is not None:
            yield _(_NAMES[what]), f"{amount_text(amount, language)} {data.currency}".strip()
    yield _("E-invoice"), _("{standard}; facts taken from its data").format(standard=data.standard)


def data_notices(compared: ComparedData | None, language: Language, _: Translate) -> Iterator[str]:
    """What a reader must know: data that cannot be read, or that differ from the pages."""
    if compared is None:
        return
    if compared.data.broken:
        yield _(
            "The e-invoice data in this PDF could not be read; the facts are taken from its pages."
        )
    elif compared.unplaced:
        yield _(
            "The original holds the data of an e-invoice, but none of the documents that it was "
            "divided into shows the number of that invoice; the facts are taken from the pages. "
            "Please compare."
        )
    elif not compared.carried:
        yield _("The e-invoice data are in the original only, not in the PDF of these pages.")
    for each in compared.differences:
        if each.printed is None:
            said = _(
                "The e-invoice data in this PDF say “{what}: {told}”, but no page shows this. "
                "Please compare."
            )
        else:
            said = _(
                "The e-invoice data in this PDF say “{what}: {told}”, but the page shows "
                "“{printed}”. Please compare."
            )
        yield said.format(
            what=_(_NAMES[each.what]),
            told=_written(each.told, language),
            printed="" if each.printed is None else _written(each.printed, language),
        )


def _written(value: str | date | Decimal, language: Language) -> str:
    match value:
        case Decimal():
            return amount_text(value, language)
        case date():
            return date_text(value, language)
        case _:
            return value
