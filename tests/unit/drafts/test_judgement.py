"""What a word's confidence, a second reader and the dictionary make of it."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.doubts.judgement import Judge, Verdict
from pipeline.core.drafts.draft import Reason
from pipeline.core.drafts.vocabulary import Vocabulary
from pipeline.core.model import Box, Page, Word

_KNOWN = frozenset({"Wort", "Umstellung", "gestellt", "vollen", "Haus"})


def _lexicon(word: str, language: str) -> bool:
    return language == "de" and word in _KNOWN


def _word(text: str, confidence: float, second: str = "") -> Word:
    return Word(text, Box(0, 0, 80, 30), confidence, 0, 0, 0, second=second)


def _judge(*, unsure: int = 0, hardly: int = 0, language: str = "de") -> Judge:
    """Of a page of 100 words, so many of which were read unsurely, and hardly."""
    words = (
        *(_word("Haus", 0.96) for _ in range(100 - unsure - hardly)),
        *(_word("Haus", 0.8) for _ in range(unsure)),
        *(_word("Haus", 0.3) for _ in range(hardly)),
    )
    return Judge.of(Page(1, 2000, 2000, 300, words, language=language), Vocabulary(_lexicon))


_CLEAN, _UNSURE, _DIRTY = _judge(), _judge(unsure=10), _judge(hardly=10)


def _verdict(judge: Judge, word: Word, *, impossible: bool = False, cut: bool = False) -> Verdict:
    return judge.verdict(word, word.text, impossible=impossible, cut=cut)


def _is_marked(judge: Judge, text: str, confidence: float) -> bool:
    return _verdict(judge, _word(text, confidence))[0] is not None


def test_a_known_word_is_right_sooner_unless_the_page_is_dirty() -> None:
    assert [_is_marked(each, "Wort", 0.7) for each in (_CLEAN, _UNSURE, _DIRTY)] == [
        False,
        False,
        True,
    ]
    assert _is_marked(_CLEAN, "Wort", 0.59)


@pytest.mark.parametrize("text", ["GewX", "Heinrich-Xöll-Ring", "Xäumler."])
def test_an_unknown_word_with_a_capital_is_a_name_unless_the_page_is_dirty(text: str) -> None:
    assert not _is_marked(_CLEAN, text, 0.86)
    assert not _is_marked(_UNSURE, text, 0.86)
    assert _is_marked(_CLEAN, text, 0.84)
    assert _is_marked(_DIRTY, text, 0.86)


@pytest.mark.parametrize("text", ["isherige", "voilen", "Umsteliung"])
def test_an_unknown_word_in_small_letters_or_like_a_known_one_is_none(text: str) -> None:
    assert _is_marked(_CLEAN, text, 0.92)


def test_a_letter_with_a_stop_is_an_abbreviation_and_others_are_not() -> None:
    assert not _is_marked(_CLEAN, "d.", 0.8)
    assert not _is_marked(_CLEAN, "(e.", 0.8)
    assert _is_marked(_CLEAN, "X", 0.8)
    assert _is_marked(_CLEAN, "d.", 0.7)


def test_an_english_a_and_i_are_words() -> None:
    english = _judge(language="en")

    assert not _is_marked(english, "a", 0.8)
    assert not _is_marked(english, "I", 0.8)
    assert _is_marked(english, "b", 0.8)
    assert _is_marked(_UNSURE, "a", 0.8)


def test_a_known_word_that_both_read_is_right_however_unsure_the_first_was() -> None:
    assert _verdict(_DIRTY, _word("Wort", 0.0, "Wort")) == (None, ())
    assert _verdict(_DIRTY, _word("Xäumler", 0.0, "Xäumler"))[0] is Reason.UNKNOWN
    assert _verdict(_DIRTY, _word("17", 0.1, "17"))[0] is Reason.UNSURE


def test_what_both_read_alike_but_looks_like_a_known_word_stays_doubtful() -> None:
    reason, others = _verdict(_UNSURE, _word("Umsteliung", 0.5, "Umsteliung"))

    assert (reason, others) == (Reason.UNKNOWN, ("Umstellung",))


@pytest.mark.parametrize(
    ("text", "second"),
    [("233,92", "233.92"), ("257.361,48", "257.361.48"), ("9,8%", "9,8.%"), ("24,4", "24.4")],
)
def test_two_readers_that_differ_in_the_marks_of_a_figure_alone_agree(
    text: str, second: str
) -> None:
    assert _verdict(_UNSURE, _word(text, 0.7, second)) == (None, ())
    assert _verdict(_UNSURE, _word(text, 0.1, second))[0] is Reason.UNSURE
    assert _verdict(_UNSURE, _word(text, 0.7, second), cut=True)[0] is Reason.UNSURE


@pytest.mark.parametrize(
    ("text", "second"),
    [("233.92", "233,92"), ("1,234", "1.234"), ("57,95", "37,95"), ("B1", "1"), ("12:00", "12.00")],
)
def test_what_is_no_amount_or_has_other_digits_stays_doubtful(text: str, second: str) -> None:
    reason, others = _verdict(_UNSURE, _word(text, 0.7, second))

    assert (reason, others) == (Reason.UNSURE, (second,))


def test_what_cannot_be_right_stays_doubtful_though_both_read_it() -> None:
    assert _verdict(_CLEAN, _word("31,02", 0.99, "31.02"), impossible=True)[0] is (
        Reason.IMPLAUSIBLE
    )


def test_a_fraction_that_only_the_second_reader_can_know_is_right_unless_it_is_unsure() -> None:
    assert _verdict(_CLEAN, _word("½", 0.7, "½")) == (None, ())
    assert _verdict(_CLEAN, _word("½", 0.5, "½"))[0] is Reason.UNSURE


def test_a_reader_that_cannot_tell_l_from_i_casts_no_doubt_on_a_known_word() -> None:
    assert _verdict(_CLEAN, _word("gestellt", 0.5, "gesteIlt")) == (None, ())
    assert _verdict(_CLEAN, _word("gestellt", 0.5, "gestellf"))[0] is Reason.UNSURE


@pytest.mark.parametrize("text", ["§", "(§§"])
def test_a_paragraph_sign_is_doubtful_only_where_readers_disagree(text: str) -> None:
    assert not _is_marked(_DIRTY, text, 0.7)
    assert _is_marked(_CLEAN, text, 0.5)


def test_a_letter_like_no_digit_is_right_sooner_on_a_clean_page() -> None:
    assert not _is_marked(_CLEAN, "H,", 0.7)
    assert _is_marked(_UNSURE, "H,", 0.7)
    assert _is_marked(_CLEAN, "B", 0.7)
    assert _is_marked(_CLEAN, "H,", 0.5)


def test_english_amounts_whose_digits_both_read_are_right() -> None:
    assert _verdict(_CLEAN, _word("-712,394.86", 0.6, "=712,394.86")) == (None, ())
    assert _verdict(_CLEAN, _word("987,353.65", 0.6, "987,353.05"))[0] is Reason.UNSURE


@pytest.mark.parametrize("text", ["16.8", "8:00-1", "112aab.", "3°", "06.2"])
def test_what_is_no_whole_figure_is_marked_on_a_dirty_page(text: str) -> None:
    both = _word(text, 0.95, text)

    assert _verdict(_DIRTY, both)[0] is Reason.UNSURE
    assert _verdict(_UNSURE, both)[0] is None


@pytest.mark.parametrize(
    "text", ["(1.233,92", "24.12.2026.", "8:00–16:30", "62-90727/25", "15a", "63,23€", "m²,", "4"]
)
def test_a_whole_figure_of_a_dirty_page_is_right_if_both_read_it(text: str) -> None:
    assert _verdict(_DIRTY, _word(text, 0.55, text))[0] is None
    assert _verdict(_DIRTY, _word(text, 0.49, text))[0] is Reason.UNSURE
    assert _verdict(_DIRTY, _word(text, 0.95, text), cut=True)[0] is Reason.UNSURE


def test_the_second_reading_of_a_cut_figure_is_shown() -> None:
    assert _verdict(_DIRTY, _word("16.8", 0.95, "16,8")) == (Reason.UNSURE, ("16,8",))
