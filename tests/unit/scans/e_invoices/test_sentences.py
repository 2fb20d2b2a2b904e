"""E-invoices in the reader's words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipeline.core.scans.e_invoices import UNREADABLE, EInvoice
from pipeline.core.scans.e_invoices.comparison import ComparedData, Difference, Told
from pipeline.core.scans.e_invoices.sentences import data_facts, data_notices
from pipeline.i18n import Language
from pipeline.translations import translator
from tests.unit.scans.e_invoices.test_comparison import DATA


def test_facts_are_due_day_and_sums() -> None:
    assert list(data_facts(ComparedData(DATA), "de", translator("de"))) == [
        ("Zahlbar bis", "04.04.2026"),
        ("Netto", "473,00 EUR"),
        ("Umsatzsteuer", "56,87 EUR"),
        ("Gesamtbetrag", "529,87 EUR"),
        ("E-Rechnung", "XRechnung (UBL); Angaben aus ihren Daten"),
    ]


def test_only_what_is_known_is_a_fact() -> None:
    facts = data_facts(ComparedData(EInvoice("UBL", net=Decimal(1), payable=Decimal(2))), "en", str)

    assert [label for label, _ in facts] == ["Net", "To pay", "E-invoice"]


def test_nothing_is_said_without_data() -> None:
    assert list(data_facts(None, "de", str)) == []
    assert list(data_facts(ComparedData(UNREADABLE), "de", str)) == []
    assert list(data_notices(None, "de", str)) == []
    assert list(data_notices(ComparedData(DATA), "de", str)) == []


@pytest.mark.parametrize(("language", "said"), [("de", "ließen sich nicht lesen"), ("en", "could")])
def test_data_that_cannot_be_read_are_told(language: Language, said: str) -> None:
    (notice,) = data_notices(ComparedData(UNREADABLE), language, translator(language))

    assert said in notice


def test_differences_are_told_with_both_sides() -> None:
    found = (
        Difference(Told.GROSS, Decimal("1529.87")),
        Difference(Told.DAY, date(2026, 3, 5), date(2026, 3, 6)),
        Difference(Told.NUMBER, "RE-1", "RE-2"),
    )

    german = list(data_notices(ComparedData(DATA, found), "de", translator("de")))
    english = list(data_notices(ComparedData(DATA, found), "en", translator("en")))

    assert "„Gesamtbetrag: 1.529,87“, auf keiner Seite steht das" in german[0]
    assert "„Datum: 05.03.2026“, auf der Seite steht „06.03.2026“" in german[1]
    assert "„Rechnungsnummer: RE-1“, auf der Seite steht „RE-2“" in german[2]
    assert "“Total: 1,529.87”, but no page shows this" in english[0]


def test_data_that_the_pdf_lacks_are_told() -> None:
    found = ComparedData(DATA, carried=False)

    (german,) = data_notices(found, "de", translator("de"))
    (english,) = data_notices(found, "en", translator("en"))

    assert "nur im Original" in german
    assert "in the original only" in english
    assert not found.doubtful


def test_data_without_a_document_are_told_and_no_facts() -> None:
    found = ComparedData(DATA, carried=False, unplaced=True)

    (german,) = data_notices(found, "de", translator("de"))
    (english,) = data_notices(found, "en", translator("en"))

    assert "keines der Dokumente" in german
    assert "none of the documents" in english
    assert list(data_facts(found, "de", translator("de"))) == []
    assert found.doubtful
