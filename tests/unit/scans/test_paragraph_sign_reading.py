"""Paragraph signs: which are asked for, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.opinions.verdicts import Reading
from pipeline.ports import PageImage
from pipeline.scans.paragraph_sign_reading import with_paragraph_signs


def _line(text: str, *deep: int) -> tuple[Word, ...]:
    """A line of words 100 pixels apart; those at ``deep`` reach below it."""
    return tuple(
        Word(word, Box(100 * at, 10, 100 * at + 60, 55 if at in deep else 50), 0.95, 0, 0, 0)
        for at, word in enumerate(text.split(), start=1)
    )


@pytest.fixture(name="image")
def _image(tmp_path: Path) -> PageImage:
    path = tmp_path / "page.pgm"
    Image.new("L", (1500, 100), 255).save(path)
    return PageImage(path, 1500, 100, 300)


def _reads(*texts: str) -> tuple[Word, ...]:
    return tuple(
        Word(text, Box(100 * at, 10, 100 * at + 95, 50), 0.9, 0, 0, 0)
        for at, text in enumerate(texts)
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _refuses(images: Sequence[PageImage]) -> None:
    pytest.fail(f"{len(images)} pictures were read")


def _nothing(images: Sequence[PageImage]) -> list[tuple[Word, ...]]:
    return [() for _ in images]


def test_a_sign_is_what_the_other_reader_says(image: PageImage) -> None:
    words = _line("Nach (8 70 Abs. 1 VwGO", 2)

    found = with_paragraph_signs(image, words, lambda _images: [_reads("Nach", "(§", "70")])

    assert _text(found) == "Nach (§ 70 Abs. 1 VwGO"
    assert [word.confidence for word in found[1:3]] == [0.9, 0.95]


def test_a_number_read_in_two_ways_is_doubtful(image: PageImage) -> None:
    words = _line("Nach 8 70 Abs. 1 VwGO", 2)

    found = with_paragraph_signs(image, words, lambda _images: [_reads("Nach", "§", "76")])

    assert _text(found[1:3]) == "§ 70"
    assert found[2].confidence < 0.9


def test_a_sign_glued_to_its_number_is_parted(image: PageImage) -> None:
    words = _line("gilt 819 BauNVO")

    found = with_paragraph_signs(image, words, lambda _images: [_reads("gilt", "§19", "BauNVO")])

    assert _text(found) == "gilt § 19 BauNVO"
    assert found[1].box.right == found[2].box.left


def test_the_shape_and_the_law_decide_where_the_other_reader_finds_no_sign(
    image: PageImage,
) -> None:
    deep, level = _line("Nach 8 70 Abs. 1 VwGO", 2), _line("Nach 8 70 Abs. 1 VwGO")

    assert with_paragraph_signs(image, deep, _nothing)[1].text == "§"
    assert with_paragraph_signs(image, deep, _nothing)[1].confidence < 0.9
    assert with_paragraph_signs(image, level, _nothing) == level


def test_two_letters_before_a_cited_number_are_two_doubtful_signs(image: PageImage) -> None:
    found = with_paragraph_signs(image, _line("nach SS 187 bis 193 AO"), _nothing)
    digits = _line("nach 88 187 bis 193 AO")

    assert (found[1].text, found[1].confidence) == ("§§", 0.5)
    assert _text(found) == "nach §§ 187 bis 193 AO"
    assert with_paragraph_signs(image, digits, _nothing) == digits


def test_what_may_be_a_sign_is_doubtful_without_the_other_model(image: PageImage) -> None:
    words = _line("Nach 8 70 Abs. 1 VwGO")

    found = with_paragraph_signs(image, words, lambda _images: None)

    assert _text(found) == _text(words)
    assert found[1].confidence < 0.9


def test_plain_text_is_not_read_again(image: PageImage) -> None:
    words = _line("wir liefern 8 20er Packungen für 12 EUR")

    assert with_paragraph_signs(image, words, _refuses) == words


def _looks(text: str) -> Callable[[Sequence[Image.Image]], list[Reading]]:
    return lambda pictures: [Reading(text, 0.97) for _ in pictures]


def test_what_the_first_model_does_not_find_is_asked_of_the_reader_of_another_kind(
    image: PageImage,
) -> None:
    words = _line("$14 Haftung der Parteien")

    found = with_paragraph_signs(image, words, _nothing, _looks("§14"))

    assert _text(found) == "§ 14 Haftung der Parteien"
    assert found[0].confidence == 0.97


def test_a_dollar_stays_one_if_both_readers_say_so(image: PageImage) -> None:
    words = _line("kostet $14 im Monat")

    assert with_paragraph_signs(image, words, _nothing, _looks("$14")) == words


def test_an_unsure_head_of_a_line_is_asked_of_the_reader_of_another_kind_alone(
    image: PageImage,
) -> None:
    first, *rest = _line("8 14 Haftung")
    words = (replace(first, confidence=0.6), *rest)

    found = with_paragraph_signs(image, words, lambda images: [() for _ in images], _looks("§14"))

    assert _text(found) == "§ 14 Haftung"


def test_a_sign_of_which_the_other_reader_is_unsure_is_doubtful(image: PageImage) -> None:
    words = _line("$ 14 Haftung")

    found = with_paragraph_signs(
        image, words, _nothing, lambda pictures: [Reading("§14", 0.6) for _ in pictures]
    )

    assert _text(found) == "§ 14 Haftung"
    assert found[0].confidence == 0.5
