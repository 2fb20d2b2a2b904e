"""Pages with text of their own: what is left to read, and both kinds of words as one page."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.mixed_pages import (
    complete_page,
    joined_areas,
    lies_level,
    page_with_short_texts,
)


def words(
    *places: tuple[str, float, float], block: int = 0, digital: bool = False
) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(x, y, x + 60, y + 20), 1, block, block, number, digital=digital)
        for number, (text, x, y) in enumerate(places)
    )


def test_places_that_touch_are_one_in_any_order() -> None:
    strips = [Box(0, 20 * n, 595, 20 * n + 19.5) for n in (*range(0, 20, 2), *range(1, 20, 2))]

    assert joined_areas([*strips, Box(0, 500, 10, 510)], touching=2) == [
        Box(0, 0, 595, 399.5),
        Box(0, 500, 10, 510),
    ]


@pytest.mark.parametrize(
    ("text", "width", "height", "level"),
    [
        ("Rechnung", 60, 12, True),
        ("Rechnung", 12, 60, True),
        ("ENTWURF", 300, 300, False),
        ("Seite" + 150 * ".", 300, 12, True),
    ],
)
def test_the_box_of_slanting_letters_is_not_theirs(
    text: str, width: float, height: float, *, level: bool
) -> None:
    assert lies_level(text, width, height) is level


def test_what_is_read_under_a_watermark_is_kept() -> None:
    watermark = Word("ENTWURF", Box(0, 0, 1000, 1000), 1, 0, 0, 0, digital=True)

    page = complete_page(Page(1, 1000, 1000, 300, words(("Rechnung", 400, 400))), [watermark])

    assert [word.text for word in page.words] == ["ENTWURF", "Rechnung"]


def test_blocks_of_both_kinds_stand_in_reading_order_and_are_counted_anew() -> None:
    own = (*words(("Kopf", 10, 10), digital=True), *words(("Fuß", 10, 900), block=1, digital=True))
    read = (*words(("Eins", 10, 100), ("Zwei", 10, 130)), *words(("Drei", 10, 400), block=1))

    page = complete_page(Page(1, 1000, 1000, 300, read), own)

    assert [(w.text, w.block, w.paragraph, w.line, w.digital) for w in page.words] == [
        ("Kopf", 0, 0, 0, True), ("Eins", 1, 1, 1, False), ("Zwei", 1, 1, 2, False),
        ("Drei", 2, 2, 3, False), ("Fuß", 3, 3, 4, True),
    ]  # fmt: skip


def test_a_word_that_was_read_where_one_stands_already_is_not_doubled() -> None:
    page = complete_page(
        Page(1, 1000, 1000, 300, words(("Rechnung", 12, 11), ("bitte", 300, 10))),
        words(("Rechnung", 10, 10), digital=True),
    )

    assert [word.text for word in page.words] == ["Rechnung", "bitte"]


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_own_words_lie_where_they_are_on_the_page_that_was_turned(angle: int) -> None:
    """A word in the upper left corner of the displayed page, 600 × 1000 pixels."""
    width, height = (1000, 600) if angle in (90, 270) else (600, 1000)
    corner = Word("Ecke", Box(10, 20, 70, 40), 1, 0, 0, 0, digital=True)

    (word,) = complete_page(Page(1, width, height, 300, angle=angle), (corner,)).words

    box = word.box
    expected = {
        0: (10, 20, 70, 40), 90: (960, 10, 980, 70), 180: (530, 960, 590, 980),
        270: (20, 530, 40, 590),
    }[angle]  # fmt: skip
    assert (box.left, box.top, box.right, box.bottom) == pytest.approx(expected)


def test_own_words_lie_where_they_are_on_the_page_that_was_levelled() -> None:
    """Levelling by one degree clockwise moves what is 500 pixels left of the middle up by 8.7."""
    edge = Word("Rand", Box(0, 490, 20, 510), 1, 0, 0, 0, digital=True)

    (word,) = complete_page(Page(1, 1020, 1000, 300, skew=1), (edge,)).words

    assert word.box.top == pytest.approx(490 - 8.7, abs=0.1)


places = st.tuples(st.integers(0, 9), st.integers(0, 40), st.integers(0, 3))


@given(
    st.lists(places, unique_by=lambda place: place[:2]),
    st.lists(places, unique_by=lambda place: place[:2]),
)
def test_no_word_is_lost_unless_it_stands_on_another_and_all_are_counted_without_gaps(
    own: list[tuple[int, int, int]], read: list[tuple[int, int, int]]
) -> None:
    def as_words(found: list[tuple[int, int, int]], *, digital: bool) -> tuple[Word, ...]:
        ordered = sorted(found, key=lambda place: place[2])
        return tuple(
            Word(
                f"{x}.{y}",
                Box(90 * x, 20 * y, 90 * x + 80, 20 * y + 18),
                1,
                block,
                block,
                number,
                digital=digital,
            )
            for number, (x, y, block) in enumerate(ordered)
        )

    page = complete_page(
        Page(1, 900, 900, 300, as_words(read, digital=False)), as_words(own, digital=True)
    )

    assert sorted(word.text for word in page.words) == sorted(
        {f"{x}.{y}" for x, y, _ in (*own, *read)}
    )
    for counted in ("block", "paragraph", "line"):
        numbers = [getattr(word, counted) for word in page.words]
        assert all(after - before in (0, 1) for before, after in pairwise([-1, *numbers]))


def test_a_short_text_joins_the_line_in_whose_row_it_stands() -> None:
    page = Page(1, 600, 800, 72, words(("Summe", 0, 100), ("Ende", 0, 200), digital=True))

    amount, stamp = words(("9,50", 300, 102)), words(("BEZAHLT", 300, 150), block=9)
    joined = page_with_short_texts(page, (*amount, *stamp)).words

    assert [word.text for word in joined] == ["Summe", "9,50", "Ende", "BEZAHLT"]
    assert [word.line for word in joined] == [0, 0, 1, 2]


def test_a_line_upside_down_does_not_turn_a_page_of_more_words() -> None:
    own = words(("Sehr", 0, 0), ("geehrte", 0, 100), digital=True)
    (line,) = words(("Rest", 40, 20))
    page = complete_page(Page(1, 600, 800, 72, (line,), angle=180), own)

    assert (page.angle, page.width, page.height) == (0, 600, 800)
    assert [word.text for word in page.words] == ["Sehr", "geehrte", "Rest"]
    assert page.words[-1].box == Box(500, 760, 560, 780)
