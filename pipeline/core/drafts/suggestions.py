"""Suggestions for the minutes: items, decisions and tasks.

Suggestions stand beside the text and repeat what was said, with its time; they replace none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.core.drafts.draft import (
    OPEN_FIELD,
    Block,
    Heading,
    Paragraph,
    Remark,
    Run,
    Table,
    TableCell,
    TableColumn,
)
from pipeline.core.drafts.frames import own_heading
from pipeline.core.model import Utterance
from pipeline.core.wording.cues.candidates import Candidate, CandidateKind, Votes
from pipeline.core.wording.formatting import clock, date_text
from pipeline.i18n import N_, Language, Translate

_COLUMNS = (
    (N_("No."), 0.06),
    (N_("Type"), 0.13),
    (N_("What"), 0.39),
    (N_("Who"), 0.16),
    (N_("Due"), 0.14),
    (N_("Position"), 0.12),
)
"""Columns of decisions and tasks, with shares of the width."""


class Suggestions:
    """Candidates for the minutes, in a frame of ``language``."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        utterances: Sequence[Utterance],
        language: Language,
        translate: Translate,
    ) -> None:
        """Part the items from decisions and tasks."""
        self._spoken = [utterance.language for utterance in utterances]
        self._language: Language = language
        self._translate = translate
        self._items = tuple(one for one in candidates if one.kind is CandidateKind.ITEM)
        self._rows = tuple(one for one in candidates if one.kind is not CandidateKind.ITEM)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._items or self._rows)

    def headings(self) -> Iterator[tuple[float, Heading]]:
        """The announcements of items as headings, by their seconds."""
        _ = self._translate
        for item in self._items:
            at = Run(f" ({_('suggestion')}, {clock(item.said.start)})", self._language)
            yield (
                item.said.start,
                Heading(2, (*self._item_title(item), at), suggested=True, at=item.said.start),
            )

    def _item_title(self, item: Candidate) -> tuple[Run, ...]:
        """The item's number and topic.

        All that was said where these are not plain, and what names the topic if that does not.
        """
        if not item.topic:
            said = " – ".join(filter(None, (item.text, item.about)))
            return (Run(said, self._language_of(item)),)
        number = self._translate(N_("Item {number}:")).format(number=item.number)
        return Run(f"{number} ", self._language), Run(item.topic, self._language_of(item))

    def agenda(self) -> Iterator[Block]:
        """The items as a list; nothing if none was heard."""
        if self._items:
            yield own_heading(
                self._translate(N_("Items of the agenda (suggestions)")), self._language
            )
        for item in self._items:
            at = Run(clock(item.said.start), self._language, target=item.anchor)
            before, after = (Run(text, self._language) for text in (" (", ")"))
            yield Paragraph(
                ((Run("– ", self._language), *self._item_title(item), before, at, after),),
                item=True,
            )

    def table(self) -> Iterator[Block]:
        """Decisions and tasks, or the remark that none was found."""
        _ = self._translate
        yield own_heading(_("Decisions and tasks (suggestions)"), self._language)
        if not self._rows:
            yield Remark(
                _(
                    "(No decision and no task was found. This says nothing about whether "
                    "there are any.)"
                )
            )
            return
        head = tuple(self._cell(_(label)) for label, _share in _COLUMNS)
        rows = (self._row(number, one, _) for number, one in enumerate(self._rows, start=1))
        columns = tuple(TableColumn(share) for _label, share in _COLUMNS)
        yield Table(columns, (head, *rows), header=True)

    def _row(self, number: int, one: Candidate, _: Translate) -> tuple[TableCell, ...]:
        task = one.kind is CandidateKind.TASK
        said = tuple((Run(text, self._language_of(one)),) for text in (one.about, one.text) if text)
        what = TableCell((*said, *self._votes(one.votes, _)))
        open_field = OPEN_FIELD if task else ""
        due = (
            date_text(one.due, self._language) if one.due else "",
            f"({one.due_said})" if one.due_said else "",
        )
        return (
            self._cell(str(number)),
            self._cell(_("Task") if task else _("Decision")),
            what,
            self._cell(one.who or open_field),
            self._cell(*(tuple(filter(None, due)) or (open_field,))),
            TableCell(((Run(clock(one.said.start), self._language, target=one.anchor),),)),
        )

    def _votes(self, votes: Votes | None, _: Translate) -> Iterator[tuple[Run, ...]]:
        if votes is None:
            return
        said = (
            (votes.yes, _("{number} yes")),
            (votes.no, _("{number} no")),
            (
                votes.abstentions,
                _("{number} abstention") if votes.abstentions == 1 else _("{number} abstentions"),
            ),
        )
        counted = ", ".join(
            text.format(number=number) for number, text in said if number is not None
        )
        if votes == Votes(no=0):
            counted = _("unanimous")
        yield (Run(_("Votes: {votes}").format(votes=counted), self._language),)

    def _cell(self, *texts: str) -> TableCell:
        return TableCell(tuple((Run(text, self._language),) for text in texts if text))

    def _language_of(self, one: Candidate) -> str:
        return self._spoken[int(one.anchor.removeprefix("u")) - 1]
