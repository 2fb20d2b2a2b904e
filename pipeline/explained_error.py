"""An error that explains itself: what happened, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pipeline.mistakes import clauses


class SchreibstubeError(Exception):
    """Anything we can explain: what happened and what to do.

    ``details`` fill the placeholders; they must be plain values, since errors travel between
    processes and into the journal.
    """

    happened: ClassVar[str] = ""
    to_do: ClassVar[str] = ""
    between: ClassVar[str] = ""
    """Text between ``problems`` that are mistakes as JSON."""

    def __init__(self, **details: str | int) -> None:
        """Keep the details that fill the message's placeholders."""
        super().__init__(details)
        self.details = details

    def __str__(self) -> str:
        """The message in English, for logs."""
        return self.happened.format(**self.placeholders(self.details, str))

    @classmethod
    def placeholders(
        cls, details: Mapping[str, str | int], translate: Callable[[str], str]
    ) -> Mapping[str, str | int]:
        """Values of the placeholders, translated."""
        if cls.between and "problems" in details:
            problems = clauses(details["problems"], translate, between=cls.between)
            return {**details, "problems": problems}
        return details

    def __eq__(self, other: object) -> bool:
        """Whether both say the same."""
        return type(self) is type(other) and self.details == getattr(other, "details", None)

    def __hash__(self) -> int:
        """Equal errors have equal hashes."""
        return hash((type(self), *sorted(self.details)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep the details when it travels between processes."""
        return _rebuild, (type(self), self.details)


def _rebuild(kind: type[SchreibstubeError], details: dict[str, str | int]) -> SchreibstubeError:
    return kind(**details)
