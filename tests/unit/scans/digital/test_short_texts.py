"""Short texts that are none of a page's words."""

from __future__ import annotations

import pytest

from pipeline.core.model import Box, Word
from pipeline.scans.digital.short_texts import is_sure


def a_word(text: str, confidence: float) -> Word:
    return Word(text, Box(0, 0, 50, 20), confidence, 0, 0, 0)


@pytest.mark.parametrize(
    ("text", "confidence", "letters", "sure"),
    [
        ("Rechnung", 0.9, 8, True),
        ("Rechnung", 0.4, 8, False),
        ("Rechnung", 0.9, 30, False),
        ("1.299,00", 0.0, 6, True),
        ("xvq", 0.95, 3, False),
        ("ab", 0.95, 2, False),
    ],
)
def test_what_is_read_surely_joins_the_page(
    text: str,
    confidence: float,
    letters: int,
    sure: bool,  # noqa: FBT001
) -> None:
    assert is_sure([a_word(text, confidence)], letters) == sure
