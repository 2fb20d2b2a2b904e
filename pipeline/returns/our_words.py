"""What of a draft is ours and no words of the document: frame, lists, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.core.scans.shortcomings import SHOWN
from pipeline.i18n import Translate
from pipeline.outputs.wordml.check_sheet import SHEET
from pipeline.returns.resolved.visible_text import ANCHOR, Cell, VisibleParagraph
from pipeline.translations import translator

_ALWAYS = frozenset(
    f"schreibstube {name}" for name in ("notice", "fact", "small", "check", "facts")
)
"""Styles of ours that hold no words of the document without a bookmark."""

_TABLES = frozenset(f"schreibstube {name}" for name in ("facts", "table", "check"))
_CHECK, _REMARK, _PAGE = (f"schreibstube {name}" for name in ("check", "remark", "page"))
_OURS = "schreibstube "
_TITLE = "title"

_HEADINGS = (
    *("Check sheet", "Conclusion", "Check and release", "Release", "Full text"),
    *("Decisions and tasks (suggestions)", "Items of the agenda (suggestions)"),
)
_ITEMS = (
    *("Text compared with the recording", "Marked words checked"),
    *("Changes accepted or rejected", "Speakers given their names"),
    *("Items, decisions and tasks checked; dates, too", "Fields marked “…” filled in or deleted"),
)
_FIRST_CELLS = (
    *("Source", "Occasion", "Dictated by", "Call from", "Enclosures", "Speaker", "No."),
    "Part of the scan",
)
"""With which tables of ours begin."""

_REMARKS = (
    *SHOWN.values(),
    *("(This page could not be read.)", "(There is no text on this page.)"),
    *("(Something here looks like text but could not be read.)",),
    *("(A part of this page is missing.)", "(There is no speech in this recording.)"),
    *("(inaudible, {start}–{end})", "(not transcribed, {start}–{end})"),
    *("(Several people speak at once, {start}–{end}. Words may be mixed up.)",),
    "(No decision and no task was found. This says nothing about whether there are any.)",
)
_TIME = "[0-9:]+"

_SUGGESTED = re.compile(r"\((?:suggestion|Vorschlag), [0-9]{2}:[0-9]{2}:[0-9]{2}\)$")
_BOXED = re.compile(r"\s*[☐☒☑✓✔✗✘⊠✅]")
_BOX = re.compile(r"^\s*(?:[☐☒☑✓✔✗✘⊠✅]|\[[ xX]?\]|[xX](?=\s))?\s*")
RELEASED = re.compile(r"(?:Freigegeben|Released|Freigabe|Release)\b", re.IGNORECASE)
"""How the line begins that says who released the text."""

_PAGE_MARK = re.compile(r"\s*(?:S\.|p\.)\s*[0-9]+\s*")
_BRACKETED = re.compile(r"\s*\(.*\)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parted:
    """The paragraphs of a returned file, told apart by whose they are."""

    text: tuple[VisibleParagraph, ...]
    """Of the document."""
    ours: tuple[VisibleParagraph, ...]
    """Of the frame."""
    sheet: tuple[VisibleParagraph, ...]
    """From the check sheet on."""


def parted(paragraphs: Sequence[VisibleParagraph]) -> Parted:
    """Tell the words of the document from ours.

    Styles and bookmarks decide, and what we write ourselves. Where another program has dropped our
    styles, all before the first bookmark is ours, and the tables and lists after the last.
    """
    end = _sheet_start(paragraphs)
    judge = _Judge.of(paragraphs[:end])
    text: list[VisibleParagraph] = []
    ours: list[VisibleParagraph] = []
    for place, each in enumerate(paragraphs[:end]):
        (ours if judge.is_ours(place, each) else text).append(each)
    return Parted(tuple(text), tuple(ours), tuple(paragraphs[end:]))


def is_page_mark(each: VisibleParagraph) -> bool:
    """Whether a paragraph says no more than where a page begins."""
    return each.style == _PAGE and _PAGE_MARK.fullmatch(" ".join(each.text.split())) is not None


def without_box(text: str) -> str:
    """A line without the box before it, ticked or not."""
    return without_box_before(text).strip()


def without_box_before(text: str) -> str:
    """A text without the box and the spaces before it."""
    return _BOX.sub("", text, count=1)


def _sheet_start(paragraphs: Sequence[VisibleParagraph]) -> int:
    """The place where the check sheet begins; the end without one."""
    for place, each in enumerate(paragraphs):
        if SHEET in each.bookmarks or (each.cell is not None and each.cell.style == _CHECK):
            return place
    return len(paragraphs)


@dataclass(frozen=True, slots=True)
class _Judge:
    styled: bool
    """Whether our styles are still there."""
    first: int
    """Place of the first paragraph with words of the draft, or 0."""
    last: int
    """That of the last one, or -1."""
    anchored_tables: frozenset[int]
    our_tables: frozenset[int]
    """Tables that begin as ours do."""

    @classmethod
    def of(cls, paragraphs: Sequence[VisibleParagraph]) -> _Judge:
        anchored = [place for place, each in enumerate(paragraphs) if each.is_anchored]
        starts: dict[int, VisibleParagraph] = {}
        for each in paragraphs:
            if each.cell is not None:
                starts.setdefault(each.cell.table, each)
        known = _in_all_languages(_FIRST_CELLS)
        return cls(
            any(each.style.startswith(_OURS) for each in paragraphs),
            anchored[0] if anchored else 0,
            anchored[-1] if anchored else -1,
            frozenset(each.cell.table for each in paragraphs if each.cell and each.is_anchored),
            frozenset(
                table
                for table, start in starts.items()
                if start.text.strip() in known or start.style in _ALWAYS
            ),
        )

    def is_ours(self, place: int, each: VisibleParagraph) -> bool:
        """Whether a paragraph at this place has no words of the document."""
        if each.is_anchored:
            return False
        if each.cell is not None:
            no_words = each.cell.table not in self.anchored_tables
            return no_words and self._is_in_our_table(place, each.cell)
        if not self.styled and place < self.first:
            return True
        return (
            each.style in _ALWAYS
            or (each.style == _TITLE and place <= self.first)
            or self._is_remark(place, each)
            or _is_line_of_ours(each)
        )

    def _is_in_our_table(self, place: int, cell: Cell) -> bool:
        """Whether a cell is in a table of ours.

        Other formats than DOCX drop the styles of tables.
        """
        if cell.style in _TABLES:
            return True
        outside = place < self.first or place > self.last
        return cell.table in self.our_tables and (self.styled or outside)

    def _is_remark(self, place: int, each: VisibleParagraph) -> bool:
        """A remark of ours, unless a person typed words in its place."""
        if each.style == _REMARK:
            return place > self.last or _BRACKETED.fullmatch(each.text) is not None
        return False


def _is_line_of_ours(each: VisibleParagraph) -> bool:
    """A page's mark alone, a heading, an item of a list, as we write them."""
    text = " ".join(each.text.split())
    if is_page_mark(each):
        return True
    if _SUGGESTED.search(text) or text in _in_all_languages(_HEADINGS):
        return True
    if any(ANCHOR.fullmatch(piece.ties.link) for piece in each.pieces):
        return True  # it leads to what was said
    if text.startswith("(") and _remarks().fullmatch(text):
        return True
    line = without_box(text)
    boxed = _BOXED.match(text) is not None or each.style == "schreibstube item"
    return line in _in_all_languages(_ITEMS) or (boxed and RELEASED.match(line) is not None)


def _in_all_languages(sentences: Iterable[str]) -> frozenset[str]:
    return _translated(tuple(sentences))


@cache
def _translated(sentences: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        " ".join(translate(each).split()) for translate in _translators() for each in sentences
    )


@cache
def _remarks() -> re.Pattern[str]:
    """All remarks, with any times."""
    known = (re.escape(each) for each in _translated(_REMARKS))
    return re.compile("|".join(re.sub(r"\\{\w+\\}", _TIME, each) for each in known))


def _translators() -> Iterator[Translate]:
    yield from (translator(language) for language in ("de", "en"))
