"""Other formats than DOCX, saved as DOCX by LibreOffice.

It reads the format, nothing more: what is changed or deleted is judged by us, since LibreOffice
would print both versions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.errors import NativeHang
from pipeline.returns.return_errors import ReturnDamaged, ReturnNeedsLibreOffice

_SECONDS = 120
"""Longest time for one file.

Measured: 4 s for a letter with a fresh profile; LibreOffice takes 66 s for 2,000 comments.
"""

_LONGEST_SOCKET = 60
"""Characters of the folder for its socket: the whole path may have 107. Source: unix(7)."""

_STARTS_AGAIN = 81
"""It wants to be started again, with its profile made. Source: desktop/source/app/app.cxx."""


def save_as_docx(file: Path, suffix: str, work: Path) -> Path:
    """The file, which is of the format ``suffix``, as a Word file in ``work``.

    Raises:
        ReturnNeedsLibreOffice: it is not installed.
        ReturnDamaged: it cannot open the file.
        NativeHang: it took too long.
    """
    program = _program()
    source = work / f"incoming{suffix}"
    shutil.copyfile(file, source)
    profile = work / "libreoffice"
    command = [
        str(program),
        f"-env:UserInstallation={profile.resolve().as_uri()}",
        *("--headless", "--norestore", "--nologo", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(work / "saved"), str(source)),
    ]
    saved = work / "saved" / "incoming.docx"
    try:
        if _run(command, work) == _STARTS_AGAIN and not saved.exists():
            _run(command, work)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
        source.unlink(missing_ok=True)
    if not saved.exists():
        raise ReturnDamaged
    return saved


def _program() -> Path:
    """The program itself, not the scripts around it: one process, which ends when it is killed.

    Raises:
        ReturnNeedsLibreOffice: it is not installed.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise ReturnNeedsLibreOffice
    script = Path(found).resolve()
    binary = script.with_name("soffice.bin")
    return binary if binary.exists() else script


def _run(command: list[str], work: Path) -> int:
    """Its exit code; it reads nothing of the person's and writes in ``work`` only.

    Raises:
        NativeHang: it took too long and was killed.
    """
    folder = str(work.resolve())
    surroundings = {"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
    if len(folder) <= _LONGEST_SOCKET:
        surroundings["OSL_SOCKET_PATH"] = folder
    try:
        return subprocess.run(
            command,
            cwd=work,
            env=surroundings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise NativeHang(seconds=_SECONDS) from error
