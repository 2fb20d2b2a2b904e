"""What the name of a recording tells: words that may be said in it, and how many speak."""

from __future__ import annotations

import re

from pipeline.core.naming import folded, readable, stem_of
from pipeline.core.wording.almanac import MONTHS, WEEKDAYS

_SHORTEST, _MOST_TELLING = 3, 8
"""Letters of a word in a recording's name that may be worth knowing, and how many of these are heeded."""

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
"""Words in the names of recordings, by programs and people, that say nothing about what is said."""


def terms_in(name: str) -> tuple[str, ...]:
    """The words of a recording's file name that may be said in it, in order: names and nouns, begun with a capital.

    Left out are words with digits, what programs and people call every recording, months and days.
    """
    words = re.split(r"[^\w-]|_", stem_of(readable(name)))
    plain = (word.strip("-") for word in words if not any(sign.isdigit() for sign in word))
    found = (word for word in plain if word[:1].isupper() and any(map(_tells, word.split("-"))))
    return tuple(dict.fromkeys(found))[:_MOST_TELLING]


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and folded(word) not in _EVERYDAY


MOST_SPEAKERS = 20
"""Nobody tells more apart; a larger number in square brackets is a year, or the number of a file."""

_MARK = re.compile(r"\s*\[\s*(\d{1,2})\s*\](?=\.\w{1,5}$|$)")


def speakers_in(name: str) -> tuple[str, int | None]:
    """A file's name without the mark that says how many people speak, and that number: ``Sitzung [4].m4a``."""
    found = _MARK.search(name)
    if found is None or int(found[1]) > MOST_SPEAKERS:
        return name, None
    return name[: found.start()] + name[found.end() :], int(found[1])
