"""Nothing leaves the machine: onnxruntime keeps no list of what it would report to its makers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine

FIND_VOICES = """
import sys; from pathlib import Path; from pipeline.recordings.sound import find_speech
find_speech(Path(sys.argv[1]))
assert "onnxruntime" in sys.modules
"""


def test_the_voice_detector_notes_nothing_for_its_makers(tmp_path: Path) -> None:
    home, sound = tmp_path / "home", tmp_path / "sound.pcm"
    home.mkdir()
    sound.write_bytes(bytes(2 * 16_000))
    # No other variables: on a CI machine it notes nothing anyway, and with XDG_CACHE_HOME it would
    # write elsewhere.
    environment = {"PATH": os.defpath, "HOME": str(home)}
    command = [sys.executable, "-c", FIND_VOICES, str(sound)]

    subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], check=True)

    assert list(home.rglob("*")) == []
