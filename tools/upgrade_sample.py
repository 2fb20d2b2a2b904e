"""An office of this version, killed with work in hand.

    python -m tools.upgrade_sample tests/resources/upgrade/0.1.0.tar.xz

Made at each release, so that the next version can prove that it goes on with it. One letter is
published; six pages are half read and a recording is claimed when the power goes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import gettempdir

from PIL import Image, ImageSequence

from tools import samples

_PAGES_READ = 2
"""Pages among the artefacts when the power goes."""

_DROPPED = 1_764_460_800
"""When files were dropped.

In whole seconds, which is what archives keep: a changed time means a new file.
"""

_SECONDS = 60
"""Time to get there, at most."""


def office_folder(of: str) -> Path:
    """Where the office of version ``of`` lies.

    Always there, since its journal is bound to this inbox.
    """
    return Path(gettempdir()) / f"schreibstube-{of}"


def make(target: Path) -> None:
    """Leave an office with work in hand, and pack it into ``target``."""
    root = office_folder(version("schreibstube"))
    shutil.rmtree(root, ignore_errors=True)
    inbox, made = root / "inbox", root / "made"
    for folder in (inbox, inbox / "Akte", root / "outbox", made):
        folder.mkdir(parents=True)
    shutil.copy(samples.german_invoice(made / "Rechnung.tif").path, inbox)
    os.utime(inbox / "Rechnung.tif", (_DROPPED, _DROPPED))
    subprocess.run(_batch(root), check=True)
    letter = samples.german_letter(made / "Brief.tif").path
    shutil.copy(samples.german_meeting(made / "Sitzung.mp3", sentences=3).path, inbox)
    with Image.open(letter) as picture:
        pages = [page.copy() for page in ImageSequence.Iterator(picture)] * 3
    pages[0].save(
        inbox / "Akte" / "Stapel.tif",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(300, 300),
    )
    for dropped in inbox.rglob("*.*"):
        os.utime(dropped, (_DROPPED, _DROPPED))
    _kill_half_way(root)
    shutil.rmtree(made)
    for pictures in (root / "state" / "work").glob("*/pictures-*"):
        shutil.rmtree(pictures)
    with tarfile.open(target, "w:xz") as archive:
        archive.add(root, root.name)


def _batch(root: Path) -> list[str]:
    folders = [f"--{name}={root / name}" for name in ("inbox", "outbox", "state")]
    return [sys.executable, "-m", "workers", "batch", *folders, "--settle=0"]


def _kill_half_way(root: Path) -> None:
    """Start work and kill everything once some pages of the stack are read."""
    known = set(_pages(root))
    process = subprocess.Popen(_batch(root), start_new_session=True)
    until = time.monotonic() + _SECONDS
    while len(set(_pages(root)) - known) < _PAGES_READ and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    time.sleep(1)  # children die with their parent, a moment later


def _pages(root: Path) -> list[Path]:
    return list((root / "state" / "artefacts").rglob("page-*"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the sample that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, help="the .tar.xz to write")
    make(parser.parse_args(arguments).target)


if __name__ == "__main__":
    main()
