from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import SpokenWord
from pipeline.core.recordings.passages import (
    RawPassage,
    RawWord,
    SpokenPassage,
    Told,
    spoken_passages,
    utterances,
)
from pipeline.core.recordings.segments import RATE, Region, Segment

wild = st.builds(
    RawWord,
    st.sampled_from(("", " ", " ja", "-nein", ".", " zwei Wörter", "\n")),
    *(st.floats(-10, 100) for _ in range(2)),
    st.floats(-1, 2),
)


@given(st.lists(st.lists(wild)), st.floats(0, 30))
def test_whatever_an_engine_says_comes_out_in_order_and_in_bounds(
    passages: list[list[RawWord]], duration: float
) -> None:
    heard = spoken_passages(
        [RawPassage(tuple(words)) for words in passages], language="de", start=0, end=duration
    )

    words = [word for passage in heard for word in passage.words]
    assert all(0 <= word.start <= word.end <= duration for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert all(word.text == " ".join(word.text.split()) for word in words)


def test_pieces_of_a_word_become_one_word_as_sure_as_the_less_sure_piece() -> None:
    pieces = (
        RawWord(" Bluetooth", 0, 0.5, 0.9),
        RawWord("-Lautsprecher", 0.5, 1.2, 0.4),
        RawWord(" an.", 1.2, 1.5, 0.8),
    )

    (utterance,) = spoken_passages([RawPassage(pieces)], language="de", start=0, end=10)

    assert utterance.words[0] == SpokenWord("Bluetooth-Lautsprecher", 0, 1.2, 0.4)
    assert utterance.text == "Bluetooth-Lautsprecher an."


def test_a_language_without_spaces_keeps_its_words_apart() -> None:
    (utterance,) = spoken_passages(
        [RawPassage((RawWord("你", 0, 1, 1), RawWord("好", 1, 2, 1)))],
        language="zh",
        start=0,
        end=10,
    )

    assert len(utterance.words) == 2


def test_a_passage_without_letters_is_nothing() -> None:
    passages = [
        RawPassage(()),
        RawPassage((RawWord(" ", 0, 1, 0.5),)),
        RawPassage((RawWord(" .", 0, 1, 0.5),)),
    ]

    assert spoken_passages(
        [*passages, RawPassage((RawWord(" Ja.", 1, 2, 0.5),))], language="de", start=0, end=9
    ) == (SpokenPassage((SpokenWord("Ja.", 1, 2, 0.5),)),)


def test_words_count_from_where_the_engine_began_to_hear() -> None:
    (passage,) = spoken_passages(
        [RawPassage((RawWord(" Ja.", 1, 9, 0.5),), 0.2)], language="de", start=20, end=24
    )

    assert passage == SpokenPassage((SpokenWord("Ja.", 21, 24, 0.5),), 0.2)


@given(st.lists(st.text(min_size=1), max_size=9), st.integers(1, 300))
def test_a_prompt_holds_as_many_terms_as_there_is_room_for(terms: list[str], cost: int) -> None:
    told = Told(tuple(terms)).prompt(lambda text: cost * (text.count(", ") + 1))

    room = 200 // cost
    assert told == (", ".join(terms[:room]) + "." if terms[:room] else None) or any(
        ", " in term for term in terms
    )


def test_words_move_to_their_place_and_long_silence_parts_them() -> None:
    segment = Segment(1, (Region(10 * RATE, 12 * RATE), Region(80 * RATE, 82 * RATE)))
    words = (SpokenWord("Danke.", 0.5, 1.0, 0.9), SpokenWord("Bitte.", 2.5, 3.0, 0.9))

    first, second = utterances((SpokenPassage(words),), segment, language="de")

    assert (first.start, first.end, second.start, second.end) == (10.5, 11.0, 80.5, 81.0)


@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3))))
def test_placing_loses_no_word_and_keeps_their_order(steps: list[tuple[float, float]]) -> None:
    segment = Segment(
        1, (Region(0, RATE), Region(9 * RATE, 20 * RATE), Region(90 * RATE, 99 * RATE))
    )
    passage: list[RawWord] = []
    now = 0.0
    for pause, length in steps:
        passage.append(RawWord(f" {len(passage)}", now + pause, now + pause + length, 1))
        now += pause + length
    heard = spoken_passages(
        [RawPassage(tuple(passage))], language="de", start=0, end=segment.duration
    )

    words = [word for part in utterances(heard, segment, language="de") for word in part.words]

    assert [word.text for word in words] == [str(n) for n in range(len(steps))]
    assert all(a.start <= b.start for a, b in pairwise(words))


def test_an_example_stands_behind_the_terms_and_alone_without_any() -> None:
    told = Told(("Kowalczyk",), "Guten Tag Komma").prompt(len)

    assert told == "Kowalczyk. Guten Tag Komma"
    assert Told((), "Guten Tag Komma").prompt(len) == "Guten Tag Komma"
    assert Told(("Kowalczyk" * 30,), "Guten Tag").prompt(len) == "Guten Tag"
