"""How many suggestions for minutes are right, on sound.

python -m benchmarks.drafts_meetings [--wrong]

Meetings (``tools.meetings``), heard by Whisper base; who speaks is known here. Beside them the
tagged meetings of which the model learns, typed, each author held out in turn: a quarter of an hour
on a quiet machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.mistakes import Mistake, print_figures
from benchmarks.spoken import Listener
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.cues.candidates import Candidate
from pipeline.core.wording.cues.talk.choice import Scores
from pipeline.engines import minutes_model
from pipeline.engines.minutes.encoder import SentenceEncoder
from pipeline.engines.minutes.network import LANGUAGES as NETWORK_LANGUAGES
from tools.meetings import (
    Expectation,
    Lot,
    Meeting,
    SpokenTurn,
    judged_meetings,
    speak,
    typed,
    voiced,
)
from tools.minutes_lessons import Heard, lessons, written_meetings
from tools.train_cues import NOISY, held_out, thresholds

if TYPE_CHECKING:
    from tools.samples import Language

SAID_ON = date(2025, 11, 12)
KINDS = ("item", "decision", "task")
LANGUAGES: dict[Language, str] = {"de": "German", "en": "English"}
LOTS: dict[Lot, str] = {
    "judged": "first hand",
    "sealed": "second hand",
    "third": "third hand",
}
_SAYS = """\
Fourteen meetings a language by each of three hands, which were never learned from, nor read by
those who made rules and model. Spoken by SVOX Pico (`tools/meetings.py`), heard by Whisper base;
who speaks is known here. Names it: half of the words that name what was decided are in the
suggestion.
"""
_HELD_OUT = """\
The meetings of which the model learns, typed, by author: each is judged by networks that learned
from the other authors only, with thresholds that are chosen over all of them.
"""
_HEAD = "| language | part | kind | there | precision | recall | names it | all fields right |"
_RULE = "|---|---|---|--:|--:|--:|--:|--:|"
_LIKE = 0.75
"""Letters that a misheard word has in common with the true one, at least."""
_NEAR = 1.0
"""Seconds around a scene that are shown of what was missed."""


@dataclass(frozen=True, slots=True)
class Score:
    """The suggestions of one kind: there, found, found in full, and in vain."""

    there: int = 0
    found: int = 0
    named: int = 0
    """Found, and they name what was decided, or the item."""
    full: int = 0
    """Found with all that was to be told of them."""
    false: int = 0
    notes: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.there + other.there,
            self.found + other.found,
            self.named + other.named,
            self.full + other.full,
            self.false + other.false,
            self.notes + other.notes,
        )


def scores(meeting: Meeting, heard: Heard, model: Scores) -> dict[str, Score]:
    """How well a meeting's suggestions are, by kind."""
    utterances, turns = heard
    found = dict.fromkeys(KINDS, Score())
    suggested = list(candidates(utterances, day=SAID_ON, scores=model))
    for number, expected in _expectations(meeting):
        scene = meeting.scenes[number]
        here = [
            one
            for one in suggested
            if one.kind == expected.kind and _scene_of(one, turns) == number
        ]
        if here:
            best = max(here, key=lambda one, of=expected: _names(one, of))  # type: ignore[misc]
            suggested.remove(best)
            found[expected.kind] += _found(best, expected)
        else:
            said = " / ".join(text for _, text in scene.turns)
            words = _heard(utterances, [turn for turn in turns if turn.scene == number])
            note = f"missed {expected.kind}: {said} – heard {words}"
            found[expected.kind] += Score(there=1, notes=(note,))
    for one in suggested:
        note = f"false {one.kind}: {one.text} [{one.speaker} {one.who}]"
        found[one.kind] += Score(false=1, notes=(note,))
    return found


def _expectations(meeting: Meeting) -> Iterator[tuple[int, Expectation]]:
    for number, scene in enumerate(meeting.scenes):
        for expected in scene.expected:
            yield number, expected


def _found(one: Candidate, expected: Expectation) -> Score:
    named = _names(one, expected)
    full = named and _told(one, expected)
    notes = () if full else (f"incomplete {expected}: {one}",)
    return Score(1, 1, int(named), int(full), notes=notes)


def _heard(utterances: Sequence[Utterance], turns: Sequence[SpokenTurn]) -> str:
    """The words during the turns, and a second around them."""
    start = min(turn.start for turn in turns) - _NEAR
    end = max(turn.end for turn in turns) + _NEAR
    return " ".join(
        word.text
        for utterance in utterances
        for word in utterance.words
        if start < word.end and word.start < end
    )


def _scene_of(one: Candidate, turns: Sequence[SpokenTurn]) -> int:
    """The scene in which most of a suggestion was said."""
    return max(
        turns, key=lambda turn: min(turn.end, one.said.end) - max(turn.start, one.said.start)
    ).scene


def _names(one: Candidate, expected: Expectation) -> bool:
    """Whether the words of a suggestion name what it is about.

    Half of the words that do; one that was misheard counts if it is nearly the same.
    """
    said = re.findall(r"\w+", f"{one.about} {one.topic} {one.text}".casefold())
    words = expected.content.casefold().split()
    heard = [any(_alike(word, other) for other in said) for word in words]
    return not words or sum(heard) * 2 >= len(words)


def _alike(word: str, other: str) -> bool:
    return word in other or SequenceMatcher(None, word, other).ratio() >= _LIKE


def _told(one: Candidate, expected: Expectation) -> bool:
    """Whether votes, who and by when are as expected."""
    votes = one.votes
    counts = (votes.yes, votes.no, votes.abstentions) if votes else (None, None, None)
    shown = "/".join("-" if count is None else str(count) for count in counts)
    due = one.due.isoformat() if one.due else ""
    return (
        (not expected.votes or shown == expected.votes)
        and (not expected.who or _is(one.who or "", expected.who))
        and (not expected.due or due == expected.due)
    )


def _is(who: str, expected: str) -> bool:
    """Whether it is the speaker with this letter, or bears this name."""
    names = who.casefold().split()
    return who == expected or any(_alike(expected.casefold(), name) for name in names)


def by_turns(utterances: Sequence[Utterance], turns: Sequence[SpokenTurn]) -> tuple[Utterance, ...]:
    """The utterances parted where another speaker begins, with their letters."""

    def turn_at(word: SpokenWord) -> int:
        middle = (word.start + word.end) / 2
        return min(
            range(len(turns)),
            key=lambda at: max(turns[at].start - middle, middle - turns[at].end, 0.0),
        )

    parted = []
    for utterance in utterances:
        for at, words in groupby(utterance.words, key=turn_at):
            parted.append(replace(utterance, words=tuple(words), speaker=turns[at].speaker))
    return tuple(parted)


def heard_meeting(
    meeting: Meeting, listener: Listener
) -> tuple[tuple[Utterance, ...], tuple[SpokenTurn, ...]]:
    """What is heard of a meeting, with who speaks when."""
    _, turns = voiced(meeting)
    heard = listener.heard(meeting.name, meeting.said, meeting.language, partial(speak, meeting))
    return by_turns(heard, turns), turns


def held_out_totals() -> dict[tuple[str, str], dict[str, Score]]:
    """The scores by language and author, with the author held out."""
    held = held_out(tuple(lessons(SentenceEncoder(), noisy=NOISY)))
    limits = np.pad(thresholds(held), ((0, 0), (0, len(KINDS))))
    # As ``held_out`` has them: author by author.
    meetings_of = sorted(written_meetings(), key=lambda one: one[0])
    total: dict[tuple[str, str], dict[str, Score]] = {}
    for (author, meeting), (_, found) in zip(meetings_of, held, strict=True):
        scored = (found - limits[NETWORK_LANGUAGES.index(meeting.language)]).tolist()
        by_kind = total.setdefault((meeting.language, author), dict.fromkeys(KINDS, Score()))
        for kind, score in scores(meeting, typed(meeting), scored).items():
            by_kind[kind] += score
    return total


def totals(language: Language, lot: Lot) -> dict[str, Score]:
    """The scores of a lot, heard if it has to be."""
    listener, model = Listener(), minutes_model()
    total = dict.fromkeys(KINDS, Score())
    for meeting in judged_meetings(language):
        if meeting.lot == lot:
            heard = heard_meeting(meeting, listener)
            found = scores(meeting, heard, model.scores(heard[0]) if model else ())
            for kind, score in found.items():
                total[kind] += score
    return total


def mistakes() -> Iterator[Mistake]:
    """What comes out wrong of the meetings."""
    for language in LANGUAGES:
        for lot in LOTS:
            for kind, score in totals(language, lot).items():
                for note in score.notes:
                    yield Mistake(f"{language}, {kind}, {lot}", note, "", "")


def section() -> str:
    """The figures in Markdown, under a heading."""
    lines = [
        "## Minutes as people talk",
        "",
        *_SAYS.splitlines(),
        "",
        _HEAD,
        _RULE,
    ]
    for language, name in LANGUAGES.items():
        for lot, part in LOTS.items():
            total = totals(language, lot)
            every = sum(total.values(), Score())
            for kind, score in (*total.items(), ("all", every)):
                lines.append(_row(name, part, kind, score))
    lines += ["", *_HELD_OUT.splitlines(), "", _HEAD, _RULE]
    for (spoken, author), by_kind in sorted(held_out_totals().items()):
        every = sum(by_kind.values(), Score())
        for kind, score in (*by_kind.items(), ("all", every)):
            lines.append(_row(spoken, author, kind, score))
    return "\n".join([*lines, "", "Command: `python -m benchmarks.drafts_meetings`.", ""])


def _row(language: str, part: str, kind: str, score: Score) -> str:
    suggested = score.found + score.false
    precision = score.found / suggested if suggested else 1.0
    return (
        f"| {language} | {part} | {kind} | {score.there} | {precision:.0%} | "
        f"{score.found / max(score.there, 1):.0%} | {score.named} of {score.found} | "
        f"{score.full} of {score.found} |"
    )


if __name__ == "__main__":
    print_figures(section, mistakes)
