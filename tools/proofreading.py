"""Corrects a draft as a person does in Word, and looks at what comes back.

For the demonstration and the pictures of the documentation.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from tools.batch import text_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_NAME = re.compile(r"(?:Herrn?|Frau|Mr|Mrs|Ms) ([^\W\d_]{4,})")
_RELEASE = {
    "Freigegeben am … durch …": "Freigegeben am {day:%d.%m.%Y} durch Anna Beispiel",
    "Released on … by …": "Released on {day:%-d %B %Y} by Anna Sample",
}
_MARRIED = "-Lang"
"""What a person changes if every word was read right: a name."""


@dataclass(frozen=True, slots=True)
class Change:
    """A word of a draft, and what a person made of it."""

    wrong: str
    right: str
    misread: bool


class NothingToCorrect(ValueError):
    """The draft has neither a misread word nor a name that stands there once."""


def correct(draft: Path, target: Path, truth: str) -> Change:
    """Type one word right, tick the release, and save as ``target``.

    Only what a person changes in Word is changed in the XML.

    Raises:
        NothingToCorrect: there is no word to change.
    """
    with zipfile.ZipFile(draft) as package:
        parts = [(entry, package.read(entry)) for entry in package.infolist()]
    content = next(data for entry, data in parts if entry.filename == _DOCUMENT)
    root = etree.fromstring(content)
    texts = list(_typed(root))
    change = _change([each.text or "" for each in texts], truth)
    for each in texts:
        each.text = re.sub(rf"\b{re.escape(change.wrong)}\b", change.right, each.text or "")
    _release(root, datetime.fromtimestamp(draft.stat().st_mtime, tz=UTC))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, data in parts:
            package.writestr(
                entry,
                etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                if entry.filename == _DOCUMENT
                else data,
            )
    return change


def _typed(root: etree._Element) -> Iterator[etree._Element]:
    """The running text: paragraphs outside of tables, with our bookmarks."""
    for paragraph in root.iter(f"{_W}p"):
        if paragraph.find(f"{_W}bookmarkStart") is not None and not any(
            True for _ in paragraph.iterancestors(f"{_W}tbl")
        ):
            yield from paragraph.iter(f"{_W}t")


def _change(texts: list[str], truth: str) -> Change:
    read = re.findall(r"\w+", " ".join(texts))
    meant = re.findall(r"\w+", truth)
    for what, a, b, c, d in SequenceMatcher(None, read, meant, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c == 1 and read.count(read[a]) == 1:
            return Change(read[a], meant[c], misread=True)
    for found in _NAME.finditer(" ".join(texts)):
        if read.count(found[1]) == 1:
            return Change(found[1], found[1] + _MARRIED, misread=False)
    msg = "no misread word, and no name that stands there once"
    raise NothingToCorrect(msg)


def _release(root: etree._Element, day: datetime) -> None:
    for each in root.iter(f"{_W}t"):
        line = _RELEASE.get(each.text or "")
        if line is not None:
            each.text = line.format(day=day)
            box = next(each.itersiblings(f"{_W}t", preceding=True))
            box.text = "☒"


@dataclass(frozen=True, slots=True)
class Pair:
    """A published file of the draft and its final.

    ``final`` is None if it is missing, ``good`` whether the word is right there, and nothing else
    of the text has changed.
    """

    draft: Path
    final: Path | None
    before: str
    after: str
    good: bool


def pairs(drafts: tuple[Path, ...], finals: tuple[Path, ...], change: Change) -> Iterator[Pair]:
    """Each file of a draft beside its final, with the line around the word."""
    for draft in drafts:
        final = next((each for each in finals if each.suffix == draft.suffix), None)
        before = text_of(draft)
        if final is None or not final.is_file():
            yield Pair(draft, None, _around(before, change.wrong), "", good=False)
            continue
        after = text_of(final)
        yield Pair(
            draft,
            final,
            _around(before, change.wrong),
            _around(after, change.right),
            _is_right(before, after, change, whole=draft.suffix == ".pdf"),
        )


def _is_right(before: str, after: str, change: Change, *, whole: bool) -> bool:
    """Whether the word was changed, and nothing else.

    A final Word file lacks what was said of the draft: there, the rest is not compared.
    """
    wanted = re.sub(rf"\b{re.escape(change.wrong)}\b", change.right, before).split()
    if whole:
        return after.split() == wanted
    said = after.split()
    return (
        any(change.right in word for word in said)
        and change.wrong not in re.findall(r"[\w-]+", after)
        and set(said) <= {*wanted, *_released(after)}
    )


def _released(text: str) -> list[str]:
    """The words of the line that a person filled in."""
    return next(
        (
            line.split()
            for line in text.splitlines()
            if line.lstrip("☒ \t").startswith(("Freigegeben", "Released"))
        ),
        [],
    )


def _around(text: str, word: str, beside: int = 3) -> str:
    """The word with the words before and behind it, on one line."""
    words = text.split()
    at = next((number for number, each in enumerate(words) if word in each), None)
    if at is None:
        return ""
    return f"… {' '.join(words[max(0, at - beside) : at + beside + 1])} …"
