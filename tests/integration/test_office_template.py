"""Drafts on the office's own paper: its letterhead stays, its text goes, the draft is whole."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Pt, RGBColor

from pipeline.errors import ProfileWrong, TemplateWrong
from pipeline.office.profiles.lookup import profile_of
from pipeline.outputs.draft_docx import write_docx
from tests.drafts import DRAFTS, grey_line, spot
from tests.wordml import body, findings, parts, rejected, said

LETTER, TRANSCRIPT = DRAFTS["letter.de"], DRAFTS["transcript.de"]

_DOCUMENT = "wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"
_GERMAN = {
    "Heading1": "berschrift1",
    "Heading2": "berschrift2",
    "Title": "Titel",
    "Header": "Kopfzeile",
}
"""Ids of styles as a German Word makes them; their names in the file stay English."""

_BEHIND = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    ' Target="file:///H:/Normal.dotm" TargetMode="External"/></Relationships>'
)
"""The template behind a template, as Word notes it."""

_LETTERHEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Überschrift_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard"><style:text-properties fo:color="#800000"/></style:style>
<style:style style:name="Title" style:display-name="Title" style:family="paragraph"
 style:parent-style-name="Standard"><style:text-properties fo:color="#008000"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties
 fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-left="4cm" fo:margin-right="3cm"
 fo:margin-top="1cm" fo:margin-bottom="2cm"/>
<style:header-style/></style:page-layout></office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header>
<text:p>Kanzlei Löwe &amp; Partner</text:p></style:header></style:master-page>
</office:master-styles><office:body><office:text>
<text:h text:style-name="Überschrift_20_1" text:outline-level="1">Ihr Schreiben</text:h>
<text:p text:style-name="Title">Muster</text:p></office:text></office:body></office:document>"""


def _from_word(file: Path) -> Path:
    """A template of a German Word: another first header, a logo, a text, a preview."""
    document = Document()
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(3), Cm(4)
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run().add_picture(BytesIO(grey_line(spot(0))))
    section.header.paragraphs[0].text = "Kanzlei Löwe & Partner"
    section.footer.paragraphs[0].text = "IBAN DE12"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0)
    document.add_paragraph("Sehr geehrte Damen und Herren").add_run().add_picture(
        BytesIO(grey_line(spot(0)))
    )
    document.add_comment(document.paragraphs[0].runs, "Bitte ersetzen")
    document.core_properties.author, document.core_properties.comments = "Anna Löwe", "vertraulich"
    document.save(str(file))
    reference = re.compile(r'((?:styleId|(?:pStyle|basedOn|next|link) w:val)=")(\w+)')

    def in_german(found: re.Match[str]) -> str:
        return found[1] + _GERMAN.get(found[2], found[2])

    return _edited(file, lambda text: reference.sub(in_german, text).replace(_DOCUMENT, _TEMPLATE))


def _edited(file: Path, edit: Callable[[str], str]) -> Path:
    """The package with every part that is XML edited."""
    content = {
        name: edit(part.decode()).encode() if name.endswith((".xml", ".rels")) else part
        for name, part in parts(file).items()
    }
    with zipfile.ZipFile(file, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    return file


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return _from_word(tmp_path / "Briefkopf.dotx")


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    (folder / "Briefkopf.fodt").write_text(_LETTERHEAD, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    into = ("--convert-to", "dotx:MS Word 2007 XML Template", "Briefkopf.fodt")
    subprocess.run(
        ["soffice", profile, "--headless", *into],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=100,
    )
    return folder / "Briefkopf.dotx"


def _written(template: Path | bytes, target: Path) -> Path:
    write_docx(LETTER, target, pictures=grey_line, template=template)
    return target


def test_letterhead_margins_and_styles_stay_and_the_text_goes(office: Path, tmp_path: Path) -> None:
    document = Document(str(_written(office, tmp_path / "draft.docx")))

    section = document.sections[0]
    assert section.left_margin == pytest.approx(Cm(3), rel=0.01)
    assert section.right_margin == pytest.approx(Cm(4), rel=0.01)
    assert [paragraph.text for paragraph in section.header.paragraphs] == [
        "Kanzlei Löwe & Partner",
        "Entwurf – maschinell erstellt, ungeprüft",
    ]
    first = section.first_page_header
    drawings = first._element.findall(f".//{qn('w:drawing')}")  # noqa: SLF001 - no public door
    assert len(drawings) == 1
    assert first.paragraphs[-1].text == "Entwurf – maschinell erstellt, ungeprüft"
    assert section.footer.paragraphs[0].text == "IBAN DE12"
    assert "Sehr geehrte Damen" not in said(document.element.body)


def test_headings_and_title_take_the_offices_styles_whatever_they_are_called(
    office: Path, tmp_path: Path
) -> None:
    content = body(_written(office, tmp_path / "draft.docx"))

    styles = [paragraph.style for paragraph in content.xpath("w:p")]
    assert {"Titel", "berschrift1", "berschrift2", "SchreibstubePage"} <= set(styles)
    assert not {"Title", "Heading1", "Normal"} & set(styles)
    known = {style.style_id for style in Document(str(tmp_path / "draft.docx")).styles}
    used = content.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")
    assert set(used) <= known


def test_nothing_that_the_template_says_of_itself_is_left(office: Path, tmp_path: Path) -> None:
    inside = parts(_written(office, tmp_path / "draft.docx"))

    everything = b"".join(inside.values())
    for told in ("Anna Löwe", "vertraulich", "Bitte ersetzen", _TEMPLATE):
        assert told.encode() not in everything
    assert not any("thumbnail" in name for name in inside)
    assert Document(str(tmp_path / "draft.docx")).core_properties.author == "Schreibstube"


def test_the_text_is_the_same_as_on_our_paper_and_the_tables_are_as_wide_as_it(
    office: Path, tmp_path: Path
) -> None:
    write_docx(LETTER, tmp_path / "ours.docx", pictures=grey_line)

    theirs = body(_written(office, tmp_path / "theirs.docx"))
    assert rejected(theirs) == rejected(body(tmp_path / "ours.docx"))
    section = Document(str(tmp_path / "theirs.docx")).sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = (page - left - right) // 635  # type: ignore[operator]
    assert [int(each) for each in theirs.xpath(".//w:tblW/@w:w")] == pytest.approx(
        [width, width], abs=5
    )


def test_drafts_on_the_offices_paper_are_valid_and_equal_drafts_give_equal_bytes(
    office: Path, tmp_path: Path
) -> None:
    for draft in (LETTER, TRANSCRIPT):
        one, two = tmp_path / "one.docx", tmp_path / "two.docx"
        write_docx(draft, one, pictures=grey_line, template=office)
        write_docx(draft, two, pictures=grey_line, template=office.read_bytes())

        assert findings(one) == []
        assert one.read_bytes() == two.read_bytes()


@pytest.mark.engine
@pytest.mark.timeout(120)
def test_a_template_of_libreoffice_is_as_good(libreoffice: Path, tmp_path: Path) -> None:
    target = _written(libreoffice, tmp_path / "draft.docx")

    document = Document(str(target))
    assert [paragraph.text for paragraph in document.sections[0].header.paragraphs] == [
        "Kanzlei Löwe & Partner",
        "Entwurf – maschinell erstellt, ungeprüft",
    ]
    footer = document.sections[0].footer
    assert "Seite 1 von 1" in said(footer._element)  # noqa: SLF001 - fields are not in its text
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == "Löwe GmbH")
    assert heading.style is not None
    assert heading.style.font.color.rgb == RGBColor(0x80, 0, 0)
    assert heading.paragraph_format.keep_with_next  # its style has neither
    assert heading.paragraph_format.space_before == Pt(18)
    text = next(
        paragraph
        for paragraph in document.paragraphs
        if paragraph.text.endswith("wir bitten um Geduld.")
    )
    assert text.style is not None
    assert (text.style.name, text.style.paragraph_format.space_before) == (
        "Schreibstube Text",
        Pt(8),
    )
    # LibreOffice's own list of numberings is not in the order of the schema; it passes as it is.
    assert [each for each in findings(target) if "numbering.xml" not in each] == []


def test_a_template_without_anything_is_enough(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "leer.docx"))

    target = _written(tmp_path / "leer.docx", tmp_path / "draft.docx")

    document = Document(str(target))
    assert (
        document.sections[0].header.paragraphs[0].text == "Entwurf – maschinell erstellt, ungeprüft"
    )
    assert "Seite 1 von 1" in said(document.sections[0].footer._element)  # noqa: SLF001 - as above
    assert findings(target) == []


def test_of_several_sections_the_first_counts_with_its_letterhead(tmp_path: Path) -> None:
    template = Document()
    template.sections[0].header.paragraphs[0].text = "Briefkopf"
    template.add_section().orientation = WD_ORIENT.LANDSCAPE
    template.sections[1].header.is_linked_to_previous = False
    template.sections[1].header.paragraphs[0].text = "Folgeseite"
    template.save(str(tmp_path / "zwei.docx"))

    document = Document(str(_written(tmp_path / "zwei.docx", tmp_path / "draft.docx")))

    assert len(document.sections) == 1
    assert document.sections[0].header.paragraphs[0].text == "Briefkopf"
    assert document.sections[0].orientation == WD_ORIENT.PORTRAIT


def test_headers_of_even_pages_say_so_too(tmp_path: Path) -> None:
    template = Document()
    template.settings.odd_and_even_pages_header_footer = True
    template.sections[0].even_page_header.paragraphs[0].text = "Löwe & Partner, links"
    template.save(str(tmp_path / "beidseitig.docx"))

    document = Document(str(_written(tmp_path / "beidseitig.docx", tmp_path / "draft.docx")))

    even = document.sections[0].even_page_header
    assert even.paragraphs[0].text == "Löwe & Partner, links"
    assert even.paragraphs[-1].text == "Entwurf – maschinell erstellt, ungeprüft"


def test_a_template_that_says_nothing_of_its_paper_gets_ours(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "leer.docx"))
    _edited(
        tmp_path / "leer.docx",
        lambda text: re.sub(r"<w:sectPr.*?</w:sectPr>", "", text, flags=re.DOTALL),
    )

    document = Document(str(_written(tmp_path / "leer.docx", tmp_path / "draft.docx")))

    assert round(document.sections[0].left_margin.cm, 1) == 2.5  # type: ignore[union-attr]
    assert findings(tmp_path / "draft.docx") == []


def test_settings_that_would_hinder_proofreading_go(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "streng.docx"))
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop'
    anonymous = "<w:removePersonalInformation/><w:zoom"
    _edited(
        tmp_path / "streng.docx",
        lambda text: text.replace("<w:zoom", anonymous).replace("<w:defaultTabStop", protection),
    )
    with zipfile.ZipFile(tmp_path / "streng.docx", "a") as package:
        package.writestr("word/_rels/settings.xml.rels", _BEHIND)
    assert b"documentProtection" in parts(tmp_path / "streng.docx")["word/settings.xml"]

    inside = parts(_written(tmp_path / "streng.docx", tmp_path / "draft.docx"))["word/settings.xml"]

    assert b"documentProtection" not in inside
    assert b"Normal.dotm" not in b"".join(parts(tmp_path / "draft.docx").values())
    assert b"removePersonalInformation" not in inside
    assert b"<w:trackRevisions/>" in inside
    assert findings(tmp_path / "draft.docx") == []


def test_properties_of_the_office_stay_beside_ours(office: Path, tmp_path: Path) -> None:
    first = _written(
        office, tmp_path / "first.docx"
    )  # a draft as template of another: with properties

    properties = parse_xml(parts(_written(first, tmp_path / "second.docx"))["docProps/custom.xml"])

    assert [each.get("name") for each in properties] == [
        "Schreibstube job",
        "Schreibstube source SHA-256",
        "Schreibstube format",
    ]
    assert len({each.get("pid") for each in properties}) == 3


# What its styles lack


def _spacing(style: str, *, after: int) -> Callable[[DocumentType], None]:
    def edit(template: DocumentType) -> None:
        template.styles[style].paragraph_format.space_after = Pt(after)

    return edit


def _defaults(*, after: int) -> Callable[[DocumentType], None]:
    def edit(template: DocumentType) -> None:
        (known,) = template.styles.element.xpath("w:docDefaults/w:pPrDefault/w:pPr/w:spacing")
        known.set(qn("w:after"), str(20 * after))

    return edit


def _contextual(template: DocumentType) -> None:
    template.styles["Normal"].element.get_or_add_pPr().append(OxmlElement("w:contextualSpacing"))


@pytest.mark.parametrize(
    ("edits", "style"),
    [
        ((_defaults(after=10),), "Normal"),
        ((_defaults(after=0),), "Schreibstube Text"),
        ((_defaults(after=0), _spacing("Normal", after=6)), "Normal"),
        ((_defaults(after=10), _spacing("Normal", after=0)), "Schreibstube Text"),
        ((_defaults(after=10), _contextual), "Schreibstube Text"),
    ],
)
def test_paragraphs_are_parted_by_the_office_or_else_by_us(
    edits: tuple[Callable[[DocumentType], None], ...], style: str, tmp_path: Path
) -> None:
    template = Document()
    for edit in edits:
        edit(template)
    template.save(str(tmp_path / "Vorlage.docx"))

    target = _written(tmp_path / "Vorlage.docx", tmp_path / "draft.docx")

    paragraph = next(
        each
        for each in Document(str(target)).paragraphs
        if each.text.endswith("wir bitten um Geduld.")
    )
    assert paragraph.style is not None
    assert paragraph.style.name == style
    assert paragraph.style.base_style is None or paragraph.style.base_style.name == "Normal"
    assert findings(target) == []


def test_headings_have_space_and_stay_with_what_follows_as_the_office_wants_or_as_we_do(
    tmp_path: Path,
) -> None:
    template = Document()
    bare = template.styles["Heading 1"].paragraph_format
    bare.space_before, bare.keep_with_next = Pt(0), False
    template.save(str(tmp_path / "Vorlage.docx"))

    document = Document(str(_written(tmp_path / "Vorlage.docx", tmp_path / "draft.docx")))

    first, second = (
        next(each for each in document.paragraphs if each.text == text)
        for text in ("Löwe GmbH", "Übergabe")
    )
    assert (first.paragraph_format.space_before, first.paragraph_format.keep_with_next) == (
        Pt(18),
        True,
    )
    assert (second.paragraph_format.space_before, second.paragraph_format.keep_with_next) == (
        None,
        None,
    )
    assert findings(tmp_path / "draft.docx") == []


# What cannot be used


def _with_macros(file: Path) -> Path:
    Document().save(str(file))
    plain = f"openxmlformats-officedocument.{_DOCUMENT}"
    macros = "ms-word.template.macroEnabledTemplate.main+xml"
    return _edited(file, lambda text: text.replace(plain, macros))


def _cut_short(file: Path) -> Path:
    Document().save(str(file))
    file.write_bytes(file.read_bytes()[:9000])
    return file


def _without(part: str) -> Callable[[Path], Path]:
    def made(file: Path) -> Path:
        Document().save(str(file))
        kept = {name: content for name, content in parts(file).items() if name != part}
        with zipfile.ZipFile(file, "w") as package:
            for name, content in kept.items():
                package.writestr(name, content)
        return file

    return made


def _broken(file: Path) -> Path:
    Document().save(str(file))
    return _edited(file, lambda text: text.replace("</w:body>", ""))


def _strict(file: Path) -> Path:
    Document().save(str(file))
    return _edited(
        file,
        lambda text: text.replace(
            "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
        ),
    )


def _text(file: Path) -> Path:
    file.write_text("Briefkopf")
    return file


def _plain(file: Path) -> Path:
    Document().save(str(file))
    return file


def _with_a_project(file: Path) -> Path:
    """Macros that the types say nothing of."""
    with zipfile.ZipFile(_plain(file), "a") as package:
        package.writestr("word/vbaProject.bin", b"")
    return file


def _otherwise_packed(file: Path) -> Path:
    """By a compression that Word does not know."""
    content = parts(_plain(file))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_LZMA) as package:
        for name, part in content.items():
            package.writestr(name, part)
    return file


def _encrypted(file: Path) -> Path:
    """All files say that they are encrypted, in their own headers and in the directory."""
    content = bytearray(_plain(file).read_bytes())
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 4)
    file.write_bytes(content)
    return file


def _spreadsheet(file: Path) -> Path:
    return _edited(_plain(file), lambda text: text.replace("wordprocessingml.doc", "sheetml.doc"))


def _bomb(file: Path) -> Path:
    """Small, and 11 MB when unpacked."""
    Document().save(str(file))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/logo.bmp", bytes(11_000_000))
    return file


def _untyped(file: Path) -> Path:
    """A picture whose kind the package does not say."""
    return _edited(_plain(file), lambda text: text.replace('Extension="jpeg"', 'Extension="png"'))


def _grown(file: Path) -> Path:
    """XML that becomes enormous when it is read."""
    Document().save(str(file))
    kind = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    return _edited(file, lambda text: text.replace("<w:styles", f"{kind}<w:styles"))


_MACROS, _NONE = "it holds macros", "this is not a Word file"
_DAMAGED = "this is not a Word file, or damaged"


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (_with_macros, _MACROS),
        (_with_a_project, _MACROS),
        (_bomb, "larger than 10 MB when unpacked"),
        *((make, _DAMAGED) for make in (_cut_short, _broken, _strict, _text, _untyped, _grown)),
        (_otherwise_packed, _DAMAGED),
        (_encrypted, _DAMAGED),
        (_without("word/styles.xml"), _DAMAGED),
        (_without("docProps/thumbnail.jpeg"), _DAMAGED),
        (_without("word/document.xml"), _NONE),
        (_without("[Content_Types].xml"), _NONE),
        (_without("_rels/.rels"), _NONE),
        (_spreadsheet, _NONE),
    ],
)
def test_what_is_no_sound_template_gets_one_verdict_from_profile_and_draft(
    make: Callable[[Path], Path], fault: str, tmp_path: Path
) -> None:
    template = make(tmp_path / "Briefkopf.dotx")
    (tmp_path / "profile.toml").write_text('[draft]\ntemplate = "Briefkopf.dotx"')

    with pytest.raises(TemplateWrong) as composing:
        _written(template, tmp_path / "draft.docx")
    with pytest.raises(ProfileWrong) as reading:
        profile_of(tmp_path, "")

    assert str(composing.value) == f"The Word template Briefkopf.dotx cannot be used: {fault}."
    assert str(reading.value).endswith(f" line 2, draft.template: {fault}.")
    assert not (tmp_path / "draft.docx").exists()


@pytest.mark.parametrize("make", [_from_word, _plain])
def test_what_is_a_sound_template_is_one_for_profile_and_draft(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    template = make(tmp_path / "Briefkopf.dotx")
    (tmp_path / "profile.toml").write_text('[draft]\ntemplate = "Briefkopf.dotx"')

    assert profile_of(tmp_path, "").draft.template == "Briefkopf.dotx"
    assert _written(template, tmp_path / "draft.docx").exists()


def test_a_header_that_is_declared_as_something_else_is_damage(tmp_path: Path) -> None:
    template, document = tmp_path / "Briefkopf.docx", Document()
    document.sections[0].header.paragraphs[0].text = "Bauamt"
    document.save(str(template))
    _edited(template, lambda text: text.replace("wordprocessingml.header", "wordprocessingml.x"))

    with pytest.raises(TemplateWrong, match=_DAMAGED):
        _written(template, tmp_path / "draft.docx")

    assert not (tmp_path / "draft.docx").exists()


def test_a_template_that_is_gone_when_the_draft_is_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateWrong, match=r"Briefkopf\.dotx cannot be used: it cannot be read"):
        _written(tmp_path / "Briefkopf.dotx", tmp_path / "draft.docx")
