"""Other formats than DOCX, saved as DOCX by LibreOffice.

It reads the format, nothing more: what is changed or deleted is judged by us, since LibreOffice
would print both versions. It makes a socket in ``/tmp``, whatever it is told: a child that may
write in its own folders only (Landlock) cannot start it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pipeline.errors import NativeCrash, NativeHang
from pipeline.returns.return_errors import ReturnDamaged, ReturnNeedsLibreOffice

_SECONDS = 120
"""Longest time for one file.

Measured: 4 s for a letter with a fresh profile; LibreOffice takes 66 s for 2,000 comments.
"""

_NOT_LOADED = b"could not be loaded"
"""What it says, in English, of a file that it cannot open."""

_STARTS_AGAIN = 81
"""It wants to be started again, its profile made.

Source: desktop/source/app/app.cxx.
"""


def save_as_docx(file: Path, suffix: str, work: Path) -> Path:
    """The file, which is of the format ``suffix``, as a Word file in ``work``.

    Raises:
        ReturnNeedsLibreOffice: it is not installed.
        ReturnDamaged: it cannot open the file.
        NativeCrash: it crashed, or may not make its socket: it needs to write in ``/tmp``.
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
        ended = _run(command, work)
        if ended.returncode == _STARTS_AGAIN:
            ended = _run(command, work)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
        source.unlink(missing_ok=True)
    if saved.exists():
        return saved
    if _NOT_LOADED in ended.stdout + ended.stderr:
        raise ReturnDamaged
    raise NativeCrash  # it did not even start


def _program() -> Path:
    """The program itself, not the scripts around it.

    So it is one process, which ends when it is killed.

    Raises:
        ReturnNeedsLibreOffice: it is not installed.
    """
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        raise ReturnNeedsLibreOffice
    script = Path(found).resolve()
    binary = script.with_name("soffice.bin")
    return binary if binary.exists() else script


def _run(command: list[str], work: Path) -> subprocess.CompletedProcess[bytes]:
    """Run it to its end; its settings and what it keeps are in ``work``.

    Raises:
        NativeHang: it took too long and was killed.
    """
    folder = str(work.resolve())
    try:
        return subprocess.run(
            command,
            cwd=work,
            env={"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NativeHang(seconds=_SECONDS) from error
