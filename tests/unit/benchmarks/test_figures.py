from __future__ import annotations

import pytest

from benchmarks.figures import Pair, Race, Spread, Verdict, percent, table, verdict_table
from benchmarks.metering import Cost


def cost(cpu: float) -> Cost:
    return Cost(cpu, wall=1, peak_bytes=1, exit_code=0)


def race(*pairs: tuple[Cost, Cost]) -> Race:
    return Race("scan", 2, 0.5, tuple(Pair(*pair) for pair in pairs))


def test_a_spread_is_the_median_and_the_range_and_one_value_has_none() -> None:
    assert str(Spread.of([0.5, 0.3, 0.4])) == "0.40 (0.30–0.50)"
    assert str(Spread.of([0.5])) == "0.50"


def test_ratios_are_taken_pair_by_pair() -> None:
    busy = race((cost(1), cost(4)), (cost(10), cost(20)), (cost(3), cost(4)))

    assert busy.cpu == Spread(0.5, 0.25, 0.75)
    assert (busy.our_cpu, busy.their_cpu) == (1.5, 2.0)


@pytest.mark.parametrize(
    ("measured", "goal", "said"),
    [(0.5, 0.5, "met"), (0.55, 0.5, "missed by 10%"), (0.1, 0.0, "missed"), (0.0, 0.0, "met")],
)
def test_a_verdict_says_by_how_much_a_goal_was_missed(
    measured: float, goal: float, said: str
) -> None:
    assert str(Verdict("size", measured, goal)) == said


def test_a_miss_stands_out_in_the_table() -> None:
    table = verdict_table([Verdict("a", 1, 2), Verdict("b", 3, 2, "KB/page")])

    assert "| a | 1.00 × | ≤ 2.00 × | met |" in table
    assert "| b | 3.00 KB/page | ≤ 2.00 KB/page | **missed by 50%** |" in table


def test_a_table_keeps_names_left_and_numbers_right() -> None:
    assert table(("a", "b"), [("x", "1")]) == "| a | b |\n|---|--:|\n| x | 1 |"
    assert (percent(0.125), percent(None)) == ("12.50", "–")
