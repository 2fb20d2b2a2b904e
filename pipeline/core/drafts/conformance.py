"""Whether a published PDF is PDF/A, and what drafts say about it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.i18n import N_


@dataclass(frozen=True, slots=True)
class Conformance:
    """The flavour of PDF/A that a published PDF claims, or why it has none.

    ``pdfa`` is the flavour (``2b``). Where it is None, ``obstacle`` may say why: a part of a
    sentence in English, to be translated.
    """

    pdfa: str | None = None
    obstacle: str | None = None


UNKNOWN_CONFORMANCE = Conformance()
"""The PDF claims no flavour, and no reason is known."""

SIGNED = N_(
    "The original is digitally signed. Only the file in _originals is; the searchable "
    "PDF is a copy and carries no signature."
)
"""What draft and report say if the scan is signed: no copy of it is."""

NOT_ARCHIVABLE = N_("not PDF/A: {reason}")
"""What draft and report say of a PDF that cannot be PDF/A."""
