"""The stages of a scan: open, divide into units, read pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from pipeline import engines
from pipeline.core.drafts.vocabulary import Vocabulary, bare_word
from pipeline.core.model import Job, Page
from pipeline.core.scans.languages.english import with_english_i
from pipeline.core.scans.opinions.questions import ends_in_a_one
from pipeline.core.wording.language import language_of
from pipeline.engines.hunspell import in_a_dictionary, lexicon
from pipeline.errors import Unavailable
from pipeline.pdf.pages import join
from pipeline.ports import OcrEngine
from pipeline.recipe import PageFacts, Recipe, ScanFacts, Unit
from pipeline.scans.barcodes import read_codes
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import document_languages, read_pages
from pipeline.scans.second_opinion import SecondReader, TwoReaders
from pipeline.stages.document_artefacts import DocumentArtefacts, required

_DIGITAL_BATCH = 20
"""Pages per unit where there is nothing to recognise."""

_POINTS_PER_INCH = 72


def prepare(job: Job, original: Path, folder: Path, recipe: Recipe) -> tuple[Unit, ...]:
    """Open the scan into ``pages.pdf`` and divide it into units.

    Raises:
        Rejected: the document cannot be processed, and why.
    """
    known = DocumentArtefacts(job, recipe)
    scan = open_scan(original, folder / "pages.pdf", recipe.passwords, text=recipe.paper.text)
    if recipe.backs:
        scan = _with_backs(scan, required(known.backs), folder)
    known.save("scan", scan)
    return tuple(_page_units(scan.pages, recipe.ocr_batch))


def open_backs(job: Job, original: Path, folder: Path, recipe: Recipe) -> None:
    """Open the file with the back sides for ``prepare``.

    ``job`` is that of the front sides.

    Raises:
        Rejected: the file cannot be processed, and why.
    """
    DocumentArtefacts(job, recipe).save(
        "backs",
        open_scan(original, folder / "backs.pdf", recipe.passwords, text=recipe.paper.text),
    )


def read(engine: OcrEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Read the unit's missing pages, and barcodes where documents begin."""
    known = DocumentArtefacts(job, recipe)
    second = _second_reader() if recipe.second_reader else None
    if second is not None:
        engine = TwoReaders(engine, second)
    missing = tuple(
        facts
        for facts in known.scan.pages
        if facts.number in unit.numbers and known.page(facts.number) is None
    )
    if missing:
        to_read = any(facts.needs_reading for facts in missing)
        languages = _languages(engine, known, unit, folder) if to_read else recipe.ocr_languages
        for page in read_pages(
            engine,
            folder / "pages.pdf",
            missing,
            languages=languages,
            folder=folder,
            configured=recipe.ocr_languages,
        ):
            words = with_english_i(page.words)
            language = language_of(word.text for word in words)
            known.save_page(replace(page, words=words, language=language))
    if recipe.paper.split != "none":
        for number in unit.numbers:
            if known.codes(number) is None:
                known.save_codes(number, read_codes(folder / "pages.pdf", number))


def _second_reader() -> SecondReader | None:
    """The second reader with the dictionaries of this machine; None without its network."""
    reader = engines.second_reader()
    if reader is None:
        return None
    vocabulary = Vocabulary(lexicon())

    def is_suspect(text: str) -> bool:
        return ends_in_a_one(text, in_a_dictionary) or vocabulary.looks_misread(text, None)

    return SecondReader(reader.read, reader.alphabet, is_suspect, _known)


def _known(text: str) -> bool | None:
    """Whether a dictionary has each part of a word without its marks; None without one."""
    word = bare_word(text)
    if len(word) < 2 or not word.replace("-", "").isalpha():  # noqa: PLR2004 - a letter
        return False
    found = [in_a_dictionary(part) for part in word.split("-") if part]
    return None if None in found else all(found)


def mark_unreadable(job: Job, unit: Unit, reason: str, recipe: Recipe) -> None:
    """Put an empty page with a problem where one of the unit is missing."""
    known = DocumentArtefacts(job, recipe)
    for facts in known.scan.pages:
        if facts.number in unit.numbers and known.page(facts.number) is None:
            width, height = max(1, round(facts.width_pt)), max(1, round(facts.height_pt))
            known.save_page(Page(facts.number, width, height, dpi=_POINTS_PER_INCH, problem=reason))


def _languages(
    engine: OcrEngine, known: DocumentArtefacts, unit: Unit, folder: Path
) -> tuple[str, ...]:
    """The document's languages, voted on once.

    Processes that start together may each vote; the result is the same.

    A vote that took down its process is not repeated for the same unit; the document is then read
    in all languages. Otherwise one bad page could end every attempt.
    """
    pdf, languages = folder / "pages.pdf", known.recipe.ocr_languages
    found = known.languages
    if found is not None:
        return found
    if not known.voting(unit):
        known.save_voting(unit, begun=True)
        try:
            languages = document_languages(
                engine, pdf, known.scan.pages, languages=languages, folder=folder
            )
        except Unavailable:
            known.save_voting(unit, begun=False)
            raise
    known.save_languages(languages)
    return languages


def _with_backs(fronts: ScanFacts, backs: ScanFacts, folder: Path) -> ScanFacts:
    """Both files as one working PDF: front sides, then back sides."""
    (folder / "pages.pdf").replace(folder / "fronts.pdf")
    join((folder / "fronts.pdf", folder / "backs.pdf"), folder / "pages.pdf")
    pages = enumerate((*fronts.pages, *backs.pages), start=1)
    repaired = fronts.repaired or backs.repaired
    return replace(
        fronts,
        pages=tuple(replace(page, number=number) for number, page in pages),
        repaired=repaired,
        alarms=tuple(dict.fromkeys((*fronts.alarms, *backs.alarms))),
        cleaned=fronts.cleaned or backs.cleaned,
        skipped=fronts.skipped + backs.skipped,
    )


def _page_units(pages: Iterable[PageFacts], batch: int) -> Iterator[Unit]:
    """Units of neighbouring pages, of which all or none need an engine."""
    for reading, neighbours in groupby(pages, key=lambda facts: facts.needs_reading):
        numbers = [facts.number for facts in neighbours]
        size = batch if reading else _DIGITAL_BATCH
        for first in range(0, len(numbers), size):
            part = tuple(numbers[first : first + size])
            yield Unit(part, len(part))
