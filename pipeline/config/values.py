"""Types of the values in settings and profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Section(BaseModel):
    """Keys with values; an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


TESSERACT_NAME = r"^[A-Za-z0-9_/-]+$"
"""Tesseract's name of a language: ``deu``, ``script/Fraktur``."""

ISO_CODE = r"^[a-z]{2,3}$"
"""Code of a language in ISO 639: ``de``."""

WORD_FILE = r"^[^/\\\x00-\x1f]+\.(?i:dotx|docx)$"
"""Name of a Word file that may be a template."""

NO_PATH = "no_path"
"""pydantic's type of the error that a text is no path."""


def _no_switch(value: object) -> object:
    """Refuse true and false, which Python takes for 1 and 0."""
    if isinstance(value, bool):
        raise PydanticCustomError("float_type", "not a number")
    return value


def _path(value: object) -> object:
    """A path to expand later; refuse one that cannot be."""
    if isinstance(value, str):
        if not value.strip():
            raise PydanticCustomError("string_too_short", "empty")
        try:
            Path(value).expanduser()
        except RuntimeError as error:  # no such user
            raise PydanticCustomError(NO_PATH, "no home") from error
        if "\0" in value:
            raise PydanticCustomError(NO_PATH, "not a name")
    return value


TesseractLanguages = Annotated[
    tuple[Annotated[str, Field(pattern=TESSERACT_NAME)], ...], Field(min_length=1)
]
"""At least one language, by Tesseract's names."""

SpokenLanguages = Annotated[
    tuple[Annotated[str, Field(pattern=ISO_CODE)], ...], Field(min_length=1)
]
"""At least one language, by its code."""

Count = Annotated[int, BeforeValidator(_no_switch)]
"""A whole number."""

Number = Annotated[float, BeforeValidator(_no_switch), Field(allow_inf_nan=False)]
"""A number that has a value: neither infinite nor "nan"."""

FilePath = Annotated[Path, BeforeValidator(_path)]
"""A path, perhaps relative or from a user's home: ``~/inbox``."""

PathText = Annotated[str, BeforeValidator(_path)]
"""The same as text: a name, or a path."""
