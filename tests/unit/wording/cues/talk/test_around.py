"""What stands around a sentence makes it an item, a decision or nothing."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.around import only_counts, puts_off, refers
from tests.minutes_talk import suggested_of


def test_only_the_chair_opens_an_item_by_its_name() -> None:
    (found,) = suggested_of("A: So, und der Rasenmäher.", "C: Der springt nicht an.")

    assert (found.kind, found.text) == (CandidateKind.ITEM, "So, und der Rasenmäher.")
    assert suggested_of("C: So, und der Rasenmäher.", "B: Der springt nicht an.") == ()


def test_a_name_that_answers_a_question_is_no_item() -> None:
    assert suggested_of("C: Was ist kaputt?", "A: Also, der Rasenmäher.", "C: Schade.") == ()


@pytest.mark.parametrize(
    ("language", "turns"),
    [
        ("de", ("B: Die Bank ist morsch.", "A: Dann kaufen wir eine neue.", "C: Es regnet.")),
        ("en", ("B: The bench is rotten.", "A: Then we'll buy a new one.", "C: It's raining.")),
    ],
)
def test_what_nobody_proposed_and_nobody_agrees_to_is_no_decision(
    language: str, turns: tuple[str, ...]
) -> None:
    assert suggested_of(*turns, language=language) == ()


@pytest.mark.parametrize(
    ("language", "turns", "text"),
    [
        (
            "de",
            ("B: Die Bank ist morsch.", "A: Dann kaufen wir eine neue.", "C: Einverstanden."),
            "Dann kaufen wir eine neue. Einverstanden.",
        ),
        (
            "en",
            ("B: The bench is rotten.", "A: Then we'll buy a new one.", "C: Good idea."),
            "Then we'll buy a new one. Good idea.",
        ),
        (
            "de",
            ("B: Die Bank ist morsch.", "A: Also kaufen wir eine neue. Ein Wende? Keine."),
            "Also kaufen wir eine neue. Ein Wende? Keine.",
        ),
    ],
)
def test_what_others_agree_to_is_one_decision(
    language: str, turns: tuple[str, ...], text: str
) -> None:
    (found,) = suggested_of(*turns, language=language)

    assert (found.kind, found.text) == (CandidateKind.DECISION, text)
    assert found.about == turns[0].partition(": ")[2]


def test_who_contradicts_does_not_agree() -> None:
    said = (
        "B: Die Bank ist morsch.",
        "A: Dann kaufen wir eine neue.",
        "C: Ja, aber das ist teuer.",
    )

    assert suggested_of(*said) == ()


def test_what_is_refused_is_what_somebody_wished() -> None:
    (found,) = suggested_of(
        "C: Der Chor möchte den Saal umsonst haben.", "B: So, so.", "A: Das lehnen wir ab."
    )

    assert found.about == "Der Chor möchte den Saal umsonst haben."


def test_a_decision_without_a_motion_names_the_item_and_what_was_said_last() -> None:
    _, found = suggested_of(
        "A: Letztes Thema: der Dorfladen.",
        "B: Da kauft doch keiner mehr ein.",
        "A: Dann lassen wir den weg.",
        "C: Ja.",
    )

    assert found.about == "Letztes Thema: der Dorfladen. Da kauft doch keiner mehr ein."


def test_what_is_put_off_is_what_was_asked_after() -> None:
    (found,) = suggested_of(
        "C: Und was ist mit dem Grillplatz?",
        "B: Uns fehlt noch der Plan.",
        "A: Das schieben wir auf die nächste Sitzung.",
    )

    assert found.about == "Und was ist mit dem Grillplatz?"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Das haben wir im letzten Januar vertagt.", False),
        ("de", "Das schieben wir auf nächste Woche.", True),
        ("de", "Das schieben wir schon seit Jahren vor uns her.", False),
        ("de", "Darüber sprechen wir im Januar.", True),
        ("en", "We'll pick that up again next month.", True),
        ("en", "Should we leave that until next month?", False),
    ],
)
def test_put_off_is_what_gets_another_day(language: str, text: str, *, expected: bool) -> None:
    assert puts_off(text, language) is expected


def test_a_pronoun_means_what_was_said_before() -> None:
    assert refers("Das vertagen wir auf Januar.", "de")
    assert not refers("Wir kaufen das Boot.", "de")


def test_a_count_alone_names_nothing() -> None:
    assert only_counts("Eight in favour, one against, one abstaining.", "en")
    assert not only_counts("The new roof has eight votes in favour, one against.", "en")
