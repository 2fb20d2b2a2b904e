"""The results of a corrected draft: the finals, and what a person changed.

Nothing is recognised again. The words that a person left are laid where the draft's words were
printed or said; the pages themselves stay as they were.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import assert_never

from pydantic import TypeAdapter

from pipeline.core.corrections.alignment import Alignment, align
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.corrections.corrected_talk import corrected_recording
from pipeline.core.corrections.correction_figures import figures, lost_groups
from pipeline.core.corrections.draft_words import typed_names, with_names
from pipeline.core.corrections.learned import Lesson
from pipeline.core.corrections.model import FinalWord, Returned
from pipeline.core.corrections.sheet_merging import with_sheet
from pipeline.core.corrections.word_pairs import word_pairs
from pipeline.core.drafts.content import ranges
from pipeline.core.drafts.draft import About
from pipeline.core.drafts.frames import heading_text
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.drafts.vocabulary import Vocabulary
from pipeline.core.model import Job, Kind, Page, Recognised, Recording, Scan
from pipeline.core.office.records import CorrectionFacts, Facts
from pipeline.core.wording.formatting import clock
from pipeline.engines.hunspell import lexicon
from pipeline.errors import UnsupportedType
from pipeline.outputs.final_renditions import is_timed, write_finals
from pipeline.outputs.final_turns import final_turns
from pipeline.outputs.formats import FORMATS
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from pipeline.pdf.pages import take_pages
from pipeline.recipe import RETURNED, CorrectionOf, DocumentResults, Recipe
from pipeline.returns.docx_copy import RETURNED as RETURNED_DOCX
from pipeline.returns.final.told import Told
from pipeline.returns.final_docx import write_final
from pipeline.stages.document_artefacts import required
from pipeline.stages.published import PublishedDrafts, PublishedPart
from pipeline.translations import translator

_RETURNS = TypeAdapter(Returned)

_LONG = 30.0
"""Seconds of speech; that nothing is left of so much is told."""


def compose(job: Job, folder: Path, recipe: Recipe) -> DocumentResults:
    """Write the finals of the draft that ``recipe.correction`` names.

    ``folder`` holds what ``process.read_return`` left, what it returned as ``RETURNED``, and for a
    scan the draft's original as ``pages.pdf``.

    Raises:
        ArtefactMissing: the draft has to be recognised again.
        UnsupportedType: the recipe names no draft.
        ReturnDamaged, ReturnTooBig: the copy of the Word file is not as it was read.
        DiskFull, FolderUnreachable: the system refuses to write.
    """
    of, results = recipe.correction, folder / "finals"
    if of is None:
        raise UnsupportedType
    results.mkdir(exist_ok=True)
    returned: Returned = _RETURNS.validate_json((folder / RETURNED).read_bytes())
    sheet = with_sheet(returned.words, returned.sheet)
    drafts = PublishedDrafts(of.draft, recipe)
    number, part = _part(published_parts(drafts, of, folder, recipe), of.part, sheet.words)
    alignment = align(part.words, sheet.words)
    names = dict(returned.names) | typed_names(part.words, sheet.words)
    merged = replace(returned, words=with_names(sheet.words, names), names=tuple(names.items()))
    docx = results / "result.docx"
    recognised = drafts.recognised(part)
    about, titles = part.about, _title_left_out(part.about, of.draft.kind)
    told = Told(job.id, returned.release, titles, about.language, about.engine, merged.names)
    written = write_final(folder / RETURNED_DOCX, docx, words=sheet.words, told=told)
    match recognised:
        case Scan():
            made = _scan_finals(recognised, part, sheet.words, alignment, folder)
            made = replace(made, files=(*made.files, docx))
        case Recording():
            made = _recording_finals(recognised, part, merged, alignment, folder)
            made = replace(made, files=(docx, *made.files))
        case _:
            assert_never(recognised)
    said = made.facts.correction or CorrectionFacts()
    facts = replace(
        figures(part.words, sheet.words, alignment),
        guessed=said.guessed,
        own_words=said.own_words,
        emptied=said.emptied,
        part=number,
        contradictions=len(sheet.contradictions),
        changes=returned.changes,
        comments=returned.comments,
        shows=written.shows,
        open_fields=written.open_fields,
        again=of.again or part.again,
    )
    lesson = None if facts.again else _lesson(part, sheet.words, alignment, recognised)
    return replace(made, facts=replace(made.facts, correction=facts), lesson=lesson)


def _lesson(
    part: PublishedPart,
    words: tuple[FinalWord, ...],
    alignment: Alignment,
    recognised: Recognised,
) -> Lesson:
    """What the person's words teach; only where the draft's are those that the person saw."""
    pairs = word_pairs(
        *(part.words, words, alignment), recognised=recognised, vocabulary=Vocabulary(lexicon())
    )
    return Lesson(
        tuple((pair.wrong, pair.right) for pair in pairs),
        part.proposed,
        tuple(word.text for word in part.words),
        tuple(word.text for word in words),
    )


def published_parts(
    drafts: PublishedDrafts, of: CorrectionOf, folder: Path, recipe: Recipe
) -> tuple[PublishedPart, ...]:
    """The documents of a draft, as they were published.

    Drafts of earlier versions left nothing: they are composed once more, as today, from what was
    read or heard.

    Raises:
        ArtefactMissing: that is gone, too.
    """
    found = drafts.load()
    if found:
        return found
    scratch = folder / "drafted"
    scratch.mkdir(exist_ok=True)
    # Its look is no matter, and what the office's template was then is not known.
    today = replace(recipe, form=replace(recipe.form, template=""))
    match of.draft.kind:
        case Kind.SCAN:
            from pipeline.stages import scan_results  # noqa: PLC0415 - rarely needed, and heavy

            shutil.copyfile(folder / "pages.pdf", scratch / "pages.pdf")
            scan_results.compose(of.draft, scratch, today)
        case Kind.RECORDING:
            from pipeline.stages import recording_results  # noqa: PLC0415 - the same

            recording_results.compose(of.draft, scratch, today)
        case Kind.CORRECTION:
            raise UnsupportedType
        case _:
            assert_never(of.draft.kind)
    return required(drafts.load())


def _title_left_out(about: About, file: Kind) -> tuple[str, ...]:
    """The title that the final has not: letters and dictations are sent without one of ours.

    It stands alone, and after the kind's name.
    """
    kind = about.form.kind_for(file)
    if kind is not DraftKind.DICTATION and file is not Kind.SCAN:
        return ()
    heading = heading_text(kind, about, translator(about.language))
    return about.title, f"{heading} – {about.title}"


def _part(
    parts: tuple[PublishedPart, ...], number: int, words: tuple[FinalWord, ...]
) -> tuple[int, PublishedPart]:
    """The document that was corrected, and its number; the most alike if that is unknown."""
    if not 1 <= number <= len(parts):
        said = Counter(word.text for word in words)
        shared = [(said & Counter(word.text for word in part.words)).total() for part in parts]
        number = shared.index(max(shared)) + 1
    return number, parts[number - 1]


def _scan_finals(
    scan: Scan,
    part: PublishedPart,
    words: tuple[FinalWord, ...],
    alignment: Alignment,
    folder: Path,
) -> DocumentResults:
    """The PDF: the original's pages, with the final words as their text layer."""
    corrected = corrected_scan(scan, part.words, words, alignment)
    source, target = folder / "pages.pdf", folder / "finals" / "result.pdf"
    if not part.whole:
        source = folder / "part.pdf"
        take_pages(folder / "pages.pdf", part.numbers, source)
    language = Counter(page.language for page in scan.pages if page.language).most_common(1)
    drawn = Scan(tuple(map(_without_own, scan.pages, corrected.scan.pages)))
    written = write_searchable_pdf(
        source,
        drawn,
        target,
        title=part.about.title,
        language=language[0][0] if language else None,
    )
    own = [
        page.number
        for page, now in zip(scan.pages, drawn.pages, strict=True)
        if _brought_words(page) != _brought_words(now)
    ]
    facts = Facts(
        pages=len(scan.pages),
        language=language[0][0] if language else None,
        pdfa=written.conformance.pdfa,
        obstacle=written.conformance.obstacle,
        signed=part.about.signed,
        correction=CorrectionFacts(
            guessed=corrected.guessed,
            own_words=ranges(own),
            emptied=ranges(
                number
                for number in lost_groups(part.words, alignment)
                if number not in own and not _typed_on(scan.pages[number - 1], drawn)
            ),
        ),
    )
    return DocumentResults((target,), facts)


def _without_own(page: Page, corrected: Page) -> Page:
    """The corrected page; what stands for words that the file shows is not to be drawn.

    It would be found beside the other, which stays.
    """
    own = [word.box for word in page.words if word.digital]
    if not own:
        return corrected
    words = tuple(
        replace(word, digital=True)
        if page.digital or any(box.has_middle_of(word.box) for box in own)
        else word
        for word in corrected.words
    )
    return corrected if words == corrected.words else replace(corrected, words=words)


def _typed_on(page: Page, drawn: Scan) -> bool:
    """Whether the corrected page has words that were not printed there."""
    now = drawn.pages[page.number - 1].words
    return not {word.text for word in now} <= {word.text for word in page.words}


def _brought_words(page: Page) -> Counter[str]:
    """The words that the file brought along: they are visible, and not drawn again."""
    return Counter(word.text for word in page.words if word.digital)


def _recording_finals(
    recording: Recording,
    part: PublishedPart,
    returned: Returned,
    alignment: Alignment,
    folder: Path,
) -> DocumentResults:
    """What the draft was written as besides, with the final words at their times."""
    words = returned.words
    corrected = corrected_recording(recording, part.words, words, alignment, dict(returned.names))
    timed = is_timed(part.about)
    turns = final_turns(recording, part.words, words, alignment, timed=timed)
    targets = tuple(
        folder / "finals" / f"result{suffix}" for suffix in FORMATS if suffix[1:] in part.outputs
    )
    write_finals(corrected, part.about, turns, heard=recording, targets=targets)
    return DocumentResults(
        targets,
        Facts(
            audio_seconds=round(recording.duration, 1),
            language=recording.language,
            correction=CorrectionFacts(
                guessed=corrected.guessed,
                emptied=_emptied_passages(recording, lost_groups(part.words, alignment)),
            ),
        ),
    )


def _emptied_passages(recording: Recording, lost: tuple[int, ...]) -> str:
    """The passages of half a minute or more of which every utterance is lost."""
    found = []
    for _, run in groupby(enumerate(lost), key=lambda each: each[1] - each[0]):
        numbers = [number for _, number in run]
        start = recording.utterances[numbers[0] - 1].start
        end = recording.utterances[numbers[-1] - 1].end
        if end - start >= _LONG:
            found.append(f"{clock(start)}–{clock(end)}")
    return ", ".join(found)
