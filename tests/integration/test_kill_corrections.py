"""SIGKILL before every change to the file system, while a correction comes in or is taken back."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline import files
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import State
from pipeline.office.corrections.outbox_door import OutboxDoor
from pipeline.office.corrections.withdrawal import finish_withdrawals, withdraw
from pipeline.office.folders import only_instance
from tests.integration.test_corrections import PDF, Shop, returned
from tests.integration.test_kill import ANSWER, CHANGES, quick_path

__all__ = ["quick_path"]


def _look(shop: Shop) -> None:
    """Look twice at the outbox, long after anything was written there."""

    def take(copy: Path, sighting: Sighting) -> None:
        claimed = shop.office.arrivals.claim(sighting, copy)
        assert isinstance(claimed, int)
        shop.office.arrivals.take_in(claimed, None)

    door = OutboxDoor(shop.journal, shop.outbox, shop.root / "state" / "work", settle=0, take=take)
    for second in range(2):
        door.look(
            lambda copy: b"ticked" in copy.read_bytes(),
            now=shop.journal.jobs()[0].started,
            monotonic=partial(float, 10 * second),
        )


def drop(shop: Shop) -> None:
    """Take in and publish what lies in the inbox."""
    shop.work()


def save_in_place(shop: Shop) -> None:
    """Take in and publish the draft that is ticked where it lies."""
    shop.door.recover()
    _look(shop)
    shop.work()


def take_back(shop: Shop) -> None:
    """Take the release back."""
    shop.work()
    for record in shop.journal.jobs():
        if record.facts.correction is not None:
            withdraw(record, shop.journal, shop.outbox)


def _prepared(root: Path, act: Callable[[Shop], None]) -> None:
    root.mkdir(parents=True)
    with closing(Shop(root)) as shop:
        draft = shop.drop("Akte/Brief.pdf", PDF)
        corrected = returned(draft, "ticked")
        if act is save_in_place:
            (shop.outbox / "Akte" / "Brief.docx").write_bytes(corrected)
        else:
            (shop.inbox / "Brief neu.docx").write_bytes(corrected)


def _killed_at(number: int, root: Path, act: Callable[[Shop], None]) -> bool:
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
                if act is take_back:
                    shop.work()
                os.fsync = counted_fsync
                sys.addaudithook(audit)
                act(shop)
        finally:
            os._exit(ANSWER)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _check(root: Path, act: Callable[[Shop], None], number: int) -> None:
    with closing(Shop(root)) as shop:
        assert shop.journal.verify() is None
        records = shop.journal.jobs()
        shown = [path for path in shop.shown() if not path.startswith("_originals/")]
    assert [record.state for record in records] == [State.PUBLISHED] * 2, f"at {number}"
    assert sorted(output.path for record in records for output in record.outputs) == shown
    finals = [f"Akte/Brief (final){suffix}" for suffix in (".pdf", ".docx")]
    if act is take_back:
        finals = [f"_withdrawn/{path}" for path in finals]
    assert [output.path for output in records[1].outputs] == finals, f"at {number}"
    for output in records[1].outputs:
        assert files.holds(root / "outbox" / output.path, output.sha256)
    everything = [path for name in ("inbox", "outbox") for path in (root / name).rglob("*")]
    litter = [
        path
        for path in everything
        if path.name.startswith(files.TEMPORARY) and path.name != ".schreibstube"
    ]
    assert litter == [], f"litter at {number}"
    corrected = returned(records[0], "ticked")
    kept = [path for path in everything if path.is_file() and path.read_bytes() == corrected]
    assert len(kept) == (2 if act is save_in_place else 1), f"at {number}"


@pytest.mark.timeout(900)  # dozens of processes, each of which syncs its files
@pytest.mark.parametrize("act", [drop, save_in_place, take_back])
def test_a_correction_is_published_or_taken_back_once_wherever_the_power_fails(
    quick_path: Path,
    act: Callable[[Shop], None],
) -> None:
    number, alive = 1, False

    while not alive:
        root = quick_path / str(number)
        _prepared(root, act)
        alive = not _killed_at(number, root, act)
        with only_instance(root / "state", root / "inbox"), closing(Shop(root)) as shop:
            shop.work()
            finish_withdrawals(shop.journal, shop.outbox)
            if act is take_back:
                take_back(shop)
            if act is save_in_place:
                save_in_place(shop)
        _check(root, act, number)
        number += 1

    assert number > 5
