from __future__ import annotations

from benchmarks.labelling import Marks
from benchmarks.ocr_figures import Group, Results, Score, document
from benchmarks.office_figures import Reading
from benchmarks.office_tables import HOW, Office, office_tables, office_verdicts, sum_of

OURS = Reading(words=200, missing=2, wrong=3, out_of_order=40, signs=5, signs_found=4, figures=9)
DRAFT = Reading(
    words=200,
    wrong=4,
    out_of_order=5,
    signs=5,
    signs_found=4,
    figures=9,
    figures_silent=2,
    pairs=50,
    pairs_beside=49,
    marks=Marks(read=200, marked=20, wrong=10, caught=9, misread=8, misread_caught=6),
)
FORM = Office("layouts, form", OURS, DRAFT, {"-d": Reading(words=200, missing=5)})


def test_the_tables_have_a_row_for_each_group() -> None:
    words, signs = office_tables([FORM]).split("\n\n")

    assert words.splitlines()[2] == (
        "| layouts, form | 1.00 | 2.50 | 1.50 | 0.00 | 2.50 | 20.00 | 0.00 |"
    )
    assert signs.splitlines()[2] == (
        "| layouts, form | 5 | 4 | 0 | 9 | 0 | 0 | 2 | 98.00 | – | – | 90.00 | 75.00 | 45.00 |"
    )


def test_goals_are_judged_by_the_draft() -> None:
    assert [
        (verdict.what, verdict.measured, verdict.met) for verdict in office_verdicts([FORM])
    ] == [
        ("layouts, form: § not read", 1, False),
        ("layouts, form: figures wrong without a mark", 2, False),
        ("layouts, form: words wrong in order, draft", 2.5, False),
        ("layouts, form: values not beside their label", 2.0, False),
        ("office pages: wrong words without a mark", 10.0, False),
        ("office pages: marks that are right words", 55.0, False),
    ]


def test_a_perfect_group_meets_what_can_be_asked_of_it() -> None:
    plain = Office("office fonts", Reading(words=9), Reading(words=9), {})

    assert [(verdict.what, verdict.met) for verdict in office_verdicts([plain])] == [
        ("office fonts: figures wrong without a mark", True)
    ]


def test_no_readings_are_an_empty_one() -> None:
    assert sum_of([]) == Reading()


def test_the_page_shows_office_groups_where_there_are_some() -> None:
    score = Score(0.01, 0.02)
    group = Group("layouts, form", 1, score, {"-d": score}, office=FORM)

    page = document(Results(None, (group,), ()), about="today", again="again")

    assert "## Office pages" in page
    assert HOW in page
    plain = Group("fax", 1, score, {"-d": score})
    assert HOW not in document(Results(None, (plain,), ()), about="today", again="again")
