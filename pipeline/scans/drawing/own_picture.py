"""The picture of a scanned page, taken instead of rasterized.

Most scanned pages are one picture and nothing else.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image

from pipeline.core.scans.page_geometry import MAX_READING_PIXELS, reading_dpi
from pipeline.pdf.boxes import rotation, shown_box, user_unit

_POINTS = 72
_SAME = 0.02
_NEAR = 0.5
"""Points."""
_COARSE_DPI = 180
"""Measured: coarser pictures are read better enlarged to 300 dpi.

150 dpi reads with half the errors then, 200 dpi gains nothing.
"""
_LOSSLESS = (["/FlateDecode"], ["/CCITTFaxDecode"])


def own_picture(page: pikepdf.Page) -> tuple[Image.Image, float] | None:
    """The page's only picture, not turned, and its resolution.

    In grey, at the resolution for reading. None if the page has no such picture, or has more on it.
    """
    stream = _only_picture(page)
    if stream is None:
        return None
    with _decodable(stream) as picture:
        if picture.mode not in ("1", "L", "P", "RGB"):
            return None
        left, bottom, right, top = (edge * user_unit(page) for edge in shown_box(page))
        return _at_reading_dpi(picture, (right - left, top - bottom))


def _decodable(stream: pikepdf.Stream) -> Image.Image:
    """The picture, in a JPEG not decoded yet."""
    if "/DCTDecode" in _filters(stream):
        return Image.open(BytesIO(stream.read_raw_bytes()), formats=("JPEG",))
    return pikepdf.PdfImage(stream).as_pil_image()


def _only_picture(page: pikepdf.Page) -> pikepdf.Stream | None:
    """The page's picture if it covers the page and is alone."""
    if rotation(page) % 90:
        return None
    instructions = [
        instruction
        for instruction in pikepdf.parse_content_stream(page)
        if str(instruction.operator) not in ("q", "Q")  # type: ignore[union-attr, unused-ignore]
    ]
    if [str(instruction.operator) for instruction in instructions] != ["cm", "Do"]:
        return None
    place, (name,) = (instruction.operands for instruction in instructions)
    stream: Any = page.get_images(recursive=False).get(str(name))
    if (
        stream is None
        or not _covers_page([float(number) for number in place], shown_box(page))
        or not _is_ordinary(stream)
    ):
        return None
    picture: pikepdf.Stream = stream
    return picture


def _covers_page(place: list[float], box: tuple[float, float, float, float]) -> bool:
    """Whether the picture lies upright on the whole page.

    ``place`` is the matrix it is drawn with.
    """
    left, bottom, right, top = box
    wanted = (right - left, 0, 0, top - bottom, left, bottom)
    return all(abs(is_ - should) <= _NEAR for is_, should in zip(place, wanted, strict=True))


def _is_ordinary(stream: pikepdf.Object) -> bool:
    """Whether the picture can be taken as it is.

    It has no mask, no odd colours, a usual compression and a bearable size.
    """
    space, pixels = (
        stream.get("/ColorSpace"),
        int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)),
    )
    name = space[0] if isinstance(space, pikepdf.Array) and len(space) else space
    return (
        (
            _filters(stream) == ["/DCTDecode"]
            or (_filters(stream) in _LOSSLESS and pixels <= MAX_READING_PIXELS)
        )
        and str(name)
        in ("/DeviceGray", "/DeviceRGB", "/CalGray", "/CalRGB", "/ICCBased", "/Indexed")
        and not any(key in stream for key in ("/SMask", "/Mask", "/ImageMask", "/Decode"))
    )


def _filters(stream: pikepdf.Object) -> list[str]:
    filters = stream.get("/Filter")
    return [str(each) for each in (filters if isinstance(filters, pikepdf.Array) else [filters])]


def _at_reading_dpi(picture: Image.Image, points: tuple[float, float]) -> tuple[Image.Image, float]:
    """The picture in grey with square pixels and its resolution.

    ``points`` is the page's size. What is too fine is averaged, what is too coarse or not square (a
    fax) is interpolated.
    """
    across, down = (
        _POINTS * pixels / size for pixels, size in zip(picture.size, points, strict=True)
    )
    wanted = reading_dpi(*points)
    if abs(across / down - 1) <= _SAME and min(_COARSE_DPI, wanted) <= across <= wanted * (
        1 + _SAME
    ):
        picture.draft("L", picture.size)  # the decoder leaves the colours out
        return _in_grey(picture), across
    size = max(1, round(points[0] / _POINTS * wanted)), max(1, round(points[1] / _POINTS * wanted))
    picture.draft("L", size)  # the decoder itself averages by halves, quarters and eighths
    finer = min(across, down) > wanted
    return _in_grey(picture).resize(
        size, Image.Resampling.BOX if finer else Image.Resampling.BICUBIC
    ), wanted


def _in_grey(picture: Image.Image) -> Image.Image:
    """The decoded picture in grey: itself if it is, as a copy takes 5 ms."""
    picture.load()
    return picture if picture.mode == "L" else picture.convert("L")
