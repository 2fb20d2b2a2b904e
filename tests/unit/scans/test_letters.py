"""Ink in the shape of letters."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.scans.letters import letters_in

LINES = ("Die Abholung der gelben Tonnen", "erfolgt am Dienstag um sieben Uhr,", "bitte pünktlich.")


def printed(size: int, *, ink: int = 0, paper: int = 255) -> Image.Image:
    page = Image.new("L", (30 * size, 12 * size), paper)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", size)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((size, (2 + 2 * number) * size), line, ink, font)
    return page


@pytest.mark.parametrize("size", [16, 40, 100, 300])
def test_letters_have_the_height_of_an_x(size: int) -> None:
    found = letters_in(printed(size))

    assert found is not None
    assert 0.45 * size <= found.height <= 0.75 * size
    assert len(found.boxes) >= 40
    assert found.share > 0.5


@pytest.mark.parametrize(("ink", "paper"), [(255, 20), (240, 150)])
def test_light_letters_are_letters(ink: int, paper: int) -> None:
    found = letters_in(printed(40, ink=ink, paper=paper))

    assert found is not None
    assert found.lighter


def test_pale_letters_are_seen_if_asked_for() -> None:
    page = printed(40, ink=232)

    assert letters_in(page) is None
    assert letters_in(page, contrast=14) is not None


def test_rules_circles_and_paper_are_no_letters() -> None:
    page = Image.new("L", (1200, 900), "white")
    draw = ImageDraw.Draw(page)
    for place in range(0, 1200, 60):
        draw.line((place, 0, place, 900), "black", 2)
        draw.line((0, place, 1200, place), "black", 2)
    draw.ellipse((200, 200, 420, 420), outline="black", width=4)

    assert letters_in(page) is None
    assert letters_in(Image.new("L", (1, 1))) is None


def test_grain_has_a_small_share_of_letters() -> None:
    grain = np.random.default_rng(1).normal(128, 40, (400, 300)).clip(0, 255).astype(np.uint8)

    found = letters_in(Image.fromarray(grain).resize((1200, 1600)))

    assert found is None or found.share < 0.4
