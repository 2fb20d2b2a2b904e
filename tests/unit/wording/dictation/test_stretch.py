"""Words that Whisper joined, taken apart."""

from __future__ import annotations

import pytest

from pipeline.core.wording.dictation import TONGUES
from pipeline.core.wording.dictation.stretch import PAUSE, heard_words
from tests.spoken_words import dictated, heard


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "Sehr geehrte Frau Weiß Komma-Neuer-Absatz. | Der Rest",
            "Sehr geehrte Frau Weiß,¶der Rest",
        ),
        ("Es dauert drei Wochen-Punkt-Neuer-Absatz. | Danke", "Es dauert drei Wochen.¶Danke"),
        ("Wir danken.Neuer Absatz. | Danke | Punkt", "Wir danken.¶Danke."),
        ("Mit freundlichen Grüßen.neue-Zeile | Weiß", "Mit freundlichen Grüßen⏎Weiß"),
        ("Die Anlage-Klammer-auf-Kopie-Klammer-zu-folgt | gern", "Die Anlage (Kopie) folgt gern"),
        ("Der Puls liegt bei 120-Schrägstrich-80 | heute", "Der Puls liegt bei 120/80 heute"),
        ("Es sind drei-Komma-fünf Prozent", "Es sind 3,5 Prozent"),
    ],
)
def test_joined_commands_that_leave_no_doubt_are_obeyed(said: str, made: str) -> None:
    assert dictated(said) == made


@pytest.mark.parametrize(
    "said",
    [
        "Das ist mein Stand-Punkt. | Danke",
        "Die Doppelpunkt-Taste | klemmt",
        "Wir gehen Punkt-für-Punkt | vor",
        "Die Seite www.punkt.de | fehlt",
        "Der Dreh-und-Angel-Punkt | ist das Geld",
        "Auf E-Mail-Basis | z.B. | heute",
    ],
)
def test_real_compounds_and_addresses_stay(said: str) -> None:
    assert dictated(said) == " ".join(said.replace("|", "").split())


def test_a_word_that_is_drawn_out_has_a_pause_behind_it() -> None:
    words = heard(
        ("the", 0, 0.2),
        ("contract", 0.2, 0.7),
        ("was", 0.7, 0.9),
        ("present", 0.9, 1.3),
        ("period", 1.3, 2.2),
        ("the", 2.2, 2.4),
    )

    found = list(heard_words(words, TONGUES["en"]))

    assert [word.rest >= PAUSE for word in found] == [False] * 4 + [True, False]
