"""Hints to the proofreader are no part of a final."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Draft, Heading, Remark, Run, Table
from pipeline.i18n import Language
from pipeline.returns.final.told import Told, Written
from pipeline.returns.final_docx import write_final
from pipeline.returns.reading import read_return
from pipeline.translations import translator
from tests.drafts import minutes, results
from tests.returned_files import Edit, edited
from tests.wordml import findings, text

ENGINE = "Whisper base"
NOTHING = "(No decision and no task was found. This says nothing about whether there are any.)"
SECTION = "Decisions and tasks (suggestions)"
LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])


def final_of(draft: Draft, folder: Path, edit: Edit | None = None) -> tuple[str, Written]:
    """What the final of an edited draft says, and what is known of it."""
    file = edited(draft, folder, edit)
    work = folder / "work"
    work.mkdir()
    returned, final = read_return(file, work), folder / "final.docx"
    told = Told("000009-abcdefabcdef", returned.release, (), draft.language, ENGINE)
    written = write_final(work / "returned.docx", final, words=returned.words, told=told)
    assert findings(final) == []
    return text(final), written


def without_decisions(language: Language) -> Draft:
    """Minutes that say of their only section that nothing was found."""
    made, _ = minutes(language), translator(language)
    blocks = [Remark(_(NOTHING)) if isinstance(each, Table) else each for each in made.blocks]
    return replace(made, blocks=tuple(blocks))


def typed(old: str, new: str) -> Edit:
    """Write over words wherever they stand in one piece."""

    def edit(root: BaseOxmlElement) -> None:
        found = [each for each in root.iter(qn("w:t")) if old in (each.text or "")]
        assert found
        found[0].text = str(found[0].text).replace(old, new)

    return edit


def in_two_runs(word: str) -> Edit:
    """Part a run within ``word``, as word processors do."""

    def edit(root: BaseOxmlElement) -> None:
        for each in [each for each in root.iter(qn("w:t")) if word in (each.text or "")]:
            at = str(each.text).index(word) + 3
            more = each.makeelement(qn("w:t"), {qn("xml:space"): "preserve"})
            more.text, each.text = str(each.text)[at:], str(each.text)[:at]
            each.set(qn("xml:space"), "preserve")
            each.addnext(more)

    return edit


@LANGUAGES
def test_no_hint_of_the_draft_is_in_a_final(language: Language, tmp_path: Path) -> None:
    said, _written = final_of(results(language), tmp_path)

    for hint in ("(Vorschl", "(suggestion", "bitte prüfen", "please check", ENGINE):
        assert hint not in said
    lines = said.splitlines()
    assert ("Beschlüsse und Aufgaben" if language == "de" else "Decisions and tasks") in lines
    assert ("Tagesordnung" if language == "de" else "Items of the agenda") in lines
    assert "Anna Löwe; Jana Weber" in lines
    assert any(line.endswith(("15 min 0 s", "15 min")) for line in lines)
    assert any(line.endswith(("Haushalt", "budget")) for line in lines)


def test_hints_that_a_program_parted_are_gone_as_well(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        for word in ("Vorschläge", "Vorschlag", "Whisper", "Profil"):
            in_two_runs(word)(root)

    said, _written = final_of(results("de"), tmp_path, edit)

    for hint in ("(Vor", "Whi", "(laut", ENGINE):
        assert hint not in said


@LANGUAGES
def test_a_section_in_which_nothing_was_found_is_gone(language: Language, tmp_path: Path) -> None:
    said, _written = final_of(without_decisions(language), tmp_path)

    _ = translator(language)
    assert _(NOTHING) not in said
    assert _(SECTION).partition(" (")[0] not in said
    assert _("Conclusion") in said.splitlines()


def test_a_section_that_a_person_filled_keeps_its_heading(tmp_path: Path) -> None:
    def edit(root: BaseOxmlElement) -> None:
        hint = next(
            each
            for each in root.iter(qn("w:p"))
            if "".join(part.text or "" for part in each.iter(qn("w:t"))).startswith("(Kein Be")
        )
        more = hint.makeelement(qn("w:p"))
        run = more.makeelement(qn("w:r"))
        words = run.makeelement(qn("w:t"))
        words.text = "Die Fenster werden erneuert."
        run.append(words)
        more.append(run)
        hint.addnext(more)

    lines = final_of(without_decisions("de"), tmp_path, edit)[0].splitlines()

    at = lines.index("Beschlüsse und Aufgaben")
    assert lines[at + 1] == "Die Fenster werden erneuert."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Beschlüsse und Aufgaben (Vorschläge)", "Vertagte Vorschläge (Vorschläge des Rates)"),
        ("(laut Profil, bitte prüfen)", "(laut Profil, alle gekommen)"),
        ("Whisper base", "mit Whisper base gehört und verglichen"),
    ],
)
def test_what_a_person_wrote_in_their_place_stays(old: str, new: str, tmp_path: Path) -> None:
    assert new in final_of(results("de"), tmp_path, typed(old, new))[0]


def test_fields_that_are_still_open_are_counted(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("open", "one")]
    for each in folders:
        each.mkdir()

    left = [
        final_of(minutes("de"), folders[0])[1].open_fields,
        final_of(minutes("de"), folders[1], typed("…", "Rathaus"))[1].open_fields,
    ]

    assert left == [4, 3]


def test_a_heading_of_the_text_that_says_suggestions_is_no_hint(tmp_path: Path) -> None:
    made = minutes("de")
    heading = Heading(1, (Run("Haushalt (Vorschläge)", "de", anchor="u9"),))

    said, _written = final_of(
        replace(made, blocks=(*made.blocks[:3], heading, *made.blocks[3:])), tmp_path
    )

    assert "Haushalt (Vorschläge)" in said
