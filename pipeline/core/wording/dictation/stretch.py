"""The words that one person says in one go, as the rules read them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import median

from pipeline.core.model import SpokenWord
from pipeline.core.wording.dictation.tongue import Command, Tongue
from pipeline.core.wording.edits import Edit, Treatment

PAUSE = 0.12
"""Seconds of silence that tell a command from a word.

Source: in synthesised dictations Whisper base leaves 0–0.1 s between the words of a phrase
(0.14 after "Mr."), and never less than 0.3 s where the speaker pauses.
"""

_UNHURRIED, _SLOW, _LETTERS = 0.35, 1.5, 4
"""Seconds and times its usual length that a word takes without a pause behind it.

Usual is the median of words of four letters and more. Measured: "period" in a text 0.5–0.6 s,
before a pause of 0.3 s and more 0.76–1.2.
"""

REACH = 8
"""Words between a verb and its separated prefix: "laden Sie herzlich ein"."""

SIGNS = ".,;:!?…–—-"

_OUTSIDE = SIGNS + "\"'„“”\u201a\u2018’»«()[]"

REPEATING = frozenset({"für", "um", "zu", "by", "for", "to"})

_JOINT = re.compile(r"(?<=\w)([-.])(?=\w)")
"""The sign between two words that Whisper takes for one."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as Whisper heard it, with its place and the silence around it."""

    text: str
    """The word with its punctuation."""
    start: int
    """Position of its first character in the stretch."""
    plain: str
    """The word without punctuation, in small letters."""
    before: float
    """Seconds of silence before it."""
    after: float
    """Seconds of silence after it."""
    joint: str = " "
    """The character after it.

    Not a space if Whisper made one word of it and the next.
    """

    rest: float = 0.0
    """Seconds of silence after it that Whisper counts to the word."""

    @property
    def runs_on(self) -> bool:
        """Whether Whisper made one word of it and the next."""
        return self.joint != " "

    @property
    def end(self) -> int:
        """Position of the first character after it."""
        return self.start + len(self.text)

    @property
    def inner_start(self) -> int:
        """Where it begins after its quotes and brackets."""
        return self.end - len(self.text.lstrip(_OUTSIDE))

    @property
    def inner_end(self) -> int:
        """Where it ends before its punctuation."""
        return self.start + len(self.text.rstrip(_OUTSIDE))

    @property
    def inner(self) -> str:
        """The word without quotes, brackets and punctuation."""
        return self.text.strip(_OUTSIDE)

    @property
    def small(self) -> bool:
        """Whether it has no capital."""
        return self.inner.islower()

    @property
    def punctuated(self) -> bool:
        """Whether Whisper put a sign behind it."""
        return self.text[-1] in SIGNS


_NO_WORD = HeardWord(" ", 0, "", inf, inf)


@dataclass(frozen=True, slots=True)
class CommandCandidate:
    """The first and last word of what may be a command.

    ``noun`` is the word that articles agree with.
    """

    first: int
    last: int
    command: Command
    noun: str


@dataclass(frozen=True, slots=True)
class Replacement:
    """What the words from ``first`` to ``last`` become or may become."""

    first: int
    last: int
    edit: Edit


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one language in one go, and the commands among them."""

    words: tuple[HeardWord, ...]
    tongue: Tongue
    candidates: tuple[CommandCandidate, ...] = ()
    commands: tuple[CommandCandidate, ...] = ()

    def at(self, number: int) -> HeardWord:
        """The word of this number; an empty one outside of the stretch."""
        return self.words[number] if 0 <= number < len(self.words) else _NO_WORD

    def plain(self, number: int) -> str:
        """``HeardWord.plain`` of the word of this number."""
        return self.at(number).plain

    def close_before(self, candidate: CommandCandidate) -> bool:
        """Whether nothing separates a candidate from the word before."""
        before = self.at(candidate.first - 1)
        return self.at(candidate.first).before < PAUSE and not before.punctuated

    def close_after(self, candidate: CommandCandidate) -> bool:
        """Whether nothing separates a candidate from the word after."""
        word = self.at(candidate.last)
        return word.after < PAUSE and not word.punctuated

    def follows_command(self, candidate: CommandCandidate) -> bool:
        """Whether a sure command ends right before it."""
        return any(command.last + 1 == candidate.first for command in self.commands)

    def precedes_command(self, candidate: CommandCandidate) -> bool:
        """Whether another candidate begins right after it."""
        return any(other.first == candidate.last + 1 for other in self.candidates)

    def in_longer_word(self, candidate: CommandCandidate) -> bool:
        """Whether it is a single part of a longer word."""
        parts = self.at(candidate.first - 1).runs_on or self.at(candidate.last).runs_on
        return parts and candidate.first == candidate.last

    def set_apart_after(self, candidate: CommandCandidate) -> bool:
        """Whether a pause, the end or another command follows."""
        word = self.at(candidate.last)
        return word.after + word.rest >= PAUSE or self.precedes_command(candidate)

    def set_apart(self, candidate: CommandCandidate) -> bool:
        """Whether it is separated from the text on one side.

        At the very beginning only the other side counts.
        """
        if self.set_apart_after(candidate):
            return True
        signs = self.at(candidate.first - 1).punctuated and self.at(candidate.last).punctuated
        pause = candidate.first > 0 and self.at(candidate.first).before >= PAUSE
        return pause or signs or self.follows_command(candidate)


def heard_words(words: Sequence[SpokenWord], tongue: Tongue) -> Iterator[HeardWord]:
    """The words, apart where Whisper joined a command to another word."""
    at = 0
    drawn = _drawn_out(words)
    pauses = [later.start - earlier.end for earlier, later in pairwise(words)]
    texts = [word.text.strip() for word in words]
    for place, (text, following, before, after) in enumerate(
        zip(texts, (*texts[1:], ""), (inf, *pauses), (*pauses, inf), strict=False)
    ):
        parts = _parts(text, following, tongue)
        for number, (part, joint) in enumerate(parts, start=1):
            silence = (before if number == 1 else 0, after if number == len(parts) else 0)
            last = number == len(parts)
            rest = drawn.get(place, 0.0) if last else 0.0
            yield HeardWord(part, at, _plain(part), *silence, joint, rest)
            at += len(part) + 1


def _drawn_out(words: Sequence[SpokenWord]) -> dict[int, float]:
    """The seconds of silence that Whisper counts to words, by their numbers.

    Where it puts no sign behind a word, the word lasts as long as the pause.
    """
    letters = [sum(map(str.isalnum, word.text)) for word in words]
    rates = [
        (word.end - word.start) / count
        for word, count in zip(words, letters, strict=True)
        if count >= _LETTERS
    ]
    if not rates:
        return {}
    usual = median(rates) * _SLOW
    return {
        number: max(0.0, word.end - word.start - max(_UNHURRIED, usual * count))
        for number, (word, count) in enumerate(zip(words, letters, strict=True))
    }


def _plain(text: str) -> str:
    return text.strip(_OUTSIDE).lower()


def _parts(text: str, following: str, tongue: Tongue) -> list[tuple[str, str]]:
    """The parts of a word, each with the character after it.

    The commands in it stand apart from the rest.
    """
    pieces = _JOINT.split(text)
    texts, joints = pieces[::2], (*pieces[1::2], " ")
    plain = [_plain(piece) for piece in texts]
    found = list(_joined_commands(plain, _plain(following), tongue)) if len(plain) > 1 else []
    starts = {first for first, _ in found}
    ends = {len(plain)}
    for first, end in found:
        alone = end < len(plain) and end not in starts
        if not (alone and (first == 0 or joints[end - 1] == ".")):  # "Punkt-Taste", "www.punkt.de"
            ends.update(range(max(first, 1), end + 1))
    parts, begin = [], 0
    for end in sorted(ends - {len(plain) + 1}):
        inside = zip(texts[begin:end], (*joints[begin : end - 1], ""), strict=True)
        parts.append(("".join(piece + joint for piece, joint in inside), joints[end - 1]))
        begin = end
    return parts


def _joined_commands(
    plain: Sequence[str], following: str, tongue: Tongue
) -> Iterator[tuple[int, int]]:
    """The commands in a word: their first piece and the piece after them.

    A piece that makes a real word with those before it is no command. The last command may go on in
    the ``following`` word.
    """
    after = 0
    for first in range(len(plain)):
        ends = range(len(plain) + 1, first, -1) if first >= after else ()
        end = next(
            (end for end in ends if tuple([*plain, following][first:end]) in tongue.commands), 0
        )
        compound = "".join(plain[after:end]) if end == first + 1 and first > after else ""
        real = compound.endswith(tongue.compounds) and not plain[first].endswith(tongue.compounds)
        named = compound[:1].isalpha() and len(compound) == len(plain[first]) + 1  # "i-Punkt"
        repeated = first > 0 and plain[first - 1] in REPEATING
        if end and not (real or named or repeated):
            yield first, end
            after = end


def word_numbers(marks: Collection[Replacement]) -> set[int]:
    """The numbers of all words that these replacements take."""
    return {number for mark in marks for number in range(mark.first, mark.last + 1)}


def replacement(
    stretch: Stretch,
    span: tuple[int, int],
    text: str,
    treatment: Treatment,
    *,
    decided: bool = False,
) -> Replacement:
    """The replacement of a ``span`` of words without the punctuation around."""
    first, last = span
    return Replacement(
        first,
        last,
        Edit(stretch.at(first).inner_start, stretch.at(last).inner_end, text, treatment, decided),
    )
