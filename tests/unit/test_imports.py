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
    "module", ["workers.cli", "pipeline.app", "pipeline.process", "pipeline.core.drafting", "pipeline.journal"]
)
def test_importing_the_command_line_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, json; import {module}; print(json.dumps(sorted(sys.modules)))"

    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert ENGINES & set(json.loads(ended.stdout)) == set()
