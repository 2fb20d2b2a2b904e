"""Words that were said twice or broken off."""

from __future__ import annotations

import pytest

from pipeline.core.wording.stutters import stutter_edits
from tests.spoken_words import accepted


def _written(said: str, language: str = "de") -> str:
    return accepted(said, stutter_edits(said, language, pauses=()))


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        (
            "Wir sind von Haus zu Haus zu Haus gegangen.",
            "de",
            "Wir sind von Haus zu Haus zu Haus gegangen.",
        ),
        ("Das kaufe ich, ich selbst.", "de", "Das kaufe ich, ich selbst."),
        ("Und und und so weiter.", "de", "Und und und so weiter."),
        (
            "Es steht drei zu drei zu unseren Gunsten.",
            "de",
            "Es steht drei zu drei zu unseren Gunsten.",
        ),
        ("Und I’m, I’m not done.", "en", "Und I’m not done."),
        ("Und ein- eine Sache noch.", "de", "Und eine Sache noch."),
        ("Ein- eine Sache noch.", "de", "Eine Sache noch."),
    ],
)
def test_what_is_said_twice_on_purpose_stays(said: str, language: str, smoothed: str) -> None:
    assert _written(said, language) == smoothed
