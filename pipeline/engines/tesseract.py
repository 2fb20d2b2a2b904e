"""What both Tesseract engines share: languages, resolutions, words."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby
from pathlib import Path
from struct import error, unpack_from

from pipeline.core.model import Box, Word
from pipeline.errors import EngineMissing
from pipeline.ports import PageImage

_USUAL_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)
"""Folders of languages.

They are those of Debian, Arch, Fedora, self-built copies and Homebrew.
"""

_SURE = 2.0
"""Confidence from which an orientation is believed.

Measured: full pages 12 to 23, three lines 3.6 to 4, a title page 2.9 to 6; never wrong above 2.
"""

_LSTM_UNICHARSET = 21
"""The number of the network's alphabet in a language's file.

Source: TESSDATA_LSTM_UNICHARSET in Tesseract's tessdatamanager.h.
"""
_SAME_ROW, _DOUBLE = 0.6, 0.6
"""Shared height of two words that are the same print; share of a word that is read twice."""
_FLAT = 0.4
"""Height of dots and accents at most, as a share of their word's."""


@dataclass(frozen=True, slots=True)
class TesseractWord:
    """A word as Tesseract reports it; edges in pixels, top-left origin."""

    text: str
    """May hold blanks, or nothing else."""
    left: float
    """May lie outside of the picture, as the other edges may."""
    top: float
    """From above."""
    right: float
    """From the left, as ``left``."""
    bottom: float
    """From above, as ``top``."""
    confidence: float
    """In %; negative for what is no word."""
    place: tuple[int, int, int]
    """Three numbers: the first names the block, two the paragraph, all three the line."""


def words(found: Iterable[TesseractWord], image: PageImage) -> tuple[Word, ...]:
    """The words on a page, without pictures, rules and blanks.

    Blocks, paragraphs and lines are numbered from 0 through the page; boxes are cut at its edges.
    What was read twice comes once.
    """
    blocks: dict[tuple[int, ...], int] = {}
    paragraphs: dict[tuple[int, ...], int] = {}
    lines: dict[tuple[int, ...], int] = {}
    result = []
    for word in found:
        text = "".join(word.text.split())
        box = _inside(word, image)
        if not text or word.confidence < 0 or box is None:
            continue
        result.append(
            Word(
                text,
                box,
                min(word.confidence / 100, 1.0),
                blocks.setdefault(word.place[:1], len(blocks)),
                paragraphs.setdefault(word.place[:2], len(paragraphs)),
                lines.setdefault(word.place, len(lines)),
            )
        )
    return _without_doubles(result)


def _without_doubles(found: Sequence[Word]) -> tuple[Word, ...]:
    """The words, those aside that stand where surer ones of another line do.

    Where lines of two columns are not quite level, Tesseract may read a part of one twice, as
    "Frau Nußbau" and "rau Nußbaum", or the dots of a letter by themselves.
    """
    by_line = [tuple(line) for _, line in groupby(found, key=lambda word: word.line)]
    rows = [
        (min(word.box.top for word in line), max(word.box.bottom for word in line), line)
        for line in by_line
    ]
    doubles: set[int] = set()
    for (top, bottom, line), (other_top, other_bottom, other) in combinations(rows, 2):
        low, high = max(top, other_top), min(bottom, other_bottom)
        if high - low > min(bottom - top, other_bottom - other_top) / 2:
            doubles.update(_covered(line, other), _covered(other, line))
    return tuple(word for word in found if id(word) not in doubles)


def _covered(line: Sequence[Word], other: Sequence[Word]) -> Iterator[int]:
    """The ids of the line's words that surer ones of the other line cover."""
    for word in line:
        shared = sum(
            max(0.0, min(word.box.right, one.box.right) - max(word.box.left, one.box.left))
            for one in other
            if one.confidence > word.confidence
            and min(word.box.bottom, one.box.bottom) - max(word.box.top, one.box.top)
            > _SAME_ROW * max(word.box.height, one.box.height)
        )
        if shared > _DOUBLE * word.box.width or _is_accent(word, other):
            yield id(word)


def _is_accent(scrap: Word, line: Iterable[Word]) -> bool:
    """Whether a scrap lies in a word of the line: the dots of an "ä" are read as "=" or "2."."""
    box = scrap.box
    return any(
        word.confidence > scrap.confidence
        and box.height < _FLAT * word.box.height
        and word.box.left <= box.left
        and box.right <= word.box.right
        and word.box.top - box.height <= box.top
        and box.bottom <= word.box.bottom
        for word in line
    )


def sure_angle(angle: int, confidence: float) -> int | None:
    """The angle that Tesseract found, 0 to 270; None if unsure."""
    return angle % 360 if confidence >= _SURE else None


def not_installed() -> EngineMissing:
    """The program itself is missing."""
    return EngineMissing(what="Tesseract", command="sudo apt install tesseract-ocr")


def resolution(image: PageImage) -> int:
    """The resolution as Tesseract takes it: 70 to 2400, whole.

    Source: kMinCredibleResolution.
    """
    return round(min(max(image.dpi, 70), 2400))


def languages_folder() -> Path:
    """The first folder that holds languages.

    The environment's comes first, then the usual ones, then the program's own.
    """
    for folder in _candidates():
        if next(folder.glob("*.traineddata"), None) is not None:
            return folder
    raise not_installed()


def _candidates() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")  # noqa: TID251 - Tesseract's own setting
    if prefix:
        yield from (Path(prefix), Path(prefix, "tessdata"))
    for pattern in _USUAL_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)
    try:
        told = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    yield from (Path(piece) for piece in f"{told.stdout}{told.stderr}".split('"')[1:2])


def alphabets_of(folder: Path, languages: tuple[str, ...]) -> frozenset[str]:
    """The signs that the networks of some languages know; empty if one does not tell."""
    found = [alphabet_of(folder / f"{language}.traineddata") for language in languages]
    return frozenset().union(*found) if all(found) else frozenset()


@cache
def alphabet_of(trained: Path) -> frozenset[str]:
    """The signs that a language's network knows; empty if its file does not tell.

    ``trained``: the language's file. It begins with the number of its parts and where each lies.
    """
    try:
        with trained.open("rb") as file:
            (count,) = unpack_from("<i", file.read(4))
            places = unpack_from(f"<{count}q", file.read(8 * count))
            start = places[_LSTM_UNICHARSET]
            file.seek(max(start, 0))
            after = [place for place in places if place > start]
            lines = file.read(min(after) - start if after else -1).decode().splitlines()
    except (OSError, ValueError, IndexError, error):
        return frozenset()
    return frozenset(line.split(" ", 1)[0] for line in lines[1:]) if start >= 0 else frozenset()


def require(languages: tuple[str, ...], installed: Collection[str]) -> None:
    """Refuse to read without a language.

    Raises:
        EngineMissing: with the command that installs the first language that is missing.
    """
    for language in languages:
        if language not in installed:
            package = f"tesseract-ocr-{language.lower().replace('_', '-').replace('/', '-')}"
            raise EngineMissing(
                what=f"Tesseract ({language})", command=f"sudo apt install {package}"
            )


def _inside(word: TesseractWord, image: PageImage) -> Box | None:
    left, right = max(word.left, 0), min(word.right, image.width)
    top, bottom = max(word.top, 0), min(word.bottom, image.height)
    return Box(left, top, right, bottom) if left < right and top < bottom else None
