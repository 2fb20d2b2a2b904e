"""Words that may be paragraph signs, by their neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.paragraph_signs import sign_reading, suspects


@pytest.mark.parametrize(
    "text",
    [
        "Nach 8 70 Abs. 1 VwGO",
        "nach 88 187 bis 193 BGB",
        "sowie $ 34 BauGB",
        "Art. 6 KG i. V. m. 8 3 KostO",
        "(S 5a Abs. 2 LDSG)",
        "nach 8 A Nr. 12 UStG",
        "gemäß 5 4 der Satzung",
        "Auch 819 BauNVO gilt",
        "im Sinne von $19 BauNVO",
    ],
)
def test_a_law_makes_a_citation(text: str) -> None:
    assert [each.cited for each in suspects(text.split())] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "wir liefern 8 20er Packungen",
        "8 Personen und 5 Stück, S 8 bis Ostbahnhof",
        "Preis 8 88 EUR",
        "§ 8 StVO und §§ 8 bis 10 BGB",
        "§§ 312, 819 BGB",
        "Kosten: $19 im Monat",
        "Telefon 089 870 5512",
    ],
)
def test_other_numbers_are_no_citation(text: str) -> None:
    assert not [each for each in suspects(text.split()) if each.cited]


def test_signs_and_number_are_told_apart() -> None:
    assert sign_reading("(§§19") == ("§§", "19")
    assert sign_reading("819") is None


@given(st.lists(st.text("8$S§5a0AGB.,( ", min_size=1).filter(str.strip), max_size=8))
def test_a_suspect_is_one_of_the_words(texts: list[str]) -> None:
    assert all(each.at in range(len(texts)) and each.signs for each in suspects(texts))
