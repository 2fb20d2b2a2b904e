"""How much of a draft was corrected, and how good its marks were.

A word of the draft is wrong if a person changed letters, digits, capitals, punctuation or spaces in
it, or deleted it by itself. Kinds of quotes and dashes are no matter, nor is where a word stands
now. What was rewritten or deleted in longer stretches was not wrong for that: it is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.core.corrections.alignment import Alignment, Pair, guessed_words
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.similarity import plain_word
from pipeline.core.office.records import CorrectionFacts
from pipeline.core.scans.lines import says_something

_BY_ITSELF = 2
"""Words in a row that are deleted because they are wrong, at most.

A longer stretch is a decision about the text.
"""


def figures(
    draft: Sequence[DraftWord], final: Sequence[FinalWord], alignment: Alignment
) -> CorrectionFacts:
    """The counts of one document."""
    wrong: list[bool | None] = [None] * len(draft)
    used = bytearray(len(draft))
    inserted, moved, corrected = len(final), 0, 0
    for pair in alignment.pairs:
        start, end = pair.draft
        used[start:end] = b"\1" * (end - start)
        inserted -= pair.final[1] - pair.final[0]
        moved += (end - start) * pair.moved
        if pair.sure:
            wrong[start:end] = [False] * (end - start)
    for pair in alignment.changed(draft, final):
        if is_changed(draft, final, pair):
            start, end = pair.draft
            corrected += end - start
            if pair.sure:
                wrong[start:end] = [True] * (end - start)
    for start, end in _unused(used):
        if end - start <= _BY_ITSELF:
            wrong[start:end] = [True] * (end - start)
    judged = [
        (flag, word.marked)
        for flag, word in zip(wrong, draft, strict=True)
        if flag is not None and says_something(word.text)
    ]
    return CorrectionFacts(
        words=len(draft),
        corrected=corrected,
        inserted=inserted,
        deleted=used.count(0),
        moved=moved,
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
