"""One run of the command over an inbox: what people find, and what scripts are told."""

from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from docx import Document

from tools.compare import word_recall
from tools.samples import Sample

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


def _pdf_text(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _docx_text(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


def test_an_office_day_ends_with_every_file_where_it_belongs(
    office: "TrialOffice",
    german_letter_pdf: Sample,
    english_letter_png: Sample,
    german_meeting_m4a: Sample,
) -> None:
    office.drop(german_letter_pdf.path, "Kanzlei Öztürk/Brief.pdf")
    office.drop(english_letter_png.path, "Letter.png")
    office.drop(german_meeting_m4a.path, "Sitzung.m4a")
    office.drop(b"just some words\n", "Notiz.txt")
    office.drop(b"", "leer.pdf")
    office.drop(b"%PDF-1.7\nthis is not a document\n%%EOF\n", "kaputt.pdf")
    office.drop(b"lock", "~$Brief.docx")

    code, items = office.batch()

    assert code == 1
    told = {item["source"]: (item["status"], item["outputs"]) for item in items}
    assert told == {
        "Kanzlei Öztürk/Brief.pdf": (
            "published",
            ["Kanzlei Öztürk/Brief.pdf", "Kanzlei Öztürk/Brief.docx"],
        ),
        "Letter.png": ("published", ["Letter.pdf", "Letter.docx"]),
        "Sitzung.m4a": ("published", ["Sitzung.docx", "Sitzung.vtt"]),
        "Notiz.txt": ("needs-attention", []),
        "leer.pdf": ("needs-attention", []),
        "kaputt.pdf": ("needs-attention", []),
        "~$Brief.docx": ("ignored", []),
    }
    facts = {item["source"]: (item["kind"], item["pages"], item["language"]) for item in items}
    assert facts["Kanzlei Öztürk/Brief.pdf"] == ("scan", 2, "de")
    assert facts["Letter.png"] == ("scan", 1, "en")
    assert facts["Sitzung.m4a"] == ("recording", None, "de")
    letter, memo = german_letter_pdf.text, english_letter_png.text
    assert word_recall(letter, _pdf_text(office.outbox / "Kanzlei Öztürk/Brief.pdf")) > 0.95
    assert word_recall(letter, _docx_text(office.outbox / "Kanzlei Öztürk/Brief.docx")) > 0.93
    assert word_recall(memo, _pdf_text(office.outbox / "Letter.pdf")) > 0.95
    assert word_recall(german_meeting_m4a.text, _docx_text(office.outbox / "Sitzung.docx")) > 0.8
    notes = sorted(file.name for file in (office.inbox / "_needs-attention").glob("*Hinweis.txt"))
    assert notes == [
        "Notiz.txt - Hinweis.txt",
        "kaputt.pdf - Hinweis.txt",
        "leer.pdf - Hinweis.txt",
    ]
    office.check()


def test_a_second_run_has_nothing_to_do(office: "TrialOffice", english_letter_png: Sample) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    office.batch()

    code, items = office.batch()

    assert (code, items) == (0, [])


def test_the_same_file_again_is_a_duplicate_until_its_results_are_gone(
    office: "TrialOffice", english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    office.batch()
    office.drop(english_letter_png.path, "Letter.png")

    second_code, second = office.batch()
    for name in office.results():
        (office.outbox / name).rename(office.root / name)
    (office.inbox / "_needs-attention" / "Letter.png").rename(office.inbox / "Letter.png")
    third_code, third = office.batch()

    assert (second_code, [item["status"] for item in second]) == (0, ["duplicate"])
    assert "Letter.pdf" in second[0]["reason"]
    assert (third_code, [item["status"] for item in third]) == (0, ["published"])
    assert office.results() == ["Letter.docx", "Letter.pdf"]


def test_an_edited_draft_is_never_overwritten(
    office: "TrialOffice", english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    office.batch()
    (office.outbox / "Letter.docx").write_bytes(b"edited by a person")
    (office.outbox / "Letter.pdf").unlink()
    office.drop(english_letter_png.path, "Letter.png")

    code, items = office.batch()

    assert (code, items[0]["outputs"]) == (0, ["Letter (2).pdf", "Letter (2).docx"])
    assert (office.outbox / "Letter.docx").read_bytes() == b"edited by a person"


def test_redo_does_a_document_anew_and_keeps_what_is_there(
    office: "TrialOffice", english_letter_png: Sample
) -> None:
    office.drop(english_letter_png.path, "Letter.png")
    office.batch()

    redone = office.run("redo", "1")
    code, items = office.batch()

    assert redone.returncode == 0
    assert (code, [item["status"] for item in items]) == (0, ["published"])
    assert office.results() == ["Letter (2).docx", "Letter (2).pdf", "Letter.docx", "Letter.pdf"]
    office.check()


def test_a_page_that_cannot_be_read_does_not_keep_the_others_back(
    office: "TrialOffice", five_pages: Sample
) -> None:
    broken = _with_a_broken_page(five_pages.path.read_bytes())
    office.drop(broken, "Akte.pdf")

    code, items = office.batch()

    assert code == 1
    assert (items[0]["status"], items[0]["pages"]) == ("published", 5)
    assert "1" in items[0]["reason"]
    assert "konnte nicht gelesen werden" in _docx_text(office.outbox / "Akte.docx")
    office.check()


def _with_a_broken_page(pdf: bytes) -> bytes:
    """Zeros where the second page's picture begins: the file is whole, the picture is not."""
    first = pdf.index(b"\xff\xd8\xff")
    second = pdf.index(b"\xff\xd8\xff", first + 1)
    return pdf[:second] + bytes(2_000) + pdf[second + 2_000 :]


def test_pytesseract_and_openai_whisper_do_the_same_work(
    office: "TrialOffice", german_letter_pdf: Sample, german_meeting_wav: Sample
) -> None:
    office.drop(german_letter_pdf.path, "Brief.pdf")
    office.drop(german_meeting_wav.path, "Sitzung.wav")

    code, items = office.batch(
        environment={
            "SCHREIBSTUBE_OCR__ENGINE": "pytesseract",
            "SCHREIBSTUBE_SPEECH__ENGINE": "openai-whisper",
        }
    )

    assert (code, [item["status"] for item in items]) == (0, ["published", "published"])
    assert word_recall(german_letter_pdf.text, _pdf_text(office.outbox / "Brief.pdf")) > 0.95
    assert word_recall(german_meeting_wav.text, _docx_text(office.outbox / "Sitzung.docx")) > 0.8


def test_a_thread_limit_of_the_machine_does_not_garble_speech(
    office: "TrialOffice", german_meeting_wav: Sample
) -> None:
    office.drop(german_meeting_wav.path, "Sitzung.wav")

    code, _items = office.batch(environment={"OMP_THREAD_LIMIT": "1"})

    assert code == 0
    assert word_recall(german_meeting_wav.text, _docx_text(office.outbox / "Sitzung.docx")) > 0.8


def test_a_recording_without_speech_says_so(office: "TrialOffice") -> None:
    header = (
        b"RIFF"
        + (36 + 96_000).to_bytes(4, "little")
        + b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0"
    )
    office.drop(header + b"data" + (96_000).to_bytes(4, "little") + bytes(96_000), "still.wav")

    code, items = office.batch()

    assert (code, items[0]["status"], items[0]["audio_seconds"]) == (0, "published", 3.0)
    assert "keine Sprache gefunden" in _docx_text(office.outbox / "still.docx")
