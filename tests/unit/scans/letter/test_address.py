from __future__ import annotations

from tests.letters import (
    ADDRESS,
    BODY,
    RETURN_ADDRESS,
    SALUTATION,
    letter_on,
)


def test_without_a_return_address_the_one_address_at_the_texts_edge_is_the_recipients() -> None:
    other = (
        ("Löwe GmbH", 140.0, 63.0, 11.0),
        ("Am Ring 1", 140.0, 68.0, 11.0),
        ("99084 Erfurt", 140.0, 73.0, 11.0),
    )

    assert letter_on(*ADDRESS, *other, SALUTATION, *BODY).recipient == "Frau Elke Sommerfeld"


def test_an_address_in_the_letterhead_is_not_the_recipients() -> None:
    top = (
        ("Löwe GmbH", 25.0, 14.0, 11.0),
        ("Am Ring 1", 25.0, 19.0, 11.0),
        ("99084 Erfurt", 25.0, 24.0, 11.0),
    )

    letter = letter_on(*top, SALUTATION, *BODY)

    assert (letter.sender, letter.recipient) == ("Löwe GmbH", None)


def test_a_name_that_was_read_twice_is_not_repeated() -> None:
    lines = [
        RETURN_ADDRESS,
        ("Stein Co", 25.3, 62.8, 11),
        ("Stein und Co", 25, 63, 11),
        *ADDRESS[1:],
        SALUTATION,
        *BODY,
    ]

    assert letter_on(*lines).recipient is None
