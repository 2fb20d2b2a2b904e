"""Gaps in the picture of a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.core.model import Box, Word
from pipeline.core.scans.spacing.glued_words import Gap
from pipeline.ports import PageImage
from pipeline.scans.spacing.word_gaps import gaps_in, with_true_spaces

_FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
_TOP = 40


def _picture(text: str, path: Path, *, paper: int = 255) -> tuple[PageImage, list[Box]]:
    """A printed line, and the box of each of its words."""
    picture = Image.new("L", (1600, 140), paper)
    ImageDraw.Draw(picture).text((50, _TOP), text, 20, _FONT)
    picture.save(path)
    boxes, begun = [], ""
    for word in text.split():
        left = 50 + _FONT.getlength(begun)
        boxes.append(Box(left, _TOP + 5, left + _FONT.getlength(word), _TOP + 48))
        begun += f"{word} "
    return PageImage(path, *picture.size, 300), boxes


def _words(texts: list[str], boxes: list[Box]) -> tuple[Word, ...]:
    return tuple(Word(text, box, 0.8, 0, 0, 0) for text, box in zip(texts, boxes, strict=True))


def test_gaps_are_columns_without_ink() -> None:
    picture = Image.new("L", (100, 40), 240)
    picture.paste(10, (20, 5, 30, 35))
    picture.paste(10, (44, 5, 60, 35))

    assert gaps_in(picture, Box(20, 0, 60, 40)) == (Gap(30, 44),)


@pytest.mark.parametrize("box", [Box(5, 5, 5, 20), Box(0, 0, 100, 40)])
def test_paper_has_no_gaps(box: Box) -> None:
    assert gaps_in(Image.new("L", (100, 40), 240), box) == ()


@pytest.mark.parametrize("paper", [255, 200])
def test_glued_words_are_parted_where_the_picture_has_a_space(tmp_path: Path, paper: int) -> None:
    image, boxes = _picture("Wir sehen das alte Haus. Und dann", tmp_path / "a.pgm", paper=paper)
    glued = Box(boxes[4].left, boxes[4].top, boxes[5].right, boxes[5].bottom)
    words = _words(
        ["Wir", "sehen", "das", "alte", "Haus.Und", "dann"], [*boxes[:4], glued, boxes[6]]
    )

    found = with_true_spaces(image, words, lambda _: True)

    assert [word.text for word in found] == ["Wir", "sehen", "das", "alte", "Haus.", "Und", "dann"]


def test_words_that_are_printed_so_stay(tmp_path: Path) -> None:
    texts = ["Das", "steht", "z.B.", "unter", "Nr.5a,", "www.haus.de", "und", "hier.Also"]
    image, boxes = _picture(" ".join(texts), tmp_path / "a.pgm")
    words = _words(texts, boxes)

    assert with_true_spaces(image, words, lambda _: True) == words
