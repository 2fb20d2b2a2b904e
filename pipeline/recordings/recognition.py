"""Whether a file of an unknown type is a recording: FFmpeg is asked.

FFmpeg sees sound in much that is none: a web page looks like AMR to it, a picture like the music of
a game. So the sound must be decoded without errors, and must be what the file consists of.
"""

from __future__ import annotations

from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from pipeline.errors import Rejected
from pipeline.files import reaching
from pipeline.recordings.container import check_readable, open_container

_ENOUGH, _LEAST = 2.0, 0.3
"""Seconds of sound that are decoded, and of the shortest recording."""
_LOWEST_RATE = 4000
"""Samples a second, at least: speech needs them, games' sounds have 1024."""
_PACKETS = 2000
"""Packets that are looked at, at most."""
_COVERED = 0.9
"""Share of the bytes that are sound where there is nothing but sound."""
_PREAMBLE = 1 << 18
"""Bytes before the first sound, at most, without a picture in the file."""


def is_recording(source: Path) -> bool:
    """Whether FFmpeg can decode sound from a file, whatever its name.

    Raises:
        FolderUnreachable: it cannot be read, or its folder is gone.
    """
    try:
        check_readable(source)
        with reaching(source.parent), source.open("rb") as file, open_container(file) as container:
            streams = container.streams.audio
            return bool(streams) and _sounds(container, streams[0])
    except Rejected:
        return False


def _sounds(container: InputContainer, stream: AudioStream) -> bool:
    """Whether the first seconds of a track are sound."""
    seconds, sizes, first, end = 0.0, 0, None, 0
    try:
        for number, packet in enumerate(container.demux(stream)):
            sizes += packet.size
            if packet.pos is not None and packet.size:
                first = packet.pos if first is None else first
                end = max(end, packet.pos + packet.size)
            for frame in packet.decode():
                seconds += frame.samples / frame.sample_rate
            if seconds >= _ENOUGH or number >= _PACKETS:
                break
    except (av.error.FFmpegError, ValueError):
        return False
    alone = len(container.streams) == 1
    dense = first is None or (
        first <= _PREAMBLE and sizes >= _COVERED * (end - first) and sizes >= _COVERED * _least(end)
    )
    return stream.rate >= _LOWEST_RATE and seconds >= _LEAST and (dense or not alone)


def _least(end: int) -> int:
    """Bytes that the first packets must reach in any file."""
    return max(0, end - _PREAMBLE)
