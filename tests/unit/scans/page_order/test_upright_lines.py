"""Upright lines: found by their words' shape, laid level, clamped to the page."""

from __future__ import annotations

from pipeline.core.model import Box, Word
from pipeline.core.scans.page_order.upright_lines import box_about, with_upright_lines

PAGE = 1000, 1400


def word(text: str, box: tuple[float, float, float, float], line: int = 0) -> Word:
    return Word(text, Box(*box), 0.9, 0, 0, line)


def test_a_note_along_the_margin_is_laid_level() -> None:
    note = (word("Az.", (60, 900, 80, 940)), word("Bitte", (60, 700, 80, 790)))
    found = with_upright_lines(note, PAGE)
    assert [each.tilt for each in found] == [90, 90]
    assert found[1].box == Box(25, 735, 115, 755)


def test_a_line_that_runs_down_is_turned_the_other_way() -> None:
    note = (word("oben", (900, 100, 920, 190)), word("unten", (900, 200, 920, 300)))
    assert [each.tilt for each in with_upright_lines(note, PAGE)] == [-90, -90]


def test_level_lines_stay_even_with_narrow_words() -> None:
    level = (word("ill", (100, 100, 115, 130)), word("Illi", (120, 100, 150, 130)))
    assert with_upright_lines(level, PAGE) == level


def test_a_line_of_figures_alone_stays() -> None:
    column = (word("1", (100, 100, 110, 130)), word("11", (100, 140, 118, 170)))
    assert with_upright_lines(column, PAGE) == column


def test_other_lines_of_the_page_are_left_alone() -> None:
    level = word("Gemeinde", (200, 100, 400, 130), line=1)
    assert with_upright_lines((word("Rand", (60, 100, 80, 190)), level), PAGE)[1] == level


def test_a_box_about_a_middle_ends_with_the_page() -> None:
    assert box_about((30, 50), (100, 20), (200, 100)) == Box(0, 40, 60, 60)
    assert box_about((100, 50), (100, 20), (200, 100)) == Box(50, 40, 150, 60)
