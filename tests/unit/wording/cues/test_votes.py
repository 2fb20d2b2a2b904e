"""Votes that are counted aloud."""

from __future__ import annotations

import pytest

from pipeline.core.wording.cues.candidates import Votes
from pipeline.core.wording.cues.votes import vote_count


@pytest.mark.parametrize(
    ("said", "votes"),
    [
        ("14 Ja-Stimmen, 3 Nein-Stimmen, 2 Enthaltungen", Votes(14, 3, 2)),
        (
            "14 Ja Stimmen, 3 Einstimmen, 2 Enthaltungen",
            Votes(14, 3, 2),
        ),  # as Whisper base hears it
        ("23 Jahr stimmen bei zwei Enthaltungen", Votes(23, None, 2)),
        ("einundzwanzig dafür, keine dagegen", Votes(21, 0, None)),
        ("Ja 12, Nein 3, Enthaltungen 2", Votes(12, 3, 2)),
        ("acht Ja, einmal Nein", Votes(8, 1, None)),
        ("ohne Gegenstimmen und Enthaltungen", Votes(None, 0, 0)),
        ("mit 12 zu 3 Stimmen angenommen", Votes(12, 3, None)),
        ("mit 12 zu 3 Stimmen abgelehnt", Votes(3, 12, None)),
        ("einstimmig angenommen", Votes(None, 0, None)),
        ("einstimmig bei einer Enthaltung", Votes(None, 0, 1)),
        (
            "einstimmig abgelehnt",
            None,
        ),  # then nobody was for it, or only nobody against the rejection
        ("Ich brauche ein Ja oder ein Nein", None),
        ("Das kostet 12 Euro", None),
    ],
)
def test_german_counts(said: str, votes: Votes | None) -> None:
    assert vote_count(said, "de") == votes


@pytest.mark.parametrize(
    ("said", "votes"),
    [
        ("seven in favour, two against, one abstention", Votes(7, 2, 1)),
        ("12 ayes, 3 nays", Votes(12, 3, None)),
        ("eleven votes for, none against", Votes(11, 0, None)),
        ("carried by 9 votes to 4", Votes(9, 4, None)),
        ("defeated by 6 votes to 5", Votes(5, 6, None)),
        ("it passed unanimously", Votes(None, 0, None)),
        ("prices rose by 5 to 10 percent", None),
        ("that is no good", None),
    ],
)
def test_english_counts(said: str, votes: Votes | None) -> None:
    assert vote_count(said, "en") == votes
