from __future__ import annotations

import pytest

from pipeline.core.model import Word
from pipeline.outputs.text_bands import bands
from tests.layouts import SIZE, typed_line


def _bands(*lines: list[Word]) -> list[tuple[float, float]]:
    return bands((words, [word.box for word in words]) for words in lines)


def _heights(*lines: list[Word]) -> list[float]:
    return [bottom - top for top, bottom in _bands(*lines)]


def test_the_lines_of_a_paragraph_are_equally_high() -> None:
    heights = _heights(
        typed_line("Gruppe", 0), typed_line("namen ohne", 1), typed_line("Haus 17", 2)
    )

    assert heights == pytest.approx([heights[0]] * 3)


def test_a_line_alone_is_as_high_as_its_words() -> None:
    (band,) = _bands(typed_line("Haus", 0))

    assert band == pytest.approx((0.28 * SIZE, SIZE))


def test_rows_differ_from_their_neighbours_by_more_than_poppler_forgives() -> None:
    one, two, three = _heights(*(typed_line("Name  Weiß", at) for at in range(3)))

    assert one == pytest.approx(three)
    assert max(one, two) / min(one, two) > 1.1


def test_a_heading_keeps_its_size() -> None:
    lines = [typed_line("Haus am See", at) for at in range(3)]

    heights = _heights(*lines, typed_line("Titel", 4, size=2 * SIZE))

    assert heights[3] == pytest.approx(0.72 * 2 * SIZE)


def test_single_signs_are_not_made_higher() -> None:
    heights = _heights(*(typed_line("0 0", at) for at in range(3)))

    assert heights == pytest.approx([0.72 * SIZE] * 3)


def test_lines_beside_a_caption_that_reaches_into_their_block_are_higher() -> None:
    lines = [typed_line("Haus am See und Wald" if at < 3 else "Haus", at) for at in range(6)]
    right = lines[0][-1].box.right
    caption = typed_line("Bild", 6, at=(right - 60, 4 * 1.3 * SIZE), paragraph=1)

    heights = _heights(*lines, caption)

    assert heights[:4] == pytest.approx([heights[0]] * 4)
    assert heights[5] == pytest.approx(heights[0])
    assert heights[4] > 1.05 * heights[0]
