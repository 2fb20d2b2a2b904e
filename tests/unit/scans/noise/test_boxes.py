"""Many boxes at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scans.noise.boxes import Boxes, medians, near

_BOX = st.tuples(*(st.integers(0, 60),) * 2, *(st.integers(1, 30),) * 2)


def _boxes(found: list[tuple[int, int, int, int]]) -> Boxes:
    rows = sorted(found, key=lambda each: 2 * each[1] + each[3])
    left, top, width, height = (np.array(each, np.float64) for each in zip(*rows, strict=True))
    return Boxes(left, top, left + width, top + height, width * height)


@given(st.lists(_BOX, min_size=1), st.lists(_BOX, min_size=1), st.integers(0, 9))
def test_all_near_pairs_are_found(
    some: list[tuple[int, int, int, int]], others: list[tuple[int, int, int, int]], reach: int
) -> None:
    one, other = _boxes(some), _boxes(others)

    found = near(one, other, np.full(len(other), float(reach)))

    assert sorted(zip(*(map(int, each) for each in found), strict=True)) == [
        (a, b)
        for a in range(len(one))
        for b in range(len(other))
        if one.left[a] <= other.right[b] + reach
        and other.left[b] <= one.right[a] + reach
        and one.top[a] <= other.bottom[b] + reach
        and other.top[b] <= one.bottom[a] + reach
    ]


def test_each_group_has_its_median() -> None:
    groups, values = np.array([1, 0, 1, 1, 0]), np.array([9.0, 1.0, 5.0, 7.0, 2.0])

    assert medians(groups, values).tolist() == [2.0, 7.0]
