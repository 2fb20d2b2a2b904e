"""What a language brings to dictation: commands, look-alikes, letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Fit(Enum):
    """How a sign stands between its neighbours."""

    CLOSES = "closes"
    """Beside the word before it: a comma."""
    OPENS = "opens"
    """Beside the word after it: an opening bracket."""
    JOINS = "joins"
    """Between two words without a space: a hyphen."""
    FREE = "free"
    """Between two spaces: a dash."""
    BREAKS = "breaks"
    """Begins a line or paragraph."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is written for a command.

    One that is ``plain`` is hardly ever said as a mere word without an article. ``misheard``: what Whisper makes of one,
    and a word of its own, so that it is never decided.
    """

    text: str
    fit: Fit
    plain: bool = False
    misheard: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """The tables of one language.

    Attributes:
        language: its ISO 639-1 code.
        commands: by their words.
        articles: determiners that agree with the last word of a command, by that word; "" for all others.
        pronouns: determiners that also stand alone, so that they can end a sentence.
        prefixed: for a pronoun, the verbs whose last word it may be instead ("laden … ein").
        adjectives: words between a determiner and its noun, by that noun; "" for all. ``inflected``: they show
            that a noun follows.
        declined: how other adjectives end, by the article before them; "" for all others.
        definite: articles after which verbs ("den prüfen") or nouns ("the table") may have such ends, too: ``other_ends``.
        leaders: words that make the next one a noun or verb when there is no pause, by that word; "" for all.
        loose: words that may end a clause or not; after them nothing is decided without a pause.
        conjunctions: words that go on; after them, too.
        followers: words that go on with the word before them, by that word.
        compounded: what forms names together with the word before it ("the Tudor period"); True if with any word.
        named: words that make such names and end sentences, too (so do others that end in
            ``named_ends``); ``lasting``: prepositions before such names.
        verbs: what shows that the word before it is a subject.
        counted: what may be followed by its number ("Punkt drei").
        fused: ends of words that Whisper makes of a command, and the command; ``compounds`` are real words, also at
            the end of others.
        small: words that are written small unless they begin a sentence.
        abbreviations: words that keep their point; ``closings`` end a letter and lose it.
        decimal, mark: how the decimal sign is said and written.
        plurals: nouns before lists of numbers.
        units, tens: the numbers below twenty and the tens by their words.
        spelling: letters by their words; ``like``: what stands between a letter and its word.
        inside: what may stand between spelling words, and what is written for it; "" for words that only announce a digit.
        lists: words that make names a list.
        salutations: what a salutation has in it.
        greeting: whether a text goes on small after the comma of its salutation.
    """

    language: str
    commands: Mapping[tuple[str, ...], Command]
    articles: Mapping[str, frozenset[str]]
    pronouns: frozenset[str]
    prefixed: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, frozenset[str]]
    inflected: bool
    declined: Mapping[str, tuple[str, ...]]
    definite: frozenset[str]
    other_ends: tuple[str, ...]
    leaders: Mapping[str, frozenset[str]]
    loose: frozenset[str]
    conjunctions: frozenset[str]
    followers: Mapping[str, frozenset[str]]
    compounded: Mapping[str, bool]
    named: frozenset[str]
    named_ends: tuple[str, ...]
    lasting: frozenset[str]
    verbs: frozenset[str]
    counted: frozenset[str]
    fused: Mapping[str, Command]
    compounds: tuple[str, ...]
    small: frozenset[str]
    abbreviations: frozenset[str]
    closings: frozenset[str]
    decimal: str
    mark: str
    plurals: frozenset[str]
    units: Mapping[str, int]
    tens: Mapping[str, int]
    spelling: Mapping[str, str]
    like: frozenset[tuple[str, ...]]
    inside: Mapping[str, str]
    lists: frozenset[str]
    salutations: frozenset[str]
    greeting: bool


def spoken_as(command: Command, *ways: str) -> dict[tuple[str, ...], Command]:
    """A command under every way in which it is said."""
    return {tuple(way.split()): command for way in ways}


def letter_table(text: str) -> dict[str, str]:
    """Spelling words by their first letters."""
    return {word: word[0].upper() for word in text.split()}


PARAGRAPH, LINE = "\n\n", "\n"

ICAO = (
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray "
    "xray yankee zulu"
)
