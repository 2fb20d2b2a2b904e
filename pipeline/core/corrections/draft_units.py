"""What a person made of each word that was read or heard.

A unit is one place of the draft: usually one word, on paper perhaps two pieces of one that a line's
end cut. Each unit keeps its words, gets others, or loses them; words that were put in follow the
unit before them, or precede the first one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.core.corrections.alignment import Alignment
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace


@dataclass(slots=True)
class Unit:
    """One place of the draft and what stands there in the final text."""

    text: str
    """As the draft has it."""
    final: tuple[int, ...] = ()
    """The words of the final text, by their numbers; none if it was deleted."""
    kept: bool = True
    """Whether it says what it said."""
    joined: WordPlace | None = None
    """The place of the next word, which is written together with this one now."""
    before: tuple[int, ...] = ()
    """Words that were put in before it."""
    after: tuple[int, ...] = ()
    """Words that were put in behind it."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units by their places, and words that have none to stand beside."""

    at: dict[WordPlace, Unit]
    homeless: tuple[int, ...]


def units_of(draft: Sequence[DraftWord], final: Sequence[FinalWord], alignment: Alignment) -> Units:
    """The units of a draft, each word of the final text in one of them, once."""
    units: dict[WordPlace, Unit] = {}
    for word in draft:
        unit = units.get(word.place)
        if unit is None:
            units[word.place] = Unit(word.text)
        else:
            unit.text = f"{unit.text} {word.text}"
    owners = _with_pairs(units, draft, alignment, len(final))
    for unit in units.values():
        unit.kept = unit.kept and _said(final, unit.final) == unit.text
    homeless = _put_in(units, final, owners)
    return Units(units, homeless)


def _said(final: Sequence[FinalWord], numbers: Sequence[int]) -> str:
    return " ".join([final[at].text for at in numbers])


def _with_pairs(
    units: dict[WordPlace, Unit], draft: Sequence[DraftWord], alignment: Alignment, count: int
) -> list[WordPlace | None]:
    """Give the units their words; returns the place of each final word."""
    owners: list[WordPlace | None] = [None] * count
    for pair in alignment.pairs:
        (start, end), (first, last) = pair.draft, pair.final
        places = [word.place for word in draft[start:end]]
        if len(places) == last - first:
            for place, at in zip(places, range(first, last), strict=True):
                units[place].final += (at,)
            owners[first:last] = places
            continue
        unit = units[places[0]]
        unit.final += tuple(range(first, last))
        owners[first:last] = places[:1] * (last - first)
        if places[-1] != places[0]:
            unit.joined, unit.kept = places[-1], False
    return owners


def _put_in(
    units: dict[WordPlace, Unit], final: Sequence[FinalWord], owners: Sequence[WordPlace | None]
) -> tuple[int, ...]:
    """Give words put in to a neighbour; returns those that have none."""
    homeless = []
    behind, ahead = defaultdict[WordPlace, list[int]](list), defaultdict[WordPlace, list[int]](list)
    following = _following(owners)
    before: int | None = None
    for at, owner in enumerate(owners):
        if owner is not None:
            before = at
            continue
        after = following[at]
        if after is not None and (before is None or _belongs_to(final, at, before, after)):
            ahead[_known(owners[after])].append(at)
        elif before is not None:
            behind[_known(owners[before])].append(at)
        else:
            homeless.append(at)
    for place, numbers in ahead.items():
        units[place].before = tuple(numbers)
    for place, numbers in behind.items():
        units[place].after = tuple(numbers)
    return tuple(homeless)


def _belongs_to(final: Sequence[FinalWord], at: int, before: int, after: int) -> bool:
    """Whether a word belongs to the one after it by paragraph or line."""
    word, left, right = final[at], final[before], final[after]
    if word.paragraph != left.paragraph:
        return word.paragraph == right.paragraph
    if word.anchor != left.anchor and word.paragraph == right.paragraph:
        return bool(word.anchor) and word.anchor == right.anchor
    return False


def _following(owners: Sequence[WordPlace | None]) -> list[int | None]:
    """For each word the next one that has a place."""
    found: list[int | None] = [None] * len(owners)
    after: int | None = None
    for at in range(len(owners) - 1, -1, -1):
        if owners[at] is not None:
            after = at
        found[at] = after
    return found


def _known(place: WordPlace | None) -> WordPlace:
    assert place is not None  # noqa: S101 - only words with a place are neighbours
    return place


def texts_of(final: Sequence[FinalWord], numbers: Sequence[int]) -> tuple[str, ...]:
    """The texts of these words, those with a space inside taken apart."""
    return tuple(text for at in numbers for text in final[at].text.split())
