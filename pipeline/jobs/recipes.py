"""What shapes one job's results: settings, profile, file name, and what was learned.

A job's recipe is kept in its work folder, so that a profile that is edited in between mixes
nothing.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline import files
from pipeline.core.corrections.learned import active
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Job, Kind
from pipeline.core.office.records import State
from pipeline.core.recordings.file_name import speakers_in, terms_in
from pipeline.files import reaching
from pipeline.office.journal import Journal
from pipeline.office.profiles.confined import Rules
from pipeline.recipe import TEMPLATE, Recipe

_RECIPE = "recipe.json"
"""The job's recipe, in its work folder.

It is written last: where it is, everything is prepared.
"""

_RECIPES = TypeAdapter(Recipe)


def kept(folder: Path) -> Recipe | None:
    """The recipe in a work folder; None if there is none."""
    with suppress(OSError, ValidationError):
        return _RECIPES.validate_json((folder / _RECIPE).read_bytes())
    return None


def keep(folder: Path, recipe: Recipe) -> Recipe:
    """The recipe as it is kept in a work folder: without passwords."""
    recipe = replace(recipe, passwords=())
    with reaching(folder):
        files.replace(folder / _RECIPE, _RECIPES.dump_json(recipe))
    return recipe


def forget(folder: Path) -> None:
    """Have the job prepared again."""
    (folder / _RECIPE).unlink(missing_ok=True)


def recipe_for(office: Recipe, job: Job, rules: Rules) -> Recipe:
    """The recipe that settings, profile and file name ask for now.

    ``office`` is what the settings say.
    """
    profile, recipe, model = rules.profile, office, rules.profile.recording.model
    outputs = profile.recording.outputs
    if model is not None:
        recipe = replace(
            recipe, model=model, speech=recipe.speech.removesuffix(recipe.model) + model
        )
    _name, marked = speakers_in(job.name)
    form = profile.draft.form(profile.recording.participants, "")
    alone = 1 if form.kind_for(job.kind) is DraftKind.DICTATION else None
    counts = (marked, profile.recording.speakers, alone)
    speakers = next((count for count in counts if count is not None), None)
    return replace(
        recipe,
        ocr_languages=profile.languages or office.ocr_languages,
        paper=profile.paper.habits,
        passwords=profile.passwords,
        outputs=office.outputs if outputs is None else outputs,
        terms=(*profile.recording.participants, *rules.glossary, *terms_in(job.name)),
        diarizer=office.diarizer if speakers is None or speakers > 1 else "",
        speakers=speakers,
        form=form,
    )


def with_learned(recipe: Recipe, rules: Rules, day: date) -> Recipe:
    """The recipe with what corrections taught; ``day`` is that on which the job arrived."""
    pairs = active(rules.learned, day)
    rights = dict.fromkeys(right for _wrong, right in pairs)
    form = replace(recipe.form, corrections=pairs)
    return replace(recipe, form=form, terms=(*recipe.terms, *rights))


def with_template(folder: Path, recipe: Recipe, content: bytes) -> Recipe:
    """The recipe with the Word template of the job's folder.

    A copy stays with the job, in its work ``folder``: the office may change its own.
    """
    with reaching(folder):
        files.replace(folder / TEMPLATE, content)
    return replace(recipe, form=replace(recipe.form, template=hashlib.sha256(content).hexdigest()))


def is_first_recording(job: Job, journal: Journal) -> bool:
    """Whether no recording was heard in this office before."""
    if job.kind is not Kind.RECORDING:
        return False
    mine, heard = journal.job(job.id), {State.WORKING, State.WAITING, State.PUBLISHED}
    return not any(
        record.kind is Kind.RECORDING and record.arrival < mine.arrival
        for record in journal.jobs()
        if record.state in heard
    )
