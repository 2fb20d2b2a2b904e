"""The picture that a JPEG file shows, without those behind it.

Phones put a map for bright screens behind a photograph, cameras a preview or the other eye's view.
"""

from __future__ import annotations

from PIL import Image

_MARKER, _SCAN, _MORE_PICTURES = 0xFF, 0xDA, 0xE2
"""A segment's first byte, the type of the compressed picture, and that of the list of pictures.

Source: CIPA DC-007, MP Format: APP2 beginning with "MPF".
"""


def first_jpeg(content: bytes, picture: Image.Image) -> bytes:
    """The first JPEG of a file that ``picture`` has opened, without the list of the others."""
    if picture.format != "MPO":
        return content
    kept, offset = [content[:2]], 2
    while offset + 4 <= len(content) and content[offset] == _MARKER:
        kind = content[offset + 1]
        behind = offset + 2 + int.from_bytes(content[offset + 2 : offset + 4], "big")
        if kind == _SCAN:
            break
        if kind != _MORE_PICTURES or content[offset + 4 : offset + 8] != b"MPF\0":
            kept.append(content[offset:behind])
        offset = behind
    return b"".join((*kept, content[offset : _second(picture, len(content))]))


def _second(picture: Image.Image, size: int) -> int:
    """Where the next picture begins; the file's size if that is not said."""
    try:
        entries = getattr(picture, "mpinfo", {})[0xB002]
        place = int(picture.info["mpoffset"]) + int(entries[1]["DataOffset"])
    except (KeyError, IndexError, TypeError, ValueError):
        return size
    return place if 0 < place < size else size
