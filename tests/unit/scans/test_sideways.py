"""Digital text set sideways or upside down comes in rows, as if the paper were turned."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.sideways import upright_page

WIDTH, HEIGHT = 2000, 3000
ROWS = (("Teilnehmerliste",), ("Huber, Anna", "Vorsitz"), ("Maier, Georg", "Mitglied"))


def upright(rows: tuple[tuple[str, ...], ...] = ROWS) -> list[Word]:
    """Each cell as a block and line of its own, as Poppler gives a table."""
    words, line = [], 0
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            left = 200.0 + 800 * column
            for text in cell.split():
                box = Box(left, 200 + 80 * row, left + 20 * len(text), 240 + 80 * row)
                words.append(Word(text, box, 1, line, line, line, digital=True))
                left = box.right + 15
            line += 1
    return words


def turned(words: list[Word], angle: int) -> Page:
    """A page on which the words stand as if its paper had been turned counter-clockwise."""
    width, height = (WIDTH, HEIGHT) if angle in (0, 180) else (HEIGHT, WIDTH)

    def place(box: Box) -> Box:
        match angle:
            case 90:
                return Box(box.top, WIDTH - box.right, box.bottom, WIDTH - box.left)
            case 180:
                return Box(
                    WIDTH - box.right, HEIGHT - box.bottom, WIDTH - box.left, HEIGHT - box.top
                )
            case 270:
                return Box(HEIGHT - box.bottom, box.left, HEIGHT - box.top, box.right)
            case _:
                return box

    # Poppler gives the cells column by column then, the title last.
    lines = [list(line) for _, line in groupby(words, key=lambda word: word.line)]
    order = sorted(lines, key=lambda line: (-line[0].box.left, line[0].box.top))
    placed = tuple(
        Word(word.text, place(word.box), 1, number, number, number, digital=True)
        for number, line in enumerate(order)
        for word in line
    )
    return Page(1, width, height, 300, placed)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_list_comes_row_by_row_with_the_title_first(angle: int) -> None:
    page = upright_page(turned(upright(), angle))

    assert (page.angle, page.width, page.height) == (angle, WIDTH, HEIGHT)
    assert [word.text for word in page.words] == [
        word for row in ROWS for cell in row for word in cell.split()
    ]
    assert [word.box for word in page.words] == [word.box for word in upright()]


@given(st.permutations(ROWS))
def test_an_upright_page_stays_as_it_is(rows: list[tuple[str, ...]]) -> None:
    page = turned(upright(tuple(rows)), 0)

    assert upright_page(page) is page


def test_a_note_up_the_margin_does_not_turn_the_page() -> None:
    note = turned(upright((("Bitte bei Antwort angeben",),)), 90).words
    page = Page(1, WIDTH, HEIGHT, 300, (*upright(), *(note)))

    assert upright_page(page) is page


def test_right_to_left_text_is_not_upside_down() -> None:
    words = tuple(
        Word(text, Box(900 - 200 * at, 100, 1050 - 200 * at, 140), 1, 0, 0, 0, digital=True)
        for at, text in enumerate(("שלום", "עולם", "זה"))
    )

    assert upright_page(Page(1, WIDTH, HEIGHT, 300, words)).angle == 0


def test_running_text_on_its_side_keeps_its_lines_together() -> None:
    lines = (("Der Gemeinderat hat am Montag",), ("die Satzung der Turnhalle geändert",))
    words = [Word(word.text, word.box, 1, 0, 0, word.line, digital=True) for word in upright(lines)]
    page = turned(words, 270)
    together = Page(
        1,
        page.width,
        page.height,
        300,
        tuple(Word(word.text, word.box, 1, 0, 0, word.line, digital=True) for word in page.words),
    )

    found = upright_page(together)

    assert found.angle == 270
    assert {word.block for word in found.words} == {0}
    assert len({word.line for word in found.words}) == 2


def test_a_page_without_words_is_upright() -> None:
    page = Page(1, WIDTH, HEIGHT, 300)

    assert upright_page(page) is page
