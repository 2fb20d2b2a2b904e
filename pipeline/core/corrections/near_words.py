"""Words of two short texts that were probably made of each other.

A dynamic programme weighs for each word whether it stayed, was corrected, split, joined with the
next one, left out or put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.core.corrections.similarity import similarity

_ALONE = 0.6
"""Cost of a word that is left out or put in.

A corrected word costs at most 1, what is not alike in it; other words than that 1.1.
"""
_STRANGERS = 1.1
_SIMILAR = 0.5
"""Similarity from which a word is a corrected one."""
_TOGETHER = 0.8
"""The same for two words written as one, which is rarer."""
_SPLIT = 0.1
"""Cost of a split or joined word."""
_NEVER = 9.0

_KEPT = 0.4
"""Share of alike words from which a stretch was not rewritten."""


@dataclass(frozen=True, slots=True)
class Step:
    """Words that correspond, from and up to places in both texts."""

    draft: tuple[int, int]
    final: tuple[int, int]
    sure: bool


_LEFT_OUT, _PUT_IN, _ONE_TO_ONE, _SPLIT_IN_TWO, _TWO_JOINED = range(5)
_SIZES = {
    _LEFT_OUT: (1, 0),
    _PUT_IN: (0, 1),
    _ONE_TO_ONE: (1, 1),
    _SPLIT_IN_TWO: (1, 2),
    _TWO_JOINED: (2, 1),
}
"""Words of the draft and of the final text that a choice takes."""


class Similarities:
    """Similarities of words, of which the last ``most`` are remembered."""

    def __init__(self, most: int = 200_000) -> None:
        self._most = most
        self._known: dict[tuple[str, str], float] = {}

    def of(self, one: str, other: str) -> float:
        """The similarity of two words' keys; 0 if lengths alone forbid a likeness."""
        if one == other:
            return 1.0
        if 3 * min(len(one), len(other)) < max(len(one), len(other)):
            return 0.0
        known = self._known.get((one, other))
        if known is None:
            if len(self._known) >= self._most:
                self._known.clear()
            known = self._known[one, other] = similarity(one, other)
        return known


def near_steps(
    draft: Sequence[str], final: Sequence[str], similarities: Similarities
) -> tuple[Step, ...]:
    """The words that correspond, by their keys, in order."""
    choices = _choices(draft, final, similarities.of)
    steps: list[tuple[tuple[int, int], tuple[int, int]]] = []
    row, column = len(draft), len(final)
    while row or column:
        took, gave = _SIZES[choices[row][column]]
        if took and gave:
            steps.append(((row - took, row), (column - gave, column)))
        row, column = row - took, column - gave
    steps.reverse()
    alike = [_alike(draft, final, step, similarities) for step in steps]
    kept = sum(alike) >= _KEPT * max(len(draft), len(final), 1)
    lone = len(draft) == len(final) == 1
    return tuple(
        Step(ours, theirs, lone or (kept and (near or _between(alike, at))))
        for at, ((ours, theirs), near) in enumerate(zip(steps, alike, strict=True))
    )


def _alike(
    draft: Sequence[str],
    final: Sequence[str],
    step: tuple[tuple[int, int], tuple[int, int]],
    similarities: Similarities,
) -> bool:
    (start, end), (first, last) = step
    ours, theirs = "".join(draft[start:end]), "".join(final[first:last])
    return similarities.of(ours, theirs) >= _SIMILAR


def _between(alike: Sequence[bool], at: int) -> bool:
    """Whether the steps on both sides are alike, where there are any."""
    return all(alike[max(0, at - 1) : at]) and all(alike[at + 1 : at + 2])


def _choices(
    draft: Sequence[str], final: Sequence[str], alike: Callable[[str, str], float]
) -> list[bytearray]:
    """The cheapest last choice for each start of both texts."""
    costs = [[_ALONE * column for column in range(len(final) + 1)]]
    choices = [bytearray([_PUT_IN]) * (len(final) + 1)]
    for row, ours in enumerate(draft, start=1):
        line, chosen = [_ALONE * row], bytearray([_LEFT_OUT])
        above = costs[-1]
        for column, theirs in enumerate(final, start=1):
            likeness = alike(ours, theirs)
            near = 1 - likeness if likeness >= _SIMILAR else _STRANGERS
            cost, choice = _cheapest(above[column - 1] + near, above[column], line[-1])
            if (
                column > 1
                and (
                    at := above[column - 2] + _cost_together(ours, final[column - 2], theirs, alike)
                )
                < cost
            ):
                cost, choice = at, _SPLIT_IN_TWO
            if (
                row > 1
                and (
                    at := costs[-2][column - 1]
                    + _cost_together(theirs, draft[row - 2], ours, alike)
                )
                < cost
            ):
                cost, choice = at, _TWO_JOINED
            line.append(cost)
            chosen.append(choice)
        costs = [above, line]
        choices.append(chosen)
    return choices


def _cheapest(changed: float, above: float, left: float) -> tuple[float, int]:
    """The cheapest choice for single words, and what it costs in all."""
    if changed <= above + _ALONE and changed <= left + _ALONE:
        return changed, _ONE_TO_ONE
    return (above + _ALONE, _LEFT_OUT) if above <= left else (left + _ALONE, _PUT_IN)


def _cost_together(whole: str, left: str, right: str, alike: Callable[[str, str], float]) -> float:
    """Cost of one word for two: prohibitive unless nearly the same."""
    length = len(left) + len(right)
    if abs(len(whole) - length) * 4 > length or not (
        whole[:1] == left[:1] or whole[-1:] == right[-1:]
    ):
        return _NEVER
    if whole in (left, right):
        return _NEVER  # the other word was left out or put in
    likeness = alike(whole, left + right)
    return 1 - likeness + _SPLIT if likeness >= _TOGETHER else _NEVER
