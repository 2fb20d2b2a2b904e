"""A recording's words as JSON, for programs.

The schema is ``docs/words.schema.json``; what it promises stands in ``docs/formats.md``.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.core.corrections.model import WordPlace
from pipeline.core.drafts.draft import About
from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.files import reaching, replace

FORMAT, VERSION = "schreibstube-words", 1
"""The version counts up when a key goes or changes meaning."""

_LONGEST = 30.0
"""Seconds that a word lasts, at most: no engine hears more at once."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person changed in the words."""

    heard: Recording
    """The recording as it was heard."""
    guessed: frozenset[WordPlace] = frozenset()
    """Places in the corrected recording whose times are guesses."""


class _Changes:
    """Says of each word of a corrected recording what was heard in its place."""

    def __init__(self, corrections: Corrections, recording: Recording) -> None:
        kept = Counter(map(_key, _all_words(recording)))
        changed: list[SpokenWord] = []
        for word in _all_words(corrections.heard):
            if kept[_key(word)]:
                kept[_key(word)] -= 1
            else:
                changed.append(word)
        self._unchanged = Counter(map(_key, _all_words(corrections.heard)))
        self._changed = sorted(changed, key=lambda word: word.start)
        self._starts = [word.start for word in self._changed]
        self._guessed = corrections.guessed

    def of(self, place: WordPlace, word: SpokenWord) -> dict[str, Any]:
        """What was heard instead, "" if nothing; nothing is said of a word that stayed."""
        if self._unchanged[_key(word)] and place not in self._guessed:
            return {}
        first = bisect_left(self._starts, word.start - _LONGEST)
        last = bisect_right(self._starts, word.end)
        near = self._changed[first:last]
        middle = (word.start + word.end) / 2
        within = [each for each in near if word.start <= (each.start + each.end) / 2 <= word.end]
        around = [each for each in near if each.start <= middle <= each.end]
        said: dict[str, Any] = {"heard": " ".join(map(_text, within or around))}
        if place in self._guessed:
            said["guessed"] = True
        return said


def _all_words(recording: Recording) -> Iterator[SpokenWord]:
    return (word for utterance in recording.utterances for word in utterance.words)


def _key(word: SpokenWord) -> tuple[str, float, float]:
    return _text(word), word.start, word.end


def write_words(
    recording: Recording, about: About, target: Path, *, corrections: Corrections | None = None
) -> None:
    """Write every word with its time and confidence, and the gaps.

    Equal input gives equal bytes. ``corrections`` tell what was heard where a person changed it.

    Raises:
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    speakers = dict.fromkeys(
        utterance.speaker for utterance in recording.utterances if utterance.speaker is not None
    )
    changes = None if corrections is None else _Changes(corrections, recording)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "file": about.source,
        "duration": _rounded(recording.duration),
        "language": recording.language,
        "engine": about.engine,
        "recorded": about.recorded.isoformat() if about.recorded else None,
        "truncated": about.truncated or about.holes,
        "speakers": list(speakers),
        "utterances": [
            _utterance(number, utterance, changes)
            for number, utterance in enumerate(recording.utterances, start=1)
        ],
        "gaps": [
            _gap(gap)
            for gap in sorted(recording.gaps, key=lambda gap: (gap.start, gap.end, gap.problem))
        ],
    }
    with reaching(target.parent):
        replace(
            target,
            (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode(
                errors="replace"
            ),
        )


def _utterance(number: int, utterance: Utterance, changes: _Changes | None) -> dict[str, Any]:
    return {
        "start": _rounded(utterance.start),
        "end": _rounded(utterance.end),
        "language": utterance.language,
        "speaker": utterance.speaker,
        "words": [
            _word(word) | ({} if changes is None else changes.of(WordPlace(number, index), word))
            for index, word in enumerate(utterance.words)
        ],
    }


def _word(word: SpokenWord) -> dict[str, Any]:
    return {
        "text": _text(word),
        "start": _rounded(word.start),
        "end": _rounded(word.end),
        "confidence": _rounded(word.confidence),
    }


def _text(word: SpokenWord) -> str:
    return " ".join(word.text.split())


def _gap(gap: Gap) -> dict[str, Any]:
    return {"start": _rounded(gap.start), "end": _rounded(gap.end), "reason": gap.problem}


def _rounded(value: float) -> float:
    """To thousandths: an engine does not know it better."""
    return round(value, 3)
