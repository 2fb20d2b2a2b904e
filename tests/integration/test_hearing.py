"""Hearing with an engine that answers as told: times, languages, second attempts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.model import Gap, SpokenWord, Utterance
from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.core.recordings.segments import RATE, WINDOW, Region, Segment
from pipeline.recordings.hearing import Hearing, by_language, hear_segment, heard_in_wrong_language

BOTH = ("de", "en")


@dataclass
class Parrot:
    """Gives prepared answers, and remembers what it heard and how it was asked."""

    answers: list[tuple[RawPassage, ...]]
    heard: list[NDArray[np.float32]] = field(default_factory=list)
    asked: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    version: str = "parrot 1"

    def language(
        self,
        samples: NDArray[np.float32],  # noqa: ARG002 - the port's signature
    ) -> Mapping[str, float]:
        return {"de": 1.0}

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,  # noqa: ARG002 - the port's signature
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,
    ) -> tuple[RawPassage, ...]:
        self.heard.append(samples)
        self.asked.append((told.terms, otherwise))
        return self.answers.pop(0)


def sound(seconds: int, folder: Path) -> Path:
    """A ramp in which somebody speaks all the time, as far as the voice detector is concerned."""
    pcm = folder / "sound.pcm"
    np.arange(seconds * RATE).astype("<i2").tofile(pcm)
    np.full(seconds * RATE // WINDOW + 1, 0.9, np.float32).tofile(pcm.with_suffix(".voice"))
    return pcm


def passage(
    *words: tuple[str, float, float], sure: float = 0.9, no_speech: float = 0.0
) -> RawPassage:
    return RawPassage(
        tuple(RawWord(f" {text}", start, end, sure) for text, start, end in words), no_speech
    )


def test_an_engine_hears_exactly_the_regions_and_times_lead_back(tmp_path: Path) -> None:
    pcm = sound(3, tmp_path)
    segment = Segment(1, (Region(RATE, RATE + 8000), Region(2 * RATE, 2 * RATE + 8000)))
    parrot = Parrot([(passage(("a", 0, 0.5), ("b", 0.5, 1)),)])

    hearing = hear_segment(parrot, pcm, segment, language="de", told=Told(("Kowalczyk",)))

    ramp = np.fromfile(pcm, "<i2")
    expected = np.concatenate((ramp[RATE : RATE + 8000], ramp[2 * RATE : 2 * RATE + 8000]))
    assert np.array_equal(parrot.heard[0] * 32_768, expected)
    assert [(w.start, w.end) for u in hearing.utterances for w in u.words] == [
        (1.0, 1.5),
        (2.0, 2.5),
    ]
    assert parrot.asked == [(("Kowalczyk",), False)]


def test_what_cannot_be_believed_is_cut_out_and_heard_again_in_another_way(tmp_path: Path) -> None:
    pcm, segment = sound(30, tmp_path), Segment(1, (Region(10 * RATE, 20 * RATE),))
    first = (
        passage(("Guten", 0, 1), ("Tag.", 1, 2)),
        passage(("You", 3, 4), sure=0.1, no_speech=0.9),
    )
    again = (passage(("Frau", 0, 4), ("Kowalczyk?", 4, 8)),)
    parrot = Parrot([first, again])

    hearing = hear_segment(parrot, pcm, segment, language="de", told=Told(("Kowalczyk",)))

    assert [u.text for u in hearing.utterances] == ["Guten Tag.", "Frau Kowalczyk?"]
    assert hearing.utterances[1].start == 12
    assert hearing.gaps == ()
    assert parrot.asked[1] == ((), True)
    assert parrot.heard[1].size == 8 * RATE


def test_what_cannot_be_believed_twice_is_marked_with_its_time(tmp_path: Path) -> None:
    pcm, segment = sound(30, tmp_path), Segment(1, (Region(10 * RATE, 20 * RATE),))
    first = (passage(("Guten", 0, 1), ("Tag.", 1, 2)),)
    parrot = Parrot([first, ()])

    hearing = hear_segment(parrot, pcm, segment, language="de")

    assert [u.text for u in hearing.utterances] == ["Guten Tag."]
    assert hearing.gaps == (Gap(12, 20, "NotUnderstood"),)


def test_a_short_sound_of_which_no_word_comes_is_nothing(tmp_path: Path) -> None:
    pcm, segment = sound(3, tmp_path), Segment(1, (Region(0, RATE),))

    assert hear_segment(Parrot([()]), pcm, segment, language="de") == Hearing()


def segments(count: int, *, regions: int = 1) -> tuple[Segment, ...]:
    """So many segments of ten seconds, each in so many regions."""
    return tuple(
        Segment(
            number,
            tuple(
                Region(
                    (number * 10 + part * 10 // regions) * RATE,
                    (number * 10 + (part + 1) * 10 // regions) * RATE,
                )
                for part in range(regions)
            ),
        )
        for number in range(1, count + 1)
    )


def test_each_segment_is_in_its_own_language_whichever_is_heard_first() -> None:
    recording = segments(8)
    english = {3, 4}

    def odds(segment: Segment) -> dict[str, float]:
        return {"de": 0.01, "en": 0.98} if segment.number in english else {"de": 0.99, "en": 0.005}

    heard = {
        n: by_language(recording, n, preferred=BOTH, odds=odds) for n in (5, 3, 8, 1, 2, 4, 7, 6)
    }

    assert {n for n, ((_, language),) in heard.items() if language == "en"} == english


def test_an_unsure_segment_is_in_the_language_of_the_recording() -> None:
    def odds(segment: Segment) -> dict[str, float]:
        return (
            {"de": 0.2, "en": 0.25, "nn": 0.5} if segment.number == 2 else {"de": 0.99, "en": 0.005}
        )

    assert by_language(segments(8), 2, preferred=BOTH, odds=odds) == ((segments(8)[1], "de"),)


def test_a_recording_in_a_language_that_nobody_configured_is_in_that_language() -> None:
    ((_, language),) = by_language(
        segments(3), 2, preferred=BOTH, odds=lambda _: {"fr": 0.97, "en": 0.01}
    )

    assert language == "fr"


def test_a_segment_in_two_languages_is_heard_in_parts() -> None:
    (segment,) = recording = segments(1, regions=5)

    def odds(part: Segment) -> dict[str, float]:
        if part == segment:
            return {"de": 0.6, "en": 0.39}
        later = part.regions[0].start >= segment.regions[2].start
        return {"de": 0.01, "en": 0.98} if later else {"de": 0.99, "en": 0.005}

    parts = by_language(recording, 1, preferred=BOTH, odds=odds)

    assert [(len(part.regions), language) for part, language in parts] == [(2, "de"), (3, "en")]


def test_two_languages_without_a_pause_between_them_are_in_that_of_the_recording() -> None:
    ((part, language),) = by_language(
        segments(1), 1, preferred=BOTH, odds=lambda _: {"de": 0.6, "en": 0.39}
    )

    assert (part, language) == (segments(1)[0], "de")


def test_a_sure_segment_is_taken_apart_when_asked_and_else_left_whole() -> None:
    (segment,) = recording = segments(1, regions=5)

    def odds(part: Segment) -> dict[str, float]:
        english = part != segment and part.regions[0] == segment.regions[2]
        return {"de": 0.01, "en": 0.98} if english else {"de": 0.98, "en": 0.007}

    parts = by_language(recording, 1, preferred=BOTH, odds=odds, apart=True)

    assert by_language(recording, 1, preferred=BOTH, odds=odds) == ((segment, "de"),)
    assert [(len(part.regions), language) for part, language in parts] == [
        (2, "de"),
        (1, "en"),
        (2, "de"),
    ]


def test_english_text_that_was_heard_as_german_shows_itself() -> None:
    words = ["They", "would", "like", "to", "see", "the", "new", "building", "before", "dinner."]
    text = tuple(SpokenWord(word, n, n + 1, 0.9) for n, word in enumerate(words))

    assert heard_in_wrong_language([Utterance(text, "de")], BOTH)
    assert not heard_in_wrong_language([Utterance(text, "en")], BOTH)
    assert not heard_in_wrong_language([Utterance(text, "de")], ("de",))
