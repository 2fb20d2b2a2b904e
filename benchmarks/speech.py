"""Ours against openai-whisper and faster-whisper, with equal weights.

On the same recordings, in one run.

python -m benchmarks.speech [--quick] [--long] [--only speed|accuracy|silence|memory|speakers]
    [--repetitions N] [--threads N] [--kinds PATTERN] [--command COMMAND] [--ffmpeg FOLDER]
    [--data FOLDER] [--target FILE]

Speech and noise are made here, from a seed; real recordings come from ../shared/data where it
exists. Costs are measured in pairs that take turns in beginning, so that a busy moment hits both
sides. openai-whisper takes 0.8 CPU seconds and more for a second of sound: the lengths are chosen
so that a whole run takes about half an hour on two cores. `make bench-speech` writes the page with
the tables, and a plot, to docs/benchmarks/. Exit code 1, and nothing written, if a side fails on
what is timed.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import os
import platform
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path

import av

from benchmarks import spelling
from benchmarks.environments import environment
from benchmarks.figures import Pair, Race, Spread
from benchmarks.metering import Cost, machine
from benchmarks.offices import Failed
from benchmarks.pages import DAY, publish, say
from benchmarks.speech_figures import (
    FASTER,
    OURS,
    WHISPER,
    Group,
    Noise,
    Results,
    Score,
    Starts,
    Transcript,
    document,
    holes,
    missing_passages,
    start_differences,
    totals,
)
from benchmarks.speech_sides import Bench, Heard, checkpoint, ffmpeg
from benchmarks.speech_speakers import speakers
from pipeline.engines.speech_models import EMBEDDED, find_model
from pipeline.settings import Folders
from tools import batch, samples, sounds

_CACHE = batch.ROOT / ".cache" / "bench-speech"
_DATA = batch.ROOT.parent / "shared" / "data"
_REQUIREMENTS = ("speech-peers.txt", "plot.txt")
_PARTS = ("speed", "accuracy", "silence", "memory", "speakers")
_NO_SPEECH = frozenset({"silence", "tones", "non-speech", "music"})
"""Kinds of recordings in the manifest without a word."""


# What is measured


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of everything is measured, in seconds of sound by default.

    ``short``: the race against openai-whisper; ``further``: the one against faster-whisper alone.
    ``kind``: of each made kind of speech. ``hours``: the long recording for memory. ``noises`` and
    ``real``: sounds without speech, and real recordings of each group; None: all. ``slow_noises``:
    how many of the made sounds openai-whisper hears, too; it may take two minutes of CPU time for
    each. ``kinds``: which groups, as a pattern of their names.
    """

    repetitions: int = 3
    short: float = 120
    further: float = 600
    kind: float = 60
    noise: float = 15
    noises: int | None = None
    slow_noises: int = 3
    half_silent_minutes: float = 60
    hours: float = 1
    real: int | None = None
    kinds: str = "*"


_QUICK = Effort(
    1,
    short=30,
    further=60,
    kind=15,
    noise=5,
    noises=3,
    slow_noises=0,
    half_silent_minutes=3,
    hours=0.1,
    real=1,
)


@dataclass(frozen=True, slots=True)
class RealSpeech:
    """Real recordings with a known text, in ../shared/data/audio.

    Their names and their language.
    """

    name: str
    language: samples.Language
    names: tuple[str, ...]


REAL_SPEECH = (
    RealSpeech(
        "real: German, read", "de", ("az_de_*", "pv_leichenhalle*", "pv_werbung*", "thorsten_*")
    ),
    RealSpeech("real: German, telephone", "de", ("watson_de_*",)),
    RealSpeech("real: German, counting and commands", "de", ("sepia_*", "wyoming_licht_*")),
    RealSpeech("real: German, voices in turn", "de", ("meeting_de_*",)),
    RealSpeech(
        "real: English, read",
        "en",
        ("austen_*", "az_en_*", "jfk.flac", "pv_*_en.wav", "sonnet1.mp3"),
    ),
    RealSpeech("real: English, numbers", "en", ("vosk_numbers*",)),
)
"""Each text once, and none drafted by a machine alone.

Other formats of the same recording are left out.
"""

_SAID = {"sonnet1.mp3": 3}
"""Lines of a truth that are said: this recording of 9 s has the number and two of 14 lines."""


# Speed


@dataclass(frozen=True, slots=True)
class Case:
    """A race to run: a recording, the other side, and the ratios to reach.

    ``speakers``: ours tells them apart, too.
    """

    name: str
    source: Path
    seconds: float
    against: str
    goal: float | None
    wall_goal: float | None = None
    speakers: bool = False


def speed(bench: Bench, effort: Effort) -> Results:
    """Ours against both on dictated speech without long pauses.

    Raises:
        Failed: a side did not make what it has to make.
    """
    short = _made_recording(
        "German minutes, two voices", bench.folder / "minutes.m4a", effort.short
    )
    further = _made_recording(
        "German minutes, two voices", bench.folder / "long-minutes.m4a", effort.further
    )
    names = [f"minutes, {_length(sample)}" for sample in (short, further)]
    cases = (
        Case(names[0], short.path, short.seconds, WHISPER, 0.20),
        Case(names[0], short.path, short.seconds, FASTER, None, wall_goal=1.10),
        Case(names[1], further.path, further.seconds, FASTER, 1.05),
        *(
            Case(f"{name}, with speakers", sample.path, sample.seconds, FASTER, 1.25, speakers=True)
            for name, sample in zip(names, (short, further), strict=True)
        ),
    )
    slowest = Case(names[0], short.path, short.seconds, f"{WHISPER}, words", None)
    wanted, slow = (
        [case for case in some if fnmatch(f"{case.name}, against {case.against}", effort.kinds)]
        for some in (cases, [slowest])
    )
    return Results(
        races=(*_races(bench, wanted, effort.repetitions), *_races(bench, slow, 1)),
        idle=Spread.of(bench.idle().cpu for _ in range(effort.repetitions)),
    )


def _races(bench: Bench, cases: Sequence[Case], repetitions: int) -> tuple[Race, ...]:
    pairs: dict[Case, list[Pair]] = {case: [] for case in cases}
    for repetition in range(repetitions):
        for case in cases:
            pairs[case].append(_pair(bench, case, ours_first=repetition % 2 == 0))
    return tuple(
        Race(
            case.name,
            case.seconds,
            case.goal,
            tuple(pairs[case]),
            against=case.against,
            wall_goal=case.wall_goal,
        )
        for case in cases
    )


def _pair(bench: Bench, case: Case, *, ours_first: bool) -> Pair:
    runs: dict[str, Callable[[], Cost]] = {
        "ours": lambda: bench.ours(case.source, speakers=case.speakers)[0],
        "theirs": lambda: _theirs(bench, case.against, [case.source], "de")[0],
    }
    costs = {
        side: runs[side]() for side in (("ours", "theirs") if ours_first else ("theirs", "ours"))
    }
    pair = Pair(**costs)
    say(
        f"{case.name}, against {case.against}: CPU {pair.ours.cpu:.1f} / {pair.theirs.cpu:.1f} s, "
        f"wall {pair.ours.wall:.1f} / {pair.theirs.wall:.1f} s"
    )
    return pair


def _theirs(bench: Bench, side: str, sources: Sequence[Path], language: str) -> tuple[Cost, Heard]:
    name, _, way = side.partition(", ")
    if name == WHISPER:
        return bench.whisper(sources, language, word_times=way == "words")
    return bench.faster_whisper(sources, language, vad=way != "no VAD")


# Accuracy


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording with its truth, in a group; ``turns`` have known times."""

    path: Path
    text: str
    language: samples.Language
    seconds: float
    turns: tuple[samples.Turn, ...] = ()


def accuracy(bench: Bench, effort: Effort, data: Path) -> Results:
    """How well all sides hear every kind of speech, made ones first.

    Raises:
        Failed: a side did not make what it has to make.
    """
    groups = dict([*_made_groups(bench.folder, effort), *_real_groups(data / "audio", effort)])
    heard = _heard_by_all(
        bench, [recording for members in groups.values() for recording in members]
    )
    return Results(
        groups=tuple(_group(name, members, heard) for name, members in groups.items()),
        starts=_starts(
            bench, [members[0] for name, members in groups.items() if "letters" in name], heard
        ),
    )


def _made_groups(folder: Path, effort: Effort) -> Iterator[tuple[str, list[Recording]]]:
    for name, kind in sounds.KINDS.items():
        if fnmatch(name, effort.kinds):
            target = folder / f"{name.replace(', ', '-').replace(' ', '-')}.m4a"
            made = _made_recording(name, target, effort.kind)
            yield name, [replace(made, language=kind.language)]


def _real_groups(folder: Path, effort: Effort) -> Iterator[tuple[str, list[Recording]]]:
    """The recordings of the table that lie in ``folder`` with their truth."""
    for group in REAL_SPEECH:
        paths = sorted(
            path for name in group.names for path in folder.glob(name) if _truth(path).is_file()
        )
        if paths and fnmatch(group.name, effort.kinds):
            yield (
                group.name,
                [
                    Recording(
                        path,
                        _said(path),
                        group.language,
                        _seconds(path),
                    )
                    for path in paths[: effort.real]
                ],
            )


def _said(path: Path) -> str:
    lines = _truth(path).read_text(encoding="utf-8").splitlines()
    return "\n".join(lines[: _SAID.get(path.name)])


def _truth(path: Path) -> Path:
    return path.with_name(f"{path.name}.gt.txt")


def _heard_by_all(bench: Bench, recordings: Sequence[Recording]) -> dict[str, Heard]:
    """What each side heard, by language in one process.

    Ours is told no language.
    """
    seconds = sum(recording.seconds for recording in recordings)
    say(f"{len(recordings)} recordings, {seconds / 60:.0f} minutes: ours")
    heard = {OURS: bench.ours_of_all([recording.path for recording in recordings])}
    for side in (WHISPER, FASTER):
        heard[side] = {}
        for language in sorted({recording.language for recording in recordings}):
            say(f"{side}, {language}")
            sources = [recording.path for recording in recordings if recording.language == language]
            heard[side] |= _theirs(bench, side, sources, language)[1]
    return heard


def _group(name: str, members: Sequence[Recording], heard: Mapping[str, Heard]) -> Group:
    """Score the recordings that every side heard; count the others."""
    common = [each for each in members if all(each.path.name in side for side in heard.values())]
    return Group(
        name,
        members[0].language,
        name.startswith("real"),
        len(members),
        sum(each.seconds for each in members),
        {
            side: Score.total(_score(each, said[each.path.name]) for each in common)
            for side, said in heard.items()
        },
        {side: sum(each.path.name not in said for each in members) for side, said in heard.items()},
    )


def _score(recording: Recording, said: Transcript) -> Score:
    text, language = recording.text, recording.language
    if recording.turns:
        dropped = len(holes(recording.turns, said.words))
    else:
        dropped = missing_passages(text, said.text, language=language, seconds=recording.seconds)
    return Score.of(text, said.text, language=language, dropped=dropped)


def _starts(
    bench: Bench, members: Sequence[Recording], heard: Mapping[str, Heard]
) -> Starts | None:
    """Starts of words against openai-whisper with times of words.

    One recording has hundreds.
    """
    differences: dict[str, list[float]] = {OURS: [], FASTER: []}
    for each in members:
        reference = bench.whisper([each.path], each.language, word_times=True)[1][each.path.name]
        for side in differences:
            if each.path.name in heard[side]:
                differences[side] += start_differences(
                    heard[side][each.path.name].words, reference.words
                )
    return Starts.of(differences[OURS], differences[FASTER])


# Silence, noise, memory


def silence(bench: Bench, effort: Effort, data: Path) -> Results:
    """Words invented in silence, and what silence costs.

    Raises:
        Failed: a side did not make what it has to make.
    """
    noises = {
        **dict(_made_noises(bench.folder, effort)),
        **dict(itertools.islice(_real_noises(data), effort.noises)),
    }
    say(f"{len(noises)} sounds without speech")
    heard = {OURS: bench.ours_of_all(noises.values())}
    for side, count in ((WHISPER, effort.slow_noises), (FASTER, None), (f"{FASTER}, no VAD", None)):
        if sources := list(noises.values())[:count]:
            say(side)
            heard[side] = _theirs(bench, side, sources, "de")[1]
    half = sounds.half_silent(bench.folder / "half-silent.m4a", minutes=effort.half_silent_minutes)
    seconds = _seconds(half.path)
    against = f"{FASTER}, no VAD"
    case = Case(f"half silence, {seconds / 60:.0f} min", half.path, seconds, against, 0.50)
    return Results(
        noises=tuple(_noise(name, path, heard) for name, path in noises.items()),
        races=_races(bench, [case], 1),
    )


def _made_noises(folder: Path, effort: Effort) -> Iterator[tuple[str, Path]]:
    for name in itertools.islice(sounds.NOISES, effort.noises):
        yield (
            name,
            sounds.noise(name, folder / f"{name.replace(' ', '-')}.wav", seconds=effort.noise).path,
        )


def _real_noises(data: Path) -> Iterator[tuple[str, Path]]:
    manifest = data / "MANIFEST.tsv"
    if manifest.is_file():
        with manifest.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row["kind"] in _NO_SPEECH:
                    yield f"real: {row['exercises']}", data / row["name"]


def _noise(name: str, path: Path, heard: Mapping[str, Heard]) -> Noise:
    texts = {side: said[path.name].text for side, said in heard.items() if path.name in said}
    invented = {side: len(spelling.words(text, "de")) for side, text in texts.items()}
    return Noise(
        name, _seconds(path), invented, said=texts.get(OURS, "") if invented.get(OURS) else ""
    )


def memory(bench: Bench, effort: Effort) -> Results:
    """Peak memory of ours on a short recording and on a long one.

    Raises:
        Failed: it was not published.
    """
    found = []
    for hours in (min(1 / 6, effort.hours / 3), effort.hours):
        sample = sounds.mostly_silent(bench.folder / f"recorder-{hours:.3f}.wav", hours=hours)
        cost, _ = bench.ours(sample.path)
        found.append((_seconds(sample.path), cost.peak_bytes))
        sample.path.unlink()
        say(f"{hours:.2f} hours: peak {cost.peak_bytes / 1e6:.0f} MB, CPU {cost.cpu:.0f} s")
    return Results(memory=tuple(found))


def _made_recording(kind: str, target: Path, seconds: float) -> Recording:
    sample = sounds.speech(kind, target, seconds=seconds)
    return Recording(
        target, sample.text, sounds.KINDS[kind].language, _seconds(target), sample.turns
    )


def _seconds(path: Path) -> float:
    with av.open(str(path)) as container:
        return (container.duration or 0) / 1_000_000


def _length(sample: Recording) -> str:
    return f"{sample.seconds / 60:.1f} min"


# The command


def measure(bench: Bench, effort: Effort, data: Path, parts: Sequence[str]) -> Results:
    """The parts that are wanted, in one.

    Raises:
        Failed: a side did not make what it has to make.
    """
    ways: dict[str, Callable[[], Results]] = {
        "speed": lambda: speed(bench, effort),
        "accuracy": lambda: accuracy(bench, effort, data),
        "silence": lambda: silence(bench, effort, data),
        "memory": lambda: memory(bench, effort),
        "speakers": lambda: speakers(bench, data / "audio"),
    }
    results = [ways[part]() for part in parts]
    return Results(
        races=tuple(race for each in results for race in each.races),
        idle=next((each.idle for each in results if each.idle), None),
        groups=tuple(group for each in results for group in each.groups),
        starts=next((each.starts for each in results if each.starts), None),
        noises=tuple(noise for each in results for noise in each.noises),
        memory=tuple(peak for each in results for peak in each.memory),
        speakers=tuple(found for each in results for found in each.speakers),
        notes=tuple(note for each in results for note in each.notes),
    )


def _about(bench: Bench, effort: Effort) -> str:
    packages = ", ".join(
        f"{name} {version(name)}"
        for name in ("openai-whisper", "faster-whisper", "ctranslate2", "torch")
    )
    return (
        f"{time.strftime(DAY)}: {machine()}, {bench.threads} threads each; Python "
        f"{platform.python_version()}; {packages}; weights: Whisper {bench.weights.name}. "
        f"Repetitions: {effort.repetitions}."
    )


def _numbers(results: Results) -> dict[str, object]:
    """The numbers of the plot: costs by recording, wrong words by group."""
    costs: dict[str, list[float | None]] = {}
    for race in results.races:
        row = costs.setdefault(race.name, [race.our_cpu, None, None])
        for place, side in enumerate((WHISPER, FASTER), start=1):
            if race.against.partition(", ")[0] == side and row[place] is None:
                row[place] = race.their_cpu
    rows = [(group.name, group.scores) for group in results.groups]
    rows += [(f"{name}, all", scores) for name, scores in totals(results.groups)]
    errors = [
        {
            "name": name,
            "values": [
                scores[side].wer if side in scores else None for side in (OURS, WHISPER, FASTER)
            ],
        }
        for name, scores in rows
    ]
    return {
        "sides": ["Schreibstube", "whisper", "faster-whisper"],
        "on": "with the same weights",
        "costs": {
            "title": "CPU seconds per second of sound",
            "rows": [{"name": name, "values": values} for name, values in costs.items()],
            "lines": [],
        },
        "errors": {"title": "Wrong words", "rows": errors},
    }


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speech", description="Measure ours against Whisper's own."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument(
        "--ffmpeg",
        type=Path,
        help="a folder with the program ffmpeg instead of the benchmark's own",
    )
    parser.add_argument(
        "--quick", action="store_true", help="seconds instead of minutes of everything, once"
    )
    parser.add_argument(
        "--repetitions", type=int, default=Effort().repetitions, help="of everything that is timed"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="of each side")
    parser.add_argument(
        "--kinds", default="*", metavar="PATTERN", help='only such recordings: "English*"'
    )
    parser.add_argument("--long", action="store_true", help="memory for ten hours instead of one")
    parser.add_argument("--only", choices=_PARTS, help="a part of it")
    parser.add_argument(
        "--data", type=Path, default=_DATA, help="real recordings: audio/, and a manifest beside it"
    )
    parser.add_argument(
        "--target", type=Path, help="the page to write, with its plot beside it; else only printed"
    )
    return parser.parse_args(arguments)


def _effort(options: argparse.Namespace) -> Effort:
    if options.quick:
        return replace(_QUICK, kinds=options.kinds)
    return Effort(
        repetitions=options.repetitions, hours=10 if options.long else 1, kinds=options.kinds
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page; 1 if a side failed."""
    options = _options(arguments)
    effort = _effort(options)
    weights = find_model(EMBEDDED, Folders().models)
    python = (
        environment(_CACHE / "env", *_REQUIREMENTS)
        if options.target or not options.ffmpeg
        else None
    )
    try:
        with tempfile.TemporaryDirectory(prefix="schreibstube-speech-") as folder:
            programs = ffmpeg(python) if python and not options.ffmpeg else options.ffmpeg
            bench = Bench(
                options.command,
                weights,
                checkpoint(weights, _CACHE),
                programs,
                options.threads,
                Path(folder),
            )
            about = _about(bench, effort)
            parts = (options.only,) if options.only else _PARTS
            results = measure(bench, effort, options.data, parts)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    plot = options.target.with_suffix(".svg").name if options.target else None
    page = document(
        results,
        about=about,
        again=shlex.join(("python", "-m", "benchmarks.speech", *arguments)),
        plot=plot,
    )
    publish(page, _numbers(results), options.target, python)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
