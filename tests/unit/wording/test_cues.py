"""What of a recording is suggested for its minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts_cues import LANGUAGES, Score, Sentence, corpus, scores, section
from pipeline.core.model import Moment
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from tests.minutes import suggested, utterance

PRECISE, FOUND = 0.9, 0.75
"""Bounds: few suggestions are wrong, most passages are found."""


def _of_part(language: str, *parts: str) -> Score:
    chosen: tuple[Sentence, ...] = tuple(
        one for one in corpus(language) if not parts or one.part in parts
    )
    assert chosen
    return sum(scores(chosen).values(), Score())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("parts", [(), ("held",), ("heard", "third", "last")])
def test_few_suggestions_are_wrong_and_most_passages_are_found(
    language: str, parts: tuple[str, ...]
) -> None:
    score = _of_part(language, *parts)

    assert score.precision >= PRECISE
    assert score.recall >= (FOUND if parts != ("heard", "third", "last") else 0.6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_sentences_that_are_measured_say_nothing(language: str) -> None:
    sentences = corpus(language)

    assert len(sentences) >= 160
    assert 0.4 <= sum(one.kind is None for one in sentences) / len(sentences) <= 0.6
    assert sum(one.part == "held" for one in sentences) >= 60
    assert len({one.said for one in sentences}) == len(sentences)


def test_the_figures_name_every_language_part_and_kind() -> None:
    text = section()

    assert all(
        f"| {name} | {part} |" in text
        for name in LANGUAGES.values()
        for part in ("open", "held", "last", "all")
    )


def test_an_item_is_given_with_its_number_its_title_and_the_moment() -> None:
    (item,) = suggested(utterance("Gut. Kommen wir zu TOP 3. Haushalt 2026.", start=7))

    assert item == Candidate(
        CandidateKind.ITEM,
        "Kommen wir zu TOP 3. Haushalt 2026.",
        Moment(7.5, 10.9),
        "u1",
        "Sprecher 1",
        number="3",
    )


def test_a_decision_and_the_votes_that_were_counted_before_it_are_one() -> None:
    found = suggested(
        utterance("Wer ist dafür?"),
        utterance("14 Ja Stimmen, 3 Einstimmen, 2 Enthaltungen.", start=4),
        utterance("Damit ist der Antrag angenommen.", start=8),
    )

    assert [(one.text, one.votes, one.anchor) for one in found] == [
        (
            "14 Ja Stimmen, 3 Einstimmen, 2 Enthaltungen. Damit ist der Antrag angenommen.",
            Votes(14, 3, 2),
            "u2",
        )
    ]


def test_two_decisions_in_a_row_stay_two() -> None:
    found = suggested(
        utterance(
            "Das Protokoll ist damit genehmigt. Der Haushalt ist mit 12 zu 3 Stimmen angenommen."
        )
    )

    assert [one.votes for one in found] == [None, Votes(12, 3)]


def test_a_bare_heading_is_suggested_with_what_follows_it() -> None:
    found = suggested(
        utterance("Beschluss. Die Beiträge bleiben unverändert."), utterance("Gut.", start=9)
    )

    assert [one.text for one in found] == ["Beschluss. Die Beiträge bleiben unverändert."]


def test_a_heading_does_not_take_the_words_of_somebody_else_or_a_question() -> None:
    said = (
        utterance("TOP 3."),
        utterance("Moment noch.", start=2, speaker="Sprecher 2"),
        utterance("TOP 4. Wer fehlt?", start=5),
        utterance("TOP 5. TOP 6.", start=9),
    )

    assert [(one.number, one.text) for one in suggested(*said)] == [
        ("3", "TOP 3."),
        ("4", "TOP 4."),
        ("5", "TOP 5."),
        ("6", "TOP 6."),
    ]


def test_without_the_day_of_the_recording_only_the_words_of_a_date_are_given() -> None:
    (task,) = suggested(utterance("Frau Müller übernimmt das bis Freitag."), day=None)

    assert (task.due, task.due_said) == (None, "bis Freitag")


@pytest.mark.parametrize(
    "said",
    [
        "Das müssen wir noch beschließen.",
        "Es wurde nichts beschlossen.",
        "Sollten wir beschließen?",
        "Letztes Jahr haben wir beschlossen, zu sparen.",
        "Frau Müller übernimmt immer die Kosten.",
        "Wer übernimmt das?",
        "Wie in TOP 2 besprochen, läuft der Vertrag aus.",
        "Ich brauche ein Ja oder ein Nein.",
        "Frau Weber, machst du bitte das Fenster zu?",
    ],
)
def test_what_is_asked_denied_past_habitual_or_mentioned_is_nothing(said: str) -> None:
    assert suggested(utterance(said)) == ()


def test_speech_in_other_languages_is_left_alone() -> None:
    assert suggested(utterance("Punto 3. Decisione: TOP 3, Beschluss.", language="it")) == ()


@given(
    st.lists(
        st.sampled_from(
            [one.said for language in LANGUAGES for one in corpus(language)]
            + ["Beschluss.", "TOP 3.", "Gut?", "Decision."]
        ),
        max_size=12,
    ),
    st.sampled_from(["de", "en", "it"]),
    st.sampled_from([None, "Sprecher 1", r"A\1"]),
)
def test_only_what_was_said_is_suggested_and_in_order(
    said: list[str], language: str, speaker: str | None
) -> None:
    utterances = [
        utterance(one, start=place * 100, language=language, speaker=speaker)
        for place, one in enumerate(said)
    ]
    spoken = " ".join(one.text for one in utterances)

    found = suggested(*utterances)

    assert all(one.text in spoken and one.due_said in one.text for one in found)
    assert [one.said.start for one in found] == sorted(one.said.start for one in found)
    assert all(
        utterances[int(one.anchor[1:]) - 1].start
        <= one.said.start
        <= utterances[int(one.anchor[1:]) - 1].end
        for one in found
    )
