from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

from pipeline.core.model import Kind
from pipeline.core.office.intake import Waiting
from pipeline.core.office.records import (
    CorrectionFacts,
    Facts,
    JobRecord,
    Output,
    Progress,
    State,
)
from pipeline.office.status_page import NAME, write_status

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def record(number: int, source: str, state: State, **more: object) -> JobRecord:
    made = JobRecord(f"{number:06d}-x", source, "s", Kind.SCAN, 1, 1, NOON, state=state)
    return JobRecord(
        **{name: getattr(made, name) for name in JobRecord.__dataclass_fields__} | more
    )


class Reader(HTMLParser):
    """Collects what a reader sees, cell by cell."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def text_of(page: str) -> str:
    reader = Reader()
    reader.feed(page)
    return " ".join(" ".join(reader.texts).split())


def write(outbox: Path, *records: JobRecord, waiting: tuple[tuple[str, Waiting], ...] = ()) -> str:
    write_status(outbox, records, waiting, language="en", zone=timezone(timedelta(hours=1)))
    return (outbox / NAME).read_text(encoding="utf-8")


def test_the_page_says_where_everything_is(tmp_path: Path) -> None:
    page = text_of(
        write(
            tmp_path,
            record(1, "a.pdf", State.WORKING, progress=Progress(3, 12, "page")),
            record(2, "b.m4a", State.WORKING, progress=Progress(130, 601, "second")),
            record(3, "c.pdf", State.WAITING, reason="DiskFull", details={"folder": "/out"}),
            record(4, "d.pdf", State.NEEDS_ATTENTION, reason="DamagedFile"),
            record(
                5,
                "e.pdf",
                State.PUBLISHED,
                outputs=(Output("e.pdf", "x"),),
                facts=Facts(problems=2, oddities=("unpaired", "of a later version")),
                finished=NOON,
            ),
            record(6, "f.pdf", State.RETURNED),
            record(7, "g.pdf", State.WORKING, progress=Progress(1, 2, "unknown")),
            record(8, "h.pdf", State.WORKING),
            waiting=(("i.pdf", Waiting.EMPTY),),
        )
    )

    for said in (
        "in work, 3/12 pages", "in work, 2:10/10:01 min", "waiting: The disk of /out is full.",
        "needs attention: The file is damaged",
        "passages could not be read: 2; Front and back sides", "2026-03-01 13:00",
        "i.pdf It is empty so far", "g.pdf in work", "h.pdf in work",
    ):  # fmt: skip
        assert said in page
    assert "f.pdf" not in page


def test_nothing_in_a_name_becomes_part_of_the_page(tmp_path: Path) -> None:
    nasty = '<script>alert("x")</script>&\udcfc.pdf'

    page = write(tmp_path, record(1, nasty, State.PUBLISHED, outputs=(Output(nasty, "x"),)))

    assert "<script>" not in page
    assert "alert(" in text_of(page)
    assert 'href="%3Cscript' in page


def test_the_page_is_written_only_when_something_changed(tmp_path: Path) -> None:
    first = record(1, "a.pdf", State.WORKING)
    write(tmp_path, first)
    before = (tmp_path / NAME).stat()

    again = write_status(tmp_path, [first], (), language="en", zone=timezone(timedelta(hours=1)))

    assert not again
    assert (tmp_path / NAME).stat().st_ino == before.st_ino
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


def test_an_empty_office_says_what_to_do(tmp_path: Path) -> None:
    assert "drop scans and recordings" in text_of(write(tmp_path))


def test_somebody_elses_page_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("<p>mine</p>")

    assert write(tmp_path, record(1, "a.pdf", State.WORKING)) == "<p>mine</p>"


def test_a_final_is_shown_with_its_draft_and_figures(tmp_path: Path) -> None:
    facts = CorrectionFacts(draft="000001-x", place="Akte/Brief", words=840, corrected=12)
    outputs = (Output("Akte/Brief (final).docx", "x"),)

    page = write(
        tmp_path,
        record(2, "a.docx", State.PUBLISHED, outputs=outputs, facts=Facts(correction=facts)),
    )

    assert "Brief.docx → Brief (final).docx" in text_of(page)
    assert "840 words in the draft: 12 changed" in text_of(page)
    assert 'href="Akte/Brief.docx"' in page
