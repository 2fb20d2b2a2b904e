"""kill -9 at each stage: the next run ends the job, repeats nothing, publishes once."""

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tools.samples import Sample

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


def claimed(office: "TrialOffice") -> bool:
    return any((office.inbox / ".in-work").glob("[0-9]*/*"))


def opened(office: "TrialOffice") -> bool:
    return any((office.state / "work").glob("*/*.p[dc][fm]"))


def first_unit_done(office: "TrialOffice") -> bool:
    return bool(office.recognised())


def third_unit_done(office: "TrialOffice") -> bool:
    return len(office.recognised()) >= 3


def writing_results(office: "TrialOffice") -> bool:
    return any((office.state / "work").glob("*/results/*"))


def first_result_visible(office: "TrialOffice") -> bool:
    return bool(office.results())


STAGES = [claimed, opened, first_unit_done, third_unit_done, writing_results, first_result_visible]
Stage = Callable[["TrialOffice"], bool]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_a_scan_survives_a_kill(office: "TrialOffice", five_pages: Sample, stage: Stage) -> None:
    office.drop(five_pages.path, "Klient A/Akte.pdf")

    office.kill_when(partial(stage, office), "batch")
    before = office.recognised()
    code, items = office.batch()

    assert code == 0
    assert office.results() == ["Klient A/Akte.docx", "Klient A/Akte.pdf"]
    assert [item["status"] for item in items] in (
        ["published"],
        [],
    )  # nothing is left to report if it was published
    after = office.recognised()
    assert len(after) == 5
    assert {file: after[file] for file in before} == before
    office.check()


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_a_recording_survives_a_kill(
    office: "TrialOffice", long_meeting: Sample, stage: Stage
) -> None:
    office.drop(long_meeting.path, "Sitzung.wav")

    office.kill_when(partial(stage, office), "batch")
    before = office.recognised()
    code, _items = office.batch()

    assert code == 0
    assert office.results() == ["Sitzung.docx", "Sitzung.vtt"]
    after = office.recognised()
    assert {file: after[file] for file in before} == before
    office.check()


def test_many_kills_one_after_the_other_end_in_one_publication(
    office: "TrialOffice", five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")

    for stage in (first_unit_done, third_unit_done, third_unit_done):
        office.kill_when(partial(stage, office), "batch")
    code, items = office.batch()

    assert (code, [item["status"] for item in items]) == (0, ["published"])
    assert office.results() == ["Akte.docx", "Akte.pdf"]
    office.check()


def test_only_the_reading_child_is_killed_and_the_page_is_read_again(
    office: "TrialOffice", five_pages: Sample
) -> None:
    office.drop(five_pages.path, "Akte.pdf")

    process = office.start("batch")
    try:
        office.wait_until(lambda: bool(office.recognised()), process)
        for child in _children(process.pid):
            os.kill(child, signal.SIGKILL)
        code = process.wait(timeout=120)
    finally:
        process.kill()
        process.wait()

    assert code == 0
    assert office.results() == ["Akte.docx", "Akte.pdf"]
    assert len(office.recognised()) == 5
    office.check()


def _children(pid: int) -> list[int]:
    """Every living process that ``pid`` has spawned, at work or waiting."""
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [
        int(child)
        for file in listed
        for child in file.read_text().split()
        if b"spawn_main" in _words(child)
    ]


def _words(pid: str) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
