"""What is known of one document so far: its artefacts, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar, assert_never

from pipeline.core.drafts.draft import About
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Gap, Job, Kind, Page, Utterance
from pipeline.core.naming import readable, stem_of
from pipeline.core.recordings.file_name import speakers_in
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.speakers import SpeakerTurn
from pipeline.i18n import Language
from pipeline.recipe import TEMPLATE, Recipe, RecordingFacts, ScanFacts, Unit
from pipeline.stages.artefacts import ArtefactMissing, Artefacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """What became of a segment: its utterances and its gaps."""

    utterances: tuple[Utterance, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Diarization:
    """Who speaks when, by which diarizer; or the error class of a failure."""

    turns: tuple[SpeakerTurn, ...] = ()
    by: str = ""
    problem: str | None = None


class DocumentArtefacts:
    """The artefacts of one document, by name and by what shaped them."""

    def __init__(self, job: Job, recipe: Recipe) -> None:
        if recipe.backs:  # the same front sides may come again with other back sides
            recipe = replace(recipe, format=f"{recipe.format} {recipe.backs}")
        if recipe.paper.text != "check":  # the same bytes may come to another folder
            recipe = replace(recipe, format=f"{recipe.format} {recipe.paper.text}")
        self.recipe = recipe
        self._job = job
        self._artefacts = Artefacts(recipe.artefacts)
        self._read_by = f"{recipe.format} {recipe.ocr} {'+'.join(recipe.ocr_languages)}"
        self._pages_by = f"{self._read_by} {recipe.second_reader}".rstrip()
        self._told_by = f"{recipe.format} {recipe.speech}"
        self._heard_by = (
            f"{self._told_by} {'+'.join(recipe.speech_languages)} {'; '.join(recipe.terms)}"
        )
        self._dictated_by = f"{self._heard_by} dictated"
        self._voices_by = f"{recipe.format} {recipe.diarizer} {recipe.speakers}"

    @property
    def is_dictated(self) -> bool:
        """Whether a recording is heard as a dictation, its commands as words."""
        return self.recipe.form.kind_for(Kind.RECORDING) is DraftKind.DICTATION

    @property
    def scan(self) -> ScanFacts:
        """The facts of a scan."""
        return required(self._load("scan", ScanFacts, self.recipe.format))

    @property
    def backs(self) -> ScanFacts | None:
        """The facts of the back sides' file; None where there is none."""
        return self._load("backs", ScanFacts, self.recipe.format)

    @property
    def recording(self) -> RecordingFacts:
        """The facts of a recording."""
        return required(self._load("recording", RecordingFacts, self.recipe.format))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of a recording, in order."""
        return required(self._load("segments", tuple[Segment, ...], self.recipe.format))

    @property
    def languages(self) -> tuple[str, ...] | None:
        """The languages that were voted on, by Tesseract's names."""
        return self._load("languages", tuple[str, ...], self._read_by)

    def voting(self, unit: Unit) -> bool:
        """Whether the unit began to vote on them and never ended."""
        return bool(self._load(f"voting-{unit.name}", tuple[str, ...], self._read_by))

    @property
    def read_by(self) -> tuple[str, ...]:
        """The settings that shaped the pages; the last before there was a second reader."""
        return self._pages_by, self._read_by

    def page(self, number: int) -> Page | None:
        """A page that was read, if need be before there was a second reader."""
        stage = f"page-{number:05d}"
        return self._load(stage, Page, self._pages_by) or self._load(stage, Page, self._read_by)

    def codes(self, number: int) -> tuple[str, ...] | None:
        """The barcodes of a page, once they were looked for."""
        return self._load(f"codes-{number:05d}", tuple[str, ...], self.recipe.format)

    def heard(self, segment: Segment) -> HeardSegment | None:
        """What became of a segment; a dictation may have been heard as other recordings are."""
        stage = _heard_stage(segment)
        found = self._load(stage, HeardSegment, self._dictated_by) if self.is_dictated else None
        return found or self._load(stage, HeardSegment, self._heard_by)

    def odds(self, segment: Segment) -> dict[str, float] | None:
        """How probable each language is in a segment; None before the engine."""
        found = self._load(_odds_stage(segment), tuple[tuple[str, float], ...], self._told_by)
        return None if found is None else dict(found)

    @property
    def voices(self) -> Diarization | None:
        """Who speaks when; None before that is told, or if it is not wanted."""
        return self._load("voices", Diarization, self._voices_by) if self.recipe.diarizer else None

    def frame(self, language: str | None) -> Language:
        """The language of the draft's frame.

        As the profile wants it, else the document's if it is one of ours, else the users'.
        """
        text = "de" if language == "de" else "en" if language == "en" else self.recipe.language
        return self.recipe.form.language or text

    def template(self, folder: Path) -> Path | None:
        """The office's template in the job's work folder; None without one."""
        return folder / TEMPLATE if self.recipe.form.template else None

    def about(self, language: str | None, engine: str) -> About:
        """What the draft says of the document, as known before composing."""
        name = self._job.name
        about = About(
            title=stem_of(_name_without_marks(self._job)),
            source=readable(name),
            language=self.frame(language),
            engine=engine,
        )
        return replace(about, form=self.recipe.form, job=self._job.id, sha256=self._job.sha256)

    def save(self, stage: str, value: object) -> None:
        """Keep the result of a stage that no setting shapes."""
        self._artefacts.save(self._job.sha256, stage, value, settings=self.recipe.format)

    def save_odds(self, segment: Segment, odds: Mapping[str, float]) -> None:
        """Keep the odds of the languages in a stretch of speech."""
        self._artefacts.save(
            self._job.sha256, _odds_stage(segment), tuple(odds.items()), settings=self._told_by
        )

    def save_languages(self, languages: tuple[str, ...]) -> None:
        """Keep what the vote on languages gave."""
        self._artefacts.save(self._job.sha256, "languages", languages, settings=self._read_by)

    def save_voting(self, unit: Unit, *, begun: bool) -> None:
        """Keep that the unit began to vote, or that it ended in vain."""
        marks = ("begun",) if begun else ()
        self._artefacts.save(self._job.sha256, f"voting-{unit.name}", marks, settings=self._read_by)

    def save_page(self, page: Page) -> None:
        """Keep a page."""
        self._artefacts.save(
            self._job.sha256, f"page-{page.number:05d}", page, settings=self._pages_by
        )

    def save_codes(self, number: int, codes: tuple[str, ...]) -> None:
        """Keep the barcodes of a page."""
        self.save(f"codes-{number:05d}", codes)

    def save_heard(self, segment: Segment, heard: HeardSegment) -> None:
        """Keep what became of a segment."""
        self._artefacts.save(
            self._job.sha256,
            _heard_stage(segment),
            heard,
            settings=self._dictated_by if self.is_dictated else self._heard_by,
        )

    def save_voices(self, voices: Diarization) -> None:
        """Keep who speaks when."""
        self._artefacts.save(self._job.sha256, "voices", voices, settings=self._voices_by)

    def _load(self, stage: str, kind: type[T], settings: str) -> T | None:
        return self._artefacts.load(self._job.sha256, stage, kind, settings=settings)


def required(found: T | None) -> T:
    """What an earlier stage left.

    Raises:
        ArtefactMissing: somebody deleted or damaged it, or the fault is ours.
    """
    if found is None:
        msg = "an intermediate result is missing"
        raise ArtefactMissing(msg)
    return found


def _name_without_marks(job: Job) -> str:
    """The file's name without ``[4]``, the number of a recording's speakers."""
    match job.kind:
        case Kind.RECORDING:
            return speakers_in(job.name)[0]
        case Kind.SCAN | Kind.CORRECTION:
            return job.name
        case _:
            assert_never(job.kind)


def _heard_stage(segment: Segment) -> str:
    return f"segment-{segment.number:05d}{_feed_mark(segment)}"


def _odds_stage(segment: Segment) -> str:
    return f"spoken-{segment.regions[0].start}-{segment.regions[-1].end}{_feed_mark(segment)}"


def _feed_mark(segment: Segment) -> str:
    return f"-feed{segment.feed}" if segment.feed else ""
