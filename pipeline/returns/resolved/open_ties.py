"""The bookmarks that are open while a Word file is read."""

from __future__ import annotations

import re

from pipeline.returns.resolved.visible_text import ANCHOR, Ties

_MOST = 64
"""Open bookmarks of ours at once; a draft has four.

More would take long to look through.
"""

_PAGE, _DOUBT = re.compile(r"_page_([0-9]{1,6})"), re.compile(r"_doubt_([0-9]{1,6})")


class OpenTies:
    """What the open bookmarks say of the text that is read."""

    def __init__(self, ends: frozenset[str]) -> None:
        """Take the ids of all bookmarks that end somewhere."""
        self._ends = ends
        self._open: list[tuple[str, str]] = []
        self._page: int | None = None
        self.ties = Ties()
        """Those of the text that follows."""

    def begin(self, number: str, name: str) -> None:
        """Open a bookmark; others than ours are passed over."""
        page = _PAGE.fullmatch(name)
        if page is not None:
            self._page = int(page[1])
        if page is not None or ANCHOR.fullmatch(name) or _DOUBT.fullmatch(name):
            self._open = [*self._open[-_MOST:], (number, name)]
            self._renew()

    def end(self, number: str) -> None:
        """Close the bookmark that was opened last with this id."""
        for place in reversed(range(len(self._open))):
            if self._open[place][0] == number:
                del self._open[place]
                self._renew()
                return

    def end_paragraph(self) -> None:
        """Close the bookmarks whose ends are lost."""
        kept = [each for each in self._open if each[0] in self._ends]
        if len(kept) < len(self._open):
            self._open = kept
            self._renew()

    def _renew(self) -> None:
        names = [name for _number, name in self._open]
        anchors = [found[1] for name in names if (found := ANCHOR.fullmatch(name))]
        self.ties = Ties(
            anchor=anchors[-1] if anchors else "",
            page=self._page,
            doubts=tuple(int(found[1]) for name in names if (found := _DOUBT.fullmatch(name))),
            page_mark=any(_PAGE.fullmatch(name) for name in names),
        )
