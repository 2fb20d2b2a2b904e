"""What a decision is about, if it does not say so itself."""

from __future__ import annotations

from pipeline.core.wording.cues.talk.matters import only_counts, refers
from tests.minutes_talk import suggested_of


def test_a_decision_without_a_motion_names_the_item_and_what_was_said_last() -> None:
    _, found = suggested_of(
        "A: Letztes Thema: der Dorfladen.",
        "B: Da kauft doch keiner mehr ein.",
        "A: Dann lassen wir den weg.",
        "C: Ja.",
    )

    assert found.about == "Letztes Thema: der Dorfladen. Da kauft doch keiner mehr ein."


def test_what_is_put_off_is_what_was_asked_after() -> None:
    (found,) = suggested_of(
        "C: Und was ist mit dem Grillplatz?",
        "B: Uns fehlt noch der Plan.",
        "A: Das schieben wir auf die nächste Sitzung.",
    )

    assert found.about == "Und was ist mit dem Grillplatz?"


def test_a_pronoun_means_what_was_said_before() -> None:
    assert refers("Das vertagen wir auf Januar.", "de")
    assert not refers("Wir kaufen das Boot.", "de")


def test_a_count_alone_names_nothing() -> None:
    assert only_counts("Eight in favour, one against, one abstaining.", "en")
    assert not only_counts("The new roof has eight votes in favour, one against.", "en")
