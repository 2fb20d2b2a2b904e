"""Dashes, which the German models read as hyphens: told by the width of their stroke.

"8.00 – 12.00", "§§ 187–193", " – so die Klägerin – ". In type sizes, hyphens are 0.18 to 0.32 wide,
dashes 0.34 to 0.58. The page's own hyphens, those within words of small letters, tell more exactly;
in monospaced type both are alike, and nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from pipeline.core.model import Word
from pipeline.core.scans.spacing.monospaced import pitch_of
from pipeline.core.scans.spacing.word_spaces import Spacings

_DASH, _LONG_DASH = 0.32, 0.66
"""Type sizes from which a stroke is a dash, and an em dash as English prose has it.

Source: 120 faces of 40 families.
"""
_SOFT = 0.5
"""Pixels that soft edges add to a stroke."""
_WIDER = 1.22
"""Times a hyphen's width from which a stroke is a dash. Source: the same; DejaVu bold has 1.25."""
_BETWEEN_LETTERS = 0.36
"""Type sizes of a dash between letters ("Mo–Fr") where the page shows no hyphen."""
_ENOUGH = 2
"""Hyphens that tell the page's usual width."""

_STROKES = "-–—"
_STROKE = re.compile(rf"[{_STROKES}]")
_ALONE = re.compile(rf"[{_STROKES}]{{1,2}}")
_HYPHEN = re.compile(r"(?<=[a-zäöüß])-(?=[a-zäöüß])|(?<=[^\W\d_]{2})-$|(?<=\b[A-Z])-(?=[A-Z][a-z])")
"""A hyphen whatever its width: within a word, at its end, after a single letter ("E-Mail")."""


def dash_suspects(words: Sequence[Word]) -> tuple[int, ...]:
    """The positions of words that hold a hyphen or a dash."""
    return tuple(
        at
        for at, word in enumerate(words)
        if _STROKE.search(word.text) and not word.digital and not word.tilt
    )


def with_dashes(words: Sequence[Word], strokes: Mapping[int, Sequence[float]]) -> tuple[Word, ...]:
    """The words with dashes where their strokes are as wide.

    ``strokes``: the widths in pixels of all level strokes in the suspects, from left to right.
    """
    told = {at: found for at, found in strokes.items() if _tells(words[at].text, len(found))}
    if not told or pitch_of(words) is not None:
        return tuple(words)
    spacings = Spacings(words)
    sizes = {at: spacings.of(words[at].line).size for at in told}
    shares = {at: [(width - _SOFT) / sizes[at] for width in found] for at, found in told.items()}
    hyphens = [
        share
        for at, found in shares.items()
        for mark, share in zip(_STROKE.finditer(words[at].text), found, strict=False)
        if _is_hyphen(words[at].text, mark.start())
    ]
    usual = median(hyphens) if len(hyphens) >= _ENOUGH else None
    result = list(words)
    for at, found in shares.items():
        result[at] = replace(words[at], text="".join(_signs(words[at].text, found, usual)))
    return tuple(result)


def _tells(text: str, strokes: int) -> bool:
    """Whether each sign has a stroke; two signs alone are often one."""
    return strokes == (1 if _ALONE.fullmatch(text) else len(_STROKE.findall(text)))


def _is_hyphen(text: str, at: int) -> bool:
    return any(found.start() == at for found in _HYPHEN.finditer(text))


def _signs(text: str, shares: Sequence[float], usual: float | None) -> Iterator[str]:
    """The text, sign by sign, with its dashes."""
    if _ALONE.fullmatch(text):
        short = len(text) == 1 or shares[0] < _LONG_DASH
        yield _sign(text[0], shares[0], _least(usual, _DASH)) if short else text
        return
    left = iter(shares)
    for at, sign in enumerate(text):
        if sign not in _STROKES:
            yield sign
            continue
        share = next(left)
        between = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        least = _least(usual, _BETWEEN_LETTERS if between else _DASH)
        yield sign if _is_hyphen(text, at) else _sign(sign, share, least)


def _least(usual: float | None, otherwise: float) -> float:
    """Type sizes from which a stroke is a dash."""
    return otherwise if usual is None else max(_DASH, _WIDER * usual)


def _sign(read: str, share: float, least: float) -> str:
    if share < least:
        return read
    return "—" if share >= _LONG_DASH else "–"
