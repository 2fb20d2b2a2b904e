"""Whether a written date, amount or number is the one that was said."""

from __future__ import annotations

import re
from datetime import date

from pipeline.core.wording.almanac import MONTH, month
from pipeline.core.wording.amounts import number_edits
from pipeline.core.wording.edits import Edit
from pipeline.core.wording.numerals import cardinal, ordinal
from pipeline.core.wording.tokens import word_set
from tools.spoken_values import Value

_DAY = date(2026, 1, 15)
_BESIDE = word_set(
    "euro euros eur cent cents prozent percent per und and of the komma point schrägstrich slash "
    "absatz abs paragraf paragraph paragrafen § section sektion satz von d e"
)
_SIGNS = frozenset(".,/-–%€:§'")


def belongs_to_value(token: str, language: str) -> bool:
    """Whether a token may be part of a value: a number, a unit, a month."""
    word = token.casefold()
    return (
        any(map(str.isdigit, word))
        or word in _BESIDE
        or word in _SIGNS
        or (len(word) == 1 and word.isalpha())
        or re.fullmatch(MONTH[language], token) is not None
        or cardinal(word, language) is not None
        or ordinal(word, language) is not None
    )


def is_written(value: Value, text: str, language: str) -> bool:
    """Whether ``text`` is the value, in figures or in words."""
    text = _in_figures(text.replace("\u00a0", " "), language).strip(" .,;:")
    match value.kind:
        case "date":
            return _day(text, language) == value.true
        case "sum":
            return _amount(text, language) == float(value.true)
        case "percent":
            return _number(re.sub(r"%|Prozent|percent|per cent", "", text), language) == float(
                value.true
            )
        case "count":
            return _number(text, language) == float(value.true)
        case "law":
            return "\n" not in text and re.findall(r"\d+", _all_figures(text, language)) == (
                value.true.split("/")
            )
        case _:
            return re.sub(r"[^\w/]", "", text).upper() == value.true


def _in_figures(text: str, language: str) -> str:
    return _with(text, number_edits(text, language, _DAY))


def _with(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _all_figures(text: str, language: str) -> str:
    """Every number in words as figures."""
    return " ".join(
        str(value)
        if (value := cardinal(word.casefold().strip(",."), language)) is not None
        else word
        for word in text.split()
    )


def _day(text: str, language: str) -> str:
    name = MONTH[language]
    if found := re.search(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", text):
        day, of, year = int(found[1]), int(found[2]), int(found[3])
    elif found := re.search(rf"(\d{{1,2}})(?:\.|st|nd|rd|th)?(?: of)? ({name}),? (\d{{4}})", text):
        day, of, year = int(found[1]), month(found[2]), int(found[3])
    elif found := re.search(rf"({name}) (?:the )?(\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", text):
        day, of, year = int(found[2]), month(found[1]), int(found[3])
    else:
        return ""
    return f"{year}-{of:02}-{day:02}"


def _amount(text: str, language: str) -> float | None:
    bare = re.sub(r"\b(?:und|and)\b|,(?= )", " ", text)
    parts = re.split(r"Euros?|EUR|€|euros?", bare)
    whole = " ".join(parts[:-1] if len(parts) > 1 and not parts[0].strip() else parts[:1])
    rest = re.sub(r"(?i)cents?", "", " ".join(parts[1:])).strip()
    if not parts[0].strip():  # €1,240.50
        return _number(" ".join(parts[1:]).strip(), language)
    number = _number(whole, language)
    cents = _number(rest, language) if rest else 0.0
    return None if number is None or cents is None else round(number + cents / 100, 2)


def _number(text: str, language: str) -> float | None:
    text = text.strip(" .,;:")
    if language == "de":
        text = re.sub(r"(?<=\d)\.(?=\d{3})", "", text).replace(",", ".")
    else:
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    try:
        return float(text.replace(" ", ""))
    except ValueError:
        value = cardinal(text.casefold().strip(), language)
        return None if value is None else float(value)
