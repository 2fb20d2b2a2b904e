"""Dashes and hyphens, told by the width of their strokes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.model import Word
from pipeline.core.scans.signs.dashes import dash_suspects, with_dashes
from tests.layouts import typed_line

_HYPHEN, _DASH, _LONG = 0.23, 0.42, 0.85
"""Widths in type sizes, as most types have them."""


def _read(text: str, *strokes: float) -> str:
    """The words of a line whose strokes are so wide, in type sizes."""
    words = typed_line(text, 0)
    left, found = list(strokes), {}
    for at in dash_suspects(words):
        count = max(1, sum(sign in "-–—" for sign in words[at].text))
        found[at], left = [share * _size(words) for share in left[:count]], left[count:]
    return " ".join(word.text for word in with_dashes(words, found))


def _size(words: list[Word]) -> float:
    return words[0].box.height / 0.72


@pytest.mark.parametrize(
    ("text", "strokes", "read"),
    [
        ("Haus - so der Herr", (_DASH,), "Haus – so der Herr"),
        ("Haus - so der Herr", (_HYPHEN,), "Haus - so der Herr"),
        ("Haus — so der Herr", (_DASH,), "Haus – so der Herr"),
        ("Haus - so der Herr", (_LONG,), "Haus — so der Herr"),
        ("Haus -— so der Herr", (_DASH,), "Haus – so der Herr"),
        ("Haus 12-14 und Tor", (_DASH,), "Haus 12–14 und Tor"),
        ("Haus 05-17 und Tor", (_HYPHEN,), "Haus 05-17 und Tor"),
        ("Haus Mo-Fr und Tor", (_DASH,), "Haus Mo–Fr und Tor"),
        ("Haus 24,- und Tor", (_DASH,), "Haus 24,– und Tor"),
    ],
)
def test_a_wide_stroke_is_a_dash(text: str, strokes: tuple[float, ...], read: str) -> None:
    assert _read(text, *strokes) == read


@pytest.mark.parametrize(
    "text", ["Haus E-Mail und Tor", "Haus Online-Dienst und Tor", "Haus Rechts- und Tor"]
)
def test_a_hyphen_of_a_word_never_becomes_a_dash(text: str) -> None:
    text = text.replace("Online-Dienst", "online-dienst")

    assert _read(text, _DASH) == text


def test_the_hyphens_of_the_page_tell_its_dashes() -> None:
    bold = 0.3

    read = _read("Tor 12-14 hin-ab auf-ab Mo-Fr", bold * 1.3, bold, bold, bold)

    assert read == "Tor 12–14 hin-ab auf-ab Mo-Fr"


def test_a_sign_without_a_stroke_of_its_own_is_left_alone() -> None:
    words = tuple(typed_line("Haus 12-14-16 Tor", 0))

    assert with_dashes(words, {1: [20.0]}) == words


def test_words_that_came_with_the_document_are_left_alone() -> None:
    (word,) = typed_line("12-14", 0)

    assert dash_suspects((replace(word, digital=True),)) == ()


def test_monospaced_type_has_no_dashes_to_tell() -> None:
    words = tuple(typed_line("Summe Artikel Nummer 12-14 Kasse Datum", 0))

    assert with_dashes(words, {3: [20.0]}) == words
