"""Words that two texts share in the same order.

Both texts are lists of numbers, one for each spelling. What they share at both ends is taken first;
then short rows of words that stand only once in each of them part the rest into gaps, and so on
("patience diff"). The work grows with the length of the texts, however often a word comes back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

Gap = tuple[int, int, int, int]
"""From and up to a place in the one text, then in the other."""

_LENGTHS = (6, 3)
"""Words of a row that stands only once, tried in this order."""

_LARGE = 40_000
"""Product of a gap's lengths from which single words part it, too.

Smaller gaps are compared word by word with all that is similar.
"""

_DEEPEST = 12
"""Gaps within gaps, at most: each level costs one more look at all words."""


def ordered_pairs(
    one: Sequence[int], other: Sequence[int], *, whole: int = 0
) -> list[tuple[int, int]]:
    """Places of equal words in the same order, rising in both texts.

    ``whole``: in gaps without such rows whose lengths have no larger product, all words that can be
    paired are.
    """
    found: list[tuple[int, int]] = []
    gaps = [(0, (0, len(one), 0, len(other)))]
    while gaps:
        depth, gap = gaps.pop()
        rest = _without_equal_ends(one, other, gap, found)
        if rest is not None and depth < _DEEPEST:
            parts = [(depth + 1, part) for part in _parts(one, other, rest)]
            if not parts and (rest[1] - rest[0]) * (rest[3] - rest[2]) <= whole:
                found += _most_pairs(one, other, rest)
            gaps.extend(parts)
    found.sort()
    return found


def rising(places: Sequence[int]) -> list[int]:
    """The numbers of the most items whose places rise."""
    ends: list[int] = []  # the lowest place that a row of so many items ends with
    last: list[int] = []  # the item that has it
    before = [-1] * len(places)
    for at, place in enumerate(places):
        length = len(ends) if not ends or ends[-1] < place else bisect_left(ends, place)
        before[at] = last[length - 1] if length else -1
        if length == len(ends):
            ends.append(place)
            last.append(at)
        else:
            ends[length], last[length] = place, at
    row: list[int] = []
    at = last[-1] if last else -1
    while at >= 0:
        row.append(at)
        at = before[at]
    row.reverse()
    return row


def shared_rows(one: Sequence[int], other: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """Places of rows of ``length`` words that stand once in each text.

    In the order of the second text.
    """
    theirs = _single_rows(other, length)
    ours = {row: at for row, at in _single_rows(one, length).items() if row in theirs}
    for row, at in theirs.items():
        place = ours.get(row)
        if place is not None and one[place : place + length] == other[at : at + length]:
            yield place, at


def _single_rows(text: Sequence[int], length: int) -> dict[int, int]:
    """Where each row stands that stands only once, by its hash; in order."""
    rows: dict[int, int] = {}
    twice = set[int]()
    for at, row in enumerate(map(hash, zip(*(text[n:] for n in range(length)), strict=False))):
        if rows.setdefault(row, at) != at:
            twice.add(row)
    for row in twice:
        del rows[row]
    return rows


def _without_equal_ends(
    one: Sequence[int], other: Sequence[int], gap: Gap, found: list[tuple[int, int]]
) -> Gap | None:
    """The gap without equal words at its ends, or None.

    These are added to ``found``.
    """
    start, end, first, last = gap
    while start < end and first < last and one[start] == other[first]:
        found.append((start, first))
        start, first = start + 1, first + 1
    while start < end and first < last and one[end - 1] == other[last - 1]:
        end, last = end - 1, last - 1
        found.append((end, last))
    return (start, end, first, last) if start < end and first < last else None


def _parts(one: Sequence[int], other: Sequence[int], gap: Gap) -> Iterator[Gap]:
    """The gaps that rows which stand only once part this one into.

    Each but the first begins with such a row; none if there is no such row.
    """
    start, end, first, last = gap
    ours, theirs = one[start:end], other[first:last]
    large = len(ours) * len(theirs) > _LARGE
    for length in (*_LENGTHS, 1) if large else _LENGTHS:
        rows = list(shared_rows(ours, theirs, length))
        if rows:
            before = (start, first)
            for place, at in _starts([rows[n] for n in rising([place for place, _ in rows])]):
                yield (before[0], start + place, before[1], first + at)
                before = (start + place, first + at)
            yield (before[0], end, before[1], last)
            return


def _most_pairs(one: Sequence[int], other: Sequence[int], gap: Gap) -> Iterator[tuple[int, int]]:
    """The longest row of equal words that both texts have in a gap."""
    start, end, first, last = gap
    # By two places, how many pairs are ahead of them.
    ahead = [[0] * (last - first + 1) for _ in range(end - start + 1)]
    for place in range(end - 1, start - 1, -1):
        row, below = ahead[place - start], ahead[place - start + 1]
        for at in range(last - 1, first - 1, -1):
            same = one[place] == other[at]
            n = at - first
            row[n] = below[n + 1] + 1 if same else max(below[n], row[n + 1])
    place, at = start, first
    while place < end and at < last:
        if one[place] == other[at]:
            yield place, at
            place, at = place + 1, at + 1
        elif ahead[place - start + 1][at - first] >= ahead[place - start][at - first + 1]:
            place += 1
        else:
            at += 1


def _starts(rows: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where rows begin that do not go on from the one before, word by word."""
    before = (-2, -2)
    for place, at in rows:
        if (place - 1, at - 1) != before:
            yield place, at
        before = (place, at)
