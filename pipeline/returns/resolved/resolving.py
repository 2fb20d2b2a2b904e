"""From the tree of a Word file to what its reader sees.

Insertions are accepted, deletions gone; content controls, links and fields are unwrapped. The tree
is walked once, without recursion, and not altered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.resolved.changes import OpenChanges
from pipeline.returns.resolved.content_controls import (
    bound_speaker,
    is_on,
    shows_placeholder,
)
from pipeline.returns.resolved.fields import OpenFields
from pipeline.returns.resolved.open_ties import OpenTies
from pipeline.returns.resolved.paragraphs import Paragraphs
from pipeline.returns.resolved.symbols import symbol
from pipeline.returns.resolved.visible_text import EMPTY_BOX, TICKED, SpeakerControl, Ties, Visible

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUN_PROPERTIES, _HIDDEN = qn("w:rPr"), qn("w:vanish")
_ID, _NAME, _END = map(qn, ("w:id", "w:name", "w:bookmarkEnd"))
_PARAGRAPH_PROPERTIES, _STYLE, _VALUE = map(qn, ("w:pPr", "w:pStyle", "w:val"))
INVISIBLE = str.maketrans("", "", "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\ufeff\N{WORD JOINER}")

_Leave = Callable[[], None]
_Enter = Callable[[BaseOxmlElement], "bool | _Leave"]
"""Whether to look into an element, or what to do when all in it was seen."""

Notes = Mapping[tuple[str, str], BaseOxmlElement]
"""Foot- and endnotes by "footnote" or "endnote" and their ids."""


def visible(body: BaseOxmlElement, styles: Mapping[str, str], notes: Notes) -> Visible:
    """What is seen of a ``body``, and how many changes were resolved.

    ``styles`` has the styles' names in small letters by their ids.
    """
    walk = _Walk(body, styles, notes)
    walk.through(body)
    return walk.result()


class _Walk:
    def __init__(self, body: BaseOxmlElement, styles: Mapping[str, str], notes: Notes) -> None:
        ends = (each.get(qn("w:id"), "") for each in body.iter(qn("w:bookmarkEnd")))
        self._styles, self._notes = styles, dict(notes)
        self._wanted: list[BaseOxmlElement] = []
        self._ties, self._fields = OpenTies(frozenset(ends)), OpenFields()
        self._paragraphs = Paragraphs()
        self._controls: list[SpeakerControl] = []
        self._control, self._link, self._apart = -1, "", 0
        self._changes = OpenChanges()
        self._entries = {
            qn(name) if name.startswith("w:") else name: do for name, do in self._named()
        }

    def _named(self) -> Iterator[tuple[str, _Enter]]:
        for name, do in self._at_elements():
            yield (qn(name) if name.startswith("w:") else name), do

    def _at_elements(self) -> Iterator[tuple[str, _Enter]]:
        """What to do at elements with a meaning; the others are looked into."""
        unseen = "w:rPr w:sdtPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:delText w:rt w:pPr"
        yield from ((name, lambda _element: False) for name in unseen.split())
        gaps = "w:tab w:br w:cr w:ptab"
        yield from ((name, lambda _element: self._say(" ")) for name in gaps.split())
        yield from ((name, self._gone) for name in ("w:del", "w:moveFrom"))
        yield from ((name, self._inserted) for name in ("w:ins", "w:moveTo"))
        yield from (
            ("w:t", lambda element: self._say(element.text or "", element)),
            (f"{_MATH}t", lambda element: self._say(element.text or "", element)),
            ("w:noBreakHyphen", lambda element: self._say("-", element)),
            ("w:sym", self._symbol),
            ("w:p", self._paragraph),
            ("w:r", lambda run: not is_on(_child(_child(run, _RUN_PROPERTIES), _HIDDEN))),
            ("w:bookmarkStart", self._bookmark),
            ("w:bookmarkEnd", self._bookmark),
            ("w:tbl", self._table),
            ("w:tr", self._row),
            ("w:tc", self._cell),
            ("w:sdt", self._content_control),
            ("w:hyperlink", self._hyperlink),
            ("w:fldChar", self._field),
            ("w:instrText", self._field),
            ("w:txbxContent", self._text_box),
            ("w:footnoteReference", self._note),
            ("w:endnoteReference", self._note),
            (f"{_MC}Fallback", lambda each: each.getparent().find(f"{_MC}Choice") is None),
        )

    def through(self, root: BaseOxmlElement) -> None:
        """See all that is in ``root``."""
        inside: list[tuple[Iterator[BaseOxmlElement], _Leave | None]] = [(iter(root), None)]
        while inside:
            children, leave = inside[-1]
            child = next(children, None)
            if child is None:
                inside.pop()
                if leave is not None:
                    leave()
                continue
            enter = self._entries.get(child.tag)
            found = True if enter is None else enter(child)
            if found is not False and (len(child) or found is not True):
                inside.append((iter(child), None if found is True else found))

    def result(self) -> Visible:
        """All that was seen."""
        self._paragraphs.part()
        return Visible(
            tuple(self._paragraphs.finished),
            tuple(self._controls),
            self._changes.by_people,
            self._changes.rejected,
        )

    def _say(self, text: str, source: BaseOxmlElement | None = None) -> bool:
        if not self._fields.hidden:
            if text.strip():
                self._changes.pass_text()
            self._paragraphs.say(text.translate(INVISIBLE), self._now(), source)
        return False

    def _now(self) -> Ties:
        ties = self._ties.ties
        if self._apart:
            return Ties(page=ties.page)
        if self._control < 0 and not self._link:
            return ties
        return replace(ties, control=self._control, link=self._link)

    def _symbol(self, element: BaseOxmlElement) -> bool:
        return self._say(symbol(element.get(qn("w:font"), ""), element.get(qn("w:char"), "")))

    def _paragraph(self, element: BaseOxmlElement) -> _Leave:
        properties = _child(element, _PARAGRAPH_PROPERTIES)
        style, mark = _child(properties, _STYLE), _child(properties, _RUN_PROPERTIES)
        number = "" if style is None else str(style.get(_VALUE))
        goes_on = self._changes.removes(mark)
        self._paragraphs.begin(self._styles.get(number, "") if number else "", element)

        def leave() -> None:
            self._paragraphs.end(goes_on=goes_on)
            if not self._paragraphs.depth:
                self._ties.end_paragraph()
                self._fields.end_paragraph()
                if not goes_on:
                    self._tell_notes()

        return leave

    def _tell_notes(self) -> None:
        """The notes of a paragraph, after it."""
        wanted, self._wanted = self._wanted, []
        for note in wanted:
            self._apart += 1
            self.through(note)
            self._apart -= 1
            self._paragraphs.part()

    def _note(self, element: BaseOxmlElement) -> bool:
        kind = "footnote" if element.tag == qn("w:footnoteReference") else "endnote"
        note = self._notes.pop((kind, element.get(qn("w:id"), "")), None)
        if note is not None:
            self._wanted.append(note)
        return False

    def _bookmark(self, element: BaseOxmlElement) -> bool:
        number = element.get(_ID, "")
        if element.tag == _END:
            self._ties.end(number)
        else:
            name = element.get(_NAME, "")
            self._ties.begin(number, name)
            if name.startswith("_"):
                self._paragraphs.note_bookmark(name)
        return False

    def _gone(self, element: BaseOxmlElement) -> bool:
        self._changes.count(element)
        self._keep_bookmarks(element)
        return False

    def _keep_bookmarks(self, element: BaseOxmlElement) -> None:
        """Begin and end the bookmarks in what is gone.

        LibreOffice puts ours there.
        """
        for each in element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
            self._bookmark(each)

    def _inserted(self, element: BaseOxmlElement) -> _Leave:
        self._changes.begin_insertion(element)
        return self._changes.end_insertion

    def _table(self, element: BaseOxmlElement) -> _Leave:
        style = element.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        number = "" if style is None else str(style.get(qn("w:val")))
        self._paragraphs.begin_table(self._styles.get(number, ""))
        return self._paragraphs.end_table

    def _row(self, element: BaseOxmlElement) -> bool:
        if self._changes.removes(element.find(qn("w:trPr"))):
            self._keep_bookmarks(element)
            return False
        self._paragraphs.begin_row()
        return True

    def _cell(self, element: BaseOxmlElement) -> bool | _Leave:
        if self._changes.removes(element.find(qn("w:tcPr"))):
            self._keep_bookmarks(element)
            return False
        self._paragraphs.begin_cell()
        return self._paragraphs.part

    def _content_control(self, element: BaseOxmlElement) -> bool | _Leave:
        properties = element.find(qn("w:sdtPr"))
        if properties is None:
            return True
        box = properties.find(f"{_W14}checkbox")
        if box is not None:
            ticked = is_on(box.find(f"{_W14}checked"), f"{_W14}val", missing="0")
            return self._say(TICKED if ticked else EMPTY_BOX)
        gallery = properties.find(f"{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
        if gallery is not None and gallery.get(qn("w:val")) == "Table of Contents":
            return False  # it says headings once more
        found = bound_speaker(properties)
        if found is not None:
            return self._speaker(element, properties, found)
        if shows_placeholder(properties):
            self._keep_bookmarks(element)
            return False
        return True

    def _speaker(
        self, element: BaseOxmlElement, properties: BaseOxmlElement, number: int
    ) -> bool | _Leave:
        alias = properties.find(qn("w:alias"))
        label = "" if alias is None else str(alias.get(qn("w:val"), ""))
        self._controls.append(SpeakerControl(number, label))
        outer, self._control = self._control, len(self._controls) - 1
        self._paragraphs.say("", self._now())  # also an empty one stands for its speaker

        def leave() -> None:
            self._control = outer

        if shows_placeholder(properties):
            self._keep_bookmarks(element)
            leave()
            return False
        return leave

    def _hyperlink(self, element: BaseOxmlElement) -> _Leave:
        self._link = element.get(qn("w:anchor"), "")

        def leave() -> None:
            self._link = ""

        return leave

    def _field(self, element: BaseOxmlElement) -> bool:
        if element.tag == qn("w:instrText"):
            self._fields.instruct(element.text or "")
        else:
            self._fields.mark(element.get(qn("w:fldCharType"), ""))
        return False

    def _text_box(self, _element: BaseOxmlElement) -> _Leave:
        self._apart += 1

        def leave() -> None:
            self._apart -= 1
            self._paragraphs.part()

        return leave


def _child(element: BaseOxmlElement | None, tag: str) -> BaseOxmlElement | None:
    """The first child of this name; ``find`` takes three times as long."""
    return None if element is None else next(element.iterchildren(tag), None)
