"""What became of a draft that came back as an edited Word file."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from html import unescape
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from benchmarks.edited_texts import Edited
from benchmarks.edited_words import words_right
from benchmarks.made_drafts import DPI, Drafted
from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Box, Scan
from pipeline.outputs.pdfa import declared_conformance
from pipeline.recipe import DocumentResults
from pipeline.stages.published import PublishedDrafts

_SHOWN = 100
"""Dots per inch of the pages on which ink is looked for."""
_DARK = 128
_COVERED = 0.9
"""Share of a printed word's ink that its correction has to cover."""
_NAME = 5
"""Letters of a corrected word whose ink is looked for, at least."""
_POINTS = 72


@dataclass(frozen=True, slots=True)
class FileScore:
    """Counts of words, and of documents that kept what they have to keep."""

    documents: int = 0
    read: int = 0
    """Documents whose words were read exactly as the editor wrote them."""
    right: int = 0
    words: int = 0
    """Aligned right, and all: of the final text, and deleted ones."""
    pictures: int = 0
    """Whose pictures are the same bytes."""
    archived: int = 0
    """That are PDF/A as their draft was."""
    unchanged: int = 0
    in_place: int = 0
    names: int = 0
    covered: int = 0
    shown: int = 0
    """Words of the final text that were printed."""
    differing: int = 0
    """Of these and of the pages' words, those that the other does not have."""

    def __add__(self, other: FileScore) -> FileScore:
        """Both together."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return FileScore(*(one + another for one, another in pairs))


@dataclass(frozen=True, slots=True)
class CameBack:
    """A draft that came back, and what became of it."""

    draft: Drafted
    made: Edited
    returned: Returned
    results: DocumentResults

    @property
    def pdf(self) -> Path:
        """The final PDF."""
        return next(file for file in self.results.files if file.suffix == ".pdf")


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    box: Box
    """In points."""


def file_score(back: CameBack) -> FileScore:
    """What became of one document."""
    read = [word.text for word in back.returned.words] == [word.text for word in back.made.final]
    if back.draft.pdf is None:
        return FileScore(1, int(read), *_right(back))
    before, now = _pages_of(back.draft.pdf), _pages_of(back.pdf)
    in_place, unchanged = _in_place(back, before, now)
    covered, names = _covered(back, now)
    odd, shown = _differing(back, now)
    right, words = _right(back)
    return FileScore(
        documents=1,
        read=int(read),
        right=right,
        words=words,
        pictures=int(_pictures(back.draft.pdf) == _pictures(back.pdf)),
        archived=int(_archived(back.pdf) == _archived(back.draft.pdf)),
        unchanged=unchanged,
        in_place=in_place,
        names=names,
        covered=covered,
        shown=shown,
        differing=odd,
    )


def _right(back: CameBack) -> tuple[int, int]:
    words = back.draft.part.words
    return words_right(words, back.made, align(words, back.returned.words))


def _archived(pdf: Path) -> str | None:
    return declared_conformance(pdf).pdfa


def _pictures(pdf: Path) -> list[bytes]:
    with pikepdf.open(pdf) as document:
        return [
            bytes(picture.read_raw_bytes())
            for page in document.pages
            for picture in page.get_images().values()
        ]


def _pages_of(pdf: Path) -> list[list[_Found]]:
    """The words of each page as Poppler finds them."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout
    pattern = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
    return [
        [
            _Found(
                unescape(found[5]).strip(), Box(*(float(found[number]) for number in range(1, 5)))
            )
            for found in pattern.finditer(page)
        ]
        for page in shown.split("<page ")[1:]
    ]


def _scan(back: CameBack) -> Scan:
    drafts = PublishedDrafts(back.draft.job, back.draft.recipe)
    found = drafts.recognised(back.draft.part)
    if not isinstance(found, Scan):
        raise TypeError
    return found


def _printed(back: CameBack) -> Iterator[tuple[str, str, int, Box]]:
    """Old and new text, page and box in points of words that have one word for one."""
    scan, words = _scan(back), back.draft.part.words
    made = Counter(at for origin in back.made.origins for at in origin)
    for final, origin in zip(back.made.final, back.made.origins, strict=True):
        if len(origin) == 1 and made[origin[0]] == 1:
            word = words[origin[0]]
            page = scan.pages[word.place.group - 1]
            printed = page.words[word.place.index]
            if printed.text != word.text:
                continue  # a line's end cuts it
            box = printed.box
            edges = (edge * _POINTS / DPI for edge in astuple(box))
            yield word.text, final.text, page.number, Box(*edges)


def _near(found: Sequence[_Found], text: str, box: Box, reach: float) -> _Found | None:
    return next(
        (
            each
            for each in found
            if each.text == text
            and abs(each.box.left - box.left) <= reach
            and abs(each.box.top - box.top) <= reach
        ),
        None,
    )


def _is_at(one: Box, other: Box, reach: float) -> bool:
    """Whether no edge of a box lies further from that of the other."""
    edges = zip(astuple(one), astuple(other), strict=True)
    return all(abs(edge - another) <= reach for edge, another in edges)


def _in_place(
    back: CameBack, before: Sequence[list[_Found]], now: Sequence[list[_Found]]
) -> tuple[int, int]:
    """Unchanged words at most a point from where the draft's PDF has them, and all."""
    unchanged = in_place = 0
    for old, new, number, box in _printed(back):
        was = _near(before[number - 1], old, box, _NAME) if old == new else None
        if was is not None:
            unchanged += 1
            in_place += any(
                each.text == new and _is_at(each.box, was.box, 1.0) for each in now[number - 1]
            )
    return in_place, unchanged


def _covered(back: CameBack, now: Sequence[list[_Found]]) -> tuple[int, int]:
    """Corrected words whose boxes cover the ink of what is printed, and all."""
    names = covered = 0
    pages: dict[int, NDArray[np.uint8]] = {}
    for old, new, number, box in _printed(back):
        if old == new or len(old) < _NAME or len(new) < _NAME:
            continue
        if number not in pages:
            pages[number] = _page_picture(back.pdf, number)
        names += 1
        found = [each.box for each in now[number - 1] if each.text == new and each.box.meets(box)]
        covered += any(_ink_share(pages[number], box, each) >= _COVERED for each in found)
    return covered, names


def _page_picture(pdf: Path, number: int) -> NDArray[np.uint8]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page"
        pages = ["-f", str(number), "-l", str(number)]
        subprocess.run(
            ["pdftoppm", "-r", str(_SHOWN), *pages, "-gray", "-singlefile", pdf, target], check=True
        )
        with Image.open(target.with_suffix(".pgm")) as picture:
            return np.asarray(picture)


def _ink_share(page: NDArray[np.uint8], printed: Box, found: Box) -> float:
    """The share of a printed word's dark pixels that another box covers."""
    left, top, right, bottom = (round(edge * _SHOWN / _POINTS) for edge in astuple(printed))
    dark = page[top:bottom, left:right] < _DARK
    edges = (edge * _SHOWN / _POINTS for edge in astuple(found))
    first, upper, last, lower = (round(edge) for edge in edges)
    inside = dark[max(0, upper - top) : lower - top, max(0, first - left) : last - left]
    return float(inside.sum() / max(1, dark.sum()))


def _differing(back: CameBack, now: Sequence[list[_Found]]) -> tuple[int, int]:
    """Words by page that only the final text or only its PDF has, and all."""
    words = back.draft.part.words
    alignment = align(words, back.returned.words)
    wanted = corrected_scan(_scan(back), words, back.returned.words, alignment).scan
    odd = shown = 0
    for page, seen in zip(wanted.pages, now, strict=True):
        expected = Counter(word.text for word in page.words)
        found = Counter(text for each in seen for text in each.text.split())
        odd += (expected - found).total() + (found - expected).total()
        shown += expected.total()
    return odd, shown
