"""One spelling for what was said and heard, so that only errors count.

The functions are pure.

English: openai-whisper's own normaliser. German: its basic one (lower case, no punctuation, nothing
in brackets), after numbers in words have become digits (text2num), signs have become words, and
points between thousands are gone. In both languages a word written apart or together is the same
word, and a number is its digits, one by one: openai-whisper's normaliser makes one word of all the
digits that are read out in a row, right or wrong.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein
from text_to_num import alpha2digit
from whisper.normalizers import BasicTextNormalizer, EnglishTextNormalizer

_PIECES = 6
"""Words that one word may have been written apart in."""
_DIGIT_OR_WORD = re.compile(r"\d|[^\W\d_]+(?:'[^\W\d_]+)*")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_SIGNS = {"%": " prozent ", "€": " euro ", "§": " paragraf ", "&": " und ", "ß": "ss"}


def words(text: str, language: str) -> tuple[str, ...]:
    """The words of ``text`` in one spelling.

    German (``de``) or English (``en``).
    """
    return tuple(_DIGIT_OR_WORD.findall(_spelling(language)(text)))


def word_errors(truth: Sequence[str], found: Sequence[str]) -> int:
    """Words to insert, delete or replace to get from ``found`` to ``truth``.

    Joining and parting words costs nothing.
    """
    rows = [list(range(len(found) + 1))]
    for i, wanted in enumerate(truth, start=1):
        row = [i]
        for j, got in enumerate(found, start=1):
            least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (wanted != got))
            if got != wanted and got.endswith(wanted):
                least = min([least, *(rows[i - n][j - 1] for n in _pieces(truth[:i], got))])
            if got != wanted and wanted.endswith(got):
                least = min([least, *(rows[i - 1][j - n] for n in _pieces(found[:j], wanted))])
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def letter_errors(truth: Sequence[str], found: Sequence[str]) -> int:
    """Characters to insert, delete or replace, spaces not counted."""
    return int(Levenshtein.distance("".join(truth), "".join(found)))


def _pieces(parts: Sequence[str], whole: str) -> list[int]:
    """The number of words at the end of ``parts`` that make ``whole``.

    One number, or none.
    """
    return [n for n in range(2, min(_PIECES, len(parts)) + 1) if "".join(parts[-n:]) == whole]


@cache
def _spelling(language: str) -> Callable[[str], str]:
    if language != "en":
        return _german
    with (
        warnings.catch_warnings()
    ):  # it leaves its list of spellings open for the garbage collector (openai/whisper)
        warnings.simplefilter("ignore", ResourceWarning)
        spelling: Callable[[str], str] = EnglishTextNormalizer()
    return spelling


def _german(text: str) -> str:
    plain = _THOUSANDS.sub("", text.lower())
    for sign, word in _SIGNS.items():
        plain = plain.replace(sign, word)
    return str(_basic()(alpha2digit(plain, "de")))


@cache
def _basic() -> Callable[[str], str]:
    spelling: Callable[[str], str] = BasicTextNormalizer()
    return spelling
