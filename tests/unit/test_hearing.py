from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.hearing import Heard, likely_language, placed, utterances
from pipeline.core.model import SpokenWord, Utterance
from pipeline.core.segments import RATE, Region, Segment


def said(text: str, start: float = 0.0) -> tuple[Heard, ...]:
    """A passage with one word each half second, as Whisper gives them: a space before each."""
    return tuple(Heard(f" {word}", start + n / 2, start + n / 2 + 0.4, 0.9) for n, word in enumerate(text.split()))


def texts(passages: list[tuple[Heard, ...]]) -> list[str]:
    return [utterance.text for utterance in utterances(passages, language="de", duration=60)]


wild = st.builds(
    Heard,
    st.sampled_from(("", " ", " ja", "-nein", ".", " zwei Wörter", "\n")),
    *(st.floats(-10, 100) for _ in range(2)),
    st.floats(-1, 2),
)


@given(st.lists(st.lists(wild)), st.floats(0, 30))
def test_whatever_an_engine_says_comes_out_in_order_and_in_bounds(passages: list[list[Heard]], duration: float) -> None:
    heard = utterances(passages, language="de", duration=duration)

    words = [word for utterance in heard for word in utterance.words]
    assert all(0 <= word.start <= word.end <= duration for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert all(word.text == " ".join(word.text.split()) for word in words)


def test_pieces_of_a_word_become_one_word_as_sure_as_the_less_sure_piece() -> None:
    pieces = (Heard(" Bluetooth", 0, 0.5, 0.9), Heard("-Lautsprecher", 0.5, 1.2, 0.4), Heard(" an.", 1.2, 1.5, 0.8))

    (utterance,) = utterances([pieces], language="de", duration=10)

    assert utterance.words[0] == SpokenWord("Bluetooth-Lautsprecher", 0, 1.2, 0.4)
    assert utterance.text == "Bluetooth-Lautsprecher an."


def test_a_language_without_spaces_keeps_its_words_apart() -> None:
    (utterance,) = utterances([(Heard("你", 0, 1, 1), Heard("好", 1, 2, 1))], language="zh", duration=10)

    assert len(utterance.words) == 2


def test_a_sentence_that_an_engine_repeats_is_kept_once() -> None:
    loop = [said("Vielen Dank für Ihre Aufmerksamkeit.", start) for start in range(0, 20, 4)]

    assert texts(loop) == ["Vielen Dank für Ihre Aufmerksamkeit."]


def test_people_may_say_a_short_word_twice_but_not_for_ever() -> None:
    assert texts([said("Ja.", start) for start in range(5)]) == ["Ja.", "Ja."]


def test_a_passage_without_words_is_nothing() -> None:
    assert texts([(), (Heard(" ", 0, 1, 0.5),), said("Ja.")]) == ["Ja."]


def test_words_move_to_their_place_and_long_silence_parts_them() -> None:
    segment = Segment(1, (Region(10 * RATE, 12 * RATE), Region(80 * RATE, 82 * RATE)))
    words = (SpokenWord("Danke.", 0.5, 1.0, 0.9), SpokenWord("Bitte.", 2.5, 3.0, 0.9))

    first, second = placed((Utterance(words, "de"),), segment)

    assert (first.start, first.end, second.start, second.end) == (10.5, 11.0, 80.5, 81.0)


@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3))))
def test_placing_loses_no_word_and_keeps_their_order(steps: list[tuple[float, float]]) -> None:
    segment = Segment(1, (Region(0, RATE), Region(9 * RATE, 20 * RATE), Region(90 * RATE, 99 * RATE)))
    passage: list[Heard] = []
    now = 0.0
    for pause, length in steps:
        passage.append(Heard(f" {len(passage)}", now + pause, now + pause + length, 1))
        now += pause + length
    heard = utterances([passage], language="de", duration=segment.duration)

    words = [word for part in placed(heard, segment) for word in part.words]

    assert [word.text for word in words] == [str(n) for n in range(len(steps))]
    assert all(a.start <= b.start for a, b in pairwise(words))


def test_a_preferred_language_wins_unless_another_is_clearly_spoken() -> None:
    assert likely_language({"nl": 0.5, "de": 0.3, "en": 0.1}, ("de", "en")) == "de"
    assert likely_language({"fr": 0.97, "de": 0.01}, ("de", "en")) == "fr"
    assert likely_language({"nl": 0.5, "de": 0.3}, ()) == "nl"
