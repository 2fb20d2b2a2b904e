from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.hallucinations import (
    Hole,
    Judgement,
    Suspicion,
    final_judgement,
    judgement,
)
from pipeline.core.recordings.passages import SpokenPassage, Told
from pipeline.core.recordings.segments import RATE, WINDOW
from pipeline.core.recordings.voice_activity import VoiceActivity

STEP = WINDOW / RATE


def voice(seconds: float, *, silent: tuple[float, float] | None = None) -> VoiceActivity:
    """Somebody speaks for so many seconds, but not between two times."""
    first, end = silent or (0.0, 0.0)
    return VoiceActivity(
        tuple(0.1 if first <= n * STEP < end else 0.9 for n in range(round(seconds / STEP)))
    )


def syllables(seconds: float, *, pace: float = 0.5) -> VoiceActivity:
    """Somebody speaks a syllable in each stretch of ``pace`` seconds."""
    windows = round(seconds / STEP)
    loud = (n * STEP % pace < pace / 2 for n in range(windows))
    return VoiceActivity((0.9,) * windows, tuple(80.0 if it else 60.0 for it in loud))


def said(
    text: str,
    start: float = 0.0,
    *,
    confidence: float = 0.9,
    no_speech: float = 0.0,
    pace: float = 0.5,
) -> SpokenPassage:
    """A passage with one word each half second."""
    words = (
        SpokenWord(word, start + n * pace, start + (n + 0.9) * pace, confidence)
        for n, word in enumerate(text.split())
    )
    return SpokenPassage(tuple(words), no_speech)


def of(
    passages: Sequence[SpokenPassage],
    seconds: float,
    *,
    there: VoiceActivity | None = None,
    terms: tuple[str, ...] = (),
) -> Judgement:
    return judgement(passages, there or voice(seconds), start=0, end=seconds, told=Told(terms))


def text(found: Judgement) -> str:
    return " / ".join(passage.text for passage in found.believed)


def test_what_is_well_supported_stays_as_it_was_said() -> None:
    passages = [
        said("Die Sitzung beginnt um neun."),
        said("Ja. Ja. Ja.", 2.5),
        said("Vielen Dank fürs Zuschauen.", 4),
    ]

    assert of(passages, 6) == Judgement(tuple(passages), ())


def test_words_where_nobody_seems_to_speak_are_heard_again() -> None:
    ghost = said("Schreibstube, Kowalczyk", 2.5, confidence=0.1, no_speech=0.95)

    found = of([said("Guten Tag allerseits zusammen."), ghost], 6)

    assert text(found) == "Guten Tag allerseits zusammen."
    assert [(hole.start, hole.end, hole.suspicion) for hole in found.holes] == [
        (1.95, 6, Suspicion.NOBODY)
    ]


def test_an_engine_that_hears_nobody_is_not_believed_however_sure_it_is_of_its_words() -> None:
    assert [hole.suspicion for hole in of([said("Die Erkrankens", no_speech=0.75)], 2).holes] == [
        Suspicion.NOBODY
    ]
    assert of([said("La référence du poker.", no_speech=0.5)], 2).holes == ()


def test_where_there_is_no_voice_a_ghost_leaves_nothing() -> None:
    ghost = said(
        "Untertitel im Auftrag des ZDF für funk, 2017", 2, confidence=0.9, no_speech=0.4, pace=0.1
    )

    found = of([said("Guten Tag allerseits zusammen."), ghost], 4, there=voice(4, silent=(1.9, 4)))

    assert found == Judgement((said("Guten Tag allerseits zusammen."),), ())


def test_the_words_of_a_ghost_are_no_proof_but_weak_support_for_them_is() -> None:
    strong = said("Thank you for watching.", confidence=0.9)
    weak = said("Thank you for watching.", confidence=0.5)

    assert of([strong], 2).holes == ()
    assert [hole.suspicion for hole in of([weak], 2).holes] == [Suspicion.CREDITS]


def test_quiet_words_that_the_engine_is_sure_of_stay() -> None:
    assert text(of([said("Ja.", 0.2)], 1, there=voice(1, silent=(0, 1)))) == "Ja."


def test_guesses_are_heard_again() -> None:
    assert [hole.suspicion for hole in of([said("So ein Quark.", confidence=0.2)], 2).holes] == [
        Suspicion.GUESS
    ]


def test_a_phrase_that_goes_round_is_believed_once_and_heard_again_from_there() -> None:
    loop = [said("Wir sind jetzt auf der anderen Seite", start) for start in range(0, 16, 4)]

    found = of(loop, 16)

    assert text(found) == "Wir sind jetzt auf der anderen Seite"
    assert [(hole.suspicion, hole.start, hole.end) for hole in found.holes] == [
        (Suspicion.LOOP, 3.45, 16)
    ]
    assert len(found.holes[0].words) == 21


def test_a_loop_inside_one_passage_is_found_too() -> None:
    found = of([said("Also gut und noch und noch und noch und noch")], 5)

    assert text(found) == "Also gut und noch"


def test_a_text_that_compresses_too_well_goes_in_circles() -> None:
    circling = " ".join(
        f"{word}{n}" for n in range(9) for word in ("Donaudampfschifffahrtsgesellschaft",) * 2
    )

    assert [hole.suspicion for hole in of([said(circling)], 9).holes] == [Suspicion.LOOP]


def test_nothing_but_terms_that_were_told_is_heard_again_without_them() -> None:
    terms = ("Gründel-Löwe", "Kowalczyk")

    assert of([said("Frau Gründel-Löwe ist da.")], 2, terms=terms).holes == ()
    assert [
        hole.suspicion for hole in of([said("Gründel-Löwe, Kowalczyk,")], 2, terms=terms).holes
    ] == [Suspicion.PROMPT]


def test_the_example_that_was_told_is_heard_again_without_it() -> None:
    def doubted(text: str) -> list[Suspicion]:
        found = judgement(
            [said(text)],
            voice(2),
            start=0,
            end=2,
            told=Told(example="Guten Tag Komma neuer Absatz Punkt"),
        )
        return [hole.suspicion for hole in found.holes]

    assert doubted("Guten Tag, Komma.") == [Suspicion.PROMPT]
    assert doubted("Guten Abend, Komma.") == []
    assert Suspicion.PROMPT not in doubted("Punkt.")


def test_speech_without_a_word_is_a_hole_if_it_is_long() -> None:
    passages = [said("Guten Tag."), said("Auf Wiedersehen.", 5)]

    found = of(passages, 6)

    assert found.believed == tuple(passages)
    assert [(hole.suspicion, hole.start, hole.end) for hole in found.holes] == [
        (Suspicion.WORDLESS, 0.95, 5)
    ]
    assert of(passages, 6, there=voice(6, silent=(0.9, 5))).holes == ()


def test_what_is_heard_at_the_second_attempt_takes_the_place_of_what_was_doubted() -> None:
    hole = Hole(0, 3, Suspicion.GUESS, said("So ein Quark.").words)
    again = of([said("Soll ein Park entstehen?")], 3)

    assert final_judgement(hole, again, voice(3)) == again


def test_what_is_doubted_twice_is_inaudible() -> None:
    loop = of([said("und noch und noch und noch und noch")], 4)
    hole = Hole(0, 4, Suspicion.CREDITS, said("Untertitel").words)

    assert [left.suspicion for left in final_judgement(hole, loop, voice(4)).holes] == [
        Suspicion.LOOP
    ]
    assert final_judgement(Hole(0, 4, Suspicion.LOOP), loop, voice(4)) == Judgement(
        (), (Hole(0, 4, Suspicion.LOOP),)
    )


def test_a_short_sound_without_a_word_is_no_speech_and_a_long_one_is_inaudible() -> None:
    nothing = Judgement((), (Hole(0, 4, Suspicion.WORDLESS),))
    hole = Hole(0, 4, Suspicion.NOBODY, said("You").words)

    assert final_judgement(hole, nothing, voice(4, silent=(1.3, 4))) == Judgement((), ())
    assert final_judgement(hole, nothing, voice(4)) == nothing


def test_a_name_is_spelled_as_told_if_somebody_who_does_not_know_it_hears_the_like() -> None:
    hole = Hole(0, 1, Suspicion.PROMPT, said("Kowalczyk").words)

    assert text(final_judgement(hole, of([said("Kowaltschik.")], 1), voice(1))) == "Kowalczyk"
    assert (
        text(final_judgement(hole, of([said("Vielleicht morgen.")], 1), voice(1)))
        == "Vielleicht morgen."
    )


words = st.builds(
    said,
    st.sampled_from(
        (
            "Ja.",
            "Ja. " * 7,
            "Untertitel im Auftrag",
            "Kowalczyk",
            "Das ist gut.",
            "und noch und noch und noch",
        )
    ),
    confidence=st.floats(0, 1),
    no_speech=st.floats(0, 1),
)


@given(st.lists(words, max_size=6), st.lists(st.floats(0, 1), max_size=400))
def test_every_word_is_either_believed_or_in_a_hole_or_without_a_voice(
    passages: list[SpokenPassage], odds: list[float]
) -> None:
    moved, start = [], 0.0
    for passage in passages:
        moved.append(
            SpokenPassage(
                tuple(
                    SpokenWord(w.text, start + w.start, start + w.end, w.confidence)
                    for w in passage.words
                ),
                passage.no_speech,
            )
        )
        start = moved[-1].words[-1].end
    there = VoiceActivity(tuple(odds))

    found = judgement(moved, there, start=0, end=start + 1, told=Told(("Kowalczyk",)))

    everything = {word for passage in moved for word in passage.words}
    believed = [word for passage in found.believed for word in passage.words]
    removed = [word for hole in found.holes for word in hole.words]
    assert len(set(believed) | set(removed)) == len(believed) + len(removed)
    for word in everything - set(believed) - set(removed):
        assert there.seconds(word.start, word.end) <= 0.2 + STEP
    assert all(a.end <= b.start for a, b in zip(found.holes, found.holes[1:], strict=False))


@pytest.mark.parametrize(
    "second", ["9 9 9 9 9 9 9", "nein nein nein nein nein nein", "nein", "Abgelind Abgelind", "Mhm"]
)
def test_what_is_really_said_often_stays(second: str) -> None:
    activity = syllables(4)
    (hole,) = of([said("nein nein nein nein nein nein nein nein")], 4, there=activity).holes
    again = of([said(second, hole.start)], 4, there=activity)

    assert hole.suspicion is Suspicion.LOOP
    assert final_judgement(hole, again, activity).believed == (SpokenPassage(hole.words),)


@pytest.mark.parametrize(
    ("activity", "confidence", "second"),
    [
        (voice(4), 0.9, "nein nein nein nein nein nein nein"),  # an even sound
        (syllables(4, pace=4), 0.9, "nein nein nein nein nein nein nein"),  # one long one
        (syllables(4), 0.5, "nein nein nein nein nein nein nein"),  # unsure words
        (syllables(4, pace=0.2), 0.9, " ".join(["ein"] * 40)),  # another number of another word
    ],
)
def test_a_loop_that_the_sound_does_not_carry_is_inaudible(
    activity: VoiceActivity, confidence: float, second: str
) -> None:
    words = said("nein nein nein nein nein nein nein nein", confidence=confidence)
    (hole,) = of([words], 4, there=activity).holes
    again = of([said(second, hole.start, pace=3.5 / len(second.split()))], 4, there=activity)

    assert final_judgement(hole, again, activity) == Judgement((), (hole,))


SENTENCE = "Bitte alle Lichter einschalten"
"""Of four words, and two seconds."""


def test_of_a_sentence_said_six_times_no_time_is_lost_without_a_word() -> None:
    activity = voice(12)
    first = of([said(SENTENCE), said(SENTENCE, 2)], 12, there=activity)
    (hole,) = first.holes
    again = judgement([said(SENTENCE, 2)], activity, start=hole.start, end=12)

    last = final_judgement(hole, again, activity)

    assert [passage.text for passage in last.believed] == [SENTENCE]
    assert [(left.start, left.end) for left in last.holes] == [(3.95, 12)]


def test_a_sentence_that_is_heard_oftener_the_second_time_stays_so_often() -> None:
    activity = syllables(24, pace=0.25)
    first = of([said(SENTENCE), said(SENTENCE, 2)], 12, there=activity)
    (hole,) = first.holes
    often = [said(SENTENCE, 2 * number) for number in range(1, 6)]
    again = judgement(often, activity, start=hole.start, end=12)

    last = final_judgement(hole, again, activity)

    assert " ".join(passage.text for passage in last.believed) == " ".join([SENTENCE] * 5)
    assert last.holes == ()


def test_times_of_a_sentence_around_what_was_left_out_are_passages_of_their_own() -> None:
    activity = syllables(12, pace=0.25)
    first = of([said(SENTENCE), said(SENTENCE, 2), said(SENTENCE, 8)], 12, there=activity)
    (hole,) = first.holes

    last = final_judgement(hole, Judgement((said(SENTENCE, 2),), ()), activity)

    assert [passage.text for passage in last.believed] == [SENTENCE, SENTENCE]
    assert [left.end for left in last.holes] == [8, 12]


def test_counting_that_is_heard_the_same_twice_is_believed_though_the_sound_swells_oftener() -> (
    None
):
    activity = syllables(12, pace=0.1)
    first = of([said("1 2 3 4 5 6 7 8 " * 3)], 12, there=activity)
    (hole,) = first.holes
    again = judgement([said("1 2 3 4 5 6 7 8 " * 2, 4)], activity, start=hole.start, end=12)

    assert final_judgement(hole, again, activity) == Judgement((SpokenPassage(hole.words),), ())


def test_a_word_is_not_believed_to_last_as_long_as_what_is_left_out_behind_it() -> None:
    activity = syllables(12, pace=0.25)
    *words, last_word = said(SENTENCE, 2).words
    stretched = SpokenPassage((*words, replace(last_word, end=11.9)))
    first = of([said(SENTENCE), stretched], 12, there=activity)
    (hole,) = first.holes
    again = judgement([said(SENTENCE, 2)], activity, start=hole.start, end=12)

    ((left,),) = (final_judgement(hole, again, activity).holes,)

    assert left.start < 7
    assert left.end == 12


@pytest.mark.parametrize("word", ["Neineineineinein", "ha-ha-ha-ha-ha", "Ohhhhhhhhhhh"])
def test_one_syllable_over_and_over_is_a_doubtful_word(word: str) -> None:
    ((sure, odd),) = (passage.words for passage in of([said(f"Aber {word}")], 1).believed)

    assert sure.confidence == 0.9
    assert odd.text == word
    assert odd.confidence <= 0.2


@pytest.mark.parametrize("word", ["Mississippi", "Barbara", "Haha", "11111111", "Schifffahrt"])
def test_a_word_with_like_syllables_is_a_word(word: str) -> None:
    ((found,),) = (passage.words for passage in of([said(word)], 1).believed)

    assert found.confidence == 0.9
