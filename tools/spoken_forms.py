"""Sentences with values that are said in many ways.

Times, dates, sums, shares, telephone numbers, files and accounts. Thirty a language; every third
is held out, and these are read together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.dictated import HELD_OUT
from tools.samples import Language
from tools.spoken_sentences import Reading, Sentence

_TEXTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("spoken_forms.toml").read_text(encoding="utf-8")
)


def forms(language: Language) -> Iterator[Reading]:
    """The sentences of a language in three readings, the last one held out."""
    rows = _TEXTS[language]["sentences"]
    for number in range(HELD_OUT):
        sentences = tuple(
            Sentence(text, text, tuple(written)) for text, *written in rows[number::HELD_OUT]
        )
        held_out = number == HELD_OUT - 1
        yield Reading(f"{language}-{number:02}-forms", language, sentences, held_out)
