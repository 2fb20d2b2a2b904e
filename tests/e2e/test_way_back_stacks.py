"""Corrected drafts of stacks and of front and back sides, with and without what was recognised."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from typer.testing import CliRunner

from pipeline.pdf.pages import take_pages
from tests.e2e import readers
from tests.e2e.corrected import corrected, typed
from workers.cli import app

if TYPE_CHECKING:
    from tests.e2e.conftest import TrialOffice
    from tools.samples import Sample

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]


def pages(pdf: Path) -> list[list[str]]:
    return [sorted(page.split()) for page in readers.poppler(pdf)]


def with_word(text: list[list[str]], old: str, new: str) -> list[list[str]]:
    return [sorted(new if word == old else word for word in page) for page in text]


def test_of_a_stack_the_corrected_document_comes_back_whatever_its_name(
    office: TrialOffice, german_letter_pdf: Sample, tmp_path: Path
) -> None:
    assert CliRunner().invoke(app, ["separator", str(tmp_path / "sheet.pdf")]).exit_code == 0
    with (
        pikepdf.open(german_letter_pdf.path) as stack,
        pikepdf.open(tmp_path / "sheet.pdf") as sheet,
    ):
        stack.pages.insert(1, sheet.pages[0])
        stack.save(tmp_path / "stack.pdf")
    office.drop(b'[paper]\nsplit = "sheets"\n', "Post/profile.toml")
    office.drop(tmp_path / "stack.pdf", "Post/Stapel.pdf")
    office.batch()
    draft = office.outbox / "Post" / "Stapel-2.docx"
    office.drop(
        corrected(draft, tmp_path / "c.docx", typed("Zählerstände", "Zählstände")), "x.docx"
    )

    code, (item,) = office.batch()

    assert (code, item["outputs"]) == (
        0,
        ["Post/Stapel-2 (final).pdf", "Post/Stapel-2 (final).docx"],
    )
    was = pages(draft.with_suffix(".pdf"))
    now = pages(office.outbox / "Post" / "Stapel-2 (final).pdf")
    assert now == with_word(was, "Zählerstände", "Zählstände") != was
    office.check()


@pytest.mark.parametrize("lost", [False, True], ids=["kept", "lost"])
def test_front_and_back_sides_are_corrected_as_one_document(
    office: TrialOffice, german_letter_pdf: Sample, tmp_path: Path, *, lost: bool
) -> None:
    take_pages(german_letter_pdf.path, (1,), tmp_path / "fronts.pdf")
    take_pages(german_letter_pdf.path, (2,), tmp_path / "backs.pdf")
    office.drop(b'[paper]\ndouble_sided = "two-files"\n', "Post/profile.toml")
    office.drop(tmp_path / "fronts.pdf", "Post/vorn.pdf")
    office.batch()
    office.drop(tmp_path / "backs.pdf", "Post/hinten.pdf")
    office.batch()
    draft = office.outbox / "Post" / "vorn.docx"
    office.drop(
        corrected(draft, tmp_path / "c.docx", typed("Zählerstände", "Zählstände")), "x.docx"
    )
    if lost:
        shutil.rmtree(office.state / "artefacts")

    code, (item,) = office.batch()

    assert (code, item["outputs"]) == (0, ["Post/vorn (final).pdf", "Post/vorn (final).docx"]), item
    was = pages(draft.with_suffix(".pdf"))
    now = pages(office.outbox / "Post" / "vorn (final).pdf")
    assert now == with_word(was, "Zählerstände", "Zählstände") != was
    office.check()


@pytest.mark.xdist_group("way back")
def test_a_draft_whose_words_are_lost_is_recognised_again(
    desk: TrialOffice, tmp_path: Path
) -> None:
    draft = desk.outbox / "Akte" / "Brief.docx"
    desk.drop(corrected(draft, tmp_path / "c.docx", typed("Lüdtke", "Lüttke")), "Brief.docx")
    meeting = desk.outbox / "Akte" / "Sitzung.docx"
    desk.drop(corrected(meeting, tmp_path / "s.docx", typed("Weber", "Wéber")), "Sitzung.docx")
    shutil.rmtree(desk.state / "artefacts")

    code, items = desk.batch()

    assert (code, [item["status"] for item in items]) == (0, ["published"] * 2), items
    was = pages(draft.with_suffix(".pdf"))
    now = pages(desk.outbox / "Akte" / "Brief (final).pdf")
    assert now == with_word(was, "Lüdtke", "Lüttke") != was
    said = (desk.outbox / "Akte" / "Sitzung (final).vtt").read_text(encoding="utf-8")
    assert "Wéber" in said
    desk.check()
