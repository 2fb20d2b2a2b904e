"""Writes counts in words above twelve in figures: "dreißig Stühle".

Counts up to twelve stay words, and so does what is not plainly a number: "tausend Dank", "a twenty
second delay".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.core.wording.numerals import CARDINAL, ORDINAL, cardinal, digit_groups

SCALED = re.compile(r"(?P<count>.+) (?P<scale>(?:mill|mrd|bill|milliard)\w*)", re.IGNORECASE)
"""A number of millions or billions: "zwei Millionen"."""

_FOUR, _FIVE = 1_000, 10_000
"""The smallest numbers of four and of five figures."""

_FAR = 80
"""More characters than a number in words has."""

_WORDS = 12
"""Up to this number a count stays a word.

Source: the habit of German and English offices; DIN 5008 leaves it open.
"""


def count_writer(language: str) -> Callable[[re.Match[str]], str | None]:
    """The function that writes a count, found in a group ``all``, in figures.

    It gives None for a count that stays in words.
    """
    one, between = CARDINAL[language], r"(?:,| bis| oder| und| to| or| and) "
    part = r"oh|hundred|thousand|\w+illions?|\w+zigern?|\w+ties"
    close = re.compile(rf"[ -](?:\d|(?:{one}|{ORDINAL[language]}|{part})(?!\w))|-", re.IGNORECASE)
    close_before = re.compile(
        rf"(?:\d|\b{one}|\bhundred(?: and)?|\bthousand(?: and)?)[ -]$", re.IGNORECASE
    )
    pair = re.compile(rf"{between}(?P<other>{one})(?!\w)", re.IGNORECASE)
    pair_before = re.compile(rf"\b(?P<other>{one}){between}$", re.IGNORECASE)

    def write(match: re.Match[str]) -> str | None:
        text, (start, end), said = match.string, match.span("all"), match["all"]
        value = cardinal(said, language) or 0
        name = said[0].isupper() and not _begins(text, start)
        if (
            value <= _WORDS
            or name
            or SCALED.fullmatch(said)
            or said.lower() in ("hundert", "tausend")
        ):
            return None
        if close.match(text, end) or close_before.search(text[max(start - _FAR, 0) : start]):
            return None  # "fifty fifty", "twenty second": unclear what belongs together
        other = pair.match(text, end) or pair_before.search(text[max(start - _FAR, 0) : start])
        if other and (cardinal(other["other"], language) or 0) <= _WORDS:
            return None  # "zehn bis zwanzig" is written in one way
        # Four figures may be a year.
        return (
            digit_groups(value, language)
            if value >= _FIVE or (language == "en" and value >= _FOUR)
            else str(value)
        )

    return write


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins there."""
    return not text[:at].strip() or bool(re.search(r"[.?!…:]\s+$", text[:at]))
