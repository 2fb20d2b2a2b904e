"""Fields of Word, of which a reader sees only the results."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    in_code: bool = True

    @property
    def is_hidden(self) -> bool:
        """Whether its text is code, or a list made of the headings."""
        return self.in_code or self.instruction.split()[:1] in (["TOC"], ["INDEX"])


class OpenFields:
    """The fields in which the text stands that is read."""

    def __init__(self) -> None:
        """Begin outside of all fields."""
        self._open: list[_Field] = []
        self.hidden = False
        """Whether the reader sees nothing of what follows."""

    def mark(self, kind: str) -> None:
        """Take a mark: "begin", "separate" or "end"; lone ends are passed over."""
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].in_code = False
        elif self._open and kind == "end":
            self._open.pop()
        self._renew()

    def instruct(self, text: str) -> None:
        """Take text of a field's code."""
        if self._open:
            self._open[-1].instruction += text[:100]

    def end_paragraph(self) -> None:
        """Leave the code of fields that are broken: it would hide all the rest."""
        for each in self._open:
            each.in_code = False
        self._renew()

    def _renew(self) -> None:
        self.hidden = any(each.is_hidden for each in self._open)
