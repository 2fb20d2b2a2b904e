"""Decodes any audio or video file into raw samples on disk.

Everything after that reads only the samples it needs, so that memory does not grow with the length
of the recording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from pipeline.core.recordings.segments import RATE
from pipeline.core.recordings.truncation import torn_frame
from pipeline.errors import DamagedFile, NoAudio, Rejected, TooLarge, Unavailable
from pipeline.files import reaching, written_whole
from pipeline.recipe import RecordingFacts
from pipeline.recordings.container import (
    COUNTED,
    SLACK,
    AnnouncedLength,
    FileOpener,
    announced_length,
    breaks_off,
    check_readable,
    has_holes,
    is_unfinished,
    open_binary,
    open_container,
    played_first,
    player_zero,
    recorded_at,
)
from pipeline.recordings.gain import raise_quiet_stretches
from pipeline.recordings.joined import Readable, recordings_in
from pipeline.recordings.mixdown import Mixdown
from pipeline.recordings.timeline import Placed, Timeline

_T = TypeVar("_T")

LONGEST_RECORDING = 24 * 3600
"""Seconds that are accepted: a day, 2.8 GB of samples on disk."""

_LOST = 0.2
"""Seconds of sound that could not be decoded and are told.

Where two MP3s are joined, a frame of 0.03 s is lost; a short word takes 0.2 s.
"""
_UNKNOWN_PACKET = 0.03
"""Seconds of a packet that does not tell its length."""
_FRAMED = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "amr", "mpegts", "mpeg"})
"""FFmpeg's names of formats that consist of frames only.

Only a torn last frame tells that they break off.
"""
_CHECKED = frozenset({"flac"})
"""FFmpeg's names of formats whose frames have a checksum."""
_LONGEST_FRAME = 8192
"""Bytes of a frame at most. Source: 13 bits of an ADTS length.

MPEG audio and AMR have shorter frames.
"""


def open_recording(
    source: Path,
    pcm: Path,
    *,
    place: int = 0,
    longest: float = LONGEST_RECORDING,
    open_file: FileOpener = open_binary,
) -> RecordingFacts:
    """Decode an audio track into ``pcm``: raw mono 16 kHz s16le.

    ``pcm`` appears whole or not at all. ``place`` counts the tracks from 0, beginning with the one
    that players play; ``longest`` are seconds. Damaged files are salvaged as far as they go.
    Missing stretches become silence, so that a time in ``pcm`` is the time a player shows. All
    channels are mixed into one, and measured (``pipeline.recordings.channels``); two of opposite
    phase do not cancel each other out. Quiet stretches are raised
    (``pipeline.core.recordings.loudness``).

    Raises:
        EmptyFile: no bytes.
        DamagedFile: not a media file, or nothing in it can be decoded.
        DictationNotSupported: a dictation in a secret format.
        NoAudio: no audio track, or no samples in it.
        TooLarge: longer than ``longest``.
        OriginalGone: ``source`` is not there, but its folder is.
        FolderUnreachable: ``source`` cannot be read, or ``pcm`` cannot be written.
        DiskFull: no room for ``pcm``.
    """
    track = _Track(source, place, longest, open_file)
    return _reaching_source(track, lambda: _decode(track, pcm))


def open_channels(
    source: Path, pcms: Mapping[int, Path], *, place: int = 0, longest: float = LONGEST_RECORDING
) -> None:
    """Decode some channels of a track, counted from 0, each into a file.

    It is like ``open_recording`` for each of them, and raises the same.
    """
    track = _Track(source, place, longest, open_binary)
    _reaching_source(track, lambda: _decode_channels(track, pcms))


def _reaching_source(track: _Track, decode: Callable[[], _T]) -> _T:
    check_readable(track.source, open_file=track.open_file)
    try:
        with reaching(track.source.parent):
            return decode()
    except (Rejected, Unavailable):
        # an error of the share must not look like one of the file, or of our own folder
        check_readable(track.source, open_file=track.open_file)
        raise


def _decode(track: _Track, pcm: Path) -> RecordingFacts:
    with reaching(pcm.parent), written_whole(pcm) as target:
        mixdown = Mixdown([target])
        decoded = track.decode(mixdown)
        if mixdown.out_of_phase:
            target.seek(0)
            mixdown = Mixdown([target], polarity=-1)
            decoded = track.decode(mixdown)
            target.truncate()
        if not mixdown.heard:
            raise DamagedFile if decoded.errors else NoAudio
        raise_quiet_stretches(target)
        mixdown.levels.save(pcm)
    source, open_file = track.source, track.open_file
    return RecordingFacts(
        mixdown.written / RATE,
        decoded.short or breaks_off(source, open_file=open_file),
        recorded_at(decoded.metadata),
        decoded.tracks,
        damaged=decoded.lost > _LOST or has_holes(source, open_file=open_file),
        unfinished=is_unfinished(source, open_file=open_file),
        channels=mixdown.most_channels,
    )


def _decode_channels(track: _Track, pcms: Mapping[int, Path]) -> None:
    with reaching(next(iter(pcms.values())).parent), ExitStack() as stack:
        targets = [stack.enter_context(written_whole(pcm)) for pcm in pcms.values()]
        track.decode(Mixdown(targets, tuple(pcms)))
        for target in targets:
            raise_quiet_stretches(target)


@dataclass(frozen=True, slots=True)
class _Track:
    """An audio track, by place: 0 is the one that players play."""

    source: Path
    place: int
    longest: float
    open_file: FileOpener

    def decode(self, mixdown: Mixdown) -> _Decoded:
        """One pass through all recordings in the file."""
        with self.open_file(self.source) as file:
            first, *others = recordings_in(file)
            decoded = self._decode(first, mixdown)
            for other in others:
                try:
                    more = self._decode(other, mixdown)
                except (DamagedFile, NoAudio):
                    decoded = replace(decoded, errors=decoded.errors + 1, lost=float("inf"))
                    continue
                decoded = replace(
                    decoded,
                    errors=decoded.errors + more.errors,
                    lost=decoded.lost + more.lost,
                    short=decoded.short or more.short,
                )
            return decoded

    def _decode(self, file: Readable, mixdown: Mixdown) -> _Decoded:
        with open_container(file, name=self.source.name) as container:
            streams = played_first(container)
            if not streams or self.place >= len(streams):
                raise NoAudio
            stream = streams[self.place]
            announced = announced_length(container, stream)
            decoding = _Decoding(mixdown, announced, self.longest, mixdown.written)
            decoding.run(container, stream)
            # a share that went away must not look like the end of the file
            check_readable(self.source, open_file=self.open_file)
            return _Decoded(
                {**container.metadata, **stream.metadata},
                (container.streams.audio.index(stream) + 1, len(streams)),
                decoding.errors,
                decoding.lost,
                decoding.short or decoding.torn,
            )


@dataclass(frozen=True, slots=True)
class _Decoded:
    """What one pass told besides the sound.

    ``tracks``: the track's number of all; ``short``: its end is missing.
    """

    metadata: dict[str, str]
    tracks: tuple[int, int]
    errors: int
    lost: float
    short: bool


@dataclass(slots=True)
class _Decoding:
    """One pass through a file: packets in, samples at 16 kHz out."""

    mixdown: Mixdown
    """Where the sound goes."""
    announced: AnnouncedLength
    """How long the file says it is."""
    longest: float
    """Seconds that are accepted."""
    before: int = 0
    """Samples of the recordings before it in the file."""
    errors: int = 0
    """Packets that could not be decoded."""
    lost: float = 0.0
    """Seconds amid the recording that could not be decoded."""
    torn: bool = False
    """Whether the last frame is cut off."""

    @property
    def written(self) -> int:
        """Samples that were written, silence for missing sound included."""
        return self.mixdown.written - self.before

    @property
    def short(self) -> bool:
        """Whether clearly less was decoded than the file announced."""
        return (
            not self.announced.guessed
            and self.written / RATE < self.announced.seconds - self.announced.slack
        )

    def run(self, container: InputContainer, stream: AudioStream) -> None:
        """Decode it all, going on after what cannot be decoded.

        Raises:
            TooLarge: longer than is accepted.
        """
        timeline = Timeline(
            start=player_zero(container),
            announced=self.announced.seconds,
            resets=container.format.name in ("mpegts", "mpeg"),
        )
        last, failed = b"", False
        for packet in self._packets(container, stream):
            if packet.size:
                last = bytes(packet) if packet.size < _LONGEST_FRAME else b""
                self.torn = packet.is_corrupt and container.format.name in COUNTED
            errors = self.errors
            for frame in self._frames(packet):
                self._write_placed(timeline.place(frame))
            failed = self.errors > errors if packet.size else failed
        self._write_placed(timeline.rest())
        self.mixdown.finish()
        if container.format.name in _FRAMED:
            self.torn |= torn_frame(stream.codec.canonical_name, last)
        self.torn |= failed and container.format.name in _CHECKED

    def _packets(
        self, container: InputContainer, stream: AudioStream
    ) -> Iterator[Packet[AudioStream]]:
        try:
            yield from container.demux(stream)
        except (av.error.FFmpegError, IndexError):  # IndexError: a track began midway
            self.errors += 1
            end = self.announced.seconds or float("inf")
            self.torn = self.written / RATE < end - self.announced.slack

    def _frames(self, packet: Packet[AudioStream]) -> list[AudioFrame]:
        try:
            return packet.decode()
        except av.error.FFmpegError:
            base = packet.time_base
            at = self.written / RATE if packet.pts is None else float(packet.pts * base)
            self._note_error(at, lost=float((packet.duration or 0) * base) or _UNKNOWN_PACKET)
            return []

    def _note_error(self, seconds: float, *, lost: float) -> None:
        """Count an error, and the sound that it costs.

        At either end it is a cut frame or a tag, not damage.
        """
        self.errors += 1
        end = self.announced.seconds or float("inf")
        self.lost += lost if SLACK < seconds < end - SLACK else 0.0

    def _write_placed(self, placed: Iterable[Placed]) -> None:
        """Write frames, and silence where sound is missing before them."""
        for silence, frame in placed:
            self._refuse_excess(silence + frame.samples / frame.sample_rate)
            self.mixdown.write_silence(round(silence * RATE))
            self.mixdown.write(frame)

    def _refuse_excess(self, seconds: float) -> None:
        """Refuse what comes next if it is too much, before any of it is written.

        A file of 2 KB may announce a gap of years.
        """
        if self.mixdown.written / RATE + seconds > self.longest:
            limit = f"{self.longest / 3600:g} h"
            raise TooLarge(found=f"> {limit}", limit=limit)
