"""The file around the sound: its length, date and missing end."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition

from pipeline.core.filetypes import HEAD_BYTES
from pipeline.core.recordings.channels.feeds import AudioTrack
from pipeline.core.recordings.torn_containers import lies_elsewhere, torn_container, torn_transport
from pipeline.core.recordings.truncation import (
    OGG_PAGE,
    lost_ogg_pages,
    matroska_faults,
    torn_boxes,
    torn_ogg,
    torn_windows_media,
)
from pipeline.errors import DamagedFile, DictationNotSupported, EmptyFile, OriginalGone
from pipeline.files import reaching
from pipeline.recordings.demuxers import allowed_demuxers, raw_format
from pipeline.recordings.joined import Readable
from pipeline.recordings.stale_header import Patched, sound_header

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
_MP4 = "mov,mp4,m4a,3gp,3g2,mj2"
"""FFmpeg's name of MP4 and QuickTime."""
_HEARSAY = frozenset(
    (
        "ogg",
        "flac",
        "mp3",
        "aac",
        "amr",
        "mpegts",
        "mpeg",
        "matroska,webm",
        _MP4,
    )
)
"""Formats whose announced length proves nothing.

Their frames, pages, clusters and boxes show where they break off; the length is often wrong.
"""
_FIRST_YEAR = 1990
"""Earlier dates come from clocks that were never set.

These are 1904, 1970 and 1980.
"""
_ASIDE = Disposition.comment | Disposition.visual_impaired | Disposition.descriptions
"""Marks of a track that talks about the others."""
_SECRET = {b"\x02ds2": "DS2", b"\x03ds2": "DS2", b"\x03enc": "DS2"}
"""First bytes of dictations that no free program decodes.

FFmpeg decodes plain DSS.
"""
_MATROSKA = b"\x1a\x45\xdf\xa3"
_WINDOWS_MEDIA = b"\x30\x26\xb2\x75"
_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"})
"""First boxes of MP4 and QuickTime. Source: ISO/IEC 14496-12."""
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


def open_container(file: Readable, *, name: str = "") -> InputContainer:
    """The container, judged by its bytes; by its name only where sound has no header.

    FFmpeg gets no name to guess from, and may open no other file or address. Lengths in headers
    that were never finished are corrected.

    Raises:
        DamagedFile: FFmpeg cannot open it.
        DictationNotSupported: only its maker's program can.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    secret = _SECRET.get(head[:4])
    if secret is not None:
        raise DictationNotSupported(format=secret)
    form, options = raw_format(head, name) or (None, {})
    allowed = form or allowed_demuxers()
    options = {"protocol_whitelist": "none", "format_whitelist": allowed, **options}
    source = Patched(file, sound_header(file).patches)
    try:
        return av.open(source, "r", format=form, metadata_errors="ignore", options=options)
    except (av.error.FFmpegError, ValueError) as error:
        raise DamagedFile from error


def played_first(container: InputContainer) -> list[AudioStream]:
    """The audio tracks, the one that players play first."""
    return sorted(
        container.streams.audio, key=lambda track: not track.disposition & Disposition.default
    )


def audio_tracks(container: InputContainer) -> tuple[AudioTrack, ...]:
    """What the file says of its audio tracks, as ``played_first`` orders them."""
    return tuple(
        AudioTrack(
            container.streams.audio.index(stream) + 1,
            stream.metadata.get("language", ""),
            stream.metadata.get("title", ""),
            bool(stream.disposition & _ASIDE),
        )
        for stream in played_first(container)
    )


def player_zero(container: InputContainer) -> float:
    """The container's time in seconds that a player shows as 0.

    That is its first time; but where the edit list of an MP4 lets the sound begin late, silence is
    played until then. One whose sound begins after its whole length is a part of a long stream.
    """
    first = (container.start_time or 0) / av.time_base
    length = (container.duration or 0) / av.time_base
    return 0.0 if container.format.name == _MP4 and 0 < first < length else first


@dataclass(frozen=True, slots=True)
class AnnouncedLength:
    """How long a file says it is.

    ``seconds`` is 0 if it says nothing; ``guessed`` if it proves nothing. Decoding may end up to
    ``slack`` seconds earlier.
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
    guessed = container.format.name in _HEARSAY
    # A track whose codec FFmpeg does not have has no context, whatever PyAV's types say.
    codec = getattr(stream.codec_context, "codec", None)
    plain = codec is not None and codec.canonical_name.startswith("pcm_")
    exact = container.format.name in COUNTED and plain
    slack = _EXACT_SLACK if exact else max(SLACK, seconds / 100)
    return AnnouncedLength(seconds, guessed, slack)


def breaks_off(source: Path, *, open_file: FileOpener = open_binary) -> bool:
    """Whether bytes are missing at the end; FFmpeg does not tell.

    Chunks, boxes, tags or clusters are longer than the file; an Ogg or MPEG file has no end.
    """
    with open_file(source) as file:
        head = file.read(HEAD_BYTES)
        length = file.seek(0, os.SEEK_END)
        read = partial(_read_at, file)
        if head[:4] == b"OggS":
            return torn_ogg(read(max(0, length - 2 * OGG_PAGE), 2 * OGG_PAGE))
        if head[:4] == _MATROSKA:
            return matroska_faults(read, length)[1]
        if head[4:8] in _BOXES:
            return torn_boxes(read, length) or lies_elsewhere(read, length)
        if (
            (head[:4] == _WINDOWS_MEDIA and torn_windows_media(head, length))
            or torn_transport(head[:1000], length)
            or torn_container(read, length)
            or sound_header(file).cut
        ):
            return True
    size = int.from_bytes(head[4:8], "little")
    unknown = size == 0 or min(abs(size - (1 << 31)), abs(size - (1 << 32))) < 1 << 16
    return head[:4] == b"RIFF" and not unknown and size > length + 4096


def has_holes(source: Path, *, open_file: FileOpener = open_binary) -> bool:
    """Whether bytes are missing or broken amid an Ogg or Matroska file."""
    with open_file(source) as file:
        head = file.read(4)
        length = file.seek(0, os.SEEK_END)
        read = partial(_read_at, file)
        if head == b"OggS":
            return lost_ogg_pages(read, length)
        return head == _MATROSKA and matroska_faults(read, length)[0]


def is_unfinished(source: Path, *, open_file: FileOpener = open_binary) -> bool:
    """Whether there is more sound than the file's header says."""
    with open_file(source) as file:
        return sound_header(file).unfinished


def _read_at(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


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
