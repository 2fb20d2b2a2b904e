"""Squares with an outline."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.core.model import Box, Word
from pipeline.scans.unread.squares import Ink, square_beside

_WORD = Word("ja", Box(150, 100, 190, 130), 0.9, 0, 0, 0)


def _ink(*rectangles: tuple[int, int, int, int]) -> Ink:
    grey = np.full((240, 300), 250, np.uint8)
    for left, top, right, bottom in rectangles:
        grey[top:bottom, left:right] = 20
    return Ink(grey, 140)


def _outline(left: int, top: int, side: int) -> tuple[tuple[int, int, int, int], ...]:
    right, bottom = left + side, top + side
    return (
        (left, top, right, top + 3), (left, bottom - 3, right, bottom),
        (left, top, left + 3, bottom), (right - 3, top, right, bottom),
    )  # fmt: skip


@pytest.mark.parametrize("side", [20, 30, 48])
def test_an_outline_beside_a_word_is_a_square(side: int) -> None:
    top = 115 - side // 2

    found = square_beside(_ink(*_outline(80, top, side)), (60, 150), _WORD, 30)

    assert found is not None
    assert (found.box, found.inside) == (Box(80, top, 80 + side, top + side), 0)


def test_its_ink_inside_is_measured() -> None:
    dot = (92, 112, 98, 118)

    found = square_beside(_ink(*_outline(80, 100, 30), dot), (60, 150), _WORD, 30)

    assert found is not None
    assert 0.03 < found.inside < 0.2


def test_a_small_one_with_ink_inside_is_a_letter() -> None:
    small, dot = _outline(80, 108, 20), (88, 115, 92, 121)

    assert square_beside(_ink(*small), (60, 150), _WORD, 30) is not None
    assert square_beside(_ink(*small, dot), (60, 150), _WORD, 30) is None


def test_ends_of_a_cross_that_reach_out_do_not_count() -> None:
    ends = (76, 97, 82, 101), (109, 127, 114, 133)

    found = square_beside(_ink(*_outline(80, 100, 30), *ends), (60, 150), _WORD, 30)

    assert found is not None
    assert abs(found.box.left - 80) <= 1
    assert abs(found.box.bottom - 130) <= 1


@pytest.mark.parametrize(
    "rectangles",
    [
        _outline(80, 100, 12),  # too small
        _outline(80, 30, 30),  # in the line above
        _outline(80, 100, 30)[:3],  # open
        ((80, 100, 110, 130),),  # a list's sign
        (),
    ],
)
def test_other_shapes_are_none(rectangles: tuple[tuple[int, int, int, int], ...]) -> None:
    assert square_beside(_ink(*rectangles), (60, 150), _WORD, 30) is None
