"""Opens a recording: decoded sound and the segments to hear.

Whatever channel or track has speech of its own is heard. Mostly that is one sound, and one file;
otherwise each is a feed with a file of its own (``pipeline.core.recordings.channels.feeds``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.core.filetypes import HEAD_BYTES
from pipeline.core.recordings.channels.feeds import AudioTrack, Feed, alternatives
from pipeline.core.recordings.segments import Segment
from pipeline.errors import DamagedFile, NoAudio, Rejected, UnsupportedType
from pipeline.files import reaching
from pipeline.recipe import RecordingFacts
from pipeline.recordings.channels import levels_beside
from pipeline.recordings.container import audio_tracks, check_readable, open_container
from pipeline.recordings.decoding import open_channels, open_recording
from pipeline.recordings.demuxers import raw_format
from pipeline.recordings.own_speech import (
    Mask,
    Powers,
    distinct,
    masked,
    may_overlap,
    of_length,
    overlap,
    own_speech,
    takes_part,
)
from pipeline.recordings.sound import feed_file, segments_of, voice_odds

_PAIR = 2
"""Channels that are mixed down, unless somebody talks over another one."""


def open_spoken(source: Path, pcm: Path) -> tuple[RecordingFacts, tuple[Segment, ...]]:
    """Decode a recording and find its speech.

    That is ``open_recording`` and ``find_speech`` for all tracks that are heard together, first
    those that players play; if nobody speaks in them, for their alternatives.

    Raises:
        DamagedFile, NoAudio: no track is better.
        UnsupportedType: the file has a suffix of sound without a header, and no speech.
        SchreibstubeError: what those two raise.
    """
    tracks = _audio_tracks(source)
    silent: RecordingFacts | None = None
    damaged: tuple[AudioTrack, ...] = ()
    refused: Rejected = NoAudio()
    groups = alternatives(tracks)
    for number, group in enumerate(groups, start=1):
        opening = _Opening(source, pcm, tracks)
        try:
            facts = opening.open(group)
        except (DamagedFile, NoAudio) as error:
            refused = error
            continue
        finally:
            damaged += opening.damaged
        facts, segments = opening.heard(facts)
        if segments:
            alternative = tuple(track for later in groups[number:] for track in later)
            return replace(facts, unheard=(*alternative, *damaged)), segments
        silent = silent or facts
    if silent is None:
        raise refused
    if _is_raw(source):
        raise UnsupportedType
    return replace(silent, unheard=damaged), ()


def _is_raw(source: Path) -> bool:
    """Whether only its suffix makes a file a recording: any bytes can be decoded as it."""
    with reaching(source.parent), source.open("rb") as file:
        return raw_format(file.read(HEAD_BYTES), source.name) is not None


def _audio_tracks(source: Path) -> tuple[AudioTrack, ...]:
    """The audio tracks, at least one; that which players play is first.

    A file that is no recording fails when it is decoded.
    """
    check_readable(source)
    try:
        with (
            reaching(source.parent),
            source.open("rb") as file,
            open_container(file, name=source.name) as container,
        ):
            return audio_tracks(container) or (AudioTrack(1),)
    except Rejected:
        return (AudioTrack(1),)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A decoded sound that may become a feed."""

    feed: Feed
    pcm: Path
    power: Powers
    odds: NDArray[np.float32]


class _Opening:
    """Tracks that are heard together, being opened."""

    def __init__(self, source: Path, pcm: Path, tracks: Sequence[AudioTrack]) -> None:
        self.damaged: tuple[AudioTrack, ...] = ()
        self._source, self._pcm, self._tracks = source, pcm, tracks
        self._sounds: list[_Sound] = []
        self._files = 0

    def open(self, group: Sequence[AudioTrack]) -> RecordingFacts:
        """Decode each of the tracks, and look for voices in each sound.

        Raises:
            DamagedFile, NoAudio: no track is better.
        """
        facts: RecordingFacts | None = None
        refused: Rejected = NoAudio()
        for track in group:
            place, mixed = self._tracks.index(track), self._next_file()
            try:
                opened = open_recording(self._source, mixed, place=place)
            except NoAudio as error:
                refused = error
                continue
            except DamagedFile as error:
                refused = error
                self.damaged += (replace(track, damaged=True),)
                continue
            facts = opened if facts is None else _of_both(facts, opened)
            self._sounds += self._sounds_of(track, place, mixed)
        if facts is None:
            raise refused
        return facts

    def heard(self, facts: RecordingFacts) -> tuple[RecordingFacts, tuple[Segment, ...]]:
        """The segments of each sound that has speech of its own."""
        sounds = [sound for sound in self._sounds if segments_of(sound.pcm, sound.odds)]
        if len(sounds) > 1:
            kept = distinct(_powers(sounds))
            sounds = [sounds[place] for place in kept]
        feeds = [pair for pair in _with_own_speech(sounds) if takes_part(pair[1])]
        if not feeds:
            return facts, ()
        if len(feeds) == 1:
            return self._as_one(facts, feeds[0][0])
        segments: list[Segment] = []
        for sound, own in feeds:
            for segment in segments_of(sound.pcm, masked(sound.odds, own)):
                segments.append(replace(segment, number=len(segments) + 1, feed=sound.feed.number))
        return replace(facts, feeds=tuple(sound.feed for sound, _ in feeds)), tuple(segments)

    def _as_one(
        self, facts: RecordingFacts, sound: _Sound
    ) -> tuple[RecordingFacts, tuple[Segment, ...]]:
        """What is heard without feeds: the sound is moved to ``pcm``."""
        for suffix in (".pcm", ".levels", ".voice"):
            file = sound.pcm.with_suffix(suffix)
            if sound.pcm != self._pcm:
                self._pcm.with_suffix(suffix).unlink(missing_ok=True)
                if file.exists():
                    file.replace(self._pcm.with_suffix(suffix))
        facts = replace(facts, track=(sound.feed.track, len(self._tracks)))
        return facts, segments_of(self._pcm, sound.odds)

    def _sounds_of(self, track: AudioTrack, place: int, mixed: Path) -> list[_Sound]:
        """The mixdown of a track, or its channels where they are different."""
        levels = levels_beside(mixed)
        both, *channels = np.zeros((2, 1)) if levels is None else levels.T.astype(np.float64)
        several = len(channels) > _PAIR or (
            len(channels) == _PAIR and may_overlap(channels[0], channels[1], both)
        )
        wanted = distinct(channels) if several else ()
        if wanted:
            files = {channel: self._next_file() for channel in wanted}
            open_channels(self._source, files, place=place)
            sounds = [
                self._sound(track, channel + 1, file, channels[channel])
                for channel, file in files.items()
            ]
            if len(channels) > _PAIR or _overlap(sounds):
                return sounds
            speaking = [sound for sound in sounds if segments_of(sound.pcm, sound.odds)]
            if len(speaking) == 1 < len(sounds):
                return speaking  # music or noise in the other one would lie over the words
        return [
            self._sound(track, 0, mixed, sum(channels, start=2 * np.abs(both)) / len(channels) ** 2)
        ]

    def _sound(self, track: AudioTrack, channel: int, pcm: Path, power: Powers) -> _Sound:
        number = 0 if pcm == self._pcm else int(pcm.stem.rpartition("-")[2])
        return _Sound(Feed(number, track.number, channel, track.title), pcm, power, voice_odds(pcm))

    def _next_file(self) -> Path:
        self._files += 1
        return feed_file(self._pcm, self._files - 1)


def _powers(sounds: Sequence[_Sound]) -> list[Powers]:
    """The levels, all as long as the longest sound."""
    length = max(len(sound.power) for sound in sounds)
    return [of_length(sound.power, length) for sound in sounds]


def _with_own_speech(sounds: Sequence[_Sound]) -> list[tuple[_Sound, Mask]]:
    if not sounds:
        return []
    own = own_speech(
        [sound.pcm for sound in sounds], _powers(sounds), [sound.odds for sound in sounds]
    )
    return list(zip(sounds, own, strict=True))


def _overlap(sounds: Sequence[_Sound]) -> bool:
    """Whether two channels have speech of their own at once."""
    own = [mask for _, mask in _with_own_speech(sounds) if takes_part(mask)]
    return len(own) > 1 and overlap(*own)


def _of_both(first: RecordingFacts, second: RecordingFacts) -> RecordingFacts:
    """The facts of two tracks of a file."""
    return replace(
        first,
        duration=max(first.duration, second.duration),
        truncated=first.truncated or second.truncated,
        damaged=first.damaged or second.damaged,
        unfinished=first.unfinished or second.unfinished,
        recorded=first.recorded or second.recorded,
        channels=max(first.channels, second.channels),
    )
