"""How thresholds for the minutes are chosen."""

from __future__ import annotations

import numpy as np

from pipeline.core.wording.cues.candidates import CandidateKind
from tools.minutes_lessons import Lesson
from tools.train_cues import best, curves, together


def test_the_most_right_ones_are_taken_that_are_precise_enough() -> None:
    curve = [(-1.0, 90, 40), (0.0, 80, 8), (1.0, 50, 1)]

    assert best(curve, 0.9) == (0.0, 80, 8)
    assert best(curve, 0.95) == (1.0, 50, 1)


def test_where_nothing_is_precise_enough_the_most_precise_one_is_taken() -> None:
    assert best([(0.0, 8, 4), (1.0, 3, 1)], 0.9) == (1.0, 3, 1)


def test_a_kind_that_is_seldom_wrong_lets_the_others_find_more() -> None:
    sure = [(0.0, 100, 2), (1.0, 60, 1)]
    unsure = [(-1.0, 90, 40), (0.0, 80, 14), (1.0, 50, 5)]

    assert together([unsure]) == (1.0,)
    assert together([sure, unsure]) == (0.0, 0.0)


def test_a_second_suggestion_for_one_tag_is_wrong() -> None:
    scores = np.full((12, 6), -9, np.float32)
    scores[[0, 8], 1] = 5
    none = np.zeros((12, 3), np.float32)
    tags = np.array([[0, 1, 0]], np.float32)
    lesson = Lesson("x", "de", none, (0,) * 12, tags, none, none, ())

    (point, *_) = curves([(lesson, scores)])["de", tuple(CandidateKind).index("decision")]

    assert point[1:] == (1, 1)
