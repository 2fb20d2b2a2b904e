"""Whether the bytes of an arrival were here before."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.errors import NoPages
from pipeline.office.claims import Claims
from pipeline.office.earlier_arrivals import same_bytes_before
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher

SHA256 = "ab" * 32
NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


def earlier(root: Path, *sources: str, ended: str = "") -> str | None:
    """The id of what the last of these arrivals repeats."""
    with closing(Journal(root / "state", clock=lambda: NOON)) as journal:
        for number, source in enumerate(sources, start=1):
            job_id = f"{number:06d}-{SHA256[:12]}"
            journal.claimed(job_id, Kind.SCAN, Sighting(source, 4, 1), sha256=SHA256)
            if number == 1 and ended == "redone":
                journal.redone(job_id)
            elif number == 1 and ended == "rejected":
                journal.rejected(job_id, NoPages())
        publisher = Publisher(journal, Claims(journal, root / "inbox"), root / "outbox")
        found = same_bytes_before(journal.jobs()[-1], journal, publisher)
    return found.id if found else None


def test_the_latest_earlier_arrival_in_the_same_folder_is_found(tmp_path: Path) -> None:
    assert earlier(tmp_path, "a.pdf", "b.pdf", "Akten/c.pdf", "d.pdf") == f"000002-{SHA256[:12]}"


def test_another_folder_is_another_matter(tmp_path: Path) -> None:
    assert earlier(tmp_path, "Akten/a.pdf", "Rat/a.pdf") is None


@pytest.mark.parametrize("ended", ["redone", "rejected"])
def test_what_has_no_results_repeats_nothing(tmp_path: Path, ended: str) -> None:
    assert earlier(tmp_path, "a.pdf", "b.pdf", ended=ended) is None
