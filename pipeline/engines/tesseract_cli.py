"""Tesseract as a program, started once for many pictures.

pytesseract's usual functions take one picture, write it out as PNG and start Tesseract again for
each kind of result. ``run_tesseract`` with a list of file names reads each picture once, from where
it lies, and loads the language models once for all of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytesseract
from pytesseract import pytesseract as program

from pipeline.core.model import Word
from pipeline.engines.tesseract import (
    TesseractWord,
    alphabets_of,
    languages_folder,
    not_installed,
    require,
    resolution,
    sure_angle,
    words,
)
from pipeline.errors import DamagedFile, EngineMissing, NativeCrash, NativeHang
from pipeline.ports import PageImage

_SECONDS_PER_PAGE = 300
"""A page takes two; one that takes this long never ends."""
_WORD_ROW = "5"
"""The level of a word in the table.

Source: Tesseract's TSV renderer: levels page, block, paragraph, line, word from 1 to 5.
"""
_COLUMNS = 12


class TesseractCli:
    """The OcrEngine that starts the installed Tesseract."""

    batch = 4
    """Pages per start: a start with two languages costs a fifth of a page."""

    def __init__(self) -> None:
        """Find the program and its languages.

        Raises:
            EngineMissing: Tesseract is not installed.
        """
        # OpenMP's threads burn four times the CPU for no gain (tesseract#2326). Tesseract inherits
        # it.
        os.environ["OMP_THREAD_LIMIT"] = "1"  # noqa: TID251 - OpenMP reads it nowhere else
        try:
            self._version = str(pytesseract.get_tesseract_version())
            self._installed = frozenset(pytesseract.get_languages())
        except program.TesseractNotFoundError as error:
            raise not_installed() from error

    @property
    def version(self) -> str:
        """Program and version."""
        return f"tesseract {self._version}"

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        """The words of each picture; temporary files beside the first.

        Raises:
            EngineMissing: the program or one of the languages is not installed.
            DamagedFile: a picture cannot be opened.
            NativeHang: Tesseract took minutes for a page and was stopped.
            NativeCrash: Tesseract died.
        """
        require(languages, self._installed)
        result: dict[int, tuple[Word, ...]] = {}
        # The resolution holds for a whole list, so each resolution has a list of its own.
        for dpi in sorted({resolution(image) for image in images}):
            chosen = [index for index, image in enumerate(images) if resolution(image) == dpi]
            readings = _run([images[index] for index in chosen], "+".join(languages), dpi)
            result.update(zip(chosen, readings, strict=True))
        return tuple(result[index] for index in range(len(images)))

    def angle(self, image: PageImage) -> int | None:
        """Degrees clockwise to turn the picture upright; None if unsure."""
        try:
            seen = pytesseract.image_to_osd(
                str(image.path),
                config=f"--dpi {resolution(image)}",
                output_type=pytesseract.Output.DICT,
                timeout=_SECONDS_PER_PAGE,
            )
            return sure_angle(int(seen["rotate"]), float(seen["orientation_conf"]))
        except (RuntimeError, OSError, KeyError, ValueError):
            return None

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        """The signs of these languages' networks."""
        try:
            return alphabets_of(languages_folder(), languages)
        except EngineMissing:  # it stands in an unusual place
            return frozenset()


def _run(images: Sequence[PageImage], languages: str, dpi: int) -> list[tuple[Word, ...]]:
    with TemporaryDirectory(dir=images[0].path.parent, prefix="tesseract-") as folder:
        names, base = Path(folder, "list.txt"), Path(folder, "words")
        names.write_bytes(b"".join(os.fsencode(image.path) + b"\n" for image in images))
        limit = _SECONDS_PER_PAGE * len(images)
        try:
            program.run_tesseract(
                str(names),
                str(base),
                extension="tsv",
                lang=languages,
                config=f"--dpi {dpi} --psm 3 -c tessedit_create_tsv=1",
                timeout=limit,
            )
        except program.TesseractNotFoundError as error:
            raise not_installed() from error
        except program.TesseractError as error:
            raise _error_for(error, languages) from error
        except RuntimeError as error:  # pytesseract's word for a timeout
            raise NativeHang(seconds=limit) from error
        rows = base.with_suffix(".tsv").read_text("utf-8").split("\n")
    pages: list[list[TesseractWord]] = [[] for _ in images]
    for page, found in _found_words(rows):
        pages[page - 1].append(found)
    return [words(page, image) for page, image in zip(pages, images, strict=True)]


def _error_for(
    error: program.TesseractError, languages: str
) -> EngineMissing | NativeCrash | DamagedFile:
    if "couldn't load any languages" in error.message:
        return EngineMissing(
            what=f"Tesseract ({languages})", command="sudo apt install tesseract-ocr-all"
        )
    return NativeCrash() if error.status < 0 else DamagedFile()


def _found_words(rows: Sequence[str]) -> Iterator[tuple[int, TesseractWord]]:
    """The words in Tesseract's table, with picture numbers from 1."""
    for row in rows:
        cells = row.split("\t", _COLUMNS - 1)
        if len(cells) != _COLUMNS or cells[0] != _WORD_ROW:
            continue
        page, block, paragraph, line, _, left, top, width, height = (
            int(cell) for cell in cells[1:10]
        )
        yield (
            page,
            TesseractWord(
                text=cells[11],
                left=left,
                top=top,
                right=left + width,
                bottom=top + height,
                confidence=float(cells[10]),
                place=(block, paragraph, line),
            ),
        )
