"""The markup between words: changes, doubts, bookmarks.

Bookmarks tie the text to its source.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Change, Doubt, Run
from pipeline.outputs.wordml.elements import bookmark, element, link, paragraph, run, tracked

MOST = 150
"""Doubts with a comment and a row in the check sheet, at most.

They are the worst; the others are only highlighted. LibreOffice takes 66 seconds to open 2,000
comments, and no reader works through that many.
"""

_GRAVE, _SLIGHT = 1.5, 0.0
"""Weights of what can hardly be right, and below which it is likely a speck."""

_AROUND = 4
"""Words on either side that find a place in a recording."""

_Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A place to check, with a comment of its own."""

    number: int
    """Its number among the places, from 1, in the order of the check sheet."""
    row_number: int
    """Its row's number in the check sheet, from 1; equal words have one row."""
    text: str
    """The words as they were read."""
    doubt: Doubt
    """Why it is to be checked."""
    around: str
    """The words with some around them."""

    @property
    def bookmark(self) -> str:
        """The bookmark of the words in the text."""
        return f"_doubt_{self.number}"

    @property
    def row(self) -> str:
        """The bookmark of their row in the check sheet."""
        return f"_check_{self.row_number}"


class Markup:
    """Makes paragraphs of a document's runs, in their order."""

    def __init__(self, texts: Iterable[_Runs], *, most: int = MOST) -> None:
        """Take all runs, to know the worst doubts in advance."""
        doubts = [found for runs in texts for found in _doubts(runs)]
        listed = [place for place, (_text, doubt, _around) in enumerate(doubts) if doubt.listed]
        worst = sorted(listed, key=lambda place: (-doubts[place][1].weight, place))[:most]
        numbers = count(1)
        self._checked = {
            place: Checked(next(numbers), row, *doubts[place])
            for row, places in enumerate(_rows(doubts, sorted(worst)), start=1)
            for place in places
        }
        self.doubts = len(listed)
        """Doubts to be listed, the worst and the others."""
        self._ids = count(1)
        self._written = count()
        self._anchors: Counter[str] = Counter()

    @property
    def checked(self) -> tuple[Checked, ...]:
        """The worst doubts, in the order of their numbers."""
        return tuple(self._checked.values())

    def bookmark(self, name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        """Start and end of a bookmark with the next free number."""
        return bookmark(name, next(self._ids))

    def around(self, name: str, content: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """The content in a bookmark, or as it is if ``name`` is empty."""
        start, end = self.bookmark(name) if name else (None, None)
        yield from (each for each in (start, content, end) if each is not None)

    def paragraphs(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        before: Iterable[BaseOxmlElement] = (),
        after: Iterable[BaseOxmlElement] = (),
        flush_right: bool = False,
    ) -> Iterator[BaseOxmlElement]:
        """The runs as a paragraph, or several if it has empty lines.

        The mark of a paragraph that we inserted is tracked: rejecting it gives one paragraph again.
        """
        *others, last = _paragraph_parts(runs)
        content = list(before)
        for part in others:
            mark = tracked(part.end, next(self._ids)) if part.end else None
            yield paragraph(
                style,
                *content,
                *self._content(part.runs),
                layout=_layout(flush_right=flush_right),
                mark=mark,
            )
            content = []
        yield paragraph(
            style,
            *content,
            *self._content(last.runs),
            *after,
            layout=_layout(flush_right=flush_right),
        )

    def _content(self, runs: _Runs) -> Iterator[BaseOxmlElement]:
        starts, ends = self._milestones(runs)
        for place, one in enumerate(runs):
            yield from starts[place]
            yield self._words(one)
            yield from ends[place]

    def _words(self, one: Run) -> BaseOxmlElement:
        deleted, doubtful = one.change is Change.DELETED, one.doubt is not None
        if one.target:
            return link(
                f"_{one.target}", run(one.text, one.language, style="Hyperlink", proof=False)
            )
        words = run(one.text, one.language, doubtful=doubtful, deleted=deleted)
        return tracked(one.change, next(self._ids), words) if one.change else words

    def _milestones(self, runs: Sequence[Run]) -> tuple[_Placed, _Placed]:
        """Elements before and behind each run, by its place."""
        starts, ends = _Placed(list), _Placed(list)
        for first, last, anchor in _anchored(runs):
            start, end = self.bookmark(self._name(anchor))
            starts[first].append(start)
            ends[last].insert(0, end)
        for first, last in _doubtful(runs):
            checked = self._checked.get(next(self._written))
            if checked is not None:
                start, end = self.bookmark(checked.bookmark)
                starts[first] += [start, element("w:commentRangeStart", id=checked.number)]
                ends[last] = [
                    element("w:commentRangeEnd", id=checked.number),
                    _reference(checked),
                    end,
                    *ends[last],
                ]
        return starts, ends

    def _name(self, anchor: str) -> str:
        """The bookmark's name, with a number from the second time on."""
        self._anchors[anchor] += 1
        times = self._anchors[anchor]
        return f"_{anchor}" if times == 1 else f"_{anchor}_{times}"


_Placed = defaultdict[int, list[BaseOxmlElement]]


class _Part(NamedTuple):
    """The runs of one paragraph."""

    runs: _Runs
    end: Change | None
    """The change of its end; None if the original has it so."""


def _paragraph_parts(runs: Iterable[Run]) -> list[_Part]:
    """The paragraphs in which empty lines divide the runs.

    Bookmarks, too, end with a paragraph: LibreOffice drops those that do not.
    """
    parts, current = [], list[Run]()
    for one in runs:
        for number, text in enumerate(one.text.split("\n\n")):
            if number:
                parts.append(_Part(tuple(current), one.change))
                current = []
            if text:
                current.append(replace(one, text=text))
    return [*parts, _Part(tuple(current), None)]


def _layout(*, flush_right: bool) -> tuple[BaseOxmlElement, ...]:
    return (element("w:jc", val="right"),) if flush_right else ()


def _reference(checked: Checked) -> BaseOxmlElement:
    style = element("w:rPr", element("w:rStyle", val="CommentReference"))
    return element("w:r", style, element("w:commentReference", id=checked.number))


def _anchored(runs: Sequence[Run]) -> Iterator[tuple[int, int, str]]:
    """First and last run of each anchor, with ours in between."""
    with_anchor = [place for place, one in enumerate(runs) if one.anchor]
    for anchor, places in groupby(with_anchor, key=lambda place: runs[place].anchor):
        stretch = list(places)
        yield stretch[0], stretch[-1], anchor


def _doubtful(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """First and last run of each doubt."""
    for doubt, places in groupby(range(len(runs)), key=lambda place: runs[place].doubt):
        if doubt is not None:
            stretch = list(places)
            yield stretch[0], stretch[-1]


def _doubts(runs: _Runs) -> Iterator[tuple[str, Doubt, str]]:
    """Each doubt with its words and the words around.

    They are the words as recognised, or ours where nothing was.
    """
    for part in _paragraph_parts(runs):
        for first, last in _doubtful(part.runs):
            stretch, doubt = part.runs[first : last + 1], part.runs[first].doubt
            read = _recognised(stretch)
            if doubt is not None:
                before, after = _recognised(part.runs[:first]), _recognised(part.runs[last + 1 :])
                # Not only the sign behind what was replaced.
                has_words = any(character.isalnum() for character in read)
                text = read if has_words else "".join(one.text for one in stretch)
                yield text.strip(), doubt, f"{_ending(before)}{read}{_beginning(after)}".strip()


def _rows(doubts: Sequence[tuple[str, Doubt, str]], places: Iterable[int]) -> Iterator[list[int]]:
    """The places in rows of equal words, grave doubts first, else in the text's order.

    A number has a row of its own, since each may have been another.
    """
    rows: dict[object, list[int]] = {}
    for place in places:
        text, doubt, _around = doubts[place]
        alone = any(map(str.isdigit, text))
        rows.setdefault(place if alone else (text, doubt.reason), []).append(place)
    yield from sorted(
        rows.values(), key=lambda row: min(_severity(doubts[place][1]) for place in row)
    )


def _severity(doubt: Doubt) -> int:
    """0 for what can hardly be right, 2 for what is likely a speck, else 1."""
    return 0 if doubt.weight >= _GRAVE else 1 if doubt.weight >= _SLIGHT else 2


def _recognised(runs: Iterable[Run]) -> str:
    """The text without what we inserted."""
    return "".join(one.text for one in runs if one.change is not Change.INSERTED)


def _ending(text: str) -> str:
    """The last words, with the space behind them."""
    words = re.findall(r"\S+\s*", text)
    return ("… " if len(words) > _AROUND else "") + "".join(words[-_AROUND:])


def _beginning(text: str) -> str:
    """The first words, with the space before them."""
    words = re.findall(r"\s*\S+", text)
    return "".join(words[:_AROUND]) + (" …" if len(words) > _AROUND else "")
