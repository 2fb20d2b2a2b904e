"""What became of the glossary's terms, counted."""

from __future__ import annotations

import pytest

from benchmarks.drafts_terms import Score, nearness, score
from pipeline.core.model import SpokenWord, Utterance
from tools.glossaries import Office
from tools.spoken_sentences import Reading, Sentence, Spoken

_SENTENCES = (
    Sentence("Frau Rathmann kommt.", "", ("Rathmann",)),
    Sentence("Frau Rademann geht.", ""),
)
_OFFICE = Office(("Rathmann", "Thedinga"), Reading("x", "de", _SENTENCES, held_out=False))
_TIMES = (Spoken(_SENTENCES[0], 0.5, 2.0), Spoken(_SENTENCES[1], 3.0, 4.5))


def _score(first: str, second: str) -> Score:
    words = [
        SpokenWord(word, start + 0.2 * at, start + 0.2 * at + 0.1, 0.5)
        for start, text in ((0.6, first), (3.1, second))
        for at, word in enumerate(text.split())
    ]
    return score(_OFFICE, (Utterance(tuple(words), "de"),), _TIMES)


@pytest.mark.parametrize(
    ("first", "second", "figures"),
    [
        ("Frau Rathmann kommt.", "Frau Rademann geht.", (1, 1, 0, 0, 0, 0)),
        ("Frau Ratman kommt.", "Frau Rademann geht.", (1, 0, 1, 1, 0, 0)),
        ("Frau Lattman kommt.", "Frau Ratman geht.", (1, 0, 1, 0, 1, 1)),
        ("Frau kommt.", "Frau Rademann geht.", (1, 0, 0, 0, 0, 0)),
    ],
)
def test_terms_are_right_near_or_lost_and_proposals_right_or_false(
    first: str, second: str, figures: tuple[int, ...]
) -> None:
    found = _score(first, second)

    assert (
        found.said,
        found.written,
        found.near,
        found.right,
        found.false,
        found.misled,
    ) == figures


def test_a_term_in_pieces_is_near() -> None:
    assert nearness("Hofmann-Richter", "mit Frau Hofmann Richter ist") == 1.0
    assert nearness("Rathmann", "das ist gut") < 0.6
