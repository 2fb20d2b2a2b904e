"""The profiles of an inbox during one look: each folder's is read once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.config.text_files import CLOSED
from pipeline.core.model import folder_of
from pipeline.core.naming import readable
from pipeline.core.office.intake import PROFILE, Sighting
from pipeline.errors import ProfileWrong
from pipeline.mistakes import Mistake
from pipeline.office.profiles.confined import Rules, rules_of
from pipeline.office.profiles.schema import Profile

log = logging.getLogger(__name__)

_UNFORESEEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a parser raises in a file that it did not foresee.

All that is known is told as a mistake where it happens. This is the last resort: one folder's file
must not keep the whole office from working.
"""


class FolderProfiles:
    """The profiles of an inbox, each read when it is first asked for."""

    def __init__(self, inbox: Path, read: Callable[[Path, str], Rules] = rules_of) -> None:
        """Remember nothing yet; ``read`` gives the rules for a folder of the inbox."""
        self._inbox = inbox
        self._read = read
        self._known: dict[str, Rules | ProfileWrong] = {}

    def of(self, source: str) -> Profile | ProfileWrong:
        """The profile that is in force for a file, or what is wrong with it.

        A mistake in the folder's glossary counts, too: it is told before anything is heard.
        """
        rules = self._rules(folder_of(source))
        return rules.profile if isinstance(rules, Rules) else rules

    def _rules(self, folder: str) -> Rules | ProfileWrong:
        if folder not in self._known:
            try:
                self._known[folder] = self._read(self._inbox, folder)
            except ProfileWrong as error:
                self._known[folder] = error
            except _UNFORESEEN as error:
                log.exception("profile.unforeseen", extra={"reason": type(error).__name__})
                file = f"{folder}/{PROFILE}" if folder else PROFILE
                self._known[folder] = ProfileWrong.of(readable(file), [Mistake(CLOSED)])
        return self._known[folder]

    def templates(self, sightings: Iterable[Sighting]) -> frozenset[str]:
        """Which of the files are Word templates that profiles name."""
        sources = (sighting.source for sighting in sightings)
        found = (
            self._rules(folder_of(source))
            for source in sources
            if source.lower().endswith((".dotx", ".docx"))
        )
        return frozenset(
            rules.template for rules in found if isinstance(rules, Rules) and rules.template
        )

    def two_files(self, source: str) -> bool:
        """Whether the folder's front and back sides come in two files."""
        profile = self.of(source)
        return isinstance(profile, Profile) and profile.paper.double_sided == "two-files"
