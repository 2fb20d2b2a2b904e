"""Every earlier version's office goes on: its journal, and the work that it had in hand.

``tests/resources/upgrade`` holds offices that were killed in the middle of their work, made by
``tools.upgrade_sample`` of the version in their names.
"""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.core.office.records import State
from pipeline.office.journal import Journal
from tests.e2e.conftest import TrialOffice
from tools.upgrade_sample import office_folder

pytestmark = pytest.mark.engine

SAMPLES = sorted((Path(__file__).parents[1] / "resources" / "upgrade").glob("*.tar.xz"))


@pytest.fixture(params=SAMPLES, ids=lambda file: file.name.removesuffix(".tar.xz"))
def killed(request: pytest.FixtureRequest) -> Iterator[TrialOffice]:
    """An office as its version left it, in the folder that its journal is bound to."""
    archive: Path = request.param
    root = office_folder(archive.name.removesuffix(".tar.xz"))
    shutil.rmtree(root, ignore_errors=True)
    office = TrialOffice(root, patience=300)
    with tarfile.open(archive) as packed:
        # Debian 12's Python 3.11.2 has no filters yet.
        packed.extraction_filter = getattr(tarfile, "data_filter", None)
        packed.extractall(root.parent)  # noqa: S202 - an archive of our own
    yield office
    shutil.rmtree(root)


def read_pages(office: TrialOffice) -> dict[str, int]:
    """The pages among the artefacts, and when they were written."""
    found = (office.state / "artefacts").rglob("page-*")
    return {file.name + file.parent.name: file.stat().st_mtime_ns for file in found}


@pytest.mark.xdist_group("upgrade")
def test_journal_and_work_in_hand_survive_the_upgrade(killed: TrialOffice) -> None:
    before = read_pages(killed)

    code, items = killed.batch()

    assert code == 0
    assert {item["source"]: item["outputs"] for item in items} == {
        "Akte/Stapel.tif": ["Akte/Stapel.pdf", "Akte/Stapel.docx"],
        "Sitzung.mp3": ["Sitzung.docx", "Sitzung.vtt"],
    }
    assert {item["pages"] for item in items} == {6, None}
    after = read_pages(killed)
    assert len(before) >= 3
    assert {name: after[name] for name in before} == before  # nothing was read a second time
    assert len(after) == 7  # one page of the published invoice, six of the stack
    with closing(Journal(killed.state, clock=lambda: datetime(2026, 12, 1, tzinfo=UTC))) as journal:
        assert journal.verify() is None
        assert [(job.source, job.state) for job in journal.jobs()] == [
            ("Rechnung.tif", State.PUBLISHED),
            ("Akte/Stapel.tif", State.PUBLISHED),
            ("Sitzung.mp3", State.PUBLISHED),
        ]
    assert not list((killed.inbox / ".in-work").glob("0*"))
    originals = killed.outbox / "_originals"
    assert len([file for file in originals.rglob("*") if file.is_file()]) == 3
    assert not list(killed.state.glob("engine.db*"))
