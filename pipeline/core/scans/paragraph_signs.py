"""Paragraph signs that a reader without them takes for 8, $ or S.

Tesseract's German model has no paragraph sign. A wrong one is a wrong citation, and looks like a
number: "8 70 Abs. 1 VwGO". What stands there is decided by the picture, not here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SIGN = "\N{SECTION SIGN}"

_ALONE = re.compile(rf"(?P<open>[(\[„\"']?)(?P<sign>[8$S&5639Bßsg{SIGN}]{{1,2}})")
_WITH_NUMBER = re.compile(
    rf"(?P<open>[(\[„\"']?)(?P<sign>[8$S&5ß{SIGN}]{{1,2}}?)(?P<number>\d{{1,4}}[a-z]?[.,;:)]*)"
)
_NUMBER = re.compile(r"\d{1,4}[a-z]?(?:[-–]\d{1,4}[a-z]?)?[.,;:)]*")
_LIKE_NUMBER = re.compile(r"[AISlO][a-z]?[.,;:)]*")
"""What 4, 1, 5 and 0 are read as when a sign before them is a riddle."""
_PART = re.compile(r"\(?(?:Abs|Absatz|Absätze|Satz|Nr|Nrn|Nummer|Halbs|Halbsatz|Alt|ff)[.,;)]*")
"""What follows the number of a paragraph and hardly another one."""
_BETWEEN = re.compile(
    r"\(?(?:\d{1,4}[a-z]?(?:[-–]\d{1,4})?|bis|und|oder|sowie|u|f|S|i|V|v|m|[a-z]|lit|Buchst)[.,;)]*"
)
"""What may stand between that and the law."""
_LAW = re.compile(r"[(„]?[A-ZÄÖÜ](?=[A-Za-zäöüß]*[A-ZÄÖÜ])[A-Za-zäöüß]*[A-ZÄÖÜ][.,;:)“]*")
"""Two capitals or more, the last letter one of them: BGB, BauNVO, VwGO."""
_NO_LAW = re.compile(r"EUR|USD|CHF|GBP|DM|PS|[KMGT]?B|[KMG]?[WJ]h?|[PL]KW|DIN|ISO|UHR|CD|DVD|KG|AG")
"""Units, currencies and firms."""
_CITES = frozenset(["nach", "gemäß", "gemäss", "gem", "isd", "isv", "ivm", "vgl"])
"""Words before a citation, in small letters."""
_LISTED = re.compile(
    rf"[({SIGN}]*{SIGN}|Art(?:ikel)?[.,]?|\d{{1,4}}[a-z]?,?|bis|und|oder|Nr\.|[-–]"
)
"""What a number of a law may follow without a sign of its own."""
_FURTHEST = 7
"""Words between the number and the law, at most."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may be a paragraph sign, alone or glued to its number."""

    at: int
    """Its position among the words."""
    before: str
    """A bracket or quotation mark before it, or ""."""
    signs: int
    """How many signs it would be."""
    number: str
    """The number glued to it, or ""."""
    cited: bool
    """Whether its neighbours make it the citation of a law."""


def suspects(texts: Sequence[str]) -> tuple[Suspect, ...]:
    """The words of German text that may be paragraph signs.

    ``texts`` are words in reading order. A number follows each, or is glued to it; of the latter
    only citations and dollars are named.
    """
    found = (_suspect(texts, at) for at in range(len(texts)))
    return tuple(each for each in found if each is not None)


def sign_reading(text: str) -> tuple[str, str] | None:
    """The signs at the head of a word as another reader has it, and the rest.

    None if there is no sign at its head.
    """
    bare = text.lstrip("([„\"'")
    rest = bare.lstrip(SIGN)
    return (bare[: len(bare) - len(rest)], rest) if bare != rest else None


def _suspect(texts: Sequence[str], at: int) -> Suspect | None:
    text, after = texts[at], texts[at + 1] if at + 1 < len(texts) else ""
    alone = _ALONE.fullmatch(text)
    if alone and (_NUMBER.fullmatch(after) or _LIKE_NUMBER.fullmatch(after)):
        signs = alone["sign"]
        cited = _is_cited(texts, at, at + 1)
        if set(signs) == {SIGN} or not (cited or _NUMBER.fullmatch(after)):
            return None
        return Suspect(at, alone["open"], len(signs), "", cited)
    glued = _WITH_NUMBER.fullmatch(text)
    cited = glued is not None and _is_cited(texts, at, at)
    if glued and set(glued["sign"]) != {SIGN} and (cited or "$" in glued["sign"]):
        number = glued["sign"].isdigit()
        if number and at and _LISTED.fullmatch(texts[at - 1]):
            return None
        return Suspect(at, glued["open"], len(glued["sign"]), glued["number"], cited)
    return None


def _is_cited(texts: Sequence[str], at: int, number: int) -> bool:
    """Whether the word at ``at`` stands where a law is cited.

    ``number`` is the position of the paragraph's number.
    """
    following = texts[number + 1 : number + 1 + _FURTHEST]
    if following and _PART.fullmatch(following[0]):
        return True
    for text in following:
        if _LAW.fullmatch(text):
            return _NO_LAW.fullmatch(text.strip("(„.,;:)“")) is None
        if not (_PART.fullmatch(text) or _BETWEEN.fullmatch(text)):
            break
    before = texts[at - 1].strip("(.,:").lower() if at else ""
    return number > at and before in _CITES
