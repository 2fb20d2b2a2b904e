"""The pages that comparisons write: a table in Markdown, and a plot of the same numbers beside it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tools import batch

DAY = "%Y-%m-%d"


def say(what: str) -> None:
    """Tell whoever waits what has just been measured."""
    print(time.strftime("%H:%M:%S"), what, file=sys.stderr, flush=True)


def write_page(page: str, target: Path, numbers: dict[str, Any], python: Path) -> None:
    """Write ``target`` and its plot, drawn by ``python``, which has Matplotlib, from ``numbers`` (see ``plot.py``).

    The numbers stay beside the environment of ``python`` so that the plot can be drawn again.
    """
    kept = python.parents[2] / "numbers.json"
    kept.write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).with_name("plot.py")
    subprocess.run([python, script, kept, target.with_suffix(".svg")], check=True, cwd=batch.ROOT)
    target.write_text(page, encoding="utf-8")
