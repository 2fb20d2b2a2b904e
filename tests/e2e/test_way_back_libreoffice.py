"""Drafts that LibreOffice itself edited and saved, with changes recorded or not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.returns.return_errors import ReturnLocked
from pipeline.translations import translator
from tests.e2e import readers
from tests.e2e.corrected import corrected, ticked
from tests.e2e.libre_office import Typist
from tests.wordml import text

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(400), pytest.mark.xdist_group("way back")]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = {"Lüdtke": "Lüttke", "Verzögerungen": "Verspätungen", "noch Fragen": "nochFragen"}


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Typist:
    return Typist.in_folder(tmp_path_factory.mktemp("typist"))


@pytest.mark.parametrize(
    ("suffix", "recorded"),
    [
        (".docx", True),
        (".odt", True),
        pytest.param(".docx", False, marks=pytest.mark.slow),
        pytest.param(".odt", False, marks=pytest.mark.slow),
    ],
)
def test_what_is_typed_in_libreoffice_is_in_the_finals(
    desk: TrialOffice, typist: Typist, tmp_path: Path, suffix: str, *, recorded: bool
) -> None:
    draft = shutil.copyfile(desk.outbox / "Akte" / "Brief.docx", tmp_path / "opened.docx")
    saved = typist.type(draft, tmp_path / f"Brief{suffix}", WORDS, recorded=recorded)
    desk.drop(saved, saved.name)

    code, (item,) = desk.batch()

    assert (code, item["outputs"]) == (0, ["Akte/Brief (final).pdf", "Akte/Brief (final).docx"])
    first, second = readers.poppler(desk.outbox / "Akte" / "Brief (final).pdf")
    was_first, was_second = readers.poppler(desk.outbox / "Akte" / "Brief.pdf")
    for old, new in WORDS.items():
        was_first = was_first.replace(old, new, 1)
    assert sorted(first.split()) == sorted(was_first.split())
    assert sorted(second.split()) == sorted(was_second.split())
    said = text(desk.outbox / "Akte" / "Brief (final).docx")
    assert [new for new in WORDS.values() if new not in said] == []
    assert [old for old in WORDS if old in said] == []
    told = [remark for remark in item["remarks"] if "Nachverfolgte" in remark]
    assert bool(told) == recorded
    desk.check()


def test_a_ticked_copy_beside_the_draft_is_taken_in_the_format_of_libreoffice(
    desk: TrialOffice, typist: Typist, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    opened = corrected(draft, tmp_path / "opened.docx", ticked)
    copy = draft.with_name("Brief korrigiert.odt")
    typist.type(opened, tmp_path / copy.name, WORDS, recorded=False).rename(copy)
    typist.type(draft, tmp_path / "Brief neu.odt", WORDS, recorded=False).rename(
        draft.with_name("Brief neu.odt")
    )

    code, (item,) = desk.batch()

    assert (code, item["source"]) == (0, "Akte/Brief korrigiert.odt")
    assert item["outputs"] == ["Akte/Brief (final).pdf", "Akte/Brief (final).docx"]
    assert "Lüttke" in readers.poppler(desk.outbox / "Akte" / "Brief (final).pdf")[0]


def test_a_file_with_a_password_lies_beside_a_note_that_says_what_to_do(
    desk: TrialOffice, typist: Typist, tmp_path: Path
) -> None:
    draft = shutil.copyfile(desk.outbox / "Akte" / "Brief.docx", tmp_path / "opened.docx")
    locked = {
        f"Brief{suffix}": typist.lock(draft, tmp_path / f"locked{suffix}").read_bytes()
        for suffix in (".docx", ".doc", ".odt")
    }
    assert locked["Brief.docx"].startswith(_OLE)
    for name in locked:
        desk.drop(tmp_path / f"locked{Path(name).suffix}", name)

    code, items = desk.batch()

    assert (code, [item["status"] for item in items]) == (1, ["needs-attention"] * 3)
    lying = desk.inbox / "_needs-attention"
    for name, content in locked.items():
        note = " ".join((lying / f"{name} - Hinweis.txt").read_text("utf-8-sig").split())
        assert translator("de")(ReturnLocked.happened) in note
        assert translator("de")(ReturnLocked.to_do) in note
        assert "Die Datei liegt unverändert neben diesem Hinweis" in note
        assert (lying / name).read_bytes() == content
    desk.check()


@pytest.mark.parametrize(("saved", "called"), [(".rtf", ".docx"), (".odt", ".doc")])
def test_the_bytes_tell_the_format_whatever_the_file_is_called(
    desk: TrialOffice, typist: Typist, tmp_path: Path, saved: str, called: str
) -> None:
    draft = shutil.copyfile(desk.outbox / "Akte" / "Brief.docx", tmp_path / "opened.docx")
    words = {"Lüdtke": "Lüttke"}
    desk.drop(typist.type(draft, tmp_path / f"a{saved}", words, recorded=False), f"Brief{called}")

    code, (item,) = desk.batch()

    assert (code, item["outputs"]) == (0, ["Akte/Brief (final).pdf", "Akte/Brief (final).docx"])
    assert "Lüttke" in readers.poppler(desk.outbox / "Akte" / "Brief (final).pdf")[0]
