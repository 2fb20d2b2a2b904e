"""How far apart words sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.phonetics.distance import (
    exchange,
    sound_distance,
    sounds,
    syllables,
)

_WORDS = st.text(st.sampled_from("abcdeghiklmnoprstuvwxyzäöüß-"), max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("Kleibömer", "Kleiböhmer", "de"),
        ("Tanhäuser", "Tannhäuser", "de"),
        ("Osenbrüge", "Ossenbrügge", "de"),
        ("Fierneisel", "Vierneisel", "de"),
        ("Schmidt", "Schmitt", "de"),
        ("Wübbener", "Wübbena", "de"),
        ("Kirch Huber", "Kirchhuber", "de"),
        ("Kabotage", "cabotage", "en"),
        ("Nite", "Knight", "en"),
    ],
)
def test_words_that_sound_the_same_are_not_apart(one: str, other: str, language: str) -> None:
    assert sound_distance(one, other, language) == 0.0


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("Rotkus", "Rotguss", "Rotfuchs"),
        ("Demungsgefest", "Dehnungsgefäß", "Dämmungsgerüst"),
        ("Bredeon", "Bredehorn", "Bredow"),
    ],
)
def test_sounds_of_the_same_place_are_nearer_than_others(one: str, near: str, far: str) -> None:
    assert sound_distance(one, near, "de") < sound_distance(one, far, "de")


def test_a_vowel_is_never_heard_for_a_consonant() -> None:
    assert exchange("a", "t") > exchange("p", "t") > exchange("p", "b") > exchange("a", "a")
    assert exchange("a", "o") > exchange("ei", "e")


def test_runs_of_vowels_are_syllables() -> None:
    assert [syllables(word, "de") for word in ("Rathmann", "Rademann", "Thedinga")] == [2, 3, 3]
    assert syllables("Moorcroft-Hale", "en") == len(("moor", "croft", "hale"))


def test_spaces_and_signs_have_no_sound() -> None:
    assert sounds("Gründel-Löwe", "de") == sounds("Gründel Löwe", "de")


@given(_WORDS, st.sampled_from(["de", "en", "fr"]))
def test_a_word_is_not_apart_from_itself(word: str, language: str) -> None:
    assert sound_distance(word, word, language) == 0.0


@given(_WORDS, _WORDS)
def test_words_without_a_common_sound_are_far_apart(one: str, other: str) -> None:
    heard, meant = sounds(one, "de"), sounds(other, "de")
    if heard != meant and meant:
        assert sound_distance(one, other, "de") > 0.0
