"""Words cut at the end of a line: joined again, or two words."""

from __future__ import annotations

SOFT = "\N{SOFT HYPHEN}\N{NOT SIGN}\N{DOUBLE OBLIQUE HYPHEN}"
"""Signs that stand only where a word is cut.

Fraktur hyphens are read as the last two.
"""

HARD = "-\N{HYPHEN}"

CUT = tuple(SOFT + HARD)
"""The ends of words that may be cut."""

_COMPANIONS = frozenset({"und", "oder", "bzw", "sowie", "bis", "and", "or"})
"""Words before which a hyphen stands for a part left out.

"Vor- und Nachname".
"""


def whole_word(left: str, right: str) -> str | None:
    """The word cut at a line's end; None if these are two words."""
    stem, hyphen = left[:-1], left[-1]
    if (
        hyphen not in SOFT + HARD
        or not stem
        or not (stem[-1].isalnum() or stem[-1] == ".")
        or not right[0].isalnum()
    ):
        return None
    if hyphen in SOFT:
        return stem + right
    if right.rstrip(".,;").lower() in _COMPANIONS:
        return None
    return left + right if _keeps_hyphen(stem.lstrip("(\"'„“»"), right) else stem + right


def _keeps_hyphen(stem: str, right: str) -> bool:
    """Whether the hyphen belongs to the word, not to the line's end."""
    if stem[-1].isdigit() or right[0].isdigit() or stem[-1] == "." or len(stem) == 1:
        return True  # 2019-2020, Dr.-Ing., E-Mail
    capitals = right.rstrip(".,;:!?)")
    if stem.isupper():
        return not (capitals.isupper() and len(capitals) > 1)  # EU-weit, VITAMIN-C; but RECH-NUNG
    return right[0].isupper()  # Möller-Lüdenscheidt
