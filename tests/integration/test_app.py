"""The office keeps a recipe for each job; the children are stood in for by a desk that does the work itself."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.app import Office, open_office
from pipeline.core.intake import Sighting
from pipeline.core.model import Job, Kind
from pipeline.errors import ProfileWrong
from pipeline.journal import open_journal
from pipeline.settings import load
from pipeline.work import Recipe
from tools.samples import Sample

T = TypeVar("T")


class Desk:
    """Notes the recipes that came with the work, and does what needs no engine."""

    def __init__(self) -> None:
        self.recipes: list[Recipe] = []

    def run(self, work: Callable[..., T], _seconds: float, *arguments: object) -> T:
        self.recipes += [argument for argument in arguments if isinstance(argument, Recipe)]
        return work(*arguments)

    def call(self, _work: Callable[..., None], _seconds: float, *arguments: object) -> None:
        self.recipes += [argument for argument in arguments if isinstance(argument, Recipe)]


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def office(tmp_path: Path, desk: Desk) -> Iterator[Office]:
    for name in ("inbox/Akten", "outbox"):
        (tmp_path / name).mkdir(parents=True)
    settings = load(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", state=tmp_path / "state")
    journal = open_journal(
        settings.state, clock=lambda: datetime(2026, 11, 23, tzinfo=UTC), inbox=settings.folders.inbox
    )
    yield replace(open_office(settings, journal), desk=desk)  # type: ignore[arg-type]  # a desk without processes
    journal.close()


@pytest.fixture
def job(office: Office, german_letter_pdf: Sample) -> Job:
    """A letter, claimed from a folder with a profile."""
    _profile(office, 'languages = ["fra"]\npasswords = ["geheim"]')
    sha256 = hashlib.sha256(german_letter_pdf.path.read_bytes()).hexdigest()
    claimed = office.settings.folders.inbox / ".in-work" / "000001" / "Akten" / "Brief.pdf"
    claimed.parent.mkdir(parents=True)
    shutil.copyfile(german_letter_pdf.path, claimed)
    seen = claimed.stat()
    job = Job(f"000001-{sha256[:12]}", Kind.SCAN, "Akten/Brief.pdf", sha256)
    office.journal.claimed(job.id, job.kind, Sighting(job.source, seen.st_size, seen.st_mtime_ns), sha256=sha256)
    return job


def _profile(office: Office, text: str) -> None:
    (office.settings.folders.inbox / "Akten" / "profile.toml").write_text(text)


def test_a_profile_shapes_its_folders_jobs_and_passwords_go_no_further_than_opening(
    office: Office, desk: Desk, job: Job
) -> None:
    unit, *_others = office.prepare(job)
    office.recognise(job, unit)

    opened, read = desk.recipes
    assert (opened.ocr_languages, opened.passwords) == (("fra",), ("geheim",))
    assert read == replace(opened, passwords=())
    assert "geheim" not in repr(opened)
    assert [
        file for file in office.settings.state.rglob("*") if file.is_file() and b"geheim" in file.read_bytes()
    ] == []


def test_a_profile_that_is_edited_in_between_does_not_count_for_a_job_in_work(
    office: Office, desk: Desk, job: Job
) -> None:
    unit, *_others = office.prepare(job)
    _profile(office, 'languages = ["eng"]')
    office.recognise(job, unit)

    assert [recipe.ocr_languages for recipe in desk.recipes] == [("fra",), ("fra",)]


def test_a_profile_that_is_broken_in_between_does_not_hinder_a_job_in_work(
    office: Office, desk: Desk, job: Job
) -> None:
    unit, *_others = office.prepare(job)
    _profile(office, "languages = ")
    office.recognise(job, unit)

    assert len(desk.recipes) == 2


def test_a_job_whose_work_folder_vanished_is_prepared_again(office: Office, desk: Desk, job: Job) -> None:
    unit, *_others = office.prepare(job)
    shutil.rmtree(office.settings.state / "work")
    office.recognise(job, unit)

    assert [recipe.passwords for recipe in desk.recipes] == [("geheim",), ("geheim",), ()]
    assert (office.settings.state / "work" / job.id / "pages.pdf").exists()


def test_a_job_waits_for_the_profile_of_its_folder(office: Office, job: Job) -> None:
    _profile(office, "languages = ")

    with pytest.raises(ProfileWrong):
        office.prepare(job)
