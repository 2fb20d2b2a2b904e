"""Make ``pipeline/recordings/trial.opus``, the speech that ``models recommend`` hears.

    python -m tools.trial_sound

A made voice (SVOX Pico, Apache-2.0) reads a text of ours for twenty seconds.
"""

from __future__ import annotations

import av
import numpy as np
from py_nanotts import NanoTTS  # type: ignore[import-untyped,unused-ignore]

from pipeline.core.recordings.segments import RATE
from pipeline.recordings.trial import SECONDS, SOUND

_TEXT = (
    "Guten Tag. Dies ist eine Probe für das Schreibbüro. Wie lange dieser Rechner für eine Stunde "
    "Aufnahme braucht, hängt von seinen Kernen ab und vom Sprachmodell. Ein größeres Modell hört "
    "genauer, besonders Namen, Zahlen und Fachwörter, braucht aber mehr Speicher und mehr Zeit. "
    "Nach der Probe steht hier, welches Modell der Rechner verträgt, und wie lange eine Sitzung "
    "damit ungefähr dauert."
)


def main() -> None:
    """Write the sound."""
    spoken = NanoTTS().speak(_TEXT, voice="de-DE")
    samples = np.frombuffer(spoken, "<i2")[: round(SECONDS * RATE)]
    with av.open(SOUND, "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono", bit_rate=24_000)
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler("s16", "mono", 48_000, frame_size=960)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))


if __name__ == "__main__":
    main()
