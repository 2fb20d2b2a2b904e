"""Labelled sentences that come out wrong, as they were when somebody last looked at them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import drafts_cues, drafts_dictation, drafts_smoothing
from benchmarks.mistakes import Mistake, listing

_GOLDEN = Path(__file__).parents[1] / "golden" / "wrong"
_LISTS: dict[str, Callable[[], Iterable[Mistake]]] = {
    "dictation": drafts_dictation.mistakes,
    "smoothing": drafts_smoothing.mistakes,
    "suggestions": drafts_cues.mistakes,
}
_MISTAKE = Mistake("de, held out", "drei Komma fünf %", "3,5\u00a0%", "3,5 %")


@pytest.mark.parametrize("name", _LISTS)
def test_what_comes_out_wrong_is_as_it_was_reviewed(name: str, pytestconfig: pytest.Config) -> None:
    golden, wrong = _GOLDEN / f"{name}.txt", listing(_LISTS[name]())
    if pytestconfig.getoption("--renew-golden"):
        golden.write_text(wrong, encoding="utf-8")

    # Not equal, and meant to be? Run: make golden
    assert wrong == golden.read_text(encoding="utf-8")


def test_no_golden_list_is_left_over() -> None:
    assert {file.stem for file in _GOLDEN.iterdir()} == set(_LISTS)


def test_a_mistake_shows_what_was_said_expected_and_made_and_protected_spaces() -> None:
    assert str(_MISTAKE).splitlines() == [
        "de, held out",
        "  said      drei Komma fünf %",
        "  expected  3,5⍽%",
        "  made      3,5 %",
    ]


def test_a_held_out_mistake_shows_that_it_changed_and_not_its_words() -> None:
    before = str(replace(_MISTAKE, held_out=True))
    after = str(replace(_MISTAKE, held_out=True, made="3,5%"))

    assert before != after
    assert "Komma" not in before
    assert "3,5" not in before


def test_the_texts_of_held_out_sentences_are_in_no_list() -> None:
    shown = "".join(listing(mistakes()) for mistakes in _LISTS.values())
    dictated = [one for code in ("de", "en") for one in drafts_dictation.sentences(code)]
    meetings = [one for code in drafts_cues.LANGUAGES for one in drafts_cues.corpus(code)]
    held_out = [one.said for one in dictated if one.part is drafts_dictation.Part.HELD_OUT]
    held_out += [one.said for one in meetings if one.part == "held"]

    assert len(held_out) >= 200
    assert [said for said in held_out if f"  said      {said}\n" in shown] == []
