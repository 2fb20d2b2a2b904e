"""The JPEG inside a TIFF, byte by byte."""

from __future__ import annotations

import struct
from io import BytesIO

from PIL import ExifTags, Image

_INCH = 2
"""As a unit of resolution. Source: Exif 2.32, ResolutionUnit."""
_JPEG_TABLES, _STRIPS, _STRIP_SIZES, _COLOURS = 347, 273, 279, 262
"""TIFF tags of a JPEG within.

Source: TIFF 6.0 and its Technical Note 2, JPEGTables, StripOffsets, StripByteCounts,
PhotometricInterpretation.
"""
_AS_JPEG_DOES = {1: b"", 6: b"", 2: b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"}
"""A TIFF's colours that a JPEG can hold, with their markers.

Grey, YCbCr and RGB, for which Adobe's marker must tell a reader so.
"""


def jpeg_in_tiff(content: bytes, picture: Image.Image) -> bytes | None:
    """The JPEG in a TIFF's frame; None if there is none, or in pieces.

    ``content`` is the whole file. It has its tables in front, and its resolution.
    """
    tags = getattr(picture, "tag_v2", {})
    places, sizes, marker = (
        tags.get(_STRIPS, ()),
        tags.get(_STRIP_SIZES, ()),
        _AS_JPEG_DOES.get(tags.get(_COLOURS, 0)),
    )
    upright = picture.getexif().get(ExifTags.Base.Orientation, 1) in (0, 1)
    if (
        picture.info.get("compression") != "jpeg"
        or len(places) != 1
        or marker is None
        or not upright
    ):
        return None
    strip = content[places[0] : places[0] + sizes[0]]
    across, down = picture.info.get("dpi", (1, 1))
    resolution = Image.Exif()
    resolution[ExifTags.Base.ResolutionUnit] = _INCH
    resolution[ExifTags.Base.XResolution] = across
    resolution[ExifTags.Base.YResolution] = down
    exif = resolution.tobytes()
    jpeg = b"".join(
        (
            b"\xff\xd8\xff\xe1",
            struct.pack(">H", len(exif) + 2),
            exif,
            marker,
            tags.get(_JPEG_TABLES, b"")[2:-2],
            strip[2:],
        )
    )
    with Image.open(BytesIO(jpeg), formats=("JPEG",)) as made:
        made.load()
        return jpeg if made.size == picture.size and made.mode == picture.mode else None
