"""Suggests agenda items, decisions and tasks for a recording's minutes.

Few suggestions are wrong, even if some passages are missed: striking one in ten still saves time,
reading everything twice does not. Rules take what has a fixed form: nothing that is asked, wished,
denied, reported, conditional or merely mentioned. What is said freely is found by the scores of a
model, where they are given. Nothing is put into other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.core.model import Utterance
from pipeline.core.wording.cues.candidates import Candidate
from pipeline.core.wording.cues.languages import CUES
from pipeline.core.wording.cues.single import whole_sentences
from pipeline.core.wording.cues.talk.choice import Scores, chosen, vetoed
from pipeline.core.wording.cues.talk.ruled import Made, made_by_rules
from pipeline.core.wording.cues.talk.signs import signs
from pipeline.core.wording.cues.talk.told import Place, suggestion
from pipeline.core.wording.sentences import Sentence, sentences


def passages(utterances: Sequence[Utterance]) -> tuple[Sentence, ...]:
    """The sentences that are looked at, in order; scores are given for these."""
    return tuple(whole_sentences(tuple(sentences(utterances))))


def passage_signs(said: Sequence[Sentence]) -> tuple[tuple[float, ...], ...]:
    """What the model is told of each passage besides its words."""
    return signs(said, tuple(made.ruled for made in made_by_rules(said, None, ())))


def candidates(
    utterances: Sequence[Utterance],
    *,
    day: date | None,
    participants: Sequence[str] = (),
    scores: Scores = (),
) -> tuple[Candidate, ...]:
    """Suggestions for the minutes, in order.

    German and English; sentences in another language are left alone.

    Args:
        utterances: the recording.
        day: when it was made, to work out dates like "bis Freitag".
        participants: full names, so that first and family names alone are known as such.
        scores: the model's, one for each of ``passages``; empty without a model.
    """
    said = passages(utterances)
    people = tuple(participants)
    made = made_by_rules(said, day, people)
    if scores:
        made = [each for each in made if not vetoed(scores, each.ruled)]
        for kind, at in chosen(scores, [each.ruled for each in made]):
            if said[at].language in CUES:
                place = Place(said, at, day, people, scores)
                made.append(Made(suggestion(kind, place), at, at + 1))
    return tuple(each.candidate for each in sorted(made, key=lambda each: each.start))
