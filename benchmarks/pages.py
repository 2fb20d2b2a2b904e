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


def publish(page: str, numbers: dict[str, Any], target: Path | None, python: Path | None) -> None:
    """Print the page, and write it to ``target`` if there is one, with its plot of ``numbers`` (see ``plot.py``) beside it.

    ``python`` has Matplotlib; the numbers stay beside its environment so that the plot can be drawn again.
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
