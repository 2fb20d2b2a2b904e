"""Loops, and whether the sound goes in circles, too."""

import pytest

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.repetitions import is_carried, is_stuttered, loops
from pipeline.core.recordings.segments import RATE, WINDOW
from pipeline.core.recordings.voice_activity import VoiceActivity

STEP = WINDOW / RATE


def said(text: str, *, seconds: float, confidence: float = 0.9) -> tuple[SpokenWord, ...]:
    pace = seconds / len(text.split())
    return tuple(
        SpokenWord(word, n * pace, (n + 0.9) * pace, confidence)
        for n, word in enumerate(text.split())
    )


def swelling(times: int, *, seconds: float) -> VoiceActivity:
    windows = round(seconds / STEP)
    loud = ((n * times % windows) < windows / 2 for n in range(windows))
    return VoiceActivity((0.9,) * windows, tuple(80.0 if it else 65.0 for it in loud))


def test_a_loop_is_all_but_the_first_time_of_a_phrase() -> None:
    assert list(loops(["und", "noch", "und", "noch", "und", "noch", "fertig"])) == [(2, 6)]
    assert list(loops(["ja", "ja", "ja"])) == []


@pytest.mark.parametrize(("bursts", "carried"), [(1, False), (3, False), (7, True), (40, False)])
def test_the_sound_swells_about_as_often_as_something_is_said(
    bursts: int,
    carried: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    activity = swelling(bursts, seconds=6)

    assert is_carried(said("nein nein nein nein nein nein nein", seconds=6), activity) is carried


def test_words_that_the_engine_is_unsure_of_are_not_carried() -> None:
    words = said("nein nein nein nein nein nein nein", seconds=6, confidence=0.5)

    assert not is_carried(words, swelling(7, seconds=6))


@pytest.mark.parametrize(
    ("word", "stuttered"),
    [("neineineinein", True), ("hahahaha", True), ("mississippi", False), ("000000000", False)],
)
def test_one_syllable_over_and_over_is_no_word(
    word: str,
    stuttered: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    assert is_stuttered(word) is stuttered
