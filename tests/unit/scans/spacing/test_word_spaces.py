"""The usual space of a line."""

from __future__ import annotations

import pytest

from pipeline.core.scans.spacing.word_spaces import Spacings
from tests.layouts import SIZE, typed_line


def test_a_line_has_its_own_space() -> None:
    words = [*typed_line("Das Haus steht am Hang", 0), *typed_line("und sonst so", 1, size=20)]

    found = Spacings(words)

    assert found.of(0).size == pytest.approx(SIZE)
    assert found.of(0).space == pytest.approx(0.3 * SIZE)
    assert found.of(1).space == pytest.approx(0.3 * 20)


def test_a_short_line_has_the_space_of_the_page() -> None:
    words = [*typed_line("Das Haus steht am Hang", 0), *typed_line("Ort, Datum", 1)]

    assert Spacings(words).of(1).space == pytest.approx(0.3 * SIZE)


def test_a_page_of_single_words_has_a_quarter_of_the_type_size() -> None:
    found = Spacings([*typed_line("Rechnung", 0), *typed_line("Datum", 1)])

    assert found.of(0).space == pytest.approx(0.25 * SIZE)


def test_columns_are_no_spaces() -> None:
    words = typed_line("Miete  Strom  Gas  Wasser  Summe", 0)

    assert Spacings(words).of(0).space == pytest.approx(0.25 * SIZE)
