"""Boxes to tick that are typed as brackets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.scans.signs.bracket_boxes import with_bracket_boxes
from tests.layouts import typed_line

_BOOK = frozenset({"ja", "nein", "Nachmittag"})


def _read(text: str, confidence: float = 0.9) -> str:
    words = (replace(word, confidence=confidence) for word in typed_line(text, 0))
    return " ".join(word.text for word in with_bracket_boxes(tuple(words), _BOOK.__contains__))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        ("[x] Vormittag [ 1 Nachmittag", "[x] Vormittag [ ] Nachmittag"),
        ("[lja [X]nein", "[] ja [X] nein"),
        ("[Jja", "[] ja"),
        ("[1] Nachmittag", "[1] Nachmittag"),
        ("[ 1 ] Nachmittag", "[ 1 ] Nachmittag"),
        ("[lat. Wort]", "[lat. Wort]"),
        ("kein Kasten", "kein Kasten"),
    ],
)
def test_brackets_before_a_word_are_whole(read: str, text: str) -> None:
    assert _read(read) == text


def test_a_number_that_was_hardly_read_between_brackets_is_none() -> None:
    assert _read("[1] Nachmittag", 0.1) == "[] Nachmittag"


def test_words_that_came_with_the_document_are_left_alone() -> None:
    words = tuple(replace(word, digital=True) for word in typed_line("[lja [ 1 nein", 0))

    assert with_bracket_boxes(words, _BOOK.__contains__) == words
