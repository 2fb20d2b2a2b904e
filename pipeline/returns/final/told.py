"""What a final tells besides its words, and what is told of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.core.corrections.model import Release
from pipeline.i18n import Language


@dataclass(frozen=True, slots=True)
class Told:
    """What the final tells besides its words."""

    job: str
    """That of the correction."""
    release: Release
    """Who released the text, if anybody did."""
    left_out: tuple[str, ...] = ()
    """Forms of the title that the draft had and the final has not; none if it keeps it."""
    language: Language = "de"
    """That of the frame."""
    engine: str = ""
    """Program and model that the draft names; "" if unknown."""
    names: tuple[tuple[str, str], ...] = ()
    """The draft's labels of speakers and their names, for files that lost the controls for them."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a final that was written."""

    shows: str
    """The checksum of what it shows (``final.appearance``)."""
    open_fields: int
    """Fields that still say "…"."""
