"""Scores what was said for the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.core.model import Utterance
from pipeline.core.wording.cues import passage_signs, passages
from pipeline.engines.minutes.encoder import SentenceEncoder
from pipeline.engines.minutes.network import MinutesNetwork


class MinutesModel:
    """The encoder of sentences and the network above it."""

    def __init__(self) -> None:
        """Load the network; the encoder waits."""
        self._encoder, self._network = SentenceEncoder(), MinutesNetwork()

    def scores(self, utterances: Sequence[Utterance]) -> tuple[tuple[float, ...], ...]:
        """How much speaks for an item, a decision and a task, by passage."""
        said = passages(utterances)
        return self._network.scores(
            self._encoder.vectors([each.text for each in said]),
            passage_signs(said),
            [each.language for each in said],
        )
