from __future__ import annotations

from hypothesis import given

from pipeline.core.model import Page
from pipeline.core.scans.lines import Line, lines_of
from pipeline.core.scans.page_order.gutters import gutters
from tests.layouts import block_at, set_line
from tests.pages import pages


def _texts(lines: tuple[Line, ...]) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in lines]


def test_a_gutter_runs_through_lines_and_between_them() -> None:
    woven = set_line("Satz  Vorstand", 100, 0)
    lines = [woven, set_line("Nun", 100, 60), set_line("Eva", woven.words[1].box.left, 75)]

    (gutter,) = gutters(lines)

    assert _texts(gutter.left) == ["Satz", "Nun"]
    assert _texts(gutter.right) == ["Vorstand", "Eva"]


def test_what_reaches_across_ends_a_gutter() -> None:
    title = set_line("Ein Titel, der über beide Spalten reicht und noch weiter", 100, 0)
    columns = [*block_at(100, 100, block=1, lines=3), *block_at(1100, 100, block=2, lines=3)]

    (gutter,) = gutters([title, *columns])

    assert gutter.top == title.box.bottom
    assert len(gutter.left) == len(gutter.right) == 3


def test_a_speck_or_a_rule_ends_no_gutter() -> None:
    columns = [*block_at(100, 100, block=1, lines=3), *block_at(1100, 100, block=2, lines=3)]
    rule = set_line("—————————————————————————————", 700, 180)

    (gutter,) = (each for each in gutters([*columns, rule]) if each.x == 1100)

    assert len(gutter.right) == 3


def test_the_spaces_of_a_typewriter_are_no_gutter() -> None:
    lines = [set_line("Anna und Paul", 100, 60 * at) for at in range(5)]  # 0.3 type sizes

    assert not list(gutters(lines))


def test_a_word_that_is_missing_in_a_paragraph_makes_no_gutter() -> None:
    """Something lies on it, and the next line of the paragraph has no white there."""
    spoilt = set_line("Gegen den Bescheid haben wir  eingelegt und das Verfahren", 100, 180)
    whole = set_line("trägt nun ein anderes Zeichen als bis zum Herbst", 100, 240)
    x = spoilt.words[5].box.left
    beside = [set_line("BEZAHLT", x, 0), set_line("12. Mai", x, 60)]

    assert [each.bottom for each in gutters([*beside, spoilt, whole])] == []


def test_columns_that_were_woven_have_a_gutter_though_text_follows() -> None:
    woven = [set_line("Gegen den Bescheid haben  eingelegt und das", 100, 60 * at) for at in (0, 1)]
    below = set_line("trägt nun ein anderes Zeichen als bis zum Herbst", 100, 180, block=1)

    (gutter,) = (each for each in gutters([*woven, below]) if each.top < 0)

    assert len(gutter.left) == len(gutter.right) == 2


@given(pages)
def test_each_side_keeps_its_words_once(page: Page) -> None:
    for gutter in gutters(lines_of(page)):
        kept = [id(word) for line in gutter.left + gutter.right for word in line.words]

        assert len(set(kept)) == len(kept)
        assert set(kept) <= {id(word) for word in page.words}
