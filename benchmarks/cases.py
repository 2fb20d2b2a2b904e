"""Runs the cases from the field in one batch and judges each: expected, seen, verdict.

python -m benchmarks.cases [FOLDER] [--target FILE] [--office FOLDER]

FOLDER is ../shared/data/cases by default. What each file must become stands in
benchmarks/cases.toml; a file without a row must be published, or refused with a reason. Prints a
Markdown table, or writes FILE. ``--office`` judges an office that was run before, or leaves a new
one there to look at. Exit code 1 if a fault is left that cases.toml and docs/outcomes.md do not
explain, if a file was lost, or if a test of the watched folder is not there.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks.field import Input, losses
from tools import batch, compare

_FOLDER = batch.ROOT.parent / "shared" / "data" / "cases"
_TABLE = Path(__file__).with_suffix(".toml")
_OUTCOMES = batch.ROOT / "docs" / "outcomes.md"
_ABOUT = "README.md"
_SCANNED, _SPOKEN = 0.95, 0.75
"""The least share of a text's words: printed ones, and spoken ones with Whisper base."""
_LATE = 0.3
"""Seconds by which a subtitle may miss its moment."""
_CUE = re.compile(r"(?:(\d+):)?(\d+):(\d+\.\d+) --> [^\n]*\n(.*?)(?:\n\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """What one file must become.

    The names are those of the keys in cases.toml.
    """

    expected: str
    """The same for people."""
    then: str = ""
    """The verdict of the data's README on version 443e8d1."""
    state: str = "published"
    """Or ``needs-attention``; ``any`` where both are honest."""
    text: str = ""
    """Name of the text whose words must stand in draft and text layer or subtitles."""
    also: str = ""
    """Another such text, for the draft."""
    share: float | None = None
    """The least share of a text's words."""
    layer: bool = True
    """False if the PDF's own visible words may stay wrong."""
    draft: Sequence[str] = ()
    """Phrases that must stand in the draft."""
    pattern: str = ""
    """What must be found in it."""
    times: Mapping[str, int] = field(default_factory=dict)
    """How often a phrase must stand in it, at least."""
    once: Sequence[str] = ()
    """Phrases that may stand in it only once."""
    undrafted: Sequence[str] = ()
    """What may not stand in the draft."""
    never: Sequence[str] = ()
    """What may not stand in any result."""
    unspoken: Sequence[str] = ()
    """What may not stand in the subtitles."""
    cues: Mapping[str, float] = field(default_factory=dict)
    """The second at which a subtitle must begin."""
    words: int | None = None
    """The most words in the subtitles."""
    pages: int | None = None
    language: str = ""
    said: str = ""
    """What a remark, the reason or the draft must say."""
    unsaid: str = ""
    """What none of them may say."""
    hint: str = ""
    """What may be said instead of ``draft``, ``pattern`` and ``also``."""
    instead: str = ""
    """What may be said instead of all that must be found."""
    explained: str = ""
    """Why it stays a fault."""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of cases.toml."""

    texts: Mapping[str, str]
    cases: Mapping[str, Case]
    folder: Mapping[str, str]
    """Rows of the watched folder, and the tests that make them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of one file: its results' text without line breaks, and what was said."""

    status: str
    reason: str = ""
    remarks: str = ""
    pages: int | None = None
    language: str | None = None
    draft: str = ""
    layer: str = ""
    subtitles: str = ""
    cues: tuple[tuple[float, str], ...] = ()

    @property
    def said(self) -> str:
        """Everything that a person is told, without line breaks."""
        return f"{self.reason} {self.remarks} {self.draft}"

    def __str__(self) -> str:
        """In a few words, for the table."""
        if self.status != "published":
            return f"{self.status}: {self.reason[:120]}"
        found = self.subtitles if self.cues or not self.layer else self.layer
        number = len(compare.words(found))
        more = f", {self.reason}" if self.reason else ""
        return f"{number} words, {self.language or 'no language'}{more}: {found[:60]}"


def table(file: Path = _TABLE) -> Table:
    """The expectations."""
    with file.open("rb") as stream:
        content: dict[str, dict[str, Any]] = tomllib.load(stream)
    texts, folder = content.pop("texts", {}), content.pop("folder", {})
    return Table(texts, {name: Case(**row) for name, row in content.items()}, folder)


def faults(case: Case, seen: Seen, texts: Mapping[str, str]) -> tuple[str, ...]:
    """What is missing or too much; empty if all is as it must be."""
    return (*_state(case, seen), *_lacking(case, seen, texts), *_too_much(case, seen))


def _state(case: Case, seen: Seen) -> Iterator[str]:
    honest = ("published", "needs-attention") if case.state == "any" else (case.state,)
    if seen.status not in honest:
        yield f"{seen.status}, not {case.state}"
    if seen.status == "needs-attention" and not seen.reason:
        yield "no reason given"
    if case.pages not in {None, seen.pages}:
        yield f"{seen.pages} pages, not {case.pages}"
    if case.language and case.language != seen.language:
        yield f"language {seen.language}, not {case.language}"
    if case.said and not re.search(case.said, seen.said):
        yield f"not said: {case.said}"


def _lacking(case: Case, seen: Seen, texts: Mapping[str, str]) -> Iterator[str]:
    if case.instead and re.search(case.instead, seen.said):
        return
    least = case.share or (_SPOKEN if seen.cues or not seen.layer else _SCANNED)
    hinted = case.hint and re.search(case.hint, seen.said)
    for where, text, found in (
        ("draft", case.text, seen.draft),
        ("result", case.text if case.layer else "", seen.subtitles or seen.layer),
        ("draft, of the other text", "" if hinted else case.also, seen.draft),
    ):
        share = compare.word_recall(texts.get(text, ""), found)
        if share < least:
            yield f"{share:.0%} of the words in the {where}"
    yield from () if hinted else _phrases_lacking(case, seen)
    for phrase, second in case.cues.items():
        begun = next((start for start, words in seen.cues if phrase in words), None)
        if begun is None or abs(begun - second) > _LATE:
            yield f"{phrase}: at {begun} s, not {second:g} s"


def _phrases_lacking(case: Case, seen: Seen) -> Iterator[str]:
    yield from (f"not found: {phrase}" for phrase in case.draft if phrase not in seen.draft)
    if case.pattern and not re.search(case.pattern, seen.draft):
        yield f"not found: {case.pattern}"
    for phrase, wanted in case.times.items():
        if (times := seen.draft.count(phrase)) < wanted:
            yield f"{phrase}: {times} of {wanted}"


def _too_much(case: Case, seen: Seen) -> Iterator[str]:
    for phrases, found in (
        (case.undrafted, seen.draft),
        (case.never, seen.draft + seen.layer),
        (case.unspoken, seen.subtitles),
    ):
        yield from (f"found: {ascii(phrase)[1:-1]}" for phrase in phrases if phrase in found)
    yield from (f"more than once: {phrase}" for phrase in case.once if seen.draft.count(phrase) > 1)
    if case.words is not None and len(compare.words(seen.subtitles)) > case.words:
        yield f"{len(compare.words(seen.subtitles))} words, of {case.words} said"
    if case.unsaid and (wrong := re.search(case.unsaid, seen.said)):
        yield f"said: {wrong.group()}"


def seen_of(item: batch.Item, remarks: Sequence[str], outbox: Path) -> Seen:
    """What became of one file of the report."""
    texts = {PurePosixPath(output).suffix: outbox / output for output in item.outputs}
    stem = PurePosixPath(item.source).stem  # it stands at the head of each draft
    found = {suffix: batch.text_of(file).replace(stem, "") for suffix, file in texts.items()}
    vtt = texts[".vtt"].read_text(encoding="utf-8") if ".vtt" in texts else ""
    return Seen(
        item.status,
        _line(item.reason or ""),
        _line(" ".join(remarks)),
        item.pages,
        item.language,
        _line(found.get(".docx", "")),
        _line(found.get(".pdf", "")),
        _line(found.get(".vtt", "")),
        tuple(
            (int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds), _line(words))
            for hours, minutes, seconds, words in _CUE.findall(vtt)
        ),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def drop(folder: Path, inbox: Path) -> tuple[Input, ...]:
    """Copy the files of ``folder`` into the inbox, writable.

    A file with the bytes of another would be a duplicate: it gets a zero at its end, which no
    player heeds.
    """
    dropped: dict[str, Input] = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name != _ABOUT:
            content = file.read_bytes()
            while (sha256 := hashlib.sha256(content).hexdigest()) in dropped:
                content += b"\0"
            dropped[sha256] = Input(file.name, sha256, None)
            (inbox / file.name).write_bytes(content)
    return tuple(dropped.values())


@dataclass(frozen=True, slots=True)
class Row:
    """One file: what it must become, what it became, and what is wrong with it."""

    source: str
    case: Case
    seen: Seen
    wrong: tuple[str, ...]

    @property
    def unexplained(self) -> bool:
        """Whether it is a fault that nobody has explained."""
        return bool(self.wrong) and not self.case.explained

    @property
    def verdict(self) -> str:
        """``ok``, ``FAULT``, or why it stays one."""
        if not self.wrong:
            return "ok"
        told = "; ".join(self.wrong)
        return f"explained: {self.case.explained} ({told})" if self.case.explained else told


def judge(expected: Table, office: batch.Office) -> tuple[Row, ...]:
    """A row for every file of the report, faults first, then by name."""
    remarks = office.remarks()
    rows = []
    for item in office.items():
        seen = seen_of(item, remarks.get(item.source, ()), office.outbox)
        case = expected.cases.get(item.source, Case("published, or honest", state="any"))
        rows.append(Row(item.source, case, seen, faults(case, seen, expected.texts)))
    return tuple(sorted(rows, key=lambda row: (not row.unexplained, row.source)))


def document(rows: Sequence[Row], expected: Table, *, heading: str) -> str:
    """The verdicts as Markdown."""
    counts = Counter(
        "ok" if not row.wrong else "FAULT" if row.unexplained else "explained" for row in rows
    )
    told = ", ".join(f"{number} {verdict}" for verdict, number in sorted(counts.items()))
    lines = [
        _cells(
            row.source,
            row.case.expected,
            str(row.seen),
            row.case.then,
            f"**FAULT**: {row.verdict}" if row.unexplained else row.verdict,
        )
        for row in rows
    ]
    return "\n".join(
        (
            *("# Cases from the field", "", heading, "", f"**{len(rows)} files: {told}.**", ""),
            "| file | expected | seen | at 443e8d1 | verdict |",
            "|---|---|---|---|---|",
            *lines,
            *("", "Rows of the watched folder have no files; these tests make them:", ""),
            *("| row | test |", "|---|---|"),
            *(_cells(row, f"`{test}`") for row, test in expected.folder.items()),
            "",
        )
    )


def _cells(*cells: str) -> str:
    printable = ("".join(sign if sign.isprintable() else "�" for sign in cell) for cell in cells)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in printable) + " |"


def complaints(rows: Sequence[Row], expected: Table, outcomes: str) -> Iterator[str]:
    """Why the run is no success, one line each."""
    yield from (f"FAULT {row.source}: {row.verdict}" for row in rows if row.unexplained)
    yield from (
        f"docs/outcomes.md does not explain: {name}"
        for name, case in expected.cases.items()
        if case.explained and not (name in outcomes and case.explained in outcomes)
    )
    for test in expected.folder.values():
        file, _, name = test.partition("::")
        if f"def {name}(" not in (batch.ROOT / file).read_text(encoding="utf-8"):
            yield f"not there: {test}"


def main(arguments: Sequence[str]) -> int:
    """Run, print or write the table, and name the faults; 0 only if none is left."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.cases", description="Judge the cases from the field."
    )
    parser.add_argument("folder", type=Path, nargs="?", default=_FOLDER)
    parser.add_argument("--target", type=Path, help="write the table there")
    parser.add_argument("--office", type=Path, help="an office that was run before, or a new one")
    parser.add_argument("--command", default=batch.default_command())
    options = parser.parse_args(arguments)
    if not options.folder.is_dir():
        parser.error(f"no such folder: {options.folder}")
    with tempfile.TemporaryDirectory(prefix="schreibstube-cases-") as temporary:
        office = batch.Office((options.office or Path(temporary)).absolute())
        lost, took = _run(options.folder, office, options.command)
        expected = table()
        rows = judge(expected, office)
    day = time.strftime("%Y-%m-%d")
    heading = f"`python -m benchmarks.cases`, {day}: one run of `schreibstube batch`{took}."
    text = document(rows, expected, heading=heading)
    if options.target:
        options.target.write_text(text, encoding="utf-8")
    else:
        print(text)
    wrong = (*lost, *complaints(rows, expected, _OUTCOMES.read_text(encoding="utf-8")))
    print("\n".join(wrong) or f"All {len(rows)} cases are as they must be.")
    return int(bool(wrong))


def _run(folder: Path, office: batch.Office, command: str) -> tuple[tuple[str, ...], str]:
    """Process a copy of the folder, unless this was done; what was lost, and how long it took."""
    if office.report.exists():
        return (), ""
    files = drop(folder, office.inbox)
    began = time.perf_counter()
    subprocess.run([*office.arguments(command), "--settle", "0"], check=False)
    return losses(files, office), f", {time.perf_counter() - began:.0f} s"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
