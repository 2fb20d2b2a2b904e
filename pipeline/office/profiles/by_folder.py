"""The profiles of an inbox during one look: each folder's is read once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.core.office.intake import Sighting
from pipeline.errors import ProfileWrong
from pipeline.office.profiles.lookup import glossary_of, profile_of, template_of
from pipeline.office.profiles.schema import Profile


class FolderProfiles:
    """The profiles of an inbox, each read when it is first asked for."""

    def __init__(self, inbox: Path) -> None:
        """Remember nothing yet."""
        self._inbox = inbox
        self._known: dict[str, Profile | ProfileWrong] = {}

    def of(self, source: str) -> Profile | ProfileWrong:
        """The profile that is in force for a file, or what is wrong with it.

        A mistake in the folder's glossary counts, too: it is told before anything is heard.
        """
        folder = source.rpartition("/")[0]
        if folder not in self._known:
            try:
                self._known[folder] = profile_of(self._inbox, folder)
                glossary_of(self._inbox, folder)
            except ProfileWrong as error:
                self._known[folder] = error
        return self._known[folder]

    def templates(self, sightings: Iterable[Sighting]) -> frozenset[str]:
        """Which of the files are Word templates that profiles name."""
        found = set()
        for source in (sighting.source for sighting in sightings):
            if source.lower().endswith((".dotx", ".docx")) and isinstance(self.of(source), Profile):
                with suppress(ProfileWrong):
                    found.add(template_of(self._inbox, source.rpartition("/")[0]))
        return frozenset(place for place in found if place is not None)

    def two_files(self, source: str) -> bool:
        """Whether the folder's front and back sides come in two files."""
        profile = self.of(source)
        return isinstance(profile, Profile) and profile.paper.double_sided == "two-files"
