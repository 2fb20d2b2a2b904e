"""What must not change: how pages look, their pictures, and the document around them."""

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf
import pypdf
import pytest
from pikepdf import pdfa

from tests.e2e import papers, readers
from tests.e2e.papers import PAPERS, PICTURES

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]

PDFS = tuple(source for source in PAPERS if source.endswith(".pdf"))
AS_THEY_ARE = (
    *PDFS, "Niederschrift.tif", "Fax.tif", "Sehr fein.tif", "Bilder/schwarzweiss.png",
    "Bilder/palette.png", "Bilder/druckfarben.jpg", "Bilder/ohne-dpi.png", "Bilder/zu-grob.jpg",
    "Bilder/zu-fein.png",
)  # fmt: skip
"""Files whose compressed data a PDF can hold as they are."""
ARCHIVABLE = (
    "Kanzlei Öztürk/Größe 漢字 🎉.pdf", "Brief.pdf", "Niederschrift.tif", "Schief.pdf",
    "Seitenrahmen.pdf", "Bilder/schwarzweiss.png", "Bilder/heic.heic",
)  # fmt: skip
BYTES_PER_PAGE = 6 * 1024
TURNED = {
    "Vier Richtungen.pdf": (0, 270, 180, 90),
    "Rotate und CropBox.pdf": (0, 90),
    "Schief.pdf": (0, 0, 0, 270),
    "Verkehrt.pdf": (180,),
}
"""Pages that lie wrong, and by how many degrees clockwise they are shown turned to be upright."""


def _images(pdf: Path) -> Counter[tuple[str, bytes]]:
    """Every picture of the file with its filter and its bytes as they are stored."""
    with pikepdf.open(pdf) as document:
        return Counter(
            (str(stream.get("/Filter")), stream.read_raw_bytes())
            for stream in document.objects
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == pikepdf.Name.Image
        )


# Pictures and pages


@pytest.mark.parametrize("source", PDFS)
def test_the_pictures_of_a_pdf_stay_byte_by_byte(paperwork: "Paperwork", source: str) -> None:
    assert _images(paperwork.output(source, ".pdf")) == _images(paperwork.dropped / source)


@pytest.mark.parametrize("source", ["Bilder/druckfarben.jpg", "Bilder/zu-grob.jpg"])
def test_a_jpeg_is_in_its_pdf_byte_by_byte(paperwork: "Paperwork", source: str) -> None:
    ((_, data),) = _images(paperwork.output(source, ".pdf"))

    assert data == (paperwork.dropped / source).read_bytes()


@pytest.mark.parametrize("source", PDFS)
def test_every_page_looks_as_it_did_once_it_is_upright(paperwork: "Paperwork", source: str) -> None:
    before, after = (
        readers.pictures(paperwork.dropped / source),
        readers.pictures(paperwork.output(source, ".pdf")),
    )

    assert len(before) == len(after)
    for one, other, turn in zip(before, after, TURNED.get(source, (0,) * len(before)), strict=True):
        upright = np.rot90(one, -turn // 90)
        assert upright.shape == other.shape
        # Where a page was turned, the renderer itself puts edges half a pixel elsewhere.
        assert np.abs(upright.astype(int) - other).mean() <= (8 if turn else 0)


@pytest.mark.parametrize("source", AS_THEY_ARE)
def test_a_result_is_hardly_larger_than_what_was_dropped(
    paperwork: "Paperwork", source: str
) -> None:
    pages = paperwork.items[source]["pages"]

    grown = (
        paperwork.output(source, ".pdf").stat().st_size
        - (paperwork.dropped / source).stat().st_size
    )

    assert grown <= BYTES_PER_PAGE * pages


@pytest.mark.parametrize("source", PDFS)
def test_page_boxes_stay(paperwork: "Paperwork", source: str) -> None:
    assert _frames(paperwork.output(source, ".pdf")) == _frames(paperwork.dropped / source)


@pytest.mark.parametrize("source", PDFS)
def test_only_pages_that_lie_wrong_are_turned(paperwork: "Paperwork", source: str) -> None:
    before, after = (
        _rotations(pdf) for pdf in (paperwork.dropped / source, paperwork.output(source, ".pdf"))
    )

    turns = TURNED.get(source, (0,) * len(before))
    assert after == [(angle + turn) % 360 for angle, turn in zip(before, turns, strict=True)]


def _rotations(pdf: Path) -> list[int]:
    with pikepdf.open(pdf) as document:
        return [page.rotation % 360 for page in document.pages]


def _frames(pdf: Path) -> list[dict[str, Any]]:
    with pikepdf.open(pdf) as document:
        keys = ("/MediaBox", "/CropBox", "/TrimBox", "/UserUnit")
        return [
            {
                key: pikepdf.unparse_content_stream([([page.obj[key]], pikepdf.Operator("x"))])
                for key in keys
                if key in page.obj
            }
            for page in document.pages
        ]


@pytest.mark.parametrize(
    ("source", "width", "height"),
    [
        ("Fax.tif", 148, 105),
        ("Sehr fein.tif", 120, 40),
        ("Bilder/schwarzweiss.png", 120, 40),
        ("Bilder/druckfarben.jpg", 120, 40),
        ("Niederschrift.tif", 210, 297),
    ],
)
def test_a_picture_is_as_large_on_paper_as_it_says(
    paperwork: "Paperwork", source: str, width: float, height: float
) -> None:
    page = pypdf.PdfReader(paperwork.output(source, ".pdf")).pages[0]

    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(width, abs=0.5)
    assert float(page.mediabox.height) / 72 * 25.4 == pytest.approx(height, abs=0.5)


@pytest.mark.parametrize(
    "source",
    ["Bilder/ohne-dpi.png", "Bilder/zu-grob.jpg", "Bilder/zu-fein.png", "Bilder/heic.heic"],
)
def test_a_picture_that_does_not_say_how_large_it_is_fits_on_paper(
    paperwork: "Paperwork", source: str
) -> None:
    page = pypdf.PdfReader(paperwork.output(source, ".pdf")).pages[0]

    width, height = (
        float(side) / 72 * 25.4 for side in (page.mediabox.width, page.mediabox.height)
    )

    assert 100 < width < 298
    assert width / height == pytest.approx(3, rel=0.01)


# Files that other programs accept


@pytest.mark.parametrize("source", PAPERS)
def test_pypdf_finds_nothing_to_complain_about(
    paperwork: "Paperwork", source: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "pypdf"):
        reader = pypdf.PdfReader(paperwork.output(source, ".pdf"), strict=True)
        for page in reader.pages:
            page.extract_text()

    assert not reader.is_encrypted
    assert [record.message for record in caplog.records] == []


@pytest.mark.filterwarnings("ignore:pikepdf is missing some specialized decoders:UserWarning")
@pytest.mark.parametrize("source", PAPERS)
def test_qpdf_finds_nothing_to_complain_about(paperwork: "Paperwork", source: str) -> None:
    with pikepdf.open(paperwork.output(source, ".pdf")) as document:
        assert document.check_pdf_syntax() == []
        assert document.get_warnings() == []


@pytest.mark.parametrize("source", PICTURES)
def test_a_picture_looks_the_same_in_its_pdf(paperwork: "Paperwork", source: str) -> None:
    """Grey on white, whatever the mode was: two lines of dark print, nothing black behind them."""
    (shown,) = readers.pictures(paperwork.output(source, ".pdf"))

    assert np.median(shown) > 250
    assert 0.005 < np.mean(shown < 128) < 0.1


@pytest.mark.parametrize("source", ARCHIVABLE)
def test_a_plain_scan_becomes_an_archivable_pdf(paperwork: "Paperwork", source: str) -> None:
    with pikepdf.open(paperwork.output(source, ".pdf")) as document:
        with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp.pdfa_status == "2B"
        assert pdfa.check(document, "2b").findings == []


@pytest.mark.parametrize(
    "source", ["Seiten gemischt.pdf", "Formular.pdf", "Kompressionen.pdf", "Bilder/druckfarben.jpg"]
)
def test_nothing_calls_itself_archivable_that_is_not(paperwork: "Paperwork", source: str) -> None:
    """Fonts that are not embedded, a form, untouchable pictures, colours of a printing press."""
    with (
        pikepdf.open(paperwork.output(source, ".pdf")) as document,
        document.open_metadata(set_pikepdf_as_editor=False) as xmp,
    ):
        assert xmp.pdfa_status == ""


# The document around the pages


@pytest.fixture
def archive(paperwork: "Paperwork") -> Iterator[Any]:
    with pikepdf.open(paperwork.output("Archiv.pdf", ".pdf")) as document:
        yield document


def _number(document: Any, page: Any) -> int:  # noqa: ANN401 - pikepdf types no attributes
    """The page's number from 1; objects that are no page of the document have none."""
    return next(
        number for number, known in enumerate(document.pages, 1) if known.obj.objgen == page.objgen
    )


def test_title_author_and_dates_stay(
    paperwork: "Paperwork",
    archive: Any,  # noqa: ANN401 - as above
) -> None:
    info = pypdf.PdfReader(paperwork.output("Archiv.pdf", ".pdf")).metadata

    assert info is not None
    assert (info.title, info.author, info.subject) == (papers.TITLE, "Zoë Ångström", "Zahlen")
    assert (info.creator, info.creation_date) == ("Musterprogramm 4", papers.MADE)
    assert (str(info["/Keywords"]), str(info["/Custom"])) == ("eins; zwei", "bleibt")
    with archive.open_metadata(set_pikepdf_as_editor=False) as xmp:
        assert (xmp["dc:title"], xmp["dc:creator"], xmp["photoshop:City"]) == (
            papers.TITLE,
            ["Zoë Ångström"],
            "Würzburg",
        )
        assert xmp["xmp:CreateDate"].startswith("2019-05-17T08:30:00")


def test_a_document_without_a_title_gets_its_name_for_one(paperwork: "Paperwork") -> None:
    info = pypdf.PdfReader(paperwork.output("Kanzlei Öztürk/Größe 漢字 🎉.pdf", ".pdf")).metadata

    assert info is not None
    assert info.title == "Größe 漢字 🎉"


def test_bookmarks_stay_and_lead_to_their_pages(
    paperwork: "Paperwork",
    archive: Any,  # noqa: ANN401 - as above
) -> None:
    with archive.open_outline() as outline:
        part, named = outline.root
        assert (part.title, part.is_closed, named.title) == ("Teil 1 – Überblick", True, "Named")
        assert [child.title for child in part.children] == ["Anhang"]
    reader = pypdf.PdfReader(paperwork.output("Archiv.pdf", ".pdf"), strict=True)
    first, (second,), third = reader.outline
    entries: Any = (first, second, third)
    pages = [reader.get_destination_page_number(entry) for entry in entries]
    assert pages == [0, 2, 2]


def test_links_still_lead_to_pages_of_the_document(archive: Any) -> None:  # noqa: ANN401 - as above
    direct, action, named, web, note = archive.pages[0].obj.Annots

    assert _number(archive, direct.Dest[0]) == 3
    assert _number(archive, action.A.D[0]) == 2
    assert str(named.Dest) == "appendix"
    assert _number(archive, archive.Root.Names.Dests.Names[1][0]) == 3
    assert str(web.A.URI) == "https://example.org/"
    assert str(note.Contents) == "Prüfen!"


def test_page_labels_stay(paperwork: "Paperwork") -> None:
    reader = pypdf.PdfReader(paperwork.output("Archiv.pdf", ".pdf"), strict=True)

    assert reader.page_labels == ["i", "ii", "A-5"]


def test_attachments_stay_and_say_what_they_are(
    paperwork: "Paperwork",
    archive: Any,  # noqa: ANN401 - as above
) -> None:
    reader = pypdf.PdfReader(paperwork.output("Archiv.pdf", ".pdf"), strict=True)

    assert reader.attachments["factur-x.xml"] == [b"<Invoice/>"]
    (associated,) = archive.Root.AF
    assert associated.AFRelationship == pikepdf.Name.Alternative
    assert associated.EF.F.Subtype == pikepdf.Name("/text/xml")


def test_structure_language_and_layers_stay(archive: Any) -> None:  # noqa: ANN401 - as above
    root = archive.Root

    assert root.MarkInfo.Marked
    assert _number(archive, root.StructTreeRoot.K.Pg) == 2
    assert root.StructTreeRoot.ParentTree.Nums[1][0].objgen == root.StructTreeRoot.K.objgen
    assert b"BDC" in archive.pages[1].Contents.read_bytes()
    assert str(root.Lang) == "de-DE"
    assert [str(layer.Name) for layer in root.OCProperties.D.OFF] == ["Wasserzeichen"]
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.PageMode == pikepdf.Name.UseOutlines


def test_a_form_stays_filled_in(paperwork: "Paperwork") -> None:
    reader = pypdf.PdfReader(paperwork.output("Formular.pdf", ".pdf"), strict=True)

    fields = reader.get_fields()

    assert fields is not None
    assert {name: field.value for name, field in fields.items()} == {"Name": "Müller", "Ja": "/On"}
    with pikepdf.open(paperwork.output("Formular.pdf", ".pdf")) as document:
        widgets = list(document.Root.AcroForm.Fields)
        assert [widget.objgen for widget in widgets] == [
            widget.objgen for widget in document.pages[0].obj.Annots
        ]
        assert [_number(document, widget.P) for widget in widgets] == [1, 1]


def test_a_signed_original_stays_as_it_was_and_its_copy_says_that_it_is_one(
    paperwork: "Paperwork",
) -> None:
    from docx import Document  # noqa: PLC0415 - only here

    (kept,) = (paperwork.office.outbox / "_originals").rglob("Signiert.pdf")
    draft = Document(str(paperwork.output("Signiert.pdf", ".docx")))

    assert kept.read_bytes() == (paperwork.dropped / "Signiert.pdf").read_bytes()
    assert "digital signiert" in "\n".join(paragraph.text for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    "source", ["Seiten gemischt.pdf", "Anderswo gelesen.pdf", "Von rechts.pdf", "Nur lesen.pdf"]
)
def test_pages_that_have_text_already_stay_as_they_are(paperwork: "Paperwork", source: str) -> None:
    with (
        pikepdf.open(paperwork.dropped / source) as before,
        pikepdf.open(paperwork.output(source, ".pdf")) as after,
    ):
        typed = [number for number, sheet in enumerate(paperwork.truth[source]) if not sheet.spots]
        assert typed
        for number in typed:
            assert _content(after.pages[number]) == _content(before.pages[number])


def _content(page: pikepdf.Page) -> bytes:
    page.contents_coalesce()
    return page.Contents.read_bytes()
