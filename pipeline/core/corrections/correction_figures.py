"""How much of a draft was corrected, and how good its marks were.

A word of the draft is wrong if a person changed letters, digits, capitals, punctuation or spaces in
it, or deleted it by itself. Kinds of quotes and dashes are no matter, nor is where a word stands
now. What was rewritten or deleted in longer stretches was not wrong for that: it is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby

from pipeline.core.corrections.alignment import Alignment, Pair, guessed_words
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.similarity import plain_word
from pipeline.core.scans.lines import says_something

_BY_ITSELF = 2
"""Words in a row that are deleted because they are wrong, at most.

A longer stretch is a decision about the text.
"""


@dataclass(frozen=True, slots=True)
class CorrectionFigures:
    """Counts of words; the sum of two is one over both documents."""

    words: int = 0
    """Of the draft."""
    corrected: int = 0
    """Words of the draft that have other letters, digits, signs or spaces now."""
    inserted: int = 0
    """Words of the final text that the draft did not have."""
    deleted: int = 0
    """Words of the draft that the final text does not have."""
    moved: int = 0
    """Words of the draft that stand elsewhere now."""
    rewritten: int = 0
    """Words of the draft in stretches that cannot be compared word by word."""
    judged: int = 0
    """Words of the draft of which it is known whether they were wrong."""
    wrong: int = 0
    """Of these, the wrong ones."""
    marked: int = 0
    """Of these, the marked ones."""
    marked_wrong: int = 0
    """Wrong and marked."""
    guessed: int = 0
    """Words of the final text that are placed by their neighbours."""

    def __add__(self, other: CorrectionFigures) -> CorrectionFigures:
        """Both together."""
        return CorrectionFigures(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(self))
        )

    @property
    def wrong_unmarked(self) -> int:
        """Wrong words that were not marked."""
        return self.wrong - self.marked_wrong

    @property
    def precision(self) -> float | None:
        """The share of marked words that were wrong; None without marks."""
        return self.marked_wrong / self.marked if self.marked else None

    @property
    def recall(self) -> float | None:
        """The share of wrong words that were marked; None if none was wrong."""
        return self.marked_wrong / self.wrong if self.wrong else None


def figures(
    draft: Sequence[DraftWord], final: Sequence[FinalWord], alignment: Alignment
) -> CorrectionFigures:
    """The counts of one document."""
    wrong: list[bool | None] = [None] * len(draft)
    used = bytearray(len(draft))
    inserted, moved, rewritten, corrected = len(final), 0, 0, 0
    for pair in alignment.single():
        start, end = pair.draft
        used[start:end] = b"\1" * (end - start)
        inserted -= pair.final[1] - pair.final[0]
        moved += (end - start) * pair.moved
        changed = is_changed(draft, final, pair)
        corrected += (end - start) * changed
        if pair.sure:
            wrong[start:end] = [changed] * (end - start)
        else:
            rewritten += end - start
    for start, end in _unused(used):
        if end - start <= _BY_ITSELF:
            wrong[start:end] = [True] * (end - start)
    judged = [
        (flag, word.marked)
        for flag, word in zip(wrong, draft, strict=True)
        if flag is not None and says_something(word.text)
    ]
    return CorrectionFigures(
        words=len(draft),
        corrected=corrected,
        inserted=inserted,
        deleted=used.count(0),
        moved=moved,
        rewritten=rewritten,
        judged=len(judged),
        wrong=sum(flag for flag, _ in judged),
        marked=sum(marked for _, marked in judged),
        marked_wrong=sum(flag and marked for flag, marked in judged),
        guessed=len(guessed_words(alignment, len(final))),
    )


def lost_groups(draft: Sequence[DraftWord], alignment: Alignment) -> tuple[int, ...]:
    """The pages or utterances of which no word is left, in order."""
    left = {draft[at].place.group for pair in alignment.pairs for at in range(*pair.draft)}
    return tuple(sorted({word.place.group for word in draft} - left))


def is_changed(draft: Sequence[DraftWord], final: Sequence[FinalWord], pair: Pair) -> bool:
    """Whether a proofreader changed something in the words of a pair."""
    (start, end), (first, last) = pair.draft, pair.final
    ours = " ".join(word.text for word in draft[start:end])
    theirs = " ".join(word.text for word in final[first:last])
    return ours != theirs and plain_word(ours) != plain_word(theirs)


def _unused(used: bytearray) -> Iterator[tuple[int, int]]:
    at = 0
    for flag, run in groupby(used):
        length = len(list(run))
        if not flag:
            yield at, at + length
        at += length
