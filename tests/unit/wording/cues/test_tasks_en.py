"""English tasks."""

from __future__ import annotations

from tests.minutes import suggested, utterance


def test_english_will_does_not_count_in_german() -> None:
    assert (
        suggested(utterance("Thomas will das bis Freitag organisieren."), participants=["Thomas"])
        == ()
    )
    assert suggested(utterance("Thomas will organise that by Friday.", language="en")) != ()
