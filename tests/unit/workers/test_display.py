from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console

from pipeline.core.model import Kind
from pipeline.core.office.records import CorrectionFacts, Facts, JobRecord, Output, Progress, State
from pipeline.errors import ProfileWrong
from pipeline.office.corrections.sentences import correction_sentences
from pipeline.office.messages import progress_text
from workers.display import Display
from workers.status_table import print_status
from workers.walk import LyingFiles

BEGUN = datetime(2026, 11, 23, tzinfo=UTC)


def _record(**changes: object) -> JobRecord:
    given = {
        "id": "000001-abababababab",
        "source": "Brief.pdf",
        "sha256": "ab" * 32,
        "kind": Kind.SCAN,
        "size": 9,
        "modified_ns": 9,
    }
    return JobRecord(**{**given, "started": BEGUN, **changes})  # type: ignore[arg-type]


def _shown(*rounds: tuple[list[JobRecord], list[JobRecord]], terminal: bool = False) -> str:
    written = StringIO()
    with Display(
        Console(file=written, width=200, force_terminal=terminal, highlight=False), "de"
    ) as display:
        for in_work, ended in rounds:
            display.show(in_work, ended)
    return written.getvalue()


@pytest.mark.parametrize(
    ("progress", "told"),
    [(Progress(7, 20, "page"), "7/20 Seiten"), (Progress(65, 180, "second"), "1:05/3:00 min")],
)
def test_progress_is_told_in_pages_and_in_minutes(progress: Progress, told: str) -> None:
    assert progress_text(progress, "de") == told


def test_plain_lines_tell_each_tenth_once_and_how_many_documents_are_done() -> None:
    working = [_record(progress=Progress(done, 100, "page")) for done in (1, 12, 13, 55)]
    done = _record(
        state=State.PUBLISHED, outputs=(Output("Brief.pdf", "ab" * 32),), facts=Facts(pages=100)
    )

    lines = _shown(*[([record], []) for record in working], ([], [done])).splitlines()

    assert lines == [
        "Brief.pdf: 12/100 Seiten",
        "Brief.pdf: 55/100 Seiten",
        "✓ Brief.pdf → Brief.pdf (1/1)",
    ]


def test_a_document_that_failed_says_why_and_one_with_gaps_says_how_many() -> None:
    failed = _record(state=State.NEEDS_ATTENTION, reason="EmptyFile")
    patchy = _record(
        state=State.PUBLISHED,
        outputs=(Output("a.pdf", "ab" * 32),),
        facts=Facts(pages=3, problems=2, oddities=("all-blank",)),
    )

    shown = _shown(([], [failed, patchy]))

    assert "! Brief.pdf: Die Datei ist leer" in shown
    assert "2" in shown.splitlines()[1]
    assert "Alle Seiten sind leer" in shown.splitlines()[1]


def test_a_name_that_looks_like_markup_is_shown_as_it_is() -> None:
    shown = _shown(
        (
            [],
            [
                _record(
                    source="[red]Brief[/red].pdf", state=State.NEEDS_ATTENTION, reason="EmptyFile"
                )
            ],
        )
    )

    assert "[red]Brief[/red].pdf" in shown


@pytest.mark.parametrize("terminal", [True, False])
def test_a_name_cannot_steer_the_terminal(*, terminal: bool) -> None:
    name = "\x1b]52;c;bHM=\x07\x9b2J\u202e.pdf"
    working = _record(source=name, progress=Progress(50, 100, "page"))
    refused = _record(source=name, state=State.NEEDS_ATTENTION, reason="DamagedFile")

    shown = _shown(([working], []), ([], [refused]), terminal=terminal)

    assert "<U+001B>]52;c;bHM=<U+0007><U+009B>2J<U+202E>.pdf" in shown
    assert not set(shown) & set("\x07\x9b\u202e")


def test_the_table_of_status_shows_names_and_reasons_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    mistake = ProfileWrong.of("[red]/profile.toml", [])
    lying = LyingFiles((("[b]\x1b[2J.pdf", mistake),))

    print_status([_record(source="[i]\x1b[2J.pdf")], lying, "en")

    shown = capsys.readouterr().out
    assert "[b]<U+001B>[2J.pdf" in shown
    assert "[i]<U+001B>[2J.pdf" in shown
    assert "[red]/profile.toml" in shown


def test_on_a_terminal_bars_come_and_go() -> None:
    working = _record(progress=Progress(65, 180, "second"))

    shown = _shown(
        ([working], []),
        ([_record(id="000002-abababababab", source="Memo.mp3")], []),
        ([], []),
        terminal=True,
    )

    assert "1:05/3:00 min" in shown
    assert "Memo.mp3" in shown


def test_a_reason_to_wait_is_told_once_and_again_when_it_comes_back() -> None:
    written = StringIO()
    with Display(Console(file=written, width=200, highlight=False), "de") as display:
        for reasons in (["[a] fehlt"], ["[a] fehlt", "b ist voll"], ["b ist voll"], ["[a] fehlt"]):
            display.hold(reasons)

    assert written.getvalue().splitlines() == ["… [a] fehlt", "… b ist voll", "… [a] fehlt"]


def test_terminal_and_status_say_the_same_of_a_corrected_draft(
    capsys: pytest.CaptureFixture[str],
) -> None:
    facts = CorrectionFacts(
        draft="000001-x", place="Bogen", words=53, corrected=2, own_words="1, 3", comments=2
    )
    record = _record(
        kind=Kind.CORRECTION,
        state=State.PUBLISHED,
        outputs=(Output("Bogen (final).pdf", "ab" * 32),),
        facts=Facts(correction=facts),
    )

    line = _shown(([], [record]))
    print_status([record], LyingFiles(()), "de")

    table = " ".join(capsys.readouterr().out.split())
    assert line.startswith("! ")
    assert "✓" not in line
    assert "! fertig, bitte" in table
    assert "fertig, bitte vergleichen" in line
    for told in correction_sentences(record, "de"):
        assert told.rstrip(".") in line


def test_a_corrected_draft_whose_finals_say_the_same_has_a_tick() -> None:
    facts = CorrectionFacts(draft="000001-x", place="Brief", words=53, corrected=2)
    record = _record(kind=Kind.CORRECTION, state=State.PUBLISHED, facts=Facts(correction=facts))

    line = _shown(([], [record]))

    assert line.startswith("✓ ")
    assert "(53 Wörter im Entwurf: 2 geändert)" in line
