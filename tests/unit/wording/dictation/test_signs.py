"""Signs in place of commands, and the letters after them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.dictation import dictation_edits
from pipeline.core.wording.edits import Edit, Treatment
from tests.spoken_words import dictated, heard


def test_a_command_eats_the_punctuation_beside_it() -> None:
    words = heard((" Müller,", 0, 0.4), (" Komma,", 0.4, 0.8), (" wir", 0.8, 1))

    assert dictation_edits(words, "de") == (Edit(6, 14, ",", Treatment.COMMAND),)


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Die Frist läuft. | Absatz. | danach zahlen Sie.", "Die Frist läuft.¶Danach zahlen Sie."),
        (
            "Betreff. | Absatz. | Die Frist | Komma | die läuft | Punkt",
            "Betreff¶Die Frist, die läuft.",
        ),
        ("Sehr geehrte Frau Weiß, | Absatz, | Wir danken.", "Sehr geehrte Frau Weiß,¶wir danken."),
        ("Mit freundlichen Grüßen. | Absatz. | Weber", "Mit freundlichen Grüßen¶Weber"),
        ("Ende | Absatz | Absatz | Anfang", "Ende¶Anfang"),
        ("Absatz. | Hier geht es weiter.", "¶Hier geht es weiter."),
    ],
)
def test_a_paragraph_leaves_whispers_signs_only_to_those_who_dictate_none(
    said: str, made: str
) -> None:
    assert dictated(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Wir zahlen, | Punkt. | der Rest | folgt.", "Wir zahlen. Der Rest folgt."),
        ("Wir zahlen, | Komma. | Der Rest | folgt.", "Wir zahlen, der Rest folgt."),
        ("Wir zahlen, | Komma. | Ihr Rest | folgt.", "Wir zahlen, Ihr Rest folgt."),
        ("Wir zahlen, | Komma. | DAS Depot | folgt.", "Wir zahlen, DAS Depot folgt."),
        (
            "Wir zahlen | Punkt | Klammer auf | siehe Anlage | Klammer zu",
            "Wir zahlen. (Siehe Anlage)",
        ),
        (
            "Er sagt | Doppelpunkt | Anführungszeichen unten | Die zahlen | Anführungszeichen oben",
            "Er sagt: „Die zahlen“",
        ),
        (
            (
                "Er fragt | Anführungszeichen unten | wann | Fragezeichen | Anführungszeichen "
                "oben | und geht"
            ),
            "Er fragt „wann?“ und geht",
        ),
        ("Er geht | Ausrufezeichen | neue Zeile | er kommt", "Er geht!⏎Er kommt"),
        ("Er geht | Auslassungspunkte | Er kommt", "Er geht … Er kommt"),
    ],
)
def test_the_next_letter_follows_from_the_sign(said: str, made: str) -> None:
    assert dictated(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Klammer auf | Anlage | Klammer zu | folgt", "(Anlage) folgt"),
        ("Müller | Bindestrich | Weiß | Schrägstrich | Köln", "Müller-Weiß/Köln"),
        (
            "Es kam | Gedankenstrich | wie immer | Gedankenstrich | anders",
            "Es kam – wie immer – anders",
        ),
        ("Weber usw. | Punkt", "Weber usw."),
        ("Weber - | Komma | der Chef", "Weber, der Chef"),
        ("- | Punkt | Wir danken", ". Wir danken"),
        ("Er kommt am 3. | Komma | sie am 4. | Punkt", "Er kommt am 3., sie am 4."),
        ("Weber | Klammer auf | Anführungszeichen unten | Chef", "Weber („Chef"),
        ("Weber | Bindestrich | Anführungszeichen unten | Chef", "Weber-„Chef"),
    ],
)
def test_signs_stand_where_typists_put_them(said: str, made: str) -> None:
    assert dictated(said) == made
