"""Heads and feet of pages stand apart from the text of documents of several pages."""

from dataclasses import replace

import pytest

from pipeline.core.model import Page, Word
from pipeline.core.scans.layout import TextBlock, document_layout
from pipeline.core.scans.page_order.furniture import Furniture, is_page_number, page_furniture
from pipeline.core.scans.text_regions import Role
from tests.letters import BODY, RETURN_ADDRESS, SALUTATION, Printed, printed_page

FOOT: tuple[Printed, ...] = (
    ("Löwe GmbH · Bleichgasse 8 · 99084 Erfurt", 25, 276, 7),
    ("Sparkasse Erfurt · IBAN DE02 1203 0000 0000 2020 51", 25, 280, 7),
)
HEAD: Printed = ("Löwe GmbH", 25, 15, 14)
TEXT: tuple[Printed, ...] = BODY


def document(*pages: tuple[Printed, ...]) -> list[Page]:
    return [replace(printed_page(*lines), number=at) for at, lines in enumerate(pages, start=1)]


def said(rows: tuple[tuple[Word, ...], ...]) -> list[str]:
    return [" ".join(word.text for word in row) for row in rows]


def test_bank_details_and_a_page_number_are_no_text() -> None:
    first, second = page_furniture(
        document((HEAD, *TEXT, *FOOT), (("Seite 2", 170, 15, 9), *TEXT[:2]))
    )

    assert said(first.below) == [FOOT[0][0], FOOT[1][0]]
    assert first.above == ()
    assert said(second.above) == ["Seite 2"]
    assert second.below == ()


def test_a_foot_in_columns_is_read_one_after_the_other() -> None:
    columns = (
        *(("Löwe GmbH", 25, 276, 7), ("IBAN DE02 1203 0000", 110, 276, 7)),
        *(("99084 Erfurt", 25, 280, 7), ("Amtsgericht Jena", 110, 280, 7)),
    )

    furniture = page_furniture(document((*TEXT, *columns), (*TEXT, *columns)))

    assert [said(each.below) for each in furniture] == [
        ["Löwe GmbH", "99084 Erfurt", "IBAN DE02 1203 0000", "Amtsgericht Jena"]
    ] * 2


def test_rows_that_are_mostly_unknown_are_text() -> None:
    own = tuple((f"Zeile {word}", 25, 10 + 6 * at, 11) for at, word in enumerate("abc"))
    first = (*TEXT, FOOT[1])
    second = (*own, ("Löwe GmbH Seite 2", 25, 30, 11), *TEXT, FOOT[1])
    low = tuple((f"Wort {word}", 25, 282 + 4 * at, 11) for at, word in enumerate("abc"))

    furniture = page_furniture(document(first, (*second, *low)))

    assert furniture[1].above == furniture[1].below == ()


def test_an_empty_page_has_none() -> None:
    assert page_furniture(document(TEXT, ()))[1] == Furniture()


def test_a_page_of_nothing_but_its_number_has_that() -> None:
    (_first, second) = page_furniture(document(TEXT, (("2", 100, 280, 11),)))

    assert said(second.below) == ["2"]


def test_a_head_that_the_next_page_repeats_is_text_on_the_first_alone() -> None:
    first, second = page_furniture(document((HEAD, *TEXT), (HEAD, *TEXT[:2])))

    assert (first.above, said(second.above)) == ((), ["Löwe GmbH"])


def test_running_text_is_whole_across_a_foot_and_a_head() -> None:
    cut = ("zahlen Sie bitte bis Ende des Jahres die Rech-", 25, 160, 11)
    rest = ("nung, die beiliegt, auf unser Konto.", 25, 40, 11)

    above, below = document_layout(document((HEAD, *TEXT, cut, *FOOT), (HEAD, rest)))

    texts = [
        (part.role, " ".join(word.text for line in part.lines for word in line))
        for part in (*above, *below)
        if isinstance(part, TextBlock)
    ]
    assert texts[-4:-1] == [
        (Role.MARGIN, FOOT[0][0]),
        (Role.MARGIN, FOOT[1][0]),
        (Role.MARGIN, "Löwe GmbH"),
    ]
    assert texts[-5][1].endswith("die Rechnung,")
    assert texts[-1] == (Role.TEXT, "die beiliegt, auf unser Konto.")


def test_no_word_is_lost() -> None:
    pages = document((HEAD, *TEXT, *FOOT), (("- 2 -", 100, 12, 11), *TEXT[:2], *FOOT))

    laid = [
        word
        for parts in document_layout(pages)
        for part in parts
        if isinstance(part, TextBlock)
        for line in part.lines
        for whole in line
        for word in whole.words
    ]
    assert sorted(map(id, laid)) == sorted(id(word) for page in pages for word in page.words)


@pytest.mark.parametrize(
    "second",
    [
        (HEAD, RETURN_ADDRESS, SALUTATION, *TEXT),
        (("Übertrag 1.234,00 EUR", 25, 20, 11), *TEXT),
        (("2 Zimmer sind noch frei und", 25, 20, 11), *TEXT),
        (*TEXT, ("1 Vgl. www.recht.example, Tel. 1", 25, 280, 7)),
    ],
    ids=["a letter of its own", "a balance", "a sentence", "a footnote"],
)
def test_what_belongs_to_the_text_stays(second: tuple[Printed, ...]) -> None:
    first = (HEAD, ("Übertrag 1.284,00 EUR", 25, 23, 11), *TEXT)

    furniture = page_furniture(document(first, second))

    assert all(each.above == each.below == () for each in furniture)


def test_a_document_of_one_page_has_none() -> None:
    (furniture,) = page_furniture(document((HEAD, *TEXT, *FOOT)))

    assert furniture.above == furniture.below == ()


@pytest.mark.parametrize("text", ["2", "- 2 -", "Seite 2", "Seite 2 von 3", "p. 2", "2/3"])
def test_numbers_of_pages(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["", "- 2", "Seite", "2 Stühle", "Seite zwei"])
def test_no_numbers_of_pages(text: str) -> None:
    assert not is_page_number(text)
