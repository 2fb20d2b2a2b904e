"""Who speaks: what our command says of it against recordings of which it is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.pages import say
from benchmarks.speech_figures import Results, Speakers, Word
from benchmarks.speech_sides import Bench
from pipeline.settings import Speech
from tools import sounds

_SCORER = "benchmarks.diarization"
_PAUSE = 0.5
"""Seconds between two words of one speaker from which nobody speaks."""
_REAL = ("meeting_de_*", "ami_*", "pyannote_*")

Span = tuple[float, float, str]
"""From when to when, in seconds, and who."""


def speakers(bench: Bench, seconds: float, audio: Path) -> Results:
    """Speaker errors on made recordings of two and of four voices, ``seconds`` each, and on real ones in ``audio``.

    Raises:
        Failed: a recording was not published.
    """
    if find_spec(_SCORER) is None or "diarizer" not in Speech.model_fields:
        return Results(notes=("Who speaks is not measured: this version does not say it.",))
    known: list[tuple[str, Path, list[Span], bool]] = []
    for kind in ("German minutes, two voices", "German minutes, four voices"):
        made = sounds.speech(kind, bench.folder / f"{len(known)}.m4a", seconds=seconds)
        spans = [(turn.start, turn.end, str(turn.voice.pitch)) for turn in made.turns]
        known.append((kind.partition(", ")[2], made.path, spans, True))
    for path in sorted(path for name in _REAL for path in audio.glob(name) if _rttm(path).is_file()):
        spliced = path.name.startswith("meeting_de")
        known.append((f"real: {path.stem}", path, list(read_rttm(_rttm(path))), spliced))
    return Results(speakers=tuple(_scored(bench, *each) for each in known))


def spans_of(words: Iterable[Word]) -> Iterator[Span]:
    """Who speaks when, by the words; those that nobody is named for count as nobody's."""
    current: Span | None = None
    for word in words:
        if current and word.speaker == current[2] and word.start - current[1] <= _PAUSE:
            current = (current[0], max(current[1], word.end), current[2])
            continue
        if current:
            yield current
        current = (word.start, word.end, word.speaker) if word.speaker and word.end > word.start else None
    if current:
        yield current


def read_rttm(file: Path) -> Iterator[Span]:
    """The turns in an RTTM file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if fields[:1] == ["SPEAKER"] and float(fields[4]) > 0:
            yield float(fields[3]), float(fields[3]) + float(fields[4]), fields[7]


def _scored(bench: Bench, name: str, path: Path, spans: Sequence[Span], spliced: bool) -> Speakers:  # noqa: FBT001 - from a table
    _, transcript = bench.ours(path, speakers=True)
    found = list(spans_of(transcript.words))
    scorer, core = import_module(_SCORER), import_module("pipeline.core.speakers")

    def numbered(turns: Sequence[Span]) -> list[Any]:
        numbers = {who: number for number, who in enumerate(dict.fromkeys(turn[2] for turn in turns))}
        return [core.SpeakerTurn(start, end, numbers[who]) for start, end, who in turns]

    rate = float(scorer.diarization_error(numbered(spans), numbered(found)).rate)
    say(f"{name}: DER {rate:.1%}")
    there, heard = (len({turn[2] for turn in turns}) for turns in (spans, found))
    return Speakers(name, rate, heard, there, spliced)


def _rttm(audio: Path) -> Path:
    return audio.with_name(f"{audio.name}.rttm")
