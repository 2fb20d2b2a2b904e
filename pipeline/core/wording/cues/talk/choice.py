"""Which sentences the model's scores suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.signs import Ruled

Scores = Sequence[Sequence[float]]
"""By sentence: how much speaks for an item, a decision and a task, in this order.

Above 0 of ten suggestions nine are right; the scale is that of logits. Three more numbers say how
likely the sentence names what an item, a decision or a task nearby is about.
"""
_APART: Mapping[CandidateKind, int] = MappingProxyType(
    {CandidateKind.ITEM: 4, CandidateKind.DECISION: 4, CandidateKind.TASK: 3}
)
"""Sentences from one suggestion to the next of its kind, at least: people say things twice."""
_VETO = -3.0
"""A rule's suggestion is dropped if no sentence of it, or beside it, has this score."""
_KINDS = tuple(CandidateKind)


def chosen(scores: Scores, ruled: Iterable[Ruled]) -> tuple[tuple[CandidateKind, int], ...]:
    """The suggestions that rules did not make: the kind, and the sentence."""
    taken = list(ruled)
    found: list[tuple[CandidateKind, int]] = []
    for column, kind in enumerate(_KINDS):
        free = sorted(
            (place for place, score in enumerate(scores) if score[column] > 0),
            key=lambda place, at=column: (-scores[place][at], place),  # type: ignore[misc]
        )
        for place in free:
            if not any(_meets(kind, place, one) for one in taken):
                taken.append((kind, place, place + 1))
                found.append((kind, place))
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _meets(kind: CandidateKind, place: int, taken: Ruled) -> bool:
    other, start, end = taken
    return other is kind and start - _APART[kind] < place < end - 1 + _APART[kind]


def naming(scores: Scores, kind: CandidateKind, places: Iterable[int]) -> int | None:
    """The place that most likely names what a suggestion is about."""
    column = len(_KINDS) + _KINDS.index(kind)
    return max(places, key=lambda place: (scores[place][column], place), default=None)


def vetoed(scores: Scores, ruled: Ruled) -> bool:
    """Whether the model is sure that a rule's suggestion is none."""
    kind, start, end = ruled
    column = _KINDS.index(kind)
    return max(score[column] for score in scores[max(0, start - 1) : end + 1]) < _VETO
