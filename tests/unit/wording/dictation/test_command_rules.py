"""Words that only look like commands."""

from __future__ import annotations

import pytest

from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.dictation.stretch import PAUSE
from tests.spoken_words import dictated, heard


@pytest.mark.parametrize(("silence", "decided"), [(PAUSE - 0.01, False), (PAUSE, True)])
def test_a_command_needs_a_pause_on_one_side(silence: float, *, decided: bool) -> None:
    words = heard(("Müller", 0, 0.4), ("Komma", 0.4 + silence, 0.8), ("Weiß", 0.8, 1))

    assert [(edit.text, edit.decided) for edit in dictation_edits(words, "de")] == [(",", decided)]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Wir gehen Punkt für Punkt vor", "de"),
        ("Das ist der | Punkt zum Streiten", "de"),
        ("Wir haben ein dickes Fragezeichen gesetzt", "de"),
        ("Die beiden Ausrufezeichen | stören", "de"),
        ("Das ist der Gefrierpunkt. | Ein Triggerzeitpunkt", "de"),
        ("Von Punkt zu Punkt | wird es besser", "de"),
        ("Paragraf 16, Absatz 4, gilt", "de"),
        ("Er spricht ohne Punkt und Komma", "de"),
        ("That period | is long", "en"),
        ("Within that period | we pay", "en"),
        ("The notice period | period", "en"),
        ("The budget slash | was painful", "en"),
        ("The defects liability period | has ended", "en"),
        ("They chose a ten-year period | in all", "en"),
    ],
)
def test_a_word_stays_a_word(said: str, language: str) -> None:
    made = dictated(said, language)

    assert made.startswith(" ".join(said.replace("|", "").split()).removesuffix(" period"))
    assert "{" not in made


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Wir haben den prüfen Punkt", "de"),
        ("Er erwartet besseren Absatz", "de"),
        ("Und. | Koma. | Wie besprochen", "de"),
        ("Er gehört ihr | Punkt | Wir zahlen", "de"),
        ("Wir laden Sie ein Punkt | Wir zahlen", "de"),
        ("Wir kommen an | Punkt drei Wochen später", "de"),
        ("Wir stimmen zu Punkt | drei", "de"),
        ("Wir stimmen zu Punkt wir zahlen", "de"),
        ("Wir zahlen und Komma wie besprochen | gern", "de"),
        ("Komma steht hier", "de"),
        ("We confirm that period | Please call", "en"),
        ("We refer to the contract period | Please call", "en"),
        ("This includes the leading period", "en"),
        ("We refer to the letter period please call", "en"),
        ("He left | period of notice", "en"),
    ],
)
def test_what_is_unclear_is_marked_and_stays(said: str, language: str) -> None:
    made = dictated(said, language)

    assert made.startswith(" ".join(said.replace("|", "").split()) + " {")


def test_what_reads_like_an_article_with_an_adjective_may_end_a_question() -> None:
    assert dictated("Können Sie das bestätigen Fragezeichen") == "Können Sie das bestätigen?"


def test_a_verb_far_before_its_last_word_takes_it_back() -> None:
    assert (
        dictated("Wir reichen die Klage ein | Punkt | Danke") == "Wir reichen die Klage ein. Danke"
    )
