"""The office that stays open: files arrive while it runs, and it stops in order when asked."""

import signal
import time
from typing import TYPE_CHECKING

import pytest

from tools.samples import Sample

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


def test_what_arrives_while_it_runs_is_done(
    office: "TrialOffice", english_letter_png: Sample, german_meeting_wav: Sample
) -> None:
    process = office.start("watch")
    try:
        office.drop(english_letter_png.path, "Letter.png")
        office.wait_until(lambda: len(office.results()) == 2, process)
        office.drop(german_meeting_wav.path, "Neu/Sitzung.wav")
        office.wait_until(lambda: len(office.results()) == 4, process)
        office.wait_until(
            lambda: "Sitzung" in (office.outbox / "status.html").read_text("utf-8"), process
        )
    finally:
        process.terminate()
        code = process.wait(timeout=30)

    assert code == 0
    office.check()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_finishes_the_page_in_hand_and_leaves_within_thirty_seconds(
    office: "TrialOffice", five_pages: Sample, number: int
) -> None:
    office.drop(five_pages.path, "Akte.pdf")

    process = office.start("watch")
    office.wait_until(lambda: bool(office.recognised()), process)
    begun = time.monotonic()
    process.send_signal(number)
    code = process.wait(timeout=60)
    taken = time.monotonic() - begun
    before = office.recognised()
    batch_code, _items = office.batch()

    assert code == 0
    assert taken < 30
    assert batch_code == 0
    assert {file: office.recognised()[file] for file in before} == before
    office.check()


def test_a_second_signal_leaves_at_once(office: "TrialOffice", five_pages: Sample) -> None:
    office.drop(five_pages.path, "Akte.pdf")

    process = office.start("watch")
    office.wait_until(lambda: bool(office.recognised()), process)
    process.terminate()
    time.sleep(0.2)
    process.terminate()
    process.wait(timeout=5)
    batch_code, _items = office.batch()

    assert batch_code == 0
    office.check()
