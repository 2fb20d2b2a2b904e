"""Which words are known: to a dictionary, to the office, or because the document keeps saying them.

An unknown word is no mistake. Names, places and new compounds stand in no dictionary, so that it is
only one voice among others; but a word that is known and was clearly read is hardly ever wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

Lexicon = Callable[[str, str], bool | None]
"""Whether a word, without punctuation, is one of a language (ISO 639-1); None where there is no dictionary of it."""


class Standing(Enum):
    """What a vocabulary makes of a word."""

    KNOWN = auto()
    """A word of the language, of the office or of this document, or put together from such."""
    NAME = auto()
    """None of these, and written like a name: short, with a capital. Or an abbreviation in capitals."""
    UNKNOWN = auto()
    """None of these."""
    NUMBER = auto()
    """With a digit: no dictionary says anything about it."""
    OPEN = auto()
    """Nobody can say: no dictionary, a single letter, an address."""


_MARKS = ".,;:!?()[]{}<>\"'`„“”’»«…*•·|/\\–—-_~=+#&°©®™§%€$"
"""What stands before and after a word without being part of it."""

_LANGUAGES = ("de", "en")
_OFTEN = 3
"""So many times in a document: then an unknown word is its author's. Twice, engines make the same mistake."""
_REPEATED = 2
"""So many times: then what is written like a name is one, which must be read as surely as any, but is no other word."""
_TITLES = frozenset({"Herr", "Herrn", "Frau", "Dr", "Prof", "Mr", "Mrs", "Ms", "Miss"})
_NAMES = 2
"""Words behind a title that may be names: first name and family name."""

_SHORTEST_PART = 4
_LINKS = ("", "s", "es", "n", "en", "e")
"""What German puts between the parts of a compound. Source: Duden, "Fugenelement"."""

_ADDRESS = re.compile(r"@|://|^www\.|^[a-z0-9-]{2,}(\.[a-z0-9-]{2,})+(/\S*)?$")
_LONGEST_NAME = 11
"""Letters; what is longer and has a capital is a German noun, of which the dictionary knows most."""

_BETWEEN_PARTS = re.compile(r"[-/–—’'.&\N{NON-BREAKING HYPHEN}\N{HYPHEN}]+")

_CONFUSIONS = (
    "a>ä o>ö u>ü A>Ä O>Ö U>Ü ä>a ö>o ü>u ii>ü rn>m m>rn ri>n cl>d vv>w l>I I>l 1>l !>l l>i i>l li>h ll>li li>ll Ii>ll "
    "f>t t>f l>t t>l fi>ti f>s c>e e>c a>e n>u u>n h>b b>h j>i q>g g>q y>v v>y 0>o 0>O O>0 D>O ß>B B>ß B>S B>V "
    "5>S 8>B N>R G>C C>G tz>ß \N{LATIN SMALL LETTER DOTLESS I}>i \N{LATIN SMALL LETTER LONG S}>s"
)
"""What is read for what. Source: wrong words of worn pages and of Fraktur (``f>s``), looked through by hand."""

_LOOKALIKES = tuple(
    (read, meant) for read, _, meant in (pair.partition(">") for pair in _CONFUSIONS.split())
)


def bare_word(text: str) -> str:
    """A word without the marks around it; empty if it is nothing but marks."""
    return text.strip(_MARKS)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A dictionary, the office's ``terms``, what a document says ``often``, and ``names`` in it; all but the first in lower case."""

    lexicon: Lexicon | None = None
    terms: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def standing(self, text: str, language: str | None) -> Standing:
        """What is to be made of a word of a text in ``language``, or in any of ours where nobody knows which."""
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
        """Known words that an engine may have taken for ``text``, its marks included: letters that look alike are exchanged.

        What is plainly a name can only be another word of the office: "Bräuer" is no mistake for "Brauer".
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

    def is_foreign(self, text: str, language: str | None) -> bool:
        """Whether it is a word of another language of ours."""
        return any(
            self._in_dictionary(bare_word(text), each)
            for each in _LANGUAGES
            if each not in _languages_of(language)
        )

    def _is_name(self, word: str) -> bool:
        return word[:1].isupper() and word.lower() in self.names

    def _is_familiar(self, word: str) -> bool:
        return word.lower() in self.terms or word.lower() in self.often

    def _knows(self, word: str, language: str) -> bool:
        return (
            self._in_dictionary(word, language)
            or self._is_joined(word, language)
            or (language == "de" and self._is_compound(word, language))
        )

    def _in_dictionary(self, word: str, language: str) -> bool:
        """Whether the dictionary has it, or would if it were not set in capitals."""
        if self.lexicon is None:
            return False
        ways = (word, word.capitalize(), word.lower()) if word.isupper() else (word,)
        return any(self.lexicon(way, language) for way in ways)

    def _is_joined(self, word: str, language: str) -> bool:
        """``Müller-Lüdenscheidt``, ``und/oder``, ``z.B``: every part is known, or no more than an initial."""
        parts = [part for part in _BETWEEN_PARTS.split(word) if part]
        return len(parts) > 1 and all(
            len(part) == 1
            or self._is_familiar(part)
            or self._in_dictionary(part, language)
            or self._in_dictionary(part.capitalize(), language)
            for part in parts
        )

    def _is_compound(self, word: str, language: str) -> bool:
        """Two known words grown together, as German likes it; dictionaries have rules of their own for many, not for all."""
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
    """The vocabulary of a document that consists of ``words`` in their order, in an office that knows ``terms``.

    ``names`` are those of people and firms that the document plainly names; a term or a name may be several words.
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
    """The names behind titles, in lower case: "Frau Löwe", "Herrn Dr. med. Max Bräuer"."""
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
    """Words that look like it: one group of letters replaced by another, one of two equal letters left out, one doubled."""
    for read, meant in _LOOKALIKES:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + meant + word[at + len(read) :]
            at = word.find(read, at + 1)
    for at, (one, other) in enumerate(pairwise(word)):
        if one == other:
            yield word[:at] + word[at + 1 :]
