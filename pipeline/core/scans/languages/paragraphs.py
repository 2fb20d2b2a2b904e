"""Paragraphs in another language than their page was read in.

A document is read in the language of its first page; an English page, column or quotation in it is
read again, and its paragraphs are taken from that reading. The others stay: German read together
with English loses umlauts (docs/benchmarks/languages.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.core.model import Box, Word
from pipeline.core.scans.ocr_languages import certainty
from pipeline.core.wording.language import language_of
from pipeline.i18n import Language

_NAMES: Mapping[Language, str] = {"de": "deu", "en": "eng"}
"""Tesseract's names of the languages that small words tell apart."""
_FEWEST = 12
"""Words in another language from which a page is read again.

A line of a letter has about as many; a firm's name or a title has fewer.
"""
_UNSURE, _DOUBTED = 0.8, 0.015
"""Confidence below which a word is doubtful; share of such words from which it is read again.

Measured on 34 pages: 22 are read again, with 29 words more right; the other 12 have one.
"""
_AS_SURE = 0.9
"""Ratio of certainty from which a second reading counts.

The right language is mostly surer. A paragraph of which lines are missing is not.
"""
_UNANIMOUS = 0.9
"""Share of a line's words from which it belongs to their paragraph."""
_SAME_PLACE = 0.6
"""Shared part of two places, of all they cover, in which the same word stands."""
_CELL = 64
"""Pixels of the cells in which words are looked up."""
_UMLAUTS = frozenset("äöüßÄÖÜ")


def foreign_language(
    words: Sequence[Word], read_in: tuple[str, ...], configured: tuple[str, ...]
) -> Language | None:
    """The language for which a page is worth a second reading; None if there is none.

    English if paragraphs of a page say so that was read without it; German if a page does that was
    read in all languages. Pages that brought words of their own stay as they are.
    """
    if any(word.digital for word in words):
        return None
    if len(read_in) > 1:
        german = _NAMES["de"] in configured and _language(words) == "de"
        return "de" if german and _doubtful(words) else None
    found: dict[Language, list[Word]] = defaultdict(list)
    for paragraph in _paragraphs(words).values():
        language = _language(paragraph)
        if language is not None and _NAMES[language] in configured:
            found[language] += paragraph if _NAMES[language] not in read_in else ()
    most = max(found, key=lambda each: len(found[each]), default=None)
    if most is None or len(found[most]) < _FEWEST or not _doubtful(found[most]):
        return None
    return most


def _doubtful(words: Sequence[Word]) -> bool:
    """Whether enough was read unsurely for another reading to pay."""
    unsure = sum(word.confidence < _UNSURE for word in words)
    return unsure >= max(2, _DOUBTED * len(words))


def second_languages(language: Language, configured: tuple[str, ...]) -> tuple[str, ...]:
    """What to read a page in that has paragraphs in ``language``, by Tesseract's names.

    German alone keeps most umlauts; English alone would lose all.
    """
    return (_NAMES["de"],) if language == "de" else configured


def with_paragraphs(
    first: Sequence[Word], second: Sequence[Word], language: Language
) -> tuple[Word, ...]:
    """The first reading, with the second one's paragraphs in ``language``.

    Paragraphs that do not say are in the page's language. Words with umlauts that stand in the same
    place stay as they were read first.
    """
    page = _language(first)
    rest = _in_paragraphs(first, second)
    after = max((word.line for word in first), default=0) + 1
    result: list[Word] = []
    for number, paragraph in _paragraphs(first).items():
        instead, block = rest.get(number, ()), paragraph[0].block
        meant = (_language(paragraph) or page) == language
        if meant and instead and certainty(instead) >= _AS_SURE * certainty(paragraph):
            result += (
                replace(word, block=block, paragraph=number, line=after + word.line)
                for word in instead
            )
        else:
            result += paragraph
    numbers: dict[int, int] = {}
    return tuple(replace(word, line=numbers.setdefault(word.line, len(numbers))) for word in result)


def _in_paragraphs(first: Sequence[Word], second: Sequence[Word]) -> Mapping[int, Sequence[Word]]:
    """The second reading's lines by the first one's paragraphs.

    Without paragraphs into which a line reaches that mostly belongs to another one.
    """
    places = _Places(first)
    found: dict[int, list[Word]] = defaultdict(list)
    shared: set[int] = set()
    for _, group in groupby(second, key=lambda word: word.line):
        line = [(word, places.word_at(word.box)) for word in group]
        votes = Counter(other.paragraph for _, other in line if other is not None)
        if not votes:
            continue
        paragraph, most = votes.most_common(1)[0]
        if most < _UNANIMOUS * votes.total():
            shared.update(votes)
        found[paragraph] += (_with_umlauts(word, other) for word, other in line)
    return {number: words for number, words in found.items() if number not in shared}


def _with_umlauts(word: Word, other: Word | None) -> Word:
    """The word, or what stands there in the first reading if that has umlauts."""
    if other is None or _UMLAUTS.isdisjoint(other.text) or not _UMLAUTS.isdisjoint(word.text):
        return word
    if word.box.shared(other.box) < _SAME_PLACE * _covered(word.box, other.box):
        return word
    return replace(word, text=other.text, confidence=other.confidence)


class _Places:
    """Looks up which word stands at a place."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words_at: dict[tuple[int, int], list[Word]] = defaultdict(list)
        for word in words:
            for column in range(int(word.box.left // _CELL), int(word.box.right // _CELL) + 1):
                for row in range(int(word.box.top // _CELL), int(word.box.bottom // _CELL) + 1):
                    self._words_at[column, row].append(word)

    def word_at(self, box: Box) -> Word | None:
        """The word that covers most of the box, if it covers its middle."""
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        near = self._words_at.get((int(x // _CELL), int(y // _CELL)), ())
        return max(
            (word for word in near if word.box.has_middle_of(box)),
            key=lambda word: word.box.shared(box),
            default=None,
        )


def _covered(one: Box, other: Box) -> float:
    """Pixels that lie in either box."""
    return one.width * one.height + other.width * other.height - one.shared(other)


def _paragraphs(words: Iterable[Word]) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        found[word.paragraph].append(word)
    return found


def _language(words: Iterable[Word]) -> Language | None:
    return language_of(word.text for word in words)
