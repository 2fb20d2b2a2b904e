"""In which languages real engines read real documents, and what becomes of the umlauts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import img2pdf
import numpy as np
import pytest
from PIL import Image, ImageFilter

from pipeline import process
from pipeline.core.model import Job, Kind, Page, Word
from pipeline.errors import EngineMissing, NativeCrash
from pipeline.ports import OcrEngine, PageImage
from pipeline.recipe import Recipe
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import document_languages, read_pages
from pipeline.stages.document_artefacts import DocumentArtefacts
from tools import samples
from tools.samples import Sample, Sheet

pytestmark = pytest.mark.engine

SHA = "cd" * 32
BOTH = ("deu", "eng")


@dataclass
class Watched:
    """A real engine, and in which languages how many pictures it was asked to read."""

    engine: OcrEngine
    asked: list[tuple[tuple[str, ...], int]] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)

    @property
    def version(self) -> str:
        return self.engine.version

    @property
    def batch(self) -> int:
        return self.engine.batch

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        self.asked.append((languages, len(images)))
        self.heights += [image.height for image in images]
        return self.engine.read(images, languages=languages)

    def angle(self, image: PageImage) -> int | None:
        return self.engine.angle(image)

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        return self.engine.alphabet(languages)


def in_process() -> OcrEngine:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess  # noqa: PLC0415 - a library

    return TesseractInProcess()


def as_program() -> OcrEngine:
    from pipeline.engines.tesseract_cli import TesseractCli  # noqa: PLC0415 - as above

    return TesseractCli()


@pytest.fixture(scope="module")
def library() -> OcrEngine:
    """One engine for all tests: its models are loaded once."""
    return in_process()


@pytest.fixture
def engine(library: OcrEngine) -> Watched:
    return Watched(library)


def languages_of(
    engine: OcrEngine, source: Path, tmp_path: Path, *, configured: tuple[str, ...]
) -> tuple[str, ...]:
    facts = open_scan(source, tmp_path / "pages.pdf").pages
    return document_languages(
        engine, tmp_path / "pages.pdf", facts, languages=configured, folder=tmp_path
    )


def processed(
    engine: OcrEngine, source: Path, tmp_path: Path, *, configured: tuple[str, ...] = BOTH
) -> list[Page]:
    """The document's pages as ``process.read`` leaves them, unit by unit and the last one first."""
    work = tmp_path / "work"
    work.mkdir(exist_ok=True)
    recipe = Recipe(
        tmp_path / "artefacts",
        "1",
        "de",
        "reader 1",
        engine.batch,
        configured,
        "listener 1",
        ("de",),
    )
    job = Job(f"000001-{SHA[:12]}", Kind.SCAN, source.name, SHA)
    units = process.prepare(job, source, work, recipe)
    for unit in reversed(units):
        process.read(engine, job, unit, work, recipe)
    assert not list(work.glob("strip-*"))
    known = DocumentArtefacts(job, recipe)
    return [
        page for page in map(known.page, range(1, 1 + len(known.scan.pages))) if page is not None
    ]


def bound(pictures: Sequence[Image.Image], target: Path) -> Path:
    files = []
    for number, picture in enumerate(pictures):
        file = target.with_name(f"{target.stem}-{number}.jpg")
        picture.save(file, quality=85, dpi=(300, 300))
        files.append(str(file))
    target.write_bytes(img2pdf.convert(files))
    return target


def faint(sheet: Sheet, chance: np.random.Generator) -> Image.Image:
    """The sheet as a bad copy of a small print: soft, and in a third of the resolution."""
    picture = samples.scanned(sheet, chance)
    small = picture.resize(
        (picture.width * 3 // 10, picture.height * 3 // 10), Image.Resampling.BOX
    )
    return small.filter(ImageFilter.GaussianBlur(0.8)).resize(
        picture.size, Image.Resampling.BICUBIC
    )


def texts(page: Page) -> Counter[str]:
    """What its words say."""
    return Counter(word.text for word in page.words)


def umlauts(text: str) -> Counter[str]:
    """The words that hold an umlaut or ß, each as often as it occurs."""
    return Counter(word for word in re.findall(r"\w+", text) if not set("äöüÄÖÜß").isdisjoint(word))


@pytest.mark.parametrize("build", [in_process, as_program])
def test_a_german_letter_is_read_in_german_alone_and_keeps_its_umlauts(
    build: Callable[[], OcrEngine], german_letter_pdf: Sample, tmp_path: Path
) -> None:
    engine = Watched(build())

    pages = processed(engine, german_letter_pdf.path, tmp_path)

    assert {languages for languages, _ in engine.asked} == {("deu",)}
    assert engine.heights[0] < 300 < min(engine.heights[1:])
    assert len(engine.heights) == 1 + len(pages) == 3
    assert [page.language for page in pages] == ["de", "de"]
    expected = umlauts(german_letter_pdf.text)
    found = umlauts(" ".join(word.text for page in pages for word in page.words))
    assert expected.total() > 40
    assert (expected & found).total() >= 0.95 * expected.total()


@pytest.mark.parametrize("build", [in_process, as_program])
def test_an_english_letter_is_read_in_both_languages(
    build: Callable[[], OcrEngine], english_letter_png: Sample, tmp_path: Path
) -> None:
    engine = Watched(build())

    (page,) = processed(engine, english_letter_png.path, tmp_path)

    assert engine.asked == [(("deu",), 1), (BOTH, 1)]
    assert page.language == "en"


def test_a_single_language_is_not_voted_on(
    engine: Watched, english_letter_png: Sample, tmp_path: Path
) -> None:
    (page,) = processed(engine, english_letter_png.path, tmp_path, configured=("eng",))

    assert engine.asked == [(("eng",), 1)]
    assert page.language == "en"


def test_the_order_of_the_configured_languages_does_not_matter(
    engine: Watched, german_letter_tiff: Sample, tmp_path: Path
) -> None:
    assert languages_of(engine, german_letter_tiff.path, tmp_path, configured=("eng", "deu")) == (
        "deu",
    )


def test_a_mixed_document_is_read_page_by_page(engine: Watched, tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    english = samples.letter("en", chance, paragraphs=3)[0]
    pictures = [
        samples.scanned(samples.minutes(chance)[0], chance),
        samples.scanned(english, chance),
        faint(english, chance),
    ]
    source = bound(pictures, tmp_path / "mixed.pdf")

    pages = processed(engine, source, tmp_path)

    assert [page.language for page in pages] == ["de", "en", "en"]
    assert Counter(languages for languages, _ in engine.asked) == {
        ("deu",): 4,
        BOTH: 1,
    }  # strip, 3 pages, the faint one
    facts = open_scan(source, tmp_path / "again.pdf").pages
    alone = read_pages(
        engine, tmp_path / "again.pdf", facts[:2], languages=("deu",), folder=tmp_path
    )
    (poor,) = read_pages(engine, tmp_path / "again.pdf", facts[2:], languages=BOTH, folder=tmp_path)
    assert [page.words for page in pages[:2]] == [page.words for page in alone]
    # But what German reads as well.
    assert (texts(pages[2]) & texts(poor)).total() >= 0.95 * len(poor.words)


def test_pages_without_text_have_no_vote(engine: Watched, tmp_path: Path) -> None:
    chance = np.random.default_rng(4)
    empty = Image.new("L", (2480, 3508), 250)
    pictures = [empty, samples.scanned(samples.minutes(chance)[0], chance)]
    source = bound(pictures, tmp_path / "cover.pdf")

    chosen = languages_of(engine, source, tmp_path, configured=BOTH)

    assert chosen == ("deu",)
    assert engine.asked == [(("deu",), 1)]


def test_a_document_that_does_not_say_is_read_in_all_languages(
    engine: Watched, tmp_path: Path
) -> None:
    source = bound([Image.new("L", (2480, 3508), 250)] * 5, tmp_path / "empty.pdf")

    assert languages_of(engine, source, tmp_path, configured=BOTH) == BOTH
    assert engine.asked == []


class Fatal(BaseException):
    """What nobody catches: the process is gone."""


@dataclass
class Poisoned(Watched):
    """Dies of the first picture, the strip, and only of that."""

    dies: Callable[[], BaseException] = Fatal

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        if images[0].height < 300:
            self.asked.append((languages, 0))
            raise self.dies()
        return super().read(images, languages=languages)


def test_a_strip_that_kills_the_reader_costs_one_attempt_and_the_page_is_read_in_all_languages(
    library: OcrEngine, tmp_path: Path
) -> None:
    chance = np.random.default_rng(5)
    source = bound([samples.scanned(samples.minutes(chance)[0], chance)], tmp_path / "poison.pdf")
    engine = Poisoned(library)
    with pytest.raises(Fatal):
        processed(engine, source, tmp_path)

    (page,) = processed(engine, source, tmp_path)

    assert page.language == "de"
    assert engine.asked == [(("deu",), 0), (BOTH, 1)]


def test_a_program_that_dies_of_a_strip_only_has_no_vote(
    library: OcrEngine, tmp_path: Path
) -> None:
    chance = np.random.default_rng(5)
    source = bound([samples.scanned(samples.minutes(chance)[0], chance)], tmp_path / "poison.pdf")
    engine = Poisoned(library, dies=NativeCrash)

    assert languages_of(engine, source, tmp_path, configured=BOTH) == BOTH


def test_a_language_that_is_missing_for_a_while_is_voted_on_later(
    library: OcrEngine, tmp_path: Path
) -> None:
    chance = np.random.default_rng(5)
    source = bound([samples.scanned(samples.minutes(chance)[0], chance)], tmp_path / "missing.pdf")
    with pytest.raises(EngineMissing):
        processed(
            Poisoned(library, dies=partial(EngineMissing, what="x", command="y")), source, tmp_path
        )

    engine = Watched(library)
    processed(engine, source, tmp_path)

    assert {languages for languages, _ in engine.asked} == {("deu",)}


def test_real_documents_elect_their_language(
    engine: Watched, shared_data: Path, tmp_path: Path
) -> None:
    wanted = {
        "scan200_ig_lieferung_skew2.pdf": ("deu",),
        "bebel_1879_p140_600dpi.tif": ("deu",),
        "docspell_letter_en_scan300.jpg": BOTH,
        "unlv_bus_8529_001.tif": BOTH,
    }

    chosen = {
        name: languages_of(engine, shared_data / "scans" / name, tmp_path, configured=BOTH)
        for name in wanted
    }

    assert chosen == wanted
