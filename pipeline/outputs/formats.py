"""The output formats: all that is known of each, in one list.

Importing this loads no writer: they come when the first result is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline.i18n import N_, Translate
from pipeline.outputs import checks
from pipeline.translations import translator

if TYPE_CHECKING:
    from pipeline.core.drafts.draft import About
    from pipeline.core.model import Recording


@dataclass(frozen=True, slots=True)
class Format:
    """What is known of an output format."""

    whole: Callable[[Path], bool]
    """Whether a file of this format is whole."""
    write: Callable[[Recording, About, Path], None] | None = None
    """Writes a recording in it, if a setting can ask for that.

    None for PDF and DOCX: no setting asks for them, their writers need more, and the stages call
    them.
    """
    use: str = ""
    """What it is for, in the words of the setting: a message id."""


def _write_vtt(recording: Recording, _: About, target: Path) -> None:
    from pipeline.outputs.subtitles import write_vtt

    write_vtt(recording, target)


def _write_srt(recording: Recording, _: About, target: Path) -> None:
    from pipeline.outputs.subtitles import write_srt

    write_srt(recording, target)


def _write_txt(recording: Recording, about: About, target: Path) -> None:
    """Write the draft; without marks, it needs no lexicon."""
    from pipeline.core.drafts.assembly import draft
    from pipeline.outputs.plain_text import write_txt

    write_txt(draft(recording, about=about, translate=translator(about.language)), target)


def _write_json(recording: Recording, about: About, target: Path) -> None:
    from pipeline.outputs.words_json import write_words

    write_words(recording, about, target)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".pdf": Format(checks.whole_pdf),
        ".docx": Format(checks.whole_zip),
        ".vtt": Format(checks.whole_vtt, _write_vtt, N_("subtitles")),
        ".srt": Format(checks.whole_srt, _write_srt, N_("subtitles")),
        ".txt": Format(checks.whole_text, _write_txt, N_("plain text")),
        ".json": Format(
            checks.whole_json, _write_json, N_("every word with its time for programs")
        ),
    }
)
"""Every format by its suffix, in the order of results."""


def choices(translate: Translate) -> str:
    """What a setting can ask for, and what each is for.

    ``subtitles ("vtt", "srt"), plain text ("txt")``, …, by ``translate``.
    """
    wanted = [(known.use, f'"{suffix[1:]}"') for suffix, known in FORMATS.items() if known.write]
    uses = groupby(wanted, key=lambda each: each[0])
    return ", ".join(
        f"{translate(use)} ({', '.join(name for _, name in names)})" for use, names in uses
    )


def check_whole(result: Path) -> None:
    """Refuse a result that is not what its suffix says.

    Raises:
        ValueError: it is damaged or cut short.
    """
    known = FORMATS.get(result.suffix)
    if known is not None and not known.whole(result):
        msg = f"not a whole {result.suffix} file: {result.name}"
        raise ValueError(msg)
