"""`make demo`: samples into an inbox, how well the results match, and the way back.

The demonstration corrects its own letter, drops it back and shows draft and final side by side.

python -m tools.demo [--command COMMAND] [--folder FOLDER]
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.settings import load
from tools import batch, compare, proofreading, samples

_EXPECTED = {"scan": (".pdf", ".docx"), "recording": (".docx", ".vtt")}
# Far below what is usual (99 % and 95 %): a lower match means that something is broken, not that a
# word was misread.
_FLOOR = {"scan": 0.95, "recording": 0.85}

_LETTER = "Brief.pdf"
_CORRECTED = "Brief korrigiert.docx"
_SAID = {
    "de": {
        "misread": "„{wrong}“ war verlesen und wird im Word-Entwurf zu „{right}“ berichtigt",
        "renamed": "Alles war richtig gelesen; im Word-Entwurf wird aus „{wrong}“ „{right}“",
        "dropped": "{change}. „Freigegeben“ ist angekreuzt, und die Datei kommt zurück in den"
        " Eingang …",
        "draft": "Entwurf",
        "final": "Endfassung",
        "missing": "fehlt",
        "none": "Der Entwurf des Briefes fehlt oder hat nichts zu berichtigen.",
        "wrong": "FALSCH",
    },
    "en": {
        "misread": "“{wrong}” was misread and becomes “{right}” in the Word draft",
        "renamed": "All was read right; in the Word draft “{wrong}” becomes “{right}”",
        "dropped": "{change}. “Freigegeben” (released) is ticked, and the file goes back into the"
        " inbox …",
        "draft": "draft",
        "final": "final",
        "missing": "missing",
        "none": "The draft of the letter is missing, or has nothing to correct.",
        "wrong": "WRONG",
    },
}


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
    came_back = way_back(office, options.command, items, made[0].text)
    return int(exit_code != 0 or not came_back or not all(row.good for row in results))


def way_back(office: batch.Office, command: str, items: Sequence[batch.Item], truth: str) -> bool:
    """Correct the letter, drop it back and show draft and final.

    Whether every final is there, with the corrected word and no other change.
    """
    said = _SAID[load(inbox=office.inbox, outbox=office.outbox, state=office.state).language]
    drafts = _published(office, items, _LETTER)
    word_file = next(
        (each for each in drafts if each.suffix == ".docx"), office.outbox / "Brief.docx"
    )
    try:
        change = proofreading.correct(word_file, office.inbox / _CORRECTED, truth)
    except (OSError, proofreading.NothingToCorrect):
        print(said["none"], file=sys.stderr)
        return False
    what = said["misread" if change.misread else "renamed"]
    sentence = what.format(wrong=change.wrong, right=change.right)
    print("\n" + said["dropped"].format(change=sentence), flush=True)
    exit_code = subprocess.run(office.arguments(command), check=False).returncode
    finals = _published(office, office.items(), _CORRECTED)
    found = tuple(proofreading.pairs(drafts, finals, change))
    print("\n" + "\n".join(side_by_side(found, said)))
    return exit_code == 0 and all(pair.good for pair in found)


def _published(office: batch.Office, items: Sequence[batch.Item], source: str) -> tuple[Path, ...]:
    return tuple(
        office.outbox / output for item in items if item.source == source for output in item.outputs
    )


def side_by_side(
    pairs: Sequence[proofreading.Pair], said: Mapping[str, str] = _SAID["en"]
) -> Iterator[str]:
    """Lines of a table: each file of the draft and its final, and the word."""
    left, right = said["draft"], said["final"]
    wide = max(len(text) for pair in pairs for text in (left, pair.draft.name, pair.before))
    yield f"{left:<{wide}}    {right}"
    for pair in pairs:
        final = said["missing"] if pair.final is None else pair.final.name
        problem = "" if pair.good else f"   {said['wrong']}"
        yield f"{pair.draft.name:<{wide}} →  {final}{problem}"
        yield f"{pair.before:<{wide}}    {pair.after}"


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
