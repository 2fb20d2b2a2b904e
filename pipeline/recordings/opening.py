"""Opens a recording: decoded sound and the segments to hear."""

from __future__ import annotations

from pathlib import Path

from pipeline.core.filetypes import HEAD_BYTES
from pipeline.core.recordings.segments import Segment
from pipeline.errors import DamagedFile, NoAudio, Rejected, UnsupportedType
from pipeline.files import reaching
from pipeline.recipe import RecordingFacts
from pipeline.recordings.container import check_readable, open_container, raw_format
from pipeline.recordings.decoding import open_recording
from pipeline.recordings.sound import find_speech


def open_spoken(source: Path, pcm: Path) -> tuple[RecordingFacts, tuple[Segment, ...]]:
    """Decode a recording and find its speech.

    That is ``open_recording`` and ``find_speech`` for the track that players play, or else the
    first one with speech.

    Raises:
        DamagedFile, NoAudio: no track is better.
        UnsupportedType: the file has a suffix of sound without a header, and no speech.
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
    if _is_raw(source):
        raise UnsupportedType
    return facts, ()


def _is_raw(source: Path) -> bool:
    """Whether only its suffix makes a file a recording: any bytes can be decoded as it."""
    with reaching(source.parent), source.open("rb") as file:
        return raw_format(file.read(HEAD_BYTES), source.name) is not None


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
