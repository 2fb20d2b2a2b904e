"""The office's own words where Whisper nearly wrote them.

A prompt makes Whisper write most names of the glossary. What it still mishears is no word of any
dictionary ("Gründellöwe") and sounds like one of the glossary: then that is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from pipeline.core.model import SpokenWord
from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.phonetics.codes import sound_code
from pipeline.core.wording.phonetics.distance import (
    exchange,
    sound_distance,
    sounds,
    syllables,
)


class Kind(Enum):
    """How well a word is known, as it is written."""

    LISTED = auto()
    """A dictionary or the office has it."""
    COMPOUND = auto()
    """It can be made of words that a dictionary has."""
    UNKNOWN = auto()


Known = Callable[[str], Kind]

_MARKS = ".,;:!?…–—-\"'„“”»«()[]"
_SENTENCE_END = (".", "!", "?")
_SHORTEST, _FEWEST = 5, 5
"""Letters of a term, and sounds: of shorter ones too many words are alike."""
_LONGEST = 2
"""Words that a term may have become."""
_NEAR, _NEAR_WITH_KNOWN, _NEAR_IF_CLEAR, _NEAR_COMPOUND, _NEVER = 0.115, 0.07, 0.06, 0.05, -1.0
"""Distances up to which a term is meant.

By words that nobody knows, by such beside known ones, by a word that was clearly heard or has no
capital where the term has one, by a compound; and by words that are known.
Measured: on the known offices of ``tools/glossaries.toml`` other people's names begin at 0.12.
"""
_NEAR_BY_SOUNDS = {5: 0.03, 6: 0.08}
"""The same, for terms of few sounds: "Möller" is not "Müller"."""
_CLEAR = 0.85
"""Confidence from which a word was clearly heard."""
_LONG = 9
"""Letters from which a compound, or a word in small letters, is sooner a term misspelt.

Of shorter ones too many are words of their own.
"""
_FIRST = 0.5
"""What the first sounds of the words may differ."""
_APART = 0.05
"""Distance by which the nearest term is nearer than the next."""
_ENDINGS = ("s", "es", "n", "en", "e", "er", "ern", "'s", "’s")
"""What a term may have more, or less, as another form of itself."""
_POSSESSIVES = ("'s", "’s")
_HISSING = ("s", "x", "z", "ß")
_NONE = (1.0, "")
_PLAIN_VOWELS = str.maketrans("äöü", "aou")


@dataclass(frozen=True, slots=True)
class _Window:
    """Words side by side without a sign between them."""

    words: tuple[str, ...]
    confidence: float
    kinds: tuple[Kind, ...]

    @property
    def said(self) -> str:
        """The words with spaces between them."""
        return " ".join(self.words)

    @property
    def is_known(self) -> bool:
        """Whether all words are in a dictionary."""
        return all(kind is Kind.LISTED for kind in self.kinds)


class _Glossary:
    """The terms that may be meant, in a language."""

    def __init__(self, terms: Sequence[str], language: str) -> None:
        self._terms = terms
        self._language = language
        self._letters = frozenset(map(_plain, terms))

    def nearest(self, window: _Window) -> tuple[float, str]:
        """The distance and form of the one term that is meant, if any."""
        ending = next((end for end in _POSSESSIVES if window.said.endswith(end)), "")
        said = window.said.removesuffix(ending)
        if window.is_known and _plain(said) not in self._letters:
            return _NONE
        if not sounds(said, self._language) or any(_is_form(said, term) for term in self._terms):
            return _NONE
        rated = sorted(self._rated(said))
        distance, form = rated[0] if rated else _NONE
        others = [far for far, other in rated if not _belong_together(other, form)]
        if not rated or (others and others[0] < distance + _APART):
            return _NONE
        meant = distance <= _limit(window, said, form, self._language)
        return (distance, f"{form}{ending}") if meant else _NONE

    def _rated(self, said: str) -> Iterator[tuple[float, str]]:
        """The forms of terms that begin alike and have as many syllables, with distances."""
        for term in self._terms:
            genitive = self._language == "de" and not term.endswith(_HISSING)
            for form in (term, f"{term}s") if genitive else (term,):
                if _is_alike(said, form, self._language):
                    yield sound_distance(said, form, self._language), form


def term_edits(
    words: Sequence[SpokenWord], terms: Iterable[str], known: Known, language: str
) -> tuple[Edit, ...]:
    """The edits that write the terms that ``words`` nearly are, in order.

    Only what ``known`` does not know is changed, and only if one term alone is near.
    """
    parts = {part for term in terms for part in (term, *term.split())}
    wanted = sorted(
        term for term in parts if len(term) >= _SHORTEST and len(sounds(term, language)) >= _FEWEST
    )
    return tuple(_edits(words, _Glossary(wanted, language), known)) if wanted else ()


def _edits(words: Sequence[SpokenWord], glossary: _Glossary, known: Known) -> Iterator[Edit]:
    texts = [word.text.strip() for word in words]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    at = 0
    while at < len(texts):
        found = [
            (distance, -size, form)
            for size in range(1, _LONGEST + 1)
            if (window := _window(words[at : at + size], size, known)) is not None
            for distance, form in [glossary.nearest(window)]
            if form
        ]
        if not found:
            at += 1
            continue
        _, negative, form = min(found)
        last = at - negative - 1
        first_word, last_word = texts[at].strip(_MARKS), texts[last].strip(_MARKS)
        start = starts[at] + texts[at].index(first_word)
        end = starts[last] + texts[last].rindex(last_word) + len(last_word)
        if first_word[0].isupper() and (at == 0 or texts[at - 1].endswith(_SENTENCE_END)):
            form = form[0].upper() + form[1:]
        yield Edit(start, end, form, Treatment.TERM)
        at = last + 1


def _window(words: Sequence[SpokenWord], size: int, known: Known) -> _Window | None:
    texts = [word.text.strip() for word in words]
    bare = tuple(text.strip(_MARKS) for text in texts)
    if len(bare) < size or not all(bare) or any(map(str.isdigit, "".join(bare))):
        return None
    if any(text != text.rstrip(_MARKS) for text in texts[:-1]):
        return None
    return _Window(bare, min(word.confidence for word in words), tuple(map(known, bare)))


def _belong_together(one: str, other: str) -> bool:
    """Whether two forms are of the same term, or one term has the other in it."""
    shorter, longer = sorted((_plain(one).removesuffix("s"), _plain(other)), key=len)
    return shorter in longer


def _is_form(said: str, term: str) -> bool:
    """Whether it is the term itself, or has another ending."""
    one, other = (_plain(text).translate(_PLAIN_VOWELS) for text in (said, term))
    if _plain(said) == _plain(term):
        return said.casefold() == term.casefold()
    return any(
        one.removesuffix(end) == other or one == other.removesuffix(end) for end in ("", *_ENDINGS)
    )


def _is_alike(said: str, form: str, language: str) -> bool:
    """Whether syllables and the first sounds are the same."""
    first = exchange(sounds(said, language)[0], sounds(form, language)[0])
    return first <= _FIRST and syllables(said, language) == syllables(form, language)


def _limit(window: _Window, said: str, form: str, language: str) -> float:
    """The distance up to which a form is meant; below zero if none is."""
    same = _plain(said) == _plain(form)
    small = form[0].isupper() and not said[0].isupper()
    if small and (len(said) < _LONG or window.kinds != (Kind.UNKNOWN,)):
        return _NEVER
    if all(each is Kind.UNKNOWN for each in window.kinds):
        near = _NEAR_IF_CLEAR if small or window.confidence >= _CLEAR else _NEAR
        return min(near, _NEAR_BY_SOUNDS.get(len(sounds(form, language)), near))
    if len(window.words) > 1:
        if any(each is Kind.UNKNOWN for each in window.kinds):
            return _NEAR_WITH_KNOWN
        return 0.0 if same and all(word[0].isupper() for word in window.words) else _NEVER
    if window.is_known:
        return 0.0 if same and "-" in f"{said}{form}" else _NEVER
    misspelt = len(said) >= _LONG and sound_code(_plain(said)) == sound_code(_plain(form))
    return _NEAR_COMPOUND if misspelt else 0.0 if same else _NEVER


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())
