"""The nouns of a draft refuse nonsense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.drafts.draft import Table, TableCell, TableColumn
from pipeline.core.drafts.kinds import DraftKind
from tests.draft_parts import about_meeting
from tests.drafts import GERMAN, conversation, drafted


def test_a_row_that_is_not_as_wide_as_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="all columns"):
        Table((TableColumn(1),), ((TableCell((), span=2),),))


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Müller 2026-11-24", "Telefonnotiz – Müller 2026-11-24"),
        ("Telefonnotiz Müller", "Telefonnotiz Müller"),
        ("telefonnotiz", "telefonnotiz"),
    ],
)
def test_a_title_that_says_the_kind_of_draft_is_not_told_it_twice(
    title: str, headline: str
) -> None:
    made = drafted(
        conversation(GERMAN, "de"), about=replace(about_meeting(DraftKind.MEMO), title=title)
    )

    assert made.headline == headline
