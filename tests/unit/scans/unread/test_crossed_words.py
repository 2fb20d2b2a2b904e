"""Words that strokes lie on, or that were made of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.core.model import Box, Word
from pipeline.scans.unread.crossed_words import (
    is_print,
    with_doubts,
    without_invented,
    words_touched,
)

PLACE = Box(10, 10, 110, 60)
LEFT = Word("Haus", Box(30, 30, 150, 90), 0.96, 0, 0, 0)
RIGHT = Word("Garten", Box(200, 30, 320, 90), 0.96, 0, 0, 0)


def a_stroke(top: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    ink = np.zeros((50, 100), dtype=np.bool_)
    ink[top : top + 2, 20:90] = True
    return ink


def test_words_are_touched_where_ink_lies_on_them() -> None:
    assert words_touched(a_stroke(10), PLACE, (LEFT, RIGHT), 3) == [LEFT, RIGHT]
    assert words_touched(a_stroke(40), PLACE, (LEFT, RIGHT), 3) == []
    assert words_touched(a_stroke(10), PLACE, (replace(LEFT, tilt=12.0),), 3) == []


def test_ink_that_lies_in_words_is_print() -> None:
    ink = np.zeros((50, 100), dtype=np.bool_)
    ink[2:18, 5:38] = True

    assert is_print(ink, PLACE, (LEFT,), 3)
    assert not is_print(ink, PLACE, (replace(LEFT, confidence=0.3),), 3)
    assert not is_print(a_stroke(40), PLACE, (LEFT,), 3)


def test_what_is_touched_is_less_sure() -> None:
    doubted = with_doubts((LEFT, RIGHT), (RIGHT,))

    assert [word.confidence for word in doubted] == [0.96, 0.85]


def test_words_made_of_handwriting_go_and_printed_ones_stay() -> None:
    places = (Box(200, 1000, 800, 1200),)
    invented = Word("ydurs,", Box(300, 1010, 500, 1180), 0.3, 0, 0, 9)
    name = Word("Sampson", Box(300, 1150, 500, 1184), 0.91, 0, 0, 10)
    crossed = Word("FIENEGA", Box(520, 1140, 700, 1184), 0.08, 0, 0, 10)
    elsewhere = Word("?", Box(900, 1010, 950, 1180), 0.3, 0, 0, 9)

    kept = without_invented((invented, name, crossed, elsewhere), places)

    assert kept == (name, crossed, elsewhere)
