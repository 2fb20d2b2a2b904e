"""The results of a scan: PDF and draft of each document in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.content import ranges
from pipeline.core.drafts.draft import About
from pipeline.core.model import Job, Page, Scan
from pipeline.core.office.records import Facts
from pipeline.core.scans.arrangement import Arrangement, Oddity, Side, arrangement
from pipeline.core.scans.e_invoices import EInvoice, with_data
from pipeline.core.scans.e_invoices.comparison import ComparedData, compared, part_of
from pipeline.core.scans.letter import letter_of, title_of
from pipeline.core.scans.shortcomings import coarsely_read
from pipeline.engines.hunspell import lexicon
from pipeline.errors import NothingReadable
from pipeline.outputs.draft_docx import write_docx
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from pipeline.pdf.pages import take_pages
from pipeline.recipe import DocumentResults, Recipe
from pipeline.scans.line_pictures import line_pictures
from pipeline.stages.document_artefacts import DocumentArtefacts, required
from pipeline.stages.published import PublishedDrafts, PublishedPart, part_of_scan
from pipeline.translations import translator


def compose(job: Job, folder: Path, recipe: Recipe) -> DocumentResults:
    """Write PDF and draft of each document that the scan holds.

    Raises:
        NothingReadable: no page could be read.
        TemplateWrong: the office's own Word template cannot be used.
        DiskFull, FolderUnreachable: the system refuses to write.
    """
    known, results = DocumentArtefacts(job, recipe), folder / "results"
    results.mkdir(exist_ok=True)
    scan = Scan(tuple(required(known.page(facts.number)) for facts in known.scan.pages))
    if all(page.problem is not None and not page.words for page in scan.pages):
        raise NothingReadable
    sides = [Side(page.number, page.blank, known.codes(page.number) or ()) for page in scan.pages]
    plan = arrangement(
        sides, recipe.paper, fronts=len(sides) - len(known.backs.pages) if known.backs else None
    )
    made: list[PublishedPart] = []
    data = _data_by_part(known.scan.e_invoice, scan, plan)
    for number, part in enumerate(plan.parts, start=1):
        about = replace(
            known.about(None, recipe.ocr),
            e_invoice=data.get(number),
            left_out=part.left_out,
            oddities=(*plan.oddities, *((Oddity.CLEANED,) if known.scan.cleaned else ())),
            skipped=known.scan.skipped,
        )
        if len(plan.parts) > 1:
            about = replace(about, title=f"{about.title}-{number}", part=(number, len(plan.parts)))
        made.append(_write_part(known, scan, part.numbers, about, (folder, results / str(number))))
    PublishedDrafts(job, recipe).save(tuple(made))
    names = [
        results / f"{number}{suffix}"
        for number in range(1, len(made) + 1)
        for suffix in (".pdf", ".docx")
    ]
    facts = _facts(scan, plan, [part.about for part in made])
    return DocumentResults(tuple(names), replace(facts, backs=recipe.backs or None))


def _data_by_part(data: EInvoice | None, scan: Scan, plan: Arrangement) -> dict[int, ComparedData]:
    """The data of an e-invoice for the part that they belong to; the first tells if for none."""
    if data is None:
        return {}
    parts = [_pages(part.numbers, scan) for part in plan.parts]
    at = part_of(data, parts)
    if at is None:
        return {1: ComparedData(data, carried=False, unplaced=True)}
    found = compared(data, parts[at], letter_of(Scan(parts[at])))
    return {at + 1: replace(found, carried=_is_whole(plan.parts[at].numbers, scan))}


def _is_whole(numbers: tuple[int, ...], scan: Scan) -> bool:
    """Whether these are all pages of the scan in their order."""
    return numbers == tuple(range(1, len(scan.pages) + 1))


def _pages(numbers: tuple[int, ...], scan: Scan) -> tuple[Page, ...]:
    """These pages of the scan, numbered anew."""
    return tuple(
        replace(scan.pages[old - 1], number=new) for new, old in enumerate(numbers, start=1)
    )


def _facts(scan: Scan, plan: Arrangement, abouts: Sequence[About]) -> Facts:
    """What the report says, of all parts together."""
    conformances = [about.conformance for about in abouts]
    worst = next((each for each in conformances if each.pdfa is None), conformances[0])
    return Facts(
        pages=sum(len(part.numbers) for part in plan.parts),
        language=_commonest(page.language for page in scan.pages),
        problems=sum(page.problem is not None or page.cut_off for page in scan.pages),
        left_out=sum(part.left_out for part in plan.parts),
        oddities=(*plan.oddities, *_left_out(scan, abouts)),
        pdfa=worst.pdfa,
        obstacle=worst.obstacle,
        signed=any(about.signed for about in abouts),
        alarms=tuple(abouts[0].alarms),
        covered=sum(page.covered for page in scan.pages),
        unseen=sum(page.unseen for page in scan.pages),
        replaced=ranges(page.number for page in scan.pages if page.renewed == "layer"),
        renewed=ranges(page.number for page in scan.pages if page.renewed == "text"),
    )


_OF_PAGES: tuple[tuple[Callable[[Page], object], Oddity], ...] = (
    (lambda page: page.cut_off, Oddity.CUT_OFF),
    (lambda page: page.illegible, Oddity.UNREAD),
    (lambda page: page.unread, Oddity.UNREAD_STAMP),
    (lambda page: page.signs, Oddity.UNREAD_SIGNS),
    (lambda page: page.handwriting, Oddity.HANDWRITING),
    (lambda page: page.overprints, Oddity.OVERPRINT),
)
"""Which pages the report speaks of."""


def _left_out(scan: Scan, abouts: Sequence[About]) -> Iterator[Oddity]:
    """What the report has to say of all parts, as their drafts do."""
    for concerns, oddity in _OF_PAGES:
        if any(map(concerns, scan.pages)):
            yield oddity
    if coarsely_read(scan.pages):
        yield Oddity.COARSE
    if any(Oddity.CLEANED in about.oddities for about in abouts):
        yield Oddity.CLEANED
    if any(about.e_invoice and about.e_invoice.doubtful for about in abouts):
        yield Oddity.E_INVOICE
    if any(about.skipped for about in abouts):
        yield Oddity.SKIPPED


def _write_part(
    known: DocumentArtefacts,
    scan: Scan,
    numbers: tuple[int, ...],
    about: About,
    places: tuple[Path, Path],
) -> PublishedPart:
    """Write PDF and draft of these pages; return what is kept of them.

    ``places``: the work folder, and the results' path without suffix.
    """
    folder, result = places
    source, pages = folder / "pages.pdf", _pages(numbers, scan)
    whole = _is_whole(numbers, scan)
    if not whole:
        source = folder / "part.pdf"
        take_pages(folder / "pages.pdf", numbers, source)
    language = _commonest(page.language for page in pages)
    letter = letter_of(Scan(pages))
    if about.e_invoice is not None and not about.e_invoice.unplaced:
        letter = with_data(letter, about.e_invoice.data)
    about = replace(about, title=title_of(letter) or about.title, letter=letter)
    about = replace(about, language=known.frame(language), repaired=known.scan.repaired)
    about = replace(about, alarms=known.scan.alarms)
    written = write_searchable_pdf(
        source, Scan(pages), result.with_suffix(".pdf"), title=about.title, language=language
    )
    untouched = whole and written.copied and not known.scan.rewritten
    about = replace(
        about, signed=known.scan.signed and not untouched, conformance=written.conformance
    )
    made = draft(
        Scan(pages),
        about=about,
        translate=translator(about.language),
        lexicon=lexicon(),
        terms=known.recipe.terms,
    )
    with line_pictures(source, pages, folder) as pictures:
        write_docx(
            made, result.with_suffix(".docx"), pictures=pictures, template=known.template(folder)
        )
    part = part_of_scan(made, Scan(pages), about, numbers, known.read_by)
    return replace(part, whole=whole)


def _commonest(languages: Iterable[str | None]) -> str | None:
    counted = Counter(language for language in languages if language is not None)
    return counted.most_common(1)[0][0] if counted else None
