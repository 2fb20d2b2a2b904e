"""Decimals said digit by digit: "drei Komma eins vier"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.core.wording.dictation.stretch import PAUSE, Replacement, Stretch, replacement
from pipeline.core.wording.dictation.tongue import Tongue
from pipeline.core.wording.edits import Treatment
from pipeline.core.wording.numerals import cardinal

_TEN = 10
"""Tens and a number below this are one number: "twenty five"."""

_DIGITS = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


def decimals(stretch: Stretch, fixed: set[int]) -> Iterator[Replacement]:
    """The decimals of a stretch in figures, or their marks alone if unsure."""
    tongue = stretch.tongue
    for at, word in enumerate(stretch.words):
        if word.plain != tongue.decimal_word or at in fixed:
            continue
        whole, first = _whole(stretch, at)
        fraction, last = _fraction(stretch, at)
        if not whole or not fraction:
            continue
        if _one_number(stretch, first, at):
            yield replacement(
                stretch,
                (first, last),
                f"{whole}{tongue.decimal_mark}{fraction}",
                Treatment.NUMBER,
                decided=True,
            )
        else:
            yield replacement(stretch, (at, at), tongue.decimal_mark, Treatment.NUMBER)


def _whole(stretch: Stretch, at: int) -> tuple[str | None, int]:
    """The number before the mark, and the number of its first word."""
    tongue = stretch.tongue
    ten, unit = tongue.tens.get(stretch.plain(at - 2)), tongue.units.get(stretch.plain(at - 1), 0)
    if ten and 0 < unit < _TEN:
        return str(ten + unit), at - 2
    return figures_of(stretch.plain(at - 1), tongue), at - 1


def _fraction(stretch: Stretch, at: int) -> tuple[str | None, int]:
    """The digits after the mark, and the number of their last word.

    "sieben fünf" are two digits.
    """
    digits = figures_of(stretch.plain(at + 1), stretch.tongue)
    last = at + 1
    while digits and not stretch.at(last).punctuated and stretch.at(last).after < PAUSE:
        more = figures_of(stretch.plain(last + 1), stretch.tongue)
        if more is None or len(more) > 1 or len(digits) != last - at:
            break
        digits, last = digits + more, last + 1
    return digits, last


def _one_number(stretch: Stretch, first: int, at: int) -> bool:
    """Whether the words around the mark are one number.

    They may also be a list of numbers, or the end of a longer one.
    """
    tongue = stretch.tongue
    parted = any(
        word.punctuated or word.after >= PAUSE for word in (stretch.at(at - 1), stretch.at(at))
    )
    another = any(
        stretch.plain(at + 2 * step) == tongue.decimal_word
        and figures_of(stretch.plain(at + 3 * step), tongue)
        for step in (-1, 1)
    )
    listed = another or stretch.plain(first - 1) in tongue.plurals
    longer = stretch.plain(first - 1) in {"hundred", "thousand", "hundert", "tausend"} or (
        figures_of(stretch.plain(first - 1), tongue) is not None
    )
    return not (parted or listed or longer)


def figures_of(word: str, tongue: Tongue) -> str | None:
    """A number in digits, or None for another word."""
    if _DIGITS.fullmatch(word):
        return word
    number = tongue.units.get(word, cardinal(word, tongue.language))
    return None if number is None else str(number)
