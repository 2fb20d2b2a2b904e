"""Whether words were aligned with those of which an editor made them."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.edited_texts import Edited
from pipeline.core.corrections.alignment import Alignment
from pipeline.core.corrections.model import DraftWord


def words_right(draft: Sequence[DraftWord], made: Edited, alignment: Alignment) -> tuple[int, int]:
    """Words aligned right, and all: final and deleted ones."""
    ours: list[tuple[int, ...]] = [()] * len(made.final)
    sure = [False] * len(made.final)
    used = set[int]()
    for pair in alignment.single():
        for at in range(*pair.final):
            ours[at], sure[at] = tuple(range(*pair.draft)), pair.sure
        if pair.sure:
            used.update(range(*pair.draft))
    right = sum(
        found == origin if origin else not certain
        for found, origin, certain in zip(ours, made.origins, sure, strict=True)
    )
    gone = set(range(len(draft))).difference(*made.origins)
    return right + len(gone - used), len(made.final) + len(gone)
