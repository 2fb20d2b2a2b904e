"""The score of a diarization, on cases that one can count by hand."""

from pathlib import Path

import pytest

from benchmarks.diarization import DiarizationError, diarization_error, read_rttm, word_errors
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.recordings.speakers import SpeakerTurn

REFERENCE = (SpeakerTurn(0, 10, 0), SpeakerTurn(10, 20, 1))


def test_a_perfect_answer_has_no_error_whatever_the_numbers_are() -> None:
    error = diarization_error(REFERENCE, (SpeakerTurn(0, 10, 5), SpeakerTurn(10, 20, 2)))

    assert error.rate == 0
    assert error.speech == pytest.approx(19)  # four collars of a quarter of a second are left out


def test_what_is_wrong_within_the_collar_does_not_count() -> None:
    found = (SpeakerTurn(0.2, 10.2, 0), SpeakerTurn(10.2, 20.2, 1))

    assert diarization_error(REFERENCE, found).rate == 0


def test_a_speaker_whose_turns_overlap_or_touch_counts_once() -> None:
    whole = (SpeakerTurn(0, 10, 0),)
    parts = (SpeakerTurn(0, 6, 0), SpeakerTurn(4, 8, 0), SpeakerTurn(8, 10, 0))

    assert diarization_error(whole, parts) == diarization_error(parts, whole)
    assert diarization_error(parts, parts).speech == pytest.approx(9.5)


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        ((), (20, 0, 0)),
        ((SpeakerTurn(0, 20, 0),), (0, 0, 10)),
        ((SpeakerTurn(0, 10, 0), SpeakerTurn(10, 23, 1)), (0, 3, 0)),
        ((SpeakerTurn(0, 10, 0), SpeakerTurn(10, 18, 1)), (2, 0, 0)),
        ((SpeakerTurn(0, 20, 0), SpeakerTurn(10, 20, 1)), (0, 10, 0)),
        ((SpeakerTurn(0, 6, 0), SpeakerTurn(6, 10, 1), SpeakerTurn(10, 20, 2)), (0, 0, 4)),
    ],
)
def test_missed_invented_and_confused_speech_is_counted_in_seconds(
    found: tuple[SpeakerTurn, ...], wrong: tuple[float, float, float]
) -> None:
    error = diarization_error(REFERENCE, found, collar=0)

    assert (error.missed, error.invented, error.confused) == pytest.approx(wrong)
    assert error.rate == pytest.approx(sum(wrong) / 20)


def test_overlap_counts_for_each_who_speaks() -> None:
    reference = (SpeakerTurn(0, 10, 0), SpeakerTurn(4, 6, 1))

    error = diarization_error(reference, (SpeakerTurn(0, 10, 0),), collar=0)

    assert (error.speech, error.missed, error.confused) == pytest.approx((12, 2, 0))


def test_the_best_pairing_counts_even_if_it_is_not_the_first() -> None:
    reference = (SpeakerTurn(0, 6, 0), SpeakerTurn(6, 11, 1))
    found = (SpeakerTurn(0, 5, 0), SpeakerTurn(5, 11, 1), SpeakerTurn(12, 13, 2))

    assert diarization_error(reference, found, collar=0) == DiarizationError(11, 0, 1, 1, 2 / 11)


def test_silence_is_right_and_voices_in_it_are_wrong() -> None:
    assert diarization_error((), ()).rate == 0
    assert diarization_error((), (SpeakerTurn(0, 1, 0),)).rate == 1


def test_words_of_the_wrong_speaker_are_counted_where_one_person_speaks() -> None:
    reference = (SpeakerTurn(0, 4, 0), SpeakerTurn(3, 8, 1))
    said = [
        Utterance((SpokenWord("ja", 1, 2, 1), SpokenWord("beide", 3, 4, 1)), "de", "A"),
        Utterance((SpokenWord("nein", 4, 5, 1), SpokenWord("doch", 6, 7, 1)), "de", "B"),
        Utterance((SpokenWord("oh", 7, 8, 1), SpokenWord("still", 9, 10, 1)), "de", None),
    ]

    assert word_errors(said, reference) == (1, 4)


def test_rttm_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.rttm"
    file.write_text(
        "SPEAKER a 1 1.5 2.0 <NA> <NA> Ada <NA> <NA>\n\nSPKR-INFO a 1\n"
        "SPEAKER a 1 3 0 <NA> <NA> Bob <NA> <NA>\n"
        "SPEAKER a 1 4 1 <NA> <NA> Bob <NA> <NA>\n"
    )

    assert read_rttm(file) == (SpeakerTurn(1.5, 3.5, 0), SpeakerTurn(4, 5, 1))
