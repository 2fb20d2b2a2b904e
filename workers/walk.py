"""One walk through the inbox: what lies there, and what cannot be read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.core.office import intake
from pipeline.core.office.intake import Sighting, Waiting
from pipeline.errors import ProfileWrong
from pipeline.files import reaching
from pipeline.office.profiles.by_folder import FolderProfiles
from pipeline.office.profiles.confined import ConfinedReader


@dataclass(slots=True)
class Finds:
    """What a walk through the inbox has seen so far."""

    sightings: list[Sighting] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    unreadable: dict[str, Waiting] = field(default_factory=dict)


class LyingFiles(NamedTuple):
    """What lies in the inbox, as a single walk can tell.

    ``held`` waits for a person: for a profile's correction, or because it cannot be read or is no
    file. ``fresh``: how many others are not in work yet.
    """

    held: tuple[tuple[str, ProfileWrong | Waiting], ...] = ()
    fresh: int = 0


def lying_files(inbox: Path) -> LyingFiles:
    """Walk through the inbox once, and look at its profiles.

    Raises:
        FolderUnreachable: the inbox cannot be walked.
    """
    finds, rules = Finds(), ConfinedReader()
    profiles = FolderProfiles(inbox, rules.read)
    with reaching(inbox):
        walk(inbox, finds)
    templates = profiles.templates(finds.sightings)
    sources = [each.source for each in finds.sightings if each.source not in templates]
    found = [(source, profiles.of(source)) for source in sources]
    rules.rest()
    wrong = [(source, mistake) for source, mistake in found if isinstance(mistake, ProfileWrong)]
    return LyingFiles((*wrong, *finds.unreadable.items()), len(sources) - len(wrong))


def walk(inbox: Path, finds: Finds) -> None:
    """Look at every file once; what cannot be read holds up nothing else.

    Raises:
        OSError: the inbox itself is out of reach.
    """
    _walk_folder(inbox, "", finds)
    if finds.unreadable:
        # Where the share went away in the middle, nothing in it can be read: ask for the inbox.
        os.scandir(inbox).close()


def _walk_folder(folder: Path, inside: str, finds: Finds) -> None:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            source = inside + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    if intake.ignored_folder(entry.name):
                        pass
                    elif inside.count("/") < intake.DEEPEST:
                        _walk_folder(folder / entry.name, f"{source}/", finds)
                    else:
                        finds.unreadable[source] = Waiting.TOO_DEEP
                    continue
                seen = entry.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            except OSError as error:
                finds.unreadable[source] = intake.refusal(error)
                continue
            _note(entry.name, source, seen, finds)


def _note(name: str, source: str, seen: os.stat_result, finds: Finds) -> None:
    regular = stat.S_ISREG(seen.st_mode)
    if intake.ignored_file(name) or (not regular and intake.ignored_folder(name)):
        if not intake.steering_file(name):
            finds.ignored.append(source)
    elif regular:
        finds.sightings.append(Sighting(source, seen.st_size, seen.st_mtime_ns))
    else:
        # A link could point anywhere, also to what its maker may not read; a pipe never ends.
        link = stat.S_ISLNK(seen.st_mode)
        finds.unreadable[source] = Waiting.LINK if link else Waiting.SPECIAL
