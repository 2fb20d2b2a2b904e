"""Which words a second reader is asked about."""

from __future__ import annotations

import pytest

from pipeline.core.model import Box, Word
from pipeline.core.scans.opinions.questions import asked_about, ends_in_a_one, is_dirty

LACKING = frozenset("²³½¼×à")


def _words(*read: tuple[str, float]) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(100 * at, 0, 100 * at + 80, 30), sure, 0, 0, 0)
        for at, (text, sure) in enumerate(read)
    )


def _asked(*read: tuple[str, float]) -> list[str]:
    words = _words(*read)
    return [words[at].text for at in asked_about(words, LACKING)]


CLEAN = [("Wort", 0.96)] * 80
UNSURE = [("Wert", 0.88)] * 6
DIRT = [("Wart", 0.5)] * 9


def test_on_a_clean_page_only_what_is_read_badly_is_asked_about() -> None:
    sure, unsure = [("12,50", 0.9), ("Rat", 0.7)], [("13,50", 0.89), ("Rad", 0.5)]

    assert _asked(*CLEAN, *sure, *unsure) == [text for text, _ in unsure]


def test_on_a_page_with_unsure_words_figures_that_would_be_marked_are_asked_about() -> None:
    sure, unsure = [("12,50", 0.9), ("Rat", 0.7)], [("13,50", 0.89), ("Rad", 0.5)]

    assert _asked(*CLEAN, *UNSURE, *sure, *unsure) == [text for text, _ in unsure]


def test_suspect_words_are_asked_about_unless_the_page_is_clean() -> None:
    unsure = _words(*CLEAN, *UNSURE, ("Metalibau", 0.92), ("Metalibau", 0.93), ("B12", 0.92))
    clean = _words(*CLEAN, ("Metalibau", 0.8))

    assert asked_about(unsure, LACKING, lambda text: text == "Metalibau") == (86,)
    assert asked_about(clean, LACKING, lambda text: text == "Metalibau") == ()


def test_a_currency_sign_alone_in_brackets_is_asked_about_as_it_may_be_a_letter() -> None:
    assert _asked(*CLEAN, ("($)", 0.95), ("[€],", 0.95), ("$5", 0.95)) == ["($)", "[€],"]


@pytest.mark.parametrize("text", ["Seitel", "PageI", "Post|"])
def test_an_unknown_word_that_ends_like_a_one_may_have_a_figure_behind_it(text: str) -> None:
    assert ends_in_a_one(text, {"Seite", "Page", "Post"}.__contains__)


@pytest.mark.parametrize("text", ["Mantel", "Xyzl", "Seite"])
def test_other_words_end_in_no_figure(text: str) -> None:
    assert not ends_in_a_one(text, {"Seite", "Mantel", "Mante"}.__contains__)


def test_a_page_is_dirty_by_the_share_of_its_unsure_words() -> None:
    pages = (CLEAN, [*CLEAN, *UNSURE, *UNSURE], [*CLEAN, *DIRT])

    assert [is_dirty(_words(*page)) for page in pages] == [False, False, True]
    assert not is_dirty(())


def test_on_a_dirty_page_all_figures_and_what_would_be_marked_are_asked_about() -> None:
    sure, unsure = [("Rat", 0.75)], [("13,50", 0.99), ("Rad", 0.74)]

    assert _asked(*CLEAN, *sure, *DIRT, *unsure) == [text for text, _ in (*DIRT, *unsure)]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Wohnfläche 80 m? laut Plan", ["m?"]),
        ("Wohnfläche 80 m2, laut Plan", ["m2,"]),
        ("Regal 20 cm breit", []),
        ("Es sind 2 x 4 Stück", ["x"]),
        ("3x täglich", ["3x"]),
        ("Faktor x ist frei", []),
        ("Die Erbquote ist %", ["%"]),
        ("Die Beklagte zu %, die Klägerin zu YA.", ["%,", "YA."]),
        ("die Abstandsfläche %% H", ["%%"]),
        ("Zinsen von 5 % im Jahr", []),
        ("der Aufschlag 8 %; die Fläche", []),
        ("12 Stück a 4,50 Euro", ["a"]),
    ],
)
def test_a_place_is_asked_about_where_a_sign_that_the_reader_lacks_may_stand(
    line: str, asked: list[str]
) -> None:
    assert _asked(*((text, 0.96) for text in line.split())) == asked


def test_a_reader_that_knows_the_sign_is_not_doubted() -> None:
    words = _words(("80", 0.96), ("m?", 0.96))

    assert asked_about(words, frozenset()) == ()


def test_marks_alone_and_words_of_the_document_itself_are_left() -> None:
    mark, own = _words(("...", 0.1), ("12", 0.1))
    own = Word("12", own.box, 0.1, 0, 0, 0, digital=True)

    assert asked_about((mark, own), LACKING) == ()


def test_signs_as_high_as_letters_are_asked_about_if_they_were_read_unsurely() -> None:
    words = _words(*CLEAN)

    def asked(text: str, sure: float, box: Box) -> bool:
        return bool(asked_about((*words, Word(text, box, sure, 0, 0, 0)), LACKING))

    letter, dash, rule = Box(0, 0, 20, 30), Box(0, 14, 12, 18), Box(0, 0, 90, 30)
    assert asked(">", 0.58, letter)
    assert asked("[|", 0.09, letter)
    assert not asked("/", 0.9, letter)
    assert not asked("-", 0.3, dash)
    assert not asked("_", 0.3, rule)


def test_of_too_many_words_missing_signs_figures_and_the_least_sure_are_asked_about() -> None:
    many = ((f"Wort{'x' * at}", 0.3 + at / 1000) for at in range(210))
    words = _words(*many, ("77", 0.89), ("m?", 0.95))

    asked = asked_about(words, LACKING)

    assert asked == (*range(198), 210, 211)


@pytest.mark.parametrize("text", ["a", "ä"])
def test_a_letter_before_a_number_may_be_a_price_each(text: str) -> None:
    assert _asked(*CLEAN, (text, 0.95), ("25", 0.96)) == [text]
    assert _asked(*CLEAN, (text, 0.95), ("Rat", 0.96)) == []


def test_on_a_dirty_page_what_no_dictionary_has_is_asked_about() -> None:
    words = _words(*CLEAN, *DIRT, ("Rabsam", 0.96), ("Rabsam", 0.97), ("Wert", 0.96))
    others = _words(*CLEAN, *UNSURE, ("Rabsam", 0.92))

    asked = asked_about(words, LACKING, None, lambda text: text.startswith("W"))

    assert [words[at].text for at in asked] == [*(["Wart"] * 9), "Rabsam"]
    assert asked_about(others, LACKING, None, lambda text: text.startswith("W")) == ()


def test_on_a_dirty_page_more_words_are_asked_about() -> None:
    assert len(_asked(*CLEAN * 4, *UNSURE, *DIRT * 10)) == 90
    assert len(_asked(*CLEAN * 10, *DIRT * 7)) == 60
