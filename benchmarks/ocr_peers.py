"""OCRmyPDF as its users run it, from an environment of its own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.environments import ProgramMissing
from benchmarks.metering import Cost, measure

REQUIREMENTS = ("ocr-peers.txt", "plot.txt")
"""The lists of what its environment holds."""

_NEEDED = {
    "tesseract": "tesseract-ocr tesseract-ocr-deu tesseract-ocr-eng tesseract-ocr-osd",
    "pdftotext": "poppler-utils",
}
_OPTIONAL = ("gs", "unpaper", "jbig2", "pngquant")
_SENSIBLE_DPI = 300


def require_programs() -> None:
    """Check for Tesseract with its languages, and for Poppler.

    Raises:
        ProgramMissing: one of them is not on the path.
    """
    missing = [packages for program, packages in _NEEDED.items() if shutil.which(program) is None]
    if missing:
        raise ProgramMissing(f"Install first: sudo apt install {' '.join(missing)}")


def optional_programs() -> str:
    """The optional programs of OCRmyPDF that are there.

    They change what it does.
    """
    return ", ".join(filter(shutil.which, _OPTIONAL)) or "none"


@dataclass(frozen=True, slots=True)
class OcrMyPdf:
    """An installation of OCRmyPDF; languages and threads as in our runs.

    ``memory``: a folder that keeps what ``make`` made, as it makes the same of the same file.
    """

    program: Path
    memory: Path

    def version(self) -> str:
        """Its version.

        Raises:
            ProgramMissing: it does not start.
        """
        return _version(self.program)

    def cost_of(self, source: Path, target: Path, options: Sequence[str], *, log: Path) -> Cost:
        """Make ``target`` from ``source`` and return its cost.

        Messages go to ``log``.
        """
        return measure(self._command(source, target, options), log=log)

    def make(self, source: Path, target: Path, options: Sequence[str] = ()) -> int:
        """Make ``target``, and return how often it refused before.

        0, 1 (a picture had to be given its dpi), or 2, never made.
        """
        key = self._key(source, options)
        known = next(self.memory.glob(f"{key}-?.pdf"), None)
        if known is not None:
            shutil.copyfile(known, target)
            return int(known.stem[-1])
        refusals = self._refusals(source, target, options)
        if target.is_file():
            self.memory.mkdir(parents=True, exist_ok=True)
            part = shutil.copyfile(target, self.memory / f"{key}-{refusals}.part")
            part.replace(part.with_suffix(".pdf"))
        return refusals

    def _key(self, source: Path, options: Sequence[str]) -> str:
        """What the result depends on, as a name."""
        said = "\n".join((self.version(), _tesseract(), optional_programs(), *options))
        return hashlib.sha256(said.encode() + source.read_bytes()).hexdigest()

    def _refusals(self, source: Path, target: Path, options: Sequence[str]) -> int:
        for refusals, more in enumerate(((), ("--image-dpi", str(_SENSIBLE_DPI)))):
            command = self._command(source, target, ("-j1", *options, *more))
            if subprocess.run(command, check=False, capture_output=True).returncode == 0:
                return refusals
        return 2

    def _command(self, source: Path, target: Path, options: Sequence[str]) -> list[str]:
        return [str(self.program), "-q", "-l", "deu+eng", *options, str(source), str(target)]


@cache
def _tesseract() -> str:
    told = subprocess.run(["tesseract", "--version"], check=True, capture_output=True, text=True)
    return told.stdout


@cache
def _version(program: Path) -> str:
    try:
        told = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ProgramMissing(f"{program} does not start: {error}") from error
    return told.stdout.strip()
