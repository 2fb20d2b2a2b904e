"""Is a result whole, judged by its bytes alone?"""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path


def check_whole(result: Path) -> None:
    """Refuse a result that is not what its suffix says."""
    check = _CHECKS.get(result.suffix)
    if check is not None and not check(result):
        msg = f"not a whole {result.suffix} file: {result.name}"
        raise ValueError(msg)


def _whole_pdf(file: Path) -> bool:
    with file.open("rb") as stream:
        head = stream.read(
            1024
        )  # readers accept anything before the header; source: PDF 1.7, Annex H, note 13
        stream.seek(max(0, file.stat().st_size - 1024))
        return b"%PDF-" in head and b"%%EOF" in stream.read()


def _whole_zip(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.testzip() is None
    except zipfile.BadZipFile:
        return False


def _webvtt(file: Path) -> bool:
    return file.read_bytes().startswith(b"WEBVTT")


def _subrip(file: Path) -> bool:
    """At least one caption, and an end."""
    content = file.read_bytes().removeprefix(codecs.BOM_UTF8)
    first = re.match(rb"1\r\n\d{2,}:\d\d:\d\d,\d{3} --> \d{2,}:\d\d:\d\d,\d{3}\r\n", content)
    return first is not None and content.endswith(b"\r\n")


def _text(file: Path) -> bool:
    """Not empty, and readable to its end."""
    try:
        return bool(file.read_bytes().decode("utf-8-sig").strip())
    except UnicodeDecodeError:
        return False


def _parses(file: Path) -> bool:
    try:
        json.loads(file.read_bytes())
    except ValueError:
        return False
    return True


_CHECKS: dict[str, Callable[[Path], bool]] = {
    ".pdf": _whole_pdf,
    ".docx": _whole_zip,
    ".vtt": _webvtt,
    ".srt": _subrip,
    ".txt": _text,
    ".json": _parses,
}
