import pytest

from pipeline.mistakes import Mistake, clauses, mistakes_as_json
from pipeline.translations import translator


@pytest.mark.parametrize(
    ("mistake", "english", "german"),
    [
        (Mistake("this is empty"), "this is empty", "hier steht nichts"),
        (
            Mistake("at most {limit}", (("limit", 3),), 2, "ocr.x", "a.toml"),
            "a.toml, line 2, ocr.x: at most 3",
            "a.toml, Zeile 2, ocr.x: möglich ist höchstens 3",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_in_each_language(
    mistake: Mistake, english: str, german: str
) -> None:
    assert mistake.clause(translator("en")) == english
    assert mistake.clause(translator("de")) == german


def test_mistakes_travel_as_text() -> None:
    mistakes = [Mistake("this is empty", key="ä"), Mistake("at most {limit}", (("limit", 3),))]

    written = mistakes_as_json(mistakes)

    assert clauses(written, str, between="; ") == "ä: this is empty; at most 3"


@pytest.mark.parametrize("written", ["line 3: wrong", "3", '[["said", [], 1, "key", "", "new"]]'])
def test_what_another_version_wrote_is_shown_as_it_is(written: str) -> None:
    assert clauses(written, str, between="; ") == written


def test_of_many_mistakes_the_first_are_told_and_how_many_more_there_are() -> None:
    mistakes = [Mistake("this is empty", line=line, key="k" * 9000) for line in range(1, 301)]

    written = mistakes_as_json(mistakes)

    told = str(clauses(written, translator("de"), between="; ")).split("; ")
    assert told[0] == f"Zeile 1, {'k' * 60}…: hier steht nichts"
    assert (len(told), told[-1]) == (21, "und 280 weitere")
