"""Words beside a gap that handwriting or a stamp fills: others may be lost there.

Print that is written over is no longer of the shape of letters, so no reader and no search for lost
print finds it. The line that it is missing from has a hole there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.lines import Line, has_digit, says_something

_WIDE = 3.0
"""A hole: so many times the height of the higher word beside it.

Measured: 6.5 to 9.2 where words were lost; a space is 0.3.
"""
_UNITS = frozenset("%€")
"""What is left where the figure before it is lost."""
_RUNNING = 5
"""Words of a line of text; forms that were filled in by hand have fewer."""


def beside_lost_words(page: Page, lines: Sequence[Line]) -> Iterator[tuple[Word, Line]]:
    """The words after which something may be missing, with their lines.

    Also what stands behind the hole and has a digit: it is what is left of a figure.
    """
    places = (*page.handwriting, *page.unread, *page.overprints)
    for line in lines if places else ():
        if len(line.words) < _RUNNING:
            continue
        for word, after in pairwise(line.words):
            if not word.digital and _is_hole(word, after, places):
                yield word, line
                if has_digit(after.text):
                    yield after, line


def _is_hole(word: Word, after: Word, places: Iterable[Box]) -> bool:
    """Whether ink that is no print fills a wide gap between two words."""
    hole = _between(word.box, after.box)
    wide = hole.width > _WIDE * max(word.box.height, after.box.height)
    speaking = says_something(word.text) and (says_something(after.text) or after.text in _UNITS)
    return wide and speaking and any(map(hole.meets, places))


def _between(left: Box, right: Box) -> Box:
    """What lies between two words of a line; of no width if they touch."""
    end = max(left.right, right.left)
    return Box(left.right, min(left.top, right.top), end, max(left.bottom, right.bottom))
