"""Scans and recordings as an office drops them, with their true text.

All of them are made from a seed.

``samples.toml`` holds the words. Papers are typeset with Pillow after DIN 5008, then "scanned":
slightly skewed, soft, shaded, folded and noisy. Recordings are spoken by SVOX Pico, which works
offline. The same seed gives the same bytes on the same machine.

    python tools/samples.py FOLDER [--kind demo | --kind pages N | --kind minutes M] [--seed S]
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import io
import itertools
import json
import re
import sys
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import av
import img2pdf
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from py_nanotts import NanoTTS  # type: ignore[import-untyped,unused-ignore]

Language = Literal["de", "en"]
Style = Literal["regular", "bold"]
Samples = NDArray[np.int16]

DPI = 300
RATE = 16_000
_MM = DPI / 25.4
_WIDTH_MM, _HEIGHT_MM = 210.0, 297.0
_MADE = datetime(
    2026, 3, 12, 9, 0, tzinfo=UTC
)  # When the samples claim to have been made: always the same moment.

# DIN 5008:2020, form B, in millimetres from the top left corner of the sheet.
_LEFT, _RIGHT = 25.0, 190.0
_ADDRESS_TOP, _INFORMATION_TOP, _INFORMATION_LEFT, _SUBJECT_TOP = 45.0, 50.0, 125.0, 97.5
_FOLDS = (105.0, 210.0)
_NEXT_PAGE_TOP, _BOTTOM = 32.0, 264.0

_BODY_PT, _SMALL_PT, _HEAD_PT = 11.0, 8.0, 17.0
_LINE_SPACING = 1.25
_BLACK_BELOW = 150  # Where a black-and-white scanner draws the line, of 255.
_RAGGED_MM = 6.0  # A word is broken only where the line would otherwise end this much too early.

_FONT_FILES: dict[Style, tuple[str, ...]] = {
    "regular": ("LiberationSans-Regular.ttf", "DejaVuSans.ttf", "arial.ttf"),
    "bold": ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf", "arialbd.ttf"),
}
_TEXTS: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("samples.toml").read_text(encoding="utf-8")
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class FontMissing(RuntimeError):
    """No font to typeset the samples; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence of a recording: its speaker, begin and end in seconds."""

    voice: Voice
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Sample:
    """A file and its true text, without broken words.

    ``turns``: when it is said, for recordings made here. ``print``: what else is known of a scan.
    """

    path: Path
    text: str
    turns: tuple[Turn, ...] = ()
    print: Print | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """What is known of a printed page beside its words."""

    blocks: tuple[str, ...] = ()
    """The text in stretches: each has one order, their own order is free."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Labels, and the values beside them."""
    aside: str = ""
    """Words that may be read or not: of stamps, say."""

    def __add__(self, other: Print) -> Print:
        """Both, one after the other."""
        aside = f"{self.aside}\n{other.aside}".strip()
        return Print(self.blocks + other.blocks, self.pairs + other.pairs, aside)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page before it is scanned, and its text in reading order.

    A4 at 300 dpi, grey.
    """

    picture: Image.Image
    text: str
    print: Print = Print()


# Words


def chance_of(seed: int, name: str) -> np.random.Generator:
    """A random stream for one sample, so that a new one changes no other."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language, and the chance that fills placeholders."""

    texts: dict[str, Any]
    chance: np.random.Generator

    def fill(self, text: str) -> str:
        """``text`` with every placeholder drawn."""
        return _PLACEHOLDER.sub(lambda place: self._draw(self.texts[place[1]]), text)

    def shuffled(self, name: str) -> list[str]:
        """The texts of a list in random order, with their placeholders."""
        return [self.texts[name][index] for index in self.chance.permutation(len(self.texts[name]))]

    def one(self, name: str) -> str:
        """One text of a list, filled."""
        return self._draw(self.texts[name])

    def _draw(self, choice: str | list[str | int]) -> str:
        match choice:
            case str():
                return self.fill(choice)
            case [int(low), int(high)]:
                return str(self.chance.integers(low, high, endpoint=True))
            case _:
                return self.fill(str(choice[int(self.chance.integers(len(choice)))]))


def words_of(language: Language, chance: np.random.Generator, *, heard: bool = False) -> Words:
    """The texts to print or, ``heard``, to say."""
    texts = _TEXTS[language]
    return Words(texts | (texts["heard"] if heard else texts["letterhead"]), chance)


# Paper


@cache
def _font(style: Style, points: float) -> ImageFont.FreeTypeFont:
    """The first font of a style that the system knows by name.

    Pillow looks where the system keeps its fonts.
    """
    for name in _FONT_FILES[style]:
        try:
            return ImageFont.truetype(name, points / 72 * DPI, layout_engine=ImageFont.Layout.BASIC)
        except OSError:
            continue
    msg = (
        f"No font to print the samples with ({', '.join(_FONT_FILES[style])}). Install one: apt "
        f"install fonts-liberation"
    )
    raise FontMissing(msg)


def broken_lines(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    """``text`` in lines of at most ``width`` pixels.

    Broken at spaces and, if it pays, at ``|``.
    """
    line = ""
    for word in text.split():
        syllables = word.split("|")
        start = f"{line} " if line else ""
        if font.getlength(start + "".join(syllables)) <= width:
            line = start + "".join(syllables)
            continue
        fitting = 0
        if width - font.getlength(line) > _RAGGED_MM * _MM:
            heads = range(len(syllables) - 1, 0, -1)
            fitting = next(
                (n for n in heads if font.getlength(f"{start}{''.join(syllables[:n])}-") <= width),
                0,
            )
        yield f"{start}{''.join(syllables[:fitting])}-" if fitting else line
        line = "".join(syllables[fitting:])
    yield line


@dataclass(slots=True)
class _Paper:
    """A sheet that is written on from top to bottom.

    Positions are in millimetres from its top left corner.
    """

    y: float = _NEXT_PAGE_TOP
    picture: Image.Image = field(
        default_factory=lambda: Image.new("L", _pixels(_WIDTH_MM, _HEIGHT_MM), 255)
    )
    said: list[str] = field(default_factory=list)

    def write(
        self, text: str, x: float, y: float, *, style: Style = "regular", points: float = _BODY_PT
    ) -> None:
        """One line, its top left corner at ``x``, ``y``."""
        self._print(text, x, y, _font(style, points))
        self.said.append(text)

    def write_right(self, text: str, right: float, y: float, *, style: Style = "regular") -> None:
        """One line that ends at ``right``."""
        self.write(text, right - _font(style, _BODY_PT).getlength(text) / _MM, y, style=style)

    def paragraph(self, text: str, *, style: Style = "regular", left: float = _LEFT) -> None:
        """Write ``text`` over the type area's width, with an empty line after it."""
        font = _font(style, _BODY_PT)
        for line in broken_lines(text, font, (_RIGHT - left) * _MM):
            self._print(line, left, self.y, font)
            self.y += _line_mm(_BODY_PT)
        self.y += _line_mm(_BODY_PT)
        self.said.append(text.replace("|", ""))

    def has_room(self, text: str, *, below: float = 0.0) -> bool:
        """Whether a paragraph ends above the footer with ``below`` mm to spare."""
        lines = sum(
            1 for _ in broken_lines(text, _font("regular", _BODY_PT), (_RIGHT - _LEFT) * _MM)
        )
        return self.y + lines * _line_mm(_BODY_PT) + below <= _BOTTOM

    def rule(self, left: float, right: float, y: float) -> None:
        """A thin horizontal line."""
        ImageDraw.Draw(self.picture).line((*_pixels(left, y), *_pixels(right, y)), fill=40, width=3)

    def sign(self, y: float, chance: np.random.Generator) -> None:
        """A scrawl that is no text, as pens leave it."""
        t = np.linspace(0, 1, 200)
        wave = sum(
            (
                chance.uniform(0.5, 2.0) * np.sin(2 * np.pi * (n * t + chance.random()))
                for n in (2, 3, 5, 7)
            ),
            np.zeros_like(t),
        )
        points = [
            _pixels(_LEFT + 2 + 45 * at, y + 6 + float(up)) for at, up in zip(t, wave, strict=True)
        ]
        ImageDraw.Draw(self.picture).line(points, fill=70, width=5, joint="curve")

    def sheet(self) -> Sheet:
        """What has been written, and its text."""
        return Sheet(self.picture, "\n".join(self.said))

    def _print(self, text: str, x: float, y: float, font: ImageFont.FreeTypeFont) -> None:
        ImageDraw.Draw(self.picture).text(_pixels(x, y), text, fill=25, font=font)


def _pixels(x: float, y: float) -> tuple[int, int]:
    return round(x * _MM), round(y * _MM)


def _line_mm(points: float) -> float:
    return points * _LINE_SPACING / 72 * 25.4


def _column(
    paper: _Paper, lines: Iterable[str], at: tuple[float, float], *, points: float = _BODY_PT
) -> None:
    x, y = at
    for number, line in enumerate(lines):
        paper.write(line, x, y + number * _line_mm(points), points=points)


def _headed_paper(words: Words, to: str) -> _Paper:
    """Letterhead, address and information block of a letter.

    The text begins at the subject.
    """
    paper = _Paper(y=_SUBJECT_TOP)
    house, address = words.texts["house"], words.texts["address"]
    paper.write(house, _LEFT, 14, style="bold", points=_HEAD_PT)
    paper.write(address, _LEFT, 23, points=9)
    paper.rule(_LEFT, _RIGHT, 30)
    paper.write(f"{house}, {address}", _LEFT, _ADDRESS_TOP + 5, points=6.5)
    _column(paper, (to, words.one("street"), words.one("town")), (_LEFT, _ADDRESS_TOP + 18))
    _column(
        paper,
        map(words.fill, words.texts["contact"]),
        (_INFORMATION_LEFT, _INFORMATION_TOP),
        points=9,
    )
    return paper


def _foot(paper: _Paper, words: Words) -> None:
    """The letterhead's footer, written last because it is read last."""
    paper.rule(_LEFT, _RIGHT, 276)
    for number, line in enumerate(words.texts["footer"]):
        paper.write(line, _LEFT + number * 58, 279, points=_SMALL_PT)


def letter(
    language: Language, chance: np.random.Generator, *, paragraphs: int
) -> tuple[Sheet, ...]:
    """A business letter on as many sheets as it takes.

    ``paragraphs`` stand between opening and closing.
    """
    words = words_of(language, chance)
    to = words.one("lady")
    papers = [_headed_paper(words, to)]
    papers[0].paragraph(words.one("subject"), style="bold")
    papers[0].paragraph(f"{words.texts['greeting']} {to},")
    body = itertools.islice(
        itertools.chain.from_iterable(words.shuffled("paragraphs") for _ in itertools.count()),
        paragraphs,
    )
    for text in map(words.fill, (words.one("opening"), *body, words.texts["closing"])):
        if not papers[-1].has_room(text, below=8):
            papers.append(_Paper())
            papers[-1].write_right(f"{words.texts['page']} {len(papers)}", _RIGHT, 18)
        papers[-1].paragraph(text)
    last = papers[-1]
    last.write(words.texts["farewell"], _LEFT, last.y)
    last.sign(last.y + 7, chance)
    _column(last, words.texts["signed"], (_LEFT, last.y + 22))
    _foot(papers[0], words)
    return tuple(paper.sheet() for paper in papers)


def invoice(chance: np.random.Generator, *, lines: int = 7) -> tuple[Sheet, ...]:
    """A German invoice with a small table and its totals.

    Position, article, quantity, price and amount.
    """
    words = words_of("de", chance)
    paper = _headed_paper(words, words.one("lady"))
    paper.paragraph(words.fill("Rechnung Nr. {number} vom {date}"), style="bold")
    paper.paragraph(
        "Wir erlauben uns, Ihnen die folgenden Leis|tungen und Liefe|rungen in Rech|"
        "nung zu stellen."
    )
    rights = (34.0, 128.0, 158.0, _RIGHT)  # Right edges of position, quantity, price and amount.
    _row(paper, ("Pos.", "Bezeichnung", "Menge", "Einzelpreis", "Betrag"), rights, style="bold")
    total = 0
    for position, index in enumerate(chance.permutation(len(words.texts["items"]))[:lines], 1):
        article, euros = words.texts["items"][index]
        quantity, cents = int(chance.integers(1, 12)), euros * 100 + int(chance.integers(1, 99))
        total += quantity * cents
        _row(
            paper,
            (str(position), article, str(quantity), _euro(cents), _euro(quantity * cents)),
            rights,
        )
    vat = round(total * 0.19)
    for name, cents in (
        ("Nettobetrag", total),
        ("zuzüglich 19 % USt", vat),
        ("Rechnungsbetrag", total + vat),
    ):
        _row(
            paper,
            ("", name, "", "", _euro(cents)),
            rights,
            style="bold" if cents > total else "regular",
        )
    paper.y += _line_mm(_BODY_PT)
    paper.paragraph(
        words.fill(
            "Bitte über|weisen Sie den Rechnungs|betrag bis zum {date} ohne Abzug auf unser unten "
            "genann|tes Konto."
        )
    )
    _foot(paper, words)
    return (paper.sheet(),)


def _row(
    paper: _Paper, cells: Sequence[str], rights: Sequence[float], *, style: Style = "regular"
) -> None:
    """A line of the table; the second cell stands left, the others right."""
    position, article, *numbers = cells
    if position:
        paper.write_right(position, rights[0], paper.y, style=style)
    paper.write(article, rights[0] + 4, paper.y, style=style)
    for text, right in zip(numbers, rights[1:], strict=True):
        if text:
            paper.write_right(text, right, paper.y, style=style)
    paper.y += _line_mm(_BODY_PT) + 2.2
    paper.rule(_LEFT, _RIGHT, paper.y - 1.4)


def _euro(cents: int) -> str:
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"


def minutes(chance: np.random.Generator) -> tuple[Sheet, ...]:
    """German minutes of a meeting on one sheet.

    Heading, who was there, and a resolution under each item.
    """
    words = words_of("de", chance)
    paper = _Paper(y=25)
    paper.write("Niederschrift", _LEFT, paper.y, style="bold", points=_HEAD_PT)
    paper.y += 12
    paper.paragraph(
        words.fill("über die Sitzung des Aus|schusses vom {date}, Beginn {hour}:00 Uhr, {street}")
    )
    paper.paragraph(
        f"Anwesend: {', '.join(words.shuffled('person')[:5])}; Protokoll: {words.one('lady')}"
    )
    for number, (item, text) in enumerate(
        zip(words.texts["agenda"], words.texts["resolutions"], strict=True), 1
    ):
        paper.paragraph(f"TOP {number}: {item}", style="bold")
        paper.paragraph(words.fill(text), left=_LEFT + 8)
    paper.paragraph(words.fill("Ende der Sitzung: {hour}:45 Uhr"))
    return (paper.sheet(),)


def report(language: Language, chance: np.random.Generator) -> Sheet:
    """A page of prose: a heading, then as many paragraphs as fit."""
    words = words_of(language, chance)
    paper = _Paper()
    paper.paragraph(words.one("subject"), style="bold")
    for text in map(words.fill, words.shuffled("paragraphs")):
        if paper.has_room(text):
            paper.paragraph(text)
    return paper.sheet()


def scanned(
    sheet: Sheet, chance: np.random.Generator, *, angle: float | None = None
) -> Image.Image:
    """The sheet as an office scanner delivers it.

    Soft, shaded, folded and noisy; grey, 300 dpi.

    Skewed by ``angle`` degrees counter-clockwise; without one by 0.3° to 1.2° to either side.
    """
    if angle is None:
        angle = chance.uniform(0.3, 1.2) * chance.choice([-1, 1])
    ink = sheet.picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(0.8)
    )
    height, width = ink.height, ink.width
    across = np.linspace(chance.uniform(0, 14), chance.uniform(0, 14), width, dtype=np.float32)
    down = np.linspace(chance.uniform(0, 8), chance.uniform(0, 8), height, dtype=np.float32)[
        :, None
    ]
    cockled = Image.fromarray(chance.normal(0, 2.0, (24, 17)).astype(np.float32)).resize(
        ink.size, Image.Resampling.BICUBIC
    )
    paper = 250 - across - down + np.asarray(cockled)
    for fold in _FOLDS:
        at = int(fold * _MM + chance.integers(-20, 20))
        paper[at : at + 6] -= chance.uniform(8, 16)
    noise = chance.standard_normal(paper.shape, dtype=np.float32) * np.float32(3.5)
    return Image.fromarray(np.clip(np.asarray(ink) / 255 * paper + noise, 0, 255).astype(np.uint8))


def write_scan(sheets: Sequence[Sheet], target: Path, chance: np.random.Generator) -> Sample:
    """Scan ``sheets`` to ``target``, whose suffix decides on the format.

    .pdf (grey JPEG pages), .tif (black and white, G4) or .png.
    """
    pictures = [scanned(sheet, chance) for sheet in sheets]
    if target.suffix == ".tif":
        pictures = [_black_and_white(picture) for picture in pictures]
    _save(pictures, target)
    return Sample(target, "\n".join(sheet.text for sheet in sheets))


def _black_and_white(picture: Image.Image) -> Image.Image:
    return picture.point(lambda grey: 255 * (grey > _BLACK_BELOW)).convert("1")


def _save(
    pictures: Sequence[Image.Image], target: Path, *, dpi: tuple[float, float] | None = (DPI, DPI)
) -> None:
    """Write pictures as scanners do.

    Without ``dpi`` the file says nothing about its resolution.
    """
    first, *rest = pictures
    said: dict[str, Any] = {} if dpi is None else {"dpi": dpi}
    match target.suffix:
        case ".pdf":
            pages = [_pdf_stream(picture, said) for picture in pictures]
            target.write_bytes(
                img2pdf.convert(
                    pages,
                    engine=img2pdf.Engine.internal,
                    producer="Scanner",
                    creationdate=_MADE,
                    moddate=_MADE,
                )
            )
        case ".tif":
            packing = "group4" if first.mode == "1" else "tiff_adobe_deflate"
            first.save(target, compression=packing, save_all=True, append_images=rest, **said)
        case ".png" if not rest:
            first.save(target, compress_level=3, **said)
        case ".jpg" if not rest:
            first.save(target, quality=85, **said)
        case _:
            msg = (
                f"a scan is .pdf, .tif or, with one page, .png or .jpg: {target.name}, "
                f"{len(pictures)} pages"
            )
            raise ValueError(msg)


def _pdf_stream(picture: Image.Image, said: dict[str, Any]) -> bytes:
    """The picture in a scanner's PDF: JPEG, or a fax's G4.

    G4 if it is black and white.
    """
    target = io.BytesIO()
    if picture.mode == "1":
        picture.save(target, "TIFF", compression="group4", **said)
    else:
        picture.save(target, "JPEG", quality=80, **said)
    return target.getvalue()


# Every kind of page that an office has


def _as_scanned(sheet: Sheet, chance: np.random.Generator, _number: int) -> Image.Image:
    return scanned(sheet, chance)


def _skewed(sheet: Sheet, chance: np.random.Generator, number: int) -> Image.Image:
    """Page after page skewed by 1°, 2°, 3°, 4°, to the left and right."""
    return scanned(
        sheet, chance, angle=(1, -2, 3, -4, -1, 2, -3, 4)[number % 8] + chance.uniform(-0.3, 0.0)
    )


def _turned(sheet: Sheet, chance: np.random.Generator, number: int) -> Image.Image:
    """Fed in sideways or upside down."""
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return scanned(sheet, chance).transpose(turns[number % 3])


def _faxed(sheet: Sheet, chance: np.random.Generator, _number: int) -> Image.Image:
    """Group 3 "fine": 204 dpi across, 196 down, black and white."""
    across, down = _FAX_DPI
    picture = scanned(sheet, chance)
    size = round(picture.width * across / DPI), round(picture.height * down / DPI)
    return _black_and_white(picture.resize(size, Image.Resampling.BOX))


def _at(dpi: int) -> _Taking:
    """Scanned at another resolution.

    Above 300 dpi enlarged, so sharper than a scanner's optics but no more detailed.
    """

    def take(sheet: Sheet, chance: np.random.Generator, _number: int) -> Image.Image:
        picture = scanned(sheet, chance)
        size = round(picture.width * dpi / DPI), round(picture.height * dpi / DPI)
        return picture.resize(size, Image.Resampling.BOX if dpi < DPI else Image.Resampling.LANCZOS)

    return take


def _deep(sheet: Sheet, chance: np.random.Generator, _number: int) -> Image.Image:
    """16 bits of grey, as scanners for film and archives deliver it.

    The lower byte is noise.
    """
    high = np.asarray(scanned(sheet, chance)).astype(np.uint16) << 8
    return Image.fromarray(high | chance.integers(0, 256, high.shape, dtype=np.uint16))


def _photographed(sheet: Sheet, chance: np.random.Generator, _number: int) -> Image.Image:
    """Photographed on a dark table, by hand with a telephone.

    Seen slightly from the side, in uneven and warm light; 12 megapixels.
    """
    paper = scanned(sheet, chance, angle=0)
    width, height = _PHOTO
    edges = np.array([(0.06, 0.05), (0.94, 0.05), (0.94, 0.95), (0.06, 0.95)]) + chance.uniform(
        -0.025, 0.025, (4, 2)
    )
    corners = np.array(
        [(0, 0), (paper.width, 0), (paper.width, paper.height), (0, paper.height)], dtype=float
    )
    look = [float(number) for number in _perspective(edges * (width, height), corners)]
    photo = paper.transform(
        _PHOTO, Image.Transform.PERSPECTIVE, look, Image.Resampling.BICUBIC, fillcolor=60
    )
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    lamp = chance.uniform(0.0, 1.0, 2)
    light = 1.0 - 0.45 * np.hypot(across - lamp[0], down - lamp[1]).astype(np.float32) / np.float32(
        2**0.5
    )
    grain = chance.standard_normal(light.shape, dtype=np.float32) * np.float32(3)
    grey = np.asarray(photo.filter(ImageFilter.GaussianBlur(0.7))) * light + grain
    colours = np.clip(grey[..., None] * np.array([1.0, 0.97, 0.88], dtype=np.float32), 0, 255)
    return Image.fromarray(colours.astype(np.uint8))


def _perspective(seen: NDArray[np.float64], flat: NDArray[np.float64]) -> NDArray[np.float64]:
    """The eight numbers of Pillow's perspective transform.

    They lead from each place of the photo to the one on the sheet, from four corners.
    """
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [(x, y, 1, 0, 0, 0, -u * x, -u * y), (0, 0, 0, x, y, 1, -v * x, -v * y)]
    return np.linalg.solve(np.array(rows), flat.ravel())


_Printing = Callable[[np.random.Generator, int], Sheet | tuple[Sheet, ...]]
_Taking = Callable[[Sheet, np.random.Generator, int], Image.Image]
_FAX_DPI = (204.0, 196.0)
_PHOTO = (3024, 4032)


def _letter(chance: np.random.Generator, number: int) -> Sheet:  # noqa: ARG001 - a _Printing
    return letter("de", chance, paragraphs=3)[0]


def _invoice(chance: np.random.Generator, number: int) -> Sheet:  # noqa: ARG001 - a _Printing
    return invoice(chance)[0]


def _minutes(chance: np.random.Generator, number: int) -> Sheet:  # noqa: ARG001 - a _Printing
    return minutes(chance)[0]


def _prose(language: Language) -> Callable[[np.random.Generator, int], Sheet]:
    return lambda chance, _: report(language, chance)


def _mixed(chance: np.random.Generator, number: int) -> Sheet:
    """German prose, German minutes and English prose in turn."""
    printings: tuple[Callable[[np.random.Generator, int], Sheet], ...] = (
        _prose("de"),
        _minutes,
        _prose("en"),
    )
    return printings[number % len(printings)](chance, number)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of page: its print, its way to a picture and its file format.

    ``ordered``: there is only one order to read it in, so that errors can be counted in order.
    ``dpi``: of its pictures, where these do not say it themselves.
    """

    suffix: str
    printing: _Printing = _mixed
    taking: _Taking = _as_scanned
    dpi: tuple[float, float] | None = (DPI, DPI)
    ordered: bool = True


KINDS = {
    "German letters": Kind(".pdf", _letter, ordered=False),
    "German prose": Kind(".pdf", _prose("de")),
    "English prose": Kind(".pdf", _prose("en")),
    "invoices": Kind(".pdf", _invoice, ordered=False),
    "minutes": Kind(".pdf", _minutes),
    "skewed": Kind(".pdf", taking=_skewed),
    "rotated": Kind(".pdf", taking=_turned),
    "fax": Kind(".tif", taking=_faxed, dpi=_FAX_DPI),
    "100 dpi": Kind(".pdf", taking=_at(100), dpi=(100, 100)),
    "150 dpi": Kind(".pdf", taking=_at(150), dpi=(150, 150)),
    "200 dpi": Kind(".pdf", taking=_at(200), dpi=(200, 200)),
    "400 dpi": Kind(".pdf", taking=_at(400), dpi=(400, 400)),
    "600 dpi": Kind(".pdf", taking=_at(600), dpi=(600, 600)),
    "16-bit TIFF": Kind(".tif", taking=_deep),
    "16-bit PNG": Kind(".png", taking=_deep),
    "photo": Kind(".jpg", taking=_photographed, dpi=None),
}
"""By name, every kind of page that the accuracy is measured on."""


def pages_of(
    kind: str, folder: Path, *, count: int, seed: int = 1, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Sample, ...]:
    """Write ``count`` documents of one of the ``kinds``, each in its own file.

    A larger count leaves the first ones as they are.
    """
    how = kinds[kind]
    found = []
    for number in range(count):
        chance = chance_of(seed, f"{kind} {number}")
        printed = how.printing(chance, number)
        sheets = printed if isinstance(printed, tuple) else (printed,)
        target = folder / f"{kind.replace(' ', '-')}-{number + 1:02}{how.suffix}"
        pictures = [how.taking(sheet, chance, number) for sheet in sheets]
        _save(pictures, target, dpi=pictures[0].info.get("dpi", how.dpi))
        text = "\n".join(sheet.text for sheet in sheets)
        found.append(Sample(target, text, print=sum((each.print for each in sheets), Print())))
    return tuple(found)


def leaflets(target: Path, *, pages: int, distinct: int = 25, seed: int = 1) -> Sample:
    """A PDF of many small pages that are cheap to read.

    Half a sheet, one paragraph, black and white; some repeat.
    """
    chance = chance_of(seed, "leaflets")
    words = words_of("de", chance)
    sheets = []
    for text in itertools.islice(itertools.cycle(words.texts["paragraphs"]), min(pages, distinct)):
        paper = _Paper()
        paper.paragraph(words.fill(text))
        sheets.append(paper.sheet())
    halves = [
        _black_and_white(sheet.picture.crop((0, 0, *_pixels(_WIDTH_MM, _HEIGHT_MM / 2))))
        for sheet in sheets
    ]
    _save([halves[number % len(halves)] for number in range(pages)], target)
    return Sample(target, "\n".join(sheets[number % len(sheets)].text for number in range(pages)))


# Sound


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of SVOX Pico and its pitch: 1 as it is, below it deeper.

    ``de-DE``, ``en-GB`` or ``en-US``.
    """

    name: str
    pitch: float = 1.0


HIGH, DEEP = Voice("de-DE", 1.0), Voice("de-DE", 0.8)
BRITISH = Voice("en-GB", 0.9)
_M_PERTURB = -6  # malloc.h


@contextlib.contextmanager
def zeroed_memory() -> Iterator[None]:
    """Have ``malloc`` hand out zeros.

    py-nanotts 0.1.1 gives Pico 2.5 MB as they come, and Pico reads before it writes.

    Otherwise a sentence sounds a little different after another one. Works with glibc
    (``mallopt(3)``: memory is filled with the complement of the byte); elsewhere recordings may
    differ in some bytes.
    """
    try:
        fill = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        yield
        return
    fill(_M_PERTURB, 0xFF)
    try:
        yield
    finally:
        fill(_M_PERTURB, 0)


@dataclass(frozen=True, slots=True)
class Speech:
    """A spoken sentence and the silence after it: mono, 16 kHz."""

    voice: Voice
    text: str
    sound: Samples
    pause: Samples


def speech_of(
    sentences: Iterable[tuple[Voice, str]],
    chance: np.random.Generator,
    pause: tuple[float, float] = (0.4, 1.1),
) -> Iterator[Speech]:
    """Each sentence with a random pause after it, within these seconds."""
    speaker = NanoTTS()
    for voice, sentence in sentences:
        # Pico reads "12.000" as "zwölf, null"; the point is how it is written, not how it is said.
        said = re.sub(r"(?<=\d)\.(?=\d{3})", "", sentence)
        with zeroed_memory():
            pcm = speaker.speak(said, voice=voice.name, speed=0.95, pitch=voice.pitch)
        silence = np.zeros(int(chance.uniform(*pause) * RATE), np.int16)
        yield Speech(voice, sentence, np.frombuffer(pcm, "<i2"), silence)


def record_speech(
    speech: Iterable[Speech], target: Path, chance: np.random.Generator, *, lead: float = 0.5
) -> Sample:
    """Record ``speech`` in a quiet room, after ``lead`` seconds of silence.

    The suffix decides: .wav, .m4a or .mp3.
    """
    said = tuple(
        speech
    )  # chance is needed for the words and pauses first, for the noise of the room afterwards
    silence = np.zeros(round(lead * RATE), np.int16)
    write_sound(
        (silence, *(piece for each in said for piece in (each.sound, each.pause))), target, chance
    )
    turns = []
    at = silence.size
    for each in said:
        turns.append(Turn(each.voice, each.text, at / RATE, (at + each.sound.size) / RATE))
        at += each.sound.size + each.pause.size
    return Sample(target, " ".join(turn.text for turn in turns), tuple(turns))


def record(
    sentences: Iterable[tuple[Voice, str]], target: Path, chance: np.random.Generator
) -> Sample:
    """Have ``sentences`` read out, as ``taped``."""
    return record_speech(speech_of(sentences, chance), target, chance)


def write_sound(pieces: Iterable[Samples], target: Path, chance: np.random.Generator) -> None:
    """Write ``pieces`` one after the other with a little noise.

    WAV as they are, AAC and MP3 as a telephone does.

    No more than a second and a piece are held in memory.
    """
    codec, rate = {
        ".wav": ("pcm_s16le", RATE),
        ".m4a": ("aac", 44_100),
        ".mp3": ("libmp3lame", 44_100),
    }[target.suffix]
    # "bitexact" leaves out what differs from run to run or version to version.
    with av.open(str(target), "w", container_options={"fflags": "+bitexact"}) as container:
        container.metadata["creation_time"] = _MADE.isoformat()
        stream = container.add_stream(codec, rate=rate, layout="mono")
        assert isinstance(stream, av.AudioStream)  # noqa: S101 - mypy cannot know it
        for number, samples in enumerate(_by_the_second(pieces)):
            noisy = np.clip(samples + chance.normal(0, 10, samples.size), -32_768, 32_767).astype(
                np.int16
            )
            frame = av.AudioFrame.from_ndarray(noisy[None], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, number * RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _by_the_second(pieces: Iterable[Samples]) -> Iterator[Samples]:
    """The same samples, a second at a time; the last may be shorter."""
    rest = np.zeros(0, np.int16)
    for piece in pieces:
        rest = np.concatenate((rest, piece))
        whole = rest.size // RATE * RATE
        yield from rest[:whole].reshape(-1, RATE)
        rest = rest[whole:]
    if rest.size:
        yield rest


def meeting(words: Words) -> Iterator[tuple[Voice, str]]:
    """What two people say in a German meeting, in turns and without end.

    Nothing is said twice.
    """
    said = set[str]()
    for voice in itertools.cycle((HIGH, DEEP)):
        turn = (
            words.fill(text)
            for text in itertools.chain.from_iterable(
                words.shuffled("meeting") for _ in itertools.count()
            )
        )
        for sentence in itertools.islice(
            (text for text in turn if text not in said), int(words.chance.integers(1, 4))
        ):
            said.add(sentence)
            yield voice, sentence


# The samples


def german_letter(target: Path, *, seed: int = 1, paragraphs: int = 9) -> Sample:
    """A German letter; with nine paragraphs two pages."""
    chance = chance_of(seed, "german letter")
    return write_scan(letter("de", chance, paragraphs=paragraphs), target, chance)


def english_letter(target: Path, *, seed: int = 1) -> Sample:
    """An English letter of one page."""
    chance = chance_of(seed, "english letter")
    return write_scan(letter("en", chance, paragraphs=3), target, chance)


def german_invoice(target: Path, *, seed: int = 1) -> Sample:
    """A German invoice of one page with a table."""
    chance = chance_of(seed, "german invoice")
    return write_scan(invoice(chance), target, chance)


def german_minutes(target: Path, *, seed: int = 1) -> Sample:
    """The German minutes of a meeting, on one page of paper."""
    chance = chance_of(seed, "german minutes")
    return write_scan(minutes(chance), target, chance)


def scan(target: Path, *, pages: int, seed: int = 1) -> Sample:
    """Letters, invoices and minutes as one scan of exactly ``pages`` pages.

    German and English.
    """
    chance = chance_of(seed, "scan")

    def papers() -> Iterator[Sheet]:
        for _ in itertools.count():
            yield from letter("de", chance, paragraphs=9)
            yield from invoice(chance)
            yield from letter("en", chance, paragraphs=3)
            yield from minutes(chance)

    return write_scan(tuple(itertools.islice(papers(), pages)), target, chance)


def german_meeting(target: Path, *, seed: int = 1, sentences: int = 14) -> Sample:
    """A minute or so of a German meeting: two voices."""
    chance = chance_of(seed, "german meeting")
    return record(
        tuple(itertools.islice(meeting(words_of("de", chance, heard=True)), sentences)),
        target,
        chance,
    )


def english_memo(target: Path, *, seed: int = 1) -> Sample:
    """A telephone memo in English: one voice, about 45 seconds."""
    chance = chance_of(seed, "english memo")
    words = words_of("en", chance, heard=True)
    return record(
        tuple((BRITISH, words.fill(text)) for text in words.texts["memo"]), target, chance
    )


def german_dictation(target: Path, *, seed: int = 1) -> Sample:
    """A dictated German letter with spoken punctuation, half a minute.

    "Komma", "Punkt", "neuer Absatz".
    """
    chance = chance_of(seed, "german dictation")
    words = words_of("de", chance, heard=True)
    return record(
        tuple((HIGH, words.fill(text)) for text in words.texts["dictation"]), target, chance
    )


def recording(target: Path, *, minutes: float, seed: int = 1) -> Sample:
    """A German meeting of two voices that lasts at least ``minutes``.

    It is only a sentence longer.
    """
    chance = chance_of(seed, "recording")

    def long_enough() -> Iterator[Speech]:
        length = 0
        for speech in speech_of(meeting(words_of("de", chance, heard=True)), chance):
            yield speech
            length += speech.sound.size + speech.pause.size
            if length >= minutes * 60 * RATE:
                break

    return record_speech(long_enough(), target, chance, lead=0)


def demo(folder: Path, *, seed: int = 1) -> tuple[Sample, ...]:
    """The samples of `make demo`: two scans and two recordings.

    One of each is German, one English.
    """
    return (
        german_letter(folder / "Brief.pdf", seed=seed),
        english_letter(folder / "Letter.png", seed=seed),
        german_meeting(folder / "Sitzung.m4a", seed=seed),
        english_memo(folder / "Memo.mp3", seed=seed),
    )


# The command


def main(arguments: Sequence[str]) -> int:
    """Write the samples that ``arguments`` ask for.

    Their texts go beside them, to ``truth.json``.
    """
    parser = argparse.ArgumentParser(
        prog="samples.py", description="Make sample scans and recordings."
    )
    parser.add_argument("folder", type=Path, help="where to put them; made if missing")
    parser.add_argument(
        "--kind", nargs="+", default=["demo"], metavar="KIND", help="demo | pages N | minutes M"
    )
    parser.add_argument("--seed", type=int, default=1, help="another number makes other samples")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    samples: tuple[Sample, ...]
    try:
        match options.kind:
            case ["demo"]:
                samples = demo(options.folder, seed=options.seed)
            case ["pages", number]:
                samples = (
                    scan(
                        options.folder / f"scan-{number}.pdf", pages=int(number), seed=options.seed
                    ),
                )
            case ["minutes", number]:
                target = options.folder / f"recording-{number}.m4a"
                samples = (recording(target, minutes=float(number), seed=options.seed),)
            case _:
                parser.error("--kind is one of: demo, pages N, minutes M")
    except (FontMissing, ValueError) as error:
        parser.error(str(error))
    truths = options.folder / "truth.json"
    truth = json.loads(truths.read_text(encoding="utf-8")) if truths.exists() else {}
    truth |= {sample.path.name: sample.text for sample in samples}
    truths.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
