"""Pages that bring words are compared with what they show: real cases and drawn ones."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from pipeline.core.model import Page, Scan
from pipeline.core.scans.arrangement import Text
from pipeline.core.scans.digital.redactions import is_redaction
from pipeline.engines.tesseract_inprocess import TesseractInProcess
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from pipeline.recipe import PageFacts
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from tests.bombs import billion_forms
from tools.samples import Sample

CASES = Path(__file__).parents[3] / "shared/data/cases"
needs_cases = pytest.mark.skipif(not CASES.is_dir(), reason="needs the cases of ../shared/data")
LETTER = """
Gemeinde Musterhausen Bauamt Rathausplatz 4 94032 Passau Herrn Jürgen Weißgerber Lindenstraße 17
94036 Passau Passau, 12. März 2026 Ihr Bauantrag vom 3. Februar 2026 Sehr geehrter Herr Weißgerber,
für die Prüfung Ihres Bauantrags benötigen wir noch den Lageplan im Maßstab 1:500 und die Berechnung
der Grundfläche nach § 19 BauNVO. Bitte reichen Sie die Unterlagen bis zum 15. April 2026 nach. Die
Gebühr beträgt 485,50 € und ist mit dem Bescheid zu entrichten. Mit freundlichen Grüßen Annegret
Böhmüller Sachbearbeiterin
"""
ACCOUNT = """
Hausverwaltung Sonnleitner GmbH Bahnhofstraße 3, 84028 Landshut Betriebskostenabrechnung 2025 Sehr
geehrte Frau Öttl, für die Wohnung im zweiten Obergeschoss ergibt sich eine Nachzahlung von 238,90
Euro. Bitte überweisen Sie den Betrag bis zum 30. Juni 2026. Mit freundlichen Grüßen Sonnleitner
Hausverwaltung
"""


def read(source: Path, folder: Path, text: Text = "check") -> tuple[PageFacts, Page]:
    """The first page's facts, and the page as it was read."""
    pdf = folder / "pages.pdf"
    facts = open_scan(source, pdf, text=text).pages
    (page, *_) = read_pages(TesseractInProcess(), pdf, facts[:1], languages=("deu",), folder=folder)
    return facts[0], page


def texts(page: Page) -> list[str]:
    return [word.text for word in page.words]


def found(page: Page, wanted: str) -> float:
    """The share of the wanted words that the page has."""
    there = texts(page)
    return sum(word in there for word in wanted.split()) / len(wanted.split())


@needs_cases
@pytest.mark.parametrize(
    ("name", "wanted", "own"),
    [
        ("63k_eakte_stempelzeilen", LETTER, 23),
        ("01_anker_unsichtbar", LETTER, 0),
        ("05_inline_bild_faxzeile", LETTER, 8),
        ("05b_inline_bild", LETTER, 0),
        ("06_schablone_seitenzahl", LETTER, 2),
        ("63h_scan_in_formularen", LETTER, 2),
        ("07_freitext_anmerkung", LETTER, 6),
        ("08_bild_als_stempel", LETTER, 0),
        ("11_kurven_und_seitenzahl", ACCOUNT, 4),
        ("11b_nur_kurven", ACCOUNT, 0),
        ("10_glyphensuppe_verschoben", ACCOUNT, 0),
        ("10b_glyphensuppe_ohne_tounicode", ACCOUNT, 0),
        ("29_zwei_textschichten", LETTER, 79),
        ("29b_schlechte_textschicht", LETTER, 0),
    ],
)
def test_what_a_page_shows_is_read_and_what_it_brings_is_kept_if_it_is_right(
    name: str, wanted: str, own: int, tmp_path: Path
) -> None:
    _, page = read(CASES / f"{name}.pdf", tmp_path)

    assert found(page, wanted) >= 0.96
    assert sum(word.digital for word in page.words) == own
    assert len(page.words) <= len(wanted.split()) + own + 1


@needs_cases
def test_the_answers_and_the_labels_of_a_scanned_form_are_both_there(tmp_path: Path) -> None:
    _, page = read(CASES / "04_formular_ausgefuellt.pdf", tmp_path)

    labels = "Antrag auf Wohngeld Familienname, Postleitzahl, Wohnort Monatliche Kaltmiete"
    assert found(page, f"612,40 Regensburg Lindenstraße {labels}") == 1


@needs_cases
def test_ligatures_and_soft_hyphens_become_letters(tmp_path: Path) -> None:
    _, page = read(CASES / "73_ligaturen_weiche_trennung.pdf", tmp_path)

    wanted = "Bürofläche definieren Effizienzgrad Wärmepflege. Gräfin Pflug"
    assert found(page, wanted) == 1
    assert [text for text in texts(page) if "\N{SOFT HYPHEN}" in text] == [
        "Grundstücks\N{SOFT HYPHEN}"  # cut at the line's end
    ]


@needs_cases
def test_words_under_black_bars_and_on_hidden_layers_are_counted_and_left_out(
    tmp_path: Path,
) -> None:
    _, barred = read(CASES / "74_geschwaerzt.pdf", tmp_path)
    _, layered = read(CASES / "75_ebene_ausgeblendet.pdf", tmp_path)
    _, bold = read(CASES / "76_fett_doppelt_gezeichnet.pdf", tmp_path)

    assert (len(barred.words), barred.covered, barred.unseen) == (19, 4, 0)
    assert sum(map(is_redaction, barred.words)) == 2  # two lines
    assert (len(layered.words), layered.covered, layered.unseen > 0) == (8, 0, True)
    assert "INTERN:" not in texts(layered)
    assert (len(bold.words), bold.covered, bold.unseen) == (11, 0, 0)


@needs_cases
@pytest.mark.parametrize(
    ("name", "renewed"),
    [("29b_schlechte_textschicht", "layer"), ("10_glyphensuppe_verschoben", "text")],
)
def test_an_invisible_layer_is_replaced_and_visible_text_stays(
    name: str, renewed: str, tmp_path: Path
) -> None:
    source, target = CASES / f"{name}.pdf", tmp_path / "out.pdf"
    _, page = read(source, tmp_path)

    write_searchable_pdf(tmp_path / "pages.pdf", Scan((page,)), target, title="T")

    told = text_of(target)
    assert page.renewed == renewed
    assert found(page, told) >= 0.5
    assert ("Mustcrhausen" in told, "Kdxvyhuzdowxqj" in told) == (False, renewed == "text")
    assert appearance(target) == appearance(source)


@pytest.mark.parametrize("degrees", [-2.2, 0.6, 2.8])
def test_a_right_layer_on_a_crooked_page_is_not_called_wrong(
    degrees: float, tmp_path: Path, german_letter_tiff: Sample
) -> None:
    with Image.open(german_letter_tiff.path) as letter:
        crooked = letter.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    crooked.save(tmp_path / "Brief.png", dpi=(300, 300))
    _, first = read(tmp_path / "Brief.png", tmp_path)
    write_searchable_pdf(tmp_path / "pages.pdf", Scan((first,)), tmp_path / "out.pdf", title="T")

    _, again = read(tmp_path / "out.pdf", tmp_path)

    assert (again.digital, again.renewed, again.unseen) == (True, "", 0)
    assert sorted(texts(again)) == sorted(texts(first))


@needs_cases
def test_a_folder_can_keep_what_comes_or_have_all_read_anew(tmp_path: Path) -> None:
    _, kept = read(CASES / "29b_schlechte_textschicht.pdf", tmp_path, "keep")
    _, anew = read(CASES / "29_zwei_textschichten.pdf", tmp_path, "new")
    _, stamped = read(CASES / "63k_eakte_stempelzeilen.pdf", tmp_path, "keep")

    assert "Mustcrhausen" in texts(kept)
    assert (kept.renewed, anew.renewed) == ("", "layer")
    assert not any(word.digital for word in anew.words)
    assert len(stamped.words) == 102


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def appearance(pdf: Path) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        return bytes(document[0].render(scale=1).to_numpy().tobytes())


# Drawn pages: other ways in which ink gets onto a page, and ink that is no text


TEXT = "Die Sitzung des Bauausschusses beginnt um neun Uhr im Rathaus."
WORDS = [b"Bitte beachten Sie die Hinweise", b"auf der folgenden Seite dieser Anlage."]


def a_page(path: Path, content: bytes, **resources: pikepdf.Object) -> Path:
    """Two digital lines at the top, and ``content`` below."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(595, 842))
    page = document.pages[0].obj
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    for key, value in resources.items():
        page.Resources[f"/{key}"] = document.copy_foreign(value) if value.is_indirect else value
    lines = b"".join(
        b"BT /F 11 Tf 60 %d Td (%s) Tj ET " % (780 - 14 * at, line) for at, line in enumerate(WORDS)
    )
    page.Contents = document.make_stream(content + b"\n" + lines)
    document.save(path)
    return path


def with_picture(path: Path, picture: Image.Image, content: bytes = b"") -> Path:
    """The page with a picture on its lower two thirds."""
    a_page(path, b"q 480 0 0 480 57 100 cm /Im Do Q " + content)
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=85)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(
            Im=document.make_stream(
                jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
                Width=picture.width, Height=picture.height, BitsPerComponent=8,
                ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
            )
        )  # fmt: skip
        document.save(path)
    return path


def a_photograph() -> Image.Image:
    """Soft shapes, fine grain and hard edges, without any text."""
    picture = Image.linear_gradient("L").resize((1000, 1000))
    for at in range(12):
        x, y = 83 * at, (at * 377) % 900
        ImageDraw.Draw(picture).ellipse((x, y, x + 160, y + 90), fill=(at * 97) % 255)
        ImageDraw.Draw(picture).polygon([(x, y), (x + 70, y + 200), (x - 60, y + 150)], fill=60)
    soft = picture.filter(ImageFilter.GaussianBlur(3))
    return Image.blend(soft, Image.effect_noise((1000, 1000), 60), 0.12)


HATCHING = b"0.5 w " + b"".join(
    b"%d 300 m %d 312 l S " % (60 + 4 * n, 64 + 4 * n) for n in range(100)
)
BARS = b"".join(b"%d 200 %d 40 re f " % (60 + 9 * n, 2 + n % 5) for n in range(50))
TABLE = b"0.7 w " + b"".join(
    b"60 %d 400 18 re S %d 200 m %d 500 l S " % (200 + 18 * n, 60 + 40 * n, 60 + 40 * n)
    for n in range(10)
)
CHART = b"1 w " + b"".join(
    b"60 %d m 460 %d l S %d 100 20 %d re f "
    % (120 + 20 * n, 120 + 20 * n, 70 + 40 * n, 30 + 19 * n)
    for n in range(9)
)
BOXES = b"0.7 w " + b"".join(b"%d 300 12 14 re S " % (60 + 14 * n) for n in range(30))
DOTS = b"".join(b"%d 300 1 1 re f " % (60 + 4 * n) for n in range(100))


@pytest.mark.parametrize("drawing", [HATCHING, BARS, TABLE, CHART, BOXES, DOTS])
def test_rules_hatching_bars_and_boxes_cost_no_reading(drawing: bytes, tmp_path: Path) -> None:
    source = a_page(tmp_path / "a.pdf", drawing)

    (fact,) = open_scan(source, tmp_path / "pages.pdf").pages

    assert (fact.digital, fact.pictures, fact.sampled, fact.unseen) == (True, (), (), ())


def test_a_photograph_costs_no_reading(tmp_path: Path) -> None:
    source = with_picture(tmp_path / "a.pdf", a_photograph())

    (fact,) = open_scan(source, tmp_path / "pages.pdf").pages

    assert (fact.digital, fact.pictures) == (True, ())


@pytest.mark.parametrize("shades", [("white", "black"), ("black", "white"), (60, 240)])
def test_text_in_a_picture_is_read_in_any_shade(
    shades: tuple[str | int, str | int], tmp_path: Path
) -> None:
    picture = Image.new("L", (2000, 2000), shades[0])
    for top in range(300, 900, 120):
        ImageDraw.Draw(picture).text((60, top), TEXT, shades[1], font_size=48)
    source = with_picture(tmp_path / "a.pdf", picture)

    fact, page = read(source, tmp_path)

    assert fact.pictures
    assert found(page, TEXT) > 0.8


@pytest.mark.parametrize("colour", [b"1 1 1 rg", b"0 0 0 rg 60 398 300 20 re f"])
def test_words_that_nobody_sees_are_left_out(colour: bytes, tmp_path: Path) -> None:
    bar = colour.partition(b"rg")[2]
    text = b"BT /F 11 Tf 62 402 Td (Verhandlungsgrenze 48000 Euro) Tj ET "
    content = b"q " + colour[:8] + b" " + text + (bar and b" 0 g" + bar) + b" Q"

    fact, page = read(a_page(tmp_path / "a.pdf", content), tmp_path)

    assert "48000" not in texts(page)
    assert "Hinweise" in texts(page)
    assert (page.covered, page.unseen) == ((3, 0) if bar else (0, 3))
    assert len(fact.unseen) == 3
    assert sum(map(is_redaction, page.words)) == (1 if bar else 0)


def test_a_page_that_is_blackened_as_a_whole_has_a_gap_for_each_line(tmp_path: Path) -> None:
    lines = b"BT /F 11 Tf 14 TL 62 402 Td (Name Anna Berg) Tj T* (Wohnort Passau) Tj ET "
    source = a_page(tmp_path / "a.pdf", b"")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        bar = b"0 g 50 380 400 40 re f"
        document.pages[0].obj.Contents = document.make_stream(lines + bar)
        document.save(source)

    _, page = read(source, tmp_path)

    assert page.covered == 5
    assert [is_redaction(word) for word in page.words] == [True, True]


def test_a_page_on_which_pdftotext_hangs_takes_its_words_from_no_other(tmp_path: Path) -> None:
    source = tmp_path / "bomb.pdf"
    source.write_bytes(billion_forms(around=2))

    facts = open_scan(source, tmp_path / "pages.pdf")

    assert [page.digital for page in facts.pages] == [True, True, False, True, True]


# Words that are pictures, and right words of no language


def a_scan(path: Path, content: bytes = b"q 595 0 0 842 0 0 cm /Im Do Q") -> Path:
    """A scanned page: a digital line above the lines of print of one picture."""
    picture = Image.new("L", (1654, 2340), "white")
    for top in range(300, 900, 90):
        ImageDraw.Draw(picture).text((150, top), TEXT, "black", font_size=38)
    return with_picture_below(path, picture, content)


def with_picture_below(path: Path, picture: Image.Image, content: bytes) -> Path:
    """A page of nothing but ``content``, which draws the picture."""
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=85)
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        page = document.pages[0].obj
        image = document.make_stream(
            jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=picture.width, Height=picture.height, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        pictures = pikepdf.Dictionary(Im=image)
        glyph = document.make_stream(b"1000 0 0 0 1000 1000 d0 q 1000 0 0 1000 0 0 cm /Im Do Q")
        letters = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3,
            FontBBox=[0, 0, 1000, 1000], FontMatrix=pikepdf.Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=pikepdf.Dictionary({"/a": glyph}), FirstChar=97, LastChar=97, Widths=[1000],
            Encoding=pikepdf.Dictionary(Differences=[97, pikepdf.Name("/a")]),
            Resources=pikepdf.Dictionary(XObject=pictures),
        )  # fmt: skip
        type_ = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F=type_, P=letters), XObject=pictures
        )
        page.Contents = document.make_stream(content)
        document.save(path)
    return path


def test_a_page_that_is_a_letter_of_a_bitmap_font_is_read(tmp_path: Path) -> None:
    source = a_scan(
        tmp_path / "a.pdf",
        b"BT /P 1 Tf 595 0 0 842 0 0 Tm (a) Tj ET BT /F 11 Tf 60 20 Td (Akte 17/2026) Tj ET",
    )

    _, page = read(source, tmp_path)

    assert found(page, TEXT) == 1
    assert {"Akte", "17/2026"} <= set(texts(page))
    assert "a" not in texts(page)
    assert (page.unseen, page.renewed) == (1, "")


@pytest.mark.parametrize(
    "line",
    ["DocuSign Envelope ID: 7F3A-22C1-99B0", "Szczepanski / Grzegorzewski", "KX7Q-0O1l", "Wojtyla"],
)
def test_a_right_line_of_names_and_numbers_on_a_scan_is_kept(line: str, tmp_path: Path) -> None:
    source = a_scan(
        tmp_path / "a.pdf",
        b"q 595 0 0 842 0 0 cm /Im Do Q BT /F 7 Tf 20 825 Td (%s) Tj ET" % line.encode(),
    )

    _, page = read(source, tmp_path)

    assert [word.text for word in page.words if word.digital] == line.split()
    assert found(page, TEXT) == 1
    assert page.renewed == ""
