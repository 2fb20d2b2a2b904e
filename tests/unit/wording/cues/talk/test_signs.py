"""What surrounds a sentence, in numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.wording.cues import passage_signs, passages
from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.talk.signs import signs
from tests.minutes import utterance


@given(st.lists(st.sampled_from(["Ja.", "Jens, bis Freitag?", "Beschlossen.", "Hello there!"])))
def test_every_sentence_has_as_many_numbers(texts: list[str]) -> None:
    said = passages([utterance(text, start=10.0 * at) for at, text in enumerate(texts)])

    rows = passage_signs(said)

    assert len(rows) == len(said)
    assert len({len(row) for row in rows}) <= 1


def test_a_rule_shows_at_the_sentences_that_it_spans() -> None:
    said = passages([utterance(text, start=10.0 * at) for at, text in enumerate(["Ja."] * 4)])

    rows = signs(said, [(CandidateKind.DECISION, 1, 3)])

    assert [row[-3:] for row in rows] == [(0, 0, 0), (0, 1, 0), (0, 1, 0), (0, 0, 0)]


def test_a_new_word_that_comes_again_is_counted() -> None:
    texts = ["Guten Abend.", "Jetzt der Schulhund.", "Der Schulhund bellt.", "Der Schulhund."]
    said = passages([utterance(text, start=10.0 * at) for at, text in enumerate(texts)])

    rows = signs(said, ())

    comes_again = [row[-7] for row in rows]
    assert comes_again[1] == 1
    assert comes_again[2] == comes_again[3] == 0


def test_another_language_has_signs_as_well() -> None:
    said = passages([utterance("On est d'accord.", language="fr")])

    assert passage_signs(said)[0][8] == 0
