"""The office's own Word template, as a profile names it."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import IO

from pipeline.config.explanations import line_of
from pipeline.config.text_files import CLOSED, Unreadable, name_in, open_regular
from pipeline.core.naming import comparison_key
from pipeline.i18n import N_
from pipeline.mistakes import Mistake

_LARGEST_TEMPLATE = 10 << 20
"""Bytes; a Word template with a letterhead has a tenth of that."""

_WORD = ("word/document.xml", "[Content_Types].xml")
"""What every Word file holds; the second says what it is."""


def check_template(folder: Path, wanted: str, text: str) -> None:
    """Raises ``Unreadable`` with the line that names it if there is no Word file of this name beside the profile."""
    line, key = line_of(["draft", "template"], text), "draft.template"
    try:
        with open_regular(folder / (name_in(folder, comparison_key(wanted)) or wanted)) as stream:
            check_word(stream)
    except FileNotFoundError as error:
        said = N_("there is no file of this name beside the profile")
        raise Unreadable(Mistake(said, line=line, key=key)) from error
    except OSError as error:
        raise Unreadable(Mistake(CLOSED, line=line, key=key)) from error
    except Unreadable as error:
        raise Unreadable(replace(error.mistake, line=line, key=key)) from error


def check_word(stream: IO[bytes]) -> None:
    """Refuse what is no Word file without macros."""
    try:
        with zipfile.ZipFile(stream) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST_TEMPLATE:
                said = N_("larger than {limit} MB when unpacked")
                raise Unreadable(Mistake(said, (("limit", _LARGEST_TEMPLATE >> 20),)))
            if not set(_WORD) <= set(package.namelist()):
                raise Unreadable(Mistake(N_("this is not a Word file")))
            if "macroEnabled" in package.read(_WORD[1]).decode(errors="replace"):
                raise Unreadable(Mistake(N_("it holds macros")))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise Unreadable(Mistake(N_("this is not a Word file, or damaged"))) from error
