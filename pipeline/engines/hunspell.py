"""Dictionaries of this machine: whether something is a word of German or English, asked of Hunspell.

Dictionaries belong to the system (Debian: ``hunspell-de-de``, ``hunspell-en-gb``; also those of
LibreOffice); we ship none, see ADR 0013. Where there is none for a language, nobody knows its words,
and everything else works.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.core.drafts.vocabulary import Lexicon

if TYPE_CHECKING:
    from hunspell import Hunspell

_FOLDERS = (
    *("/usr/share/hunspell", "/usr/share/myspell", "/usr/share/myspell/dicts"),
    *(
        "/usr/local/share/hunspell",
        "/opt/homebrew/share/hunspell",
        "~/Library/Spelling",
        "/Library/Spelling",
    ),
    *(
        "/usr/lib/libreoffice/share/extensions/dict-de",
        "/usr/lib/libreoffice/share/extensions/dict-en",
    ),
    *(
        f"/Applications/LibreOffice.app/Contents/Resources/extensions/dict-{each}"
        for each in ("de", "en")
    ),
    *(f"C:/Program Files/LibreOffice/share/extensions/dict-{each}" for each in ("de", "en")),
)
_NAMES = {"de": ("de_DE", "de_DE_frami", "de_AT", "de_CH"), "en": ("en_GB", "en_US")}
"""Dictionaries of each language. Of German the first that is there; letters come in British and American English."""

_ALL_OF = frozenset({"en"})
_REMEMBERED = 50_000
"""Words whose answer is kept: a compound costs Hunspell milliseconds, and documents repeat themselves. About 5 MB."""

_LONGEST = 60
"""Letters of a word that Hunspell is asked about; it takes no more than 100 bytes."""


@cache
def lexicon(folders: tuple[str, ...] = _FOLDERS) -> Lexicon:
    """What the dictionaries of this machine say; each is loaded when its language is first asked for, once per process."""

    @cache
    def spellers(language: str) -> tuple[Hunspell, ...]:
        there = [
            path for name in _NAMES.get(language, ()) if (path := _found(name, folders)) is not None
        ]
        return tuple(map(_loaded, there if language in _ALL_OF else there[:1]))

    @lru_cache(_REMEMBERED)
    def known(word: str, language: str) -> bool | None:
        asked = spellers(language)
        if not asked or len(word) > _LONGEST:
            return None
        return any(_spells(each, word.replace("’", "'")) for each in asked)

    return known


def _found(name: str, folders: tuple[str, ...]) -> Path | None:
    paths = (Path(folder).expanduser() / f"{name}.dic" for folder in folders)
    return next(
        (path for path in paths if path.is_file() and path.with_suffix(".aff").is_file()), None
    )


def _loaded(path: Path) -> Hunspell:
    from hunspell import Hunspell  # noqa: PLC0415 - only a process that composes drafts needs it

    return Hunspell(path.stem, hunspell_data_dir=str(path.parent), system_encoding="utf-8")


def _spells(speller: Hunspell, word: str) -> bool:
    try:
        return bool(speller.spell(word))
    except UnicodeEncodeError:  # a letter that the dictionary's own encoding does not have
        return False
