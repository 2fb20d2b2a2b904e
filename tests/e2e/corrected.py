"""Drafts as people correct them, on the XML of the Word file, and what finals say."""

from __future__ import annotations

import copy
import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

from tests.returned_files import elements, repacked
from tests.wordml import parts

MAIN = "word/document.xml"

Edit = Callable[[BaseOxmlElement], None]


def corrected(draft: Path, target: Path, *edits: Edit, **other: bytes | None) -> Path:
    """The draft with these edits, saved as ``target``.

    ``other``: parts to put in, "/" written as "__"; None leaves one out.
    """
    contents = parts(draft)
    root = parse_xml(contents[MAIN])
    for edit in edits:
        edit(root)
    named = {name.replace("__", "/"): part for name, part in other.items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    repacked(target, {**contents, MAIN: etree.tostring(root), **named})
    return target


def typed(old: str, new: str) -> Edit:
    """Types ``new`` over the first ``old``, which lies within one run."""

    def edit(root: BaseOxmlElement) -> None:
        text = _text_with(old, root)
        text.text = (text.text or "").replace(old, new, 1)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    return edit


def tracked(old: str, new: str) -> Edit:
    """Types ``new`` over ``old`` while changes are recorded."""

    def edit(root: BaseOxmlElement) -> None:
        text = _text_with(old, root)
        run = text.getparent()
        assert run is not None
        before, after = (text.text or "").split(old, 1)
        who = 'w:id="9001" w:author="Frau Weber" w:date="2026-12-01T09:00:00Z"'
        made = elements(
            f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>'
            f'<w:del {who}><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>'
            f'<w:ins {who}><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>'
            f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>'
        )
        for each in made:
            run.addprevious(each)
        _without(run)

    return edit


def deleted(words: str) -> Edit:
    """Deletes the paragraph that these words stand in."""
    return lambda root: _without(paragraph_with(words, root))


def moved(words: str, before: str) -> Edit:
    """Moves one paragraph before another."""

    def edit(root: BaseOxmlElement) -> None:
        paragraph_with(before, root).addprevious(paragraph_with(words, root))

    return edit


def filled_in(read: str, right: str) -> Edit:
    """Fills in the row of the check sheet where ``read`` stands."""

    def edit(root: BaseOxmlElement) -> None:
        row = next(
            row
            for row in root.iter(qn("w:tr"))
            if len(row.findall(qn("w:tc"))) > 3
            and read in [text.text for text in row.iter(qn("w:t"))]
        )
        paragraph = row.findall(qn("w:tc"))[-1].find(qn("w:p"))
        assert paragraph is not None
        paragraph.extend(elements(f"<w:r><w:t>{right}</w:t></w:r>"))

    return edit


def renamed(label: str, name: str) -> Edit:
    """Types a speaker's name once, over the label in the text."""

    def edit(root: BaseOxmlElement) -> None:
        text = next(
            text
            for text in root.iter(qn("w:t"))
            if text.text == label and next(text.iterancestors(qn("w:tbl")), None) is None
        )
        text.text = name

    return edit


def ticked(root: BaseOxmlElement) -> None:
    """Ticks "Freigegeben", and says who and when."""
    text = _text_with("☐", root)
    text.text = "☒"
    typed("Freigegeben am … durch …", "Freigegeben am 1.12.2026 durch Frau Weber")(root)


def rejected(root: BaseOxmlElement) -> None:
    """Rejects every change that Schreibstube proposes."""
    for each in list(root.iter(qn("w:ins"), qn("w:del"))):
        if each.get(qn("w:author")) == "Schreibstube":
            for text in list(each.iter(qn("w:delText"))):
                text.tag = qn("w:t")
            if each.tag == qn("w:del"):
                for run in list(each):
                    each.addprevious(run)
            _without(each)


def without_bookmarks(root: BaseOxmlElement) -> None:
    """Loses every bookmark and link, as some programs in the web do."""
    for each in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        _without(each)


def everything_deleted(root: BaseOxmlElement) -> None:
    """Leaves one empty paragraph."""
    body = root.find(qn("w:body"))
    assert body is not None
    for each in list(body)[:-1]:
        body.remove(each)
    body.insert(0, elements("<w:p/>")[0])


def many_changes(number: int) -> Edit:
    """Adds as many tracked changes to a paragraph: each second one deletes what is typed before."""

    def edit(root: BaseOxmlElement) -> None:
        who = 'w:id="1" w:author="Frau Weber" w:date="2026-12-01T09:00:00Z"'
        pair = elements(
            f'<w:ins {who}><w:r><w:t xml:space="preserve"> Wort</w:t></w:r></w:ins>'
            f'<w:del {who}><w:r><w:delText xml:space="preserve"> Wert</w:delText></w:r></w:del>'
        )
        paragraph = paragraph_with("Sehr geehrte", root)
        for count in range(number):
            change = copy.deepcopy(pair[count % 2])
            change.set(qn("w:id"), str(10_000 + count))
            paragraph.append(change)

    return edit


def paragraph_with(words: str, root: BaseOxmlElement) -> BaseOxmlElement:
    """The first paragraph that says this."""
    found: BaseOxmlElement = next(
        paragraph
        for paragraph in root.iter(qn("w:p"))
        if words in "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
    )
    return found


def _text_with(words: str, root: BaseOxmlElement) -> BaseOxmlElement:
    texts: Iterable[BaseOxmlElement] = root.iter(qn("w:t"))
    return next(text for text in texts if words in (text.text or ""))


def _without(element: BaseOxmlElement) -> None:
    above = element.getparent()
    assert above is not None
    above.remove(element)


class Placed(NamedTuple):
    """A word where Poppler finds it, in points from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def placed(pdf: Path) -> list[list[Placed]]:
    """The words of each page with their boxes."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [
        [
            Placed(found[5], *(float(found[number]) for number in range(1, 5)))
            for found in re.finditer(pattern, page)
        ]
        for page in shown.split("<page ")[1:]
    ]


def pictures(pdf: Path, folder: Path) -> list[NDArray[np.uint8]]:
    """The pages as Poppler shows them, in grey, two pixels a point."""
    subprocess.run(["pdftoppm", "-r", "144", "-gray", pdf, folder / "page"], check=True)
    return [np.asarray(Image.open(file)) for file in sorted(folder.glob("page-*.pgm"))]


def ink(picture: NDArray[np.uint8], word: Placed) -> float:
    """The share of dark pixels in a word's box."""
    left, top, right, bottom = (round(2 * edge) for edge in word[1:])
    return float((picture[top:bottom, left:right] < 128).mean())
