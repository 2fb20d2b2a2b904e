"""Sums as check digits: what is vouched for, proposed and marked."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.core.model import Page, Word
from pipeline.core.scans.sums import NO_SUMS, SumCheck, checked_sums
from tests.layouts import typed_page
from tests.ledgers import Paper, documents
from tests.pages import pages as any_pages

_AMOUNT = re.compile(r"-?[£$]?\d{1,3}(?:[.,]?\d{3})*[.,]\d{2}")
_ALIKE = ("035689", "17", "14", "49", "27")


def _typed(*lines: tuple[str, ...]) -> tuple[Page, ...]:
    """Rows of a table: the first cell on the left, the others flush right."""
    paper = Paper()
    for first, *others in lines:
        places = (0.6, 0.77, 0.92)[3 - len(others) :]
        cells = [(text, place, "r") for text, place in zip(others, places, strict=True) if text]
        paper.row((first, 0.1, "l"), *cells)
    return paper.pages()


def _read(check: SumCheck) -> dict[str, tuple[str, ...]]:
    return {word.text: texts for (_, word), texts in check.readings.items()}


def _marked(check: SumCheck) -> set[str]:
    return {word.text for _, word in check.disagreeing}


def _vouched(check: SumCheck) -> set[str]:
    return {word.text for _, word in check.vouched}


@pytest.mark.parametrize("document", documents(7, 66), ids=lambda document: document[0])
def test_what_adds_up_has_no_marks(document: tuple[str, tuple[Page, ...]]) -> None:
    found = checked_sums(document[1])

    assert _read(found) == {}
    assert _marked(found) == set()


def _misread(
    pages: Sequence[Page], chance: random.Random
) -> tuple[tuple[Page, ...], tuple[int, Word], str]:
    """The pages with one digit of one amount read as one that looks like it."""
    page, word = chance.choice(
        [(page, word) for page in pages for word in page.words if _AMOUNT.fullmatch(word.text)]
    )
    at = chance.choice([n for n, sign in enumerate(word.text) if sign.isdigit()])
    alike = {each for group in _ALIKE if word.text[at] in group for each in group}
    digit = chance.choice(sorted(alike - {word.text[at]}))
    wrong = replace(word, text=f"{word.text[:at]}{digit}{word.text[at + 1 :]}")
    made = tuple(
        replace(each, words=tuple(wrong if one is word else one for one in each.words))
        for each in pages
    )
    return made, (page.number, wrong), word.text


def test_nearly_every_misread_amount_is_found_and_most_are_named() -> None:
    chance = random.Random(3)  # noqa: S311 - samples, no secrets
    found = named = tried = 0
    for name, pages in documents(8, 66):
        if name.startswith(("rent", "no_sums")):  # they are no sums, or shares of floor space
            continue
        for _ in range(2):
            misread, key, right = _misread(pages, chance)
            check = checked_sums(misread)
            readings = {**check.disagreeing, **check.readings}
            tried += 1
            found += key in readings
            named += right in readings.get(key, ())

    assert found >= 0.97 * tried
    assert named >= 0.95 * tried


def test_a_wrong_amount_of_a_row_is_named_by_the_product_and_the_sum() -> None:
    check = checked_sums(
        _typed(
            ("Papier", "3", "12,50", "37,60"),
            ("Ordner", "10", "2,15", "21,50"),
            ("Stifte", "4", "1,99", "7,96"),
            ("Summe", "66,96"),
        )
    )

    assert _read(check) == {"37,60": ("37,50",)}
    assert _marked(check) == set()
    assert {"21,50", "7,96", "2,15"} <= _vouched(check)
    assert "12,50" not in _vouched(check)


def test_a_wrong_quantity_is_named_by_the_rows_beside_it() -> None:
    check = checked_sums(
        _typed(
            ("Papier", "8", "12,50", "37,50"),
            ("Ordner", "10", "2,15", "21,50"),
            ("Stifte", "4", "1,99", "7,96"),
            ("Summe", "66,96"),
        )
    )

    assert _read(check) == {"8": ("3",)}


def test_net_tax_and_gross_check_each_other() -> None:
    for wrong, right in (("400,00", "100,00"), ("79,00", "19,00"), ("179,00", "119,00")):
        lines = [("Netto", "100,00"), ("MwSt. 19 %", "19,00"), ("Gesamt", "119,00")]
        typed = [(label, wrong if amount == right else amount) for label, amount in lines]

        assert _read(checked_sums(_typed(*typed))) == {wrong: (right,)}


def test_a_lost_comma_a_minus_of_words_and_letters_are_understood() -> None:
    check = checked_sums(
        _typed(
            ("Warenwert", "200,00"),
            ("abzüglich 10 % Rabatt", "20,00"),
            ("Fracht", "5,0O"),
            ("Summe netto", "18500"),
            ("19 % USt", "35,15"),
            ("Gesamtbetrag", "220,15"),
        )
    )

    assert _read(check) == {"18500": ("185,00",), "5,0O": ("5,00",)} or _read(check) == {
        "18500": ("185,00",)
    }


def test_where_several_readings_do_all_are_marked() -> None:
    check = checked_sums(
        _typed(("Bahn", "53,80"), ("Taxi", "23,50"), ("Hotel", "98,60"), ("Summe", "175,30"))
    )

    assert _read(check) == {}
    assert len(_marked(check)) > 1


def test_the_reader_decides_between_readings_that_all_do() -> None:
    (page,) = _typed(("Bahn", "53,80"), ("Taxi", "23,50"), ("Hotel", "98,60"), ("Summe", "175,30"))
    words = tuple(
        replace(word, confidence=0.5) if word.text == "53,80" else word for word in page.words
    )

    check = checked_sums((replace(page, words=words),))

    assert _read(check) == {"53,80": ("53,20",)} or len(_marked(check)) > 1


def test_rows_of_a_table_of_figures_are_no_sum_of_the_row_above() -> None:
    figures = _typed(
        ("2023", "471.017,99", "931.749,44", "66,00"), ("2024", "625.112,15", "809.348,81", "56,00")
    )
    repeated = _typed(("Miete", "471,00", "931,40", "66,00"), ("", "471,00", "931,40", "56,00"))

    assert _marked(checked_sums(figures)) == set()
    assert "56,00" in _marked(checked_sums(repeated)) | _read(checked_sums(repeated)).keys()


@pytest.mark.parametrize(
    "shares", [("44,00", "31,00", "78,00", "96,00"), ("25,00", "55,00", "44,00", "84,00")]
)
def test_shares_that_are_nearly_a_sum_by_chance_are_not_marked(shares: tuple[str, ...]) -> None:
    balances = ("169.449,17", "520.959,64", "255.600,04", "280.063,49")
    pages = _typed(*(("2016", *row) for row in zip(balances, shares, strict=True)))
    labelled = _typed(("Bahn", "44,00"), ("Taxi", "31,00"), ("Summe", "78,00"))

    assert _marked(checked_sums(pages)) == set()
    assert _marked(checked_sums(labelled)) | _read(checked_sums(labelled)).keys()


def test_where_nothing_does_the_amounts_of_the_sum_are_marked() -> None:
    check = checked_sums(
        _typed(("Nettobetrag", "100,00"), ("zzgl. MwSt.", "19,00"), ("Rechnungsbetrag", "487,23"))
    )

    assert _read(check) == {}
    assert _marked(check) == {"100,00", "19,00", "487,23"}


def test_amounts_of_the_file_itself_are_left_alone() -> None:
    pages = tuple(
        replace(page, words=tuple(replace(word, digital=True) for word in page.words))
        for page in _typed(("Netto", "100,00"), ("MwSt. 19 %", "79,00"), ("Gesamt", "119,00"))
    )

    assert checked_sums(pages) == NO_SUMS


def test_pages_without_amounts_cost_nothing() -> None:
    assert checked_sums((typed_page("Sehr geehrte Frau Weiß, am 3.11. um 12:30"),)) == NO_SUMS


def test_many_pages_are_checked_a_few_at_a_time() -> None:
    right, wrong = (
        _typed(("Netto", "100,00"), ("MwSt. 19 %", tax), ("Gesamt", "119,00"))[0]
        for tax in ("19,00", "79,00")
    )
    pages = tuple(
        replace(wrong if number in (1, 2, 15, 30) else right, number=number)
        for number in range(1, 31)
    )

    check = checked_sums(pages)

    assert sorted(number for number, _ in check.readings) == [1, 2, 15, 30]


def test_a_lost_group_mark_is_proposed_if_it_was_read_unsurely() -> None:
    (page,) = _typed(("Netto", "1345,65"), ("MwSt.", "255,67"), ("Summe", "1.601,32"))
    unsure = replace(page, words=tuple(replace(word, confidence=0.8) for word in page.words))

    assert _read(checked_sums((unsure,))) == {"1345,65": ("1.345,65",)}
    assert _read(checked_sums((page,))) == {}
    assert "1345,65" not in _vouched(checked_sums((page,)))


def test_a_speck_behind_an_amount_is_not_vouched_for() -> None:
    check = checked_sums(_typed(("Netto", "100,00."), ("MwSt.", "19,00"), ("Summe", "119,00")))

    assert _vouched(check) == {"19,00", "119,00"}
    assert _read(check) == {}


def test_english_amounts_in_a_german_document_keep_their_marks() -> None:
    german = _typed(("Netto", "200,00"), ("MwSt.", "38,00"), ("Summe", "238,00"), ("Mehr", "4,00"))
    english = _typed(("Net", "100.00"), ("VAT", "20.00"), ("Total", "120.00"))

    check = checked_sums((*german, replace(english[0], number=2)))

    assert _read(check) == {}
    assert {"100.00", "200,00"} <= _vouched(check)


def test_one_amount_with_another_mark_than_its_sum_is_named() -> None:
    check = checked_sums(_typed(("Netto", "200.00"), ("MwSt.", "38,00"), ("Summe", "238,00")))

    assert _read(check) == {"200.00": ("200,00",)}


def test_a_table_of_base_rate_and_tax_checks_itself() -> None:
    check = checked_sums(
        _typed(
            ("MwSt. %", "Grundlage", "Betrag", "Summe"),
            ("19 %", "100,00", "19,00", "119,00"),
            ("7 %", "200,00", "14,00", "274,00"),
        )
    )

    assert _read(check) == {"274,00": ("214,00",)}


def test_a_balance_is_carried_over() -> None:
    first = _typed(("Miete", "500,00"), ("Strom", "80,00"), ("Übertrag", "580,00"))
    second = _typed(("Übertrag", "530,00"), ("Wasser", "20,00"), ("Summe", "600,00"))

    check = checked_sums((*first, replace(second[0], number=2)))

    assert _read(check) == {"530,00": ("580,00",)}


def test_tax_inside_a_sum_is_taken_away_for_the_net_amount() -> None:
    check = checked_sums(
        _typed(
            ("Brutto", "119,00"), ("darin enthalten 19 % MwSt.", "19,00"), ("Nettowert", "400,00")
        )
    )

    assert _read(check) == {"400,00": ("100,00",)}


@given(any_pages)
def test_any_page_can_be_checked(page: Page) -> None:
    check = checked_sums((page, replace(page, number=2)))

    words = {(number, word) for number in (1, 2) for word in page.words}
    assert check.vouched.isdisjoint(check.readings.keys() | check.disagreeing.keys())
    assert check.readings.keys() | check.disagreeing.keys() | check.vouched <= words


def test_amounts_of_nothing_and_odd_rates_are_no_sums() -> None:
    check = checked_sums(
        _typed(
            ("Netto", "0,00"), ("Rabatt 120 %", "5,00"), ("Rabatt 0 %", "0,00"), ("Summe", "7,00")
        )
    )

    assert _read(check) == {}


def test_a_figure_in_two_words_is_proposed_as_one() -> None:
    paper = Paper()
    for label, amount in (("Netto", "1 400,00"), ("MwSt. 19 %", "266,00"), ("Gesamt", "1 566,00")):
        paper.row((label, 0.1, "l"), (amount, 0.9, "r"))

    check = checked_sums(paper.pages())

    assert set(_read(check).values()) | {tuple(t) for t in check.disagreeing.values()} != set()


def test_columns_that_an_amount_joins_are_one() -> None:
    paper = Paper()
    for label, amount, place, edge in (
        ("Bahn", "10,00", 0.8, "r"),
        ("Taxi", "20.000,00", 0.905, "r"),
        ("Hotel", "1.230.000,00", 0.9, "r"),
        ("Summe", "1.250.010,00", 0.9, "r"),
    ):
        paper.row((label, 0.1, "l"), (amount, place, edge))

    assert _read(checked_sums(paper.pages())) == {}


def test_the_reader_names_the_one_it_was_unsure_of() -> None:
    (page,) = _typed(("Netto", "100,00"), ("MwSt. 19 %", "79,00"), ("Gesamt", "119,00"))
    unsure = (replace(word, confidence=0.5) for word in page.words)

    check = checked_sums((replace(page, words=tuple(unsure)),))

    assert _read(check) == {"79,00": ("19,00",)}
    assert _marked(check) == set()


def test_many_misread_amounts_are_repaired_only_so_far() -> None:
    (page,) = _typed(
        *(
            row
            for _ in range(8)
            for row in (("Netto", "100,00"), ("MwSt. 19 %", "79,00"), ("Gesamt", "119,00"))
        )
    )

    check = checked_sums([replace(page, number=number) for number in range(1, 7)])

    assert 0 < len(check.readings) < 48


def test_rows_with_nothing_to_pay_and_no_discount_are_products_too() -> None:
    check = checked_sums(
        _typed(
            ("Papier, 0 % Rabatt", "3", "12,50", "37,50"),
            ("Ordner", "10", "2,15", "21,50"),
            ("Muster", "5", "0,00", "7,00"),
            ("Stifte", "4", "1,99", "7,96"),
        )
    )

    assert _read(check) == {}
    assert _marked(check) == {"5", "0,00", "7,00"}


def test_amounts_may_stand_in_the_row_below_beside_others() -> None:
    paper = Paper()
    for number, (quantity, price, amount) in enumerate(
        (("3", "12,50", "37,50"), ("10", "2,15", "21,50"), ("4", "1,99", "7,96"))
    ):
        paper.row(("Papier", 0.1, "l"), (quantity, 0.4, "r"), (price, 0.6, "r"))
        more = [("9,99", 0.95, "r")] if number == 2 else []
        paper.row(("je Stück", 0.1, "l"), (amount, 0.8, "r"), *more)

    assert {"37,50", "21,50", "7,96"} <= _vouched(checked_sums(paper.pages()))


def test_a_space_between_groups_and_another_mark_say_nothing() -> None:
    paper = Paper()
    for label, amount in (("Netto", "1 400.00"), ("MwSt. 19 %", "266,00"), ("Gesamt", "1 666,00")):
        paper.row((label, 0.1, "l"), (amount, 0.9, "r"))

    check = checked_sums(paper.pages())

    assert _read(check) == {}
    assert "266,00" in _vouched(check)
