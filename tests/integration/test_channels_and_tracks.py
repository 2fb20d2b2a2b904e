"""Recordings of several channels and tracks: whatever has speech of its own is heard, once."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from av.stream import Disposition
from numpy.typing import NDArray

from pipeline.core.recordings.segments import RATE, Segment
from pipeline.errors import DamagedFile
from pipeline.recipe import RecordingFacts
from pipeline.recordings.opening import open_spoken
from pipeline.recordings.sound import feed_file
from tests.feeds import Samples, Track, at, many_channels, mixed, side_by_side, spoken, written

Wave = NDArray[np.float64]


@pytest.fixture(scope="module")
def anna() -> Samples:
    return spoken(
        "Guten Morgen, wir beginnen mit dem ersten Punkt.",
        "Der Haushalt für das kommende Jahr liegt allen vor.",
        "Ich bitte darum, den Antrag noch einmal zu lesen.",
    )


@pytest.fixture(scope="module")
def bernd() -> Samples:
    return spoken(
        "Die Firma hat uns gestern ein neues Angebot geschickt.",
        "Im Garten des Rathauses stehen zwei alte Linden.",
        "Der Schlüssel liegt beim Hausmeister im Erdgeschoss.",
        pitch=0.75,
    )


@pytest.fixture
def pcm(tmp_path: Path) -> Path:
    return tmp_path / "sound.pcm"


def opened(file: Path, pcm: Path) -> tuple[RecordingFacts, dict[int, float]]:
    """The facts, and the seconds of speech of each feed; 0 is the recording as one."""
    facts, segments = open_spoken(file, pcm)
    assert [segment.number for segment in segments] == list(range(1, len(segments) + 1))
    return facts, seconds(segments)


def seconds(segments: tuple[Segment, ...]) -> dict[int, float]:
    found: dict[int, float] = {}
    for segment in segments:
        found[segment.feed] = found.get(segment.feed, 0.0) + segment.duration
    return found


def likeness(pcm: Path, sound: Samples | Wave) -> float:
    heard = np.fromfile(pcm, "<i2").astype(float)
    length = min(len(heard), len(sound))
    return float(np.corrcoef(heard[:length], sound[:length].astype(float))[0, 1])


def in_room(sound: Samples | Wave, delay: int, gain: float, seed: int) -> Wave:
    """The sound as a microphone further away hears it: late, quieter, with an echo."""
    answer = np.zeros(2000)
    answer[delay] = 1
    tail = np.random.default_rng(seed).normal(0, 0.05, 2000 - delay)
    answer[delay:] += tail * np.exp(-np.arange(2000 - delay) / 600)
    return np.asarray(gain * np.convolve(sound.astype(float), answer)[: len(sound)])


def hiss(length: int, level: float, seed: int = 1) -> Wave:
    return np.random.default_rng(seed).normal(0, level, length)


# One sound


@pytest.mark.parametrize("channel", range(6))
@pytest.mark.parametrize("layout", ["5.1", "6 channels"])
def test_a_voice_on_any_of_six_channels_is_heard(
    anna: Samples, tmp_path: Path, pcm: Path, channel: int, layout: str
) -> None:
    sounds = [0 * anna for _ in range(6)]
    sounds[channel] = anna

    facts, speech = opened(many_channels(tmp_path / "a.wav", *sounds, layout=layout), pcm)

    assert (facts.channels, facts.feeds, list(speech)) == (6, (), [0])
    assert likeness(pcm, anna) > 0.99


@pytest.mark.parametrize("channel", [0, 17, 31])
def test_of_32_channels_of_a_mixing_desk_the_one_that_speaks_is_heard(
    anna: Samples, tmp_path: Path, pcm: Path, channel: int
) -> None:
    sounds = [hiss(len(anna), 12, seed) for seed in range(32)]
    sounds[channel] += anna

    facts, speech = opened(many_channels(tmp_path / "a.wav", *sounds), pcm)

    assert (facts.feeds, list(speech)) == ((), [0])
    assert likeness(pcm, anna) > 0.98


def test_a_quiet_voice_among_silent_channels_is_heard(
    anna: Samples, tmp_path: Path, pcm: Path
) -> None:
    facts, speech = opened(
        many_channels(tmp_path / "a.wav", 0 * anna, 0 * anna, 0.01 * anna.astype(float), 0 * anna),
        pcm,
    )

    assert (facts.feeds, list(speech)) == ((), [0])
    assert speech[0] > 8


@pytest.mark.parametrize(
    ("second", "noise"), [("same", 0), ("reversed", 0), ("late", 4), ("quiet", 4), ("hum", 4)]
)
def test_two_channels_with_one_voice_are_heard_as_one(
    anna: Samples, tmp_path: Path, pcm: Path, second: str, noise: float
) -> None:
    clock = np.arange(len(anna)) / RATE
    others: Mapping[str, Wave] = {
        "same": anna.astype(float),
        "reversed": -np.maximum(anna.astype(float), -32_767),
        "late": at(0.012, anna)[: len(anna)],
        "quiet": in_room(anna, 120, 0.1, 1),
        "hum": 400 * np.sin(2 * np.pi * 50 * clock),
    }

    file = many_channels(tmp_path / "a.wav", anna, others[second] + hiss(len(anna), noise))
    facts, speech = opened(file, pcm)

    assert (facts.feeds, list(speech)) == ((), [0])
    assert speech[0] == pytest.approx(12, abs=3)
    assert {file.name for file in tmp_path.glob("sound*.pcm")} >= {"sound.pcm"}


def test_a_stereo_mix_of_speech_and_music_is_heard_as_one(
    anna: Samples, tmp_path: Path, pcm: Path
) -> None:
    music = [
        0.3 * np.abs(anna).max() * np.sin(np.cumsum(notes)) / 3
        for seed in (1, 2)
        for notes in [
            np.repeat(np.random.default_rng(seed).uniform(0.08, 0.3, 80), 4000)[: len(anna)]
        ]
    ]

    facts, speech = opened(many_channels(tmp_path / "a.wav", *(anna + part for part in music)), pcm)

    assert (facts.feeds, list(speech)) == ((), [0])


def test_four_microphones_in_a_room_hear_one_conversation(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    first, second = anna[: 4 * RATE], at(4.5, bernd[: 4 * RATE])
    sounds = [
        mixed(
            in_room(first, 10 * n + 5, 1 - 0.2 * n, n),
            in_room(second, 50 - 10 * n, 0.4 + 0.2 * n, 9),
        )
        for n in range(4)
    ]

    _facts, speech = opened(many_channels(tmp_path / "a.wav", *sounds), pcm)

    assert sum(speech.values()) == pytest.approx(8, abs=2)


# Several people


def test_a_telephone_call_without_interruptions_is_heard_as_one(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    facts, speech = opened(
        many_channels(tmp_path / "a.wav", anna[: 4 * RATE], at(4.5, bernd[: 4 * RATE])), pcm
    )

    assert (facts.feeds, list(speech)) == ((), [0])


def test_who_speak_at_once_in_two_channels_are_heard_each_alone(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    facts, speech = opened(many_channels(tmp_path / "a.wav", anna, bernd), pcm)

    assert [(feed.track, feed.channel) for feed in facts.feeds] == [(1, 1), (1, 2)]
    for feed, sound in zip(facts.feeds, (anna, bernd), strict=True):
        assert likeness(feed_file(pcm, feed.number), sound) > 0.99
        assert speech[feed.number] == pytest.approx(11, abs=2)


def test_microphones_that_hear_each_other_give_each_speaker_to_one(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    first, second = mixed(anna, at(16, anna[: 3 * RATE])), mixed(at(9, bernd), 0 * at(19, anna))
    length = max(len(first), len(second))
    first, second = (np.pad(sound, (0, length - len(sound))) for sound in (first, second))
    left = in_room(first, 20, 1, 1) + in_room(second, 90, 0.2, 2) + hiss(length, 5, 1)
    right = in_room(second, 20, 1, 3) + in_room(first, 90, 0.2, 4) + hiss(length, 5, 2)

    facts, speech = opened(many_channels(tmp_path / "a.wav", left, right), pcm)

    assert len(facts.feeds) == 2  # they overlap for some seconds
    assert sum(speech.values()) < 12 + 12 + 3 + 6  # twice all of it would be 50 s


def test_three_people_and_silent_channels_are_three_feeds(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    carla = spoken("There are two old lime trees in the garden.", voice="en-GB")

    facts, _speech = opened(
        many_channels(tmp_path / "a.wav", anna, 0 * anna, bernd, 0 * anna, carla), pcm
    )

    assert [feed.channel for feed in facts.feeds] == [1, 3, 5]


# Tracks


def test_tracks_with_different_people_are_all_heard_at_their_times(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    file = written(
        tmp_path / "a.mkv",
        Track(side_by_side(anna), title="Mikrofon", marks=Disposition.default),
        Track(side_by_side(bernd), title="Desktop", start=3),
    )

    facts, segments = open_spoken(file, pcm)

    assert [(feed.track, feed.channel, feed.title) for feed in facts.feeds] == [
        (1, 0, "Mikrofon"),
        (2, 0, "Desktop"),
    ]
    late = feed_file(pcm, facts.feeds[1].number)
    assert likeness(late, at(3, bernd)) > 0.99
    assert facts.duration == pytest.approx(3 + len(bernd) / RATE, abs=0.2)
    assert min(segment.start for segment in segments if segment.feed) == pytest.approx(2.7, abs=0.4)


def test_a_track_that_is_the_sum_of_others_is_not_heard_twice(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    file = written(
        tmp_path / "a.mkv",
        Track(side_by_side(mixed(anna, at(2, bernd)))),
        Track(side_by_side(anna)),
        Track(side_by_side(at(2, bernd))),
    )

    facts, _speech = opened(file, pcm)

    assert [feed.track for feed in facts.feeds] == [2, 3]


@pytest.mark.parametrize("default", [0, 1])
def test_tracks_with_the_same_sound_are_heard_once(
    anna: Samples, tmp_path: Path, pcm: Path, default: int
) -> None:
    file = written(
        tmp_path / "a.mka",
        *(
            Track(
                side_by_side(*[anna] * channels),
                marks=Disposition.default if place == default else None,
            )
            for place, channels in enumerate((1, 2))
        ),
    )

    facts, speech = opened(file, pcm)

    assert (facts.feeds, facts.track, facts.unheard) == ((), (default + 1, 2), ())
    assert speech[0] == pytest.approx(12, abs=3)


def test_of_a_dubbed_film_the_track_is_heard_that_players_play(
    anna: Samples, bernd: Samples, tmp_path: Path, pcm: Path
) -> None:
    file = written(
        tmp_path / "a.mkv",
        Track(side_by_side(bernd), language="eng"),
        Track(side_by_side(anna), language="ger", marks=Disposition.default),
        Track(side_by_side(bernd), language="ger", title="Kommentar der Regie"),
    )

    facts, speech = opened(file, pcm)

    assert (facts.feeds, facts.track, list(speech)) == ((), (2, 3), [0])
    assert sorted(track.number for track in facts.unheard) == [1, 3]
    assert likeness(pcm, anna) > 0.99


def test_if_nobody_speaks_in_it_its_alternatives_are_heard(
    anna: Samples, tmp_path: Path, pcm: Path
) -> None:
    silence = side_by_side(0 * anna)
    german = Track(silence, language="ger", marks=Disposition.default)

    file = written(tmp_path / "a.mkv", german, Track(side_by_side(anna), language="eng"))
    facts, speech = opened(file, pcm)

    assert (facts.track, facts.unheard, list(speech)) == ((2, 2), (), [0])
    file = written(tmp_path / "b.mkv", german, Track(silence, language="eng"))
    facts, speech = opened(file, pcm)
    assert (facts.track, facts.feeds, speech) == ((1, 2), (), {})


def test_a_file_without_a_readable_track_is_refused(
    anna: Samples, tmp_path: Path, pcm: Path
) -> None:
    file = written(tmp_path / "a.flac", Track(side_by_side(anna)))
    content = file.read_bytes()
    file.write_bytes(content[:80] + bytes(len(content) - 80))

    with pytest.raises(DamagedFile):
        open_spoken(file, pcm)
