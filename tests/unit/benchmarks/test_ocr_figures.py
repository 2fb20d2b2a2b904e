from __future__ import annotations

import pytest

from benchmarks.figures import Pair, Race, Spread
from benchmarks.metering import Cost
from benchmarks.ocr import CASES
from benchmarks.ocr_figures import (
    Group,
    Kept,
    Results,
    Score,
    Speed,
    document,
    group_table,
    loss_table,
    race_table,
    verdicts_of_groups,
    verdicts_of_races,
)


def cost(cpu: float, wall: float = 1.0, peak_bytes: int = 100_000_000) -> Cost:
    return Cost(cpu, wall, peak_bytes, 0)


def race(*pairs: tuple[Cost, Cost], jobs: int = 1, goal: float = 0.5) -> Race:
    return Race("scan", 2, goal, tuple(Pair(*pair) for pair in pairs), jobs)


def group(name: str, ours: Score | None, **theirs: Score) -> Group:
    return Group(name, files=1, ours=ours, theirs=theirs)


def test_two_processes_are_judged_by_wall_time_and_one_by_cpu_time() -> None:
    run = (cost(1, wall=9), cost(4, wall=10))

    one, two = verdicts_of_races([race(run), race(run, jobs=2)])

    assert (one.what, one.measured, one.met) == ("scan: CPU", 0.25, True)
    assert (two.what, two.measured, two.met) == ("scan: wall time", 0.9, False)


def test_long_pages_weigh_more() -> None:
    score = Score.of(
        [
            ("eins zwei drei vier fünf sechs sieben", "eins zwei drei vier fünf sechs sieben"),
            ("acht", ""),
        ],
        ordered=True,
    )

    assert score.wer == score.in_order == pytest.approx(1 / 8)
    assert score.cer == pytest.approx(4 / 35)
    assert score.umlauts == 1.0


def test_another_order_costs_only_where_one_is_the_right_one() -> None:
    plain = Score.of([("oben unten", "unten oben")], ordered=True)
    table = Score.of([("oben unten", "unten oben")], ordered=False)

    assert (plain.cer, plain.wer, plain.in_order) == (0, 0, 1)
    assert (table.cer, table.wer, table.in_order) == (0, 0, None)


def test_a_group_is_compared_with_the_better_of_their_ways() -> None:
    pages = group(
        "fax", Score(0.02, 0.03, 0.04), plain=Score(0.05, 0.01, 0.9), deskew=Score(0.01, 0.02, 0.05)
    )

    assert [(v.what, v.measured, v.goal, v.met) for v in verdicts_of_groups([pages])] == [
        ("fax: CER", 2.0, 1.0, False),
        ("fax: WER", 3.0, 1.0, False),
        ("fax: WER in order", 4.0, 5.0, True),
    ]


def test_what_nobody_or_only_we_made_is_not_judged() -> None:
    assert verdicts_of_groups([group("fax", None), group("photo", Score(0, 0))]) == ()


def test_tables_show_every_way_and_leave_out_what_is_not_known() -> None:
    groups = [
        group("fax", Score(0.01, 0.02), plain=Score(0.03, 0.04)),
        group("photo", Score(0, 0, umlauts=1)),
    ]

    table = group_table(groups, {"cer": "CER", "umlauts": "ä"})

    assert table.splitlines()[0] == "| pages | CER ours | CER plain | ä ours | ä plain |"
    assert "| fax | 1.00 | 3.00 | – | – |" in table
    assert "| photo | 0.00 | – | 100.00 | – |" in table


def test_only_groups_that_something_is_missing_from_are_listed() -> None:
    whole, refused = group("fax", None), Group("photo", 3, None, {}, lost=(0, 1), reluctant=2)

    assert "| photo | 3 | 0 | 1 | 2 |" in loss_table([whole, refused])
    assert "fax" not in loss_table([whole, refused])
    assert loss_table([whole]) == "Both made every file."


def test_races_are_shown_with_both_sides_and_their_ratio() -> None:
    table = race_table([race((cost(2, wall=3), cost(8, wall=6, peak_bytes=50_000_000)))])

    assert "| scan | 1 | 1.00 | 4.00 | 0.25 | 3.0 | 6.0 | 0.50 | 100 | 50 |" in table


def test_every_goal_that_something_was_measured_for_is_judged_and_no_other() -> None:
    fast = Speed(
        races=(race((cost(1), cost(4))),),
        floor={"own": Spread.of([0.5])},
        floor_ratio={"own": Spread.of([1.2])},
        memory=((20, 100), (500, 130)),
    )
    kept = (Kept("a.pdf", 2.0, images=3, changed=0), Kept("b.pdf", 7.0, images=1, changed=1))

    goals = {verdict.what: str(verdict) for verdict in Results(fast, (), kept).verdicts()}

    assert goals == {
        "scan: CPU": "met",
        "scan, against recognition alone (own): CPU": "missed by 4%",
        "peak memory, 500 pages against 20": "missed by 8%",
        "size, worst of 2: b.pdf": "missed by 17%",
        "images changed, of 4 that fill a page": "missed",
    }
    assert Results(None, (), ()).verdicts() == ()


def test_the_page_says_how_to_measure_again_and_holds_only_what_was_measured() -> None:
    page = document(
        Results(None, (), ()),
        about="2026-11-23: a machine",
        again="python -m benchmarks.ocr",
        plot="a.svg",
    )

    assert "a machine" in page
    assert "Again: `python -m benchmarks.ocr`" in page
    assert "(a.svg)" in page
    assert "## Cost" not in page


def test_every_case_has_a_name_and_a_goal_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(0 < case.goal < 1 for case in CASES)
