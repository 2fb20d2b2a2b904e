"""Runs the real command over a batch of files, and reads what it made.

For the demonstration and the benchmarks.
"""

from __future__ import annotations

import html
import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder."""

TRUTH_ORDER = (".pdf", ".vtt", ".docx")
"""The outputs to score, those with the fewest words of our own first."""

_GAPS = (qn("w:br"), qn("w:cr"), qn("w:tab"))
_NAME = re.compile(r"<v ([^>]+)[^>]*>\1:\s")
"""A speaker's name before the words, for people; players hide the tag."""
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the report: a dropped file and its outputs.

    Paths are relative to inbox and outbox.
    """

    source: str
    status: str
    reason: str | None = None
    outputs: tuple[str, ...] = ()
    kind: str | None = None
    pages: int | None = None
    audio_seconds: float | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The folders of one run, with the report that ``batch`` writes there."""

    root: Path

    def __post_init__(self) -> None:
        """Make the folders."""
        for folder in (self.inbox, self.outbox, self.state):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def inbox(self) -> Path:
        """Where files are dropped."""
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        """Where results appear."""
        return self.root / "outbox"

    @property
    def state(self) -> Path:
        """Journal, engine database and artefacts."""
        return self.root / "state"

    @property
    def report(self) -> Path:
        """What ``batch`` says became of each file."""
        return self.root / "report.json"

    def arguments(self, command: str, verb: str = "batch") -> list[str]:
        """The command line; ``command`` may hold arguments of its own."""
        folders = ("--inbox", self.inbox, "--outbox", self.outbox, "--state", self.state)
        report = ("--report", self.report) if verb == "batch" else ()
        return [*shlex.split(command), verb, *map(str, (*folders, *report))]

    def items(self) -> tuple[Item, ...]:
        """The report; empty if none was written."""
        if not self.report.exists():
            return ()
        return tuple(
            Item(
                **{name: entry[name] for name in Item.__slots__ if name != "outputs"},
                outputs=tuple(entry["outputs"]),
            )
            for entry in json.loads(self.report.read_text(encoding="utf-8"))["items"]
        )

    def remarks(self) -> dict[str, tuple[str, ...]]:
        """What the report remarks on each source."""
        if not self.report.exists():
            return {}
        items = json.loads(self.report.read_text(encoding="utf-8"))["items"]
        return {entry["source"]: tuple(entry["remarks"]) for entry in items}


def default_command() -> str:
    """The command beside this Python: ``.venv/bin/schreibstube``."""
    return shlex.quote(str(Path(sys.executable).with_name("schreibstube")))


def text_of(path: Path) -> str:
    """What a reader finds in a published PDF, DOCX or WebVTT file.

    Raises:
        ValueError: another kind of file.
        subprocess.CalledProcessError: pdftotext cannot read the PDF.
    """
    match path.suffix.lower():
        case ".pdf":
            return subprocess.run(
                ["pdftotext", "-enc", "UTF-8", path, "-"], check=True, capture_output=True
            ).stdout.decode()
        case ".docx":
            paragraphs = docx.Document(str(path)).element.body.iter(qn("w:p"))
            return "\n".join("".join(_texts(paragraph)) for paragraph in paragraphs)
        case ".vtt":
            return cue_text(path.read_text(encoding="utf-8"))
        case _:
            msg = f"not an output that holds text: {path.name}"
            raise ValueError(msg)


def _texts(paragraph: BaseOxmlElement) -> Iterator[str]:
    """The text of a paragraph, read from its XML.

    python-docx leaves out tracked insertions and content controls.
    """
    for element in paragraph.iter(qn("w:t"), *_GAPS):
        yield " " if element.tag in _GAPS else element.text or ""


def cue_text(vtt: str) -> str:
    """The words of a WebVTT file, without times, names, tags and notes."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", vtt.replace("\r\n", "\n")):
        _, arrow, cue = block.partition("-->")
        if arrow and not block.startswith("NOTE"):
            lines += cue.split("\n")[1:]
    return html.unescape(_TAG.sub("", _NAME.sub("", "\n".join(lines)))).strip()
