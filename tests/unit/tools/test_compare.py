from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.compare import (
    character_error_rate,
    loose_character_error_rate,
    loose_word_error_rate,
    umlaut_recall,
    word_error_rate,
    word_recall,
    words,
)

TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(["Haushalt", "1.480,50", "Über", "-", "E-Mail", "14:30"])
).map(" ".join)


@given(TEXTS)
def test_a_text_matches_itself(text: str) -> None:
    assert word_error_rate(text, text) == 0
    assert character_error_rate(text, text) == 0
    assert word_recall(text, text) == 1


@given(TEXTS)
def test_words_of_words_are_the_same_words(text: str) -> None:
    once = words(text)

    assert words(" ".join(once)) == once


@given(TEXTS, TEXTS)
def test_the_distance_is_the_same_both_ways(one: str, other: str) -> None:
    there = word_error_rate(one, other) * max(1, len(words(one)))
    back = word_error_rate(other, one) * max(1, len(words(other)))

    assert there == pytest.approx(back)


@given(TEXTS, TEXTS)
def test_error_rates_stay_between_nothing_and_everything(truth: str, found: str) -> None:
    most = max(len(words(truth)), len(words(found))) / max(1, len(words(truth)))

    assert 0 <= word_error_rate(truth, found) <= most
    assert character_error_rate(truth, found) >= 0
    assert 0 <= word_recall(truth, found) <= 1


@given(st.lists(st.sampled_from(["eins", "zwei", "drei", "1.480,50"]), max_size=8))
def test_order_does_not_matter_for_recall(found: list[str]) -> None:
    assert word_recall(" ".join(found), " ".join(sorted(found))) == 1


@given(TEXTS, TEXTS)
def test_more_text_finds_no_fewer_words(truth: str, found: str) -> None:
    assert word_recall(truth, f"{found} {truth}") == 1
    assert word_recall(truth, f"{found} \n x") >= word_recall(truth, found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau O\N{COMBINING DIAERESIS}zdemir, STRASSE!", ("frau", "özdemir", "strasse")),
        ("Straße und Strasse", ("straße", "und", "strasse")),
        (
            "12.480,50 Euro um 14:30 Uhr, Nr. 4711/26.",
            ("12.480,50", "euro", "um", "14:30", "uhr", "nr", "4711/26"),
        ),
        (
            "die Begrün-\n  dung der Müller-\nSchmidt",
            ("die", "begründung", "der", "müller", "schmidt"),
        ),
        ("Haus\N{SOFT HYPHEN}halt", ("haushalt",)),
        (
            "da\N{LATIN SMALL LETTER LONG S} Ma\N{COMBINING LATIN SMALL LETTER E}dchen",
            ("das", "mädchen"),
        ),
        (
            (
                "three months\N{RIGHT SINGLE QUOTATION MARK} notice, "
                "don\N{RIGHT SINGLE QUOTATION MARK}t"
            ),
            ("three", "months", "notice", "don't"),
        ),
        (" \n–…", ()),
    ],
)
def test_words_have_one_spelling_and_numbers_stay_whole(
    text: str, expected: tuple[str, ...]
) -> None:
    assert words(text) == expected


def test_punctuation_counts_when_asked_for() -> None:
    assert words("Punkt 1, Haushalt.", punctuation=True) == ("punkt", "1", ",", "haushalt", ".")
    assert word_error_rate("Ja, gern.", "Ja gern.", punctuation=True) == pytest.approx(1 / 4)
    assert word_error_rate("Ja, gern.", "ja gern") == 0


def test_a_wrong_digit_is_an_error() -> None:
    assert word_error_rate("IBAN 4711", "IBAN 4717") == pytest.approx(1 / 2)
    assert word_recall("IBAN 4711", "IBAN 4717") == pytest.approx(1 / 2)


def test_a_word_that_stands_twice_must_be_found_twice() -> None:
    assert word_recall("sehr sehr gut", "sehr gut") == pytest.approx(2 / 3)


def test_without_true_words_the_invented_ones_are_counted() -> None:
    assert word_error_rate("", "Untertitel des ZDF") == 3
    assert word_recall("", "Untertitel des ZDF") == 1
    assert character_error_rate("", "ja") == 2


@given(TEXTS, TEXTS)
def test_loose_rates_forgive_order_and_nothing_else(one: str, other: str) -> None:
    truth, found = f"{one} {other}", f"{other} {one}"

    assert loose_word_error_rate(truth, found) == 0
    assert loose_character_error_rate(truth, found) == 0
    assert loose_word_error_rate(one, other) <= word_error_rate(one, other)
    assert (loose_character_error_rate(one, other) == 0) == (
        sorted(words(one)) == sorted(words(other))
    )


def test_a_wrong_word_is_scored_against_the_most_similar_one_that_is_left() -> None:
    truth, found = "Betrag Menge Preis Summe", "Prels Menge Betrog"

    assert loose_word_error_rate(truth, found) == 3 / 4
    assert loose_character_error_rate(truth, found) == (1 + 1 + len("Summe")) / len(
        "BetragMengePreisSumme"
    )


def test_invented_words_cost_their_letters() -> None:
    assert loose_character_error_rate("Betrag", "Betrag ii") == 2 / 6
    assert loose_word_error_rate("Betrag", "Betrag ii") == 1


def test_words_with_german_letters_are_counted_apart() -> None:
    assert umlaut_recall("Größe über alles", "Grösse Über") == 1 / 2
    assert umlaut_recall("alles", "alles") is None


def test_transcriptions_of_fraktur_have_signs_of_their_own_for_umlauts_and_the_long_s() -> None:
    truth = "H\ue72btte h\ue644rte \u017fchl\ue42cft fu\u0364r"

    assert words(truth) == ("hütte", "hörte", "schläft", "für")
