"""Lines of letters in a picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.scans.digital.ink_lines import contrasts, lines_either_way


@pytest.mark.parametrize(
    ("text", "sure"), [("Die Sitzung beginnt", True), ("250", False), ("Abc", False)]
)
def test_short_lines_are_not_sure(text: str, sure: bool) -> None:  # noqa: FBT001
    picture = Image.new("L", (400, 200), "white")
    ImageDraw.Draw(picture).text((50, 80), text, "black", font_size=18)
    dark, light = contrasts(np.asarray(picture))

    lines = lines_either_way(dark)

    assert [line.sure for line in lines] == [sure] * len(lines)
    assert len(lines) >= 1
    assert lines_either_way(light) == []


@pytest.mark.parametrize("turned", [-12, 12])
def test_a_line_tells_how_it_falls(turned: float) -> None:
    picture = Image.new("L", (400, 300), "white")
    ImageDraw.Draw(picture).text((100, 130), "BEZAHLT", "black", font_size=40)
    dark, _ = contrasts(np.asarray(picture.rotate(turned, fillcolor="white")))

    (line,) = lines_either_way(dark)

    assert line.turn == pytest.approx(-turned, abs=4)
