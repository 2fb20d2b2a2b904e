"""Mistakes in a profile, told with their line and in plain words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from pipeline.errors import Mistake
from pipeline.i18n import N_
from pipeline.office.profiles.schema import Drafts, Paper, Profile, Recordings

_KEY = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*=")

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""How tomllib says where."""


def syntax_mistake(said: str, lines: list[str]) -> Mistake:
    """An error of syntax with its line; never what stands there, it may be a password."""
    at = _AT_LINE.search(said)
    line = int(at[1]) if at and at[1] else max(1, len(lines))
    key = _KEY.match(lines[line - 1]) if line <= len(lines) else None
    twice = said.startswith(("Cannot declare", "Cannot overwrite"))
    return Mistake(_TWICE if twice else _GARBLED, line=line, key=key[1] if key else "")


LONGER = N_("longer than {limit} characters")

_TWICE = N_("this is there twice")

_GARBLED = N_(
    "this cannot be read: texts stand in quotation marks, lists in square brackets, true and false in neither"
)

_ONE_OF = N_("possible is {expected}")

_SWITCH = N_("true or false is expected, without quotation marks")

_NUMBER = N_("a whole number is expected, without quotation marks")

_EMPTY = N_("this is empty")

_FORMS = {
    "draft.template": N_(
        "the name of a .dotx or .docx file that lies beside the profile is expected"
    ),
    "languages": N_('names of languages as Tesseract has them are expected, such as "deu"'),
}
"""What is expected of a text with a form of its own, by its key."""

_WRONG = {
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "string_type": N_("a text in quotation marks is expected"),
    "tuple_type": N_("a list in square brackets is expected"),
    "model_type": N_("this is a section: its name stands in square brackets, its keys below"),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "string_too_long": LONGER,
    "too_long": N_("more than {limit} entries"),
    "greater_than_equal": N_("at least {limit}"),
    "less_than_equal": N_("at most {limit}"),
}
"""What pydantic's kinds of errors mean to who wrote the file."""

_LIMITS = ("max_length", "ge", "le")


def mistake_in(wrong: ErrorDetails, text: str) -> Mistake:
    """What pydantic found, in words for who never heard of it; never the value, it may be a password."""
    keys = [part for part in wrong["loc"] if isinstance(part, str)]
    line, key = line_of(keys, text), ".".join(keys)
    if wrong["type"] == "extra_forbidden":
        said, values = _unknown(keys)
        return Mistake(said, values, line, key)
    said = _WRONG.get(wrong["type"]) or _FORMS.get(key) or N_("this value is not possible")
    given = wrong.get("ctx", {})
    limit = next((("limit", given[name]) for name in _LIMITS if name in given), None)
    expected = ", ".join(re.findall("'([^']*)'", str(given.get("expected", ""))))
    return Mistake(said, (limit,) if limit else (("expected", expected),), line, key)


def _unknown(keys: list[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What to say of a key that is none: where it belongs, or which was meant."""
    *above, name = keys
    home = next((section for section, known in _KEYS.items() if name in known), None)
    if home == "":
        return N_("this key belongs above all sections"), ()
    if home is not None:
        return N_("this key belongs into the section [{section}]"), (("section", home),)
    close = get_close_matches(name, _KEYS.get(".".join(above), ()), n=1, cutoff=_MEANT)
    if close:
        return N_("there is no such key, perhaps {key} is meant"), (("key", close[0]),)
    return N_("there is no such key"), ()


_MEANT = 0.75
"""How alike two keys are (``difflib``) if one is meant by the other: "langauge", but not "sprache" for "place"."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(Profile.model_fields),
    "draft": tuple(Drafts.model_fields),
    "paper": tuple(Paper.model_fields),
    "recording": tuple(Recordings.model_fields),
}
"""The keys of each section; those of the first stand above all others."""


def line_of(keys: list[str], text: str) -> int:
    """The line in which a key that is in the text begins: the first after which it is there."""
    lines = text.splitlines(keepends=True)
    begun = 0
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                content: Any = tomllib.loads("".join(lines[:number]))
            except tomllib.TOMLDecodeError:
                continue  # in the middle of a value of several lines
            if _holds(content, keys):
                break
        begun = number
    return begun + 1


def _holds(content: object, keys: list[str]) -> bool:
    for key in keys:
        if not isinstance(content, Mapping) or key not in content:
            return False
        content = content[key]
    return True
