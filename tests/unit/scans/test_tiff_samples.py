"""TIFFs with samples that Pillow does not know."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image

from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from pipeline.scans.image_files.tiff_samples import plain_tiff
from tests.pictures import pixels

WIDTH, HEIGHT = 40, 30
INK = np.zeros((HEIGHT, WIDTH), np.uint8)
COVERING = np.full((HEIGHT, WIDTH), 255, np.uint8)
COVERING[:, WIDTH // 2 :] = 0
FULL = np.full_like(INK, 255)


def a_tiff(
    planes: list[NDArray[np.uint8]], colours: int, alpha: int, *, bits: int = 8, how: str = ""
) -> bytes:
    """A TIFF with these samples; ``how`` may say planar, zip, differences or big."""
    order = ">" if "big" in how else "<"
    kind = np.dtype("u1" if bits == 8 else f"{order}u2")
    values = np.stack(planes, axis=2).astype(np.int64) * (1 if bits == 8 else 257)
    if "differences" in how:
        values[:, 1:] -= values[:, :-1].copy()
    samples = (values % 2**bits).astype(kind)
    planar = "planar" in how
    strips = (
        [np.ascontiguousarray(samples[:, :, band]).tobytes() for band in range(len(planes))]
        if planar
        else [samples[row : row + 10].tobytes() for row in range(0, HEIGHT, 10)]
    )
    strips = [zlib.compress(strip) for strip in strips] if "zip" in how else strips
    places = [8 + sum(map(len, strips[:number])) for number in range(len(strips))]
    data = b"".join(strips)
    data += b"\0" * (len(data) % 2)
    tags = (
        (256, "I", [WIDTH]), (257, "I", [HEIGHT]), (258, "H", [bits] * len(planes)),
        (259, "H", [8 if "zip" in how else 1]), (262, "H", [colours]), (273, "I", places),
        (277, "H", [len(planes)]), (278, "I", [HEIGHT if planar else 10]),
        (279, "I", [len(strip) for strip in strips]), (284, "H", [2 if planar else 1]),
        (317, "H", [2 if "differences" in how else 1]), (338, "H", [alpha]),
    )  # fmt: skip
    directory = 8 + len(data)
    behind = directory + 2 + 12 * len(tags) + 4
    entries, more = b"", b""
    for tag, code, numbers in tags:
        packed = struct.pack(f"{order}{len(numbers)}{code}", *numbers)
        inside = len(packed) <= 4
        place = struct.pack(order + "I", behind + len(more))
        more += b"" if inside else packed + b"\0" * (len(packed) % 2)
        head = struct.pack(order + "HHI", tag, 3 if code == "H" else 4, len(numbers))
        entries += head + (packed.ljust(4, b"\0") if inside else place)
    magic = b"MM\0*" if order == ">" else b"II*\0"
    table = struct.pack(order + "H", len(tags)) + entries + b"\0" * 4
    return magic + struct.pack(order + "I", directory) + data + table + more


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(a_tiff([INK, COVERING], 1, 1), id="grey, multiplied"),
        pytest.param(a_tiff([INK, COVERING], 1, 2, bits=16, how="big"), id="grey of 16 bits"),
        pytest.param(a_tiff([FULL, COVERING], 0, 2), id="white is zero"),
        pytest.param(a_tiff([INK, INK, INK, FULL, COVERING], 5, 2), id="CMYK"),
        pytest.param(a_tiff([INK, INK, INK, COVERING, COVERING], 5, 1), id="CMYK, multiplied"),
        pytest.param(a_tiff([INK, INK, INK, FULL, COVERING], 5, 2, how="planar zip"), id="planes"),
        pytest.param(
            a_tiff([INK, INK, INK, FULL, COVERING], 5, 2, bits=16, how="zip differences"),
            id="CMYK of 16 bits as differences",
        ),
        pytest.param(a_tiff([INK, INK, INK, COVERING], 2, 2, bits=16), id="RGB of 16 bits"),
    ],
)
def test_what_nothing_covers_is_paper(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.tif").write_bytes(content)

    page = pixels(picture_as_pdf(tmp_path / "a.tif").pdf)

    assert page.size == (WIDTH, HEIGHT)
    shades = np.asarray(page)
    assert shades[5, 5] <= 45  # Pillow's black of CMYK is not quite black
    assert shades[5, WIDTH - 5] == 255


def test_an_extra_sample_that_is_no_alpha_does_not_count() -> None:
    made = plain_tiff(a_tiff([INK, INK, INK, FULL, COVERING], 5, 0))

    assert made is not None
    with Image.open(BytesIO(made)) as picture:
        assert np.asarray(picture).max() <= 45


@given(st.binary(max_size=200))
def test_a_wreck_is_no_plain_tiff(content: bytes) -> None:
    (start, end) = (b"II*\0", b"\0\0\0\0")
    try:
        made = plain_tiff(start + content + end)
    except struct.error:
        made = None

    assert made is None
