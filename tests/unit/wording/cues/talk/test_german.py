"""German items and decisions, by what stands around them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes_talk import suggested_of


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Der dritte Punkt ist die Sanierung der Toiletten.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Nächste Sache: das Sommerlager.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Wir beginnen mit dem Kassenbericht.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Dann zum Wasserschaden.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Weiter mit der Spendenaktion.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Sprechen wir jetzt über den Mitgliederschwund.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Ja, und dann noch der Rasenmäher.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Also gut, die Schlüssel.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Was den Newsletter betrifft, da tut sich was.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Auf der Tagesordnung steht als Nächstes die Kanalsanierung.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Jetzt kommen wir zu den Fahrtkosten.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Ich möchte noch die Parkplätze ansprechen.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Gehen wir zum Thema Brandschutz über.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Werfen wir einen Blick auf die Zahlen vom Oktober.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Damit sind wir beim Ferienprogramm.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Schauen wir uns den Haushaltsplan an.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Es geht jetzt um die Beschilderung am Friedhof.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Dann wäre da noch der Antrag vom Tennisverein.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Unser letztes Thema ist die Nachfolge im Vorstand.",
            "C: Da habe ich etwas dazu.",
        ),
        (
            "A: Zum Abschluss die Termine.",
            "C: Da habe ich etwas dazu.",
        ),
    ],
)
def test_the_chair_opens_an_item(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert [one.kind for one in found] == [CandidateKind.ITEM]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "A: Der dritte Punkt, den ich sagen wollte, ist vergessen.",
            "C: Hm.",
        ),
        (
            "A: Jetzt zum Kaffee.",
            "C: Hm.",
        ),
        (
            "A: Wir beginnen um acht Uhr.",
            "C: Hm.",
        ),
        (
            "A: Ja, die Heizung.",
            "C: Hm.",
        ),
        (
            "A: Dann kommen wir zu spät.",
            "C: Hm.",
        ),
        (
            "A: Ich komme zu nichts mehr.",
            "C: Hm.",
        ),
    ],
)
def test_other_sentences_of_the_chair_open_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert found == ()


@pytest.mark.parametrize(
    "turns",
    [
        (
            "B: Sollen wir die Hecke von einer Firma schneiden lassen?",
            "C: Fände ich gut.",
            "A: Dann beauftragen wir eine Firma.",
        ),
        (
            "B: Wir könnten den Ausflug nach Bremen machen.",
            "C: Bremen ist schön.",
            "A: Also fahren wir nach Bremen. Passt das für alle?",
            "B: Ja.",
        ),
        (
            "B: Ich bin dafür, die Preise zu lassen.",
            "A: Spricht etwas dagegen?",
            "C: Nein.",
            "A: Gut, dann bleiben die Preise.",
        ),
        (
            "C: Der Verein aus Moers möchte unsere Halle mieten.",
            "B: Die waren letztes Mal so laut.",
            "A: Nein, das machen wir nicht.",
        ),
        (
            "C: Und was ist mit dem Grillplatz?",
            "A: Das besprechen wir nächste Woche, wenn Karin da ist.",
        ),
        (
            "C: Wie steht es um die neue Satzung?",
            "A: Die nehmen wir auf die nächste Tagesordnung.",
        ),
        (
            "B: Mein Vorschlag: Wir legen den Termin auf Samstag.",
            "C: Einverstanden.",
            "A: Dann legen wir ihn auf Samstag.",
            "B: Prima.",
        ),
        (
            "C: Ich würde vorschlagen, dass wir zwei Angebote einholen.",
            "A: Machen wir so.",
        ),
        (
            "B: Ich stelle den Antrag, den Beitrag zu senken.",
            "A: Wer ist dafür? Zwei. Wer ist dagegen? Neun. Damit ist der Antrag abgelehnt.",
        ),
        (
            "A: Wir nehmen also den blauen Bus. Hat jemand etwas dagegen?",
            "B: Nein.",
            "C: Passt.",
        ),
        (
            "B: Ich hätte gern mehr Licht am Eingang.",
            "C: Ich auch.",
            "A: Gut, dann kaufen wir zwei Lampen.",
            "C: Super.",
        ),
    ],
)
def test_what_others_agree_to_is_a_decision(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert [one.kind for one in found] == [CandidateKind.DECISION]


@pytest.mark.parametrize(
    "turns",
    [
        (
            "B: Es regnet.",
            "A: Dann sehen wir uns am Montag.",
            "C: Ja, bis dann.",
        ),
        (
            "B: Ich habe Hunger.",
            "A: Dann gehen wir jetzt essen.",
            "C: Gute Idee.",
        ),
        (
            "A: Habt ihr alle die Unterlagen?",
            "B: Ja.",
            "C: Ja.",
        ),
        (
            "B: Früher haben wir das immer gemacht.",
            "A: Das machen wir nicht mehr so oft.",
        ),
        (
            "B: Wollen wir anfangen?",
            "A: Ja, dann fangen wir an.",
            "C: Okay.",
        ),
        (
            "B: Wir reden nächste Woche mit dem Amt.",
            "C: Gut.",
        ),
    ],
)
def test_a_next_step_of_the_talk_is_none(turns: tuple[str, ...]) -> None:
    found = suggested_of(*turns, language="de")

    assert found == ()
