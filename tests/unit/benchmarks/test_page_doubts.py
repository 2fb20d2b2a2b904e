from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import page_doubts
from benchmarks.labelling import Label
from benchmarks.page_doubts import HEADS, Marked, labelled, listing, page_table, row_of
from pipeline.core.model import Scan
from tests.layouts import typed_page
from tools.samples import Print, Sample

_WORDS = [
    Marked("gilt", Label.RIGHT, unsure=False, marked=False),
    Marked("17,50", Label.WRONG, unsure=True, marked=False),
    Marked("Bertrag", Label.WRONG, unsure=True, marked=True),
    Marked("vertrag", Label.SIGNS, unsure=False, marked=True, why="unknown"),
    Marked("Haus", Label.RIGHT, unsure=False, marked=True, why="unsure"),
]


def test_a_row_says_what_was_caught_and_how_many_marks_are_right() -> None:
    row = dict(zip(HEADS, row_of("law", _WORDS), strict=True))

    assert (row["words"], row["wrong"]) == ("5", "3")
    assert (row["caught, alone"], row["right marks, alone"]) == ("66.7 %", "100.0 %")
    assert (row["caught"], row["marked"], row["right marks"]) == ("66.7 %", "60.0 %", "66.7 %")
    assert (row["misread"], row["misread caught"]) == ("2", "50.0 %")
    assert (row["figures wrong"], row["and unmarked"]) == ("1", "1")


def test_a_group_without_words_has_dashes() -> None:
    assert row_of("none", ())[3:9] == ("–",) * 6


def test_the_table_ends_with_sums_of_the_groups_that_were_read() -> None:
    text = page_table([("invoices", _WORDS), ("real: Fraktur", _WORDS)])

    assert "**clean made pages** | 5 |" in text
    assert "**all** | 10 |" in text
    assert "office pages" not in text
    assert "Fraktur left out" not in text


def test_what_is_wrong_about_marks_is_listed() -> None:
    assert list(listing("law", _WORDS)) == [
        "law: 17,50  unmarked",
        "law: Haus  right, unsure",
    ]


def _scan(line: str) -> Scan:
    page = typed_page(line)
    words = tuple(replace(word, confidence=0.3) for word in page.words)
    return Scan((replace(page, words=words),))


def test_words_beside_the_truth_are_wrong_where_it_is_complete_and_else_left_out() -> None:
    sample = Sample(Path("a.pdf"), "der „Vertrag“ gilt.", print=Print(aside="Kopie"))
    scan = _scan('der "Vertrag" gilt, xqz Kopie')

    complete = {word.text: word for word in labelled(scan, sample, complete=True)}
    partial = {word.text for word in labelled(scan, sample, complete=False)}

    assert complete["xqz"].label is Label.BESIDE
    assert complete['"Vertrag"'].label is Label.RIGHT
    assert complete["gilt,"].label is Label.SIGNS
    assert complete["gilt,"].marked
    assert complete.keys() == {"der", '"Vertrag"', "gilt,", "xqz"}
    assert partial == {"der", '"Vertrag"', "gilt,"}


def test_an_unknown_group_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert page_doubts.main(["--kinds", "nothing of the kind"]) == 1
    assert "noisy grey; noisy 1-bit" in capsys.readouterr().err
