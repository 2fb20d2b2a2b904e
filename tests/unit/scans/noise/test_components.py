"""Connected pieces of ink."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from pipeline.scans.noise.components import components_of, runs_of

_PICTURES = arrays(
    np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.booleans()
)


@given(_PICTURES)
def test_the_runs_are_all_the_ink(ink: NDArray[np.bool_]) -> None:
    runs = runs_of(ink)

    drawn = np.zeros_like(ink)
    for row, start, end in zip(runs.rows, runs.starts, runs.ends, strict=True):
        assert not drawn[row, start:end].any()
        drawn[row, start:end] = True
    assert (drawn == ink).all()


@given(_PICTURES)
def test_pieces_that_touch_at_a_corner_are_one(ink: NDArray[np.bool_]) -> None:
    runs = runs_of(ink)
    pieces = _pieces(ink)
    if not pieces:
        assert not len(runs.rows)
        return

    found = components_of(runs)

    edges = (found.left, found.top, found.right, found.bottom, found.area)
    assert sorted(zip(*(map(int, edge) for edge in edges), strict=True)) == sorted(
        (
            min(column for _, column in piece),
            min(row for row, _ in piece),
            max(column for _, column in piece) + 1,
            max(row for row, _ in piece) + 1,
            len(piece),
        )
        for piece in pieces
    )
    assert len(found.order) == len(runs.rows)


def _pieces(ink: NDArray[np.bool_]) -> list[set[tuple[int, int]]]:
    """The same by flooding, pixel by pixel."""
    left = {(int(row), int(column)) for row, column in zip(*np.nonzero(ink), strict=True)}
    pieces = []
    while left:
        piece, new = set[tuple[int, int]](), {left.pop()}
        while new:
            piece |= new
            new = {
                (row + down, column + right)
                for row, column in new
                for down in (-1, 0, 1)
                for right in (-1, 0, 1)
            } & left
            left -= new
        pieces.append(piece)
    return pieces
