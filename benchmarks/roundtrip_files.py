"""How well corrected Word files become finals, through the real stages.

python -m benchmarks.roundtrip_files FOLDER

Drafts of made documents are composed, edited on their XML by an editor with a seed, read again,
and composed as finals. ``benchmarks.roundtrip`` writes the tables.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from html import unescape
from pathlib import Path

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image
from pydantic import TypeAdapter

from benchmarks.edited_files import edit_file
from benchmarks.edited_texts import LIGHT, Edited, Editing, Text, made_text, whole_day
from benchmarks.made_drafts import DPI, SHA256, Drafted, drafted
from pipeline import process
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Box, Job, Kind, Scan
from pipeline.recipe import RETURNED, CorrectionOf, DocumentResults
from pipeline.stages.published import PublishedDrafts

_RETURNS = TypeAdapter(Returned)
_RETURN = Job(f"000002-{SHA256[:12]}", Kind.CORRECTION, "Brief.docx", SHA256)
_SHOWN = 100
"""Dots per inch of the pages on which ink is looked for."""
_DARK = 128
_COVERED = 0.9
"""Share of a printed word's ink that its correction has to cover."""
_NAME = 5
"""Letters of a corrected word whose ink is looked for, at least."""
_POINTS = 72
_LONG_PAGES = 2000


@dataclass(frozen=True, slots=True)
class FileScore:
    """Counts of words, and of documents that kept what they have to keep."""

    documents: int = 0
    read: int = 0
    """Documents whose words were read exactly as the editor wrote them."""
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


def came_back(draft: Drafted, how: Editing, seed: int, folder: Path) -> CameBack:
    """The finals of a draft that an editor changed."""
    folder.mkdir()
    made = edit_file(draft.docx, folder / "edited.docx", draft.part.words, how, seed)
    returned, results = bring_back(draft, folder / "edited.docx", folder)
    return CameBack(draft, made, returned, results)


def bring_back(draft: Drafted, edited: Path, folder: Path) -> tuple[Returned, DocumentResults]:
    """What was read of an edited draft, and the finals."""
    returned = process.read_return(edited, folder)
    (folder / RETURNED).write_bytes(_RETURNS.dump_json(returned))
    recipe = replace(draft.recipe, correction=CorrectionOf(draft.job, 1, draft.original, "Brief"))
    if draft.job.kind is Kind.SCAN:
        process.prepare(draft.job, draft.original, folder, recipe)
    return returned, process.compose(_RETURN, folder, recipe)


def file_score(back: CameBack) -> tuple[FileScore, Counter[str]]:
    """What became of one document, and the words that differ."""
    read = [word.text for word in back.returned.words] == [word.text for word in back.made.final]
    if back.draft.pdf is None:
        return FileScore(1, int(read)), Counter()
    before, now = _pages_of(back.draft.pdf), _pages_of(back.pdf)
    in_place, unchanged = _in_place(back, before, now)
    covered, names = _covered(back, now)
    odd, shown = _differing(back, now)
    return (
        FileScore(
            documents=1,
            read=int(read),
            pictures=int(_pictures(back.draft.pdf) == _pictures(back.pdf)),
            archived=int(_archived(back)),
            unchanged=unchanged,
            in_place=in_place,
            names=names,
            covered=covered,
            shown=shown,
            differing=odd.total(),
        ),
        odd,
    )


def _archived(back: CameBack) -> bool:
    return back.results.facts.pdfa is not None


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
            _Found(unescape(found[5]), Box(*(float(found[number]) for number in range(1, 5))))
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
    for final, origin in zip(back.made.final, back.made.origins, strict=True):
        if len(origin) == 1:
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


def _in_place(
    back: CameBack, before: Sequence[list[_Found]], now: Sequence[list[_Found]]
) -> tuple[int, int]:
    """Unchanged words at most a point from where the draft's PDF has them, and all."""
    unchanged = in_place = 0
    for old, new, number, box in _printed(back):
        was = _near(before[number - 1], old, box, _NAME) if old == new else None
        if was is not None:
            unchanged += 1
            in_place += _near(now[number - 1], new, was.box, 1.0) is not None
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


def _differing(back: CameBack, now: Sequence[list[_Found]]) -> tuple[Counter[str], int]:
    """Words by page that only the final text has ("-"), or only the PDF ("+"), and all."""
    words, scan = back.draft.part.words, _scan(back)
    wanted = [Counter[str]() for _ in scan.pages]
    named = {word.place for word in words}
    for page in scan.pages:
        wanted[page.number - 1].update(
            word.text
            for at, word in enumerate(page.words)
            if type(words[0].place)(page.number, at) not in named
        )
    number = 1
    for final, origin in zip(back.made.final, back.made.origins, strict=True):
        number = words[origin[0]].place.group if origin else number
        wanted[number - 1][final.text] += 1
    odd = Counter[str]()
    for expected, page in zip(wanted, now, strict=True):
        found = Counter(each.text for each in page)
        odd.update({f"-{text}": count for text, count in (expected - found).items()})
        odd.update({f"+{text}": count for text, count in (found - expected).items()})
    return odd, sum(counted.total() for counted in wanted)


# Long documents


def make_long(kind: str, folder: Path) -> None:
    """Make a long draft, and what an editor leaves of it."""
    text: Text = whole_day() if kind == "hours" else made_text(0, _LONG_PAGES)
    draft = drafted(text, folder, pictures=20)
    edit_file(draft.docx, folder / "edited.docx", draft.part.words, LIGHT, 1)
    (folder / "back").mkdir()
    (folder / "draft.json").write_bytes(_DRAFTS.dump_json(draft))


def main(arguments: list[str]) -> int:
    """Bring a long draft back, and print what that takes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path, help="as make_long left it")
    folder = parser.parse_args(arguments).folder
    draft = _DRAFTS.validate_json((folder / "draft.json").read_bytes())
    gc.set_threshold(250_000)  # as the command does
    began = time.process_time()
    returned, _ = bring_back(draft, folder / "edited.docx", folder / "back")
    used = time.process_time() - began
    print(json.dumps({"words": len(returned.words), "cpu": used}))
    return 0


_DRAFTS = TypeAdapter(Drafted)

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
