"""A corrected draft as a job: from the dropped Word file to finals beside the draft."""

import io
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline import process
from pipeline.app import open_office
from pipeline.core.corrections.model import Release, Returned
from pipeline.core.model import Job, Kind
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord, State
from pipeline.core.office.tallies import TallyRow
from pipeline.errors import Rejected
from pipeline.folder_errors import (
    DraftOriginalGone,
    DraftUnknown,
    FinalAgain,
    NotReleased,
    ReleasedAlready,
)
from pipeline.office.corrections.drafts import file_with
from pipeline.office.corrections.monthly import write_sheets
from pipeline.office.corrections.withdrawal import finish_withdrawals, withdraw
from pipeline.office.journal import open_journal
from pipeline.office.profiles import confined
from pipeline.outputs.monthly_docx import monthly_sheet
from pipeline.recipe import DocumentResults, Recipe, Unit
from pipeline.returns.finals import refuse_final
from pipeline.settings import Reports, load
from pipeline.stages.artefacts import ArtefactMissing
from workers.rounds import needs_a_person
from workers.upkeep import Clocks, Upkeep
from workers.watch import InboxWatcher
from workers.withdrawal import withdraw_job

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
PDF = b"%PDF-1.7\n%%EOF\n"
FIGURES = CorrectionFacts(words=840, corrected=12, marked=15, marked_wrong=9, wrong=11)


def word_file(text: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), text)  # dated 1980
    return stream.getvalue()


class Desk:
    """Has results for everything; the text of a returned file is ``job sha256``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: list[str] = []
        self.missing = False
        self.parts = 1
        self.shows = ""

    def run(self, work: Callable[..., object], _seconds: float, *arguments: object) -> object:
        self.done.append(getattr(work, "__name__", ""))
        if work is process.read_return:
            (file,) = (each for each in arguments[:1] if isinstance(each, Path))
            with ZipFile(file) as package:
                job, sha256, *_rest = package.read("word/document.xml").decode().split()
            return Returned(job, sha256, (), release=Release(ticked=True))
        if work is process.compose:
            return self._results(*arguments)
        if work is process.prepare:
            return (Unit((1,), 1.0),)
        if work is file_with or work.__module__ == confined.__name__:
            return work(*arguments)
        return ()

    def call(self, work: Callable[..., object], _seconds: float, *_arguments: object) -> None:
        self.done.append(getattr(work, "__name__", ""))

    def _results(self, _job: object, folder: object, recipe: object) -> DocumentResults:
        assert isinstance(folder, Path)
        assert isinstance(recipe, Recipe)
        written = folder / "r.pdf", folder / "r.docx"
        written[0].write_bytes(PDF)
        if recipe.correction is None:
            written[1].write_bytes(word_file("draft"))
            return DocumentResults(written * self.parts, Facts(pages=1))
        if self.missing:
            self.missing = False
            raise ArtefactMissing("published", "gone")
        written[1].write_bytes(word_file("- - final"))
        facts = replace(FIGURES, part=1, shows=self.shows)
        return DocumentResults(written, Facts(pages=1, correction=facts))


class Shop:
    """An office whose children are a desk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inbox, self.outbox = root / "inbox", root / "outbox"
        for folder in (self.inbox, self.outbox):
            folder.mkdir(exist_ok=True)
        self.now = 0.0
        self.journal = open_journal(root / "state", clock=lambda: NOON, inbox=self.inbox)
        settings = load(inbox=self.inbox, outbox=self.outbox, state=root / "state")
        self.desk = Desk(root)
        self.office = replace(
            open_office(settings, self.journal),
            readers=self.desk,  # type: ignore[arg-type]  # a desk without processes
            listeners=self.desk,  # type: ignore[arg-type]  # as above
            diarizers=self.desk,  # type: ignore[arg-type]  # as above
        )
        self.door = InboxWatcher(
            self.office.arrivals, settle=1, patience=1, monotonic=lambda: self.now
        )

    def work(self) -> None:
        """Recover, take everything in, and work on it until nothing is left."""
        self.door.recover()
        while True:
            for record in self.journal.open_jobs():
                try:
                    self.office.prepare(record.job)
                    self.office.publish(record.job)
                except Rejected as error:
                    self.office.attention.reject(record.id, error)
                    self.office.tidy(record.job)
            claimed: list[Job] = []
            for _ in range(2):
                self.now += 2
                claimed += self.door.look().claimed
            if not claimed and not self.journal.open_jobs():
                return

    def drop(self, source: str, content: bytes) -> JobRecord:
        file = self.inbox / source
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.work()
        return self.journal.jobs()[-1]

    def shown(self) -> list[str]:
        return sorted(
            path.relative_to(self.outbox).as_posix()
            for path in self.outbox.rglob("*")
            if path.is_file() and path.name != ".schreibstube"
        )

    def close(self) -> None:
        self.door.close()
        self.journal.close()


def returned(draft: JobRecord, more: str = "") -> bytes:
    return word_file(f"{draft.id} {draft.sha256} {more}")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Shop(tmp_path)) as made:
        yield made


def test_finals_appear_beside_the_draft_and_under_its_name(shop: Shop) -> None:
    draft = shop.drop("Akte/Brief.pdf", PDF)

    final = shop.drop("Brief korrigiert.docx", returned(draft))

    assert [output.path for output in final.outputs] == [
        "Akte/Brief (final).pdf",
        "Akte/Brief (final).docx",
    ]
    assert shop.shown() == [
        "Akte/Brief (final).docx",
        "Akte/Brief (final).pdf",
        "Akte/Brief.docx",
        "Akte/Brief.pdf",
        "_originals/2026/11/Akte/Brief.pdf",
        "_originals/2026/11/Brief korrigiert.docx",
    ]
    expected = replace(FIGURES, draft=draft.id, kind="scan", place="Akte/Brief")
    assert final.facts.correction == expected


def test_a_second_correction_gets_the_next_number_and_overwrites_nothing(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    kept = (shop.outbox / "Brief (final).docx").read_bytes()

    final = shop.drop("Brief.docx", returned(draft, "changed once more"))

    assert [output.path for output in final.outputs] == [
        "Brief (final 2).pdf",
        "Brief (final 2).docx",
    ]
    assert (shop.outbox / "Brief (final).docx").read_bytes() == kept
    assert final.facts.correction is not None
    assert final.facts.correction.earlier == "Brief (final).docx"


def test_the_same_correction_is_a_duplicate_until_it_is_taken_back(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    first = shop.drop("Brief.docx", returned(draft))

    assert shop.drop("Brief.docx", returned(draft)).state is State.DUPLICATE

    withdraw(first, shop.journal, shop.outbox)
    assert shop.drop("Brief.docx", returned(draft)).state is State.PUBLISHED


def test_a_copy_that_says_what_the_final_says_ends_beside_a_note(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.desk.shows = "the words"
    first = shop.drop("Brief.docx", returned(draft))
    before = shop.shown()

    again = shop.drop("Brief.docx", returned(draft, "saved anew"))

    assert (again.state, again.outputs) == (State.DUPLICATE, ())
    assert again.reason == ReleasedAlready.__name__
    assert not needs_a_person(again)
    assert shop.shown() == before
    kept = shop.inbox / "_needs-attention" / "Brief.docx"
    assert kept.read_bytes() == returned(draft, "saved anew")
    note = kept.with_name("Brief.docx - Hinweis.txt").read_text(encoding="utf-8-sig")
    assert "Brief (final).docx" in note
    assert first.id in note
    assert not (shop.root / "state" / "work" / again.id).exists()


def test_other_words_than_those_of_the_final_in_force_make_another(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    states = []

    for number, shows in enumerate(("first", "second", "first", "first")):
        shop.desk.shows = shows
        states.append(shop.drop("Brief.docx", returned(draft, str(number))).state)

    assert states == [State.PUBLISHED] * 3 + [State.DUPLICATE]


def test_a_final_that_is_gone_edited_or_taken_back_is_made_again(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.desk.shows = "the words"
    shop.drop("Brief.docx", returned(draft))

    (shop.outbox / "Brief (final).docx").write_bytes(b"edited")
    second = shop.drop("Brief.docx", returned(draft, "2"))
    (shop.outbox / "Brief (final 2).docx").unlink()
    third = shop.drop("Brief.docx", returned(draft, "3"))
    withdraw(third, shop.journal, shop.outbox)
    withdraw(second, shop.journal, shop.outbox)
    fourth = shop.drop("Brief.docx", returned(draft, "4"))

    assert {each.state for each in (second, third, fourth)} == {State.PUBLISHED}


def test_the_same_words_of_another_draft_make_a_final(shop: Shop) -> None:
    shop.desk.shows = "the words"
    drafts = shop.drop("A.pdf", PDF), shop.drop("B.pdf", PDF + b"%")

    finals = [shop.drop(f"{draft.id}.docx", returned(draft)) for draft in drafts]

    assert [final.state for final in finals] == [State.PUBLISHED] * 2


def test_of_several_documents_the_name_tells_which_was_corrected(shop: Shop) -> None:
    shop.desk.parts = 2
    draft = shop.drop("Stapel.pdf", PDF)

    final = shop.drop("Stapel-2 korrigiert.docx", returned(draft))

    assert final.outputs[0].path == "Stapel-2 (final).pdf"


def test_a_correction_of_an_older_draft_is_published_and_says_so(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.office.claims.redo(draft.id, outbox=shop.outbox)
    shop.work()
    newer = shop.journal.jobs()[-1]

    final = shop.drop("Brief.docx", returned(draft))

    assert final.state is State.PUBLISHED
    assert final.facts.correction is not None
    assert (final.facts.correction.newer, newer.state) == ("Brief (2).docx", State.PUBLISHED)
    assert final.facts.correction.draft == draft.id


def test_a_draft_of_an_unknown_job_is_refused_with_a_note(shop: Shop) -> None:
    record = shop.drop("Brief.docx", word_file("000099-abababababab " + "ab" * 32))

    assert (record.state, record.reason) == (State.NEEDS_ATTENTION, DraftUnknown.__name__)
    note = next((shop.inbox / "_needs-attention").glob("*Hinweis.txt"))
    assert "000099-abababababab" in note.read_text(encoding="utf-8-sig")


def test_the_draft_of_an_unknown_job_goes_on_from_its_original(shop: Shop) -> None:
    draft = shop.drop("Akte/Brief.pdf", PDF)
    unknown = word_file(f"000099-{draft.sha256[:12]} {draft.sha256}")
    shop.close()
    (shop.root / "state").rename(shop.root / "lost")
    (shop.outbox / ".schreibstube").unlink(missing_ok=True)

    with closing(Shop(shop.root)) as fresh:
        final = fresh.drop("Akte/Brief.docx", unknown)

    assert final.state is State.PUBLISHED
    assert final.outputs[0].path == "Akte/Brief (final).pdf"
    assert final.facts.correction is not None
    assert final.facts.correction.draft == ""


def test_a_scan_whose_original_is_gone_is_refused(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    (shop.outbox / str(draft.original)).unlink()

    record = shop.drop("Brief.docx", returned(draft))

    assert (record.state, record.reason) == (State.NEEDS_ATTENTION, DraftOriginalGone.__name__)


def test_an_original_that_was_moved_among_the_originals_is_found(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    (shop.outbox / str(draft.original)).rename(shop.outbox / "_originals" / "Brief alt.pdf")

    assert shop.drop("Brief.docx", returned(draft)).state is State.PUBLISHED


def test_a_final_that_comes_back_is_refused_and_lies_beside_its_note(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    final = shop.drop("Brief.docx", returned(draft))
    content = (shop.outbox / "Brief (final).docx").read_bytes()

    record = shop.drop("Brief (final).docx", content)

    assert (record.state, record.reason) == (State.NEEDS_ATTENTION, FinalAgain.__name__)
    assert (shop.inbox / "_needs-attention" / "Brief (final).docx").read_bytes() == content
    assert final.state is State.PUBLISHED


def test_a_final_is_known_by_its_property_also_when_it_was_saved_again(tmp_path: Path) -> None:
    file = tmp_path / "Brief.docx"
    with ZipFile(file, "w") as package:
        package.writestr("docProps/custom.xml", '<P><p name="Schreibstube final"/></P>')

    with pytest.raises(FinalAgain):
        refuse_final(file)
    file.write_bytes(word_file("a draft"))
    refuse_final(file)
    file.write_bytes(b"no Word file at all")
    refuse_final(file)


def test_what_is_gone_of_a_draft_is_recognised_again(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.desk.missing, shop.desk.done = True, []

    final = shop.drop("Brief.docx", returned(draft))

    assert final.state is State.PUBLISHED
    assert shop.desk.done.count("read") == 1
    assert shop.desk.done.count("compose") == 2


def test_nothing_is_recognised_again_otherwise(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.desk.done = []

    shop.drop("Brief.docx", returned(draft))

    assert "read" not in shop.desk.done


def test_a_release_is_taken_back_and_nothing_is_deleted(shop: Shop) -> None:
    draft = shop.drop("Akte/Brief.pdf", PDF)
    final = shop.drop("Akte/Brief.docx", returned(draft))
    (shop.outbox / "Akte" / "Brief (final).docx").write_bytes(b"a person's")

    done = withdraw(final, shop.journal, shop.outbox)

    assert done.moved == (
        "_withdrawn/Akte/Brief (final).pdf",
        "_withdrawn/Akte/Brief (final).docx",
    )
    assert done.edited == ("_withdrawn/Akte/Brief (final).docx",)
    assert (shop.outbox / done.edited[0]).read_bytes() == b"a person's"
    record = shop.journal.job(final.id)
    assert record.withdrawn
    assert tuple(output.path for output in record.outputs) == done.moved
    assert withdraw(record, shop.journal, shop.outbox).before


def test_a_final_that_somebody_moved_is_told(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    final = shop.drop("Brief.docx", returned(draft))
    (shop.outbox / "Brief (final).pdf").unlink()

    done = withdraw(final, shop.journal, shop.outbox)

    assert done.missing == ("Brief (final).pdf",)
    assert done.moved == ("_withdrawn/Brief (final).docx",)


def test_a_scan_cannot_be_taken_back(shop: Shop) -> None:
    with pytest.raises(NotReleased):
        withdraw(shop.drop("Brief.pdf", PDF), shop.journal, shop.outbox)


def test_the_same_name_is_taken_back_twice(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    withdraw(shop.drop("Brief.docx", returned(draft)), shop.journal, shop.outbox)

    again = shop.drop("Brief.docx", returned(draft, "again"))
    done = withdraw(again, shop.journal, shop.outbox)

    assert done.moved == ("_withdrawn/Brief (final) (2).pdf", "_withdrawn/Brief (final) (2).docx")
    assert finish_withdrawals(shop.journal, shop.outbox) == ()


def _sheet(month: date, rows: object) -> bytes:
    return f"{month} {rows}".encode()


def test_a_month_with_released_documents_gets_a_sheet_that_follows_its_figures(shop: Shop) -> None:
    today, sheet = date(2026, 12, 1), shop.outbox / "_reports" / "2026-11.docx"
    draft = shop.drop("Brief.pdf", PDF)
    assert write_sheets(shop.journal, shop.outbox, today, UTC, _sheet) == ()

    shop.drop("Brief.docx", returned(draft))
    assert write_sheets(shop.journal, shop.outbox, today, UTC, _sheet) == ("_reports/2026-11.docx",)
    assert b"words=840" in sheet.read_bytes()
    assert write_sheets(shop.journal, shop.outbox, today, UTC, _sheet) == ()

    shop.drop("Antrag.docx", returned(shop.drop("Antrag.pdf", PDF + b"%")))
    assert write_sheets(shop.journal, shop.outbox, today, UTC, _sheet) == ("_reports/2026-11.docx",)
    assert b"words=1680" in sheet.read_bytes()


def test_a_draft_that_was_released_twice_counts_once_in_the_sheet(shop: Shop) -> None:
    today, sheet = date(2026, 12, 1), shop.outbox / "_reports" / "2026-11.docx"
    draft = shop.drop("Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    shop.drop("Brief.docx", returned(draft, "again"))

    write_sheets(shop.journal, shop.outbox, today, UTC, _sheet)

    assert "Brief (final 2).docx" in shop.shown()
    assert b"documents=1, words=840" in sheet.read_bytes()


def test_a_sheet_that_somebody_edited_stays_and_the_next_is_numbered(shop: Shop) -> None:
    today, sheet = date(2026, 11, 30), shop.outbox / "_reports" / "2026-11.docx"
    draft = shop.drop("Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    write_sheets(shop.journal, shop.outbox, today, UTC, _sheet)
    sheet.write_bytes(b"a person's")

    assert write_sheets(shop.journal, shop.outbox, today, UTC, _sheet) == ()
    shop.drop("Antrag.docx", returned(shop.drop("Antrag.pdf", PDF + b"%")))
    written = write_sheets(shop.journal, shop.outbox, today, UTC, _sheet)

    assert written == ("_reports/2026-11 (2).docx",)
    assert sheet.read_bytes() == b"a person's"


def test_the_sheet_is_a_word_file_with_a_row_for_each_folder_and_the_sum(shop: Shop) -> None:
    draft = shop.drop("Akte/Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    rows: list[TallyRow] = []

    def write(month: date, found: Sequence[TallyRow]) -> bytes:
        rows.extend(found)
        return monthly_sheet(month, rows, "de")

    write_sheets(shop.journal, shop.outbox, date(2026, 11, 30), UTC, write)

    assert [(row.folder, row.kind, row.tally.unmarked_wrong) for row in rows] == [
        ("Akte", Kind.SCAN.value, 2)
    ]
    with ZipFile(shop.outbox / "_reports" / "2026-11.docx") as package:
        text = package.read("word/document.xml").decode()
    assert text.count("<w:tr>") == 3
    for figure in ("Akte", "840", "60\N{NO-BREAK SPACE}%", "82\N{NO-BREAK SPACE}%", "11/2026"):
        assert figure in text
    assert os.listdir(shop.outbox / "_reports") == ["2026-11.docx"]  # noqa: PTH208 - names


def test_whoever_takes_a_release_back_is_told_where_everything_is(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    final = shop.drop("Brief.docx", returned(draft))
    (shop.outbox / "Brief (final).pdf").unlink()
    (shop.outbox / "Brief (final).docx").write_bytes(b"a person's")

    told = list(withdraw_job(final, shop.journal, shop.office.settings))

    assert told[0].startswith("Die Freigabe von Brief.docx ist zurückgenommen")
    assert told[1] == "    _withdrawn/Brief (final).docx (seit der Veröffentlichung geändert)"
    assert told[2].startswith("Brief (final).pdf war nicht mehr da")
    (again,) = withdraw_job(shop.journal.job(final.id), shop.journal, shop.office.settings)
    assert again == "Die Freigabe von Brief.docx wurde schon zurückgenommen."


def test_a_round_writes_the_sheet_of_the_month_once_a_day(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    upkeep = Upkeep(shop.office, Clocks(lambda: NOON, lambda: shop.now, UTC))

    upkeep.do()
    upkeep.do()

    sheets = [path for path in shop.shown() if path.startswith("_reports/")]
    assert sheets == ["_reports/2026-11.docx"]


def test_no_sheet_is_written_where_none_is_wanted(shop: Shop) -> None:
    draft = shop.drop("Brief.pdf", PDF)
    shop.drop("Brief.docx", returned(draft))
    settings = shop.office.settings.model_copy(update={"reports": Reports(monthly=False)})
    office = replace(shop.office, settings=settings)

    Upkeep(office, Clocks(lambda: NOON, lambda: shop.now, UTC)).do()

    assert not (shop.outbox / "_reports").exists()
