"""Words cut at the end of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.hyphens import HARD, SOFT, whole_word


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Grund-", "stück,", "Grundstück,"),
        ("Grund\N{NOT SIGN}", "stück", "Grundstück"),
        ("Grund\N{SOFT HYPHEN}", "Stück", "GrundStück"),
        ("RECH-", "NUNG", "RECHNUNG"),
        ("EU-", "weit", "EU-weit"),
        ("VITAMIN-", "C", "VITAMIN-C"),
        ("(E-", "Mail", "(E-Mail"),
        ("2019-", "2020", "2019-2020"),
        ("Dr.-", "Ing.", "Dr.-Ing."),
        ("Möller-", "Lüdenscheidt", "Möller-Lüdenscheidt"),
    ],
)
def test_the_hyphen_goes_unless_it_belongs_to_the_word(left: str, right: str, whole: str) -> None:
    assert whole_word(left, right) == whole


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Vor-", "und"),
        ("Vor-", "oder,"),
        ("Grund", "stück"),
        ("-", "stück"),
        ("(-", "stück"),
        ("Grund-", "(stück)"),
    ],
)
def test_two_words_stay_two(left: str, right: str) -> None:
    assert whole_word(left, right) is None


_words = st.text("abÄß1.(", min_size=1, max_size=5)


@given(_words, st.sampled_from(["", *SOFT, *HARD]), _words)
def test_nothing_but_the_hyphen_is_ever_lost(stem: str, hyphen: str, right: str) -> None:
    whole = whole_word(stem + hyphen, right)

    assert whole in {None, stem + right, stem + hyphen + right}
