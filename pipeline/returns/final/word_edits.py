"""Puts other words in the place of some in the text of a Word file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.corrections.ordered_runs import Gap, ordered_pairs
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


class _Paragraph:
    """A paragraph whose characters are only looked up where a word changes.

    There are millions in a long document.
    """

    def __init__(self, pieces: Sequence[Piece], label: int) -> None:
        """Leave out so many characters of a label."""
        self._pieces, self._label = pieces, label

    @cached_property
    def signs(self) -> list[_Sign]:
        """All its characters, without label and marks of pages."""
        found: list[_Sign] = []
        left = self._label
        for piece in self._pieces:
            cut = min(left, len(piece.text))
            left -= cut
            if not piece.ties.page_mark:
                found += _signs(piece)[cut:]
        return found

    @property
    def text(self) -> str:
        """The characters as text."""
        found: list[str] = []
        left = self._label
        for piece in self._pieces:
            cut = min(left, len(piece.text))
            left -= cut
            if not piece.ties.page_mark:
                found.append(piece.text[cut:])
        return "".join(found)


@dataclass(frozen=True, slots=True)
class _PlacedWord:
    """A word, by its characters in its paragraph."""

    text: str
    paragraph: _Paragraph
    start: int
    end: int


def put_words(
    paragraphs: Sequence[VisibleParagraph], names: SpeakerNames, words: Sequence[str]
) -> None:
    """Change the text so that its words are these; what stays is not touched.

    ``paragraphs`` are those of the document's words, ``words`` nearly the same as theirs. Where
    programs made plain text of the controls for speakers, the names are put in, too.
    """
    placed = [word for each in paragraphs for word in _words(each, names)]
    before = [word.text for word in placed]
    edits = _Edits()
    if before != list(words):
        for first, last, start, end in _differences(before, words):
            edits.replace(placed, (first, last), " ".join(words[start:end]))
    if not names.controls:
        for each in paragraphs:
            edits.name(each, *names.label_of(each))
    edits.write()


def _differences(before: Sequence[str], now: Sequence[str]) -> Iterator[Gap]:
    """Where the words differ, in order.

    Long texts are parted by what they share, and only what lies between is compared with all.
    """
    numbers: dict[str, int] = {}
    ours, theirs = (
        [numbers.setdefault(word, len(numbers)) for word in words] for words in (before, now)
    )
    start = first = 0
    for end, last in (*ordered_pairs(ours, theirs), (len(ours), len(theirs))):
        if start < end or first < last:
            gap = SequenceMatcher(None, ours[start:end], theirs[first:last], autojunk=False)
            yield from (
                (start + one, start + two, first + three, first + four)
                for tag, one, two, three, four in gap.get_opcodes()
                if tag != "equal"
            )
        start, first = end + 1, last + 1


def _words(paragraph: VisibleParagraph, names: SpeakerNames) -> Iterator[_PlacedWord]:
    """The words as ``final_text`` has them."""
    _label, end = names.label_of(paragraph)
    held = _Paragraph(paragraph.pieces, end)
    text = held.text
    if not any(piece.ties.anchor.startswith("p") for piece in paragraph.pieces):
        text = TIME_MARK.sub(lambda mark: " " * len(mark[0]), text)
    for word in _WORD.finditer(text):
        yield _PlacedWord(word[0], held, word.start(), word.end())


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
            goes_on = number + 1 < last and placed[number + 1].paragraph is word.paragraph
            end = placed[number + 1].start if goes_on else word.end
            if not text:
                end = max(end, _after_space(word))
            for sign in word.paragraph.signs[word.start : end]:
                if sign.source is not None:
                    self._new[sign.source][sign.at] = waiting
                    waiting = ""

    def name(self, paragraph: VisibleParagraph, name: str, end: int) -> None:
        """Put ``name`` in place of the typed one before the colon."""
        head = paragraph.text[:end]
        typed = head.rpartition(":")[0].strip()
        if not typed or typed == name:
            return
        start = head.index(typed)
        waiting = name
        for sign in _Paragraph(paragraph.pieces, 0).signs[start : start + len(typed)]:
            if sign.source is not None:
                self._new[sign.source][sign.at] = waiting
                waiting = ""

    def _insert(self, placed: Sequence[_PlacedWord], at: int, text: str) -> None:
        word = placed[at - 1] if at else placed[0]
        signs = word.paragraph.signs[word.start : word.end]
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
    behind = word.paragraph.signs[word.end : word.end + 1]
    return word.end + bool(behind and behind[0].text.isspace())
