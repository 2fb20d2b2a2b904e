"""The office keeps a recipe for each job; a desk works in place of the child processes."""

import hashlib
import shutil
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest

from pipeline import process
from pipeline.app import open_office, recipe_of
from pipeline.core.model import Box, Job, Kind, Page, Word
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import Facts, State
from pipeline.core.recordings.models.forecast import advice
from pipeline.errors import (
    BacksMissing,
    DamagedFile,
    ModelMissing,
    OtherSideRejected,
    ProfileWrong,
    TemplateWrong,
)
from pipeline.jobs import Office
from pipeline.office.journal import open_journal
from pipeline.outputs.wordml.stationery import TEMPLATE as OUR_TEMPLATE
from pipeline.recipe import TEMPLATE, Recipe, Unit
from pipeline.recordings.trial import machine, remembered
from pipeline.settings import load
from pipeline.stages.artefacts import Artefacts
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
        settings.state,
        clock=lambda: datetime(2026, 11, 23, tzinfo=UTC),
        inbox=settings.folders.inbox,
    )
    opened = open_office(settings, journal)
    yield replace(opened, readers=desk)  # type: ignore[arg-type]  # a desk without processes
    journal.close()


@pytest.fixture
def job(office: Office, german_letter_pdf: Sample) -> Job:
    """A letter, claimed from a folder with a profile."""
    _profile(office, 'languages = ["fra"]\npasswords = ["geheim"]')
    return _claimed(office, german_letter_pdf.path.read_bytes(), "Brief.pdf")


def _claimed(
    office: Office, content: bytes, name: str, *, fronts: str | None = None, kind: Kind = Kind.SCAN
) -> Job:
    """The next arrival; ``fronts`` is empty for front sides, whose id is not known before."""
    sha256, arrival = hashlib.sha256(content).hexdigest(), office.journal.last_arrival() + 1
    claimed = office.settings.folders.inbox / ".in-work" / f"{arrival:06d}" / "Akten" / name
    claimed.parent.mkdir(parents=True)
    claimed.write_bytes(content)
    seen = claimed.stat()
    job = Job(f"{arrival:06d}-{sha256[:12]}", kind, f"Akten/{name}", sha256)
    sighting = Sighting(job.source, seen.st_size, seen.st_mtime_ns)
    office.journal.claimed(
        job.id, job.kind, sighting, sha256=sha256, fronts=job.id if fronts == "" else fronts
    )
    return job


def _profile(office: Office, text: str) -> None:
    (office.settings.folders.inbox / "Akten" / "profile.toml").write_text(text, encoding="utf-8")


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
        file
        for file in office.settings.state.rglob("*")
        if file.is_file() and b"geheim" in file.read_bytes()
    ] == []


@pytest.mark.parametrize(
    ("profile", "outputs"),
    [
        ("", ("vtt",)),
        ('[recording]\noutputs = ["json", "srt"]', ("json", "srt")),
        ("[recording]\noutputs = []", ()),
    ],
)
def test_what_a_recording_becomes_is_what_profile_or_settings_ask_for(
    office: Office, desk: Desk, german_meeting_wav: Sample, profile: str, outputs: tuple[str, ...]
) -> None:
    _profile(office, profile)
    job = replace(
        _claimed(office, german_meeting_wav.path.read_bytes(), "Sitzung.wav"), kind=Kind.RECORDING
    )

    office.prepare(job)
    _profile(office, '[recording]\noutputs = ["txt"]')  # too late for this one
    office.mark_unreadable(job, Unit((1,), 1), "NativeHang")

    assert [recipe.outputs for recipe in desk.recipes] == [outputs, outputs]


def test_what_recordings_become_by_default_is_set_in_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCHREIBSTUBE_SPEECH__OUTPUTS", '["txt"]')

    assert recipe_of(load()).outputs == ("txt",)


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


def test_a_job_whose_work_folder_vanished_is_prepared_again(
    office: Office, desk: Desk, job: Job
) -> None:
    unit, *_others = office.prepare(job)
    shutil.rmtree(office.settings.state / "work")
    office.recognise(job, unit)

    assert [recipe.passwords for recipe in desk.recipes] == [("geheim",), ("geheim",), ()]
    assert (office.settings.state / "work" / job.id / "pages.pdf").exists()


def test_a_job_waits_for_the_profile_of_its_folder(office: Office, job: Job) -> None:
    _profile(office, "languages = ")

    with pytest.raises(ProfileWrong):
        office.prepare(job)


def test_the_template_is_copied_when_a_job_is_prepared_and_a_later_one_counts_for_later_jobs(
    office: Office, german_letter_pdf: Sample
) -> None:
    _profile(office, '[draft]\ntemplate = "Vorlage.docx"')
    template = office.settings.folders.inbox / "Akten" / "Vorlage.docx"
    first, second = OUR_TEMPLATE.read_bytes(), OUR_TEMPLATE.read_bytes() + b"\0"
    recipes = []
    for content in (first, second):
        template.write_bytes(content)
        job = _claimed(office, german_letter_pdf.path.read_bytes(), "Brief.pdf")
        office.prepare(job)
        template.unlink()
        recipes.append(office.recipe_of(job))
        assert (office.settings.state / "work" / job.id / TEMPLATE).read_bytes() == content

    assert [recipe.form.template for recipe in recipes] == [
        hashlib.sha256(content).hexdigest() for content in (first, second)
    ]


def test_a_document_waits_for_the_template_that_its_profile_names(office: Office, job: Job) -> None:
    _profile(office, '[draft]\ntemplate = "Vorlage.docx"')

    with pytest.raises(ProfileWrong, match=r"draft\.template"):
        office.prepare(job)


def test_a_document_whose_copy_of_the_template_is_damaged_is_written_with_another_copy(
    office: Office,
) -> None:
    _profile(office, '[draft]\nkind = "memo"\ntemplate = "Vorlage.docx"\n[recording]\noutputs = []')
    template = office.settings.folders.inbox / "Akten" / "Vorlage.docx"
    template.write_bytes(OUR_TEMPLATE.read_bytes())
    silence = BytesIO()
    with wave.open(silence, "wb") as sound:
        sound.setparams((1, 2, 16_000, 0, "NONE", ""))
        sound.writeframes(bytes(32_000))
    job = _claimed(office, silence.getvalue(), "Anruf.wav", kind=Kind.RECORDING)
    assert office.prepare(job) == ()
    (office.settings.state / "work" / job.id / TEMPLATE).write_bytes(b"no Word file")
    with pytest.raises(TemplateWrong):
        office.publish(job)

    office.publish(job)

    assert _state(office, job) is State.PUBLISHED
    assert "Akten/Anruf.docx" in _results(office)


@pytest.mark.parametrize(
    ("profile", "name", "speakers"),
    [
        ('[draft]\nkind = "dictation"', "Brief.wav", 1),
        ('[draft]\nkind = "dictation"\n[recording]\nspeakers = 2', "Brief.wav", 2),
        ('[draft]\nkind = "dictation"', "Brief [3].wav", 3),
        ('[draft]\nkind = "minutes"', "Brief.wav", None),
    ],
)
def test_a_dictation_has_one_speaker_unless_somebody_says_otherwise(
    office: Office, german_meeting_wav: Sample, profile: str, name: str, speakers: int | None
) -> None:
    _profile(office, profile)
    job = _claimed(office, german_meeting_wav.path.read_bytes(), name, kind=Kind.RECORDING)

    recipe = office.recipe_of(job)

    assert recipe.speakers == speakers
    assert bool(recipe.diarizer) is (speakers != 1)


def test_participants_glossary_and_name_are_told_to_who_hears_a_recording(
    office: Office, desk: Desk, german_meeting_wav: Sample
) -> None:
    _profile(office, '[recording]\nparticipants = ["Frau Gründel-Löwe"]')
    (office.settings.folders.inbox / "glossary.txt").write_text("Kowalczyk\n", encoding="utf-8")
    content = german_meeting_wav.path.read_bytes()

    office.prepare(_claimed(office, content, "Sitzung Bauausschuss 12.wav", kind=Kind.RECORDING))

    assert desk.recipes[0].terms == ("Frau Gründel-Löwe", "Kowalczyk", "Bauausschuss")


def test_the_glossary_is_known_when_a_scan_is_composed(
    office: Office, desk: Desk, job: Job
) -> None:
    (office.settings.folders.inbox / "glossary.txt").write_text("Kowalczyk\n", encoding="utf-8")

    office.prepare(job)

    assert "Kowalczyk" in desk.recipes[0].terms


# Front and back sides in two files


@pytest.fixture
def pair(office: Office, german_letter_pdf: Sample) -> tuple[Job, Job]:
    """Two pages of front sides, and the same two as back sides."""
    _profile(office, '[paper]\ndouble_sided = "two-files"')
    content = german_letter_pdf.path.read_bytes()
    fronts = _claimed(office, content, "vorn.pdf", fronts="")
    return fronts, _claimed(office, content + b"%", "hinten.pdf", fronts=fronts.id)


def _read(office: Office, fronts: Job) -> None:
    """Prepare the front sides and put words on every page."""
    assert sum(len(unit.numbers) for unit in office.prepare(fronts)) == 4
    artefacts, recipe = Artefacts(office.recipe.artefacts), office.recipe_of(fronts)
    for number in (1, 2, 3, 4):
        word = Word(f"Scanseite{number}", Box(100, 100, 900, 150), 0.99, 0, 0, 0)
        settings = f"{recipe.format} {recipe.backs} {recipe.ocr} {'+'.join(recipe.ocr_languages)}"
        artefacts.save(
            fronts.sha256,
            f"page-{number:05d}",
            Page(number, 2480, 3508, 300, (word,)),
            settings=settings,
        )


def _state(office: Office, job: Job) -> State:
    return office.journal.job(job.id).state


def _results(office: Office) -> list[str]:
    outbox = office.settings.folders.outbox
    return sorted(
        file.relative_to(outbox).as_posix() for file in outbox.rglob("*") if file.is_file()
    )


def test_front_and_back_sides_become_one_document_and_both_originals_are_kept(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    assert office.prepare(backs) == ()
    office.publish(backs)  # too early: nothing happens
    assert _state(office, backs) is State.WORKING

    _read(office, fronts)
    office.publish(fronts)

    assert _results(office) == [
        "Akten/vorn.docx",
        "Akten/vorn.pdf",
        "_originals/2026/11/Akten/hinten.pdf",
        "_originals/2026/11/Akten/vorn.pdf",
    ]  # fmt: skip
    text = [
        page.extract_text().strip()
        for page in pypdf.PdfReader(office.settings.folders.outbox / "Akten/vorn.pdf").pages
    ]
    assert text == ["Scanseite1", "Scanseite4", "Scanseite2", "Scanseite3"]
    first, second = (office.journal.job(job.id) for job in pair)
    assert first.outputs == second.outputs
    assert (first.state, second.state) == (State.PUBLISHED, State.PUBLISHED)


def test_back_sides_end_after_a_crash_between_both_ends(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    _read(office, fronts)
    composed = process.compose(fronts, office.folder(fronts), office.recipe_of(fronts))
    office.publisher.publish(fronts.id, composed.files, facts=composed.facts)

    office.publish(backs)

    assert _state(office, backs) is State.PUBLISHED
    assert "_originals/2026/11/Akten/hinten.pdf" in _results(office)


def test_back_sides_that_are_not_in_what_was_published_go_back_to_the_inbox(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    result = office.settings.state / "result.vtt"
    result.write_bytes(b"WEBVTT\n")
    office.publisher.publish(
        fronts.id, [result], facts=Facts(pages=2)
    )  # the profile said "none" at that time

    office.publish(backs)

    assert _state(office, backs) is State.RETURNED
    assert (office.settings.folders.inbox / "Akten/hinten.pdf").exists()


def test_front_sides_without_back_sides_wait_unless_the_profile_changes(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    office.claims.put_back(backs.id)

    with pytest.raises(BacksMissing):
        office.prepare(fronts)
    _profile(office, "")

    assert sum(len(unit.numbers) for unit in office.prepare(fronts)) == 2


def test_a_pair_of_which_one_is_damaged_lies_with_both_notes_where_people_look(
    office: Office, german_letter_pdf: Sample
) -> None:
    _profile(office, '[paper]\ndouble_sided = "two-files"')
    fronts = _claimed(office, german_letter_pdf.path.read_bytes(), "vorn.pdf", fronts="")
    backs = _claimed(office, b"%PDF-1.7 and nothing else", "hinten.pdf", fronts=fronts.id)

    for _ in range(2):  # the second time as after a crash
        with pytest.raises(OtherSideRejected, match=r"hinten\.pdf"):
            office.prepare(fronts)

    assert office.journal.job(backs.id).reason == "DamagedFile"
    assert office.journal.lone_fronts("Akten") is None


def test_back_sides_of_rejected_front_sides_are_rejected_too(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    office.attention.reject(fronts.id, DamagedFile())

    office.publish(backs)
    office.publish(backs)

    assert office.journal.job(backs.id).reason == "OtherSideRejected"
    parked = sorted(
        file.name for file in (office.settings.folders.inbox / "_needs-attention/Akten").iterdir()
    )
    assert parked == [
        "hinten.pdf",
        "hinten.pdf - Hinweis.txt",
        "vorn.pdf",
        "vorn.pdf - Hinweis.txt",
    ]


def test_a_pair_of_which_one_was_still_being_written_goes_back_as_a_pair(
    office: Office, pair: tuple[Job, Job]
) -> None:
    fronts, backs = pair
    _read(office, fronts)
    with office.claims.original(backs.id).open("ab") as file:
        file.write(b"%")

    office.publish(fronts)

    assert (_state(office, fronts), _state(office, backs)) == (State.RETURNED, State.RETURNED)
    assert sorted(
        file.name for file in (office.settings.folders.inbox / "Akten").glob("*.pdf")
    ) == [
        "hinten.pdf",
        "vorn.pdf",
    ]


def test_a_job_that_ended_needs_nothing_more(office: Office, job: Job) -> None:
    office.attention.reject(job.id, DamagedFile())

    assert office.prepare(job) == ()


# Recordings


def _speech(office: Office, sample: Sample) -> Job:
    job = _claimed(office, sample.path.read_bytes(), "Sitzung.wav")
    return replace(job, kind=Kind.RECORDING)


def test_a_profile_names_the_model_for_its_folders_recordings(
    office: Office, desk: Desk, german_meeting_wav: Sample, tmp_path: Path
) -> None:
    model = tmp_path / "kanzlei"
    model.mkdir()
    (model / "model.bin").touch()
    _profile(office, f'[recording]\nmodel = "{model}"')

    office.prepare(_speech(office, german_meeting_wav))

    (recipe,) = desk.recipes
    assert recipe.model == str(model)
    assert recipe.speech == office.recipe.speech.removesuffix("base") + str(model)


def test_a_recording_whose_model_is_missing_waits_before_it_is_opened(
    office: Office, german_meeting_wav: Sample
) -> None:
    job = _speech(office, german_meeting_wav)
    _profile(office, '[recording]\nmodel = "enormous"')

    with pytest.raises(ModelMissing) as caught:
        office.prepare(job)

    assert caught.value.details == {
        "model": "enormous",
        "command": "schreibstube models add enormous",
    }
    _profile(office, "")
    assert office.prepare(job)


def test_only_the_first_recording_of_an_office_is_told_of_a_better_model(
    office: Office, desk: Desk, german_meeting_wav: Sample
) -> None:
    content = german_meeting_wav.path.read_bytes()
    jobs = [
        _claimed(office, content + bytes(number), f"{number}.wav", kind=Kind.RECORDING)
        for number in range(2)
    ]
    models = office.settings.folders.models
    expected = advice(machine(office.listeners.processes), remembered(models), current="base")

    for job in reversed(jobs):
        office.prepare(job)

    assert [recipe.advice for recipe in desk.recipes] == [None, expected]


def test_after_a_recording_that_was_refused_the_next_one_is_the_first(
    office: Office, desk: Desk, german_meeting_wav: Sample
) -> None:
    content = german_meeting_wav.path.read_bytes()
    refused = _claimed(office, b"no sound", "a.wav", kind=Kind.RECORDING)
    office.attention.reject(refused.id, DamagedFile())
    models = office.settings.folders.models
    expected = advice(machine(office.listeners.processes), remembered(models), current="base")

    office.prepare(_claimed(office, content, "b.wav", kind=Kind.RECORDING))

    assert [recipe.advice for recipe in desk.recipes] == [expected]


def test_a_file_of_an_unknown_type_is_looked_into_by_a_child(
    office: Office, tmp_path: Path
) -> None:
    sound, letter = tmp_path / "Diktat.xyz", tmp_path / "Brief.xyz"
    head = b".SoX" + bytes.fromhex("1c0000000000000000000000000000000040cf400100000000000000")
    sound.write_bytes(head + b"\0\0\x40\x1f\0\0\xc0\xe0" * 16_000)
    letter.write_text("Sehr geehrte Damen und Herren,\n" * 99)

    assert office.arrivals.has_sound(sound)
    assert not office.arrivals.has_sound(letter)
