"""Second opinions: what is cut out of the picture, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.opinions.verdicts import Reading
from pipeline.ports import PageImage
from pipeline.scans.second_opinion import SecondReader, TwoReaders, with_second_opinions


@dataclass
class First:
    """A reader of pages that knows some signs."""

    signs: str = "m0123456789"
    version: str = "first 1"
    batch: int = 3

    def read(
        self, images: Sequence[PageImage], *, languages: tuple[str, ...]
    ) -> tuple[tuple[Word, ...], ...]:
        return tuple((Word(languages[0], Box(0, 0, 9, 9), 0.9, 0, 0, 0),) for _ in images)

    def angle(self, image: PageImage) -> int | None:
        return image.width % 360

    def alphabet(self, languages: tuple[str, ...]) -> frozenset[str]:
        return frozenset(self.signs) if languages else frozenset()


@dataclass
class Second:
    """A reader of words that says what it is told to."""

    says: str
    seen: list[tuple[int, int]] = field(default_factory=list)

    def look(self, pictures: Sequence[Image.Image]) -> list[Reading]:
        self.seen += [picture.size for picture in pictures]
        return [Reading(self.says, 0.99) for _ in pictures]


@pytest.fixture(name="image")
def _image(tmp_path: Path) -> PageImage:
    path = tmp_path / "page.pgm"
    Image.new("L", (400, 100), 255).save(path)
    return PageImage(path, 400, 100, 300)


def _two(first: First, second: Second) -> TwoReaders:
    return TwoReaders(first, SecondReader(second.look, frozenset("m0123456789²³")))


def _word(text: str, confidence: float, *, left: float = 100) -> Word:
    return Word(text, Box(left, 20, left + 80, 60), confidence, 0, 0, 0)


def test_a_doubtful_figure_is_cut_out_with_a_margin_and_read_again(image: PageImage) -> None:
    second = Second("1234")
    words = (_word("123A", 0.4), _word("Haus", 0.99, left=200))

    found = with_second_opinions(_two(First(), second), image, words, ("deu",))

    assert [word.text for word in found] == ["1234", "Haus"]
    assert found[0].second == "123A"
    assert second.seen == [(88, 48)]


def test_a_word_of_no_dictionary_is_read_again(image: PageImage) -> None:
    second = SecondReader(Second("Metallbau").look, frozenset("m"), lambda text: text[-1] == "u")
    words = (_word("Metalibau", 0.88), _word("Haus", 0.88, left=200))

    found = with_second_opinions(TwoReaders(First(), second), image, words, ("deu",))

    assert [word.second for word in found] == ["Metallbau", ""]


def test_a_dictionary_decides_between_two_readings_of_a_word(image: PageImage) -> None:
    second = Second("Metallbau")
    reader = SecondReader(second.look, frozenset("m"), known=lambda text: text == "Metallbau")
    words = (_word("Metalibau", 0.55),)

    (found,) = with_second_opinions(TwoReaders(First(), reader), image, words, ("deu",))

    assert (found.text, found.second) == ("Metallbau", "Metalibau")


def test_on_a_dirty_page_the_dictionary_decides(image: PageImage) -> None:
    second = SecondReader(Second("Haus").look, frozenset("m"), None, lambda text: text == "Haus")
    dirty = (_word("Hau5s", 0.4), _word("Hans", 0.95, left=200))
    clean = tuple(_word("Hans", 0.95, left=left) for left in range(20))

    found = [
        with_second_opinions(TwoReaders(First(), second), image, words, ("deu",))
        for words in (dirty, clean)
    ]

    assert found[0][1].text == "Haus"
    assert found[1] == clean


def test_a_word_at_the_edge_is_cut_at_the_edge(image: PageImage) -> None:
    second = Second("7")
    edge = Word("7", Box(0, 0, 400, 100), 0.4, 0, 0, 0)

    with_second_opinions(_two(First(), second), image, (edge,), ("deu",))

    assert second.seen == [(400, 100)]


def test_a_sign_that_the_first_alphabet_lacks_is_asked_for(image: PageImage) -> None:
    (found,) = with_second_opinions(
        _two(First(), Second("m²")), image, (_word("m2", 0.96),), ("deu",)
    )

    assert (found.text, found.second) == ("m²", "m²")


@pytest.mark.parametrize("signs", ["m0123456789²³", ""])
def test_nothing_is_asked_if_the_first_knows_all_signs_or_cannot_tell(
    signs: str, image: PageImage
) -> None:
    second = Second("m²")
    words = (_word("m2", 0.96),)

    assert with_second_opinions(_two(First(signs), second), image, words, ("deu",)) == words
    assert second.seen == []


def test_without_a_second_reader_the_words_stay(image: PageImage) -> None:
    words = (_word("12", 0.1),)

    assert with_second_opinions(First(), image, words, ("deu",)) == words


def test_two_readers_read_pages_as_the_first_does(image: PageImage) -> None:
    first, both = First(), _two(First(), Second(""))

    assert both.read([image], languages=("deu",)) == first.read([image], languages=("deu",))
    assert (both.version, both.batch, both.angle(image)) == ("first 1", 3, 40)
