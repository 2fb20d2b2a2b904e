"""Whether a result is whole, judged by its bytes alone."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from pathlib import Path

_END = 1024
"""Bytes at either end of a PDF in which readers look.

Source: PDF 1.7, Annex H, notes 13 and 18.
"""
_FIRST_CAPTION = re.compile(rb"1\r\n\d{2,}:\d\d:\d\d,\d{3} --> \d{2,}:\d\d:\d\d,\d{3}\r\n")


def whole_pdf(file: Path) -> bool:
    """Header and end marker are there."""
    with file.open("rb") as stream:
        head = stream.read(_END)
        stream.seek(max(0, file.stat().st_size - _END))
        return b"%PDF-" in head and b"%%EOF" in stream.read()


def whole_zip(file: Path) -> bool:
    """The directory is there, and each file has its checksum."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def whole_vtt(file: Path) -> bool:
    """The signature is there, and the last line has an end."""
    content = file.read_bytes()
    return content.startswith(b"WEBVTT") and content.endswith(b"\n")


def whole_srt(file: Path) -> bool:
    """At least one caption, and the last line has an end."""
    content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    return _FIRST_CAPTION.match(content) is not None and content.endswith(b"\r\n")


def whole_text(file: Path) -> bool:
    """UTF-8 that is not blank, and the last line has an end."""
    try:
        content = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return bool(content.strip()) and content.endswith("\n")


def whole_json(file: Path) -> bool:
    """It can be parsed."""
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True
