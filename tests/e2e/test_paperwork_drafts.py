"""The drafts, opened as other programs open Word documents."""

import io
import posixpath
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TARGET_MODE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.e2e import papers
from tests.e2e.papers import EXACT, PAPERS
from tools import batch
from tools.compare import word_recall, words

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]

LETTERS = ("Brief.pdf", "Rechnung.pdf", "Verkehrt.pdf")
"""Those that say at their head who writes about what: it is their title."""

CONVERTED = ("Niederschrift.tif", "Rechnung.pdf", "Seiten gemischt.pdf")


def _opened(paperwork: "Paperwork", source: str) -> DocumentType:
    return Document(str(paperwork.output(source, ".docx")))


def _texts(document: DocumentType) -> list[str]:
    """What the document says; the check sheet behind it repeats some of that."""
    blocks = takewhile(lambda block: not _begins_sheet(block), document.iter_inner_content())
    return [
        block.text
        if isinstance(block, Paragraph)
        else "\t".join(cell.text for row in block.rows for cell in row.cells)
        for block in blocks
    ]


def _begins_sheet(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and block.text in {"Prüfblatt", "Check sheet"}


@pytest.mark.parametrize("source", PAPERS)
def test_a_draft_has_every_word_of_its_searchable_pdf(paperwork: "Paperwork", source: str) -> None:
    pdf, draft = paperwork.output(source, ".pdf"), paperwork.output(source, ".docx")

    assert word_recall(batch.text_of(pdf), batch.text_of(draft)) > 0.97


@pytest.mark.parametrize("source", EXACT)
def test_every_word_is_in_the_draft_as_often_as_on_the_paper(
    paperwork: "Paperwork", source: str
) -> None:
    title, facts, *text = _texts(_opened(paperwork, source))
    ours = set(words(f"{title} {facts}"))

    written = Counter(words("\n".join(text)))

    on_paper = Counter(
        words(" ".join(word for sheet in paperwork.truth[source] for word in sheet.words))
    )
    assert {word: written[word] for word in on_paper.keys() - ours} == {
        word: number for word, number in on_paper.items() if word not in ours
    }


@pytest.mark.parametrize("source", PAPERS)
def test_every_part_that_a_draft_refers_to_is_in_it(paperwork: "Paperwork", source: str) -> None:
    with zipfile.ZipFile(paperwork.output(source, ".docx")) as package:
        assert package.testzip() is None
        names = set(package.namelist())
        for name in (name for name in names if name.endswith(".rels")):
            base = posixpath.dirname(posixpath.dirname(name))
            for relation in parse_xml(package.read(name)):
                if relation.get("TargetMode") != RELATIONSHIP_TARGET_MODE.EXTERNAL:
                    target = posixpath.normpath(
                        posixpath.join("/", base, relation.get("Target", ""))
                    )
                    assert target.lstrip("/") in names


@pytest.mark.parametrize("source", PAPERS)
def test_every_style_in_use_exists_and_headings_are_headings(
    paperwork: "Paperwork", source: str
) -> None:
    document = _opened(paperwork, source)

    known = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for element in document.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    }

    assert used <= known
    for paragraph in document.paragraphs:
        shouted = paragraph.runs and all(run.bold for run in paragraph.runs)
        assert not shouted, "a heading by its looks only"


def test_the_heading_of_the_minutes_is_one(paperwork: "Paperwork") -> None:
    document = _opened(paperwork, "Niederschrift.tif")

    headings = [
        p.text
        for p in document.paragraphs
        if p.style and re.fullmatch(r"Heading \d", p.style.name or "")
    ]

    assert "Niederschrift" in headings


@pytest.mark.parametrize("source", PAPERS)
def test_the_properties_say_what_it_is(paperwork: "Paperwork", source: str) -> None:
    core = _opened(paperwork, source).core_properties

    if source in LETTERS:
        assert core.subject
        assert core.title.endswith(core.subject) or f" – {core.subject} – " in core.title
    else:
        assert (core.title, core.subject) == (Path(source).stem, "")
    assert core.author == "Schreibstube"
    assert core.language in {"de-DE", "en-GB"}


def test_pages_come_in_order_and_each_says_which_it_is(paperwork: "Paperwork") -> None:
    said = words("\n".join(_texts(_opened(paperwork, "Seiten gemischt.pdf"))))

    names = [said[at + 1] for at, word in enumerate(said) if word == "page"]

    assert names == ["one", "two", "three", "four", "five", "six"]


def test_the_facts_stand_between_title_and_text(paperwork: "Paperwork") -> None:
    first, *others = _opened(paperwork, "Kanzlei Öztürk/Größe 漢字 🎉.pdf").iter_inner_content()

    tables = [at for at, block in enumerate(others) if isinstance(block, Table)]
    text = next(
        at
        for at, block in enumerate(others)
        if isinstance(block, Paragraph) and "Ausschuss" in block.text
    )

    assert isinstance(first, Paragraph)
    assert first.style is not None
    assert first.style.name == "Title"
    assert tables[0] < text
    assert "Größe 漢字 🎉.pdf" in _texts(_opened(paperwork, "Kanzlei Öztürk/Größe 漢字 🎉.pdf"))[1]


@pytest.mark.parametrize("source", PAPERS)
def test_a_draft_that_is_saved_again_says_the_same(paperwork: "Paperwork", source: str) -> None:
    document, saved = _opened(paperwork, source), io.BytesIO()

    document.save(saved)

    assert _texts(Document(saved)) == _texts(document)


def test_every_umlaut_arrives_in_the_draft(paperwork: "Paperwork") -> None:
    text = "\n".join(_texts(_opened(paperwork, "Kanzlei Öztürk/Größe 漢字 🎉.pdf"))[2:])

    for umlaut in "äöüßÄÖÜ":
        assert text.count(umlaut) == " ".join(papers.GERMAN).count(umlaut)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_pdfs_of_real_drafts(paperwork: "Paperwork", tmp_path: Path) -> None:
    drafts = [str(paperwork.output(source, ".docx")) for source in CONVERTED]
    profile = (tmp_path / "profile").as_uri()

    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "pdf",
            *drafts,
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )

    for draft in drafts:
        printed = batch.text_of(tmp_path / f"{Path(draft).stem}.pdf")
        assert word_recall(batch.text_of(Path(draft)), printed) > 0.97
