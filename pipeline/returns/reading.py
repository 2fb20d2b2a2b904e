"""From a file that comes back to what a person made of the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.corrections.model import FinalWord, Returned
from pipeline.outputs.wordml.elements import AUTHOR
from pipeline.returns.contents import Contents, opened
from pipeline.returns.docx_copy import copy_as_docx
from pipeline.returns.filled_rows import filled_rows
from pipeline.returns.final_words import final_text
from pipeline.returns.origin import origin
from pipeline.returns.our_words import parted
from pipeline.returns.release_line import release
from pipeline.returns.resolved.resolving import visible
from pipeline.returns.return_errors import ReturnDamaged, ReturnEmpty
from pipeline.returns.speaker_names import SpeakerNames

_HARDLY_ANY = 0.1
"""Share of words in bookmarks below which these are of no use."""


def read_return(file: Path, work: Path) -> Returned:
    """Read what came back: the words as a reader sees them, and the rest.

    A copy, as DOCX whatever the file is, is ``returned.docx`` in ``work`` then. Tracked changes
    count as accepted.

    Raises:
        NotOurDraft: no draft of ours became this file.
        MacrosInReturn, ReturnLocked, ReturnDamaged, ReturnTooBig: it is not opened, and why.
        ReturnEmpty: no word is left.
        ReturnNewer: a newer version of ours made the draft.
        ReturnNeedsLibreOffice: it is no DOCX, and LibreOffice is not installed.
        NativeHang: LibreOffice took too long.
    """
    with opened(copy_as_docx(file, work)) as contents:
        document = contents.tree(contents.main)
        came_from = origin(contents, document, file)
        body = document.find(qn("w:body"))
        if body is None:
            raise ReturnDamaged
        seen = visible(body, style_names(contents), dict(_notes(contents)))
        comments = _comments(contents)
    names = SpeakerNames.of(seen, came_from.store)
    parts = parted(seen.paragraphs)
    text = final_text(parts.text, names)
    if not text.words:
        raise ReturnEmpty
    return Returned(
        came_from.job,
        came_from.sha256,
        text.words,
        sheet=filled_rows(parts.sheet, text.doubts),
        names=names.names,
        release=release(parts.ours),
        changes=seen.changes,
        rejected=seen.rejected,
        comments=comments,
        anchored=_is_anchored(text.words),
    )


def _is_anchored(words: Sequence[FinalWord]) -> bool:
    return sum(bool(word.anchor) for word in words) >= _HARDLY_ANY * len(words)


def style_names(contents: Contents) -> dict[str, str]:
    """The names of the styles in small letters, by their ids."""
    part = contents.related(contents.main, "/styles")
    if part is None:
        return {}
    return {
        str(style.get(qn("w:styleId"))): str(name.get(qn("w:val"))).lower()
        for style in contents.tree(part).iter(qn("w:style"))
        if (name := style.find(qn("w:name"))) is not None
    }


def _notes(contents: Contents) -> Iterator[tuple[tuple[str, str], BaseOxmlElement]]:
    """Foot- and endnotes by their kind and id."""
    for kind in ("footnote", "endnote"):
        part = contents.related(contents.main, f"/{kind}s")
        if part is not None:
            for note in contents.tree(part).findall(qn(f"w:{kind}")):
                yield (kind, note.get(qn("w:id"), "")), note


def _comments(contents: Contents) -> int:
    """How many comments people made, answers to ours among them."""
    part = contents.related(contents.main, "/comments")
    if part is None:
        return 0
    made = contents.tree(part).findall(qn("w:comment"))
    return sum(comment.get(qn("w:author")) != AUTHOR for comment in made)
