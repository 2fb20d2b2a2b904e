from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.scans.letter.head import Head, printed_text
from pipeline.core.scans.letter.labels import is_dated, label_of, placed_day
from pipeline.core.scans.lines import line_of
from tests.letters import Printed, printed_page


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Erfurt, den 23. November 2026", date(2026, 11, 23)),
        ("Erfurt, 23.11.2026", date(2026, 11, 23)),
        ("Monday, 23 November 2026", None),
        ("Erfurt, Bleichgasse 8", None),
        ("Erfurt", None),
    ],
)
def test_a_day_may_have_a_place_before_it(text: str, day: date | None) -> None:
    assert placed_day(text) == day


@pytest.mark.parametrize(
    ("text", "dated"),
    [("23.11.2026", True), ("Erfurt, den 23.11.2026", True), ("Bleichgasse 8", False)],
)
def test_a_line_is_dated_with_or_without_a_place(
    text: str,
    dated: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_dated(line_of(printed_page((text, 25, 90, 11)).words)) is dated


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ((("Unser Zeichen:", 100.0, 60.0, 9.0), ("PT/17", 150.0, 60.0, 9.0)), "Unser Zeichen:"),
        ((("Unser Zeichen", 100.0, 56.0, 9.0), ("PT/17", 100.0, 60.0, 9.0)), "Unser Zeichen"),
        ((("Datum", 100.0, 60.0, 9.0), ("23.11.2026", 150.0, 60.0, 9.0)), "Datum"),
        ((("Erfurt", 100.0, 60.0, 9.0), ("PT/17", 150.0, 60.0, 9.0)), None),
        ((("Erfurt", 100.0, 56.0, 9.0), ("PT/17", 100.0, 60.0, 9.0)), None),
        ((("Unser Zeichen", 100.0, 40.0, 9.0), ("PT/17", 100.0, 60.0, 9.0)), None),
    ],
    ids=["beside", "above", "a day's", "no label beside", "no label above", "too far above"],
)
def test_a_label_stands_beside_its_value_or_above_it(
    lines: tuple[Printed, ...], label: str | None
) -> None:
    head = Head.of(printed_page(*lines))
    value = next(strip for strip in head.strips if printed_text(strip) == lines[-1][0])

    found = label_of(head, value)

    assert (None if found is None else printed_text(found)) == label
