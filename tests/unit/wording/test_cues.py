"""What of a recording is suggested for its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts_cues import LANGUAGES, Score, Sentence, corpus, scores, section
from pipeline.core.model import Moment, SpokenWord, Utterance
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes

WEDNESDAY = date(2025, 11, 12)
PRECISE, FOUND = 0.9, 0.75
"""Bounds: few suggestions are wrong, most passages are found."""


def _utterance(
    text: str, *, start: float = 0, language: str = "de", speaker: str | None = "Sprecher 1"
) -> Utterance:
    words = [
        SpokenWord(word, start + place / 2, start + place / 2 + 0.4, 0.9)
        for place, word in enumerate(text.split())
    ]
    return Utterance(tuple(words), language, speaker)


def _found(
    *said: Utterance, participants: Sequence[str] = (), day: date | None = WEDNESDAY
) -> tuple[Candidate, ...]:
    return candidates(said, day=day, participants=participants)


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
    (item,) = _found(_utterance("Gut. Kommen wir zu TOP 3. Haushalt 2026.", start=7))

    assert item == Candidate(
        CandidateKind.ITEM,
        "Kommen wir zu TOP 3. Haushalt 2026.",
        Moment(7.5, 10.9),
        "u1",
        "Sprecher 1",
        number="3",
    )


@pytest.mark.parametrize("said", ["T. O. P. 3", "T.O.P. 3", "TUP 3", "Tob 3", "top 3", "TOP drei"])
def test_an_item_is_known_however_top_is_misheard(said: str) -> None:
    announced, *others = _found(
        _utterance(f"Kommen wir zu {said}. Wie in {said} besprochen, läuft der Vertrag aus.")
    )

    assert (announced.kind, announced.number, others) == (CandidateKind.ITEM, "3", [])
    assert [one.number for one in _found(_utterance(f"{said}, Haushalt."))] == ["3"]


def test_no_item_is_what_merely_sounds_like_top() -> None:
    said = (
        "Die Lage ist top. Wir gehen zu Tob. Das liegt in der Tup 3 im Keller. Kommen wir zu "
        "T.O.P. Da fehlen drei."
    )

    assert _found(_utterance(said)) == ()


@pytest.mark.parametrize(
    ("said", "language", "topic"),
    [
        ("Wir kommen zu Tagesordnungspunkt 1, die neuen Fenster.", "de", "die neuen Fenster"),
        ("Damit zum dritten Punkt der Tagesordnung: Haushalt, Stellenplan und Satzung.", "de", "Haushalt, Stellenplan und Satzung"),
        ("Wir kommen zu TOP 3.", "de", ""),
        ("Wir kommen zu TOP 3, Frau Löwe.", "de", ""),
        ("Wir steigen ein in TOP 4, da geht es um die Sanierung der Grundschule.", "de", ""),
        ("Dann kommen wir zum nächsten Tagesordnungspunkt, Wahl des Vorstands.", "de", ""),
        ("Let's start with the first item on the agenda, the approval of the minutes.", "en", "the approval of the minutes"),
        ("We'll move to item 10, which is the lease of the boat house.", "en", ""),
        ("Can we move on to item 5, please?", "en", ""),
    ],
)  # fmt: skip
def test_an_item_has_a_topic_only_where_nothing_but_its_name_follows_the_number(
    said: str, language: str, topic: str
) -> None:
    (item,) = _found(_utterance(said, language=language))

    assert (item.kind, item.text, item.topic) == (CandidateKind.ITEM, said, topic)


def test_a_decision_and_the_votes_that_were_counted_before_it_are_one() -> None:
    found = _found(
        _utterance("Wer ist dafür?"),
        _utterance("14 Ja Stimmen, 3 Einstimmen, 2 Enthaltungen.", start=4),
        _utterance("Damit ist der Antrag angenommen.", start=8),
    )

    assert [(one.text, one.votes, one.anchor) for one in found] == [
        (
            "14 Ja Stimmen, 3 Einstimmen, 2 Enthaltungen. Damit ist der Antrag angenommen.",
            Votes(14, 3, 2),
            "u2",
        )
    ]


def test_two_decisions_in_a_row_stay_two() -> None:
    found = _found(
        _utterance(
            "Das Protokoll ist damit genehmigt. Der Haushalt ist mit 12 zu 3 Stimmen angenommen."
        )
    )

    assert [one.votes for one in found] == [None, Votes(12, 3)]


def test_a_bare_heading_is_suggested_with_what_follows_it() -> None:
    found = _found(
        _utterance("Beschluss. Die Beiträge bleiben unverändert."), _utterance("Gut.", start=9)
    )

    assert [one.text for one in found] == ["Beschluss. Die Beiträge bleiben unverändert."]


def test_a_heading_does_not_take_the_words_of_somebody_else_or_a_question() -> None:
    said = (
        _utterance("TOP 3."),
        _utterance("Moment noch.", start=2, speaker="Sprecher 2"),
        _utterance("TOP 4. Wer fehlt?", start=5),
        _utterance("TOP 5. TOP 6.", start=9),
    )

    assert [(one.number, one.text) for one in _found(*said)] == [
        ("3", "TOP 3."),
        ("4", "TOP 4."),
        ("5", "TOP 5."),
        ("6", "TOP 6."),
    ]


def test_a_task_says_who_has_it_and_by_when() -> None:
    (task,) = _found(_utterance("Aufgabe an Herrn Schulz, bis Ende des Monats die Liste prüfen."))

    assert (task.kind, task.who, task.due, task.due_said) == (
        CandidateKind.TASK,
        "Herr Schulz",
        date(2025, 11, 30),
        "bis Ende des Monats",
    )


def test_whoever_takes_a_task_is_named_by_the_speakers_label() -> None:
    said = "Das übernehme ich."

    assert [one.who for one in _found(_utterance(said))] == ["Sprecher 1"]
    assert [one.who for one in _found(_utterance(said, speaker=None))] == [None]


def test_participants_are_known_by_their_first_names_and_others_are_not() -> None:
    said = _utterance("Thomas kümmert sich um den Grill.")

    assert [one.who for one in _found(said, participants=["Thomas Schulz", "K. Ott"])] == ["Thomas"]
    assert _found(said) == ()


def test_without_the_day_of_the_recording_only_the_words_of_a_date_are_given() -> None:
    (task,) = _found(_utterance("Frau Müller übernimmt das bis Freitag."), day=None)

    assert (task.due, task.due_said) == (None, "bis Freitag")


def test_english_will_does_not_count_in_german() -> None:
    assert (
        _found(_utterance("Thomas will das bis Freitag organisieren."), participants=["Thomas"])
        == ()
    )
    assert _found(_utterance("Thomas will organise that by Friday.", language="en")) != ()


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
    assert _found(_utterance(said)) == ()


def test_speech_in_other_languages_is_left_alone() -> None:
    assert _found(_utterance("Punto 3. Decisione: TOP 3, Beschluss.", language="it")) == ()


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
        _utterance(one, start=place * 100, language=language, speaker=speaker)
        for place, one in enumerate(said)
    ]
    spoken = " ".join(utterance.text for utterance in utterances)

    found = _found(*utterances)

    assert all(one.text in spoken and one.due_said in one.text for one in found)
    assert [one.said.start for one in found] == sorted(one.said.start for one in found)
    assert all(
        utterances[int(one.anchor[1:]) - 1].start
        <= one.said.start
        <= utterances[int(one.anchor[1:]) - 1].end
        for one in found
    )
