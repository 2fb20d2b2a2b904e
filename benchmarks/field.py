"""Runs `schreibstube batch` over real files and accounts for each one.

python -m benchmarks.field [FOLDER] [--match GLOB] [--config FILE] [--command COMMAND]
    [--target FILE]

FOLDER is ../shared/data by default (its scans and audio). Writes a Markdown table to
docs/outcomes.md. Where a file has its ground truth beside it (`<file>.gt.txt`), the result is
scored against it. Faults of the cases from the field that stay, and why, are taken from
benchmarks/cases.toml. Exit code 1 if a file is missing from the report, a published file is missing
from the outbox, or the bytes of an input are nowhere to be found any more.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools import batch, compare

_DATA = batch.ROOT.parent / "shared" / "data"
_TARGET = batch.ROOT / "docs" / "outcomes.md"
_CASES = Path(__file__).with_name("cases.toml")
_TRUTH = ".gt.txt"
_ABOUT_THE_DATA = (_TRUTH, ".rttm", ".tsv")


@dataclass(frozen=True, slots=True)
class Input:
    """A dropped file.

    Its path below the inbox, with ``/``, the SHA-256 of its bytes, and its true text if known.
    """

    source: str
    sha256: str
    truth: str | None


def inputs(folder: Path, match: str) -> tuple[Input, ...]:
    """The files below the sub-folders of ``folder``, sorted.

    Without those that describe other files.
    """
    found = (
        path
        for path in folder.glob(f"*/**/{match}")
        if path.is_file() and not path.name.endswith(_ABOUT_THE_DATA)
    )
    return tuple(
        Input(path.relative_to(folder).as_posix(), _sha256(path), _truth(path))
        for path in sorted(found)
    )


def drop(folder: Path, files: Iterable[Input], inbox: Path) -> None:
    """Copy ``files`` into the inbox, writable even if the originals are not."""
    for file in files:
        target = inbox / file.source
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / file.source, target)


def losses(files: Sequence[Input], office: batch.Office) -> tuple[str, ...]:
    """Everything that a run must not lose and that is not there.

    Empty if all is well.
    """
    items = office.items()
    reported = {item.source for item in items}
    kept = {
        _sha256(path)
        for root in (office.inbox, office.outbox)
        for path in root.rglob("*")
        if path.is_file()
    }
    return (
        *(f"not in the report: {file.source}" for file in files if file.source not in reported),
        *(f"its bytes are gone: {file.source}" for file in files if file.sha256 not in kept),
        *(
            f"published but not there: {output}"
            for item in items
            for output in item.outputs
            if not (office.outbox / output).is_file()
        ),
        *(
            f"needs attention without a reason: {i.source}"
            for i in items
            if i.status == "needs-attention" and not i.reason
        ),
    )


def document(files: Sequence[Input], office: batch.Office, *, heading: str) -> str:
    """The outcomes as Markdown: counts, then one row per file."""
    items = sorted(office.items(), key=lambda item: item.source)
    truths = {file.source: file.truth for file in files}
    counts = ", ".join(
        f"{number} {status}"
        for status, number in sorted(Counter(item.status for item in items).items())
    )
    rows = [_row(item, _score(item, truths.get(item.source), office.outbox)) for item in items]
    return "\n".join(
        (
            "# What becomes of real files",
            "",
            heading,
            "",
            f"**{len(files)} files: {counts}.**",
            "",
            "| file | outcome | length | language | reason | words found | WER |",
            "|---|---|--:|---|---|--:|--:|",
            *rows,
            "",
        )
    )


def staying_faults(cases: Path = _CASES) -> str:
    """The explained faults of the cases from the field, as Markdown; empty if there are none."""
    with cases.open("rb") as stream:
        reasons = {name: row.get("explained") for name, row in tomllib.load(stream).items()}
    rows = [f"| {name} | {why} |" for name, why in reasons.items() if isinstance(why, str)]
    head = ("", "## Cases from the field that stay wrong", "", "| file | why |", "|---|---|")
    return "\n".join((*head, *rows, "")) if rows else ""


def _row(item: batch.Item, score: tuple[str, str]) -> str:
    length = "" if item.pages is None else f"{item.pages} p."
    if item.audio_seconds is not None:
        length = f"{item.audio_seconds:.0f} s"
    cells = (item.source, item.status, length, item.language or "", item.reason or "", *score)
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _score(item: batch.Item, truth: str | None, outbox: Path) -> tuple[str, str]:
    """Word recall and word error rate of the output closest to the document.

    Empty if nothing is known.
    """
    texts = [output for output in item.outputs if PurePosixPath(output).suffix in batch.TRUTH_ORDER]
    if truth is None or not texts:
        return "", ""
    best = min(texts, key=lambda output: batch.TRUTH_ORDER.index(PurePosixPath(output).suffix))
    try:
        found = batch.text_of(outbox / best)
    except (OSError, subprocess.CalledProcessError):
        return "unreadable", ""
    wrong = compare.word_error_rate(truth, found)
    if not compare.words(truth):
        return f"{wrong:.0f} invented", ""
    return f"{compare.word_recall(truth, found):.1%}", f"{wrong:.1%}"


def _truth(path: Path) -> str | None:
    beside = path.with_name(path.name + _TRUTH)
    return beside.read_text(encoding="utf-8") if beside.is_file() else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Run, write the table, and print what was lost; 0 only if nothing was."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.field", description="Process a copy of a folder of real files."
    )
    parser.add_argument(
        "folder", type=Path, nargs="?", default=_DATA, help="sub-folders with files"
    )
    parser.add_argument("--match", default="*", metavar="GLOB", help="only files of such names")
    parser.add_argument("--config", type=Path, help="settings file for the command")
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument("--target", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    files = inputs(options.folder, options.match)
    if not files:
        parser.error(f"no files in the sub-folders of {options.folder}")
    with tempfile.TemporaryDirectory(prefix="schreibstube-field-") as folder:
        office = batch.Office(Path(folder))
        drop(options.folder, files, office.inbox)
        began = time.perf_counter()
        config = ("--config", str(options.config)) if options.config else ()
        exit_code = subprocess.run(
            [*office.arguments(options.command), *config], check=False
        ).returncode
        minutes = (time.perf_counter() - began) / 60
        day = time.strftime("%Y-%m-%d")
        heading = (
            f"`python -m benchmarks.field`, {day}: one run of `schreibstube batch`, {minutes:.0f} "
            f"minutes, exit code {exit_code}.\n"
            "Words found: share of the true words in the published PDF or WebVTT, in any order; "
            "WER: word error rate in order."
        )
        options.target.parent.mkdir(parents=True, exist_ok=True)
        text = document(files, office, heading=heading) + staying_faults()
        options.target.write_text(text, encoding="utf-8")
        lost = losses(files, office)
    print("\n".join(lost) or f"All {len(files)} files are accounted for: {options.target}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
