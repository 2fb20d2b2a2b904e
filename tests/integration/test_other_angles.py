"""Slips, stamps and tables at any angle, read by the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Page
from pipeline.core.scans.layout import PageTable, page_layout
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages

pytestmark = [pytest.mark.engine, pytest.mark.timeout(600)]

SLIP = (
    "Parkhaus Domplatz",
    "Quittung Nr. 20931",
    "Einfahrt 03.05.2026 09:12",
    "Ausfahrt 03.05.2026 12:47",
    "Betrag 7,50 EUR",
    "Bitte aufbewahren",
)
RED, GREY, BLACK = (200, 0, 0), (70, 70, 70), (10, 10, 10)


def read(path: Path, folder: Path) -> Page:
    facts = open_scan(path, folder / "pages.pdf")
    (page,) = read_pages(
        TesseractInProcess(), folder / "pages.pdf", facts.pages, languages=("deu",), folder=folder
    )
    return page


def share(expected: str, page: Page) -> float:
    words, found = expected.split(), [word.text for word in page.words]
    return sum(word in found for word in words) / len(words)


def a_slip(degrees: float, desk: int) -> Image.Image:
    slip = Image.new("L", (700, 620), 245)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 44)
    for number, line in enumerate(SLIP):
        ImageDraw.Draw(slip).text((60, 70 + 80 * number), line, 20, font)
    turned = slip.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    paper = Image.new("L", slip.size, 255).rotate(degrees, expand=True)
    picture = Image.new("L", (turned.width + 160, turned.height + 200), desk)
    picture.paste(turned, (90, 70), paper)
    return picture


@pytest.mark.parametrize(
    ("degrees", "angle", "desk"),
    [(-44, 0, 60), (-25, 0, 120), (-12, 0, 60), (17, 0, 225), (33, 0, 60), (104, 90, 60),
     (160, 180, 120)],
)  # fmt: skip
def test_a_photographed_slip_is_read_in_the_direction_of_its_text(
    degrees: float, angle: int, desk: int, tmp_path: Path
) -> None:
    a_slip(degrees, desk).save(tmp_path / "slip.jpg", quality=88)

    page = read(tmp_path / "slip.jpg", tmp_path)

    assert page.angle == angle
    assert page.skew == pytest.approx(degrees - round(degrees / 90) * 90, abs=1)
    assert share(" ".join(SLIP), page) >= 0.8


def a_letter() -> Image.Image:
    page = Image.new("RGB", (1654, 2339), "white")
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 32)
    for number, line in enumerate(
        ("Sehr geehrte Damen und Herren,", "hiermit bestätigen wir den Eingang Ihres Antrags",
         "auf Erteilung einer Genehmigung. Die Unterlagen", "gingen an die zuständige Stelle.",
         "Mit freundlichen Grüßen")
    ):  # fmt: skip
        ImageDraw.Draw(page).text((200, 900 + 60 * number), line, BLACK, font)
    return page


def stamped(degrees: float, ink: tuple[int, int, int], *, at: tuple[int, int]) -> Image.Image:
    page, stamp = a_letter(), Image.new("L", (520, 240), 0)
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((5, 5, 514, 234), outline=255, width=7)
    for row, size, text in (
        (30, 56, "EINGEGANGEN"),
        (110, 42, "23. Juni 2026"),
        (170, 36, "Bauamt"),
    ):
        font = ImageFont.truetype("LiberationSans-Bold.ttf", size)
        draw.text((260, row), text, 255, font, anchor="mt")
    mask = stamp.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    page.paste(Image.new("RGB", mask.size, ink), at, mask)
    return page


@pytest.mark.parametrize(
    ("degrees", "ink", "at"),
    [(12, RED, (900, 300)), (-30, GREY, (900, 300)), (60, RED, (200, 1500)),
     (45, GREY, (1000, 1500))],
)  # fmt: skip
def test_a_stamp_is_read_at_its_own_angle_and_stands_after_the_letter(
    degrees: float, ink: tuple[int, int, int], at: tuple[int, int], tmp_path: Path
) -> None:
    stamped(degrees, ink, at=at).save(tmp_path / "a.png", dpi=(200, 200))

    page = read(tmp_path / "a.png", tmp_path)

    stamp = [word for word in page.words if word.tilt]
    assert [word.text for word in stamp] == ["EINGEGANGEN", "23.", "Juni", "2026", "Bauamt"]
    assert [word.tilt for word in stamp] == pytest.approx([degrees] * 5, abs=2)
    assert page.words[-5:] == tuple(stamp)
    assert page.unread == ()


def test_a_signature_is_neither_read_nor_told(tmp_path: Path) -> None:
    page = a_letter()
    points = [(250, 1300), (300, 1240), (290, 1330), (380, 1250), (370, 1320), (520, 1270)]
    ImageDraw.Draw(page).line(points, BLACK, 5, joint="curve")
    page.save(tmp_path / "a.png", dpi=(200, 200))

    found = read(tmp_path / "a.png", tmp_path)

    assert found.unread == ()
    assert not any(word.tilt for word in found.words)


def test_lines_that_are_no_print_turn_no_page(tmp_path: Path) -> None:
    page = Image.new("L", (1240, 1754), 255)
    for number in range(6):
        at = (100 + 150 * number, 200 + 100 * number, 500 + 150 * number, 600 + 100 * number)
        ImageDraw.Draw(page).ellipse(at, outline=0, width=5)
    page.save(tmp_path / "a.png", dpi=(150, 150))

    found = read(tmp_path / "a.png", tmp_path)

    assert (found.angle, found.skew) == (0, 0)


# Cases from the field


def test_case_19_a_slip_on_a_dark_desk(shared_data: Path, tmp_path: Path) -> None:
    page = read(shared_data / "cases" / "19_beleg_schief_14grad.jpg", tmp_path)

    assert page.skew == pytest.approx(14, abs=0.3)
    assert share("Marktplatz 5, 94032 Passau SUMME 7,85 RÜCKGELD 2,15 Kasse Einkauf!", page) == 1
    assert len(page.words) == pytest.approx(48, abs=2)


def test_case_67_a_stamp_and_a_note_up_the_margin(shared_data: Path, tmp_path: Path) -> None:
    page = read(shared_data / "cases" / "67_stempel_und_rand.png", tmp_path)

    stamp = [word.text for word in page.words if 10 < word.tilt < 14]
    assert stamp == ["EINGEGANGEN", "16.", "März", "2026", "Bauamt"]
    # The stamp's year was read level, too; the note does not come before the letter.
    assert [word.text for word in page.words].count("2026") == 4
    assert page.words[0].text == "Gemeinde"
    assert share("Az. 610-12/2026 Bitte bei Antwort angeben Sachbearbeiterin", page) == 1
    assert {word.tilt for word in page.words if word.text in {"Az.", "Antwort"}} == {90}
    assert page.unread == ()


def test_case_77_a_list_that_its_text_matrix_turned(shared_data: Path, tmp_path: Path) -> None:
    page = read(shared_data / "cases" / "77_quer_durch_matrix.pdf", tmp_path)

    assert page.angle == 90
    assert " ".join(word.text for word in page.words) == (
        "Teilnehmerliste Bauausschuss Huber, Anna Vorsitz Maier, Georg Mitglied "
        "Özdemir, Selin Mitglied"
    )
    assert not any(
        isinstance(part, PageTable) and len(part.rows) == 1 for part in page_layout(page)
    )
