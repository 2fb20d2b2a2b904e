"""A recording opened before it is asked for, while the office loads its engine.

That is a second of two minutes of sound. What was opened stays with the process that did it, in a
folder of its own: another one that is asked opens the recording itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from pipeline.core.recordings.segments import Segment
from pipeline.files import reaching
from pipeline.recipe import RecordingFacts
from pipeline.recordings.opening import open_spoken


@dataclass(frozen=True, slots=True)
class _Opened:
    """A recording that nobody has asked for yet."""

    look: tuple[int, int]
    """Size in bytes and time of what was opened."""
    folder: Path
    """Where its sound is."""
    facts: RecordingFacts
    segments: tuple[Segment, ...]


_opened: dict[Path, _Opened] = {}
"""By the path of the sound that will be asked for."""


def open_early(source: Path, pcm: Path) -> None:
    """Open a recording for ``open_once`` in the same process.

    Raises:
        SchreibstubeError: what ``open_spoken`` raises.
    """
    look = _look(source)
    folder = Path(mkdtemp(prefix="early-", dir=pcm.parent))
    facts, segments = open_spoken(source, folder / pcm.name)
    _opened[pcm] = _Opened(look, folder, facts, segments)


def open_once(source: Path, pcm: Path) -> tuple[RecordingFacts, tuple[Segment, ...]]:
    """``open_spoken``, unless it is done and the file is as it was.

    Raises:
        SchreibstubeError: what ``open_spoken`` raises.
    """
    early = _opened.pop(pcm, None)
    if early is None or early.look != _look(source):
        return open_spoken(source, pcm)
    for file in early.folder.iterdir():
        file.replace(pcm.with_name(file.name))
    early.folder.rmdir()
    return early.facts, early.segments


def _look(source: Path) -> tuple[int, int]:
    with reaching(source.parent):
        seen = source.stat()
    return seen.st_size, seen.st_mtime_ns
