"""The long s of Fraktur, which is read as an f."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Word
from pipeline.core.scans.signs.long_s import with_long_s

_GERMAN = frozenset(
    [
        "ist",
        "sich",
        "sie",
        "so",
        "auf",
        "fein",
        "sein",
        "diese",
        "können",
        "Menschen",
        "Unmündigkeit",
        "entgegen",
        "gegen",
        "schön",
        "bekannt",
        "Haus",
        "Verstandes",
        "Haufen",
        "laufen",
        "kaufen",
        "fast",
        "sein",
        "Feld",
    ]
)
_GIVEAWAYS = ("ift", "fich")


def _known(word: str) -> bool:
    return bool({word, word.lower(), word.capitalize()} & _GERMAN)


def _words(*lines: Sequence[str], second: str = "") -> tuple[Word, ...]:
    return tuple(
        Word(
            text,
            Box(100 * at, 40 * number, 100 * at + 80, 40 * number + 30),
            confidence=0.8,
            block=0,
            paragraph=0,
            line=number,
            second=second,
        )
        for number, line in enumerate(lines)
        for at, text in enumerate(line)
    )


def _read(*lines: Sequence[str]) -> list[str]:
    words = with_long_s(_words(_GIVEAWAYS, *lines), _known)
    return [word.text for word in words][len(_GIVEAWAYS) :]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ift:", "ist:"),
        ("fo", "so"),
        ("if,", "ist,"),
        ("feines", "seines"),
        ("„Diefe", "„Diese"),
        ("fönnen,", "können,"),
        ("fhön", "schön"),
        ("befannt", "bekannt"),
        ("Verftandes", "Verstandes"),
    ],
)
def test_on_a_page_in_fraktur_an_unknown_word_becomes_the_known_one(read: str, meant: str) -> None:
    assert _read((read,)) == [meant]


@pytest.mark.parametrize("text", ["Feines", "fast", "Haufen", "Fabrif", "Of", "of", "12f"])
def test_known_words_and_those_without_a_known_reading_stay(text: str) -> None:
    assert _read((text,)) == [text]


def test_words_that_are_quoted_by_themselves_tell_nothing_and_stay() -> None:
    about = _words(("„ift“", "und", "„fich“,", '"fie"', "heißt", "»diefe«."))
    assert with_long_s(about, _known) == about
    assert _read(("„fie“", "„Diefe", "fie“")) == ["„fie“", "„Diese", "sie“"]


def test_a_hyphen_that_is_read_as_an_s_joins_the_halves_of_a_word() -> None:
    assert _read(("Mens",), ("fchen",)) == ["Men-", "schen"]
    assert _read(("Unmüns",), ("digfeit,",)) == ["Unmün-", "digkeit,"]
    assert _read(("ents",), ("gegen",)) == ["ent-", "gegen"]
    assert _read(("Ver-",), ("ftandes",)) == ["Ver-", "standes"]


@pytest.mark.parametrize(
    "lines", [(("Haus",), ("gegen",)), (("Ver-",), ("gessen",)), (("ents", "gegen"),)]
)
def test_other_ends_of_lines_stay(lines: tuple[tuple[str, ...], ...]) -> None:
    assert _read(*lines) == [text for line in lines for text in line]


def test_what_was_read_stays_as_the_second_reading_and_a_rare_word_is_unsure() -> None:
    usual, _, rare = with_long_s(_words((*_GIVEAWAYS, "Verftandes")), _known)

    assert (usual.text, usual.second, usual.confidence) == ("ist", "ift", 0.8)
    assert (rare.text, rare.second, rare.confidence) == ("Verstandes", "Verftandes", 0.5)


def test_a_second_reader_who_reads_the_same_is_heard() -> None:
    (word, _) = with_long_s(_words(_GIVEAWAYS, second="ist"), _known)

    assert (word.text, word.second) == ("ist", "ist")


@given(st.lists(st.text("aefinst", min_size=1, max_size=8), max_size=20))
def test_a_page_with_fewer_giveaways_stays_as_it_is(texts: list[str]) -> None:
    words = _words([text for text in texts if text not in {"fie", "ift"}], ("ift",))

    assert with_long_s(words, _known) == words
