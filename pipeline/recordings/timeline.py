"""Where each decoded frame stands on the clock that a player shows.

A container's times are believed: sound that begins late, stops for a while or drifts is padded with
silence. Two things are not: a jump that the following sound takes back, which is a damaged
timestamp, and a jump backwards, where a second recording was joined to the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from av.audio.frame import AudioFrame

_TOLERANCE = 0.2
"""Seconds of missing sound that are filled with silence.

Less is jitter; missing sound adds up until it is more.
"""
_JUMP, _STEP_BACK = 0.5, 1.0
"""Seconds forwards and backwards that more sound has to confirm."""
_CONFIRMED, _LAST_WORD = 0.1, 0.5
"""Seconds of sound that confirm a jump, and one at the end of a file of unknown length."""
_LONG_JUMP, _CLUSTER = 60.0, 33.0
"""A jump of so many seconds is confirmed by so many seconds of sound.

A cluster of Matroska has one timestamp and at most 32.8 s, since those in it have 16 bits.
Source: RFC 9559, section 10.
"""
_NEW_CLOCK = 600.0
"""Seconds of a jump in an MPEG stream that are another recorder's clock."""
_HELD_SAMPLES = 1 << 23
"""Samples of all channels that are kept while a jump is unconfirmed: 32 MB at most."""

Placed = tuple[float, AudioFrame]
"""Seconds of silence, and the frame after them."""


@dataclass(slots=True)
class Timeline:
    """Places frames in the order in which they are decoded."""

    start: float
    """The container's first time: a player's zero."""
    announced: float
    """The container's length in seconds; 0 if unknown."""
    resets: bool = False
    """Whether recorders of this format join streams of different clocks."""
    position: float = 0.0
    """Seconds that are placed."""
    _zero: float = field(init=False)
    """The container's time at position 0."""
    _former_zero: float = field(init=False)
    """The same before the last jump backwards."""
    _due: float = field(init=False)
    """The container's time at which the next frame should begin."""
    _held: list[AudioFrame] = field(init=False, default_factory=list)
    """Frames after a jump that is not confirmed yet."""

    def __post_init__(self) -> None:
        """Begin at the container's first time."""
        self._zero = self._former_zero = self._due = self.start

    def place(self, frame: AudioFrame) -> Iterator[Placed]:
        """Place a frame, now or when the next ones confirm its time."""
        if self._held:
            goes_on = self._follows(self._held[-1], frame)
            if goes_on:
                self._held.append(frame)
                if self._enough():
                    yield from self._release(believed=True)
                return
            yield from self._release(believed=frame.time is None or not self._near(frame.time))
        if frame.time is not None and self._is_jump(frame.time):
            self._held.append(frame)
            return
        yield self._placed(frame)

    def rest(self) -> Iterator[Placed]:
        """Place what is still held at the end."""
        if self._held:
            end = (self._held[-1].time or 0.0) + _seconds(self._held[-1]) - self._zero
            told = 0 < end <= self.announced + _STEP_BACK
            yield from self._release(believed=told or self._held_seconds() >= _LAST_WORD)

    def _is_jump(self, time: float) -> bool:
        return not -_STEP_BACK <= time - self._due <= _JUMP

    def _near(self, time: float) -> bool:
        """Whether a time goes on where the sound was before the jump."""
        due = self._due + self._held_seconds()
        return -_STEP_BACK <= time - due <= max(_STEP_BACK, self._held_seconds())

    @staticmethod
    def _follows(before: AudioFrame, frame: AudioFrame) -> bool:
        if frame.time is None or before.time is None:
            return True
        return abs(frame.time - before.time - _seconds(before)) <= _JUMP

    def _held_seconds(self) -> float:
        return sum(map(_seconds, self._held))

    def _enough(self) -> bool:
        jump = (self._held[0].time or 0.0) - self._due
        samples = sum(frame.samples * frame.layout.nb_channels for frame in self._held)
        wanted = _CLUSTER if jump > _LONG_JUMP else _CONFIRMED
        return self._held_seconds() >= wanted or samples > _HELD_SAMPLES

    def _release(self, *, believed: bool) -> Iterator[Placed]:
        """Place the held frames: at their times, or without a gap."""
        frames, self._held = self._held, []
        if believed:
            self._jump(frames[0].time or 0.0)
            for frame in frames:
                yield self._placed(frame)
            return
        for frame in frames:
            self._advance(frame)
            self._due += _seconds(frame)
            yield 0.0, frame

    def _jump(self, time: float) -> None:
        """Let the clock jump to ``time``."""
        gap = time - self._zero - self.position
        if gap < 0 or (self.resets and gap > _NEW_CLOCK):
            self._former_zero, self._zero = self._zero, time - self.position
        elif abs(time - self._former_zero - self.position) <= _STEP_BACK:
            self._zero = self._former_zero  # it was a damaged time that went back

    def _placed(self, frame: AudioFrame) -> Placed:
        """The frame with the silence that its time asks for."""
        silence = 0.0
        if frame.time is not None:
            missing = frame.time - self._zero - self.position
            silence = missing if missing > _TOLERANCE else 0.0
            self.position += silence
            self._due = frame.time
        self._due += _seconds(frame)
        self._advance(frame)
        return silence, frame

    def _advance(self, frame: AudioFrame) -> None:
        self.position += _seconds(frame)


def _seconds(frame: AudioFrame) -> float:
    return frame.samples / frame.sample_rate
