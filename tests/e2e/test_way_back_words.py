"""What finals of drafts say that were corrected in every way, and where it stands."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e import readers
from tests.e2e.corrected import (
    Placed,
    corrected,
    deleted,
    filled_in,
    ink,
    moved,
    pictures,
    placed,
    renamed,
    ticked,
    tracked,
    typed,
)
from tests.wordml import findings, parts, text

if TYPE_CHECKING:
    from tests.e2e.conftest import Drafted, TrialOffice

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300), pytest.mark.xdist_group("way back")]

LETTER = ["Akte/Brief (final).pdf", "Akte/Brief (final).docx"]
LIGHT = typed("Lüdtke", "Lüttke")
ALL = (
    LIGHT,
    tracked("Verzögerungen", "Verspätungen"),
    typed("Bauzeitenplan", "Bau Zeitenplan"),
    typed("noch Fragen", "nochFragen"),
    deleted("ausstehende Beschlussfassung"),
    moved("Für die Zwischenlösung", "Bei der Durchsicht"),
    filled_in("post@gruendel-loewe.example", "post@loewe.example"),
    ticked,
)


def draft(office: TrialOffice) -> Path:
    return office.outbox / "Akte" / "Brief.docx"


def final(office: TrialOffice, name: str) -> Path:
    return office.outbox / "Akte" / name


def outputs(items: list[dict[str, Any]]) -> list[list[str]]:
    return [item["outputs"] for item in items]


def words(pdf: Path) -> list[Counter[str]]:
    return [Counter(page.split()) for page in readers.poppler(pdf)]


@dataclass(frozen=True)
class Corrected:
    """What became of a letter that was corrected in every way."""

    before: Path
    """Results of the draft."""
    after: Path
    """Results of draft and correction."""
    code: int
    items: list[dict[str, Any]]
    status: str

    @property
    def pdf(self) -> Path:
        return self.after / "Brief (final).pdf"

    @property
    def docx(self) -> Path:
        return self.after / "Brief (final).docx"


@pytest.fixture(scope="module")
def letter(drafted: Drafted, tmp_path_factory: pytest.TempPathFactory) -> Corrected:
    """The letter with every correction, done in one run."""
    office, folder = drafted.again(), tmp_path_factory.mktemp("letter")
    office.drop(corrected(draft(office), folder / "c.docx", *ALL), "Brief korrigiert.docx")
    code, items = office.batch()
    office.check()
    status = " ".join(office.run("status", "--all").stdout.split())
    shutil.copytree(office.outbox / "Akte", folder / "after")
    return Corrected(drafted.kept / "outbox" / "Akte", folder / "after", code, items, status)


def test_finals_appear_beside_the_draft_which_stays(letter: Corrected) -> None:
    assert (letter.code, outputs(letter.items)) == (0, [LETTER])
    for file in letter.before.iterdir():
        assert (letter.after / file.name).read_bytes() == file.read_bytes()


def test_the_searchable_pdf_has_the_corrected_words_on_their_pages(letter: Corrected) -> None:
    first, second = words(letter.pdf)
    was, was_second = words(letter.before / "Brief.pdf")

    gone = was - first
    assert first - was == Counter(
        (*("Lüttke", "Verspätungen", "Bau", "Zeitenplan", "nochFragen"), "post@loewe.example")
    )
    assert {"Lüdtke", "Verzögerungen", "Bauzeitenplan", "Verwaltungsrat"} <= gone.keys()
    assert second == was_second


def test_the_final_word_file_says_what_was_corrected_and_nothing_of_ours(
    letter: Corrected,
) -> None:
    said = text(letter.docx)

    assert findings(letter.docx) == []
    assert "Größere Verspätungen sind nach dem jetzigen Bau Zeitenplan" in said
    assert said.index("Für die Zwischenlösung") < said.index("Bei der Durchsicht")
    assert "Freigegeben am 1.12.2026 durch Frau Weber" in said
    for ours in ("Prüfblatt", "Gelesen mit", "sicher", "Beschlussfassung", "Verzögerungen"):
        assert ours not in said
    assert "word/comments.xml" not in parts(letter.docx)


def test_corrected_words_stand_where_they_are_printed_and_the_others_stay(
    letter: Corrected, tmp_path: Path
) -> None:
    now, was = placed(letter.pdf), placed(letter.before / "Brief.pdf")

    for new, old, picture in zip(now, was, pictures(letter.pdf, tmp_path), strict=True):
        known = {each.text for each in old}
        assert [word for word in new if ink(picture, word) < 0.05] == []
        assert [word for word in new if word.text in known and not stands(word, old)] == []


def stands(word: Placed, old: list[Placed]) -> bool:
    """Whether the word begins within a point of where it was."""
    return any(
        each.text == word.text and abs(word.top - each.top) <= 1 and abs(word.left - each.left) <= 1
        for each in old
    )


def test_report_and_status_tell_draft_final_and_figures(letter: Corrected) -> None:
    (item,) = letter.items
    told = item["correction"]

    assert (item["kind"], told["draft"]) == ("correction", "Akte/Brief.docx")
    assert (told["corrected"], told["marked_wrong"], told["contradictions"]) == (6, 1, 0)
    assert told["moved"] > 10
    assert "Akte/Brief.docx → Akte/Brief (final).pdf" in letter.status
    assert "440 Wörter im Entwurf: 6 geändert" in letter.status


def test_a_corrected_recording_comes_back_with_its_times_and_names(
    desk: TrialOffice, tmp_path: Path
) -> None:
    edits = renamed("Sprecher 1", "Frau Meier"), typed("günstigste", "billigste")
    meeting = corrected(final(desk, "Sitzung.docx"), tmp_path / "c.docx", *edits)
    desk.drop(meeting, "irgendwo/Mitschrift neu.docx")
    was = final(desk, "Sitzung.vtt").read_text(encoding="utf-8")

    code, items = desk.batch()

    assert code == 0
    assert outputs(items) == [
        [f"Akte/Sitzung (final){suffix}" for suffix in (".docx", ".vtt", ".srt", ".txt", ".json")]
    ]
    said = final(desk, "Sitzung (final).vtt").read_text(encoding="utf-8")
    times = [line for line in was.splitlines() if " --> " in line]
    assert [line for line in said.splitlines() if " --> " in line] == times
    assert "<v Frau Meier>Frau Meier: Bitte notieren Sie" in said
    assert "Entwurf" not in said
    for name in ("Sitzung (final).srt", "Sitzung (final).txt", "Sitzung (final).vtt"):
        shown = " ".join(final(desk, name).read_text(encoding="utf-8-sig").split())
        assert ("Das billigste" in shown, "Sprecher 1" in shown) == (True, False)
    told = json.loads(final(desk, "Sitzung (final).json").read_bytes())
    assert told["speakers"] == ["Frau Meier", "Sprecher 2"]
    heard = [each for talk in told["utterances"] for each in talk["words"] if "heard" in each]
    assert [(each["heard"], each["text"]) for each in heard] == [("günstigste", "billigste")]
    desk.check()


def test_a_file_in_final_is_released_once_nobody_has_it_open(
    desk: TrialOffice, tmp_path: Path
) -> None:
    put = desk.outbox / "_final" / "Brief neu.docx"
    corrected(draft(desk), tmp_path / "c.docx", LIGHT)
    put.parent.mkdir()
    put.write_bytes((tmp_path / "c.docx").read_bytes())
    lock = put.with_name(".~lock.Brief neu.docx#")
    lock.write_bytes(b"Frau Weber")

    _code, waiting = desk.batch()
    lock.unlink()
    code, items = desk.batch()

    assert [item for item in waiting if item["outputs"]] == []
    assert (code, outputs(items)) == (0, [LETTER])
    assert put.read_bytes() == (tmp_path / "c.docx").read_bytes()


def test_watch_takes_what_was_ticked_and_not_what_was_saved_before_it(
    desk: TrialOffice, tmp_path: Path
) -> None:
    unticked = corrected(draft(desk), tmp_path / "1.docx", LIGHT)
    released = corrected(draft(desk), tmp_path / "2.docx", typed("Köhler", "Köler"), ticked)
    pdf = final(desk, "Brief (final).pdf")
    process = desk.start("watch")
    try:
        desk.wait_until((desk.outbox / "status.html").exists, process)
        shutil.copyfile(unticked, draft(desk))
        shutil.copyfile(released, draft(desk))
        desk.wait_until(lambda: pdf.exists() and pdf.with_suffix(".docx").exists(), process)
    finally:
        process.terminate()
        process.wait()

    said = readers.poppler(pdf)[0]
    assert ("Köler" in said, "Lüttke" in said) == (True, False)
    assert draft(desk).read_bytes() == released.read_bytes()
    assert [name for name in desk.results() if "final" in name] == sorted(LETTER)
