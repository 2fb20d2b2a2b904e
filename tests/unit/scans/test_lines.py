from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.lines import (
    bounding_box,
    has_digit,
    is_level,
    line_of,
    lines_of,
    next_places,
    says_something,
    strips_of,
    unsure,
)
from tests.layouts import SIZE, page_of, typed_line
from tests.pages import pages


@given(pages)
def test_lines_hold_every_word_once_in_the_engines_order(page: Page) -> None:
    assert [word for line in lines_of(page) for word in line.words] == list(page.words)


@given(pages)
def test_strips_hold_every_word_of_their_line_in_order(page: Page) -> None:
    for line in lines_of(page):
        strips = list(strips_of(line))

        assert [word for strip in strips for word in strip.words] == list(line.words)
        assert len(strips) == len(line.apart) + 1


def test_a_line_is_cut_where_a_gap_is_as_wide_as_between_columns() -> None:
    (line,) = lines_of(page_of(typed_line("Nummer der Rechnung  Datum", 0)))

    strips = [[word.text for word in strip.words] for strip in strips_of(line)]

    assert line.apart == {3}
    assert strips == [["Nummer", "der", "Rechnung"], ["Datum"]]


@pytest.mark.parametrize("text", ["Haus", "neue", "gelbe", "Jagd", "nun gut"])
def test_the_type_size_does_not_depend_on_the_letters(text: str) -> None:
    assert line_of(tuple(typed_line(text, 0))).size == pytest.approx(SIZE)


@pytest.mark.parametrize("text", ["3 Personen", "neue", "gelbe Jagd"])
def test_words_of_a_document_itself_have_the_height_of_its_font(text: str) -> None:
    words = tuple(
        replace(word, digital=True, box=Box(word.box.left, 0, word.box.right, 0.92 * SIZE))
        for word in typed_line(text, 0)
    )

    line = line_of(words)

    assert line.size == pytest.approx(SIZE)
    assert line.base == pytest.approx(0.75 * SIZE)


def test_a_speck_does_not_make_a_line_larger() -> None:
    words = typed_line("Haus am See", 0)
    speck = Word("I", Box(600, 0, 604, 90), 0.3, 0, 0, 0)

    assert line_of((*words, speck)).size == pytest.approx(SIZE)


def test_lines_are_level_if_they_share_half_of_the_lower_ones_height() -> None:
    line, little_below, below = (
        line_of(tuple(typed_line("Haus", 0, at=(0, top)))) for top in (0, 0.3 * SIZE, 0.5 * SIZE)
    )

    assert is_level(line, little_below)
    assert not is_level(line, below)


def test_the_box_around_boxes_holds_all_of_them() -> None:
    assert bounding_box([Box(5, 1, 7, 4), Box(2, 3, 6, 9)]) == Box(2, 1, 7, 9)


def test_only_a_word_that_was_read_badly_is_unsure() -> None:
    word = Word("Haus", Box(0, 0, 9, 9), 0.89, 0, 0, 0)

    assert unsure(word)
    assert not unsure(replace(word, confidence=0.9))
    assert not unsure(replace(word, digital=True))
    assert not unsure(replace(word, text="—"))


@pytest.mark.parametrize(("text", "says"), [("a.", True), ("7", True), ("…", False), ("|", False)])
def test_signs_alone_say_nothing(
    text: str,
    says: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert says_something(text) is says


def test_a_digit_is_one_in_any_place() -> None:
    assert has_digit("§3a")
    assert not has_digit("ab½")


def test_what_comes_behind_words_has_the_next_numbers() -> None:
    box = Box(0, 0, 1, 1)

    assert next_places([Word("a", box, 1, 0, 2, 5), Word("b", box, 1, 1, 3, 4)]) == (2, 4, 6)
    assert next_places([]) == (0, 0, 0)
