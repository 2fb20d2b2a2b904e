"""The tables of dictation, German and English."""

from __future__ import annotations

import pytest

from pipeline.core.wording.dictation import TONGUES
from pipeline.core.wording.dictation.tongue import Tongue
from tests.spoken_words import dictated


@pytest.mark.parametrize("tongue", TONGUES.values(), ids=TONGUES)
def test_the_words_of_a_tongue_are_small_and_without_punctuation(tongue: Tongue) -> None:
    sets = (tongue.pronouns, tongue.loose, tongue.conjunctions, tongue.small, tongue.closings)
    words = {word for words in sets for word in words} | {
        word for table in (tongue.spelling, tongue.units, tongue.tens) for word in table
    }

    assert all(word == word.lower().strip(".,:;") and " " not in word for word in words)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_command_that_is_set_apart_becomes_its_sign(language: str) -> None:
    for phrase, command in TONGUES[language].commands.items():
        made = dictated(f"Weber | {' '.join(phrase)} | Weber", language)

        if command.misheard:
            assert made.startswith(f"Weber {' '.join(phrase)} Weber {{"), phrase
            continue
        assert made == f"Weber{_between(command.text, command.fit.value)}Weber", phrase


def _between(sign: str, fit: str) -> str:
    shown = sign.replace("\n\n", "¶").replace("\n", "⏎")
    return {"closes": f"{shown} ", "opens": f" {shown}", "free": f" {shown} "}.get(fit, shown)
