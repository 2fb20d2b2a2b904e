"""Feeds: the distinct sounds of a recording, by track and channel.

A recorder keeps each microphone in a channel, a program each side of a conference in a track. What
has speech of its own is a feed: it is heard by itself, and its party speaks in it. What people said
in all of them is brought together here, in order of time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import count, groupby, takewhile

from pipeline.core.model import SpokenWord, Utterance

MOST_CHANNELS = 32
"""Channels of a track that are looked at; a mixing desk has as many."""

_ASIDE = re.compile(r"comment|kommentar|descri|deskription|hörfilm", re.IGNORECASE)
"""Titles of tracks that talk about a film."""
_UNTOLD = frozenset({"", "und", "mis", "mul", "zxx"})
"""Language tags that name no language. Source: ISO 639-2."""
_INTERJECTION = 1.5
"""Seconds for which two talk at once to be shown beside each other."""
_LATELY = 5
"""Utterances back that may still go on."""
_LONGEST_NAME = 40
"""Characters of a party's name at most."""
_AT_ONCE = 0.6
"""Seconds between a word and its echo in another feed.

Whisper's times of the same word differ by up to that much.
"""
_ECHOED = 3
"""Words in a row that are an echo; fewer only if they are all of an utterance."""
_MISHEARD = 3
"""Words from one echo to the next in a run, at most."""
_SAID_ALIKE = 2
"""Words that two people do not say at the same time by chance."""


@dataclass(frozen=True, slots=True)
class AudioTrack:
    """An audio track of a file, as the file describes it."""

    number: int
    """Its number among the file's audio tracks, from 1."""
    language: str = ""
    """The language tag, mostly ISO 639-2; empty if there is none."""
    title: str = ""
    """Its title, empty without one."""
    aside: bool = False
    """Whether it is marked as a commentary or a description for the blind."""
    damaged: bool = False
    """Whether it could not be read."""

    @property
    def tongue(self) -> str:
        """The language tag in lower case; empty if it names no language."""
        language = self.language.casefold()
        return "" if language in _UNTOLD else language

    @property
    def description(self) -> tuple[str, ...]:
        """Its language tag and its title, as far as there are any."""
        return tuple(filter(None, (self.tongue, _plain(self.title))))

    @property
    def is_aside(self) -> bool:
        """Whether it talks about the rest, by its mark or its title."""
        return self.aside or bool(_ASIDE.search(self.title))


@dataclass(frozen=True, slots=True)
class Feed:
    """A distinct sound that is heard by itself.

    ``number`` is that of its file; ``track`` the number of its track; ``channel`` its channel there
    from 1, 0 for all of them. ``title`` is the track's.
    """

    number: int
    track: int
    channel: int = 0
    title: str = ""


def alternatives(tracks: Sequence[AudioTrack]) -> tuple[tuple[AudioTrack, ...], ...]:
    """The tracks by what is heard together; players play the first group.

    Tracks in another language, and commentaries, are alternatives. A track that does not say its
    language belongs to the first.
    """
    main = next((track.tongue for track in tracks if track.tongue and not track.is_aside), "")
    groups: dict[tuple[str, bool], list[AudioTrack]] = {}
    for track in tracks:
        groups.setdefault((track.tongue or main, track.is_aside), []).append(track)
    return tuple(map(tuple, groups.values()))


def with_parties(
    said: Sequence[tuple[int, Utterance]], feeds: Sequence[Feed], *, label: Callable[[int], str]
) -> tuple[Utterance, ...]:
    """The utterances, each with the party of its feed.

    A party is called as its track, if each track has a title of its own and one party; else
    ``label`` names the first, second, … who speaks. One party alone needs no name.
    """
    speaking = tuple(dict.fromkeys(feed for feed, _ in said))
    if len(speaking) < 2 or not feeds:  # noqa: PLR2004 - one, or nobody
        return tuple(utterance for _, utterance in said)
    titles = {feed.number: _plain(feed.title) for feed in feeds if feed.number in speaking}
    titled = all(titles.values()) and len(set(titles.values())) == len(titles)
    names = {
        feed: titles[feed] if titled else label(number)
        for number, feed in enumerate(speaking, start=1)
    }
    return tuple(replace(utterance, speaker=names[feed]) for feed, utterance in said)


def interleaved(said: Mapping[int, Sequence[Utterance]]) -> tuple[tuple[int, Utterance], ...]:
    """The utterances of all feeds in order of time, each with its feed.

    Microphones in one room hear each other's speakers: the same words at the same time in two feeds
    are kept once, where they were heard better.
    """
    kept = {feed: list(utterances) for feed, utterances in said.items()}
    for feed in sorted(kept):
        for other in sorted(kept):
            if feed < other:
                kept[feed], kept[other] = _once(kept[feed], kept[other])
    return tuple(
        sorted(
            ((feed, utterance) for feed, utterances in kept.items() for utterance in utterances),
            key=lambda pair: (pair[1].start, pair[0]),
        )
    )


def lanes(said: Iterable[Utterance]) -> list[list[Utterance]]:
    """The utterances, apart where people talk at once; mostly all are in one.

    An interjection stays between the other one's words.
    """
    found: list[list[Utterance]] = [[]]
    for utterance in said:
        free = [
            lane for lane in found if all(_follows(utterance, before) for before in lane[-_LATELY:])
        ]
        # Its speaker's own lane first: what follows closely there makes room for it.
        own = (
            lane
            for lane in free
            if any(before.speaker == utterance.speaker for before in lane[-_LATELY:])
        )
        lane = next(own, next(iter(free), None))
        if lane is None:
            found.append(lane := [])
        lane.append(utterance)
    return found


def _follows(said: Utterance, before: Utterance) -> bool:
    """Whether the two can be shown one after the other."""
    return (
        min(said.end, before.end) - said.start < _INTERJECTION
        or said.speaker == before.speaker
        or None in {said.speaker, before.speaker}
    )


def _plain(title: str) -> str:
    """A title as one short line without control characters."""
    shown = "".join(char if char.isprintable() else " " for char in title)
    return " ".join(shown.split())[:_LONGEST_NAME]


def _once(
    ours: Sequence[Utterance], theirs: Sequence[Utterance]
) -> tuple[list[Utterance], list[Utterance]]:
    """Both, without what one of them heard of the other."""
    our_words, their_words = _words(ours), _words(theirs)
    our_echoes: set[int] = set()
    their_echoes: set[int] = set()
    for run in _echoes(our_words, their_words):
        we, they = (range(places[0], places[-1] + 1) for places in zip(*run, strict=True))
        if not (_is_sure(len(run), we, ours) or _is_sure(len(run), they, theirs)):
            continue
        if _sureness(our_words, we) >= _sureness(their_words, they):
            their_echoes.update(they)
        else:
            our_echoes.update(we)
    return list(_without(ours, our_echoes)), list(_without(theirs, their_echoes))


def _echoes(
    ours: Sequence[SpokenWord], theirs: Sequence[SpokenWord]
) -> Iterator[list[tuple[int, int]]]:
    """Runs of the same words at the same time, as pairs of places.

    A run goes on over a word or two that one of them did not hear right.
    """
    run: list[tuple[int, int]] = []
    after = 0
    for place, word in enumerate(ours):
        while after < len(theirs) and theirs[after].start < word.start - _AT_ONCE:
            after += 1
        near = takewhile(
            lambda other: theirs[other].start <= word.start + _AT_ONCE,  # noqa: B023 - used here
            range(max(after, run[-1][1] + 1 if run else 0), len(theirs)),
        )
        match = next((other for other in near if _bare(theirs[other]) == _bare(word)), None)
        if match is None:
            continue
        if run and (place - run[-1][0] > _MISHEARD or match - run[-1][1] > _MISHEARD):
            yield run
            run = []
        run.append((place, match))
    if run:
        yield run


def _is_sure(count: int, run: range, utterances: Sequence[Utterance]) -> bool:
    """Whether a run of echoes is none by chance: long, or a whole utterance."""
    if count >= _ECHOED:
        return True
    first = 0
    for utterance in utterances:
        if first == run.start and first + len(utterance.words) == run.stop:
            return count >= _SAID_ALIKE
        first += len(utterance.words)
    return False


def _sureness(words: Sequence[SpokenWord], places: range) -> float:
    return sum(words[place].confidence for place in places) / len(places)


def _without(utterances: Sequence[Utterance], echoes: AbstractSet[int]) -> Iterator[Utterance]:
    """The utterances without some of their words, by place in all of them."""
    place = count()
    for utterance in utterances:
        marked = [(next(place) in echoes, word) for word in utterance.words]
        for echo, part in groupby(marked, key=lambda pair: pair[0]):
            if not echo:
                yield replace(utterance, words=tuple(word for _, word in part))


def _words(utterances: Iterable[Utterance]) -> list[SpokenWord]:
    return [word for utterance in utterances for word in utterance.words]


def _bare(word: SpokenWord) -> str:
    """The word without its punctuation and capitals."""
    return "".join(filter(str.isalnum, word.text)).casefold()
