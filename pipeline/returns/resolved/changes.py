"""Tracked changes, counted while a Word file is read."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.outputs.wordml.elements import AUTHOR

_GONE = "w:del", "w:moveFrom", "w:cellDel"
_THERE = "w:ins", "w:moveTo", "w:cellIns"


class OpenChanges:
    """The changes of people, and those of ours that they undid."""

    def __init__(self) -> None:
        """Begin outside of all insertions."""
        self._insertions: list[bool] = []
        self._last: tuple[str | None, ...] | None = None
        self.by_people = 0
        """Open changes of people; parts that follow each other are one."""
        self.rejected = 0
        """Insertions of ours that people deleted."""

    def begin_insertion(self, change: BaseOxmlElement) -> None:
        """Text follows that somebody inserted."""
        self.count(change)
        self._insertions.append(_is_ours(change))

    def end_insertion(self) -> None:
        """The inserted text ends."""
        self._insertions.pop()

    def pass_text(self) -> None:
        """Text is read; outside of insertions it parts one change from the next."""
        if not self._insertions:
            self._last = None

    def count(self, change: BaseOxmlElement) -> None:
        """Count a change, unless it goes on from the one before."""
        if _is_ours(change):
            self._last = None
            return
        if change.tag in map(qn, _GONE):
            self.rejected += any(self._insertions)
        key = (str(change.tag), change.get(qn("w:author")), change.get(qn("w:date")))
        if key != self._last and change.tag != qn("w:moveFrom"):  # its other end counts
            self.by_people += 1
        self._last = key

    def removes(self, properties: BaseOxmlElement | None) -> bool:
        """Whether the paragraph's end, row or cell with these properties is gone."""
        if properties is None:
            return False
        gone = False
        for name in (*_THERE, *_GONE):
            found = properties.find(qn(name))
            if found is not None:
                self.count(found)
                gone = gone or name in _GONE
        return gone


def _is_ours(change: BaseOxmlElement) -> bool:
    return str(change.get(qn("w:author"))) == AUTHOR
