"""Which words are seen."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.core.model import Box
from pipeline.scans.digital.visible_words import visibility

BOX = Box(20, 10, 90, 30)


@pytest.mark.parametrize(
    ("paper", "ink", "bar", "seen", "covered"),
    [
        (255, 0, None, True, False),
        (255, 240, None, True, False),
        (0, 255, None, True, False),
        (255, 255, None, False, False),
        (255, 0, (15, 8, 95, 32, 0), False, True),
        (255, 0, (15, 12, 95, 28, 0), False, True),
        (255, 0, (15, 8, 95, 32, 255), False, False),
        (255, 0, (15, 8, 28, 32, 0), True, False),
        (255, 0, (15, 8, 75, 32, 0), False, True),
    ],
)
def test_a_word_is_seen_if_half_of_its_letters_are(
    paper: int, ink: int, bar: tuple[int, ...] | None, *, seen: bool, covered: bool
) -> None:
    picture = Image.new("L", (120, 40), paper)
    ImageDraw.Draw(picture).text((20, 9), "Rathaus", ink, font_size=19)
    if bar:
        ImageDraw.Draw(picture).rectangle(bar[:4], bar[4])

    (look,) = visibility(np.asarray(picture), ["Rathaus"], [BOX])

    assert look.seen is seen
    assert look.covered is covered


def test_dashes_are_looked_for_in_all_of_their_box_and_tiny_words_are_not_seen() -> None:
    picture = Image.new("L", (120, 40), "white")
    ImageDraw.Draw(picture).line((20, 29, 40, 29), "black", 1)

    dash, tiny, beside = visibility(
        np.asarray(picture),
        ["_", "Wort", "Wort"],
        [Box(20, 10, 40, 30), Box(20, 28, 30, 30), Box(200, 10, 240, 20)],
    )

    assert dash.seen
    assert not tiny.seen
    assert not beside.seen
    assert visibility(np.asarray(picture), [], []) == []


def test_a_word_too_low_to_be_read_is_not_called_covered() -> None:
    dark = np.zeros((60, 60), dtype=np.uint8)

    low, bar = visibility(dark, ["2.", "Geheim"], [Box(10, 10, 20, 11.5), Box(10, 30, 50, 42)])

    assert (low.covered, bar.covered) == (False, True)
