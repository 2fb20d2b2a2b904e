"""Fillers that go, and the signs and capitals around them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.fillers import filler_edits
from tests.spoken_words import accepted


def _written(said: str, language: str = "de") -> str:
    return accepted(said, filler_edits(said, language))


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        ("Gut, äh. Wir gehen.", "de", "Gut. Wir gehen."),
        ("Das war, äh... Wir gehen jetzt.", "de", "Das war... Wir gehen jetzt."),
        ("Das war. Äh.", "de", "Das war."),
        ("Das war äh... nicht gut.", "de", "Das war nicht gut."),
        ("Er sagte: Äh, nein.", "de", "Er sagte: Nein."),
        ("Ja, äh, wir haben Zeit.", "de", "Ja, wir haben Zeit."),
        ("Ich weiß äh, dass es geht.", "de", "Ich weiß, dass es geht."),
        ("Wir – äh – haben bezahlt.", "de", "Wir haben bezahlt."),
        ("Ähm, iPhones sind teuer.", "de", "iPhones sind teuer."),
        ("„Äh, nein“, sagte er.", "de", "„Äh, nein“, sagte er."),
        ("Äh.", "de", "Äh."),
        ("It was late, you know?", "en", "It was late, you know?"),
        ("We should, you know. It is late.", "en", "We should. It is late."),
        ("ähm wir warten noch", "de", "wir warten noch"),
        ("Also. Ja, wir gehen.", "de", "Also. Ja, wir gehen."),
        ("It is late. We should, you know, go.", "en", "It is late. We should go."),
        ("Um die Ecke wartet er.", "de", "Um die Ecke wartet er."),
    ],
)
def test_signs_and_capitals_around_a_filler_are_mended(
    said: str, language: str, smoothed: str
) -> None:
    assert _written(said, language) == smoothed
