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
from pipeline.core.drafts.revising import with_edits
from pipeline.core.model import Moment, SpokenWord
from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.smoothing import edits

RECORDED = date(2026, 11, 26)
UNDECIDED = Doubt(Reason.UNDECIDED, 1, Moment(0, 1))
RIGHT = 0.97
"""The share of the sentences that come out as a typist would write them."""


def _said(text: str, *, pauses: Sequence[int] = ()) -> list[SpokenWord]:
    """The words of ``text`` as Whisper gives them; before those with the numbers ``pauses`` somebody takes breath."""
    words, at = [], 0.0
    for number, word in enumerate(text.split()):
        at += 1.5 if number in pauses else 0.05
        words.append(SpokenWord(f" {word}", at, at + 0.25, 0.9))
        at += 0.25
    return words


def _accepted(text: str, made: Sequence[Edit]) -> str:
    for edit in reversed(made):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _smoothed(text: str, language: str = "de", *, pauses: Sequence[int] = ()) -> str:
    return _accepted(text, edits(_said(text, pauses=pauses), language, day=RECORDED))


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


@pytest.mark.parametrize(
    ("said", "language", "written"),
    [
        ("Das sind 5% mehr", "de", "Das sind 5\u00a0% mehr"),
        ("Das sind zwölf % mehr", "de", "Das sind 12\u00a0% mehr"),
        ("Das kostet 50€ mehr", "de", "Das kostet 50\u00a0€ mehr"),
        ("Das kostet fünfzig Euro mehr", "de", "Das kostet 50 Euro mehr"),
        ("Das sind 5 % mehr", "de", "Das sind 5 % mehr"),
        ("It is 5% more", "en", "It is 5% more"),
    ],
)
def test_a_german_number_and_its_sign_stay_on_one_line_and_no_change_is_invisible(
    said: str, language: str, written: str
) -> None:
    assert _smoothed(said, language) == written


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_look_alike_is_touched(language: str) -> None:
    kept = [sentence.said for sentence in sentences(language) if sentence.kind == "keep"]

    assert len(kept) >= 50
    assert [_smoothed(said, language) for said in kept] == kept


# What must never happen

SOUNDS = {
    "de": {"äh", "ähm", "öhm", "hm", "mhm", "also", "ja"},
    "en": {"uh", "um", "er", "erm", "hm", "mhm", "you", "know"},
}
WORDS = {
    "de": (
        "äh ähm Öhm hm Mhm also ja ich Ich die der das dass sie wir und ist Pro- Protokoll Ein- eine sehr ganz um er um "
        "neun zwölf zwanzig hundert tausend dreißig halb Viertel vor bis Uhr Euro Prozent 5% 12000 9.30 3.5. Komma ersten "
        "dritten Mai 2026 am nicht zwölftausend ein paar – zwei Millionen "
        "achtziger zwanzigsten"
    ),
    "en": (
        "uh um Erm hm Mhm you know You I we the that had to and is pro- protocol very er nine twelve twenty hundred thousand "
        "thirty half past quarter at in to o'clock euros percent 5% 12000 9.30 point first third of May 2026 the on not a "
        "and two cents – am million oh eighties July"
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

    made = edits(_said(text), language, day=RECORDED)

    ends = [0, *(edit.end for edit in made)]
    assert all(before <= edit.start < edit.end for before, edit in zip(ends, made, strict=False))
    assert all(text[edit.start : edit.end] != edit.text for edit in made)
    assert ends[-1] <= len(text)


@given(SPEECHES)
def test_rejecting_every_change_gives_what_was_said_and_accepting_them_what_is_smoothed(
    speech: tuple[str, str],
) -> None:
    text, language = speech
    made = edits(_said(text), language, day=RECORDED)

    runs = with_edits([Run(text, language)], made, lambda _edit: UNDECIDED)

    assert "".join(run.text for run in runs if run.change is not Change.INSERTED) == text
    assert "".join(run.text for run in runs if run.change is not Change.DELETED) == _accepted(
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

    for edit in edits(_said(text), language, day=RECORDED):
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
    assert edits(_said(speech[0]), "fr", day=RECORDED) == ()


# Single habits


def test_an_edit_is_as_small_as_it_can_be() -> None:
    assert edits(_said("Das sind 12000 Euro."), "de", day=None) == (
        Edit(9, 14, "12.000", Treatment.NUMBER),
    )
    assert edits(_said("Ähm, wir gehen."), "de", day=None) == (Edit(0, 6, "W", Treatment.FILLER),)
    assert edits(_said("Ich ich gehe."), "de", day=None) == (Edit(3, 7, "", Treatment.STUTTER),)


def test_nothing_is_made_of_nothing() -> None:
    assert edits((), "de", day=None) == ()


def test_a_time_with_a_filler_in_it_is_one_edit() -> None:
    said = "Um neun Uhr äh dreißig geht es los."

    made = edits(_said(said), "de", day=None)

    assert [edit.treatment for edit in made] == [Treatment.NUMBER]
    assert _accepted(said, made) == "Um 09:30 Uhr geht es los."


def test_a_filler_and_a_stutter_side_by_side_can_be_rejected_one_by_one() -> None:
    made = edits(_said("Es gibt, ähm, es gibt keinen Ersatz."), "de", day=None)

    assert [(edit.start, edit.end, edit.text, edit.treatment) for edit in made] == [
        (7, 13, "", Treatment.FILLER),
        (13, 21, "", Treatment.STUTTER),
    ]


def test_words_said_again_after_a_long_pause_may_begin_another_sentence() -> None:
    said = "Das habe ich ich komme später"

    assert _smoothed(said) == "Das habe ich komme später"
    assert _smoothed(said, pauses=[3]) == said


@pytest.mark.parametrize(
    ("said", "smoothed"),
    [
        ("Heute Abend um halb zehn ist Probe.", "Heute Abend um 21:30 Uhr ist Probe."),
        ("Wir kommen um halb drei nachmittags.", "Wir kommen um 14:30 Uhr nachmittags."),
        ("Morgens um halb acht ist es dunkel.", "Morgens um 07:30 Uhr ist es dunkel."),
        ("Am Abend treffen wir uns um halb zehn.", "Am Abend treffen wir uns um halb zehn."),
        ("Um halb zehn in der Nacht war Ruhe.", "Um halb zehn in der Nacht war Ruhe."),
        ("Um halb eins ist Pause.", "Um 12:30 Uhr ist Pause."),
        ("Um acht Uhr dreißig abends ist Schluss.", "Um 20:30 Uhr abends ist Schluss."),
        ("Am Abend, so um 8.30 Uhr, ist Schluss.", "Am Abend, so um 8.30 Uhr, ist Schluss."),
        ("Von zehn Uhr fünf bis zehn Uhr vierzig.", "Von 10:05 Uhr bis 10:40 Uhr."),
        ("Wir kommen um neun, zehn Uhr.", "Wir kommen um neun, zehn Uhr."),
        ("Zwischen neun und halb zehn ist Pause.", "Zwischen neun und halb zehn ist Pause."),
        ("Es ist fünf vor halb zehn.", "Es ist 09:25 Uhr."),
        ("Es ist fünf vor zwölf.", "Es ist fünf vor zwölf."),
        ("Um fünf nach halb zehn war Schluss.", "Um 09:35 Uhr war Schluss."),
        ("Von 9 bis 11.30 Uhr ist Probe.", "Von 09:00 bis 11:30 Uhr ist Probe."),
        ("Zwischen neun und elf Uhr ist Probe.", "Zwischen 9 und 11 Uhr ist Probe."),
        ("Um 25.10 Uhr ist nichts.", "Um 25.10 Uhr ist nichts."),
        (
            "Um neun Uhr dreißig Stühle zu holen, war viel.",
            "Um neun Uhr dreißig Stühle zu holen, war viel.",
        ),
    ],
)
def test_a_time_is_written_only_if_the_half_of_the_day_is_clear(said: str, smoothed: str) -> None:
    assert _smoothed(said) == smoothed


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        ("Gut, äh. Wir gehen.", "de", "Gut. Wir gehen."),
        ("Das war, äh... Wir gehen jetzt.", "de", "Das war... Wir gehen jetzt."),
        ("Das war. Äh.", "de", "Das war."),
        ("Das war äh... nicht gut.", "de", "Das war nicht gut."),
        ("Er sagte: Äh, nein.", "de", "Er sagte: Nein."),
        ("Ja, äh, wir haben Zeit.", "de", "Ja, wir haben Zeit."),
        ("Ich weiß äh, dass es geht.", "de", "Ich weiß, dass es geht."),
        ("Wir – äh – haben bezahlt.", "de", "Wir haben bezahlt."),
        ("Ähm, iPhones sind teuer.", "de", "iPhones sind teuer."),
        ("„Äh, nein“, sagte er.", "de", "„Äh, nein“, sagte er."),
        ("Äh.", "de", "Äh."),
        ("It was late, you know?", "en", "It was late, you know?"),
        ("We should, you know. It is late.", "en", "We should. It is late."),
        ("ähm wir warten noch", "de", "wir warten noch"),
        ("Also. Ja, wir gehen.", "de", "Also. Ja, wir gehen."),
        ("It is late. We should, you know, go.", "en", "It is late. We should go."),
        ("Um die Ecke wartet er.", "de", "Um die Ecke wartet er."),
    ],
)
def test_signs_and_capitals_around_a_filler_are_mended(
    said: str, language: str, smoothed: str
) -> None:
    assert _smoothed(said, language) == smoothed


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        ("Ich möchte, ich möchte, ich möchte gehen.", "de", "Ich möchte gehen."),
        (
            "Wir sind von Haus zu Haus zu Haus gegangen.",
            "de",
            "Wir sind von Haus zu Haus zu Haus gegangen.",
        ),
        ("Das kaufe ich, ich selbst.", "de", "Das kaufe ich, ich selbst."),
        ("Und und und so weiter.", "de", "Und und und so weiter."),
        (
            "Es steht drei zu drei zu unseren Gunsten.",
            "de",
            "Es steht drei zu drei zu unseren Gunsten.",
        ),
        ("Und I’m, I’m not done.", "en", "Und I’m not done."),
        ("Und ein- eine Sache noch.", "de", "Und eine Sache noch."),
        ("Ein- eine Sache noch.", "de", "Eine Sache noch."),
    ],
)
def test_what_is_said_twice_on_purpose_stays(said: str, language: str, smoothed: str) -> None:
    assert _smoothed(said, language) == smoothed


@pytest.mark.parametrize(
    ("said", "language", "smoothed"),
    [
        ("Das kostet neun Euro zwanzig Prozent mehr.", "de", "Das kostet 9 Euro 20 Prozent mehr."),
        ("Zwei Millionen Euro fehlen.", "de", "2 Millionen Euro fehlen."),
        ("Zwei Komma fünf Millionen Euro fehlen.", "de", "2,5 Millionen Euro fehlen."),
        ("Das sind 12,000 Euro.", "de", "Das sind 12.000 Euro."),
        ("Das sind 12345,5 Euro.", "de", "Das sind 12.345,5 Euro."),
        ("Der Schnitt ist drei Komma zwei fünf.", "de", "Der Schnitt ist 3,25."),
        ("Anderthalb Prozent fehlen.", "de", "1,5 Prozent fehlen."),
        ("Es kamen 12000 Besucher.", "de", "Es kamen 12.000 Besucher."),
        ("Das kostet neun Euro fünf pro Stück.", "de", "Das kostet 9,05 Euro pro Stück."),
        (
            "Das kostet neun Euro fünfzig bis zehn Euro zwanzig.",
            "de",
            "Das kostet 9,50 Euro bis 10,20 Euro.",
        ),
        ("Das kostet neun Euro hundert im Dutzend.", "de", "Das kostet 9 Euro hundert im Dutzend."),
        (
            "Die Quote stieg von zwei auf fünf Prozent.",
            "de",
            "Die Quote stieg von 2 auf 5 Prozent.",
        ),
        ("Das sind zwei, drei Prozent.", "de", "Das sind zwei, drei Prozent."),
        ("Zehn bis zwanzig Leute kamen.", "de", "Zehn bis zwanzig Leute kamen."),
        (
            "Die Kennung DE89370400440532013001 ist falsch.",
            "de",
            "Die Kennung DE89370400440532013001 ist falsch.",
        ),
        ("A hundred and fifty euros.", "en", "150 euros."),
        (
            "It costs two million three hundred thousand dollars.",
            "en",
            "It costs 2,300,000 dollars.",
        ),
        ("We had two thousand and fifty people.", "en", "We had 2,050 people."),
        ("Das sind null Komma zwei Millionen.", "de", "Das sind 0,2 Millionen."),
        ("Am vier und zwanzigsten Juli war das.", "de", "Am vier und zwanzigsten Juli war das."),
        (
            "Die neunzehn achtziger Jahre waren laut.",
            "de",
            "Die neunzehn achtziger Jahre waren laut.",
        ),
        ("In the nineteen eighties it was loud.", "en", "In the nineteen eighties it was loud."),
        ("It began in July two thousand twelve.", "en", "It began in July 2012."),
        ("It began in October nineteen oh five.", "en", "It began in October 1905."),
        ("There are twenty one hundred of them.", "en", "There are twenty one hundred of them."),
        ("At nine sixty, we left.", "en", "At nine sixty, we left."),
        ("At seven twenty people arrived.", "en", "At seven twenty people arrived."),
        ("We met at nine oh five, and left.", "en", "We met at 9:05, and left."),
    ],
)
def test_numbers_are_written_as_offices_write_them(said: str, language: str, smoothed: str) -> None:
    assert _smoothed(said, language) == smoothed
