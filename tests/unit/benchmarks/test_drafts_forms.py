"""What became of values in other words."""

from __future__ import annotations

import pytest

from benchmarks.drafts_forms import fate
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import SpokenWord
from tools.spoken_sentences import Sentence

_RENT = Sentence(
    "Die Miete ist zwölfhundert Euro.", "", ("1.200 Euro", "1200 Euro", "zwölfhundert Euro")
)


def _fate(heard: str, *, confidence: float = 0.99) -> str:
    words = [
        SpokenWord(word, 0.3 * at, 0.3 * at + 0.2, confidence if word[0].isdigit() else 0.99)
        for at, word in enumerate(heard.split())
    ]
    return fate(_RENT, words, "de", DraftKind.TRANSCRIPT)[0]


@pytest.mark.parametrize(
    ("heard", "confidence", "expected"),
    [
        ("Die Miete ist 1200 Euro.", 0.99, "right"),
        ("Die Miete ist zwölfhundert Euro.", 0.99, "right"),
        ("Die Miete ist 1201 Euro.", 0.99, "wrong"),
        ("Die Miete ist 11.200 Euro.", 0.99, "wrong"),
        ("Die Miete ist 1201 Euro.", 0.2, "marked"),
        ("", 0.99, "lost"),
    ],
)
def test_a_value_is_right_marked_wrong_or_lost(
    heard: str, confidence: float, expected: str
) -> None:
    assert _fate(heard, confidence=confidence) == expected
