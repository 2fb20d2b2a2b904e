"""Which words of the final text were made of which words of the draft.

What stayed is found first (``matching``); between such words the rest is compared letter by letter
(``near_words``). Whatever was rewritten beyond recognition is laid onto the old words in order, and
is not sure. The work grows with the length of the text, and only gaps of limited size are weighed
word against word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.core.corrections.matching import Matching
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.near_words import Similarities, Step, near_steps
from pipeline.core.corrections.ordered_runs import rising

_WEIGHED = 40_000
"""Product of the lengths of a gap that is weighed as a whole."""
_SMALL = 400
"""The same for gaps that are always weighed.

Others are only weighed until all came to ``_MOST``.
"""
_MOST = 2_000_000
_PIECE = 40
"""Words of a larger gap's pieces, if it has neighbours in common."""
_SHARED = 0.1
"""Share of neighbours that stand in both, for that."""
_REACH = 40
"""Words on each side of a gap that are looked at.

And four for each word that was put in.
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Words that correspond, from and up to places in draft and final text.

    Neither range is empty. Ranges of the same length correspond word by word; one word for two
    was split or joined.
    """

    draft: tuple[int, int]
    final: tuple[int, int]
    sure: bool
    moved: bool = False
    """Whether the words stand elsewhere among the others than they did."""

    def single(self) -> Iterator[Pair]:
        """The pairs of single words; itself if words were split or joined."""
        (start, end), (first, last) = self.draft, self.final
        if end - start != last - first or end - start == 1:
            yield self
            return
        for at in range(end - start):
            ours, theirs = start + at, first + at
            yield Pair((ours, ours + 1), (theirs, theirs + 1), self.sure, self.moved)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs in the order of the final text.

    Words of the draft in no pair were deleted, words of the final text in no pair inserted.
    """

    pairs: tuple[Pair, ...]

    def single(self) -> Iterator[Pair]:
        """The pairs of single words, or of one word and two."""
        for pair in self.pairs:
            yield from pair.single()

    def changed(self, draft: Sequence[DraftWord], final: Sequence[FinalWord]) -> Iterator[Pair]:
        """Those of ``single`` whose words are not the same in both texts.

        Most words of a long text stay: they are looked at once, not one pair each.
        """
        for pair in self.pairs:
            ours = [word.text for word in draft[slice(*pair.draft)]]
            theirs = [word.text for word in final[slice(*pair.final)]]
            if len(ours) != len(theirs):
                yield pair
                continue
            (start, _), (first, _) = pair.draft, pair.final
            for at, (one, other) in enumerate(zip(ours, theirs, strict=True)):
                if one != other:
                    spans = (start + at, start + at + 1), (first + at, first + at + 1)
                    yield Pair(*spans, pair.sure, pair.moved)


def align(
    draft: Sequence[DraftWord], final: Sequence[FinalWord], *, most: int = _MOST
) -> Alignment:
    """What became of each word of the draft.

    ``most``: after so many comparisons of two words only small gaps are weighed.
    """
    matching = Matching(draft, final)
    matching.link_by_anchors(draft, final)
    matching.link_in_order()
    matching.link_moved()
    near = list(_near(matching, _Homes(draft, final, matching.partners), most))
    runs = list(_runs(sorted((*_equal(matching.partners), *near), key=lambda step: step.final)))
    still = _still(runs)
    return Alignment(
        tuple(
            Pair(run.draft, run.final, run.sure, moved=not stays)
            for run, stays in zip(runs, still, strict=True)
        )
    )


def _equal(partners: Sequence[int]) -> Iterator[Step]:
    """Runs of words that are known, word by word."""
    start = first = 0
    before = -1
    for at, partner in enumerate((*partners, -1)):
        if partner < 0 or partner != before + 1 or before < 0:
            if before >= 0:
                yield Step((start, before + 1), (first, at), sure=True)
            start, first = partner, at
        before = partner


class _Homes:
    """The pages or utterances that words of the final text belong to, as far as they tell."""

    def __init__(
        self, draft: Sequence[DraftWord], final: Sequence[FinalWord], partners: Sequence[int]
    ) -> None:
        self._draft, self._final, self._partners = draft, final, partners
        self._by_anchor = {word.anchor: word.place.group for word in draft if word.anchor}

    def at_home(self, ours: Sequence[int], first: int, last: int) -> list[int]:
        """The words of the draft in ``ours`` that a stretch of final words may stand for.

        Otherwise a word typed where a page ends would be laid on the next page, if that was
        deleted. Bookmarks tell, or the page's mark; and a paragraph that was moved to another page
        tells by its known words.
        """
        homes = {self._by_anchor.get(word.anchor, word.page) for word in self._final[first:last]}
        if None in homes:
            return list(ours)
        homes.update(self._beside(first, last))
        return [at for at in ours if self._draft[at].place.group in homes]

    def _beside(self, first: int, last: int) -> Iterator[int]:
        """Where known words beside a stretch come from, in the same paragraph."""
        for at, inside in ((first - 1, first), (last, last - 1)):
            known = 0 <= at < len(self._final)
            if known and self._final[at].paragraph == self._final[inside].paragraph:
                yield self._draft[self._partners[at]].place.group


def _near(matching: Matching, homes: _Homes, most: int) -> Iterator[Step]:
    """The pairs of words put in and words left out beside them."""
    similarities = Similarities()
    taken = bytearray(matching.taken)
    weighed = 0
    for first, last in matching.stretches_put_in():
        ours = homes.at_home(_left_out_beside(matching, taken, first, last), first, last)
        if not ours:
            continue
        one = [matching.draft_keys[at] for at in ours]
        other = matching.final_keys[first:last]
        size = len(one) * len(other)
        if size > _SMALL and weighed > most:
            found: Iterable[Step] = _laid_on(len(one), len(other))
        else:
            found = _gap_steps(one, other, similarities)
            weighed += min(size, _PIECE * len(other)) if size > _WEIGHED else size
        for step in found:
            start, end = step.draft
            # Words on both sides of what is known cannot have become one.
            if ours[end - 1] - ours[start] == end - 1 - start:
                draft = ours[start], ours[end - 1] + 1
                taken[draft[0] : draft[1]] = b"\1" * (end - start)
                yield Step(draft, (first + step.final[0], first + step.final[1]), step.sure)


def _left_out_beside(matching: Matching, taken: bytearray, first: int, last: int) -> list[int]:
    """Places in the draft of unknown words around a stretch.

    They are next to the known words on both sides of it.
    """
    partners = matching.partners
    before = partners[first - 1] if first else -1
    after = partners[last] if last < len(partners) else len(taken)
    end = before + 1
    while end < len(taken) and not taken[end]:
        end += 1
    if end == after:
        return list(range(before + 1, after))
    start = after
    while start > 0 and not taken[start - 1]:
        start -= 1
    reach = _REACH + 4 * (last - first)
    behind = range(before + 1, min(end, before + 1 + reach))
    ahead = range(max(start, after - reach), after)
    return [*behind, *(at for at in ahead if at not in behind)]


def _gap_steps(
    one: Sequence[str], other: Sequence[str], similarities: Similarities
) -> Iterable[Step]:
    """The pairs of a gap.

    A large one is cut into pieces, or one text is laid on the other.
    """
    if len(one) * len(other) <= _WEIGHED:
        return near_steps(one, other, similarities)
    ours, theirs = set(pairwise(one)), set(pairwise(other))
    if len(ours & theirs) < _SHARED * min(len(ours), len(theirs)):
        return _laid_on(len(one), len(other))
    return _in_pieces(one, other, similarities)


def _laid_on(length: int, others: int) -> Iterator[Step]:
    """Each of the other words for one in the same part of the text, unsure."""
    if others <= length:
        for at in range(others):
            place = at * length // others
            yield Step((place, place + 1), (at, at + 1), sure=False)
        return
    for at in range(length):
        first, last = at * others // length, (at + 1) * others // length
        yield Step((at, at + 1), (first, last), sure=False)


def _in_pieces(
    one: Sequence[str], other: Sequence[str], similarities: Similarities
) -> Iterator[Step]:
    count = max(len(one), len(other)) // _PIECE + 1
    for piece in range(count):
        start, end = len(one) * piece // count, len(one) * (piece + 1) // count
        first, last = len(other) * piece // count, len(other) * (piece + 1) // count
        for step in near_steps(one[start:end], other[first:last], similarities):
            yield Step(
                (start + step.draft[0], start + step.draft[1]),
                (first + step.final[0], first + step.final[1]),
                step.sure,
            )


def _runs(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps, those that go on word by word put together."""
    run: Step | None = None
    for step in steps:
        if run is not None and _goes_on(run, step):
            run = Step((run.draft[0], step.draft[1]), (run.final[0], step.final[1]), run.sure)
        else:
            if run is not None:
                yield run
            run = step
    if run is not None:
        yield run


def _goes_on(run: Step, step: Step) -> bool:
    return (
        run.sure == step.sure
        and (run.draft[1], run.final[1]) == (step.draft[0], step.final[0])
        and _is_word_by_word(run)
        and _is_word_by_word(step)
    )


def _is_word_by_word(step: Step) -> bool:
    return step.draft[1] - step.draft[0] == step.final[1] - step.final[0]


def _still(runs: Sequence[Step]) -> list[bool]:
    """Whether each run keeps its place, as many words as possible."""
    if all(one.draft[0] < other.draft[0] for one, other in pairwise(runs)):
        return [True] * len(runs)
    words = [(at, place) for at, run in enumerate(runs) for place in range(*run.draft)]
    still = {words[n][0] for n in rising([place for _, place in words])}
    return [at in still for at in range(len(runs))]


def guessed_words(alignment: Alignment, count: int) -> frozenset[int]:
    """The words of the final text that surely come from no word of the draft.

    ``count`` is how many words it has. In no pair, or in one that is not sure.
    """
    guessed = bytearray(b"\1" * count)
    for pair in alignment.pairs:
        if pair.sure:
            first, last = pair.final
            guessed[first:last] = bytes(last - first)
    return frozenset(at for at, flag in enumerate(guessed) if flag)
