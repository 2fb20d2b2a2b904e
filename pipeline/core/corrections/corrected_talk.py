"""A recording with the words of the final text, each when it was said.

What was said stays in the order of the recording, wherever it stands in the text now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from types import MappingProxyType

from pipeline.core.corrections.alignment import Alignment, guessed_words
from pipeline.core.corrections.draft_units import Unit, Units, texts_of, units_of
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.corrections.similarity import similarity, word_key
from pipeline.core.model import Recording, SpokenWord, Utterance
from pipeline.core.recordings.speakers import TOGETHER

_LIKE = 0.5
"""Similarity from which a word of the draft is one word that was said.

What is less alike was formed of several, as "12.000" of "zwölf tausend": up to the next word that
the draft names.
"""
_UNKNOWN_LANGUAGE = "de"
"""Language of words typed where nobody speaks and the recording has none."""
_LETTER = 0.06
"""Seconds for a letter that was put in where nothing follows.

Source: about 15 letters are spoken in a second.
"""


@dataclass(frozen=True, slots=True)
class CorrectedRecording:
    """A recording with the words of the final text."""

    recording: Recording
    guessed: int
    """Words placed by their neighbours: put in, or part of what was rewritten."""
    guessed_places: tuple[WordPlace, ...]
    """Where they are in ``recording``, in order: their times are guesses."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A word with its speaker, and whether its times are guesses."""

    word: SpokenWord
    speaker: str | None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Edition:
    """What a recording is corrected by."""

    units: Units
    draft: Mapping[WordPlace, DraftWord]
    final: Sequence[FinalWord]
    guessed: frozenset[int]

    def speaker(self, at: int, place: WordPlace, otherwise: str | None) -> str | None:
        """Who says a word of the final text, or who did if nobody else was named."""
        named = self.final[at].speaker
        return named if named and named != self.draft[place].speaker else otherwise


@dataclass(frozen=True, slots=True)
class _Talk:
    """An utterance, its number from 1, and the time that it may take."""

    number: int
    utterance: Utterance
    floor: float
    """When the utterance before it ends."""
    limit: float
    """When the next one begins, or the recording ends."""
    edition: _Edition


def corrected_recording(
    recording: Recording,
    draft: Sequence[DraftWord],
    final: Sequence[FinalWord],
    alignment: Alignment,
    names: Mapping[str, str] = MappingProxyType({}),
) -> CorrectedRecording:
    """The utterances with the words of the final text.

    ``names``: what the draft's labels of speakers became, for words that nobody is named for.
    What the draft did not name stays.     Another speaker within an utterance parts it; utterances
    without words vanish. Words that were put in have times between their neighbours'.
    """
    recording = _renamed(recording, names)
    edition = _Edition(
        units_of(draft, final, alignment),
        {word.place: word for word in reversed(draft)},
        final,
        guessed_words(alignment, len(final)),
    )
    parts: list[tuple[Utterance, tuple[bool, ...]]] = []
    for talk in _talks(recording, edition):
        parts += _parts(talk.utterance, _corrected(talk))
    parts += _typed(recording, edition)
    parts.sort(key=lambda part: part[0].start)
    utterances = tuple(utterance for utterance, _ in parts)
    places = tuple(
        WordPlace(number, at)
        for number, (_, flags) in enumerate(parts, start=1)
        for at, flag in enumerate(flags)
        if flag
    )
    return CorrectedRecording(
        replace(recording, utterances=utterances), len(edition.guessed), places
    )


def _renamed(recording: Recording, names: Mapping[str, str]) -> Recording:
    """The recording with the speakers' names."""
    utterances = tuple(
        replace(
            each,
            speaker=each.speaker
            and TOGETHER.join(names.get(part, part) for part in each.speaker.split(TOGETHER)),
        )
        for each in recording.utterances
    )
    return replace(recording, utterances=utterances)


def _talks(recording: Recording, edition: _Edition) -> Iterator[_Talk]:
    utterances = recording.utterances
    for at, utterance in enumerate(utterances):
        floor = utterances[at - 1].end if at else 0.0
        more = at + 1 < len(utterances)
        limit = utterances[at + 1].start if more else recording.duration
        yield _Talk(at + 1, utterance, floor, limit, edition)


def _corrected(talk: _Talk) -> list[_Said]:
    """The words of an utterance as they are in the final text."""
    words, units = talk.utterance.words, talk.edition.units.at
    found: list[_Said] = []
    speaker = _first_speaker(talk)
    at = 0
    while at < len(words):
        place = WordPlace(talk.number, at)
        unit = units.get(place)
        if unit is None:
            found.append(_Said(words[at], speaker))
            at += 1
            continue
        end = _end(talk, at, unit)
        found += _put_in(talk, place, unit.before, (found[-1:], words[at : at + 1]))
        found += _unit_words(talk, place, unit, words[at:end])
        found += _put_in(talk, place, unit.after, (found[-1:], words[end : end + 1]))
        speaker = found[-1].speaker if found else speaker
        at = end
    return found


def _first_speaker(talk: _Talk) -> str | None:
    """Who says the first word that is left of an utterance."""
    own = talk.utterance.speaker
    for at in range(len(talk.utterance.words)):
        place = WordPlace(talk.number, at)
        unit = talk.edition.units.at.get(place)
        if unit is not None and unit.final:
            return talk.edition.speaker(unit.final[0], place, own)
    return own


def _end(talk: _Talk, at: int, unit: Unit) -> int:
    """Up to which word of the utterance a unit was formed of what was said."""
    words = talk.utterance.words
    said, text = word_key(words[at].text.strip()), word_key(unit.text)
    end = at + 1
    if similarity(said, text) < _LIKE:
        while end < len(words) and WordPlace(talk.number, end) not in talk.edition.units.at:
            end += 1
    return end


def _unit_words(
    talk: _Talk, place: WordPlace, unit: Unit, said: Sequence[SpokenWord]
) -> Iterator[_Said]:
    """The words of a unit: as they were said, or others at the same time."""
    edition, own = talk.edition, talk.utterance.speaker
    if unit.kept:
        speaker = edition.speaker(unit.final[0], place, own)
        guessed = edition.guessed.issuperset(unit.final)
        yield from (_Said(word, speaker, guessed) for word in said)
        return
    start, end = said[0].start, max(word.end for word in said)
    other = unit.joined
    if other is not None and other.group == place.group:
        end = max(end, talk.utterance.words[other.index].end)
    following = place.index + len(said)
    later = talk.utterance.words[following : following + 1]
    until = min(end, later[0].start) if later and len(unit.final) > 1 else end
    yield from _spoken(talk, place, unit.final, (start, until), _lead(said[0]))


def _put_in(
    talk: _Talk,
    place: WordPlace,
    numbers: Sequence[int],
    beside: tuple[Sequence[_Said], Sequence[SpokenWord]],
) -> Iterator[_Said]:
    """Words put in next to a unit, between their neighbours."""
    if not numbers:
        return
    before, behind = beside
    needed = _LETTER * sum(len(talk.edition.final[at].text) for at in numbers)
    if before and behind:
        end = behind[0].start
        start = min(before[0].word.end, end)
    elif before:
        start = before[0].word.end
        end = max(start, min(start + needed, talk.limit))
    else:
        end = talk.utterance.start
        start = min(end, max(0.0, end - needed, talk.floor))
    yield from _spoken(talk, place, numbers, (start, end), _lead(talk.utterance.words[-1]))


def _lead(word: SpokenWord) -> str:
    """The space that a spoken word begins with, if any."""
    return word.text[: len(word.text) - len(word.text.lstrip())]


def _spoken(
    talk: _Talk, place: WordPlace, numbers: Sequence[int], time: tuple[float, float], lead: str
) -> Iterator[_Said]:
    """Words of the final text that share a time by their letters."""
    edition, own = talk.edition, talk.utterance.speaker
    texts = [(at, text) for at in numbers for text in texts_of(edition.final, (at,))]
    words = _timed([text for _, text in texts], time, lead)
    for (at, _), word in zip(texts, words, strict=True):
        yield _Said(word, edition.speaker(at, place, own), at in edition.guessed)


def _timed(texts: Sequence[str], time: tuple[float, float], lead: str = "") -> Iterator[SpokenWord]:
    start, end = time
    total = sum(map(len, texts))
    ends = [start + (end - start) * sum_ / total for sum_ in accumulate(map(len, texts))]
    for text, begins, stops in zip(texts, (start, *ends), (*ends[:-1], end), strict=False):
        yield SpokenWord(lead + text, begins, max(begins, stops), 1.0)


def _parts(
    utterance: Utterance, said: Sequence[_Said]
) -> Iterator[tuple[Utterance, tuple[bool, ...]]]:
    """The parts of an utterance by speaker, and which words are guesses."""
    for speaker, group in groupby(said, key=lambda word: word.speaker):
        words = tuple(group)
        yield (
            replace(utterance, words=tuple(each.word for each in words), speaker=speaker),
            tuple(each.guessed for each in words),
        )


def _typed(recording: Recording, edition: _Edition) -> Iterator[tuple[Utterance, tuple[bool, ...]]]:
    """Words that have nothing to stand beside, as an utterance at the end."""
    texts = texts_of(edition.final, _without_place(recording, edition))
    if texts:
        start = max((each.end for each in recording.utterances), default=0.0)
        words = tuple(_timed(texts, (start, max(start, recording.duration))))
        language = recording.language or _UNKNOWN_LANGUAGE
        yield Utterance(words, language), (True,) * len(words)


def _without_place(recording: Recording, edition: _Edition) -> list[int]:
    lost = list(edition.units.homeless)
    for place, unit in edition.units.at.items():
        if not (
            0 < place.group <= len(recording.utterances)
            and 0 <= place.index < len(recording.utterances[place.group - 1].words)
        ):
            lost += [*unit.before, *unit.final, *unit.after]
    return sorted(lost)
