"""The real engine, DBOS on SQLite, with an office whose work fails in every way."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from threading import BoundedSemaphore
from types import SimpleNamespace

import pytest
from dbos import DBOS

from pipeline.core.model import Job, Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts, Intent, State
from pipeline.core.office.retries import Patience
from pipeline.errors import DamagedFile, DiskFull, NativeCrash, NativeHang, Rejected
from pipeline.office.journal import Journal
from pipeline.recipe import Unit
from workers.flows import Engine

pytestmark = [pytest.mark.timeout(120), pytest.mark.filterwarnings("ignore::ResourceWarning")]

SHA = "ab" * 32


@dataclass
class TroubledOffice:
    """An office of one process that does what the test says and notes what it was asked."""

    journal: Journal
    settings: SimpleNamespace
    units: tuple[Unit, ...] = (Unit((1,), 1),)
    fails: Callable[[str], Exception | None] = lambda _piece: None
    units_of: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    healthy: bool = True
    said: list[str] = field(default_factory=list)
    waited: list[Patience] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.readers = self.listeners = SimpleNamespace(processes=1, free=BoundedSemaphore(1))
        self.attention = SimpleNamespace(reject=self._reject)

    def prepare(self, job: Job, patience: Patience) -> tuple[Unit, ...]:
        self.waited.append(patience)
        self._do("prepare")
        return self.units_of.get(job.id, self.units)

    def room(self, _job: Job, _unit: Unit) -> BoundedSemaphore:
        room: BoundedSemaphore = self.readers.free
        return room

    def recognise(self, _job: Job, unit: Unit, patience: Patience) -> None:
        self.waited.append(patience)
        self._do(f"read {unit.name}")

    def mark_unreadable(self, _job: Job, unit: Unit, reason: str) -> None:
        self._do(f"mark {unit.name} {reason}")

    def publish(self, job: Job, _patience: Patience) -> None:
        self._do("publish")
        if self.journal.job(job.id).state.open:
            self.journal.publishing(job.id, Intent((), (), Facts(pages=1)))
            self.journal.published(job.id)

    def tidy(self, _job: Job) -> None:
        pass

    def sweep(self) -> None:
        pass

    def can_work(self) -> bool:
        return self.healthy

    def close(self) -> None:
        pass

    def _do(self, piece: str) -> None:
        self.said.append(piece)
        failure = self.fails(piece)
        if failure is not None:
            raise failure

    def _reject(self, job_id: str, error: Rejected) -> None:
        self.journal.rejected(job_id, error)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    journal = Journal(tmp_path / "state", clock=lambda: datetime(2026, 11, 23, tzinfo=UTC))
    yield journal
    journal.close()


@pytest.fixture
def office(tmp_path: Path, journal: Journal) -> TroubledOffice:
    return TroubledOffice(journal, SimpleNamespace(state=tmp_path / "state"))


def _done(office: TroubledOffice, number: int = 1) -> State:
    """Have one job done by the real engine; how it ended."""
    job_id = f"{number:06}-{SHA[:12]}"
    office.journal.claimed(job_id, Kind.SCAN, Sighting(f"{number}.pdf", 9, 9), sha256=SHA)
    engine = Engine(office, ended=lambda: None)  # type: ignore[arg-type]  # same doors
    engine.submit(office.journal.job(job_id).job)
    _wait(lambda: not office.journal.job(job_id).state.open)
    engine.rest()
    return office.journal.job(job_id).state


def _times(limit: int, failure: Exception, *pieces: str) -> Callable[[str], Exception | None]:
    """Fail with ``failure`` the first ``limit`` times that one of ``pieces`` is asked for."""
    left = dict.fromkeys(pieces, limit)

    def fails(piece: str) -> Exception | None:
        left[piece] = left.get(piece, 0) - 1
        return failure if left[piece] >= 0 else None

    return fails


def test_a_document_goes_through_its_stages_once(office: TroubledOffice) -> None:
    office.units = (Unit((1,), 1), Unit((2,), 1))

    assert _done(office) is State.PUBLISHED
    assert sorted(office.said) == ["prepare", "publish", "read 1", "read 2"]


def test_queues_without_a_document_are_looked_at_less_often(office: TroubledOffice) -> None:
    def pauses() -> dict[str, float]:
        return {queue.name: queue.polling_interval_sec for queue in DBOS.list_queues()}

    first, second = (f"{number:06}-{SHA[:12]}" for number in (1, 2))
    office.journal.claimed(first, Kind.SCAN, Sighting("1.pdf", 9, 9), sha256=SHA)
    office.journal.claimed(second, Kind.RECORDING, Sighting("2.mp3", 9, 9), sha256=SHA)
    engine = Engine(office, ended=lambda: None)  # type: ignore[arg-type]  # same doors

    engine.submit(office.journal.job(first).job)
    with_scans = pauses()
    engine.submit(office.journal.job(second).job)
    with_both = pauses()
    _wait(lambda: not any(office.journal.job(job).state.open for job in (first, second)))
    engine.rest()

    assert (with_scans["scans"], with_scans["recordings"]) == (0.25, 2.0)
    assert (with_both["scans"], with_both["recordings"], with_both["segments"]) == (0.25, 0.5, 1.0)


@pytest.mark.parametrize(
    "begin", [0, 18, 100, 4096], ids=["all", "versions", "after the header", "after a page"]
)
def test_a_damaged_database_of_the_engine_is_set_aside(
    office: TroubledOffice, tmp_path: Path, begin: int
) -> None:
    database = tmp_path / "state" / "engine-2.db"
    assert _done(office) is State.PUBLISHED
    noise = Random(11).randbytes(20_000)  # noqa: S311 - no secret
    database.write_bytes(database.read_bytes()[:begin] + noise)

    assert _done(office, 2) is State.PUBLISHED

    assert (database.parent / "damaged-1-engine-2.db").read_bytes().endswith(noise)
    assert database.read_bytes().startswith(b"SQLite format 3")


def test_a_rejected_document_is_parked_and_not_tried_again(office: TroubledOffice) -> None:
    office.fails = _times(9, DamagedFile(), "prepare")

    assert _done(office) is State.NEEDS_ATTENTION
    assert office.said == ["prepare"]


def test_a_machine_in_the_way_is_waited_for(office: TroubledOffice) -> None:
    office.fails = _times(1, DiskFull(folder="/full"), "publish")

    assert _done(office) is State.PUBLISHED
    assert office.said.count("publish") == 2


def test_a_page_that_crashes_three_times_is_marked_and_the_rest_is_published(
    office: TroubledOffice,
) -> None:
    office.fails = _times(9, NativeCrash(), "read 1")

    assert _done(office) is State.PUBLISHED
    assert office.said.count("read 1") == 3
    assert "mark 1 NativeCrash" in office.said


def test_pages_that_fail_together_are_tried_one_by_one(office: TroubledOffice) -> None:
    office.units = (Unit((1, 2), 2),)
    office.fails = _times(9, DamagedFile(), "read 1-2", "read 2")

    assert _done(office) is State.PUBLISHED
    assert office.said[1:-1] == ["read 1-2", "read 1", "read 2", "mark 2 DamagedFile"]


@pytest.mark.parametrize("piece", ["prepare", "read 1"])
def test_what_hangs_goes_on_among_the_suspects(office: TroubledOffice, piece: str) -> None:
    office.fails = _times(2, NativeHang(seconds=1), piece)

    assert _done(office) is State.PUBLISHED
    assert office.said.count(piece) == 3
    assert [office.waited.count(each) for each in (Patience.FULL, Patience.LESS)] == [1, 1]


def test_a_page_that_always_hangs_is_marked_and_the_rest_is_published(
    office: TroubledOffice,
) -> None:
    office.units = (Unit((1,), 1), Unit((2,), 1))
    office.fails = _times(9, NativeHang(seconds=1), "read 2")

    assert _done(office) is State.PUBLISHED
    assert office.said.count("read 2") == 3
    assert office.said[-2:] == ["mark 2 NativeHang", "publish"]


def test_documents_that_never_hung_go_before_those_that_did(office: TroubledOffice) -> None:
    def fails(piece: str) -> Exception | None:
        time.sleep(0.05)
        return NativeHang(seconds=1) if piece == "read 1" else None

    office.fails = fails
    jobs = [f"{number:06}-{SHA[:12]}" for number in range(1, 16)]
    office.units_of = {job: (Unit((1,), 1),) for job in jobs[:12]}
    office.units = (Unit((2,), 1),)
    engine = Engine(office, ended=lambda: None)  # type: ignore[arg-type]  # same doors
    for number, job_id in enumerate(jobs, start=1):
        office.journal.claimed(job_id, Kind.SCAN, Sighting(f"{number}.pdf", 9, 9), sha256=SHA)
        engine.submit(office.journal.job(job_id).job)
    _wait(lambda: not list(office.journal.open_jobs()))
    engine.rest()

    good = [number for number, piece in enumerate(office.said) if piece == "read 2"]
    second = [number for number, piece in enumerate(office.said) if piece == "read 1"][14]
    assert len(good) == 3
    assert good[-1] < second


def test_a_fault_of_ours_is_tried_three_times_and_then_parked(office: TroubledOffice) -> None:
    office.fails = _times(9, ZeroDivisionError(), "publish")

    assert _done(office) is State.NEEDS_ATTENTION
    assert office.said.count("publish") == 3


def test_crashes_count_against_nobody_while_no_process_can_start_at_all(
    office: TroubledOffice,
) -> None:
    office.healthy = False
    office.fails = _times(4, NativeCrash(), "prepare")

    def recover(
        piece: str, fails: Callable[[str], Exception | None] = office.fails
    ) -> Exception | None:
        office.healthy = office.said.count("prepare") > 2
        return fails(piece)

    office.fails = recover

    assert _done(office) is State.PUBLISHED
    assert office.said.count("prepare") == 5


def test_work_that_was_started_a_dozen_times_and_never_ended_is_given_up(
    office: TroubledOffice,
) -> None:
    for _ in range(12):
        office.journal.attempts.begin(f"000001-{SHA[:12]}", "open")

    assert _done(office) is State.NEEDS_ATTENTION
    assert office.said == []


def test_what_the_engine_lost_is_begun_anew_when_it_is_handed_over_again(
    office: TroubledOffice,
) -> None:
    office.fails = lambda piece: time.sleep(1) if piece == "prepare" else None
    job_id = f"000001-{SHA[:12]}"
    office.journal.claimed(job_id, Kind.SCAN, Sighting("Brief.pdf", 9, 9), sha256=SHA)
    engine = Engine(office, ended=lambda: None)  # type: ignore[arg-type]  # same doors
    job = office.journal.job(job_id).job

    engine.submit(job)
    _wait(lambda: office.said == ["prepare"])
    DBOS.cancel_workflow(job_id)
    _wait(partial(_handed_over_again, engine, job, office))
    engine.rest()

    assert office.said == ["prepare", "prepare", "read 1", "publish"]


def _handed_over_again(engine: Engine, job: Job, office: TroubledOffice) -> bool:
    """What the rounds do now and then for a job that is still open; whether it has ended."""
    if office.journal.job(job.id).state.open:
        engine.submit(job)
        return False
    return True


def _wait(reached: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.05)
