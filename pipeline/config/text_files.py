"""Text files that people write: finding, reading, parsing."""

from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from pipeline.config.explanations import syntax_mistake
from pipeline.core.naming import comparison_key
from pipeline.i18n import N_
from pipeline.mistakes import Mistake

_LARGEST = 16_384
"""Bytes; a longer file is not one of ours."""

_DEEP = re.compile(r"(?:^|[\[{,])[ \t]*((?:[\w-]+[ \t]*\.[ \t]*){20})", re.MULTILINE)
"""A key of more than 20 parts; ours have two.

Measured: one of 8,000 parts takes tomllib more than a second, at each look.
"""


def nearest(inbox: Path, folder: str, wanted: str) -> str | None:
    """The nearest file of this name, relative to the inbox, or None."""
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
    """The file's name in a folder, or None.

    ``Profile.toml`` is a profile, too, as Windows sees it.
    """
    return min(
        (entry.name for entry in folder.iterdir() if comparison_key(entry.name) == wanted),
        default=None,
    )


CLOSED = N_("it cannot be read")


class Unreadable(Exception):
    """The file is not what it should be; ``mistake`` says why."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


def open_regular(file: Path) -> IO[bytes]:
    """The open file.

    Raises:
        Unreadable: it is a link, a folder or a device.
        OSError: the system refuses.
    """
    if not stat.S_ISREG(file.lstat().st_mode):  # a link could point anywhere
        raise Unreadable(Mistake(N_("this is not a regular file"), line=1))
    return file.open("rb")


def text_of(
    file: Path,
    *,
    open_file: Callable[[Path], IO[bytes]] = open_regular,
    largest: int = _LARGEST,
) -> str:
    """The text of a file in UTF-8 of up to ``largest`` bytes, line ends made plain.

    Raises:
        Unreadable: it cannot be opened, is too long, or is not UTF-8.
    """
    try:
        with open_file(file) as stream:
            content = stream.read(largest + 1)
    except FileNotFoundError as error:
        raise Unreadable(Mistake(N_("there is no such file"))) from error
    except IsADirectoryError as error:
        raise Unreadable(Mistake(N_("this is a folder, not a file"))) from error
    except OSError as error:
        raise Unreadable(Mistake(CLOSED)) from error
    if len(content) > largest:
        raise Unreadable(Mistake(N_("longer than {limit} bytes"), (("limit", largest),), 1))
    return _decoded(content)


def toml_of(text: str) -> dict[str, Any]:
    """The content of a TOML file.

    Raises:
        Unreadable: its syntax is wrong, or it is nested too deeply.
    """
    deep = _DEEP.search(text)
    if deep is not None:
        line = text.count("\n", 0, deep.start(1)) + 1
        raise Unreadable(Mistake(N_("this is nested too deeply"), line=line))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also: a number of 5000 digits, 500 brackets
        raise Unreadable(syntax_mistake(error, text)) from error


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")  # Notepad's mark
        wrong = text.find("\0")  # every second byte of UTF-16
    except UnicodeDecodeError as error:
        text, wrong = "", error.start
    if wrong < 0:
        return text.replace("\r\n", "\n")
    said = N_("this is not UTF-8, please save the file with that encoding")
    raise Unreadable(Mistake(said, line=content.count(b"\n", 0, wrong) + 1))
