"""What a suggestion for the minutes holds."""

from __future__ import annotations

from benchmarks.drafts_cues import LANGUAGES, corpus
from pipeline.core.model import Moment
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes


def test_the_measured_sentences_have_every_kind() -> None:
    kinds = {one.kind for language in LANGUAGES for one in corpus(language) if one.kind}

    assert kinds == set(CandidateKind)


def test_what_was_not_said_is_left_open() -> None:
    one = Candidate(CandidateKind.DECISION, "Beschlossen.", Moment(0, 1), "u1", votes=Votes(yes=3))

    assert (one.who, one.due, one.number, one.speaker) == (None, None, None, None)
    assert (one.topic, one.due_said) == ("", "")
    assert one.votes == Votes(3, None, None)
