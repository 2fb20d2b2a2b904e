"""The rounds of ``batch`` and ``watch``: real folders, a real journal, and a clerk as engine."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console

from pipeline.app import open_office
from pipeline.core.model import Job
from pipeline.core.office.records import State
from pipeline.errors import DamagedFile, DiskFull
from pipeline.jobs import Office
from pipeline.office.journal import open_journal
from pipeline.settings import load
from workers.display import Display
from workers.flows import Engine
from workers.rounds import Rounds, needs_a_person
from workers.upkeep import Clocks
from workers.watch import InboxWatcher, Look

PDF = b"%PDF-1.4\n%%EOF\n"


class Clerk:
    """Takes jobs, says what was asked of him, and does with each job what the test wants."""

    def __init__(self, does: Callable[[Job], None]) -> None:
        self.said: list[str] = []
        self.after_rest: Callable[[], None] = lambda: None
        self._does = does

    def submit(self, job: Job) -> None:
        self.said.append(f"submit {job.source}")
        self._does(job)

    def finish(self) -> None:
        self.said.append("finish")

    def rest(self) -> None:
        self.said.append("rest")
        self.after_rest()

    def leave(self, *, seconds: float) -> None:
        self.said.append(f"leave {seconds:.0f}")


class Time:
    """Seconds that pass only when somebody looks: a minute of waiting takes no time."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


def noon() -> datetime:
    return datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    settings = load(
        inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", state=tmp_path / "state", settle=0
    )
    journal = open_journal(
        settings.state,
        clock=lambda: datetime(2026, 11, 23, tzinfo=UTC),
        inbox=settings.folders.inbox,
    )
    yield open_office(settings, journal)
    journal.close()


def _rounds(
    office: Office, does: Callable[[Job], None], door: type[InboxWatcher] = InboxWatcher
) -> tuple[Rounds, Clerk, StringIO]:
    clerk, shown, time = Clerk(does), StringIO(), Time()
    watcher = door(office.arrivals, settle=0, patience=0, monotonic=time)
    display = Display(Console(file=shown, width=200), "de")
    clocks, engine = Clocks(noon, time, UTC), cast(Engine, clerk)  # a clerk in its place
    return Rounds(office, watcher, display, engine=lambda: engine, clocks=clocks), clerk, shown


def test_a_batch_ends_when_every_job_has_ended(office: Office) -> None:
    (office.settings.folders.inbox / "Brief.pdf").write_bytes(PDF)
    rounds, clerk, shown = _rounds(
        office, lambda job: office.attention.reject(job.id, DamagedFile())
    )

    rounds.batch()

    assert clerk.said == ["submit Brief.pdf", "finish"]
    assert "Brief.pdf" in shown.getvalue()
    assert not rounds.stopped
    assert needs_a_person(office.journal.job(rounds.handled[0]))


def test_a_batch_leaves_what_this_machine_keeps_it_from_doing_and_hands_it_over_again_meanwhile(
    office: Office,
) -> None:
    (office.settings.folders.inbox / "Brief.pdf").write_bytes(PDF)
    rounds, clerk, shown = _rounds(
        office, lambda job: office.journal.postponed(job.id, DiskFull(folder="/full"))
    )

    rounds.batch()

    assert shown.getvalue().splitlines() == [
        (
            "… Brief.pdf: Der Datenträger von /full ist voll. "
            "Es geht von selbst weiter, sobald wieder Platz ist."
        )
    ]
    assert clerk.said.count("submit Brief.pdf") >= 2
    assert clerk.said[-1] == "leave 25"
    assert rounds.stopped
    assert office.journal.job(rounds.handled[0]).state is State.WAITING
    assert "/full" in (office.settings.folders.outbox / "status.html").read_text(encoding="utf-8")


def test_a_batch_says_once_which_profile_keeps_files_waiting(office: Office) -> None:
    inbox = office.settings.folders.inbox
    (inbox / "Rat").mkdir()
    (inbox / "Rat" / "profile.toml").write_text('[draft]\nkind = "protocol"\n')
    for name in ("a.pdf", "b.pdf"):
        (inbox / "Rat" / name).write_bytes(PDF)
    rounds, clerk, shown = _rounds(
        office, lambda job: office.attention.reject(job.id, DamagedFile())
    )

    rounds.batch()

    assert shown.getvalue().count("Rat/profile.toml") == 1
    assert "Zeile 2, draft.kind: möglich ist letter, transcript" in shown.getvalue()
    assert clerk.said == []


def test_what_was_open_before_is_handed_over_first(office: Office) -> None:
    (office.settings.folders.inbox / "Brief.pdf").write_bytes(PDF)
    first, _clerk, _shown = _rounds(
        office, lambda job: office.journal.postponed(job.id, DiskFull(folder="/full"))
    )
    first.batch()

    second, clerk, _shown = _rounds(
        office, lambda job: office.attention.reject(job.id, DamagedFile())
    )
    second.batch()

    assert clerk.said == ["submit Brief.pdf", "finish"]
    assert second.handled == first.handled


def test_watch_lets_go_of_the_engine_after_a_minute_without_work_and_stops_when_asked(
    office: Office,
) -> None:
    (office.settings.folders.inbox / "Brief.pdf").write_bytes(PDF)
    rounds, clerk, _shown = _rounds(
        office, lambda job: office.attention.reject(job.id, DamagedFile())
    )
    clerk.after_rest = rounds.stop

    rounds.watch(rescan=0.01)

    assert clerk.said == ["submit Brief.pdf", "rest", "leave 25"]
    assert rounds.stopping


def test_an_inbox_that_goes_away_ends_a_batch_as_unfinished(office: Office) -> None:
    inbox = office.settings.folders.inbox
    moved = inbox.with_name("moved")

    class ShareGoes(InboxWatcher):
        """A watcher whose share goes away between two looks."""

        def look(self) -> Look:
            if inbox.exists():
                inbox.rename(moved)
            return super().look()

    rounds, clerk, shown = _rounds(office, lambda _job: None, ShareGoes)

    rounds.batch()

    assert rounds.last.trouble is not None
    assert f"Der Ordner {inbox} ist nicht erreichbar" in shown.getvalue()
    assert clerk.said == []  # nothing arrived, so there never was an engine


def test_a_batch_takes_what_lies_in_final_and_leaves_it_there(office: Office) -> None:
    file = office.settings.folders.outbox / "_final" / "Akte" / "Brief.docx"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"PK\x03\x04 word/ released")
    rounds, clerk, _shown = _rounds(
        office, lambda job: office.attention.reject(job.id, DamagedFile())
    )

    rounds.batch()

    assert clerk.said == ["submit Akte/Brief.docx", "finish"]
    assert file.is_file()


def test_a_file_that_is_open_in_final_is_told_and_holds_no_batch_up(office: Office) -> None:
    folder = office.settings.folders.outbox / "_final"
    folder.mkdir()
    (folder / "Brief.docx").write_bytes(b"PK\x03\x04 word/ released")
    (folder / ".~lock.Brief.docx#").write_bytes(b"")
    now = noon().timestamp()
    os.utime(folder / ".~lock.Brief.docx#", (now, now))
    rounds, clerk, shown = _rounds(office, lambda _job: None)

    rounds.batch()

    assert clerk.said == []
    assert "_final/Brief.docx: Die Datei ist in einem anderen Programm" in shown.getvalue()
