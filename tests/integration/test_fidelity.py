"""Everything in a document is still there, byte for byte, once it has a text layer."""

from __future__ import annotations

import logging
import os
import subprocess
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, pdfa
from PIL import Image, ImageDraw

from pipeline.core.model import Box, Page, Scan, Word
from pipeline.outputs.searchable_pdf import Written, write_searchable_pdf
from pipeline.pdf.boxes import displayed_size
from pipeline.scans.opening import open_scan

AS_IT_IS: dict[str, Any] = {
    "compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "fix_metadata_version": False,
}  # fmt: skip
WORDS = ("Sehr", "geehrte", "Damen", "und", "Herren,")


def a_scan(pdf: Path, *, only: int | None = None) -> Scan:
    """The same five words in a line on each page, or on page ``only``, as if read at 150 dpi."""
    with pikepdf.open(pdf) as document:
        sizes = [displayed_size(page) for page in document.pages]
    pages = []
    for number, (width, height) in enumerate(sizes, start=1):
        words = tuple(
            Word(
                text,
                Box(50 + 100 * n, 60, 130 + 100 * n, 80),
                0.9,
                0,
                0,
                0,
                digital=only not in (None, number),
            )
            for n, text in enumerate(WORDS)
        )
        pages.append(
            Page(
                number,
                max(600, round(width * 150 / 72)),
                max(600, round(height * 150 / 72)),
                150,
                words,
            )
        )
    return Scan(tuple(pages))


def searchable(
    pdf: Path,
    scan: Scan | None = None,
    **options: Any,  # noqa: ANN401 - the language
) -> tuple[Path, Written]:
    target = pdf.with_name(f"{pdf.stem}-searchable.pdf")
    return target, write_searchable_pdf(pdf, scan or a_scan(pdf), target, title="Brief", **options)


def texts(pdf: Path) -> list[list[str]]:
    told = subprocess.run(
        ["pdftotext", "-q", pdf, "-"], capture_output=True, check=True
    ).stdout.decode()
    return [page.split() for page in told.split("\f")[:-1]]


def pictures(document: pikepdf.Pdf) -> list[tuple[bytes, str]]:
    """Every image's data as they stand in the file, and their filters."""
    return sorted(
        (value.read_raw_bytes(), str(value.get("/Filter")))
        for value in document.objects
        if isinstance(value, pikepdf.Stream) and value.get("/Subtype") == Name.Image
    )


def complaints(document: pikepdf.Pdf) -> set[str]:
    """What qpdf says about the file, without its complaint that it cannot decode JBIG2."""
    with warnings.catch_warnings(action="ignore"):
        return set(document.check_pdf_syntax())


def reader_labels(pdf: Path) -> list[str]:
    return pypdf.PdfReader(pdf).page_labels


def clean(pdf: Path, caplog: pytest.LogCaptureFixture) -> bool:
    """Whether qpdf has no complaint, and the strictest of readers has none either."""
    caplog.clear()
    with pikepdf.open(pdf) as document:
        problems = complaints(document)
    with caplog.at_level(logging.WARNING, "pypdf"):
        reader = pypdf.PdfReader(pdf, strict=True)
        for page in reader.pages:
            page.extract_text()
        _ = (
            reader.outline,
            reader.metadata,
            reader.xmp_metadata,
            reader.get_fields(),
            reader.page_labels,
        )
    return not problems and not [
        record for record in caplog.records if record.name.startswith("pypdf")
    ]


# The matrix


def a_page_picture(mode: str = "L") -> Image.Image:
    picture = Image.new(mode, (620, 874), "white")
    ImageDraw.Draw(picture).rectangle((60, 60, 200, 90), fill="black")
    return picture


def encoded(kind: str) -> tuple[bytes, dict[str, Any]]:
    """Image data in one of the encodings that scanners use, and the entries that belong to them."""
    grey = {"Width": 620, "Height": 874, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray}
    bits = {**grey, "BitsPerComponent": 1}
    data = BytesIO()
    match kind:
        case "jpeg":
            a_page_picture().save(data, "JPEG")
            return data.getvalue(), {**grey, "Filter": Name.DCTDecode}
        case "jpx":
            a_page_picture().save(data, "JPEG2000")
            return data.getvalue(), {**grey, "Filter": Name.JPXDecode}
        case "ccitt":
            fax = img2pdf.convert(_tiff(a_page_picture("1")), nodate=True)
            with pikepdf.open(BytesIO(fax)) as document:
                (image,) = document.pages[0].get_images().values()
                assert isinstance(image, pikepdf.Stream)
                parms = Dictionary(K=-1, Columns=620, Rows=874, BlackIs1=True)
                return image.read_raw_bytes(), {
                    **bits,
                    "Filter": Name.CCITTFaxDecode,
                    "DecodeParms": parms,
                }
        case "jbig2":  # nobody here writes it; to those who pass it on, it is a sack of bytes
            return bytes(range(256)) * 4, {**bits, "Filter": Name.JBIG2Decode}
        case "85":
            return b"9jqo^BlbD-BleB1DJ+*+F(f,q~>", {
                **grey,
                "Width": 20,
                "Height": 1,
                "Filter": Name.ASCII85Decode,
            }
        case _:
            return bytes(620 * 874), grey


def _tiff(picture: Image.Image) -> bytes:
    data = BytesIO()
    picture.save(data, "TIFF", compression="group4")
    return data.getvalue()


def a_document(
    path: Path, *kinds: str, rotate: int = 0, crop: bool = False, unit: float = 1
) -> Path:
    """One page for each kind of image."""
    document = pikepdf.new()
    for kind in kinds:
        data, entries = encoded(kind)
        document.add_blank_page(page_size=(298, 420))
        page = document.pages[-1].obj
        image = document.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **entries)
        page.Resources = Dictionary(XObject=Dictionary(Im0=image))
        page.Contents = document.make_stream(b"q 298 0 0 420 0 0 cm /Im0 Do Q")
        page.Rotate = rotate
        if unit != 1:
            page.UserUnit = unit
        if crop:
            page.CropBox = Array([10, 20, 280, 400])
    document.save(path, compress_streams=False)
    return path


@pytest.mark.parametrize("kind", ["jpeg", "jpx", "ccitt", "jbig2", "85", "raw"])
def test_image_data_stay_as_they_are(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pdf = a_document(tmp_path / "a.pdf", kind)

    target, _ = searchable(pdf)

    with pikepdf.open(pdf) as before, pikepdf.open(target) as after:
        assert pictures(after) == pictures(before)
    assert texts(target) == [list(WORDS)]
    assert clean(target, caplog)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [False, True])
@pytest.mark.parametrize("unit", [1, 2.5])
def test_every_sort_of_page_keeps_its_frame_and_gets_its_words(
    rotate: int,
    crop: bool,  # noqa: FBT001 - pytest's
    unit: float,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg", "ccitt", rotate=rotate, crop=crop, unit=unit)

    target, written = searchable(pdf)

    assert written.conformance.pdfa == "2b"
    with pikepdf.open(pdf) as before, pikepdf.open(target) as after:
        for old, new in zip(before.pages, after.pages, strict=True):
            for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
                assert new.obj.get(key) == old.obj.get(key)
            assert new.obj.Contents[1].read_bytes() == old.obj.Contents.read_bytes()
    assert texts(target) == [list(WORDS)] * 2
    assert clean(target, caplog)


def a_rich_document(path: Path) -> Path:
    """Bookmarks, links, a form, annotations, attachments, page labels, XMP, layers and tags."""
    a_document(path, "jpeg", "ccitt", "jpeg")
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        first, second = document.pages[0].obj, document.pages[1].obj
        link = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[9, 9, 99, 99], Dest=Array([second, Name.Fit]),
            F=4,
        )  # fmt: skip
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="Betrag",
            V="12,50",
            Rect=[9, 9, 99, 19],
            P=first,
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Contents="Bitte prüfen", Rect=[0, 0, 9, 9]
        )
        first.Annots = Array([document.make_indirect(each) for each in (link, field, note)])
        document.Root.AcroForm = Dictionary(Fields=Array([first.Annots[1]]), NeedAppearances=True)
        document.Root.PageLabels = Dictionary(
            Nums=[0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, P="A-")]
        )
        hidden = document.make_indirect(Dictionary(Type=Name.OCG, Name="Entwurf"))
        document.Root.OCProperties = Dictionary(
            OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden]), Order=Array([hidden]))
        )
        second.Resources.Properties = Dictionary(MC0=hidden)
        second.Contents = document.make_stream(b"/OC /MC0 BDC q 298 0 0 420 0 0 cm /Im0 Do Q EMC")
        root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        figure = document.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Figure, P=root, Pg=first, K=0)
        )
        root.K = Array([figure])
        root.ParentTree = Dictionary(Nums=[0, Array([figure])])
        document.Root.StructTreeRoot = root
        document.Root.MarkInfo = Dictionary(Marked=True)
        first.StructParents = 0
        first.Contents = document.make_stream(
            b"/Figure <</MCID 0>> BDC q 298 0 0 420 0 0 cm /Im0 Do Q EMC"
        )
        document.attachments["rechnung.xml"] = b"<Rechnung/>"
        document.Root.AF = Array([document.attachments["rechnung.xml"].obj])
        document.Root.Names.Dests = Dictionary(
            Names=["Anhang", Dictionary(D=Array([second, Name.Fit]))]
        )
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Kapitel 1", 0))
            outline.root[0].children.append(pikepdf.OutlineItem("Abschnitt 1.1", 1))
        with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["dc:title"] = "Vertrag"
            xmp["pdf:Keywords"] = "Miete"
        document.docinfo["/Producer"] = "Scanner 3000"
        document.save(path, compress_streams=False)
    return path


def test_everything_around_the_pages_survives(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pdf = a_rich_document(tmp_path / "a.pdf")

    target, written = searchable(pdf, language="de")

    assert (written.conformance.pdfa, written.copied) == (None, False)
    assert clean(target, caplog)
    assert texts(target) == [list(WORDS)] * 3
    with pikepdf.open(target) as after:
        root = after.Root
        link, field, note = after.pages[0].obj.Annots
        assert link.Dest[0].objgen == after.pages[1].obj.objgen
        assert (str(field.V), field.P.objgen) == ("12,50", after.pages[0].obj.objgen)
        assert root.AcroForm.Fields[0].objgen == field.objgen
        assert str(note.Contents) == "Bitte prüfen"
        assert reader_labels(target) == ["i", "ii", "A-1"]
        assert (
            root.OCProperties.D.OFF[0].objgen == after.pages[1].obj.Resources.Properties.MC0.objgen
        )
        assert root.StructTreeRoot.K[0].Pg.objgen == after.pages[0].obj.objgen
        assert after.attachments["rechnung.xml"].get_file().read_bytes() == b"<Rechnung/>"
        assert len(root.AF) == 1
        assert root.Names.Dests.Names[1].D[0].objgen == after.pages[1].obj.objgen
        with after.open_outline() as outline:
            assert [
                (item.title, [child.title for child in item.children]) for item in outline.root
            ] == [("Kapitel 1", ["Abschnitt 1.1"])]
        xmp = after.open_metadata()
        assert (xmp["dc:title"], xmp["pdf:Keywords"]) == ("Vertrag", "Miete")
        assert "pdfaid:part" not in xmp
        assert "/OutputIntents" not in root
        assert (str(after.docinfo["/Producer"]), str(root.Lang)) == ("Scanner 3000", "de")


def test_the_layer_of_a_tagged_document_is_no_part_of_its_structure_and_of_no_hidden_layer(
    tmp_path: Path,
) -> None:
    target, _ = searchable(a_rich_document(tmp_path / "a.pdf"))

    with pikepdf.open(target) as after:
        for page in after.pages:
            layer, *others = page.obj.Contents
            names = [str(each.operator) for each in pikepdf.parse_content_stream(layer)]
            assert (names[0], names[-1]) == ("BMC", "EMC")
            assert names.count("BMC") == names.count("EMC") == 1
            assert b"BMC" not in b"".join(stream.read_bytes() for stream in others)


def test_nothing_changes_in_pages_that_bring_their_text(tmp_path: Path) -> None:
    pdf = a_rich_document(tmp_path / "a.pdf")

    target, _ = searchable(pdf, a_scan(pdf, only=3))

    with pikepdf.open(pdf) as before, pikepdf.open(target) as after:
        for old, new in zip(before.pages[:2], after.pages[:2], strict=True):
            assert new.obj.Contents.read_bytes() == old.obj.Contents.read_bytes()
            assert "/Font" not in new.obj.Resources
    assert texts(target)[:2] == [[], []]


# PDF/A


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "P"])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG"])
def test_a_scanned_picture_becomes_an_archivable_pdf(kind: str, mode: str, tmp_path: Path) -> None:
    source, pdf = tmp_path / "a.img", tmp_path / "pages.pdf"
    a_page_picture("L" if mode == "P" else mode).convert(
        "L" if (mode, kind) == ("P", "JPEG") else mode
    ).save(source, kind, dpi=(75, 75))
    open_scan(source, pdf)

    target, written = searchable(pdf, language="de")

    assert written.conformance.pdfa == "2b"
    assert pdfa.validate_written(target, "2b").passed
    with pikepdf.open(pdf) as before, pikepdf.open(target) as after:
        assert pictures(after) == pictures(before)
        with after.open_metadata() as xmp:
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["dc:title"]) == (
                "2",
                "B",
                "Brief",
            )
        (intent,) = after.Root.OutputIntents
        assert (str(intent.S), int(intent.DestOutputProfile.N)) == ("/GTS_PDFA1", 3)
        assert (str(after.Root.Lang), bool(after.Root.ViewerPreferences.DisplayDocTitle)) == (
            "de",
            True,
        )
        assert str(after.docinfo["/Title"]) == "Brief"


def test_our_font_has_in_it_what_it_says_of_itself(tmp_path: Path) -> None:
    """Widths, the map to glyphs and the map to text: what PDF/A-2 asks of fonts (6.2.11)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only here

    target, _ = searchable(a_document(tmp_path / "a.pdf", "jpeg"))

    with pikepdf.open(target) as after:
        font: Any = after.pages[0].obj.Resources.Font.Words
        inner = font.DescendantFonts[0]
        program = TTFont(BytesIO(inner.FontDescriptor.FontFile2.read_bytes()))
        glyphs = inner.CIDToGIDMap.read_bytes()
        drawn = b"".join(
            bytes(each.operands[0])
            for each in pikepdf.parse_content_stream(after.pages[0].obj.Contents[0])
            if str(each.operator) == "Tj"
        )
        codes = {int.from_bytes(drawn[at : at + 2]) for at in range(0, len(drawn), 2)}
        mapped = font.ToUnicode.read_bytes()

    advance = program["hmtx"].metrics[program.getGlyphOrder()[1]][0]
    assert advance * 1000 / program["head"].unitsPerEm == int(inner.DW)
    assert {int.from_bytes(glyphs[2 * code : 2 * code + 2]) for code in codes} == {1}, (
        "none shows .notdef"
    )
    assert all(f"<{code:04x}>".encode() in mapped for code in codes)


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("form", "form"),
        ("files", "attached"),
        ("colours", "printing press"),
        ("layers", "hidden"),
        ("pictures", "left"),
    ],
)
def test_what_cannot_be_archived_says_why_and_makes_no_claim(
    what: str, why: str, tmp_path: Path
) -> None:
    pdf = a_document(tmp_path / "a.pdf", "85" if what == "pictures" else "jpeg")
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        match what:
            case "form":
                document.Root.AcroForm = Dictionary(
                    Fields=Array([document.make_indirect(Dictionary(FT=Name.Tx))])
                )
            case "files":
                document.attachments["a.txt"] = b"a"
            case "colours":
                document.pages[0].obj.Contents = document.make_stream(b"0 0 0 1 k 0 0 9 9 re f")
            case "layers":
                document.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())
            case _:
                pass
        document.save(pdf, **AS_IT_IS)

    target, written = searchable(pdf)

    assert written.conformance.pdfa is None
    assert why in (written.conformance.obstacle or "")
    with pikepdf.open(target) as after:
        assert "/OutputIntents" not in after.Root
        with after.open_metadata() as xmp:
            assert "pdfaid:part" not in xmp
    assert texts(target) == [list(WORDS)]


def claiming(pdf: Path, part: str, level: str) -> Path:
    """The document as an archive's scanner would have made it."""
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        pdfa.prepare(document, f"{part}b")
        with document.open_metadata(set_pikepdf_as_editor=False) as xmp:
            xmp["pdfaid:conformance"] = level
        document.save(pdf, **pdfa.resolve_save_kwargs(f"{part}b"))
    return pdf


@pytest.mark.parametrize(
    ("part", "level"), [("1", "B"), ("2", "B"), ("2", "U"), ("3", "B"), ("4", "")]
)
def test_a_document_that_is_pdfa_stays_what_it_is(part: str, level: str, tmp_path: Path) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg", "ccitt")
    claiming(pdf, part if part != "4" else "2", level)
    if part == "4":
        with pikepdf.open(pdf, allow_overwriting_input=True) as document:
            with document.open_metadata() as xmp:
                xmp["pdfaid:part"] = "4"
                del xmp["pdfaid:conformance"]
            document.save(pdf)

    target, written = searchable(pdf)

    assert written.conformance.pdfa == f"{part}{level.lower()}"
    if level == "B":
        assert pdfa.validate_written(target, f"{part}b").passed
    with pikepdf.open(target) as after, after.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp.get("pdfaid:conformance", "")) == (part, level)


def test_a_claim_that_a_copy_cannot_keep_is_taken_back(tmp_path: Path) -> None:
    """A page whose colours were nowhere defined was no matter as long as there were none."""
    pdf = claiming(a_document(tmp_path / "a.pdf", "85"), "2", "B")

    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        data, entries = encoded("85")  # preparing it has encoded the picture anew
        document.pages[0].obj.Resources.XObject.Im0 = document.make_stream(
            data, Type=Name.XObject, Subtype=Name.Image, **entries
        )
        document.save(pdf, **AS_IT_IS)
    target, written = searchable(pdf)

    assert written.conformance.pdfa is None
    with pikepdf.open(target) as after, after.open_metadata() as xmp:
        assert "pdfaid:part" not in xmp


def test_metadata_that_nobody_can_read_are_left_as_they_are(tmp_path: Path) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg")
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.Root.Metadata = document.make_stream(
            b"<x:xmpmeta> & no more", Type=Name.Metadata, Subtype=Name.XML
        )
        document.save(pdf, **AS_IT_IS)

    target, written = searchable(pdf)

    assert written.conformance.pdfa is None
    with pikepdf.open(target) as after:
        assert after.Root.Metadata.read_bytes() == b"<x:xmpmeta> & no more"


def test_a_title_is_shown_unless_the_document_wants_otherwise(tmp_path: Path) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg")
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=False, FitWindow=True)
        document.Root.Lang = "fr"
        document.save(pdf)

    target, _ = searchable(pdf, language="de")

    with pikepdf.open(target) as after:
        assert not after.Root.ViewerPreferences.DisplayDocTitle
        assert after.Root.ViewerPreferences.FitWindow
        assert (str(after.docinfo["/Title"]), str(after.Root.Lang)) == ("Brief", "fr")


def test_a_pdf_of_a_picture_is_as_old_as_the_picture(tmp_path: Path) -> None:
    source, pdf = tmp_path / "a.png", tmp_path / "pages.pdf"
    a_page_picture().save(source)
    os.utime(source, (1_700_000_000, 1_700_000_000))
    open_scan(source, pdf)

    target, _ = searchable(pdf)

    with pikepdf.open(target) as after:
        assert str(after.docinfo["/CreationDate"]).startswith("D:20231114221320")
        assert str(after.docinfo["/Producer"]) == "Schreibstube"
        assert after.open_metadata()["xmp:CreateDate"].startswith("2023-11-14T22:13:20")


def test_equal_documents_become_equal_archives(tmp_path: Path) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg", "ccitt")
    scan = a_scan(pdf)

    for name in ("one.pdf", "two.pdf"):
        write_searchable_pdf(pdf, scan, tmp_path / name, title="Brief", language="de")

    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


# Real documents

INVOICES = ("rechnung_einfach_pdfa3.pdf", "rechnung_mustang_507.pdf", "rechnung_rabatte_pdfa3.pdf")


@pytest.mark.parametrize("name", INVOICES)
def test_an_electronic_invoice_is_passed_on_byte_by_byte(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    source, pdf = shared_data / "scans" / name, tmp_path / "pages.pdf"
    facts = open_scan(source, pdf)
    assert all(fact.digital for fact in facts.pages)

    target, written = searchable(pdf, a_scan(pdf, only=0))

    assert target.read_bytes() == source.read_bytes()
    assert written.copied
    assert (written.conformance.pdfa or "").startswith("3")


@pytest.mark.parametrize("name", INVOICES)
def test_an_electronic_invoice_with_a_scanned_page_stays_one(
    name: str, shared_data: Path, tmp_path: Path
) -> None:
    pdf = a_document(tmp_path / "a.pdf", "jpeg")
    with pikepdf.open(shared_data / "scans" / name) as invoice, pikepdf.open(pdf) as scanned:
        invoice.pages.append(scanned.pages[0])
        last = len(invoice.pages)
        attached = {key: file.get_file().read_bytes() for key, file in invoice.attachments.items()}
        invoice.save(tmp_path / "mixed.pdf")

    target, written = searchable(tmp_path / "mixed.pdf", a_scan(tmp_path / "mixed.pdf", only=last))

    assert (written.conformance.pdfa or "").startswith("3")
    assert texts(target)[-1] == list(WORDS)
    with pikepdf.open(tmp_path / "mixed.pdf") as before, pikepdf.open(target) as after:
        assert {
            key: file.get_file().read_bytes() for key, file in after.attachments.items()
        } == attached
        assert len(after.Root.AF) == len(before.Root.AF)
        with before.open_metadata() as old, after.open_metadata() as new:
            assert {key: str(new[key]) for key in old} == {key: str(old[key]) for key in old}


def test_every_real_document_keeps_its_pictures_and_its_frame(
    shared_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = {}
    for source in sorted((shared_data / "scans").glob("*.pdf")):
        if not source.name.startswith(
            ("omp_", "pdfjs_", "pypdf", "pike_", "pdfminer_", "ppl_", "lept_", "docspell_")
        ):
            continue
        try:
            pdf = tmp_path / source.name
            open_scan(source, pdf)
        except Exception:  # noqa: BLE001, S112 - which are refused, and why, is for test_scans.py
            continue
        target, written = searchable(pdf)
        told[source.name] = written.conformance.pdfa
        with pikepdf.open(pdf) as before, pikepdf.open(target) as after:
            assert pictures(after) == pictures(before), source.name
            assert not {
                "/AcroForm",
                "/Outlines",
                "/StructTreeRoot",
                "/OCProperties",
                "/PageLabels",
                "/AF",
            } & (set(before.Root.keys()) - set(after.Root.keys())), source.name
            assert not complaints(after) - complaints(before), source.name
        assert clean(target, caplog) or not clean(pdf, caplog), source.name

    assert told["omp_jbig2.pdf"] == "2b"
    assert told["pypdf021_pdfa.pdf"] == "1b"
    assert sum(flavour is not None for flavour in told.values()) >= len(told) // 3
