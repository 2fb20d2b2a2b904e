"""Pictures as PDF pages, with their compressed data kept."""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from pipeline.core.scans.page_geometry import asks_for_letters, size_on_paper
from pipeline.errors import DamagedFile, Rejected, UnsupportedType
from pipeline.scans.image_files.first_jpeg import first_jpeg
from pipeline.scans.image_files.frames import Frames, page_frames
from pipeline.scans.image_files.joined_pictures import joined_pictures
from pipeline.scans.image_files.jpeg_in_tiff import jpeg_in_tiff
from pipeline.scans.image_files.limits import PILLOW_FAILS, refuse_bombs
from pipeline.scans.image_files.plain_picture import plain_picture
from pipeline.scans.image_files.tiff_samples import plain_tiff
from pipeline.scans.letters import letters_in

Image.init()  # naming formats needs them all registered
pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # refuse_bombs looks at the size itself, before anything is decoded

_FORMATS = (
    *("JPEG", "PNG", "TIFF", "WEBP", "HEIF", "AVIF", "BMP", "GIF"),
    *("JPEG2000", "PPM", "PCX", "DCX"),
)
_LOSSY = ("HEIF", "AVIF", "JPEG", "MPO", "JPEG2000")
_FEWEST_LETTERS = 30
"""Fewer say nothing of the size of the type."""
_MOST_LOOKED_AT = 100_000_000
"""Pixels of a picture that is decoded only to see how large its letters are."""
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


@dataclass(frozen=True, slots=True)
class PicturePages:
    """The PDF of a picture file."""

    pdf: bytes
    skipped: int = 0
    """Pictures in the file that are no pages: much like others, cut off, or too many."""


def picture_as_pdf(source: Path) -> PicturePages:
    """A PDF with one page for each picture in the file.

    The file is recognised by its bytes alone. JPEG, PNG and Group 4 data go into the PDF byte by
    byte, also the JPEG of a TIFF that holds it in one piece. What a PDF cannot hold is converted:
    alpha is laid on white, 16 bits become 8, mirrored pictures are turned, and WebP, HEIC, AVIF,
    JPEG 2000 and JPEG in pieces become JPEG. It says that it was made when the file was written.
    Equal files give equal bytes. Memory: the file a few times, or the pixels of one frame.

    Raises:
        UnsupportedType: not a picture, or of a kind that we do not take.
        DamagedFile: a picture that cannot be decoded.
        TooLarge: too many pixels or pages; nothing was decoded.
        NoPages: nothing but previews in it.
    """
    try:
        # Pillow warns of odd metadata, which do not matter; what it cannot do, it raises.
        with warnings.catch_warnings(action="ignore"):
            content = source.read_bytes()
            first, *others = joined_pictures(content)
            return _with_others(_read(first, source), others, source)
    except UnidentifiedImageError as error:
        raise _unknown_format(source) from error
    except PILLOW_FAILS as error:
        raise DamagedFile from error


def _read(content: bytes, source: Path) -> PicturePages:
    try:
        return _pages_of(content, made=_written_at(source))
    except UnidentifiedImageError:
        plain = plain_tiff(content)
        if plain is None:
            raise
        return _pages_of(plain, made=_written_at(source))


def _with_others(first: PicturePages, others: Sequence[bytes], source: Path) -> PicturePages:
    """The pages, and those of whole pictures behind it; a damaged one is left out."""
    if not others:
        return first
    skipped, joined = first.skipped, BytesIO()
    with pikepdf.open(BytesIO(first.pdf)) as document:
        for other in others:
            try:
                made = _read(other, source)
            except (*PILLOW_FAILS, Rejected):
                skipped += 1
                continue
            with pikepdf.open(BytesIO(made.pdf)) as pages:
                document.pages.extend(pages.pages)
            skipped += made.skipped
        document.save(joined, deterministic_id=True)
    return PicturePages(joined.getvalue(), skipped)


def _pages_of(content: bytes, *, made: datetime) -> PicturePages:
    # By name, Pillow would map it and garble uncompressed TIFFs that are to be turned.
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        frames = page_frames(picture)
        letters = [_letter_height(content, frame) for frame in frames.pages]
        pdf = _untouched_pdf(content, picture, frames, letters=letters, made=made)
        if pdf is None:
            pdf = _converted_pdf(content, picture, frames, letters=letters, made=made)
    return PicturePages(pdf, frames.skipped)


def _letter_height(content: bytes, frame: int) -> float | None:
    """Pixels of its letters, if the picture does not say its resolution.

    It is opened for that alone: decoding changes what Pillow says of a picture.
    """
    with Image.open(BytesIO(content), formats=_FORMATS) as picture:
        picture.seek(frame)
        width, height = picture.size
        across, down = (float(number) for number in picture.info.get("dpi", (1, 1)))
        asked = asks_for_letters(width, height, (across, down))
        if not asked or width * height > _MOST_LOOKED_AT:
            return None
        try:
            found = letters_in(plain_picture(picture))
        except PILLOW_FAILS:
            return None  # a PDF may hold what Pillow cannot decode
    return found.height if found and len(found.boxes) >= _FEWEST_LETTERS else None


def _unknown_format(source: Path) -> DamagedFile | UnsupportedType:
    """Damaged if it begins like a format of ours, else unsupported."""
    with source.open("rb") as file:
        head = file.read(64)
    tests = [Image.OPEN[name][1] for name in _FORMATS]
    return (
        DamagedFile() if any(test and test(head) is True for test in tests) else UnsupportedType()
    )


def _untouched_pdf(
    content: bytes,
    picture: Image.Image,
    frames: Frames,
    *,
    letters: Sequence[float | None],
    made: datetime,
) -> bytes | None:
    """The file wrapped untouched; None if a PDF cannot hold it."""
    count = getattr(picture, "n_frames", 1)
    several = len(frames.pages) > 1 if picture.format == "MPO" else len(frames.pages) != count
    if several:
        return None
    for frame in frames.pages:
        picture.seek(frame)
        if not _fits_pdf(picture):
            return None
    try:
        return _pdf_of([first_jpeg(content, picture)], letters=letters, made=made)
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
            single = getattr(picture, "n_frames", 1) == 1
            known = picture.mode in ("1", "L", "P", "RGB")
            return single and known and orientation not in _FLIPPED
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


def _converted_pdf(
    content: bytes,
    picture: Image.Image,
    frames: Frames,
    *,
    letters: Sequence[float | None],
    made: datetime,
) -> bytes:
    """The frames upright, opaque and with 8 bits."""
    pages, profiles = [], []
    for frame in frames.pages:
        picture.seek(frame)
        inner = jpeg_in_tiff(content, picture)
        profiles.append(picture.info.get("icc_profile") if inner else None)
        if inner:
            pages.append(inner)
            continue
        # What was compressed with losses would grow tenfold without; so it is done once more,
        # gently.
        lossy = (
            picture.format in _LOSSY
            or (picture.format == "WEBP" and b"VP8L" not in content[:4096])
            or picture.info.get("compression") == "jpeg"
        )
        refuse_bombs(*picture.size, bilevel=picture.mode == "1")
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
    return _with_profiles(_pdf_of(pages, letters=letters, made=made), profiles)


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


def _written_at(source: Path) -> datetime:
    """When the file was written, for a scan when it was scanned."""
    seconds = min(max(0, int(source.stat().st_mtime)), _LAST_SECOND)
    return datetime.fromtimestamp(seconds, tz=UTC)


def _pdf_of(pictures: list[bytes], *, letters: Sequence[float | None], made: datetime) -> bytes:
    """A PDF of the pictures, each as large as its resolution or ``letters`` say."""
    heights = iter(letters)

    def layout(
        width: int, height: int, declared: tuple[int, int]
    ) -> tuple[float, float, float, float]:
        page = size_on_paper(width, height, declared, next(heights))
        return (*page, *page)

    try:
        wrapped: bytes = img2pdf.convert(
            pictures, layout_fun=layout, rotation=img2pdf.Rotation.ifvalid, first_frame_only=False,
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
