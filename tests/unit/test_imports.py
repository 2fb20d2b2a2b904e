"""Imports are cheap: commands that do no work load no engine, and workers load only what they need themselves."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "PIL",
    "av",
    "ctranslate2",
    "dbos",
    "docx",
    "faster_whisper",
    "numpy",
    "onnxruntime",
    "pdf2image",
    "pikepdf",
    "pypdf",
}
ENGINES = HEAVY | {"pytesseract", "tesserocr", "torch", "whisper"}


@pytest.mark.parametrize(
    "module",
    [
        "workers.cli",
        "pipeline.app",
        "pipeline.process",
        "pipeline.core.drafts.assembly",
        "pipeline.office.journal",
        "pipeline.outputs.formats",
    ],
)
def test_importing_the_command_line_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, json; import {module}; print(json.dumps(sorted(sys.modules)))"

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert ENGINES & set(json.loads(ended.stdout)) == set()


def test_the_draft_of_a_scan_loads_none_of_what_is_known_of_speech() -> None:
    script = "import sys, json; import pipeline.core.drafts.scan_content; print(json.dumps(sorted(sys.modules)))"

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    spoken = {
        f"pipeline.core.wording.{name}"
        for name in ("cues", "dictation", "smoothing", "amounts", "dates", "times")
    }
    assert spoken & set(json.loads(ended.stdout)) == set()
