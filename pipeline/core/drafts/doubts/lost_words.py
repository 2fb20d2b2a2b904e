"""Words before a gap that handwriting or a stamp fills: one after them may be lost.

Print that is written over is no longer of the shape of letters, so no reader and no search for lost
print finds it. The line that it is missing from has a hole there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.lines import Line, says_something

_WIDE = 3.0
"""A hole: so many times the height of the higher word beside it.

Measured: 6.5 to 9.2 where words were lost; a space is 0.3.
"""
_RUNNING = 5
"""Words of a line of text; forms that were filled in by hand have fewer."""


def before_lost_words(page: Page, lines: Sequence[Line]) -> Iterator[tuple[Word, Line]]:
    """The words after which something may be missing, with their lines."""
    places = (*page.handwriting, *page.unread, *page.overprints)
    for line in lines if places else ():
        if len(line.words) < _RUNNING:
            continue
        for word, after in pairwise(line.words):
            if word.digital or not (says_something(word.text) and says_something(after.text)):
                continue
            hole = _between(word.box, after.box)
            wide = hole.width > _WIDE * max(word.box.height, after.box.height)
            if wide and any(map(hole.meets, places)):
                yield word, line


def _between(left: Box, right: Box) -> Box:
    """What lies between two words of a line; of no width if they touch."""
    end = max(left.right, right.left)
    return Box(left.right, min(left.top, right.top), end, max(left.bottom, right.bottom))
