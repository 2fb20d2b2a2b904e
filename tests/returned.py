"""Drafts as words, and what came back of them, for tests of the way back."""

from __future__ import annotations

from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.model import Box, Page, Recording, Scan, SpokenWord, Utterance, Word


def page(lines: list[str], number: int = 1) -> Page:
    """A page with these lines.

    A letter is 10 pixels wide, a line 20 high, lines are 40 apart.
    """
    words = []
    for row, line in enumerate(lines):
        left = 100.0
        for text in line.split():
            right = left + 10 * len(text)
            words.append(
                Word(text, Box(left, 40 * row + 20, right, 40 * row + 40), 0.8, 0, row, row)
            )
            left = right + 10
    return Page(number, 2000, 3000, 300, tuple(words), language="de")


def scan(*pages: list[str]) -> Scan:
    """A scan with these pages."""
    return Scan(tuple(page(lines, number) for number, lines in enumerate(pages, start=1)))


def draft_of(document: Scan | Recording) -> tuple[DraftWord, ...]:
    """Every word of a document as the draft has it, none joined."""
    if isinstance(document, Scan):
        return tuple(
            DraftWord(word.text, WordPlace(each.number, at), f"p{each.number}_l{word.line + 1}")
            for each in document.pages
            for at, word in enumerate(each.words)
        )
    return tuple(
        DraftWord(
            word.text.strip(), WordPlace(number, at), f"u{number}", speaker=each.speaker or ""
        )
        for number, each in enumerate(document.utterances, start=1)
        for at, word in enumerate(each.words)
    )


def named(*words: tuple[str, int, int]) -> tuple[DraftWord, ...]:
    """Words of a draft with their groups and indices."""
    return tuple(DraftWord(text, WordPlace(group, at), f"p{group}") for text, group, at in words)


def final(text: str, speaker: str = "") -> tuple[FinalWord, ...]:
    """The words of a returned text, a paragraph a line, without bookmarks."""
    return tuple(
        FinalWord(word, paragraph=number, speaker=speaker)
        for number, line in enumerate(text.split("\n"))
        for word in line.split()
    )


def unchanged(draft: tuple[DraftWord, ...]) -> tuple[FinalWord, ...]:
    """The words of a draft that came back as it was."""
    return tuple(FinalWord(word.text, word.anchor, speaker=word.speaker) for word in draft)


def recording(*utterances: tuple[str, str]) -> Recording:
    """What these speakers say, a word a second, each word half a second long."""
    found = []
    now = 0
    for speaker, text in utterances:
        words = []
        for word in text.split():
            words.append(SpokenWord(f" {word}", now, now + 0.5, 0.8))
            now += 1
        found.append(Utterance(tuple(words), "de", speaker))
    return Recording(now + 10, tuple(found), language="de")


def texts(document: Scan | Recording) -> list[str]:
    """The words of a document in order."""
    if isinstance(document, Scan):
        return [word.text for each in document.pages for word in each.words]
    return [word.text.strip() for each in document.utterances for word in each.words]
