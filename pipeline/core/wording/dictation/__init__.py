"""Turns dictated commands into signs: "Komma", "neuer Absatz".

Whisper writes such words down, puts punctuation beside them and a capital after them. A command
becomes its sign, takes that punctuation with it and sets the next letter right. The same words may
belong to the text ("der Punkt", "notice period"): the words beside them or the pauses around them
tell. Where neither does, nothing is changed and the word is marked. Commands that Whisper joins to
a word or to each other ("August-Punkt", "Komma-Neuer-Absatz") are judged like words of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from pipeline.core.model import SpokenWord
from pipeline.core.wording.dictation.commands import command_candidates, commands_in, fused_commands
from pipeline.core.wording.dictation.decimals import decimals
from pipeline.core.wording.dictation.signs import capital_edits, sign_edits
from pipeline.core.wording.dictation.spelling import spelt_words
from pipeline.core.wording.dictation.stretch import Stretch, heard_words, word_numbers
from pipeline.core.wording.dictation.tongue import Tongue
from pipeline.core.wording.dictation.tongue_de import GERMAN
from pipeline.core.wording.dictation.tongue_en import ENGLISH
from pipeline.core.wording.edits import Edit, without_collisions

TONGUES: Mapping[str, Tongue] = MappingProxyType({"de": GERMAN, "en": ENGLISH})
"""What dictation knows of each language, by ISO 639-1 code."""


def dictation_edits(words: Sequence[SpokenWord], language: str) -> tuple[Edit, ...]:
    """The edits that write dictated signs and letters, in order.

    ``words`` should be all that one person says in one go, across passages: a sign that begins a
    stretch has nothing to stand beside. ``language`` is an ISO 639-1 code; only German and English
    words are changed.
    """
    tongue = TONGUES.get(language)
    if tongue is None:
        return ()
    stretch = Stretch(tuple(heard_words(words, tongue)), tongue)
    spelt = tuple(spelt_words(stretch))
    numbers = tuple(decimals(stretch, word_numbers(spelt)))
    fixed = word_numbers((*spelt, *numbers))
    stretch = replace(stretch, candidates=tuple(command_candidates(stretch, fixed)))
    stretch, unsure = commands_in(stretch)
    fused = tuple(
        fused_commands(
            stretch,
            fixed | {n for each in stretch.candidates for n in range(each.first, each.last + 1)},
        )
    )
    marked = (*spelt, *numbers, *unsure, *fused)
    return without_collisions(
        (mark.edit for mark in marked),
        sign_edits(stretch),
        capital_edits(stretch, frozenset(word_numbers((*spelt, *unsure, *fused)))),
    )
