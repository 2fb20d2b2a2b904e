"""A second look at what was passed over: each place is read at its own angle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import cos, radians, sin

from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.lines import next_places
from pipeline.core.scans.ocr_languages import certainty
from pipeline.core.scans.page_order.upright_lines import box_about
from pipeline.scans.unread.cutout import Cutout, cutout
from pipeline.scans.unread.places import doubtful_lines

Read = Callable[[Image.Image, float], Sequence[Word]]
"""The words on a picture of a resolution."""

_GOOD = 0.75
"""Mean confidence of a line from which it is believed."""
_FEWEST = 3
"""Letters and digits of a line that is believed."""
_MISSED = 0.5
"""Share of the letters seen; if fewer were read, it is said."""
_SAID = 8
"""Letters from which it is said that a place was not read.

Measured on 102 pages: signatures look like 6 or 7.
"""
_LEVEL = 3.0
"""Degrees: what lies nearer to level was passed over for another reason."""
_BETTER = 1.1
"""Ratio of certainties from which the second reading takes the first one's place."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The words of a page after a second look, and where none could be read."""

    words: tuple[Word, ...]
    unread: tuple[Box, ...]
    signs: tuple[Box, ...] = ()
    """Single figures and letters that could not be read."""
    handwriting: tuple[Box, ...] = ()
    """What was written or drawn by hand."""
    overprints: tuple[Box, ...] = ()
    """What is printed across words."""


def second_look(
    read: Read, page: Image.Image, dpi: float, *, words: tuple[Word, ...], places: Sequence[Box]
) -> SecondLook:
    """What stands at these ``places`` of a page's picture, each at its own angle.

    ``words`` were read before; those that were read badly give way to what is read better. Costs
    two small readings for each place that looks like letters.
    """
    unread, read_places = list[Box](), list[Box]()
    lines = doubtful_lines(words)
    for place in places:
        cut = cutout(page, place, dpi)
        if cut is None:
            continue
        level = bool(cut.directions) and abs(cut.directions[0]) <= _LEVEL
        # What a coloured stamp lies on was left out of its picture, and stays on the page.
        across = cut.coloured and not level
        before = tuple(
            word
            for line in lines
            if not (across and _level(line))
            for word in line
            if place.has_middle_of(word.box)
        )
        if before and level:
            continue  # read at this angle already, and marked where it is doubtful
        known = [] if across else [word.box for word in words if word not in before]
        found = _reading(read, cut, dpi, page.size)
        after = tuple(
            word for word in found if not any(box.has_middle_of(word.box) for box in known)
        )
        if certainty(after) > _BETTER * certainty(before):
            again = {word.text for word in after}
            scraps = [
                word
                for word in words
                if (_is_scrap(word) or word.text in again) and _under(word.box, after)
            ]
            words = _replaced(words, (*before, *scraps), after)
            read_places.append(place)
        elif before and (_level(before) or _well(before)):
            found = before
        letters = sum(len(word.text) for word in found)  # with those that the page has already
        if cut.clear and cut.letters >= _SAID and letters < _MISSED * cut.letters:
            unread.append(place)
    # A frame about what was read may look like letters, too.
    told = (place for place in unread if not any(map(place.meets, read_places)))
    return SecondLook(words, tuple(told))


def worth_reading(picture: Image.Image, dpi: float, words: tuple[Word, ...], place: Box) -> bool:
    """Whether a place holds letters that were not read at their angle before."""
    cut = cutout(picture, place, dpi)
    if cut is None:
        return False
    before = any(place.has_middle_of(word.box) for line in doubtful_lines(words) for word in line)
    return not (before and cut.directions and abs(cut.directions[0]) <= _LEVEL)


def _reading(read: Read, cut: Cutout, dpi: float, size: tuple[int, int]) -> tuple[Word, ...]:
    """The better reading of the two ways up, in its places on the page's picture."""
    best: tuple[Word, ...] = ()
    for direction in cut.directions:
        level = cut.level(direction)
        found = tuple(_believed(read(level, dpi)))
        if certainty(found) > certainty(best):
            tilt = direction if abs(direction) > _LEVEL else 0.0
            best = tuple(
                replace(
                    word,
                    box=box_about(
                        cut.middle(word.box, level.size, direction),
                        (word.box.width, word.box.height),
                        size,
                    ),
                    tilt=tilt,
                )
                for word in found
            )
    return best


def _is_scrap(word: Word) -> bool:
    """Whether a word may be a piece of text at another angle."""
    return len(word.text) < _FEWEST or word.confidence < _GOOD


def _under(box: Box, words: Iterable[Word]) -> bool:
    """Whether the middle of a box lies on one of the tilted words."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    for word in words:
        turn = radians(word.tilt)
        right = x - (word.box.left + word.box.right) / 2
        down = y - (word.box.top + word.box.bottom) / 2
        along, across = right * cos(turn) - down * sin(turn), right * sin(turn) + down * cos(turn)
        if 2 * abs(along) <= word.box.width and 2 * abs(across) <= word.box.height:
            return True
    return False


def _level(words: Iterable[Word]) -> bool:
    """Whether the longer words are wider than high."""
    long = [word for word in words if len(word.text) >= _FEWEST]
    return 2 * sum(word.box.width >= word.box.height for word in long) > len(long)


def _well(words: Sequence[Word]) -> bool:
    """Whether the words were read well, on whichever side they stand."""
    return certainty(words) >= _GOOD * sum(len(word.text) for word in words)


def _replaced(
    words: tuple[Word, ...], before: Sequence[Word], after: Sequence[Word]
) -> tuple[Word, ...]:
    """The words with others in the place of some, as a block of their own.

    It comes where the first of those stood, or last: a stamp parts no text.
    """
    gone = {id(word) for word in before}
    at = next((place for place, word in enumerate(words) if id(word) in gone), len(words))
    if after[0].tilt:
        at = len(words)
    first = [word for word in words[:at] if id(word) not in gone]
    last = [word for word in words[at:] if id(word) not in gone]
    block, paragraph, line = next_places(words)
    own = (
        replace(
            word,
            block=block,
            paragraph=paragraph + word.paragraph,
            line=line + word.line,
        )
        for word in after
    )
    return (*first, *own, *last)


def _believed(words: Iterable[Word]) -> Iterator[Word]:
    """The words of the lines that were read well."""
    for _, group in groupby(words, key=lambda word: word.line):
        line = [word for word in group if any(map(str.isalnum, word.text))]
        letters = sum(len(word.text) for word in line)
        says = sum(character.isalnum() for word in line for character in word.text)
        if says >= _FEWEST and certainty(line) >= _GOOD * letters:
            yield from line
