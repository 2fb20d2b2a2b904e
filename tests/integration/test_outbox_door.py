"""What is released in the outbox comes in: real folders and a real journal."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting, Waiting
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord
from pipeline.errors import DamagedFile
from pipeline.files import sha256_of
from pipeline.office.arrivals import Arrivals
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.corrections.outbox_door import DoorLook, OutboxDoor
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher
from tests.integration.test_publishing import docx

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
TICKED = b"PK\x03\x04 word/ ticked"


class Street:
    """An office with one published draft, and the door of its outbox."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.outbox, self.root = root / "inbox", root / "outbox", root
        for folder in (self.inbox, self.outbox):
            folder.mkdir(exist_ok=True)
        self.journal = Journal(root / "state", clock=lambda: NOON)
        self.claims = Claims(self.journal, self.inbox)
        self.claims.recount()
        attention = Attention(self.journal, self.claims, language="en")
        self.publisher = Publisher(self.journal, self.claims, self.outbox)
        self.arrivals = Arrivals(self.journal, self.claims, attention, self.publisher)
        self.taken: list[JobRecord] = []
        self.seconds, self.read = 0.0, 0
        self.door = OutboxDoor(
            self.journal, self.outbox, root / "state" / "work", settle=5, take=self.take
        )

    def take(self, copy: Path, sighting: Sighting) -> None:
        claimed = self.arrivals.claim(sighting, copy)
        assert isinstance(claimed, int)
        record = self.arrivals.take_in(claimed, None)
        assert isinstance(record, JobRecord)
        self.taken.append(record)

    def publish(self, source: str) -> Path:
        arrival = self.journal.last_arrival() + 1
        file = self.inbox / ".in-work" / f"{arrival:06d}" / source
        file.parent.mkdir(parents=True)
        file.write_bytes(source.encode())
        sha256, seen = sha256_of(file), file.stat()
        job_id = f"{arrival:06d}-{sha256[:12]}"
        sighting = Sighting(source, seen.st_size, seen.st_mtime_ns)
        self.journal.claimed(job_id, Kind.SCAN, sighting, sha256=sha256)
        written = self.root / "draft.docx"
        written.write_bytes(docx())
        (output,) = self.publisher.publish(job_id, (written,), facts=Facts(pages=1))
        self.claims.recount()
        return self.outbox / output.path

    def now(self) -> datetime:
        """The time by the clock that the files have."""
        (self.root / "clock").touch()
        return datetime.fromtimestamp((self.root / "clock").stat().st_mtime, UTC)

    def look(self, seconds: float = 6.0) -> DoorLook:
        """One more look, so much later."""
        self.seconds += seconds
        return self.door.look(self.is_released, now=self.now(), monotonic=lambda: self.seconds)

    def is_released(self, copy: Path) -> bool:
        self.read += 1
        content = copy.read_bytes()
        if b"damaged" in content:
            raise DamagedFile
        return b"ticked" in content

    def sources(self) -> list[str]:
        return [record.source for record in self.taken]


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    made = Street(tmp_path)
    with closing(made.journal):
        yield made


def test_a_draft_that_is_ticked_where_it_lies_is_copied_into_work(street: Street) -> None:
    draft = street.publish("Akte/Brief.tif")
    draft.write_bytes(TICKED)

    street.look()
    street.look()

    assert street.sources() == ["Akte/Brief.docx"]
    assert street.taken[0].kind is Kind.CORRECTION
    assert street.claims.original(street.taken[0].id).read_bytes() == TICKED
    assert draft.read_bytes() == TICKED


def test_a_draft_that_is_being_saved_waits_until_it_settles(street: Street) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(TICKED)

    first = street.look()

    assert (first.busy, street.sources()) == (True, [])
    assert street.look(1).busy
    street.look(9)
    assert street.sources() == ["Brief.docx"]


def test_a_draft_nobody_ticked_stays_a_draft_and_is_looked_at_again_when_saved(
    street: Street,
) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(b"PK\x03\x04 word/ half done")
    street.look()
    assert not street.look().busy

    draft.write_bytes(TICKED)
    street.look()
    street.look()

    assert street.sources() == ["Brief.docx"]


def test_an_untouched_draft_is_not_read_at_all(street: Street) -> None:
    draft = street.publish("Brief.tif")
    os.chmod(draft, 0)  # noqa: PTH101 - reading it would fail

    assert street.look() == DoorLook()


def test_a_draft_whose_bytes_are_as_published_is_none_though_its_time_is_another(
    street: Street,
) -> None:
    os.utime(street.publish("Brief.tif"), (1, 1))

    street.look()

    assert street.sources() == []


@pytest.mark.parametrize("name", ["Brief korrigiert.docx", "Kopie.odt", "Alt.doc", "Neu.RTF"])
def test_a_ticked_copy_beside_its_draft_is_taken_under_its_own_name(
    street: Street, name: str
) -> None:
    draft = street.publish("Akte/Brief.tif")
    copy = draft.with_name(name)
    copy.write_bytes(TICKED)

    for _ in range(4):
        street.look()

    assert street.sources() == [f"Akte/{name}"]
    assert copy.read_bytes() == TICKED
    assert street.read == 1


@pytest.mark.parametrize("content", [b"somebody's letter", b"damaged"])
def test_what_lies_beside_drafts_and_is_none_is_read_once_until_it_changes(
    street: Street, content: bytes
) -> None:
    file = street.publish("Brief.tif").with_name("Angebot.docx")
    file.write_bytes(content)
    (street.outbox / "Nur Angebote").mkdir()
    (street.outbox / "Nur Angebote" / "ohne Entwurf.docx").write_bytes(TICKED)

    looks = [street.look() for _ in range(5)]

    assert (street.sources(), street.read) == ([], 1)
    assert [(look.waiting, look.stale, look.refused) for look in looks] == [({}, [], {})] * 5
    assert not looks[-1].busy

    file.write_bytes(TICKED)
    street.look()
    street.look()
    assert street.sources() == ["Angebot.docx"]


def test_what_is_ours_beside_drafts_is_not_even_read(street: Street) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(TICKED)
    street.look()
    street.look()
    (correction,) = street.taken
    made = street.root / "made.docx"
    made.write_bytes(docx())
    (final,) = street.publisher.publish(
        correction.id,
        (made,),
        facts=Facts(correction=CorrectionFacts(place="Brief")),
    )
    street.read = 0
    for name in (
        final.path,
        "~$ief korrigiert.docx",
        ".~lock.Brief.docx#",
        ".Brief.docx",
        "_reports/2026-03.docx",
        "_originals/2026/03/Brief.docx",
        "_withdrawn/Brief (final).docx",
    ):
        (street.outbox / name).parent.mkdir(parents=True, exist_ok=True)
        (street.outbox / name).write_bytes(TICKED + name.encode())

    for _ in range(3):
        assert street.look() == DoorLook()

    assert (len(street.taken), street.read) == (1, 0)


def test_an_open_copy_waits_without_a_word(street: Street) -> None:
    copy = street.publish("Brief.tif").with_name("Brief korrigiert.docx")
    copy.write_bytes(TICKED)
    lock = copy.with_name("~$ief korrigiert.docx")
    lock.write_bytes(b"")
    street.look()

    assert street.look() == DoorLook()
    lock.unlink()
    street.look()

    assert street.sources() == ["Brief korrigiert.docx"]


def test_any_word_file_in_final_is_taken_under_its_folder(street: Street) -> None:
    file = street.outbox / "_final" / "Akte" / "Brief.docx"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"PK\x03\x04 word/ anything")
    (file.parent / "Notiz.txt").write_bytes(b"no Word file")

    assert street.look().waiting == {"_final/Akte/Brief.docx": Waiting.CHANGING}
    street.look()

    assert street.sources() == ["Akte/Brief.docx"]
    assert file.is_file()


def test_the_same_bytes_are_taken_once_also_after_a_restart(street: Street) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(TICKED)
    (street.outbox / "_final").mkdir()
    (street.outbox / "_final" / "Kopie.docx").write_bytes(TICKED)
    for _ in range(3):
        street.look()

    later = Street(street.root)
    with closing(later.journal):
        for _ in range(3):
            later.look()

    assert len(street.taken) == 1
    assert later.taken == []


@pytest.mark.parametrize("lock", ["~$ief_und_Antwort.docx", ".~lock.Brief_und_Antwort.docx#"])
def test_a_file_that_is_open_waits(street: Street, lock: str) -> None:
    folder = street.outbox / "_final"
    folder.mkdir()
    (folder / "Brief_und_Antwort.docx").write_bytes(TICKED)
    (folder / lock).write_bytes(b"")
    street.look()

    assert street.look().waiting == {"_final/Brief_und_Antwort.docx": Waiting.IN_USE}
    (folder / lock).unlink()
    street.look()

    assert street.sources() == ["Brief_und_Antwort.docx"]


def test_a_lock_of_yesterday_is_told_and_holds_nothing_up(street: Street) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(TICKED)
    lock = draft.with_name("~$Brief.docx")
    lock.write_bytes(b"")
    yesterday = (street.now() - timedelta(hours=25)).timestamp()
    os.utime(lock, (yesterday, yesterday))
    street.look()

    assert street.look().stale == ["Brief.docx"]
    assert street.sources() == ["Brief.docx"]


def test_a_changed_draft_that_cannot_be_read_is_told_and_stays(street: Street) -> None:
    draft = street.publish("Brief.tif")
    draft.write_bytes(b"damaged")
    street.look()

    assert list(street.look().refused) == ["Brief.docx"]
    assert draft.read_bytes() == b"damaged"

    draft.write_bytes(TICKED)
    street.look()
    assert street.look().refused == {}


def test_links_lead_nowhere(street: Street, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.docx").write_bytes(TICKED)
    (street.outbox / "_final").mkdir()
    (street.outbox / "_final" / "Brief.docx").symlink_to(tmp_path / "elsewhere.docx")
    street.look()
    street.look()

    assert street.sources() == []


def test_what_a_folder_called_final_in_the_inbox_yields_is_not_taken_as_released(
    street: Street,
) -> None:
    draft = street.publish("_final/Brief.tif")

    street.look()
    street.look()

    assert draft == street.outbox / "_final_" / "Brief.docx"
    assert street.sources() == []
