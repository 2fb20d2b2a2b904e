"""Which share of the wrong words on scans a draft marks, group by group.

python -m benchmarks.page_doubts [--kinds PATTERN] [--files N] [--data FOLDER]
    [--chosen | --held-out] [--words]

Pages are read as the office reads them and judged as its draft judges them: second opinions, sums,
names of the letter. Made ones are of seed 1, real ones every second file with a known text.
``--chosen``: the half on which the bounds were chosen, which are seed 2 and the other files;
``--held-out``: office pages in other fonts and texts, for the end only. ``--words`` lists what is
marked and right, or wrong and unmarked. A page takes two to five seconds of CPU.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from benchmarks import labelling
from benchmarks.figures import table
from benchmarks.labelling import Label
from benchmarks.ocr import REAL_DATA, REAL_PAGES, real_files
from benchmarks.pages import say
from pipeline import engines, process
from pipeline.app import recipe_of
from pipeline.core.drafts.doubts.documents import scan_doubts
from pipeline.core.model import Job, Kind, Scan
from pipeline.core.scans.letter import letter_of
from pipeline.core.scans.lines import unsure
from pipeline.engines.hunspell import lexicon
from pipeline.ports import OcrEngine
from pipeline.settings import Settings
from pipeline.stages.document_artefacts import DocumentArtefacts
from tools import office_pages, samples

_FILES = 6
"""Of each made kind of page, as in the OCR benchmark."""
_NOT_THEIRS = frozenset({"ppl_simple.heic", "ppl_multi-page-images.tiff"})
"""Files with the truth of another file, or of one page of several."""
_FRAKTUR = "real: Fraktur"


@dataclass(frozen=True, slots=True)
class Marked:
    """A word that was read, whether it is wrong, and whether it is marked."""

    text: str
    label: Label
    unsure: bool
    """Whether confidence alone would mark it."""
    marked: bool
    why: str = ""
    """Reason and other readings, for a person."""

    @property
    def wrong(self) -> bool:
        """Whether a proofreader has to change something in it."""
        return self.label is not Label.RIGHT

    @property
    def figure(self) -> bool:
        """Whether it has a digit."""
        return any(map(str.isdigit, self.text))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which groups are read, how many files of each, and which half."""

    kinds: str = "*"
    files: int = _FILES
    half: int = 1
    """0: the one on which the bounds were chosen."""
    held_out: bool = False


Groups = Iterator[tuple[str, list[Marked]]]


def groups(folder: Path, data: Path, choice: Choice) -> Groups:
    """The words of each group of pages; ``folder`` receives the made ones."""
    engine = engines.OCR["tesserocr"]()
    kinds = office_pages.HELD_OUT if choice.held_out else samples.KINDS | office_pages.KINDS
    for name in kinds:
        if fnmatch(name, choice.kinds):
            say(name)
            files = samples.pages_of(
                name, folder, count=choice.files, seed=2 - choice.half, kinds=kinds
            )
            yield name, [word for file in files for word in words_of(engine, file, complete=True)]
    for group in () if choice.held_out else REAL_PAGES:
        found = [file for file in real_files(group, data) if file.path.name not in _NOT_THEIRS]
        files = tuple(found[choice.half :: 2][: choice.files])
        if files and fnmatch(group.name, choice.kinds):
            say(group.name)
            yield (
                group.name,
                [word for file in files for word in words_of(engine, file, complete=False)],
            )


def words_of(engine: OcrEngine, file: samples.Sample, *, complete: bool) -> Iterator[Marked]:
    """The words of a file.

    ``complete``: all that stands on it is in its truth, so that other words were invented.
    """
    return labelled(scan_of(engine, file.path), file, complete=complete)


def labelled(scan: Scan, file: samples.Sample, *, complete: bool) -> Iterator[Marked]:
    """The words of a scan; those that the truth may leave out are left out."""
    found = scan_doubts(scan, letter_of(scan), lexicon=lexicon())
    words = [
        (word, doubts.get(word))
        for page, doubts in zip(scan.pages, found, strict=True)
        for word in page.words
    ]
    aside = file.print.aside if file.print else ""
    labels = labelling.read(file.text, [word.text for word, _ in words], aside=aside)
    for (word, doubt), label in zip(words, labels, strict=True):
        if label is None or (label is Label.BESIDE and not complete):
            continue  # nobody knows
        why = f"{doubt.reason} {word.confidence:.2f} {doubt.others}" if doubt else ""
        yield Marked(word.text, label, unsure(word), doubt is not None, why)


def scan_of(engine: OcrEngine, path: Path) -> Scan:
    """The pages of a file as the office reads them."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    job = Job(f"000001-{sha256[:12]}", Kind.SCAN, path.name, sha256)
    with tempfile.TemporaryDirectory(prefix="schreibstube-doubts-") as work:
        folder = Path(work)
        recipe = replace(recipe_of(Settings()), artefacts=folder / "artefacts")
        for unit in process.prepare(job, path, folder, recipe):
            process.read(engine, job, unit, folder, recipe)
        known = DocumentArtefacts(job, recipe)
        pages = (known.page(facts.number) for facts in known.scan.pages)
        return Scan(tuple(page for page in pages if page is not None))


HEADS = (
    "pages",
    "words",
    "wrong",
    "caught, alone",
    "marked, alone",
    "right marks, alone",
    "caught",
    "marked",
    "right marks",
    "misread",
    "misread caught",
    "figures wrong",
    "and unmarked",
)


def page_table(found: Iterable[tuple[str, list[Marked]]]) -> str:
    """Each group, then all made ones, all office pages, all real ones, and all."""
    known = tuple(found)
    office = {*office_pages.KINDS, *office_pages.HELD_OUT}
    sums: Mapping[str, list[Marked]] = {
        "**clean made pages**": _all(known, lambda name: name in samples.KINDS),
        "**office pages**": _all(known, lambda name: name in office),
        "**real, Fraktur left out**": _all(
            known, lambda name: name.startswith("real") and name != _FRAKTUR
        ),
        "**all**": _all(known, lambda _: True),
    }
    rows = (*known, *((name, words) for name, words in sums.items() if words))
    return table(HEADS, (row_of(*row) for row in rows))


def _all(found: Sequence[tuple[str, list[Marked]]], belongs: Callable[[str], bool]) -> list[Marked]:
    return [word for name, words in found if belongs(name) for word in words]


def row_of(name: str, words: Sequence[Marked]) -> tuple[str, ...]:
    """The cells under ``HEADS``."""
    alone = labelling.marks((word.label, word.unsure) for word in words)
    ours = labelling.marks((word.label, word.marked) for word in words)
    cells = [
        cell
        for each in (alone, ours)
        for cell in (
            percent(each.caught, each.wrong),
            percent(each.marked, each.read),
            percent(each.caught, each.marked),
        )
    ]
    cells += [str(ours.misread), percent(ours.misread_caught, ours.misread)]
    figures = [word for word in words if word.figure and word.label > Label.SIGNS]
    silent = sum(not word.marked for word in figures)
    return (name, str(ours.read), str(ours.wrong), *cells, str(len(figures)), str(silent))


def percent(part: int, whole: int) -> str:
    """A share, or a dash where there is nothing to share."""
    return f"{100 * part / whole:.1f} %" if whole else "–"


def listing(name: str, words: Iterable[Marked]) -> Iterator[str]:
    """A line for each word that is marked and right, or wrong and unmarked."""
    for word in words:
        if word.marked != word.wrong:
            what = "unmarked" if word.wrong else f"right, {word.why}"
            yield f"{name}: {word.text}  {what}"


def main(arguments: Sequence[str]) -> int:
    """Read and print; 1 if no group has that name."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page_doubts")
    parser.add_argument("--kinds", default="*", help='a pattern of names: "noisy*"')
    parser.add_argument("--files", type=int, default=_FILES, help="documents of each group")
    parser.add_argument("--data", type=Path, default=REAL_DATA)
    parser.add_argument("--words", action="store_true", help="list what is wrong about marks")
    half = parser.add_mutually_exclusive_group()
    half.add_argument("--chosen", action="store_true", help="the half that bounds were chosen on")
    half.add_argument("--held-out", action="store_true", help="other fonts and texts")
    options = parser.parse_args(arguments)
    choice = Choice(
        options.kinds, options.files, 0 if options.chosen else 1, held_out=options.held_out
    )
    with tempfile.TemporaryDirectory(prefix="schreibstube-doubts-") as work:
        found = tuple(groups(Path(work), options.data, choice))
    if not found:
        known = "; ".join((*samples.KINDS, *office_pages.KINDS))
        print(f"The groups are: {known}; real: ...", file=sys.stderr)
        return 1
    for name, words in found if options.words else ():
        print("\n".join(listing(name, words)))
    print(page_table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
