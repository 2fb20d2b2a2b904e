"""Opens a recording: decoded sound and the segments to hear."""

from __future__ import annotations

from pathlib import Path

from pipeline.core.recordings.segments import Segment
from pipeline.errors import DamagedFile, NoAudio, Rejected
from pipeline.files import reaching
from pipeline.recipe import RecordingFacts
from pipeline.recordings.container import check_readable, open_container
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.sound import find_speech


def open_spoken(source: Path, pcm: Path) -> tuple[RecordingFacts, tuple[Segment, ...]]:
    """Decode a recording and find its speech.

    That is ``open_recording`` and ``find_speech`` for the track that players play, or else the
    first one with speech.

    Raises:
        DamagedFile, NoAudio: no track is better.
        SchreibstubeError: what those two raise.
    """
    facts: RecordingFacts | None = None
    refused: Rejected = NoAudio()
    for place in range(_track_count(source)):
        try:
            opened = open_recording(source, pcm, place=place)
        except (DamagedFile, NoAudio) as error:
            refused = error
            continue
        segments = find_speech(pcm)
        if segments:
            return opened, segments
        facts = facts or opened
    if facts is None:
        raise refused
    return facts, ()


def _track_count(source: Path) -> int:
    """The number of audio tracks, at least 1.

    A file that is no recording fails when it is decoded.
    """
    check_readable(source)
    try:
        with (
            reaching(source.parent),
            source.open("rb") as file,
            open_container(file, name=source.name) as container,
        ):
            return max(1, len(container.streams.audio))
    except Rejected:
        return 1
