"""Sentences out of heard words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.sentences import sentences


def _utterance(
    text: str, start: float = 0, language: str = "de", speaker: str | None = "A"
) -> Utterance:
    words = [
        SpokenWord(word, start + place, start + place + 0.9, 0.9)
        for place, word in enumerate(text.split())
    ]
    return Utterance(tuple(words), language, speaker)


def _texts(*utterances: Utterance) -> list[str]:
    return [sentence.text for sentence in sentences(utterances)]


@pytest.mark.parametrize(
    "one",
    [
        "Am 1. Januar geht es los.",
        "Wir kommen zum 3. Punkt der Tagesordnung.",
        "Bis zum 5. die Rechnung prüfen.",
        "Herr Dr. Lang kommt um 9 Uhr.",
        "Die 2. sitzung war länger.",
    ],
)
def test_points_after_numbers_and_abbreviations_end_nothing(one: str) -> None:
    assert _texts(_utterance(one)) == [one]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wir kommen zu TOP 3.", "Haushalt."),
        ("Das geht bis zum 15.", "Das ist ein Montag."),
        ("Es waren 12.", "das reicht."),
        ("Wer ist dafür?", "Dann ist das so."),
        ("Sie sagte „nein.“", "Das war es."),
    ],
)
def test_other_signs_end_a_sentence(first: str, second: str) -> None:
    assert _texts(_utterance(f"{first} {second}")) == [first, second]


def test_a_sentence_goes_on_in_the_next_utterance_of_the_same_speaker() -> None:
    assert _texts(_utterance("Frau Weber schickt das"), _utterance("bis Freitag herum.", 4)) == [
        "Frau Weber schickt das bis Freitag herum."
    ]


def test_another_speaker_another_language_and_a_pause_begin_another_one() -> None:
    said = (
        _utterance("und dann"),
        _utterance("wer macht das", 2, speaker="B"),
        _utterance("I do", 5, "en", "B"),
        _utterance("on Friday", 9, "en", "B"),
    )

    assert [(one.text, one.speaker, one.language, one.number) for one in sentences(said)] == [
        ("und dann", "A", "de", 1),
        ("wer macht das", "B", "de", 2),
        ("I do", "B", "en", 3),
        ("on Friday", "B", "en", 4),
    ]


def test_speech_without_any_sign_is_parted_at_short_pauses() -> None:
    long = _utterance(" ".join(["wort"] * 30))
    later = SpokenWord("neu", 30.7, 31, 0.9)

    assert _texts(Utterance((*long.words, later), "de", "A")) == [long.text, "neu"]


@given(
    st.lists(
        st.sampled_from(["am", "3.", "Punkt", "ja.", "TOP", "Dr.", "und", "Gut?"]),
        min_size=1,
        max_size=40,
    )
)
def test_every_word_is_in_one_sentence_and_in_order(words: list[str]) -> None:
    parts = [sentence.text for sentence in sentences([_utterance(" ".join(words))])]

    assert " ".join(parts).split() == words
