"""SIGKILL before every single change to the file system, then a restart: what is left?

The child is a fork, so one test can kill dozens; Python's audit events stand before each system
call that changes a folder, ``fsync`` is wrapped.
"""

import errno
import io
import os
import signal
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from pipeline import files, process
from pipeline.app import open_office
from pipeline.core.office.records import Facts, State
from pipeline.errors import BacksMissing
from pipeline.office.folders import only_instance
from pipeline.office.journal import Journal, open_journal
from pipeline.office.profiles import confined
from pipeline.recipe import DocumentResults, Recipe
from pipeline.settings import load
from workers.watch import InboxWatcher

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
ANSWER = 42  # exit code of a child that nobody killed


def word_file() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "text")
    return stream.getvalue()


DOCX = word_file()


class Desk:
    """Opens nothing and reads nothing, but has results."""

    def __init__(self, results: tuple[Path, ...]) -> None:
        self._results = results

    def run(self, work: Callable[..., object], _seconds: float, *arguments: object) -> object:
        if work is process.compose:
            (recipe,) = (argument for argument in arguments if isinstance(argument, Recipe))
            return DocumentResults(self._results, Facts(pages=1, backs=recipe.backs or None))
        if work.__module__ == confined.__name__:  # a profile is really read
            return work(*arguments)
        return ()


class Shop:
    """One process's view of the folders; everything is opened anew, as after a restart."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbox, self.outbox = root / "inbox", root / "outbox"
        self.now = 0.0
        self.journal = open_journal(root / "state", clock=lambda: NOON, inbox=self.inbox)
        settings = load(inbox=self.inbox, outbox=self.outbox, state=root / "state")
        desk = Desk((root / "r.pdf", root / "r.docx"))
        self.office = replace(
            open_office(settings, self.journal),
            readers=desk,  # type: ignore[arg-type]  # a desk without processes
            listeners=desk,  # type: ignore[arg-type]  # as above
            diarizers=desk,  # type: ignore[arg-type]  # as above
        )
        self.claims, self.publisher = self.office.claims, self.office.publisher
        self.door = InboxWatcher(
            self.office.arrivals, settle=1, patience=1, monotonic=lambda: self.now
        )

    def work(self) -> None:
        """Recover, take in everything, and publish what can be published, until nothing is left."""
        self.door.recover()
        while True:
            for record in self.journal.open_jobs():
                if record.fronts:
                    with suppress(BacksMissing):
                        self.office.publish(record.job)
                elif self.claims.changed(record.id):
                    self.claims.put_back(record.id)
                else:
                    parts = 2 if record.name.startswith("M") else 1
                    results = (self.root / "r.pdf", self.root / "r.docx") * parts
                    self.publisher.publish(record.id, results, facts=Facts(pages=1))
            looks = []
            for _ in range(2):
                self.now += 2
                looks.append(self.door.look())
            assert looks[-1].trouble is None
            if not any(look.claimed for look in looks) and not self.journal.open_jobs():
                return

    def close(self) -> None:
        self.door.close()
        self.journal.close()


def publish(shop: Shop) -> None:
    shop.work()


def put_back(shop: Shop) -> None:
    shop.door.look()
    shop.now = 2
    for job in shop.door.look().claimed:
        with shop.claims.original(job.id).open("ab") as stream:
            stream.write(b"%%EOF more")
    shop.work()


def redo(shop: Shop) -> None:
    for record in shop.journal.jobs():
        if record.state in {State.PUBLISHED, State.NEEDS_ATTENTION}:
            shop.claims.redo(record.id, outbox=shop.outbox)
    shop.work()


VARIED = {
    "Akte/M\udcfcller.pdf": PDF + b"scan%%EOF",
    "Akte/Kopie.pdf": PDF + b"scan%%EOF",
    "leer.pdf": b"",
    "Tabelle.abc": b"nobody knows",
}
PAIR = {"Stapel/vorn.pdf": PDF + b"front%%EOF", "Stapel/hinten.pdf": PDF + b"back%%EOF"}


def prepare(root: Path, dropped: dict[str, bytes]) -> None:
    for name in ("inbox", "outbox"):
        (root / name).mkdir(parents=True)
    (root / "r.pdf").write_bytes(PDF)
    (root / "r.docx").write_bytes(DOCX)
    (root / "inbox" / "Stapel").mkdir()
    (root / "inbox" / "Stapel" / "profile.toml").write_text('[paper]\ndouble_sided = "two-files"')
    for source, content in dropped.items():
        file = root / "inbox" / source
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def refusing_links(refusal: int | None) -> Callable[..., None]:
    """``os.link`` where hard links do not exist, or between two disks."""
    link = os.link

    def refuse(source: Path, target: Path, *, follow_symlinks: bool) -> None:
        apart = "inbox" in source.parts and "outbox" in target.parts
        if refusal == errno.EPERM or (refusal == errno.EXDEV and apart):
            raise OSError(refusal, os.strerror(refusal))
        link(source, target, follow_symlinks=follow_symlinks)

    return refuse


def refusing_across_a_mount(act: Callable[..., None]) -> Callable[..., None]:
    """``os.rename`` or ``os.link`` where ``Akte`` in the inbox is a file system of its own."""

    def refuse(source: Path, target: Path, **options: bool) -> None:
        if ("/inbox/Akte/" in os.fspath(source)) != ("/inbox/Akte/" in os.fspath(target)):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        act(source, target, **options)

    return refuse


def killed_at(number: int, root: Path, act: Callable[[Shop], None]) -> bool:
    """Act in a child that is killed before its ``number``-th change; whether it was."""
    child = os.fork()
    if child == 0:  # pragma: no cover - dies by SIGKILL, before coverage could be written
        left = number

        def count() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def audit(event: str, arguments: tuple[object, ...]) -> None:
            if event in CHANGES or (
                event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
            ):
                count()

        fsync = os.fsync

        def counted_fsync(fd: Any) -> None:  # noqa: ANN401 - as os.fsync takes it
            count()
            fsync(fd)

        try:
            with closing(Shop(root)) as shop:
                if act is redo:
                    shop.work()
                os.fsync = counted_fsync
                sys.addaudithook(audit)
                act(shop)
        finally:
            os._exit(ANSWER)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check(root: Path, dropped: dict[str, bytes], number: int) -> None:
    everything = [path for name in ("inbox", "outbox") for path in (root / name).rglob("*")]
    found = {path.read_bytes() for path in everything if path.is_file()}
    # What somebody appended after the claim belongs to the file.
    assert all(any(kept.startswith(content) for kept in found) for content in dropped.values()), (
        f"lost at {number}"
    )
    assert found.issuperset({content for content in dropped.values() if not content})
    litter = [
        path
        for path in everything
        if path.name.startswith(files.TEMPORARY) or path.parent.name == ".in-work"
    ]
    assert [path for path in litter if path.name != ".lock"] == [], f"litter at {number}"
    with closing(Journal(root / "state", clock=lambda: NOON)) as journal:
        assert journal.verify() is None
        records = journal.jobs()
    assert not any(record.state.open for record in records)
    shown = [
        path
        for path in (root / "outbox").rglob("*")
        if path.is_file() and "_originals" not in path.parts
    ]
    named = [output.path for record in records for output in record.outputs]
    if dropped is PAIR:
        assert [record.state for record in records if not record.redone][-2:] == [
            State.PUBLISHED
        ] * 2
        named = named[: len(named) // 2]  # both name the same results
    assert sorted(path.relative_to(root / "outbox").as_posix() for path in shown) == sorted(
        named
    ), f"sets at {number}"
    assert all(path.read_bytes() in {PDF, DOCX} for path in shown)


@pytest.fixture
def quick_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: it survives a kill, and syncing is free."""
    memory = Path("/dev/shm")  # noqa: S108 - only its speed is used, in a folder of our own
    if not memory.is_dir():
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.mark.timeout(900)  # dozens of processes, each of which syncs its files
@pytest.mark.parametrize(
    "refusal", [None, errno.EPERM, errno.EXDEV], ids=["links", "no links", "two disks"]
)
@pytest.mark.parametrize("act", [publish, put_back, redo])
def test_nothing_is_lost_or_published_twice_wherever_the_power_fails(
    quick_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    act: Callable[[Shop], None],
    refusal: int | None,
) -> None:
    monkeypatch.setattr("os.link", refusing_links(refusal))
    kill_everywhere(quick_path, act, VARIED)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("act", [publish, put_back])
def test_a_claim_by_copy_loses_and_doubles_nothing_wherever_the_power_fails(
    quick_path: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Shop], None]
) -> None:
    monkeypatch.setattr("os.rename", refusing_across_a_mount(os.rename))
    monkeypatch.setattr("os.link", refusing_across_a_mount(os.link))
    kill_everywhere(quick_path, act, VARIED)

    for root in quick_path.iterdir():
        with closing(Journal(root / "state", clock=lambda: NOON)) as journal:
            states = [record.state for record in journal.jobs()]
        assert states.count(State.DUPLICATE) <= 1, f"doubled at {root.name}"


@pytest.mark.timeout(900)
@pytest.mark.parametrize("act", [publish, put_back])
def test_front_and_back_sides_end_together_wherever_the_power_fails(
    quick_path: Path, act: Callable[[Shop], None]
) -> None:
    kill_everywhere(quick_path, act, PAIR)


def kill_everywhere(
    quick_path: Path, act: Callable[[Shop], None], dropped: dict[str, bytes]
) -> None:
    number, alive = 1, False

    while not alive:
        root = quick_path / str(number)
        prepare(root, dropped)
        alive = not killed_at(number, root, act)
        with only_instance(root / "state", root / "inbox"), closing(Shop(root)) as shop:
            shop.work()
        check(root, dropped, number)
        number += 1

    assert number > 30
