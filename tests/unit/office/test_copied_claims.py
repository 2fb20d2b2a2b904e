"""Claims by copy: nothing is lost, whenever somebody asks to stop."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.core.office.intake import IN_WORK, Sighting, Waiting
from pipeline.office.copied_claims import CopiedClaims

CONTENT = bytes(range(256)) * 20_000


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    for folder in (IN_WORK, "usb"):
        (tmp_path / folder).mkdir()
    (tmp_path / "usb" / "a.wav").write_bytes(CONTENT)
    return tmp_path


def claims(inbox: Path) -> CopiedClaims:
    return CopiedClaims(inbox, lambda arrival: inbox / IN_WORK / f"{arrival:06d}")


def sighting(inbox: Path) -> Sighting:
    seen = (inbox / "usb" / "a.wav").stat()
    return Sighting("usb/a.wav", seen.st_size, seen.st_mtime_ns)


def test_a_copy_becomes_the_claim_and_its_source_goes(inbox: Path) -> None:
    by_copy = claims(inbox)

    assert by_copy.claim(sighting(inbox), 3) == 3

    assert by_copy.holds(3)
    assert (inbox / IN_WORK / "000003" / "usb" / "a.wav").read_bytes() == CONTENT
    assert not (inbox / "usb" / "a.wav").exists()


def test_a_stop_ends_the_copy_and_leaves_the_file_where_it_is(inbox: Path) -> None:
    by_copy = claims(inbox)
    by_copy.stop()

    assert by_copy.claim(sighting(inbox), 3) is Waiting.NEXT

    assert not by_copy.holds(3)
    assert (inbox / "usb" / "a.wav").read_bytes() == CONTENT
    assert list((inbox / IN_WORK).iterdir()) == []


@pytest.mark.parametrize("source_there", [True, False])
def test_after_a_crash_the_source_is_the_truth_while_it_is_there(
    inbox: Path, *, source_there: bool
) -> None:
    copied = inbox / IN_WORK / "copy-000003" / "usb" / "a.wav"
    copied.parent.mkdir(parents=True)
    copied.write_bytes(CONTENT)
    if not source_there:
        (inbox / "usb" / "a.wav").unlink()

    claims(inbox).end_interrupted()

    assert (inbox / IN_WORK / "000003" / "usb" / "a.wav").exists() is not source_there
    assert not copied.exists()


def test_a_stop_leaves_what_a_crash_interrupted_to_the_next_start(inbox: Path) -> None:
    copied = inbox / IN_WORK / "copy-000003" / "usb" / "a.wav"
    copied.parent.mkdir(parents=True)
    copied.write_bytes(CONTENT)
    by_copy = claims(inbox)
    by_copy.stop()

    by_copy.end_interrupted()

    assert copied.read_bytes() == CONTENT
    assert (inbox / "usb" / "a.wav").read_bytes() == CONTENT
