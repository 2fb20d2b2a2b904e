"""kill -9 at random moments: the office or a child of it, over a mixed inbox, then a restart.

The draws come from a seed that the failing test's name and output give, so that they can be drawn
again; the machine's own timing cannot. 20 kills stand in ``make test``, 500 in ``make test-all``.
"""

import random
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.office.records import JobRecord, State
from tests.e2e.conftest import TrialOffice
from tools import samples

pytestmark = [pytest.mark.engine, pytest.mark.timeout(3000)]

KILLS = 20
"""Of one test; 25 seeds make 500."""
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 25))]
LATEST = 2.5
"""Seconds within which a kill comes: the whole inbox takes about four."""
CHILD_KILLS = 2
"""In one office: a piece of work whose child dies three times is given up, and rightly so."""
OFFICE_KILLS = 5
"""In one office; then it may end its work."""

PATIENCE = 600
"""Seconds until the end of an office that nobody kills; on a busy machine it may take minutes."""

DAMAGED = "kaputt.pdf"
SOURCES = {
    "Klient A/Brief.tif": State.PUBLISHED,
    "Diktat.wav": State.PUBLISHED,
    "Stapel/vorn.tif": State.PUBLISHED,
    "Stapel/hinten.tif": State.PUBLISHED,
    DAMAGED: State.NEEDS_ATTENTION,
}
RESULTS = ["Diktat.docx", "Diktat.vtt", "Klient A/Brief.docx", "Klient A/Brief.pdf"]
"""Besides those of the pair, which is named after one of its files."""


def slip(target: Path, *lines: str) -> Path:
    """A small scan of a few printed lines, a page each, black and white."""
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    pages = [Image.new("1", (900, 300), 1) for _ in lines]
    for page, line in zip(pages, lines, strict=True):
        ImageDraw.Draw(page).text((60, 110), line, font=font, fill=0)
    pages[0].save(
        target, save_all=True, append_images=pages[1:], compression="group4", dpi=(300, 300)
    )
    return target


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The mixed inbox: small, so that twenty kills are soon done."""
    folder = tmp_path_factory.mktemp("dropped")
    letter = slip(folder / "a.tif", "Der Lageplan liegt bei.", "Wir bitten um Antwort.")
    fronts = slip(folder / "b.tif", "Erste Seite der Akte", "Dritte Seite der Akte")
    backs = slip(folder / "c.tif", "Vierte Seite der Akte", "Zweite Seite der Akte")
    speech = samples.german_meeting(folder / "d.wav", sentences=1).path
    contents = [
        *(file.read_bytes() for file in (letter, speech, fronts, backs)),
        b"%PDF-1.7\n%%EOF",
    ]
    return dict(zip(SOURCES, contents, strict=True))


@dataclass
class Round:
    """One office, its kills, and everything that it ever started."""

    office: TrialOffice
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    started: set[psutil.Process] = field(default_factory=set)

    def drop(self, dropped: dict[str, bytes]) -> None:
        profile = self.office.inbox / "Stapel" / "profile.toml"
        profile.parent.mkdir()
        profile.write_text('[paper]\ndouble_sided = "two-files"\n')
        for source, content in dropped.items():
            self.office.drop(content, source)

    def run(self, most: int) -> bool:
        """Start the office and kill at random, at most so often; whether it ended by itself."""
        process = self.office.start("batch")
        whole = psutil.Process(process.pid)
        try:
            while self.kills.total() < most:
                with_office = self.kills["child"] >= CHILD_KILLS or self.chance.random() < 0.5
                if self._ends_within(process, whole, self.chance.uniform(0, LATEST)):
                    return True
                if with_office:
                    self.kills["office"] += 1
                    return False
                self._kill_a_child(whole)
            return self._ends_within(process, whole, PATIENCE)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

    def _ends_within(
        self, process: subprocess.Popen[bytes], whole: psutil.Process, seconds: float
    ) -> bool:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.started.update(whole.children(recursive=True))
            return False
        return True

    def _kill_a_child(self, whole: psutil.Process) -> None:
        children = sorted(whole.children(recursive=True), key=lambda child: child.pid)
        if children:
            self.chance.choice(children).send_signal(signal.SIGKILL)
            self.kills["child"] += 1

    def check(self) -> None:
        """The invariants, and what this inbox must have become."""
        _, alive = psutil.wait_procs(self.started, timeout=30)
        assert alive == []
        self.office.check()
        journal = self.office.journal()
        records = journal.jobs()
        journal.close()
        assert {record.source: record.state for record in records} == SOURCES
        assert len(records) == len(SOURCES)
        assert not any((self.office.inbox / ".in-work").glob("0*"))
        pair = {output for record in records for output in _pair(record)}
        assert sorted(self.office.results()) == sorted([*RESULTS, *pair])
        assert sorted(name.rpartition(".")[2] for name in pair) == ["docx", "pdf"]
        noted = sorted(path.name for path in (self.office.inbox / "_needs-attention").rglob("*.*"))
        assert len(noted) == 2, noted  # the damaged file and one note
        assert DAMAGED in noted


def _pair(record: JobRecord) -> list[str]:
    return [output.path for output in record.outputs if output.path.startswith("Stapel/")]


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_doubled_by_random_kills(
    tmp_path: Path, dropped: dict[str, bytes], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    kills: Counter[str] = Counter()

    while kills.total() < KILLS:
        number = kills.total()
        office = TrialOffice(tmp_path / f"after-{number}-kills", patience=PATIENCE)
        trial = Round(office, chance)
        trial.drop(dropped)
        while not trial.run(min(OFFICE_KILLS + CHILD_KILLS, KILLS - number)):
            pass
        code, _ = trial.office.batch()
        kills += trial.kills
        sys.stdout.write(
            f"seed {seed}, after {number} kills: {dict(trial.kills)}, exit code {code}\n"
        )
        trial.check()

    assert kills.total() == KILLS
