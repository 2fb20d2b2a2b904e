"""TIFFs with samples that Pillow does not know: CMYK with alpha, grey of 16 bits with alpha.

Such a directory is told to Pillow as a grey picture of the same bytes, as many times as wide as it
has samples; what they mean is sorted out here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from pipeline.scans.image_files.limits import refuse_bombs, refuse_page_floods

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _COLOURS = 256, 257, 258, 259, 262
_STRIPS, _SAMPLES, _STRIP_SIZES, _PLANES, _PREDICTOR = 273, 277, 279, 284, 317
_TILE_WIDTH, _TILES, _TILE_SIZES, _EXTRA = 322, 324, 325, 338
_KEPT = (_HEIGHT, _COMPRESSION, 266, 278, 282, 283, 296, 323)
"""Tags that hold for a part as for the whole: sizes downwards, compression, resolution."""
_INKS = {0: 1, 1: 1, 2: 3, 5: 4}
"""Samples of white-is-zero, black-is-zero, RGB and CMYK, by PhotometricInterpretation."""
_ASSOCIATED, _UNASSOCIATED = 1, 2
"""Kinds of alpha: colours have been multiplied with it, or not. Source: TIFF 6.0, ExtraSamples."""
_TYPES = {1: "B", 3: "H", 4: "I"}
_SUBFILE_TYPE = 254
_JPEG = (6, 7)

_Samples = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Directory:
    """The tags of a picture in a TIFF, and how its bytes lie."""

    order: str
    tags: dict[int, tuple[int, ...]]
    raw: dict[int, bytes]
    """The entries as they stand there."""

    def one(self, tag: int, otherwise: int) -> int:
        """A tag's first value."""
        return (self.tags.get(tag) or (otherwise,))[0]


def plain_tiff(content: bytes) -> bytes | None:
    """A TIFF of the same pictures in grey and RGB, alpha on white.

    None if there is one in it that cannot be read so.
    """
    pages = []
    for directory in _directories(content):
        if directory.one(_SUBFILE_TYPE, 0) & 1:
            continue
        refuse_bombs(directory.one(_WIDTH, 0), directory.one(_HEIGHT, 0))
        page = _picture(content, directory)
        if page is None:
            return None
        pages.append(page)
        refuse_page_floods(len(pages))
    if not pages:
        return None
    made = BytesIO()
    resolution = pages[0].info.get("dpi", (1, 1))
    pages[0].save(
        made, "TIFF", save_all=True, append_images=pages[1:],
        compression="tiff_adobe_deflate", dpi=resolution,
    )  # fmt: skip
    return made.getvalue()


def _directories(content: bytes) -> Iterator[_Directory]:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(content[:4])
    if order is None:
        return
    (place,) = struct.unpack_from(order + "I", content, 4)
    seen: set[int] = set()
    while place and place not in seen:
        seen.add(place)
        (count,) = struct.unpack_from(order + "H", content, place)
        tags, raw = {}, {}
        for start in range(place + 2, place + 2 + 12 * count, 12):
            tag, kind, number, value = struct.unpack_from(order + "HHII", content, start)
            raw[tag] = content[start : start + 12]
            if kind in _TYPES:
                form = f"{order}{number}{_TYPES[kind]}"
                inside = struct.calcsize(form) <= 4  # noqa: PLR2004 - the entry's last four bytes
                tags[tag] = struct.unpack_from(form, content, start + 8 if inside else value)
        yield _Directory(order, tags, raw)
        (place,) = struct.unpack_from(order + "I", content, place + 2 + 12 * count)


def _picture(content: bytes, directory: _Directory) -> Image.Image | None:
    """The picture of a directory, opaque, with 8 bits."""
    colours, bits = directory.one(_COLOURS, -1), set(directory.tags.get(_BITS, (1,)))
    inks = _INKS.get(colours)
    if inks is None or bits not in ({8}, {16}) or directory.one(_COMPRESSION, 1) in _JPEG:
        return None
    samples, resolution = _samples(content, directory)
    if samples is None or samples.shape[2] < inks:
        return None
    extra = directory.tags.get(_EXTRA, ())
    alpha = next((kind for kind in extra if kind in (_ASSOCIATED, _UNASSOCIATED)), None)
    colour = _on_screen(samples[:, :, :inks], colours)
    if alpha is not None and samples.shape[2] > inks:
        covering = samples[:, :, inks + extra.index(alpha)].astype(np.float32)[:, :, None] / 255
        if alpha == _ASSOCIATED:
            straight = samples[:, :, :inks] / np.maximum(covering, 1 / 255)
            colour = _on_screen(straight.clip(0, 255).astype(np.uint8), colours)
        colour = (colour * covering + 255 * (1 - covering)).round().astype(np.uint8)
    picture = Image.fromarray(colour[:, :, 0] if colour.shape[2] == 1 else colour)
    picture.info["dpi"] = resolution
    return picture


def _on_screen(samples: _Samples, colours: int) -> _Samples:
    """The colours as grey or RGB."""
    if colours == 0:
        return 255 - samples
    if samples.shape[2] < _INKS[5]:
        return samples
    bands = [Image.fromarray(np.ascontiguousarray(samples[:, :, band])) for band in range(4)]
    return np.asarray(Image.merge("CMYK", bands).convert("RGB"))


def _samples(content: bytes, directory: _Directory) -> tuple[_Samples | None, tuple[float, float]]:
    """Rows of pixels of samples, with 8 bits each; and the resolution."""
    count = directory.one(_SAMPLES, 1)
    parts: list[_Samples] = []
    resolution = (1.0, 1.0)
    together = directory.one(_PLANES, 1) == 1
    for number in range(1 if together else count):
        try:
            with Image.open(
                BytesIO(_as_grey(content, directory, number if not together else None)),
                formats=("TIFF",),
            ) as grey:
                resolution = grey.info.get("dpi", resolution)
                values = np.asarray(grey)
        except (UnidentifiedImageError, OSError):
            return None, resolution
        if together:
            values = _undone_differences(values, directory)
            values = values.reshape(values.shape[0], -1, count)
        parts.append(values if values.dtype == np.uint8 else (values >> 8).astype(np.uint8))
    return parts[0] if together else np.stack(parts, axis=2), resolution


def _undone_differences(values: NDArray[np.uint8], directory: _Directory) -> NDArray[np.uint8]:
    """The values, where each is stored as the difference from the pixel before it."""
    if directory.one(_PREDICTOR, 1) == 1:
        return values
    rows, count = values.shape[0], directory.one(_SAMPLES, 1)
    pixels = values.reshape(rows, -1, count)
    wide = directory.one(_TILE_WIDTH, pixels.shape[1])
    pieces = [
        np.cumsum(pixels[:, start : start + wide], axis=1, dtype=values.dtype)
        for start in range(0, pixels.shape[1], wide)
    ]
    return np.concatenate(pieces, axis=1).reshape(rows, -1)


def _as_grey(content: bytes, directory: _Directory, plane: int | None) -> bytes:
    """The file with a directory behind it that names the bytes a grey picture.

    With all samples side by side, or with one ``plane``.
    """
    order, bits = directory.order, directory.one(_BITS, 8)
    times = directory.one(_SAMPLES, 1) if plane is None else 1
    new: dict[int, tuple[int, ...]] = {
        _WIDTH: (directory.one(_WIDTH, 1) * times,), _BITS: (bits,), _COLOURS: (1,),
        _SAMPLES: (1,), _PLANES: (1,),
    }  # fmt: skip
    if _TILE_WIDTH in directory.tags:
        new[_TILE_WIDTH] = (directory.one(_TILE_WIDTH, 1) * times,)
    if plane is not None and _PREDICTOR in directory.tags:
        new[_PREDICTOR] = directory.tags[_PREDICTOR]
    for tag in (_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES):
        places = directory.tags.get(tag, ())
        share = len(places) // directory.one(_SAMPLES, 1)
        if places:
            new[tag] = places if plane is None else places[plane * share : (plane + 1) * share]
    entries = {tag: directory.raw[tag] for tag in _KEPT if tag in directory.raw}
    data = bytearray(content)
    data += b"\0" * (len(data) % 2)
    for tag, values in new.items():
        if len(values) > 1:
            place = len(data)
            data += struct.pack(f"{order}{len(values)}I", *values)
            entries[tag] = struct.pack(order + "HHII", tag, 4, len(values), place)
        else:
            entries[tag] = struct.pack(order + "HHII", tag, 4, 1, values[0])
    struct.pack_into(order + "I", data, 4, len(data))
    data += struct.pack(order + "H", len(entries))
    data += b"".join(entry for _, entry in sorted(entries.items()))
    return bytes(data) + b"\0\0\0\0"
