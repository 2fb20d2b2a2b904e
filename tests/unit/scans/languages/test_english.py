"""The English "I" that was read as a bar."""

from __future__ import annotations

import pytest

from pipeline.core.model import Box, Word
from pipeline.core.scans.languages.english import with_english_i

SENTENCE = "We have not heard from you , and | should be glad if the matter could be settled"
FOOT, CAPITAL, SMALL = 1222, 33, 25


def line_of(text: str, *, bar: Box | None = None, gap: int = 18, number: int = 0) -> list[Word]:
    """A line of 11 pt type at 300 dpi; a bar stands as a capital does, or in ``bar``."""
    words: list[Word] = []
    right = 300
    for each in text.split():
        upright = each in {"|", "l"}
        tall = upright or not set(each) <= set("acemnorsuvwxz,")
        left = right + (gap if upright or (words and words[-1].text in {"|", "l"}) else 18)
        right = left + (5 if upright else 20 * len(each))
        box = Box(left, FOOT - (CAPITAL if tall else SMALL), right, FOOT)
        if upright and bar is not None:
            box = Box(left, bar.top, left + bar.width, bar.bottom)
        words.append(Word(each, box, 0.95, 0, 0, number))
    return words


def texts(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize("bar", ["|", "l"])
def test_a_bar_in_an_english_sentence_is_an_i_and_is_marked(bar: str) -> None:
    words = with_english_i(tuple(line_of(SENTENCE.replace("|", bar))))

    assert texts(words) == SENTENCE.replace("|", "I")
    assert [word.confidence for word in words if word.text == "I"] == [0.5]


def test_a_bar_at_the_end_of_a_line_is_one_too() -> None:
    first = line_of("The work was never completed and |")
    second = line_of("should be glad if you would send it to us", number=1)

    assert texts(with_english_i((*first, *second))).count("I") == 1


def test_a_bar_is_higher_than_small_letters_beside_it() -> None:
    words = line_of("if we can see a man or a woman we owe our cover as soon as | can")

    assert texts(with_english_i(tuple(words[-6:-2] + words[-2:]))).endswith("I can")


def test_a_bar_that_reaches_below_the_line_is_a_bar() -> None:
    words = tuple(line_of(SENTENCE, bar=Box(0, FOOT - 34, 4, FOOT + 9)))

    assert with_english_i(words) == words


def test_a_bar_higher_than_the_letters_is_a_rule() -> None:
    words = tuple(line_of(SENTENCE, bar=Box(0, FOOT - 60, 4, FOOT)))

    assert with_english_i(words) == words


def test_a_bar_between_columns_is_a_bar() -> None:
    words = tuple(line_of(SENTENCE, gap=90))

    assert with_english_i(words) == words


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben von Ihnen nichts gehört und | bitten Sie um eine Antwort bis zum Freitag",
        "We have the goods and | Contact us for the details of your order",
        "4711 | 0815",
    ],
)
def test_where_no_i_can_stand_a_bar_stays(text: str) -> None:
    words = tuple(line_of(text))

    assert with_english_i(words) == words
