"""Shapes of ink on a small picture."""

from __future__ import annotations

from itertools import groupby

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.scans.noise.ink_pieces import pieces
from pipeline.scans.unread.ink_shapes import crossings, eroded, groups, long_runs, without_rules


def test_what_runs_straight_is_a_rule_and_the_rest_stays() -> None:
    ink = np.zeros((20, 30), dtype=np.bool_)
    ink[5, 2:28] = ink[2:18, 10] = True
    ink[12:14, 20:23] = True

    left = without_rules(ink, 10)

    assert left.sum() == 6
    assert left[12:14, 20:23].all()
    assert long_runs(ink, 10).sum() == 26


@given(arrays(np.bool_, st.tuples(st.integers(1, 4), st.integers(1, 40))), st.integers(2, 20))
def test_runs_are_long_wherever_they_begin(ink: np.ndarray, length: int) -> None:
    expected = [
        [inked and len(run) >= length for inked, group in groupby(row) for run in [[*group]]
         for _ in run]
        for row in ink.tolist()
    ]  # fmt: skip

    assert long_runs(ink, length).tolist() == expected
    assert long_runs(ink.T, length).T.sum() == long_runs(np.ascontiguousarray(ink.T), length).sum()


def test_areas_are_full_and_strokes_are_not() -> None:
    ink = np.zeros((20, 20), dtype=np.bool_)
    ink[2:8, 2:8] = ink[10, :] = True

    assert eroded(ink, 5).sum() == 4
    assert eroded(ink[9:12], 2).sum() == 0


def test_a_loop_is_crossed_twice_and_a_stroke_once() -> None:
    stroke = np.eye(9, dtype=np.bool_)
    loop = stroke | stroke[::-1]

    assert crossings(stroke) == 1
    assert crossings(loop) == 17 / 9


def test_pieces_near_each_other_are_one_group() -> None:
    ink = np.zeros((10, 40), dtype=np.bool_)
    ink[2:5, 2:5] = ink[2:5, 8:11] = ink[2:5, 30:33] = True

    sizes = sorted(len(group) for group in groups(pieces(ink), 4))

    assert sizes == [1, 2]
