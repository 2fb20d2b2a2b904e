"""Imports are cheap: commands load no engine, and a scan's draft loads nothing about speech."""

import json
import subprocess
import sys
from importlib.util import find_spec

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


SPOKEN = {
    f"pipeline.core.wording.{name}"
    for name in ("cues", "dictation", "smoothing", "amounts", "spoken_dates", "spoken_times")
}


def test_the_draft_of_a_scan_loads_none_of_what_is_known_of_speech() -> None:
    script = (
        "import sys, json; import pipeline.core.drafts.scan_content;"
        "print(json.dumps(sorted(sys.modules)))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert SPOKEN & set(json.loads(ended.stdout)) == set()


@pytest.mark.parametrize("module", sorted(SPOKEN))
def test_what_is_known_of_speech_is_where_the_test_above_looks_for_it(module: str) -> None:
    assert find_spec(module) is not None


def test_what_writes_drafts_loads_nothing_of_the_network() -> None:
    script = (
        "import sys, json; import pipeline.stages.scan, pipeline.stages.scan_results;"
        "print(json.dumps(sorted(sys.modules)))"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert {"http.client", "ssl", "urllib.request"} & set(json.loads(ended.stdout)) == set()


@pytest.mark.parametrize(
    ("module", "unneeded"),
    [
        ("workers.cli", {"http.client", "urllib.request"}),
        ("pipeline.stages.scan", {"pypdfium2", "img2pdf", "pillow_heif"}),
    ],
)
def test_what_few_documents_need_is_not_loaded_with_the_others(
    module: str, unneeded: set[str]
) -> None:
    script = f"import sys, json; import {module}; print(json.dumps(sorted(sys.modules)))"

    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert unneeded & set(json.loads(ended.stdout)) == set()
