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
        self._open: list[tuple[str, Ties]] = []
        self._page: int | None = None
        self.ties = Ties()
        """Those of the text that follows."""

    def begin(self, number: str, name: str) -> None:
        """Open a bookmark; others than ours are passed over."""
        page = _PAGE.fullmatch(name)
        if page is not None:
            self._page = int(page[1])
        anchor, doubt = ANCHOR.fullmatch(name), _DOUBT.fullmatch(name)
        if page is not None or anchor is not None or doubt is not None:
            says = Ties(
                anchor=anchor[1] if anchor else "",
                doubts=(int(doubt[1]),) if doubt else (),
                page_mark=page is not None,
            )
            self._open = [*self._open[-_MOST:], (number, says)]
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
        anchor, doubts, page_mark = "", list[int](), False
        for _number, says in self._open:
            anchor = says.anchor or anchor
            doubts += says.doubts
            page_mark = page_mark or says.page_mark
        self.ties = Ties(anchor, self._page, tuple(doubts), page_mark)
