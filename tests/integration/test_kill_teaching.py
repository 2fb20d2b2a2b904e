"""SIGKILL at random moments while a release teaches, or is taken back.

Moments are changes to the file system and every line of what teaches and takes back: so also those
between the last final, the journal's entries and ``corrections.toml``.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest

from pipeline import files
from pipeline.core.office.records import State
from pipeline.office.corrections import learning, withdrawal
from pipeline.office.corrections.learning import settle
from pipeline.office.corrections.withdrawal import finish_withdrawals
from pipeline.office.folders import only_instance
from pipeline.office.profiles import corrections_file
from pipeline.office.profiles.corrections_file import corrections_of, remembered
from tests.integration.test_corrections import PDF, returned
from tests.integration.test_corrections_teach import PAIR, Class, corrected
from tests.integration.test_kill import ANSWER, CHANGES, quick_path
from workers.withdrawal import withdraw_job

__all__ = ["quick_path"]

_TRACED = {module.__file__ for module in (learning, withdrawal, corrections_file)}
_KILLS = 30

Act = Callable[[Class], None]


def teach(shop: Class) -> None:
    """Take in, publish and learn what lies in the inbox."""
    shop.work()


def take_back(shop: Class) -> None:
    """Take the second release back, and with it what it taught."""
    record = shop.journal.jobs()[-1]
    tuple(withdraw_job(record, shop.journal, shop.office.settings))


def prepared(root: Path, act: Act) -> str:
    """An office whose folder has learned once, and the draft that teaches."""
    root.mkdir(parents=True)
    with closing(Class(root)) as shop:
        corrected(shop, "Eins")
        draft = shop.drop("Praxis/Zwei.pdf", PDF + b"Zwei")
        (shop.inbox / "Zwei.docx").write_bytes(returned(draft))
        if act is take_back:
            shop.work()
        return draft.id


class Moments:
    """Counts the moments of this process, and kills it at one of them."""

    def __init__(self, last: int) -> None:
        self.passed = 0
        self._last = last

    def count(self) -> None:
        self.passed += 1
        if self.passed == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT
        if event in CHANGES or opens:
            self.count()

    def trace(self, frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - it
        if frame.f_code.co_filename not in _TRACED:
            return None
        if event == "line":
            self.count()
        return self.trace


def killed_at(number: int, root: Path, act: Act) -> int | None:
    """Act in a child that is killed at its ``number``-th moment.

    Without being killed, it tells how many moments there were.
    """
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - dies by SIGKILL, before coverage could be written
        try:
            moments = Moments(number)
            with closing(Class(root)) as shop:
                sys.addaudithook(moments.audit)
                sys.settrace(moments.trace)
                act(shop)
                sys.settrace(None)
            os.write(tell, str(moments.passed).encode())
        finally:
            os._exit(ANSWER)
    os.close(tell)
    with os.fdopen(told) as stream:
        answer = stream.read()
    os.waitpid(child, 0)
    return int(answer) if answer else None


def check(root: Path, draft: str, moment: str) -> None:
    with closing(Class(root)) as shop:
        assert shop.journal.verify() is None
        records, shown = shop.journal.jobs(), shop.shown()
    assert [record.state for record in records] == [State.PUBLISHED] * 4, moment
    assert [record.owed for record in records] == [None] * 4, moment
    finals = ["Praxis/Zwei (final).pdf", "Praxis/Zwei (final).docx"]
    taken_back = records[-1].withdrawn
    if taken_back:
        finals = [f"_withdrawn/{path}" for path in finals]
    assert [output.path for output in records[-1].outputs] == finals, moment
    assert [path for path in shown if "Zwei (final" in path] == sorted(finals), moment
    (pair,) = remembered(root / "inbox" / "Praxis")
    jobs = [source.job for source in pair.confirmed]
    taught = [records[0].id] if taken_back else [records[0].id, draft]
    assert (pair.words, jobs, pair.used, pair.rejected) == (PAIR, taught, (), ()), moment
    litter = [path for path in root.rglob(f"{files.TEMPORARY}*") if path.name != ".schreibstube"]
    assert litter == [], moment


@pytest.mark.timeout(900)  # dozens of processes
@pytest.mark.parametrize("act", [teach, take_back], ids=lambda act: act.__name__)
def test_what_a_release_teaches_is_learned_once_wherever_the_power_fails(
    quick_path: Path, act: Act
) -> None:
    root, kept = quick_path / "office", quick_path / "kept"
    draft = prepared(root, act)
    shutil.copytree(root, kept)
    moments = killed_at(0, root, act)
    assert moments is not None
    assert moments > 2 * _KILLS

    chance = Random(7)  # noqa: S311 - moments, no secrets
    for number in sorted(chance.sample(range(1, moments + 1), _KILLS)):
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        assert killed_at(number, root, act) is None
        with only_instance(root / "state", root / "inbox"), closing(Class(root)) as shop:
            shop.work()
            finish_withdrawals(shop.journal, shop.outbox)
            settle(shop.journal, shop.office.settings, partial(corrections_of, shop.inbox))
        check(root, draft, f"{act.__name__}, moment {number} of {moments}")
