"""Drafts that LibreOffice saved, in its own formats too, are read like ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.corrections.draft_words import typed_names
from pipeline.core.corrections.model import DraftWord, WordPlace
from pipeline.isolate import Isolated
from pipeline.outputs.draft_docx import write_docx
from pipeline.returns.final.told import Told
from pipeline.returns.final_docx import write_final
from pipeline.returns.origin import names_a_job
from pipeline.returns.reading import read_return
from pipeline.returns.return_errors import ReturnDamaged, ReturnLocked
from tests.drafts import DRAFTS, grey_line
from tests.e2e.libre_office import Typist
from tests.returned_files import edited, recognised, repacked, texts, with_anchors
from tests.wordml import parts, text

pytestmark = [
    pytest.mark.engine,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

FORMATS = ("docx", "odt", "doc", "rtf")
LOCKED = ("docx", "odt", "doc")
SAVED = ("letter.de", "invoice.en", "transcript.de", "minutes.en", "results.de")
"""Not the dictation as .doc or .rtf: LibreOffice loses deletions at the edge of a paragraph."""


def nothing() -> None:
    """No engine."""


def saved_by_libreoffice(folder: Path, suffix: str, *files: Path) -> None:
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", suffix, "--outdir", str(folder / "saved"), *map(str, files)),
        ],
        check=True,
        capture_output=True,
        timeout=150,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drafts as LibreOffice saved them in each format."""
    folder = tmp_path_factory.mktemp("drafts")
    for name, draft in DRAFTS.items():
        write_docx(draft, folder / f"{name}.docx", pictures=grey_line)
    saved_by_libreoffice(folder, "docx", *(folder / f"{name}.docx" for name in DRAFTS))
    for suffix in FORMATS[1:]:
        saved_by_libreoffice(folder, suffix, *(folder / f"{name}.docx" for name in SAVED))
    return folder


@pytest.mark.parametrize("name", DRAFTS)
def test_saved_as_docx_everything_is_as_it_was(name: str, folder: Path, tmp_path: Path) -> None:
    ours = read_return(folder / f"{name}.docx", tmp_path)

    assert read_return(folder / "saved" / f"{name}.docx", tmp_path) == ours


@pytest.mark.parametrize("name", SAVED)
def test_saved_as_odt_words_anchors_and_names_are_as_they_were(
    name: str, folder: Path, tmp_path: Path
) -> None:
    ours = read_return(folder / f"{name}.docx", tmp_path)

    found = read_return(folder / "saved" / f"{name}.odt", tmp_path)

    assert found.words == ours.words
    assert (found.job, found.sha256, found.names) == (ours.job, ours.sha256, ours.names)
    assert (tmp_path / "returned.docx").exists()


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
@pytest.mark.parametrize("name", SAVED)
def test_saved_in_older_formats_the_words_are_as_they_were(
    name: str, suffix: str, folder: Path, tmp_path: Path
) -> None:
    found = read_return(folder / "saved" / f"{name}.{suffix}", tmp_path)

    assert [word.text for word in found.words] == [word for word, _ in recognised(DRAFTS[name])]
    assert (found.job, found.anchored) == (DRAFTS[name].job, True)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_draft_is_known_without_opening_it_in_any_format(suffix: str, folder: Path) -> None:
    assert names_a_job(folder / "saved" / f"letter.de.{suffix}")


def test_a_document_of_others_names_no_job(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Angebot der Schreibstube Meier")
    document.save(str(tmp_path / "Angebot.docx"))
    for suffix in FORMATS[1:]:
        saved_by_libreoffice(tmp_path, suffix, tmp_path / "Angebot.docx")

    assert not any(
        names_a_job(file)
        for file in (tmp_path / "Angebot.docx", *(tmp_path / "saved").glob("Angebot.*"))
    )


def test_a_correction_in_libreoffice_is_a_change_of_a_person(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        (found, *_others) = texts("um Geduld.", root)
        run = found.getparent()
        inserted = root.makeelement(qn("w:ins"), {qn("w:author"): "Petra", qn("w:id"): "900"})
        run.addprevious(inserted)
        inserted.append(run)

    file = edited(DRAFTS["letter.de"], tmp_path, edit)
    saved_by_libreoffice(tmp_path, "odt", file)

    found = read_return(tmp_path / "saved" / "Brief.odt", tmp_path)

    assert found.changes == 1
    assert with_anchors(found.words) == recognised(DRAFTS["letter.de"])


def test_libreoffice_runs_in_a_child_with_two_gigabytes(folder: Path, tmp_path: Path) -> None:
    isolated = Isolated(nothing, processes=1, memory_bytes=2 << 30)

    try:
        found = isolated.run(read_return, 200, folder / "saved" / "letter.de.odt", tmp_path)
    finally:
        isolated.close()

    assert with_anchors(found.words) == recognised(DRAFTS["letter.de"])


@pytest.fixture(scope="module")
def locked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letter in each format that knows passwords, and with one."""
    made = tmp_path_factory.mktemp("locked")
    typist = Typist.in_folder(tmp_path_factory.mktemp("typist"))
    draft = shutil.copyfile(folder / "letter.de.docx", made / "letter.docx")
    for suffix in LOCKED:
        typist.lock(draft, made / f"locked.{suffix}")
    return made


@pytest.mark.parametrize("suffix", LOCKED)
def test_what_opens_only_with_a_password_is_told_so(
    suffix: str, locked: Path, tmp_path: Path
) -> None:
    file = shutil.copyfile(locked / f"locked.{suffix}", tmp_path / f"Brief.{suffix}")

    with pytest.raises(ReturnLocked):
        read_return(file, tmp_path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_first_part_of_a_file_is_damaged(
    suffix: str, share: float, folder: Path, tmp_path: Path
) -> None:
    content = (folder / "saved" / f"letter.de.{suffix}").read_bytes()
    file = tmp_path / f"Brief.{suffix}"
    file.write_bytes(content[: round(share * len(content))])

    with pytest.raises(ReturnDamaged):
        read_return(file, tmp_path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.99])
@pytest.mark.parametrize("suffix", LOCKED)
def test_the_first_part_of_a_locked_file_is_damaged_or_locked(
    suffix: str, share: float, locked: Path, tmp_path: Path
) -> None:
    content = (locked / f"locked.{suffix}").read_bytes()
    file = tmp_path / f"Brief.{suffix}"
    file.write_bytes(content[: round(share * len(content))])
    whole = suffix == "docx" and share == 0.99  # it may lack what says nothing

    with pytest.raises((ReturnDamaged, ReturnLocked) if whole else ReturnDamaged):
        read_return(file, tmp_path)


def test_what_libreoffice_cannot_open_is_damaged(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "Brief.doc"
    file.write_bytes(
        (folder / "saved" / "letter.de.doc").read_bytes()[:3000]
        + "WordDocument".encode("utf-16-le")
    )

    with pytest.raises(ReturnDamaged):
        read_return(file, tmp_path)


def test_a_name_typed_in_one_turn_of_an_odt_is_that_of_all_turns(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "named.odt"
    content = parts(folder / "saved" / "transcript.de.odt")
    head, turn, turns = content["content.xml"].decode().partition('"Schreibstube_20_Turn">')
    named = turns.replace(">Sprecher 1<", ">Frau Weiß<", 1)
    assert named != turns
    repacked(file, content | {"content.xml": f"{head}{turn}{named}".encode()})
    words = read_return(folder / "transcript.de.docx", tmp_path).words
    drafted = [
        DraftWord(word.text, WordPlace(1, at), word.anchor, speaker=word.speaker)
        for at, word in enumerate(words)
    ]

    found = read_return(file, tmp_path)
    names = dict(found.names) | typed_names(drafted, found.words)
    final = tmp_path / "final.docx"
    told = Told("000009-abcdefabcdef", found.release, names=tuple(names.items()))
    write_final(tmp_path / "returned.docx", final, words=found.words, told=told)

    said = text(final)
    assert "Frau Weiß: Guten Tag." in said
    assert "Frau Weiß + Sprecher 2: " in said
    assert "Sprecher 1" not in said
    assert b"FILLIN" not in parts(final)["word/document.xml"]
