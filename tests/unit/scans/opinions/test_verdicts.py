"""What becomes of a word that two readers have read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Word
from pipeline.core.scans.opinions.verdicts import Reading, second_opinion

LACKING = frozenset("²³½¼×§")


def _word(text: str, confidence: float = 0.7) -> Word:
    return Word(text, Box(0, 0, 80, 30), confidence, 0, 0, 0)


def _after(text: str, theirs: str, *, sure: float = 0.99, confidence: float = 0.7) -> Word:
    return second_opinion(_word(text, confidence), Reading(theirs, sure), LACKING)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("77.601,18", "77.601,10"),
        ("137.61621", "137.616,21"),
        ("12.04,2624", "12.04.2024"),
        ("DES6", "DE56"),
        ("ESt6", "EStG"),
        ("GL-7924126", "GL-7924/26"),
        ("33.11", "33,11"),
        ("3:", "3."),
        ("beufägt", "beträgt"),
    ],
)
def test_the_second_reader_wins_where_it_is_sure_of_a_figure_or_the_first_unsure(
    ours: str, theirs: str
) -> None:
    word = _after(ours, theirs)

    assert (word.text, word.second) == (theirs, ours)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("11.01.2023", "II.01.2023"),
        ("0343", "O343"),
        ("3.213,33", "3..213,33"),
        ("387.038,68", "387,038,68"),
        ("6.451,76", "6.451;76"),
        ("19.08.2026.", "19.08,2026."),
        ("233,92", "233.92"),
        ("230.099,85", "230.099.85"),
    ],
)
def test_the_first_reading_stays_where_the_second_is_less_of_a_figure(
    ours: str, theirs: str
) -> None:
    word = _after(ours, theirs, sure=0.95)

    assert (word.text, word.second) == (ours, theirs)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("„Die", ",,Die"),
        ("gewahrt“", 'gewahrt"'),
        ("8–12", "8-12"),
        ("43,62", "43,62."),
        ("2.", "2"),
        ("6.", "6:"),
    ],
)
def test_quotes_dashes_and_the_stop_of_a_number_are_no_difference(ours: str, theirs: str) -> None:
    word = _after(ours, theirs)

    assert (word.text, word.second) == (ours, ours)


@pytest.mark.parametrize(("ours", "theirs"), [("m?,", "m²,"), ("m3.", "m³."), ("%", "½")])
def test_a_sign_that_the_first_reader_lacks_is_believed(ours: str, theirs: str) -> None:
    word = _after(ours, theirs, sure=0.85, confidence=0.93)

    assert (word.text, word.second) == (theirs, theirs)


@pytest.mark.parametrize(("theirs", "text"), [("1/2,", "½,"), ("3/4", "3/4")])
def test_a_fraction_that_is_written_out_is_one_sign_if_there_is_one(theirs: str, text: str) -> None:
    word = Word("%", Box(0, 0, 30, 30), 0.9, 0, 0, 0)

    assert second_opinion(word, Reading(theirs, 0.99), LACKING).text == text


@pytest.mark.parametrize(
    ("ours", "theirs", "sure", "text"),
    [("%,", "1/2,", 0.65, "½,"), ("%", "½2", 0.73, "½"), ("%", "1½2", 0.76, "½"),
     ("%%", "1/4", 0.62, "¼"), ("%", "1/2", 0.55, "%"), ("%", "%", 1.0, "%")],
)  # fmt: skip
def test_a_percent_sign_that_is_read_as_a_fraction_is_one(
    ours: str, theirs: str, sure: float, text: str
) -> None:
    word = Word(ours, Box(0, 0, 14, 17), 0.93, 0, 0, 0)

    assert second_opinion(word, Reading(theirs, sure), LACKING).text == text


def test_a_fraction_with_room_for_three_signs_stays_written_out() -> None:
    assert _after("1/Z", "1/2").text == "1/2"


@pytest.mark.parametrize(("ours", "theirs"), [("E-Mail-Post", "EMail-Post"), ("(Bl.", "(BI.")])
def test_a_word_does_not_lose_its_hyphen_or_get_a_capital_inside(ours: str, theirs: str) -> None:
    assert _after(ours, theirs).text == ours


@pytest.mark.parametrize(
    ("ours", "theirs", "sure", "text"),
    [
        ("Metalibau", "Metallbau", 0.94, "Metallbau"),
        ("»ydurs,", "yours,", 0.98, "yours,"),
        ("tharanchly", "thoroughly", 0.99, "thoroughly"),
        ("Metalibau", "Metallbau", 0.89, "Metalibau"),
        ("Metallbau", "thoroughly", 0.99, "Metallbau"),
        ("Meti", "Metallbau", 0.99, "Meti"),
        ("METALLBAU", "Metallbau", 0.99, "METALLBAU"),
        ("Metalibau", "Metaiibau", 0.99, "Metalibau"),
        ("wer", "yours", 0.99, "wer"),
        ("B12,", "yours", 0.94, "B12,"),
    ],
)
def test_a_word_that_a_dictionary_has_wins_over_one_like_it_that_none_has(
    ours: str, theirs: str, sure: float, text: str
) -> None:
    known = frozenset({"Metallbau", "yours", "thoroughly"}).__contains__

    word = second_opinion(_word(ours, 0.9), Reading(theirs, sure), LACKING, known)

    assert word.text == text


def test_a_sign_of_which_the_second_reader_is_unsure_is_only_another_reading() -> None:
    word = _after("m?", "m²", sure=0.6)

    assert (word.text, word.second) == ("m?", "m²")


def test_a_word_read_well_keeps_its_text_and_gets_the_other_reading() -> None:
    word = _after("Bauer", "Bauor", confidence=0.85)

    assert (word.text, word.second) == ("Bauer", "Bauor")


@pytest.mark.parametrize("theirs", [Reading("", 0), Reading("12", 0.3)])
def test_no_answer_changes_nothing(theirs: Reading) -> None:
    word = _word("17")

    assert second_opinion(word, theirs, LACKING) == word


def test_paragraph_signs_are_not_given_up_for_letters() -> None:
    word = _word("§§")

    assert second_opinion(word, Reading("SS", 0.99), LACKING) == word


@given(st.from_regex(r"[0-9.,]{1,8}", fullmatch=True), st.floats(0, 1), st.floats(0, 1))
def test_two_readers_who_agree_change_no_text(text: str, first: float, second: float) -> None:
    word = second_opinion(_word(text, first), Reading(text, second), LACKING)

    assert word.text == text
    assert word.second in ("", text)


def test_a_mark_between_the_same_digits_wins_nothing_where_no_figure_is_made() -> None:
    word = _after("(804)924-8818", "(804)924-88.18")

    assert (word.text, word.second) == ("(804)924-8818", "(804)924-88.18")
    assert _after("3627.87", "3.627,87").text == "3.627,87"


@pytest.mark.parametrize(("ours", "theirs"), [("$8$", "§§"), ("8", "§"), ("SS", "§§")])
def test_a_paragraph_sign_of_the_second_reader_is_taken_with_a_doubt(
    ours: str, theirs: str
) -> None:
    word = _after(ours, theirs)

    assert (word.text, word.second, word.confidence) == (theirs, ours, 0.5)


def test_no_paragraph_sign_is_taken_from_an_unsure_reader_or_for_other_letters() -> None:
    assert _after("8", "§", sure=0.7).text == "8"
    assert _after("ab", "§", sure=0.9).text == "ab"


@pytest.mark.parametrize("theirs", ["1/½2", "1½/2", "½2"])
def test_a_fraction_written_twice_is_one_sign_where_there_is_no_room_for_more(theirs: str) -> None:
    word = replace(_word("%"), box=Box(0, 0, 36, 30))

    assert second_opinion(word, Reading(theirs, 0.99), LACKING).text == "½"


def test_a_fraction_between_other_signs_is_not_believed() -> None:
    assert (_after("%%", "1/½2").text, _after("%%", "1/½2").second) == ("%%", "1/½2")


def _by_dictionary(ours: str, theirs: str, *, confidence: float = 0.95, sure: float = 0.6) -> str:
    reading = Reading(theirs, sure)
    word, known = _word(ours, confidence), _KNOWN.__contains__
    return second_opinion(word, reading, LACKING, known, dirty=True).text


_KNOWN = frozenset({"dem", "den", "bleibt"})


def test_where_it_is_asked_the_dictionary_decides_between_two_readings() -> None:
    assert _by_dictionary("bieibt", "bleibt") == "bleibt"
    assert _by_dictionary("dem", "dern", confidence=0.3, sure=0.99) == "dem"
    assert _by_dictionary("bleibt", "bleibt,") == "bleibt"


def test_the_dictionary_decides_nothing_of_two_words_and_of_figures() -> None:
    assert _by_dictionary("dem", "den") == "dem"
    assert _by_dictionary("dem", "den", confidence=0.7, sure=0.99) == "den"
    assert _by_dictionary("Xdem", "Xden") == "Xdem"
    assert _by_dictionary("4em", "dem") == "4em"
