"""The words that dictionary, office or document know.

An unknown word is no mistake. Names, places and new compounds stand in no dictionary, so it is only
one voice among others; but a word that is known and was clearly read is hardly ever wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from pipeline.core.scans.languages.office_words import is_office_word

Lexicon = Callable[[str, str], bool | None]
"""Whether a word, without punctuation, is one of a language.

The language is an ISO 639-1 code; None where there is no dictionary of it.
"""


class Standing(Enum):
    """What a vocabulary makes of a word."""

    KNOWN = auto()
    """A word of the language, the office or this document, or of several such."""
    NAME = auto()
    """An unknown word like a name, short with a capital, or in capitals."""
    UNKNOWN = auto()
    """An unknown word that is not written like a name."""
    NUMBER = auto()
    """It has a digit: no dictionary says anything about it."""
    OPEN = auto()
    """Not to be judged: no dictionary, a single letter, an address."""


_MARKS = ".,;:!?()[]{}<>\"'`„“”’»«…*•·|/\\–—-_~=+#&°©®™§%€$"
"""What stands before and after a word without being part of it."""

_LANGUAGES = ("de", "en")
_OFTEN = 3
"""Times after which an unknown word is the author's own.

Not two: engines make the same mistake twice.
"""
_REPEATED = 2
"""Times after which what is written like a name is one."""
_TITLES = frozenset({"Herr", "Herrn", "Frau", "Dr", "Prof", "Mr", "Mrs", "Ms", "Miss"})
_NAMES = 2
"""Words after a title that may be names: first and family name."""

_SHORTEST_PART = 4
_LINKS = ("", "s", "es", "n", "en", "e")
"""What German puts between the parts of a compound.

Source: Duden, "Fugenelement".
"""

_ADDRESS = re.compile(r"@|://|^www\.|^[a-z0-9-]{2,}(\.[a-z0-9-]{2,})+(/\S*)?$")
_LONGEST_NAME = 11
"""Letters of the longest name.

What is longer and has a capital is a German noun, and the dictionary knows most of those.
"""

_BETWEEN_PARTS = re.compile(r"[-/–—’'.&\N{NON-BREAKING HYPHEN}\N{HYPHEN}]+")

_CONFUSIONS = (
    "a>ä o>ö u>ü A>Ä O>Ö U>Ü ä>a ö>o ü>u ii>ü rn>m m>rn ri>n cl>d vv>w l>I I>l 1>l !>l "
    "l>i i>l li>h ll>li li>ll Ii>ll "
    "f>t t>f l>t t>l fi>ti f>s c>e e>c a>e n>u u>n h>b b>h j>i q>g g>q y>v v>y 0>o 0>O "
    "O>0 D>O ß>B B>ß B>S B>V "
    "5>S 8>B N>R G>C C>G tz>ß \N{LATIN SMALL LETTER DOTLESS I}>i \N{LATIN SMALL LETTER LONG S}>s"
)
"""What is read for what.

Source: wrong words of worn pages and of Fraktur (``f>s``), looked through by hand.
"""

_LOOKALIKES = tuple(
    (read, meant) for read, _, meant in (pair.partition(">") for pair in _CONFUSIONS.split())
)


def bare_word(text: str) -> str:
    """A word without the marks around it; empty if it is only marks."""
    return text.strip(_MARKS)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that are known while a document is judged.

    ``terms`` are the office's, ``often`` what the document keeps saying, ``names`` those in it; all
    three in lower case.
    """

    lexicon: Lexicon | None = None
    terms: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def standing(self, text: str, language: str | None) -> Standing:
        """What to make of a word of a text in ``language``.

        Where that is None, the text may be in any of our languages.
        """
        word = bare_word(text)
        number = any(map(str.isdigit, word))
        if self.is_term(text) or (self._is_familiar(word) and not number):
            return Standing.KNOWN
        if number:
            return Standing.NUMBER
        if self.lexicon is None or len(word) < len("ab") or _ADDRESS.search(word):
            return Standing.OPEN
        abbreviated = f"{word}." if f"{word}." in text else word
        own = _languages_of(language)
        if any(self.lexicon(word, each) is None for each in own):
            return Standing.OPEN
        if any(self._knows(word, each) or self._in_dictionary(abbreviated, each) for each in own):
            return Standing.KNOWN
        return Standing.NAME if self._is_name(word) or _looks_like_name(word) else Standing.UNKNOWN

    def is_term(self, text: str) -> bool:
        """Whether it is one of the office's own words."""
        return bare_word(text).lower() in self.terms

    def other_readings(self, text: str, language: str | None) -> tuple[str, ...]:
        """Known words that look like ``text``, marks included.

        Letters that look alike are exchanged. What is plainly a name can only be another word of
        the office: "Bräuer" is no mistake for "Brauer".
        """
        word = bare_word(text)
        before, _, after = text.partition(word or text)
        found = (
            other
            for other in _lookalikes_of(word)
            if (
                self.is_term(other)
                if self._is_name(word)
                else self._is_familiar(other)
                or any(self._in_dictionary(other, each) for each in _languages_of(language))
            )
        )
        return tuple(before + other + after for other in dict.fromkeys(found))

    def looks_misread(self, text: str, language: str | None) -> bool:
        """Whether an unknown word is no name: in small letters, or like a known word."""
        if self.standing(text, language) not in (Standing.NAME, Standing.UNKNOWN):
            return False
        if not bare_word(text)[:1].isupper():
            return True
        return bool(replace(self, names=frozenset()).other_readings(text, language))

    def is_listed(self, text: str, language: str) -> bool:
        """Whether the office or a dictionary has it as it is, not in parts."""
        return self._is_familiar(word := bare_word(text)) or self._in_dictionary(word, language)

    def is_foreign(self, text: str, language: str | None) -> bool:
        """Whether it is a word of the other one of our languages."""
        return any(
            self._in_dictionary(bare_word(text), each)
            for each in set(_LANGUAGES).difference(_languages_of(language))
        )

    def _is_name(self, word: str) -> bool:
        return word[:1].isupper() and word.lower() in self.names

    def _is_familiar(self, word: str) -> bool:
        return word.lower() in self.terms or word.lower() in self.often

    def _knows(self, word: str, language: str) -> bool:
        return (
            self._in_dictionary(word, language)
            or self._is_joined(word, language)
            or (language == "de" and (is_office_word(word) or self._is_compound(word, language)))
        )

    def _in_dictionary(self, word: str, language: str) -> bool:
        """Whether the dictionary has it, or would without its capitals."""
        if self.lexicon is None:
            return False
        ways = (word, word.capitalize(), word.lower()) if word.isupper() else (word,)
        return any(self.lexicon(way, language) for way in ways)

    def _is_joined(self, word: str, language: str) -> bool:
        """Whether every part is known, or only an initial.

        ``Müller-Lüdenscheidt``, ``und/oder``, ``z.B``.
        """
        parts = [part for part in _BETWEEN_PARTS.split(word) if part]
        return len(parts) > 1 and all(
            len(part) == 1
            or self._is_familiar(part)
            or self._in_dictionary(part, language)
            or self._in_dictionary(part.capitalize(), language)
            for part in parts
        )

    def _is_compound(self, word: str, language: str) -> bool:
        """Whether it is two known words in one, as in German.

        Dictionaries have rules of their own for many compounds, but not for all.
        """
        return any(
            self._in_dictionary(last.capitalize(), language) and self._first_part(first, language)
            for first, last in _splits(word)
        )

    def _first_part(self, part: str, language: str) -> bool:
        ways = (part.removesuffix(link) for link in _LINKS if part.endswith(link))
        return any(
            self._is_familiar(way) or self._in_dictionary(way, language)
            for way in ways
            if len(way) >= _SHORTEST_PART
        )


def vocabulary_of(
    words: Iterable[str],
    lexicon: Lexicon | None,
    terms: Iterable[str] = (),
    names: Iterable[str] = (),
) -> Vocabulary:
    """The vocabulary of a document of these ``words`` in order.

    ``terms`` are the office's, ``names`` those of people and firms that the document plainly names.
    A term or a name may be several words.
    """
    words = tuple(words)
    known = {
        bare_word(part).lower()
        for term in terms
        for part in (term, *term.split(), *_BETWEEN_PARTS.split(term))
    }
    counted = Counter(bare_word(word).lower() for word in words)
    often = frozenset(
        word for word, times in counted.items() if times >= _OFTEN and len(word) >= _SHORTEST_PART
    )
    written = Counter(
        word
        for word in map(bare_word, words)
        if _looks_like_name(word) and len(word) >= _SHORTEST_PART
    )
    named = {bare_word(part).lower() for name in names for part in name.split()}
    named |= {word.lower() for word, times in written.items() if times >= _REPEATED} | set(
        _names_after_titles(words)
    )
    return Vocabulary(lexicon, frozenset(known - {""}), often, frozenset(named))


def _looks_like_name(word: str) -> bool:
    return len(word) <= _LONGEST_NAME and (word.istitle() or word.isupper())


def _names_after_titles(words: Iterable[str]) -> Iterator[str]:
    """Names after titles, in lower case.

    "Frau Löwe", "Herrn Dr. med. Max Bräuer".
    """
    expected = 0
    for word in words:
        name = bare_word(word)
        if name in _TITLES:
            expected = _NAMES
        elif expected and name[:1].isupper():
            yield name.lower()
            ends = not word[-1].isalnum() and len(name) > len("M")
            expected = 0 if ends else expected - 1
        elif not (name.islower() and word.endswith(".")):
            expected = 0


def _languages_of(language: str | None) -> tuple[str, ...]:
    return (language,) if language else _LANGUAGES


def _splits(word: str) -> Iterator[tuple[str, str]]:
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        if word[at:].islower():
            yield word[:at], word[at:]


def _lookalikes_of(word: str) -> Iterator[str]:
    """Words that look like it.

    One group of letters is replaced by another, or one of two equal letters is left out.
    """
    for read, meant in _LOOKALIKES:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + meant + word[at + len(read) :]
            at = word.find(read, at + 1)
    for at, (one, other) in enumerate(pairwise(word)):
        if one == other:
            yield word[:at] + word[at + 1 :]
