from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.field import Input, document, drop, inputs, losses, staying_faults
from tools.batch import Office, cue_text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "scans").mkdir(parents=True)
    (folder / "README.md").write_text("about the data")
    (folder / "scans" / "a.pdf").write_bytes(b"one")
    (folder / "scans" / "a.pdf.gt.txt").write_text("Haushalt 2026")
    (folder / "scans" / "b.pdf").write_bytes(b"two")
    return folder


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


def report(office: Office, *items: dict[str, object]) -> None:
    empty = dict.fromkeys(("reason", "kind", "pages", "audio_seconds", "language"))
    office.report.write_text(
        json.dumps({"items": [{**empty, "outputs": [], **item} for item in items]})
    )


def test_only_files_to_process_are_dropped(data: Path, office: Office) -> None:
    files = inputs(data, "*")

    drop(data, files, office.inbox)

    assert [(file.source, file.truth) for file in files] == [
        ("scans/a.pdf", "Haushalt 2026"),
        ("scans/b.pdf", None),
    ]
    assert (office.inbox / "scans" / "b.pdf").read_bytes() == b"two"


def test_nothing_is_missing_where_every_file_lies_somewhere_and_is_reported(
    data: Path, office: Office
) -> None:
    files = inputs(data, "*")
    drop(data, files, office.inbox)
    (office.outbox / "_originals").mkdir()
    (office.inbox / "scans" / "a.pdf").rename(office.outbox / "_originals" / "a.pdf")
    (office.outbox / "a.vtt").write_text("WEBVTT\n")
    report(
        office,
        {"source": "scans/a.pdf", "status": "published", "outputs": ["a.vtt"]},
        {"source": "scans/b.pdf", "status": "needs-attention", "reason": "damaged"},
    )

    assert losses(files, office) == ()


def test_every_kind_of_loss_is_named(data: Path, office: Office) -> None:
    files = (*inputs(data, "*"), Input("scans/c.pdf", "00", None))
    drop(data, files[:1], office.inbox)
    report(
        office,
        {"source": "scans/a.pdf", "status": "published", "outputs": ["a.pdf"]},
        {"source": "scans/c.pdf", "status": "needs-attention"},
    )

    found = losses(files, office)

    assert found == (
        "not in the report: scans/b.pdf",
        "its bytes are gone: scans/b.pdf",
        "its bytes are gone: scans/c.pdf",
        "published but not there: a.pdf",
        "needs attention without a reason: scans/c.pdf",
    )


def test_without_a_report_every_file_is_missing(data: Path, office: Office) -> None:
    files = inputs(data, "*")
    drop(data, files, office.inbox)

    assert losses(files, office) == (
        "not in the report: scans/a.pdf",
        "not in the report: scans/b.pdf",
    )


def test_the_table_counts_outcomes_and_scores_what_has_a_truth(data: Path, office: Office) -> None:
    (office.outbox / "a.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHaushalt 2027\n")
    report(
        office,
        {
            "source": "scans/a.pdf",
            "status": "published",
            "outputs": ["a.vtt"],
            "pages": 2,
            "language": "de",
        },
        {"source": "scans/b.pdf", "status": "needs-attention", "reason": "broken | or\nnot"},
    )

    text = document(inputs(data, "*"), office, heading="Heading")

    assert "**2 files: 1 needs-attention, 1 published.**" in text
    assert "| scans/a.pdf | published | 2 p. | de |  | 50.0% | 50.0% |" in text
    assert "| scans/b.pdf | needs-attention |  |  | broken \\| or not |  |  |" in text


def test_cues_are_read_without_times_names_and_notes() -> None:
    vtt = (
        "WEBVTT - Sitzung\n\nNOTE made --> by hand\n\n1\n00:00.000 --> 00:02.000 align:start\n<v "
        "Frau Weber>Frau Weber: Müller &amp; Söhne\nund <i>mehr</i>\n\n00:02.000 --> "
        "00:03.000\n<v Frau Weber>Schluss.\n"
    )

    assert cue_text(vtt) == "Müller & Söhne\nund mehr\nSchluss."


def test_faults_that_stay_are_told_with_their_reason(tmp_path: Path) -> None:
    cases = tmp_path / "cases.toml"
    cases.write_text('[texts]\na = "b"\n["x.pdf"]\nexplained = "so it is"\n["y.pdf"]\n')

    text = staying_faults(cases)

    assert text.endswith("|---|---|\n| x.pdf | so it is |\n")
    cases.write_text('["y.pdf"]\n')
    assert staying_faults(cases) == ""
