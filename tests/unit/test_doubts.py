from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.doubts import OCR_BOUND, SPEECH_BOUND, doubtful
from pipeline.core.model import Box, SpokenWord, Word


def _read(text: str, confidence: float) -> Word:
    return Word(text, Box(0, 0, 10, 10), confidence, 0, 0, 0)


def test_a_read_word_is_doubtful_below_its_bound() -> None:
    assert doubtful(_read("geehrie", OCR_BOUND - 0.01))
    assert not doubtful(_read("geehrte", OCR_BOUND))


def test_a_heard_word_is_doubtful_below_a_lower_bound() -> None:
    assert doubtful(SpokenWord("Eurasien", 0, 1, SPEECH_BOUND - 0.01))
    assert not doubtful(SpokenWord("Eurasien", 0, 1, SPEECH_BOUND))


@pytest.mark.parametrize("speck", [".", "—", "’", "|", "~,", "…"])
def test_specks_are_never_marked(speck: str) -> None:
    assert not doubtful(_read(speck, 0))


@given(st.text("aä1.-", min_size=1), st.floats(0, 1), st.floats(0, 1))
def test_less_confidence_never_means_less_doubt(text: str, one: float, other: float) -> None:
    low, high = sorted((one, other))

    assert doubtful(_read(text, low)) >= doubtful(_read(text, high))
