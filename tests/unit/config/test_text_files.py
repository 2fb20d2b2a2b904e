import os
from pathlib import Path
from typing import IO

import pytest

from pipeline.config.text_files import Unreadable, name_in, nearest, open_regular, text_of, toml_of


def _said(file: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        text_of(file, open_file=lambda file: file.open("rb"))
    return caught.value.mistake.clause(str)


def test_a_text_from_a_windows_editor_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_bytes("\ufeffx = 1\r\ny = 2\r\n".encode())

    assert text_of(tmp_path / "a.toml") == "x = 1\ny = 2\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x = 1\n".encode("utf-16"), "line 1: this is not UTF-8, please save"),
        ("x = 1\n".encode("utf-16-le"), "line 1: this is not UTF-8, please save"),
        (b"x = 1\ny = '\xfc'", "line 2: this is not UTF-8, please save"),
        (b"#" * 16_385, "line 1: longer than 16384 bytes"),
    ],
)
def test_what_is_no_text_of_ours_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.toml").write_bytes(content)

    assert _said(tmp_path / "a.toml").startswith(said)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")

    assert _said(tmp_path / "nowhere") == "there is no such file"
    assert _said(tmp_path) == "this is a folder, not a file"
    assert _said(tmp_path / "loop") == "it cannot be read"


def test_only_a_regular_file_is_opened_unless_another_way_is_handed_in(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")

    def follow(file: Path) -> IO[bytes]:
        return file.open("rb")

    assert text_of(tmp_path / "link", open_file=follow) == "x"
    for file in (tmp_path / "link", tmp_path, Path(os.devnull)):
        with pytest.raises(Unreadable, match="not a regular file"):
            open_regular(file)


@pytest.mark.parametrize("text", ["x = ", "x = " + "9" * 5000, "x = " + "[" * 5000])
def test_what_tomllib_refuses_is_told_with_its_line(text: str) -> None:
    with pytest.raises(Unreadable) as caught:
        toml_of(f"\n{text}")

    assert caught.value.mistake.clause(str).startswith("line 2, x: this cannot be read")


def test_a_file_is_found_in_its_folder_or_above_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "Profile.TOML").touch()
    assert nearest(tmp_path, "a/b/gone", "profile.toml") == "Profile.TOML"

    (tmp_path / "a" / "profile.toml").touch()
    assert nearest(tmp_path, "a/b", "profile.toml") == "a/profile.toml"
    assert nearest(tmp_path, "", "profile.toml") == "Profile.TOML"
    assert name_in(tmp_path / "a" / "b", "profile.toml") is None
