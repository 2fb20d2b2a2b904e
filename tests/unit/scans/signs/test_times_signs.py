"""Times signs, which hang above the line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.scans.signs.times_signs import with_times_signs
from tests.layouts import typed_line


def _read(text: str, above: float) -> str:
    """The line with its "x" so many type sizes above the feet of the figures."""
    words = typed_line(text, 0)
    size = words[0].box.height / 0.72
    hung = tuple(
        replace(word, box=replace(word.box, bottom=word.box.bottom - above * size))
        if word.text in "xX"
        else word
        for word in words
    )
    return " ".join(word.text for word in with_times_signs(hung))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Platten 1200 x 800 X 45", "Platten 1200 × 800 × 45"),
        ("Bestellt 4 x Platten", "Bestellt 4 × Platten"),
        ("Die Achse x steht", "Die Achse x steht"),
    ],
)
def test_what_hangs_beside_a_number_is_a_times_sign(text: str, read: str) -> None:
    assert _read(text, 0.12) == read


def test_an_x_on_the_line_stays() -> None:
    assert _read("Platten 1200 x 800", 0) == "Platten 1200 x 800"


def test_brackets_do_not_tell_where_the_line_is() -> None:
    assert _read("Platten (1200) x (800)", 0.12) == "Platten (1200) x (800)"
