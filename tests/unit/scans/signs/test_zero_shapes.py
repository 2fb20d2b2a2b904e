"""Zeros with a dot or a slash, drawn in types that have them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.signs.zero_shapes import with_marked_zeros

_PRINTED = ("Artikel", "Nummer", "1007", "Summe", "608,06", "Kasse", "9863", "2080", "Datum")


def _read(
    folder: Path, face: str, size: int, read: dict[str, str], *, slashed: bool = False
) -> list[str]:
    """The words, each on a line, some of them misread; ``slashed``: a line across each zero."""
    font = ImageFont.truetype(face, size)
    sheet, path = Image.new("L", (700, 90 * len(_PRINTED)), 250), folder / "page.pgm"
    pen, words = ImageDraw.Draw(sheet), []
    for at, text in enumerate(_PRINTED):
        pen.text((40, 90 * at + 20), text, 20, font)
        for place in (each for each, sign in enumerate(text) if slashed and sign == "0"):
            corner = 40 + font.getlength(text[:place]), 90 * at + 20
            left, top, right, bottom = pen.textbbox(corner, "0", font)
            x, y = (right - left) / 5, (bottom - top) / 6
            pen.line((left + x, bottom - y, right - x, top + y), 20, max(2, size // 13))
        box = Box(*map(float, pen.textbbox((40, 90 * at + 20), text, font)))
        words.append(Word(read.get(text, text), box, 0.9, at, at, at))
    sheet.save(path)
    found = with_marked_zeros(PageImage(path, *sheet.size, 300), tuple(words))
    return [word.text for word in found]


@pytest.mark.parametrize("face", ["LiberationMono-Regular.ttf", "DejaVuSansMono.ttf"])
@pytest.mark.parametrize("size", [23, 46, 60])
def test_dotted_zeros_are_zeros(tmp_path: Path, face: str, size: int) -> None:
    read = {"1007": "1997", "608,06": "698,86", "2080": "2989"}

    assert _read(tmp_path, face, size, read) == list(_PRINTED)


@pytest.mark.parametrize("size", [30, 46])
def test_slashed_zeros_are_zeros(tmp_path: Path, size: int) -> None:
    read = {"1007": "1087", "608,06": "6@8,86", "2080": "2988"}

    found = _read(tmp_path, "NimbusMonoPS-Regular.otf", size, read, slashed=True)

    assert found == list(_PRINTED)


@pytest.mark.parametrize("face", ["NimbusMonoPS-Regular.otf", "LiberationSans-Regular.ttf"])
def test_figures_of_other_types_stay_as_they_were_read(tmp_path: Path, face: str) -> None:
    read = {"1007": "1997"}

    assert _read(tmp_path, face, 46, read) == [read.get(text, text) for text in _PRINTED]
