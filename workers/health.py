"""What a person should know of the office's folders, beside the jobs themselves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pipeline.core.office.intake import IN_WORK
from pipeline.errors import Unavailable
from pipeline.explained_error import SchreibstubeError
from pipeline.office.head import Gap, cut_error, read_head
from pipeline.office.journal import Journal
from pipeline.office.markers import inbox_marker, outbox_marker
from pipeline.settings import Settings


def warnings(journal: Journal, settings: Settings) -> Iterator[SchreibstubeError]:
    """What is wrong with journal, inbox and outbox; nothing is changed."""
    folders = settings.folders
    for look in (
        journal.check,
        lambda: check_tail(journal, settings),
        inbox_marker(folders.inbox, journal).check,
        outbox_marker(folders.outbox, journal).check,
    ):
        try:
            look()
        except SchreibstubeError as error:
            yield error


def lost_journal(settings: Settings) -> Iterator[SchreibstubeError]:
    """What the inbox knows of a journal that the state folder does not have."""
    with suppress(Unavailable):
        head = read_head(settings.folders.inbox / IN_WORK)
        if head is not None:
            yield cut_error(settings.state, Gap(1, head.count))


def check_tail(journal: Journal, settings: Settings) -> None:
    """Make sure that no event is missing that a person has not taken note of.

    Raises:
        JournalCut: some are.
    """
    gap = journal.gap
    if gap is None:
        try:
            gap = journal.missing(read_head(settings.folders.inbox / IN_WORK))
        except Unavailable:  # without its inbox nobody knows
            return
    if gap is not None:
        raise cut_error(settings.state, gap)
