"""What a published PDF says it is."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.i18n import N_


@dataclass(frozen=True, slots=True)
class Archived:
    """What a published PDF says it is.

    ``pdfa`` is the flavour (``2b``). Where it is None, ``obstacle`` may say why: a part of a
    sentence in English, to be translated.
    """

    pdfa: str | None = None
    obstacle: str | None = None


UNARCHIVED = Archived()
"""The PDF says nothing."""

SIGNED = N_(
    "The original is digitally signed. Only the file in _originals is; the searchable "
    "PDF is a copy and carries no signature."
)
"""What draft and report say if the scan is signed."""

NOT_ARCHIVABLE = N_("not PDF/A: {reason}")
"""What they say of a PDF that cannot be PDF/A."""
