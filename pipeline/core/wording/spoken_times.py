"""Times of the day as an office writes them.

German after DIN 5008: ``09:30 Uhr``, a full hour without minutes as ``9 Uhr``. English: ``9:30``,
without a leading zero and without a half of the day that was not named. "Halb zehn" is written as
09:30 only if nothing speaks of an evening, and "halb drei" only with the word that says which half
of the day is meant: a wrong time is worse than words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.core.wording.numerals import CARDINAL, cardinal

WritingRule = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]
"""A pattern whose group ``all`` is rewritten, and how.

The function gives None for words that mean something else.
"""


def rule(pattern: str, write: Callable[[re.Match[str]], str | None]) -> WritingRule:
    """A rule for what ``pattern`` finds, without regard to case."""
    return re.compile(pattern, re.IGNORECASE), write


_HOUR = 60
_NOON = 12 * _HOUR
_LAST_HOUR = 24
_CLEAR = range(9 * _HOUR, 13 * _HOUR)
"""Minutes of the day in which "halb zehn" is a time of an office.

Others may be twelve hours later.
"""

_LATE = r"\w*(?:nachmittag|abend)s?"
_EARLY = r"(?:\w*vormittags?|morgens|früh)"
_TOWARDS = r"(?:(?: schon| erst| so| kurz)* (?:um|gegen|ab|bis|seit|von)| schon)? $"
_LATE_BEFORE, _EARLY_BEFORE = (
    re.compile(rf"\b{part}{_TOWARDS}", re.IGNORECASE) for part in (_LATE, _EARLY)
)
_LATE_AFTER, _EARLY_AFTER = (
    re.compile(rf" (?:am )?{part}\b", re.IGNORECASE) for part in (_LATE, _EARLY)
)
_LATE_OR_NIGHT = re.compile(rf"\b(?:{_LATE}|nachts?|mitternacht)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…](?=\s)")

_UNCLEAR = -1


def _shift(match: re.Match[str]) -> int | None:
    """Minutes to add to a time of twelve hours, by the words beside it.

    None without such words, ``_UNCLEAR`` if they do not tell.
    """
    text, (start, end) = match.string, match.span("all")
    if _LATE_BEFORE.search(text[:start]) or _LATE_AFTER.match(text, end):
        return _NOON
    if _EARLY_BEFORE.search(text[:start]) or _EARLY_AFTER.match(text, end):
        return 0
    sentence = _SENTENCE_END.split(text[:start])[-1] + _SENTENCE_END.split(text[end:])[0]
    return _UNCLEAR if _LATE_OR_NIGHT.search(sentence) else None


_ANOTHER = {
    "de": re.compile(rf"\b(?<!Uhr ){CARDINAL['de']}(?:,| bis| oder| und)? $", re.IGNORECASE),
    "en": re.compile(rf"\b{CARDINAL['en']},? $", re.IGNORECASE),
}


_FAR = 80
"""More characters than a number in words and its link to the next."""


def beside_another(match: re.Match[str], language: str) -> bool:
    """Whether another number in words goes before.

    "zwei, drei Prozent" is left alone: both are written in one way.
    """
    return bool(
        _ANOTHER[language].search(
            match.string[max(match.start("all") - _FAR, 0) : match.start("all")]
        )
    )


# German


def _by_the_clock(match: re.Match[str]) -> str | None:
    """``neun Uhr dreißig``, ``9.30 Uhr``, ``9 bis 11.30 Uhr``."""
    parts = match.groupdict()
    if beside_another(match, "de"):
        return match["all"]
    said = [part for part in (parts.get("from"), parts["to"]) if part]
    times = [_time(part) for part in said]
    if (minutes := parts["minutes"]) and not re.match(
        r" ?[%€]| [A-ZÄÖÜ]|[.,]\d", match.string[match.end("all") :]
    ):
        times[-1] = (times[-1][0], cardinal(minutes, "de"))
    elif minutes:
        return match["all"]  # they count what follows: "um neun Uhr dreißig Teilnehmer"
    written = _clock_times(said, times, _shift(match))
    return (
        match["all"] if written is None else f"{parts.get('between') or ''}".join(written) + " Uhr"
    )


def _time(said: str) -> tuple[int, int | None]:
    hour, _, minute = said.replace(".", ":").partition(":")
    value = cardinal(hour, "de")
    return (99 if value is None else value), int(minute) if minute else None


def _clock_times(
    said: list[str], times: list[tuple[int, int | None]], shift: int | None
) -> list[str] | None:
    if any(hour > _LAST_HOUR or (minute or 0) >= _HOUR for hour, minute in times):
        return None
    if all(minute is None for _, minute in times):
        return [
            part if part.isdigit() else str(hour)
            for part, (hour, _) in zip(said, times, strict=True)
        ]
    minutes = [hour * _HOUR + (minute or 0) for hour, minute in times]
    if shift == _UNCLEAR and min(minutes) < _NOON:
        return None
    return [_in_figures(minute + (shift or 0) if minute < _NOON else minute) for minute in minutes]


def _in_figures(minutes: int) -> str:
    return f"{minutes // _HOUR:02}:{minutes % _HOUR:02}"


def _by_the_dial(match: re.Match[str]) -> str:
    """``halb zehn``, ``Viertel vor zwölf``, ``fünf nach halb zehn``."""
    parts = match.groupdict()
    if beside_another(match, "de"):
        return match["all"]
    minutes = (cardinal(parts["hour"], "de") or 0) * _HOUR - (30 if parts.get("half") else 0)
    minutes = (minutes + _away(parts, "de")) % _NOON
    shift = _shift(match)
    if shift is None:
        minutes += _NOON if minutes < _HOUR else 0  # "halb eins" is after noon
        shift = 0 if minutes in _CLEAR else _UNCLEAR
    return match["all"] if shift == _UNCLEAR else f"{_in_figures(minutes + shift)} Uhr"


def _away(parts: dict[str, str | None], language: str) -> int:
    """Minutes after the hour, negative before it."""
    if not (said := parts.get("away")):
        return 0
    minutes = 15 if said.lower() in ("viertel", "quarter") else cardinal(said, language) or 0
    return -minutes if (parts["side"] or "").lower() in ("vor", "to") else minutes


def _german() -> tuple[WritingRule, ...]:
    hour = r"(?P<hour>zwölf|elf|zehn|neun|acht|sieben|sechs|fünf|vier|drei|zwei|eins|1[0-2]|[1-9])"
    away = "(?P<away>zwanzig|zehn|fünf|20|10|5) (?P<side>vor|nach)"
    ends = r"(?: Uhr)?(?![\w-]|[.,:]\d)"
    clock = rf"(?:\d\d?(?:[.:][0-5]\d)?|{CARDINAL['de']})"
    full = rf"(?P<to>{clock}) Uhr(?: (?P<minutes>[0-5]?\d|{CARDINAL['de']}))?(?![\w-])"
    starts = r"(?<![\w.,:-])"
    return (
        rule(
            rf"{starts}(?<!Uhr )(?P<all>(?P<from>{clock})(?P<between> bis | oder ){full})",
            _by_the_clock,
        ),
        rule(rf"(?<=zwischen )(?P<all>(?P<from>{clock})(?P<between> und ){full})", _by_the_clock),
        rule(rf"{starts}(?P<all>{away} (?P<half>halb ){hour}{ends})", _by_the_dial),
        rule(rf"\b(?:um|gegen|ab|seit|bis) (?P<all>{away} {hour}{ends})", _by_the_dial),
        rule(rf"{starts}(?P<all>(?P<away>Viertel) (?P<side>vor|nach) {hour}{ends})", _by_the_dial),
        rule(rf"{starts}(?P<all>(?P<half>halb ){hour}{ends})", _by_the_dial),
        rule(rf"{starts}(?P<all>{full})", _by_the_clock),
    )


# English


def _on_the_dial(match: re.Match[str]) -> str:
    """``half past nine``, ``a quarter to twelve``."""
    parts = match.groupdict()
    minutes = 30 if parts.get("half") else _away(parts, "en")
    return _twelve_hours((cardinal(parts["hour"], "en") or 0) * _HOUR + minutes)


def _on_the_clock(match: re.Match[str]) -> str | None:
    """``nine thirty``, ``nine oh five``, ``nine`` before "am"."""
    hour, said = cardinal(match["hour"], "en") or 0, match["minutes"]
    if not said:
        return str(hour)
    past_hour = said.lower().removeprefix("oh ")
    minutes = cardinal(past_hour, "en")
    of_one_figure = past_hour != said.lower()
    if minutes is None or minutes not in (range(1, 10) if of_one_figure else range(10, _HOUR)):
        return match["all"]
    return _twelve_hours(hour * _HOUR + minutes)


def _twelve_hours(minutes: int) -> str:
    return f"{minutes % _NOON // _HOUR or 12}:{minutes % _HOUR:02}"


def _english() -> tuple[WritingRule, ...]:
    words = "twelve|eleven|ten|nine|eight|seven|six|five|four|three|two|one"
    hour = (
        rf"(?P<hour>{words}|1[0-2]|[1-9])(?![\w-]|[.,:]\d| (?:third|half|quarter|hundred|"
        rf"thousand|million))"
    )
    clock = rf"(?P<hour>{words})(?: (?P<minutes>oh \w+|{CARDINAL['en']}))?"
    at = r"\b(?:at|by|until|till|from|before|after|around|to) "
    # What may follow a time; anything else may be what the second number counts.
    closed = (
        r"(?=$|[.,;:?!]| (?:in|on|at|to|until|till|and|or|for|with|sharp|today|tomorrow|the|we|"
        r"because|but|every)\b)"
    )
    return (
        rule(rf"\b(?P<all>(?P<half>half) past {hour})", _on_the_dial),
        rule(rf"\b(?P<all>(?:a )?(?P<away>quarter) (?P<side>past|to) {hour})", _on_the_dial),
        rule(
            rf"{at}(?P<all>(?P<away>twenty[ -]five|twenty|ten|five) (?P<side>past|to) {hour})",
            _on_the_dial,
        ),
        rule(rf"\b(?P<all>{clock})(?= (?:am|pm)\b| [ap]\.m\.)", _on_the_clock),
        rule(
            rf"{at}(?P<all>(?P<hour>{words}) (?P<minutes>oh \w+|{CARDINAL['en']})){closed}",
            _on_the_clock,
        ),
    )


_RULES = {"de": _german, "en": _english}


def time_rules(language: str) -> tuple[WritingRule, ...]:
    """The rules of a language; the first that fits counts.

    Making them takes a quarter of a second.
    """
    return _RULES[language]() if language in _RULES else ()
