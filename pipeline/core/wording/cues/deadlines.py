"""Deadlines in a sentence: "bis Freitag", "by the end of March".

Phrases that two people understand in two ways ("nächsten Freitag", on a Wednesday) and those that
name no day ("bis zur nächsten Sitzung", "by March") are found, too, but without a day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.core.wording.almanac import MONTH, WEEKDAY
from pipeline.core.wording.cues.deadline_days import (
    DayRule,
    after_a_while,
    calendar_week,
    day_and_month,
    day_of_month,
    days_ahead,
    edge_of_period,
    no_day,
    weekday_after_next,
    weekday_ahead,
)
from pipeline.core.wording.numerals import COUNT, PLACE


@dataclass(frozen=True, slots=True)
class Deadline:
    """The words of a deadline, their day, and whether they set a limit.

    "bis" and "by" set a limit, "am" and "on" do not.
    """

    words: str
    day: date | None
    limit: bool


def deadline(text: str, language: str, today: date | None) -> Deadline | None:
    """The first limit in ``text``, or else the first day that it names.

    Its ``day`` is None if the words mean none, if it is before ``today``, and without ``today``.
    """
    found: list[tuple[bool, int, int, Deadline]] = []
    for rank, (pattern, rule) in enumerate(_PHRASES[language]):
        for match in re.finditer(
            rf"\b(?P<limit>{_LIMIT[language]})?(?:{pattern})", text, re.IGNORECASE
        ):
            limit = bool(
                match["limit"] and re.search(_LIMITING[language], match["limit"], re.IGNORECASE)
            )
            day = _day_ahead(rule, match, today) if today else None
            found.append((not limit, match.start(), rank, Deadline(match[0].strip(), day, limit)))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _day_ahead(rule: DayRule, match: re.Match[str], today: date) -> date | None:
    day = rule(match, today)
    return day if day is None or day >= today else None


_LIMIT = {
    "de": r"(?:bis |spätestens |allerspätestens |(?:noch )?vor |innerhalb (?:von )?|am |zum |zur |"
    r"im |in |an |der |den |dem |ab |noch |"
    rf"{WEEKDAY['de']},? )+",
    "en": r"(?:by |before |until |till |no later than |not later than |within |on |in |at |due |"
    r"the |latest |midday |noon |lunchtime |"
    rf"{WEEKDAY['en']},? )+",
}
_LIMITING = {
    "de": r"\b(?:bis|(?:aller)?spätestens|vor|innerhalb)\b",
    "en": r"\b(?:by|before|until|till|than|within|due)\b",
}


_Phrases = tuple[tuple[str, DayRule], ...]
"""Patterns with the day that each means; the earlier one counts."""


def _german_dates() -> _Phrases:
    """Phrases like "bis 15. März" and "Ende des Monats"."""
    months, ordinal = MONTH["de"], PLACE["de"]
    year = r"(?:\s(?P<year>20\d\d))?\b"
    how = r"(?P<how>diese[nmrs]?|nächste[nmrs]?|kommende[nmrs]?)"
    return (
        (rf"(?P<day>{ordinal}|\d{{1,2}}) (?P<month>{months}){year}", day_and_month("de")),
        (
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?P<year>(?:20)?\d\d)?(?!\d)",
            day_and_month("de"),
        ),
        (rf"(?P<edge>anfang|mitte|ende) (?P<how>)(?P<unit>{months}){year}", edge_of_period("de")),
        (
            (
                rf"(?P<edge>anfang|mitte|ende) (?:de[rs] )?(?:{how} |laufenden )?(?P<unit>woche|"
                rf"monats?|jahres|quartals)(?P<year>)\b"
            ),
            edge_of_period("de"),
        ),
        (
            (
                r"(?P<how>)(?P<year>)(?P<unit>monats|jahres|quartals|wochen)(?P<edge>anfang|"
                r"mitte|ende)\b"
            ),
            edge_of_period("de"),
        ),
    )


def _german_spans() -> _Phrases:
    """Phrases like "nächsten Freitag" and "bis zur nächsten Sitzung"."""
    weekdays, months, count, ordinal = WEEKDAY["de"], MONTH["de"], COUNT["de"], PLACE["de"]
    how = r"(?P<how>diese[nmrs]?|nächste[nmrs]?|kommende[nmrs]?)"
    return (
        (
            rf"(?P<week>(?:nächste|kommende) woche )(?P<how>)(?P<weekday>{weekdays})\b",
            weekday_ahead,
        ),
        (rf"(?P<week>)(?P<how>)(?P<weekday>{weekdays}) in (?:einer|1) woche\b", weekday_after_next),
        (
            (
                rf"(?:{how} )?(?P<weekday>{weekdays})(?:abend|mittag|morgen|früh)?\b"
                rf"(?P<week> (?:der )?(?:nächste[rn]?|kommende[rn]?) woche)?"
            ),
            weekday_ahead,
        ),
        (
            rf"(?<=in )(?P<count>{count}) (?P<unit>tagen?|wochen?|monat(?:en)?)\b",
            after_a_while("de"),
        ),
        (
            (
                rf"(?<=innerhalb )(?:von )?(?:der nächsten )?(?P<count>{count}) (?P<unit>tagen?|"
                rf"wochen?|monat(?:en)?)\b"
            ),
            after_a_while("de"),
        ),
        (r"(?:kw|kalender ?woche) ?(?P<week>\d{1,2})\b", calendar_week),
        (r"übermorgen\b", days_ahead(2)),
        (r"(?<!guten )(?<!am )(?<!jeden )morgen\b", days_ahead(1)),
        (r"heute\b(?: abend| mittag| nachmittag)?", days_ahead(0)),
        (rf"(?<=bis zum )(?P<day>{ordinal})(?! (?:punkt|quartal|tag|mal))", day_of_month("de")),
        (r"(?<=bis )(?P<day>\d{1,2}\.)(?=\s*$|,| [a-zäöü])", day_of_month("de")),
        (
            (
                r"(?<=bis )(?:zu[mr] )?(?:nächste[nrs]? |kommende[nrs]? )?(?:sitzung|versammlung|"
                r"treffen|mal|termin|besprechung|konferenz|woche|monat|jahr)\b"
            ),
            no_day,
        ),
        (
            (
                rf"(?<=bis )(?:zum |im )?(?:{months}|weihnachten|ostern|pfingsten|silvester|"
                rf"sommer|herbst|winter|frühjahr|sommerferien)\b"
            ),
            no_day,
        ),
    )


def _english_dates() -> _Phrases:
    """Phrases like "by March 15" and "end of the month"."""
    months, ordinal = MONTH["en"], PLACE["en"]
    year = r"(?:,? (?P<year>20\d\d))?\b"
    how = r"(?P<how>this coming|coming|this|next)"
    return (
        (
            rf"(?P<month>{months}) (?:the )?(?P<day>{ordinal}|\d{{1,2}}\b){year}",
            day_and_month("en"),
        ),
        (rf"(?P<day>{ordinal}|\d{{1,2}}) (?:of )?(?P<month>{months}){year}", day_and_month("en")),
        (
            (
                rf"(?P<edge>end|beginning|start|middle|mid)(?: of |-| )(?P<how>)"
                rf"(?P<unit>{months}){year}"
            ),
            edge_of_period("en"),
        ),
        (
            (
                rf"(?P<edge>end|beginning|start|middle) of (?:the )?(?:{how} )?(?P<unit>week|"
                rf"month|quarter|year)(?P<year>)\b"
            ),
            edge_of_period("en"),
        ),
        (
            r"(?P<edge>end)(?P<how>)-of-(?P<unit>week|month|quarter|year)(?P<year>)\b",
            edge_of_period("en"),
        ),
    )


def _english_spans() -> _Phrases:
    """Phrases like "next Friday" and "by the next meeting"."""
    weekdays, months, count, ordinal = WEEKDAY["en"], MONTH["en"], COUNT["en"], PLACE["en"]
    how = r"(?P<how>this coming|coming|this|next)"
    return (
        (
            r"(?:the )?(?:end of (?:the |this )?(?:day|business)|close of (?:play|business)|eod)\b",
            days_ahead(0),
        ),
        (rf"(?P<week>next week )(?P<how>)(?:on )?(?P<weekday>{weekdays})\b", weekday_ahead),
        (rf"(?P<week>)(?P<how>)(?P<weekday>{weekdays}) week\b", weekday_after_next),
        (rf"(?:{how} )?(?P<weekday>{weekdays})\b(?P<week> next week)?", weekday_ahead),
        (
            (
                rf"(?<=in )(?:the next )?(?P<count>{count}) (?P<unit>days?|weeks?|months?)"
                rf"(?:' time)?\b"
            ),
            after_a_while("en"),
        ),
        (
            rf"(?<=within )(?:the next )?(?P<count>{count}) (?P<unit>days?|weeks?|months?)\b",
            after_a_while("en"),
        ),
        (r"(?:(?<=in )|(?<=within ))a fortnight\b", days_ahead(14)),
        (r"(?:calendar )?week (?P<week>\d{1,2})\b", calendar_week),
        (r"the day after tomorrow\b", days_ahead(2)),
        (r"(?<!day after )tomorrow\b", days_ahead(1)),
        (r"(?:today|tonight)\b", days_ahead(0)),
        (rf"(?<=the )(?P<day>{ordinal})(?= *[,.!?]|$| and| at| so|, )", day_of_month("en")),
        (
            (
                r"(?:(?<=by )|(?<=before )|(?<=until ))(?:our |the |then )?(?:next )?"
                r"(?:meeting|session|time we meet|week|month|year)\b"
            ),
            no_day,
        ),
        (
            (
                rf"(?:(?<=by )|(?<=before )|(?<=until ))(?:{months}|christmas|easter|summer|"
                rf"autumn|spring|winter|new year)\b"
            ),
            no_day,
        ),
    )


_PHRASES: dict[str, _Phrases] = {
    "de": (*_german_dates(), *_german_spans()),
    "en": (*_english_dates(), *_english_spans()),
}
