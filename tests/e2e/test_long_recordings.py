"""Recordings of hours: as much memory as for a short one, little work twice after a kill."""

import random
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.metering import Cost, measure
from pipeline.core.recordings.segments import RATE
from pipeline.office.database import FILE
from tools.samples import Sample

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.xdist_group("long recordings")]

MINUTE = 60 * RATE


def mostly_silent(speech: NDArray[np.int16], target: Path, *, minutes: int) -> Path:
    """A FLAC of ``minutes``, with speech in the first, the middle and the last one."""
    spoken = np.concatenate((speech, np.zeros(MINUTE - speech.size, np.int16)))
    with av.open(str(target), "w") as container:
        stream = container.add_stream("flac", rate=RATE, layout="mono")
        assert isinstance(stream, av.AudioStream)
        for minute in range(minutes):
            samples = spoken if minute in (0, minutes // 2, minutes - 1) else 0 * spoken
            frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, minute * MINUTE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return target


@dataclass
class Measuring:
    """Runs the command on recordings of any length, and says what it cost."""

    root: Path
    speech: NDArray[np.int16]

    def __call__(self, minutes: int) -> tuple[Cost, str]:
        """The cost, and the subtitles that came out."""
        from tests.e2e.conftest import TrialOffice  # noqa: PLC0415 - pytest's

        office = TrialOffice(self.root / str(minutes))
        mostly_silent(self.speech, office.inbox / "Sitzung.flac", minutes=minutes)
        cost = measure(office.command("batch"), log=self.root / "log")
        vtt = (office.outbox / "Sitzung.vtt").read_text(encoding="utf-8")
        shutil.rmtree(office.root)
        return cost, vtt


@pytest.fixture(scope="module")
def measuring(german_meeting_wav: Sample, tmp_path_factory: pytest.TempPathFactory) -> Measuring:
    with av.open(str(german_meeting_wav.path)) as container:
        speech = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    return Measuring(tmp_path_factory.mktemp("long"), speech)


@pytest.fixture(scope="module")
def short(measuring: Measuring) -> Cost:
    return measuring(10)[0]


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("hours", [1, pytest.param(10, marks=pytest.mark.slow)])
def test_memory_does_not_grow_with_the_length(
    measuring: Measuring, short: Cost, hours: int
) -> None:
    cost, vtt = measuring(60 * hours)

    print(  # noqa: T201 - docs/benchmarks/listeners.md
        f"{hours} h: {cost.peak_bytes / 1e6:.0f} MB, {cost.cpu:.0f} CPU s;"
        f" 10 min: {short.peak_bytes / 1e6:.0f} MB"
    )
    assert (cost.exit_code, short.exit_code) == (0, 0)
    assert cost.peak_bytes <= 1.1 * short.peak_bytes
    begun = [line for line in vtt.splitlines() if "-->" in line]
    assert begun
    assert any(line.startswith(f"{(60 * hours - 1) // 60:02}:59") for line in begun)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("processes", "seed"),
    [(1, 1), (2, 2), *(pytest.param(n % 2 + 1, n, marks=pytest.mark.slow) for n in range(3, 9))],
)
def test_a_kill_at_any_moment_costs_at_most_one_segment_per_process(
    office: "TrialOffice",
    long_meeting: Sample,
    monkeypatch: pytest.MonkeyPatch,
    processes: int,
    seed: int,
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a moment, no secret
    monkeypatch.setenv("SCHREIBSTUBE_SPEECH__PROCESSES", str(processes))
    office.drop(long_meeting.path, "Sitzung.wav")
    finished, later = chance.randint(0, 2), chance.uniform(0, 2)

    def reached() -> bool:
        if len(office.recognised()) < finished or not any(
            (office.state / "work").glob("*/recipe.json")
        ):
            return False
        time.sleep(later)
        return True

    office.kill_when(reached, "batch")
    before, begun = office.recognised(), _begun(office)
    code, _items = office.batch()

    again = begun - {int(file.name.split("-")[1].split(".")[0]) for file in before}
    assert len(again) <= processes
    after = office.recognised()
    assert {file: after[file] for file in before} == before
    assert len(after) >= 4
    assert code == 0
    office.check()


def _begun(office: "TrialOffice") -> set[int]:
    """The segments that were in hand when the program ended."""
    with closing(sqlite3.connect(office.state / FILE)) as journal:
        units = journal.execute("SELECT unit FROM attempt WHERE started > 0").fetchall()
    return {int(unit) for (unit,) in units if unit.isdecimal()}
