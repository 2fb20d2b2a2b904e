"""What stands between the words: changes to accept, doubts with their comments, and bookmarks that tie the text to its source."""

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
"""So many doubts, the worst of those that are to be listed, are commented and stand in the check sheet; the others are only highlighted.

LibreOffice takes 66 seconds to open 2,000 comments, and nobody works through that many.
"""

_AROUND = 4
"""So many words on either side of a doubtful one find the place in a recording."""

_Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A place to check: its number in the check sheet, from 1, the words as they were read, the doubt, and the words around."""

    number: int
    text: str
    doubt: Doubt
    around: str

    @property
    def bookmark(self) -> str:
        """Where the words are in the text."""
        return f"_doubt_{self.number}"

    @property
    def row(self) -> str:
        """Where they are in the check sheet."""
        return f"_check_{self.number}"


class Marks:
    """Turns the runs of one document into paragraphs with all their marks; asked for them in the order of the text."""

    def __init__(self, texts: Iterable[_Runs], *, most: int = MOST) -> None:
        """Take all runs that will be asked for, as they will be, to know the worst doubts before the first is drawn."""
        doubts = [found for runs in texts for found in _doubts(runs)]
        listed = [place for place, (_text, doubt, _around) in enumerate(doubts) if doubt.listed]
        worst = sorted(listed, key=lambda place: (-doubts[place][1].weight, place))[:most]
        self._checked = {
            place: Checked(number, *doubts[place]) for number, place in enumerate(worst, start=1)
        }
        self.doubts = len(listed)
        self._ids = count(1)
        self._drawn = count()
        self._anchors: Counter[str] = Counter()

    @property
    def checked(self) -> tuple[Checked, ...]:
        """The worst doubts, in the order of their numbers."""
        return tuple(self._checked.values())

    def bookmark(self, name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
        """Where a bookmark starts and where it ends."""
        return bookmark(name, next(self._ids))

    def paragraphs(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        before: Iterable[BaseOxmlElement] = (),
        after: Iterable[BaseOxmlElement] = (),
        flush_right: bool = False,
    ) -> Iterator[BaseOxmlElement]:
        """The runs as a paragraph, or as several where an empty line in them says so.

        The mark of a paragraph that we inserted is tracked, so that who rejects it has one paragraph again.
        """
        *others, last = _parted(runs)
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
        """What stands before and behind each run."""
        starts, ends = _Placed(list), _Placed(list)
        for first, last, anchor in _anchored(runs):
            start, end = self.bookmark(self._name(anchor))
            starts[first].append(start)
            ends[last].insert(0, end)
        for first, last in _doubtful(runs):
            checked = self._checked.get(next(self._drawn))
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
        """A bookmark's name; it can be there only once, so that what comes of an anchor elsewhere gets a number."""
        self._anchors[anchor] += 1
        times = self._anchors[anchor]
        return f"_{anchor}" if times == 1 else f"_{anchor}_{times}"


_Placed = defaultdict[int, list[BaseOxmlElement]]


class _Part(NamedTuple):
    """The runs of one paragraph; ``end``: what we propose about its end, None if the original has it so."""

    runs: _Runs
    end: Change | None


def _parted(runs: Iterable[Run]) -> list[_Part]:
    """At least one paragraph; an empty line ends one. Bookmarks, too, end there: LibreOffice drops those that do not."""
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
    """From which run to which an anchor holds; runs of ours between two of the same anchor belong to it."""
    with_anchor = [place for place, one in enumerate(runs) if one.anchor]
    for anchor, places in groupby(with_anchor, key=lambda place: runs[place].anchor):
        stretch = list(places)
        yield stretch[0], stretch[-1], anchor


def _doubtful(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """From which run to which there is one doubt."""
    for doubt, places in groupby(range(len(runs)), key=lambda place: runs[place].doubt):
        if doubt is not None:
            stretch = list(places)
            yield stretch[0], stretch[-1]


def _doubts(runs: _Runs) -> Iterator[tuple[str, Doubt, str]]:
    """The doubts with the words that are doubted, as they were recognised or ours where nothing was, and the words around."""
    for part in _parted(runs):
        for first, last in _doubtful(part.runs):
            stretch, doubt = part.runs[first : last + 1], part.runs[first].doubt
            read = _recognised(stretch)
            if doubt is not None:
                before, after = _recognised(part.runs[:first]), _recognised(part.runs[last + 1 :])
                told = any(
                    character.isalnum() for character in read
                )  # not only the sign behind what was replaced
                text = read if told else "".join(one.text for one in stretch)
                yield text.strip(), doubt, f"{_ending(before)}{read}{_beginning(after)}".strip()


def _recognised(runs: Iterable[Run]) -> str:
    return "".join(one.text for one in runs if one.change is not Change.INSERTED)


def _ending(text: str) -> str:
    """The last words, with the space behind them."""
    words = re.findall(r"\S+\s*", text)
    return ("… " if len(words) > _AROUND else "") + "".join(words[-_AROUND:])


def _beginning(text: str) -> str:
    """The first words, with the space before them."""
    words = re.findall(r"\s*\S+", text)
    return "".join(words[:_AROUND]) + (" …" if len(words) > _AROUND else "")
