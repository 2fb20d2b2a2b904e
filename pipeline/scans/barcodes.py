"""Barcodes and QR codes on the pages of a working PDF."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from pipeline.errors import EngineMissing, NativeHang

_LONG_SIDE = 2400
"""Pixels of the picture's long side: 205 dpi for A4.

There the modules of a small label are five pixels wide.
"""

_SECONDS = 120
"""A page renders in less than one."""


def read_codes(pdf: Path, number: int) -> tuple[str, ...]:
    """A page's codes: Code 128, Code 39, QR and Data Matrix.

    None where the page cannot be shown. Measured: 0.19 CPU seconds for a page of A4 at 300 dpi,
    most of it for the picture.

    Raises:
        EngineMissing: Poppler is not installed.
        NativeHang: the page took too long to draw.
    """
    import zxingcpp  # noqa: PLC0415 - only those who look for codes pay
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - see above

    page = ["-f", str(number), "-l", str(number)]
    command = ["pdftoppm", "-q", "-gray", "-cropbox", "-scale-to", str(_LONG_SIDE), *page, str(pdf)]
    try:
        drawn = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError as error:
        raise EngineMissing(what="Poppler", command="sudo apt install poppler-utils") from error
    except subprocess.TimeoutExpired as error:
        raise NativeHang(seconds=_SECONDS) from error
    try:
        with Image.open(BytesIO(drawn.stdout), formats=("PPM",)) as picture:
            formats = zxingcpp.barcode_formats_from_str("Code128,Code39,QRCode,DataMatrix")
            found = zxingcpp.read_barcodes(
                picture, formats=formats, text_mode=zxingcpp.TextMode.Plain
            )
    except (UnidentifiedImageError, OSError):
        return ()
    return tuple(sorted({code.text.strip() for code in found}))
