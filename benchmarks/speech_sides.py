"""The three sides: our command, openai-whisper's, and faster-whisper.

The last is called directly.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from benchmarks.metering import Cost, measure
from benchmarks.offices import LOG, Failed, fresh, only_item, published_output, run_office, tail
from benchmarks.speech_figures import Transcript, Word, spread
from pipeline.engines.ct2 import read_weights
from pipeline.files import written_whole
from pipeline.settings import Speech
from tools import batch

_DIARIZERS = {
    wanted: f'diarizer = "{value}"\n' if "diarizer" in Speech.model_fields else ""
    for wanted, value in ((False, "none"), (True, "auto"))
}
"""Speakers are not told apart here: the other sides cannot.

For versions that have such a setting.
"""

Heard = dict[str, Transcript]
"""What one side heard, by recording; those without a result are missing."""


@dataclass(frozen=True, slots=True)
class Bench:
    """All sides with the same weights and threads, and a folder for output.

    ``weights``: the CTranslate2 folder; ``checkpoint``: the same as openai-whisper's ``.pt``;
    ``programs``: the folder with ffmpeg, which openai-whisper calls.
    """

    command: str
    weights: Path
    checkpoint: Path
    programs: Path
    threads: int
    folder: Path

    def idle(self) -> Cost:
        """Our command with nothing to do."""
        cost, _ = self._run(())
        return cost

    def ours(self, source: Path, *, speakers: bool = False) -> tuple[Cost, Transcript]:
        """Process one recording in a fresh office; ``speakers`` only if wanted.

        Raises:
            Failed: it was not published.
        """
        cost, office = self._run((source,), speakers=speakers)
        return cost, read_ours(office, only_item(cost, office, source))

    def ours_of_all(self, sources: Iterable[Path]) -> Heard:
        """Process many recordings in one batch."""
        _, office = self._run(sources)
        return {
            item.source: read_ours(office, item)
            for item in office.items()
            if item.status == "published"
        }

    def whisper(
        self, sources: Sequence[Path], language: str, *, word_times: bool = False
    ) -> tuple[Cost, Heard]:
        """Run openai-whisper's command on all of them, perhaps with word times.

        Raises:
            Failed: it ended with an error.
        """
        program = [sys.executable, "-m", "benchmarks.speech_whisper", str(self.weights)]
        if not word_times:
            program = [str(Path(sys.executable).with_name("whisper"))]
        options = (
            "--model",
            self.checkpoint,
            "--device",
            "cpu",
            "--beam_size",
            5,
            "--verbose",
            "False",
        )
        form = ("--output_format", "json", "--word_timestamps", word_times)
        return self._peer((*program, *options, *form), sources, language)

    def faster_whisper(
        self, sources: Sequence[Path], language: str, *, vad: bool = True
    ) -> tuple[Cost, Heard]:
        """faster-whisper on all of them, in a process of its own.

        Raises:
            Failed: it ended with an error.
        """
        program = (
            sys.executable,
            "-m",
            "benchmarks.speech_faster_whisper",
            "--model",
            self.weights,
        )
        return self._peer((*program, *(() if vad else ("--no-vad",))), sources, language)

    def _run(self, sources: Iterable[Path], *, speakers: bool = False) -> tuple[Cost, batch.Office]:
        settings = (
            f'[speech]\nprocesses = 1\nthreads = {self.threads}\noutputs = ["vtt", '
            f'"json"]\n{_DIARIZERS[speakers]}'
        )
        return run_office(self.command, sources, settings=settings, folder=self.folder)

    def _peer(
        self, program: Iterable[object], sources: Sequence[Path], language: str
    ) -> tuple[Cost, Heard]:
        folder = fresh(self.folder)
        # With ffmpeg on the path, and without the limit that breaks CTranslate2; see
        # pipeline/engines/faster_whisper.py.
        path = f"PATH={self.programs}{os.pathsep}{os.defpath}"
        more = ("--language", language, "--threads", self.threads, "--output_dir", folder)
        command = [
            "env",
            "-u",
            "OMP_THREAD_LIMIT",
            "HF_HUB_OFFLINE=1",
            f"PYTHONPATH={batch.ROOT}",
            path,
            *program,
        ]
        cost = measure([*map(str, (*command, *more, *sources))], log=folder / LOG)
        if cost.exit_code:
            raise Failed(
                f"{' '.join(map(str, program))}: exit code {cost.exit_code}\n{tail(folder)}"
            )
        made = {source.name: folder / f"{source.stem}.json" for source in sources}
        return cost, {name: read_segments(file) for name, file in made.items() if file.is_file()}


def checkpoint(weights: Path, folder: Path) -> Path:
    """The weights of a CTranslate2 folder for openai-whisper, written once."""
    target = folder / f"{weights.name}.pt"
    if not target.is_file() or target.stat().st_mtime < (weights / "model.bin").stat().st_mtime:
        read = read_weights(weights)
        state = {name: torch.from_numpy(np.array(array)) for name, array in read.state.items()}
        folder.mkdir(parents=True, exist_ok=True)
        with written_whole(target) as file:
            torch.save({"dims": dict(read.dimensions), "model_state_dict": state}, file)
    return target


def ffmpeg(python: Path) -> Path:
    """A folder with ffmpeg under the name that whisper calls.

    From the environment of ``python``.
    """
    folder = python.parent / "programs"
    folder.mkdir(exist_ok=True)
    if not (folder / "ffmpeg").exists():
        (found,) = python.parents[1].glob(
            "lib/python*/site-packages/imageio_ffmpeg/binaries/ffmpeg-*"
        )
        (folder / "ffmpeg").symlink_to(found)
    return folder


# What they wrote


def read_ours(office: batch.Office, item: batch.Item) -> Transcript:
    """Every word with its time and speaker; empty if nothing was published."""
    words = published_output(office, item, ".json")
    if words is None:
        return Transcript((), item.language)
    told = json.loads(words.read_text(encoding="utf-8"))
    said = (
        (word, utterance["speaker"])
        for utterance in told["utterances"]
        for word in utterance["words"]
    )
    read = (Word(word["text"], word["start"], word["end"], speaker=who) for word, who in said)
    return Transcript(tuple(read), item.language)


def read_segments(file: Path) -> Transcript:
    """The JSON of openai-whisper: words with times, or only segments."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return Transcript(
        tuple(word for segment in told["segments"] for word in _words(segment)), told["language"]
    )


def _words(segment: dict[str, Any]) -> Iterator[Word]:
    if "words" in segment:
        yield from (
            Word(word["word"].strip(), word["start"], word["end"]) for word in segment["words"]
        )
    else:
        yield from spread(segment["text"], segment["start"], segment["end"])
