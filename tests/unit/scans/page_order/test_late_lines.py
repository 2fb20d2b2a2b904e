"""Lines that were read last, in their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Page, Word
from pipeline.core.scans.page_order.late_lines import with_late_lines
from tests.layouts import set_line
from tests.pages import pages


def _words(*lines: tuple[str, float, float], block: int = 0) -> list[Word]:
    return [
        replace(word, line=at, paragraph=block, block=block)
        for at, (text, left, top) in enumerate(lines)
        for word in set_line(text, left, top).words
    ]


def _texts(words: Iterable[Word]) -> list[str]:
    lines = groupby(words, key=lambda word: word.line)
    return [" ".join(word.text for word in line) for _, line in lines]


def _late(text: str, left: float, top: float) -> list[Word]:
    return list(set_line(text, left, top).words)


LETTER = _words(("Ihre Anfrage", 100, 0), ("der Aufzug steht seit Montag", 100, 150))


def test_a_line_stands_below_the_one_above_it() -> None:
    found = with_late_lines(LETTER, [_late("Sehr geehrte Frau Weiß,", 100, 75)])

    assert _texts(found) == [
        "Ihre Anfrage",
        "Sehr geehrte Frau Weiß,",
        "der Aufzug steht seit Montag",
    ]


def test_a_line_with_white_above_is_a_block_of_its_own() -> None:
    found = with_late_lines(LETTER, [_late("Sehr geehrte Frau Weiß,", 100, 75)])

    assert len({word.block for word in found}) == 2


def test_a_line_that_continues_a_paragraph_belongs_to_it() -> None:
    address = _words(("Ralf Rübsam", 100, 0), ("Löwengasse 9", 100, 50))

    found = with_late_lines(address, [_late("94032 Passau", 100, 100)])

    assert _texts(found) == ["Ralf Rübsam", "Löwengasse 9", "94032 Passau"]
    assert {word.block for word in found} == {0}


def test_the_rest_of_a_line_joins_it() -> None:
    behind = LETTER[-1].box.right + 15

    found = with_late_lines(LETTER, [_late("still,", behind, 150)])

    assert _texts(found) == ["Ihre Anfrage", "der Aufzug steht seit Montag still,"]


def test_words_inside_a_line_join_it() -> None:
    line = _words(("Die Abdichtung kostet nach unserer Schätzung", 100, 0))

    found = with_late_lines([*line[:3], *line[4:]], [line[3:4]])

    assert _texts(found) == ["Die Abdichtung kostet nach unserer Schätzung"]


def test_a_line_in_two_pieces_is_one() -> None:
    first = _late("Sehr geehrte Frau", 100, 75)
    rest = _late("Weiß,", first[-1].box.right + 15, 75)

    found = with_late_lines(LETTER, [rest, first])

    assert _texts(found)[1] == "Sehr geehrte Frau Weiß,"


def test_a_line_beside_another_column_stays_in_its_own() -> None:
    address = [("Ralf Rübsam", 100.0, 0.0), ("Löwengasse 9", 100.0, 50.0)]
    block = [("Durchwahl 12", 900.0, 50.0), ("Zimmer 3", 900.0, 100.0)]
    page = _words(*address, *block)

    found = with_late_lines(page, [_late("94032 Passau", 100, 100)])

    assert _texts(found) == [
        "Ralf Rübsam",
        "Löwengasse 9",
        "94032 Passau",
        "Durchwahl 12",
        "Zimmer 3",
    ]


def test_a_line_above_all_others_comes_first() -> None:
    found = with_late_lines(LETTER, [_late("Stadtwerke", 100, -60)])

    assert _texts(found)[0] == "Stadtwerke"


def test_a_line_far_from_all_others_comes_last() -> None:
    found = with_late_lines(LETTER, [_late("gezeichnet", 900, 1500), _late("i. A.", 100, -600)])

    assert _texts(found)[2:] == ["i. A.", "gezeichnet"]


def test_stamps_are_no_neighbours() -> None:
    stamp = [replace(word, tilt=14.0) for word in _late("KOPIE", 100, 0)]

    found = with_late_lines([*stamp], [_late("Sehr geehrte Frau Weiß,", 100, 50)])

    assert _texts(found) == ["KOPIE", "Sehr geehrte Frau Weiß,"]
    assert found[0].block != found[1].block


@given(pages, st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 2000)), max_size=3))
def test_no_word_is_lost_and_lines_stay_whole(
    page: Page, places: list[tuple[float, float]]
) -> None:
    late = [_late("Sehr geehrte Frau", left, top) for left, top in places]

    found = with_late_lines(page.words, late)

    assert len(found) == len(page.words) + 3 * len(late)
    lines = [line for line, _ in groupby(word.line for word in found)]
    assert page.words == () or len(lines) == len(set(lines))
