"""The check sheet's column "Richtig" in the text."""

from __future__ import annotations

import pytest

from pipeline.core.corrections.model import SheetRow
from pipeline.core.corrections.sheet_merging import with_sheet
from tests.returned import final

_TEXT = final("Herr Meier, wohnt in Köln. Herr Meier, kommt.")


def _text(read: str, right: str, *places: int) -> str:
    result = with_sheet(_TEXT, (SheetRow(1, read, right, places),))
    return " ".join(word.text for word in result.words)


@pytest.mark.parametrize(
    ("read", "right", "place", "found"),
    [
        ("Meier,", "Maier,", 1, "Herr Maier, wohnt in Köln."),
        ("Meier", "Maier", 1, "Herr Maier, wohnt in Köln."),
        ("Meier", "Maier,", 1, "Herr Maier, wohnt in Köln."),
        ("Herr Meier,", "Frau Dr. Maier,", 0, "Frau Dr. Maier, wohnt in Köln."),
        ("wohnt", "–", 2, "Herr Meier, in Köln."),
        ("wohnt", "streichen", 2, "Herr Meier, in Köln."),
        ("wohnt", " ", 2, "Herr Meier, wohnt in Köln."),
        ("wohnt", "wohnt", 2, "Herr Meier, wohnt in Köln."),
    ],
)
def test_the_sheet_replaces_what_was_read(read: str, right: str, place: int, found: str) -> None:
    assert _text(read, right, place) == f"{found} Herr Meier, kommt."


def test_a_row_counts_once_at_each_of_its_places() -> None:
    result = with_sheet(_TEXT, (SheetRow(1, "Meier", "Maier", (1, 6)),))

    assert [word.text for word in result.words].count("Maier,") == 2
    assert result.applied == 1
    assert result.contradictions == ()


def test_signs_around_a_word_stay() -> None:
    result = with_sheet(final("(Meier) kommt"), (SheetRow(1, "Meier", "Frau Maier", (0,)),))

    assert [word.text for word in result.words] == ["(Frau", "Maier)", "kommt"]


def test_the_text_wins_where_both_were_changed_and_differ() -> None:
    result = with_sheet(final("Herr Mayer, wohnt"), (SheetRow(1, "Meier", "Maier", (1,)),))

    assert [word.text for word in result.words] == ["Herr", "Mayer,", "wohnt"]
    assert result.contradictions == (("Meier", "Mayer,", "Maier"),)
    assert result.applied == 0


def test_nothing_is_told_where_text_and_sheet_agree() -> None:
    result = with_sheet(final("Herr Maier, wohnt"), (SheetRow(1, "Meier", "Maier", (1,)),))

    assert result.words == final("Herr Maier, wohnt")
    assert (result.applied, result.contradictions) == (0, ())


def test_a_place_that_was_deleted_from_the_text_is_a_contradiction() -> None:
    result = with_sheet(final("Herr"), (SheetRow(1, "Meier", "Maier"), SheetRow(2, "ab", "-")))

    assert result.contradictions == (("Meier", "", "Maier"),)


def test_a_dash_is_a_dash_where_a_sign_was_read() -> None:
    result = with_sheet(final("12 ~ 14"), (SheetRow(1, "~", "–", (1,)),))

    assert [word.text for word in result.words] == ["12", "–", "14"]


def test_a_place_behind_the_text_is_told() -> None:
    result = with_sheet(final("Herr"), (SheetRow(1, "Meier", "Maier", (9,)),))

    assert result.contradictions == (("Meier", "", "Maier"),)
