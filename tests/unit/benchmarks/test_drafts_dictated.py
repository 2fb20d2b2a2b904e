"""What became of dictated commands and values, counted."""

from __future__ import annotations

from collections import Counter

from benchmarks.drafts_dictated import tally
from pipeline.core.model import Utterance
from tests.spoken_words import spoken
from tools.dictated import Clip, Manner, Reader, Sign
from tools.spoken_values import Value

_PIECES = (
    "Das Haus",
    Sign(",", "Komma"),
    "das am",
    Value("date", "zwölften März zweitausendsechsundzwanzig", "2026-03-12"),
    "brannte",
    Sign(".", "Punkt"),
)
_CLIP = Clip("x", "de", _PIECES, Reader("de-DE", 1, 1), 1.0, Manner.FLOWING, held_out=False)


def test_what_is_heard_right_is_obeyed_and_right() -> None:
    said = "Das Haus, Komma, das am 12. März 2026 brannte, Punkt."

    found = tally(_CLIP, (Utterance(tuple(spoken(said)), "de"),))

    assert (found.commands, found.values) == (Counter(obeyed=2), Counter(right=1))
    assert found.obeyed_text == 0


def test_what_is_lost_in_silence_is_missed_and_wrong() -> None:
    said = "Das Haus das am 12. März 2021 brannte"

    found = tally(_CLIP, (Utterance(tuple(spoken(said)), "de"),))

    assert (found.commands, found.values) == (Counter(missed=2), Counter(wrong=1))
    assert len(found.notes) == 3


def test_a_sign_that_nobody_dictated_is_counted() -> None:
    said = "Das Haus, Komma, das am 12. März 2026 Semikolon brannte, Punkt."

    found = tally(_CLIP, (Utterance(tuple(spoken(said)), "de"),))

    assert found.obeyed_text == 1
