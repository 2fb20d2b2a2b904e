"""Which sentences a model's scores suggest."""

from __future__ import annotations

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.choice import chosen, naming, vetoed

_NO = (-5.0, -5.0, -5.0, 0.0, 0.0, 0.0)
_ITEM, _DECISION, _TASK = CandidateKind


def _scores(count: int, **given: tuple[int, float]) -> list[tuple[float, ...]]:
    """Low scores, but for one of a kind."""
    rows = [list(_NO) for _ in range(count)]
    for kind, (place, score) in given.items():
        rows[place][["item", "decision", "task"].index(kind)] = score
    return [tuple(row) for row in rows]


def test_what_scores_above_zero_is_suggested_in_order() -> None:
    scores = _scores(6, task=(1, 0.1), item=(4, 2.0), decision=(0, -0.1))

    assert chosen(scores, ()) == ((_TASK, 1), (_ITEM, 4))


def test_of_two_near_each_other_the_better_one_is_suggested() -> None:
    scores = _scores(9, decision=(3, 1.0))
    scores[5] = (-5.0, 2.0, -5.0, 0.0, 0.0, 0.0)

    assert chosen(scores, ()) == ((_DECISION, 5),)


def test_two_far_apart_are_both_suggested() -> None:
    scores = _scores(9, decision=(1, 1.0))
    scores[7] = (-5.0, 2.0, -5.0, 0.0, 0.0, 0.0)

    assert chosen(scores, ()) == ((_DECISION, 1), (_DECISION, 7))


def test_what_a_rule_suggests_is_not_suggested_again() -> None:
    scores = _scores(9, decision=(4, 1.0), item=(4, 1.0))

    assert chosen(scores, [(_DECISION, 2, 4)]) == ((_ITEM, 4),)


def test_a_rule_is_overruled_where_the_model_is_sure() -> None:
    assert vetoed(_scores(5), (_TASK, 2, 3))
    assert not vetoed(_scores(5, task=(3, -1.0)), (_TASK, 2, 3))
    assert vetoed(_scores(5, item=(2, 3.0)), (_TASK, 2, 3))


def test_what_names_it_is_the_best_of_the_places() -> None:
    scores = [(*_NO[:3], 0.0, score, 0.0) for score in (3.0, 1.0, 2.0)]

    assert naming(scores, _DECISION, (1, 2)) == 2
    assert naming(scores, _DECISION, ()) is None
