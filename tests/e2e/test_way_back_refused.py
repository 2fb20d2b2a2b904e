"""What is dropped as a corrected draft and is none, or a bad one: a final or a note, never nothing.

Most lie in the inbox at once; what became of each is asked for in tests of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest

from pipeline.errors import EmptyFile, Rejected
from pipeline.folder_errors import DraftUnknown, FinalAgain
from pipeline.returns import return_errors
from pipeline.translations import translator
from tests.e2e import readers
from tests.e2e.corrected import (
    corrected,
    everything_deleted,
    many_changes,
    ticked,
    typed,
    without_bookmarks,
)

if TYPE_CHECKING:
    from tests.e2e.conftest import Drafted, TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300), pytest.mark.xdist_group("way back")]

REFUSED = {
    "Makros.docx": return_errors.MacrosInReturn,
    "Kaputt.docx": return_errors.ReturnDamaged,
    "Leer.docx": return_errors.ReturnEmpty,
    "Fremd.docx": return_errors.NotOurDraft,
    "Passwort.docx": return_errors.ReturnLocked,
    "Webseite.docx": return_errors.ReturnNotWord,
    "Nichts.docx": EmptyFile,
}
LIGHT = typed("Lüdtke", "Lüttke")
_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
_WEB = b"<!DOCTYPE html>\n<html><body><p>Sehr geehrte Frau L&uuml;dtke</p></body></html>\n"
FINALS = {
    "Ohne Marken.docx": "Brief",
    "Von Frau Weber.docx": "Brief",
    "Von Herrn Lang.docx": "Brief",
}
"""What is released, and under which name."""


def note(office: TrialOffice, source: str) -> str:
    file = office.inbox / "_needs-attention" / f"{source} - Hinweis.txt"
    return " ".join(file.read_text(encoding="utf-8-sig").split())


def check_refused(office: TrialOffice, source: str, kind: type[Rejected]) -> None:
    """The file lies unchanged beside a note that says in German what to do."""
    assert translator("de")(kind.to_do) in note(office, source)
    assert (office.inbox / "_needs-attention" / source).exists()


@pytest.fixture(scope="module")
def heap(drafted: Drafted, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Bad files and good ones, dropped together: what the report says of each, and the notes."""
    office, folder = drafted.again(), tmp_path_factory.mktemp("heap")
    draft = office.outbox / "Akte" / "Brief.docx"
    corrected(draft, folder / "Makros.docx", **{"word/vbaProject.bin": b"x"})
    whole = draft.read_bytes()
    (folder / "Kaputt.docx").write_bytes(whole[: len(whole) // 2])
    corrected(draft, folder / "Leer.docx", everything_deleted)
    foreign = docx.Document()
    foreign.add_paragraph("Einladung zum Sommerfest")
    foreign.save(str(folder / "Fremd.docx"))
    (folder / "Passwort.docx").write_bytes(_LOCKED)
    (folder / "Webseite.docx").write_bytes(_WEB)
    (folder / "Nichts.docx").write_bytes(b"")
    corrected(draft, folder / "Ohne Marken.docx", LIGHT, without_bookmarks, ticked)
    corrected(draft, folder / "Von Frau Weber.docx", LIGHT)
    corrected(draft, folder / "Von Herrn Lang.docx", typed("Köhler", "Köler"))
    for file in sorted(folder.iterdir()):
        office.drop(file, file.name)
    code, items = office.batch()
    office.check()
    texts = {
        name: readers.poppler(office.outbox / name)[0]
        for item in items
        for name in item["outputs"]
        if name.endswith(".pdf")
    }
    notes = {source: note(office, source) for source in REFUSED}
    there = {source: (office.inbox / "_needs-attention" / source).exists() for source in REFUSED}
    reported = {item["source"]: item for item in items}
    return {"code": code, "items": reported, "texts": texts, "notes": notes, "there": there}


@pytest.mark.parametrize("source", REFUSED)
def test_a_bad_copy_lies_beside_a_note_that_says_what_to_do(
    heap: dict[str, Any], source: str
) -> None:
    kind = REFUSED[source]

    assert heap["items"][source]["status"] == "needs-attention"
    assert heap["there"][source]
    assert translator("de")(kind.happened) in heap["notes"][source]
    assert translator("de")(kind.to_do) in heap["notes"][source]


def test_two_copies_and_one_without_bookmarks_become_three_finals(heap: dict[str, Any]) -> None:
    published = {
        source: item["outputs"][0]
        for source, item in heap["items"].items()
        if item["status"] == "published"
    }

    assert published.keys() == FINALS.keys()
    assert sorted(published.values()) == [
        "Akte/Brief (final 2).pdf",
        "Akte/Brief (final 3).pdf",
        "Akte/Brief (final).pdf",
    ]
    said = {source: heap["texts"][path] for source, path in published.items()}
    for source, text in said.items():
        assert ("Lüttke" in text, "Köler" in text) == (
            source != "Von Herrn Lang.docx",
            source == "Von Herrn Lang.docx",
        )


def test_each_final_but_the_first_names_an_earlier_one(heap: dict[str, Any]) -> None:
    told = [
        " ".join(item["remarks"])
        for item in heap["items"].values()
        if item["status"] == "published"
    ]

    assert sorted("gibt es schon eine Endfassung, Akte/Brief" in each for each in told) == [
        False,
        True,
        True,
    ]


def test_files_that_need_attention_are_told_by_the_exit_code(heap: dict[str, Any]) -> None:
    assert heap["code"] == 1


def test_a_final_that_is_dropped_again_is_refused_also_if_it_was_edited(
    desk: TrialOffice, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    desk.drop(corrected(draft, tmp_path / "c.docx", LIGHT), "Brief.docx")
    desk.batch()
    final = desk.outbox / "Akte" / "Brief (final).docx"
    desk.drop(final, "Brief (final).docx")
    desk.drop(corrected(final, tmp_path / "e.docx", typed("Köhler", "Köler")), "Noch einmal.docx")

    code, items = desk.batch()

    assert (code, [item["status"] for item in items]) == (1, ["needs-attention"] * 2)
    check_refused(desk, "Brief (final).docx", FinalAgain)
    check_refused(desk, "Noch einmal.docx", FinalAgain)
    desk.check()


def test_a_copy_that_says_what_the_final_says_makes_no_second_one(
    desk: TrialOffice, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    desk.drop(corrected(draft, tmp_path / "c.docx", LIGHT), "Brief.docx")
    desk.drop(corrected(draft, tmp_path / "d.docx", LIGHT, without_bookmarks), "Noch einmal.docx")
    before = set(desk.results())

    code, items = desk.batch()

    assert (code, sorted(item["status"] for item in items)) == (0, ["duplicate", "published"])
    (unchanged,) = (item["source"] for item in items if item["status"] == "duplicate")
    assert set(desk.results()) - before == {"Akte/Brief (final).docx", "Akte/Brief (final).pdf"}
    assert "Akte/Brief (final).docx sagt schon genau dies" in note(desk, unchanged)
    assert (desk.inbox / "_needs-attention" / unchanged).exists()
    desk.check()


def test_a_correction_of_the_first_version_after_the_second_is_published_and_says_so(
    desk: TrialOffice, tmp_path: Path
) -> None:
    first = corrected(desk.outbox / "Akte" / "Brief.docx", tmp_path / "c.docx", LIGHT)
    journal = desk.journal()
    job = journal.jobs()[0].id
    journal.close()
    assert desk.run("redo", job).returncode == 0
    desk.batch()
    assert (desk.outbox / "Akte" / "Brief (2).docx").exists()
    desk.drop(first, "Brief.docx")

    code, (item,) = desk.batch()

    assert (code, item["outputs"]) == (0, ["Akte/Brief (final).pdf", "Akte/Brief (final).docx"])
    assert any("neueren Entwurf" in remark for remark in item["remarks"])
    desk.check()


def test_a_draft_of_another_office_is_refused_until_its_original_is_there(
    desk: TrialOffice, office: TrialOffice, tmp_path: Path
) -> None:
    copy = corrected(desk.outbox / "Akte" / "Brief.docx", tmp_path / "c.docx", LIGHT)
    (original,) = (desk.outbox / "_originals").rglob("Brief.pdf")
    office.drop(copy, "Brief.docx")

    code, (item,) = office.batch()

    assert (code, item["status"]) == (1, "needs-attention")
    check_refused(office, "Brief.docx", DraftUnknown)
    there = office.outbox / "_originals" / "2026" / "11" / "Brief.pdf"
    there.parent.mkdir(parents=True)
    there.write_bytes(original.read_bytes())
    (office.inbox / "_needs-attention" / "Brief.docx").rename(office.inbox / "Brief.docx")

    code, (item,) = office.batch()

    assert (code, item["outputs"]) == (0, ["Brief (final).pdf", "Brief (final).docx"])
    assert "Lüttke" in readers.poppler(office.outbox / "Brief (final).pdf")[0]


@pytest.mark.slow
def test_a_hundred_thousand_tracked_changes_end_in_a_final(
    desk: TrialOffice, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    many = corrected(draft, tmp_path / "c.docx", LIGHT, many_changes(100_000))
    desk.drop(many, "Brief.docx")

    code, (item,) = desk.batch()

    assert (code, item["status"]) == (0, "published")
    assert item["correction"]["inserted"] == 50_000
    assert any("100000" in remark.replace(".", "") for remark in item["remarks"])
