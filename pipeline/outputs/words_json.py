"""A recording's words as JSON, for programs.

The schema is ``docs/words.schema.json``; what it promises stands in ``docs/formats.md``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.core.drafts.draft import About
from pipeline.core.model import Gap, Recording, SpokenWord, Utterance
from pipeline.files import reaching, replace

FORMAT, VERSION = "schreibstube-words", 1
"""The version counts up when a key goes or changes meaning."""


def write_words(recording: Recording, about: About, target: Path) -> None:
    """Write every word with its time and confidence, and the gaps.

    Equal input gives equal bytes.

    Raises:
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    speakers = dict.fromkeys(
        utterance.speaker for utterance in recording.utterances if utterance.speaker is not None
    )
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
        "utterances": [_utterance(utterance) for utterance in recording.utterances],
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


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return {
        "start": _rounded(utterance.start),
        "end": _rounded(utterance.end),
        "language": utterance.language,
        "speaker": utterance.speaker,
        "words": [_word(word) for word in utterance.words],
    }


def _word(word: SpokenWord) -> dict[str, Any]:
    return {
        "text": " ".join(word.text.split()),
        "start": _rounded(word.start),
        "end": _rounded(word.end),
        "confidence": _rounded(word.confidence),
    }


def _gap(gap: Gap) -> dict[str, Any]:
    return {"start": _rounded(gap.start), "end": _rounded(gap.end), "reason": gap.problem}


def _rounded(value: float) -> float:
    """To thousandths: an engine does not know it better."""
    return round(value, 3)
