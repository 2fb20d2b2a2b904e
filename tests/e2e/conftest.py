"""A real office in temporary folders, run by its command in processes of its own."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdf
import pytest

from pipeline.errors import Rejected
from pipeline.office.journal import Journal
from pipeline.translations import translator
from tests.e2e import papers
from tests.e2e.papers import Truth
from tests.wordml import findings
from tools import samples
from tools.samples import Sample

_COMMAND = (sys.executable, "-c", "from workers.cli import main; main()")
_ENDED = 100
"""Seconds after which a test's command is hung."""
_MANY_ENDED = 1200
"""The same where it has a hundred pages to read, on a machine that has other things to do."""


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@dataclass
class TrialOffice:
    """Inbox, outbox and state in one temporary folder, and the command that works on them."""

    root: Path
    dropped: dict[str, str] = field(default_factory=dict)
    """Sources and the SHA-256 of every file that was ever dropped."""
    patience: float = _ENDED

    def __post_init__(self) -> None:
        for folder in (self.inbox, self.outbox, self.state):
            folder.mkdir(parents=True)

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def outbox(self) -> Path:
        return self.root / "outbox"

    @property
    def state(self) -> Path:
        return self.root / "state"

    def drop(self, content: Path | bytes, source: str) -> None:
        target = self.inbox / source
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        self.dropped[source] = _sha256(target)

    def command(self, *words: str, settle: float | None = 0.2) -> list[str]:
        folders = [
            "--inbox",
            str(self.inbox),
            "--outbox",
            str(self.outbox),
            "--state",
            str(self.state),
        ]
        if words[0] in {"batch", "watch"}:
            folders += ["--settle", str(settle)]
        return [*_COMMAND, words[0], *folders, *words[1:]]

    def run(
        self, *words: str, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            capture_output=True,
            text=True,
            timeout=self.patience,
            check=False,
            env={**os.environ, "LANG": "C.UTF-8", **(environment or {})},  # noqa: TID251 - its own
            cwd=self.root,
        )

    def batch(
        self, *words: str, environment: dict[str, str] | None = None
    ) -> tuple[int, list[dict[str, Any]]]:
        """Exit code and the report's items of one batch run."""
        file = self.root / "report.json"
        ended = self.run("batch", "--report", str(file), *words, environment=environment)
        assert file.exists(), ended.stderr
        assert "Traceback" not in ended.stderr + ended.stdout
        assert ended.stderr == ""
        items: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["items"]
        return ended.returncode, items

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command(*words),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.root,
        )

    def wait_until(self, reached: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
        """Wait for something that the running command should bring about."""
        until = time.monotonic() + self.patience
        while not reached():
            assert process.poll() is None, "it ended before the moment came"
            assert time.monotonic() < until, "the moment never came"
            time.sleep(0.005)

    def kill_when(self, reached: Callable[[], bool], *words: str) -> None:
        """Start the command and kill it once ``reached``."""
        process = self.start(*words)
        try:
            self.wait_until(reached, process)
        finally:
            process.kill()
            process.wait()

    def recognised(self) -> dict[Path, tuple[int, int]]:
        """Identity and time of each finished page and segment: was one made again?"""
        found = sorted((self.state / "artefacts").glob("*/*/[ps]*-0*-*.json"))
        return {file: (file.stat().st_ino, file.stat().st_mtime_ns) for file in found}

    def results(self) -> list[str]:
        """What people see in the outbox, without originals, status page and marker."""
        files = (file.relative_to(self.outbox) for file in self.outbox.rglob("*") if file.is_file())
        return sorted(
            str(file)
            for file in files
            if file.parts[0] != "_originals" and file.name not in {"status.html", ".schreibstube"}
        )

    def journal(self) -> Journal:
        return Journal(self.state, clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))

    def check(self) -> None:
        """What must hold after each fault: nothing lost or twice, everything opens, no litter."""
        kept = {
            _sha256(file)
            for folder in (self.inbox, self.outbox)
            for file in folder.rglob("*")
            if file.is_file()
        }
        assert [source for source, sha256 in self.dropped.items() if sha256 not in kept] == []
        for name in self.results():
            _opens(self.outbox / name)
        journal = self.journal()
        assert journal.verify() is None
        # Back sides name the results of their front sides, which are the pair's.
        records = [record for record in journal.jobs() if not record.backs]
        outputs = [output.path for record in records for output in record.outputs]
        journal.close()
        assert len(outputs) == len(set(outputs))
        assert sorted(outputs) == self.results()
        assert [file for file in self.root.rglob(".schreibstube-*") if file.is_file()] == []


def _opens(file: Path) -> None:
    match file.suffix:
        case ".pdf":
            pypdf.PdfReader(file, strict=True).pages[0].extract_text()
        case ".docx":
            assert findings(file) == []
        case ".vtt":
            assert file.read_text(encoding="utf-8").startswith("WEBVTT")
        case ".srt":
            assert " --> " in file.read_text(encoding="utf-8-sig")
        case ".txt":
            assert file.read_text(encoding="utf-8-sig").strip()
        case ".json":
            json.loads(file.read_bytes())
        case _:
            pytest.fail(f"nobody expects {file.name}")


@pytest.fixture(scope="session")
def five_pages(sample_folder: Path) -> Sample:
    """A scan long enough to be killed in the middle."""
    return samples.scan(sample_folder / "Akte.pdf", pages=5)


@pytest.fixture(scope="session")
def long_meeting(sample_folder: Path) -> Sample:
    """A recording of several segments."""
    return samples.recording(sample_folder / "Sitzung-lang.wav", minutes=1.6)


@pytest.fixture
def office(tmp_path: Path) -> TrialOffice:
    return TrialOffice(tmp_path / "office")


@dataclass(frozen=True)
class Paperwork:
    """A folder of papers after one run of ``batch``: what was dropped, and what became of it."""

    office: TrialOffice
    dropped: Path
    truth: dict[str, Truth]
    code: int
    items: dict[str, dict[str, Any]]

    @classmethod
    def of(
        cls, office: TrialOffice, dropped: Path, truth: dict[str, Truth] | None = None
    ) -> "Paperwork":
        """Drop every file of the folder ``dropped`` and have them done."""
        for file in sorted(dropped.rglob("*")):
            if file.is_file():
                office.drop(file, file.relative_to(dropped).as_posix())
        code, items = office.batch()
        return cls(office, dropped, truth or {}, code, {item["source"]: item for item in items})

    def output(self, source: str, suffix: str) -> Path:
        """The result of this kind."""
        names: list[str] = self.items[source]["outputs"]
        (name,) = (name for name in names if name.endswith(suffix))
        return self.office.outbox / name

    def check_outcomes(self, refusals: Mapping[str, type[Rejected]]) -> None:
        """Everything is published, but for what is refused, each with what to do about it."""
        refused = {source: kind for source, kind in refusals.items() if source in self.items}

        statuses = {source: item["status"] for source, item in self.items.items()}
        reasons = {source: item["reason"] for source, item in self.items.items() if item["reason"]}

        assert statuses == dict.fromkeys(statuses, "published") | dict.fromkeys(
            refused, "needs-attention"
        )
        assert {
            source: translator("de")(kind.to_do) in reasons[source]
            for source, kind in refused.items()
        } == (dict.fromkeys(refused, True))


@pytest.fixture(scope="session")
def paperwork(tmp_path_factory: pytest.TempPathFactory) -> Paperwork:
    """Every paper of ``tests/e2e/papers.py``, done in one run.

    The tests that look at it share a worker.
    """
    root = tmp_path_factory.mktemp("paperwork")
    truth = papers.make_all(root / "dropped")
    return Paperwork.of(TrialOffice(root / "office", patience=_MANY_ENDED), root / "dropped", truth)


@pytest.fixture(scope="session")
def repeated(paperwork: Paperwork, tmp_path_factory: pytest.TempPathFactory) -> Paperwork:
    """Searchable PDFs of that run, dropped as if they were new documents."""
    root = tmp_path_factory.mktemp("repeated")
    for source in papers.AGAIN:
        target = (root / "dropped" / source).with_suffix(".pdf")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(paperwork.output(source, ".pdf"), target)
    return Paperwork.of(TrialOffice(root / "office", patience=_MANY_ENDED), root / "dropped")
