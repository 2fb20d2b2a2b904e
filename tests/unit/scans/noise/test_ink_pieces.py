"""Connected pieces of ink."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipeline.scans.noise.ink_pieces import pieces


def test_pieces_hang_together_by_edges_and_corners() -> None:
    rows = ["##..#", "..#.#", "....#", "#...."]
    found = pieces(np.array([[sign == "#" for sign in row] for row in rows]))

    boxes = zip(found.left, found.top, found.right, found.bottom, found.sizes, strict=True)
    assert sorted(map(tuple, boxes)) == [(0, 0, 3, 2, 3), (0, 3, 1, 4, 1), (4, 0, 5, 3, 3)]
    assert found.labels_at(np.array([1, 2]), np.array([4, 4])).tolist() == [1, 1]
    assert found.only(np.array([2])).count == 1
    (box,) = found.boxes(np.flatnonzero(found.top == 3))
    assert (box.left, box.top, box.right, box.bottom) == (0, 3, 1, 4)


@given(arrays(np.bool_, st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_they_are_those_that_filling_finds(ink: np.ndarray) -> None:
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(ink), strict=True)}
    sizes = []
    while left:
        waiting, size = [left.pop()], 0
        while waiting:
            row, column = waiting.pop()
            size += 1
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)}
            waiting += near & left
            left -= near
        sizes.append(size)

    assert sorted(pieces(ink).sizes.tolist()) == sorted(sizes)
