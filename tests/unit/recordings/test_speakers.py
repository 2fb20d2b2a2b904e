"""Words and turns, brought together."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.speakers import (
    SOMEBODY,
    UNKNOWN,
    SpeakerTurn,
    with_speakers,
)


def label(number: int) -> str:
    return f"S{number}"


def utterance(text: str, *, start: float = 0.0, each: float = 0.4, pause: float = 0.0) -> Utterance:
    """The words of ``text``, one after the other, each ``each`` seconds long."""
    words = []
    for number, word in enumerate(text.split()):
        begins = start + number * (each + pause)
        words.append(SpokenWord(word, begins, begins + each, 0.9))
    return Utterance(tuple(words), "de")


def said(utterances: tuple[Utterance, ...]) -> list[tuple[str | None, str]]:
    return [(each.speaker, each.text) for each in utterances]


def test_an_utterance_is_parted_where_the_speaker_changes_and_speakers_count_by_appearance() -> (
    None
):
    heard = (utterance("Guten Tag. Ja, bitte? Danke."),)
    turns = (SpeakerTurn(0, 0.8, 7), SpeakerTurn(0.8, 1.6, 3), SpeakerTurn(1.6, 2, 7))

    assert said(with_speakers(heard, turns, label=label)) == [
        ("S1", "Guten Tag."),
        ("S2", "Ja, bitte?"),
        ("S1", "Danke."),
    ]


def test_one_speaker_alone_gets_no_label() -> None:
    heard = (utterance("Sehr geehrte Damen und Herren,"), utterance("ich diktiere.", start=5))

    assert with_speakers(heard, (SpeakerTurn(0, 3, 4), SpeakerTurn(4, 7, 4)), label=label) == heard


@pytest.mark.parametrize("turns", [(), (SpeakerTurn(0, 1, 0),)])
def test_without_words_or_turns_nothing_changes(turns: tuple[SpeakerTurn, ...]) -> None:
    assert with_speakers((), turns, label=label) == ()
    assert with_speakers((utterance("Ja."),), (), label=label) == (utterance("Ja."),)


def test_a_flicker_of_one_word_amid_a_sentence_is_smoothed_away() -> None:
    heard = (utterance("Der Haushalt wird heute beschlossen."), utterance("Gut.", start=2))
    turns = (
        SpeakerTurn(0, 0.8, 0),
        SpeakerTurn(0.8, 1.2, 1),
        SpeakerTurn(1.2, 2, 0),
        SpeakerTurn(2, 2.4, 1),
    )

    assert said(with_speakers(heard, turns, label=label)) == [
        ("S1", "Der Haushalt wird heute beschlossen."),
        ("S2", "Gut."),
    ]


def test_a_short_sentence_of_its_own_is_no_flicker() -> None:
    heard = (utterance("Stimmt das? Ja. Dann weiter."),)
    turns = (SpeakerTurn(0, 0.8, 0), SpeakerTurn(0.8, 1.2, 1), SpeakerTurn(1.2, 2, 0))

    assert said(with_speakers(heard, turns, label=label)) == [
        ("S1", "Stimmt das?"),
        ("S2", "Ja."),
        ("S1", "Dann weiter."),
    ]


@pytest.mark.parametrize("late", [-0.5, -0.3, 0.3, 0.5])
def test_a_turn_that_begins_early_or_late_is_moved_to_the_end_of_the_sentence(late: float) -> None:
    heard = (utterance("Das ist alles für heute. Vielen Dank für Ihr Kommen."),)
    change = 5 * 0.4 + late

    parts = with_speakers(
        heard, (SpeakerTurn(0, change, 0), SpeakerTurn(change, 4, 1)), label=label
    )

    assert said(parts) == [
        ("S1", "Das ist alles für heute."),
        ("S2", "Vielen Dank für Ihr Kommen."),
    ]


def test_a_pause_is_as_good_as_the_end_of_a_sentence() -> None:
    heard = (utterance("und dann"), utterance("ich meine", start=1.7))

    parts = with_speakers(heard, (SpeakerTurn(0, 1.0, 0), SpeakerTurn(1.0, 2.5, 1)), label=label)

    assert said(parts) == [("S1", "und dann"), ("S2", "ich meine")]


def test_a_clause_is_a_better_place_for_a_change_than_the_midst_of_one() -> None:
    heard = (utterance("wenn er kommt, dann gehen wir", each=0.5),)

    parts = with_speakers(heard, (SpeakerTurn(0, 1.8, 0), SpeakerTurn(1.8, 3, 1)), label=label)

    assert said(parts) == [("S1", "wenn er kommt,"), ("S2", "dann gehen wir")]


def test_two_who_speak_at_once_for_a_while_are_both_named() -> None:
    heard = (utterance("Ich sage nur. Nein das geht so nicht weiter. Also gut."),)
    turns = (SpeakerTurn(0, 3.6, 0), SpeakerTurn(1.2, 4.4, 1))

    parts = with_speakers(heard, turns, label=label)

    assert said(parts) == [
        ("S1", "Ich sage nur."),
        ("S1 + S2", "Nein das geht so nicht weiter."),
        ("S2", "Also gut."),
    ]


def test_one_who_takes_over_a_little_early_does_not_speak_at_once() -> None:
    heard = (utterance("Das war es. Danke schön dafür."),)

    parts = with_speakers(heard, (SpeakerTurn(0, 1.6, 0), SpeakerTurn(1.1, 2.4, 1)), label=label)

    assert said(parts) == [("S1", "Das war es."), ("S2", "Danke schön dafür.")]


def test_somebody_may_join_in_and_leave_off_amid_a_sentence() -> None:
    heard = (utterance("das kann man so nicht sagen weil es eben anders war. Gut."),)
    turns = (
        SpeakerTurn(0, 4.4, 0),
        SpeakerTurn(1.6, 2.6, 1),
        SpeakerTurn(2.6, 3.2, 1),
        SpeakerTurn(4.4, 4.8, 1),
    )

    parts = with_speakers(heard, turns, label=label)

    assert said(parts) == [
        ("S1", "das kann man so"),
        ("S1 + S2", "nicht sagen weil es"),
        ("S1", "eben anders war."),
        ("S2", "Gut."),
    ]


def test_a_second_speaker_whom_nobody_knows_is_named_last_and_not_counted() -> None:
    heard = (utterance("Nein das geht so nicht weiter. Also gut. Danke sehr."),)
    turns = (
        SpeakerTurn(0, 2.4, 4),
        SpeakerTurn(0, 2.4, SOMEBODY),
        SpeakerTurn(2.4, 3.2, 7),
        SpeakerTurn(3.2, 4, 4),
    )

    parts = with_speakers(heard, turns, label=label)

    assert said(parts) == [
        (f"S1 + {UNKNOWN}", "Nein das geht so nicht weiter."),
        ("S2", "Also gut."),
        ("S1", "Danke sehr."),
    ]
    assert with_speakers(heard, turns[:1], label=label) == heard
    alone = with_speakers(heard, turns[:2], label=label)
    assert {one for one, _ in said(alone)} == {f"S1 + {UNKNOWN}"}


def test_words_during_which_nobody_speaks_go_to_the_nearest() -> None:
    heard = (
        utterance("Vorher."),
        utterance("Erstens.", start=2),
        utterance("Zweitens.", start=6),
        utterance("Nachher.", start=9),
    )

    parts = with_speakers(heard, (SpeakerTurn(1, 3, 0), SpeakerTurn(5, 8, 1)), label=label)

    assert [part.speaker for part in parts] == ["S1", "S1", "S2", "S2"]


def test_words_without_any_time_have_speakers_too() -> None:
    heard = (utterance("Ja. Ja.", each=0), utterance("Nein.", start=3, each=0))

    parts = with_speakers(heard, (SpeakerTurn(0, 1, 0), SpeakerTurn(2, 4, 1)), label=label)

    assert said(parts) == [("S1", "Ja. Ja."), ("S2", "Nein.")]


seconds = st.floats(0, 60, allow_nan=False).map(lambda value: round(value, 2))


@st.composite
def recordings(draw: st.DrawFn) -> tuple[Utterance, ...]:
    heard = []
    time = 0.0
    for _ in range(draw(st.integers(0, 5))):
        words = []
        for _ in range(draw(st.integers(1, 6))):
            time += draw(st.sampled_from((0.0, 0.1, 1.0)))
            end = time + draw(st.sampled_from((0.0, 0.2, 0.5)))
            words.append(SpokenWord(draw(st.sampled_from(("ja", "ja.", "und,"))), time, end, 0.5))
            time = end
        heard.append(Utterance(tuple(words), draw(st.sampled_from(("de", "en")))))
    return tuple(heard)


single_turns = (
    st.tuples(seconds, seconds, st.integers(0, 3))
    .filter(lambda turn: turn[0] != turn[1])
    .map(lambda turn: SpeakerTurn(min(turn[:2]), max(turn[:2]), turn[2]))
)
with_somebody = single_turns.map(lambda turn: [turn, replace(turn, speaker=SOMEBODY)])
turn_lists = st.lists(single_turns.map(lambda turn: [turn]) | with_somebody, max_size=8).map(
    lambda lists: [turn for each in lists for turn in each]
)


@given(recordings(), turn_lists)
def test_no_word_is_lost_doubled_changed_or_moved(
    heard: tuple[Utterance, ...], turns: list[SpeakerTurn]
) -> None:
    parts = with_speakers(heard, turns, label=label)

    words = [(word, utterance.language) for utterance in heard for word in utterance.words]
    assert [(word, part.language) for part in parts for word in part.words] == words


@given(recordings(), turn_lists)
def test_either_all_words_have_a_speaker_or_none_has(
    heard: tuple[Utterance, ...], turns: list[SpeakerTurn]
) -> None:
    labels = [part.speaker for part in with_speakers(heard, turns, label=label)]

    named = [one for speaker in labels if speaker for one in speaker.split(" + ") if one != UNKNOWN]
    assert UNKNOWN not in labels
    assert labels == [None] * len(labels) or None not in labels
    assert list(dict.fromkeys(named)) == [label(number) for number in range(1, len(set(named)) + 1)]
    assert len(set(named)) != 1 or any(UNKNOWN in (each or "") for each in labels)


@given(recordings(), turn_lists)
def test_neighbours_within_an_utterance_have_different_speakers(
    heard: tuple[Utterance, ...], turns: list[SpeakerTurn]
) -> None:
    parts = with_speakers(heard, turns, label=label)

    ends = {utterance.words[-1] for utterance in heard}
    assert all(a.speaker != b.speaker for a, b in pairwise(parts) if a.words[-1] not in ends)


def test_turns_have_ordered_times() -> None:
    with pytest.raises(ValueError, match="ordered times"):
        SpeakerTurn(2, 1, 0)
