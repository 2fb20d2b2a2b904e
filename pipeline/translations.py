"""The reader of the catalogue: German for English sentences."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from pipeline.i18n import Translate

_LOCALE = Path(__file__).parent / "locale"


@cache
def translator(language: str) -> Translate:
    """A function from message id to the sentence in ``language``.

    It is English where there is no other. The first call for a language reads a file, so
    ``pipeline.core`` gets the function handed in.
    """
    return gettext.translation("schreibstube", _LOCALE, [language], fallback=True).gettext
