"""Ours against OCRmyPDF on the same pages: cost and accuracy.

python -m benchmarks.ocr [--quick] [--long] [--only speed|accuracy] [--repetitions N]
    [--files N] [--kinds PATTERN] [--held-out]
    [--command COMMAND] [--ocrmypdf FILE] [--data FOLDER] [--target FILE]

The pages are made here, from a seed. Costs are measured in pairs that take turns in beginning, so
that a busy moment hits both sides. OCRmyPDF lives in an environment of the benchmark's own,
.cache/bench-ocr/. `make bench-ocr` writes the page with the tables, and a plot, to
docs/benchmarks/. Exit code 1, and nothing written, if a side fails on what is timed.
"""

from __future__ import annotations

import argparse
import platform
import shlex
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal

from benchmarks import ocr_sides as sides
from benchmarks.draft_words import draft_rows
from benchmarks.environments import ProgramMissing, environment
from benchmarks.figures import Pair, Race, Spread
from benchmarks.metering import Cost, machine
from benchmarks.ocr_figures import Group, Kept, Results, Score, Speed, document
from benchmarks.ocr_peers import REQUIREMENTS, OcrMyPdf, optional_programs, require_programs
from benchmarks.ocr_sides import Bench, Made
from benchmarks.office_figures import (
    Reading,
    reading_of_draft,
    reading_of_text,
    text_without_aside,
    truth_of,
)
from benchmarks.office_tables import Office, sum_of
from benchmarks.offices import Failed
from benchmarks.pages import DAY, publish, say
from tools import batch, office_pages, samples

_CACHE = batch.ROOT / ".cache" / "bench-ocr"
REAL_DATA = batch.ROOT.parent / "shared" / "data" / "scans"


# What is measured


@dataclass(frozen=True, slots=True)
class Effort:
    """How much of everything is measured.

    ``pages``: of the scan. ``files``: of each kind of page. ``long_pages``: of the long document;
    0: none. ``real_files``: of each group of real ones; None: all. ``kinds``: which groups are read
    for accuracy, as a pattern of their names. ``held_out``: also the office pages that no rule was
    tuned on.
    """

    pages: int = 20
    repetitions: int = 3
    files: int = 6
    long_pages: int = 0
    real_files: int | None = None
    kinds: str = "*"
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A race: document, pages at once, OCRmyPDF's options, ratio to reach."""

    name: str
    document: Literal["scan", "letter", "noisy scan"]
    jobs: int
    goal: float
    options: tuple[str, ...] = ()


CASES = (
    Case("scan", "scan", 1, 0.40),
    Case("scan, both deskew", "scan", 1, 0.22, ("--deskew",)),
    Case("noisy, crooked, dense pages", "noisy scan", 1, 0.55),
    Case("noisy, crooked, dense pages, both deskew", "noisy scan", 1, 0.30, ("--deskew",)),
    Case("one-page letter, cold start", "letter", 1, 0.65),
    Case("scan, two processes", "scan", 2, 0.50),
    Case("scan, both deskew, two processes", "scan", 2, 0.35, ("--deskew",)),
)
"""The races, with the goals of the issue.

Wall time has to reach the same ratio where both use two processes.
"""

WAYS: dict[str, tuple[str, ...]] = {
    "OCRmyPDF": (),
    "OCRmyPDF -d -r": ("--deskew", "--rotate-pages"),
}
"""How OCRmyPDF is run for accuracy; the better one per group counts."""


@dataclass(frozen=True, slots=True)
class RealPages:
    """Real files with a known text, in ../shared/data/scans.

    ``ordered``: whether one order of the words is the right one.
    """

    name: str
    names: tuple[str, ...]
    ordered: bool = True


REAL_PAGES = (
    RealPages("real: German invoices", ("scan200_ig_*.pdf", "scan300_rech*.pdf"), ordered=False),
    RealPages("real: German screen and sign", ("mayan_deu_*", "buelowstrasse.png"), ordered=False),
    RealPages("real: German print of 1879", ("bebel_*",)),
    RealPages("real: Fraktur", ("clauren_*_0*", "kant_*", "laube_*")),
    RealPages("real: English letters of the 1990s", ("unlv_bus_*",), ordered=False),
    RealPages("real: English magazines", ("unlv_8*",), ordered=False),
    RealPages(
        "real: English letter and plain text",
        ("docspell_*_scan300.jpg", "lorem_*", "phototest.tif", "ppl_*"),
        ordered=False,
    ),
    RealPages("real: English, turned", ("phototest_rot*",)),
    RealPages("real: photo of a letter", ("docspell_*_camera.jpg",), ordered=False),
    RealPages("real: screenshot of an invoice", ("aws_invoice_*",), ordered=False),
)
"""Digital PDFs are left out: they need no recognition."""


# Speed


def speed(bench: Bench, effort: Effort, kept: list[Kept]) -> Speed:
    """Run all races, repetition by repetition, and the floor beside them.

    Raises:
        Failed: a side did not make what it has to make.
    """
    noisy = max(1, effort.pages // 2)
    documents = {
        "scan": samples.scan(bench.folder / "scan.pdf", pages=effort.pages).path,
        "letter": samples.pages_of("German letters", bench.folder, count=1)[0].path,
        "noisy scan": office_pages.noisy_scan(bench.folder, pages=noisy).path,
    }
    pages = {"scan": effort.pages, "letter": 1, "noisy scan": noisy}
    _, read = bench.ours(
        documents["scan"], jobs=2
    )  # Warms both up, and says which languages the pages are in.
    ways = {"deu+eng": ["deu+eng"] * effort.pages, "each page's own": sides.languages(read)}
    pairs: dict[Case, list[Pair]] = {case: [] for case in CASES}
    floors: dict[str, list[float]] = {way: [] for way in ways}
    for repetition in range(effort.repetitions):
        for case in CASES:
            pairs[case].append(
                _pair(bench, case, documents[case.document], kept, ours_first=repetition % 2 == 0)
            )
        for way, languages in ways.items():
            floors[way].append(sides.floor(documents["scan"], languages) / effort.pages)
            say(f"floor, {way}: {floors[way][-1]:.2f} CPU s/page")
    costs = [pair.ours.cpu / effort.pages for pair in pairs[CASES[0]]]
    return Speed(
        races=tuple(
            Race(case.name, pages[case.document], case.goal, tuple(pairs[case]), case.jobs)
            for case in CASES
        ),
        floor={way: Spread.of(values) for way, values in floors.items()},
        floor_ratio={
            way: Spread.of(cost / floor for cost, floor in zip(costs, values, strict=True))
            for way, values in floors.items()
        },
        memory=_memory(bench, effort),
    )


def _pair(bench: Bench, case: Case, source: Path, kept: list[Kept], *, ours_first: bool) -> Pair:
    """Run both sides once, and look at what we made."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
        here = replace(bench, folder=Path(folder))
        runs: dict[str, Callable[[], tuple[Cost, Path]]] = {
            "ours": lambda: here.ours(source, jobs=case.jobs),
            "theirs": lambda: here.theirs(source, jobs=case.jobs, options=case.options),
        }
        done = {
            side: runs[side]()
            for side in (("ours", "theirs") if ours_first else ("theirs", "ours"))
        }
        kept.append(sides.kept(source, done["ours"][1]))
    pair = Pair(**{side: cost for side, (cost, _) in done.items()})
    say(
        f"{case.name}: CPU {pair.ours.cpu:.1f} / {pair.theirs.cpu:.1f} s, wall "
        f"{pair.ours.wall:.1f} / {pair.theirs.wall:.1f} s"
    )
    return pair


def _memory(bench: Bench, effort: Effort) -> tuple[tuple[int, int], ...]:
    """Pages and peak memory of a short and a long document of small pages."""
    if not effort.long_pages:
        return ()
    found = []
    for pages in (effort.pages, effort.long_pages):
        leaflets = samples.leaflets(bench.folder / f"leaflets-{pages}.pdf", pages=pages)
        cost, _ = bench.ours(leaflets.path, jobs=2)
        found.append((pages, cost.peak_bytes))
        say(f"{pages} small pages: peak {cost.peak_bytes / 1e6:.0f} MB, CPU {cost.cpu:.1f} s")
    return tuple(found)


# Accuracy


@dataclass(frozen=True, slots=True)
class _Pages:
    """Files of one group, with their true texts."""

    name: str
    ordered: bool
    files: tuple[samples.Sample, ...]


def accuracy(bench: Bench, effort: Effort, real: Path, kept: list[Kept]) -> tuple[Group, ...]:
    """How well both read every kind of page, made ones first."""
    groups = (*_made_pages(bench.folder / "pages", effort), *_real_pages(real, effort))
    sources = [file.path for group in groups for file in group.files]
    say(f"{len(sources)} files: ours")
    ours = bench.ours_of_all(sources)
    kept += [
        sides.kept(source, ours.pdfs[source.name]) for source in sources if source.name in ours.pdfs
    ]
    theirs = {}
    for way, options in WAYS.items():
        say(f"{len(sources)} files: {way}")
        theirs[way] = bench.theirs_of_all(sources, options)
    return tuple(_group(group, ours, theirs) for group in groups)


def _made_pages(folder: Path, effort: Effort) -> Iterator[_Pages]:
    folder.mkdir()
    kinds = samples.KINDS | office_pages.KINDS
    if effort.held_out:
        kinds |= office_pages.HELD_OUT
    for name, kind in kinds.items():
        if fnmatch(name, effort.kinds):
            made = samples.pages_of(name, folder, count=effort.files, kinds=kinds)
            yield _Pages(name, kind.ordered, made)


def _real_pages(folder: Path, effort: Effort) -> Iterator[_Pages]:
    for group in REAL_PAGES:
        if fnmatch(group.name, effort.kinds) and (files := real_files(group, folder)):
            yield _Pages(group.name, group.ordered, files[: effort.real_files])


def real_files(group: RealPages, folder: Path) -> tuple[samples.Sample, ...]:
    """The files of a group that lie in ``folder`` with their truth."""
    paths = sorted(path for name in group.names for path in folder.glob(name))
    return tuple(
        samples.Sample(path, _truth(path).read_text(encoding="utf-8"))
        for path in paths
        if _truth(path).is_file()
    )


def _truth(path: Path) -> Path:
    return path.with_name(f"{path.name}.gt.txt")


def _group(group: _Pages, ours: Made, theirs: dict[str, Made]) -> Group:
    """Score the files that every way made; count the others."""
    names = {file.path.name for file in group.files}
    made_by_them = names.intersection(*(made.pdfs for made in theirs.values()))
    common = [file for file in group.files if file.path.name in made_by_them & ours.pdfs.keys()]
    alone = [file for file in group.files if file.path.name in ours.pdfs]

    def score(made: Made, files: Sequence[samples.Sample]) -> Score:
        read = [
            (
                file.text,
                text_without_aside(truth_of(file), batch.text_of(made.pdfs[file.path.name])),
            )
            for file in files
        ]
        return Score.of(read, ordered=group.ordered)

    return Group(
        group.name,
        len(names),
        ours=score(ours, common or alone) if alone else None,
        theirs={way: score(made, common) for way, made in theirs.items()} if common else {},
        lost=(len(names - ours.pdfs.keys()), len(names - made_by_them)),
        reluctant=len(names.intersection(*(made.reluctant for made in theirs.values()))),
        office=_office(group.name, [file for file in common if file.print], ours, theirs),
    )


def _office(
    name: str, files: Sequence[samples.Sample], ours: Made, theirs: dict[str, Made]
) -> Office | None:
    """What only made office pages can tell; None for others."""

    def read(made: Made) -> Reading:
        return sum_of(
            reading_of_text(truth_of(file), batch.text_of(made.pdfs[file.path.name]))
            for file in files
        )

    files = [file for file in files if file.path.name in ours.drafts]
    if not files:
        return None
    drafts = sum_of(
        reading_of_draft(truth_of(file), draft_rows(ours.drafts[file.path.name]))[0]
        for file in files
    )
    return Office(name, read(ours), drafts, {way: read(made) for way, made in theirs.items()})


# The command


def _about(bench: Bench, effort: Effort) -> str:
    day = time.strftime(DAY)
    return (
        f"{day}: {machine()}; Python {platform.python_version()}; OCRmyPDF {bench.peer.version()},"
        f" optional programs beside it: {optional_programs()}. Repetitions: {effort.repetitions}; "
        f"pages of the scan: {effort.pages}; made files of each kind: {effort.files}."
    )


def _numbers(results: Results) -> dict[str, object]:
    """What the plot shows."""
    races = [race for race in results.speed.races if race.jobs == 1] if results.speed else []
    floors = [floor.middle for floor in results.speed.floor.values()] if results.speed else []
    groups = [(group.name, group.ours, group.best) for group in results.groups]
    return {
        "sides": ["Schreibstube", "OCRmyPDF"],
        "on": "on the same pages",
        "costs": {
            "title": "CPU seconds per page",
            "rows": [
                {"name": race.name, "values": [race.our_cpu, race.their_cpu]} for race in races
            ],
            "lines": [{"name": "recognition alone", "at": floor} for floor in floors[:1]],
        },
        "errors": {
            "title": "Wrong characters",
            "rows": [
                {"name": name, "values": [ours.cer, best.cer]}
                for name, ours, best in groups
                if ours and best
            ],
        },
    }


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ocr", description="Measure ours against OCRmyPDF."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument(
        "--ocrmypdf", type=Path, help="an installed OCRmyPDF instead of one of the benchmark's own"
    )
    parser.add_argument(
        "--quick", action="store_true", help="two pages, one file of each kind, once"
    )
    parser.add_argument(
        "--repetitions", type=int, default=Effort().repetitions, help="of everything that is timed"
    )
    parser.add_argument("--files", type=int, default=Effort().files, help="made pages of each kind")
    parser.add_argument(
        "--kinds",
        default="*",
        metavar="PATTERN",
        help='only such pages for accuracy: "fax", "real:*"',
    )
    parser.add_argument("--long", action="store_true", help="also the memory for 500 pages")
    parser.add_argument(
        "--held-out", action="store_true", help="also office pages that nothing was tuned on"
    )
    parser.add_argument("--only", choices=("speed", "accuracy"), help="half of it")
    parser.add_argument(
        "--data", type=Path, default=REAL_DATA, help="real files with their texts beside them"
    )
    parser.add_argument(
        "--target", type=Path, help="the page to write, with its plot beside it; else only printed"
    )
    return parser.parse_args(arguments)


def _effort(options: argparse.Namespace) -> Effort:
    if options.quick:
        few = Effort(pages=2, repetitions=1, files=1, real_files=1, kinds=options.kinds)
        return replace(few, long_pages=10 if options.long else 0, held_out=options.held_out)
    long_pages = 500 if options.long else 0
    return Effort(
        repetitions=options.repetitions,
        files=options.files,
        long_pages=long_pages,
        kinds=options.kinds,
        held_out=options.held_out,
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page; 1 if a side failed or cannot run."""
    options = _options(arguments)
    effort = _effort(options)
    kept: list[Kept] = []
    try:
        require_programs()
        python = (
            environment(_CACHE / "env", *REQUIREMENTS)
            if options.target or not options.ocrmypdf
            else None
        )
        program = options.ocrmypdf or _CACHE / "env" / "bin" / "ocrmypdf"
        with tempfile.TemporaryDirectory(prefix="schreibstube-ocr-") as folder:
            peer = OcrMyPdf(program, memory=_CACHE / "made")
            bench = Bench(options.command, peer, Path(folder))
            about = _about(bench, effort)
            fast = speed(bench, effort, kept) if options.only != "accuracy" else None
            groups = accuracy(bench, effort, options.data, kept) if options.only != "speed" else ()
    except (Failed, ProgramMissing, samples.FontMissing) as error:
        print(error, file=sys.stderr)
        return 1
    results = Results(fast, groups, tuple(kept))
    plot = options.target.with_suffix(".svg") if options.target else None
    again = shlex.join(("python", "-m", "benchmarks.ocr", *arguments))
    page = document(results, about=about, again=again, plot=plot.name if plot else None)
    publish(page, _numbers(results), options.target, python)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
