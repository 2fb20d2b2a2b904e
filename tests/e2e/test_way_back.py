"""Corrected drafts become the document, as users send them back."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from tests.e2e.conftest import TrialOffice
from tests.e2e.corrected import corrected, ticked, typed
from tests.text_layers import poppler
from tools.proofreading import Change, correct
from tools.samples import Sample

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


@pytest.fixture
def drafted(office: TrialOffice, german_letter_pdf: Sample) -> TrialOffice:
    """An office that has made a draft of a letter."""
    office.drop(german_letter_pdf.path, "Brief.pdf")
    office.batch()
    return office


def _corrected(office: TrialOffice, target: Path, truth: str) -> Change:
    return correct(office.outbox / "Brief.docx", target, truth)


def _text_of(file: Path) -> str:
    with zipfile.ZipFile(file) as package:
        xml = package.read("word/document.xml").decode()
    return " ".join(re.sub(r"<[^>]+>", " ", xml).split())


def test_a_draft_dropped_back_becomes_the_document(
    drafted: TrialOffice, german_letter_pdf: Sample
) -> None:
    back = drafted.inbox / "Brief von Anna, geprüft.docx"
    change = _corrected(drafted, back, german_letter_pdf.text)
    before = poppler(drafted.outbox / "Brief.pdf").split()

    code, (item,) = drafted.batch()

    assert (code, item["status"]) == (0, "published")
    assert drafted.results() == [
        "Brief (final).docx",
        "Brief (final).pdf",
        "Brief.docx",
        "Brief.pdf",
    ]
    after = poppler(drafted.outbox / "Brief (final).pdf").split()
    assert [word.replace(change.wrong, change.right) for word in before] == after
    text = _text_of(drafted.outbox / "Brief (final).docx")
    assert change.right in text
    assert "Freigegeben am" in text
    assert "Prüfblatt" not in text
    assert item["correction"]["corrected"] == 1
    assert "1 geändert" in " ".join(drafted.run("status").stdout.split())


def test_a_draft_released_where_it_lies_becomes_the_document_once(
    drafted: TrialOffice, german_letter_pdf: Sample
) -> None:
    own = drafted.outbox / "Brief.docx"
    _corrected(drafted, drafted.root / "saved.docx", german_letter_pdf.text)
    (drafted.root / "saved.docx").replace(own)
    as_saved = own.read_bytes()

    drafted.batch()
    code, items = drafted.batch()

    assert (code, items) == (0, [])
    assert own.read_bytes() == as_saved
    assert [each for each in drafted.results() if "final" in each] == [
        "Brief (final).docx",
        "Brief (final).pdf",
    ]


def test_a_ticked_copy_saved_beside_the_draft_becomes_the_document_once(
    drafted: TrialOffice,
) -> None:
    own = drafted.outbox / "Brief.docx"
    as_published = own.read_bytes()
    copy, unticked = own.with_name("Brief korrigiert.docx"), own.with_name("Brief neu.docx")
    corrected(own, unticked, typed("Sehr geehrte", "Liebe"))
    corrected(own, copy, ticked)
    copied = copy.read_bytes()
    own.with_name("Angebot.docx").write_bytes(_foreign())

    first, _items = drafted.batch()
    second, items = drafted.batch()

    assert (first, second, items) == (0, 0, [])
    assert drafted.results() == [
        "Angebot.docx",
        "Brief (final).docx",
        "Brief (final).pdf",
        "Brief korrigiert.docx",
        "Brief neu.docx",
        "Brief.docx",
        "Brief.pdf",
    ]
    assert (own.read_bytes(), copy.read_bytes()) == (as_published, copied)


def test_an_open_draft_waits_in_the_folder_for_finals(
    drafted: TrialOffice, german_letter_pdf: Sample
) -> None:
    folder = drafted.outbox / "_final"
    folder.mkdir()
    _corrected(drafted, folder / "Brief.docx", german_letter_pdf.text)
    (folder / "~$Brief.docx").write_bytes(b"Anna")
    drafted.batch()
    while_open = drafted.results()
    (folder / "~$Brief.docx").unlink()

    drafted.batch()

    assert "Brief (final).pdf" not in while_open
    assert "Brief (final).pdf" in drafted.results()
    assert (folder / "Brief.docx").exists()


def test_second_thoughts_make_a_second_final_and_a_release_can_be_taken_back(
    drafted: TrialOffice, german_letter_pdf: Sample
) -> None:
    _corrected(drafted, drafted.inbox / "a.docx", german_letter_pdf.text)
    drafted.batch()
    otherwise = re.sub(r"(Herrn?|Frau) [^\W\d_]+", r"\1 Meyerhoff", german_letter_pdf.text)
    _corrected(drafted, drafted.inbox / "b.docx", otherwise)
    drafted.batch()
    journal = drafted.journal()
    second = journal.latest(1)[0].id
    journal.close()

    taken_back = drafted.run("withdraw", second)

    assert taken_back.returncode == 0
    finals = [each for each in drafted.results() if "final" in each]
    assert finals == [
        "Brief (final).docx",
        "Brief (final).pdf",
        "_withdrawn/Brief (final 2).docx",
        "_withdrawn/Brief (final 2).pdf",
    ]


def test_a_word_file_of_others_and_a_final_get_a_note(
    drafted: TrialOffice, german_letter_pdf: Sample
) -> None:
    _corrected(drafted, drafted.inbox / "a.docx", german_letter_pdf.text)
    drafted.batch()
    shutil.copyfile(drafted.outbox / "Brief (final).docx", drafted.inbox / "again.docx")
    (drafted.inbox / "other.docx").write_bytes(_foreign())

    code, items = drafted.batch()

    assert code == 1
    assert {each["source"]: each["status"] for each in items} == {
        "again.docx": "needs-attention",
        "other.docx": "needs-attention",
    }
    notes = sorted((drafted.inbox / "_needs-attention").glob("*.txt"))
    assert len(notes) == 2


def _foreign() -> bytes:
    """A Word file that some other program made."""
    target, document = io.BytesIO(), docx.Document()
    document.add_paragraph("Angebot vom 3. Mai")
    document.save(target)
    return target.getvalue()
