"""Items, decisions and tasks that a draft suggests."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.drafts.draft import Heading, Paragraph, Remark, Table, Turn
from pipeline.core.drafts.kinds import DraftKind
from pipeline.i18n import Language
from tests.draft_parts import (
    about_meeting,
    as_said,
    headings_of,
    meeting_draft,
    table_rows,
    text_of,
)
from tests.drafts import conversation, drafted


@pytest.mark.parametrize("kind", [DraftKind.MINUTES, DraftKind.RESULTS])
def test_an_item_that_is_announced_is_a_suggested_heading_before_the_words_that_announce_it(
    kind: DraftKind,
) -> None:
    made = meeting_draft(kind)

    (at,) = (
        number
        for number, block in enumerate(made.blocks)
        if isinstance(block, Heading) and block.suggested
    )
    heading, following = made.blocks[at], made.blocks[at + 1]
    assert isinstance(heading, Heading)
    assert isinstance(following, Turn)
    assert text_of(heading.runs) == "TOP 3: Haushalt (Vorschlag, 00:00:06)"
    assert heading.at == following.start
    assert as_said(following.runs).startswith("Wir kommen zu")
    assert {run.anchor for run in heading.runs} == {""}


def test_an_item_whose_name_is_not_plain_is_headed_by_the_words_that_announce_it() -> None:
    said = "Wir kommen zu TOP 3, da geht es um den Haushalt."

    made = drafted(conversation(((said, None),), "de"), about=about_meeting(DraftKind.MINUTES))

    assert f"{said} (Vorschlag, 00:00:00)" in headings_of(made)


def test_scores_of_a_model_suggest_an_item_with_what_names_it() -> None:
    said = conversation((("Jetzt wird es heikel.", "A"), ("Der Hund von Frau Novak.", "B")), "de")
    scores = ((1.0, -9.0, -9.0, 0.0, 0.0, 0.0), (-9.0, -9.0, -9.0, 2.0, 0.0, 0.0))
    about = replace(about_meeting(DraftKind.MINUTES), minutes=scores)

    made = drafted(said, about=about)

    named = "Jetzt wird es heikel. – Der Hund von Frau Novak. (Vorschlag, 00:00:00)"
    assert named in headings_of(made)


def test_english_items_and_the_list_of_them_are_named_in_english() -> None:
    made = meeting_draft(DraftKind.RESULTS, "en")

    assert "Item 3: the budget (suggestion, 00:00:06)" in headings_of(made)
    (item,) = (block for block in made.blocks if isinstance(block, Paragraph) and block.item)
    assert text_of(item.lines[0]) == "– Item 3: the budget (00:00:06)"


def test_places_of_suggestions_lead_to_the_words_that_were_said() -> None:
    made = meeting_draft(DraftKind.RESULTS)

    (table,) = (block for block in made.blocks if isinstance(block, Table))
    (item,) = (block for block in made.blocks if isinstance(block, Paragraph) and block.item)
    places = [row[5].paragraphs[0][0] for row in table.rows[1:]]
    assert [(run.text, run.target) for run in places] == [("00:00:12", "u3"), ("00:00:20", "u4")]
    assert [run.target for run in item.lines[0]] == ["", "", "", "", "u2", ""]


@pytest.mark.parametrize(
    ("said", "language", "votes"),
    [
        (
            "Der Antrag ist mit 7 Ja-Stimmen und 1 Enthaltung angenommen.",
            "de",
            "Stimmen: 7 Ja, 1 Enthaltung",
        ),
        (
            "Der Antrag ist mit 1 Ja-Stimme und 2 Enthaltungen angenommen.",
            "de",
            "Stimmen: 1 Ja, 2 Enthaltungen",
        ),
        (
            "The motion is carried with 7 votes in favour, 1 against and 1 abstention.",
            "en",
            "Votes: 7 yes, 1 no, 1 abstention",
        ),
        (
            "The motion is carried with 7 votes in favour and no abstentions.",
            "en",
            "Votes: 7 yes, 0 abstentions",
        ),
        (
            "Der Ausschuss beschließt einstimmig, das Klettergerüst zu ersetzen.",
            "de",
            "Stimmen: einstimmig",
        ),
    ],
)  # fmt: skip
def test_votes_are_counted_in_the_singular_and_in_the_plural(
    said: str, language: Language, votes: str
) -> None:
    made = drafted(
        conversation(((said, None),), language), about=about_meeting(DraftKind.RESULTS, language)
    )

    assert table_rows(made)[1][2].endswith(votes)


def test_where_no_decision_was_heard_the_draft_says_so_and_claims_nothing() -> None:
    made = drafted(
        conversation((("Guten Morgen.", None),), "de"), about=about_meeting(DraftKind.RESULTS)
    )

    (remark,) = (block for block in made.blocks if isinstance(block, Remark))
    assert remark.text.startswith("(Kein Beschluss und keine Aufgabe gefunden.")
    assert table_rows(made) == []


def test_who_wants_no_suggestions_gets_none() -> None:
    made = meeting_draft(DraftKind.MINUTES, candidates=False)

    assert headings_of(made) == []
    assert table_rows(made) == []
