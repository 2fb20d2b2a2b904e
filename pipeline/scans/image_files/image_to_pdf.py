"""Pictures as PDF pages, with their compressed data kept."""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import md5
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from pipeline.core.scans.page_geometry import size_on_paper
from pipeline.errors import DamagedFile, NoPages, TooLarge, UnsupportedType
from pipeline.scans.image_files.jpeg_in_tiff import jpeg_in_tiff
from pipeline.scans.image_files.plain_picture import plain_picture

Image.init()  # naming formats needs them all registered
pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # refuse_bombs looks at the size itself, before anything is decoded

_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "BMP", "GIF")
_MAX_PIXELS = 178_956_970
"""Of one picture.

Source: Pillow's limit against decompression bombs, half a gigabyte of RGB.
"""
_MAX_PAGES = 10_000
_SUBFILE_TYPE = 254
"""The TIFF tag that marks previews by its lowest bit.

Source: TIFF 6.0, NewSubfileType.
"""
_FLIPPED = (2, 4, 5, 7)
"""Orientations that /Rotate cannot express.

Source: Exif 2.32, Orientation.
"""
_JPEG_QUALITY = 95
_LAST_SECOND = 253_402_300_799
"""Of the year 9999: some shares invent times that no calendar has."""

_ID = re.compile(rb"/ID \[<([0-9a-f]{32})>")
"""Of a PDF, in its trailer."""

_IMG2PDF_DECLINES = (
    img2pdf.AlphaChannelError, img2pdf.ExifOrientationError, img2pdf.ImageOpenError,
    img2pdf.JpegColorspaceError, img2pdf.NegativeDimensionError,
    img2pdf.UnsupportedColorspaceError, ImageCms.PyCMSError, struct.error, AssertionError,
    AttributeError, KeyError, IndexError, NotImplementedError, OSError, TypeError, ValueError,
)  # fmt: skip
"""What img2pdf raises for a picture that it does not wrap."""
_PILLOW_FAILS = (
    AttributeError, EOFError, IndexError, KeyError, OSError, OverflowError, RuntimeError,
    struct.error, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What a damaged picture makes Pillow's many decoders raise."""


def picture_as_pdf(source: Path) -> bytes:
    """A PDF with one page for each picture in the file.

    The file is recognised by its bytes alone. JPEG, PNG and Group 4 data go into the PDF byte by
    byte, also the JPEG of a TIFF that holds it in one piece. What a PDF cannot hold is converted:
    alpha is laid on white, 16 bits become 8, mirrored pictures are turned, and WebP, HEIC and JPEG
    in pieces become JPEG. It says that it was made when the file was written. Equal files give
    equal bytes. Memory: the file a few times, or the pixels of one frame.

    Raises:
        UnsupportedType: not a picture, or of a kind that we do not take.
        DamagedFile: a picture that cannot be decoded.
        TooLarge: too many pixels or pages; nothing was decoded.
        NoPages: nothing but previews in it.
    """
    try:
        # Pillow warns of odd metadata, which do not matter; what it cannot do, it raises.
        with warnings.catch_warnings(action="ignore"), _open_picture(source) as picture:
            frames = _page_frames(picture)
            return _untouched_pdf(source, picture, frames) or _converted_pdf(
                source, picture, frames
            )
    except UnidentifiedImageError as error:
        raise _unknown_format(source) from error
    except _PILLOW_FAILS as error:
        raise DamagedFile from error


def refuse_bombs(width: int, height: int) -> None:
    """Raise TooLarge for a picture whose pixels would fill the memory."""
    if width * height > _MAX_PIXELS:
        raise TooLarge(found=f"{width} × {height} px", limit=f"{_MAX_PIXELS // 1_000_000} MP")


def refuse_page_floods(count: int) -> None:
    """Raise TooLarge for a document with more pages than a person scans."""
    if count > _MAX_PAGES:
        raise TooLarge(found=f"{count} S./p.", limit=f"{_MAX_PAGES} S./p.")


@contextmanager
def _open_picture(source: Path) -> Iterator[Image.Image]:
    """The picture, opened as a stream.

    By name, Pillow maps it and garbles uncompressed TIFFs that are to be turned.
    """
    with source.open("rb") as file, Image.open(file, formats=_FORMATS) as picture:
        yield picture


def _unknown_format(source: Path) -> DamagedFile | UnsupportedType:
    """Damaged if it begins like a format of ours, else unsupported."""
    with source.open("rb") as file:
        head = file.read(64)
    tests = [Image.OPEN[name][1] for name in _FORMATS]
    return (
        DamagedFile() if any(test and test(head) is True for test in tests) else UnsupportedType()
    )


def _page_frames(picture: Image.Image) -> list[int]:
    """The frames that are pages: all of a TIFF except previews.

    Of anything else the first, since it is an animation.
    """
    count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
    refuse_page_floods(count)
    frames = []
    for frame in range(count):
        picture.seek(frame)
        refuse_bombs(*picture.size)
        if not _tag(picture, _SUBFILE_TYPE) & 1:
            frames.append(frame)
    if not frames:
        raise NoPages
    return frames


def _tag(picture: Image.Image, tag: int) -> int:
    tags = getattr(picture, "tag_v2", {})
    return int(tags.get(tag, 0))


def _untouched_pdf(source: Path, picture: Image.Image, frames: list[int]) -> bytes | None:
    """The file wrapped untouched; None if a PDF cannot hold it."""
    for frame in frames:
        picture.seek(frame)
        if not _fits_pdf(picture):
            return None
    if len(frames) != getattr(picture, "n_frames", 1) and picture.format == "TIFF":
        return None
    try:
        return _pdf_of([source.read_bytes()], made=_written_at(source))
    except _IMG2PDF_DECLINES:
        return None


def _fits_pdf(picture: Image.Image) -> bool:
    orientation = picture.getexif().get(ExifTags.Base.Orientation, 1)
    if "transparency" in picture.info:
        return False
    match picture.format:
        case "JPEG" | "MPO":
            return orientation not in _FLIPPED
        case "PNG":
            return orientation not in _FLIPPED and picture.mode in ("1", "L", "P", "RGB")
        case "TIFF":
            # Of other colours img2pdf decodes the JPEG.
            blown_up = picture.info.get("compression") == "jpeg" and picture.mode != "CMYK"
            return (
                orientation in (0, 1)
                and picture.mode in ("1", "L", "P", "RGB", "CMYK")
                and not blown_up
            )
        case _:
            return False


def _converted_pdf(source: Path, picture: Image.Image, frames: list[int]) -> bytes:
    """The frames upright, opaque and with 8 bits."""
    pages, profiles = [], []
    for frame in frames:
        picture.seek(frame)
        inner = jpeg_in_tiff(source, picture)
        profiles.append(picture.info.get("icc_profile") if inner else None)
        if inner:
            pages.append(inner)
            continue
        # What was compressed with losses would grow tenfold without; so it is done once more,
        # gently.
        lossy = (
            picture.format in ("HEIF", "JPEG", "MPO")
            or (picture.format == "WEBP" and not _lossless(source))
            or picture.info.get("compression") == "jpeg"
        )
        plain = plain_picture(ImageOps.exif_transpose(picture))
        # img2pdf makes G4 of a 1-bit TIFF.
        kind = "TIFF" if plain.mode == "1" else "JPEG" if lossy else "PNG"
        how = {"quality": _JPEG_QUALITY} if kind == "JPEG" else {}
        profile = (
            picture.info.get("icc_profile")
            if picture.mode in ("RGB", "RGBA") and plain.mode == "RGB"
            else None
        )
        page = BytesIO()
        plain.save(page, kind, dpi=picture.info.get("dpi", (1, 1)), icc_profile=profile, **how)
        pages.append(page.getvalue())
    return _with_profiles(_pdf_of(pages, made=_written_at(source)), profiles)


def _with_profiles(pdf: bytes, profiles: Sequence[bytes | None]) -> bytes:
    """The PDF with a colour profile for each picture that has one.

    Profiles are larger than most pictures.
    """
    if not any(profiles):
        return pdf
    coloured = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for page, profile in zip(document.pages, profiles, strict=True):
            for picture in page.get_images().values() if profile else ():
                space = pikepdf.Stream(
                    document, profile, N=1 if picture.ColorSpace == "/DeviceGray" else 3
                )
                picture.ColorSpace = pikepdf.Array(
                    [pikepdf.Name.ICCBased, document.make_indirect(space)]
                )
        document.save(coloured, deterministic_id=True, compress_streams=True)
    return coloured.getvalue()


def _lossless(source: Path) -> bool:
    """Whether a WebP says so; the chunk stands near its beginning."""
    with source.open("rb") as file:
        return b"VP8L" in file.read(4096)


def _written_at(source: Path) -> datetime:
    """When the file was written, for a scan when it was scanned."""
    seconds = min(max(0, int(source.stat().st_mtime)), _LAST_SECOND)
    return datetime.fromtimestamp(seconds, tz=UTC)


def _pdf_of(pictures: list[bytes], *, made: datetime) -> bytes:
    try:
        wrapped: bytes = img2pdf.convert(
            pictures, layout_fun=_layout, rotation=img2pdf.Rotation.ifvalid, first_frame_only=False,
            creationdate=made, nodate=True, producer="Schreibstube",
        )  # fmt: skip
    except Exception as error:
        if type(error) is not Exception:  # what it declines has a class; some damage has none
            raise
        raise img2pdf.ImageOpenError(str(error)) from error
    return _with_steady_id(wrapped)


def _with_steady_id(pdf: bytes) -> bytes:
    """The PDF with an ID made from its content instead of the time.

    img2pdf asks for that only if the text of pikepdf's version is above "6.2.0"; "10" is below.
    """
    found = _ID.search(pdf)
    if found is None:
        return pdf
    pieces = pdf.split(found[1])
    steady = md5(usedforsecurity=False)
    for piece in pieces:
        steady.update(piece)
    return steady.hexdigest().encode().join(pieces)


def _layout(
    width: int, height: int, declared: tuple[int, int]
) -> tuple[float, float, float, float]:
    """For img2pdf: the size of page and picture, which are equal."""
    page = size_on_paper(width, height, declared)
    return (*page, *page)
