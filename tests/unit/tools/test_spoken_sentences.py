"""Sentences that are spoken one after the other."""

from __future__ import annotations

from itertools import pairwise

from tools.samples import RATE
from tools.spoken_sentences import Reading, Sentence, voiced

_READING = Reading(
    "x", "en", (Sentence("Good day.", "Good day."), Sentence("Bye.", "By.")), held_out=False
)


def test_the_sentences_lie_one_behind_the_other_in_the_sound() -> None:
    pieces, times = voiced(_READING)

    assert [spoken.sentence.text for spoken in times] == ["Good day.", "Bye."]
    assert all(one.end < other.start for one, other in pairwise(times))
    assert times[-1].end < sum(map(len, pieces)) / RATE


def test_what_is_said_is_as_it_is_pronounced() -> None:
    assert _READING.said == "Good day. By."
