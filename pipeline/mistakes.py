"""Mistakes in files and variables that people wrote."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass

from pipeline.i18n import N_


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
    """Mistakes as text, for details of errors and the journal."""
    return json.dumps([astuple(mistake) for mistake in mistakes], ensure_ascii=False)


def clauses(written: str | int, translate: Callable[[str], str], *, between: str) -> str | int:
    """The clauses of mistakes that were written as JSON.

    ``written`` itself if another version of ours wrote it in another form.
    """
    try:
        mistakes = [Mistake(*fields) for fields in json.loads(str(written))]
    except (TypeError, ValueError):
        return written
    return between.join(mistake.clause(translate) for mistake in mistakes)
