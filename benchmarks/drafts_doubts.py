"""Which share of the wrong words a draft marks.

And how many right ones with them: by confidence alone, and as we do it.

python -m benchmarks.drafts_doubts [--data FOLDER] [--parts scans,speech] [--chosen]
    [--kinds PATTERN] [--files N]

Pages of the OCR benchmark and recordings of the speech benchmark, made from a seed, and the real
ones in ../shared/data with their truth. The bounds were chosen on the made pages of seed 2 and
every other real page; reported are those of seed 1 and the others. ``--chosen`` shows the first
half instead. Fifteen minutes of CPU time. Scans word by word: ``benchmarks.page_doubts``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import labelling
from benchmarks.figures import table
from benchmarks.labelling import Label
from benchmarks.offices import published_output, run_office
from benchmarks.page_doubts import Choice, groups, page_table, percent
from benchmarks.pages import say
from benchmarks.speech import REAL_SPEECH
from pipeline.core.drafts.doubts.heard_words import utterance_doubts
from pipeline.core.drafts.vocabulary import vocabulary_of
from pipeline.core.model import SpokenWord, Utterance
from pipeline.engines.hunspell import lexicon
from tools import batch, sounds

_DATA = batch.ROOT.parent / "shared" / "data"
_SECONDS = 90.0
"""Of each made kind of speech."""
_BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Heard:
    """A spoken word, whether it is wrong, and whether we mark it."""

    wrong: bool
    confidence: float
    ours: bool


# Recordings


@dataclass(frozen=True, slots=True)
class Said:
    """A recording with its truth."""

    path: Path
    text: str
    language: str
    real: bool


def recordings(folder: Path, data: Path, *, half: int) -> Iterator[tuple[bool, list[Heard]]]:
    """For each recording whether it is real, and its words.

    Heard by the real command in one batch.
    """
    said = [*_made_speech(folder, seed=2 - half), *_real(data / "audio")]
    say(f"{len(said)} recordings")
    settings = '[speech]\nprocesses = 1\nthreads = 1\ndiarizer = "none"\noutputs = ["json"]\n'
    _, office = run_office(
        batch.default_command(), [each.path for each in said], settings=settings, folder=folder
    )
    made = {item.source: published_output(office, item, ".json") for item in office.items()}
    for each in said:
        file = made.get(each.path.name)
        if file is not None:
            yield each.real, list(_words(file, each))


def _made_speech(folder: Path, *, seed: int) -> Iterator[Said]:
    for name, kind in sounds.KINDS.items():
        target = folder / f"{name.replace(', ', '-').replace(' ', '-')}.m4a"
        made = sounds.speech(name, target, seconds=_SECONDS, seed=seed)
        yield Said(made.path, made.text, kind.language, real=False)


def _real(folder: Path) -> Iterator[Said]:
    for group in REAL_SPEECH:
        for path in sorted(
            path for name in group.names for path in folder.glob(name) if _truth(path).is_file()
        ):
            yield Said(path, _truth(path).read_text(encoding="utf-8"), group.language, real=True)


def _truth(path: Path) -> Path:
    return path.with_name(f"{path.name}.gt.txt")


def _words(file: Path, said: Said) -> Iterator[Heard]:
    told = json.loads(file.read_text(encoding="utf-8"))
    utterances = [
        Utterance(tuple(SpokenWord(**word) for word in utterance["words"]), utterance["language"])
        for utterance in told["utterances"]
    ]
    vocabulary = vocabulary_of((), lexicon())
    words = [word for utterance in utterances for word in utterance.words]
    doubts = {word for utterance in utterances for word in utterance_doubts(utterance, vocabulary)}
    labels = labelling.heard(said.text, [word.text for word in words], said.language)
    for word, label in zip(words, labels, strict=True):
        if label is not None:
            yield Heard(label is Label.WRONG, word.confidence, word in doubts)


def speech_table(heard: Iterable[tuple[bool, list[Heard]]]) -> str:
    """What is caught and marked in made and in real speech.

    For each bound of confidence, and as we do it.
    """
    sides: dict[bool, list[Heard]] = {False: [], True: []}
    for real, words in heard:
        sides[real] += words
    heads = ["marked"]
    for real, words in sides.items():
        wrong = sum(word.wrong for word in words)
        heads += [
            f"{'real' if real else 'made'}, {wrong} of {len(words)} wrong: caught",
            "marked",
            "per catch",
        ]
    rows = [
        (f"below {bound:.2f}", *(cell for words in sides.values() for cell in _cells(words, bound)))
        for bound in _BOUNDS
    ]
    ours = ("**ours**", *(cell for words in sides.values() for cell in _cells(words)))
    return table(heads, (*rows, ours))


def _cells(words: Sequence[Heard], bound: float | None = None) -> tuple[str, str, str]:
    """Caught, marked and words for each catch, below a bound or as we do it."""
    marked = [word for word in words if (word.ours if bound is None else word.confidence < bound)]
    caught = sum(word.wrong for word in marked)
    wrong = sum(word.wrong for word in words)
    return percent(caught, wrong), percent(len(marked), len(words)), _each(len(marked), caught)


def _each(part: int, whole: int) -> str:
    return f"{part / whole:.1f}" if whole else "–"


# The section


_ALL = Choice()


def section(
    data: Path = _DATA,
    *,
    parts: Sequence[str] = ("scans", "speech"),
    choice: Choice = _ALL,
) -> str:
    """The section of the page about drafts, as Markdown."""
    texts = ["## Doubts"]
    with tempfile.TemporaryDirectory(prefix="schreibstube-doubts-") as work:
        if "scans" in parts:
            texts += [page_table(groups(Path(work), data / "scans", choice)), _HOW_SCANS]
        if "speech" in parts:
            texts += [speech_table(recordings(Path(work), data, half=choice.half)), _HOW_SPEECH]
    return "\n\n".join(texts) + "\n"


_HOW_SCANS = """Read and judged as for a draft: second opinions, sums and the letter's names
included. Caught: share of the wrong words that are marked; marked: share of all words that are;
right marks: share of the marks that are wrong words. Alone: below 90 % confidence. Wrong is a word
in which a proofreader has to change something: letters, capitals, punctuation, a space; misread,
one with other letters or digits. On made pages what was invented counts, too; the truths of real
pages leave out letterheads and stamps, so that nobody knows of those. Figures have a digit. Made
pages: seed 1, 6 of each kind; real ones: every second file. The bounds were chosen on others."""

_HOW_SPEECH = """Whisper base; below: by its confidence alone. Written apart or together is the same
word, numbers are their digits. Made: seed 1, a minute and a half of each kind; real ones with a
known text. The bounds were chosen on seed 2, for at most 5 % marked."""


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.drafts_doubts", description="Measure doubts."
    )
    parser.add_argument("--data", type=Path, default=_DATA)
    parser.add_argument("--parts", default="scans,speech", help="scans, speech or both")
    parser.add_argument(
        "--chosen", action="store_true", help="the half on which the bounds were chosen"
    )
    parser.add_argument("--kinds", default=_ALL.kinds, help='scans: a pattern, "noisy*"')
    parser.add_argument("--files", type=int, default=_ALL.files, help="scans: of each group")
    options = parser.parse_args(arguments)
    choice = Choice(options.kinds, options.files, 0 if options.chosen else 1)
    print(section(options.data, parts=options.parts.split(","), choice=choice), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
