"""Papers with one oddity each, made for one batch run, and where on them every word stands.

Each oddity is one that the test suites of OCRmyPDF, paperless-ngx, pypdf and pikepdf look at; the
papers are our own. They are small, so that a whole folder of them is read in a minute.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import img2pdf
import numpy as np
import pikepdf
import pillow_heif
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFont, TiffImagePlugin

from tools import samples

ENGLISH = (
    "The committee approved seventeen changes",
    "before Thursday morning without further debate",
    "Customers receive their invoices monthly",
    "whenever payment reaches our office",
    "Several machines require regular cleaning",
    "because dust damages sensitive parts",
    "Please return signed copies soon",
    "Kind regards from everybody here",
)
GERMAN = (
    "Der Ausschuss genehmigte siebzehn Änderungen",
    "vor Donnerstag ohne weitere Aussprache",
    "Größere Bücher müssen zurück nach Köln",
    "während schöne Gefäße täglich geprüft werden",
    "Süße Äpfel kosten genau fünfzig Euro",
    "Überweisungen erfolgen zum Monatsende",
    "Bitte senden Sie unterschriebene Kopien",
    "Mit freundlichen Grüßen aus Würzburg",
)
"""Every word stands on a paper only once, so that it can be looked for."""

MADE = datetime(2019, 5, 17, 8, 30, tzinfo=UTC)
"""When the documents that say so were made."""

DPI = 300
_POINTS = 72
_WHITE = 255

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right, top in user space."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A word and its centre.

    On a ``Paper`` in pixels, on a ``Sheet`` in shares of the page as shown, from the top left.
    """

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed picture at 300 dpi and where its words stand; ``size`` of its print in pixels."""

    picture: Image.Image
    spots: tuple[Spot, ...] = ()
    size: float = 50

    def turned(self, degrees: int) -> Paper:
        """Turned clockwise by a right angle or none, as a sheet that lies so on the glass."""
        return self._turned(degrees, expand=True)

    def skewed(self, degrees: float) -> Paper:
        """Turned clockwise about its centre by a few degrees; its size stays."""
        return self._turned(degrees, expand=False)

    def _turned(self, degrees: float, *, expand: bool) -> Paper:
        picture = self.picture.rotate(
            -degrees, Image.Resampling.BICUBIC, expand=expand, fillcolor=_WHITE
        )
        (x0, y0), (x1, y1) = (
            (side / 2 for side in size) for size in (self.picture.size, picture.size)
        )
        across, down = cos(radians(degrees)), sin(radians(degrees))
        spots = (
            replace(
                spot,
                x=x1 + (spot.x - x0) * across - (spot.y - y0) * down,
                y=y1 + (spot.x - x0) * down + (spot.y - y0) * across,
            )
            for spot in self.spots
        )
        return replace(self, picture=picture, spots=tuple(spots))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is true of a page: its words in reading order, and where it shows them.

    ``width`` and ``height``: how large the page is as shown, measured in lines of its print.
    """

    words: tuple[str, ...]
    spots: tuple[Spot, ...] = ()
    width: float = 0
    height: float = 0

    def set_upright(self, turn: int) -> Sheet:
        """The same page once it is shown turned clockwise by ``turn`` degrees, 90 or a multiple."""
        if not turn:
            return self
        spots = (replace(spot, x=1 - spot.y, y=spot.x) for spot in self.spots)
        return replace(self, spots=tuple(spots), width=self.height, height=self.width).set_upright(
            turn - 90
        )


Truth = tuple[Sheet, ...]


@cache
def printed(*lines: str, points: float = 12, size_mm: tuple[int, int] = (148, 105)) -> Paper:
    """The lines one below the other, dark grey on white."""
    width, height = (round(side / 25.4 * DPI) for side in size_mm)
    picture = Image.new("L", (width, height), _WHITE)
    size = points / _POINTS * DPI
    pen, font = ImageDraw.Draw(picture), ImageFont.truetype("LiberationSans-Regular.ttf", size)
    spots, y = [], 130.0
    for line in lines:
        x = 130.0
        for word in line.split():
            pen.text((x, y), word, font=font, fill=25, anchor="lm")
            spots.append(Spot(word, x + font.getlength(word) / 2, y))
            x += font.getlength(f"{word} ")
        y += 1.6 * size
    return Paper(picture, tuple(spots), size)


def _words(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


# PDFs


def _jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80, dpi=(DPI, DPI))
    return target.getvalue()


def _as_jpeg(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    return _image(pdf, _jpeg(picture), picture.size, Filter=Name.DCTDecode)


def _image(
    pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], **entries: object
) -> pikepdf.Object:
    usual: dict[str, object] = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    return pdf.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        **(usual | entries),
    )


def _paper_pt(paper: Paper) -> Rectangle:
    width, height = (side * _POINTS / DPI for side in paper.picture.size)
    return 0, 0, width, height


def scanned(
    pdf: pikepdf.Pdf,
    paper: Paper,
    *,
    place: Rectangle | None = None,
    image: Callable[[pikepdf.Pdf, Image.Image], pikepdf.Object] = _as_jpeg,
    **entries: object,
) -> Sheet:
    """Add a page that shows ``paper`` at ``place``, with the given entries in its dictionary."""
    left, bottom, right, top = place or _paper_pt(paper)
    pdf.add_blank_page()
    page = pdf.pages[-1].obj
    page.MediaBox = Array([left, bottom, right, top])
    for key, value in entries.items():
        page[f"/{key}"] = Array(value) if isinstance(value, tuple) else value
    page.Resources = Dictionary(XObject=Dictionary(Im0=image(pdf, paper.picture)))
    page.Contents = pdf.make_stream(
        b"q %f 0 0 %f %f %f cm /Im0 Do Q" % (right - left, top - bottom, left, bottom)
    )
    scale = (right - left) / paper.picture.width
    box, rotate = _shown_box(page), int(page.get("/Rotate", 0))
    spots = []
    for spot in paper.spots:
        x, y = _shown((left + spot.x * scale, top - spot.y * scale), box, rotate)
        if 0 < x < 1 and 0 < y < 1:
            spots.append(Spot(spot.text, x, y))
    sides = [side / scale / paper.size for side in (box[2] - box[0], box[3] - box[1])]
    width, height = sides[::-1] if rotate in (90, 270) else sides
    return Sheet(tuple(spot.text for spot in spots), tuple(spots), width, height)


def _shown_box(page: Any) -> Rectangle:  # noqa: ANN401 - pikepdf types no attributes
    """The crop box as far as it lies on the media box."""
    media = _ordered([float(edge) for edge in page.MediaBox])
    if "/CropBox" not in page:
        return media
    crop = _ordered([float(edge) for edge in page.CropBox])
    common = (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )
    return common if common[0] < common[2] and common[1] < common[3] else media


def _ordered(box: list[float]) -> Rectangle:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _shown(point: tuple[float, float], box: Rectangle, rotate: int) -> tuple[float, float]:
    """Where a point is on the page turned clockwise by ``rotate``: shares, from the top left."""
    across, up = (point[0] - box[0]) / (box[2] - box[0]), (point[1] - box[1]) / (box[3] - box[1])
    return {
        0: (across, 1 - up),
        90: (up, across),
        180: (1 - across, up),
        270: (1 - up, 1 - across),
    }[rotate]


def typed(pdf: pikepdf.Pdf, *lines: str, mode: int = 0) -> Sheet:
    """Add a page of A5 with text that nobody needs to recognise; ``mode`` 3 is invisible."""
    pdf.add_blank_page(page_size=(420, 595))
    page = pdf.pages[-1].obj
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.Resources = Dictionary(Font=Dictionary(F0=font))
    page.Contents = pdf.make_stream(_typed(lines, mode))
    return Sheet(_words(lines))


def _typed(lines: tuple[str, ...], mode: int, top: int = 540) -> bytes:
    shown = b" T* ".join(b"<%s> Tj" % line.encode("cp1252").hex().encode() for line in lines)
    return b"BT /F0 12 Tf 14 TL %d Tr 40 %d Td %s ET" % (mode, top, shown)


# Turned and crooked


def four_directions(path: Path) -> Truth:
    """The same paper four times, as it may lie on the glass."""
    pdf, paper = pikepdf.new(), printed(*ENGLISH)
    truth = tuple(
        scanned(pdf, paper.turned(angle)).set_upright(-angle % 360) for angle in (0, 90, 180, 270)
    )
    pdf.save(path)
    return tuple(replace(sheet, words=_words(ENGLISH)) for sheet in truth)


def rotate_tags(path: Path) -> Truth:
    """Pages whose pictures lie on their sides and are set right by /Rotate."""
    pdf, paper = pikepdf.new(), printed(*ENGLISH)
    truth = tuple(scanned(pdf, paper.turned(-tag % 360), Rotate=tag) for tag in (90, 180, 270))
    pdf.save(path)
    return truth


def rotated_and_cropped(path: Path) -> Truth:
    """/Rotate and a crop box off the corner; the second page also lies on its side."""
    pdf, paper = pikepdf.new(), printed(*ENGLISH)
    first = scanned(pdf, paper.turned(270), Rotate=90, CropBox=(10, 8, 240, 400))
    second = scanned(
        pdf,
        paper.turned(90),
        place=(-50, 30, 247.6, 449.5),
        Rotate=180,
        CropBox=(-45, 50, 230, 445),
    )
    pdf.save(path)
    return first, second.set_upright(90)


def skewed(path: Path) -> Truth:
    """Papers fed more and more crooked; the last one lies on its side, too."""
    pdf, paper = pikepdf.new(), printed(*ENGLISH)
    truth = [scanned(pdf, paper.skewed(angle)) for angle in (1.3, -3, 6)]
    truth.append(scanned(pdf, paper.turned(90).skewed(-2)).set_upright(270))
    pdf.save(path)
    return tuple(replace(sheet, words=_words(ENGLISH)) for sheet in truth)


def simulated_scan(path: Path) -> Truth:
    """A letter as a scanner delivers it, soft, shaded, noisy and askew, put in upside down."""
    chance = np.random.default_rng(7)
    (sheet,) = samples.letter("en", chance, paragraphs=2)
    pdf = pikepdf.new()
    scanned(pdf, Paper(samples.scanned(sheet, chance)).turned(180))
    pdf.save(path)
    return (Sheet(tuple(sheet.text.split())),)


def blank(path: Path) -> Truth:
    """The back of a letter, with the scanner's noise, crooked; and an empty page."""
    pdf = pikepdf.new()
    noise = np.random.default_rng(3).normal(244, 3, (1240, 1748)).clip(0, 255).astype(np.uint8)
    scanned(pdf, Paper(Image.fromarray(noise)).skewed(2))
    pdf.add_blank_page(page_size=(300, 400))
    pdf.save(path)
    return Sheet(()), Sheet(())


# Pictures of all kinds

_TWO_LINES = ENGLISH[:2]


def _two_lines() -> Paper:
    return printed(*_TWO_LINES, size_mm=(120, 40))


def picture(mode: str, how: dict[str, Any]) -> Callable[[Path], Truth]:
    """A builder of a picture file in this mode of Pillow's."""

    def build(path: Path) -> Truth:
        converted = _in_mode(_two_lines().picture, mode)
        converted.save(path, **({"dpi": (DPI, DPI)} | how))
        return (Sheet(_words(_TWO_LINES)),)

    return build


def _in_mode(grey: Image.Image, mode: str) -> Image.Image:
    match mode:
        case "I;16":
            return Image.fromarray(np.asarray(grey).astype(np.uint16) * 257)
        case "F":
            return Image.fromarray(np.asarray(grey).astype(np.float32) / 255)
        case "1":
            return grey.point(lambda value: _WHITE * (value > 140)).convert("1")
        case "RGBA" | "LA":
            # Black ink on nothing at all: laid on black, it would be gone.
            clear = Image.new("L", grey.size, 0)
            return Image.merge(
                mode, (*[clear] * (len(mode) - 1), grey.point(lambda value: _WHITE - value))
            )
        case _:
            return grey.convert("RGB").convert(mode)


def heic(path: Path) -> Truth:
    pillow_heif.from_pillow(_two_lines().picture.convert("RGB")).save(path, quality=80)
    return (Sheet(_words(_TWO_LINES)),)


def fax(path: Path) -> Truth:
    """A coarse fax: 204 dots across, 98 down, so that its pixels are twice as high as wide."""
    paper = printed(*ENGLISH, points=16)
    width, height = paper.picture.size
    squeezed = paper.picture.resize(
        (round(width * 204 / DPI), round(height * 98 / DPI)), Image.Resampling.BOX
    )
    _in_mode(squeezed, "1").save(path, compression="group4", dpi=(204, 98))
    return (Sheet(_words(ENGLISH)),)


def very_fine(path: Path) -> Truth:
    """1200 dpi in black and white."""
    paper = _two_lines()
    big = paper.picture.resize(
        (paper.picture.width * 4, paper.picture.height * 4), Image.Resampling.BICUBIC
    )
    _in_mode(big, "1").save(path, compression="group4", dpi=(1200, 1200))
    return (Sheet(_words(_TWO_LINES)),)


def alpha_pages(path: Path) -> Truth:
    """A TIFF of three pages with transparency."""
    pages = [
        _in_mode(printed(f"This is page {name}", *_TWO_LINES, size_mm=(120, 50)).picture, "RGBA")
        for name in ("one", "two", "three")
    ]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(DPI, DPI))
    return tuple(
        Sheet(("This", "is", "page", name, *_words(_TWO_LINES))) for name in ("one", "two", "three")
    )


# Pictures in PDFs, compressed in every way


def _group4(picture: Image.Image) -> bytes:
    """The bare T.6 data of a black-and-white picture in which black is 1."""
    target = io.BytesIO()
    negative = _in_mode(
        picture.point(lambda value: _WHITE - value), "1"
    )  # Pillow writes ones for white
    negative.save(target, "TIFF", compression="group4", tiffinfo={278: picture.height})
    with TiffImagePlugin.TiffImageFile(io.BytesIO(target.getvalue())) as tiff:
        (offset,), (length,) = tiff.tag_v2[273], tiff.tag_v2[279]
    return target.getvalue()[offset : offset + length]


def _as_ccitt(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    parms = Dictionary(K=-1, Columns=picture.width, Rows=picture.height)
    return _image(
        pdf,
        _group4(picture),
        picture.size,
        Filter=Name.CCITTFaxDecode,
        DecodeParms=parms,
        BitsPerComponent=1,
    )


def _as_inverted_ccitt(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """Ones are black, and /Decode says so: nobody may turn the paper black."""
    parms = Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=True)
    return _image(
        pdf, _group4(picture), picture.size, Filter=Name.CCITTFaxDecode, DecodeParms=parms,
        BitsPerComponent=1, Decode=Array([1, 0]),
    )  # fmt: skip


def _as_jbig2(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """A page of one generic region, coded as T.6: the simplest JBIG2 (T.88, 7.4.6 and 7.4.8)."""
    size = b"".join(side.to_bytes(4, "big") for side in picture.size)
    page = size + bytes(8) + b"\x01" + bytes(2)
    region = size + bytes(8) + b"\x00" + b"\x01" + _group4(picture)
    data = b"".join(
        number.to_bytes(4, "big") + bytes([kind, 0, 1]) + len(content).to_bytes(4, "big") + content
        for number, (kind, content) in enumerate(((48, page), (38, region)))
    )
    return _image(pdf, data, picture.size, Filter=Name.JBIG2Decode, BitsPerComponent=1)


def _as_jpeg2000(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    target = io.BytesIO()
    picture.save(target, "JPEG2000", quality_mode="rates", quality_layers=[20])
    return _image(pdf, target.getvalue(), picture.size, Filter=Name.JPXDecode)


def _as_palette(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """Index 0 is the paper: two colours, eight bits."""
    dark = (np.asarray(picture) < 140).astype(np.uint8)
    colours = Array(
        [Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(bytes([255, 255, 240, 20, 20, 90]))]
    )
    return _image(pdf, dark.tobytes(), picture.size, ColorSpace=colours)


def _as_cmyk(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """Without an ICC profile, and inverted as Adobe's programs write it."""
    plain = Image.new("L", picture.size, 0)
    cmyk = Image.merge("CMYK", (plain, plain, plain, picture.point(lambda value: _WHITE - value)))
    return _image(
        pdf,
        _jpeg(cmyk),
        picture.size,
        Filter=Name.DCTDecode,
        ColorSpace=Name.DeviceCMYK,
        Decode=Array([1, 0] * 4),
    )


def _as_mask(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """A stencil through which the page's colour is painted; it has no colours of its own."""
    parms = Dictionary(K=-1, Columns=picture.width, Rows=picture.height)
    image = _image(
        pdf, _group4(picture), picture.size, Filter=Name.CCITTFaxDecode, DecodeParms=parms,
        BitsPerComponent=1, ImageMask=True,
    )  # fmt: skip
    del image["/ColorSpace"]
    return image


def _behind_soft_mask(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """Black all over: only the soft mask shows letters."""
    mask = _image(
        pdf, _jpeg(picture.point(lambda value: _WHITE - value)), picture.size, Filter=Name.DCTDecode
    )
    return _image(pdf, bytes(1), (1, 1), SMask=mask)


COMPRESSIONS = {
    "jpeg": _as_jpeg,
    "ccitt": _as_ccitt,
    "ccitt inverted": _as_inverted_ccitt,
    "jbig2": _as_jbig2,
    "jpeg 2000": _as_jpeg2000,
    "palette": _as_palette,
    "cmyk": _as_cmyk,
    "stencil": _as_mask,
    "soft mask": _behind_soft_mask,
}


def compressions(path: Path) -> Truth:
    """One page for each way in which a PDF holds pictures, in the order of ``COMPRESSIONS``."""
    pdf = pikepdf.new()
    truth = tuple(scanned(pdf, _two_lines(), image=image) for image in COMPRESSIONS.values())
    pdf.save(path, compress_streams=False)
    return truth


# Page boxes

BOXES: dict[str, dict[str, Any]] = {
    "offset": {"place": (120, -300, 539.5, -2.4)},
    "cropped": {"CropBox": (20, 15, 380, 290)},
    "crop box beyond the media box": {"CropBox": (-200, -100, 900, 900)},
    "crop box beside the media box": {"CropBox": (2000, 2000, 2500, 2500)},
    "reversed media box": {"MediaBox": (419.5, 297.6, 0, 0)},
    "user unit": {"place": (0, 0, 167.8, 119.04), "UserUnit": 2.5},
}


def boxes(path: Path) -> Truth:
    """One page for each way to say how large a page is, in the order of ``BOXES``."""
    pdf = pikepdf.new()
    truth = {
        name: scanned(pdf, printed(*ENGLISH[:4]), **entries) for name, entries in BOXES.items()
    }
    pdf.save(path)
    nowhere = "crop box beside the media box"  # readers do not agree on what such a page shows
    truth[nowhere] = Sheet(truth[nowhere].words)
    return tuple(truth.values())


# Text that is there already


def mixed_pages(path: Path) -> Truth:
    """Six pages that say which they are, every other one a picture."""
    pdf, truth = pikepdf.new(), []
    for number, name in enumerate(("one", "two", "three", "four", "five", "six")):
        lines = (f"This is page {name}", *ENGLISH[2:4])
        truth.append(scanned(pdf, printed(*lines)) if number % 2 else typed(pdf, *lines))
    pdf.save(path)
    return tuple(truth)


def mixed_page(path: Path) -> Truth:
    """Digital sentences above and below the picture of another one, on one page."""
    pdf, paper = pikepdf.new(), printed("This sentence stands in a picture", size_mm=(130, 20))
    typed(pdf)
    page = pdf.pages[-1].obj
    page.Resources.XObject = Dictionary(Im0=_as_jpeg(pdf, paper.picture))
    page.Contents = pdf.make_stream(
        _typed(("These words were typed above it",), 0)
        + b" q 368.5 0 0 56.7 20 420 cm /Im0 Do Q "
        + _typed(("Nobody reads those below twice",), 0, top=380)
    )
    pdf.save(path)
    said = (
        "These words were typed above it",
        "This sentence stands in a picture",
        "Nobody reads those below twice",
    )
    return (Sheet(_words(said)),)


def read_elsewhere(path: Path) -> Truth:
    """A picture over which another program has laid its invisible words."""
    pdf = pikepdf.new()
    sheet = scanned(pdf, printed(*ENGLISH[:2]))
    page = pdf.pages[-1].obj
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.Resources.Font = Dictionary(F0=font)
    page.Contents = Array([page.Contents, pdf.make_stream(_typed(ENGLISH[:2], 3, top=260))])
    pdf.save(path)
    return (Sheet(sheet.words),)


HEBREW = "שלום לכולם מירושלים"


def right_to_left(path: Path) -> Truth:
    """Typed Hebrew, drawn from the left in visual order, with a font that names its letters."""
    pdf = pikepdf.new()
    typed(pdf)
    letters = sorted(set(HEBREW))
    codes = {letter: code for code, letter in enumerate(letters, start=0x41)}
    entries = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in codes.items())
    page = pdf.pages[-1].obj
    page.Resources.Font.F0.ToUnicode = pdf.make_stream(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
            " /CMapName /H def /CMapType 2 def\n"
            f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar\n"
            f"{entries}\nendbfchar\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode()
    )
    shown = bytes(codes[letter] for letter in reversed(HEBREW))
    page.Contents = pdf.make_stream(b"BT /F0 20 Tf 60 500 Td <%s> Tj ET" % shown.hex().encode())
    pdf.save(path)
    return (Sheet(tuple(HEBREW.split())),)


# Whole documents

TITLE = "Jahresbericht – Größe ✓ 漢字 🎉"


def archive(path: Path) -> Truth:
    """A document with everything around its pages; two of them have to be read."""
    pdf = pikepdf.new()
    truth = (
        scanned(pdf, printed(*ENGLISH[:4])),
        typed(pdf, "Typed", "text"),
        scanned(pdf, printed(*GERMAN[:4])),
    )
    first, second, third = (page.obj for page in pdf.pages)
    root: Any = pdf.Root
    first.Annots = Array(
        [
            pdf.make_indirect(_link(Dest=Array([third, Name.Fit]))),
            pdf.make_indirect(
                _link(A=Dictionary(S=Name.GoTo, D=Array([second, Name.XYZ, None, None, None])))
            ),
            pdf.make_indirect(_link(Dest=pikepdf.String("appendix"))),
            pdf.make_indirect(
                _link(A=Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org/")))
            ),
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Text,
                    Rect=[9, 9, 29, 29],
                    Contents=pikepdf.String("Prüfen!"),
                )
            ),
        ]
    )
    root.Names = Dictionary(
        Dests=Dictionary(Names=Array([pikepdf.String("appendix"), Array([third, Name.FitH, 200])]))
    )
    with pdf.open_outline() as outline:
        part = pikepdf.OutlineItem("Teil 1 – Überblick", 0)
        part.is_closed = True
        part.children.append(pikepdf.OutlineItem("Anhang", 2))
        outline.root.append(part)
        outline.root.append(pikepdf.OutlineItem("Named", destination=pikepdf.String("appendix")))
    root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, P=pikepdf.String("A-"), St=5)])
    )
    invoice = pikepdf.AttachedFileSpec(
        pdf,
        b"<Invoice/>",
        description="",
        filename="factur-x.xml",
        mime_type="text/xml",
        creation_date="",
        mod_date="",
    )
    invoice.relationship = Name.Alternative
    pdf.attachments["factur-x.xml"] = invoice
    root.AF = Array([pdf.attachments["factur-x.xml"].obj])
    root.Lang = pikepdf.String("de-DE")
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    root.OCProperties = _layers(pdf)
    _tagged(pdf, second)
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title=pikepdf.String(TITLE),
            Author=pikepdf.String("Zoë Ångström"),
            Subject=pikepdf.String("Zahlen"),
            Keywords=pikepdf.String("eins; zwei"),
            Creator=pikepdf.String("Musterprogramm 4"),
            CreationDate=pikepdf.String("D:20190517083000Z"),
            Custom=pikepdf.String("bleibt"),
        )
    )
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = TITLE
        xmp["dc:creator"] = ["Zoë Ångström"]
        xmp["xmp:CreateDate"] = "2019-05-17T08:30:00Z"
        xmp["photoshop:City"] = "Würzburg"
    pdf.save(path)
    return truth


def _link(**entries: Any) -> Dictionary:  # noqa: ANN401 - whatever a PDF may hold
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[50, 50, 150, 90], Border=[0, 0, 0], **entries
    )


def _layers(pdf: pikepdf.Pdf) -> Dictionary:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("Wasserzeichen")))
    return Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group]), OFF=Array([group])))


def _tagged(pdf: pikepdf.Pdf, page: Any) -> None:  # noqa: ANN401 - pikepdf types no attributes
    """Give the page's text a place in the document's structure."""
    page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + page.Contents.read_bytes() + b" EMC")
    page.StructParents = 0
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=tree, Pg=page, K=0))
    tree.K = paragraph
    tree.ParentTree = Dictionary(Nums=Array([0, Array([paragraph])]))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def form(path: Path) -> Truth:
    """A scanned form with a field that has been filled in and a box that has been ticked."""
    pdf = pikepdf.new()
    truth = (scanned(pdf, printed(*GERMAN[:3])),)
    page = pdf.pages[0].obj
    appearance = pdf.make_stream(
        b"/Tx BMC EMC", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20]
    )
    fields = [
        _widget(
            page,
            FT=Name.Tx,
            T=pikepdf.String("Name"),
            V=pikepdf.String("Müller"),
            AP=Dictionary(N=appearance),
        ),
        _widget(page, FT=Name.Btn, T=pikepdf.String("Ja"), V=Name.On, AS=Name.On),
    ]
    page.Annots = Array([pdf.make_indirect(field) for field in fields])
    pdf.Root.AcroForm = Dictionary(Fields=page.Annots, DA=pikepdf.String("/Helv 10 Tf 0 g"))
    pdf.save(path)
    return truth


def _widget(page: pikepdf.Object, **entries: Any) -> Dictionary:  # noqa: ANN401 - as above
    return Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=[100, 40, 200, 60], P=page, F=4, **entries
    )


def signed(path: Path) -> Truth:
    """A scan with a digital signature, which may be worth nothing, but any change breaks it."""
    pdf = pikepdf.new()
    truth = (scanned(pdf, printed(*GERMAN[:3])),)
    page = pdf.pages[0].obj
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), SubFilter=Name("/adbe.pkcs7.detached"),
        ByteRange=Array([0, 100, 300, 100]), Contents=pikepdf.String(bytes(64)),
        M=pikepdf.String("D:20190517083000Z"),
    )  # fmt: skip
    field = _widget(
        page, FT=Name.Sig, T=pikepdf.String("Unterschrift"), V=pdf.make_indirect(signature)
    )
    page.Annots = Array([pdf.make_indirect(field)])
    pdf.Root.AcroForm = Dictionary(Fields=page.Annots, SigFlags=3)
    pdf.save(path)
    return truth


def owner_password(path: Path) -> Truth:
    """It opens freely, but may not be changed without the owner's password."""
    pdf = pikepdf.new()
    truth = (scanned(pdf, printed(*GERMAN[:3])), typed(pdf, "Getippter", "Text"))
    pdf.save(
        path,
        encryption=pikepdf.Encryption(
            owner="chef", user="", allow=pikepdf.Permissions(extract=False)
        ),
    )
    return truth


def plain_scan(path: Path) -> Truth:
    """A German scan as img2pdf makes it: one JPEG a page and nothing else."""
    path.write_bytes(img2pdf.convert(_jpeg(printed(*GERMAN).picture), nodate=True))
    return (Sheet(_words(GERMAN)),)


def of_samples(make: Callable[[Path], samples.Sample]) -> Callable[[Path], Truth]:
    """A builder of one of the project's samples; its words are those of all its pages."""

    def build(path: Path) -> Truth:
        return (Sheet(tuple(make(path).text.split())),)

    return build


# The folder

PICTURES: dict[str, Callable[[Path], Truth]] = {
    "Bilder/schwarzweiss.png": picture("1", {}),
    "Bilder/palette.png": picture("P", {}),
    "Bilder/durchsichtig.png": picture("RGBA", {}),
    "Bilder/durchsichtig-grau.png": picture("LA", {}),
    "Bilder/sechzehn-bit.png": picture("I;16", {}),
    "Bilder/bruchteile.tif": picture("F", {}),
    "Bilder/druckfarben.jpg": picture("CMYK", {"quality": 90}),
    "Bilder/fernsehfarben.tif": picture("YCbCr", {"compression": "jpeg"}),
    "Bilder/ohne-dpi.png": picture("L", {"dpi": None}),
    "Bilder/zu-grob.jpg": picture("L", {"dpi": (30, 30)}),
    "Bilder/zu-fein.png": picture("L", {"dpi": (30_000, 30_000)}),
    "Bilder/bitmap.bmp": picture("RGB", {}),
    "Bilder/gif.gif": picture("P", {"dpi": None}),
    "Bilder/webp.webp": picture("RGB", {"dpi": None, "quality": 80}),
    "Bilder/heic.heic": heic,
}
"""The same two lines, in every mode and format."""

PAPERS: dict[str, Callable[[Path], Truth]] = PICTURES | {
    "Vier Richtungen.pdf": four_directions,
    "Rotate.pdf": rotate_tags,
    "Rotate und CropBox.pdf": rotated_and_cropped,
    "Schief.pdf": skewed,
    "Verkehrt.pdf": simulated_scan,
    "Leer.pdf": blank,
    "Fax.tif": fax,
    "Sehr fein.tif": very_fine,
    "Durchsichtige Seiten.tif": alpha_pages,
    "Kompressionen.pdf": compressions,
    "Seitenrahmen.pdf": boxes,
    "Seiten gemischt.pdf": mixed_pages,
    "Seite gemischt.pdf": mixed_page,
    "Anderswo gelesen.pdf": read_elsewhere,
    "Von rechts.pdf": right_to_left,
    "Archiv.pdf": archive,
    "Formular.pdf": form,
    "Signiert.pdf": signed,
    "Nur lesen.pdf": owner_password,
    "Kanzlei Öztürk/Größe 漢字 🎉.pdf": plain_scan,
    "Brief.pdf": of_samples(partial(samples.german_letter, paragraphs=2)),
    "Rechnung.pdf": of_samples(samples.german_invoice),
    "Niederschrift.tif": of_samples(samples.german_minutes),
}
"""What is published: source, and what makes it."""

WHOLE_PAGES = ("Brief.pdf", "Rechnung.pdf", "Niederschrift.tif", "Verkehrt.pdf")
"""Pages with noise and small print, of which a word may be misread."""
EXACT = tuple(
    source for source in PAPERS if source not in (*WHOLE_PAGES, "Leer.pdf", "Von rechts.pdf")
)
"""Papers on which every word is read rightly, and can be told from all others."""

AGAIN = (
    "Vier Richtungen.pdf", "Schief.pdf", "Leer.pdf", "Kompressionen.pdf", "Seitenrahmen.pdf",
    "Seiten gemischt.pdf", "Seite gemischt.pdf", "Anderswo gelesen.pdf", "Archiv.pdf",
    "Formular.pdf", "Signiert.pdf", "Brief.pdf", "Fax.tif",
)  # fmt: skip
"""One of each sort, to be done a second time."""


# What cannot be processed


def user_password(path: Path) -> None:
    pdf = pikepdf.new()
    typed(pdf, "Geheim")
    pdf.save(path, encryption=pikepdf.Encryption(owner="chef", user="sesam"))


def please_wait(path: Path) -> None:
    """An XFA form: its one page says that only Adobe's programs can show it."""
    pdf = pikepdf.new()
    typed(pdf, "Please wait...")
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp:xdp/>"))
    pdf.save(path)


def no_pages(path: Path) -> None:
    pikepdf.new().save(path)


def bomb(path: Path) -> None:
    """A picture of 400 megapixels in half a megabyte."""
    Image.new("1", (20_000, 20_000), 1).save(path)


def written(content: bytes) -> Callable[[Path], None]:
    def build(path: Path) -> None:
        path.write_bytes(content)

    return build


REFUSED: dict[str, tuple[str, Callable[[Path], None]]] = {
    "Geheim.pdf": ("PasswordNeeded", user_password),
    "Bitte warten.pdf": ("FormNotSupported", please_wait),
    "Ohne Seiten.pdf": ("NoPages", no_pages),
    "Bombe.png": ("TooLarge", bomb),
    "Null.pdf": ("EmptyFile", written(b"")),
    "Kein PDF.pdf": ("UnsupportedType", written(b"This is not a PDF at all.\n" * 9)),
    "Kaputt.pdf": ("DamagedFile", written(b"%PDF-1.7\nobj obj obj\n%%EOF\n")),
    "Abgerissen.png": ("DamagedFile", written(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")),
}
"""What is not: source, the class of the error, and what makes it."""


def make_all(folder: Path) -> dict[str, Truth]:
    """Write every paper into the folder; what is true of those that will be published."""
    for source in (*PAPERS, *REFUSED):
        (folder / source).parent.mkdir(parents=True, exist_ok=True)
    for source, (_, refused) in REFUSED.items():
        refused(folder / source)
    return {source: build(folder / source) for source, build in PAPERS.items()}
