"""One walk through the inbox."""

from __future__ import annotations

import os
from pathlib import Path

import docx
import pytest

from pipeline.core.office.intake import Waiting
from pipeline.errors import FolderUnreachable, ProfileWrong
from workers.walk import Finds, LyingFiles, lying_files, walk


def test_a_walk_finds_files_in_folders_and_ignores_what_nobody_dropped(tmp_path: Path) -> None:
    for source in ("b.pdf", "Akten/a.pdf", ".hidden/c.pdf", "Thumbs.db", "profile.toml"):
        (tmp_path / source).parent.mkdir(exist_ok=True)
        (tmp_path / source).write_bytes(b"x")
    finds = Finds()

    walk(tmp_path, finds)

    assert [sighting.source for sighting in finds.sightings] == ["Akten/a.pdf", "b.pdf"]
    assert finds.ignored == ["Thumbs.db"]
    assert finds.unreadable == {}


def test_links_and_what_is_no_file_wait_for_a_person(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "Akten").mkdir(parents=True)
    (tmp_path / "secret.pdf").write_bytes(b"x")
    inbox = tmp_path / "inbox"
    (inbox / "link.pdf").symlink_to(tmp_path / "secret.pdf")
    (inbox / "Akten" / "broken.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (inbox / "loop.pdf").symlink_to("loop.pdf")
    (inbox / "folder").symlink_to(tmp_path)
    for name in (".hidden", "Thumbs.db", "README.md", "#recycle", "profile.toml"):
        (inbox / name).symlink_to(tmp_path / "secret.pdf")
    os.mkfifo(inbox / "pipe.pdf")

    assert dict(lying_files(inbox).held) == {
        "Akten/broken.pdf": Waiting.LINK,
        "folder": Waiting.LINK,
        "link.pdf": Waiting.LINK,
        "loop.pdf": Waiting.LINK,
        "pipe.pdf": Waiting.SPECIAL,
    }


def test_what_waits_for_a_profile_is_named_with_its_mistake(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text("x")
    (tmp_path / "a.pdf").write_bytes(b"x")

    lying = lying_files(tmp_path)

    ((source, mistake),) = lying.held
    assert (source, type(mistake), lying.fresh) == ("a.pdf", ProfileWrong, 0)


def test_what_nobody_has_taken_yet_is_counted_without_what_serves_a_profile(tmp_path: Path) -> None:
    (tmp_path / "profile.toml").write_text('[draft]\ntemplate = "Vorlage.docx"\n')
    docx.Document().save(str(tmp_path / "Vorlage.docx"))
    for name in ("Thumbs.db", "a.pdf", "b.mp3"):
        (tmp_path / name).write_bytes(b"x")

    assert lying_files(tmp_path) == LyingFiles((), 2)


def test_an_inbox_that_is_away_cannot_be_walked(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        lying_files(tmp_path / "away")
