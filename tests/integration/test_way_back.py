"""From a corrected Word file to its finals, in this process: nothing is recognised again."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree
from numpy.typing import NDArray
from PIL import Image
from pydantic import TypeAdapter

from pipeline import process
from pipeline.core.corrections.model import Returned
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Job, Kind, Scan
from pipeline.core.recordings.passages import NOTHING_TOLD, RawPassage, RawWord, Told
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.recipe import RETURNED, CorrectionOf, DocumentResults, Recipe
from pipeline.stages.published import PublishedDrafts
from tests.wordml import findings, parts, text
from tools.samples import Sample

SHA, OTHER = "ab" * 32, "cd" * 32
DRAFT = f"000001-{SHA[:12]}"
RETURN = Job(f"000002-{OTHER[:12]}", Kind.CORRECTION, "Brief.docx", OTHER)


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    return Recipe(
        tmp_path_factory.mktemp("artefacts"),
        "1",
        "de",
        "reader 1",
        1,
        ("deu",),
        "listener 1",
        ("de",),
        outputs=("vtt", "srt", "txt", "json"),
    )


@dataclass
class Drafted:
    """A draft with what it was made from."""

    job: Job
    original: Path
    recipe: Recipe
    results: DocumentResults

    @property
    def docx(self) -> Path:
        return next(file for file in self.results.files if file.suffix == ".docx")

    @property
    def pdf(self) -> Path:
        return next(file for file in self.results.files if file.suffix == ".pdf")

    def reissued(self, edit: Callable[[BaseOxmlElement], None], folder: Path) -> Reissued:
        """The finals of this draft once it was edited."""
        edited = folder / "edited.docx"
        content = parts(self.docx)
        root = parse_xml(content["word/document.xml"])
        edit(root)
        content["word/document.xml"] = etree.tostring(root)
        with zipfile.ZipFile(edited, "w") as package:
            for name, each in content.items():
                package.writestr(name, each)
        returned = process.read_return(edited, folder)
        (folder / RETURNED).write_bytes(TypeAdapter(Returned).dump_json(returned))
        of = CorrectionOf(self.job, 1, self.original, "Brief")
        recipe = replace(self.recipe, correction=of)
        if self.job.kind is Kind.SCAN:
            process.prepare(self.job, self.original, folder, recipe)
        return Reissued(process.compose(RETURN, folder, recipe), returned)


@dataclass
class Reissued:
    results: DocumentResults
    returned: Returned

    def file(self, suffix: str) -> Path:
        return next(file for file in self.results.files if file.suffix == suffix)


@pytest.fixture(scope="module")
def letter(
    german_letter_pdf: Sample, recipe: Recipe, tmp_path_factory: pytest.TempPathFactory
) -> Drafted:
    return scanned(german_letter_pdf.path, recipe, tmp_path_factory.mktemp("letter"))


def scanned(original: Path, recipe: Recipe, folder: Path) -> Drafted:
    job = Job(DRAFT, Kind.SCAN, "Brief.pdf", SHA)
    for unit in process.prepare(job, original, folder, recipe):
        process.read(TesseractInProcess(), job, unit, folder, recipe)
    return Drafted(job, original, recipe, process.compose(job, folder, recipe))


SAID = "Guten Tag, hier spricht Herr Meyer aus Leipzig wegen des Vertrags."


class Listener:
    """A speech engine that hears a word every half second."""

    version = "listener 1"

    def language(self, samples: NDArray[np.float32]) -> dict[str, float]:  # noqa: ARG002 - a port
        return {"de": 1.0}

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,  # noqa: ARG002 - as the port has it
        told: Told = NOTHING_TOLD,  # noqa: ARG002 - as the port has it
        otherwise: bool = False,  # noqa: ARG002 - as the port has it
    ) -> tuple[RawPassage, ...]:
        words = SAID.split()
        step = min(0.5, len(samples) / 16_000 / len(words))
        return (
            RawPassage(
                tuple(
                    RawWord(f" {word}", place * step, (place + 1) * step, 0.9)
                    for place, word in enumerate(words)
                )
            ),
        )


@pytest.fixture(scope="module")
def talk(
    german_meeting_wav: Sample, recipe: Recipe, tmp_path_factory: pytest.TempPathFactory
) -> Drafted:
    folder = tmp_path_factory.mktemp("talk")
    job = Job(DRAFT, Kind.RECORDING, "Sitzung.wav", SHA)
    form = Form(kind=DraftKind.TRANSCRIPT)
    recipe = replace(recipe, artefacts=folder / "artefacts", form=form)
    for unit in process.prepare(job, german_meeting_wav.path, folder, recipe):
        process.hear(Listener(), job, unit, folder, recipe)
    results = process.compose(job, folder, recipe)
    return Drafted(job, german_meeting_wav.path, recipe, results)


def typed(old: str, new: str) -> Callable[[BaseOxmlElement], None]:
    """Types ``new`` over the first ``old``."""

    def edit(root: BaseOxmlElement) -> None:
        each = next(each for each in root.iter(qn("w:t")) if old in (each.text or ""))
        each.text = (each.text or "").replace(old, new, 1)

    return edit


def nothing(_root: BaseOxmlElement) -> None:
    """Leave the draft as it is."""


def pictures(pdf: Path) -> list[bytes]:
    with pikepdf.open(pdf) as document:
        return [
            bytes(picture.read_raw_bytes())
            for page in document.pages
            for picture in page.get_images().values()
        ]


@dataclass(frozen=True)
class Placed:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(pdf: Path) -> list[Placed]:
    """The words of the first page as Poppler finds them, in points.

    One that is squeezed before the next has the space between them at its end.
    """
    shown = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", "-bbox", pdf, "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [
        Placed(found[5].strip(), *(float(found[number]) for number in range(1, 5)))
        for found in re.finditer(pattern, shown)
    ]


def ink(pdf: Path, box: Placed, folder: Path) -> float:
    """The share of dark pixels in a box on the first page."""
    subprocess.run(
        ["pdftoppm", "-r", "144", "-f", "1", "-l", "1", "-gray", "-singlefile", pdf, folder / "p"],
        check=True,
    )
    with Image.open(folder / "p.pgm") as page:
        edges = box.left, box.top, box.right, box.bottom
        left, top, right, bottom = (round(2 * edge) for edge in edges)
        area = page.crop((left, top, right, bottom))
        return float((np.asarray(area) < 128).mean())


def long_word(draft: Drafted) -> str:
    """A long word that stands once in the draft."""
    (part,) = PublishedDrafts(draft.job, draft.recipe).load() or ()
    shown = text(draft.docx)
    return next(
        word.text
        for word in part.words
        if len(word.text) > 7 and word.text.isalpha() and shown.count(word.text) == 1
    )


def test_every_word_of_a_draft_is_kept_with_its_place(letter: Drafted) -> None:
    drafts = PublishedDrafts(letter.job, letter.recipe)
    (part,) = drafts.load() or ()
    scan = drafts.recognised(part)

    assert isinstance(scan, Scan)
    assert len({word.place for word in part.words}) == len(part.words)
    for word in part.words:
        printed = scan.pages[word.place.group - 1].words[word.place.index].text
        assert word.text == printed or word.text.startswith(printed.rstrip("-"))


def test_a_draft_that_nobody_changed_keeps_its_text_layer(letter: Drafted, tmp_path: Path) -> None:
    made = letter.reissued(nothing, tmp_path)

    facts = made.results.facts.correction
    assert facts is not None
    assert (facts.corrected, facts.inserted, facts.deleted, facts.moved) == (0, 0, 0, 0)
    assert boxes(made.file(".pdf")) == boxes(letter.pdf)
    assert [file.suffix for file in made.results.files] == [".pdf", ".docx"]


def test_a_corrected_name_is_found_where_it_is_printed(letter: Drafted, tmp_path: Path) -> None:
    name = long_word(letter)

    made = letter.reissued(typed(name, "Xaverlinger"), tmp_path)

    before = next(box for box in boxes(letter.pdf) if box.text == name)
    now = next(box for box in boxes(made.file(".pdf")) if box.text == "Xaverlinger")
    assert abs(now.left - before.left) < 3
    assert abs(now.right - before.right) < 3
    assert ink(made.file(".pdf"), now, tmp_path) > 0.03
    assert pictures(made.file(".pdf")) == pictures(letter.pdf)
    assert made.results.facts.pdfa == letter.results.facts.pdfa
    facts = made.results.facts.correction
    assert facts is not None
    assert facts.corrected == 1


def test_words_that_stay_keep_their_boxes(letter: Drafted, tmp_path: Path) -> None:
    name = long_word(letter)

    made = letter.reissued(typed(name, "Xaver Linger"), tmp_path)

    before = [box for box in boxes(letter.pdf) if box.text != name]
    now = [box for box in boxes(made.file(".pdf")) if box.text not in {"Xaver", "Linger"}]
    assert [box.text for box in now] == [box.text for box in before]
    for one, other in zip(before, now, strict=True):
        assert abs(one.left - other.left) <= 1
        assert abs(one.right - other.right) <= 1
        assert abs(one.top - other.top) <= 1
        assert abs(one.bottom - other.bottom) <= 1


def test_the_final_word_file_is_valid_and_says_nothing_of_a_draft(
    letter: Drafted, tmp_path: Path
) -> None:
    made = letter.reissued(nothing, tmp_path)

    final = made.file(".docx")
    assert findings(final) == []
    assert "Quelle" not in text(final)
    assert "Prüfblatt" not in text(final)
    document = parts(final)["word/document.xml"]
    for gone in (b"w:highlight", b"_p1_l", b"commentReference", b"_job_", b"<w:ins ", b"<w:del "):
        assert gone not in document
    assert b"trackRevisions" not in parts(final)["word/settings.xml"]
    assert "ungeprüft" not in b"".join(parts(final).values()).decode(errors="replace")
    assert b"Schreibstube final" in parts(final)["docProps/custom.xml"]
    assert RETURN.id.encode() in parts(final)["docProps/custom.xml"]


def test_pdf_and_word_file_say_the_same(letter: Drafted, tmp_path: Path) -> None:
    name = long_word(letter)

    made = letter.reissued(typed(name, "Xaverlinger"), tmp_path)

    said = sorted(word.text for word in made.returned.words)
    assert sorted(text(made.file(".docx")).split()).count("Xaverlinger") == 1
    for word in said:
        assert word in text(made.file(".docx"))
    layer = " ".join(box.text for box in boxes(made.file(".pdf")))
    assert "Xaverlinger" in layer
    assert name not in layer


def test_a_draft_of_an_earlier_version_is_composed_once_more(
    letter: Drafted, tmp_path: Path
) -> None:
    for file in letter.recipe.artefacts.rglob("published-*"):
        file.unlink()

    made = letter.reissued(nothing, tmp_path)

    facts = made.results.facts.correction
    assert facts is not None
    assert (facts.corrected, facts.deleted) == (0, 0)


def test_a_corrected_recording_keeps_its_times(talk: Drafted, tmp_path: Path) -> None:
    made = talk.reissued(typed("Meyer", "Meier"), tmp_path)

    def times(file: Path) -> list[str]:
        return re.findall(r".* --> .*", file.read_text(encoding="utf-8-sig"))

    before = next(file for file in talk.results.files if file.suffix == ".vtt")
    now = made.file(".vtt")
    assert times(now) == times(before)
    assert "Herr Meier" in now.read_text(encoding="utf-8")
    assert "NOTE" not in now.read_text(encoding="utf-8")
    assert "Herr Meier" in made.file(".txt").read_text(encoding="utf-8-sig")
    assert "ungeprüft" not in made.file(".txt").read_text(encoding="utf-8-sig")
    words = [
        word
        for utterance in json.loads(made.file(".json").read_text(encoding="utf-8"))["utterances"]
        for word in utterance["words"]
    ]
    (changed,) = [word for word in words if "heard" in word]
    assert (changed["text"], changed["heard"]) == ("Meier", "Meyer")


def test_a_word_put_into_a_recording_says_that_its_time_is_a_guess(
    talk: Drafted, tmp_path: Path
) -> None:
    made = talk.reissued(typed("Herr ", "Herr Doktor "), tmp_path)

    words = [
        word
        for utterance in json.loads(made.file(".json").read_text(encoding="utf-8"))["utterances"]
        for word in utterance["words"]
    ]
    (changed,) = [word for word in words if "heard" in word]
    assert (changed["text"], changed["heard"], changed["guessed"]) == ("Doktor", "", True)


def test_words_that_a_file_shows_itself_stay_in_its_pdf_and_that_is_told(
    recipe: Recipe, tmp_path: Path
) -> None:
    source = tmp_path / "own.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        named = {name: pikepdf.Name(value) for name, value in font.items()}
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(named)))
        lines = ("Sehr geehrte Frau Weber,", "wir bitten Sie um Geduld bis Freitag.")
        shown = " ".join(f"({line}) Tj 0 -24 Td" for line in lines)
        page.Contents = document.make_stream(f"BT /F1 12 Tf 70 760 Td {shown} ET".encode())
        document.save(source)
    for name in ("draft", "correction"):
        (tmp_path / name).mkdir()
    recipe = replace(recipe, artefacts=tmp_path / "artefacts")
    drafted = scanned(source, recipe, tmp_path / "draft")

    made = drafted.reissued(typed("Weber", "Weeber"), tmp_path / "correction")

    assert "Weeber" in text(made.file(".docx"))
    assert made.file(".pdf").read_bytes() == drafted.pdf.read_bytes()
    facts = made.results.facts.correction
    assert facts is not None
    assert (facts.corrected, facts.own_words) == (1, "1")
    assert made.results.lesson is not None
    assert made.results.lesson.pairs == ()
