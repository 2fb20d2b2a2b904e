"""The cues of each language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.core.wording.cues.words import CueWords
from pipeline.core.wording.cues.words_de import GERMAN
from pipeline.core.wording.cues.words_en import ENGLISH

CUES: Mapping[str, CueWords] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
"""The patterns of each language, by ISO 639-1 code."""


def without_opening(text: str, words: CueWords) -> str:
    """The sentence without what it begins with before it says something."""
    return words.opening.sub("", text)
