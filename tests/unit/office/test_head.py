"""The journal's newest event, known in a second place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FolderUnreachable
from pipeline.office.head import Gap, Head, cut_error, read_head, write_head


def test_a_head_reads_back(tmp_path: Path) -> None:
    head = Head("a" * 64, 12, "b" * 64)

    write_head(tmp_path, Head("a" * 64, 11, "c" * 64))
    write_head(tmp_path, head)

    assert read_head(tmp_path) == head


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"count": 1}', b"\xff"])
def test_what_is_no_head_is_unknown(tmp_path: Path, content: bytes) -> None:
    assert read_head(tmp_path) is None
    (tmp_path / ".journal").write_bytes(content)

    assert read_head(tmp_path) is None


def test_a_folder_that_is_away_says_nothing_of_the_journal(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        read_head(tmp_path / "away")
    with pytest.raises(FolderUnreachable):
        write_head(tmp_path / "away", Head("a", 1, "b"))


def test_a_gap_names_its_events(tmp_path: Path) -> None:
    assert cut_error(tmp_path, Gap(3, 9)).details == {
        "folder": str(tmp_path),
        "first": 3,
        "last": 9,
    }
