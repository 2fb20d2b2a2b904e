from __future__ import annotations

from pathlib import Path

from benchmarks.draft_words import DraftWord, draft_rows, text_of_rows
from pipeline.outputs.draft_docx import write_docx
from tests.drafts import grey_line, invoice, letter


def test_rows_of_a_table_are_one_line_each_and_marks_are_kept(tmp_path: Path) -> None:
    write_docx(invoice("de"), tmp_path / "a.docx", pictures=grey_line)

    rows = draft_rows(tmp_path / "a.docx")

    assert text_of_rows(rows).splitlines() == [
        "Rechnung",
        "Pos. Bezeichnung Betrag",
        "1 Drehstuhl, höhenverstellbar 249,62",
        "Summe 249,62",
    ]
    assert rows[-1] == (DraftWord("Summe"), DraftWord("249,62", marked=True))
    assert not any(word.marked for row in rows[:-1] for word in row)


def test_what_the_draft_says_of_itself_is_left_out(tmp_path: Path) -> None:
    write_docx(letter("de"), tmp_path / "a.docx", pictures=grey_line)

    text = text_of_rows(draft_rows(tmp_path / "a.docx"))

    assert text
    assert "Quelle" not in text
    assert "Prüfblatt" not in text
    assert "kein Text" not in text
    assert "sicher" not in text
