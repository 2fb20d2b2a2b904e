from __future__ import annotations

from datetime import date

import pytest

from tests.letters import (
    ADDRESS,
    BODY,
    DATED,
    SALUTATION,
    SUBJECT,
    Printed,
    letter_on,
)


@pytest.mark.parametrize(
    "dated",
    [
        (("Datum: 23.11.2026", 125.0, 70.0, 9.0),),
        (("Datum:", 125.0, 70.0, 9.0), ("23.11.2026", 160.0, 70.0, 9.0)),
        (("Datum", 150.0, 90.0, 8.0), ("2026-11-23", 150.0, 94.0, 10.0)),
        (("Erfurt, den 23.11.2026", 140.0, 90.0, 11.0),),
        (("23. November 2026", 150.0, 90.0, 11.0),),
    ],
)
def test_the_day_is_found_where_letters_have_it(dated: tuple[Printed, ...]) -> None:
    assert letter_on(*ADDRESS, *dated, SUBJECT, SALUTATION, *BODY).day == date(2026, 11, 23)


@pytest.mark.parametrize(
    "dated",
    [
        (("Ihre Nachricht vom: 23.11.2026", 125.0, 70.0, 9.0),),
        (("Ihre Nachricht vom", 80.0, 90.0, 8.0), ("23.11.2026", 80.0, 94.0, 10.0)),
        (("Lieferdatum:", 125.0, 70.0, 9.0), ("23.11.2026", 160.0, 70.0, 9.0)),
        (("23.11.2026", 150.0, 90.0, 11.0), ("24.11.2026", 150.0, 20.0, 11.0)),
    ],
)
def test_another_day_or_one_of_two_is_not_taken_for_it(dated: tuple[Printed, ...]) -> None:
    assert letter_on(*ADDRESS, *dated, SUBJECT, SALUTATION, *BODY).day is None


def test_the_day_after_the_place_counts_more_than_one_in_the_letterhead() -> None:
    assert letter_on(("7. März 2016", 25, 20, 11), *ADDRESS, DATED, SALUTATION, *BODY).day == date(
        2026, 11, 23
    )
