"""Puts other words in the place of some in the text of a Word file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.final_words import TIME_MARK
from pipeline.returns.resolved.resolving import INVISIBLE
from pipeline.returns.resolved.visible_text import Piece, VisibleParagraph
from pipeline.returns.speaker_names import SpeakerNames

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character and where it stands; ``at`` in the text of ``source``."""

    text: str
    source: BaseOxmlElement | None
    at: int


@dataclass(frozen=True, slots=True)
class _PlacedWord:
    """A word, by its characters in its paragraph."""

    text: str
    signs: Sequence[_Sign]
    """All of its paragraph."""
    start: int
    end: int


def put_words(
    paragraphs: Iterable[VisibleParagraph], names: SpeakerNames, words: Sequence[str]
) -> None:
    """Change the text so that its words are these; what stays is not touched.

    ``paragraphs`` are those of the document's words, ``words`` nearly the same as theirs.
    """
    placed = [word for each in paragraphs for word in _words(each, names)]
    before = [word.text for word in placed]
    if before == list(words):
        return
    edits = _Edits()
    for _tag, first, last, start, end in SequenceMatcher(None, before, words).get_opcodes():
        if before[first:last] != list(words[start:end]):
            edits.replace(placed, (first, last), " ".join(words[start:end]))
    edits.write()


def _words(paragraph: VisibleParagraph, names: SpeakerNames) -> Iterator[_PlacedWord]:
    """The words as ``final_text`` has them."""
    _label, end = names.label_of(paragraph)
    signs: list[_Sign] = []
    left = end
    for piece in paragraph.pieces:
        cut = min(left, len(piece.text))
        left -= cut
        if not piece.ties.page_mark:
            signs += _signs(piece)[cut:]
    text = "".join(sign.text for sign in signs)
    if not any(piece.ties.anchor.startswith("p") for piece in paragraph.pieces):
        text = TIME_MARK.sub(lambda mark: " " * len(mark[0]), text)
    for word in _WORD.finditer(text):
        yield _PlacedWord(word[0], signs, word.start(), word.end())


def _signs(piece: Piece) -> list[_Sign]:
    source = piece.source
    if source is None:
        return [_Sign(sign, None, 0) for sign in piece.text]
    if source.text is None:
        return [_Sign(sign, source, at) for at, sign in enumerate(piece.text)]
    return [
        _Sign(sign, source, at) for at, sign in enumerate(source.text) if sign.translate(INVISIBLE)
    ]


class _Edits:
    """Changes of characters, gathered before any is made: places would move."""

    def __init__(self) -> None:
        self._new: dict[BaseOxmlElement, dict[int, str]] = defaultdict(dict)

    def replace(self, placed: Sequence[_PlacedWord], span: tuple[int, int], text: str) -> None:
        """Put ``text`` in place of the words from and up to ``span``."""
        first, last = span
        if first == last:
            self._insert(placed, first, text)
            return
        waiting = text
        for number in range(first, last):
            word = placed[number]
            goes_on = number + 1 < last and placed[number + 1].signs is word.signs
            end = placed[number + 1].start if goes_on else word.end
            if not text:
                end = max(end, _after_space(word))
            for sign in word.signs[word.start : end]:
                if sign.source is not None:
                    self._new[sign.source][sign.at] = waiting
                    waiting = ""

    def _insert(self, placed: Sequence[_PlacedWord], at: int, text: str) -> None:
        word = placed[at - 1] if at else placed[0]
        signs = word.signs[word.start : word.end]
        sign = signs[-1] if at else signs[0]
        if sign.source is not None:
            now = self._new[sign.source].get(sign.at, sign.text)
            self._new[sign.source][sign.at] = f"{now} {text}" if at else f"{text} {now}"

    def write(self) -> None:
        """Make the changes."""
        for source, new in self._new.items():
            if source.text is None:  # a hyphen that is an element
                words = "".join(new.values())
                if words:
                    made = source.makeelement(qn("w:t"))
                    made.text = words
                    source.addprevious(made)
                source.getparent().remove(source)
                continue
            source.text = "".join(new.get(at, sign) for at, sign in enumerate(source.text))
            if source.text != source.text.strip():
                source.set(qn("xml:space"), "preserve")


def _after_space(word: _PlacedWord) -> int:
    """Where the space behind a word ends."""
    behind = word.signs[word.end : word.end + 1]
    return word.end + bool(behind and behind[0].text.isspace())
