from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.page_geometry import (
    MAX_READING_PIXELS,
    asks_for_letters,
    matrix_product,
    placement,
    reading_dpi,
    rotation_matrix,
    size_on_paper,
    visible_part,
)

lengths = st.floats(1, 5000)
corners = st.floats(-1000, 1000)


@pytest.mark.parametrize(
    ("pixels", "declared", "expected"),
    [
        pytest.param((2480, 3508), (300, 300), (595, 842), id="a credible claim counts"),
        pytest.param((1728, 1145), (204, 98), (610, 841), id="a coarse fax has two resolutions"),
        pytest.param((1700, 2200), (96, 96), (612, 792), id="the shape of Letter makes it Letter"),
        pytest.param((1654, 2339), (72, 72), (595, 842), id="the shape of A4 makes it A4"),
        pytest.param((2339, 1654), (72, 72), (842, 595), id="landscape too"),
        pytest.param(
            (1021, 1423),
            (300, 300),
            (604, 842),
            id="a sheet smaller than a postcard is a larger sheet",
        ),
        pytest.param((1020, 660), (300, 300), (245, 158), id="a business card is not a sheet"),
        pytest.param(
            (640, 240), (72, 72), (480, 180), id="a small picture has a screen's resolution"
        ),
        pytest.param((4000, 3000), (72, 72), (794, 595), id="a photo fits on A4"),
        pytest.param((320, 452), (0, 0), (320, 452), id="a thumbnail of a sheet is not blown up"),
    ],
)
def test_a_picture_has_the_size_of_the_paper_it_shows(
    pixels: tuple[int, int], declared: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert size_on_paper(*pixels, declared) == pytest.approx(expected, abs=1)


@pytest.mark.parametrize(
    ("pixels", "letters", "expected"),
    [
        pytest.param((1080, 17_000), 23, (269, 4228), id="a long screenshot is a long page"),
        pytest.param((3840, 2160), 12, (1830, 1030), id="a large screen is larger than A4"),
        pytest.param((4000, 3000), 100, (229, 172), id="a card that fills a photo is a card"),
        pytest.param((4000, 3000), 26, (794, 595), id="a photo of a letter fits on A4"),
        pytest.param((1080, 200_000), 23, (78, 14_400), id="no page is longer than PDFs allow"),
        pytest.param((1654, 2339), 3, (595, 842), id="the shape of A4 says more than letters"),
    ],
)
def test_letters_tell_the_size_where_nothing_else_does(
    pixels: tuple[int, int], letters: float, expected: tuple[int, int]
) -> None:
    assert size_on_paper(*pixels, (1, 1), letters) == pytest.approx(expected, abs=1)


def test_letters_are_asked_for_where_nothing_else_tells() -> None:
    assert asks_for_letters(1080, 17_000, (1, 1))
    assert not asks_for_letters(1080, 17_000, (150, 150))
    assert not asks_for_letters(1654, 2339, (72, 72))


@given(
    st.integers(1, 30_000),
    st.integers(1, 30_000),
    st.tuples(st.floats(0, 5000), st.floats(0, 5000)),
)
def test_every_picture_has_a_size(width: int, height: int, declared: tuple[float, float]) -> None:
    across, down = size_on_paper(width, height, declared)

    assert across > 0
    assert down > 0


def test_readers_show_the_crop_box_as_far_as_it_lies_on_the_media_box() -> None:
    assert visible_part((0, 0, 600, 800), (100, -50, 700, 400)) == (100, 0, 600, 400)


def test_boxes_may_name_any_two_corners() -> None:
    assert visible_part((600, 800, 0, 0), None) == (0, 0, 600, 800)


@pytest.mark.parametrize("crop", [None, (), (5, 5, 5, 9), (700, 0, 900, 100), (1, 2, 3)])
def test_a_crop_box_without_area_does_not_count(crop: tuple[float, ...] | None) -> None:
    assert visible_part((0, 0, 600, 800), crop) == (0, 0, 600, 800)


def test_a_page_without_a_size_is_letter() -> None:
    assert visible_part(None, None) == (0, 0, 612, 792)


@given(corners, corners, lengths, lengths, st.sampled_from((0, 90, 180, 270)), lengths, lengths)
def test_a_picture_covers_exactly_the_shown_page(  # noqa: PLR0913, PLR0917 - one number each
    left: float, bottom: float, width: float, height: float, turn: int, columns: float, rows: float
) -> None:
    page = (left, bottom, left + width, bottom + height)

    a, b, c, d, e, f = placement(page, turn=turn, columns=columns, rows=rows)

    placed = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((0, 0), (columns, rows))]
    assert sorted(x for x, _ in placed) == pytest.approx([page[0], page[2]])
    assert sorted(y for _, y in placed) == pytest.approx([page[1], page[3]])


@given(st.floats(-45, 45), st.floats(-99, 99), st.floats(-99, 99))
def test_a_turned_picture_keeps_its_middle_and_its_lengths(
    degrees: float, x: float, y: float
) -> None:
    a, b, c, d, e, f = rotation_matrix(degrees, x=50, y=70)

    assert (a * 50 + c * 70 + e, b * 50 + d * 70 + f) == pytest.approx((50, 70))
    assert hypot(a * x + c * y + e - 50, b * x + d * y + f - 70) == pytest.approx(
        hypot(x - 50, y - 70)
    )


def test_a_picture_is_turned_against_the_clock() -> None:
    a, b, c, d, e, f = rotation_matrix(90, x=0, y=0)

    assert (a * 1 + e, b * 1 + f) == pytest.approx((0, 1))
    assert matrix_product((1, 0, 0, 1, 5, 0), (a, b, c, d, e, f)) == pytest.approx(
        (0, 1, -1, 0, 0, 5)
    )


def test_pages_are_turned_by_right_angles_only() -> None:
    with pytest.raises(ValueError, match="right angles"):
        Page(1, 100, 100, 300, angle=45)


def test_a_page_that_stands_on_another_side_is_not_called_crooked() -> None:
    with pytest.raises(ValueError, match="crooked"):
        Page(1, 100, 100, 300, skew=45)


def test_only_the_words_of_a_crooked_page_may_lie_beyond_its_frame() -> None:
    word = Word("Rand", Box(-3, 40, 20, 50), 0.9, 0, 0, 0)

    assert Page(1, 100, 100, 300, (word,), skew=4).words == (word,)
    with pytest.raises(ValueError, match="beside"):
        Page(1, 100, 100, 300, (word,))


def test_a_page_is_digital_if_it_brought_all_its_words() -> None:
    own, read = (Word(text, Box(0, 0, 9, 9), 1, 0, 0, 0, digital=text == "a") for text in "ab")

    assert Page(1, 100, 100, 300, (own,)).digital
    assert not Page(1, 100, 100, 300, (own, read)).digital
    assert not Page(1, 100, 100, 300).digital


def test_a_page_is_read_at_300_dpi() -> None:
    assert reading_dpi(595, 842) == 300


@pytest.mark.parametrize(
    ("points", "dpi"),
    [
        pytest.param((72 * 100, 72 * 100), 63, id="too many pixels"),
        pytest.param((72, 72 * 200), 160, id="too long a side"),
    ],
)
def test_a_page_too_large_is_read_at_less(points: tuple[float, float], dpi: float) -> None:
    assert reading_dpi(*points) == pytest.approx(dpi, abs=1)


@given(st.floats(1, 10**6), st.floats(1, 10**6))
def test_no_page_has_more_pixels_than_can_be_read(width: float, height: float) -> None:
    dpi = reading_dpi(width, height)

    assert 0 < dpi <= 300
    assert width / 72 * dpi * height / 72 * dpi <= 1.001 * MAX_READING_PIXELS
    assert max(width, height) / 72 * dpi <= 32_001


def test_a_unit_of_many_points_needs_as_many_pixels() -> None:
    assert reading_dpi(59.5, 84.2, unit=10) == 300
    assert reading_dpi(595, 842, unit=10) == pytest.approx(reading_dpi(5950, 8420))
