"""The German sentences for the English ones, read from the compiled catalogue."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from pipeline.i18n import Translate

_LOCALE = Path(__file__).parent / "locale"


@cache
def translator(language: str) -> Translate:
    """A function that translates into ``language``; it leaves English where it knows no other.

    The first call for a language reads a file; ``pipeline.core`` gets the function handed in.
    """
    return gettext.translation("schreibstube", _LOCALE, [language], fallback=True).gettext
