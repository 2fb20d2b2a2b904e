"""Ink that looks like text."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline.core.model import Box
from pipeline.scans.digital.leftover_text import leftover_text

LINES = ("Die Sitzung beginnt um neun Uhr.", "Bitte bringen Sie den Lageplan mit.")


def page(*, size: int = 15, angle: int = 0, turned: float = 0) -> NDArray[np.uint8]:
    picture = Image.new("L", (800, 1000), "white")
    for at, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((100, 400 + 2 * size * at), line, "black", font_size=size)
    picture = picture.rotate(turned, fillcolor="white", resample=Image.Resampling.BILINEAR)
    return np.asarray(picture.rotate(angle, expand=True))


@pytest.mark.parametrize("size", [9, 12, 20, 40])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_lines_of_text_are_found_at_any_size_and_side(size: int, angle: int) -> None:
    places = leftover_text(page(size=size, angle=angle), [])

    assert sum(place.letters for place in places) > 20


@pytest.mark.parametrize("turned", [-8, -3, 3, 8])
def test_crooked_lines_are_found(turned: float) -> None:
    assert leftover_text(page(turned=turned), [])


def test_what_words_cover_is_no_longer_there() -> None:
    (place,) = leftover_text(page(), [Box(90, 390, 700, 425)])

    assert 420 < place.box.top + 12 < place.box.bottom < 470
    assert leftover_text(page(), [Box(90, 390, 700, 460)]) == ()


def test_an_empty_page_has_no_text() -> None:
    assert leftover_text(np.full((300, 200), 255, dtype=np.uint8), []) == ()


@pytest.mark.parametrize(
    ("text", "size"), [("14,40", 15), ("250", 15), ("Huber", 12), ("GROSS", 160)]
)
def test_short_and_large_texts_are_places_that_are_not_sure(text: str, size: int) -> None:
    picture = Image.new("L", (800, 1000), "white")
    ImageDraw.Draw(picture).text((100, 400), text, "black", font_size=size)

    (place,) = leftover_text(np.asarray(picture), [])

    assert not place.sure
    assert place.height > size / 2


def test_all_signs_of_an_image_belong_to_its_text() -> None:
    picture = Image.new("L", (800, 1000), "white")
    pen = ImageDraw.Draw(picture)
    for text, left in (("Schrauben verzinkt", 100), ("8", 400), ("14,40", 600)):
        pen.text((left, 400), text, "black", font_size=15)
    pen.text((600, 450), "7", "black", font_size=15)

    (place,) = leftover_text(np.asarray(picture), [], [Box(90, 380, 700, 480)])

    assert place.sure
    assert place.box.right > 630
    assert place.box.bottom > 460
