"""English announcements of items."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import CandidateKind
from tests.minutes import suggested, utterance


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (
            "Let's start with the first item on the agenda, the approval of the minutes.",
            "the approval of the minutes",
        ),
        ("We'll move to item 10, which is the lease of the boat house.", ""),
        ("Can we move on to item 5, please?", ""),
    ],
)
def test_an_item_has_a_topic_only_if_nothing_but_its_name_follows_the_number(
    said: str, topic: str
) -> None:
    (item,) = suggested(utterance(said, language="en"))

    assert (item.kind, item.text, item.topic) == (CandidateKind.ITEM, said, topic)
