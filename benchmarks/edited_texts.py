"""Drafts, and what a seeded editor makes of them.

Each word's origin is known. Texts: letters and minutes as ``tools/samples.toml`` has them, the true
texts of real scans, and meetings as people talk. Every third text is held out, and so are the
editor's seeds for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from tools import batch, samples

DATA = batch.ROOT.parent / "shared" / "data"
_LINE = 10
"""Words of a printed line in made texts."""
_PAGE = 40
"""Lines of a page in made texts."""
_DAY = 90_000
"""Words of ten hours of talk."""
_LETTERS = "abcdefghijklmnoprstuvwzäöüABDEFHKLMS0123456789.,"


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a draft by page, paragraph or turn, and printed line."""

    name: str
    draft: tuple[DraftWord, ...]
    paragraphs: tuple[tuple[int, int], ...]
    """From and up to which word each goes."""
    held_out: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The final words, and of which words of the draft each was made."""

    final: tuple[FinalWord, ...]
    origins: tuple[tuple[int, ...], ...]
    touched: float
    """The share of the draft's words that were changed or moved."""


@dataclass(frozen=True, slots=True)
class Editing:
    """How often an editor does something, in shares."""

    name: str
    letters: float
    """Words with another letter or two."""
    others: float
    """Words exchanged for others."""
    split: float
    joined: float
    put_in: float
    left_out: float
    sentences: float = 0
    """Sentences put in, and as many left out."""
    moved: float = 0
    """Paragraphs that are moved."""
    pages: float = 0
    """Pages that are left out."""
    anchors: bool = True
    """Whether the bookmarks are still there."""


LIGHT = Editing("light", 0.02, 0.004, 0.002, 0.002, 0.001, 0.001)
HEAVY = Editing("heavy", 0.06, 0.02, 0.01, 0.01, 0.015, 0.015, 0.02, 0.05, 0.08)
LOST = replace(HEAVY, name="heavy, bookmarks lost", anchors=False)


def made_text(number: int, pages: int, *, held_out: bool = False) -> Text:
    """Pages of letters: twelve paragraphs with other names and days."""
    language: samples.Language = "en" if number % 2 else "de"
    words = samples.words_of(language, samples.chance_of(number, "roundtrip"))
    lines: list[tuple[int, int, str]] = []
    paragraph = 0
    for page in range(pages):
        start = len(lines)
        while len(lines) - start < _PAGE:
            for text in words.shuffled("paragraphs"):
                said = words.fill(text).replace("|", "").split()
                lines += [
                    (page, paragraph, " ".join(said[at : at + _LINE]))
                    for at in range(0, len(said), _LINE)
                ]
                paragraph += 1
        del lines[start + _PAGE :]
    return _text(f"letters {number}", lines, held_out=held_out)


@cache
def real_texts(data: Path = DATA) -> tuple[Text, ...]:
    """The true texts of real scans, ten pages a text."""
    sources = sorted((data / "scans").glob("*.gt.txt"))
    texts = [source.read_text(encoding="utf-8") for source in sources]
    whole = list(dict.fromkeys(text for text in texts if len(text.split()) > _PAGE))
    found = []
    for number in range(0, len(whole), 10):
        lines, paragraph = [], 0
        for page, text in enumerate(whole[number : number + 10]):
            for line in text.splitlines():
                paragraph += not line.strip()
                if line.strip():
                    lines.append((page, paragraph, line))
            paragraph += 1
        found.append(_text(f"scans {number // 10}", lines, held_out=number // 10 % 3 == 1))
    return tuple(found)


@cache
def talks() -> tuple[Text, ...]:
    """The meetings of ``tools/meetings_whole.toml``, each turn an utterance."""
    meetings = tomllib.loads(
        (Path(samples.__file__).parent / "meetings_whole.toml").read_text(encoding="utf-8")
    )
    found = []
    for language in ("de", "en"):
        for number, meeting in enumerate(meetings[language]):
            turns = [
                line.partition(": ")[::2]
                for line in meeting["said"].splitlines()
                if ": " in line and not line.startswith("=")
            ]
            draft = tuple(
                DraftWord(word, WordPlace(turn, at), f"u{turn}", speaker=speaker)
                for turn, (speaker, said) in enumerate(turns, start=1)
                for at, word in enumerate(said.split())
            )
            name = f"meeting {language} {number}"
            held_out = number % 3 == 1
            found.append(Text(name, draft, _runs(draft), held_out=held_out, spoken=True))
    return tuple(found)


def whole_day() -> Text:
    """Meetings over and over, up to the words of ten hours."""
    draft: list[DraftWord] = []
    paragraphs: list[tuple[int, int]] = []
    turn = 0
    while len(draft) < _DAY:
        for meeting in talks():
            for start, end in meeting.paragraphs:
                turn += 1
                paragraphs.append((len(draft), len(draft) + end - start))
                draft += (
                    replace(word, place=WordPlace(turn, at), anchor=f"u{turn}")
                    for at, word in enumerate(meeting.draft[start:end])
                )
    return Text("ten hours", tuple(draft), tuple(paragraphs), spoken=True)


def _text(name: str, lines: Sequence[tuple[int, int, str]], *, held_out: bool) -> Text:
    draft: list[DraftWord] = []
    counts: dict[int, int] = {}
    paragraphs: list[int] = []
    for number, (page, paragraph, line) in enumerate(lines):
        for word in line.split():
            at = counts.get(page, 0)
            counts[page] = at + 1
            draft.append(DraftWord(word, WordPlace(page + 1, at), f"p{page + 1}_l{number}"))
            paragraphs.append(paragraph)
    starts = [at for at, each in enumerate(paragraphs) if at == 0 or each != paragraphs[at - 1]]
    ends = [*starts[1:], len(draft)]
    return Text(name, tuple(draft), tuple(zip(starts, ends, strict=True)), held_out=held_out)


def _runs(draft: Sequence[DraftWord]) -> tuple[tuple[int, int], ...]:
    starts = [at for at, word in enumerate(draft) if at == 0 or word.anchor != draft[at - 1].anchor]
    return tuple(zip(starts, [*starts[1:], len(draft)], strict=True))


def edited(text: Text, how: Editing, seed: int) -> Edited:
    """What the editor makes of a text."""
    chance = samples.chance_of(seed, f"{text.name} {how.name}")
    pages = {word.place.group for word in text.draft}
    gone = {page for page in pages if not text.spoken and chance.random() < how.pages}
    rows = [
        list(_edited_paragraph(text, start, end, how, chance))
        for start, end in text.paragraphs
        if text.draft[start].place.group not in gone or len(gone) == len(pages)
    ]
    moved = [row for row in rows if chance.random() < how.moved]
    for row in moved:
        rows.remove(row)
        rows.insert(int(chance.integers(0, len(rows), endpoint=True)), row)
    words = [
        (replace(word, paragraph=number), origin)
        for number, row in enumerate(rows)
        for word, origin in row
    ]
    final = tuple(word if how.anchors else replace(word, anchor="") for word, _ in words)
    origins = tuple(origin for _, origin in words)
    same = sum(
        len(origin) == 1 and text.draft[origin[0]].text == word.text for word, origin in words
    )
    shifted = sum(len(row) for row in moved)
    return Edited(final, origins, 1 - max(0, same - shifted) / max(1, len(text.draft)))


_Found = tuple[FinalWord, tuple[int, ...]]


def _edited_paragraph(
    text: Text, start: int, end: int, how: Editing, chance: np.random.Generator
) -> Iterator[_Found]:
    """A paragraph's words, with sentences put in and left out."""
    at = start
    while at < end:
        stop = at + 1
        while stop < end and text.draft[stop - 1].text[-1] not in ".?!":
            stop += 1
        if chance.random() < how.sentences:
            other = int(chance.integers(0, len(text.draft)))
            anchor = text.draft[at].anchor if chance.random() < 1 / 2 else ""
            for word in text.draft[other : other + int(chance.integers(4, 15))]:
                yield FinalWord(_mistaken(word.text, chance), anchor), ()
        if chance.random() >= how.sentences:
            yield from _edited_words(text, range(at, stop), how, chance)
        at = stop


def _edited_words(
    text: Text, places: range, how: Editing, chance: np.random.Generator
) -> Iterator[_Found]:
    at = places.start
    while at < places.stop:
        word = text.draft[at]
        final = FinalWord(word.text, word.anchor, speaker=word.speaker)
        took, made = _edit(text, at, places.stop, how, chance)
        for each, ours in made:
            yield replace(final, text=each), tuple(range(at, at + took)) if ours else ()
        at += took


def _edit(
    text: Text, at: int, end: int, how: Editing, chance: np.random.Generator
) -> tuple[int, list[tuple[str, bool]]]:
    """How many words an edit takes, and what it makes of them."""
    word = text.draft[at].text
    other = text.draft[int(chance.integers(0, len(text.draft)))].text
    choices: tuple[tuple[float, Callable[[], tuple[int, list[tuple[str, bool]]]]], ...] = (
        (how.letters, lambda: (1, [(_mistaken(word, chance), True)])),
        (how.others, lambda: (1, [(other, True)])),
        (how.split, lambda: (1, [(part, True) for part in _split(word, chance)])),
        (how.joined, lambda: _joined(text, at, end)),
        (how.put_in, lambda: (1, [(other, False), (word, True)])),
        (how.left_out, lambda: (1, [])),
    )
    lot = chance.random()
    for share, choice in choices:
        if lot < share:
            return choice()
        lot -= share
    return 1, [(word, True)]


def _joined(text: Text, at: int, end: int) -> tuple[int, list[tuple[str, bool]]]:
    words = [word.text for word in text.draft[at : min(end, at + 2)]]
    return len(words), [("".join(words), True)]


def _split(word: str, chance: np.random.Generator) -> tuple[str, ...]:
    if len(word) < len("dasH"):
        return (word,)
    at = int(chance.integers(2, len(word) - 1))
    return word[:at], word[at:]


def _mistaken(word: str, chance: np.random.Generator) -> str:
    """The word with a letter exchanged, left out or put in; two in long ones."""
    letters = list(word)
    for _ in range(1 + (len(word) > len("Vertrag"))):
        at = int(chance.integers(0, len(letters)))
        put = _LETTERS[int(chance.integers(0, len(_LETTERS)))]
        match int(chance.integers(0, 3)):
            case 0:
                letters[at] = put
            case 1:
                letters.insert(at, put)
            case _ if len(letters) > 1:
                del letters[at]
            case _:
                letters.append(put)
    return "".join(letters)
