"""The sentences of a recording, mended where an engine cut them wrongly.

Engines forget full stops, and put a point after every "3". A sentence belongs to one speaker and
one language. It ends at its sign, at a long pause, and at a shorter one where the engine began an
utterance; it does not end within "1. Januar", "3. Punkt" or "Dr. Lang".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.almanac import MONTH

_PAUSE = 2.0
"""Seconds of silence that always end a sentence."""
_SHORT_PAUSE = 0.7
"""Seconds that do so after an utterance, and in speech without signs.

Source: ``core.recordings.speakers``.
"""
_UNSIGNED = 30
"""Words without a sign after which none is to be expected."""
_ENDS, _HALTS, _CLOSING = (".", "!", "?", "…"), (",", ";", ":", "–"), "\"'“”’»«)]"
_ABBREVIATION = re.compile(
    (
        r"(?:dr|prof|nr|no|ca|bzw|z\.?b|t\.o\.p|d\.?h|u\.?a|evtl|ggf|inkl|abs|art|str|st|mr|mrs|"
        r"ms|vs|approx|[a-zäöü])\."
    ),
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d{1,2}\.")
_BEFORE_ORDINAL = "am vom zum zur im beim bis der die das dem den des ein eine einem einen ab seit"
_AFTER_ORDINAL = re.compile(
    rf"punkt|tagesordnungspunkt|sitzung|quartal|vorsitzender?|{MONTH['de']}", re.IGNORECASE
)
_OPENINGS = (
    "das der die den dem dann ich wir ihr es er sie und aber also so ja nein wer was wann wie "
    "gibt ist sind da danke"
)
"""Words that begin a sentence and seldom follow an ordinal."""


def ends_sentence(word: str) -> bool:
    """Whether the word ends with a sign that may end a sentence.

    Closing quotes and brackets may follow.
    """
    return word.rstrip(_CLOSING).endswith(_ENDS)


def ends_clause(word: str) -> bool:
    """Whether the word ends with a comma or another sign within a sentence."""
    return word.rstrip(_CLOSING).endswith(_HALTS)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence.

    ``number`` is that of its first utterance, counted from 1.
    """

    words: tuple[SpokenWord, ...]
    language: str
    speaker: str | None
    number: int

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(word.text.strip() for word in self.words)


def sentences(utterances: Sequence[Utterance]) -> Iterator[Sentence]:
    """The sentences of a recording, in order; they hold every word once."""
    open_: list[SpokenWord] = []
    voice: tuple[str | None, str] = (None, "")
    first = 1
    for number, utterance in enumerate(utterances, start=1):
        if open_ and voice != (utterance.speaker, utterance.language):
            yield Sentence(tuple(open_), voice[1], voice[0], first)
            open_ = []
        voice = (utterance.speaker, utterance.language)
        for place, word in enumerate(utterance.words):
            if open_ and _is_complete(open_, word, new_utterance=place == 0):
                yield Sentence(tuple(open_), voice[1], voice[0], first)
                open_ = []
            first = first if open_ else number
            open_.append(word)
    if open_:
        yield Sentence(tuple(open_), voice[1], voice[0], first)


def _is_complete(
    words: Sequence[SpokenWord], following: SpokenWord, *, new_utterance: bool
) -> bool:
    text = words[-1].text.strip().rstrip(_CLOSING)
    pause = following.start - words[-1].end
    if ends_sentence(text):
        before = words[-2].text.strip() if len(words) > 1 else ""
        after = following.text.strip()
        if text.casefold() == "no." and not after[:1].isdigit():  # an answer
            return True
        return not (_ABBREVIATION.fullmatch(text) or _is_ordinal(before, text, after))
    if pause >= _PAUSE:
        return True
    return pause >= _SHORT_PAUSE and (new_utterance or len(words) >= _UNSIGNED)


def _is_ordinal(before: str, text: str, following: str) -> bool:
    """Whether the point after a number makes it an ordinal."""
    if not _ORDINAL.fullmatch(text):
        return False
    plain = following.casefold().strip(".,;:!?")
    if _AFTER_ORDINAL.fullmatch(plain):
        return True
    goes_on = plain not in _OPENINGS.split()
    if before.casefold() in _BEFORE_ORDINAL.split():
        return goes_on or following.islower()
    return goes_on and not following[:1].isupper()
