"""Finds the network of PP-OCR, the second reader, on this machine.

It is one file of the wheel of rapidocr, whose own program and what that needs are not used:
``tools/setup.sh`` takes the file alone. Where rapidocr is installed, its file serves as well.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

SECOND_READER = "PP-OCRv6 small"
"""The second reader's name, for artefact keys."""
FILE = "PP-OCRv6_rec_small.onnx"
"""The network's file. Apache-2.0, by PaddlePaddle."""
SIZE, SHA256 = 21_234_383, "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
"""Its bytes. Source: default_models.yaml of rapidocr 3.10.0."""


def place() -> Path:
    """Where ``tools/setup.sh`` puts it: beside the installed packages."""
    return Path(sys.prefix, "share", "schreibstube", FILE)


def pp_ocr_network() -> Path | None:
    """The network's file; None if it is nowhere, or not whole."""
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations or () if package else ()
    found = (place(), *(Path(folder, "models", FILE) for folder in folders))
    return next((file for file in found if _is_whole(file)), None)


def _is_whole(file: Path) -> bool:
    return file.is_file() and file.stat().st_size == SIZE
