"""After which words something may be missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.drafts.doubts import page_doubts
from pipeline.core.drafts.doubts.lost_words import beside_lost_words
from pipeline.core.drafts.draft import Reason
from pipeline.core.model import Box, Page
from pipeline.core.scans.lines import lines_of
from tests.layouts import page_of, typed_line, typed_page

_LINE = "Während der Arbeiten, voraussichtlich am  stellen Sie Ihr Fahrzeug ab."


def _scribbled(page: Page, place: str) -> Page:
    """The page with handwriting over the hole in its first line, or below it."""
    left = next(word.box.right for word in page.words if word.text == "am")
    top = page.words[0].box.top + (0 if place == "over it" else 200)
    return replace(page, handwriting=(Box(left - 50, top, left + 100, top + 90),))


def _found(page: Page) -> list[str]:
    return [word.text for word, _ in beside_lost_words(page, lines_of(page))]


def test_the_word_before_a_hole_that_handwriting_fills_is_marked() -> None:
    page = _scribbled(typed_page(_LINE), "over it")

    assert _found(page) == ["am"]
    assert [doubt.reason for doubt in page_doubts(page).values()] == [Reason.CUT_OFF]


def test_what_is_left_of_a_figure_behind_a_hole_is_marked_too() -> None:
    page = typed_page("Der Aufzug steht seit am  026 still, weil es fehlt.")

    assert _found(_scribbled(page, "over it")) == ["am", "026"]


@pytest.mark.parametrize("mark", ["%", "€"])
def test_a_unit_whose_figure_is_lost_stands_behind_a_hole(mark: str) -> None:
    page = typed_page(f"Die Miete wird hier am  {mark} gemindert.")

    assert _found(_scribbled(page, "over it")) == ["am"]


@pytest.mark.parametrize("place", ["nowhere", "below it"])
def test_a_hole_without_handwriting_is_a_tab(place: str) -> None:
    page = typed_page(_LINE)

    assert _found(page if place == "nowhere" else _scribbled(page, place)) == []


def test_a_space_that_handwriting_crosses_is_no_hole() -> None:
    assert _found(_scribbled(typed_page(_LINE.replace("  ", " ")), "over it")) == []


def test_a_form_filled_in_by_hand_has_no_hole() -> None:
    page = page_of(typed_line("Datum am  Ort", 0))

    assert _found(_scribbled(page, "over it")) == []


def test_words_of_the_file_are_not_marked() -> None:
    page = _scribbled(typed_page(_LINE), "over it")

    assert _found(replace(page, words=tuple(replace(w, digital=True) for w in page.words))) == []
