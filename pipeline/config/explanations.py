"""Errors of tomllib and pydantic in plain words, with places.

The value itself is never shown: it may be a password.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.config import values
from pipeline.core.naming import readable
from pipeline.i18n import N_
from pipeline.mistakes import Mistake

LONGER = N_("longer than {limit} characters")

EMPTY = N_("this is empty")

LIST_IN_VARIABLE = N_("a list is expected: its entries with commas between them")

_KEY = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*=")

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""How tomllib says where."""

_TOKEN = re.compile(
    r'''"""(?:\\.|[^\\])*?"{3,5}'''
    r"""|'{3}.*?'{3,5}"""
    r"""|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*|[\[\]{}]|\n""",
    re.DOTALL,
)
"""What decides where a statement of TOML ends: texts, comments, brackets, line ends."""

_NESTING = {"[": 1, "{": 1, "]": -1, "}": -1}

_DEEPEST = 4
"""Levels of keys that are looked for; ours have two. Any file may have thousands."""

_TWICE = N_("this is there twice")

_GARBLED = N_(
    "this cannot be read: texts stand in quotation marks, "
    "lists in square brackets, true and false in neither"
)

_ONE_OF = N_("possible is {expected}")

_SWITCH = N_("true or false is expected, without quotation marks")

_WHOLE = N_("a whole number is expected, without quotation marks")

_NUMBER = N_("a number is expected, without quotation marks")

_TEXT = N_("a text in quotation marks is expected")

_FORMS = {
    values.WORD_FILE: N_(
        "the name of a .dotx or .docx file that lies beside the profile is expected"
    ),
    values.TESSERACT_NAME: N_(
        'names of languages as Tesseract has them are expected, such as "deu"'
    ),
    values.ISO_CODE: N_('codes of languages with two or three letters are expected, such as "de"'),
}
"""The form that a text must have, by its pattern."""

_WRONG = {
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "string_type": _TEXT,
    "path_type": _TEXT,
    "tuple_type": N_("a list in square brackets is expected"),
    "model_type": N_("this is a section: its name stands in square brackets, its keys below"),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "string_too_short": EMPTY,
    "too_short": EMPTY,
    "string_too_long": LONGER,
    "too_long": N_("more than {limit} entries"),
    "greater_than_equal": N_("at least {limit}"),
    "less_than_equal": N_("at most {limit}"),
    values.NO_PATH: N_("no file or folder can have this name"),
}
"""pydantic's kinds of errors in plain words."""

_WRONG_IN_VARIABLE = _WRONG | {
    "string_type": LIST_IN_VARIABLE,
    "int_parsing": N_("a whole number is expected"),
    "int_parsing_size": N_("a whole number is expected"),
    "float_parsing": N_("a number is expected"),
    "finite_number": N_("a number is expected"),
}
"""The same for variables, which need no quotation marks."""

_LIMITS = ("max_length", "ge", "le")

_IMPOSSIBLE = N_("this value is not possible")

_Explanation = tuple[str, tuple[tuple[str, str | int], ...]]
"""A message id and what fills its placeholders."""

_MEANT = 0.75
"""How alike (``difflib``) a wrong key is to the one meant.

"langauge" for "language", but not "sprache" for "place".
"""


def syntax_mistake(error: Exception, text: str) -> Mistake:
    """An error of syntax that tomllib found, with its line."""
    said, lines = str(error), text.rstrip("\n").split("\n")
    at = _AT_LINE.search(said)
    line = int(at[1]) if at and at[1] else len(lines)
    key = _KEY.match(lines[line - 1]) if line <= len(lines) else None
    twice = said.startswith(("Cannot declare", "Cannot overwrite"))
    return Mistake(_TWICE if twice else _GARBLED, line=line, key=key[1] if key else "")


def mistakes_in_file(
    found: Iterable[ErrorDetails], text: str, model: type[BaseModel]
) -> list[Mistake]:
    """Mistakes in a TOML file whose keys are those of ``model``, each once."""
    lines, beginnings = text.split("\n"), _lines_of_keys(text)
    mistakes = []
    for wrong in found:
        keys = keys_of(wrong)
        line = beginnings.get(keys, 1)
        if wrong["type"] == "extra_forbidden":
            heading = lines[line - 1].lstrip().startswith("[")
            said, placeholders = _unknown(keys, _sections(model), heading=heading)
        else:
            said, placeholders = _explanation(wrong, _WRONG)
        mistakes.append(Mistake(said, placeholders, line, readable(".".join(keys))))
    return list(dict.fromkeys(mistakes))


def mistake_in_variable(wrong: ErrorDetails, name: str) -> Mistake:
    """A mistake in the value of the environment variable ``name``."""
    return Mistake(*_explanation(wrong, _WRONG_IN_VARIABLE), key=name)


def unknown_variable(name: str, prefix: str, known: Sequence[str]) -> Mistake:
    """A variable with our ``prefix`` that is not a ``known`` one."""
    bare = name.upper().removeprefix(prefix)
    inside = [each for each in known if each.startswith(f"{prefix}{bare}__")]
    if inside:
        said = N_("this is a section: the name of a key has to follow, as in {key}")
        return Mistake(said, (("key", inside[0]),), key=name)
    close = [each for each in known if each.endswith(f"__{bare}")] or [
        f"{prefix}{each}" for each in _close(bare, [each.removeprefix(prefix) for each in known])
    ]
    if close:
        said = N_("there is no such setting, perhaps {key} is meant")
        return Mistake(said, (("key", " / ".join(close)),), key=readable(name))
    return Mistake(N_("there is no such setting"), key=readable(name))


def errors_of(error: ValidationError) -> list[ErrorDetails]:
    """The errors to explain.

    pydantic also calls a list empty whose entries are all wrong; that is left out.
    """
    found = error.errors(include_input=False)
    entries = {wrong["loc"][:-1] for wrong in found if isinstance(wrong["loc"][-1], int)}
    return [wrong for wrong in found if wrong["type"] != "too_short" or wrong["loc"] not in entries]


def keys_of(wrong: ErrorDetails) -> tuple[str, ...]:
    """The keys to a wrong value, without an entry's number."""
    return tuple(part for part in wrong["loc"] if isinstance(part, str))


def line_of(keys: Sequence[str], text: str) -> int:
    """The line in which a key of the text begins."""
    return _lines_of_keys(text).get(tuple(keys), 1)


def _lines_of_keys(text: str) -> dict[tuple[str, ...], int]:
    """The lines in which keys begin, for all keys of a valid TOML file."""
    found: dict[tuple[str, ...], int] = {}
    number, section = 1, tuple[str, ...]()
    for statement in _statements(text):
        try:
            paths = list(_paths(tomllib.loads(statement)))
        except (ValueError, RecursionError):
            paths = []  # the file is not valid after all
        if statement.lstrip().startswith("["):
            section = max(paths, key=len, default=())
            found |= {keys: number for keys in paths if keys not in found}
        else:
            for keys in paths:
                found.setdefault((*section, *keys), number)
        number += statement.count("\n") + 1
    return found


def _statements(text: str) -> Iterator[str]:
    """The statements of a TOML file: its lines, but values of several lines whole.

    One pass, and each is parsed once: a file of 16 KB costs milliseconds, however it is made.
    """
    begin = depth = 0
    for token in _TOKEN.finditer(f"{text}\n"):
        depth += _NESTING.get(token[0], 0)
        if token[0] == "\n" and depth <= 0:
            yield text[begin : token.start()]
            begin = token.end()


def _paths(content: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The full names of keys, down to the deepest that we have."""
    for key, value in content.items():
        yield (*above, key)
        if isinstance(value, Mapping) and len(above) + 1 < _DEEPEST:
            yield from _paths(value, (*above, key))


def _explanation(wrong: ErrorDetails, words: Mapping[str, str]) -> _Explanation:
    """What is expected, from ``words`` by pydantic's kinds."""
    given = wrong.get("ctx", {})
    said = words.get(wrong["type"]) or _FORMS.get(given.get("pattern", ""))
    limit = next((given[name] for name in _LIMITS if name in given), None)
    if limit is not None:
        return said or _IMPOSSIBLE, (("limit", f"{limit:g}"),)
    expected = ", ".join(re.findall("'([^']*)'", str(given.get("expected", ""))))
    return said or _IMPOSSIBLE, (("expected", expected),) if expected else ()


def _unknown(
    keys: Sequence[str], sections: Mapping[str, Sequence[str]], *, heading: bool
) -> _Explanation:
    """Where an unknown key belongs, or which key was meant."""
    *above, name = keys
    homes = [section for section, known in sections.items() if name in known]
    if "" in homes:
        return N_("this key belongs above all sections"), ()
    if len(homes) == 1:
        return N_("this key belongs into the section [{section}]"), (("section", homes[0]),)
    if homes:
        said = N_("this key belongs into one of the sections {sections}")
        return said, (("sections", ", ".join(f"[{section}]" for section in homes)),)
    close = _close(name, sections.get(".".join(above), ()))
    if not close:
        return N_("there is no such section") if heading else N_("there is no such key"), ()
    if heading:
        said = N_("there is no such section, perhaps [{section}] is meant")
        return said, (("section", close[0]),)
    return N_("there is no such key, perhaps {key} is meant"), (("key", close[0]),)


def _close(name: str, known: Sequence[str]) -> list[str]:
    """The known name that is most like this one, if one is."""
    return get_close_matches(name, known, n=1, cutoff=_MEANT)


def _sections(model: type[BaseModel]) -> Mapping[str, Sequence[str]]:
    """The keys of each section; "" for those above all."""
    fields = model.model_fields
    return {"": tuple(fields)} | {
        name: tuple(type(info.default).model_fields)
        for name, info in fields.items()
        if isinstance(info.default, BaseModel)
    }
