"""Recognition alone: the CPU seconds of Tesseract in one process.

Models are loaded before the clock starts.

python -m benchmarks.ocr_floor PDF LANGUAGES...

LANGUAGES: Tesseract's names for each page in turn, as in ``deu eng deu+eng``. Every page is one
picture, as scanners make them; decoding is not counted. Start it with OMP_THREAD_LIMIT=1, as both
sides of the comparison run.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import tesserocr
from PIL import Image

_DPI = 300


def recognition_seconds(pdf: Path, languages: Sequence[str]) -> float:
    """The CPU seconds of reading all pages in their ``languages``."""
    readers = {name: tesserocr.PyTessBaseAPI(path=_models(), lang=name) for name in set(languages)}
    seconds = 0.0
    with pikepdf.open(pdf) as document:
        for page, name in zip(document.pages, languages, strict=True):
            picture = _picture(page)
            reader, began = readers[name], time.process_time()
            reader.SetImageBytes(picture.tobytes(), picture.width, picture.height, 1, picture.width)
            reader.SetSourceResolution(_DPI)
            reader.Recognize()
            seconds += time.process_time() - began
            reader.Clear()
    return seconds


def _picture(page: pikepdf.Page) -> Image.Image:
    image: Any
    (image,) = page.get_images().values()
    return pikepdf.PdfImage(image).as_pil_image().convert("L")


def _models() -> str:
    told = subprocess.run(["tesseract", "--list-langs"], check=True, capture_output=True, text=True)
    return told.stdout.split('"')[1]


if __name__ == "__main__":
    print(recognition_seconds(Path(sys.argv[1]), sys.argv[2:]))
