"""Our side of every comparison: the real command in a fresh office."""

from __future__ import annotations

import compileall
import shutil
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from benchmarks.metering import Cost, measure
from tools import batch

LOG = "said.txt"
"""Where a folder keeps what a command had to say."""


class Failed(RuntimeError):
    """A side did not make its output; the message has what it printed."""


def fresh(folder: Path) -> Path:
    """A new folder below ``folder``."""
    return Path(tempfile.mkdtemp(dir=folder))


def tail(folder: Path) -> str:
    """The last that a command had to say."""
    return "\n".join(
        (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
    )


def run_office(
    command: str, sources: Iterable[Path], *, settings: str, folder: Path
) -> tuple[Cost, batch.Office]:
    """Process copies of ``sources`` in an office below ``folder``.

    Returns the cost and the office.

    ``settings``: the content of its schreibstube.toml.
    """
    _compile_ours()
    office = batch.Office(fresh(folder))
    for source in sources:
        shutil.copyfile(source, office.inbox / source.name)
    config = office.root / "schreibstube.toml"
    config.write_text(settings)
    # The files are complete; waiting for more of them would only be idle time.
    more = ("--settle", "0", "--config", str(config))
    return measure([*office.arguments(command), *more], log=office.root / LOG), office


@cache
def _compile_ours() -> None:
    """Compile our modules, as set-up does and pip did with the other side's.

    Python does it at the first start, unless PYTHONDONTWRITEBYTECODE forbids it.
    """
    for package in ("pipeline", "workers"):
        compileall.compile_dir(batch.ROOT / package, quiet=1)


def only_item(cost: Cost, office: batch.Office, source: Path) -> batch.Item:
    """What became of the one document that was dropped.

    Raises:
        Failed: it was not published.
    """
    (item,) = office.items() or (batch.Item(source.name, "not in the report"),)
    if cost.exit_code or item.status != "published":
        said = f"exit code {cost.exit_code}, {item.status} {item.reason}\n{tail(office.root)}"
        raise Failed(f"ours, {source.name}: {said}")
    return item


def published_output(office: batch.Office, item: batch.Item, suffix: str) -> Path | None:
    """The first published result that ends so."""
    made = [office.outbox / output for output in item.outputs if output.endswith(suffix)]
    return made[0] if item.status == "published" and made else None
