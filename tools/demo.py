"""`make demo`: samples into an inbox, and how well the results match.

python -m tools.demo [--command COMMAND] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tools import batch, compare, samples

_EXPECTED = {"scan": (".pdf", ".docx"), "recording": (".docx", ".vtt")}
# Far below what is usual (99 % and 95 %): a lower match means that something is broken, not that a
# word was misread.
_FLOOR = {"scan": 0.95, "recording": 0.85}


@dataclass(frozen=True, slots=True)
class Row:
    """A result: the share of the sample's words in it, None if missing."""

    source: str
    kind: str
    result: str
    match: float | None

    @property
    def good(self) -> bool:
        """Whether it is there and says what the sample says."""
        return self.match is not None and self.match >= _FLOOR[self.kind]


def rows(sample: samples.Sample, items: Sequence[batch.Item], outbox: Path) -> Iterator[Row]:
    """One row for each result that ``sample`` should have."""
    name = sample.path.name
    kind = "scan" if sample.path.suffix in {".pdf", ".png", ".tif"} else "recording"
    outputs = [output for item in items if item.source == name for output in item.outputs]
    for suffix in _EXPECTED[kind]:
        output = next(
            (output for output in outputs if PurePosixPath(output).suffix == suffix), None
        )
        if output is None or not (outbox / output).is_file():
            yield Row(name, kind, f"no {suffix}", None)
        else:
            yield Row(
                name, kind, output, compare.word_recall(sample.text, batch.text_of(outbox / output))
            )


def main(arguments: Sequence[str]) -> int:
    """Run the demonstration: 0 if every result is there and matches, else 1."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.demo", description="Process samples and check the results."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument(
        "--folder", type=Path, help="where to work; a new temporary folder otherwise"
    )
    options = parser.parse_args(arguments)
    office = batch.Office(options.folder or Path(tempfile.mkdtemp(prefix="schreibstube-demo-")))
    print(
        "Making a German letter, an English letter, a German meeting and an English memo …",
        flush=True,
    )
    made = samples.demo(office.inbox)
    exit_code = subprocess.run(office.arguments(options.command), check=False).returncode
    items = office.items()
    results = [row for sample in made for row in rows(sample, items, office.outbox)]
    _print(results, items, office)
    advice = [*shlex.split(options.command), "models", "recommend", "--brief"]
    sys.stdout.flush()
    subprocess.run(advice, check=False)  # it says its line itself, and that is all it is for
    if exit_code:
        print(f"The command ended with {exit_code}.", file=sys.stderr)
    return int(exit_code != 0 or not all(row.good for row in results))


def _print(results: Sequence[Row], items: Sequence[batch.Item], office: batch.Office) -> None:
    wide = max(len(row.result) for row in results)
    print(f"\n{'dropped':<12}  {'result':<{wide}}  words found")
    for row in results:
        match = "–" if row.match is None else f"{row.match:.1%}"
        print(
            f"{row.source:<12}  {row.result:<{wide}}  {match:>6}{'' if row.good else '   PROBLEM'}"
        )
    for item in items:
        if item.status != "published":
            print(f"{item.source}: {item.status}. {item.reason or ''}")
    best = next((row.result for row in results if row.good and row.result.endswith(".docx")), None)
    if best:
        print(f"\nThe results lie in {office.outbox}\nOpen {office.outbox / best} first.")
        print(f"Die Ergebnisse liegen in {office.outbox}; öffnen Sie zuerst {best}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
