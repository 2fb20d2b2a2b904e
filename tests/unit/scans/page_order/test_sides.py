from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.core.scans.lines import Line
from pipeline.core.scans.page_order.sides import Sides, blocks_of, is_running_text, sides
from tests.layouts import block_at, set_line

TEXT = "und so geht der Satz in der nächsten Zeile weiter"


def _column(texts: Sequence[str], left: float, *, top: float = 0, pitch: float = 60) -> list[Line]:
    return [set_line(text, left, top + pitch * at) for at, text in enumerate(texts) if text]


LABELS = ("Name", "Wohnort", "Beruf", "Kennzeichen", "Laufzeit")
VALUES = ("Weiß", "Erfurt", "Schreinerin", "EF-RK 2026", "zwölf Monate")


def test_labels_level_with_values_are_rows() -> None:
    assert sides(_column(LABELS, 100), _column(VALUES, 900)) is Sides.ROWS


def test_values_may_go_on_below_their_label() -> None:
    labels = ("Name:", "Anschrift:", "", "", "Nummer:")
    values = ("Weiß GmbH", "Pappelallee 15", "Hof 3", "12345 Leipzig", "75969813")

    assert sides(_column(labels, 100), _column(values, 900)) is Sides.ROWS


def test_amounts_belong_to_what_they_are_level_with() -> None:
    left = ("Summe", "Zuschläge", "Abschläge", "Steuer", "Brutto", "Anzahlung", "Betrag")
    right = ("2,00", "", "", "0,00", "2,00", "", "2,00")

    assert sides(_column(left, 100), _column(right, 900)) is Sides.ROWS


def test_names_beside_a_letter_are_a_column() -> None:
    names = _column(["Vorstand", *LABELS, *VALUES], 1300, pitch=43)

    assert sides(_column([TEXT] * 9, 100), names) is Sides.COLUMNS
    assert sides(names, _column([TEXT] * 9, 1700)) is Sides.COLUMNS


def test_a_sidebar_of_the_same_pitch_is_still_one() -> None:
    names = _column(LABELS, 1300, top=60)

    assert sides(_column([TEXT] * 9, 100), names) is Sides.COLUMNS


def test_times_beside_the_paragraphs_that_they_begin_are_their_labels() -> None:
    times = ("10:00", "", "", "11:30", "", "", "14:00", "", "")
    text = (*("Beginn der Sitzung mit allen die kommen", TEXT, "und Schluss") * 3,)

    assert sides(_column(times, 100), _column(text, 400)) is Sides.ROWS


@pytest.mark.parametrize("most", [3, 4, 5])
def test_days_beside_short_entries_of_several_lines_are_their_labels(most: int) -> None:
    days = ("10/2021 – 12/2024", "", "03/2018 – 04/2021", "", "", "2015 – 2018", "", "2014", "")
    first = ("Lehre, Bonn", "bei Weiß", "Einkauf", "bei Graf", "und Lang", "Studium", "in Jena")
    text = (*first, "Schule", "in Celle", "bei Gera")

    at = [place for place, day in enumerate(days) if day][:most]
    found = sides(_column(days[: at[-1] + 1], 100), _column(text[: at[-1] + 2], 900))

    assert found is Sides.ROWS


def test_columns_on_one_grid_are_no_entries() -> None:
    left = ("Vorstand", "Anna Bauer", "Clara Graf")
    right = ("Bankverbindung", "Sparkasse", "Blatt drei", "Filiale", "Ulm")

    assert sides(_column(left, 100), _column(right, 900)) is Sides.UNSURE


def test_two_columns_of_prose_are_columns_though_level() -> None:
    assert sides(_column([TEXT] * 7, 100), _column([TEXT] * 7, 1300)) is Sides.COLUMNS


def test_a_table_with_long_texts_stays_one() -> None:
    texts = [f"{TEXT} {number}" for number in range(6)]
    amounts = [f"{number},50" for number in range(6)]

    assert sides(_column(texts, 100), _column(amounts, 1500)) is Sides.ROWS


def test_labels_level_with_the_middle_of_long_values_are_theirs() -> None:
    values = [line for top in (0, 400, 800) for line in _column(VALUES[:4], 900, top=top)]
    labels = [set_line("Bemerkung", 100, top + 90) for top in (0, 400, 800)]

    assert sides(labels, values) is Sides.CELLS


ADDRESS = ("Anna Weiß", "Lindenweg 17", "99084 Erfurt", "")


def test_address_labels_are_read_one_by_one() -> None:
    left, right = _column(ADDRESS * 3, 100), _column(ADDRESS * 3, 900)

    assert sides(left, right) is Sides.BLOCKS
    assert len(blocks_of([*left, *right])) == 3


def test_two_addresses_side_by_side_are_two() -> None:
    assert sides(_column(ADDRESS, 100), _column(ADDRESS, 900)) is Sides.BLOCKS


def test_an_address_is_read_before_the_information_beside_it() -> None:
    information = ("Rechnungs-Nr. 75", "Datum 1. Mai", "Kunden-Nr. 12", "Bestellung 22")

    assert sides(_column(ADDRESS, 100), _column(information, 900)) is Sides.COLUMNS


@pytest.mark.parametrize(
    "right",
    [_column(VALUES[:2], 900), _column(VALUES[:3], 900, top=25), _column(VALUES, 900, top=900)],
    ids=["too short", "not level, but short", "far below"],
)
def test_little_says_nothing(right: list[Line]) -> None:
    assert sides(_column(LABELS, 100), right) is Sides.UNSURE


def test_labels_between_an_address_and_their_values_stay_with_these() -> None:
    address = ("Anna Weiß", "Gartenweg 71", "99084 Erfurt")
    labels = _column(("Schein", "Datum", "Kunde", "Bestellung"), 700)
    values = _column(("LS-20931", "14.03.2026", "10442", "B-7731"), 1200)

    assert sides([*_column(address, 100, top=20), *labels], values) is Sides.ROWS


def test_a_town_below_its_label_is_no_address() -> None:
    left = ("Vorname", "Sabine", "", "PLZ, Ort", "07743 Jena", "", "IBAN", "DE12 8305")
    right = ("Geburtstag", "04.11.1984", "", "Telefon", "03641 2219", "", "Bank", "Sparkasse")

    assert sides(_column(left, 100), _column(right, 900)) is not Sides.COLUMNS


def test_short_lines_that_are_not_level_are_columns() -> None:
    assert sides(_column(LABELS, 100), _column(VALUES, 900, top=25, pitch=61)) is Sides.COLUMNS


def test_a_list_of_names_is_no_running_text() -> None:
    assert is_running_text(_column([TEXT] * 6, 100))
    assert not is_running_text(_column(LABELS, 100))
    assert not is_running_text(block_at(100, 0, block=0, lines=3))
