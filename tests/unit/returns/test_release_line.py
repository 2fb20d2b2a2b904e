from __future__ import annotations

from datetime import date

import pytest

from pipeline.core.corrections.model import Release
from pipeline.returns.release_line import release
from pipeline.returns.resolved.visible_text import Cell, Piece, Ties, VisibleParagraph

DAY = date(2026, 12, 1)
WHO = "Petra Albers"


def line(text: str, cell: Cell | None = None) -> VisibleParagraph:
    return VisibleParagraph("schreibstube item", (Piece(text, Ties()),), cell=cell)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☐ Freigegeben am … durch …", Release()),
        ("☐ Released on … by …", Release()),
        ("☒ Freigegeben am … durch …", Release(ticked=True)),
        ("☑\tReleased on … by …", Release(ticked=True)),
        ("X Freigegeben am 1.12.2026 durch …", Release(ticked=True, on=DAY)),
        ("[x] Freigegeben", Release(ticked=True)),
        ("☒ Freigegeben am 1.12.2026 von Petra Albers", Release(ticked=True, by=WHO, on=DAY)),
        ("☒ Freigegeben am 01.12.26 durch Petra Albers", Release(ticked=True, by=WHO, on=DAY)),
        (
            "✓ Freigegeben von Petra Albers am 1. Dezember 2026",
            Release(ticked=True, by=WHO, on=DAY),
        ),
        ("☒ Released on 1 December 2026 by Petra Albers", Release(ticked=True, by=WHO, on=DAY)),
        ("☒ Released on December 1, 2026 by Petra Albers", Release(ticked=True, by=WHO, on=DAY)),
        ("☒ Freigegeben: Petra Albers, 2026-12-01", Release(ticked=True, by=WHO, on=DAY)),
        ("☒ Released on 03/04/2026 by Petra Albers", Release(ticked=True, by=WHO)),
        ("☒ Freigegeben am 31.2.2026 durch … Petra Albers", Release(ticked=True, by=WHO)),
        ("Freigegeben am 1.12.2026 von Petra Albers", Release(ticked=True, by=WHO, on=DAY)),
        ("☐ Freigegeben am 1.12.2026 von Petra Albers", Release(ticked=False, by=WHO, on=DAY)),
        ("Freigegeben am … durch …", Release()),
        ("Wird freigegeben am 1.12.2026 von Petra Albers", Release()),
        ("☒ Text mit der Aufnahme verglichen", Release()),
    ],
)
def test_a_line_says_who_released_the_text_and_when(text: str, found: Release) -> None:
    assert release([line(text)]) == found


def test_the_ticked_line_counts_where_there_are_two() -> None:
    lines = line("☐ Freigegeben am 2.12.2026 von X. Y."), line("☒ Freigegeben am 1.12.2026")

    assert release(lines) == Release(ticked=True, by="X. Y.", on=DAY)


def test_a_row_of_the_frame_is_read_as_a_line() -> None:
    cells = (
        line("Freigegeben am", Cell(0, 1, 0, "")),
        line("1.12.2026 von Petra Albers", Cell(0, 1, 1, "")),
    )

    assert release(cells) == Release(ticked=True, by=WHO, on=DAY)


def test_a_heading_alone_releases_nothing() -> None:
    assert release([line("Freigabe"), line("Release")]) == Release()
