"""Which pictures of a file are pages.

A TIFF's are all pages but previews. An animation's are if they show something else, and so are
those of a series in HEIC. The second picture of a camera's JPEG is a preview, the map for a bright
screen, or the other eye's view, and never a page.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image

from pipeline.errors import NoPages
from pipeline.scans.image_files.limits import PILLOW_FAILS, refuse_bombs, refuse_page_floods
from pipeline.scans.image_files.plain_picture import plain_picture

_PAGES = ("TIFF", "DCX")
_ANIMATIONS = ("PNG", "WEBP", "GIF", "AVIF", "HEIF")
_SUBFILE_TYPE = 254
"""The TIFF tag that marks previews by its lowest bit.

Source: TIFF 6.0, NewSubfileType.
"""
_MP_ENTRIES, _MP_PAGES = 0xB002, ("Undefined", "Baseline MP Primary Image")
"""The tag with the list of a JPEG's pictures, and types that are no preview and no other view.

Source: CIPA DC-007, MP Entry, as Pillow names them.
"""
_MOST_PAGES = 24
"""Of one animation."""
_MOST_LOOKS = 400
"""Pictures of an animation that are decoded."""
_SIDE = 1000
"""Pixels of the long side at which pictures are compared."""
_STEP = 48
"""Steps of grey that make a difference, or ink."""
_OTHER, _OTHER_IN_FILM = 0.01, 0.15
"""The share of two pictures' ink in which they differ if they are two pages.

Measured: 2 % where one word of 24 is another, 0.8 % with a cursor and without. Where there are
more pictures than pages would be made of, it is a film, and more must have changed.
"""


@dataclass(frozen=True, slots=True)
class Frames:
    """Numbers of the pictures that become pages."""

    pages: tuple[int, ...]
    skipped: int = 0
    """How many others differ from them all, or cannot be decoded."""


def page_frames(picture: Image.Image) -> Frames:
    """The pictures in the file that are pages.

    Raises:
        TooLarge: too many pixels or pages.
        NoPages: nothing but previews in it.
    """
    count = getattr(picture, "n_frames", 1)
    if picture.format in _ANIMATIONS and count > 1:
        return _distinct(picture, count)
    if picture.format == "MPO" and count > 1:
        return _equal_ones(picture, count)
    count = count if picture.format in _PAGES else 1
    refuse_page_floods(count)
    frames = []
    for frame in range(count):
        picture.seek(frame)
        refuse_bombs(*picture.size, bilevel=_decoded_in_parts(picture))
        if not _tag(picture, _SUBFILE_TYPE) & 1:
            frames.append(frame)
    if not frames:
        raise NoPages
    return Frames(tuple(frames))


def _equal_ones(picture: Image.Image, count: int) -> Frames:
    """The first JPEG, and others like it that no camera made and that are called nothing else."""
    size, camera = picture.size, ExifTags.Base.Make in picture.getexif()
    refuse_bombs(*size)
    refuse_page_floods(count)
    plain = not camera and b"GainMap" not in bytes(picture.info.get("xmp", b""))
    entries = getattr(picture, "mpinfo", {}).get(_MP_ENTRIES, ())
    pages = [0]
    for frame, entry in enumerate(entries[:count]):
        if frame and plain and entry["Attribute"]["MPType"] in _MP_PAGES:
            picture.seek(frame)
            pages += [frame] if picture.size == size else []
    picture.seek(0)
    return Frames(tuple(pages))


def _tag(picture: Image.Image, tag: int) -> int:
    tags = getattr(picture, "tag_v2", {})
    return int(tags.get(tag, 0))


def _decoded_in_parts(picture: Image.Image) -> bool:
    """Whether it can be read without all of its pixels in colour in memory."""
    match picture.format:
        case "TIFF":
            return picture.mode == "1"
        case "JPEG":
            return "progressive" not in picture.info
        case _:
            return False


def _distinct(picture: Image.Image, count: int) -> Frames:
    """The first picture and each that shows something else than all before."""
    least = _OTHER if count <= _MOST_PAGES else _OTHER_IN_FILM
    pages: list[int] = []
    kept: list[NDArray[np.int16]] = []
    skipped = max(0, count - _MOST_LOOKS)
    for frame in range(min(count, _MOST_LOOKS)):
        try:
            picture.seek(frame)
            refuse_bombs(*picture.size)
            look = _look(picture)
        except PILLOW_FAILS:
            if not pages:
                raise
            return Frames(tuple(pages), skipped + count - frame)  # the file is cut off
        changes = [_change(look, other) for other in kept]
        if all(change >= least for change in changes) and len(pages) < _MOST_PAGES:
            pages.append(frame)
            kept.append(look)
        else:
            skipped += all(change > 0 for change in changes)
    return Frames(tuple(pages), skipped)


def _look(picture: Image.Image) -> NDArray[np.int16]:
    grey = plain_picture(picture.copy()).convert("L")
    grey.thumbnail((_SIDE, _SIDE), Image.Resampling.BOX)
    return np.asarray(grey, dtype=np.int16)


def _change(one: NDArray[np.int16], other: NDArray[np.int16]) -> float:
    """The share of the ink of both in which they differ."""
    if one.shape != other.shape:
        return 1.0
    differing = np.abs(one - other) > _STEP
    ink = (np.abs(one - np.median(one)) > _STEP) | (np.abs(other - np.median(other)) > _STEP)
    return int(differing.sum()) / max(1, int((ink | differing).sum()))
