"""What is kept of a published draft, so that its correction needs no engine.

Pages are not kept twice: their artefacts are named. Everything is as it was when the draft was
made, whatever profile or version there is by then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.core.corrections.draft_words import draft_words
from pipeline.core.corrections.model import DraftWord
from pipeline.core.drafts.draft import About, Draft
from pipeline.core.model import Job, Page, Recognised, Recording, Rendition, Scan
from pipeline.core.scans.letter import NOTHING_FOUND
from pipeline.recipe import Recipe
from pipeline.stages.artefacts import ArtefactMissing, Artefacts

_STAGE = "published"


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A document of a draft, as it was published."""

    about: About
    """Title, language of the frame, origin."""
    words: tuple[DraftWord, ...]
    """In reading order."""
    numbers: tuple[int, ...] = ()
    """Its pages in the scan as it is opened; none of a recording."""
    whole: bool = True
    """Whether these are all pages in their order."""
    recording: Recording | None = None
    """What was heard; None of a scan."""
    outputs: tuple[Rendition, ...] = ()
    """What a recording was written as besides the draft."""
    read_by: tuple[str, ...] = ()
    """Settings of the artefacts that its pages are."""
    proposed: tuple[tuple[str, str], ...] = ()
    """What earlier corrections proposed in it: wrong words and the right ones."""
    again: bool = False
    """Whether it is no longer as it was published, but recognised again since."""


def part_of_scan(
    made: Draft, scan: Scan, about: About, numbers: tuple[int, ...], read_by: tuple[str, ...]
) -> PublishedPart:
    """A document of a scan: of these pages, read with these settings."""
    return PublishedPart(about, draft_words(made, scan), numbers, read_by=read_by)


def part_of_recording(
    made: Draft, recording: Recording, about: About, outputs: tuple[Rendition, ...]
) -> PublishedPart:
    """The document of a recording."""
    words = draft_words(made, recording)
    return PublishedPart(about, words, recording=recording, outputs=outputs)


class PublishedDrafts:
    """The published drafts of one job."""

    def __init__(self, job: Job, recipe: Recipe) -> None:
        """Look for them among the artefacts of the recipe; each page is read once."""
        self._job = job
        self._artefacts = Artefacts(recipe.artefacts)
        self._proposed = recipe.form.corrections
        self._again = recipe.correction is not None and recipe.correction.again
        self._pages: dict[tuple[tuple[str, ...], int], Page] = {}

    def save(self, parts: tuple[PublishedPart, ...]) -> None:
        """Keep the documents of the job, in order.

        What a letter says of itself is in its words, and not kept again.
        """
        kept = tuple(
            replace(
                part,
                about=replace(part.about, letter=NOTHING_FOUND, e_invoice=None),
                proposed=self._proposed,
                again=self._again,
            )
            for part in parts
        )
        self._artefacts.save(self._job.sha256, _STAGE, kept, settings=self._job.id)

    def load(self) -> tuple[PublishedPart, ...] | None:
        """The documents in order; None if nothing was kept, or their pages are gone."""
        found = self._artefacts.load(
            self._job.sha256, _STAGE, tuple[PublishedPart, ...], settings=self._job.id
        )
        try:
            for part in found or ():
                self.recognised(part)
        except ArtefactMissing:
            return None
        return found

    def recognised(self, part: PublishedPart) -> Recognised:
        """What the document was made from.

        Raises:
            ArtefactMissing: a page is gone.
        """
        if part.recording is not None:
            return part.recording
        return Scan(
            tuple(
                page if page.number == new else replace(page, number=new)
                for new, page in enumerate((self._page(part, old) for old in part.numbers), start=1)
            )
        )

    def _page(self, part: PublishedPart, number: int) -> Page:
        known = self._pages.get((part.read_by, number))
        if known is not None:
            return known
        for settings in part.read_by:
            found = self._artefacts.load(
                self._job.sha256, f"page-{number:05d}", Page, settings=settings
            )
            if found is not None:
                self._pages[part.read_by, number] = found
                return found
        msg = f"page {number} is missing"
        raise ArtefactMissing(msg)
