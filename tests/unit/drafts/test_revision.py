"""What a draft proposes to change in what was said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import Change, Reason
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Moment, Recording, SpokenWord, Utterance
from pipeline.translations import translator
from tests.draft_parts import (
    RECORDED,
    about_meeting,
    abutting_words,
    accepted_text,
    as_said,
    dictation_of,
    turns_of,
)
from tests.drafts import conversation, drafted

DICTATED = (
    "Sehr geehrter Herr Bär Komma",
    "neuer Absatz",
    "anbei das Angebot Punkt",
    "neuer Absatz",
    "Mit freundlichen Grüßen",
)


def test_a_dictation_obeys_spoken_commands_as_changes_and_keeps_what_was_said() -> None:
    (turn,) = turns_of(dictation_of(*DICTATED))

    assert (
        accepted_text(turn)
        == "Sehr geehrter Herr Bär,\n\nanbei das Angebot.\n\nMit freundlichen Grüßen"
    )
    assert as_said(turn.runs) == " ".join(DICTATED)


def test_a_dictation_writes_figures_as_an_office_does_and_keeps_every_other_word() -> None:
    said = (
        "Äh, die Miete beträgt zwölftausend Euro, fällig am ersten März zweitausendsechsundzwanzig"
    )

    (turn,) = turns_of(dictation_of(said))

    kept = "".join(run.text for run in turn.runs if run.change is not Change.DELETED)
    assert kept == "Äh, die Miete beträgt 12.000 Euro, fällig am 01.03.2026"


def test_what_may_be_a_command_or_a_word_is_a_doubt_with_its_time_and_stays() -> None:
    words = abutting_words("Das ist der wichtigste Teil Komma Frau Weiß besprechen wir")
    recording = Recording(60, (Utterance(words, "de"),), language="de")

    (turn,) = turns_of(drafted(recording, about=about_meeting(DraftKind.DICTATION)))

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
        60,
        (Utterance(abutting_words("Die Wohnung ist geräumt Absatz die Schlüssel kommen"), "de"),),
    )

    (turn,) = turns_of(drafted(recording, about=about_meeting(DraftKind.DICTATION)))

    assert [run.doubt.others for run in turn.runs if run.doubt] == [("¶",)]


def test_in_other_kinds_nobody_obeys_commands() -> None:
    made = drafted(
        conversation((("Wir setzen hier ein Komma.", None),), "de"),
        about=about_meeting(DraftKind.MINUTES, smooth=False),
    )

    assert {run.change for turn in turns_of(made) for run in turn.runs} == {None}


def test_minutes_propose_a_text_without_fillers_and_a_transcript_leaves_them() -> None:
    recording = conversation((("Wir haben ähm das Angebot gelesen.", None),), "de")

    minutes, transcript = (
        turns_of(drafted(recording, about=about_meeting(kind)))[0]
        for kind in (DraftKind.MINUTES, DraftKind.TRANSCRIPT)
    )

    assert accepted_text(minutes) == "Wir haben das Angebot gelesen."
    assert (
        as_said(minutes.runs) == accepted_text(transcript) == "Wir haben ähm das Angebot gelesen."
    )


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

    made = drafted(recording, about=about_meeting(kind, smooth=smooth, candidates=True))

    assert " ".join(as_said(turn.runs) for turn in turns_of(made)) == " ".join(words)


def test_a_glossary_s_name_that_was_nearly_heard_is_a_change_to_accept() -> None:
    def lexicon(word: str, _: str) -> bool:
        return word in {"Frau", "hat", "Recht", "Da"}

    words = abutting_words("Frau Ratman hat Recht")
    recording = Recording(60, (Utterance(words, "de"),), language="de")

    for known, expected in ((lexicon, ["Rathmann"]), (None, [])):
        made = draft(
            recording,
            about=about_meeting(DraftKind.TRANSCRIPT),
            translate=translator("de"),
            lexicon=known,
            terms=("Silke Rathmann",),
        )

        (turn,) = turns_of(made)
        assert [run.text for run in turn.runs if run.change is Change.INSERTED] == expected
