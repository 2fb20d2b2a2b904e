"""The text of a recording's draft."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.draft import (
    OPEN_FIELD,
    Block,
    Checklist,
    Draft,
    Fields,
    Remark,
    Run,
    Table,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Gap, Moment, Recording, Utterance
from tests.draft_parts import (
    LETTER_DE,
    accepted_text,
    dictation_of,
    fact_of,
    fields_of,
    headings_of,
    marked_texts,
    meeting_draft,
    recording_of,
    said_words,
    table_rows,
    turns_of,
)
from tests.drafts import drafted


def test_words_without_a_pause_are_one_turn_with_its_times() -> None:
    made = drafted(
        recording_of(
            Utterance(said_words("Guten Tag."), "de"),
            Utterance(said_words("Wir beginnen.", 1), "de"),
        ),
        about=LETTER_DE,
    )

    assert made.blocks == (
        Turn(
            (Run("Guten Tag.", "de", anchor="u1"), Run(" Wir beginnen.", "de", anchor="u2")), 0, 1.8
        ),
    )


@pytest.mark.parametrize(
    ("first", "pause", "turns"),
    [
        ("Guten Tag.", 1.4, 1),
        ("Guten Tag.", 1.6, 2),
        ("„Ja!“", 1.6, 2),
        ("Guten Tag", 1.6, 1),
        ("Guten Tag", 3.1, 2),
    ],
)
def test_a_pause_ends_a_paragraph_sooner_after_a_sentence(
    first: str, pause: float, turns: int
) -> None:
    words = said_words(first)
    following = said_words("Wir beginnen", words[-1].end + pause)

    made = drafted(
        recording_of(Utterance(words, "de"), Utterance(following, "de")), about=LETTER_DE
    )

    assert len(made.blocks) == turns


def test_somebody_who_never_pauses_gets_a_paragraph_a_minute() -> None:
    made = drafted(
        recording_of(Utterance(said_words("Und so weiter. " * 100), "de")), about=LETTER_DE
    )

    assert len(made.blocks) == 2
    assert all(isinstance(turn, Turn) and turn.end - turn.start < 62 for turn in made.blocks)


def test_another_speaker_or_language_begins_a_paragraph() -> None:
    made = drafted(
        recording_of(
            Utterance(said_words("Guten Tag."), "de", "Sprecher 1"),
            Utterance(said_words("Hallo.", 1), "de", "Sprecher 2"),
            Utterance(said_words("Good morning.", 2), "en", "Sprecher 2"),
        ),
        about=LETTER_DE,
    )

    assert [
        (turn.speaker, turn.runs[0].language) for turn in made.blocks if isinstance(turn, Turn)
    ] == [
        ("Sprecher 1", "de"),
        ("Sprecher 2", "de"),
        ("Sprecher 2", "en"),
    ]
    assert fact_of(made, "Sprache") == "Deutsch, Englisch"


def test_two_who_speak_at_once_are_remarked_before_their_words() -> None:
    made = drafted(
        recording_of(
            Utterance(said_words("Guten Tag."), "de", "Sprecher 1"),
            Utterance(said_words("Wir Haushalt beide gehen.", 1), "de", "Sprecher 1 + Sprecher 2"),
            Utterance(said_words("Ja.", 5), "de", "Sprecher 1 + Sprecher 2"),
        ),
        about=LETTER_DE,
    )

    (before, remark, mixed, *_) = made.blocks
    assert isinstance(before, Turn)
    assert remark == Remark(
        "(Hier sprechen mehrere gleichzeitig, 00:00:01–00:00:02. Wörter können vermischt sein.)"
    )
    assert isinstance(mixed, Turn)
    assert sum(isinstance(block, Remark) for block in made.blocks) == 1


def test_what_could_not_be_transcribed_stands_where_it_was_and_is_noticed() -> None:
    made = drafted(
        recording_of(
            Utterance(said_words("Guten Tag und"), "de"),
            Utterance(said_words("willkommen", 2.5), "de"),
            gaps=(Gap(1.5, 2.4, "NativeHang"), Gap(300, 3675.5, "NativeHang")),
        ),
        about=LETTER_DE,
    )

    assert [block.text if isinstance(block, Remark) else "…" for block in made.blocks] == [
        "…",
        "(nicht transkribiert, 00:00:01–00:00:02)",
        "…",
        "(nicht transkribiert, 00:05:00–01:01:15)",
    ]
    assert made.notices == (
        (
            "Die Abschnitte 00:00:01–00:00:02, 00:05:00–01:01:15 konnten nicht "
            "transkribiert werden: "
            "die Bearbeitung dauerte zu lange und wurde abgebrochen."
        ),
    )


def test_a_recording_in_which_nobody_speaks_says_so() -> None:
    made = drafted(Recording(262, ()), about=LETTER_DE)

    assert made.notices == ("In dieser Aufnahme wurde keine Sprache gefunden.",)
    assert made.blocks == (Remark("(In dieser Aufnahme wird nicht gesprochen.)"),)
    assert fact_of(made, "Sprache") is None


def test_words_that_were_hardly_heard_are_marked() -> None:
    words = (*said_words("Europa und"), *said_words("Asien", 1, confidence=0.3))

    made = drafted(recording_of(Utterance(words, "de")), about=LETTER_DE)

    (turn,) = made.blocks
    assert isinstance(turn, Turn)
    assert marked_texts(turn.runs) == [("Europa und ", False), ("Asien", True)]
    assert turn.runs[1].doubt is not None
    assert turn.runs[1].doubt.evidence == Moment(1, 1.4)
    assert fact_of(made, "Zu prüfen") == "1 von 3 Wörtern, gelb markiert"


def _at(made: Draft, wanted: type[Block]) -> int:
    return next(number for number, block in enumerate(made.blocks) if isinstance(block, wanted))


def test_results_begin_with_decisions_and_tasks_and_end_with_every_word() -> None:
    made = meeting_draft(DraftKind.RESULTS)

    assert _at(made, Table) < _at(made, Checklist) < _at(made, Turn)
    assert headings_of(made)[0] == "Beschlüsse und Aufgaben (Vorschläge)"
    assert "Wortlaut" in headings_of(made)
    assert fields_of(made)["Anlagen"] == "Wortlaut"
    header, *rows = table_rows(made)
    assert header == ["Nr.", "Art", "Was", "Wer", "Bis wann", "Stelle"]
    assert [row[:2] for row in rows] == [["1", "Beschluss"], ["2", "Aufgabe"]]
    assert "12 Ja" in rows[0][2]
    assert "2 Enthaltungen" in rows[0][2]
    assert rows[1][3] == "Frau Weber"
    assert rows[1][4].startswith("30.11.2026")
    assert all(row[5].startswith("00:00:") for row in rows)


def test_minutes_have_the_course_first_and_the_table_after_it() -> None:
    made = meeting_draft(DraftKind.MINUTES)

    assert _at(made, Turn) < _at(made, Table) < _at(made, Checklist)
    assert fields_of(made)["Anlagen"] == OPEN_FIELD


def test_a_dictation_shows_no_times() -> None:
    turns = turns_of(meeting_draft(DraftKind.DICTATION))

    assert turns
    assert not any(turn.timed for turn in turns)
    assert all(turn.timed for turn in turns_of(meeting_draft(DraftKind.TRANSCRIPT)))


def test_pauses_make_the_paragraphs_of_a_dictation_in_which_none_is_dictated() -> None:
    turns = turns_of(dictation_of("Wir danken für Ihr Schreiben Punkt", "Anbei das Angebot Punkt"))

    assert [accepted_text(turn) for turn in turns] == [
        "Wir danken für Ihr Schreiben.",
        "Anbei das Angebot.",
    ]


def test_suggestions_can_be_had_without_a_frame() -> None:
    made = meeting_draft(None, candidates=True)

    assert [row[1] for row in table_rows(made)] == ["Art", "Beschluss", "Aufgabe"]
    assert not any(isinstance(block, Fields | Checklist) for block in made.blocks)
