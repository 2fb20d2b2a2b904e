"""Votes as they are counted aloud: "14 Ja-Stimmen, 3 Gegenstimmen"."""

from __future__ import annotations

import re

from pipeline.core.wording.cues.candidates import Votes
from pipeline.core.wording.numerals import COUNT, value_of

_DE, _EN = COUNT["de"], COUNT["en"]
_I = re.IGNORECASE
_NO_DE = (
    r"(?:n?einstimmen?|nein(?:[- ]?stimmen?)?|gegenstimmen?|(?:stimmen? )?dagegen|"
    r"ablehnung(?:en)?)\b"
)
"""Also "Einstimmen", which Whisper base hears for "Nein-Stimmen"."""
_ABSTAINED_DE = r"(?:stimm)?enthaltung(?:en)?\b"

_COUNTS: dict[str, dict[str, tuple[re.Pattern[str], ...]]] = {
    "de": {
        "yes": (
            re.compile(
                (
                    rf"\b(?!ein ja\b)({_DE})(?: ?mal)? (?:ja(?:[- ]?stimmen?)?|jahr[- ]?stimmen?|"
                    rf"(?:stimmen? )?dafür|für[- ]?stimmen|zustimmungen)\b"
                ),
                _I,
            ),
            re.compile(r"\bja(?:[- ]stimmen)?:? (\d+)", _I),
        ),
        "no": (
            re.compile(rf"\b(?!ein nein\b)({_DE})(?: ?mal)? {_NO_DE}", _I),
            re.compile(rf"\b({_DE}) {_ABSTAINED_DE} (?:und|oder|sowie) {_NO_DE}", _I),
            re.compile(r"\b(?:nein(?:[- ]stimmen)?|gegenstimmen):? (\d+|keine)\b", _I),
        ),
        "abstentions": (
            re.compile(rf"\b({_DE})(?: ?mal)? {_ABSTAINED_DE}", _I),
            re.compile(rf"\b({_DE}) {_NO_DE} (?:und|oder|sowie) {_ABSTAINED_DE}", _I),
            re.compile(r"\benthaltungen:? (\d+|keine)\b", _I),
        ),
    },
    "en": {
        "yes": (
            re.compile(
                (
                    rf"\b(?!an? )({_EN}) (?:votes? |people |members )?(?:in favou?r|"
                    rf"for(?=[,.]| and|$| \w+ against)|yes|ayes?|yeas?)\b"
                ),
                _I,
            ),
            re.compile(r"\b(?:in favou?r|ayes):? (\d+)", _I),
        ),
        "no": (
            re.compile(
                rf"\b({_EN}) (?:votes? |people |members )?(?:against|noes|nays?|opposed)\b", _I
            ),
            re.compile(r"\b(?:against|nays):? (\d+|none)\b", _I),
        ),
        "abstentions": (
            re.compile(rf"\b({_EN}) (?:abstentions?|abstain(?:ed|ing)?|abstains)\b", _I),
            re.compile(r"\babstentions:? (\d+|none)\b", _I),
        ),
    },
}
_PAIR = {
    "de": re.compile(
        (
            rf"\b(?:mit|sind es|das sind|steht es|macht) (?P<most>{_DE}) (?:stimmen )?(?:zu|"
            rf"gegen) (?P<least>{_DE}|einen|eine)(?= stimmen|[,.]|$|"
            rf" (?:an|ab|be)\w+)"
        ),
        _I,
    ),
    "en": re.compile(
        (
            rf"\b(?:vote (?:is|was)|makes|passe[sd]|carrie[sd]|by|adopted|approved|defeated|"
            rf"rejected)"
            rf"(?: by)? (?P<most>{_EN})(?: votes)? (?:to|against) (?P<least>{_EN})\b(?! per "
            rf"?cent|%| \w+s\b)"
        ),
        _I,
    ),
}
_UNANIMOUS = {
    "de": re.compile(r"\beinstimmig\b", _I),
    "en": re.compile(r"\bunanim\w+|\bunannom\w+", _I),
}
_REJECTED = {
    "de": re.compile(r"\b(?:abgelehnt|zurückgewiesen|durchgefallen)\b", _I),
    "en": re.compile(r"\b(?:rejected|defeated|fail(?:s|ed)|lost)\b", _I),
}


def vote_count(text: str, language: str) -> Votes | None:
    """The votes that ``text`` tells, or None.

    "einstimmig" says that nobody was against.
    """
    found = {name: _first(text, patterns, language) for name, patterns in _COUNTS[language].items()}
    if pair := _PAIR[language].search(text):
        counts = [value_of(count, language) or 0 for count in (pair["most"], pair["least"])]
        if _REJECTED[language].search(text):
            counts.sort()
        found |= {"yes": counts[0], "no": counts[1]}
    if (
        _UNANIMOUS[language].search(text)
        and not _REJECTED[language].search(text)
        and found["no"] is None
    ):
        found["no"] = 0
    return None if set(found.values()) == {None} else Votes(**found)


def _first(text: str, patterns: tuple[re.Pattern[str], ...], language: str) -> int | None:
    for pattern in patterns:
        if match := pattern.search(text):
            return value_of(match[1], language)
    return None
