"""Environments for tools to compare with, and for Matplotlib.

Only the benchmarks need them.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path


class ProgramMissing(RuntimeError):
    """A program for the comparison is missing; the message says which."""


def environment(folder: Path, *lists: str) -> Path:
    """The Python of the environment in ``folder``.

    It is made when it is missing or one of its lists has changed.

    ``lists``: names of requirements files in this folder.

    Raises:
        subprocess.CalledProcessError: it cannot be made; pip has said why.
    """
    python, stamp = folder / "bin" / "python", folder / ".made"
    files = [Path(__file__).with_name(name) for name in lists]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print(f"Making {folder} (about 300 MB, once)", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "-qq",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        wanted = [option for file in files for option in ("--requirement", str(file))]
        subprocess.run([*install, *wanted], check=True)
        stamp.write_text(digest)
    return python
