"""What a typist would smooth: bounds over sentences, what must never happen, and single habits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafts_smoothing import sentences
from pipeline.core.drafts.draft import Change, Doubt, Reason, Run
from pipeline.core.drafts.runs import with_edits
from pipeline.core.model import Moment
from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.smoothing import smoothing_edits
from tests.spoken_words import accepted, spoken

RECORDED = date(2026, 11, 26)
UNDECIDED = Doubt(Reason.UNDECIDED, 1, Moment(0, 1))
RIGHT = 0.97
"""The share of the sentences that come out as a typist would write them."""


def _smoothed(text: str, language: str = "de", *, pauses: Sequence[int] = ()) -> str:
    return accepted(text, smoothing_edits(spoken(text, pauses=pauses), language, day=RECORDED))


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("part", ["tuning", "held"])
def test_sentences_read_as_a_typist_would_write_them(language: str, part: str) -> None:
    chosen = [sentence for sentence in sentences(language) if sentence.part == part]

    wrong = [
        (sentence.said, smoothed)
        for sentence in chosen
        if (smoothed := _smoothed(sentence.said, language)) != sentence.written
    ]

    assert len(chosen) >= 35
    assert 1 - len(wrong) / len(chosen) >= RIGHT, wrong


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_look_alike_is_touched(language: str) -> None:
    kept = [sentence.said for sentence in sentences(language) if sentence.kind == "keep"]

    assert len(kept) >= 50
    assert [_smoothed(said, language) for said in kept] == kept


SOUNDS = {
    "de": {"äh", "ähm", "öhm", "hm", "mhm", "also", "ja"},
    "en": {"uh", "um", "er", "erm", "hm", "mhm", "you", "know"},
}
WORDS = {
    "de": (
        "äh ähm Öhm hm Mhm also ja ich Ich die der das dass sie wir und ist Pro- Protokoll Ein- "
        "eine sehr ganz um er um neun zwölf zwanzig hundert tausend dreißig halb Viertel vor bis "
        "Uhr Euro Prozent 5% 12000 9.30 3.5. Komma ersten dritten Mai 2026 am nicht zwölftausend "
        "ein paar – zwei Millionen achtziger zwanzigsten"
    ),
    "en": (
        "uh um Erm hm Mhm you know You I we the that had to and is pro- protocol very er nine "
        "twelve twenty hundred thousand thirty half past quarter at in to o'clock euros percent "
        "5% 12000 9.30 point first third of May 2026 the on not a and two cents – am million oh "
        "eighties July"
    ),
}
MARKS = ["", "", "", "", "", ",", ".", "...", "?", ":"]


def _speeches(language: str) -> st.SearchStrategy[tuple[str, str]]:
    word = st.builds(str.__add__, st.sampled_from(WORDS[language].split()), st.sampled_from(MARKS))
    return st.tuples(st.lists(word, min_size=1, max_size=14).map(" ".join), st.just(language))


SPEECHES = st.one_of(_speeches("de"), _speeches("en"))


@given(SPEECHES)
def test_edits_replace_something_in_order_and_never_overlap(speech: tuple[str, str]) -> None:
    text, language = speech

    made = smoothing_edits(spoken(text), language, day=RECORDED)

    ends = [0, *(edit.end for edit in made)]
    assert all(before <= edit.start < edit.end for before, edit in zip(ends, made, strict=False))
    assert all(text[edit.start : edit.end] != edit.text for edit in made)
    assert ends[-1] <= len(text)


@given(SPEECHES)
def test_rejecting_every_change_gives_what_was_said_and_accepting_them_what_is_smoothed(
    speech: tuple[str, str],
) -> None:
    text, language = speech
    made = smoothing_edits(spoken(text), language, day=RECORDED)

    runs = with_edits([Run(text, language)], made, lambda _edit: UNDECIDED)

    assert "".join(run.text for run in runs if run.change is not Change.INSERTED) == text
    assert "".join(run.text for run in runs if run.change is not Change.DELETED) == accepted(
        text, made
    )


@given(SPEECHES)
def test_smoothing_what_is_smoothed_changes_nothing(speech: tuple[str, str]) -> None:
    text, language = speech

    once = _smoothed(text, language)

    assert once.strip(), text
    assert "None" not in once
    assert _smoothed(once, language) == once


@given(SPEECHES)
def test_only_sounds_and_what_is_said_again_are_deleted(speech: tuple[str, str]) -> None:
    text, language = speech

    for edit in smoothing_edits(spoken(text), language, day=RECORDED):
        gone = re.findall(r"[\w-]+", text[edit.start : edit.end].casefold())
        if edit.treatment is Treatment.FILLER:
            carried = (
                len(edit.text) == 1 and edit.text.isupper()
            )  # the letter that the sentence begins with now
            assert set(gone[: len(gone) - carried]) <= SOUNDS[language] | {"-", "–"}, (text, edit)
        if edit.treatment is Treatment.STUTTER:
            kept = re.findall(r"[\w-]+", _smoothed(text, language).casefold())
            again = [
                part for part in gone if part not in SOUNDS[language]
            ]  # a sound between the two goes with them
            assert all(any(word.startswith(part.rstrip("-")) for word in kept) for part in again), (
                text,
                edit,
            )


@given(SPEECHES)
def test_another_language_is_left_alone(speech: tuple[str, str]) -> None:
    assert smoothing_edits(spoken(speech[0]), "fr", day=RECORDED) == ()


def test_an_edit_is_as_small_as_it_can_be() -> None:
    assert smoothing_edits(spoken("Das sind 12000 Euro."), "de", day=None) == (
        Edit(9, 14, "12.000", Treatment.NUMBER),
    )
    assert smoothing_edits(spoken("Ähm, wir gehen."), "de", day=None) == (
        Edit(0, 6, "W", Treatment.FILLER),
    )
    assert smoothing_edits(spoken("Ich ich gehe."), "de", day=None) == (
        Edit(3, 7, "", Treatment.STUTTER),
    )


def test_nothing_is_made_of_nothing() -> None:
    assert smoothing_edits((), "de", day=None) == ()


def test_a_time_with_a_filler_in_it_is_one_edit() -> None:
    said = "Um neun Uhr äh dreißig geht es los."

    made = smoothing_edits(spoken(said), "de", day=None)

    assert [edit.treatment for edit in made] == [Treatment.NUMBER]
    assert accepted(said, made) == "Um 09:30 Uhr geht es los."


def test_a_filler_and_a_stutter_side_by_side_can_be_rejected_one_by_one() -> None:
    made = smoothing_edits(spoken("Es gibt, ähm, es gibt keinen Ersatz."), "de", day=None)

    assert [(edit.start, edit.end, edit.text, edit.treatment) for edit in made] == [
        (7, 13, "", Treatment.FILLER),
        (13, 21, "", Treatment.STUTTER),
    ]


def test_words_said_again_after_a_long_pause_may_begin_another_sentence() -> None:
    said = "Das habe ich ich komme später"

    assert _smoothed(said) == "Das habe ich komme später"
    assert _smoothed(said, pauses=[3]) == said


def test_words_said_three_times_are_left_once() -> None:
    assert _smoothed("Ich möchte, ich möchte, ich möchte gehen.") == "Ich möchte gehen."
