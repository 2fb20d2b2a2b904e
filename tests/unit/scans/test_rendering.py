"""Pages as they are read: upright, level, and only what is to be read."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.ports import PageImage
from pipeline.scans.rendering import Mask, PagePictures, Shot, quarter_turned


def squares(path: Path) -> Path:
    """A page with black squares in its upper corners."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(72, 144))
        document.pages[0].obj.Contents = document.make_stream(b"6 120 18 18 re 48 120 18 18 re f")
        document.save(path)
    return path


def picture_of(folder: Path, *, angle: int = 0, mask: Mask | None = None) -> Image.Image:
    pdf = squares(folder / "a.pdf")
    with pikepdf.open(pdf) as document:
        masks = {1: mask} if mask else {}
        shot = PagePictures(pdf, document, folder, masks=masks).of(1, angle=angle)
    assert shot is not None
    with Image.open(shot.image.path) as picture:
        return picture.copy()


@pytest.mark.parametrize(
    ("angle", "size", "black"),
    [(0, (300, 600), (60, 60)), (90, (600, 300), (540, 60)), (180, (300, 600), (240, 540))],
)
def test_a_page_is_turned_clockwise(
    angle: int, size: tuple[int, int], black: tuple[int, int], tmp_path: Path
) -> None:
    picture = picture_of(tmp_path, angle=angle)

    assert (picture.size, picture.getpixel(black)) == (size, 0)


def test_only_what_is_to_be_read_is_shown(tmp_path: Path) -> None:
    mask = Mask((Box(0, 0, 300, 200),), (Box(0, 0, 150, 200),))

    picture = picture_of(tmp_path, mask=mask)

    assert (picture.getpixel((60, 60)), picture.getpixel((240, 60))) == (255, 0)


def test_words_of_a_level_picture_stay_where_they_are(tmp_path: Path) -> None:
    word = Word("Bauamt", Box(10, 20, 70, 40), 0.9, 0, 0, 0)
    level, crooked = (
        Shot(PageImage(tmp_path / "a.pgm", 300, 600, 300), 300, 600, skew=skew) for skew in (0, 0.5)
    )

    assert level.placed_words((word,)) == (word,)
    assert crooked.placed_words((word,)) != (word,)
    assert quarter_turned(Image.new("L", (3, 6)), 90).size == (6, 3)
