"""Drafts as people send them back: written by us, then changed in their XML."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from pipeline.core.corrections.model import FinalWord, Returned
from pipeline.core.drafts.draft import Change, Draft, Run
from pipeline.core.drafts.runs import texts_of
from pipeline.outputs.draft_docx import write_docx
from pipeline.returns.reading import read_return
from tests.wordml import parts

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "word/document.xml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"

Edit = Callable[[BaseOxmlElement], None]


def returned(
    draft: Draft, folder: Path, edit: Edit | None = None, **other: bytes | None
) -> Returned:
    """What is read of a draft in whose text ``edit`` changed something.

    ``other``: parts to put in the place of ours, None to leave them out, "/" written as "__".
    """
    return read_return(edited(draft, folder, edit, **other), folder)


def edited(draft: Draft, folder: Path, edit: Edit | None = None, **other: bytes | None) -> Path:
    """The file itself."""
    file = folder / "Brief.docx"
    write_docx(draft, file)
    contents = parts(file)
    root = parse_xml(contents[_MAIN])
    if edit is not None:
        edit(root)
    named = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in other.items()}
    repacked(file, {**contents, _MAIN: etree.tostring(root), **named})
    return file


def repacked(file: Path, contents: Mapping[str, bytes | None]) -> None:
    """Write a package of these parts; None leaves one out."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in contents.items():
            if part is not None:
                package.writestr(name, part)


def xml(content: str) -> BaseOxmlElement:
    """Elements of WordprocessingML, below one of no meaning."""
    made: BaseOxmlElement = parse_xml(
        f'<w:body xmlns:w="{W}" xmlns:w14="{_W14}">{content}</w:body>'
    )
    return made


def elements(content: str) -> list[BaseOxmlElement]:
    return list(xml(content))


def texts(word: str, root: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The elements of text in which ``word`` stands."""
    return [each for each in root.iter(qn("w:t"), qn("w:delText")) if word in (each.text or "")]


def retyped(old: str, new: str) -> Edit:
    """Type over a word, without tracking it."""

    def edit(root: BaseOxmlElement) -> None:
        (found, *_others) = texts(old, root)
        found.text = str(found.text).replace(old, new)

    return edit


def said(found: Returned) -> str:
    return " ".join(word.text for word in found.words)


def recognised(draft: Draft) -> list[tuple[str, str]]:
    """The words of a draft with their anchors, all changes accepted."""
    found: list[tuple[str, str]] = []
    for block in draft.blocks:
        for runs in texts_of(block):
            if any(run.anchor for run in runs):
                found += _words(runs)
    return found


def _words(runs: tuple[Run, ...]) -> Iterator[tuple[str, str]]:
    text, anchors = "", list[str]()
    for place, run in enumerate(runs):
        if run.change is not Change.DELETED:
            before = next((each.anchor for each in reversed(runs[:place]) if each.anchor), "")
            after = next((each.anchor for each in runs[place:] if each.anchor), "")
            text += run.text
            anchors += [run.anchor or (before if before == after else "")] * len(run.text)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield word, next(filter(None, anchors[at : at + len(word)]), "")
        at += len(word)


def with_anchors(words: tuple[FinalWord, ...]) -> list[tuple[str, str]]:
    return [(word.text, word.anchor) for word in words]
