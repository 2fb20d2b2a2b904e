"""Text files that people write: found by name, read, decoded."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import IO

from pipeline.core.naming import comparison_key
from pipeline.errors import Mistake
from pipeline.i18n import N_

_LARGEST = 16_384
"""Bytes; a profile that is longer is none."""


def nearest(inbox: Path, folder: str, wanted: str) -> str | None:
    """Where the nearest file of this name is, relative to the inbox; None if there is none."""
    parts = folder.split("/") if folder else []
    for depth in range(len(parts), 0, -1):
        above = "/".join(parts[:depth])
        try:
            name = name_in(inbox / above, wanted)
        except (FileNotFoundError, NotADirectoryError):
            continue  # removed since the file was taken from it
        if name is not None:
            return f"{above}/{name}"
    return name_in(inbox, wanted)


def name_in(folder: Path, wanted: str) -> str | None:
    """The file's name in a folder: ``Profile.toml`` is a profile, too, as Windows sees it."""
    return min(
        (entry.name for entry in folder.iterdir() if comparison_key(entry.name) == wanted),
        default=None,
    )


class Unreadable(Exception):
    """The file cannot be taken for what it should be."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


def opened(file: Path) -> IO[bytes]:
    """The open file."""
    if not stat.S_ISREG(file.lstat().st_mode):  # a link could point anywhere
        raise Unreadable(Mistake(N_("this is not a regular file"), line=1))
    return file.open("rb")


def text_of(file: Path) -> str:
    """The text of a file in UTF-8, line ends made plain."""
    try:
        with opened(file) as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise Unreadable(Mistake(CLOSED, line=1)) from error
    if len(content) > _LARGEST:
        raise Unreadable(Mistake(N_("longer than {limit} bytes"), (("limit", _LARGEST),), 1))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")  # Notepad's mark and line ends
    except UnicodeDecodeError as error:
        said = N_("this is not UTF-8, please save the file with that encoding")
        raise Unreadable(Mistake(said, line=content.count(b"\n", 0, error.start) + 1)) from error


CLOSED = N_("it cannot be read")
