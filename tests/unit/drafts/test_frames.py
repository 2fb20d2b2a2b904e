"""What stands around each kind of draft, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipeline.core.drafts.draft import OPEN_FIELD, Checklist, Fields, Turn
from pipeline.core.drafts.frames import opening_fields
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.recordings.recorded_on import RecordingTime
from pipeline.i18n import Language
from tests.draft_parts import RECORDED, about_meeting, as_said, fields_of, meeting_draft, turns_of
from tests.drafts import ENGLISH, GERMAN, conversation, drafted


@pytest.mark.parametrize(
    ("kind", "german", "english"),
    [
        (DraftKind.TRANSCRIPT, "Wortprotokoll", "Verbatim minutes"),
        (DraftKind.MINUTES, "Verlaufsprotokoll", "Discussion minutes"),
        (DraftKind.RESULTS, "Ergebnisprotokoll", "Action minutes"),
        (DraftKind.DICTATION, "Diktat", "Dictation"),
        (DraftKind.MEMO, "Telefonnotiz", "Telephone memo"),
        (DraftKind.PLAIN, "", ""),
        (None, "", ""),
    ],
)
def test_each_kind_has_its_heading_in_both_languages(
    kind: DraftKind | None, german: str, english: str
) -> None:
    assert (meeting_draft(kind).heading, meeting_draft(kind, "en").heading) == (german, english)


@pytest.mark.parametrize("kind", RECORDED)
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_kind_loses_a_word_or_changes_what_was_said(kind: DraftKind, language: Language) -> None:
    said = " ".join(text for text, _speaker in (GERMAN if language == "de" else ENGLISH))

    for form in ({}, {"smooth": True, "candidates": True}):
        made = meeting_draft(kind, language, **form)
        assert " ".join(as_said(turn.runs) for turn in turns_of(made)) == said


def test_without_a_wish_a_recording_has_no_frame() -> None:
    assert [type(block) for block in meeting_draft(None).blocks] == [Turn] * len(
        turns_of(meeting_draft(None))
    )
    assert meeting_draft(None).kind is DraftKind.TRANSCRIPT


def test_minutes_have_the_fields_of_din_5008_and_what_nobody_knows_is_left_open() -> None:
    recording = conversation(GERMAN, "de")
    recorded = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    made = drafted(recording, about=replace(about_meeting(DraftKind.MINUTES), recorded=recorded))

    fields = made.blocks[0]
    assert isinstance(fields, Fields)
    assert fields.rows == (
        ("Anlass", OPEN_FIELD),
        ("Datum, Beginn–Ende", "23.11.2026, 09:30–09:45 Uhr UTC"),
        ("Ort", OPEN_FIELD),
        ("Anwesend", OPEN_FIELD),
        ("Entschuldigt", OPEN_FIELD),
        ("Gäste", OPEN_FIELD),
        ("Leitung", OPEN_FIELD),
        ("Protokollführung", OPEN_FIELD),
        ("Verteiler", OPEN_FIELD),
        ("Grundlage", "Rat 2026-11-23.m4a, 15 min 0 s, Whisper base"),
        ("Sprache", "Deutsch"),
    )
    assert made.facts == ()


def test_english_minutes_have_english_fields() -> None:
    fields = meeting_draft(DraftKind.MINUTES, "en").blocks[0]

    assert isinstance(fields, Fields)
    assert [label for label, _value in fields.rows] == [
        "Occasion",
        "Date, start–end",
        "Venue",
        "Present",
        "Apologies",
        "Guests",
        "Chair",
        "Minute-taker",
        "Distribution",
        "Based on",
        "Language",
    ]
    assert dict(fields.rows)["Date, start–end"] == "23 November 2026, …–…"


def test_a_recording_of_an_unknown_day_has_no_day() -> None:
    about = replace(about_meeting(DraftKind.MINUTES), source="Rat.m4a")

    assert (
        fields_of(drafted(conversation(GERMAN, "de"), about=about))["Datum, Beginn–Ende"]
        == OPEN_FIELD
    )


def test_a_recording_of_less_than_a_minute_begins_and_has_no_span() -> None:
    about = replace(about_meeting(DraftKind.MINUTES), source="Rat 2026-11-23 09-30.m4a")

    fields = fields_of(drafted(replace(conversation(GERMAN, "de"), duration=50), about=about))

    assert fields["Datum, Beginn–Ende"] == "23.11.2026, 09:30 Uhr"


def test_what_the_profile_says_stands_in_the_frame_and_participants_are_to_be_checked() -> None:
    made = meeting_draft(
        DraftKind.RESULTS,
        occasion="Ratssitzung",
        place="Rathaus",
        chair="Frau Löwe",
        minute_taker="Herr Bär",
        recipients=("Rat", "Presse"),
        participants=("Frau Weber", "Herr Klein"),
    )

    fields = fields_of(made)
    assert (fields["Anlass"], fields["Ort"], fields["Verteiler"]) == (
        "Ratssitzung",
        "Rathaus",
        "Rat; Presse",
    )
    assert (fields["Leitung"], fields["Protokollführung"]) == ("Frau Löwe", "Herr Bär")
    assert fields["Anwesend"] == "Frau Weber; Herr Klein (laut Profil, bitte prüfen)"


def test_the_checklist_names_what_there_is_to_check() -> None:
    recording = conversation((("Guten Morgen.", None),), "de")
    unsure = replace(
        recording.utterances[0], words=(replace(recording.utterances[0].words[0], confidence=0.1),)
    )

    few = drafted(recording, about=about_meeting(DraftKind.TRANSCRIPT)).blocks[-1]
    more = drafted(
        replace(recording, utterances=(unsure,)), about=about_meeting(DraftKind.TRANSCRIPT)
    ).blocks[-1]
    all_of_it = meeting_draft(DraftKind.MINUTES).blocks[-1]

    assert isinstance(few, Checklist)
    assert isinstance(more, Checklist)
    assert isinstance(all_of_it, Checklist)
    assert few.items[0] == "Text mit der Aufnahme verglichen"
    assert few.items[-1] == "Freigegeben am … durch …"
    assert set(more.items) - set(few.items) == {"Markierte Wörter geprüft"}
    assert {
        "Namen der Sprecher eingetragen",
        "Tagesordnungspunkte, Beschlüsse, Aufgaben und Termine geprüft",
    } <= set(all_of_it.items)


@pytest.mark.parametrize("kind", [DraftKind.LETTER, DraftKind.PLAIN])
def test_letters_and_plain_text_have_no_fields(kind: DraftKind) -> None:
    about = about_meeting(kind)

    assert list(opening_fields(kind, about, RecordingTime(), 60.0, str)) == []


def test_a_memo_asks_for_what_only_the_person_at_the_telephone_knows() -> None:
    german, english = (
        fields_of(meeting_draft(DraftKind.MEMO)),
        fields_of(meeting_draft(DraftKind.MEMO, "en")),
    )

    assert [german[label] for label in ("Anruf von", "Anruf für", "Telefon", "Anliegen")] == [
        OPEN_FIELD
    ] * 4
    assert german["Rückruf erbeten"] == "☐ ja  ☐ nein"
    assert english["Please call back"] == "☐ yes  ☐ no"
    assert [type(block) for block in meeting_draft(DraftKind.MEMO).blocks[:2]] == [Fields, Turn]


def test_a_telephone_memo_says_when_somebody_called() -> None:
    about = replace(about_meeting(DraftKind.MEMO), source="Anruf 2026-11-23 09-30.m4a")

    assert (
        fields_of(drafted(replace(conversation(GERMAN, "de"), duration=50), about=about))[
            "Datum, Uhrzeit"
        ]
        == "23.11.2026, 09:30 Uhr"
    )
