"""German and English for everything a user reads, by gettext.

Message ids are the English sentences; ``pipeline/locale/de`` holds the German ones. Modules mark a
sentence with ``N_`` where it is written and translate it where the reader's language is known.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["de", "en"]
Translate = Callable[[str], str]
"""From a message id to the sentence that somebody reads."""
_LOCALE = Path(__file__).parent / "locale"


def N_(message: str) -> str:  # noqa: N802 - the name that every gettext tool looks for
    """The message itself; tools collect it for translation."""
    return message


@cache
def translator(language: str) -> Translate:
    """The translation into ``language``, English if it is unknown."""
    return gettext.translation("schreibstube", _LOCALE, [language], fallback=True).gettext
