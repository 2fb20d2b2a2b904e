"""The words of a draft as they were recognised, each with its place.

What we would change stands beside them in a draft and is none of them; whatever a person left of it
is found in the returned text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.drafts.draft import Block, Change, Draft, Run, Turn
from pipeline.core.drafts.runs import texts_of
from pipeline.core.model import Recognised, Recording, Scan, Word
from pipeline.core.recordings.speakers import TOGETHER, UNKNOWN
from pipeline.core.scans.digital.redactions import is_redaction
from pipeline.core.scans.hyphens import CUT

_WORD = re.compile(r"\S+")


def draft_words(draft: Draft, recognised: Recognised) -> tuple[DraftWord, ...]:
    """Every recognised word of a draft in reading order, with its place.

    A word that a line's end cut has the place of its first piece. Words that we would replace are
    marked if their replacement is.
    """
    match recognised:
        case Scan():
            places: _Places = _PrintedPlaces(recognised)
        case Recording():
            places = _SpokenPlaces(recognised)
        case _:
            assert_never(recognised)
    return tuple(
        DraftWord(token.text, place, token.anchor, token.marked, token.speaker)
        for token in _tokens(draft.blocks)
        if (place := places.place_of(token)) is not None
    )


def typed_names(draft: Iterable[DraftWord], final: Iterable[FinalWord]) -> dict[str, str]:
    """New names by the draft's labels, as typed before its utterances.

    Of two names the first counts; a label of the draft is none, as another may have spoken.
    """
    labels = {word.anchor: word.speaker for word in draft if word.speaker}
    known = {part for label in labels.values() for part in label.split(TOGETHER)} | {UNKNOWN, ""}
    named: dict[str, str] = {}
    for word in final:
        ours = labels.get(word.anchor, "").split(TOGETHER)
        theirs = word.speaker.split(TOGETHER)
        for label, name in zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ():
            if label and name not in known:
                named.setdefault(label, name)
    return named


def with_names(words: Iterable[FinalWord], names: Mapping[str, str]) -> tuple[FinalWord, ...]:
    """The words, with names in place of labels where they name who speaks."""
    return tuple(
        word if shown == word.speaker else replace(word, speaker=shown)
        for word in words
        for shown in (
            TOGETHER.join(names.get(part, part) for part in word.speaker.split(TOGETHER)),
        )
    )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    anchor: str
    marked: bool
    speaker: str


class _PrintedPlaces:
    """The words of a scan, given away line by line."""

    def __init__(self, scan: Scan) -> None:
        self._free: dict[str, list[tuple[WordPlace, Word]]] = {}
        self._redacted: set[str] = set()
        for page in scan.pages:
            for index, word in enumerate(page.words):
                line = self._free.setdefault(f"p{page.number}_l{word.line}", [])
                line.append((WordPlace(page.number, index), word))

    def place_of(self, token: _Token) -> WordPlace | None:
        """The place of the word in its line that reads like this, once.

        What stands for a redaction may have several words: only the first has a place.
        """
        line = self._free.get(token.anchor, [])
        for fits in (_reads_alike, _begins, _is_redacted):
            for at, (place, word) in enumerate(line):
                if fits(word, token.text):
                    del line[at]
                    return place
        return None


def _reads_alike(word: Word, text: str) -> bool:
    return word.text == text


def _begins(word: Word, text: str) -> bool:
    """Whether the text is the word put together with what stands on the next line."""
    return word.text.endswith(CUT) and text.startswith(word.text[:-1])


def _is_redacted(word: Word, _text: str) -> bool:
    return is_redaction(word)


class _SpokenPlaces:
    """The words of a recording, given away in order of each utterance."""

    def __init__(self, recording: Recording) -> None:
        self._free = {
            f"u{number}": iter(
                [
                    WordPlace(number, index)
                    for index, word in enumerate(utterance.words)
                    for _part in word.text.split()
                ]
            )
            for number, utterance in enumerate(recording.utterances, start=1)
        }

    def place_of(self, token: _Token) -> WordPlace | None:
        """The next place of its utterance."""
        return next(self._free.get(token.anchor, iter(())), None)


_Places = _PrintedPlaces | _SpokenPlaces


def _tokens(blocks: Iterable[Block]) -> Iterator[_Token]:
    for block in blocks:
        speaker = (block.speaker or "") if isinstance(block, Turn) else ""
        for runs in texts_of(block):
            yield from _tokens_of(runs, speaker)


def _tokens_of(runs: Sequence[Run], speaker: str) -> Iterator[_Token]:
    """The recognised words of a line, cell or turn."""
    said = [
        (one, one.doubt is not None or _is_replaced_by_doubtful(runs, place))
        for place, one in enumerate(runs)
        if one.anchor and not one.target and one.change is not Change.INSERTED
    ]
    of = [number for number, (one, _marked) in enumerate(said) for _sign in one.text]
    for word in _WORD.finditer("".join(one.text for one, _marked in said)):
        first, last = of[word.start()], of[word.end() - 1]
        marked = any(said[number][1] for number in range(first, last + 1))
        yield _Token(word[0], said[first][0].anchor, marked, speaker)


def _is_replaced_by_doubtful(runs: Sequence[Run], place: int) -> bool:
    """Whether a run is deleted and words in its place are doubtful."""
    if runs[place].change is not Change.DELETED:
        return False
    after = next((one for one in runs[place:] if one.change is not Change.DELETED), None)
    return after is not None and after.change is Change.INSERTED and after.doubt is not None
