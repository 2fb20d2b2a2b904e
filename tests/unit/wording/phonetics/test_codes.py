"""Words that sound alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.phonetics.codes import likeness, sound_code, sounds_like


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("Seemikolon", "Semikolon"),
        ("seemikulon", "Semikolon"),
        ("Stoppelpunkt", "Doppelpunkt"),
        ("Windestrich", "Bindestrich"),
        ("Fragezeichn", "Fragezeichen"),
        ("semi-colin", "semicolon"),
    ],
)
def test_what_whisper_makes_of_a_command_sounds_like_it(word: str, command: str) -> None:
    assert sounds_like(word, command)


@pytest.mark.parametrize("word", ["Kolonne", "Koppelung", "Zeichnung", "Standpunkt", "Strich"])
def test_other_words_do_not(word: str) -> None:
    assert not any(
        sounds_like(word, command) for command in ("Semikolon", "Doppelpunkt", "Fragezeichen")
    )


@given(st.text(alphabet="abdefgiklmnopqrstuvwäöü", max_size=12))
def test_vowels_and_doubled_letters_make_no_difference(word: str) -> None:
    doubled = "".join(letter * 2 for letter in word)

    assert sound_code(f"{word}a") == sound_code(word) == sound_code(word.upper())
    assert set(sound_code(doubled)) <= {*sound_code(word), "8", "2"}
    assert sounds_like(word, word)
    assert likeness(word, word) == 1
