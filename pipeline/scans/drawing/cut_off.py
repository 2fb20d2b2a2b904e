"""Pictures whose data end before their pixels do.

Decoders fill the rest with grey, noise or paper and say nothing, so the data are looked at.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

_FEWEST_PIXELS = 40_000
"""Of a picture in which lines of text may be: smaller ones are logos."""
_MOST_PICTURES = 24
"""Of one page that are looked at."""
_DEEPEST = 3
"""Forms within forms whose pictures are looked at."""
_END = b"\xff\xd9"
"""The marker that ends a JPEG, and the data of a JPEG 2000."""
_ZEROS = bytes(64)
"""What a copy that never finished has in place of data."""
_MORE = bytes(range(1, 255)) * 64
"""Data that a decoder takes where a JPEG has too few."""
_FILLING = range(96, 161)
"""Shades that may be a decoder's filling: 128, or as a colour profile turns it."""
_BORDER = 8
"""Pixels."""
_PIECE = 1 << 18
_MORE_FAX = tuple(
    more * 400 for more in (b"\xff", b"\x33\xcc\xf3\x3c\xcf", b"\x99\xe6\x79\x9e\x67")
)
"""The same for a fax: rows like the one above, and dashes, which may begin amid a byte."""
_END_OF_LINE, _END_OF_LINE_MASK = 1, 0xFFF
"""Eleven zeros and a one, by which a fax ends.

Source: ITU-T T.4 and T.6.
"""
_COMPONENTS = {
    "/DeviceGray": 1, "/CalGray": 1, "/Indexed": 1, "/Separation": 1,
    "/DeviceRGB": 3, "/CalRGB": 3, "/Lab": 3, "/DeviceCMYK": 4,
}  # fmt: skip


def ends_in_filling(picture: Image.Image) -> bool:
    """Whether an edge of a grey picture may be a decoder's filling."""
    width, height = picture.size
    edges = (
        (0, max(0, height - _BORDER), width, height),
        (0, 0, width, min(_BORDER, height)),
        (0, 0, min(_BORDER, width), height),
        (max(0, width - _BORDER), 0, width, height),
    )
    return any(_is_filling(picture.crop(edge).getextrema()) for edge in edges)


def has_cut_pictures(page: pikepdf.Page, *, thorough: bool = True) -> bool:
    """Whether data of a picture on the page end before its pixels do.

    Unless ``thorough``, only what the end of the data shows: it costs nothing.
    """
    with suppress(
        pikepdf.PikepdfError, AttributeError, KeyError, OSError, TypeError, ValueError
    ):  # an odd page
        pictures = _drawn_pictures(page.obj, page.obj, depth=0)
        for _, picture in zip(range(_MOST_PICTURES), pictures, strict=False):
            if _is_cut_off(picture, thorough=thorough):
                return True
    return False


def draws_what_is_gone(page: pikepdf.Page) -> bool:
    """Whether the page has no content, or draws a picture that does not exist."""
    if "/Contents" not in page.obj:
        return True
    with suppress(pikepdf.PikepdfError, AttributeError, KeyError, TypeError, ValueError):
        return any(drawn is None for drawn in _drawn_objects(page.obj, page.obj))
    return False


def jpeg_is_cut_off(data: bytes, *, thorough: bool = True) -> bool:
    """Whether a JPEG's data end before its pixels do.

    The picture is decoded twice, small, the second time with more data at its end: only a JPEG that
    lacks some takes them. Unless ``thorough``, that is done only if the end looks wrong.
    """
    data = data.rstrip(b"\0\r\n ")
    body = data
    while body.endswith(_END):
        body = body[: -len(_END)]
    ended = len(body) < len(data)
    if body.endswith(b"\xff"):
        body += b"\0"  # which was taken for padding
    zeros = body.endswith(_ZEROS)
    if ended and not zeros and not thorough:
        return False
    try:
        progressive, seen = _small_picture(body + _END)
        bottom = int(seen[-1].min()), int(seen[-1].max())
        if ended and not zeros and bottom[0] != bottom[1]:
            return False
        _, more = _small_picture(body + _MORE + _END)
        lacking = not np.array_equal(seen, more)
        if zeros and not lacking:
            # More zeros than the picture has pixels for: they are none of its data.
            _, fewer = _small_picture(body[: -len(_ZEROS) // 2] + _END)
            lacking = np.array_equal(seen, fewer)
    except (OSError, SyntaxError, ValueError):
        return not ended  # of a kind that Pillow does not know, or cut off in its head
    no_end = not ended and _END not in data[-len(data) // 2 :]
    return lacking or (no_end and (progressive or _is_filling(bottom)))


def _small_picture(data: bytes) -> tuple[bool, NDArray[np.uint8]]:
    """Whether a JPEG is progressive, and an eighth of it in grey."""
    with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
        picture.draft("L", (1, 1))
        return "progressive" in picture.info, np.asarray(picture.convert("L"))


def _is_filling(extrema: Any) -> bool:  # noqa: ANN401 - Pillow: of one band, or of each
    match extrema:
        case (int(darkest), int(lightest)):
            return darkest == lightest and darkest in _FILLING
        case _:
            return False


def _drawn_objects(content: Any, holder: Any) -> Iterator[Any]:  # noqa: ANN401 - of a PDF
    """What ``content`` draws by name; None for what does not exist."""
    found = holder.get("/Resources", pikepdf.Dictionary())
    named = found.get("/XObject", pikepdf.Dictionary())
    instructions = pikepdf.parse_content_stream(
        pikepdf.Page(content) if content.get("/Type") == "/Page" else content, operators="Do"
    )
    for name in dict.fromkeys(str(instruction.operands[0]) for instruction in instructions):
        drawn = named.get(name)
        yield drawn if isinstance(drawn, pikepdf.Stream) else None


def _drawn_pictures(content: Any, holder: Any, *, depth: int) -> Iterator[Any]:  # noqa: ANN401
    """The images that a page or form draws, also in forms."""
    for drawn in _drawn_objects(content, holder):
        if drawn is None:
            continue
        if drawn.get("/Subtype") == "/Image":
            yield drawn
        elif drawn.get("/Subtype") == "/Form" and depth < _DEEPEST:
            inner = drawn if "/Resources" in drawn else holder
            yield from _drawn_pictures(drawn, inner, depth=depth + 1)


def _is_cut_off(picture: Any, *, thorough: bool) -> bool:  # noqa: ANN401 - of a PDF
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if width * height < _FEWEST_PIXELS:
        return False
    filters = picture.get("/Filter", pikepdf.Array())
    given = filters if isinstance(filters, pikepdf.Array) else [filters]
    data, cut_off, least = (
        picture.read_raw_bytes(),
        False,
        _row_bytes(picture, width) * (height - 1),
    )
    match [str(each) for each in given]:
        case ["/DCTDecode"]:
            cut_off = jpeg_is_cut_off(data, thorough=thorough)
        case ["/FlateDecode", "/DCTDecode"]:
            cut_off = jpeg_is_cut_off(b"".join(_unpacked(data)), thorough=thorough)
        case ["/JPXDecode"]:
            cut_off = _END not in data
        case ["/CCITTFaxDecode"]:
            cut_off = _fax_is_cut_off(picture, data)
        case ["/FlateDecode"] if thorough:
            cut_off = sum(map(len, _unpacked(data))) < least
        case []:
            cut_off = len(data) < least
        case _:
            pass
    return cut_off


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What can be unpacked of compressed data, in pieces."""
    unpacking = zlib.decompressobj()
    with suppress(zlib.error):
        for start in range(0, len(data), _PIECE):
            yield unpacking.decompress(data[start : start + _PIECE])


def _row_bytes(picture: Any, width: int) -> int:  # noqa: ANN401 - of a PDF
    """Bytes of a row of pixels; 0 if the colours are not known."""
    space = picture.get("/ColorSpace")
    name = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    if picture.get("/ImageMask", default=False):
        components = 1
    elif str(name) == "/ICCBased":
        components = int(space[1].get("/N", 0))
    else:
        components = _COMPONENTS.get(str(name), 0)
    bits = (
        1 if picture.get("/ImageMask", default=False) else int(picture.get("/BitsPerComponent", 1))
    )
    return (width * components * bits + 7) // 8


def _fax_is_cut_off(picture: Any, data: bytes) -> bool:  # noqa: ANN401 - of a PDF
    """Whether the picture changes if more data follow its own."""
    end = int.from_bytes(data.rstrip(b"\0\r\n")[-5:] + b"\0", "big")
    if any(end >> shift & _END_OF_LINE_MASK == _END_OF_LINE for shift in range(32)):
        return False
    seen = pikepdf.PdfImage(picture).as_pil_image().tobytes()
    with pikepdf.new() as other:
        longer: Any = other.copy_foreign(picture)
        for more in _MORE_FAX:
            longer.write(
                data + more, filter=longer.get("/Filter"), decode_parms=longer.get("/DecodeParms")
            )
            if pikepdf.PdfImage(longer).as_pil_image().tobytes() != seen:
                return True
    return False
