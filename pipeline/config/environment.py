"""Settings in environment variables: ``PREFIX_SECTION__KEY``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.config.explanations import EMPTY, LIST_IN_VARIABLE, unknown_variable
from pipeline.mistakes import Mistake

Keys = tuple[str, ...]
"""A key after its section: ``("ocr", "engine")``."""


def variable(keys: Keys, prefix: str) -> str:
    """The name of the variable that sets a key."""
    return prefix + "__".join(keys).upper()


def values_in(
    environment: Mapping[str, str], prefix: str, model: type[BaseModel]
) -> tuple[dict[Keys, object], list[Mistake]]:
    """The values of variables with ``prefix``, by their keys; mistakes.

    A list has commas between its entries or is JSON. Whether a value is possible is for pydantic to
    say; mistakes here are unknown names, empty values and broken JSON. Upper and lower case are the
    same in names, as in Windows.
    """
    fields = {variable(keys, prefix): (keys, info) for keys, info in _fields(model)}
    found: dict[Keys, object] = {}
    mistakes = []
    for name, value in sorted(environment.items()):
        if not name.upper().startswith(prefix):
            continue
        keys, info = fields.get(name.upper(), ((), None))
        if info is None:
            mistakes.append(unknown_variable(name, prefix, tuple(fields)))
        elif not value.strip():
            mistakes.append(Mistake(EMPTY, key=name))
        elif get_origin(info.annotation) is not tuple:
            found[keys] = value
        else:
            try:
                found[keys] = _list(value)
            except (ValueError, RecursionError):
                mistakes.append(Mistake(LIST_IN_VARIABLE, key=name))
    return found, mistakes


def _list(value: str) -> object:
    if value.lstrip().startswith("["):
        return json.loads(value)
    return [entry for entry in map(str.strip, value.split(",")) if entry]


def _fields(model: type[BaseModel], above: Keys = ()) -> Iterator[tuple[Keys, FieldInfo]]:
    for name, info in model.model_fields.items():
        if isinstance(info.default, BaseModel):
            yield from _fields(type(info.default), (*above, name))
        else:
            yield (*above, name), info
