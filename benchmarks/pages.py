"""The pages of comparisons: tables in Markdown, with a plot beside them."""

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
    """Print what has just been measured, for a person who waits."""
    print(time.strftime("%H:%M:%S"), what, file=sys.stderr, flush=True)


def publish(page: str, numbers: dict[str, Any], target: Path | None, python: Path | None) -> None:
    """Print the page, and write it to ``target`` with its plot.

    ``numbers`` are for ``plot.py``.

    ``python`` has Matplotlib; the numbers stay beside its environment so that the plot can be drawn
    again.
    """
    print(page)
    if target is None or python is None:
        return
    kept = python.parents[2] / "numbers.json"
    kept.write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    script = Path(__file__).with_name("plot.py")
    subprocess.run([python, script, kept, target.with_suffix(".svg")], check=True, cwd=batch.ROOT)
    target.write_text(page, encoding="utf-8")
