"""Marks that are no words, and marks that are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.scans.spacing.stray_marks import without_stray_marks
from tests.layouts import typed_line


def _read(text: str, confidence: float = 0.6) -> str:
    words = [replace(word, confidence=confidence) for word in typed_line(text, 0)]
    return " ".join(word.text for word in without_stray_marks(words))


@pytest.mark.parametrize("mark", ["'", "|", ".", ":", ",", "`", "’", ";", "'."])
def test_a_mark_before_a_line_is_dropped(mark: str) -> None:
    assert _read(f"{mark} Das Haus") == "Das Haus"


@pytest.mark.parametrize("mark", ["'", "|", "."])
def test_a_mark_alone_is_dropped(mark: str) -> None:
    assert not _read(mark)


@pytest.mark.parametrize("mark", ["|", "'", "."])
def test_a_mark_far_behind_a_line_is_dropped(mark: str) -> None:
    assert _read(f"Das Haus  {mark}") == "Das Haus"


@pytest.mark.parametrize(
    "text",
    ["- Das Haus", "– Das Haus", "• Das Haus", "* Das Haus", "a) Das", "Haus .", "…", ".....",
     "-", "☐", '" 12', ".NET", ".pdf", "'s ist gut", "'Tag' und 'Nacht'"],
)  # fmt: skip
def test_list_marks_dashes_and_quotes_stay(text: str) -> None:
    assert _read(text) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [("'Tag der Arbeit", "Tag der Arbeit"), ("|und dann", "und dann"), (".Euro.", "Euro.")],
)
def test_a_mark_glued_to_a_lines_first_word_is_dropped(text: str, right: str) -> None:
    assert _read(text) == right


def test_a_sure_colon_stays() -> None:
    assert _read(": Müller", 0.9) == ": Müller"


def test_dots_before_three_lines_are_a_list() -> None:
    words = [word for line in range(3) for word in typed_line(". Schlüssel", line)]

    assert without_stray_marks(words) == tuple(words)


def test_words_of_the_file_stay() -> None:
    words = tuple(replace(word, digital=True) for word in typed_line("| Haus", 0))

    assert without_stray_marks(words) == words
