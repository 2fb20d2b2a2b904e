"""Words that a page brings along: which to doubt, and when to believe them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.scans.digital.digital_words import (
    Reading,
    confirmed,
    contradicted,
    doubted_numbers,
    doubted_words,
    known_share,
    odd_share,
    other_digits,
    own_text_sentences,
    plain_text,
    same_shape,
    undecided,
)

GERMAN = {
    *("wohnung", "nachzahlung", "bescheid", "hausverwaltung", "lageplan", "ergibt", "eine"),
    *("für", "die", "sich", "laut", "der"),
}
PAGE = ("Für", "die", "Wohnung", "ergibt", "sich", "eine", "Nachzahlung", "laut", "Bescheid")
SOUP = ("Kdxvyhuzdowxqj", "Vrqqohlwqhu", "JpeK", "Edkqkrivwudßh", "Ehwulhevnrvwhq")


def known(word: str) -> bool:
    return word.lower() in GERMAN


def unknown(_word: str) -> None:
    """No dictionary is installed."""


@pytest.mark.parametrize(
    ("given_", "plain"),
    [
        ("Büroﬂäche", "Bürofläche"),
        ("Eﬃzienz", "Effizienz"),
        ("Wärme\u00adpﬂege", "Wärmepflege"),
        ("Grundstücks\u00ad", "Grundstücks\u00ad"),
        ("10\u00a0000", "10 000"),
        ("Wo\u200brt\ufeff", "Wort"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("", ""),
    ],
)
def test_signs_that_nobody_sees_are_no_part_of_a_word(given_: str, plain: str) -> None:
    assert plain_text(given_) == plain


@given(st.text())
def test_plain_text_stays_as_it_is(text: str) -> None:
    once = plain_text(text)

    assert plain_text(once) in (once, once.replace("\u00ad", ""), once[:-1])


def test_signs_that_no_text_has_are_counted() -> None:
    assert odd_share(["\x01\x02", "\ue000b"]) == 0.75
    assert odd_share(["Wort", ""]) == odd_share([]) == 0


def test_a_page_in_our_language_is_believed_without_a_sample() -> None:
    assert doubted_words(PAGE, known, layer=False) == ()


def test_words_of_no_language_are_compared() -> None:
    assert len(doubted_words(SOUP, known, layer=False)) >= 3
    assert len(doubted_words(SOUP, unknown, layer=False)) >= 3


def test_a_layer_is_always_compared_and_its_unknown_words_first() -> None:
    doubted = doubted_words([*PAGE, "Lagcplan", "Beschcid"], known, layer=True)

    assert {len(PAGE), len(PAGE) + 1} <= set(doubted)
    assert doubted == tuple(sorted(doubted))


@pytest.mark.parametrize("word", ["fÃ¼r", "â€žGut", "\u0412escheid", "\x02\x03\x04\x05\x06"])
def test_broken_encodings_and_mixed_scripts_are_compared(word: str) -> None:
    assert doubted_words([word, "Bescheid"], known, layer=False)


def test_bullets_of_a_symbol_font_raise_no_doubt() -> None:
    assert doubted_words(["\uf0b7", *PAGE], known, layer=False) == ()


def test_signs_in_place_of_letters_are_compared() -> None:
    assert doubted_words(["!#$%", "&'()", "*+", "$%", "4"], known, layer=False)
    assert doubted_words(["....", "_____", "-", *PAGE], known, layer=False) == ()


def test_words_that_run_into_each_other_are_compared() -> None:
    assert doubted_words(["Tfis!hffisuf", "xjs!cftu", "Ejf!Tdim"], known, layer=False)


def test_letters_that_are_missing_are_compared() -> None:
    texts = [*PAGE, "ähertand"]

    assert doubted_words(texts, known, layer=False) == ()
    assert doubted_words(texts, known, layer=False, incomplete=True) == (len(PAGE),)


def test_a_strip_that_cannot_be_read_decides_nothing() -> None:
    assert undecided([Reading("%$", "Qx", 0.3), Reading("Seite", "Seite", 0.9)])
    assert not undecided(readings(("Seite", "Seite"), ("eins", "eins")))
    assert not undecided([Reading("기술변화에", "oe", 0.3)])


def readings(*pairs: tuple[str, str]) -> list[Reading]:
    return [Reading(brought, read, 0.95) for brought, read in pairs]


def test_a_page_that_shows_other_words_is_not_believed() -> None:
    soup = readings(("Kdxvyhuzdowxqj", "Hausverwaltung"), ("Ehvfkhlg", "Bescheid"), ("0", "4"))

    assert contradicted(soup, known)
    assert contradicted(soup, unknown)


def test_a_layer_with_slips_is_not_believed() -> None:
    slips = readings(
        ("Lagcplan", "Lageplan"), ("Beschcid", "Bescheid"), ("Weißgerber", "Weißgerber")
    )

    assert contradicted(slips, known)
    assert not contradicted(slips, unknown)


@pytest.mark.parametrize(
    "pairs",
    [
        [("Lageplan", "Lageplan"), ("Bescheid", "Bescheid,")],
        [("Weißgerber", "Weissgerher"), ("Böhmüller", "Bohmuller")],
        [("démolition", "demolition"), ("règlement", "reglement")],
        [("기술변화에", "oe oil IS"), ("최적화된", "tz kruk")],
        [("Bescheid", "")],
        [],
    ],
)
def test_readings_that_know_no_better_do_not_count(pairs: list[tuple[str, str]]) -> None:
    assert not contradicted(readings(*pairs), known)


def test_unsure_readings_do_not_count() -> None:
    assert not contradicted([Reading("Ehvfkhlg", "Bescheid", 0.4)] * 4, known)


def test_the_share_of_words_says_whether_a_page_was_read_well() -> None:
    assert known_share(["Bescheid", "Beschcid", "4711"], known) == 0.5
    assert known_share(["Bescheid"], unknown) is None
    assert known_share([], known) == 0


def test_only_what_there_is_is_told() -> None:
    def same(text: str) -> str:
        return text

    assert own_text_sentences(same, covered=0, unseen=0, replaced="", renewed="") == []
    replaced, renewed, covered, unseen = own_text_sentences(
        same, covered=4, unseen=2, replaced="2", renewed="1, 3"
    )
    assert ": 2." in replaced
    assert "replaced" in replaced
    assert ": 1, 3." in renewed
    assert "both" in renewed
    assert "black bars: 4" in covered
    assert "layer): 2" in unseen


@pytest.mark.parametrize(
    ("pairs", "right"),
    [
        ((("DocuSign", "DocuSign"), ("ID:", "ID:"), ("7F3A-99B0", "7F3A-99BO")), True),
        ((("Wojciechowski", "Wojciechowski"),), True),
        ((("Envoyé", "Envoye"), ("télécopie", "telecopie")), True),
        ((("Uhfkqxqj", "Bescheid"), ("Qxpphu", "Lageplan")), False),
        ((("Bescheid", ""), ("Wohnung", "")), False),
        ((("dle", "die"), ("Wohnung", "Wohnung")), True),
        ((("Beschcid", "Bescheid"), ("Wohnnng", "Wohnung"), ("die", "die")), False),
        ((("\ue001\ue002", "Bescheid"),), False),
        ((), False),
    ],
    ids=[
        *("number", "name", "accents", "soup", "nothing there", "a slip", "slips"),
        *("private signs", "none"),
    ],
)
def test_a_page_confirms_words_that_it_has_in_their_places(
    pairs: tuple[tuple[str, str], ...],
    right: bool,  # noqa: FBT001
) -> None:
    assert confirmed([Reading(*pair, 0.9) for pair in pairs], known) == right


def test_amounts_dates_and_postcodes_are_compared() -> None:
    texts = ("Neuburg,", "4.", "Mai", "2026", "über", "87,40", "Euro", "86633", "M8")

    assert [texts[at] for at in doubted_numbers(texts)] == ["2026", "87,40", "86633"]
    assert {3, 5, 7} <= set(doubted_words(texts, unknown, layer=True))


@pytest.mark.parametrize(
    ("brought", "read", "confidence", "other"),
    [
        ("67,10", "87,40", 0.95, 1),
        ("67,10", "87,40", 0.8, 0),
        ("87,40", "87,40", 0.95, 0),
        ("2026", "20.26", 0.95, 0),
        ("Haus", "Maus", 0.95, 0),
    ],
)
def test_other_digits_of_the_same_shape_contradict(
    brought: str, read: str, confidence: float, other: int
) -> None:
    readings = [Reading(brought, read, confidence)]

    assert other_digits(readings) == other
    assert contradicted(readings, known) == bool(other)
    assert not (other and confirmed(readings, known))


def test_numbers_are_of_one_shape_whatever_stands_behind_them() -> None:
    assert same_shape("87,40", "67,10.")
    assert not same_shape("87,40", "8740")
    assert not same_shape("Haus", "Haus")
