"""From a dropped file to read pages: real Poppler, qpdf and Pillow, and a fake engine."""

from __future__ import annotations

import errno
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, cast

import pikepdf
import pytest
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFont, ImageOps, ImageStat

from pipeline.core.model import Box, Scan, Word
from pipeline.errors import (
    DamagedFile,
    EmptyFile,
    EngineMissing,
    FolderUnreachable,
    FormNotSupported,
    NoPages,
    OriginalGone,
    PasswordNeeded,
    PortfolioNotSupported,
    Rejected,
    TooLarge,
    UnsupportedType,
)
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from pipeline.pdf.pages import join, take_pages
from pipeline.ports import PageImage
from pipeline.recipe import PageFacts
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages


@dataclass
class PlayedEngine:
    """Reads ``words`` if there is ink in the upper left corner, with little certainty elsewhere."""

    batch: int = 2
    turn: int | None = 0
    refuses: tuple[str, ...] = ()
    seen: list[PageImage] = field(default_factory=list)
    content: list[bytes] = field(default_factory=list)
    version: str = "played 1"

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        assert languages == ("deu",)
        if any(image.path.suffix in self.refuses for image in images):
            raise DamagedFile
        self.seen += images
        self.content += [image.path.read_bytes() for image in images]
        return tuple(self._words(image) for image in images)

    def angle(self, image: PageImage) -> int | None:
        assert image.path.exists()
        return self.turn

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:  # noqa: ARG002 - as the port
        return frozenset()

    def _words(self, image: PageImage) -> tuple[Word, ...]:
        with Image.open(image.path) as picture:
            grey = picture.convert("L")
            dark = [
                bool(grey.crop(corner).getextrema()[0] < 100)  # type: ignore[operator]
                for corner in self._corners(picture.size)
            ]
        if not any(dark):
            return ()
        confidence = 0.95 if dark[0] else 0.4
        return tuple(
            Word("Buchstaben", Box(10, 10 + 20 * line, 90, 25 + 20 * line), confidence, 0, 0, line)
            for line in range(4)
        )

    @staticmethod
    def _corners(size: tuple[int, int]) -> list[tuple[int, int, int, int]]:
        width, height = size
        x, y = width // 3, height // 3
        return [
            (0, 0, x, y),
            (width - x, 0, width, y),
            (0, height - y, x, height),
            (width - x, height - y, width, height),
        ]


def a_picture(
    path: Path,
    size: tuple[int, int] = (620, 874),
    turned: int = 0,
    **options: Any,  # noqa: ANN401 - Pillow's options
) -> Path:
    picture = Image.new("1" if "compression" in options else "L", size, "white")
    ImageDraw.Draw(picture).rectangle((40, 40, size[0] // 4, size[1] // 4), fill="black")
    picture.rotate(turned, expand=True).save(path, **options)
    return path


def a_digital_pdf(path: Path, *texts: str) -> Path:
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for text in texts:
        document.add_blank_page(page_size=(400, 600))
        page = document.pages[-1]
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.obj.Contents = document.make_stream(
            f"BT /F 20 Tf 100 500 Td ({text}) Tj ET".encode("latin-1")
        )
    document.save(path)
    return path


def opened(source: Path, tmp_path: Path) -> tuple[Path, tuple[PageFacts, ...]]:
    pdf = tmp_path / "pages.pdf"
    return pdf, open_scan(source, pdf).pages


# Opening


def test_a_healthy_pdf_is_copied_byte_by_byte(tmp_path: Path) -> None:
    source, pdf = a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt", ""), tmp_path / "pages.pdf"

    facts = open_scan(source, pdf)

    assert pdf.read_bytes() == source.read_bytes()
    assert not pdf.samefile(source)
    assert facts.pages == (
        PageFacts(1, 400, 600, digital=True),
        PageFacts(2, 400, 600, digital=False),
    )
    assert not facts.repaired
    assert sorted(tmp_path.iterdir()) == [source, pdf]


@pytest.mark.parametrize("digital", [True, False])
def test_a_path_that_is_no_utf_8_is_opened_and_read(tmp_path: Path, *, digital: bool) -> None:
    """A file and a folder from an old Windows: ``M\xfcller.pdf`` in ``B\xfcro``."""
    office = tmp_path / os.fsdecode(b"B\xfcro")
    office.mkdir()
    plain = a_digital_pdf(tmp_path / "a.pdf", "Hallo") if digital else a_picture(tmp_path / "a.png")
    source = office / os.fsdecode(b"M\xfcller.pdf")
    source.write_bytes(plain.read_bytes())
    pdf, part = office / os.fsdecode(b"S\xe4tze.pdf"), office / os.fsdecode(b"\xe4.pdf")

    facts = open_scan(source, pdf)
    take_pages(pdf, [1], part)
    join([part, part], pdf)
    (page,) = read_pages(PlayedEngine(), pdf, facts.pages, languages=("deu",), folder=office)
    write_searchable_pdf(pdf, Scan((page,)), part, title="Müller")

    assert not facts.rewritten
    assert page.words
    assert part.stat().st_size


def test_the_suffix_does_not_count(tmp_path: Path) -> None:
    picture = a_picture(tmp_path / "a.pdf", format="PNG")
    pdf = a_digital_pdf(tmp_path / "b.jpg", "Hallo")

    assert len(open_scan(picture, tmp_path / "1.pdf").pages) == 1
    assert open_scan(pdf, tmp_path / "2.pdf").pages[0].digital


def test_sizes_are_those_that_are_shown(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        document.Root.Pages.Rotate = 90
        document.Root.Pages.CropBox = pikepdf.Array([50, 100, 350, 550])
        document.save(source)

    _, (fact,) = opened(source, tmp_path)

    assert (fact.width_pt, fact.height_pt) == (450, 300)


def test_words_outside_the_shown_part_make_no_page_digital(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        document.pages[0].obj.CropBox = pikepdf.Array([0, 0, 400, 300])
        document.save(source)

    _, (fact,) = opened(source, tmp_path)

    assert not fact.digital


def test_a_damaged_pdf_is_repaired(tmp_path: Path) -> None:
    source, pdf = a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt"), tmp_path / "pages.pdf"
    data = source.read_bytes()
    source.write_bytes(data[: data.rindex(b"startxref")])

    facts = open_scan(source, pdf)

    assert facts.repaired
    assert facts.pages[0].digital
    with pikepdf.open(pdf) as document:
        assert not document.get_warnings()


def test_a_pdf_whose_trailer_does_not_know_its_size_is_repaired(tmp_path: Path) -> None:
    source, pdf = tmp_path / "a.pdf", tmp_path / "pages.pdf"
    with pikepdf.open(a_digital_pdf(tmp_path / "b.pdf", "Hallo Welt")) as document:
        document.save(source, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    source.write_bytes(re.sub(rb"/Size \d+", b"", source.read_bytes()))

    assert open_scan(source, pdf).repaired
    with pikepdf.open(pdf) as document:
        assert not document.get_warnings()


def test_a_pdf_with_an_owner_password_is_opened_and_one_with_a_user_password_is_not(
    tmp_path: Path,
) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt")
    with pikepdf.open(source) as document:
        document.save(tmp_path / "owner.pdf", encryption=pikepdf.Encryption(owner="x", user=""))
        document.save(tmp_path / "user.pdf", encryption=pikepdf.Encryption(owner="x", user="y"))

    facts = open_scan(tmp_path / "owner.pdf", tmp_path / "pages.pdf")

    assert facts.pages[0].digital
    with pikepdf.open(tmp_path / "pages.pdf") as document:
        assert not document.is_encrypted
    for wrong in ((), ("z", "")):
        with pytest.raises(PasswordNeeded, match=r"profile\.toml|only with a password"):
            open_scan(tmp_path / "user.pdf", tmp_path / "nothing.pdf", wrong)
    assert not (tmp_path / "nothing.pdf").exists()


@pytest.mark.parametrize("password", ["y", "x"])
def test_a_password_that_was_told_opens_the_pdf_and_the_working_pdf_has_none(
    password: str, tmp_path: Path
) -> None:
    source = tmp_path / "user.pdf"
    with pikepdf.open(a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt")) as document:
        document.save(source, encryption=pikepdf.Encryption(owner="x", user="y"))
    before = source.read_bytes()

    facts = open_scan(source, tmp_path / "pages.pdf", ("z", password))

    assert facts.pages[0].digital
    assert not facts.repaired
    assert source.read_bytes() == before
    with pikepdf.open(tmp_path / "pages.pdf") as document:
        assert not document.is_encrypted


def a_signed_pdf(path: Path, *texts: str) -> Path:
    with pikepdf.open(a_digital_pdf(path, *texts), allow_overwriting_input=True) as document:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=b"\0" * 8
        )
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T="Unterschrift", V=document.make_indirect(value)
        )
        document.Root.AcroForm = pikepdf.Dictionary(
            Fields=[document.make_indirect(field)], SigFlags=3
        )
        document.save(path)
    return path


def test_a_signed_pdf_is_copied_byte_by_byte_and_known_to_be_signed(tmp_path: Path) -> None:
    source, pdf = a_signed_pdf(tmp_path / "a.pdf", "Vertrag"), tmp_path / "pages.pdf"

    facts = open_scan(source, pdf)

    assert (facts.signed, facts.rewritten) == (True, False)
    assert pdf.read_bytes() == source.read_bytes()


def test_a_signed_pdf_that_has_to_be_rewritten_loses_the_signature(tmp_path: Path) -> None:
    source, pdf = a_signed_pdf(tmp_path / "a.pdf", "Vertrag"), tmp_path / "pages.pdf"
    source.write_bytes(source.read_bytes()[: source.read_bytes().rindex(b"startxref")])

    facts = open_scan(source, pdf)

    assert (facts.signed, facts.rewritten) == (True, True)
    with pikepdf.open(pdf) as document:
        assert "/AcroForm" not in document.Root


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("NeedsRendering", FormNotSupported),
        ("XFA", FormNotSupported),
        ("Collection", PortfolioNotSupported),
    ],
)
def test_forms_and_portfolios_without_real_pages_are_refused(
    key: str, refusal: type[Rejected], tmp_path: Path
) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "Please wait...")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        if key == "XFA":
            document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))
        else:
            document.Root[f"/{key}"] = True if key == "NeedsRendering" else pikepdf.Dictionary()
        document.save(source)

    with pytest.raises(refusal):
        open_scan(source, tmp_path / "pages.pdf")


def test_a_form_with_real_pages_is_a_document_like_any_other(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "Antrag", "Seite 2")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        document.Root.AcroForm = pikepdf.Dictionary(XFA=document.make_stream(b"<xdp/>"))
        document.save(source)

    assert len(open_scan(source, tmp_path / "pages.pdf").pages) == 2


def test_a_pdf_without_pages_has_none(tmp_path: Path) -> None:
    source = tmp_path / "a.pdf"
    pikepdf.new().save(source)

    with pytest.raises(NoPages):
        open_scan(source, tmp_path / "pages.pdf")


def test_a_bomb_in_a_pdf_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        bomb = document.make_stream(
            b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60_000, Height=60_000,
            BitsPerComponent=1, ColorSpace=pikepdf.Name.DeviceGray,
        )  # fmt: skip
        document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=bomb))
        document.save(source)

    with pytest.raises(TooLarge):
        open_scan(source, tmp_path / "pages.pdf")


def test_a_flood_of_pages_is_refused(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        kid = document.Root.Pages.Kids[0]
        document.Root.Pages.Kids = pikepdf.Array(
            [document.make_indirect(pikepdf.Dictionary(dict(kid.items()))) for _ in range(10_001)]
        )
        document.Root.Pages.Count = 10_001
        document.save(source)

    with pytest.raises(TooLarge) as caught:
        open_scan(source, tmp_path / "pages.pdf")

    assert caught.value.details["limit"] == "10000 S./p."


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"Dear Sirs", UnsupportedType),
        (b"%PDF-1.7 and then nothing", DamagedFile),
        (b"\xff\xd8\xff\xe0 and then nothing", DamagedFile),
    ],
)
def test_hopeless_files_are_refused(content: bytes, error: type[Rejected], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(content)

    with pytest.raises(error):
        open_scan(tmp_path / "a.pdf", tmp_path / "pages.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_file_that_is_gone_is_gone(tmp_path: Path) -> None:
    with pytest.raises(OriginalGone):
        open_scan(tmp_path / "a.pdf", tmp_path / "pages.pdf")


def test_a_file_whose_folder_is_gone_too_is_on_a_share_that_is_away(tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable, match="away"):
        open_scan(tmp_path / "away" / "a.pdf", tmp_path / "pages.pdf")


@pytest.mark.parametrize("name", ["a.pdf", "a.png"])
def test_an_error_of_the_share_does_not_look_like_one_of_the_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that stops to answer after the first bytes: to a reader, a damaged file."""
    share = tmp_path / "share"
    share.mkdir()
    source = share / name
    source.write_bytes((b"%PDF-1.7 " if name == "a.pdf" else b"\x89PNG ") + bytes(4096))
    opened = Path.open

    def failing(file: Path, mode: str = "r") -> BinaryIO:
        stream = cast("BinaryIO", opened(file, mode))
        return cast("BinaryIO", Failing(stream)) if file == source else stream

    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(FolderUnreachable) as caught:
        open_scan(source, tmp_path / "pages.pdf")
    assert caught.value.details == {"folder": str(share)}


class Failing(BytesIO):
    """Gives the first kilobyte, then what a network share says that is away."""

    def __init__(self, stream: BinaryIO) -> None:
        with stream:
            super().__init__(stream.read())

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= 1024:
            raise OSError(errno.ESTALE, "stale")
        return super().read(size)


def test_a_work_folder_that_is_gone_is_unreachable(tmp_path: Path) -> None:
    for source in (a_digital_pdf(tmp_path / "a.pdf", "Hallo"), a_picture(tmp_path / "a.png")):
        with pytest.raises(FolderUnreachable):
            open_scan(source, tmp_path / "gone" / "pages.pdf")


def test_without_poppler_the_engine_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "")
    pdf, facts = opened(source, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(EngineMissing):
        open_scan(source, tmp_path / "other.pdf")
    with pytest.raises(EngineMissing):
        read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)


# Reading


@dataclass
class RegionEngine(PlayedEngine):
    """Reads a word at each place with ink, and keeps what it saw.

    Places are in parts of the page.
    """

    places: tuple[tuple[str, float, float], ...] = ()

    def _words(self, image: PageImage) -> tuple[Word, ...]:
        words = []
        with Image.open(image.path) as picture:
            for number, (text, across, down) in enumerate(self.places):
                x, y = round(across * picture.width), round(down * picture.height)
                if picture.convert("L").crop((x, y, x + 200, y + 60)).tobytes().count(0):
                    words.append(
                        Word(text, Box(x, y, x + 200, y + 60), 0.95, number, number, number)
                    )
        return tuple(words)


def a_mixed_pdf(path: Path, *, header: str, place: tuple[float, float, float, float]) -> Path:
    """A digital line on top, and a picture of lines of text at ``place``.

    ``place`` is left, bottom, width, height.
    """
    document = pikepdf.open(a_digital_pdf(path, header), allow_overwriting_input=True)
    jpeg = BytesIO()
    picture = Image.new("L", (800, 1200), "white")
    for top in range(100, 1120, 80):
        ImageDraw.Draw(picture).text((40, top), "Beleg über 12 Euro", "black", font_size=48)
    picture.save(jpeg, "JPEG")
    page = document.pages[0].obj
    page.Resources.XObject = pikepdf.Dictionary(
        Im=document.make_stream(
            jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=800,
            Height=1200,
            BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.DCTDecode,
        )
    )  # fmt: skip
    left, bottom, width, height = place
    drawn = f"q {width} 0 0 {height} {left} {bottom} cm /Im Do Q ".encode()
    page.Contents = document.make_stream(drawn + page.Contents.read_bytes())
    document.save(path)
    return path


def test_a_page_wide_picture_under_a_digital_header_is_read_and_the_header_is_kept(
    tmp_path: Path,
) -> None:
    source = a_mixed_pdf(tmp_path / "a.pdf", header="Fax 4711", place=(0, 0, 400, 600))
    pdf, (fact,) = opened(source, tmp_path)
    assert (fact.digital, len(fact.pictures)) == (False, 1)
    engine = RegionEngine(places=(("Unten", 0.1, 0.855), ("Mitte", 0.4, 0.5), ("Fax", 0.26, 0.14)))

    (page,) = read_pages(engine, pdf, (fact,), languages=("deu",), folder=tmp_path)

    words = [(word.text, word.digital) for word in page.words]
    assert words[:2] == [("Fax", True), ("4711", True)]
    assert sorted(words[2:]) == [("Mitte", False), ("Unten", False)]
    assert not page.digital
    target = tmp_path / "out.pdf"
    write_searchable_pdf(pdf, Scan((page,)), target, title="T")
    told = subprocess.run(
        ["pdftotext", target, "-"], capture_output=True, check=True
    ).stdout.decode()
    assert sorted(told.split()) == ["4711", "Fax", "Mitte", "Unten"]


def test_of_a_letter_with_a_picture_in_it_only_the_picture_is_read(tmp_path: Path) -> None:
    source = a_mixed_pdf(
        tmp_path / "a.pdf", header="Sehr geehrte Damen und Herren", place=(100, 100, 200, 200)
    )
    pdf, (fact,) = opened(source, tmp_path)
    engine = RegionEngine(places=(("Brief", 0.3, 0.15), ("Beleg", 0.4, 0.7)))

    (page,) = read_pages(engine, pdf, (fact,), languages=("deu",), folder=tmp_path)

    assert [word.text for word in page.words] == [
        "Sehr",
        "geehrte",
        "Damen",
        "und",
        "Herren",
        "Beleg",
    ]
    with Image.open(BytesIO(engine.content[0])) as seen:
        width, height = seen.size
        assert seen.tobytes().count(0)
        outside = (0, 0, width, round(height * 0.49)), (0, 0, round(width * 0.24), height)
        assert {seen.crop(part).getextrema() for part in outside} == {(255, 255)}


def test_a_digital_letter_with_a_logo_is_not_read(tmp_path: Path) -> None:
    source = a_mixed_pdf(tmp_path / "a.pdf", header="Sehr geehrte Damen", place=(300, 540, 20, 20))

    _, (fact,) = opened(source, tmp_path)

    assert (fact.digital, fact.pictures) == (True, ())


@pytest.mark.parametrize("inside", ["form", "strips"])
def test_pictures_are_found_in_forms_and_in_strips(inside: str, tmp_path: Path) -> None:
    source = a_mixed_pdf(tmp_path / "a.pdf", header="Fax 4711", place=(0, 0, 400, 600))
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        page = document.pages[0].obj
        image, text = page.Resources.XObject.Im, b" BT /F 20 Tf 100 500 Td (Fax 4711) Tj ET"
        if inside == "form":
            form = document.make_stream(
                b"q 200 0 0 300 0 0 cm /Im Do Q", Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Form, BBox=[0, 0, 200, 300], Matrix=[2, 0, 0, 2, 0, 0],
                Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image)),
            )  # fmt: skip
            page.Resources.XObject = pikepdf.Dictionary(Fm=form)
            page.Contents = document.make_stream(b"/Fm Do" + text)
        else:
            strips = b"".join(
                b"q 0 %d 400 20 re W n 400 0 0 600 0 0 cm /Im Do Q " % (20 * n) for n in range(30)
            )
            page.Contents = document.make_stream(strips + text)
        document.save(source)

    _, (fact,) = opened(source, tmp_path)

    (area,) = fact.pictures
    assert (area.left, area.top, area.right, area.bottom) == pytest.approx((0, 0, 400, 600))
    assert not fact.digital


def test_the_words_of_digital_pages_are_taken_as_they_are(tmp_path: Path) -> None:
    pdf, facts = opened(a_digital_pdf(tmp_path / "a.pdf", "Hallo Welt", "Zweite Seite"), tmp_path)
    engine = PlayedEngine()

    first, second = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    assert not engine.seen
    assert [word.text for word in first.words] == ["Hallo", "Welt"]
    assert [word.text for word in second.words] == ["Zweite", "Seite"]
    assert (first.number, first.digital, first.dpi) == (1, True, 300)
    assert (first.width, first.height) == (1667, 2500)
    assert {word.confidence for word in first.words} == {1}
    assert first.words[0].box.left == pytest.approx(100 * 300 / 72, abs=2)
    assert first.words[0].box.bottom == pytest.approx(100 * 300 / 72, abs=25)


def test_a_glyph_that_stands_for_several_words_gives_several_words(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "H")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        map_ = (
            b"1 begincodespacerange <00><ff> endcodespacerange "
            b"1 beginbfchar <48><004100420020004300440001> endbfchar"
        )
        document.pages[0].obj.Resources.Font.F.ToUnicode = document.make_stream(map_)
        document.save(source)
    pdf, facts = opened(source, tmp_path)

    (page,) = read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)

    assert [word.text for word in page.words] == ["AB", "CD"]
    assert page.words[0].box.right < page.words[1].box.left


def test_words_from_right_to_left_come_as_they_are_written(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "DCBA B")  # as it is drawn, from the left
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        map_ = (
            b"1 begincodespacerange <00><ff> endcodespacerange "
            b"1 beginbfrange <41><44><05d0> endbfrange "
            b"1 beginbfchar <20><0020> endbfchar"
        )
        document.pages[0].obj.Resources.Font.F.ToUnicode = document.make_stream(map_)
        document.save(source)
    pdf, facts = opened(source, tmp_path)

    (page,) = read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)

    assert [word.text for word in page.words] == ["ב", "אבגד"]
    assert page.words[0].box.left > page.words[1].box.right


def test_only_the_pages_asked_for_are_read_and_come_in_order(tmp_path: Path) -> None:
    pdf, facts = opened(
        a_digital_pdf(tmp_path / "a.pdf", "Eins", "", "Drei", "Vier", "", "Sechs"), tmp_path
    )

    pages = read_pages(PlayedEngine(), pdf, facts[1:], languages=("deu",), folder=tmp_path)

    assert [(page.number, page.digital) for page in pages] == [
        (2, False),
        (3, True),
        (4, True),
        (5, False),
        (6, True),
    ]
    assert [page.words[0].text for page in pages if page.words] == ["Drei", "Vier", "Sechs"]


def test_a_jpeg_page_is_read_from_its_own_pixels(tmp_path: Path) -> None:
    source = a_picture(tmp_path / "a.jpg", (1000, 1400), dpi=(200, 200))
    pdf, facts = opened(source, tmp_path)
    engine = PlayedEngine()

    (page,) = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    with Image.open(source) as picture:
        assert engine.content[0].endswith(picture.tobytes())
    assert (page.width, page.height) == (1000, 1400)
    assert page.dpi == pytest.approx(200, abs=0.5)
    assert len(page.words) == 4


def test_a_fine_jpeg_is_averaged_down_to_300_dpi(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.jpg", (3508, 4960), dpi=(600, 600)), tmp_path)
    engine = PlayedEngine()

    (page,) = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    assert engine.seen[0].path.suffix == ".pgm"
    assert (page.width, page.height, page.dpi) == (1754, 2480, 300)


@pytest.mark.parametrize(
    "options",
    [
        {"format": "PNG"},
        {"format": "TIFF"},
        {"format": "JPEG"},
        {"format": "TIFF", "compression": "group4"},
    ],
)
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_coarse_picture_is_enlarged_to_300_dpi(
    options: dict[str, Any], orientation: int, tmp_path: Path
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    source = a_picture(tmp_path / "a.png", dpi=(150, 150), exif=exif, **options)
    pdf, facts = opened(source, tmp_path)
    engine = PlayedEngine()

    (page,) = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    assert (page.dpi, page.problem) == (300, None)
    # By name, Pillow garbles uncompressed TIFFs that are to be turned.
    with (
        Image.open(BytesIO(source.read_bytes())) as picture,
        Image.open(BytesIO(engine.content[0])) as read,
    ):
        upright = ImageOps.exif_transpose(picture).convert("L")
        assert read.size == (page.width, page.height) == (2 * upright.width, 2 * upright.height)
        assert ImageStat.Stat(ImageChops.difference(read.resize(upright.size), upright)).mean[0] < 2


def test_the_pixels_of_a_fax_are_made_square(tmp_path: Path) -> None:
    pdf, facts = opened(
        a_picture(
            tmp_path / "a.tif", (1728, 1145), dpi=(204, 98), format="TIFF", compression="group4"
        ),
        tmp_path,
    )

    (page,) = read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)

    assert (page.width, page.height, page.dpi) == (2541, 3505, 300)
    assert len(page.words) == 4


def test_a_page_that_is_more_than_a_picture_is_rendered(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.jpg", (1000, 1400), dpi=(200, 200)), tmp_path)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.pages[0].contents_add(b"q 0 0 0 rg 200 20 10 10 re f Q")
        document.save(pdf)
    engine = PlayedEngine()

    (page,) = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    assert (page.width, page.height, page.dpi) == (1500, 2100, 300)
    with Image.open(BytesIO(engine.content[0])) as read:
        assert read.getpixel((854, 1996)) == 0


def test_a_huge_page_is_read_at_a_lower_resolution(tmp_path: Path) -> None:
    source = a_digital_pdf(tmp_path / "a.pdf", "")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        document.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 14_400, 14_400])
        document.save(source)
    pdf, facts = opened(source, tmp_path)

    (page,) = read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)

    assert page.dpi < 40
    assert page.width * page.height <= 41_000_000


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_upright(turned: int, tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.png", turned=turned, dpi=(150, 150)), tmp_path)

    (page,) = read_pages(PlayedEngine(turn=turned), pdf, facts, languages=("deu",), folder=tmp_path)

    assert page.angle == turned
    assert {word.confidence for word in page.words} == {0.95}
    box = page.words[0].box
    assert (box.left, box.top, box.right, box.bottom) == (10, 10, 90, 25)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_where_the_engine_cannot_tell_the_best_reading_does(turned: int, tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.png", turned=turned, dpi=(150, 150)), tmp_path)

    (page,) = read_pages(PlayedEngine(turn=None), pdf, facts, languages=("deu",), folder=tmp_path)

    assert page.angle == turned
    assert {word.confidence for word in page.words} == {0.95}


def test_a_wrong_guess_about_the_angle_is_not_believed(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.png", turned=180, dpi=(150, 150)), tmp_path)

    (page,) = read_pages(PlayedEngine(turn=90), pdf, facts, languages=("deu",), folder=tmp_path)

    assert page.angle == 0
    assert {word.confidence for word in page.words} == {0.4}


def test_a_blank_page_has_no_words_and_no_problem(tmp_path: Path) -> None:
    pdf, facts = opened(a_digital_pdf(tmp_path / "a.pdf", ""), tmp_path)

    engine = PlayedEngine(turn=180)

    (page,) = read_pages(engine, pdf, facts, languages=("deu",), folder=tmp_path)

    assert (page.words, page.problem, page.angle, page.blank) == ((), None, 0, True)
    assert not engine.seen


def test_a_jpeg_that_breaks_off_is_not_blank(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.jpg", (1000, 1400), dpi=(200, 200)), tmp_path)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        (image,) = document.pages[0].get_images().values()
        assert isinstance(image, pikepdf.Stream)
        data = image.read_raw_bytes()
        image.write(
            data[: data.index(b"\xff\xda") + 12] + b"\xff\xd9", filter=pikepdf.Name.DCTDecode
        )
        document.save(pdf)

    (page,) = read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=tmp_path)

    assert (page.problem, page.blank) == ("DamagedFile", False)


def test_one_bad_page_does_not_spoil_the_others(tmp_path: Path) -> None:
    jpegs = [a_picture(tmp_path / f"{number}.jpg", dpi=(150, 150)) for number in range(3)]
    whole = pikepdf.new()
    for number, jpeg in enumerate(jpegs):
        open_scan(jpeg, tmp_path / f"{number}.pdf")
        with pikepdf.open(tmp_path / f"{number}.pdf") as part:
            whole.pages.extend(part.pages)
    (image,) = whole.pages[1].get_images().values()
    assert isinstance(image, pikepdf.Stream)
    image.write(b"no picture at all", filter=pikepdf.Name.DCTDecode)
    whole.save(tmp_path / "whole.pdf")
    pdf, facts = opened(tmp_path / "whole.pdf", tmp_path)

    pages = read_pages(PlayedEngine(batch=3), pdf, facts, languages=("deu",), folder=tmp_path)

    assert [page.problem for page in pages] == [None, "DamagedFile", None]
    assert [len(page.words) for page in pages] == [4, 0, 4]
    assert (pages[1].width, pages[1].height) == (1240, 1748)


def test_a_picture_that_nobody_can_open_is_a_problem_of_its_page(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.png"), tmp_path)

    (page,) = read_pages(
        PlayedEngine(refuses=(".pgm",)), pdf, facts, languages=("deu",), folder=tmp_path
    )

    assert page.problem == "DamagedFile"


def test_no_picture_is_left_behind(tmp_path: Path) -> None:
    pdf, facts = opened(a_picture(tmp_path / "a.png"), tmp_path)
    work = tmp_path / "work"
    work.mkdir()

    read_pages(PlayedEngine(), pdf, facts, languages=("deu",), folder=work)

    assert not list(work.iterdir())


# With the real engine


@pytest.mark.engine
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_is_found_again_however_it_lay_on_the_glass(turned: int, tmp_path: Path) -> None:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess  # noqa: PLC0415 - a library

    picture = Image.new("L", (1700, 1000), "white")
    for number, line in enumerate(
        ("The quick brown fox jumps over the lazy dog", "Invoice number 4711 of 12 March 2024")
    ):
        ImageDraw.Draw(picture).text(
            (100, 100 + 120 * number), line, font=ImageFont.load_default(60), fill="black"
        )
    picture.rotate(turned, expand=True).save(tmp_path / "a.png", dpi=(300, 300))
    pdf, facts = opened(tmp_path / "a.png", tmp_path)

    pages = read_pages(TesseractInProcess(), pdf, facts, languages=("eng",), folder=tmp_path)
    write_searchable_pdf(pdf, Scan(pages), tmp_path / "out.pdf", title="Fox")

    assert pages[0].angle == turned
    assert " ".join(word.text for word in pages[0].words).startswith("The quick brown fox")
    with pikepdf.open(tmp_path / "out.pdf") as document, pikepdf.open(pdf) as original:
        before, after = (
            next(iter(each.pages[0].get_images().values())) for each in (original, document)
        )
        assert isinstance(before, pikepdf.Stream)
        assert isinstance(after, pikepdf.Stream)
        assert before.read_raw_bytes() == after.read_raw_bytes()


@pytest.mark.engine
@pytest.mark.parametrize("crooked", [-5.0, -0.7, 2.5])
@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_the_words_of_a_crooked_page_lie_where_they_stand_on_the_level_one(
    crooked: float, suffix: str, tmp_path: Path
) -> None:
    from pipeline.engines.tesseract_inprocess import TesseractInProcess  # noqa: PLC0415 - a library

    picture, places = Image.new("L", (1700, 1800), "white"), []
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(48)
    for y in range(150, 1600, 120):
        for x, text in zip(
            (150, 500, 850, 1200), ("Rechnung", "Nummer", "Betrag", "Seite"), strict=True
        ):
            pen.text((x, y), text, font=font, fill="black")
            places.append((text, pen.textbbox((x, y), text, font=font)))
    picture.rotate(crooked, Image.Resampling.BICUBIC, fillcolor="white").save(
        tmp_path / f"a.{suffix}", dpi=(300, 300)
    )
    pdf, facts = opened(tmp_path / f"a.{suffix}", tmp_path)

    (page,) = read_pages(TesseractInProcess(), pdf, facts, languages=("eng",), folder=tmp_path)

    assert page.skew == pytest.approx(crooked, abs=0.05)
    assert (page.width, page.height) == (1700, 1800)
    words = sorted(page.words, key=lambda word: (word.box.top // 120, word.box.left))
    assert [word.text for word in words] == [text for text, _ in places]
    for word, (_, place) in zip(words, places, strict=True):
        assert (word.box.left, word.box.top, word.box.right, word.box.bottom) == pytest.approx(
            place, abs=8
        )


@pytest.mark.engine
def test_what_is_pictured_below_a_digital_header_is_read_once_and_the_header_too(
    tmp_path: Path,
) -> None:
    """A fax: the machine's line is digital and in the picture, too; the picture lies crooked."""
    from pipeline.engines.tesseract_inprocess import TesseractInProcess  # noqa: PLC0415 - a library

    lines = (
        "Please confirm the delivery of twelve chairs",
        "and send the invoice to our new address",
    )
    picture = Image.new("L", (1700, 2550), "white")
    for number in range(12):
        font = ImageFont.load_default(52)
        ImageDraw.Draw(picture).text(
            (120, 500 + 110 * number), lines[number % 2], font=font, fill="black"
        )
    jpeg = BytesIO()
    picture.rotate(-1, fillcolor="white").save(jpeg, "JPEG")
    source = a_mixed_pdf(tmp_path / "a.pdf", header="Fax 4711 from Mueller", place=(0, 0, 400, 600))
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        image = document.pages[0].obj.Resources.XObject.Im
        image.write(jpeg.getvalue(), filter=pikepdf.Name.DCTDecode)
        image.Width, image.Height = picture.size
        document.save(source)
    pdf, facts = opened(source, tmp_path)

    (page,) = read_pages(TesseractInProcess(), pdf, facts, languages=("eng",), folder=tmp_path)
    write_searchable_pdf(pdf, Scan((page,)), tmp_path / "out.pdf", title="Fax")

    expected = "Fax 4711 from Mueller " + " ".join(lines * 6)
    assert [word.text for word in page.words] == expected.split()
    told = subprocess.run(
        ["pdftotext", tmp_path / "out.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    assert told.split() == expected.split()


REAL = {
    "docspell_bomb_20000px_gray.png": TooLarge, "heif_empty.heic": EmptyFile,
    "zero_byte.pdf": EmptyFile, "omp_livecycle.pdf": FormNotSupported,
    "qpdf_bad1.pdf": UnsupportedType, "ppl_encrypted.pdf": PasswordNeeded,
    "pdfminer_rc4-128.pdf": PasswordNeeded, "pike_graph-encrypted.pdf": PasswordNeeded,
    "plumb_password-example.pdf": PasswordNeeded,
    "pypdf005_password_openpassword.pdf": PasswordNeeded,
    "qpdf_enc-R3_V2_U-view_O-master.pdf": PasswordNeeded, "pdfjs_REDHAT-1531897-0.pdf": DamagedFile,
    "pdfjs_poppler-395-0-fuzzed.pdf": DamagedFile, "omp_invalid.pdf": DamagedFile,
}  # fmt: skip


def test_every_real_scan_opens_or_is_refused_for_the_right_reason(
    shared_data: Path, tmp_path: Path
) -> None:
    refused = {}
    folder = shared_data / "scans"
    sources = [path for path in sorted(folder.iterdir()) if not path.name.endswith(".gt.txt")]
    for source in sources:
        try:
            facts = open_scan(source, tmp_path / "pages.pdf")
        except Rejected as error:
            refused[source.name] = type(error)
        else:
            assert facts.pages
            with pikepdf.open(BytesIO((tmp_path / "pages.pdf").read_bytes())) as document:
                assert len(document.pages) == len(facts.pages)

    assert refused == {name: error for name, error in REAL.items() if (folder / name).exists()}
