"""What steers a folder, read in a child process.

Anybody who may drop a file may drop a ``profile.toml``, a glossary or a Word template. What a
parser makes of them ends a child at worst, and holds their own folder.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.text_files import CLOSED, name_in, nearest
from pipeline.core.corrections.learned import LearnedPair
from pipeline.core.naming import comparison_key, readable
from pipeline.core.office.intake import CORRECTIONS, GLOSSARY, PROFILE
from pipeline.errors import NativeCrash, NativeHang, ProfileWrong
from pipeline.explained_error import SchreibstubeError
from pipeline.files import reaching
from pipeline.isolate import Isolated
from pipeline.mistakes import Mistake
from pipeline.office.profiles.corrections_file import corrections_of
from pipeline.office.profiles.lookup import glossary_of, profile_of, template_content, template_of
from pipeline.office.profiles.schema import Profile

log = logging.getLogger(__name__)

_SECONDS = 10
"""Longest time for one folder.

Measured: 0.05 s of CPU for the worst profile that was found. A busy machine (a load of 20 on two
cores) needs 3 s to start the child.
"""

_MEMORY_BYTES = 1 << 30

_TEMPLATES = (".docx", ".dotx")

_DEFAULTS = Profile()


@dataclass(frozen=True, slots=True)
class Rules:
    """What is in force for the files of a folder."""

    profile: Profile = _DEFAULTS
    """The nearest profile; the defaults where there is none."""
    glossary: tuple[str, ...] = ()
    """The terms of the nearest glossary."""
    template: str | None = None
    """The place of the Word template, relative to the inbox."""
    learned: tuple[LearnedPair, ...] = ()
    """What corrections taught in this very folder."""


def rules_of(inbox: Path, folder: str, *, learned: bool = True) -> Rules:
    """What is in force for a folder, with or without what corrections taught.

    Raises:
        ProfileWrong: profile, glossary, template or learned corrections have mistakes.
        FolderUnreachable: the inbox is gone.
    """
    profile = profile_of(inbox, folder)
    return Rules(
        profile,
        glossary_of(inbox, folder),
        template_of(inbox, folder),
        corrections_of(inbox, folder) if learned else (),
    )


def rules_with_template(
    child: Isolated[Any], inbox: Path, folder: str, *, learned: bool = True
) -> tuple[Rules, bytes | None]:
    """The same, read in ``child``, and the bytes of the template.

    Raises:
        ProfileWrong, FolderUnreachable: as ``rules_of``.
    """
    with reaching(inbox):
        steered = next(_steering_files(inbox, folder), None) is not None
    if not steered:
        return Rules(), None
    try:
        work = _rules_with_template if learned else _unlearned_rules
        return child.run(work, _SECONDS, inbox, folder)
    except (NativeCrash, NativeHang) as error:
        if not _works(child):  # no fault of the profile's
            raise
        raise _unreadable(inbox, folder, error) from error
    except SchreibstubeError:
        raise
    except Exception as error:
        raise _unreadable(inbox, folder, error) from error


def _rules_with_template(inbox: Path, folder: str) -> tuple[Rules, bytes | None]:
    return rules_of(inbox, folder), template_content(inbox, folder)


def _unlearned_rules(inbox: Path, folder: str) -> tuple[Rules, bytes | None]:
    return rules_of(inbox, folder, learned=False), template_content(inbox, folder)


class ConfinedReader:
    """Reads rules in a child of its own, and only what has changed.

    The child starts with the first folder that has any, and is gone after ``rest``.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._child = Isolated(object, processes=1, memory_bytes=_MEMORY_BYTES, writable=())
        self._known: dict[str, tuple[object, Rules | ProfileWrong]] = {}

    def read(self, inbox: Path, folder: str) -> Rules:
        """What is in force for a folder.

        Raises:
            ProfileWrong: profile, glossary or template has mistakes, or cannot be read.
            FolderUnreachable: the inbox is gone.
        """
        with reaching(inbox):
            state = tuple(_steering_files(inbox, folder))
        if not state:
            return Rules()
        seen, known = self._known.get(folder, (None, Rules()))
        if seen != state:
            known = self._read(inbox, folder)
            self._known[folder] = state, known
        if isinstance(known, ProfileWrong):
            raise known
        return known

    def rest(self) -> None:
        """End the child; the next folder starts another."""
        self._child.close()

    def _read(self, inbox: Path, folder: str) -> Rules | ProfileWrong:
        try:
            return self._child.run(rules_of, _SECONDS, inbox, folder)
        except ProfileWrong as error:
            return error
        except (NativeCrash, NativeHang) as error:
            wrong = _unreadable(inbox, folder, error)
            if not _works(self._child):  # no fault of the profile's: the next look tries again
                raise wrong from error
            return wrong
        except SchreibstubeError:
            raise
        except Exception as error:  # noqa: BLE001 - no file of a folder ends the office
            return _unreadable(inbox, folder, error)


def _works(child: Isolated[Any]) -> bool:
    """Whether a child of this sort works at all."""
    with suppress(NativeCrash, NativeHang):
        return child.run(bool, _SECONDS, "sound")
    return False


def _unreadable(inbox: Path, folder: str, error: Exception) -> ProfileWrong:
    log.error("profile.unforeseen", extra={"reason": type(error).__name__}, exc_info=error)
    place = None
    with suppress(OSError):
        place = nearest(inbox, folder, PROFILE) or nearest(inbox, folder, GLOSSARY)
    return ProfileWrong.of(readable(place or PROFILE), [Mistake(CLOSED)])


def _steering_files(inbox: Path, folder: str) -> Iterator[tuple[str, int, int, int]]:
    """What steers the folder, and when it changed.

    Templates count where the profile lies, since it alone knows which one is meant.
    """
    profile, glossary = nearest(inbox, folder, PROFILE), nearest(inbox, folder, GLOSSARY)
    places = [place for place in (profile, glossary) if place is not None]
    if profile is not None:
        above = inbox / profile.rpartition("/")[0]
        names = sorted(entry.name for entry in above.iterdir())
        places += [
            str((above / name).relative_to(inbox))
            for name in names
            if comparison_key(name).endswith(_TEMPLATES)
        ]
    with suppress(FileNotFoundError, NotADirectoryError):
        learned = name_in(inbox / folder, CORRECTIONS)
        places += [] if learned is None else [f"{folder}/{learned}" if folder else learned]
    for place in places:
        with suppress(FileNotFoundError):
            seen = (inbox / place).lstat()
            yield place, seen.st_ino, seen.st_size, seen.st_mtime_ns
