"""Pages that lie partly in a shadow, and those that only look so."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.scans.noise.shadows import without_shadows


def _page() -> Image.Image:
    page = Image.new("L", (1600, 2200), 240)
    font = ImageFont.truetype("LiberationSans-Regular.ttf", 42)
    for row in range(150, 2000, 80):
        ImageDraw.Draw(page).text((120, row), "Die Übergabe ist am 3. Mai um 12 Uhr.", 25, font)
    return page


def _in_shadow(page: Image.Image, deep: float, reach: float) -> Image.Image:
    """Dark at the left, as beside a book's fold; ``reach`` is a share of the width."""
    across = np.arange(page.width) / page.width
    light = 1 - deep * np.exp(-((across / reach) ** 2))
    return Image.fromarray((np.asarray(page) * light).astype(np.uint8))


@pytest.mark.parametrize(("deep", "reach"), [(0.75, 0.22), (0.5, 0.5), (0.6, 0.35), (0.7, 0.12)])
def test_print_in_a_shadow_is_as_dark_on_white_as_elsewhere(deep: float, reach: float) -> None:
    lit = without_shadows(_in_shadow(_page(), deep, reach), 200)

    assert lit is not None
    pixels = np.asarray(lit)
    dark, bright = pixels[150:2000, 120:400], pixels[150:2000, 500:780]
    assert np.percentile(dark, 60) > 200
    assert (dark < 128).mean() == pytest.approx((bright < 128).mean(), abs=0.05)


def test_an_evenly_lit_page_is_not_touched() -> None:
    assert without_shadows(_page(), 200) is None
    assert without_shadows(_page().point(lambda shade: shade // 2), 200) is None
    assert without_shadows(_in_shadow(_page(), 0.1, 0.5), 200) is None


def test_shaded_boxes_and_photographs_are_no_shadows() -> None:
    page = _page()
    for row in range(150, 2000, 240):
        ImageDraw.Draw(page).rectangle((100, row, 900, row + 60), 120)
    chance = np.random.default_rng(3)
    rough = Image.fromarray(chance.integers(0, 255, (60, 40), dtype=np.uint8))
    page.paste(rough.resize((700, 1050), Image.Resampling.NEAREST), (850, 400))

    assert without_shadows(page, 200) is None


def test_white_print_on_a_large_grey_box_stays() -> None:
    page = _page()
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 1200, 1600, 2000), 120)
    pen.text((120, 1500), "Nicht knicken", 250, ImageFont.load_default(60))

    assert without_shadows(page, 200) is None


def test_black_and_white_and_tiny_pictures_are_not_touched() -> None:
    page = _in_shadow(_page(), 0.75, 0.22).convert("1").convert("L")

    assert without_shadows(page.point(lambda shade: 255 * (shade > 0)), 200) is None
    assert without_shadows(Image.new("L", (9, 9), 90), 200) is None
