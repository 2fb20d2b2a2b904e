from __future__ import annotations

import errno
import os
import select
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from watchdog.observers.api import EventEmitter

from pipeline import files
from pipeline.core.completeness import Ending
from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting, Waiting
from pipeline.core.office.records import Facts, State
from pipeline.errors import (
    AlreadyRunning,
    DamagedFile,
    DiskFull,
    FoldersNested,
    FolderUnreachable,
    InboxMissing,
    ProfileWrong,
)
from pipeline.office.arrivals import Arrivals, blocks
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.folders import check_folders, only_instance
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher
from workers.walk import lying_files
from workers.watch import InboxWatcher, Look, ending_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"
SETTLE, PATIENCE = 10, 900


def _nothing() -> None:
    """What happens where the test wants nothing to happen."""


class _Journal(Journal):
    """A journal before whose entry of a claim something happens."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.state, clock=lambda: NOON)
        self._office = office

    def claimed(
        self,
        job_id: str,
        kind: Kind | None,
        sighting: Sighting,
        *,
        sha256: str,
        fronts: str | None = None,
    ) -> None:
        self._office.before_claimed()
        super().claimed(job_id, kind, sighting, sha256=sha256, fronts=fronts)


class _Attention(Attention):
    """A folder for people before whose use something happens."""

    def __init__(self, office: Office) -> None:
        super().__init__(office.journal, office.claims, language="en")
        self._office = office

    def park(self, job_id: str) -> None:
        self._office.before_parking()
        super().park(job_id)


class Office:
    """A watcher with a clock that the test moves, and doubles for what may go wrong."""

    def __init__(self, root: Path) -> None:
        self.inbox, self.outbox, self.state = root / "inbox", root / "outbox", root / "state"
        for folder in (self.inbox, self.outbox, self.inbox / ".in-work"):
            folder.mkdir(exist_ok=True)
        self.now = 0.0
        self.journal = _Journal(self)
        self.before_claimed: Callable[[], None] = _nothing
        self.before_parking: Callable[[], None] = _nothing
        self.read: Callable[[Path], Iterator[bytes]] = blocks
        self.read_ending: Callable[[Path, Sighting], Ending] = ending_of
        self.claims = Claims(self.journal, self.inbox)
        self.attention = _Attention(self)
        self.publisher = Publisher(self.journal, self.claims, self.outbox)
        self.door = InboxWatcher(
            Arrivals(
                self.journal,
                self.claims,
                self.attention,
                self.publisher,
                read=self._blocks,
            ),
            settle=SETTLE,
            patience=PATIENCE,
            monotonic=lambda: self.now,
            read_ending=self._ending,
        )

    def _blocks(self, file: Path) -> Iterator[bytes]:
        return self.read(file)

    def _ending(self, inbox: Path, sighting: Sighting) -> Ending:
        return self.read_ending(inbox, sighting)

    def drop(self, source: str, content: bytes = PDF) -> Path:
        file = self.inbox / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return file

    def look_after(self, seconds: float) -> Look:
        self.now += seconds
        return self.door.look()

    def settle(self) -> Look:
        """Two looks, far enough apart."""
        self.door.look()
        return self.look_after(SETTLE)

    def publish(self, job_id: str) -> None:
        result = self.state / "result.pdf"
        result.write_bytes(PDF)
        self.publisher.publish(job_id, [result], facts=Facts())

    def close(self) -> None:
        self.door.close()
        self.journal.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with closing(Office(tmp_path)) as made:
        yield made


def test_a_file_is_claimed_once_it_has_settled(office: Office) -> None:
    office.drop("Akte/Brief.pdf")

    first, second = office.door.look(), office.look_after(SETTLE)

    assert first.waiting == (("Akte/Brief.pdf", Waiting.CHANGING),)
    assert [job.source for job in second.claimed] == ["Akte/Brief.pdf"]
    assert second.claimed[0].kind is Kind.SCAN
    assert office.claims.original(second.claimed[0].id).read_bytes() == PDF
    assert not (office.inbox / "Akte/Brief.pdf").exists()
    assert office.look_after(SETTLE) == Look()


def test_a_file_that_grows_between_two_looks_waits_longer(office: Office) -> None:
    office.drop("Brief.pdf", PDF[:9])
    office.door.look()
    office.drop("Brief.pdf")

    assert office.look_after(SETTLE).claimed == ()
    assert len(office.look_after(SETTLE).claimed) == 1


def test_a_file_that_changes_during_the_claim_goes_back_and_settles_anew(office: Office) -> None:
    office.drop("Akte/Brief.pdf", PDF + b"page 1")

    def still_written(file: Path) -> Iterator[bytes]:
        yield from blocks(file)
        with file.open("ab") as stream:
            stream.write(b"page 2")

    office.read = still_written
    look = office.settle()
    office.read = blocks

    assert look.waiting == (("Akte/Brief.pdf", Waiting.CHANGING),)
    assert (office.inbox / "Akte/Brief.pdf").read_bytes() == PDF + b"page 1page 2"
    assert not list((office.inbox / ".in-work").iterdir())
    assert len(office.settle().claimed) == 1


def test_an_empty_file_waits_for_its_content(office: Office) -> None:
    office.drop("Brief.pdf", b"")
    assert office.settle().waiting == (("Brief.pdf", Waiting.EMPTY),)
    office.drop("Brief.pdf")

    assert len(office.settle().claimed) == 1


def test_a_file_that_stays_empty_gets_a_note(office: Office) -> None:
    office.drop("Brief.pdf", b"")
    office.door.look()

    look = office.look_after(PATIENCE)

    assert [record.reason for record in look.parked] == ["EmptyFile"]
    assert (office.inbox / "_needs-attention" / "Brief.pdf - note.txt").exists()


def test_a_cut_file_is_tried_after_the_patience(office: Office) -> None:
    office.drop("Brief.pdf", b"%PDF-1.7 cut")

    assert office.settle().waiting == (("Brief.pdf", Waiting.UNFINISHED),)
    assert len(office.look_after(PATIENCE).claimed) == 1


def test_what_we_cannot_process_is_parked_never_deleted(office: Office) -> None:
    office.drop("Tabelle.xlsx", b"PK\x03\x04 xl/ PK\x05\x06")

    look = office.settle()

    assert [(record.reason, record.kind) for record in look.parked] == [("UnsupportedType", None)]
    assert (
        office.inbox / "_needs-attention" / "Tabelle.xlsx"
    ).read_bytes() == b"PK\x03\x04 xl/ PK\x05\x06"


def test_only_regular_files_are_taken(office: Office, tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    (office.inbox / "link.pdf").symlink_to(secret)
    (office.inbox / "folder").symlink_to(tmp_path)
    os.mkfifo(office.inbox / "pipe.pdf")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind(os.fspath(office.inbox / "socket.pdf"))
        office.drop(".hidden/a.pdf")
        office.drop("README.md")

        look = office.settle()

    assert look.claimed == ()
    assert look.ignored == ("README.md",)
    assert dict(look.waiting) == {
        "folder": Waiting.LINK,
        "link.pdf": Waiting.LINK,
        "pipe.pdf": Waiting.SPECIAL,
        "socket.pdf": Waiting.SPECIAL,
    }
    assert secret.exists()


def test_the_urgent_come_first(office: Office) -> None:
    for source in ("a.pdf", "b.pdf", "_eilt/c.pdf", "!d.pdf"):
        office.drop(source, PDF + source.encode())

    assert [job.source for job in office.settle().claimed] == [
        "_eilt/c.pdf",
        "!d.pdf",
        "a.pdf",
        "b.pdf",
    ]


def test_a_look_ends_after_a_while_and_the_next_goes_on(office: Office) -> None:
    for source in ("a.pdf", "b.pdf", "!c.pdf"):
        office.drop(source, PDF + source.encode())

    def slow() -> None:
        office.now += 3

    office.door.look()
    office.before_claimed = slow
    look = office.look_after(SETTLE)

    assert [job.source for job in look.claimed] == ["!c.pdf"]
    assert look.waiting == (("a.pdf", Waiting.NEXT), ("b.pdf", Waiting.NEXT))
    assert waited(office, 20) < 5
    assert [job.source for job in office.door.look().claimed] == ["a.pdf"]


@pytest.mark.parametrize("slow", ["walk", "profiles"])
def test_on_a_slow_share_nothing_waits_for_ever_behind_files_of_wrong_profiles(
    office: Office, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    for number in range(3):
        office.drop(f"{number}/profile.toml", b"x")
        office.drop(f"{number}/held.pdf", _pages(number))
    office.door.look()
    office.drop("free.pdf")
    quick: Callable[..., object] = os.scandir if slow == "walk" else Path.open

    def slowly(*details: object, **more: object) -> object:
        office.now += 3
        return quick(*details, **more)

    if slow == "walk":
        monkeypatch.setattr(os, "scandir", slowly)
    else:
        monkeypatch.setattr(Path, "open", slowly)
    looks = [office.look_after(SETTLE) for _ in range(9)]

    assert [job.source for look in looks for job in look.claimed] == ["free.pdf"]
    assert Waiting.NEXT not in [reason for _, reason in looks[-1].waiting]


def test_on_a_slow_share_nothing_waits_for_ever_behind_files_in_use(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        office.drop(f"held{number}.pdf", _pages(number))
    office.door.look()
    office.drop("free.pdf")
    rename = Path.rename

    def slowly(self: Path, target: Path) -> Path:
        office.now += 3
        if self.name.startswith("held"):
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", slowly)
    looks = [office.look_after(SETTLE) for _ in range(9)]

    assert [job.source for look in looks for job in look.claimed] == ["free.pdf"]
    assert [reason for _, reason in looks[-1].waiting] == [Waiting.IN_USE] * 3


def test_a_file_that_somebody_holds_waits(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.drop("Akte/Brief.pdf")
    office.door.look()

    def held(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr("os.rename", held)
        assert office.look_after(SETTLE).waiting == (("Akte/Brief.pdf", Waiting.IN_USE),)
    assert len(office.look_after(1).claimed) == 1


def test_a_file_that_vanishes_before_the_claim_is_nobodys_fault(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("Brief.pdf")
    office.door.look()

    def gone(inbox: Path, sighting: Sighting) -> Ending:
        (inbox / sighting.source).unlink()
        return ending_of(inbox, sighting)

    office.read_ending = gone
    assert office.look_after(SETTLE) == Look()
    assert not list((office.inbox / ".in-work").iterdir())
    office.read_ending = ending_of

    file = office.drop("Brief.pdf")
    office.door.look()
    rename = Path.rename

    def too_late(self: Path, target: Path) -> Path:
        file.unlink(missing_ok=True)
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", too_late)
        assert office.look_after(SETTLE) == Look()
    assert len(list((office.inbox / ".in-work").iterdir())) == 0


def test_a_scan_is_taken_once_the_scanner_gives_it_its_name(office: Office) -> None:
    unfinished = office.drop("b.pd~")
    before = office.settle()
    unfinished.rename(office.inbox / "b.pdf")

    after = office.settle()

    assert (before.claimed, before.ignored) == ((), ("b.pd~",))
    assert [job.source for job in after.claimed] == ["b.pdf"]


def test_room_reserved_for_a_copy_waits_until_it_is_written_or_for_the_patience(
    office: Office,
) -> None:
    file = office.drop("Brief.pdf", bytes(len(PDF)))
    office.drop("nie.pdf", bytes(741))
    reserved = office.settle()
    with file.open("r+b") as stream:
        stream.write(PDF)
    os.utime(file, ns=(1, 1))

    written = office.settle()
    given_up = office.look_after(PATIENCE)

    assert reserved.waiting == (
        ("Brief.pdf", Waiting.UNFINISHED),
        ("nie.pdf", Waiting.UNFINISHED),
    )
    assert [job.source for job in written.claimed] == ["Brief.pdf"]
    assert [job.source for job in given_up.claimed] == ["nie.pdf"]


def test_what_lies_in_a_bin_stays_there(office: Office) -> None:
    office.drop("@Recycle/alt.pdf")
    office.drop("Akte/#snapshot/2026/alt.pdf")

    assert office.settle() == Look()


@pytest.mark.parametrize("refused", ["ending", "scandir"])
def test_what_may_not_be_read_is_said_and_holds_up_nothing_else(
    office: Office, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    office.drop("locked/Brief.pdf")
    office.drop("Rechnung.pdf", PDF + b"2")
    scandir = os.scandir

    def refuse_ending(inbox: Path, sighting: Sighting) -> Ending:
        if "locked" in sighting.source:
            raise PermissionError
        return ending_of(inbox, sighting)

    def refuse_folder(folder: Path) -> object:
        if "locked" in os.fspath(folder):
            raise PermissionError
        return scandir(folder)

    if refused == "ending":
        office.read_ending = refuse_ending
    else:
        monkeypatch.setattr("os.scandir", refuse_folder)
    look = office.settle()

    assert [job.source for job in look.claimed] == ["Rechnung.pdf"]
    assert [reason for _, reason in look.waiting] == [Waiting.UNREADABLE]


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (errno.EIO, Waiting.OUT_OF_REACH),
        (errno.ESTALE, Waiting.OUT_OF_REACH),
        (errno.EACCES, Waiting.UNREADABLE),
        (errno.ENAMETOOLONG, Waiting.TOO_DEEP),
    ],
)
def test_a_folder_that_cannot_be_walked_is_named_and_holds_up_nothing_else(
    office: Office, monkeypatch: pytest.MonkeyPatch, refusal: int, said: Waiting
) -> None:
    office.drop("Akte/krank/Brief.pdf")
    office.drop("Rechnung.pdf", PDF + b"2")
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "krank":
            raise OSError(refusal, os.strerror(refusal))
        return scandir(folder)

    monkeypatch.setattr("os.scandir", refuse)
    look = office.settle()

    assert [job.source for job in look.claimed] == ["Rechnung.pdf"]
    assert (look.waiting, look.trouble) == ((("Akte/krank", said),), None)


def test_a_share_that_goes_away_during_a_look_is_trouble_and_no_folders_fault(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("Akte/Brief.pdf")
    scandir, gone = os.scandir, list[str]()

    def refuse(folder: Path) -> object:
        if gone or Path(folder).name == "Akte":
            gone.append("the share")
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return scandir(folder)

    monkeypatch.setattr("os.scandir", refuse)
    look = office.door.look()

    assert isinstance(look.trouble, FolderUnreachable)
    assert look.waiting == ()


@pytest.mark.parametrize(
    ("name", "depth"), [("n" * 200, 40), ("n", 1200)], ids=["long path", "many folders"]
)
def test_folders_deeper_than_the_system_can_open_are_named(
    office: Office, name: str, depth: int
) -> None:
    with _deep_folders(office.inbox, name, depth):
        office.drop("Rechnung.pdf")
        look = office.settle()
        office.door.wait(0.01)

    assert [job.source for job in look.claimed] == ["Rechnung.pdf"]
    assert [why for _, why in look.waiting] == [Waiting.TOO_DEEP]


def test_a_file_whose_place_in_work_would_have_too_long_a_path_is_named(office: Office) -> None:
    room = os.pathconf(office.inbox, "PC_PATH_MAX") - len(os.fspath(office.inbox)) - 10
    folders = [("n" * 200) for _ in range(room // 201)]
    with _deep_folders(office.inbox, "n" * 200, len(folders)):
        rest = room - 201 * len(folders)
        office.drop("/".join((*folders, "B" * max(1, rest - 4) + ".pdf")))
        office.drop("Rechnung.pdf", PDF + b"2")
        look = office.settle()

    assert [job.source for job in look.claimed] == ["Rechnung.pdf"]
    assert ([why for _, why in look.waiting], look.trouble) == ([Waiting.TOO_DEEP], None)
    assert [box.name for box in (office.inbox / ".in-work").iterdir()] == ["000002"]


@contextmanager
def _deep_folders(root: Path, name: str, depth: int) -> Iterator[None]:
    """Folders in folders; made and removed step by step, as no path reaches them."""
    folders = [os.open(root, os.O_RDONLY)]
    try:
        for _ in range(depth):
            os.mkdir(name, dir_fd=folders[-1])
            folders.append(os.open(name, os.O_RDONLY, dir_fd=folders[-1]))
        yield
    finally:
        for deepest in reversed(folders):
            if deepest != folders[-1]:
                os.rmdir(name, dir_fd=deepest)
            if deepest != folders[0]:
                with os.scandir(deepest) as files_left:
                    for left in files_left:
                        os.unlink(left.name, dir_fd=deepest)
        for folder in folders:
            os.close(folder)


@pytest.fixture
def mounted(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office in whose inbox ``scanner`` is another file system."""
    rename, link = os.rename, os.link

    def apart(one: object, other: object) -> bool:
        return len({"/inbox/scanner/" in os.fspath(str(path)) for path in (one, other)}) > 1

    def refuse_rename(source: Path, target: Path) -> None:
        if apart(source, target):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        rename(source, target)

    def refuse_link(source: Path, target: Path, *, follow_symlinks: bool = True) -> None:
        if apart(source, target):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        link(source, target, follow_symlinks=follow_symlinks)

    monkeypatch.setattr("os.rename", refuse_rename)
    monkeypatch.setattr("os.link", refuse_link)
    return office


def test_a_file_on_a_file_system_inside_the_inbox_is_claimed_by_copy(mounted: Office) -> None:
    source = mounted.drop("scanner/Akte/Brief.pdf")

    look = mounted.settle()

    assert [job.source for job in look.claimed] == ["scanner/Akte/Brief.pdf"]
    assert not source.exists()
    claim = mounted.inbox / ".in-work" / "000001" / "scanner" / "Akte"
    assert [file.name for file in claim.iterdir()] == ["Brief.pdf"]
    assert (claim / "Brief.pdf").read_bytes() == PDF
    assert not mounted.claims.changed(look.claimed[0].id)


def test_a_copy_whose_times_are_coarser_than_its_sources_is_taken_all_the_same(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted.drop("scanner/Brief.pdf")

    def to_seconds(_one: Path, other: Path) -> None:
        os.utime(other, (1_000_000_000, 1_000_000_000))

    monkeypatch.setattr("shutil.copystat", to_seconds)
    look = mounted.settle()

    assert [job.source for job in look.claimed] == ["scanner/Brief.pdf"]
    assert not mounted.claims.changed(look.claimed[0].id)


_MOUNTED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from pipeline.core.office.intake import Sighting
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
inbox = Path(sys.argv[1])
(file := inbox / "scanner" / "Brief.pdf").write_bytes(b"%PDF-1.7")
seen = file.stat()
if sys.argv[2] == "ro":
    import subprocess
    subprocess.run(("mount", "-o", "remount,ro", str(inbox / "scanner")), check=True)
journal = Journal(inbox.parent / "state", clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
sighting = Sighting("scanner/Brief.pdf", seen.st_size, seen.st_mtime_ns)
claimed = Claims(journal, inbox).claim(sighting)
print(claimed, file.exists(), (inbox / ".in-work/000001/scanner/Brief.pdf").exists())
"""


@pytest.mark.parametrize(
    ("how", "expected"), [("rw", "1 False True"), ("ro", "read-only True False")]
)
def test_a_real_file_system_inside_the_inbox(office: Office, how: str, expected: str) -> None:
    apart = ("unshare", "--map-root-user", "--mount")
    if shutil.which("unshare") is None or subprocess.run((*apart, "true"), check=False).returncode:
        pytest.skip("this system does not let us mount")
    scanner = office.inbox / "scanner"
    scanner.mkdir()
    office.journal.close()

    mount = ("sh", "-c", 'mount -t tmpfs none "$1" && shift && exec "$@"', "sh", scanner)
    ended = subprocess.run(
        (*apart, *mount, sys.executable, "-c", _MOUNTED, office.inbox, how),
        check=True,
        capture_output=True,
        text=True,
    )

    assert ended.stdout.strip() == expected


def test_a_source_that_changes_while_it_is_copied_is_left_alone(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = mounted.drop("scanner/Brief.pdf")
    copystat = shutil.copystat

    def write_on(one: Path, other: Path) -> None:
        copystat(one, other)
        source.write_bytes(PDF + b"page 2")

    monkeypatch.setattr("shutil.copystat", write_on)
    look = mounted.settle()

    assert look.waiting == (("scanner/Brief.pdf", Waiting.CHANGING),)
    assert source.read_bytes() == PDF + b"page 2"
    assert not list((mounted.inbox / ".in-work").iterdir())


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (errno.EROFS, Waiting.READ_ONLY),
        (errno.EACCES, Waiting.READ_ONLY),
        (errno.EIO, Waiting.OUT_OF_REACH),
    ],
)
def test_a_source_that_cannot_be_removed_waits_with_the_true_reason(
    mounted: Office, monkeypatch: pytest.MonkeyPatch, refusal: int, said: Waiting
) -> None:
    source = mounted.drop("scanner/Brief.pdf")
    unlink = Path.unlink

    def refuse(self: Path, *, missing_ok: bool = False) -> None:
        if self == source:
            raise OSError(refusal, os.strerror(refusal))
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    look = mounted.settle()

    assert (look.waiting, look.trouble) == ((("scanner/Brief.pdf", said),), None)
    assert not list((mounted.inbox / ".in-work").iterdir())


def test_nothing_is_copied_from_where_it_could_not_be_removed(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted.drop("scanner/Brief.pdf")

    def never(*_: object) -> None:
        pytest.fail("copied in vain")

    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr("shutil.copystat", never)

    assert mounted.settle().waiting == (("scanner/Brief.pdf", Waiting.READ_ONLY),)


def test_a_full_disk_during_a_claim_by_copy_is_said_and_leaves_nothing(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = mounted.drop("scanner/Brief.pdf")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("shutil.copystat", full)
    look = mounted.settle()

    assert isinstance(look.trouble, DiskFull)
    assert source.exists()
    assert not list((mounted.inbox / ".in-work").iterdir())


class _PowerCut(BaseException):
    """The process ends here."""


def test_waking_leaves_what_was_copied_in_work_until_it_is_taken_in(mounted: Office) -> None:
    source = mounted.drop("scanner/long.pdf")

    def woken(file: Path) -> Iterator[bytes]:
        mounted.door.wake()  # as at the end of another document, while the copy is hashed
        yield from blocks(file)

    mounted.read = woken
    looks = [mounted.settle(), mounted.look_after(1)]
    mounted.read = blocks
    mounted.door.wait(0)

    assert [look.waiting for look in looks] == [(("scanner/long.pdf", Waiting.NEXT),)] * 2
    assert not source.exists()
    assert [job.source for job in mounted.door.look().claimed] == ["scanner/long.pdf"]


def test_a_stop_ends_a_claim_by_copy_and_nothing_is_lost(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = mounted.drop("scanner/long.pdf")

    def stop(*_: object) -> None:
        mounted.door.stop()  # as a signal before the copy is read back

    monkeypatch.setattr("shutil.copystat", stop)
    look = mounted.settle()

    assert (look.claimed, look.waiting) == ((), (("scanner/long.pdf", Waiting.NEXT),))
    assert source.read_bytes() == PDF
    assert not list((mounted.inbox / ".in-work").iterdir())


@pytest.mark.parametrize("moment", ["copying", "copied", "source gone"])
def test_a_claim_by_copy_that_a_crash_interrupts_is_neither_lost_nor_doubled(
    mounted: Office, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    source = mounted.drop("scanner/Brief.pdf")
    rename, unlink = os.rename, Path.unlink

    def cut(*_: object) -> None:
        raise _PowerCut

    def cut_at_unlink(self: Path, *, missing_ok: bool = False) -> None:
        if self == source:
            raise _PowerCut
        unlink(self, missing_ok=missing_ok)

    def cut_at_rename(one: Path, other: Path) -> None:
        if "/copy-" in os.fspath(one):
            raise _PowerCut
        rename(one, other)

    with monkeypatch.context() as patch:
        match moment:
            case "copying":
                patch.setattr("os.fsync", cut)
            case "copied":
                patch.setattr(Path, "unlink", cut_at_unlink)
            case _:
                patch.setattr("os.rename", cut_at_rename)
        with pytest.raises(_PowerCut):
            mounted.settle()
    recovered = mounted.door.recover()
    looks = [mounted.door.look(), mounted.look_after(SETTLE)]

    claimed = (*recovered, *(job for look in looks for job in look.claimed))
    assert [job.source for job in claimed] == ["scanner/Brief.pdf"]
    assert [look.duplicates for look in looks] == [(), ()]
    assert mounted.claims.original(claimed[0].id).read_bytes() == PDF
    assert len(list((mounted.inbox / ".in-work").iterdir())) == 1


def test_a_new_file_of_the_same_name_is_no_reason_to_drop_what_was_copied(
    mounted: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounted.drop("scanner/Brief.pdf")
    rename = os.rename

    def cut_at_rename(one: Path, other: Path) -> None:
        if "/copy-" in os.fspath(one):
            raise _PowerCut
        rename(one, other)

    with monkeypatch.context() as patch:
        patch.setattr("os.rename", cut_at_rename)
        with pytest.raises(_PowerCut):
            mounted.settle()
    mounted.drop("scanner/Brief.pdf", PDF + b"another")

    assert len(mounted.door.recover()) == 1
    assert len(mounted.settle().claimed) == 1


def test_the_same_bytes_are_a_duplicate_while_the_first_is_in_work(office: Office) -> None:
    office.drop("Brief.pdf")
    first = office.settle()
    office.drop("Kopie.pdf")

    second = office.settle()

    assert len(first.claimed) == 1
    assert [record.details for record in second.duplicates] == [{"earlier": "Brief.pdf"}]


def test_the_same_bytes_are_a_duplicate_while_the_results_are_there(office: Office) -> None:
    office.drop("Brief.pdf")
    office.publish(office.settle().claimed[0].id)
    office.drop("Brief.pdf")

    look = office.settle()

    assert [record.details for record in look.duplicates] == [{"earlier": "Brief.pdf"}]
    (office.outbox / "Brief.pdf").unlink()
    (office.inbox / "_needs-attention" / "Brief.pdf").rename(office.inbox / "Brief.pdf")
    assert len(office.settle().claimed) == 1
    assert list((office.inbox / "_needs-attention").iterdir()) == []


def test_the_same_bytes_for_another_folder_or_after_a_rejection_are_new_work(
    office: Office,
) -> None:
    office.drop("A/Brief.pdf")
    first = office.settle().claimed[0]
    office.drop("B/Brief.pdf")
    second = office.settle().claimed[0]
    office.attention.reject(first.id, DamagedFile())
    office.drop("A/Brief.pdf")
    third = office.settle().claimed[0]

    assert [first.id[:6], second.id[:6], third.id[:6]] == ["000001", "000002", "000003"]


def test_redone_work_is_no_duplicate(office: Office) -> None:
    office.drop("Brief.pdf")
    job = office.settle().claimed[0]
    office.publish(job.id)
    office.claims.redo(job.id, outbox=office.outbox)

    assert len(office.settle().claimed) == 1


def test_a_claim_that_was_cut_short_is_adopted_under_its_number(office: Office) -> None:
    orphan = office.inbox / ".in-work" / "000004" / "Akte" / "Brief.pdf"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(PDF)
    (office.inbox / ".in-work" / "000005").mkdir()

    jobs = office.door.recover()

    assert [(job.id[:6], job.source) for job in jobs] == [("000004", "Akte/Brief.pdf")]
    assert not (office.inbox / ".in-work" / "000005").exists()
    office.drop("Neu.pdf", PDF + b"2")
    assert office.settle().claimed[0].id.startswith("000006")


def test_a_file_that_was_on_its_way_back_is_not_taken_twice(office: Office) -> None:
    orphan = office.inbox / ".in-work" / "000001" / "Brief.pdf"
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(PDF)
    os.link(orphan, office.inbox / "Brief.pdf")

    assert office.door.recover() == ()
    assert (office.inbox / "Brief.pdf").read_bytes() == PDF


def test_what_was_claimed_but_not_yet_judged_is_judged_at_the_next_start(office: Office) -> None:
    for source, content in (("a.xyz", b"text"), ("b.pdf", PDF), ("c.pdf", PDF), ("d.pdf", b"")):
        orphan = (
            office.inbox
            / ".in-work"
            / f"{office.journal.last_arrival() + ord(source[0]) - 96:06d}"
            / source
        )
        orphan.parent.mkdir(parents=True)
        orphan.write_bytes(content)

    jobs = office.door.recover()

    assert [job.source for job in jobs] == ["b.pdf"]
    assert [record.state for record in office.journal.jobs()] == [
        State.NEEDS_ATTENTION,
        State.WORKING,
        State.DUPLICATE,
        State.NEEDS_ATTENTION,
    ]
    assert office.door.recover() == jobs


def test_trouble_is_said_and_work_goes_on_when_it_is_over(office: Office) -> None:
    office.drop("Brief.pdf")
    office.drop("Tabelle.xlsx", b"PK")
    office.door.look()

    office.before_claimed = full
    look = office.look_after(SETTLE)
    office.before_claimed = _nothing
    assert isinstance(look.trouble, DiskFull)
    office.before_parking = full
    look = office.look_after(1)
    office.before_parking = _nothing
    assert isinstance(look.trouble, DiskFull)
    assert [job.source for job in look.claimed] == ["Brief.pdf"]

    look = office.look_after(1)
    assert look.trouble is None
    assert [record.source for record in look.parked] == ["Tabelle.xlsx"]


def full() -> None:
    raise DiskFull(folder="state")


def test_a_claim_that_the_disk_refuses_leaves_the_file_in_the_inbox(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("Brief.pdf")
    office.door.look()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no inodes")

    with monkeypatch.context() as patch:
        patch.setattr("os.mkdir", full)
        assert isinstance(office.look_after(SETTLE).trouble, DiskFull)
    assert len(office.look_after(1).claimed) == 1


def test_a_share_that_goes_away_and_comes_back_is_waited_for(office: Office) -> None:
    office.drop("Brief.pdf")
    office.door.look()
    office.inbox.rename(office.inbox.with_name("away"))

    look = office.look_after(SETTLE)
    office.door.wait(0.01)

    assert isinstance(look.trouble, FolderUnreachable)
    office.inbox.with_name("away").rename(office.inbox)
    assert len(office.look_after(1).claimed) == 1


def test_a_moved_in_folder_an_old_file_and_a_hard_link_are_found(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere" / "deep"
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(PDF)
    os.utime(folder / "a.pdf", (0, 0))
    (tmp_path / "b.pdf").write_bytes(PDF + b"b")
    folder.parent.rename(office.inbox / "moved")
    os.link(tmp_path / "b.pdf", office.inbox / "b.pdf")

    assert sorted(job.source for job in office.settle().claimed) == ["b.pdf", "moved/deep/a.pdf"]


def waited(office: Office, seconds: float) -> float:
    began = time.perf_counter()
    office.door.wait(seconds)
    return time.perf_counter() - began


def test_a_dropped_file_ends_the_wait_but_our_own_moves_do_not(office: Office) -> None:
    office.door.wait(0.01)  # begins to listen
    threading.Timer(0.1, office.drop, ("sub/Brief.pdf",)).start()
    assert waited(office, 20) < 10
    office.settle()

    office.attention.reject(
        "000001-" + files.sha256_of(office.inbox / ".in-work/000001/sub/Brief.pdf")[:12],
        DamagedFile(),
    )
    waited(office, 1.5)  # hears of the claim, which left the inbox
    assert waited(office, 1) > 0.9


def test_waking_ends_the_wait_at_once(office: Office) -> None:
    office.door.wake()
    assert waited(office, 20) < 0.4
    threading.Timer(0.1, office.door.wake).start()
    assert waited(office, 20) < 10


def test_waking_ends_a_look_and_puts_the_file_back_that_is_being_read(office: Office) -> None:
    for source in ("!long.pdf", "short.pdf"):
        office.drop(source, PDF + source.encode() * 200_000 + PDF)
    seen = [(office.inbox / source).stat() for source in ("!long.pdf", "short.pdf")]
    office.door.look()

    def woken(file: Path) -> Iterator[bytes]:
        office.read = blocks
        office.door.wake()  # as a signal that comes while the file is read
        yield from blocks(file)

    office.read = woken

    look = office.look_after(SETTLE)

    assert look.claimed == ()
    assert look.waiting == (("!long.pdf", Waiting.NEXT), ("short.pdf", Waiting.NEXT))
    assert [
        (office.inbox / source).stat().st_mtime_ns for source in ("!long.pdf", "short.pdf")
    ] == [before.st_mtime_ns for before in seen]
    assert not list((office.inbox / ".in-work").iterdir())
    office.door.wait(0)
    assert [job.source for job in office.door.look().claimed] == ["short.pdf"]
    assert [job.source for job in office.settle().claimed] == ["!long.pdf"]


def test_waking_after_the_end_touches_nobodys_file(office: Office, tmp_path: Path) -> None:
    office.door.close()
    with (
        (tmp_path / "a").open("wb") as one,
        (tmp_path / "b").open("wb") as two,
    ):  # which get the pipe's numbers
        office.door.wake()
        one.flush()
        two.flush()

    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"", b"")
    office.door.wake()


def test_a_claim_is_not_forgotten_while_the_share_is_away(office: Office) -> None:
    office.drop("Brief.pdf")
    office.door.look()

    office.before_claimed = full
    office.look_after(SETTLE)
    office.before_claimed = _nothing
    office.inbox.rename(office.inbox.with_name("away"))
    assert isinstance(office.look_after(1).trouble, FolderUnreachable)
    office.inbox.with_name("away").rename(office.inbox)

    assert [job.source for job in office.look_after(1).claimed] == ["Brief.pdf"]


def test_the_wait_ends_when_a_file_may_have_settled(office: Office) -> None:
    office.drop("Brief.pdf")
    office.door.look()
    office.now += SETTLE - 0.1

    assert waited(office, 20) < 5


def test_events_come_again_after_the_folder_was_replaced_or_the_listener_died(
    office: Office,
) -> None:
    office.door.wait(0.01)
    office.inbox.rename(office.inbox.with_name("old"))
    office.inbox.mkdir()
    office.door.wait(0.01)
    threading.Timer(0.1, office.drop, ("a.pdf",)).start()
    assert waited(office, 20) < 10

    emitters = [thread for thread in threading.enumerate() if isinstance(thread, EventEmitter)]
    assert emitters
    for emitter in emitters:
        emitter.stop()
        emitter.join()
    office.door.wait(0.01)
    threading.Timer(0.1, office.drop, ("b.pdf",)).start()
    assert waited(office, 20) < 10


FOLDER_DURING_THE_WALK = """
import os, sys
from contextlib import closing
from pathlib import Path
from tests.integration.test_watch import Office, waited

def make_a_folder_before_the_walk(event, arguments):
    if event == "os.walk" and Path(os.fsdecode(arguments[0])) == inbox:
        (inbox / "Akte").mkdir(exist_ok=True)

inbox = Path(sys.argv[1]) / "inbox"
with closing(Office(inbox.parent)) as office:
    sys.addaudithook(make_a_folder_before_the_walk)
    print(waited(office, 60) < 30)
    office.door.wait(1.5)  # until the folder is no news any more
    office.drop("Akte/Brief.pdf")
    print(waited(office, 60) < 30)
"""


def test_a_folder_made_while_we_begin_to_listen_is_heard_and_makes_no_noise(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FOLDER_DURING_THE_WALK, str(tmp_path)]

    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2]
    )

    assert (ended.stdout.split(), ended.stderr) == (["True", "True"], "")


def test_without_events_the_looks_go_on(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr("watchdog.observers.Observer.start", none_left)

    assert waited(office, 0.2) >= 0.19
    assert waited(office, 0.2) >= 0.19


def test_ten_thousand_files_are_all_found(office: Office) -> None:
    office.door.wait(0.01)
    for number in range(10_000):
        (office.inbox / f"{number:05d}.part").write_bytes(b"")

    began = time.perf_counter()
    look = office.door.look()

    assert len(look.ignored) == 10_000
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("inbox", "outbox", "state"),
    [
        ("a", "a", "s"),
        ("a", "a/b", "s"),
        ("a/b", "a", "s"),
        ("a", "b", "a/s"),
        ("a", "b", "b"),
        ("s/a", "b", "s"),
    ],
)
def test_folders_inside_each_other_are_refused(
    tmp_path: Path, inbox: str, outbox: str, state: str
) -> None:
    with pytest.raises(FoldersNested, match="must lie apart"):
        check_folders(tmp_path / inbox, tmp_path / outbox, tmp_path / state)
    assert list(tmp_path.iterdir()) == []


def test_a_link_does_not_hide_that_folders_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(FoldersNested, match="must lie apart"):
        check_folders(tmp_path / "a", tmp_path / "b", tmp_path / "s")


def test_a_missing_inbox_is_said_and_never_created(tmp_path: Path) -> None:
    with pytest.raises(InboxMissing, match="does not exist"):
        check_folders(tmp_path / "a", tmp_path / "b", tmp_path / "s")

    assert list(tmp_path.iterdir()) == []


def test_a_missing_outbox_and_state_folder_are_created(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    for _ in range(2):
        check_folders(tmp_path / "a", tmp_path / "b", tmp_path / "deep" / "s")

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "deep", "s"]


@pytest.mark.parametrize(
    ("outbox", "state"),
    [("gone/b", "s"), ("file", "s"), ("file/b", "s"), ("b", "file"), ("b", "file/deep/s")],
)
def test_folders_that_cannot_be_made_are_unreachable_and_leave_nothing(
    tmp_path: Path, outbox: str, state: str
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").touch()

    with pytest.raises(FolderUnreachable):
        check_folders(tmp_path / "a", tmp_path / outbox, tmp_path / state)

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "file"]


def test_a_full_disk_leaves_none_of_the_new_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    write_bytes = Path.write_bytes

    def full(file: Path, content: bytes) -> int:
        if "s" in file.parts:
            file.touch()
            raise OSError(28, "no room")
        return write_bytes(file, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DiskFull):
        check_folders(tmp_path / "a", tmp_path / "b", tmp_path / "deep" / "s")

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a"]


HOLDER = """
import sys
from pathlib import Path
from pipeline.office.folders import only_instance
with only_instance(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_instance_is_told_and_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    for name in ("inbox", "other"):
        (tmp_path / name).mkdir()
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "state"), str(tmp_path / "inbox")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as holder:
        assert holder.stdout is not None
        assert select.select([holder.stdout], [], [], 30)[0]
        holder.stdout.readline()

        for state, inbox in (("state", "other"), ("state2", "inbox")):
            with (
                pytest.raises(AlreadyRunning, match="already running"),
                only_instance(tmp_path / state, tmp_path / inbox),
            ):
                pass
        holder.kill()

    assert list((tmp_path / "other").iterdir()) == []
    with only_instance(tmp_path / "state", tmp_path / "inbox"):
        pass


def word_file() -> bytes:
    """A Word document with nothing in it."""
    file = BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def test_the_template_that_a_profile_names_is_no_dropped_file_and_other_word_files_are(
    office: Office,
) -> None:
    office.drop("Rat/profile.toml", b'[draft]\ntemplate = "Vorlage.docx"')
    template = word_file()
    office.drop("Rat/Vorlage.docx", template)
    office.drop("Rat/2026/Vorlage.docx", template + b" and more")

    look = office.settle()

    assert [job.source for job in look.claimed] == ["Rat/2026/Vorlage.docx"]
    assert (look.parked, look.waiting, look.ignored) == ((), (), ())
    assert (office.inbox / "Rat/Vorlage.docx").read_bytes() == template


def test_files_wait_for_the_template_that_their_profile_names(office: Office) -> None:
    office.drop("Rat/profile.toml", b'[draft]\nkind = "minutes"\ntemplate = "Vorlage.dotx"')
    office.drop("Rat/Brief.pdf")

    ((source, mistake),) = office.settle().waiting
    assert source == "Rat/Brief.pdf"
    assert isinstance(mistake, ProfileWrong)
    assert "line 3, draft.template" in str(mistake)

    office.drop("Rat/Vorlage.dotx", word_file())
    assert [job.source for job in office.look_after(1).claimed] == ["Rat/Brief.pdf"]


def test_a_profile_with_a_mistake_holds_its_folder_until_it_is_mended(office: Office) -> None:
    office.drop("Akten/profile.toml", b'langages = ["deu"]')
    office.drop("Akten/2026/a.pdf")
    office.drop("b.pdf")

    first = office.settle()
    office.drop("Akten/profile.toml", b"")
    second = office.look_after(1)

    ((source, why),) = first.waiting
    assert (source, type(why)) == ("Akten/2026/a.pdf", ProfileWrong)
    assert [job.source for job in first.claimed] == ["b.pdf"]
    assert [job.source for job in second.claimed] == ["Akten/2026/a.pdf"]
    assert first.ignored == second.ignored == ()


def test_a_glossary_with_a_mistake_holds_its_folder_too(office: Office) -> None:
    office.drop("Akten/glossary.txt", "Müller".encode("cp1252"))
    office.drop("Akten/a.wav")

    look = office.settle()

    ((source, why),) = look.waiting
    assert (source, type(why)) == ("Akten/a.wav", ProfileWrong)
    assert look.claimed == ()
    assert look.ignored == ()


def test_a_look_that_finds_the_same_mistake_is_the_same_look(office: Office) -> None:
    office.drop("profile.toml", b"x")
    office.drop("a.pdf")
    office.settle()

    assert office.look_after(1) == office.look_after(1)
    assert lying_files(office.inbox).held == office.look_after(1).waiting


# Front and back sides in two files


def _two_files(office: Office, folder: str = "Stapel") -> None:
    office.drop(f"{folder}/profile.toml", b'[paper]\ndouble_sided = "two-files"\n')


def _pages(number: int) -> bytes:
    """A document that is not another's twin."""
    return PDF + b"%d%%%%EOF" % number


def test_front_sides_wait_in_the_inbox_for_their_back_sides(office: Office) -> None:
    _two_files(office)
    office.drop("Stapel/1.pdf", _pages(1))

    alone = office.settle()
    office.drop("Stapel/0.pdf", _pages(0))
    both = office.settle()

    assert (alone.claimed, alone.waiting) == ((), (("Stapel/1.pdf", Waiting.OTHER_SIDE),))
    assert [job.source for job in both.claimed] == ["Stapel/1.pdf", "Stapel/0.pdf"]
    fronts, backs = map(office.journal.job, [job.id for job in both.claimed])
    assert (fronts.fronts, backs.fronts) == (fronts.id, fronts.id)
    assert office.journal.backs_of(fronts.id) == backs
    assert office.journal.lone_fronts("Stapel") is None


def test_files_that_are_found_together_are_paired_in_the_order_in_which_they_were_written(
    office: Office,
) -> None:
    _two_files(office)
    for number, name in enumerate(["d.pdf", "c.pdf", "b.pdf", "a.pdf", "e.pdf"], start=1):
        file = office.drop(f"Stapel/{name}", _pages(number))
        os.utime(file, ns=(number * 10**9, number * 10**9))

    look = office.settle()

    assert [job.source for job in look.claimed] == [
        "Stapel/d.pdf",
        "Stapel/c.pdf",
        "Stapel/b.pdf",
        "Stapel/a.pdf",
    ]
    assert look.waiting == (("Stapel/e.pdf", Waiting.OTHER_SIDE),)


def test_only_scans_of_the_same_folder_wait_for_each_other(office: Office) -> None:
    _two_files(office)
    office.drop("Stapel/a.pdf")
    office.drop("Stapel/Tabelle.abc", b"nobody knows")
    office.drop("Stapel/2026/b.pdf", _pages(2))
    office.drop("c.pdf", _pages(3))

    look = office.settle()

    assert [job.source for job in look.claimed] == ["c.pdf"]
    assert [record.source for record in look.parked] == ["Stapel/Tabelle.abc"]
    assert sorted(look.waiting) == [
        ("Stapel/2026/b.pdf", Waiting.OTHER_SIDE),
        ("Stapel/a.pdf", Waiting.OTHER_SIDE),
    ]


def test_a_lone_side_can_be_taken_back_or_released_by_the_profile(office: Office) -> None:
    _two_files(office)
    office.drop("Stapel/a.pdf")
    office.settle()
    office.drop("Stapel/profile.toml", b"")

    (job,) = office.look_after(1).claimed

    assert office.journal.job(job.id).fronts is None


def test_back_sides_whose_claim_was_cut_off_are_paired_after_the_restart(office: Office) -> None:
    _two_files(office)
    office.drop("Stapel/a.pdf", _pages(1))
    office.drop("Stapel/b.pdf", _pages(2))
    (fronts, backs) = office.settle().claimed
    office.claims.put_back(backs.id)  # as if it had never been claimed

    (again,) = office.settle().claimed

    assert office.journal.job(again.id).fronts == fronts.id


def test_a_pair_that_was_here_before_is_refused_as_a_whole_but_not_one_of_its_files_alone(
    office: Office,
) -> None:
    _two_files(office)
    for names in ("ab", "cd"):
        office.drop(f"Stapel/{names[0]}.pdf", _pages(1))
        office.drop(f"Stapel/{names[1]}.pdf", _pages(2))
        look = office.settle()
        if names == "ab":
            for job in look.claimed:
                assert office.journal.job(job.id).state is State.WORKING
    office.drop("Stapel/e.pdf", _pages(1))
    office.drop("Stapel/f.pdf", _pages(3))
    other = office.settle()

    states = {record.source[-5]: record.state for record in office.journal.jobs()}
    assert [states[name] for name in "abcdef"] == [State.WORKING] * 2 + [State.DUPLICATE] * 2 + [
        State.WORKING
    ] * 2
    assert len(other.claimed) == 2


def test_a_pair_keeps_its_place_when_the_first_of_it_cannot_be_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _two_files(office)
    office.drop("Stapel/a.pdf", _pages(1))
    office.drop("Stapel/b.pdf", _pages(2))
    office.door.look()
    rename = Path.rename
    refused: list[Path] = []

    def refuse_once(self: Path, target: Path) -> Path:
        if self.name == "a.pdf" and not refused:
            refused.append(self)
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_once)
    first, second = office.look_after(SETTLE), office.look_after(SETTLE)

    assert first.claimed == ()
    assert [job.source for job in second.claimed] == ["Stapel/a.pdf", "Stapel/b.pdf"]
