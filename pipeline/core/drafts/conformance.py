"""Whether a published PDF is PDF/A, and what drafts say about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.i18n import N_, Translate


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


def conformance_fact(conformance: Conformance, _: Translate) -> Iterator[tuple[str, str]]:
    """The flavour of PDF/A, or why there is none, as far as it is known."""
    if conformance.pdfa is not None:
        yield _("Searchable PDF"), f"PDF/A-{conformance.pdfa}"
    elif conformance.obstacle is not None:
        yield _("Searchable PDF"), _(NOT_ARCHIVABLE).format(reason=_(conformance.obstacle))
