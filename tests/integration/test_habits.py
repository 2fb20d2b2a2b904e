"""Habits on real files: codes on pages, pages in another order, several documents in a scan."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
import pypdf
import pytest
import zxingcpp
from docx import Document
from PIL import Image, ImageDraw, ImageFont

from pipeline import process
from pipeline.core.model import Box, Job, Kind, Word
from pipeline.core.scans.arrangement import SEPARATOR, Habits, Oddity
from pipeline.errors import UsageError
from pipeline.pdf.pages import join, take_pages
from pipeline.ports import PageImage
from pipeline.recipe import DocumentResults, Recipe
from pipeline.scans.barcodes import read_codes
from pipeline.scans.separator import write_separator

SHA = "cd" * 32
A4 = (1240, 1754)  # at 150 dpi


def page(text: str = "", *, code: str = "", kind: str = "QRCode", scale: int = 5) -> Image.Image:
    """A page with a line of text and a code."""
    picture = Image.new("L", A4, 255)
    if text:
        ImageDraw.Draw(picture).text((150, 200), text, fill=0, font=ImageFont.load_default(60))
    if code:
        made = zxingcpp.create_barcode(code, zxingcpp.barcode_format_from_str(kind))
        drawn = zxingcpp.write_barcode_to_image(made, scale=scale)
        height, width = drawn.shape
        dots = memoryview(drawn).tobytes()  # type: ignore[arg-type]  # it has the buffer protocol
        picture.paste(Image.frombytes("L", (width, height), dots), (150, 600))
    return picture


def bound(pages: Sequence[Image.Image], target: Path) -> Path:
    """A scan of these pages, one grey JPEG each, at 150 dpi."""
    pictures = []
    for picture in pages:
        stream = BytesIO()
        picture.save(stream, "JPEG", dpi=(150, 150), quality=90)
        pictures.append(stream.getvalue())
    target.write_bytes(img2pdf.convert(pictures))
    return target


@pytest.mark.parametrize("kind", ["QRCode", "Code128", "Code39", "DataMatrix"])
@pytest.mark.parametrize("angle", [0, 90, 180, 2])
def test_codes_are_read_however_the_page_lies(tmp_path: Path, kind: str, angle: int) -> None:
    text = "PATCHT" if kind == "Code39" else SEPARATOR
    scan = bound(
        [page("Text", code=text, kind=kind, scale=3).rotate(angle, expand=True, fillcolor=255)],
        tmp_path / "a.pdf",
    )

    assert read_codes(scan, 1) == (text,)


def test_a_page_without_codes_has_none(tmp_path: Path) -> None:
    assert read_codes(bound([page("Text")], tmp_path / "a.pdf"), 1) == ()


def test_a_page_that_cannot_be_shown_has_no_codes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no PDF")

    assert read_codes(tmp_path / "a.pdf", 1) == ()


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_separator_sheet_separates(tmp_path: Path, language: str) -> None:
    sheet = tmp_path / "sheet.pdf"

    write_separator(sheet, language)  # type: ignore[arg-type]  # one of ours

    assert read_codes(sheet, 1) == (SEPARATOR,)
    text = pypdf.PdfReader(sheet).pages[0].extract_text()
    assert ("Trennblatt" if language == "de" else "Separator sheet") in text


def test_a_separator_sheet_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_text("mine")

    with pytest.raises(UsageError, match=r"sheet\.pdf"):
        write_separator(tmp_path / "sheet.pdf", "en")

    assert (tmp_path / "sheet.pdf").read_text() == "mine"


def test_pages_are_taken_as_they_are_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    scan = bound([page(f"Seite {number}") for number in (1, 2, 3)], tmp_path / "scan.pdf")
    with pikepdf.open(scan) as document:
        document.docinfo["/Title"] = "Akte"
        document.Root.Lang = pikepdf.String("de-DE")
        streams = [
            bytes(next(iter(page.get_images().values())).read_raw_bytes())
            for page in document.pages
        ]
        document.save(tmp_path / "named.pdf")

    take_pages(tmp_path / "named.pdf", (3, 1), tmp_path / "part.pdf")

    with pikepdf.open(tmp_path / "part.pdf") as part:
        assert [
            bytes(next(iter(page.get_images().values())).read_raw_bytes()) for page in part.pages
        ] == [
            streams[2],
            streams[0],
        ]
        assert part.docinfo["/Title"] == "Akte"
        assert part.Root.Lang == "de-DE"
        assert part.check_pdf_syntax() == []


def test_links_to_pages_that_are_not_taken_take_nothing_along(tmp_path: Path) -> None:
    scan = bound([page("Inhalt"), page("Seite 2")], tmp_path / "scan.pdf")
    with pikepdf.open(scan, allow_overwriting_input=True) as document:
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 9, 9],
            Dest=[document.pages[1].obj, pikepdf.Name.Fit],
        )
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])
        document.save()

    take_pages(scan, (1,), tmp_path / "part.pdf")

    assert (tmp_path / "part.pdf").stat().st_size < 0.7 * scan.stat().st_size
    assert len(pypdf.PdfReader(tmp_path / "part.pdf").pages) == 1


def test_files_are_joined_page_by_page(tmp_path: Path) -> None:
    fronts = bound([page("a"), page("b")], tmp_path / "fronts.pdf")
    backs = bound([page("c")], tmp_path / "backs.pdf")

    join((fronts, backs), tmp_path / "both.pdf")

    assert len(pypdf.PdfReader(tmp_path / "both.pdf").pages) == 3


class Clerk:
    """Reads one word on each page: its number in the scan."""

    batch = 1

    def __init__(self) -> None:
        self.read_so_far = 0

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        assert languages
        self.read_so_far += 1
        (image,) = images
        everywhere = Box(0, 0, image.width, image.height)  # nothing is left unread
        return ((Word(f"Scanseite{self.read_so_far:03d}", everywhere, 0.99, 0, 0, 0),),)

    def angle(self, _image: PageImage) -> int:
        return 0


def _composed(tmp_path: Path, pages: Sequence[Image.Image], habits: Habits) -> DocumentResults:
    scan = bound(pages, tmp_path / "Stapel.pdf")
    recipe = Recipe(
        tmp_path / "artefacts", "1", "de", "none 1", 1, ("deu",), "none 1 base", ("de",), habits
    )
    job, clerk = Job(f"000001-{SHA[:12]}", Kind.SCAN, "Stapel.pdf", SHA), Clerk()
    for unit in process.prepare(job, scan, tmp_path, recipe):
        for _ in range(2):  # the second time changes nothing
            # Clerk has what is asked of an engine here.
            process.read(clerk, job, unit, tmp_path, recipe)  # type: ignore[arg-type]
    return process.compose(job, tmp_path, recipe)


def _words(file: Path) -> list[str]:
    """The words of ``Clerk`` in a PDF or a draft, in order."""
    if file.suffix == ".pdf":
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    else:
        text = "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)
    return [
        word.removeprefix("Scanseite").lstrip("0")
        for word in text.split()
        if word.startswith("Scanseite")
    ]


def test_a_stack_is_divided_at_separator_sheets(tmp_path: Path) -> None:
    sheet = page("Trennblatt", code=SEPARATOR)

    composed = _composed(tmp_path, [page("a"), page("b"), sheet, page("c")], Habits(split="sheets"))

    assert [file.suffix for file in composed.files] == [".pdf", ".docx", ".pdf", ".docx"]
    assert [_words(file) for file in composed.files] == [["1", "2"], ["1", "2"], ["4"], ["4"]]
    assert composed.facts.pages == 3
    second = Document(str(composed.files[3]))
    assert "Stapel-2" in [paragraph.text for paragraph in second.paragraphs]
    assert "2 von 2" in "\n".join(
        cell.text
        for table in second.tables
        for cell in table._cells  # noqa: SLF001 - python-docx has no other list of all cells
    ) + "\n".join(paragraph.text for paragraph in second.paragraphs)


def test_a_document_begins_at_a_code_that_the_profile_names(tmp_path: Path) -> None:
    pages = [
        page("a", code="ASN0001", kind="Code128"),
        page("b", code="XYZ"),
        page("c", code="ASN0002"),
    ]

    composed = _composed(tmp_path, pages, Habits(split="codes"))

    assert [_words(file) for file in composed.files[::2]] == [["1", "2"], ["3"]]


def test_without_the_habit_nobody_looks_for_codes(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page("a"), page("b", code=SEPARATOR)], Habits())

    assert [_words(file) for file in composed.files] == [["1", "2"], ["1", "2"]]
    assert list((tmp_path / "artefacts").rglob("codes-*")) == []


def test_a_turned_stack_is_put_in_order(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page(sign) for sign in "abcd"], Habits(double_sided="stack"))

    assert [_words(file) for file in composed.files] == [["1", "4", "2", "3"]] * 2
    assert composed.facts.oddities == ()


def test_a_stack_with_a_page_too_many_is_published_as_scanned_and_says_so(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page(sign) for sign in "abc"], Habits(double_sided="stack"))

    assert [_words(file) for file in composed.files] == [["1", "2", "3"]] * 2
    assert composed.facts.oddities == (Oddity.UNPAIRED,)
    assert "Vorder- und Rückseiten" in "\n".join(
        text.text for text in Document(str(composed.files[1])).paragraphs
    )


def test_blank_pages_are_left_out(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page("a"), page(), page("c")], Habits(blank="remove"))

    assert [_words(file) for file in composed.files] == [["1", "2"]] * 2
    assert (composed.facts.left_out, composed.facts.pages) == (1, 2)
    assert len(pypdf.PdfReader(composed.files[0]).pages) == 2


def test_blank_pages_stay_if_nobody_asked(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page("a"), page()], Habits())

    assert (composed.facts.left_out, composed.facts.pages) == (0, 2)


def test_a_document_of_blank_pages_is_published_whole_and_says_so(tmp_path: Path) -> None:
    composed = _composed(tmp_path, [page(), page()], Habits(blank="remove"))

    assert len(pypdf.PdfReader(composed.files[0]).pages) == 2
    assert (composed.facts.left_out, composed.facts.oddities) == (0, (Oddity.ALL_BLANK,))
    assert "Alle Seiten sind leer" in "\n".join(
        text.text for text in Document(str(composed.files[1])).paragraphs
    )
