"""What a corrected recording is written as besides its Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import assert_never

from pipeline.core.corrections.corrected_talk import CorrectedRecording
from pipeline.core.drafts.draft import About, Block, Draft, Turn
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.drafts.recording_content import gap_remark
from pipeline.core.model import Gap, Kind, Recording, Rendition
from pipeline.outputs.plain_text import write_txt
from pipeline.outputs.subtitles import write_srt, write_vtt
from pipeline.outputs.words_json import Corrections, write_words
from pipeline.translations import translator


def is_timed(about: About) -> bool:
    """Whether the reader of such a draft sees the times of its paragraphs."""
    return about.form.kind_for(Kind.RECORDING) is not DraftKind.DICTATION


def write_finals(
    corrected: CorrectedRecording,
    about: About,
    turns: tuple[Turn, ...],
    *,
    heard: Recording,
    targets: Iterable[Path],
) -> None:
    """Write the final words to each of ``targets``, in the format of its suffix.

    ``turns`` are the paragraphs of the text, ``heard`` is the recording before it was corrected.

    Raises:
        ValueError: no recording is written in such a format.
        DiskFull: no room beside a target.
        FolderUnreachable: its folder is gone or may not be written.
    """
    for target in targets:
        match _rendition(target.suffix[1:]):
            case "vtt":
                write_vtt(corrected.recording, target, checked=True)
            case "srt":
                write_srt(corrected.recording, target)
            case "txt":
                blocks = tuple(_with_gaps(turns, corrected.recording.gaps, about))
                final = Draft(about.title, about.language, (), (), blocks)
                write_txt(final, target, checked=True)
            case "json":
                corrections = Corrections(heard, frozenset(corrected.guessed_places))
                write_words(corrected.recording, about, target, corrections=corrections)
            case rendition:
                assert_never(rendition)


def _rendition(name: str) -> Rendition:
    for known in ("vtt", "srt", "txt", "json"):
        if name == known:
            return known
    msg = f"recordings are not written as {name}"
    raise ValueError(msg)


def _with_gaps(turns: Iterable[Turn], gaps: Iterable[Gap], about: About) -> Iterator[Block]:
    """The turns, with what was not understood at its time."""
    left = sorted(gaps, key=lambda gap: gap.start)
    translate = translator(about.language)
    for turn in turns:
        while left and left[0].start <= turn.start:
            yield gap_remark(left.pop(0), translate)
        yield turn
    yield from (gap_remark(gap, translate) for gap in left)
