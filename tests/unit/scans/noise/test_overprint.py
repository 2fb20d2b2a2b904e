"""Pale letters across the text, and pages that have none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont

from pipeline.scans.noise.overprint import without_overprint


def _page() -> Image.Image:
    page = Image.new("L", (1600, 2200), 245)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    for row in range(150, 2000, 80):
        ImageDraw.Draw(page).text((120, row), "Die Übergabe ist am 3. Mai um 12 Uhr.", 25, font)
    return page


def _printed_across(page: Image.Image, shade: int) -> Image.Image:
    mark = Image.new("L", (1500, 500), 255)
    font = ImageFont.truetype("LiberationSans-Bold.ttf", 420)
    ImageDraw.Draw(mark).text((20, 10), "KOPIE", shade, font)
    mark = mark.rotate(30, expand=True, fillcolor=255)
    across = Image.new("L", page.size, 255)
    across.paste(mark, (100, 500))
    return ImageChops.darker(page, across)


@pytest.mark.parametrize("shade", [110, 150, 190])
def test_pale_letters_go_and_print_stays(shade: int) -> None:
    page = _page()

    clear = without_overprint(_printed_across(page, shade))

    assert clear is not None
    ink, found = np.asarray(page) < 60, np.asarray(clear)
    assert (found[ink] < 60).mean() > 0.99
    assert (found[~ink] > 200).mean() > 0.93


def test_print_alone_and_print_as_dark_as_the_text_stay() -> None:
    assert without_overprint(_page()) is None
    assert without_overprint(_printed_across(_page(), 30)) is None


def test_photographs_and_blank_paper_stay() -> None:
    slope = np.linspace(20, 200, 800).astype(np.uint8)
    page = _page()
    page.paste(Image.fromarray(np.tile(slope, (500, 1))), (200, 1000))

    assert without_overprint(page) is None
    assert without_overprint(Image.new("L", (300, 300), 250)) is None
    assert without_overprint(Image.new("L", (5, 5), 250)) is None
