"""Spoken words for tests, and what edits make of them."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.drafts_dictation import Sentence, made_of
from pipeline.core.model import SpokenWord
from pipeline.core.wording.edits import Edit


def spoken(text: str, *, pauses: Sequence[int] = ()) -> list[SpokenWord]:
    """The words of ``text`` as Whisper gives them, with a long pause before the ``pauses``."""
    words, at = [], 0.0
    for number, word in enumerate(text.split()):
        at += 1.5 if number in pauses else 0.05
        words.append(SpokenWord(f" {word}", at, at + 0.25, 0.9))
        at += 0.25
    return words


def accepted(text: str, edits: Sequence[Edit]) -> str:
    """The text after a person has accepted all edits."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def dictated(said: str, language: str = "de") -> str:
    """What becomes of ``said``, in which "|" is a pause; the marked words follow in braces."""
    made, marked = made_of(Sentence(said, "", language))
    return made + "".join(f" {{{words}}}" for words in marked)


def heard(*words: tuple[str, float, float]) -> tuple[SpokenWord, ...]:
    """Words with their seconds of beginning and end."""
    return tuple(SpokenWord(text, start, end, 0.9) for text, start, end in words)
