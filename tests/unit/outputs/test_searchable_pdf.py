"""The text layer, read back with the three programs that matter: Poppler, pdfium and pypdf."""

from __future__ import annotations

import ctypes
import re
import subprocess
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from math import cos, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Scan, Word
from pipeline.errors import DamagedFile, FolderUnreachable
from pipeline.outputs.searchable_pdf import write_searchable_pdf

FRAKTUR = "\U0001d518\U0001d52b\U0001d526"
A4 = (0, 0, 595, 842)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Sheet:
    media: tuple[int, int, int, int]
    crop: tuple[int, int, int, int] | None
    rotate: int
    unit: float


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    left, bottom = draw(st.integers(-300, 300)), draw(st.integers(-300, 300))
    width, height = draw(st.integers(300, 900)), draw(st.integers(300, 900))
    media = (left, bottom, left + width, bottom + height)
    margins = draw(st.none() | st.tuples(*[st.integers(0, 100)] * 4))
    crop = margins and (
        left + margins[0],
        bottom + margins[1],
        media[2] - margins[2],
        media[3] - margins[3],
    )
    return Sheet(
        media, crop, draw(st.sampled_from((0, 90, 180, 270))), draw(st.sampled_from((1, 2.5)))
    )


def a_pdf(path: Path, *sheets: Sheet) -> Path:
    document = pikepdf.new()
    for sheet in sheets or (Sheet(A4, None, 0, 1),):
        document.add_blank_page()
        page = document.pages[-1].obj
        page.MediaBox = pikepdf.Array(sheet.media)
        if sheet.crop:
            page.CropBox = pikepdf.Array(sheet.crop)
        page.Rotate = sheet.rotate
        page.UserUnit = sheet.unit
        page.Contents = document.make_stream(b"q 0 0 1 rg 10 10 20 20 re f Q")
    document.save(path)
    return path


def lines_of_words(*lines: str, left: float = 100, digital: bool = False) -> tuple[Word, ...]:
    """Words in lines one below the other, a letter 20 pixels wide, as a picture of 300 dpi might have them."""
    words = []
    for number, line in enumerate(lines):
        x = left
        for text in line.split():
            box = Box(x, 100 + 80 * number, x + 20 * len(text), 140 + 80 * number)
            words.append(Word(text, box, 0.9, 0, 0, number, digital=digital))
            x = box.right + 18
    return tuple(words)


def a_page(*words: Word, number: int = 1, angle: int = 0) -> Page:
    return Page(number, 2479, 3508, 300, words, angle=angle)


def poppler(pdf: Path) -> str:
    text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub("[\u202a-\u202e\f]", "", text)


def pdfium(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(str(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()


def by_pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


READERS = [poppler, pdfium, by_pypdf]


def boxes_by_poppler(pdf: Path) -> dict[str, Box]:
    """Displayed points, origin top left."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-cropbox", pdf, "-"], capture_output=True, check=True
    ).stdout.decode()
    found = re.findall(
        r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', told
    )
    return {text: Box(*(float(edge) for edge in edges)) for *edges, text in found}


def boxes_by_pdfium(pdf: Path, width: int, height: int) -> dict[str, Box]:
    """Pixels of the displayed page, ``width`` × ``height``."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        text = page.get_textpage()
        result = {}
        for match in re.finditer(r"\w+", text.get_text_range()):
            edges = [text.get_charbox(index, loose=True) for index in range(*match.span())]
            points = [
                on_device(page, (width, height), corner)
                for edge in edges
                for corner in (edge[:2], edge[2:])
            ]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            result[match.group()] = Box(min(xs), min(ys), max(xs), max(ys))
        return result
    finally:
        document.close()


def on_device(
    page: pypdfium2.PdfPage, size: tuple[int, int], point: tuple[float, float]
) -> tuple[int, int]:
    x, y = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDF_PageToDevice(page, 0, 0, *size, 0, *point, x, y)
    return x.value, y.value


# -- reading back -----------------------------------------------------------------------------------


@pytest.mark.parametrize("read", READERS)
def test_every_reader_gets_words_spaces_and_lines_back(
    read: Callable[[Path], str], tmp_path: Path
) -> None:
    lines = (
        "Sehr geehrte Frau Müller-Lüdenscheidt,",
        "a – b — € 12,50 „Angebot“ § 4",
        f"日本語 ελληνικά кириллица {FRAKTUR}",
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf"), Scan((a_page(*lines_of_words(*lines)),)), target, title="Brief"
    )

    assert [line.split() for line in read(target).splitlines() if line.strip()] == [
        line.split() for line in lines
    ]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("line", ["שלום עולם זה מבחן", "مرحبا بالعالم هذا اختبار", "שָׁלוֹם עֲלֵיכֶם"])
def test_every_reader_gets_lines_from_right_to_left_back(
    read: Callable[[Path], str], line: str, tmp_path: Path
) -> None:
    words, x, target = [], 2000.0, tmp_path / "out.pdf"
    for text in line.split():
        words.append(Word(text, Box(x - 25 * len(text), 100, x, 140), 0.9, 0, 0, 0))
        x -= 25 * len(text) + 20

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="Brief")

    assert (
        unicodedata.normalize("NFC", read(target)).split()
        == unicodedata.normalize("NFC", line).split()
    )


# No hyphen: Poppler joins words that are hyphenated at the end of a line.
letters = st.sampled_from(
    "abgjpqtyßäöüÄéñçøłŁžđĐβδωДЖЯщы0123456789.,:;!?§€$%&@#*+=/_–—„“”’日本語漢字かなカナ한국어𐍈"
    + FRAKTUR
)
texts = st.lists(
    st.lists(st.text(letters, min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join),
    min_size=1,
    max_size=12,
)


@few
@given(texts)
def test_words_of_any_script_come_back_in_order(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        words = lines_of_words(*lines)

        write_searchable_pdf(
            a_pdf(Path(folder, "in.pdf")), Scan((a_page(*words),)), target, title="T"
        )

        expected = [word.text for word in words]
        assert pdfium(target).split() == expected
        assert by_pypdf(target).split() == expected
        assert sorted(poppler(target).split()) == sorted(
            expected
        )  # it orders columns as it sees fit


@few
@given(sheets(), st.sampled_from((0, 90, 180, 270)), st.sampled_from((300, 400, 600)))
def test_words_lie_on_their_boxes_however_the_page_is_cropped_and_turned(
    sheet: Sheet, angle: int, dpi: int
) -> None:
    """To a point of 1/72 inch; ``angle``: by how much it is turned on top of its own /Rotate, to be upright."""
    left, bottom, right, top = sheet.crop or sheet.media
    sideways = sheet.rotate in (90, 270)
    across, down = (top - bottom, right - left) if sideways else (right - left, top - bottom)
    scale = dpi / 72
    width, height = round(across * scale), round(down * scale)
    upright = (height, width) if angle in (90, 270) else (width, height)
    boxes = {
        "Eins": Box(30, 40, 160, 80),
        "zwei": Box(180, 40, 300, 80),
        "Drei": Box(upright[0] - 130, 220, upright[0] - 20, 270),
    }
    words = tuple(Word(text, box, 0.9, 0, 0, text == "Drei") for text, box in boxes.items())
    page = Page(1, *upright, 300, words, angle=angle)

    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        write_searchable_pdf(a_pdf(Path(folder, "in.pdf"), sheet), Scan((page,)), target, title="T")
        by_poppler, by_pdfium = boxes_by_poppler(target), boxes_by_pdfium(target, *upright)

    for text, box in boxes.items():
        expected = pytest.approx((box.left, box.top, box.right, box.bottom), abs=scale)
        seen = by_poppler[text]
        assert (
            seen.left * scale,
            seen.top * scale,
            seen.right * scale,
            seen.bottom * scale,
        ) == expected
        seen = by_pdfium[text]
        assert (seen.left, seen.top, seen.right, seen.bottom) == expected


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("fall", [-7, -2, 3, 7])
def test_lines_of_a_crooked_page_stay_apart(
    read: Callable[[Path], str], fall: int, tmp_path: Path
) -> None:
    """``fall`` in pixels from word to word: up to two degrees."""
    words = tuple(
        Word(
            f"W{line}.{n}",
            Box(100 + 200 * n, top + fall * n, 280 + 200 * n, top + 40 + fall * n),
            0.9,
            0,
            0,
            line,
        )
        for line, top in enumerate(range(200, 1200, 55))
        for n in range(11 if line % 3 else 4)
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    lines = [line.split() for line in read(target).splitlines() if line.strip()]
    assert lines == [
        [word.text for word in line] for _, line in groupby(words, lambda word: word.line)
    ]


@few
@given(st.floats(-8, 8), st.integers(300, 2100), st.integers(300, 3200))
def test_words_of_a_crooked_page_lie_on_their_pixels(skew: float, left: int, top: int) -> None:
    """Those of a page more crooked than readers can bear are right from left to right, and on the middle of the page."""
    box = Box(left, top, left + 120, top + 40)
    page = replace(a_page(Word("Wort", box, 0.9, 0, 0, 0)), skew=skew)
    x, y = left + 60 - page.width / 2, top + 20 - page.height / 2
    cosine, sine = cos(radians(skew)), sin(radians(skew))
    beyond = abs(sine - sin(radians(max(-0.3, min(skew, 0.3)))))

    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        write_searchable_pdf(
            a_pdf(Path(folder, "in.pdf"), Sheet(A4, None, 0, 1)), Scan((page,)), target, title="T"
        )
        seen = boxes_by_pdfium(target, page.width, page.height)["Wort"]

    across, down = (
        (seen.left + seen.right) / 2 - page.width / 2,
        (seen.top + seen.bottom) / 2 - page.height / 2,
    )
    assert across == pytest.approx(x * cosine + y * sine, abs=4 + 0.01 * page.width)
    assert down == pytest.approx(
        y * cosine - x * sine, abs=4 + 0.01 * page.height + beyond * abs(x)
    )


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("skew", [-3, -1, -0.3, 0.3, 1, 3])
def test_lines_of_a_levelled_page_stay_apart(
    read: Callable[[Path], str], skew: float, tmp_path: Path
) -> None:
    words = tuple(
        Word(f"W{line}.{n}", Box(200 + 200 * n, top, 380 + 200 * n, top + 40), 0.9, 0, 0, line)
        for line, top in enumerate(range(200, 3200, 55))
        for n in range(10 if line % 3 else 4)
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf"), Scan((replace(a_page(*words), skew=skew),)), target, title="T"
    )

    lines = [line.split() for line in read(target).splitlines() if line.strip()]
    assert lines == [
        [word.text for word in line] for _, line in groupby(words, lambda word: word.line)
    ]


def test_words_that_overlap_each_other_are_two_words_in_their_places(tmp_path: Path) -> None:
    words = (
        Word("Summe", Box(100, 100, 300, 140), 0.9, 0, 0, 0),
        Word("netto", Box(285, 100, 485, 140), 0.9, 0, 0, 0),
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    seen = boxes_by_pdfium(target, 2479, 3508)
    assert [seen[word.text].left for word in words] == pytest.approx([100, 285], abs=4)
    assert seen["Summe"].right == pytest.approx(281, abs=4)
    for read in READERS:
        assert read(target).split() == ["Summe", "netto"]


def test_a_word_that_begins_before_the_one_before_it_keeps_its_place(tmp_path: Path) -> None:
    words = (
        Word("netto", Box(400, 100, 600, 140), 0.9, 0, 0, 0),
        Word("Summe", Box(100, 100, 300, 140), 0.9, 0, 0, 0),
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    assert boxes_by_poppler(target)["Summe"].left * 300 / 72 == pytest.approx(100, abs=4)
    assert boxes_by_poppler(target)["netto"].left * 300 / 72 == pytest.approx(400, abs=4)


def test_a_rule_taken_for_a_letter_does_not_make_the_line_tall(tmp_path: Path) -> None:
    words = (*lines_of_words("Summe netto"), Word("|", Box(500, 20, 506, 900), 0.4, 0, 0, 0))
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    assert boxes_by_poppler(target)["Summe"].height == pytest.approx(40 * 72 / 300, abs=1)


# -- leaving everything else alone -------------------------------------------------------------------


def test_a_document_without_anything_to_add_is_copied_byte_by_byte(tmp_path: Path) -> None:
    pdf, target = a_pdf(tmp_path / "in.pdf", *[Sheet(A4, None, 0, 1)] * 3), tmp_path / "out.pdf"
    digital = a_page(*lines_of_words("Text", digital=True))
    failed = Page(2, 2479, 3508, 300, problem="DamagedFile")

    write_searchable_pdf(pdf, Scan((digital, failed, a_page(number=3))), target, title="T")

    assert target.read_bytes() == pdf.read_bytes()


def test_only_the_pages_that_were_read_get_a_layer(tmp_path: Path) -> None:
    pdf, target = a_pdf(tmp_path / "in.pdf", *[Sheet(A4, None, 0, 1)] * 2), tmp_path / "out.pdf"
    digital = a_page(*lines_of_words("Eigener Text", digital=True))

    write_searchable_pdf(
        pdf, Scan((digital, a_page(*lines_of_words("Gelesen"), number=2))), target, title="T"
    )

    with pikepdf.open(target) as result, pikepdf.open(pdf) as original:
        assert result.pages[0].Contents.read_bytes() == original.pages[0].Contents.read_bytes()
        assert "/Font" not in result.pages[0].get("/Resources", {})
    assert poppler(target).split() == ["Gelesen"]


def test_images_and_everything_around_the_pages_survive(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    picture = bytes(range(256)) * 3
    document = pikepdf.open(a_pdf(source), allow_overwriting_input=True)
    page = document.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    image = pikepdf.Stream(
        document, picture, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=16, Height=16,
        BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB,
    )  # fmt: skip
    document.Root.Pages.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(Words=font), XObject=pikepdf.Dictionary(Im0=image)
    )
    del page.obj["/Resources"]  # inherited, and with our favourite name taken
    page.obj.Contents = pikepdf.Array(
        [document.make_stream(b"q 9 0 0 9 0 0 cm"), document.make_stream(b"/Im0 Do Q")]
    )
    page.obj.Annots = document.make_indirect(
        pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9]
                )
            ]
        )
    )
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), NeedAppearances=True)
    document.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r)])
    document.attachments["factur-x.xml"] = b"<Invoice/>"
    document.Root.AF = pikepdf.Array([document.attachments["factur-x.xml"].obj])
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Kapitel 1", 0))
    with document.open_metadata() as xmp:
        xmp["dc:title"] = "Alter Titel"
    document.save(source, compress_streams=False)

    write_searchable_pdf(
        source, Scan((a_page(*lines_of_words("Hallo Welt")),)), target, title="Neuer Titel"
    )

    with pikepdf.open(target) as result:
        page = result.pages[0]
        assert page.resources["/XObject"]["/Im0"].read_raw_bytes() == picture
        assert str(page.resources["/Font"]["/Words"].BaseFont) == "/Courier"
        assert len(page.obj.Annots) == 1
        assert result.Root.AcroForm.NeedAppearances
        assert str(result.Root.PageLabels.Nums[1].S) == "/r"
        assert bytes(result.attachments["factur-x.xml"].get_file().read_bytes()) == b"<Invoice/>"
        assert len(result.Root.AF) == 1
        with result.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Kapitel 1"]
        with result.open_metadata() as xmp:
            assert xmp["dc:title"] == "Alter Titel"
        assert (
            "/Resources" not in result.Root.Pages
            or "/Words2" not in result.Root.Pages.Resources.Font
        )
    assert poppler(target).split() == ["Hallo", "Welt"]


def test_content_that_forgets_to_restore_its_state_does_not_move_the_words(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    with pikepdf.open(a_pdf(source), allow_overwriting_input=True) as document:
        document.pages[0].Contents = document.make_stream(
            b"q q 5 0 0 5 90 90 cm Q Q Q 3 0 0 3 0 0 cm q"
        )
        document.save(source)

    write_searchable_pdf(source, Scan((a_page(*lines_of_words("Hallo")),)), target, title="T")

    assert boxes_by_poppler(target)["Hallo"].left == pytest.approx(100 * 72 / 300, abs=0.5)


def test_a_page_without_content_can_have_a_layer(tmp_path: Path) -> None:
    source, target = tmp_path / "in.pdf", tmp_path / "out.pdf"
    with pikepdf.open(a_pdf(source), allow_overwriting_input=True) as document:
        del document.pages[0].obj["/Contents"]
        document.save(source)

    write_searchable_pdf(source, Scan((a_page(*lines_of_words("Hallo")),)), target, title="T")

    assert poppler(target).split() == ["Hallo"]


def test_a_title_is_entered_only_where_there_is_none(tmp_path: Path) -> None:
    without, with_title, target = (
        a_pdf(tmp_path / "a.pdf"),
        tmp_path / "b.pdf",
        tmp_path / "out.pdf",
    )
    with pikepdf.open(without) as document:
        document.docinfo["/Title"] = "Vorhanden"
        document.save(with_title)
    scan = Scan((a_page(*lines_of_words("Hallo")),))

    titles = []
    for pdf in (without, with_title):
        write_searchable_pdf(pdf, scan, target, title="Überschrift")
        titles.append(pypdf.PdfReader(target).metadata)

    assert [title and title.title for title in titles] == ["Überschrift", "Vorhanden"]


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    pdf, scan = (
        a_pdf(tmp_path / "in.pdf"),
        Scan((a_page(*lines_of_words("Hallo Welt", "und Ωmega")),)),
    )

    for name in ("one.pdf", "two.pdf"):
        write_searchable_pdf(pdf, scan, tmp_path / name, title="T")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_full_page_of_words_adds_a_few_kilobytes(tmp_path: Path) -> None:
    pdf, target = a_pdf(tmp_path / "in.pdf"), tmp_path / "out.pdf"
    line = "Mit der Zusendung der Unterlagen erklärten Sie sich bereit uns"
    words = lines_of_words(*[line] * 40)

    write_searchable_pdf(pdf, Scan((a_page(*words),)), target, title="T")

    assert len(words) == 400
    assert target.stat().st_size - pdf.stat().st_size < 6_000


def test_a_pdf_that_is_none_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "in.pdf").write_bytes(b"%PDF-1.4 nothing")

    with pytest.raises(DamagedFile):
        write_searchable_pdf(
            tmp_path / "in.pdf",
            Scan((a_page(*lines_of_words("Hallo")),)),
            tmp_path / "out.pdf",
            title="T",
        )


def test_a_folder_that_is_gone_is_unreachable(tmp_path: Path) -> None:
    pdf = a_pdf(tmp_path / "in.pdf")

    with pytest.raises(FolderUnreachable):
        write_searchable_pdf(
            pdf, Scan((a_page(*lines_of_words("Hallo")),)), tmp_path / "gone" / "out.pdf", title="T"
        )
