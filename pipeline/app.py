"""The composition root: settings in, a wired office out. The only place that names concrete engines.

Documents are worked on in child processes (``pipeline.process``); this module only sends them
there, and so stays cheap to import.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from pipeline.core.model import Job, Kind
from pipeline.errors import Unavailable
from pipeline.isolate import Isolated
from pipeline.journal import Journal, State
from pipeline.ports import OcrEngine, SpeechEngine
from pipeline.publishing import Publisher
from pipeline.settings import Settings
from pipeline.work import Recipe, Unit

if TYPE_CHECKING:
    from pipeline.work import Composed

T = TypeVar("T")

_FORMAT = "2"
"""Part of every artefact's key: counts up when what a stage writes changes its meaning."""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that works on documents, wired together.

    ``desk`` are the child processes that read pages and write results, one per core; ``booth`` is
    the one that hears recordings, with a thread per core. Every method may be called again after a
    crash and does only what is not done yet.
    """

    settings: Settings
    journal: Journal
    publisher: Publisher
    recipe: Recipe
    desk: Isolated[OcrEngine]
    booth: Isolated[SpeechEngine]

    def prepare(self, job: Job) -> tuple[Unit, ...]:
        """Open the document and divide it into units; see ``process.prepare``."""
        original, folder = self.publisher.original(job.id), self._folder(job)
        return self.desk.run(_prepare, self.settings.limits.document_seconds, job, original, folder, self.recipe)

    def recognise(self, job: Job, unit: Unit) -> None:
        """Have a unit read or heard; see ``process.read`` and ``process.hear``."""
        limits, folder = self.settings.limits, self._folder(job)
        if job.kind is Kind.SCAN:
            self.desk.call(_read, limits.page_seconds * len(unit.numbers), job, unit, folder, self.recipe)
        else:
            self.booth.call(_hear, limits.segment_seconds, job, unit, folder, self.recipe)

    def mark_unreadable(self, job: Job, unit: Unit, reason: str) -> None:
        """Note that a unit could not be read (``reason``: an error class), so that the rest can be published."""
        self.desk.run(_mark_unreadable, self.settings.limits.page_seconds, job, unit, reason, self.recipe)

    def publish(self, job: Job) -> None:
        """Write the results, bring them into the outbox and put the original away.

        A file that somebody went on writing after it was claimed goes back to the inbox instead.
        """
        state = self.journal.job(job.id).state
        if state is State.PUBLISHED:
            self.publisher.keep_original(job.id)
        elif state.open:
            composed = self.desk.run(
                _compose, self.settings.limits.document_seconds, job, self._folder(job), self.recipe
            )
            if self.publisher.changed(job.id):
                self.publisher.put_back(job.id)
            else:
                self.publisher.publish(job.id, composed.files, facts=composed.facts)
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
    return Office(
        settings=settings,
        journal=journal,
        publisher=Publisher(journal, folders.inbox, folders.outbox, language=settings.language),
        recipe=recipe,
        desk=Isolated(_OCR[ocr], processes=settings.ocr.processes or cores, memory_bytes=memory),
        booth=Isolated(
            partial(_SPEECH[speech], settings.speech.model, folders.models, settings.speech.threads or cores),
            processes=1,
            memory_bytes=memory,
        ),
    )


def recipe_of(settings: Settings) -> Recipe:
    """What of the settings shapes the results, with ``auto`` resolved to what is installed."""
    ocr = _resolved(settings.ocr.engine, {"tesserocr": "tesserocr", "pytesseract": "pytesseract"})
    speech = _resolved(settings.speech.engine, {"faster-whisper": "faster_whisper", "openai-whisper": "whisper"})
    return Recipe(
        artefacts=settings.state / "artefacts",
        format=_FORMAT,
        language=settings.language,
        ocr=f"{ocr} {version(ocr)}",
        ocr_batch=1 if ocr == "tesserocr" else 4,
        ocr_languages=settings.ocr.languages,
        speech=f"{speech} {version(speech)} {settings.speech.model}",
        speech_languages=settings.speech.languages,
    )


def _resolved(wanted: str, modules: dict[str, str]) -> str:
    """The engine that is wanted; ``auto`` takes the first whose module is installed."""
    if wanted != "auto":
        return wanted
    return next((name for name, module in modules.items() if find_spec(module)), next(iter(modules)))


# Below: what runs in the child processes. The imports stand inside because only a child should pay for them.


def _tesserocr() -> OcrEngine:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess

    return TesseractInProcess()


def _pytesseract() -> OcrEngine:
    from pipeline.engines.tesseract_cli import TesseractCli

    return TesseractCli()


def _faster_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.faster_whisper import FasterWhisper
    from pipeline.models import find_model

    _use_a_lock_of_our_own()
    return FasterWhisper(find_model(model, models), threads=threads)


def _openai_whisper(model: str, models: Path, threads: int) -> SpeechEngine:
    from pipeline.engines.openai_whisper import OpenAIWhisper
    from pipeline.models import find_model

    _use_a_lock_of_our_own()
    return OpenAIWhisper(find_model(model, models), threads=threads)


def _use_a_lock_of_our_own() -> None:
    """Both speech engines bring tqdm, whose own lock is a semaphore that outlives a killed child and is complained of."""
    from tqdm import tqdm

    tqdm.set_lock(RLock())


_OCR: dict[str, Callable[[], OcrEngine]] = {"tesserocr": _tesserocr, "pytesseract": _pytesseract}
_SPEECH = {"faster-whisper": _faster_whisper, "openai-whisper": _openai_whisper}


def _prepare(job: Job, original: Path, folder: Path, recipe: Recipe) -> tuple[Unit, ...]:
    from pipeline.process import prepare

    return prepare(job, original, folder, recipe)


def _read(engine: OcrEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    from pipeline.process import read

    read(engine, job, unit, folder, recipe)


def _hear(engine: SpeechEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    from pipeline.process import hear

    hear(engine, job, unit, folder, recipe)


def _mark_unreadable(job: Job, unit: Unit, reason: str, recipe: Recipe) -> None:
    from pipeline.process import mark_unreadable

    mark_unreadable(job, unit, reason, recipe)


def _compose(job: Job, folder: Path, recipe: Recipe) -> Composed:
    from pipeline.process import compose

    return compose(job, folder, recipe)
