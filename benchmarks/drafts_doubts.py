"""Which share of the wrong words a draft marks.

And how many right ones with them: by confidence alone, and as we do it.

python -m benchmarks.drafts_doubts [--data FOLDER] [--parts scans,speech] [--chosen]

Pages of the OCR benchmark and recordings of the speech benchmark, made from a seed, and the real
ones in ../shared/data with their truth. The bounds were chosen on the made pages of seed 2 and
every other real page; reported are those of seed 1 and the others. ``--chosen`` shows the first
half instead. Five minutes of CPU time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import labelling
from benchmarks.figures import table
from benchmarks.labelling import Label
from benchmarks.ocr import REAL_PAGES
from benchmarks.offices import published_output, run_office
from benchmarks.pages import say
from benchmarks.speech import REAL_SPEECH
from pipeline import engines, process
from pipeline.app import recipe_of
from pipeline.core.drafts.doubts import page_doubts, utterance_doubts
from pipeline.core.drafts.vocabulary import vocabulary_of
from pipeline.core.model import Job, Kind, Page, SpokenWord, Utterance
from pipeline.core.scans.lines import unsure
from pipeline.engines.hunspell import lexicon
from pipeline.ports import OcrEngine
from pipeline.settings import Settings
from pipeline.stages.document_artefacts import DocumentArtefacts
from tools import batch, samples, sounds

_DATA = batch.ROOT.parent / "shared" / "data"
_FILES = 6
"""Of each made kind of page, as in the OCR benchmark."""
_SECONDS = 90.0
"""Of each made kind of speech."""
_BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.9)
_NOT_THEIRS = frozenset({"ppl_simple.heic", "ppl_multi-page-images.tiff"})
"""Files with the truth of another file, or of one page of several."""
_FRAKTUR = "real: Fraktur"


@dataclass(frozen=True, slots=True)
class Marked:
    """A word, whether it is wrong, and whether each way would mark it.

    By confidence alone, and as we do it.
    """

    wrong: bool
    alone: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A spoken word, whether it is wrong, and whether we mark it."""

    wrong: bool
    confidence: float
    ours: bool


# Scans


def scans(folder: Path, data: Path, *, half: int) -> Iterator[tuple[str, list[Marked]]]:
    """The words of each group of pages.

    Made ones of seed 1 or 2, real ones of one half of the files.
    """
    engine = engines.OCR["tesserocr"]()
    for kind in samples.KINDS:
        say(kind)
        files = samples.pages_of(kind, folder, count=_FILES, seed=2 - half)
        yield kind, [word for file in files for word in _of_file(engine, file, complete=True)]
    for group in REAL_PAGES:
        say(group.name)
        names = sorted(
            path
            for name in group.names
            for path in (data / "scans").glob(name)
            if _truth(path).is_file()
        )
        files = tuple(
            samples.Sample(path, _truth(path).read_text(encoding="utf-8"))
            for path in names
            if path.name not in _NOT_THEIRS
        )[half::2]
        if files:
            yield (
                group.name,
                [word for file in files for word in _of_file(engine, file, complete=False)],
            )


def _of_file(engine: OcrEngine, file: samples.Sample, *, complete: bool) -> Iterator[Marked]:
    """The words of a file.

    ``complete``: all that stands on it is in its truth, so that other words were invented.
    """
    pages = _pages(engine, file.path)
    words = [word for page in pages for word in page.words]
    labels = labelling.read(file.text, words)
    vocabulary = vocabulary_of((word.text for word in words), lexicon())
    wrong = {Label.WRONG, Label.BESIDE} if complete else {Label.WRONG}
    for page in pages:
        doubts = page_doubts(page, vocabulary)
        for word in page.words:
            if word in labels:
                yield Marked(labels[word] in wrong, unsure(word), word in doubts)


def _pages(engine: OcrEngine, path: Path) -> tuple[Page, ...]:
    """The pages of a file as the office reads them."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    job = Job(f"000001-{sha256[:12]}", Kind.SCAN, path.name, sha256)
    with tempfile.TemporaryDirectory(prefix="schreibstube-doubts-") as work:
        folder = Path(work)
        recipe = replace(recipe_of(Settings()), artefacts=folder / "artefacts")
        for unit in process.prepare(job, path, folder, recipe):
            process.read(engine, job, unit, folder, recipe)
        known = DocumentArtefacts(job, recipe)
        return tuple(
            page for facts in known.scan.pages if (page := known.page(facts.number)) is not None
        )


def _truth(path: Path) -> Path:
    return path.with_name(f"{path.name}.gt.txt")


def scan_table(groups: Sequence[tuple[str, list[Marked]]]) -> str:
    """Each group, then all made ones, all real ones, and all."""
    made = [word for name, words in groups if not name.startswith("real") for word in words]
    printed = [
        word
        for name, words in groups
        if name.startswith("real") and name != _FRAKTUR
        for word in words
    ]
    everything = [word for _, words in groups for word in words]
    sums = (
        ("**all made**", made),
        ("**all real, Fraktur left out**", printed),
        ("**all**", everything),
    )
    heads = (
        "pages",
        "words",
        "wrong",
        *(f"{what}, {way}" for way in ("alone", "ours") for what in _FIGURES),
    )
    return table(heads, (_row(name, words) for name, words in (*groups, *sums)))


_FIGURES = ("caught", "marked", "per catch")


def _row(name: str, words: Sequence[Marked]) -> tuple[str, ...]:
    wrong = sum(word.wrong for word in words)
    cells = []
    for marks in ([word.alone for word in words], [word.ours for word in words]):
        caught = sum(word.wrong and mark for word, mark in zip(words, marks, strict=True))
        cells += [
            _percent(caught, wrong),
            _percent(sum(marks), len(words)),
            _each(sum(marks), caught),
        ]
    return (name, str(len(words)), str(wrong), *cells)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _each(part: int, whole: int) -> str:
    return f"{part / whole:.1f}" if whole else "–"


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
    return _percent(caught, wrong), _percent(len(marked), len(words)), _each(len(marked), caught)


# The section


def section(
    data: Path = _DATA, *, parts: Sequence[str] = ("scans", "speech"), half: int = 1
) -> str:
    """The section of the page about drafts, as Markdown."""
    texts = ["## Doubts"]
    with tempfile.TemporaryDirectory(prefix="schreibstube-doubts-") as work:
        if "scans" in parts:
            texts += [scan_table(list(scans(Path(work), data, half=half))), _HOW_SCANS]
        if "speech" in parts:
            texts += [speech_table(recordings(Path(work), data, half=half)), _HOW_SPEECH]
    return "\n\n".join(texts) + "\n"


_HOW_SCANS = """Caught: share of the wrong words that are marked; marked: share of all words that
are; per catch: words marked for each wrong one among them. Alone: below 90 % confidence. Wrong is a
word that differs from the true one in its place, capitals and punctuation aside, and on made pages
what was invented; the truths of real pages leave out letterheads and stamps, so that nobody knows
of those. Made pages: seed 1, 6 of each kind; real ones: every second file. The bounds were chosen
on others."""

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
    options = parser.parse_args(arguments)
    print(
        section(options.data, parts=options.parts.split(","), half=0 if options.chosen else 1),
        end="",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
