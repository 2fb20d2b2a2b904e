"""What scripts are told about a document."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from pipeline.core.model import Kind
from pipeline.core.office.records import Facts, JobRecord, State
from workers.report import as_json, report
from workers.watch import Look

RECORD = JobRecord(
    "000001-x",
    "Brief.pdf",
    "s",
    Kind.SCAN,
    1,
    1,
    datetime(2026, 11, 23, 12, tzinfo=UTC),
    state=State.PUBLISHED,
)


def item(facts: Facts) -> dict[str, object]:
    (told,) = report([replace(RECORD, facts=facts)], Look(), language="de")["items"]
    return told


def test_no_name_in_json_steers_a_terminal_and_each_reads_back_as_it_was() -> None:
    name = "Müller\x1b[2J\x9b2J\u202e\U000e0001.pdf"

    text = as_json(report([replace(RECORD, source=name)], Look(), language="de"))

    assert not set(text) & set("\x1b\x9b\u202e\U000e0001")
    assert "Müller" in text
    assert json.loads(text)["items"][0]["source"] == name


def test_an_archive_is_called_by_its_flavour() -> None:
    told = item(Facts(pages=1, pdfa="2b"))

    assert (told["pdfa"], told["remarks"], told["reason"]) == ("2b", [], None)


def test_a_pdf_that_cannot_be_an_archive_says_why_and_a_copy_of_a_signed_one_that_it_is_none() -> (
    None
):
    told = item(Facts(pages=1, obstacle="it has a form", signed=True))

    assert told["pdfa"] is None
    assert isinstance(told["remarks"], list)
    assert told["remarks"][0] == "Durchsuchbares PDF: kein PDF/A. Es enthält ein Formular"
    assert "_originals" in told["remarks"][1]


def test_a_signature_is_no_fault_and_is_told_all_the_same() -> None:
    told = item(Facts(pages=1, oddities=("handwriting", "unread-stamp")))

    assert told["reason"] == (
        "Ein Stempel oder eine Notiz konnte nicht gelesen werden; bitte im Original nachsehen."
    )
    assert told["remarks"] == [
        "Handschriftliches oder Gezeichnetes wurde nicht gelesen; der Entwurf zeigt es."
    ]
