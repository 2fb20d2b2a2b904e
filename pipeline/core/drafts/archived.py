"""What a published PDF says it is, and what draft and report say of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.i18n import N_


@dataclass(frozen=True, slots=True)
class Archived:
    """What a published PDF says it is: ``pdfa`` is the flavour (``2b``), or None, and then ``obstacle`` may say why.

    ``obstacle`` is a part of a sentence in English, to be translated.
    """

    pdfa: str | None = None
    obstacle: str | None = None


UNARCHIVED = Archived()
"""Nobody said anything about it."""

SIGNED = N_(
    "The original is digitally signed. Only the file in _originals is; the searchable PDF is a copy and carries no signature."
)
"""What draft and report say of a searchable PDF whose original is signed."""

NOT_ARCHIVABLE = N_("not PDF/A: {reason}")
"""What they say of one that cannot be PDF/A."""
