from __future__ import annotations

import pytest

from benchmarks import office_pages
from benchmarks.draft_words import DraftWord
from benchmarks.office_figures import Reading, Truth, matches
from benchmarks.office_pages import HEADS, Page, group_row, wrong_words


def test_each_wrong_word_is_shown_with_what_stands_around() -> None:
    truth = Truth("Zahlbar bis 12. Mai ohne Abzug")
    words = [DraftWord(text) for text in ("Zahlbar", "bis", "12.", "Mai", "Abzug", "xyz")]
    words[3] = DraftWord("Mal", marked=True)
    page = Page("a.pdf", truth, "", ())

    assert list(wrong_words(page, matches(truth.text, words))) == [
        "  marked  mai → mal   … zahlbar bis 12 mai ohne abzug …",
        "          ohne → (nothing)   … zahlbar bis 12 mai ohne abzug …",
        "          invented xyz",
    ]


def test_a_row_has_a_cell_for_each_head() -> None:
    row = group_row("layouts, form", Reading(words=8, missing=1), Reading(signs=2, signs_found=1))

    assert len(row) == len(HEADS)
    assert row[:3] == ("layouts, form", "8", "12.50")
    assert "1 of 2" in row


def test_an_unknown_group_is_told_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert office_pages.main(["nothing of the kind"]) == 1
    assert "noisy grey; noisy 1-bit" in capsys.readouterr().err
