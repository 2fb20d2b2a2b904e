"""One document through ``pipeline.process``, in this process, with engines that play along."""

import json
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from docx import Document
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pipeline import process
from pipeline.core.model import Box, Job, Kind, Rendition, Word
from pipeline.core.recordings.models.forecast import Advice
from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.errors import NothingReadable, UnsupportedType
from pipeline.ports import PageImage
from pipeline.recipe import Recipe, Unit
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from tests.feeds import Track, written
from tools.samples import RATE, Sample

SHA = "ab" * 32


@dataclass
class Listener:
    """A speech engine that says what it was told to, and remembers how often it was asked."""

    says: list[str]
    asked: int = field(default=0)
    told: tuple[str, ...] = ()
    version: str = "listener 1"

    def language(
        self,
        samples: NDArray[np.float32],  # noqa: ARG002 - as the port has it
    ) -> Mapping[str, float]:
        return {"de": 0.9, "en": 0.1}

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,  # noqa: ARG002 - as the port has it
        told: Told = NOTHING_TOLD,
        otherwise: bool = False,  # noqa: ARG002 - as the port has it
    ) -> tuple[RawPassage, ...]:
        text = self.says[min(self.asked, len(self.says) - 1)]
        self.asked += 1
        self.told = told.terms
        return (
            RawPassage(
                tuple(RawWord(f" {word}", 0.0, len(samples) / 16_000, 0.9) for word in text.split())
            ),
        )


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return Recipe(
        tmp_path / "artefacts", "1", "de", "reader 1", 1, ("deu",), "listener 1", ("de", "en")
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def _job(name: str, kind: Kind) -> Job:
    return Job(f"000001-{SHA[:12]}", kind, name, SHA)


def _text(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_a_segment_that_was_heard_is_not_heard_again(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["Willkommen."])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    process.hear(listener, job, unit, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert listener.asked == 1
    assert [file.suffix for file in composed.files] == [".docx", ".vtt"]
    assert (composed.facts.language, composed.facts.problems) == ("de", 0)
    assert "Willkommen." in _text(composed.files[0])


def test_a_better_model_is_told_in_the_draft_and_not_in_the_subtitles(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job = _job("Sitzung.wav", Kind.RECORDING)
    recipe = replace(recipe, model="base", advice=Advice("large-v3-turbo", 2093.3))
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)
    process.hear(Listener(["Willkommen."]), job, unit, folder, recipe)

    draft, subtitles = process.compose(job, folder, recipe).files

    assert "Gehört mit base; large-v3-turbo wäre genauer: geschätzt etwa 35 min" in _text(draft)
    assert "large-v3-turbo" not in subtitles.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wanted", "suffixes"),
    [
        ((), [".docx"]),
        (("json", "txt", "json", "srt", "vtt"), [".docx", ".vtt", ".srt", ".txt", ".json"]),
    ],
)
def test_a_recording_becomes_what_was_asked_for_once_and_in_order(
    german_meeting_wav: Sample,
    folder: Path,
    recipe: Recipe,
    wanted: tuple[Rendition, ...],
    suffixes: list[str],
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["Willkommen."])
    recipe = replace(recipe, outputs=wanted)
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)
    process.hear(listener, job, unit, folder, recipe)

    composed = process.compose(job, folder, recipe)

    assert [file.suffix for file in composed.files] == suffixes
    for file in composed.files[1:]:
        assert "Willkommen." in file.read_text(encoding="utf-8-sig")


def test_a_gap_shows_in_everything_that_a_recording_becomes(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["", ""])
    recipe = replace(recipe, outputs=("vtt", "srt", "txt", "json"))
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)
    process.hear(listener, job, unit, folder, recipe)

    _, vtt, srt, txt, words = (
        file.read_bytes().decode("utf-8-sig", errors="replace")
        for file in process.compose(job, folder, recipe).files
    )

    assert "(unverständlich)" in vtt
    assert "(unverständlich)" in srt
    assert "(unverständlich, 00.00." in txt
    assert [gap["reason"] for gap in json.loads(words)["gaps"]] == ["NotUnderstood"]


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
    assert "(unverständlich)" in composed.files[1].read_text(encoding="utf-8")


def test_sound_that_is_missing_in_the_middle_counts_as_a_passage_that_was_not_read(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    with wave.open(str(german_meeting_wav.path)) as sound:
        samples = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)[:, None]
        assert (sound.getframerate(), sound.getnchannels()) == (RATE, 1)
    damaged = written(folder / "Sitzung.ogg", Track(samples, codec="flac"))
    content = bytearray(damaged.read_bytes())
    hole = slice(len(content) * 2 // 5, len(content) * 3 // 5)
    content[hole] = np.random.default_rng(1).bytes(hole.stop - hole.start)
    damaged.write_bytes(content)
    job, listener = _job("Sitzung.ogg", Kind.RECORDING), Listener(["Willkommen."])
    units = process.prepare(job, damaged, folder, recipe)

    for unit in units:
        process.hear(listener, job, unit, folder, recipe)

    assert process.compose(job, folder, recipe).facts.problems == 1


def test_the_second_hearing_counts(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["", "Willkommen."])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    composed = process.compose(job, folder, recipe)

    assert composed.facts.problems == 0
    assert "Willkommen." in _text(composed.files[0])


def test_other_terms_to_expect_are_another_hearing(
    german_meeting_wav: Sample, folder: Path, recipe: Recipe
) -> None:
    job, listener = _job("Sitzung.wav", Kind.RECORDING), Listener(["Willkommen."])
    (unit,) = process.prepare(job, german_meeting_wav.path, folder, recipe)

    process.hear(listener, job, unit, folder, recipe)
    process.hear(listener, job, unit, folder, replace(recipe, terms=("Kowalczyk",)))

    assert listener.asked == 2
    assert listener.told == ("Kowalczyk",)


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


@dataclass
class Reader:
    """An OCR engine that reads the same word on every page."""

    batch: int = 1
    version: str = "reader 1"

    def read(
        self,
        images: Sequence[PageImage],
        *,
        languages: tuple[str, ...],  # noqa: ARG002 - as the port has it
    ) -> tuple[tuple[Word, ...], ...]:
        return tuple((Word("Vertrag", Box(100, 100, 400, 150), 0.95, 0, 0, 0),) for _ in images)

    def angle(self, image: PageImage) -> int:  # noqa: ARG002 - as the port has it
        return 0

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:  # noqa: ARG002 - as the port
        return frozenset()


class Blind(Reader):
    """An OCR engine that sees nothing."""

    def read(
        self,
        images: Sequence[PageImage],
        *,
        languages: tuple[str, ...],  # noqa: ARG002 - as the port has it
    ) -> tuple[tuple[Word, ...], ...]:
        return tuple(() for _ in images)


def test_a_broken_picture_does_not_keep_the_text_back_that_its_page_brought_along(
    tmp_path: Path, folder: Path, recipe: Recipe
) -> None:
    document = pikepdf.new()
    document.add_blank_page(page_size=(400, 600))
    page = document.pages[0].obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    image = document.make_stream(
        b"no picture at all", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=800,
        Height=800,
        BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font), XObject=pikepdf.Dictionary(Im=image)
    )
    page.Contents = document.make_stream(
        b"q 300 0 0 300 50 50 cm /Im Do Q BT /F 20 Tf 100 500 Td (Sehr geehrte Damen) Tj ET"
    )
    document.save(tmp_path / "a.pdf")
    job = _job("a.pdf", Kind.SCAN)
    for unit in process.prepare(job, tmp_path / "a.pdf", folder, recipe):
        process.read(Blind(), job, unit, folder, recipe)

    composed = process.compose(job, folder, recipe)

    assert composed.facts.problems == 1
    assert "Sehr geehrte Damen" in _text(composed.files[1])


def _scan(path: Path, *, signed: bool) -> Path:
    """A scanned page, signed by its scanner or not."""
    picture = path.with_suffix(".png")
    image = Image.new("L", (1240, 1754), "white")
    ImageDraw.Draw(image).rectangle((100, 100, 400, 150), fill="black")
    image.save(picture, dpi=(150, 150))
    path.write_bytes(picture_as_pdf(picture).pdf)
    if signed:
        with pikepdf.open(path, allow_overwriting_input=True) as document:
            value = pikepdf.Dictionary(
                Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\0" * 8
            )
            field = pikepdf.Dictionary(
                FT=pikepdf.Name.Sig, T="Unterschrift", V=document.make_indirect(value)
            )
            document.Root.AcroForm = pikepdf.Dictionary(
                Fields=[document.make_indirect(field)], SigFlags=3
            )
            document.save(path)
    return path


@pytest.mark.parametrize("signed", [False, True])
def test_a_scan_becomes_an_archive_and_a_signed_one_says_that_its_copy_is_not(
    signed: bool,  # noqa: FBT001 - pytest's
    tmp_path: Path,
    folder: Path,
    recipe: Recipe,
) -> None:
    original = _scan(tmp_path / "Vertrag.pdf", signed=signed)
    before, job = original.read_bytes(), _job("Vertrag.pdf", Kind.SCAN)
    for unit in process.prepare(job, original, folder, recipe):
        process.read(Reader(), job, unit, folder, recipe)

    composed = process.compose(job, folder, recipe)

    assert original.read_bytes() == before
    assert (composed.facts.pdfa, composed.facts.obstacle, composed.facts.signed) == (
        "2b",
        None,
        signed,
    )
    with pikepdf.open(composed.files[0]) as document:
        assert "/AcroForm" not in document.Root
    assert (
        "signed" in _text(composed.files[1]) or "signiert" in _text(composed.files[1])
    ) == signed


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


def test_a_corrected_draft_is_not_processed_yet(
    tmp_path: Path, folder: Path, recipe: Recipe
) -> None:
    with pytest.raises(UnsupportedType):
        process.prepare(
            _job("Brief.docx", Kind.CORRECTION), tmp_path / "Brief.docx", folder, recipe
        )


def test_results_from_which_something_is_missing_are_not_composed(
    german_letter_pdf: Sample, folder: Path, recipe: Recipe
) -> None:
    job = _job("Brief.pdf", Kind.SCAN)
    units = process.prepare(job, german_letter_pdf.path, folder, recipe)

    with pytest.raises(LookupError, match="missing"):
        process.compose(job, folder, recipe)

    assert units == (Unit((1,), 1), Unit((2,), 1))
