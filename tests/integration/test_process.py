"""One document through ``pipeline.process``, in this process; the engines say what the test tells them to."""

import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from numpy.typing import NDArray

from pipeline import process
from pipeline.core.model import Job, Kind, SpokenWord, Utterance
from pipeline.errors import NothingReadable, UnsupportedType
from pipeline.work import Recipe, Unit
from tools.samples import Sample

SHA = "ab" * 32


@dataclass
class Listener:
    """A speech engine that says what it was told to, and remembers how often it was asked."""

    says: list[str]
    asked: int = field(default=0)
    version: str = "listener 1"

    def language(self, samples: NDArray[np.float32]) -> Mapping[str, float]:  # noqa: ARG002 - the port's signature
        return {"de": 0.9, "en": 0.1}

    def transcribe(self, samples: NDArray[np.float32], *, language: str) -> tuple[Utterance, ...]:
        text = self.says[min(self.asked, len(self.says) - 1)]
        self.asked += 1
        seconds = len(samples) / 16_000
        words = tuple(SpokenWord(word, 0.0, seconds, 0.9) for word in text.split())
        return (Utterance(words, language),) if words else ()


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return Recipe(tmp_path / "artefacts", "1", "de", "reader 1", 1, ("deu",), "listener 1", ("de", "en"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def _job(name: str, kind: Kind) -> Job:
    return Job(f"000001-{SHA[:12]}", kind, name, SHA)


def _text(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_a_segment_that_was_heard_is_not_heard_again(german_meeting_wav: Sample, folder: Path, recipe: Recipe) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["Guten Tag."])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    process.hear(listener, job, unit, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert listener.asked == 1
    assert [file.suffix for file in composed.files] == [".docx", ".vtt"]
    assert (composed.facts.language, composed.facts.problems) == ("de", 0)
    assert "Guten Tag." in _text(composed.files[0])


def test_speech_without_a_word_is_heard_twice_and_then_marked_never_passed_over(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["", ""])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert listener.asked == 2
    assert composed.facts.problems == 1
    assert "kein Wort zu verstehen" in _text(composed.files[0])
    assert "[nicht verstanden]" in composed.files[1].read_text(encoding="utf-8")


def test_the_second_hearing_counts(german_meeting_wav: Sample, folder: Path, recipe: Recipe) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["", "Guten Tag."])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert composed.facts.problems == 0
    assert "Guten Tag." in _text(composed.files[0])


@pytest.mark.parametrize("kind", [Kind.SCAN, Kind.RECORDING])
def test_a_document_of_which_nothing_could_be_read_is_rejected(
    german_letter_pdf: Sample, german_meeting_wav: Sample, folder: Path, recipe: Recipe, kind: Kind
) -> None:
    sample = german_letter_pdf if kind is Kind.SCAN else german_meeting_wav
    job = _job(sample.path.name, kind)
    for unit in process.prepare(job, sample.path, folder, recipe):
        process.mark_unreadable(job, unit, "NativeCrash", recipe)

    with pytest.raises(NothingReadable):
        process.compose(job, folder, recipe)


def test_a_recording_of_silence_says_so(tmp_path: Path, folder: Path, recipe: Recipe) -> None:
    job, still = _job("still.wav", Kind.RECORDING), tmp_path / "still.wav"
    with wave.open(str(still), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(96_000))

    units = process.prepare(job, still, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert units == ()
    assert composed.facts.audio_seconds == 3.0
    assert "keine Sprache gefunden" in _text(composed.files[0])


def test_a_corrected_draft_is_not_processed_yet(tmp_path: Path, folder: Path, recipe: Recipe) -> None:
    with pytest.raises(UnsupportedType):
        process.prepare(_job("Brief.docx", Kind.CORRECTION), tmp_path / "Brief.docx", folder, recipe)


def test_results_from_which_something_is_missing_are_not_composed(
    german_letter_pdf: Sample, folder: Path, recipe: Recipe
) -> None:
    job = _job("Brief.pdf", Kind.SCAN)
    units = process.prepare(job, german_letter_pdf.path, folder, recipe)

    with pytest.raises(LookupError, match="missing"):
        process.compose(job, folder, recipe)

    assert units == (Unit((1,), 1), Unit((2,), 1))
