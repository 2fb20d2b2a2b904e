"""The office: one job's life from claim to publication."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import assert_never

from pydantic import TypeAdapter

from pipeline import engines, files, process
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Job, Kind
from pipeline.core.naming import readable
from pipeline.core.office.pairing import EndOfBacks, end_of_backs
from pipeline.core.office.records import CorrectionFacts, JobRecord, State
from pipeline.core.office.retries import Patience, usual_share
from pipeline.core.recordings.models.forecast import Advice, advice
from pipeline.core.recordings.segments import RATE
from pipeline.engines.speech_models import find_model
from pipeline.errors import (
    BacksMissing,
    NativeCrash,
    NativeHang,
    OtherSideRejected,
    Rejected,
    TemplateWrong,
    Unavailable,
    UnsupportedType,
)
from pipeline.files import reaching
from pipeline.folder_errors import DraftOriginalGone, ReleasedAlready
from pipeline.isolate import Isolated
from pipeline.jobs import recipes
from pipeline.office.arrivals import Arrivals
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.corrections.drafts import draft_of, file_with, with_draft
from pipeline.office.corrections.learning import keep as keep_lesson
from pipeline.office.corrections.unchanged import earlier_final, same_release
from pipeline.office.full_disk import telling_a_full_disk
from pipeline.office.journal import Journal
from pipeline.office.profiles.confined import Rules, rules_with_template
from pipeline.office.publishing import Publisher
from pipeline.ports import Diarizer, OcrEngine
from pipeline.recipe import RETURNED, CorrectionOf, DocumentResults, Recipe, Unit
from pipeline.recordings import trial
from pipeline.settings import Settings
from pipeline.stages.artefacts import ArtefactMissing

_RETURNS = TypeAdapter(Returned)

_GONE = (ArtefactMissing, FileNotFoundError)
"""What a child says where somebody deleted or damaged files of the state folder."""

_RELEASING = Lock()
"""Copies of one draft with the same words take turns: the second is none."""

_SHORT = 8 * 2**20
"""Bytes of a recording that is opened before its turn: an hour at most, thirteen seconds of CPU."""

_OPENING = Lock()
"""Pages that miss the same file take turns to open their document again."""


def _read_as(job: Job, recipe: Recipe) -> Job:
    """What is recognised: for a corrected draft, what that was made from."""
    return job if recipe.correction is None else recipe.correction.draft


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that works on documents, wired together.

    Every method may be called again after a crash and does only what is not done yet.
    """

    settings: Settings
    """What the whole office goes by."""
    journal: Journal
    """What arrived and what became of it."""
    claims: Claims
    """The files in work."""
    attention: Attention
    """Where files go that a person has to look at."""
    publisher: Publisher
    """The way into the outbox."""
    arrivals: Arrivals
    """The way in."""
    recipe: Recipe
    """What the settings say; each job's own is shaped by its profile."""
    readers: Isolated[OcrEngine]
    """Processes that read pages and write results: one per core."""
    converters: Isolated[object]
    """A process in which LibreOffice reads its own formats, and may write where it must."""
    listeners: Isolated[engines.Listening]
    """Processes that hear recordings, with their share of the cores."""
    diarizers: Isolated[Diarizer]
    """The child process that tells speakers apart."""

    def prepare(self, job: Job, patience: Patience = Patience.FULL) -> tuple[Unit, ...]:
        """The document's units, once it is opened.

        Back sides that arrived in a file of their own have no units: they are read with their front
        sides. Nor has a job that has ended, nor a corrected draft: nothing is recognised again.

        Raises:
            ProfileWrong: the profile of its folder has mistakes.
            BacksMissing: these are front sides, and the file with their back sides is not here.
        """
        record = self.journal.job(job.id)
        if record.backs or not record.state.open:
            return ()
        with telling_a_full_disk(self.settings.state):
            units, _recipe = self._prepare(job, patience)
        return () if job.kind is Kind.CORRECTION else units

    def recognise(self, job: Job, unit: Unit, patience: Patience = Patience.FULL) -> None:
        """Have a unit read or heard, or its speakers told apart.

        Where a file of an earlier step is gone, the document is opened again.
        """
        with telling_a_full_disk(self.settings.state):
            try:
                self._recognise(job, unit, patience)
            except _GONE:
                with _OPENING:
                    self._prepare(job, patience)
                self._recognise(job, unit, patience)

    def _recognise(self, job: Job, unit: Unit, patience: Patience) -> None:
        limits, folder, recipe = self.settings.limits, self.folder(job), self.recipe_of(job)
        job = _read_as(job, recipe)
        match job.kind:
            case Kind.SCAN:
                seconds = patience.seconds(limits.page_seconds * len(unit.numbers), usual=0.2)
                self.readers.call(process.read, seconds, job, unit, folder, recipe)
            case Kind.RECORDING if unit.is_speakers:
                self._tell_apart(job, folder, recipe)
            case Kind.RECORDING:
                seconds = patience.seconds(limits.segment_seconds, usual=0.2)
                if self.listeners.call(process.listen, seconds, job, unit, folder, recipe):
                    self._tell_apart(job, folder, recipe)
            case Kind.CORRECTION:
                raise UnsupportedType
            case _:
                assert_never(job.kind)

    def _tell_apart(self, job: Job, folder: Path, recipe: Recipe) -> None:
        lasts = (folder / "sound.pcm").stat().st_size / (2 * RATE)
        seconds = self.settings.limits.document_seconds + lasts
        self.diarizers.call(process.tell_apart, seconds, job, folder, recipe)

    def mark_unreadable(self, job: Job, unit: Unit, reason: str) -> None:
        """Mark a unit as unreadable, so that the rest can be published.

        ``reason`` names an error class.
        """
        seconds, recipe = self.settings.limits.page_seconds, self.recipe_of(job)
        job = _read_as(job, recipe)
        with telling_a_full_disk(self.settings.state):
            self.readers.run(process.mark_unreadable, seconds, job, unit, reason, recipe)

    def publish(self, job: Job, patience: Patience = Patience.FULL) -> None:
        """Write the results, publish them and put the original away.

        A file that somebody went on writing after it was claimed goes back to the inbox instead.
        Back sides in a file of their own end as their front sides do.
        """
        record, backs = self.journal.job(job.id), self.journal.backs_of(job.id)
        if record.backs:
            self._end_backs(record)
        elif record.state is State.PUBLISHED:
            self.publisher.keep_original(job.id)
        elif record.state.open:
            with telling_a_full_disk(self.settings.state):
                try:
                    composed = self._compose(job, patience)
                except _GONE:
                    self._recognise_again(job, patience)
                    composed = self._compose(job, patience)
            if any(self.claims.changed(side.id) for side in (record, backs) if side is not None):
                self.claims.put_back(job.id)
            else:
                facts, of = composed.facts, self.recipe_of(job).correction
                if of is None:
                    self.publisher.publish(job.id, composed.files, facts=facts)
                else:
                    facts = with_draft(facts, record, of, self.journal)
                    self._release(record, replace(composed, facts=facts))
        if backs is not None:
            self._end_backs(backs)
        self.tidy(job)

    def _release(self, record: JobRecord, composed: DocumentResults) -> None:
        """Publish finals, unless the draft's release in force shows the same."""
        facts = composed.facts.correction or CorrectionFacts()
        with _RELEASING:
            earlier = None
            if record.intent is None:  # else its own publication was begun
                earlier = same_release(record.id, facts, self.journal, self.publisher)
            if earlier is None:
                keep_lesson(self.settings.state, record.id, composed.lesson)
                said = replace(facts, earlier=earlier_final(record.id, facts, self.journal))
                told = replace(composed.facts, correction=said)
                self.publisher.publish(record.id, composed.files, facts=told)
                return
        final = next(each.path for each in earlier.outputs if each.path.endswith(".docx"))
        error = ReleasedAlready(final=readable(final), job=earlier.id)
        self.attention.refuse_duplicate(record.id, error, of=earlier.id)

    def tidy(self, job: Job) -> None:
        """Remove the work folder of a job that has ended.

        Its words stay among the artefacts.
        """
        shutil.rmtree(self._work / job.id, ignore_errors=True)

    def sweep(self) -> None:
        """Remove work folders of ended jobs that a crash left."""
        open_jobs = {record.id for record in self.journal.open_jobs()}
        for folder in self._work.glob("*"):
            if folder.name not in open_jobs:
                shutil.rmtree(folder, ignore_errors=True)

    def expect(self, jobs: Collection[Job]) -> None:
        """Load what opens and hears documents while the caller does other things."""
        scans = sum(job.kind is Kind.SCAN for job in jobs)
        recordings = [job for job in jobs if job.kind is Kind.RECORDING]
        if scans:
            self.readers.expect(scans, partial(import_module, "pipeline.stages.scan"))
        if recordings:
            self.readers.expect(len(recordings), self._opening(recordings))
            self.listeners.expect_engine(
                len(recordings), partial(process.load_model, model=self.recipe.model)
            )

    def can_work(self) -> bool:
        """Whether child processes start; if not, no document is at fault."""
        try:
            return self.readers.run(bool, self.settings.limits.page_seconds, "sound")
        except Unavailable:
            return False

    def close(self) -> None:
        """End the child processes; the next document starts new ones."""
        self.readers.close()
        self.converters.close()
        self.listeners.close()
        self.diarizers.close()

    def room(self, job: Job, unit: Unit) -> AbstractContextManager[object]:
        """What to hold while a unit is worked on: a free process."""
        match job.kind:
            case Kind.SCAN | Kind.CORRECTION:
                return self.readers.free
            case Kind.RECORDING:
                return self.diarizers.free if unit.is_speakers else self.listeners.free
            case _:
                assert_never(job.kind)

    def recipe_of(self, job: Job) -> Recipe:
        """The recipe with which the job was prepared.

        A profile that is edited in between mixes nothing. Where the work folder is gone, the job is
        prepared again.
        """
        kept = recipes.kept(self.folder(job))
        return self._prepare(job)[1] if kept is None else kept

    def folder(self, job: Job) -> Path:
        """The job's work folder, made if it is missing."""
        folder = self._work / job.id
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _opening(self, recordings: Sequence[Job]) -> Callable[[], object]:
        """What to do before recordings are prepared: a short one is opened."""
        first = recordings[0]
        if len(recordings) == 1 and self.journal.job(first.id).size <= _SHORT:
            return partial(process.open_early, self.claims.original(first.id), self.folder(first))
        return partial(import_module, "pipeline.stages.recording")

    def _advice(self, job: Job) -> Advice | None:
        """A better model for this machine: told once, in an office's first recording."""
        if not recipes.is_first_recording(job, self.journal):
            return None
        made = trial.remembered(self.settings.folders.models)
        return advice(trial.machine(self.listeners.processes), made, current=self.recipe.model)

    def _recognise_again(self, job: Job, patience: Patience) -> None:
        """Make again what is gone of a document that was recognised."""
        with _OPENING:
            units, recipe = self._prepare(job, patience)
            if recipe.correction is not None:
                of = replace(recipe.correction, again=True)
                recipes.keep(self.folder(job), replace(recipe, correction=of))
                units = self._open_draft(job, recipe, of)
        for unit in units:
            try:
                self._recognise(job, unit, patience)
            except (Rejected, NativeCrash, NativeHang) as error:
                self.mark_unreadable(job, unit, type(error).__name__)

    def _compose(self, job: Job, patience: Patience) -> DocumentResults:
        """The job's results.

        Where its template cannot be used, the next attempt takes the one that is there then.
        """
        seconds = patience.seconds(self.settings.limits.document_seconds, usual=0.1)
        folder, recipe = self.folder(job), self.recipe_of(job)
        try:
            return self.readers.run(process.compose, seconds, job, folder, recipe)
        except TemplateWrong:
            recipes.forget(folder)
            raise

    def _prepare(
        self, job: Job, patience: Patience = Patience.FULL
    ) -> tuple[tuple[Unit, ...], Recipe]:
        seconds, original = self.settings.limits.document_seconds, self.claims.original(job.id)
        inbox, folder = self.settings.folders.inbox, self.folder(job)
        if job.kind is Kind.CORRECTION:
            return (), self._prepare_correction(job, original, patience)
        rules, template = rules_with_template(self.readers, inbox, job.folder)
        recipe = recipes.recipe_for(self.recipe, job, rules)
        recipe = recipes.with_learned(recipe, rules, self.journal.job(job.id).started.date())
        recipe = replace(recipe, advice=self._advice(job))
        if self.journal.job(job.id).fronts and recipe.paper.double_sided == "two-files":
            recipe = self._with_backs(job, recipe)
        match job.kind:
            case Kind.RECORDING:  # a wrong model in the profile can still be corrected now
                self.readers.run(find_model, seconds, recipe.model, self.settings.folders.models)
            case Kind.SCAN | Kind.CORRECTION:
                pass
            case _:
                assert_never(job.kind)
        if template is not None:
            recipe = recipes.with_template(folder, recipe, template)
        with reaching(original.parent):
            usual = usual_share(original.stat().st_size, limit=seconds) if original.exists() else 1
        seconds = patience.seconds(seconds, usual=usual)
        units = self.readers.run(process.prepare, seconds, job, original, folder, recipe)
        return units, recipes.keep(folder, recipe)

    def _prepare_correction(self, job: Job, original: Path, patience: Patience) -> Recipe:
        """The recipe of a corrected draft, once its draft is found.

        The draft's scan is opened: its pages are needed again, as they are.
        """
        folder, seconds = self.folder(job), self.settings.limits.document_seconds
        limit = patience.seconds(seconds, usual=0.1)
        foreign = self.readers.run(process.needs_libre_office, seconds, original)
        if foreign:
            returned = self.converters.run(process.read_return, limit, original, folder)
        else:
            returned = self.readers.run(process.read_return, limit, original, folder)
        record, outbox = self.journal.job(job.id), self.publisher.outbox
        of = draft_of(
            *(record, returned, self.journal, outbox),
            lambda *asked: self.readers.run(file_with, seconds, *asked),
        )
        with reaching(folder):
            files.replace(folder / RETURNED, _RETURNS.dump_json(returned))
        rules = self._rules_of_draft(of)
        backs = self.journal.backs_of(of.draft.id)
        recipe = replace(recipes.recipe_for(self.recipe, of.draft, rules), correction=of)
        recipe = replace(recipe, backs=backs.sha256 if backs is not None else "")
        if of.draft.kind is Kind.SCAN:
            self._open_draft(job, recipe, of)
        return recipes.keep(folder, recipe)

    def _open_draft(self, job: Job, recipe: Recipe, of: CorrectionOf) -> tuple[Unit, ...]:
        """The units of a draft, once its original is open again."""
        folder, seconds = self.folder(job), self.settings.limits.document_seconds
        if of.original is None:
            raise DraftOriginalGone(name=readable(of.draft.name))
        rules = self._rules_of_draft(of)
        recipe = replace(recipe, passwords=rules.profile.passwords)
        backs = self.journal.backs_of(of.draft.id)
        if backs is not None and backs.original is not None:
            recipe = replace(recipe, backs=backs.sha256)
            second = self.publisher.outbox / backs.original
            self.readers.run(process.open_backs, seconds, of.draft, second, folder, recipe)
        return self.readers.run(process.prepare, seconds, of.draft, of.original, folder, recipe)

    def _rules_of_draft(self, of: CorrectionOf) -> Rules:
        """What is in force for a draft.

        A final needs nothing of what was learned: a mistake in that file does not hold it.
        """
        inbox = self.settings.folders.inbox
        return rules_with_template(self.readers, inbox, of.draft.folder, learned=False)[0]

    def _with_backs(self, job: Job, recipe: Recipe) -> Recipe:
        """The recipe of front sides, once their back sides are open."""
        backs = self.journal.backs_of(job.id)
        if backs is None:
            raise BacksMissing
        if backs.state is State.NEEDS_ATTENTION:
            raise OtherSideRejected(other=readable(backs.name))
        recipe = replace(recipe, backs=backs.sha256)
        try:
            original = self.claims.original(backs.id)
            seconds = self.settings.limits.document_seconds
            self.readers.run(process.open_backs, seconds, job, original, self.folder(job), recipe)
        except Rejected as error:
            self.attention.reject(backs.id, error)
            raise OtherSideRejected(other=readable(backs.name)) from error
        return recipe

    def _end_backs(self, backs: JobRecord) -> None:
        """End back sides as their front sides ended."""
        fronts = self.journal.job(backs.fronts or backs.id)
        match end := end_of_backs(backs, fronts):
            case EndOfBacks.KEEP_ORIGINAL:
                self.publisher.keep_original(backs.id)
            case EndOfBacks.NONE_YET:
                pass
            case EndOfBacks.JOIN:
                self.publisher.join(backs.id)
            case EndOfBacks.REFUSE:
                self.attention.reject(backs.id, OtherSideRejected(other=readable(fronts.name)))
            case EndOfBacks.PUT_BACK:
                self.claims.put_back(backs.id)
            case _:
                assert_never(end)

    @property
    def _work(self) -> Path:
        return self.settings.state / "work"
