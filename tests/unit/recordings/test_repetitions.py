"""Loops, and whether the sound goes in circles, too."""

import pytest

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.passages import SpokenPassage
from pipeline.core.recordings.repetitions import (
    MISCOUNTED,
    counted,
    is_carried,
    is_pulsed,
    is_stuttered,
    loops,
    rows,
)
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


@pytest.mark.parametrize(("pulses", "kept"), [(3, False), (6, True), (9, True), (14, False)])
def test_a_word_said_again_and_again_stays_if_the_sound_pulses_about_as_often(
    pulses: int,
    kept: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    words = said("Enthaltung. Enthaltung. " * 4, seconds=8)

    assert is_pulsed(words, swelling(pulses, seconds=8)) is kept


def test_other_words_are_not_pulsed_however_regular_the_sound_is() -> None:
    assert not is_pulsed(said("eins zwei drei vier fünf sechs", seconds=6), swelling(6, seconds=6))


def passages(*texts: str) -> tuple[SpokenPassage, ...]:
    """One after the other, a word each second."""
    found, begin = [], 0.0
    for text in texts:
        words = said(text, seconds=len(text.split()))
        found.append(
            SpokenPassage(
                tuple(
                    SpokenWord(word.text, begin + word.start, begin + word.end, word.confidence)
                    for word in words
                )
            )
        )
        begin += len(words)
    return tuple(found)


@pytest.mark.parametrize(("pulses", "doubtful"), [(7, False), (6, True), (9, True)])
def test_the_last_of_a_row_is_doubtful_if_the_sound_has_another_number(
    pulses: int,
    doubtful: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    votes = passages(*["Nein."] * 7)

    found = counted(votes, swelling(pulses, seconds=7), end=7)

    words = [word for passage in found for word in passage.words]
    assert [word.text for word in words] == ["Nein."] * 7
    assert [word.confidence for word in words] == [0.9] * 6 + [MISCOUNTED if doubtful else 0.9]
    assert len(found) == (1 if doubtful else 7)


def test_where_the_sound_tells_no_number_only_a_long_row_is_doubtful() -> None:
    silent = VoiceActivity(())

    assert counted(passages("ja ja ja ja"), silent, end=4) == passages("ja ja ja ja")
    assert counted(passages("ja " * 6), silent, end=6)[0].words[-1].confidence == MISCOUNTED


def test_the_words_around_a_row_stay_in_passages_of_their_own() -> None:
    found = counted(
        passages("Wer ist dagegen?", "Nein.", *["Nein."] * 6, "Danke."),
        VoiceActivity(()),
        end=11,
    )

    assert [passage.text for passage in found] == [
        "Wer ist dagegen?",
        " ".join(["Nein."] * 7),
        "Danke.",
    ]


def test_a_row_is_a_word_four_times_whatever_its_marks() -> None:
    assert list(rows(["so", "Ja.", "ja,", "Ja!", "ja", "gut"])) == [(1, 5)]


@pytest.mark.parametrize(
    ("word", "stuttered"),
    [("neineineinein", True), ("hahahaha", True), ("mississippi", False), ("000000000", False)],
)
def test_one_syllable_over_and_over_is_no_word(
    word: str,
    stuttered: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    assert is_stuttered(word) is stuttered
