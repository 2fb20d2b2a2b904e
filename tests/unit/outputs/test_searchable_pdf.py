"""The searchable PDF: what it adds, and that all else stays."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdf
import pytest

from pipeline.core.model import Page, Scan
from pipeline.errors import DamagedFile, FolderUnreachable
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from tests.text_layers import (
    A4,
    Sheet,
    a_page,
    a_pdf,
    boxes_by_poppler,
    lines_of_words,
    poppler,
)


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
        document, picture, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
        Width=16, Height=16,
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
