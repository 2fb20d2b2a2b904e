"""Both sides of the comparison: our command and OCRmyPDF.

On one document or many, and what we left of its bytes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from benchmarks.metering import Cost
from benchmarks.ocr_figures import KB, Kept
from benchmarks.ocr_peers import OcrMyPdf
from benchmarks.offices import LOG, Failed, fresh, only_item, published_output, run_office, tail
from pipeline.core.wording.language import language_of
from tools import batch

_TESSERACT = {"de": "deu", "en": "eng", None: "deu+eng"}


@dataclass(frozen=True, slots=True)
class Made:
    """The searchable PDFs of many documents, by name.

    With those that had to be told their resolution, and our drafts.
    """

    pdfs: dict[str, Path]
    reluctant: frozenset[str] = frozenset()
    drafts: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bench:
    """Both commands, and a folder for what they write."""

    command: str
    peer: OcrMyPdf
    folder: Path

    def ours(self, source: Path, *, jobs: int) -> tuple[Cost, Path]:
        """Process one document in a fresh office: its cost and searchable PDF.

        Raises:
            Failed: it was not published.
        """
        cost, office = self._run((source,), jobs=jobs)
        made = published_output(office, only_item(cost, office, source), ".pdf")
        if made is None:
            raise Failed(f"ours, {source.name}: no PDF")
        return cost, made

    def ours_of_all(self, sources: Iterable[Path]) -> Made:
        """Process many documents in one batch."""
        _, office = self._run(sources, jobs=0)
        pdfs, drafts = (
            {
                item.source: made
                for item in office.items()
                if (made := published_output(office, item, suffix)) is not None
            }
            for suffix in (".pdf", ".docx")
        )
        return Made(pdfs, drafts=drafts)

    def theirs(self, source: Path, *, jobs: int, options: Sequence[str]) -> tuple[Cost, Path]:
        """The same with OCRmyPDF.

        Raises:
            Failed: it made nothing.
        """
        folder = fresh(self.folder)
        target = folder / f"{source.stem}.pdf"
        cost = self.peer.cost_of(source, target, (f"-j{jobs}", *options), log=folder / LOG)
        if cost.exit_code:
            raise Failed(f"OCRmyPDF, {source.name}: exit code {cost.exit_code}\n{tail(folder)}")
        return cost, target

    def theirs_of_all(self, sources: Sequence[Path], options: Sequence[str]) -> Made:
        """Process many documents, two at a time."""
        folder = fresh(self.folder)
        pdfs = {source: folder / f"{source.name}.pdf" for source in sources}
        with ThreadPoolExecutor(2) as pool:
            refusals = dict(
                zip(
                    pdfs,
                    pool.map(lambda source: self.peer.make(source, pdfs[source], options), pdfs),
                    strict=True,
                )
            )
        return Made(
            {source.name: pdf for source, pdf in pdfs.items() if refusals[source] <= 1},
            frozenset(source.name for source, refused in refusals.items() if refused == 1),
        )

    def _run(self, sources: Iterable[Path], *, jobs: int) -> tuple[Cost, batch.Office]:
        return run_office(
            self.command, sources, settings=f"[ocr]\nprocesses = {jobs}\n", folder=self.folder
        )


def kept(source: Path, made: Path) -> Kept:
    """What we left of a document's bytes."""
    with pikepdf.open(made) as after:
        pages = len(after.pages)
        images = list(_plain_images(source, after))
    growth = (made.stat().st_size - source.stat().st_size) / pages / KB
    return Kept(
        source.name,
        growth,
        images=len(images),
        changed=sum(before != now for before, now in images),
    )


def _plain_images(source: Path, after: pikepdf.Pdf) -> Iterator[tuple[bytes, bytes | None]]:
    """For every page that is one plain image, its bytes before and after.

    Compressed; after only if there still is exactly one.
    """
    if source.suffix in {".jpg", ".jpeg"}:
        yield source.read_bytes(), _one_image(after.pages[0])
    if source.suffix == ".pdf":
        with pikepdf.open(source) as before:
            for page, now in zip(before.pages, after.pages, strict=True):
                image = _one_image(page)
                if image is not None:
                    yield image, _one_image(now)


def _one_image(page: pikepdf.Page) -> bytes | None:
    images = list(page.get_images().values())
    return images[0].read_raw_bytes() if len(images) == 1 else None


def floor(pdf: Path, languages: Sequence[str]) -> float:
    """CPU seconds of recognition alone, each page in its language.

    Languages as Tesseract calls them.
    """
    command = [
        "env",
        "OMP_THREAD_LIMIT=1",
        sys.executable,
        "-m",
        "benchmarks.ocr_floor",
        str(pdf),
        *languages,
    ]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=batch.ROOT)
    return float(told.stdout)


def languages(read: Path) -> list[str]:
    """Tesseract's name for the language of each page, as we read it."""
    return [_TESSERACT[language_of(text.split())] for text in batch.text_of(read).split("\f")[:-1]]
