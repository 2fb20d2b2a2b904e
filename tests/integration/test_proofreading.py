"""The person of the demonstration: corrects a draft and looks at its final."""

from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tools import demo
from tools.batch import Item, Office, text_of
from tools.proofreading import Change, NothingToCorrect, correct, pairs

LINE = "Freigegeben am … durch …"


def draft(file: Path, text: str) -> Path:
    document = docx.Document()
    # python-docx has no door for bookmarks.
    mark = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="_p1_l1"/>')
    document.add_paragraph(text)._p.insert(0, mark)  # noqa: SLF001
    line = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>☐</w:t><w:tab/><w:t>{LINE}</w:t></w:r></w:p>")
    document.element.body.insert(1, line)
    document.save(str(file))
    return file


def test_a_misread_word_is_typed_as_it_was_meant(tmp_path: Path) -> None:
    file = draft(tmp_path / "Brief.docx", "Die Lieferung der Fensler dauert.")

    change = correct(file, tmp_path / "back.docx", "Die Lieferung der Fenster dauert.")

    assert change == Change("Fensler", "Fenster", misread=True)
    assert "Die Lieferung der Fenster dauert." in text_of(tmp_path / "back.docx")


def test_a_name_is_changed_if_all_was_read_right(tmp_path: Path) -> None:
    file = draft(tmp_path / "Brief.docx", "Herr Köhler kommt.")

    change = correct(file, tmp_path / "back.docx", "Herr Köhler kommt.")

    assert change == Change("Köhler", "Köhler-Lang", misread=False)


def test_the_release_is_ticked_and_signed(tmp_path: Path) -> None:
    file = draft(tmp_path / "Brief.docx", "Herr Köhler kommt.")

    correct(file, tmp_path / "back.docx", "Herr Köhler kommt.")

    text = text_of(tmp_path / "back.docx")
    assert "☒ Freigegeben am" in text
    assert "durch Anna Beispiel" in text


def test_a_draft_without_mistake_or_name_is_told(tmp_path: Path) -> None:
    file = draft(tmp_path / "Brief.docx", "Alles stimmt.")

    with pytest.raises(NothingToCorrect):
        correct(file, tmp_path / "back.docx", "Alles stimmt.")


def test_a_final_with_the_right_word_alone_changed_is_good(tmp_path: Path) -> None:
    first = draft(tmp_path / "Brief.docx", "Herr Köhler kommt.")
    change = correct(first, tmp_path / "Brief (final).docx", "Herr Köhler kommt.")

    (pair,) = pairs((first,), (tmp_path / "Brief (final).docx",), change)

    assert pair.good
    assert (pair.before, pair.after.split()[1:4]) == (
        "… Herr Köhler kommt. ☐ Freigegeben …",
        ["Herr", "Köhler-Lang", "kommt."],
    )


@pytest.mark.parametrize("text", ["Herr Köhler kommt.", "Frau Köhler-Lang kommt.", "Nichts."])
def test_a_final_that_says_something_else_is_not_good(tmp_path: Path, text: str) -> None:
    first = draft(tmp_path / "Brief.docx", "Herr Köhler kommt.")
    final = draft(tmp_path / "Brief (final).docx", text)

    (pair,) = pairs((first,), (final,), Change("Köhler", "Köhler-Lang", misread=False))

    assert not pair.good


def test_a_final_that_is_not_there_is_missing(tmp_path: Path) -> None:
    first = draft(tmp_path / "Brief.docx", "Herr Köhler kommt.")

    (pair,) = pairs((first,), (), Change("Köhler", "Köhler-Lang", misread=False))

    assert pair.final is None
    assert not pair.good


def test_the_demonstration_fails_where_no_final_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    draft(office.outbox / "Brief.docx", "Herr Köhler kommt.")
    items = [Item("Brief.pdf", "published", outputs=("Brief.docx",))]

    came_back = demo.way_back(office, "true", items, "Herr Köhler kommt.")

    assert not came_back
    assert "Brief.docx" in capsys.readouterr().out
    assert (office.inbox / "Brief korrigiert.docx").is_file()


def test_the_demonstration_fails_without_a_draft(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not demo.way_back(Office(tmp_path), "true", [], "Herr Köhler kommt.")
    assert "fehlt" in capsys.readouterr().err
