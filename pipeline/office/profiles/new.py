"""A new profile with every key and what it does."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from pipeline import files
from pipeline.config.text_files import name_in
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.naming import readable
from pipeline.core.office.intake import PROFILE
from pipeline.errors import ProfileExists
from pipeline.files import reaching
from pipeline.i18n import Language
from pipeline.office.profiles.schema import Profile
from pipeline.outputs.formats import choices
from pipeline.translations import translator


def write_profile(folder: Path, language: Language, kind: DraftKind | None = None) -> Path:
    """Write a ``profile.toml`` with every key explained.

    The values are the defaults, or what suits drafts of ``kind``.

    Raises:
        ProfileExists: there is one; it stays as it is.
        DiskFull, FolderUnreachable: the system refuses.
    """
    with reaching(folder):
        there = name_in(folder, PROFILE)
        if there is None:
            files.write_new(folder / PROFILE, template(language, kind).encode())
            return folder / PROFILE
    raise ProfileExists(file=readable(str(folder / there)))


_SUITING: Mapping[DraftKind, Mapping[str, object]] = {
    DraftKind.LETTER: {},
    DraftKind.TRANSCRIPT: {"recording.outputs": ("vtt", "txt")},
    DraftKind.MINUTES: {"draft.smooth": True, "draft.candidates": True},
    DraftKind.RESULTS: {"draft.smooth": True, "draft.candidates": True},
    DraftKind.DICTATION: {"recording.outputs": (), "recording.speakers": 1},
    DraftKind.MEMO: {"draft.smooth": True, "recording.outputs": ()},
    DraftKind.PLAIN: {"draft.smooth": False, "recording.outputs": ("txt",)},
}
"""What a new profile says besides the kind of its drafts."""


def template(language: Language, kind: DraftKind | None = None) -> str:
    """The text of a new profile: valid TOML with the defaults.

    With ``kind`` it has what suits drafts of that kind.
    """
    _ = translator(language)
    head = _("Profile of Schreibstube for this folder and the folders in it.")
    said = (
        _("These are the defaults.")
        if kind is None
        else _("It is made for drafts of the kind “{kind}”.")
    )
    values = {} if kind is None else {"draft.kind": kind.value, **_SUITING[kind]}
    return (
        "\n".join(
            [*_comment(f"{head} {said.format(kind=kind)}"), *_keys(Profile, language, values)]
        )
        + "\n"
    )


def _keys(
    section: type[BaseModel], language: Language, values: Mapping[str, object], above: str = ""
) -> Iterator[str]:
    """Lines of a section, plain keys first, as TOML wants it.

    ``values`` take the place of defaults, by the keys' full names.
    """
    _ = translator(language)
    for name, info in section.model_fields.items():
        value = values.get(f"{above}{name}", info.default)
        yield ""
        yield from _comment(_(info.description or "").replace("{formats}", choices(_)))
        if isinstance(value, BaseModel):
            yield f"[{name}]"
            yield from _keys(type(value), language, values, f"{above}{name}.")
        elif value is None:
            yield f"# {name} = {json.dumps((info.examples or [''])[0])}"
        else:
            yield f"{name} = {json.dumps(value)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 100)]
