"""Drafts that somebody half rewrote: words, paragraphs and a whole page."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from PIL import Image

from tests.e2e.corrected import MAIN, Edit, paragraph_with
from tests.returned_files import elements
from tests.wordml import parts, said

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_PAGE = "SchreibstubePage"
_OURS = (_PAGE, "SchreibstubeRemark", "SchreibstubeNotice", "SchreibstubeFact", "Title")
_OUR_LAST = "Heading1"
"""The style of "Release", which stands behind the text."""
_LABEL_END = ": "
_TIME = re.compile(r" #\d\d:\d\d:\d\d#")
_PLAIN = re.compile(r"\b[A-Za-zÄÖÜäöüß]{4,}\b")


def other_words(draft: Path, every: int) -> dict[str, str]:
    """What is typed over each ``every``-th plain word that stands once.

    One letter is another, or, each third time, the whole word.
    """
    root = parse_xml(parts(draft)[MAIN])
    count = Counter(re.findall(r"\w+", said(root)))
    once = [
        word
        for paragraph in text_paragraphs(root)
        for text in paragraph.iter(qn("w:t"))
        for word in _PLAIN.findall(text.text or "")
        if count[word] == 1
    ]
    return {
        word: word[::-1] if number % 3 == 0 else f"{word[:-2]}q{word[-1]}"
        for number, word in enumerate(once[::every])
    }


def three_letters(scans: Path, target: Path) -> Path:
    """Real letters in one PDF, a page each."""
    letters = [Image.open(scans / f"unlv_bus_{name}_001.tif") for name in (8500, 8526, 8572)]
    letters[0].save(target, save_all=True, append_images=letters[1:], resolution=300)
    return target


def retyped(words: dict[str, str]) -> Edit:
    """Types over these words."""

    def edit(root: BaseOxmlElement) -> None:
        for paragraph in text_paragraphs(root):
            for text in paragraph.iter(qn("w:t")):
                text.text = _PLAIN.sub(lambda word: words.get(word[0], word[0]), text.text or "")

    return edit


def page_deleted(number: int) -> Edit:
    """Deletes everything from one mark of a page to the next."""

    def edit(root: BaseOxmlElement) -> None:
        mark = paragraph_with(f"p. {number}", _body(root))
        following = list(mark.itersiblings())
        end = next(at for at, each in enumerate(following) if _style(each) == _PAGE)
        for each in (mark, *following[:end]):
            _body(root).remove(each)

    return edit


def split(words: str) -> Edit:
    """Presses Enter before the piece of text that begins so."""

    def edit(root: BaseOxmlElement) -> None:
        paragraph = paragraph_with(words, root)
        at = next(
            at
            for at, each in enumerate(paragraph)
            if any((text.text or "").startswith(words) for text in each.iter(qn("w:t")))
        )
        second = copy.deepcopy(paragraph)
        for each in list(second):
            if each.tag != qn("w:pPr"):
                second.remove(each)
        second.extend(list(paragraph)[at:])
        paragraph.addnext(second)

    return edit


def joined(words: str) -> Edit:
    """Deletes the end of the paragraph that says this, with what is ours of a turn, for a space."""

    def edit(root: BaseOxmlElement) -> None:
        paragraph = paragraph_with(words, _body(root))
        second = paragraph.getnext()
        assert second is not None
        for each in list(paragraph):
            if _TIME.fullmatch(said(each)):
                paragraph.remove(each)
        paragraph.extend(elements('<w:r><w:t xml:space="preserve"> </w:t></w:r>'))
        label = any(each.tag == qn("w:sdt") for each in second)
        left = [each for each in second if each.tag not in {qn("w:pPr"), qn("w:sdt")}]
        paragraph.extend(left[1:] if label else left)
        _body(root).remove(second)

    return edit


def passage_deleted(first: str, last: str) -> Edit:
    """Deletes what is said from the piece of text that begins so to another.

    They may be in several turns: which ones depends on what was heard, and so on the processor.
    """

    def edit(root: BaseOxmlElement) -> None:
        texts = [text for turn in text_paragraphs(root) for text in _spoken(turn)]
        begins, ends = (
            next(at for at, each in enumerate(texts) if (each.text or "").strip().startswith(words))
            for words in (first, last)
        )
        for each in texts[begins : ends + 1]:
            each.text = ""

    return edit


def _spoken(turn: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The pieces of text of a turn, without the speaker's name and the time."""
    for run in turn.iterchildren(qn("w:r")):
        for text in run.iterchildren(qn("w:t")):
            if text.text != _LABEL_END and not _TIME.fullmatch(text.text or ""):
                yield text


def put_in(text: str, before: str) -> Edit:
    """Types a new paragraph before the one that says ``before``."""

    def edit(root: BaseOxmlElement) -> None:
        new = elements(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")[0]
        paragraph_with(before, root).addprevious(new)

    return edit


def text_paragraphs(root: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs of the text itself, with nothing that we put around it."""
    for paragraph in _body(root):
        if _style(paragraph) == _OUR_LAST:
            return
        if _is_text(paragraph):
            yield paragraph


def lines(file: Path) -> list[str]:
    """What each paragraph of the text says."""
    root = parse_xml(parts(file)[MAIN])
    return [said(paragraph) for paragraph in text_paragraphs(root)]


def pages(draft: Path) -> dict[int, list[str]]:
    """The words of the text by the page whose mark stands before them."""
    found: dict[int, list[str]] = {}
    number = 0
    for paragraph in _body(parse_xml(parts(draft)[MAIN])):
        if _style(paragraph) == _OUR_LAST:
            break
        if _style(paragraph) == _PAGE:
            number = int(said(paragraph).split()[-1])
        elif _is_text(paragraph):
            found.setdefault(number, []).extend(said(paragraph).split())
    return found


def _body(root: BaseOxmlElement) -> BaseOxmlElement:
    body: BaseOxmlElement | None = root.find(qn("w:body"))
    assert body is not None
    return body


def _style(paragraph: BaseOxmlElement) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")


def _is_text(paragraph: BaseOxmlElement) -> bool:
    return paragraph.tag == qn("w:p") and _style(paragraph) not in _OURS
