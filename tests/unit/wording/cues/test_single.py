"""What one sentence suggests by itself."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.languages import CUES
from pipeline.core.wording.cues.single import announcement, candidate_in, decision_of
from pipeline.core.wording.sentences import Sentence
from tests.minutes import suggested, utterance


def _sentence(text: str, language: str = "de") -> Sentence:
    return Sentence(utterance(text).words, language, "A", 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Als Erstes sprechen wir über die Heizung.", "de"),
        ("Zum zweiten Thema, den Parkplätzen, hat sich einiges getan.", "de"),
        ("Damit kommen wir zur Beleuchtung am Sportplatz.", "de"),
        ("Dann machen wir weiter mit dem Spielplatz.", "de"),
        ("Jetzt geht es um die Öffnungszeiten.", "de"),
        ("Dann hätten wir als Nächstes den Bericht.", "de"),
        ("Wir wenden uns nun dem Thema Datenschutz zu.", "de"),
        ("Zu guter Letzt das Thema Müllabfuhr.", "de"),
        ("First of all, let us talk about the heating.", "en"),
        ("Let us move onto the playground at the mill.", "en"),
        ("That brings us to the lights.", "en"),
        ("Secondly, we have the cleaning of the gym on the list.", "en"),
        ("The next thing we need to discuss is the cycle path.", "en"),
        ("Number five, the insurance for the boat.", "en"),
    ],
)
def test_an_item_is_announced_without_a_number(text: str, language: str) -> None:
    found = candidate_in(_sentence(text, language), None, ())

    assert found is not None
    assert (found.kind, found.text) == (CandidateKind.ITEM, text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dann kommen wir zum Ende.", "de"),
        ("Wir kommen zur Abstimmung.", "de"),
        ("Wir gehen zum Essen ins Restaurant.", "de"),
        ("Ich komme gleich zu Frau Müller.", "de"),
        ("Jetzt geht es mir besser.", "de"),
        ("Kommen wir zu der Frage, ob das geht.", "de"),
        ("Wir kommen aus Berlin.", "de"),
        ("Let us move on to lunch.", "en"),
        ("We turn to our neighbours for help.", "en"),
        ("Let us get to the point.", "en"),
    ],
)
def test_people_go_elsewhere_without_a_new_item(text: str, language: str) -> None:
    assert announcement(text, CUES[language]) is None


def test_an_item_behind_a_comma_begins_there_and_a_decision_before_it_stays() -> None:
    found = suggested(
        utterance("Die Gebühren sind zu unklar."),
        utterance("Ja, das stellen wir zurück, nun zum fünften Punkt, der Versicherung.", start=9),
    )

    assert [(one.kind, one.text) for one in found] == [
        (CandidateKind.DECISION, "Ja, das stellen wir zurück,"),
        (CandidateKind.ITEM, "nun zum fünften Punkt, der Versicherung."),
    ]


def test_a_condition_announces_nothing() -> None:
    said = utterance("Wenn wir Zeit haben, kommen wir zur Beleuchtung am Sportplatz.")

    assert suggested(said) == ()


def test_a_decision_has_the_sentence_s_words_time_and_place() -> None:
    found = decision_of(_sentence("Das ist so beschlossen."))

    assert (found.text, found.anchor, found.speaker) == ("Das ist so beschlossen.", "u1", "A")


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Wir nehmen also das Angebot der Firma aus Celle.", "de", CandidateKind.DECISION),
        ("So we are going with the offer from Oxford.", "en", CandidateKind.DECISION),
        ("I am printing the invitations by Friday.", "en", CandidateKind.TASK),
    ],
)
def test_what_was_missed_at_first_sight_is_found(
    text: str, language: str, kind: CandidateKind
) -> None:
    (found,) = suggested(utterance(text, language=language))

    assert found.kind is kind


def test_an_item_is_no_part_of_the_heading_before_it() -> None:
    found = suggested(
        utterance("So resolved. That brings us to the lights on the ground.", language="en")
    )

    assert found[-1].text == "That brings us to the lights on the ground."
    assert found[-1].kind is CandidateKind.ITEM


def test_a_look_back_at_an_item_announces_nothing() -> None:
    assert suggested(utterance("Beim dritten Punkt hatte ich etwas anderes verstanden.")) == ()
