"""When a folder counts as ours, and when it may be another one in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import files
from pipeline.core.model import Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts, Intent, Output
from pipeline.errors import FolderUnreachable
from pipeline.folder_errors import FolderOfOthers, FolderUnmarked
from pipeline.office.head import Gap, read_head
from pipeline.office.journal import open_journal
from pipeline.office.markers import (
    acknowledge_gap,
    compare_heads,
    inbox_marker,
    knows_outbox,
    mark_folders,
    outbox_marker,
)

SHA = "ab" * 32


class Home:
    """Inbox, outbox and a journal, as a start finds them."""

    def __init__(self, root: Path, name: str = "state", *, hour: int = 8) -> None:
        self.inbox, self.outbox, self.state = root / "inbox", root / "outbox", root / name
        for folder in (self.inbox, self.outbox):
            folder.mkdir(exist_ok=True)
        (self.inbox / ".in-work").mkdir(exist_ok=True)
        self.journal = open_journal(
            self.state, clock=lambda: datetime(2026, 11, 23, hour, tzinfo=UTC), inbox=self.inbox
        )

    def start(self) -> None:
        mark_folders(self.inbox, self.outbox, self.journal)
        compare_heads(self.journal, self.inbox)

    def publish(self, content: bytes = b"result") -> Path:
        """A result in the outbox, as 0.2.0 published it: without a marker."""
        result = self.outbox / "Brief.pdf"
        result.write_bytes(content)
        job_id = f"000001-{SHA[:12]}"
        self.journal.claimed(job_id, Kind.SCAN, Sighting("Brief.tif", 1, 1), sha256=SHA)
        output = Output("Brief.pdf", files.sha256_of(result))
        self.journal.publishing(job_id, Intent((".t",), (output,), Facts()))
        self.journal.published(job_id)
        return result

    def check(self) -> None:
        outbox_marker(self.outbox, self.journal).check()
        inbox_marker(self.inbox, self.journal).check()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path)
    with closing(made.journal):
        yield made


def test_the_folders_of_a_new_office_are_marked(home: Home) -> None:
    home.check()  # before the first start nothing is known

    home.start()

    home.check()
    assert (home.outbox / ".schreibstube").read_text() == f"{home.journal.id}\n"
    assert home.journal.marked == {"outbox": str(home.outbox), "inbox": str(home.inbox)}
    assert home.journal.verify() is None


def test_a_second_start_changes_nothing(home: Home) -> None:
    home.start()
    before = home.journal.head()

    home.start()

    assert home.journal.head() == before


def test_an_outbox_of_an_earlier_version_is_known_by_its_results(home: Home) -> None:
    home.publish()

    home.start()

    home.check()


def test_an_empty_folder_in_place_of_an_earlier_versions_outbox_is_refused(home: Home) -> None:
    home.publish().unlink()

    with pytest.raises(FolderUnmarked) as refused:
        home.start()

    assert refused.value.details == {"folder": str(home.outbox), "marker": ".schreibstube"}
    assert list(home.outbox.iterdir()) == []


def test_other_results_of_the_same_name_prove_nothing(home: Home) -> None:
    home.publish().write_bytes(b"another office's")

    with pytest.raises(FolderUnmarked):
        home.start()


def test_a_lost_marker_is_laid_again_where_the_results_are(home: Home) -> None:
    home.start()
    home.publish()
    (home.outbox / ".schreibstube").unlink()
    with pytest.raises(FolderUnmarked):
        home.check()

    home.start()

    home.check()


def test_an_empty_marker_is_permission(home: Home) -> None:
    home.start()
    (home.outbox / ".schreibstube").write_bytes(b"")
    with pytest.raises(FolderUnmarked):
        home.check()

    home.start()

    home.check()


def test_another_path_in_the_settings_is_another_outbox(home: Home, tmp_path: Path) -> None:
    home.start()
    home.outbox = tmp_path / "elsewhere"
    home.outbox.mkdir()

    home.start()

    home.check()
    assert home.journal.marked["outbox"] == str(tmp_path / "elsewhere")


def test_two_offices_may_share_an_outbox_but_not_find_anothers_in_its_place(
    home: Home, tmp_path: Path
) -> None:
    home.start()
    (tmp_path / "other").mkdir()
    other = Home(tmp_path / "other")
    with closing(other.journal):
        other.outbox = home.outbox
        other.start()
        home.check()
        other.check()

        (home.outbox / ".schreibstube").write_text(f"{other.journal.id}\n")

        other.check()
        with pytest.raises(FolderOfOthers):
            home.check()
        with pytest.raises(FolderOfOthers):
            home.start()


def test_a_missing_folder_is_out_of_reach(home: Home) -> None:
    home.start()
    (home.outbox / ".schreibstube").unlink()
    home.outbox.rmdir()

    with pytest.raises(FolderUnreachable) as away:
        home.check()
    assert type(away.value) is FolderUnreachable


def test_an_inbox_whose_work_is_not_there_is_not_marked(home: Home) -> None:
    home.journal.claimed(f"000001-{SHA[:12]}", Kind.SCAN, Sighting("a.pdf", 1, 1), sha256=SHA)
    home.start()
    assert not inbox_marker(home.inbox, home.journal).known

    (home.inbox / ".in-work" / "000001").mkdir()
    home.start()

    assert inbox_marker(home.inbox, home.journal).known


def test_whether_an_outbox_is_new_is_known_before_the_journal_is_opened(home: Home) -> None:
    assert not knows_outbox(home.state, home.outbox)
    home.publish()
    assert knows_outbox(home.state, home.outbox)  # 0.2.0: any
    home.start()
    assert knows_outbox(home.state, home.outbox)
    assert not knows_outbox(home.state, home.outbox.with_name("elsewhere"))
    assert not knows_outbox(home.outbox, home.outbox)


def test_another_journal_in_place_of_the_known_one_is_noted(home: Home, tmp_path: Path) -> None:
    home.start()
    known = read_head(home.inbox / ".in-work")
    assert known is not None
    other = Home(tmp_path, "state of now", hour=9)
    other.journal.append("", "later", {})

    with closing(other.journal):
        other.start()

        found = other.journal.gap
        acknowledge_gap(other.journal, other.inbox)
        other.start()

        assert (found, other.journal.gap) == (Gap(1, known.count), None)


def test_without_a_gap_there_is_nothing_to_acknowledge(home: Home) -> None:
    home.start()
    before = home.journal.head()

    acknowledge_gap(home.journal, home.inbox)

    assert home.journal.head() == before
