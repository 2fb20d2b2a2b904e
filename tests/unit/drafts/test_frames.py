"""What each kind of draft holds, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.draft import (
    OPEN_FIELD,
    About,
    Block,
    Change,
    Checklist,
    Draft,
    Fields,
    Heading,
    Paragraph,
    Reason,
    Remark,
    Run,
    Table,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Box, Gap, Moment, Page, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.i18n import Language
from tests.drafts import ENGLISH, GERMAN, conversation, drafted


def _about(kind: DraftKind | None, language: Language = "de", **form: object) -> About:
    wanted = replace(Form(kind), **form)  # type: ignore[arg-type]  # fields by name
    return About("Rat 2026-11-23", "Rat 2026-11-23.m4a", language, "Whisper base", form=wanted)


def _made(kind: DraftKind | None, language: Language = "de", **form: object) -> Draft:
    return drafted(
        conversation(GERMAN if language == "de" else ENGLISH, language),
        about=_about(kind, language, **form),
    )


def _fields(made: Draft) -> dict[str, str]:
    return {
        label: value
        for block in made.blocks
        if isinstance(block, Fields)
        for label, value in block.rows
    }


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _headings(made: Draft) -> list[str]:
    return [_text(block.runs) for block in made.blocks if isinstance(block, Heading)]


def _turns(made: Draft) -> list[Turn]:
    return [block for block in made.blocks if isinstance(block, Turn)]


def _as_said(runs: tuple[Run, ...]) -> str:
    """What the words were before anything was changed."""
    return "".join(run.text for run in runs if run.change is not Change.INSERTED)


def _rows(made: Draft) -> list[list[str]]:
    return [
        [" | ".join(map(_text, cell.paragraphs)) for cell in row]
        for block in made.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def _at(made: Draft, wanted: type[Block]) -> int:
    return next(number for number, block in enumerate(made.blocks) if isinstance(block, wanted))


RECORDED = tuple(kind for kind in DraftKind if kind is not DraftKind.LETTER)


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
    assert (_made(kind).heading, _made(kind, "en").heading) == (german, english)


@pytest.mark.parametrize("kind", RECORDED)
@pytest.mark.parametrize("language", ["de", "en"])
def test_no_kind_loses_a_word_or_changes_what_was_said(kind: DraftKind, language: Language) -> None:
    said = " ".join(text for text, _speaker in (GERMAN if language == "de" else ENGLISH))

    for form in ({}, {"smooth": True, "candidates": True}):
        made = _made(kind, language, **form)
        assert " ".join(_as_said(turn.runs) for turn in _turns(made)) == said


def test_without_a_wish_a_recording_has_no_frame() -> None:
    assert [type(block) for block in _made(None).blocks] == [Turn] * len(_turns(_made(None)))
    assert _made(None).kind is DraftKind.TRANSCRIPT


def test_minutes_have_the_fields_of_din_5008_and_what_nobody_knows_is_left_open() -> None:
    recording = conversation(GERMAN, "de")
    recorded = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    made = drafted(recording, about=replace(_about(DraftKind.MINUTES), recorded=recorded))

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
    fields = _made(DraftKind.MINUTES, "en").blocks[0]

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
    about = replace(_about(DraftKind.MINUTES), source="Rat.m4a")

    assert (
        _fields(drafted(conversation(GERMAN, "de"), about=about))["Datum, Beginn–Ende"]
        == OPEN_FIELD
    )


def test_a_recording_of_less_than_a_minute_begins_and_has_no_span() -> None:
    about = replace(_about(DraftKind.MINUTES), source="Rat 2026-11-23 09-30.m4a")

    fields = _fields(drafted(replace(conversation(GERMAN, "de"), duration=50), about=about))

    assert fields["Datum, Beginn–Ende"] == "23.11.2026, 09:30 Uhr"


def test_what_the_profile_says_stands_in_the_frame_and_participants_are_to_be_checked() -> None:
    made = _made(
        DraftKind.RESULTS,
        occasion="Ratssitzung",
        place="Rathaus",
        chair="Frau Löwe",
        minute_taker="Herr Bär",
        recipients=("Rat", "Presse"),
        participants=("Frau Weber", "Herr Klein"),
    )

    fields = _fields(made)
    assert (fields["Anlass"], fields["Ort"], fields["Verteiler"]) == (
        "Ratssitzung",
        "Rathaus",
        "Rat; Presse",
    )
    assert (fields["Leitung"], fields["Protokollführung"]) == ("Frau Löwe", "Herr Bär")
    assert fields["Anwesend"] == "Frau Weber; Herr Klein (laut Profil, bitte prüfen)"


def test_results_begin_with_decisions_and_tasks_and_end_with_every_word() -> None:
    made = _made(DraftKind.RESULTS)

    assert _at(made, Table) < _at(made, Checklist) < _at(made, Turn)
    assert _headings(made)[0] == "Beschlüsse und Aufgaben (Vorschläge)"
    assert "Wortlaut" in _headings(made)
    assert _fields(made)["Anlagen"] == "Wortlaut"
    header, *rows = _rows(made)
    assert header == ["Nr.", "Art", "Was", "Wer", "Bis wann", "Stelle"]
    assert [row[:2] for row in rows] == [["1", "Beschluss"], ["2", "Aufgabe"]]
    assert "12 Ja" in rows[0][2]
    assert "2 Enthaltungen" in rows[0][2]
    assert rows[1][3] == "Frau Weber"
    assert rows[1][4].startswith("30.11.2026")
    assert all(row[5].startswith("00:00:") for row in rows)


def test_minutes_have_the_course_first_and_the_table_after_it() -> None:
    made = _made(DraftKind.MINUTES)

    assert _at(made, Turn) < _at(made, Table) < _at(made, Checklist)
    assert _fields(made)["Anlagen"] == OPEN_FIELD


@pytest.mark.parametrize("kind", [DraftKind.MINUTES, DraftKind.RESULTS])
def test_an_item_that_is_announced_is_a_suggested_heading_before_the_words_that_announce_it(
    kind: DraftKind,
) -> None:
    made = _made(kind)

    (at,) = (
        number
        for number, block in enumerate(made.blocks)
        if isinstance(block, Heading) and block.suggested
    )
    heading, following = made.blocks[at], made.blocks[at + 1]
    assert isinstance(heading, Heading)
    assert isinstance(following, Turn)
    assert _text(heading.runs) == "TOP 3: Haushalt (Vorschlag, 00:00:06)"
    assert heading.at == following.start
    assert _as_said(following.runs).startswith("Wir kommen zu")
    assert {run.anchor for run in heading.runs} == {""}


def test_an_item_whose_name_is_not_plain_is_headed_by_the_words_that_announce_it() -> None:
    said = "Wir kommen zu TOP 3, da geht es um den Haushalt."

    made = drafted(conversation(((said, None),), "de"), about=_about(DraftKind.MINUTES))

    assert f"{said} (Vorschlag, 00:00:00)" in _headings(made)


def test_english_items_and_the_list_of_them_are_named_in_english() -> None:
    made = _made(DraftKind.RESULTS, "en")

    assert "Item 3: the budget (suggestion, 00:00:06)" in _headings(made)
    (item,) = (block for block in made.blocks if isinstance(block, Paragraph) and block.item)
    assert _text(item.lines[0]) == "– Item 3: the budget (00:00:06)"


def test_places_of_suggestions_lead_to_the_words_that_were_said() -> None:
    made = _made(DraftKind.RESULTS)

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
        conversation(((said, None),), language), about=_about(DraftKind.RESULTS, language)
    )

    assert _rows(made)[1][2].endswith(votes)


def test_where_no_decision_was_heard_the_draft_says_so_and_claims_nothing() -> None:
    made = drafted(conversation((("Guten Morgen.", None),), "de"), about=_about(DraftKind.RESULTS))

    (remark,) = (block for block in made.blocks if isinstance(block, Remark))
    assert remark.text.startswith("(Kein Beschluss und keine Aufgabe gefunden.")
    assert _rows(made) == []


def test_who_wants_no_suggestions_gets_none() -> None:
    made = _made(DraftKind.MINUTES, candidates=False)

    assert _headings(made) == []
    assert _rows(made) == []


def test_the_checklist_names_what_there_is_to_check() -> None:
    recording = conversation((("Guten Morgen.", None),), "de")
    unsure = replace(
        recording.utterances[0], words=(replace(recording.utterances[0].words[0], confidence=0.1),)
    )

    few = drafted(recording, about=_about(DraftKind.TRANSCRIPT)).blocks[-1]
    more = drafted(
        replace(recording, utterances=(unsure,)), about=_about(DraftKind.TRANSCRIPT)
    ).blocks[-1]
    all_of_it = _made(DraftKind.MINUTES).blocks[-1]

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


def test_a_memo_asks_for_what_only_the_person_at_the_telephone_knows() -> None:
    german, english = _fields(_made(DraftKind.MEMO)), _fields(_made(DraftKind.MEMO, "en"))

    assert [german[label] for label in ("Anruf von", "Anruf für", "Telefon", "Anliegen")] == [
        OPEN_FIELD
    ] * 4
    assert german["Rückruf erbeten"] == "☐ ja  ☐ nein"
    assert english["Please call back"] == "☐ yes  ☐ no"
    assert [type(block) for block in _made(DraftKind.MEMO).blocks[:2]] == [Fields, Turn]


def test_a_dictation_shows_no_times() -> None:
    turns = _turns(_made(DraftKind.DICTATION))

    assert turns
    assert not any(turn.timed for turn in turns)
    assert all(turn.timed for turn in _turns(_made(DraftKind.TRANSCRIPT)))


DICTATED = (
    "Sehr geehrter Herr Bär Komma",
    "neuer Absatz",
    "anbei das Angebot Punkt",
    "neuer Absatz",
    "Mit freundlichen Grüßen",
)


def _dictated(*texts: str) -> Draft:
    return drafted(
        conversation(tuple((text, None) for text in texts), "de"), about=_about(DraftKind.DICTATION)
    )


def _abutting(text: str) -> tuple[SpokenWord, ...]:
    """The words of ``text`` without a pause."""
    return tuple(
        SpokenWord(f" {word}", n / 2, (n + 1) / 2, 0.9) for n, word in enumerate(text.split())
    )


def _accepted(turn: Turn) -> str:
    return "".join(run.text for run in turn.runs if run.change is not Change.DELETED)


def test_a_dictation_obeys_spoken_commands_as_changes_and_keeps_what_was_said() -> None:
    (turn,) = _turns(_dictated(*DICTATED))

    assert (
        _accepted(turn)
        == "Sehr geehrter Herr Bär,\n\nanbei das Angebot.\n\nMit freundlichen Grüßen"
    )
    assert _as_said(turn.runs) == " ".join(DICTATED)


def test_pauses_make_the_paragraphs_of_a_dictation_in_which_none_is_dictated() -> None:
    turns = _turns(_dictated("Wir danken für Ihr Schreiben Punkt", "Anbei das Angebot Punkt"))

    assert [_accepted(turn) for turn in turns] == [
        "Wir danken für Ihr Schreiben.",
        "Anbei das Angebot.",
    ]


def test_a_dictation_writes_figures_as_an_office_does_and_keeps_every_other_word() -> None:
    said = (
        "Äh, die Miete beträgt zwölftausend Euro, fällig am ersten März zweitausendsechsundzwanzig"
    )

    (turn,) = _turns(_dictated(said))

    kept = "".join(run.text for run in turn.runs if run.change is not Change.DELETED)
    assert kept == "Äh, die Miete beträgt 12.000 Euro, fällig am 01.03.2026"


def test_what_may_be_a_command_or_a_word_is_a_doubt_with_its_time_and_stays() -> None:
    words = _abutting("Das ist der wichtigste Teil Komma den wir besprechen")
    recording = Recording(60, (Utterance(words, "de"),), language="de")

    (turn,) = _turns(drafted(recording, about=_about(DraftKind.DICTATION)))

    (run,) = (run for run in turn.runs if run.doubt is not None)
    assert run.doubt is not None
    assert (run.text.strip(), run.doubt.reason, run.doubt.others) == (
        "Komma",
        Reason.UNDECIDED,
        (",",),
    )
    assert run.doubt.evidence == Moment(words[5].start, words[5].end)


def test_a_paragraph_that_may_have_been_dictated_is_shown_as_a_sign() -> None:
    recording = Recording(
        60, (Utterance(_abutting("Die Wohnung ist geräumt Absatz die Schlüssel kommen"), "de"),)
    )

    (turn,) = _turns(drafted(recording, about=_about(DraftKind.DICTATION)))

    assert [run.doubt.others for run in turn.runs if run.doubt] == [("¶",)]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        *(
            (kind, "1 von 8 Wörtern")
            for kind in (DraftKind.MINUTES, DraftKind.RESULTS, DraftKind.MEMO)
        ),
        (DraftKind.TRANSCRIPT, "2 von 9 Wörtern"),
        (DraftKind.DICTATION, "3 von 9 Wörtern"),
    ],
)
def test_the_words_to_check_are_those_that_are_marked_and_not_deleted(
    kind: DraftKind, said: str
) -> None:
    words = _abutting("Das ist der äh wichtigste Teil Komma wir danken")
    unsure = {3, 5}
    doubted = tuple(
        replace(word, confidence=0.1) if n in unsure else word for n, word in enumerate(words)
    )

    made = drafted(Recording(60, (Utterance(doubted, "de"),), language="de"), about=_about(kind))

    runs = [
        run
        for turn in _turns(made)
        for run in turn.runs
        if run.doubt and run.change is not Change.DELETED
    ]
    assert _fields(made)["Zu prüfen"] == f"{said}, gelb markiert"
    assert sum(len(run.text.split()) for run in runs) == int(said[0])


def test_in_other_kinds_nobody_obeys_commands() -> None:
    made = drafted(
        conversation((("Wir setzen hier ein Komma.", None),), "de"),
        about=_about(DraftKind.MINUTES, smooth=False),
    )

    assert {run.change for turn in _turns(made) for run in turn.runs} == {None}


def test_minutes_propose_a_text_without_fillers_and_a_transcript_leaves_them() -> None:
    recording = conversation((("Wir haben ähm das Angebot gelesen.", None),), "de")

    minutes, transcript = (
        _turns(drafted(recording, about=_about(kind)))[0]
        for kind in (DraftKind.MINUTES, DraftKind.TRANSCRIPT)
    )

    assert _accepted(minutes) == "Wir haben das Angebot gelesen."
    assert _as_said(minutes.runs) == _accepted(transcript) == "Wir haben ähm das Angebot gelesen."


@given(
    words=st.lists(
        st.sampled_from(
            [
                "ähm",
                "also",
                "wir",
                "wir",
                "haben",
                "Komma",
                "Punkt",
                "neuer",
                "Absatz",
                "neue",
                "Zeile",
                "drei",
                "Uhr",
                "zwanzig",
                "am",
                "ersten",
                "Mai",
                "uh",
                "the",
                "the",
                "full",
                "stop",
                "new",
                "paragraph",
                "TOP",
                "3",
                "beschlossen",
                "Martha",
                "Nordpol",
                "Otto",
                ".",
                "Frau",
                "Weber",
                "übernimmt",
                "das",
                "bis",
                "Freitag.",
            ]
        ),
        min_size=1,
        max_size=40,
    ),
    kind=st.sampled_from(RECORDED),
    language=st.sampled_from(["de", "en", "fr"]),
    smooth=st.booleans(),
)
def test_whatever_is_proposed_rejecting_it_leaves_every_word_as_it_was_heard(
    words: list[str], kind: DraftKind, language: str, *, smooth: bool
) -> None:
    spoken = tuple(
        SpokenWord(f" {word}", n * 0.7, n * 0.7 + n % 3 / 4, 0.4 + n % 2 / 2)
        for n, word in enumerate(words)
    )
    middle = len(spoken) // 2
    parts = tuple(Utterance(part, language) for part in (spoken[:middle], spoken[middle:]) if part)
    recording = Recording(60, parts, language=language)

    made = drafted(recording, about=_about(kind, smooth=smooth, candidates=True))

    assert " ".join(_as_said(turn.runs) for turn in _turns(made)) == " ".join(words)


def test_suggestions_can_be_had_without_a_frame() -> None:
    made = _made(None, candidates=True)

    assert [row[1] for row in _rows(made)] == ["Art", "Beschluss", "Aufgabe"]
    assert not any(isinstance(block, Fields | Checklist) for block in made.blocks)


def test_plain_text_is_text_alone_and_says_at_its_end_what_a_reader_must_know() -> None:
    recording = replace(conversation(GERMAN, "de"), gaps=(Gap(800, 810, "NotUnderstood"),))

    made = drafted(recording, about=_about(DraftKind.PLAIN))

    assert (made.facts, made.notices) == ((), ())
    assert {type(block) for block in made.blocks} == {Turn, Remark}
    assert isinstance(made.blocks[-1], Remark)
    assert "unverständlich" in " ".join(
        block.text for block in made.blocks if isinstance(block, Remark)
    )


def test_a_plain_scan_has_no_tables_but_all_their_words() -> None:
    rows = (("Ware", "Menge", "Betrag"), ("Tisch", "7", "1,50"), ("Stuhl", "8", "2,50"))
    words = tuple(
        Word(text, Box(at * 400, row * 70, at * 400 + 20 * len(text), row * 70 + 29), 1, 0, 0, row)
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
    )
    scan = Scan((Page(1, 2000, 3000, 300, words),))

    letter, plain = (
        drafted(scan, about=_about(kind)) for kind in (DraftKind.LETTER, DraftKind.PLAIN)
    )

    assert any(isinstance(block, Table) for block in letter.blocks)
    (paragraph,) = (block for block in plain.blocks if isinstance(block, Paragraph))
    assert [_text(line).split("\t") for line in paragraph.lines] == [list(row) for row in rows]
    assert (letter.kind, plain.kind) == (DraftKind.LETTER, DraftKind.PLAIN)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            (
                "Das Profil verlangt die Art „minutes“, die zu dieser Datei nicht passt; "
                "entstanden ist die Art „letter“."
            ),
        ),
        (
            "en",
            (
                "The profile asks for the kind “minutes”, which does not suit this file; it "
                "was made the kind “letter”."
            ),
        ),
    ],
)
def test_a_kind_that_does_not_suit_a_scan_is_said_and_the_scan_is_a_letter(
    language: Language, said: str
) -> None:
    word = Word("Brief", Box(0, 0, 10, 10), 1, 0, 0, 0)

    made = drafted(
        Scan((Page(1, 100, 100, 72, (word,)),)), about=_about(DraftKind.MINUTES, language)
    )

    assert (made.kind, made.heading, made.notices) == (DraftKind.LETTER, "", (said,))


def test_a_letter_cannot_be_made_of_a_recording_which_is_a_transcript_without_a_frame() -> None:
    made = _made(DraftKind.LETTER)

    assert made.kind is DraftKind.TRANSCRIPT
    assert "letter" in made.notices[0]
    assert {type(block) for block in made.blocks} == {Turn}


def test_a_draft_names_its_job_and_the_bytes_it_comes_from() -> None:
    about = replace(_about(None), job="000001-abc", sha256="abc")

    made = drafted(conversation(GERMAN, "de"), about=about)

    assert (made.job, made.sha256) == ("000001-abc", "abc")


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
    made = drafted(conversation(GERMAN, "de"), about=replace(_about(DraftKind.MEMO), title=title))

    assert made.headline == headline


def test_a_telephone_memo_says_when_somebody_called() -> None:
    about = replace(_about(DraftKind.MEMO), source="Anruf 2026-11-23 09-30.m4a")

    assert (
        _fields(drafted(replace(conversation(GERMAN, "de"), duration=50), about=about))[
            "Datum, Uhrzeit"
        ]
        == "23.11.2026, 09:30 Uhr"
    )
