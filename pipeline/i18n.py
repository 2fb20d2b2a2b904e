"""German and English for everything a user reads, by gettext.

Message ids are the English sentences; ``pipeline/locale/de`` holds the German ones. Modules mark a
sentence with ``N_`` where it is written; ``pipeline.translations`` translates it where the reader's
language is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Language = Literal["de", "en"]
"""The languages of everything that we say ourselves."""

Translate = Callable[[str], str]
"""From a message id to the sentence that somebody reads."""


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool looks for
    """The message itself, marked for translation."""
    return message
