"""Two corrected scans teach a name that later scans propose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.office.profiles.corrections_file import remembered
from tests.e2e.conftest import TrialOffice
from tests.e2e.corrected import Edit, corrected, rejected, typed
from tests.e2e.papers import printed, scanned
from tests.wordml import body, said

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]

NAME, MISREAD = "Wiórkowski", "Wiörkowski"
"""A name with a letter that Tesseract's German model does not know, and what it reads."""

FIRST = {
    "Praxis/Eins.pdf": f"wir bestätigen den Termin von Frau {NAME} am Donnerstag",
    "Praxis/Zwei.pdf": f"die Unterlagen von Frau {NAME} sind vollständig eingegangen",
}
LATER = {
    "Praxis/Drei.pdf": f"die Rechnung an Frau {NAME} wurde gestern verschickt",
    "Praxis/Vier.pdf": f"der Befund von Frau {NAME} liegt der Praxis noch nicht vor",
    "Praxis/Probe.pdf": "den Vertrag mit Herrn Witkowski und Frau Wörner haben wir erhalten",
    "Kanzlei/Fremd.pdf": f"die Vollmacht von Frau {NAME} fehlt uns bis heute",
}
LAST = {"Praxis/Ende.pdf": f"den Antrag von Frau {NAME} haben wir heute weitergeleitet"}

Proposals = dict[str, list[tuple[str, str]]]


def write_letter(target: Path, sentence: str) -> Path:
    """A scanned sheet that says this."""
    middle = len(sentence) // 2
    at = sentence.index(" ", middle)
    pdf = pikepdf.new()
    lines = sentence[:at], sentence[at + 1 :], "und bitten um eine kurze Antwort."
    scanned(pdf, printed("Sehr geehrte Damen und Herren,", *lines, "Mit freundlichen Grüßen"))
    pdf.save(target)
    return target


def proposals(draft: Path) -> list[tuple[str, str]]:
    """What Schreibstube changed in a draft: deleted and inserted words."""
    root = body(draft)
    gone, new = (list(root.iter(qn(tag))) for tag in ("w:del", "w:ins"))
    assert {each.get(qn("w:author")) for each in (*gone, *new)} <= {"Schreibstube"}
    return [(_words(old), _words(other)) for old, other in zip(gone, new, strict=True)]


def _words(change: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in change.iter(qn("w:t"), qn("w:delText")))


@dataclass
class Lesson:
    """An office, and what its drafts said in the course of four rounds."""

    office: TrialOffice
    folder: Path

    def draft(self, source: str) -> Path:
        return (self.office.outbox / source).with_suffix(".docx")

    def scan(self, letters: dict[str, str]) -> Proposals:
        """Have letters read; what their drafts propose."""
        for source, sentence in letters.items():
            self.office.drop(write_letter(self.folder / "scan.pdf", sentence), source)
        code, _items = self.office.batch()
        assert code == 0
        return {source: proposals(self.draft(source)) for source in letters}

    def correct(self, edit: Callable[[], Edit], *sources: str) -> None:
        """Correct drafts in the same way and drop them back."""
        for source in sources:
            back = corrected(self.draft(source), self.folder / "back.docx", edit())
            self.office.drop(back, f"{source.removesuffix('.pdf')}.docx")
        code, _items = self.office.batch()
        assert code == 0


@dataclass(frozen=True)
class Taught:
    """What happened, in order."""

    lesson: Lesson
    first: Proposals
    misread: tuple[str, ...]
    later: Proposals
    control: str
    last: Proposals


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Taught:
    """An office that learned a name and forgot it again."""
    root = tmp_path_factory.mktemp("taught")
    lesson = Lesson(TrialOffice(root / "office"), root)
    first = lesson.scan(FIRST)
    misread = tuple(said(body(lesson.draft(source))) for source in FIRST)
    lesson.correct(lambda: typed(MISREAD, NAME), *FIRST)
    later = lesson.scan(LATER)
    control = said(body(lesson.draft("Praxis/Probe.pdf")))
    lesson.correct(lambda: rejected, "Praxis/Drei.pdf", "Praxis/Vier.pdf")
    last = lesson.scan(LAST)
    lesson.office.check()
    return Taught(lesson, first, misread, later, control, last)


def test_the_engine_misreads_the_name_and_nothing_is_proposed_at_first(taught: Taught) -> None:
    assert taught.first == {source: [] for source in FIRST}
    assert [(MISREAD in text, NAME in text) for text in taught.misread] == [(True, False)] * 2


def test_later_letters_of_the_folder_have_the_name_as_a_tracked_change(taught: Taught) -> None:
    assert taught.later["Praxis/Drei.pdf"] == [(MISREAD, NAME)]
    assert taught.later["Praxis/Vier.pdf"] == [(MISREAD, NAME)]


def test_a_letter_without_the_name_gets_no_new_mistake(taught: Taught) -> None:
    assert taught.later["Praxis/Probe.pdf"] == []
    assert "Herrn Witkowski und Frau Wörner" in " ".join(taught.control.split())


def test_another_folder_learns_nothing(taught: Taught) -> None:
    assert taught.later["Kanzlei/Fremd.pdf"] == []
    assert not (taught.lesson.office.inbox / "Kanzlei" / "corrections.toml").exists()


def test_two_rejected_proposals_are_the_last(taught: Taught) -> None:
    (pair,) = remembered(taught.lesson.office.inbox / "Praxis")

    assert (len(pair.confirmed), len(pair.rejected)) == (2, 2)
    assert taught.last == {"Praxis/Ende.pdf": []}
