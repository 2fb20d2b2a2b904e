"""Coloured ink is told from black."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from pipeline.scans.unread.colours import (
    LOOKED_AT,
    coloured_ink,
    coloured_page,
    coloured_places,
    without_colour,
)


def a_page() -> Image.Image:
    page = Image.new("RGB", (1600, 2000), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((100, 100, 700, 140), fill="black")
    draw.rectangle((800, 1000, 1300, 1100), fill=(200, 0, 0))
    return page


def test_a_stamp_is_a_coloured_place_and_black_is_none() -> None:
    (place,) = coloured_places(a_page().reduce(LOOKED_AT))

    assert (place.left, place.top) <= (800, 1000)
    assert (place.right, place.bottom) >= (1300, 1100)
    assert place.top > 900
    assert coloured_places(a_page().convert("L").convert("RGB").reduce(LOOKED_AT)) == ()
    assert coloured_places(Image.new("RGB", (200, 250), "yellow")) == ()


def test_without_colour_black_stays_and_the_stamp_is_paper() -> None:
    grey = without_colour(a_page())

    assert grey.getpixel((400, 120)) == 0
    assert grey.getpixel((1000, 1050)) == 255
    assert coloured_ink(a_page()).sum() == 501 * 101


def test_a_page_is_shown_in_its_colours_at_the_wanted_size(tmp_path: Path) -> None:
    a_page().save(tmp_path / "a.pdf", resolution=100)

    shown = coloured_page(tmp_path / "a.pdf", 1, (801, 1000))

    assert shown is not None
    assert shown.size == (801, 1000)
    assert np.asarray(shown)[525, 500].tolist()[0] > 150
    (tmp_path / "b.pdf").write_bytes(b"none")
    assert coloured_page(tmp_path / "b.pdf", 1, (801, 1000)) is None
