from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement

from tools import demo
from tools.batch import Item, text_of
from tools.proofreading import Pair
from tools.samples import Sample


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    (tmp_path / "Memo.vtt").write_text(
        "WEBVTT\n\n00:00.000 --> 00:01.000\nPlease call the office today.\n"
    )
    return tmp_path


def test_a_result_is_matched_with_what_was_said(outbox: Path) -> None:
    sample = Sample(Path("Memo.mp3"), "Please call the office today.")

    found = {
        row.result: row
        for row in demo.rows(sample, [Item("Memo.mp3", "published", outputs=("Memo.vtt",))], outbox)
    }

    assert found["Memo.vtt"].match == 1
    assert found["Memo.vtt"].good
    assert found["no .docx"].match is None
    assert not found["no .docx"].good


def test_a_result_that_says_something_else_is_a_problem(outbox: Path) -> None:
    sample = Sample(Path("Memo.mp3"), "The builder expects to finish the kitchen by February.")

    rows = list(demo.rows(sample, [Item("Memo.mp3", "published", outputs=("Memo.vtt",))], outbox))

    assert not any(row.good for row in rows)


def test_a_result_that_is_only_reported_is_missing(outbox: Path) -> None:
    sample = Sample(Path("Brief.pdf"), "Haushalt")

    rows = list(
        demo.rows(
            sample, [Item("Brief.pdf", "published", outputs=("Brief.pdf", "Brief.docx"))], outbox
        )
    )

    assert [(row.result, row.match) for row in rows] == [("no .pdf", None), ("no .docx", None)]


def test_only_outputs_with_text_are_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"status\.html"):
        text_of(tmp_path / "status.html")


def test_words_of_a_draft_stay_apart_at_line_breaks_and_in_tracked_insertions(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Harriet Bell\nManaging\tDirector")
    inserted = OxmlElement("w:ins")
    # python-docx has no door for the element.
    inserted.append(document.add_paragraph(" of York").runs[0]._element)  # noqa: SLF001
    paragraph._p.append(inserted)  # noqa: SLF001 - the same
    document.save(str(tmp_path / "Letter.docx"))

    assert text_of(tmp_path / "Letter.docx").strip() == "Harriet Bell Managing Director of York"


def test_a_draft_and_its_final_stand_side_by_side(tmp_path: Path) -> None:
    pair = Pair(tmp_path / "Brief.pdf", tmp_path / "Brief (final).pdf", "… A …", "… B …", good=True)

    head, files, words = demo.side_by_side([pair])

    assert head.split() == ["draft", "final"]
    assert [part.strip() for part in files.split("→")] == ["Brief.pdf", "Brief (final).pdf"]
    assert words.index("… B …") == files.index("Brief (final)")


def test_a_missing_or_wrong_final_is_named(tmp_path: Path) -> None:
    missing = Pair(tmp_path / "Brief.pdf", None, "… A …", "", good=False)

    assert "missing   WRONG" in "\n".join(demo.side_by_side([missing]))
