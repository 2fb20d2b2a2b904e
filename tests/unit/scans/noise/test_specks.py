"""Which pieces of ink are specks: not what belongs to print."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.scans.noise.components import components_of, runs_of
from pipeline.scans.noise.specks import specks_of

_LINES = (
    "Für Öl, Äpfel und Übergabe: § 4 Abs. 2; z. B. am 03.04.2026,",
    "im Mai? Ja! Wie vereinbart, sind fünf Mäuse i. V. m. Nr. 7 fällig.",
    "- die Miete ist jeweils 1.234,56 EUR hoch;",
    "Gesamtbetrag ........................ 2.480,90 EUR",
    "findet die Einigung nicht statt, gilt die Liste mit 12 % Skonto.",
)
_FONTS = ("LiberationSans-Regular.ttf", "LiberationSerif-Regular.ttf", "DejaVuSans.ttf")


def _printed(font: str, points: float, dpi: int) -> Image.Image:
    size = points / 72 * dpi
    page = Image.new("L", (round(42 * size), round(34 * size)), 245)
    face = ImageFont.truetype(font, size)
    for number in range(20):
        place = size, (1 + 1.6 * number) * size
        ImageDraw.Draw(page).text(place, _LINES[number % len(_LINES)], 25, face)
    return page


def _specked(page: Image.Image, count: int, *, side: int) -> Image.Image:
    chance = np.random.default_rng(5)
    grey = np.array(page)
    rows, columns = (chance.integers(2, edge - 9, count) for edge in grey.shape)
    for row, column in zip(rows, columns, strict=True):
        grey[row : row + side, column : column + side] = 60
    return Image.fromarray(grey)


def _found(page: Image.Image, dpi: int) -> tuple[int, int]:
    """How many pieces of ink there are, and how many of them are specks."""
    specks = specks_of(components_of(runs_of(np.asarray(page) < 190)), dpi)
    return len(specks), int(specks.sum())


@pytest.mark.parametrize("font", _FONTS)
@pytest.mark.parametrize(
    ("points", "dpi"), [(7, 300), (8, 300), (10, 300), (12, 300), (9, 200), (12, 200)]
)
def test_a_page_never_loses_its_dots(font: str, points: float, dpi: int) -> None:
    _, specks = _found(_printed(font, points, dpi), dpi)

    assert not specks


@pytest.mark.parametrize("font", _FONTS)
@pytest.mark.parametrize(("points", "side"), [(8, 2), (10, 3), (12, 3)])
def test_most_specks_are_found(font: str, points: float, side: int) -> None:
    page = _printed(font, points, 300)

    before, _ = _found(page, 300)
    pieces, specks = _found(_specked(page, 400, side=side), 300)

    assert specks >= 0.55 * (pieces - before)


def test_worn_print_keeps_its_fragments() -> None:
    page = _printed(_FONTS[1], 10, 300)
    grey = np.array(page)
    grey[:, ::7] = 245  # cut into pieces
    worn = Image.fromarray(grey)

    assert _found(worn, 300)[1] == 0


def test_a_page_without_letters_has_no_specks() -> None:
    assert _found(_specked(Image.new("L", (900, 900), 245), 50, side=2), 300)[1] == 0
