"""Inbox, outbox and state that go away, come back, fill up or are others: real mounts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from pipeline.office.database import ENGINE_FILE
from tests.e2e.conftest import TrialOffice
from tools.samples import Sample

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

mounting = pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a file system")


@pytest.fixture
def office(tmp_path: Path) -> TrialOffice:
    return TrialOffice(tmp_path / "office", patience=250)


def _mount(folder: Path, size: str = "64m") -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)


def _fill(file: Path) -> None:
    """Write until there is no room for a single byte."""
    with file.open("wb", buffering=0) as filling:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while filling.write(bytes(size)) == size:
                    pass


def _unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=False, capture_output=True)


@contextmanager
def _share(folder: Path, kept: Path) -> Iterator[None]:
    """A share that is mounted: the folder ``kept`` seen at ``folder``."""
    subprocess.run(["mount", "--bind", str(kept), str(folder)], check=True)
    try:
        yield
    finally:
        _unmount(folder)


@contextmanager
def _watching(office: TrialOffice) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The office at work, and what it says."""
    said = office.root / "said.txt"
    with said.open("ab") as stream:
        process = subprocess.Popen(
            [*office.command("watch")], stdout=stream, stderr=stream, cwd=office.root
        )
    try:
        yield process, said
    finally:
        process.terminate()
        process.wait(60)


def _published(office: TrialOffice, name: str) -> bool:
    """Whether it lies there, and nothing of the work on it does any more."""
    return (office.outbox / name).exists() and not any(office.outbox.glob(".schreibstube-*"))


def _status(office: TrialOffice) -> dict[str, object]:
    told: dict[str, object] = json.loads(office.run("status", "--json").stdout)
    return told


@mounting
def test_nothing_is_put_below_the_mount_point_of_an_outbox_that_is_away(
    office: TrialOffice, english_letter_png: Sample, german_invoice_pdf: Sample
) -> None:
    kept = office.root / "server"
    kept.mkdir()
    with _share(office.outbox, kept):
        office.drop(english_letter_png.path, "Letter.png")
        assert office.batch()[0] == 0
    assert list(office.outbox.iterdir()) == []

    with _watching(office) as (process, said):
        office.drop(german_invoice_pdf.path, "Rechnung.pdf")
        office.wait_until(lambda: str(office.outbox) in said.read_text(), process)
        told = office.run("status").stdout
        again = office.run("redo", "1")

        assert list(office.outbox.iterdir()) == []
        with _share(office.outbox, kept):
            office.wait_until(lambda: _published(office, "Rechnung.pdf"), process)
            process.terminate()
            assert process.wait(60) == 0
            office.check()

    assert "nicht verbunden" in said.read_text()
    assert "nicht verbunden" in told
    assert again.returncode == 2
    assert "nicht verbunden" in again.stderr


@mounting
def test_an_outbox_that_goes_away_in_the_middle_of_the_work_is_waited_for(
    office: TrialOffice, english_letter_png: Sample, german_invoice_pdf: Sample
) -> None:
    kept = office.root / "server"
    kept.mkdir()
    with _share(office.outbox, kept), _watching(office) as (process, said):
        office.drop(english_letter_png.path, "Letter.png")
        office.wait_until(lambda: _published(office, "Letter.docx"), process)
        _unmount(office.outbox)
        office.drop(german_invoice_pdf.path, "Rechnung.pdf")
        office.wait_until(lambda: "nicht verbunden" in said.read_text(), process)
        office.wait_until(lambda: len(office.recognised()) >= 2, process)
        assert list(office.outbox.iterdir()) == []

        with _share(office.outbox, kept):
            office.wait_until(lambda: "✓ Rechnung.pdf" in said.read_text(), process)
            process.terminate()
            process.wait(60)
            office.check()


@pytest.mark.parametrize("fate", ["renamed", "removed"])
def test_an_outbox_that_was_there_is_never_made_anew(
    office: TrialOffice, english_letter_png: Sample, fate: str
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    assert office.batch()[0] == 0
    moved = office.root / "moved"
    office.outbox.rename(moved)
    if fate == "removed":
        shutil.rmtree(moved)

    with _watching(office) as (process, said):
        office.wait_until(lambda: str(office.outbox) in said.read_text(), process)
        assert not office.outbox.exists()
        if fate == "renamed":
            moved.rename(office.outbox)
        else:  # a person wants a new one, and says so
            office.outbox.mkdir()
            office.wait_until(lambda: "nicht verbunden" in said.read_text(), process)
            assert list(office.outbox.iterdir()) == []
            (office.outbox / ".schreibstube").touch()
        office.drop(b"no document of ours", "Notiz.xyz")
        office.wait_until((office.inbox / "_needs-attention").exists, process)

    assert (office.outbox / ".schreibstube").stat().st_size == 65


def test_the_outbox_of_another_office_is_told(
    tmp_path: Path, english_letter_png: Sample, german_invoice_pdf: Sample
) -> None:
    ours = TrialOffice(tmp_path / "ours", patience=250)
    theirs = TrialOffice(tmp_path / "theirs", patience=250)
    ours.drop(english_letter_png.path, "Brief.png")
    theirs.drop(german_invoice_pdf.path, "Brief.pdf")
    for office in (ours, theirs):
        assert office.batch()[0] == 0
    ours.outbox.rename(tmp_path / "aside")
    theirs.outbox.rename(ours.outbox)
    before = ours.results()

    with _watching(ours) as (process, said):
        ours.wait_until(lambda: "gehört zu einer anderen" in said.read_text(), process)

    assert ours.results() == before


@mounting
def test_an_empty_mount_point_is_no_inbox_without_its_work(
    office: TrialOffice, german_letter_pdf: Sample
) -> None:
    kept = office.root / "server"
    kept.mkdir()
    with _share(office.inbox, kept):
        office.drop(german_letter_pdf.path, "Brief.pdf")
        office.kill_when(lambda: len(office.recognised()) >= 1, "batch")
    (office.inbox / ".in-work").mkdir()  # 0.2.0 left it below the mount point

    with _watching(office) as (process, said):
        office.wait_until(lambda: "nicht verbunden" in said.read_text(), process)
        with _share(office.inbox, kept):
            office.wait_until(lambda: _published(office, "Brief.docx"), process)
            process.terminate()
            process.wait(60)
            office.check()
    assert not (office.inbox / "_needs-attention").exists()


@pytest.mark.parametrize("missing", ["inbox", "outbox", "state"])
def test_a_folder_that_is_away_at_the_start_is_waited_for(
    office: TrialOffice, english_letter_png: Sample, missing: str
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    folder: Path = getattr(office, missing)
    folder.rename(office.root / "away")
    if missing != "inbox":
        folder.write_bytes(b"")  # what is not there is made for a new office

    with _watching(office) as (process, said):
        office.wait_until(lambda: "nicht erreichbar" in said.read_text(), process)
        folder.unlink(missing_ok=True)
        (office.root / "away").rename(folder)
        office.wait_until(lambda: _published(office, "Letter.docx"), process)

    assert "Traceback" not in said.read_text()


@mounting
@pytest.mark.parametrize("full", ["inbox", "outbox", "state"])
def test_a_disk_that_is_full_at_the_start_is_waited_for(
    office: TrialOffice, english_letter_png: Sample, full: str
) -> None:
    folder: Path = getattr(office, full)
    _mount(folder)
    try:
        office.drop(english_letter_png.path, "Letter.png")
        _fill(folder / ".filling")
        with _watching(office) as (process, said):
            office.wait_until(lambda: "ist voll" in said.read_text(), process)
            (folder / ".filling").unlink()
            office.wait_until(lambda: _published(office, "Letter.docx"), process)
        assert "Traceback" not in said.read_text()
        office.check()
    finally:
        _unmount(folder)


@mounting
def test_a_state_disk_that_fills_up_in_the_middle_is_told_and_waited_for(
    office: TrialOffice, five_pages: Sample
) -> None:
    _mount(office.state)
    try:
        office.drop(five_pages.path, "Akte.pdf")
        with _watching(office) as (process, said):
            office.wait_until(lambda: len(office.recognised()) >= 1, process)
            _fill(office.state / "filling")
            office.wait_until(
                lambda: f"Der Datenträger von {office.state}" in said.read_text(), process
            )
            (office.state / "filling").unlink()
            office.wait_until(lambda: _published(office, "Akte.docx"), process)
        assert "Traceback" not in said.read_text()
        assert "Logging error" not in said.read_text()
        office.check()
    finally:
        _unmount(office.state)


@mounting
def test_a_full_disk_below_the_engine_alone_drops_no_work(
    office: TrialOffice, five_pages: Sample
) -> None:
    """The pages are read and kept, and what the engine wants to note of it has no room."""
    disk = office.root / "disk"
    disk.mkdir()
    _mount(disk)
    try:
        (office.state / ENGINE_FILE).symlink_to(disk / ENGINE_FILE)
        office.drop(five_pages.path, "Akte.pdf")
        with _watching(office) as (process, said):
            office.wait_until(lambda: len(office.recognised()) >= 1, process)
            _fill(disk / "filling")
            office.wait_until(lambda: len(office.recognised()) == 5, process)
            log = office.state / "schreibstube.log"
            office.wait_until(lambda: "engine.waits" in log.read_text(), process)
            (disk / "filling").unlink()
            office.wait_until(lambda: _published(office, "Akte.docx"), process)
        assert "Traceback" not in said.read_text() + log.read_text()
        office.check()
    finally:
        _unmount(disk)


@pytest.mark.parametrize("words", [("watch",), ("batch",)])
def test_who_no_longer_listens_ends_no_work(
    office: TrialOffice, english_letter_png: Sample, words: tuple[str, ...]
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    listening, telling = os.pipe()
    os.close(listening)
    errors = office.root / "errors.txt"
    with errors.open("wb") as stream:
        process = subprocess.Popen(office.command(*words), stdout=telling, stderr=stream)
    os.close(telling)
    try:
        if words == ("watch",):
            office.wait_until(lambda: _published(office, "Letter.docx"), process)
            process.terminate()
        assert process.wait(250) == 0
    finally:
        process.kill()
        process.wait()
    assert errors.read_text() == ""
    assert _published(office, "Letter.docx")


def test_a_full_disk_for_what_is_printed_ends_no_work_but_is_no_success_of_a_question(
    office: TrialOffice, english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    with Path("/dev/full").open("wb") as full:
        batch = subprocess.run(
            office.command("batch"), stdout=full, stderr=subprocess.PIPE, check=False
        )
        status = subprocess.run(
            office.command("status"), stdout=full, stderr=subprocess.PIPE, check=False
        )

    assert (batch.returncode, batch.stderr) == (0, b"")
    assert (status.returncode, status.stderr) == (1, b"")
    office.check()
