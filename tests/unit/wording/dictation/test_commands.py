"""Commands that are found, marked or left alone."""

from __future__ import annotations

import pytest

from benchmarks.drafts_dictation import Sentence
from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.edits import Edit, Treatment
from tests.spoken_words import dictated, heard


@pytest.mark.parametrize(
    "said", ["Frage-Zeichen", "Frage Zeichen", "fragezeichen", "Fragezeichen!"]
)
def test_a_command_is_known_however_whisper_writes_it(said: str) -> None:
    assert dictated(f"Wann, | {said}") == "Wann?"


def test_an_undecided_command_is_marked_without_its_punctuation_and_says_what_it_may_be() -> None:
    assert dictation_edits(
        heard(("Haus", 0, 0.4), ("Absatz.", 0.4, 0.8), ("Wir", 0.8, 1)), "de"
    ) == (Edit(5, 11, "\n\n", Treatment.COMMAND, decided=False),)


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("am zwölften Märzpunkt. | Wir", "Märzpunkt"),
        ("Frau Müllerkommar wir", "Müllerkommar"),
        ("der Stelle.absatz. | Wir", "Stelle.absatz"),
        ("die Zeuginkomma-Frau | Weiß", "Zeuginkomma-Frau"),
    ],
)
def test_a_command_that_whisper_glues_to_a_word_is_marked(said: str, marked: str) -> None:
    assert dictated(said).endswith(f"{{{marked}}}")


@pytest.mark.parametrize(
    ("said", "proposed"),
    [
        ("vom 6. August-Punkt. | Wir", "August."),
        ("die Zeugin-Komma-Frau | Weiß", "Zeugin, Frau"),
        ("Die Satzung liegt bei.Absatz. | Wir", "bei.\n\n"),
        ("die Firma Weiß-Bindestrich-Blau | zahlt", "Weiß-Blau"),
        ("die Anlage Weiß-Gedankenstrich-Blau | folgt", "Weiß – Blau"),
    ],
)
def test_a_command_that_whisper_joins_to_a_word_is_marked_with_what_it_may_be(
    said: str, proposed: str
) -> None:
    made = dictation_edits(Sentence(said, "", "de").words, "de")

    assert [(edit.text, edit.decided) for edit in made] == [(proposed, False)]


def test_what_goes_on_after_a_command_may_be_another_one() -> None:
    assert dictated("Wir zahlen | Punkt und Absatz") == "Wir zahlen. Und Absatz {Absatz}"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Er war da Seemikolon | sie nicht.", "Er war da; sie nicht."),
        ("Vielen Dank für den Auftrag aus Rufezeichen.", "Vielen Dank für den Auftrag!"),
        ("Herr Doktor Lange Komma neuer Absatz wir", "Herr Doktor Lange,\n\nwir"),
        (
            "ich gehe auf die Fenster ein Punkt neuer Absatz Wir",
            "ich gehe auf die Fenster ein.\n\nWir",
        ),
        (
            "Folgendes fehlt Stoppelpunkt | der Plan",
            "Folgendes fehlt Stoppelpunkt der Plan {Stoppelpunkt}",
        ),
        ("sie zahlt kommer er nicht", "sie zahlt kommer er nicht {kommer}"),
        (
            "Beweis Doppelpunktzeugnis der Frau",
            "Beweis Doppelpunktzeugnis der Frau {Doppelpunktzeugnis}",
        ),
        (
            "nach meiner Ansichtklammer auf siehe Anlage",
            "nach meiner Ansichtklammer auf siehe Anlage {Ansichtklammer auf}",
        ),
        ("um 18 Prozentkommag erstmals", "um 18 Prozentkommag erstmals {Prozentkommag}"),
        (
            "Herr Lange kommen neue Absatz Wir",
            "Herr Lange kommen neue Absatz Wir {kommen neue Absatz}",
        ),
    ],
)
def test_a_misheard_command_is_known_by_its_sound(said: str, written: str) -> None:
    assert dictated(said).replace("¶", "\n\n") == written


@pytest.mark.parametrize(
    "said", ["Der alte Bindestrick lag da.", "There was a semicolonial style.", "Die Kolonne fuhr."]
)
def test_words_that_only_sound_a_little_like_a_command_stay(said: str) -> None:
    assert dictated(said, "en" if "There" in said else "de") == said


def test_a_hyphen_behind_an_adjective_may_join_it_to_the_next_word() -> None:
    assert dictated("The long hyphen term plan", "en") == "The long hyphen term plan {hyphen}"
    assert dictated("The long hyphen is wrong", "en") == "The long hyphen is wrong"


@pytest.mark.parametrize("law", ["§ 837", "Paragraf 837", "Gemäßparagraf 837", "Artikel 5"])
def test_a_part_of_a_law_is_no_paragraph_however_long_its_number_takes(law: str) -> None:
    assert dictated(f"nach {law} | Absatz | 4 gilt") == f"nach {law} Absatz 4 gilt"
