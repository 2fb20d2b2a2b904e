"""The words of a returned text, each with what ties it to the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.core.corrections.model import FinalWord
from pipeline.returns.resolved.visible_text import Piece, Ties, VisibleParagraph
from pipeline.returns.speaker_names import SpeakerNames

TIME_MARK = re.compile(r"#[0-9]{2,3}:[0-9]{2}:[0-9]{2}#")
_WORD = re.compile(r"\S+")
_TURN = "schreibstube turn"


@dataclass(frozen=True, slots=True)
class FinalText:
    """The words, and where the doubts of the draft stand among them."""

    words: tuple[FinalWord, ...]
    doubts: dict[int, int]
    """The place of its first word, by the number of a doubt."""


def final_text(paragraphs: Iterable[VisibleParagraph], names: SpeakerNames) -> FinalText:
    """The words of the document, without labels and marks of ours."""
    words: list[FinalWord] = []
    doubts: dict[int, int] = {}
    current, number = "", 0
    for paragraph in paragraphs:
        label, end = names.label_of(paragraph)
        speaker = _speaker(paragraph, label, current) if not end else label
        found = list(_words(_shown(paragraph, end)))
        for place, (text, ties) in enumerate(found, start=len(words)):
            for doubt in ties.doubts:
                doubts.setdefault(doubt, place)
            words.append(FinalWord(text, ties.anchor, number, ties.page, speaker))
        number += bool(found)
        current = _speaker_after(paragraph, speaker, current)
    return FinalText(tuple(words), doubts)


def _speaker(paragraph: VisibleParagraph, label: str, current: str) -> str:
    """Who says a paragraph without a label: who spoke, if it is of a turn."""
    spoken = any(piece.ties.anchor.startswith("u") for piece in paragraph.pieces)
    return label or (current if spoken or paragraph.style in {_TURN, ""} else "")


def _speaker_after(paragraph: VisibleParagraph, speaker: str, current: str) -> str:
    """Who goes on after it; nobody after the time at which a turn ends."""
    if not paragraph.text.strip() or paragraph.style.startswith("heading"):
        return current
    return "" if TIME_MARK.search(paragraph.text) and paragraph.is_anchored else speaker


def _shown(paragraph: VisibleParagraph, label: int) -> Iterator[Piece]:
    """The pieces without the label and the marks of pages."""
    left = label
    for piece in paragraph.pieces:
        text = piece.text[left:]
        left = max(0, left - len(piece.text))
        if not piece.ties.page_mark and text:
            yield piece if len(text) == len(piece.text) else replace(piece, text=text)


def _words(pieces: Iterable[Piece]) -> Iterator[tuple[str, Ties]]:
    """The words between spaces, each with its ties."""
    shown = list(pieces)
    text = "".join(piece.text for piece in shown)
    spoken = not any(piece.ties.anchor.startswith("p") for piece in shown)
    if spoken:
        text = TIME_MARK.sub(lambda mark: " " * len(mark[0]), text)
    at, end = 0, len(shown[0].text) if shown else 0  # the piece at hand, and where it ends
    for word in _WORD.finditer(text):
        start, stop = word.span()
        while end <= start:
            at += 1
            end += len(shown[at].text)
        yield word[0], shown[at].ties if stop <= end else _ties(shown, at, stop - end)


def _ties(pieces: Sequence[Piece], at: int, beyond: int) -> Ties:
    """The ties of a word that goes on behind the piece ``at`` for so long."""
    ties = [pieces[at].ties]
    while beyond > 0:
        at += 1
        ties.append(pieces[at].ties)
        beyond -= len(pieces[at].text)
    return _together(ties)


def _together(ties: list[Ties]) -> Ties:
    """The ties of a word that stands in several pieces."""
    first = next((each for each in ties if each.anchor), ties[0])
    doubts = tuple(dict.fromkeys(doubt for each in ties for doubt in each.doubts))
    return replace(first, doubts=doubts)
