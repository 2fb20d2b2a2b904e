"""Picture files and odd PDFs from the field, opened and read by the real programs."""

from __future__ import annotations

import io
from pathlib import Path

import img2pdf
import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.core.model import Page
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.errors import TooLarge, UnsupportedType
from pipeline.recipe import ScanFacts
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from tests.file_bytes import DATA

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

CASES = DATA / "cases"
ENGINE = TesseractInProcess()
LINES = (
    "Die Abholung der gelben Tonnen",
    "erfolgt am Dienstag, 14. April,",
    "bitte ab sechs Uhr bereitstellen.",
)


def read(source: Path, folder: Path) -> tuple[ScanFacts, tuple[Page, ...]]:
    facts = open_scan(source, folder / "pages.pdf")
    pages = read_pages(ENGINE, folder / "pages.pdf", facts.pages, languages=("deu",), folder=folder)
    return facts, pages


def text_of(*pages: Page) -> str:
    return " ".join(word.text for page in pages for word in page.words)


def case(name: str) -> Path:
    if not (CASES / name).exists():
        pytest.skip("the shared cases are not on this machine")
    return CASES / name


def printed(size: int, *, ink: int = 0, paper: int = 255) -> Image.Image:
    page = Image.new("L", (2480, 1754), paper)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", size)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((250, 400 + number * 1.6 * size), line, ink, font)
    return page


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *((name, ("Zähler", "48213", "Käßböhrer")) for name in (
            "90a_minweiss.tif", "90b_cm.tif", "90c_bigtiff.tif", "90d_16bit_rgb.tif",
            "90e_cmyk_alpha.tif", "90f_zwei_bit.tif", "90g_lab.tif", "91a_arithmetisch.jpg",
            "91b_exif8.jpg", "92a_transparent.png", "92b_palette_alpha.png", "93a_32bit.bmp",
        )),
        *((name, ("Weißgerber", "485,50", "Böhmüller")) for name in (
            "18_foto.avif", "24_nullen_am_ende.pdf", "25_http_kopf_davor.pdf",
            "63b_verweis_ins_leere.pdf", "72_decode_umgekehrt.pdf",
        )),
        ("28_a0_plan_400dpi.pdf", ("LAGEPLAN", "Weißgerber")),
        ("68_visitenkarte_dunkel.png", ("Öttinger", "Domplatz")),
    ],
)  # fmt: skip
def test_a_case_from_the_field_is_read(name: str, words: tuple[str, ...], tmp_path: Path) -> None:
    _, pages = read(case(name), tmp_path)

    assert len(pages) == 1
    assert pages[0].problem is None
    assert all(word in text_of(*pages) for word in words)


@pytest.mark.parametrize("name", ["92c_apng.png", "92d_animiert.webp", "92e_zwei_seiten.gif"])
def test_two_pictures_are_two_pages(name: str, tmp_path: Path) -> None:
    facts, pages = read(case(name), tmp_path)

    assert facts.skipped == 0
    assert ["eins" in text_of(pages[0]), "zwei" in text_of(pages[1])] == [True, True]


def test_a_long_screenshot_is_a_long_page_of_readable_type(tmp_path: Path) -> None:
    facts, pages = read(case("70_bildschirmfoto_lang.png"), tmp_path)

    (fact,) = facts.pages
    assert 200 <= fact.width_pt <= 400
    assert len(pages[0].words) > 180
    sure = [word for word in pages[0].words if word.confidence > 0.8]
    assert len(sure) > 0.9 * len(pages[0].words)


def test_a_slip_is_as_long_as_it_says(tmp_path: Path) -> None:
    facts, pages = read(case("22_kassenbon_meterlang.png"), tmp_path)

    assert facts.pages[0].height_pt == pytest.approx(2934, abs=2)
    assert len(pages[0].words) > 780


def test_padding_is_no_damage_and_a_mails_header_is_told(tmp_path: Path) -> None:
    padded = open_scan(case("24_nullen_am_ende.pdf"), tmp_path / "a.pdf")
    behind = open_scan(case("25_http_kopf_davor.pdf"), tmp_path / "b.pdf")

    assert (padded.repaired, padded.cleaned) == (False, False)
    assert (behind.repaired, behind.cleaned) == (False, True)


@pytest.mark.parametrize(("unit", "turn"), [(2, 0), (10, 0), (5, 90)])
def test_pages_of_large_units_are_read_as_large_as_they_are_shown(
    unit: int, turn: int, tmp_path: Path
) -> None:
    picture = io.BytesIO()
    printed(50).rotate(turn, expand=True).save(picture, "JPEG", dpi=(300, 300))
    with pikepdf.open(io.BytesIO(img2pdf.convert(picture.getvalue()))) as document:
        page = document.pages[0]
        width, height = (float(page.MediaBox[side]) / unit for side in (2, 3))
        page.obj.MediaBox = pikepdf.Array([0, 0, width, height])
        page.obj.CropBox = page.obj.MediaBox
        page.obj.UserUnit = unit
        page.obj.Rotate = turn
        drawn = f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode()
        page.obj.Contents = document.make_stream(drawn)
        document.save(tmp_path / "units.pdf")

    _, pages = read(tmp_path / "units.pdf", tmp_path)

    assert text_of(*pages) == " ".join(LINES)
    assert pages[0].dpi == pytest.approx(300, abs=3)


@pytest.mark.parametrize(("compression", "name"), [("group4", "plan.tif"), (None, "plan.jpg")])
def test_a_plan_is_read_at_less_than_it_was_scanned(
    compression: str | None, name: str, tmp_path: Path
) -> None:
    plan = Image.new("1", (13_244, 14_000), 1)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 90)
    ImageDraw.Draw(plan).text((2000, 2000), "Flurstück 1234/5", 0, font)
    if compression:
        plan.save(tmp_path / name, compression=compression, dpi=(400, 400))
    else:
        plan.convert("L").save(tmp_path / name, dpi=(400, 400))

    facts, pages = read(tmp_path / name, tmp_path)

    assert facts.pages[0].width_pt == pytest.approx(2384, abs=1)
    assert text_of(*pages) == "Flurstück 1234/5"


def test_a_bomb_in_a_pdf_is_refused(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        bomb = document.make_stream(b"", Width=90_000, Height=90_000, Subtype=pikepdf.Name.Image)
        document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=bomb))
        document.save(tmp_path / "bomb.pdf")

    with pytest.raises(TooLarge):
        open_scan(tmp_path / "bomb.pdf", tmp_path / "pages.pdf")


@pytest.mark.parametrize("suffix", ["jp2", "j2k", "pgm", "pbm", "pcx", "avif"])
def test_what_fax_programs_and_archives_write_is_read(suffix: str, tmp_path: Path) -> None:
    mode = "1" if suffix in ("pbm", "pcx") else "L" if suffix == "pgm" else "RGB"
    printed(50).convert(mode).save(tmp_path / f"a.{suffix}")

    _, pages = read(tmp_path / f"a.{suffix}", tmp_path)

    assert text_of(*pages).startswith("Die Abholung der gelben Tonnen erfolgt am Dienstag, 14.")


@pytest.mark.parametrize("suffix", ["ico", "tga", "psd"])
def test_what_nobody_scans_is_refused(suffix: str, tmp_path: Path) -> None:
    if suffix == "psd":
        (tmp_path / "a.psd").write_bytes(b"8BPS\0\1" + bytes(40))
    else:
        Image.new("RGB", (64, 64)).save(tmp_path / f"a.{suffix}")

    with pytest.raises(UnsupportedType):
        open_scan(tmp_path / f"a.{suffix}", tmp_path / "pages.pdf")


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(printed(60, ink=240, paper=150), id="light on grey"),
        pytest.param(printed(46, ink=190, paper=235), id="pale"),
        pytest.param(printed(60, ink=150).convert("1").convert("L"), id="a printer's screen"),
    ],
)
def test_letters_that_are_not_read_at_once_are_read(page: Image.Image, tmp_path: Path) -> None:
    page.save(tmp_path / "a.png", dpi=(300, 300))

    _, pages = read(tmp_path / "a.png", tmp_path)

    assert text_of(*pages) == " ".join(LINES)
    assert not pages[0].illegible
    assert pages[0].words[0].box.left == pytest.approx(250, abs=25)


def test_something_like_text_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    page = printed(46).filter(ImageFilter.GaussianBlur(10))
    page.save(tmp_path / "a.png", dpi=(300, 300))

    _, pages = read(tmp_path / "a.png", tmp_path)

    assert not pages[0].words
    assert pages[0].illegible


def test_a_page_without_text_has_none(tmp_path: Path) -> None:
    page = Image.new("L", (1240, 877), 255)
    ImageDraw.Draw(page).ellipse((300, 200, 700, 600), outline=0, width=6)
    page.save(tmp_path / "a.png", dpi=(150, 150))

    _, pages = read(tmp_path / "a.png", tmp_path)

    assert not pages[0].words
    assert not pages[0].illegible
