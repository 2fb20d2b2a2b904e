"""Who has a task, of what one sentence says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.core.wording.cues.languages import CUES, without_opening
from pipeline.core.wording.phonetics.codes import likeness, sound_code
from pipeline.core.wording.sentences import Sentence

_SHORTEST = 3
"""Letters of a name; less is an initial."""
_NAMESAKE, _SURELY = 0.5, 0.7
"""Letters that a misheard name has in common with the right one: "Seelge" for "Silke".

With fewer than the second the name stands as it was heard: "James" may be somebody else than Jens.
"""
_LIMIT, _DAY = "§", "¤"
"""Stand in for the words of a date, so that "Freitag" is not a name."""


@dataclass(frozen=True, slots=True)
class People:
    """The participants of a recording in one language."""

    language: str
    participants: tuple[str, ...]


@cache
def _task_patterns(
    people: People,
) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The patterns of requests, of promises and of tasks with a date."""
    words = CUES[people.language]
    parts = [part for name in people.participants for part in (name, *name.split())]
    names = {part for part in parts if part[:1].isupper() and len(part) >= _SHORTEST}
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    anybody = "|".join(filter(None, (f"(?:{known})\\b" if known else "", words.tasks.strangers)))
    actor = words.tasks.actor.replace("{people}", anybody or "(?!)")
    lots = (words.tasks.requests, words.tasks.promises, words.tasks.if_dated)
    made = tuple(
        tuple(
            re.compile(
                one.replace("{actor}", actor).replace("{named}", f"{actor}(?: and {actor})?")
            )
            for one in lot
        )
        for lot in lots
    )
    return made[0], made[1], made[2]


def task_holder(text: str, people: People, due: str, *, limit: bool) -> str | None:
    """The words for who has a task, or None where nobody is given one.

    ``due`` are the words for its day, which is a ``limit`` or the day itself. German names are
    known if they sound like a participant's.
    """
    alike = _namesakes(text, people.participants) if people.language == "de" else {}
    for heard, name in alike.items():
        text = text.replace(heard, name)
    who = _holder(text, people, due, limit=limit)
    for heard, name in alike.items():
        if who is not None and likeness(heard, name) < _SURELY:
            who = who.replace(name, heard)
    return who


def _holder(text: str, people: People, due: str, *, limit: bool) -> str | None:
    words = CUES[people.language]
    masked = text.replace(due, _LIMIT if limit else _DAY, 1) if due else text
    requests, promises, dated = _task_patterns(people)
    if words.tasks.unsure.search(
        words.tasks.aside.split(text, maxsplit=1)[0]
    ) or words.tasks.idle.search(text):
        return None
    said = (masked, without_opening(masked, words))
    if match := _first(requests, said):
        return match
    if text.endswith("?"):
        return None
    return _first(promises, said) or (_first(dated, said) if due else None)


def _namesakes(text: str, participants: tuple[str, ...]) -> dict[str, str]:
    """The words that sound exactly like a participant's first or family name, and that name."""
    named = {part for name in participants for part in name.split() if len(part) > _SHORTEST}
    found = {}
    for heard in re.findall(r"\b[A-ZÄÖÜ]\w{2,}\b", text):
        alike = [
            name
            for name in named
            if sound_code(name) == sound_code(heard) and likeness(name, heard) >= _NAMESAKE
        ]
        if len(alike) == 1 and heard not in named:
            found[heard] = alike[0]
    return found


def _first(patterns: tuple[re.Pattern[str], ...], said: tuple[str, ...]) -> str | None:
    return next(
        (match["who"] for text in said for one in patterns if (match := one.search(text))), None
    )


def holder_name(who: str, sentence: Sentence) -> str | None:
    """The name of the task's holder; "ich" is the speaker, if known."""
    myself = CUES[sentence.language].tasks.myself
    if myself.fullmatch(who):
        return sentence.speaker
    who = re.sub(r"^Herrn\b", "Herr", who)
    return myself.sub(lambda found: sentence.speaker or found[0], who)
