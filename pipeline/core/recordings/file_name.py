"""Words to expect and number of speakers, from the file name."""

from __future__ import annotations

import re

from pipeline.core.naming import comparison_key, stem_of
from pipeline.core.wording.almanac import MONTHS, WEEKDAYS

_SHORTEST, _MOST_TERMS = 3, 8
"""Least letters of a word to expect, and most such words."""

_EVERYDAY = frozenset(
    [
        "aud",
        "audio",
        "aufnahme",
        "aufnahmen",
        "aufzeichnung",
        "band",
        "datei",
        "diktat",
        "diktate",
        "dictation",
        "file",
        "gespräch",
        "interview",
        "kopie",
        "copy",
        "meeting",
        "memo",
        "mitschnitt",
        "neu",
        "neue",
        "neues",
        "new",
        "note",
        "notiz",
        "podcast",
        "protokoll",
        "ptt",
        "rec",
        "recording",
        "record",
        "sitzung",
        "besprechung",
        "sound",
        "sprachaufnahme",
        "sprachmemo",
        "sprachnachricht",
        "spur",
        "stereo",
        "telefonat",
        "test",
        "track",
        "teams",
        "unbenannt",
        "untitled",
        "vid",
        "video",
        "voice",
        "webex",
        "whatsapp",
        "zoom",
        "call",
        "dss",
        "mono",
        "der",
        "die",
        "das",
        "und",
        "mit",
        "von",
        "vom",
        "für",
        "the",
        "and",
        "with",
        "for",
        "from",
        "über",
        "ohne",
        "teil",
        "part",
        *(name.lower() for names in (*MONTHS.values(), *WEEKDAYS.values()) for name in names),
        "uhr",
        "urgent",
        "eilt",
    ]
)
"""Words in file names that tell nothing of the content."""


def terms_in(name: str) -> tuple[str, ...]:
    """The names and nouns in a file name: they may be said.

    They begin with a capital. Left out are words with digits, what programs and people call every
    recording, months and days.
    """
    words = re.split(r"[^\w-]|_", stem_of(name))
    plain = (word.strip("-") for word in words if not any(sign.isdigit() for sign in word))
    found = (
        word for word in plain if word[:1].isupper() and any(map(_is_telling, word.split("-")))
    )
    return tuple(dict.fromkeys(found))[:_MOST_TERMS]


def _is_telling(word: str) -> bool:
    return len(word) >= _SHORTEST and comparison_key(word) not in _EVERYDAY


MOST_SPEAKERS = 20
"""Speakers that can be told apart at most.

A larger number in square brackets is a year, or the number of a file.
"""

_MARK = re.compile(r"\s*\[\s*(\d{1,2})\s*\](?=\.\w{1,5}$|$)")


def speakers_in(name: str) -> tuple[str, int | None]:
    """The name without ``[4]``, and 4, the number of speakers.

    None if it has no such mark.
    """
    found = _MARK.search(name)
    if found is None or int(found[1]) > MOST_SPEAKERS:
        return name, None
    return name[: found.start()] + name[found.end() :], int(found[1])
