"""The names of the draft's speakers, and who says a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.core.recordings.speakers import TOGETHER, UNKNOWN
from pipeline.returns.resolved.visible_text import SpeakerControl, Visible, VisibleParagraph
from pipeline.translations import translator

_TYPED = re.compile(r"\s*([^:]{1,80}?)\s*:(?=\s|$)")
_NUMBERED = re.compile(r"(?:Sprecher|Speaker) [0-9]{1,3}")
_AFTER_CONTROL = re.compile(r"(?:\s*\+\s*\?)*\s*:?")


@dataclass(frozen=True, slots=True)
class SpeakerNames:
    """Labels of the draft, and what stands there now."""

    names: tuple[tuple[str, str], ...]
    """The labels in order, and the names that they have."""
    shown: tuple[str, ...]
    """For each content control, the name that its words get."""
    controls: bool
    """Whether the file still has our content controls."""

    @classmethod
    def of(
        cls,
        visible: Visible,
        store: Sequence[str],
        typed: Mapping[str, str] = MappingProxyType({}),
    ) -> SpeakerNames:
        """The names, as text, table and ``store`` have them.

        What differs from the draft's label wins; of two names the one in the text, of two there
        the first. ``typed``: names by labels where controls are lost, as known from the draft.
        """
        texts, in_table = _control_texts(visible)
        labels = _labels(visible.controls, store)
        renamed: dict[int, str] = {}
        order = sorted(range(len(texts)), key=lambda place: in_table[place])  # the text's first
        for place in order:
            number = visible.controls[place].number
            if _is_new(texts[place], labels.get(number, ""), labels.values()):
                renamed.setdefault(number, texts[place])
        for number, stored in enumerate(store, start=1):
            if _is_new(stored, labels.get(number, ""), labels.values()):
                renamed.setdefault(number, stored)
        names = {label: renamed.get(number, label) for number, label in sorted(labels.items())}
        if not visible.controls:
            names = (_names_of_table(visible.paragraphs) or names) | dict(typed)
        shown = tuple(
            _shown(text, labels.get(control.number, ""), names)
            for text, control in zip(texts, visible.controls, strict=True)
        )
        return cls(tuple(names.items()), shown, bool(visible.controls))

    def label_of(self, paragraph: VisibleParagraph) -> tuple[str, int]:
        """Who speaks, by the label, and the characters that it takes.

        "" and 0 where there is none.
        """
        speaker, end = self._controlled(paragraph)
        return (speaker, end) if end else self._typed(paragraph)

    def _controlled(self, paragraph: VisibleParagraph) -> tuple[str, int]:
        speakers: list[str] = []
        at = end = last = 0
        for piece in paragraph.pieces:
            if piece.ties.anchor and piece.text.strip():
                break
            control = piece.ties.control
            if control >= 0:
                if not speakers or last != control:
                    speakers.append(self.shown[control])
                last, end = control, at + len(piece.text)
            elif not speakers and UNKNOWN in piece.text:
                speakers.append(UNKNOWN)
            at += len(piece.text)
        if not any(piece.ties.control >= 0 for piece in paragraph.pieces) or not speakers:
            return "", 0
        after = _AFTER_CONTROL.match(paragraph.text, end)
        rest = after[0] if after else ""
        speakers += [UNKNOWN] * rest.count(UNKNOWN)
        return TOGETHER.join(speakers), max(end + len(rest), 1)

    def _typed(self, paragraph: VisibleParagraph) -> tuple[str, int]:
        """A known name and a colon.

        Where controls are lost, any before an utterance.
        """
        found = _TYPED.match(paragraph.text)
        if found is None:
            return "", 0
        parts = found[1].split(TOGETHER)
        known = dict(self.names)
        known |= {name: name for name in known.values()} | {UNKNOWN: UNKNOWN}
        at_head = not self.controls and _ends_before_words(paragraph, found.end())
        if at_head or all(part in known or self._is_numbered(part) for part in parts):
            return TOGETHER.join(known.get(part, part) for part in parts), found.end()
        return "", 0

    def _is_numbered(self, part: str) -> bool:
        return not self.controls and _NUMBERED.fullmatch(part) is not None


def _control_texts(visible: Visible) -> tuple[list[str], list[bool]]:
    """What each control shows, and whether it stands in a table."""
    texts, in_table = [""] * len(visible.controls), [False] * len(visible.controls)
    for paragraph in visible.paragraphs:
        for piece in paragraph.pieces:
            if piece.ties.control >= 0:
                texts[piece.ties.control] += piece.text
                in_table[piece.ties.control] = paragraph.cell is not None
    return [" ".join(text.split()) for text in texts], in_table


def _labels(controls: Iterable[SpeakerControl], store: Sequence[str]) -> dict[int, str]:
    """The draft's labels by the speakers' numbers."""
    labels = {control.number: control.label for control in controls if control.label}
    return dict(enumerate(store, start=1)) | labels


def _is_new(text: str, label: str, labels: Iterable[str]) -> bool:
    """Whether it is a name for this speaker, not that of another one."""
    return bool(text) and text != label and text not in labels


def _shown(text: str, label: str, names: Mapping[str, str]) -> str:
    """The name at one control: another one may have been put there."""
    if text in {"", label}:
        return names.get(label, label)
    return names.get(text, text)


def _ends_before_words(paragraph: VisibleParagraph, end: int) -> bool:
    """Whether nothing but the label stands before an utterance."""
    head = ""
    for piece in paragraph.pieces:
        if piece.ties.anchor.startswith("u"):
            return len(head.rstrip()) <= end
        head += piece.text
    return False


def _names_of_table(paragraphs: Iterable[VisibleParagraph]) -> dict[str, str]:
    """Labels and names in our table, where content controls are lost."""
    rows: dict[tuple[int, int], dict[int, str]] = {}
    for each in paragraphs:
        if each.cell is not None:
            row = rows.setdefault((each.cell.table, each.cell.row), {})
            row[each.cell.column] = f"{row.get(each.cell.column, '')} {each.text}".strip()
    heads = [
        {0: translate("Speaker"), 1: translate("Name")}
        for translate in (translator("de"), translator("en"))
    ]
    table = next(
        (number for (number, row), cells in rows.items() if not row and cells in heads), -1
    )
    return {
        cells[0]: cells.get(1) or cells[0]
        for (number, row), cells in rows.items()
        if number == table and row and cells.get(0)
    }
