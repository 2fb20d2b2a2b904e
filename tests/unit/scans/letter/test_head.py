from __future__ import annotations

import pytest

from pipeline.core.scans.letter.head import Head, printed_text, reliable, salutation_in
from pipeline.core.scans.lines import lines_of
from tests.letters import ADDRESS, BODY, DATED, SALUTATION, SUBJECT, Printed, printed_page


def _texts(*lines: Printed) -> list[str]:
    """The strips of the head, in order."""
    return [printed_text(strip) for strip in Head.of(printed_page(*lines)).strips]


def test_the_head_is_what_stands_above_the_salutation() -> None:
    page = printed_page(*BODY, *ADDRESS, DATED, SUBJECT, SALUTATION)

    head = Head.of(page)

    assert head.salutation is not None
    assert printed_text(head.salutation) == SALUTATION[0]
    assert [printed_text(strip) for strip in head.strips] == [
        text for text, *_ in (*ADDRESS, DATED, SUBJECT)
    ]
    assert [printed_text(strip) for strip in head.below] == [text for text, *_ in BODY]


def test_the_head_of_a_page_without_salutation_is_its_upper_half() -> None:
    assert _texts(SUBJECT, ("Seite 1", 25, 280, 11)) == [SUBJECT[0]]


@pytest.mark.parametrize(
    ("greeting", "found"),
    [
        ("Sehr geehrter Herr Sommerfeld,", True),
        ("Dear Mr Grant", True),
        ("To whom it may concern:", True),
        (
            "Guten Tag, wir danken für Ihr Schreiben und teilen Ihnen mit, dass wir antworten.",
            False,
        ),
        ("Sehr schöne Grüße", False),
    ],
)
def test_a_salutation_is_a_greeting_and_no_more(
    greeting: str,
    found: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = printed_page((greeting, 25, 116, 11))

    assert (salutation_in(lines_of(page), height=page.height) is not None) is found


def test_a_greeting_at_the_foot_of_the_page_is_no_salutation() -> None:
    page = printed_page(("Sehr geehrte Frau Sommerfeld,", 25, 260, 11))

    assert salutation_in(lines_of(page), height=page.height) is None


def test_a_line_with_a_badly_read_word_is_not_reliable() -> None:
    subject, salutation = lines_of(printed_page(SUBJECT, SALUTATION, unsure=SUBJECT[0]))

    assert not reliable(subject)
    assert reliable(salutation)
    assert not reliable(subject, salutation)
