"""Recordings: from any audio or video file to speech that an engine can hear, piece by piece.

A file is decoded once, as a stream, into raw samples on disk. Everything after that reads only the
samples it needs, so that memory does not grow with the length of the recording.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from numpy.typing import NDArray

from pipeline.core.recordings.loudness import STEP, gains
from pipeline.core.recordings.segments import RATE
from pipeline.core.recordings.truncation import OGG_PAGE, torn_frame, torn_ogg, torn_transport
from pipeline.errors import (
    DamagedFile,
    DictationNotSupported,
    EmptyFile,
    NoAudio,
    OriginalGone,
    Rejected,
    TooLarge,
    Unavailable,
)
from pipeline.files import reaching, written_whole
from pipeline.recipe import RecordingFacts
from pipeline.recordings.channels import Levels

LONGEST_RECORDING = 24 * 3600
"""Seconds that are accepted: a day, 2.8 GB of samples on disk."""

_SLACK = 1.0
"""Seconds by which announced and decoded length may differ, and a cut frame at either end does no harm."""
_HOLE = 0.5
"""Seconds of missing sound that are made up for by silence, so that all later times stay right."""
_FIRST_YEAR = 1990
"""Earlier dates come from clocks that were never set (1904, 1970, 1980)."""
_EXACT_SLACK = 0.1
"""The same for formats that count their samples."""
_COUNTED = frozenset({"aiff", "au", "caf", "w64"})
"""FFmpeg's names of those; WAV, whose writers often count wrongly by a header, is judged by ``_breaks_off``."""
_FRAMED = frozenset({"mp3", "aac", "amr", "mpegts", "mpeg"})
"""FFmpeg's names of formats that are frames and nothing else, so that only a torn one tells that they break off."""
_LONGEST_FRAME = 8192
"""Bytes; source: the 13 bits of an ADTS length. MPEG audio and AMR have shorter frames."""
_OUT_OF_PHASE = 3.0
"""How much stronger the channels' difference is than their sum where one of them is wired the wrong way round."""
_SECRET = {b"\x02ds2": "DS2", b"\x03ds2": "DS2", b"\x03enc": "DS2"}
"""Dictations that no free program decodes, by their first bytes. FFmpeg hears plain DSS."""
_BLOCK = round(STEP * RATE)
_PIECES = 5
"""Parts of a block of which the loudest gives its level: a short word in half a second of silence counts."""
_DATES = ("com.apple.quicktime.creationdate", "creation_time", "date", "origination_date")
"""Where containers say when they were recorded, the most exact first. Source: FFmpeg's generic and muxer metadata."""


def open_recording(source: Path, pcm: Path, *, place: int = 0) -> RecordingFacts:
    """Decode an audio track of ``source`` into ``pcm``: raw mono 16 kHz s16le, whole or not at all.

    ``place`` counts the tracks from 0, beginning with the one that players play. Damaged files are
    salvaged as far as they go. Missing stretches become silence, so that a time in ``pcm`` is the time
    a player shows. Channels of opposite phase are not allowed to cancel each other out, and quiet
    stretches are raised (``pipeline.core.recordings.loudness``).

    Raises:
        EmptyFile: no bytes.
        DamagedFile: not a media file, or nothing in it can be decoded.
        DictationNotSupported: a dictation in a secret format.
        NoAudio: no audio track, or no samples in it.
        TooLarge: longer than 24 hours.
        OriginalGone: ``source`` is not there, but its folder is.
        FolderUnreachable: ``source`` cannot be read, or ``pcm`` cannot be written.
        DiskFull: no room for ``pcm``.
    """
    check_readable(source)
    try:
        with reaching(source.parent):
            return _decoded(source, pcm, place)
    except (Rejected, Unavailable):
        check_readable(
            source
        )  # an error of the share must not look like one of the file, or of our own folder
        raise


def _decoded(source: Path, pcm: Path, place: int) -> RecordingFacts:
    with reaching(pcm.parent), written_whole(pcm) as target:
        decoding, metadata, tracks = _decode(source, target, place)
        if decoding.out_of_phase:
            target.seek(0)
            decoding, metadata, tracks = _decode(source, target, place, polarity=-1)
            target.truncate()
        if not decoding.heard:
            raise DamagedFile if decoding.errors else NoAudio
        _raise_quiet_parts(target)
        decoding.levels.save(pcm)
    truncated = decoding.damaged or decoding.short or decoding.torn or _breaks_off(source)
    return RecordingFacts(decoding.written / RATE, truncated, _recorded(metadata), tracks)


def _decode(
    source: Path, target: BinaryIO, place: int, *, polarity: int = 1
) -> tuple[_Decoding, dict[str, str], tuple[int, int]]:
    """One pass through a track, with what the file says about it, and the track's number and how many there are."""
    with source.open("rb") as file, opened(file) as container:
        if not container.streams.audio:
            raise NoAudio
        streams = sorted(
            container.streams.audio, key=lambda track: not track.disposition & Disposition.default
        )
        stream = streams[place]
        decoding = _Decoding(target, _announced(container, stream), polarity=polarity)
        decoding.run(container, stream)
        check_readable(source)  # a share that went away must not look like the end of the file
        number = container.streams.audio.index(stream) + 1
        return decoding, {**container.metadata, **stream.metadata}, (number, len(streams))


def _raise_quiet_parts(pcm: BinaryIO) -> None:
    """Make quiet stretches of raw samples louder, in place and block by block, as ``gains`` says."""
    pcm.seek(0)
    levels = []
    while block := pcm.read(_BLOCK * 2):
        levels.append(_level(np.frombuffer(block, "<i2")))
    added = gains(levels)
    if not any(added):
        return
    middles = np.arange(len(added)) * _BLOCK + _BLOCK / 2
    for step in range(len(added)):
        near = slice(max(0, step - 1), step + 2)
        if any(added[near]):
            pcm.seek(step * _BLOCK * 2)
            samples = np.frombuffer(pcm.read(_BLOCK * 2), "<i2")
            decibels = np.interp(
                step * _BLOCK + np.arange(samples.size), middles[near], added[near]
            )
            louder = np.clip(np.rint(samples * 10 ** (decibels / 20)), -32_768, 32_767).astype(
                "<i2"
            )
            pcm.seek(step * _BLOCK * 2)
            pcm.write(louder.tobytes())


def _level(block: NDArray[np.int16]) -> float:
    """The level of the loudest fifth of a block: dBFS."""
    squares = np.square(block.astype(np.float32) / np.float32(32_768))
    loudest = max(float(part.mean()) for part in np.array_split(squares, _PIECES) if part.size)
    return 10 * math.log10(loudest + 1e-12)


def check_readable(source: Path) -> None:
    """Refuse a file that is empty, gone or out of reach."""
    with reaching(source.parent):
        try:
            with source.open("rb") as file:
                if not file.seek(0, os.SEEK_END):
                    raise EmptyFile
                file.seek(-1, os.SEEK_END)
                file.read(1)
        except FileNotFoundError as error:
            source.parent.stat()  # without its folder it is the share that is gone
            raise OriginalGone from error


def opened(file: BinaryIO) -> InputContainer:
    """The container, judged by its bytes alone: no name to go by, and no other file or address it may open.

    Raises:
        DamagedFile: FFmpeg makes nothing of it.
        DictationNotSupported: nor does anybody else, but its maker.
    """
    secret = _SECRET.get(file.read(4))
    if secret is not None:
        raise DictationNotSupported(format=secret)
    file.seek(0)
    try:
        return av.open(file, "r", metadata_errors="ignore", options={"protocol_whitelist": "none"})
    except av.error.FFmpegError as error:
        raise DamagedFile from error


@dataclass(frozen=True, slots=True)
class _Announced:
    """What the file says of its length: seconds (0 if it says nothing), whether FFmpeg only guesses them, and how exact they are."""

    seconds: float
    guessed: bool
    slack: float


def _announced(container: InputContainer, stream: AudioStream) -> _Announced:
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
    slack = _EXACT_SLACK if container.format.name in _COUNTED else max(_SLACK, seconds / 100)
    return _Announced(seconds, guessed, slack)


def _breaks_off(source: Path) -> bool:
    """Whether a RIFF file (WAV, AVI) is shorter than it says, or an Ogg or MPEG file has no end; FFmpeg says no word of it."""
    with source.open("rb") as file:
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


def _recorded(metadata: Mapping[str, str]) -> datetime | None:
    """When it was recorded: times without a zone are taken as UTC, days as their midnight, years as nothing."""
    lowered = {key.lower(): value.strip() for key, value in metadata.items()}
    for key in _DATES:
        try:
            found = datetime.fromisoformat(lowered.get(key, ""))
        except ValueError:
            continue
        if found.year >= _FIRST_YEAR:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


@dataclass(slots=True)
class _Decoding:
    """One pass through a file: packets in, samples at 16 kHz out.

    Two channels become one as their sum or, with a ``polarity`` of -1, as their difference; more are two first.
    """

    target: BinaryIO
    announced: _Announced
    polarity: int = 1
    written: int = 0
    heard: int = 0
    errors: int = 0
    damaged: bool = False
    torn: bool = False
    sum_energy: float = 0.0
    difference_energy: float = 0.0
    levels: Levels = field(default_factory=Levels)
    resampler: av.AudioResampler = field(
        default_factory=lambda: av.AudioResampler("s16", "mono", RATE)
    )
    kind: tuple[str, str, int] | None = None
    due: float | None = None

    @property
    def short(self) -> bool:
        """Whether clearly less was decoded than the file announced."""
        return (
            not self.announced.guessed
            and self.heard / RATE < self.announced.seconds - self.announced.slack
        )

    @property
    def out_of_phase(self) -> bool:
        """Whether the channels' sum cancels out what their difference keeps."""
        return self.difference_energy > _OUT_OF_PHASE * self.sum_energy

    def run(self, container: InputContainer, stream: AudioStream) -> None:
        """Decode it all, going on behind whatever cannot be decoded.

        Raises:
            TooLarge: longer than ``LONGEST_RECORDING``.
        """
        self.due = (container.start_time or 0) / av.time_base
        last = b""
        for packet in self._packets(container, stream):
            if packet.size:
                last = bytes(packet) if packet.size < _LONGEST_FRAME else b""
                self.torn = packet.is_corrupt and container.format.name in _COUNTED
            for frame in self._frames(packet):
                self._fill_hole(frame)
                self._write(frame)
                if self.written > LONGEST_RECORDING * RATE:
                    raise TooLarge(
                        found=f"> {LONGEST_RECORDING // 3600} h",
                        limit=f"{LONGEST_RECORDING // 3600} h",
                    )
        self._resampled(None)
        if container.format.name in _FRAMED:
            self.torn |= torn_frame(stream.codec.canonical_name, last)

    def _packets(
        self, container: InputContainer, stream: AudioStream
    ) -> Iterator[Packet[AudioStream]]:
        try:
            yield from container.demux(stream)
        except av.error.FFmpegError:
            self._note(self.written / RATE)

    def _frames(self, packet: Packet[AudioStream]) -> list[AudioFrame]:
        try:
            return packet.decode()
        except av.error.FFmpegError:
            self._note(
                self.written / RATE if packet.pts is None else float(packet.pts * packet.time_base)
            )
            return []

    def _note(self, seconds: float) -> None:
        """Remember an error; a frame cut at either end is how streams and tags look, not damage."""
        self.errors += 1
        end = self.announced.seconds or float("inf")
        self.damaged |= _SLACK < seconds < end - _SLACK

    def _fill_hole(self, frame: AudioFrame) -> None:
        if frame.time is None or self.due is None:
            return
        hole = frame.time - self.due
        if hole > _HOLE and frame.time < self.announced.seconds + _SLACK:
            self._silence(round(hole * RATE))
        self.due = frame.time + frame.samples / frame.sample_rate

    def _silence(self, samples: int) -> None:
        for _ in range(samples // RATE):
            self.target.write(bytes(RATE * 2))
        self.target.write(bytes(samples % RATE * 2))
        self.levels.silence(samples)
        self.written += samples

    def _write(self, frame: AudioFrame) -> None:
        kind = (frame.format.name, frame.layout.name, frame.sample_rate)
        if kind != self.kind:  # the sound may change its form midway
            self._resampled(None)
            layout = "mono" if frame.layout.nb_channels == 1 else "stereo"
            self.resampler, self.kind = av.AudioResampler("s16", layout, RATE), kind
        frame.pts = None  # damaged files count wrongly; we place the frames ourselves
        self._resampled(frame)

    def _resampled(self, frame: AudioFrame | None) -> None:
        """Hand a frame, or the end, to the resampler and write what it gives back."""
        for made in self.resampler.resample(frame):
            if made is not None:
                samples = made.to_ndarray()[0]
                if made.layout.nb_channels > 1:
                    samples = self._mixed(samples.reshape(-1, 2).astype(np.int32))
                else:
                    self.levels.silence(made.samples)
                self.target.write(samples.astype("<i2").tobytes())
                self.written += made.samples
                self.heard += made.samples

    def _mixed(self, pairs: NDArray[np.int32]) -> NDArray[np.int32]:
        """One channel of two, half as loud as their sum, so that nothing is clipped."""
        self.levels.add(pairs)
        added, difference = pairs[:, 0] + pairs[:, 1], pairs[:, 0] - pairs[:, 1]
        self.sum_energy += float(np.square(added, dtype=np.float64).sum())
        self.difference_energy += float(np.square(difference, dtype=np.float64).sum())
        return (added if self.polarity > 0 else difference) // 2
