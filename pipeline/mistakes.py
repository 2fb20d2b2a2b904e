"""Mistakes in files and variables that people wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, replace

from pipeline.i18n import N_

_MOST_TOLD = 20
"""Mistakes that are told of a file; nobody reads more before mending these."""

_LONGEST_KEY = 60
"""Characters of a key that are shown; ours have less than half of that."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake, to be told in any language."""

    said: str
    """A message id."""

    values: tuple[tuple[str, str | int], ...] = ()
    """What fills its placeholders."""

    line: int = 0
    """From 1; 0 if it is not known."""

    key: str = ""
    """A key's full name, or an environment variable's."""

    file: str = ""
    """Empty if the message names the file, and for a variable."""

    def clause(self, translate: Callable[[str], str]) -> str:
        """The place and what is wrong there, translated."""
        line = translate(N_("line {line}")).format(line=self.line) if self.line else ""
        where = ", ".join(filter(None, (self.file, line, self.key)))
        said = translate(self.said).format(**dict(self.values))
        return f"{where}: {said}" if where else said


def mistakes_as_json(mistakes: Iterable[Mistake]) -> str:
    """Mistakes as text, for details of errors and the journal.

    Its length is bounded: the first 20 are told, and how many more there are.
    """
    every = [replace(each, key=_beginning(each.key)) for each in mistakes]
    told, more = every[:_MOST_TOLD], len(every) - _MOST_TOLD
    if more > 0:
        told.append(Mistake(N_("and {count} more"), (("count", more),)))
    return json.dumps([astuple(mistake) for mistake in told], ensure_ascii=False)


def _beginning(key: str) -> str:
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}…"


def clauses(written: str | int, translate: Callable[[str], str], *, between: str) -> str | int:
    """The clauses of mistakes that were written as JSON.

    ``written`` itself if another version of ours wrote it in another form.
    """
    try:
        mistakes = [Mistake(*fields) for fields in json.loads(str(written))]
    except (TypeError, ValueError):
        return written
    return between.join(mistake.clause(translate) for mistake in mistakes)
