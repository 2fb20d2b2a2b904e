"""What a published correction teaches its folder.

It is a help for later drafts: whatever goes wrong with it stops no publication.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from pipeline.core.corrections.learned import LearnedPair, Lesson, Source, verdicts
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import Language
from pipeline.office.profiles.corrections_file import forget, remember, remembered

log = logging.getLogger(__name__)

Read = Callable[[Path], tuple[LearnedPair, ...]]
"""``remembered``, in a child process."""


def teach(
    place: tuple[Path, str], lesson: Lesson, source: Source, language: Language, *, read: Read
) -> None:
    """Keep what a corrected draft teaches; the same draft may teach again.

    ``place`` is the draft's folder, and how people know it. A file with mistakes stays as it is,
    and nothing is learned.
    """
    folder, shown = place
    try:
        if folder.is_dir():
            known = read(folder)
            judged = verdicts(lesson.proposed, known, lesson.draft, lesson.final)
            remember(folder, (lesson.pairs, judged), source, language, read=lambda _: known)
    except SchreibstubeError as error:
        reason = {"folder": shown, "reason": type(error).__name__}
        log.warning("corrections.not_learned", extra=reason, exc_info=error)


def take_back(place: tuple[Path, str], draft: str, language: Language) -> None:
    """Forget what the draft of job ``draft`` taught: its release was withdrawn."""
    folder, shown = place
    try:
        forget(folder, draft, language, read=lambda folder: remembered(folder, shown))
    except SchreibstubeError as error:
        reason = {"folder": shown, "reason": type(error).__name__}
        log.warning("corrections.not_forgotten", extra=reason, exc_info=error)
