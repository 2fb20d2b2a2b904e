"""What a seeded editor makes of a draft's Word file, on its XML.

Which words of the draft each word was made of is known, as in ``edited_texts``.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from benchmarks.edited_texts import Edited, Editing, Text, edited
from pipeline.core.corrections.model import DraftWord
from pipeline.outputs.wordml.check_sheet import SHEET

_DOCUMENT = "word/document.xml"
_ANCHOR = re.compile(r"_?(p[0-9]+_l[0-9]+|u[0-9]+)")
_WORD = re.compile(r"\S+")
_NEAR = 6
"""Words of the draft among which a word of the file is looked for."""


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the draft in the file: characters of one paragraph."""

    signs: Sequence[tuple[BaseOxmlElement, int]]
    start: int
    end: int


def edit_file(
    draft: Path, target: Path, words: Sequence[DraftWord], how: Editing, seed: int
) -> Edited:
    """Write what the editor makes of ``draft``; return the words that it has then.

    ``words`` are the draft's. Words that the editor's choice does not reach stay.
    """
    with zipfile.ZipFile(draft) as package:
        content = {name: package.read(name) for name in package.namelist()}
    root = parse_xml(content[_DOCUMENT])
    tokens, paragraphs = _found(root, words)
    text = Text(
        draft.name, tuple(words), tuple(_spans(paragraphs)), spoken=words[0].anchor[0] == "u"
    )
    made = _without_lone_rows(edited(text, how, seed))
    _write(made, tokens, paragraphs)
    if not how.anchors:
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for each in list(root.iter(qn(name))):
                each.getparent().remove(each)
    content[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, each in content.items():
            package.writestr(name, each)
    return made


def _found(
    root: BaseOxmlElement, words: Sequence[DraftWord]
) -> tuple[list[_Token], list[BaseOxmlElement]]:
    """The draft's words in the file, and the paragraph of each.

    Raises:
        LookupError: one is not there.
    """
    tokens: list[_Token] = []
    places: list[BaseOxmlElement] = []
    for paragraph in _paragraphs(root):
        signs = list(_signs(paragraph))
        shown = "".join((each.text or "")[at] if at >= 0 else " " for each, at in signs)
        for word in _WORD.finditer(shown):
            if len(tokens) < len(words) and word[0] == words[len(tokens)].text:
                tokens.append(_Token(signs, word.start(), word.end()))
                places.append(paragraph)
    if len(tokens) < len(words):
        raise LookupError(words[len(tokens)])
    return tokens, places


def _signs(paragraph: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement, int]]:
    """The characters of a paragraph: element and place; -1 for gaps that are elements."""
    gaps = {qn(name) for name in ("w:tab", "w:br")}
    for each in paragraph.iter(qn("w:t"), *gaps):
        if each.tag not in gaps:
            yield from ((each, at) for at in range(len(each.text or "")))
        elif each.getparent().tag == qn("w:r"):
            yield each, -1


def _paragraphs(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs with words of the document, up to the check sheet."""
    for paragraph in root.iter(qn("w:p")):
        names = [str(each.get(qn("w:name"))) for each in paragraph.iter(qn("w:bookmarkStart"))]
        if SHEET in names:
            return
        if any(map(_ANCHOR.fullmatch, names)):
            yield paragraph


def _spans(paragraphs: Sequence[BaseOxmlElement]) -> Iterator[tuple[int, int]]:
    at = 0
    for _, group in groupby(paragraphs, key=id):
        length = len(list(group))
        yield at, at + length
        at += length


def _without_lone_rows(made: Edited) -> Edited:
    """What was made, without paragraphs of which nothing is left but what was put in."""
    pairs = list(zip(made.final, made.origins, strict=True))
    kept = {word.paragraph for word, origin in pairs if origin}
    pairs = [pair for pair in pairs if pair[0].paragraph in kept]
    return Edited(
        tuple(word for word, _ in pairs), tuple(origin for _, origin in pairs), made.touched
    )


def _write(made: Edited, tokens: Sequence[_Token], paragraphs: Sequence[BaseOxmlElement]) -> None:
    """Change the text to what was made of it, and bring the paragraphs into their order."""
    said, order = _said(made)
    new: dict[BaseOxmlElement, dict[int, str]] = {}
    for number, token in enumerate(tokens):
        text = " ".join(said.get(number, ()))
        end = token.end if text else min(token.end + 1, len(token.signs))
        for source, at in token.signs[token.start : end]:
            if at >= 0:
                new.setdefault(source, {})[at] = text
                text = ""
    for source, changed in new.items():
        old = source.text or ""
        source.text = "".join(changed.get(at, sign) for at, sign in enumerate(old))
        source.set(qn("xml:space"), "preserve")
    after = dict.fromkeys(paragraphs[at] for at in order)
    _order(list(dict.fromkeys(paragraphs)), list(after))


def _said(made: Edited) -> tuple[dict[int, list[str]], list[int]]:
    """What stands for each word of the draft, and the first words of the paragraphs in order."""
    said: dict[int, list[str]] = {}
    order: list[int] = []
    rows = groupby(zip(made.final, made.origins, strict=True), key=lambda pair: pair[0].paragraph)
    for _, row in rows:
        pairs = list(row)
        at = next(origin[0] for _, origin in pairs if origin)
        order.append(at)
        for word, origin in pairs:
            at = origin[0] if origin else at
            said.setdefault(at, []).append(word.text)
    return said, order


def _order(before: Sequence[BaseOxmlElement], after: Sequence[BaseOxmlElement]) -> None:
    """Put the paragraphs ``after`` where those ``before`` are; the rest goes."""
    if list(before) == list(after):
        return
    slots = []
    for paragraph in before:
        slot = paragraph.makeelement(qn("w:p"))
        paragraph.addprevious(slot)
        slots.append(slot)
    for paragraph in before:
        paragraph.getparent().remove(paragraph)
    for slot, paragraph in zip(slots, after, strict=False):
        slot.getparent().replace(slot, paragraph)
