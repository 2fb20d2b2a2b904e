"""Specks taken from the copy that is read; clean pages stay as they are."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.scans.noise.despeckle import despeckled

_TEXT = "Die Übergabe der Schlüssel ist am 3. Mai; fällig sind 12,50 EUR."


def _page(*, lines: int = 24, shade: int = 245) -> Image.Image:
    page = Image.new("L", (1600, 2200), shade)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    for number in range(lines):
        ImageDraw.Draw(page).text((120, 150 + 80 * number), _TEXT, 25, font)
    return page


def _with_specks(page: Image.Image, count: int, shade: int = 40) -> Image.Image:
    chance = np.random.default_rng(3)
    grey = np.array(page)
    rows, columns = (chance.integers(4, edge - 8, count) for edge in grey.shape)
    for row, column in zip(rows, columns, strict=True):
        grey[row : row + 3, column : column + 3] = shade
    return Image.fromarray(grey)


def _ink(picture: Image.Image) -> int:
    return int((np.asarray(picture) < 150).sum())


def test_a_clean_page_is_not_touched() -> None:
    assert despeckled(_page(), 300) is None


def test_a_few_specks_are_not_worth_it() -> None:
    assert despeckled(_with_specks(_page(), 10), 300) is None


@pytest.mark.parametrize("shade", [245, 180])
def test_specks_go_and_print_stays(shade: int) -> None:
    page = _page(shade=shade)
    noisy = _with_specks(page, 900)

    found = despeckled(noisy, 300)

    assert found is not None
    assert abs(_ink(found) - _ink(page)) < 0.5 * (_ink(noisy) - _ink(page))


def test_a_removed_speck_leaves_the_papers_shade() -> None:
    noisy = _with_specks(_page(lines=9, shade=230), 700)

    found = despeckled(noisy, 300)

    assert found is not None
    before, after = (np.asarray(each)[1000:] for each in (noisy, found))  # nothing is printed there
    assert (after != 230).sum() < 0.1 * (before != 230).sum()
    assert set(after[after != before]) == {230}


def test_a_coarse_picture_is_not_touched() -> None:
    assert despeckled(_with_specks(_page(), 900), 100) is None


def test_a_printed_screen_is_not_touched() -> None:
    grey = np.array(_page())
    grey[600::4, ::4] = 40

    assert despeckled(Image.fromarray(grey), 300) is None
