"""The office's own folders of the outbox, and the locks of open files."""

from __future__ import annotations

from pipeline.core.naming import comparison_key, portable_folder

ORIGINALS = "_originals"
"""Originals of published results, by year and month of arrival (UTC)."""

FINAL = "_final"
"""Whatever Word file a person puts here is taken as released."""

WITHDRAWN = "_withdrawn"
"""Finals that were taken back."""

REPORTS = "_reports"
"""The monthly sheets."""

_OURS = frozenset((ORIGINALS, FINAL, WITHDRAWN, REPORTS))

WORD_SUFFIXES = (".docx", ".odt", ".doc", ".rtf")
"""Files that are taken from ``FINAL``."""


def results_folder(folder: str) -> str:
    """The folder of the outbox for results of this folder of the inbox.

    One that is called as one of ours gets another name: what is published in ``_final`` would count
    as released.
    """
    portable = portable_folder(folder)
    first, slash, rest = portable.partition("/")
    return f"{first}_{slash}{rest}" if comparison_key(first) in _OURS else portable


def is_word_file(name: str) -> bool:
    """Whether a name ends as those of Word files do."""
    return comparison_key(name).endswith(WORD_SUFFIXES)


def lock_names(name: str) -> tuple[str, ...]:
    """Names of the files that say that this one is open.

    LibreOffice puts its own around the name. Word replaces up to two letters at its beginning,
    fewer where the name is short.
    """
    return (f".~lock.{name}#", *(f"~${name[cut:]}" for cut in (0, 1, 2)))
