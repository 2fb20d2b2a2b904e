"""The door of the child processes: one document from start to finish.

``prepare`` it, ``read`` or ``listen`` to it unit by unit, ``compose`` its results.
``pipeline.jobs`` sends each call into a child process and may send it again after a crash: what is
finished is found among the artefacts and not done twice. Nothing here knows of queues, retries or
the folders that people see; ``workers/flows.py`` does.

A stage is imported where it is called, so that a process loads only what its own work needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import assert_never

from pipeline.child_process import afterwards
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Job, Kind
from pipeline.core.office.tallies import TallyRow
from pipeline.engines import Listening
from pipeline.errors import UnsupportedType
from pipeline.i18n import Language
from pipeline.ports import Diarizer, OcrEngine, SpeechEngine
from pipeline.recipe import DocumentResults, Recipe, Unit
from pipeline.stages.artefacts import Artefacts


def is_recording(original: Path) -> bool:
    """Whether a file of an unknown type has sound that can be heard.

    Raises:
        FolderUnreachable: it cannot be read.
    """
    from pipeline.recordings import recognition

    return recognition.is_recording(original)


def needs_libre_office(file: Path) -> bool:
    """Whether ``read_return`` needs LibreOffice, and so may write in the temporary folder.

    Raises:
        Rejected: it is none of ours, or cannot be read, and why.
    """
    from pipeline.returns import docx_copy

    return docx_copy.needs_libre_office(file)


def read_return(file: Path, work: Path) -> Returned:
    """Read a corrected Word file; ``work`` is a folder for what that leaves.

    Raises:
        Rejected: it is none of ours, or cannot be read, and why.
    """
    from pipeline.returns import reading
    from pipeline.returns.finals import refuse_final

    refuse_final(file)
    return reading.read_return(file, work)


def names_a_job(file: Path) -> bool:
    """Whether a file of any format says which job its draft is of."""
    from pipeline.returns import origin

    return origin.names_a_job(file)


def write_sheet(month: date, rows: Sequence[TallyRow], language: Language) -> bytes:
    """The monthly sheet as a Word document."""
    from pipeline.outputs import monthly_docx

    return monthly_docx.monthly_sheet(month, rows, language)


def open_backs(job: Job, original: Path, folder: Path, recipe: Recipe) -> None:
    """Open the file with the back sides for ``prepare``.

    ``job`` is that of the front sides.

    Raises:
        Rejected: the file cannot be processed, and why.
    """
    from pipeline.stages import scan

    scan.open_backs(job, original, folder, recipe)


def prepare(job: Job, original: Path, folder: Path, recipe: Recipe) -> tuple[Unit, ...]:
    """Open the document and divide it into units of recognition.

    ``folder`` is the job's own work folder; it receives ``pages.pdf`` or ``sound.pcm``. Where the
    recipe names back sides, ``open_backs`` has opened them, and their pages follow. A recording in
    which nobody speaks has no units.

    Raises:
        Rejected: the document cannot be processed, and why.
    """
    match job.kind:
        case Kind.SCAN:
            from pipeline.stages import scan

            return scan.prepare(job, original, folder, recipe)
        case Kind.RECORDING:
            from pipeline.stages import recording

            afterwards("pipeline.stages.recording_results")
            return recording.prepare(job, original, folder, recipe)
        case Kind.CORRECTION:
            raise UnsupportedType
        case _:
            assert_never(job.kind)


def open_early(original: Path, folder: Path) -> None:
    """Open a recording for ``prepare`` in the same process, before that is called.

    Raises:
        Rejected: the document cannot be processed, and why.
    """
    from pipeline.recordings import early_opening
    from pipeline.stages import recording  # noqa: F401 - loaded for the first call of ``prepare``

    early_opening.open_early(original, folder / "sound.pcm")


def read(engine: OcrEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Read the unit's pages, and their barcodes where documents begin at some."""
    from pipeline.stages import scan

    scan.read(engine, job, unit, folder, recipe)


def load_model(listening: Listening, *, model: str) -> None:
    """Load a speech model, and what hears with it, before there is anything to hear.

    Raises:
        ModelMissing: it is not on this machine.
    """
    from pipeline.stages import recording  # noqa: F401 - loaded for the first call of ``listen``

    listening.engine(model)


def listen(listening: Listening, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> bool:
    """Hear the unit's segment with the model that the recipe names.

    True if two may speak at once in a recording too short for a unit of speakers: then a diarizer
    should ``tell_apart`` whether they do.

    Raises:
        ModelMissing: it is not on this machine.
    """
    from pipeline.stages import recording

    hear(listening.engine(recipe.model), job, unit, folder, recipe)
    return recording.may_be_mixed(job, unit, recipe)


def hear(engine: SpeechEngine, job: Job, unit: Unit, folder: Path, recipe: Recipe) -> None:
    """Hear the unit's segment, in any order of segments."""
    from pipeline.stages import recording

    recording.hear(engine, job, unit, folder, recipe)


def tell_apart(diarizer: Diarizer, job: Job, folder: Path, recipe: Recipe) -> None:
    """Tell the recording's speakers apart."""
    from pipeline.stages import recording

    recording.tell_apart(diarizer, job, folder, recipe)


def mark_unreadable(job: Job, unit: Unit, reason: str, recipe: Recipe) -> None:
    """Put a page with a problem, or a gap, where the unit's result is missing.

    ``reason`` names an error class.
    """
    match job.kind:
        case Kind.SCAN:
            from pipeline.stages import scan

            scan.mark_unreadable(job, unit, reason, recipe)
        case Kind.RECORDING:
            from pipeline.stages import recording

            recording.mark_unreadable(job, unit, reason, recipe)
        case Kind.CORRECTION:
            raise UnsupportedType
        case _:
            assert_never(job.kind)


def compose(job: Job, folder: Path, recipe: Recipe) -> DocumentResults:
    """Write the document's results into ``folder`` and say what is in them.

    Raises:
        NothingReadable: no page and no passage could be read.
        TemplateWrong: the office's own Word template cannot be used.
    """
    Artefacts(recipe.artefacts).remove_unfinished(job.sha256)  # its other processes have ended
    match job.kind:
        case Kind.SCAN:
            from pipeline.stages import scan_results

            return scan_results.compose(job, folder, recipe)
        case Kind.RECORDING:
            from pipeline.stages import recording_results

            return recording_results.compose(job, folder, recipe)
        case Kind.CORRECTION:
            from pipeline.stages import correction

            return correction.compose(job, folder, recipe)
        case _:
            assert_never(job.kind)
