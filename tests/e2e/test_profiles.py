"""Folders with habits of their own, as their users see them."""

import json
import re
from pathlib import Path

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from typer.testing import CliRunner

from pipeline.pdf.pages import join, take_pages
from tests.e2e.conftest import TrialOffice
from tools.batch import cue_text
from tools.compare import word_recall
from tools.samples import Sample
from workers.cli import app

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


def test_files_wait_for_a_profile_with_a_mistake_and_are_taken_once_it_is_mended(
    office: TrialOffice, german_letter_pdf: Sample
) -> None:
    office.drop(german_letter_pdf.path, "Rechnungen/Brief.pdf")
    (office.inbox / "Rechnungen" / "profile.toml").write_text(
        'passwords = ["geheim"]\nlangages = ["deu"]\n'
    )

    code, (item,) = office.batch()
    told = office.run("status").stdout
    (job,) = json.loads(office.run("status", "--json").stdout)["jobs"]

    assert (code, item["source"], item["status"]) == (1, "Rechnungen/Brief.pdf", "waiting")
    assert "Rechnungen/profile.toml" in item["reason"]
    assert "Zeile 2, langages" in item["reason"]
    assert "Zeile 2, langages" in " ".join(told.split())
    assert (job["job"], job["status"], job["reason"]) == (None, "waiting", item["reason"])
    assert "langages" in (office.outbox / "status.html").read_text(encoding="utf-8")
    assert office.results() == []

    (office.inbox / "Rechnungen" / "profile.toml").write_text(
        'passwords = ["geheim"]\nlanguages = ["deu"]\n'
    )
    code, (item,) = office.batch()

    assert (code, item["status"]) == (0, "published")
    assert office.results() == ["Rechnungen/Brief.docx", "Rechnungen/Brief.pdf"]
    assert (office.inbox / "Rechnungen" / "profile.toml").exists()
    written = [
        file for file in (*office.state.rglob("*"), *office.outbox.rglob("*")) if file.is_file()
    ]
    assert [file for file in written if b"geheim" in file.read_bytes()] == []
    office.check()


def test_a_profile_can_be_had_from_the_command_line_and_is_no_dropped_file(
    office: TrialOffice,
) -> None:
    new = ["profile", "new", str(office.inbox)]

    written = CliRunner().invoke(app, new)
    again = CliRunner().invoke(app, new)

    assert (written.exit_code, again.exit_code) == (0, 2)
    assert str(office.inbox / "profile.toml") in written.output
    assert office.batch() == (0, [])


def test_a_profile_for_a_kind_of_draft_can_be_had_from_the_command_line(tmp_path: Path) -> None:
    written = CliRunner().invoke(app, ["profile", "new", "minutes", str(tmp_path)])
    wrong = CliRunner().invoke(app, ["profile", "new", "protocol", str(tmp_path)])

    alone = CliRunner().invoke(app, ["profile", "new", "minutes"])
    nowhere = CliRunner().invoke(app, ["profile", "new", "minutes", str(tmp_path / "Rat")])

    assert (written.exit_code, wrong.exit_code, alone.exit_code, nowhere.exit_code) == (0, 2, 2, 2)
    assert "ein Ordner folgt" in " ".join(alone.output.split())
    assert f"Den Ordner {tmp_path / 'Rat'} gibt es nicht." in " ".join(nowhere.output.split())
    assert 'kind = "minutes"' in (tmp_path / "profile.toml").read_text(encoding="utf-8")
    assert "letter, transcript, minutes, results, dictation, memo, plain" in " ".join(
        wrong.output.split()
    )


def _docx_text(file: Path) -> list[str]:
    """The paragraphs of a Word file in order, with tables, before any change is accepted."""
    body = Document(str(file)).element.body
    texts = (
        "".join(node.text or "" for node in p.iter(qn("w:t"), qn("w:delText")))
        for p in body.iter(qn("w:p"))
    )
    return [text for text in texts if text]


def _letterhead(file: Path) -> None:
    """A template of an office, with its name at the head of each page."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Stadt Musterhausen"
    document.save(str(file))


def test_each_folder_gets_the_kind_of_draft_that_it_asks_for(
    office: TrialOffice,
    german_meeting_m4a: Sample,
    german_dictation_wav: Sample,
    german_letter_pdf: Sample,
) -> None:
    meetings = ("transcript", "minutes", "results", "memo", "plain")
    for kind in (*meetings, "dictation"):
        (office.inbox / kind).mkdir()
        assert (
            CliRunner().invoke(app, ["profile", "new", kind, str(office.inbox / kind)]).exit_code
            == 0
        )
    _letterhead(office.inbox / "results" / "Vorlage.docx")
    profile = office.inbox / "results" / "profile.toml"
    asked = profile.read_text(encoding="utf-8").replace(
        '# template = "Vorlage.dotx"', 'template = "Vorlage.docx"'
    )
    profile.write_text(asked, encoding="utf-8")
    for kind in meetings:
        office.drop(german_meeting_m4a.path, f"{kind}/Rat 2026-11-23 09-30.m4a")
    office.drop(german_dictation_wav.path, "dictation/Brief 23.11.2026.wav")
    office.drop(german_letter_pdf.path, "minutes/Einladung.pdf")

    code, items = office.batch()

    assert (code, {item["status"] for item in items}) == (0, {"published"})
    text = {
        kind: _docx_text(office.outbox / kind / "Rat 2026-11-23 09-30.docx") for kind in meetings
    }
    text["dictation"] = _docx_text(office.outbox / "dictation" / "Brief 23.11.2026.docx")
    headings = ("Wortprotokoll", "Verlaufsprotokoll", "Ergebnisprotokoll", "Telefonnotiz")
    for kind, heading in (*zip(meetings, headings, strict=False), ("dictation", "Diktat")):
        assert any(heading in paragraph for paragraph in text[kind][:3]), kind
    for kind in ("transcript", "minutes", "results"):
        assert "23.11.2026, 09:30 Uhr" in text[kind], kind
        assert {"Anlass", "Ort", "Leitung", "Verteiler", "Prüfung und Freigabe"} <= set(
            text[kind]
        ), kind
    assert {"Anruf von", "Rückruf erbeten"} <= set(text["memo"])
    assert "Wortlaut" in text["results"]
    assert "Anlass" not in text["plain"]
    for kind in meetings:
        assert word_recall(german_meeting_m4a.text, " ".join(text[kind])) > 0.8, kind
    assert not any(re.search(r"#\d\d:\d\d:\d\d#", paragraph) for paragraph in text["dictation"])
    header = (
        Document(str(office.outbox / "results" / "Rat 2026-11-23 09-30.docx")).sections[0].header
    )
    assert "Stadt Musterhausen" in " ".join(paragraph.text for paragraph in header.paragraphs)
    assert (office.inbox / "results" / "Vorlage.docx").exists()
    letter = " ".join(_docx_text(office.outbox / "minutes" / "Einladung.docx"))
    assert "Das Profil verlangt die Art „minutes“" in letter
    assert sorted(
        name for name in office.results() if name.startswith(("dictation/", "plain/"))
    ) == [
        "dictation/Brief 23.11.2026.docx",
        "plain/Rat 2026-11-23 09-30.docx",
        "plain/Rat 2026-11-23 09-30.txt",
    ]
    office.check()


def test_a_stack_with_separator_sheets_becomes_documents_of_their_own(
    office: TrialOffice, german_letter_pdf: Sample, tmp_path: Path
) -> None:
    assert CliRunner().invoke(app, ["separator", str(tmp_path / "sheet.pdf")]).exit_code == 0
    Image.new("L", (1240, 1754), 255).save(tmp_path / "blank.pdf", resolution=150)
    stack = (
        german_letter_pdf.path,
        tmp_path / "blank.pdf",
        tmp_path / "sheet.pdf",
        german_letter_pdf.path,
    )
    join(stack, tmp_path / "stack.pdf")
    office.drop(tmp_path / "stack.pdf", "Posteingang/Stapel.pdf")
    (office.inbox / "Posteingang" / "profile.toml").write_text(
        '[paper]\nsplit = "sheets"\nblank = "remove"\n'
    )

    code, (item,) = office.batch()

    assert (code, item["status"], item["pages"], item["blank_pages_left_out"]) == (
        0,
        "published",
        4,
        1,
    )
    names = [f"Posteingang/Stapel-{part}.{suffix}" for part in (1, 2) for suffix in ("docx", "pdf")]
    assert office.results() == sorted(item["outputs"]) == names
    pages = [pypdf.PdfReader(office.outbox / name).pages for name in names[1::2]]
    assert [len(part) for part in pages] == [2, 2]
    assert pages[0][0].extract_text() == pages[1][0].extract_text() != ""
    office.check()


def test_a_folder_asks_for_everything_that_a_recording_can_become(
    office: TrialOffice, german_meeting_m4a: Sample
) -> None:
    office.drop(german_meeting_m4a.path, "Interviews/Gespräch.m4a")
    (office.inbox / "Interviews" / "profile.toml").write_text(
        '[recording]\noutputs = ["vtt", "srt", "txt", "json"]\n'
    )
    (office.outbox / "Interviews").mkdir()
    (office.outbox / "Interviews" / "Gespräch.txt").write_text("notes of a person's own")

    code, (item,) = office.batch()

    assert (code, item["status"]) == (0, "published")
    names = [
        f"Interviews/Gespräch (2).{suffix}" for suffix in ("docx", "vtt", "srt", "txt", "json")
    ]
    assert item["outputs"] == names
    assert sorted([*names, "Interviews/Gespräch.txt"]) == office.results()
    _, vtt, srt, txt, words = ((office.outbox / name) for name in names)
    content = json.loads(words.read_bytes())
    heard = " ".join(word["text"] for said in content["utterances"] for word in said["words"])
    assert word_recall(german_meeting_m4a.text, heard) > 0.8
    assert (content["file"], content["language"], content["gaps"]) == ("Gespräch.m4a", "de", [])
    assert cue_text(vtt.read_text(encoding="utf-8")).split() == heard.split()
    assert cue_text(srt.read_text(encoding="utf-8-sig")).split() == heard.split()
    _head, *turns = txt.read_text(encoding="utf-8-sig").split("\n\n")
    assert all(re.search(r" #00:00:\d\d#\n?$", turn) for turn in turns)
    assert " ".join(re.sub(r"#[\d:]+#", "", turn) for turn in turns).split() == heard.split()


def test_front_and_back_sides_from_two_files_become_one_document(
    office: TrialOffice, german_letter_pdf: Sample, tmp_path: Path
) -> None:
    (office.inbox / "Stapel").mkdir()
    (office.inbox / "Stapel" / "profile.toml").write_text('[paper]\ndouble_sided = "two-files"\n')
    take_pages(german_letter_pdf.path, (1,), tmp_path / "fronts.pdf")
    take_pages(german_letter_pdf.path, (2,), tmp_path / "backs.pdf")
    office.drop(tmp_path / "fronts.pdf", "Stapel/vorn.pdf")
    code, (item,) = office.batch()
    assert (code, item["status"]) == (1, "waiting")
    assert "anderen Seiten" in item["reason"]

    office.drop(tmp_path / "backs.pdf", "Stapel/hinten.pdf")
    code, items = office.batch()

    assert code == 0
    assert [item["source"] for item in items] == ["Stapel/hinten.pdf", "Stapel/vorn.pdf"]
    assert [item["status"] for item in items] == ["published"] * 2
    assert [item["outputs"] for item in items] == [["Stapel/vorn.pdf", "Stapel/vorn.docx"]] * 2
    assert [item["pages"] for item in items] == [None, 2]
    assert office.results() == ["Stapel/vorn.docx", "Stapel/vorn.pdf"]
    text = [
        page.extract_text() for page in pypdf.PdfReader(office.outbox / "Stapel" / "vorn.pdf").pages
    ]
    assert [len(page) > 100 for page in text] == [True, True]
    assert "Seite 2" in text[1] or "Mit freundlichen" in text[1]

    redone = office.run("redo", "2")
    code, items = office.batch()

    assert redone.returncode == 0
    assert (code, [item["status"] for item in items]) == (0, ["published"] * 2)
    assert office.results() == [
        f"Stapel/vorn{number}.{end}" for number in (" (2)", "") for end in ("docx", "pdf")
    ]


@pytest.mark.slow
def test_recordings_wait_for_their_folders_model_and_are_heard_once_the_profile_is_mended(
    office: TrialOffice, german_meeting_wav: Sample
) -> None:
    office.drop(german_meeting_wav.path, "Sitzungen/Sitzung.wav")
    (office.inbox / "Sitzungen" / "profile.toml").write_text('[recording]\nmodel = "enormous"\n')

    code, (item,) = office.batch()

    assert (code, item["status"]) == (3, "waiting")
    assert "schreibstube models add enormous" in item["reason"]
    assert office.results() == []

    (office.inbox / "Sitzungen" / "profile.toml").write_text('[recording]\nmodel = "base"\n')
    code, (item,) = office.batch()

    assert (code, item["status"]) == (0, "published")
    assert office.results() == ["Sitzungen/Sitzung.docx", "Sitzungen/Sitzung.vtt"]
    office.check()
