"""Whether a word is German or English, by Hunspell.

Dictionaries belong to the system (Debian: ``hunspell-de-de``, ``hunspell-en-gb``; also those of
LibreOffice); we ship none, see ADR 0013. If there is none for a language, its words are unknown,
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
"""File names of each language's dictionaries.

Of German the first that is there; of English both, since letters come in either.
"""

_ALL_OF = frozenset({"en"})
"""Languages of which every dictionary is asked."""
_REMEMBERED = 50_000
"""Words whose answer is kept, about 5 MB.

A compound costs Hunspell milliseconds, and documents repeat words.
"""

_LONGEST = 60
"""Letters of a word at most: Hunspell takes 100 bytes."""


@cache
def lexicon(folders: tuple[str, ...] = _FOLDERS) -> Lexicon:
    """What the dictionaries of this machine say.

    Each is loaded when its language is first asked for, once per process.
    """

    @cache
    def spellers(language: str) -> tuple[Hunspell, ...]:
        files = (_dictionary(name, folders) for name in _NAMES.get(language, ()))
        there = [file for file in files if file is not None]
        return tuple(map(_speller, there if language in _ALL_OF else there[:1]))

    @lru_cache(_REMEMBERED)
    def known(word: str, language: str) -> bool | None:
        asked = spellers(language)
        if not asked or len(word) > _LONGEST:
            return None
        return any(_spells(each, word.replace("’", "'")) for each in asked)

    return known


def _dictionary(name: str, folders: tuple[str, ...]) -> Path | None:
    paths = (Path(folder).expanduser() / f"{name}.dic" for folder in folders)
    return next(
        (path for path in paths if path.is_file() and path.with_suffix(".aff").is_file()), None
    )


def _speller(path: Path) -> Hunspell:
    from hunspell import Hunspell  # noqa: PLC0415 - only a process that composes drafts needs it

    return Hunspell(path.stem, hunspell_data_dir=str(path.parent), system_encoding="utf-8")


def _spells(speller: Hunspell, word: str) -> bool:
    try:
        return bool(speller.spell(word))
    except UnicodeEncodeError:  # a letter that the dictionary's own encoding does not have
        return False


def in_a_dictionary(word: str) -> bool | None:
    """Whether a word is German or English; None without a dictionary."""
    answers = [lexicon()(word, language) for language in _NAMES]
    return None if all(answer is None for answer in answers) else any(answers)
