"""Originals that somebody goes on writing to after publication."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline import files
from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
from pipeline.office.late_changes import LateChanges
from pipeline.office.publishing import Publisher

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Room:
    """An office that has published one document, and the look at its original."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.outbox = root / "inbox", root / "outbox"
        self.outbox.mkdir()
        self.journal = Journal(root / "state", clock=lambda: NOON)
        self.claims = Claims(self.journal, self.inbox)
        attention = Attention(self.journal, self.claims, language="en")
        file = self.inbox / ".in-work" / "000001" / "Akte" / "Scan.pdf"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"page 1")
        sha256, seen = files.sha256_of(file), file.stat()
        self.job = f"000001-{sha256[:12]}"
        sighting = Sighting("Akte/Scan.pdf", seen.st_size, seen.st_mtime_ns)
        self.journal.claimed(self.job, Kind.SCAN, sighting, sha256=sha256)
        self.writer = os.open(file, os.O_WRONLY | os.O_APPEND)
        result = root / "Scan.pdf"
        result.write_bytes(b"%PDF-1.4\n%%EOF\n")
        publisher = Publisher(self.journal, self.claims, self.outbox)
        publisher.publish(self.job, (result,), facts=Facts(pages=1))
        self.late = LateChanges(self.journal, self.claims, attention, self.outbox, settle=5)

    def look(self, seconds: float, *, hours: float = 0) -> tuple[str, ...]:
        return self.late.look(now=NOON + timedelta(hours=hours), monotonic=seconds)

    @property
    def offered(self) -> list[bytes]:
        return [file.read_bytes() for file in sorted((self.inbox / "Akte").glob("*.pdf"))]

    @property
    def notes(self) -> list[str]:
        return sorted(file.name for file in (self.inbox / "_needs-attention").rglob("*.txt"))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    with closing(made.journal):
        yield made
    os.close(made.writer)


def test_an_original_that_stays_as_it_was_is_left_alone(room: Room) -> None:
    assert [room.look(seconds) for seconds in (0, 10, 20)] == [()] * 3
    assert (room.offered, room.notes) == ([], [])


def test_what_was_added_is_offered_again_once_it_is_quiet(room: Room) -> None:
    os.write(room.writer, b", page 2")
    assert room.look(0) == ()
    os.write(room.writer, b", page 3")
    assert [room.look(4), room.look(8)] == [(), ()]

    assert room.look(9) == (room.job,)

    assert room.offered == [b"page 1, page 2, page 3"]
    assert room.notes == ["Scan.pdf - note.txt"]
    (note,) = (room.inbox / "_needs-attention" / "Akte").glob("*.txt")
    assert "changed after it had been taken" in note.read_text(encoding="utf-8-sig")
    assert room.look(30) == ()
    assert room.journal.job(room.job).changed is not None


def test_what_is_added_still_later_is_offered_once_more(room: Room) -> None:
    for page in (b", page 2", b", page 3"):
        os.write(room.writer, page)
        found = [room.look(seconds) for seconds in (len(room.offered), len(room.offered) + 50)]
        assert found == [(), (room.job,)]
        for file in (room.inbox / "Akte").glob("*.pdf"):
            assert file.read_bytes().endswith(page)
            file.unlink()


def test_a_new_time_alone_is_no_change(room: Room) -> None:
    (kept,) = (room.outbox / "_originals").rglob("*.pdf")
    os.utime(kept, (1, 1))

    assert [room.look(0), room.look(60)] == [(), ()]
    assert room.offered == []


def test_an_old_original_or_one_that_is_gone_is_no_ones_page(room: Room) -> None:
    os.write(room.writer, b", page 2")
    assert [room.look(seconds, hours=2) for seconds in (0, 60)] == [(), ()]

    (kept,) = (room.outbox / "_originals").rglob("*.pdf")
    kept.unlink()
    assert room.look(120) == ()
