"""What a page and a second of sound cost.

The real command on a 20-page scan and on a 3-minute recording.

python -m benchmarks.cost [--command COMMAND] [--pages N] [--minutes M] [--target FILE]

Each run gets fresh folders. The first one has nothing to do: it shows what starting costs. Prints a
table and writes it to docs/benchmarks/cost.md. Exit code 1, and nothing written, if a result is
missing: costs without results mean nothing.
"""

from __future__ import annotations

import argparse
import platform
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.metering import Cost, machine, measure
from tools import batch, compare, samples

_TARGET = batch.ROOT / "docs" / "benchmarks" / "cost.md"


@dataclass(frozen=True, slots=True)
class Run:
    """One run: its amount in a unit, its cost, and the words that came out."""

    name: str
    amount: float
    unit: str
    cost: Cost
    match: float | None = None


class NothingPublished(RuntimeError):
    """The command published nothing; the message has its output."""


def run(
    office: batch.Office,
    command: str,
    *,
    name: str,
    unit: str,
    sample: samples.Sample | None = None,
) -> Run:
    """Process the office's inbox once.

    Raises:
        NothingPublished: ``sample`` was not published, or the command failed.
    """
    cost = measure(office.arguments(command))
    items = office.items()
    if cost.exit_code or [item.status for item in items] != ["published"] * (sample is not None):
        msg = (
            f"{name}: exit code {cost.exit_code}, "
            f"{[(item.source, item.status, item.reason) for item in items]}"
        )
        raise NothingPublished(msg)
    if sample is None:
        return Run(name, 0, unit, cost)
    item = items[0]
    outputs = sorted(
        (office.outbox / output for output in item.outputs),
        key=lambda path: batch.TRUTH_ORDER.index(path.suffix),
    )
    amount = item.pages if unit == "page" else item.audio_seconds
    return Run(
        name, amount or 0, unit, cost, compare.word_recall(sample.text, batch.text_of(outputs[0]))
    )


def table(runs: Sequence[Run]) -> str:
    """The runs as a Markdown table; the first is the start-up in the others."""
    startup = runs[0].cost.cpu
    lines = [
        (
            "| run | CPU s | CPU s per unit | of that without start-up | wall s | peak memory MB |"
            " words found |"
        ),
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for each in runs:
        per = f"{each.cost.cpu / each.amount:.3f} per {each.unit}" if each.amount else "–"
        net = f"{(each.cost.cpu - startup) / each.amount:.3f}" if each.amount else "–"
        match = "–" if each.match is None else f"{each.match:.1%}"
        cost = each.cost
        lines.append(
            f"| {each.name} | {cost.cpu:.1f} | {per} | {net} | {cost.wall:.1f} | "
            f"{cost.peak_bytes / 1e6:.0f} | {match} |"
        )
    return "\n".join(lines)


def document(runs: Sequence[Run], *, command: str, day: str) -> str:
    """The page for docs/, with all that is needed to measure again."""
    return f"""# What it costs

{table(runs)}

CPU: user and system time of the command and all its children (`getrusage`), start-up included. Peak
memory: the largest sum of proportional set sizes of the whole process tree, ten looks a second.
Words found: share of the sample's words in the published PDF or WebVTT, in any order.

Samples: `tools/samples.py`, seed 1; 300 dpi grey JPEG pages, German and English mixed; German
speech of two voices, AAC. Measured on {day}: {machine()}; Python {platform.python_version()}.

Again: `{command}`
"""


def main(arguments: Sequence[str]) -> int:
    """Measure, print and write; 1 if a sample was not published."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cost", description="Measure what a page and a second cost."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--target", type=Path, default=_TARGET)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="schreibstube-cost-") as folder:
        empty, pages, sound = (
            batch.Office(Path(folder) / name) for name in ("empty", "pages", "sound")
        )
        scan = samples.scan(pages.inbox / "scan.pdf", pages=options.pages)
        recording = samples.recording(sound.inbox / "recording.m4a", minutes=options.minutes)
        try:
            runs = (
                run(empty, options.command, name="empty inbox", unit="run"),
                run(
                    pages,
                    options.command,
                    name=f"scan, {options.pages} pages",
                    unit="page",
                    sample=scan,
                ),
                run(
                    sound,
                    options.command,
                    name=f"recording, {options.minutes:g} min",
                    unit="audio s",
                    sample=recording,
                ),
            )
        except NothingPublished as error:
            print(error, file=sys.stderr)
            return 1
    again = shlex.join(("python", "-m", "benchmarks.cost", *arguments))
    print(table(runs))
    options.target.parent.mkdir(parents=True, exist_ok=True)
    options.target.write_text(
        document(runs, command=again, day=time.strftime("%Y-%m-%d")), encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
