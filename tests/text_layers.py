"""PDFs to add text layers to, and the three readers that matter: Poppler, pdfium, pypdf."""

from __future__ import annotations

import ctypes
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word

FRAKTUR = "\U0001d518\U0001d52b\U0001d526"
A4 = (0, 0, 595, 842)


@dataclass(frozen=True)
class Sheet:
    media: tuple[int, int, int, int]
    crop: tuple[int, int, int, int] | None
    rotate: int
    unit: float


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    left, bottom = draw(st.integers(-300, 300)), draw(st.integers(-300, 300))
    width, height = draw(st.integers(300, 900)), draw(st.integers(300, 900))
    media = (left, bottom, left + width, bottom + height)
    margins = draw(st.none() | st.tuples(*[st.integers(0, 100)] * 4))
    crop = margins and (
        left + margins[0],
        bottom + margins[1],
        media[2] - margins[2],
        media[3] - margins[3],
    )
    return Sheet(
        media, crop, draw(st.sampled_from((0, 90, 180, 270))), draw(st.sampled_from((1, 2.5)))
    )


def a_pdf(path: Path, *sheets: Sheet) -> Path:
    document = pikepdf.new()
    for sheet in sheets or (Sheet(A4, None, 0, 1),):
        document.add_blank_page()
        page = document.pages[-1].obj
        page.MediaBox = pikepdf.Array(sheet.media)
        if sheet.crop:
            page.CropBox = pikepdf.Array(sheet.crop)
        page.Rotate = sheet.rotate
        page.UserUnit = sheet.unit
        page.Contents = document.make_stream(b"q 0 0 1 rg 10 10 20 20 re f Q")
    document.save(path)
    return path


def lines_of_words(*lines: str, left: float = 100, digital: bool = False) -> tuple[Word, ...]:
    """Words in lines one below the other at 300 dpi; a letter is 20 pixels wide."""
    words = []
    for number, line in enumerate(lines):
        x = left
        for text in line.split():
            box = Box(x, 100 + 80 * number, x + 20 * len(text), 140 + 80 * number)
            words.append(Word(text, box, 0.9, 0, 0, number, digital=digital))
            x = box.right + 18
    return tuple(words)


def a_page(*words: Word, number: int = 1, angle: int = 0) -> Page:
    return Page(number, 2479, 3508, 300, words, angle=angle)


def poppler(pdf: Path) -> str:
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub("[\u202a-\u202e\f]", "", text)


def pdfium(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(str(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()


def by_pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


READERS = [poppler, pdfium, by_pypdf]


def boxes_by_poppler(pdf: Path) -> dict[str, Box]:
    """Displayed points, origin top left."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-cropbox", pdf, "-"], capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', told
    )
    return {text: Box(*(float(edge) for edge in edges)) for *edges, text in found}


def boxes_by_pdfium(pdf: Path, width: int, height: int) -> dict[str, Box]:
    """Pixels of the displayed page, ``width`` × ``height``."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        text = page.get_textpage()
        result = {}
        for match in re.finditer(r"\w+", text.get_text_range()):
            edges = [text.get_charbox(index, loose=True) for index in range(*match.span())]
            points = [
                on_device(page, (width, height), corner)
                for edge in edges
                for corner in (edge[:2], edge[2:])
            ]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            result[match.group()] = Box(min(xs), min(ys), max(xs), max(ys))
        return result
    finally:
        document.close()


def on_device(
    page: pypdfium2.PdfPage, size: tuple[int, int], point: tuple[float, float]
) -> tuple[int, int]:
    x, y = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, *point, x, y)
    return x.value, y.value
