from __future__ import annotations

import pytest

from tests.letters import (
    ADDRESS,
    BODY,
    SALUTATION,
    Printed,
    letter_on,
)


def test_large_print_of_the_same_name_is_believed_before_the_small_one() -> None:
    small = ("Lowe GmbH Erfurt, Bleichgasse 8, 99084 Erfurt", 25.0, 50.0, 7.0)

    assert (
        letter_on(("Löwe GmbH Erfurt", 25, 14, 17), small, *ADDRESS, SALUTATION, *BODY).sender
        == "Löwe GmbH Erfurt"
    )


def test_a_speck_before_the_return_address_is_not_part_of_the_name() -> None:
    small = (
        "\N{SINGLE LOW-9 QUOTATION MARK}Löwe GmbH, Bleichgasse 8, 99084 Erfurt",
        25.0,
        50.0,
        7.0,
    )

    assert letter_on(small, *ADDRESS, SALUTATION, *BODY).sender == "Löwe GmbH"


@pytest.mark.parametrize(
    "heads",
    [
        (("Verkäufer Nummer:", 25.0, 14.0, 17.0),),
        (("School of", 25.0, 14.0, 17.0),),
        (("Löwe Erfurt", 25.0, 14.0, 17.0), ("Gründel Partner", 120.0, 14.0, 17.0)),
        (("Wir sind für Sie da", 25.0, 20.0, 11.0),),
    ],
)
def test_labels_halves_and_one_of_two_are_no_sender(heads: tuple[Printed, ...]) -> None:
    assert letter_on(*heads, *ADDRESS, SALUTATION, *BODY).sender is None
