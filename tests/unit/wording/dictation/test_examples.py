"""The dictation that the engine is shown."""

from __future__ import annotations

import pytest

from pipeline.core.wording.dictation import TONGUES
from pipeline.core.wording.dictation.examples import dictation_example


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_example_has_the_commands_that_are_said_most(language: str) -> None:
    said = f" {dictation_example(language).lower()} "

    named = {
        command.text
        for words, command in TONGUES[language].commands.items()
        if f" {' '.join(words)} " in said
    }

    assert {".", ",", ":", ";", "(", ")", "-", "/", "?", "!", "\n", "\n\n"} <= named


def test_an_example_fits_beside_the_office_s_words() -> None:
    assert all(len(dictation_example(language).split()) < 60 for language in ("de", "en"))


def test_other_languages_have_no_example() -> None:
    assert dictation_example("fr") == ""
