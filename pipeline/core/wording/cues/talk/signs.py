"""What surrounds a sentence, in numbers, for the model.

Who speaks and when, who answers, whether words are new and come again, and which rules match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.core.wording.cues.candidates import CandidateKind
from pipeline.core.wording.cues.deadlines import deadline
from pipeline.core.wording.cues.debates import DEBATES, adjourns, closes
from pipeline.core.wording.cues.languages import CUES
from pipeline.core.wording.sentences import Sentence

_FEW, _SHORT, _LONG = 3, 6, 20
"""Words of a very short, a short and a long sentence."""
_NEAR = 8
"""Sentences before and after in which a word is looked for again."""
_STEM = 6
"""Letters by which a word is known again."""
_NAMING = 5
"""Letters of a word, at least, that may name a topic."""
_EDGE = 3
"""Sentences at the beginning and the end of a meeting."""
_CALLED = re.compile(r"^(?:\w+ )?[A-ZÄÖÜ]\w+,|, [A-ZÄÖÜ]\w+[?.!]$")
"""Somebody is called by name: "Jens, …", "…, Jens?"."""
_BESIDE = (-3, -2, -1, 1, 2, 3)
"""The sentences beside one that are looked at."""

Ruled = tuple[CandidateKind, int, int]
"""What rules suggest: the kind, the first sentence, and the one after the last."""


def signs(said: Sequence[Sentence], ruled: Iterable[Ruled]) -> tuple[tuple[float, ...], ...]:
    """The numbers of each sentence; all have as many."""
    stems = [_stems(sentence.text) for sentence in said]
    matched = _by_place(ruled)
    plain = [_plain(sentence) for sentence in said]
    news = _news(stems)
    return tuple(
        (
            *plain[place],
            *_position(said, place),
            *(number for step in _BESIDE for number in _beside(said, place, place + step)),
            *news[place],
            *(float(kind in matched.get(place, ())) for kind in CandidateKind),
        )
        for place in range(len(said))
    )


def _by_place(ruled: Iterable[Ruled]) -> dict[int, set[CandidateKind]]:
    found: dict[int, set[CandidateKind]] = {}
    for kind, start, end in ruled:
        for place in range(start, end):
            found.setdefault(place, set()).add(kind)
    return found


def _plain(sentence: Sentence) -> tuple[float, ...]:
    """What the sentence itself shows."""
    text, count = sentence.text, len(sentence.words)
    due, moved, closed, late, wanted = None, False, False, False, False
    if sentence.language in CUES:
        words = DEBATES[sentence.language]
        due = deadline(text, sentence.language, None)
        moved = words.motion.search(text) is not None
        closed = closes(text, sentence.language)
        late = adjourns(text, sentence.language)
        wanted = words.wanted.search(text) is not None
    return (
        min(count, 30) / 10,
        float(count <= _FEW),
        float(count <= _SHORT),
        float(count >= _LONG),
        float(text.endswith("?")),
        float(text.endswith("!")),
        float(_CALLED.search(text) is not None),
        float(any(letter.isdigit() for letter in text)),
        float(due is not None),
        float(due is not None and due.limit),
        float(moved),
        float(closed),
        float(late),
        float(wanted),
        float(sentence.language == "de"),
    )


def _position(said: Sequence[Sentence], place: int) -> tuple[float, ...]:
    """Where it stands, and who leads the meeting: people who do open it."""
    speaker = said[place].speaker
    before = said[max(0, place - 4) : place]
    after = said[place + 1 : place + 5]
    return (
        float(speaker is not None and speaker == said[0].speaker),
        float(speaker is None),
        float(place == 0),
        float(place < _EDGE),
        float(len(said) - place <= _EDGE),
        place / len(said),
        min(place, 20) / 20,
        len({each.speaker for each in before}) / 2,
        len({each.speaker for each in after}) / 2,
    )


def _beside(said: Sequence[Sentence], place: int, other: int) -> tuple[float, ...]:
    """What another sentence is beside this one."""
    if not 0 <= other < len(said):
        return (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    beside = said[other]
    count = len(beside.words)
    return (
        0.0,
        float(beside.speaker == said[place].speaker),
        float(beside.text.endswith("?")),
        float(count <= _FEW),
        min(count, _LONG) / 10,
        float(beside.speaker == said[0].speaker),
    )


def _stems(text: str) -> set[str]:
    return {
        word.casefold()[:_STEM] for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _NAMING
    }


def _news(stems: Sequence[set[str]]) -> tuple[tuple[float, ...], ...]:
    """Words that were not said before, and words that come again."""
    seen: set[str] = set()
    found = []
    for place, own in enumerate(stems):
        recent = set[str]().union(*stems[max(0, place - _NEAR) : place])
        coming = set[str]().union(*stems[place + 1 : place + 1 + _NEAR])
        new = own - seen
        found.append(
            (
                len(new) / 3,
                float(bool(new)),
                float(len(new & coming)),
                len(own & coming) / 2,
                len(own & recent) / 2,
                len(own - recent) / 3,
            )
        )
        seen |= own
    return tuple(found)
