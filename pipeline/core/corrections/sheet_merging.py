"""The check sheet's column "Richtig", merged into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.core.corrections.model import FinalWord, SheetRow
from pipeline.core.corrections.similarity import plain_word

_DELETIONS = frozenset({"-", "–", "—", "streichen", "löschen", "entfällt", "delete", "remove"})
"""What a person writes if the word is to go."""


@dataclass(frozen=True, slots=True)
class SheetResult:
    """The text with what the check sheet says."""

    words: tuple[FinalWord, ...]
    applied: int
    """Rows by which the text was changed."""
    contradictions: tuple[tuple[str, str, str], ...]
    """What was read, what the text has, what the sheet says: the text won."""


def with_sheet(words: tuple[FinalWord, ...], sheet: tuple[SheetRow, ...]) -> SheetResult:
    """The text with what the sheet says for the doubtful words.

    Only where the text still is what was read. If a person changed both, the text wins; where they
    differ, that is a contradiction.
    """
    changes: dict[int, tuple[int, tuple[FinalWord, ...]]] = {}
    contradictions: list[tuple[str, str, str]] = []
    applied = 0
    for row in (row for row in sheet if row.right.strip()):
        free = [place for place in row.places if place not in changes]
        found = {place: _change(words, place, row) for place in free}
        edits = {place: edit for place, edit in found.items() if edit is not None}
        changes.update(edits)
        applied += bool(edits)
        contradictions.extend(
            (row.read, _now(words, place, row.read), row.right)
            for place in free
            if place not in edits and not _says(words, place, row)
        )
        if not row.places and not _is_deletion(row) and not _same(row.read, row.right):
            contradictions.append((row.read, "", row.right))
    return SheetResult(_changed(words, changes), applied, tuple(contradictions))


def _change(
    words: Sequence[FinalWord], place: int, row: SheetRow
) -> tuple[int, tuple[FinalWord, ...]] | None:
    """How many words are replaced by which.

    None if the text is not what was read, or is right.
    """
    count = len(row.read.split())
    now = _now(words, place, row.read)
    if not count or not now or _same(row.read, row.right):
        return None
    open_signs, close_signs = "", ""
    if not _same(now, row.read):
        if not _same(_core(now), _core(row.read)) or not _core(now):
            return None
        open_signs, close_signs = _signs(now)
    if _is_deletion(row):
        return count, ()
    right = row.right.split()
    if open_signs and not right[0].startswith(open_signs):
        right[0] = open_signs + right[0]
    if close_signs and not right[-1].endswith(close_signs):
        right[-1] += close_signs
    return count, tuple(replace(words[place], text=text) for text in right)


def _says(words: Sequence[FinalWord], place: int, row: SheetRow) -> bool:
    """Whether the text already is what the sheet says."""
    now = _now(words, place, row.right)
    return not _is_deletion(row) and _same(_core(now), _core(row.right)) and bool(now)


def _now(words: Sequence[FinalWord], place: int, text: str) -> str:
    """What the text has in a place, as many words as ``text``."""
    return " ".join(word.text for word in words[place : place + max(1, len(text.split()))])


def _is_deletion(row: SheetRow) -> bool:
    return row.right.strip().casefold() in _DELETIONS and any(map(str.isalnum, row.read))


def _same(one: str, other: str) -> bool:
    return plain_word(" ".join(one.split())) == plain_word(" ".join(other.split()))


def _core(text: str) -> str:
    """The text without the signs around it."""
    start, end = _bounds(text)
    return text[start:end]


def _signs(text: str) -> tuple[str, str]:
    start, end = _bounds(text)
    return text[:start], text[end:]


def _bounds(text: str) -> tuple[int, int]:
    says = [at for at, letter in enumerate(text) if letter.isalnum()]
    return (says[0], says[-1] + 1) if says else (0, 0)


def _changed(
    words: Sequence[FinalWord], changes: dict[int, tuple[int, tuple[FinalWord, ...]]]
) -> tuple[FinalWord, ...]:
    found: list[FinalWord] = []
    at = 0
    while at < len(words):
        count, others = changes.get(at, (1, (words[at],)))
        found += others
        at += count
    return tuple(found)
