"""What stands around a sentence makes it an item, a decision or nothing."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.around import puts_off
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


@pytest.mark.parametrize(
    ("language", "turns", "count"),
    [
        (
            "de",
            ("B: Können wir die Bank streichen?", "C: Gern.", "A: Wir streichen die Bank."),
            1,
        ),
        ("de", ("B: Die Bank ist alt.", "C: Ja.", "A: Wir streichen das Tor."), 0),
        ("de", ("B: Können wir die Bank streichen?", "A: Wir streichen die Bank."), 0),
        (
            "en",
            ("B: Could we paint the bench?", "C: Good idea.", "A: We'll paint the bench."),
            1,
        ),
        ("en", ("B: The bench is old.", "A: We'll see about the bench."), 0),
    ],
)
def test_an_intention_is_a_decision_if_it_takes_up_what_was_proposed_and_agreed(
    language: str, turns: tuple[str, ...], count: int
) -> None:
    found = suggested_of(*turns, language=language)

    assert [one.kind for one in found] == [CandidateKind.DECISION] * count


@pytest.mark.parametrize(
    ("language", "turns"),
    [
        ("de", ("B: Sollten wir den Chor einladen?", "A: Nein, lieber ohne Musik.", "C: Ja.")),
        ("en", ("B: Should we invite the choir?", "A: No, rather without music.", "C: Yes.")),
        ("de", ("B: Dreißig Euro vielleicht.", "C: Damit könnte ich leben.", "A: Dreißig also.")),
        ("de", ("B: Ich fände es gut, um acht zu beginnen.", "A: Gut, um acht. Das steht.")),
        ("en", ("B: Perhaps at eight o'clock?", "C: Good idea.", "A: Eight it is.")),
    ],
)
def test_people_decide_in_a_few_words_that_take_up_what_was_said(
    language: str, turns: tuple[str, ...]
) -> None:
    found = suggested_of(*turns, language=language)

    assert [one.kind for one in found] == [CandidateKind.DECISION]


def test_a_refused_question_that_nobody_else_minds_is_no_decision() -> None:
    assert suggested_of("B: Sollten wir den Chor einladen?", "A: Nein, lieber ohne Musik.") == ()
