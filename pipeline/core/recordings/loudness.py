"""Gains for quiet parts: the colleague at the table's far end.

Voice detection and Whisper do not mind how loud a recording is as a whole; measured, down to -60
dBFS. But a voice that is 30 dB quieter than the one before it is taken for silence, and at 40 dB
half of what it says is lost. So quiet stretches are raised towards the loud ones. Nothing is ever
made quieter, and what is loud enough stays as it is, sample by sample.
"""

from __future__ import annotations

from collections.abc import Sequence

STEP = 0.5
"""Seconds per level: between a syllable and a sentence.

So the gain does not change within a word.
"""

_ENOUGH = -30.0
"""dBFS from which speech is left as it is."""
_MOST = 30.0
"""Most decibels to add; what is quieter is noise."""
_REACH = 2
"""Steps on each side of which the loudest counts.

So the gain is down before a loud voice begins.
"""


def gains(levels: Sequence[float]) -> list[float]:
    """Decibels to add in the middle of each step, 0 to 30.

    ``levels`` are dBFS, one per step of ``STEP`` seconds.
    """
    loudest = (
        max(levels[max(0, step - _REACH) : step + _REACH + 1]) for step in range(len(levels))
    )
    return [min(max(_ENOUGH - level, 0.0), _MOST) for level in loudest]
