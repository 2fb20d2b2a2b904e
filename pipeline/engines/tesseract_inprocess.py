"""Tesseract in our own process: models stay loaded."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from PIL import Image

from pipeline.core.model import Word
from pipeline.engines.tesseract import (
    TesseractWord,
    alphabets_of,
    languages_folder,
    require,
    resolution,
    sure_angle,
    words,
)
from pipeline.errors import DamagedFile
from pipeline.ports import PageImage

# Before the library is loaded: OpenMP's threads burn four times the CPU for no gain
# (tesseract#2326).
os.environ["OMP_THREAD_LIMIT"] = "1"  # noqa: TID251 - OpenMP reads it nowhere else

UNPACKED_LINES = Path(sys.prefix, "share", "schreibstube", "unpacked_lines.so")
"""Where ``tools/setup.sh`` puts it, if a compiler is there; see ``unpacked_lines.c``."""

if sys.platform == "linux":
    with suppress(OSError):  # without it pages cost a sixth more
        ctypes.CDLL(str(UNPACKED_LINES), mode=ctypes.RTLD_GLOBAL)

import tesserocr  # noqa: E402 - it looks for both when it is loaded

_MALLOC_TRIM, _MALLOC_MAP = -1, -3
"""What is set by glibc's mallopt: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD."""
_KEPT_BYTES, _MAPPED_BYTES = 128 << 20, 32 << 20
"""Free memory that a process keeps; blocks from which the system is asked for each.

A page's pictures have 9 MB each. Measured: 14 ms a clean page, 48 a noisy one, for 17 MB more.
"""


class TesseractInProcess:
    """The OcrEngine that calls Tesseract's library.

    It brings the library; the languages are the system's.
    """

    batch = 1
    """Nothing is started, so nothing is shared."""

    def __init__(self) -> None:
        """Find the languages; models are loaded when a page needs them.

        Raises:
            EngineMissing: no folder with languages was found.
        """
        _keep_memory()
        self._folder = languages_folder()
        self._installed = frozenset(
            path.relative_to(self._folder).with_suffix("").as_posix()
            for path in self._folder.rglob("*.traineddata")
        )
        self._readers: dict[tuple[str, ...], tesserocr.PyTessBaseAPI] = {}

    @property
    def version(self) -> str:
        """Program and version."""
        return f"tesserocr {tesserocr.tesseract_version().split()[1]}"

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        """The words of each picture.

        Raises:
            EngineMissing: one of the languages is not installed.
            DamagedFile: a picture cannot be opened.
        """
        require(languages, self._installed)
        if languages not in self._readers:
            self._readers[languages] = self._api("+".join(languages), tesserocr.PSM.AUTO)
        reader = self._readers[languages]
        return tuple(words(_read(reader, image), image) for image in images)

    def angle(self, image: PageImage) -> int | None:
        """Degrees clockwise to turn the picture upright; None if unsure."""
        if "osd" not in self._installed:
            return None
        with self._api("osd", tesserocr.PSM.OSD_ONLY) as api:
            try:
                _show(api, image)
            except DamagedFile:
                return None
            seen = api.DetectOrientationScript()
        # What is reported is how far the text was turned; turning back is the other way round.
        return sure_angle(-int(seen["orient_deg"]), float(seen["orient_conf"])) if seen else None

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The signs of these languages' networks."""
        return alphabets_of(self._folder, languages)

    def _api(self, languages: str, mode: int) -> tesserocr.PyTessBaseAPI:
        return tesserocr.PyTessBaseAPI(path=f"{self._folder}/", lang=languages, psm=mode)


def _keep_memory() -> None:
    """Let the memory of one page's pictures serve the next, where the C library is glibc."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MALLOC_MAP, _MAPPED_BYTES)
        mallopt(_MALLOC_TRIM, _KEPT_BYTES)


def _read(reader: tesserocr.PyTessBaseAPI, image: PageImage) -> Iterator[TesseractWord]:
    _show(reader, image)
    reader.Recognize()
    iterator = reader.GetIterator()
    block = paragraph = line = 0
    for word in tesserocr.iterate_level(iterator, tesserocr.RIL.WORD) if iterator else ():
        block += word.IsAtBeginningOf(tesserocr.RIL.BLOCK)
        paragraph += word.IsAtBeginningOf(tesserocr.RIL.PARA)
        line += word.IsAtBeginningOf(tesserocr.RIL.TEXTLINE)
        box = word.BoundingBox(tesserocr.RIL.WORD)
        if box is None or word.Empty(tesserocr.RIL.WORD):
            continue
        left, top, right, bottom = box
        yield TesseractWord(
            text=word.GetUTF8Text(tesserocr.RIL.WORD),
            left=left,
            top=top,
            right=right,
            bottom=bottom,
            confidence=word.Confidence(tesserocr.RIL.WORD),
            place=(block, paragraph, line),
        )
    reader.Clear()


def _show(api: tesserocr.PyTessBaseAPI, image: PageImage) -> None:
    """Hand over the bare pixels.

    Measured: Leptonica takes 0.27 s to read the same from a file.
    """
    width, height, shades = _shades(image)
    api.SetImageBytes(shades, width, height, 1, width)
    api.SetSourceResolution(resolution(image))


def _shades(image: PageImage) -> tuple[int, int, bytes]:
    """Width, height and pixels of a picture, in grey.

    Pages are written as plain PGM, whose end is the pixels: read without a copy, 1 ms a page.
    Pillow takes 18.
    """
    header = b"P5\n%d %d\n255\n" % (image.width, image.height)
    try:
        with image.path.open("rb", buffering=0) as file:
            shades = file.readall() if file.read(len(header)) == header else b""
        if len(shades) == image.width * image.height:
            return image.width, image.height, shades
        with Image.open(image.path) as picture:
            grey = picture.convert("L")
    except (OSError, SyntaxError, ValueError) as error:
        raise DamagedFile from error
    return grey.width, grey.height, grey.tobytes()
