"""The words and signs that a language brings to dictation."""

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
    """The sign of a command.

    A ``plain`` one is hardly ever said as a mere word without an article. A ``misheard`` one is a
    word of its own that Whisper makes of a command, so that it is never decided.
    """

    text: str
    fit: Fit
    plain: bool = False
    misheard: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """The tables of one language, in small letters, without punctuation."""

    language: str
    """Its ISO 639-1 code."""
    commands: Mapping[tuple[str, ...], Command]
    """The commands by their words."""
    distinctive: frozenset[str]
    """Commands of one word that no other word sounds like."""
    articles: Mapping[str, frozenset[str]]
    """By last word of a command, the determiners that agree with it.

    "" for all other commands.
    """
    pronouns: frozenset[str]
    """Determiners that also stand alone, so that they can end a sentence."""
    prefixed: Mapping[str, frozenset[str]]
    """By pronoun, the verbs whose last word it may be instead: "laden … ein"."""
    adjectives: Mapping[str, frozenset[str]]
    """Words between a determiner and its noun, by that noun; "" for all."""
    inflected: bool
    """Whether the ending of an adjective shows that a noun follows."""
    declined: Mapping[str, tuple[str, ...]]
    """How other adjectives end, by the article before them; "" for all others."""
    definite: frozenset[str]
    """Articles after which verbs ("den prüfen") or nouns may end so, too."""
    other_ends: tuple[str, ...]
    """The endings that such verbs and nouns have."""
    leaders: Mapping[str, frozenset[str]]
    """By word, those that make it a noun or verb if there is no pause.

    "" for all words.
    """
    loose: frozenset[str]
    """Words that may end a clause or not.

    Nothing is decided after them without a pause.
    """
    conjunctions: frozenset[str]
    """Words that go on; nothing is decided after them without a pause."""
    followers: Mapping[str, frozenset[str]]
    """Words that belong to the word before them, by that word."""
    compounded: Mapping[str, bool]
    """By word, whether it makes a name with any word before it.

    As in "the Tudor period"; False if only with some.
    """
    named: frozenset[str]
    """Words that make such names and also end sentences."""
    named_ends: tuple[str, ...]
    """The endings of other words that do both."""
    lasting: frozenset[str]
    """Prepositions before such names."""
    verbs: frozenset[str]
    """Verbs that show that the word before them is a subject."""
    counted: frozenset[str]
    """Nouns that a number may follow: "Punkt drei"."""
    laws: frozenset[str]
    """Words before the number of a law's section, whose parts are numbered, too."""
    fused: Mapping[str, Command]
    """By ending, the command that Whisper joined to a word."""
    compounds: tuple[str, ...]
    """Real words that end so, alone or at the end of others."""
    small: frozenset[str]
    """Words that have a capital only at the beginning of a sentence."""
    abbreviations: frozenset[str]
    """Words that keep their full stop."""
    closings: frozenset[str]
    """Words that end a letter and lose the full stop."""
    decimal_word: str
    """How the decimal mark is said."""
    decimal_mark: str
    """How the decimal mark is written."""
    plurals: frozenset[str]
    """Nouns before lists of numbers."""
    units: Mapping[str, int]
    """The numbers below twenty by their words."""
    tens: Mapping[str, int]
    """The tens by their words."""
    spelling: Mapping[str, str]
    """Letters by their spelling words."""
    spelling_links: frozenset[tuple[str, ...]]
    """What stands between a letter and its spelling word: "wie"."""
    spelling_signs: Mapping[str, str]
    """What may stand between spelling words, and how it is written.

    "" for words that only announce a digit.
    """
    lists: frozenset[str]
    """Words that make names a list."""
    salutations: frozenset[str]
    """Words of a salutation."""
    greeting: bool
    """Whether a small letter follows the comma after its salutation."""


def spoken_as(command: Command, *ways: str) -> dict[tuple[str, ...], Command]:
    """The same command for each way in which it is said."""
    return {tuple(way.split()): command for way in ways}


def letter_table(text: str) -> dict[str, str]:
    """Spelling words with their first letters."""
    return {word: word[0].upper() for word in text.split()}


PARAGRAPH, LINE = "\n\n", "\n"

ICAO = (
    "alfa alpha bravo charlie delta echo foxtrot golf hotel india juliett juliet kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey whisky x-ray "
    "xray yankee zulu"
)
