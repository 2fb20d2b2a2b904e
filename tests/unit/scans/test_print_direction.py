"""Print alone, and the direction in which its lines run."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.scans.print_direction import print_alone, text_direction


@pytest.mark.parametrize("degrees", [-30, 0, 45, 90, 120])
def test_the_direction_of_text_is_that_of_its_lines(degrees: float) -> None:
    lines = Image.new("L", (600, 600), 255)
    for row in range(150, 450, 40):
        for left in range(120, 460, 30):
            ImageDraw.Draw(lines).rectangle((left, row, left + 16, row + 18), fill=0)

    direction, clear = text_direction(*np.nonzero(np.asarray(lines.rotate(degrees)) < 99))

    assert (direction - degrees + 90) % 180 - 90 == pytest.approx(0, abs=1)
    assert clear > 2


def test_print_is_told_from_the_edge_of_the_paper_and_from_the_desk() -> None:
    desk = Image.new("L", (900, 900), 60)
    draw = ImageDraw.Draw(desk)
    draw.rectangle((200, 200, 700, 700), fill=245)
    for left in range(350, 550, 20):
        draw.rectangle((left, 400, left + 8, 414), fill=20)

    ink = print_alone(desk)

    rows, columns = np.nonzero(ink)
    assert (rows.min(), rows.max()) == (400, 414)
    assert (columns.min(), columns.max()) == (350, 538)
