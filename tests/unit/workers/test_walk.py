"""One walk through the inbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FolderUnreachable, ProfileWrong
from workers.walk import Finds, held_by_profiles, walk


def test_a_walk_finds_files_in_folders_and_ignores_what_nobody_dropped(tmp_path: Path) -> None:
    for source in ("b.pdf", "Akten/a.pdf", ".hidden/c.pdf", "Thumbs.db", "profile.toml"):
        (tmp_path / source).parent.mkdir(exist_ok=True)
        (tmp_path / source).write_bytes(b"x")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "b.pdf")
    finds = Finds()

    walk(tmp_path, finds)

    assert [sighting.source for sighting in finds.sightings] == ["Akten/a.pdf", "b.pdf"]
    assert finds.ignored == ["Thumbs.db", "link.pdf"]
    assert finds.unreadable == {}


def test_what_waits_for_a_profile_is_named_with_its_mistake(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("x")
    (tmp_path / "a.pdf").write_bytes(b"x")

    ((source, mistake),) = held_by_profiles(tmp_path)

    assert (source, type(mistake)) == ("a.pdf", ProfileWrong)


def test_an_inbox_that_is_away_cannot_be_walked(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        held_by_profiles(tmp_path / "away")
