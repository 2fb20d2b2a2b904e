"""The file around the sound: its length, date and missing end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition

from pipeline.core.recordings.feeds import AudioTrack
from pipeline.core.recordings.truncation import OGG_PAGE, torn_ogg, torn_transport
from pipeline.errors import DamagedFile, DictationNotSupported, EmptyFile, OriginalGone
from pipeline.files import reaching

FileOpener = Callable[[Path], BinaryIO]
"""Opens a file to read its bytes."""

SLACK = 1.0
"""Seconds by which announced and decoded length may differ.

A frame that is cut at either end does no harm.
"""
_EXACT_SLACK = 0.1
"""Seconds, the same for formats that count their samples."""
COUNTED = frozenset({"aiff", "au", "caf", "w64"})
"""FFmpeg's names of formats that count their samples.

WAV is not among them: its writers often count wrongly by a header. ``breaks_off`` judges it.
"""
_FIRST_YEAR = 1990
"""Earlier dates come from clocks that were never set.

These are 1904, 1970 and 1980.
"""
_SECRET = {b"\x02ds2": "DS2", b"\x03ds2": "DS2", b"\x03enc": "DS2"}
"""First bytes of dictations that no free program decodes.

FFmpeg decodes plain DSS.
"""
_DATES = ("com.apple.quicktime.creationdate", "creation_time", "date", "origination_date")
"""Keys of the date of recording, the most exact first.

Source: FFmpeg's generic and muxer metadata.
"""


def open_binary(path: Path) -> BinaryIO:
    """The file, open for reading."""
    return path.open("rb")


def check_readable(source: Path, *, open_file: FileOpener = open_binary) -> None:
    """Refuse a file that is empty, gone or out of reach.

    Raises:
        EmptyFile: no bytes.
        OriginalGone: ``source`` is not there, but its folder is.
        FolderUnreachable: it cannot be read, or its folder is gone.
    """
    with reaching(source.parent):
        try:
            with open_file(source) as file:
                if not file.seek(0, os.SEEK_END):
                    raise EmptyFile
                file.seek(-1, os.SEEK_END)
                file.read(1)
        except FileNotFoundError as error:
            source.parent.stat()  # without its folder it is the share that is gone
            raise OriginalGone from error


def open_container(file: BinaryIO) -> InputContainer:
    """The container, judged by its bytes alone.

    FFmpeg gets no name to guess from, and may open no other file or address.

    Raises:
        DamagedFile: FFmpeg cannot open it.
        DictationNotSupported: only its maker's program can.
    """
    secret = _SECRET.get(file.read(4))
    if secret is not None:
        raise DictationNotSupported(format=secret)
    file.seek(0)
    try:
        return av.open(file, "r", metadata_errors="ignore", options={"protocol_whitelist": "none"})
    except av.error.FFmpegError as error:
        raise DamagedFile from error


_ASIDE = Disposition.comment | Disposition.visual_impaired | Disposition.descriptions
"""Marks of a track that talks about the others."""


def played_first(container: InputContainer) -> list[AudioStream]:
    """The audio tracks, the one that players play first."""
    return sorted(
        container.streams.audio, key=lambda track: not track.disposition & Disposition.default
    )


def audio_tracks(container: InputContainer) -> tuple[AudioTrack, ...]:
    """How the file describes its audio tracks, as ``played_first`` orders them."""
    return tuple(
        AudioTrack(
            container.streams.audio.index(stream) + 1,
            stream.metadata.get("language", ""),
            stream.metadata.get("title", ""),
            bool(stream.disposition & _ASIDE),
        )
        for stream in played_first(container)
    )


@dataclass(frozen=True, slots=True)
class AnnouncedLength:
    """How long a file says it is.

    ``seconds`` is 0 if it says nothing; ``guessed`` if FFmpeg only estimates it. Decoding may end
    up to ``slack`` seconds earlier.
    """

    seconds: float
    guessed: bool
    slack: float


def announced_length(container: InputContainer, stream: AudioStream) -> AnnouncedLength:
    """The length that the container and the audio track announce."""
    lengths = [container.duration / av.time_base] if container.duration else []
    if stream.duration and stream.time_base:
        lengths.append(float(stream.duration * stream.time_base))
    elif len(container.streams) > 1:  # the length of the longest track, perhaps the pictures
        lengths.clear()
    seconds = min(lengths, default=0.0)
    # Raw MP3 and AAC tell no length: FFmpeg divides the file's size by the first bit rate. Where a
    # header did tell one, a cut file has fewer bytes than that length needs.
    needed = seconds * (stream.codec_context.bit_rate or 0) / 8
    guessed = container.format.name in ("mp3", "aac") and needed <= container.size * 1.01
    slack = _EXACT_SLACK if container.format.name in COUNTED else max(SLACK, seconds / 100)
    return AnnouncedLength(seconds, guessed, slack)


def breaks_off(source: Path, *, open_file: FileOpener = open_binary) -> bool:
    """Whether bytes are missing at the end; FFmpeg does not tell.

    A RIFF file (WAV, AVI) is shorter than it says; an Ogg or MPEG file has no end.
    """
    with open_file(source) as file:
        head = file.read(1000)
        length = file.seek(0, os.SEEK_END)
        if head[:4] == b"OggS":
            file.seek(max(0, length - 2 * OGG_PAGE))
            return torn_ogg(file.read())
    if torn_transport(head, length):
        return True
    size = int.from_bytes(head[4:8], "little")
    unknown = size in (0, 0xFFFFFFFF)  # written by programs that stream
    return head[:4] == b"RIFF" and not unknown and size > length + 4096


def recorded_at(metadata: Mapping[str, str]) -> datetime | None:
    """When it was recorded, by the container's metadata.

    Times without a zone are taken as UTC, days as their midnight; a year alone says nothing.
    """
    lowered = {key.lower(): value.strip() for key, value in metadata.items()}
    for key in _DATES:
        try:
            found = datetime.fromisoformat(lowered.get(key, ""))
        except ValueError:
            continue
        if found.year >= _FIRST_YEAR:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
