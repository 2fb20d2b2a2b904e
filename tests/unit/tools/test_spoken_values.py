"""Values as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.spoken_values import is_written
from pipeline.core.wording.check_digits import valid_iban
from pipeline.core.wording.numerals import cardinal
from tools.samples import Language, chance_of
from tools.spoken_values import number_in_words, value_of


@given(st.integers(0, 999_999), st.sampled_from(["de", "en"]))
def test_a_number_in_words_is_the_number(value: int, language: Language) -> None:
    words = number_in_words(value, language)

    assert cardinal("eins" if words == "ein" else words, language) == value


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", ["date", "sum", "percent", "count"])
def test_a_value_in_words_is_judged_to_be_itself(kind: str, language: Language) -> None:
    for number in range(40):
        value = value_of(kind, language, chance_of(number, kind))
        said = f"am {value.said}" if language == "de" and kind == "date" else value.said
        assert is_written(value, said, language), value


def test_ibans_have_right_check_digits() -> None:
    assert valid_iban(value_of("iban", "de", chance_of(1, "iban")).true)
