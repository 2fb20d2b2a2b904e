from __future__ import annotations

import pytest

from pipeline.core.scans.languages.office_words import is_law_word, is_office_word


@pytest.mark.parametrize("word", ["BauNVO", "DSGVO", "AöR", "Abs", "kWh"])
def test_laws_firms_and_units_are_known_as_they_are_written(word: str) -> None:
    assert is_office_word(word)


@pytest.mark.parametrize("word", ["BAUNVO", "BauNV0", "kwh", "Vertrag", ""])
def test_another_spelling_is_not_known(word: str) -> None:
    assert not is_office_word(word)


def test_laws_and_their_parts_follow_numbers() -> None:
    assert is_law_word("SGB")
    assert is_law_word("Abs")
    assert not is_law_word("kWh")
