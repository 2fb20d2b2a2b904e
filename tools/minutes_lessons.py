"""Tagged meetings as the network of ``tools.train_cues`` sees them.

A tag belongs to a scene; which of its sentences it is at, the network finds out. The meetings are
typed: copies with noise stand for what Whisper mishears, and for speakers who are not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.cues import passage_signs, passages
from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.ruled import made_by_rules
from pipeline.core.wording.cues.talk.signs import Ruled
from pipeline.core.wording.sentences import Sentence
from pipeline.engines.minutes.encoder import SentenceEncoder
from pipeline.engines.minutes.network import LANGUAGES, Floats, inputs
from tools.meetings import (
    Expectation,
    Meeting,
    SpokenTurn,
    office_meetings,
    tagged_meetings,
    typed,
)
from tools.samples import chance_of

KINDS = tuple(CandidateKind)
OFFICE = "office"
"""The author of the whole meetings of offices."""
Heard = tuple[tuple[Utterance, ...], tuple[SpokenTurn, ...]]
"""What is heard of a meeting, and who speaks when."""
_BEFORE = 4
"""Sentences before a scene in which the words of its tags may be said."""
_SHARP = 1.5
"""How much more a likely sentence counts than an unlikely one, before anything is learned."""
_NOBODY, _SAME, _LETTER, _STOP, _COMMA = 0.25, 0.05, 0.04, 0.08, 0.5
"""Chances: no speaker is known, a turn has the speaker before, a word is misheard, a stop is lost.

The last one is that of a comma in the place of a lost stop.
"""
_LONG = 3
"""Letters of a word, at most, that is not misheard."""
_HEARD = tuple("aeinrstmlo")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A meeting as the network sees it, and what is to be found in it."""

    author: str
    language: str
    seen: Floats
    scenes: tuple[int, ...]
    """The scene of each sentence."""
    tags: Floats
    """By scene and kind: how many."""
    first: Floats
    """By sentence and kind: how likely the tag is there, at first."""
    names: Floats
    """By sentence and kind: how much of a tag's words it has; -1 far from tags."""
    ruled: tuple[Ruled, ...]
    plain: bool = True
    """As written, without noise."""


def lessons(encoder: SentenceEncoder, *, noisy: int = 0) -> Iterator[Lesson]:
    """All meetings, each with so many noisy copies."""
    for author, meeting in written_meetings():
        yield lesson(author, meeting, typed(meeting), encoder)
        for copy in range(noisy):
            yield lesson(author, meeting, _noisy(meeting, copy), encoder, plain=False)


def written_meetings() -> Iterator[tuple[str, Meeting]]:
    """The tagged meetings and those of offices, with their authors."""
    for language in LANGUAGES:
        yield from tagged_meetings(language)
        yield from ((OFFICE, one) for one in office_meetings(language))


def _noisy(meeting: Meeting, copy: int) -> Heard:
    """The meeting with misheard letters, lost stops, wrong speakers."""
    chance = chance_of(copy, f"noise {meeting.name}")
    utterances, turns = typed(meeting)
    nobody = chance.random() < _NOBODY
    made = []
    speaker = utterances[0].speaker
    for each in utterances:
        words = tuple(_misheard(word, chance) for word in each.words)
        if chance.random() > _SAME:
            speaker = each.speaker
        made.append(replace(each, words=words, speaker=None if nobody else speaker))
    return tuple(made), turns


def _misheard(word: SpokenWord, chance: np.random.Generator) -> SpokenWord:
    text = word.text
    if len(text) > _LONG and chance.random() < _LETTER:
        at = int(chance.integers(1, len(text) - 1))
        text = text[:at] + str(chance.choice(_HEARD)) + text[at + 1 :]
    if text[-1:] in (".", ",", "!") and chance.random() < _STOP:
        text = text[:-1] + ("," if chance.random() < _COMMA else "")
    return replace(word, text=text or word.text)


def lesson(
    author: str, meeting: Meeting, heard: Heard, encoder: SentenceEncoder, *, plain: bool = True
) -> Lesson:
    """A meeting as it was heard."""
    utterances, turns = heard
    said = passages(utterances)
    vectors = encoder.vectors([each.text for each in said])
    at = [_turn_of(each, turns) for each in said]
    scenes = tuple(turns[each].scene for each in at)
    tags = np.zeros((len(meeting.scenes), len(KINDS)), np.float32)
    first = np.zeros((len(said), len(KINDS)), np.float32)
    names = np.full((len(said), len(KINDS)), -1, np.float32)
    for number, scene in enumerate(meeting.scenes):
        here = [place for place, each in enumerate(scenes) if each == number]
        begin = next(place for place, turn in enumerate(turns) if turn.scene == number)
        for expected in scene.expected if here else ():
            column = KINDS.index(CandidateKind(expected.kind))
            tags[number, column] += 1
            hits = {
                place: _hit(said[place].text, expected)
                for place in range(max(0, here[0] - _BEFORE), here[-1] + 1)
            }
            for place, hit in hits.items():
                names[place, column] = max(names[place, column], hit)
            last = begin + expected.after - 1
            likely = np.array(
                [
                    _likely(expected.kind, hits[place], last - at[place], place - here[0])
                    for place in here
                ]
            )
            odds = np.exp(_SHARP * (likely - likely.max()))
            first[here, column] += (odds / odds.sum()).astype(np.float32)
    ruled = tuple(made.ruled for made in made_by_rules(said, None, ()))
    seen = inputs(vectors, passage_signs(said))
    first = np.minimum(first, 1)
    return Lesson(author, meeting.language, seen, scenes, tags, first, names, ruled, plain)


def _hit(text: str, expected: Expectation) -> float:
    """The share of the words that name what is tagged."""
    text, words = text.casefold(), expected.content.casefold().split()
    return sum(word in text for word in words) / max(1, len(words))


def _likely(kind: str, hit: float, back: int, place: int) -> float:
    """How likely a tag is at a sentence, ``back`` turns before its line."""
    late = -1.0 if back < 0 else 0.0
    if kind == "item":
        return late + 2 * hit + (0.7 if back == 0 and hit else 0) - 0.05 * place
    if kind == "decision":
        return late + 0.5 * hit + (1.0 if back in (0, 1) else 0)
    return late + hit + (0.7 if back in (0, 1) else 0)


def _turn_of(sentence: Sentence, turns: Sequence[SpokenTurn]) -> int:
    """The turn in which most of a sentence is said."""
    start, end = sentence.words[0].start, sentence.words[-1].end
    return max(
        range(len(turns)),
        key=lambda at: min(turns[at].end, end) - max(turns[at].start, start),
    )
