"""A trial: how long this machine takes to hear twenty seconds of speech.

The sound is ``trial.opus``, made by ``tools/trial_sound.py``. The last trial stays beside the
models, since it holds for this machine as they do.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, process_time
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from pipeline import files
from pipeline.core.recordings.models.forecast import Machine, Trial
from pipeline.core.recordings.segments import RATE
from pipeline.engines import Listening
from pipeline.files import reaching

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SECONDS = 20.0
"""How much speech is heard."""
SOUND = Path(__file__).with_name("trial.opus")
"""A made voice that reads German."""

_BUSY = 1.5
"""Times as long as the threads alone would need: others took their cores."""
_CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""The memory that a container may take. Source: Linux, cgroup v2."""
_FILE = "trial.json"
_TRIALS = TypeAdapter(tuple[int, Trial])
"""A trial, and the number of cores it was made with."""


def trial(listening: Listening, model: str, threads: int) -> Trial:
    """How long ``model`` takes for the sound with so many threads, once it is loaded.

    Raises:
        ModelMissing: it is not on this machine.
    """
    engine, samples = listening.engine(model), _samples()
    engine.transcribe(samples[:RATE], language="de")  # first calls are slower
    begun, spent = monotonic(), process_time()
    engine.transcribe(samples, language="de")
    took, alone = monotonic() - begun, (process_time() - spent) / threads
    on_card = engine.version.endswith("float16")
    busy = not on_card and took > _BUSY * alone
    return Trial(model, alone if busy else took, busy=busy, on_card=on_card)


def remember(made: Trial, models: Path) -> None:
    """Keep a trial beside the models.

    Raises:
        DiskFull, FolderUnreachable: the system refuses to write.
    """
    with reaching(models):
        models.mkdir(parents=True, exist_ok=True)
        files.replace(models / _FILE, _TRIALS.dump_json((_cores(), made)))


def remembered(models: Path) -> Trial | None:
    """The last trial of this machine; None if it had none, or other cores."""
    with suppress(OSError, ValidationError):
        cores, made = _TRIALS.validate_json((models / _FILE).read_bytes())
        if cores == _cores():
            return made
    return None


def machine(listeners: int) -> Machine:
    """This machine, or the part of it that a container may use."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):
        memory = min(memory, int(_CONTAINER.read_text("ascii")))
    return Machine(_cores(), memory, listeners)


def _cores() -> int:
    return os.cpu_count() or 1


def _samples() -> NDArray[np.float32]:
    import av  # noqa: PLC0415 - only the child that hears loads it
    import numpy as np  # noqa: PLC0415 - as above

    resampler = av.AudioResampler("flt", "mono", RATE)
    with av.open(SOUND) as container:
        frames = [*container.decode(audio=0), None]
        pieces = [piece.to_ndarray()[0] for each in frames for piece in resampler.resample(each)]
    return np.concatenate(pieces)[: round(SECONDS * RATE)]
