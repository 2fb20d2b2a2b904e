"""The text layer, read back with the three programs that matter: Poppler, pdfium and pypdf."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby
from math import cos, radians, sin
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.core.model import Box, Page, Scan, Word
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from tests.text_layers import (
    A4,
    FRAKTUR,
    READERS,
    Sheet,
    a_page,
    a_pdf,
    boxes_by_pdfium,
    boxes_by_poppler,
    by_pypdf,
    lines_of_words,
    pdfium,
    poppler,
    sheets,
)

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("read", READERS)
def test_every_reader_gets_words_spaces_and_lines_back(
    read: Callable[[Path], str], tmp_path: Path
) -> None:
    lines = (
        "Sehr geehrte Frau Müller-Lüdenscheidt,",
        "a – b — € 12,50 „Angebot“ § 4",
        f"日本語 ελληνικά кириллица {FRAKTUR}",
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf"), Scan((a_page(*lines_of_words(*lines)),)), target, title="Brief"
    )

    assert [line.split() for line in read(target).splitlines() if line.strip()] == [
        line.split() for line in lines
    ]


RIGHT_TO_LEFT = ["שלום עולם זה מבחן", "مرحبا بالعالم هذا اختبار", "שָׁלוֹם עֲלֵיכֶם"]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("line", RIGHT_TO_LEFT)
def test_every_reader_gets_lines_from_right_to_left_back(
    read: Callable[[Path], str], line: str, tmp_path: Path
) -> None:
    words, x, target = [], 2000.0, tmp_path / "out.pdf"
    for text in line.split():
        words.append(Word(text, Box(x - 25 * len(text), 100, x, 140), 0.9, 0, 0, 0))
        x -= 25 * len(text) + 20

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="Brief")

    assert (
        unicodedata.normalize("NFC", read(target)).split()
        == unicodedata.normalize("NFC", line).split()
    )


# No hyphen: Poppler joins words that are hyphenated at the end of a line.
letters = st.sampled_from(
    "abgjpqtyßäöüÄéñçøłŁžđĐβδωДЖЯщы0123456789.,:;!?§€$%&@#*+=/_–—„“”’日本語漢字かなカナ한국어𐍈"
    + FRAKTUR
)
texts = st.lists(
    st.lists(st.text(letters, min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join),
    min_size=1,
    max_size=12,
)


@few
@given(texts)
def test_words_of_any_script_come_back_in_order(lines: list[str]) -> None:
    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        words = lines_of_words(*lines)

        write_searchable_pdf(
            a_pdf(Path(folder, "in.pdf")), Scan((a_page(*words),)), target, title="T"
        )

        expected = [word.text for word in words]
        assert pdfium(target).split() == expected
        assert by_pypdf(target).split() == expected
        assert sorted(poppler(target).split()) == sorted(
            expected
        )  # it orders columns as it sees fit


@few
@given(sheets(), st.sampled_from((0, 90, 180, 270)), st.sampled_from((300, 400, 600)))
def test_words_lie_on_their_boxes_however_the_page_is_cropped_and_turned(
    sheet: Sheet, angle: int, dpi: int
) -> None:
    """To a point of 1/72 inch; ``angle`` turns it upright on top of its own /Rotate."""
    left, bottom, right, top = sheet.crop or sheet.media
    sideways = sheet.rotate in (90, 270)
    across, down = (top - bottom, right - left) if sideways else (right - left, top - bottom)
    scale = dpi / 72
    width, height = round(across * scale), round(down * scale)
    upright = (height, width) if angle in (90, 270) else (width, height)
    boxes = {
        "Eins": Box(30, 40, 160, 80),
        "zwei": Box(180, 40, 300, 80),
        "Drei": Box(upright[0] - 130, 220, upright[0] - 20, 270),
    }
    words = tuple(Word(text, box, 0.9, 0, 0, text == "Drei") for text, box in boxes.items())
    page = Page(1, *upright, 300, words, angle=angle)

    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        write_searchable_pdf(a_pdf(Path(folder, "in.pdf"), sheet), Scan((page,)), target, title="T")
        by_poppler, by_pdfium = boxes_by_poppler(target), boxes_by_pdfium(target, *upright)

    for text, box in boxes.items():
        expected = pytest.approx((box.left, box.top, box.right, box.bottom), abs=scale)
        seen = by_poppler[text]
        assert (
            seen.left * scale,
            seen.top * scale,
            seen.right * scale,
            seen.bottom * scale,
        ) == expected
        seen = by_pdfium[text]
        assert (seen.left, seen.top, seen.right, seen.bottom) == expected


@pytest.mark.parametrize("width", range(600, 660, 7))
def test_a_long_word_ends_where_it_is_printed(width: int, tmp_path: Path) -> None:
    word = Word("Donaudampfschifffahrtskapitän", Box(100, 100, 100 + width, 150), 0.9, 0, 0, 0)
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(word),)), target, title="T")

    assert boxes_by_poppler(target)[word.text].right * 300 / 72 == pytest.approx(100 + width, abs=2)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("fall", [-7, -2, 3, 7])
def test_lines_of_a_crooked_page_stay_apart(
    read: Callable[[Path], str], fall: int, tmp_path: Path
) -> None:
    """``fall`` in pixels from word to word: up to two degrees."""
    words = tuple(
        Word(
            f"W{line}.{n}",
            Box(100 + 200 * n, top + fall * n, 280 + 200 * n, top + 40 + fall * n),
            0.9,
            0,
            0,
            line,
        )
        for line, top in enumerate(range(200, 1200, 55))
        for n in range(11 if line % 3 else 4)
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    lines = [line.split() for line in read(target).splitlines() if line.strip()]
    assert lines == [
        [word.text for word in line] for _, line in groupby(words, lambda word: word.line)
    ]


@few
@given(st.floats(-8, 8), st.integers(300, 2100), st.integers(300, 3200))
def test_words_of_a_crooked_page_lie_on_their_pixels(skew: float, left: int, top: int) -> None:
    """On pages more crooked than readers can bear: from left to right, and in the middle."""
    box = Box(left, top, left + 120, top + 40)
    page = replace(a_page(Word("Wort", box, 0.9, 0, 0, 0)), skew=skew)
    x, y = left + 60 - page.width / 2, top + 20 - page.height / 2
    cosine, sine = cos(radians(skew)), sin(radians(skew))
    beyond = abs(sine - sin(radians(max(-0.3, min(skew, 0.3)))))

    with TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        write_searchable_pdf(
            a_pdf(Path(folder, "in.pdf"), Sheet(A4, None, 0, 1)), Scan((page,)), target, title="T"
        )
        seen = boxes_by_pdfium(target, page.width, page.height)["Wort"]

    across, down = (
        (seen.left + seen.right) / 2 - page.width / 2,
        (seen.top + seen.bottom) / 2 - page.height / 2,
    )
    assert across == pytest.approx(x * cosine + y * sine, abs=4 + 0.01 * page.width)
    assert down == pytest.approx(
        y * cosine - x * sine, abs=4 + 0.01 * page.height + beyond * abs(x)
    )


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("skew", [-3, -1, -0.3, 0.3, 1, 3])
def test_lines_of_a_levelled_page_stay_apart(
    read: Callable[[Path], str], skew: float, tmp_path: Path
) -> None:
    words = tuple(
        Word(f"W{line}.{n}", Box(200 + 200 * n, top, 380 + 200 * n, top + 40), 0.9, 0, 0, line)
        for line, top in enumerate(range(200, 3200, 55))
        for n in range(10 if line % 3 else 4)
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf"), Scan((replace(a_page(*words), skew=skew),)), target, title="T"
    )

    lines = [line.split() for line in read(target).splitlines() if line.strip()]
    assert lines == [
        [word.text for word in line] for _, line in groupby(words, lambda word: word.line)
    ]


STEEP = [-44.0, -30.0, -14.0, 9.0, 14.0, 30.0, 44.0]


@pytest.mark.parametrize("skew", STEEP)
def test_every_reader_finds_whole_words_in_their_places_on_a_steep_page(
    skew: float, tmp_path: Path
) -> None:
    words = tuple(
        Word(
            f"Wort{7 * line + n}",
            Box(x, 1500 + 60 * line, x + 190, 1540 + 60 * line),
            0.9,
            0,
            0,
            line,
        )
        for line in range(6)
        for n, x in enumerate(range(500, 2000, 215))
    )
    page, target = replace(a_page(*words), skew=skew), tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf", Sheet(A4, None, 0, 1)), Scan((page,)), target, title="T"
    )

    expected = [word.text for word in words]
    assert pdfium(target).split() == by_pypdf(target).split() == expected
    assert sorted(poppler(target).split()) == sorted(expected)
    cosine, sine = cos(radians(skew)), sin(radians(skew))
    for boxes, scale in (
        (boxes_by_pdfium(target, page.width, page.height), 1.0),
        (boxes_by_poppler(target), 300 / 72),
    ):
        for word in words:
            x = (word.box.left + word.box.right - page.width) / 2
            y = (word.box.top + word.box.bottom - page.height) / 2
            seen = boxes[word.text]
            assert (
                (seen.left + seen.right) / 2 * scale,
                (seen.top + seen.bottom) / 2 * scale,
            ) == pytest.approx(
                (page.width / 2 + x * cosine + y * sine, page.height / 2 + y * cosine - x * sine),
                abs=3,
            )


@pytest.mark.parametrize(("tilt", "upright"), [(12, False), (-30, False), (60, True), (90, True)])
def test_a_tilted_word_on_a_level_page_is_marked_about_its_middle(
    tilt: float,
    upright: bool,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    level = Word("Brief", Box(200, 300, 400, 340), 0.9, 0, 0, 0)
    stamp = Word("EINGEGANGEN", Box(1000, 800, 1400, 860), 0.9, 1, 1, 1, tilt=tilt)
    target = tmp_path / "out.pdf"

    write_searchable_pdf(
        a_pdf(tmp_path / "in.pdf", Sheet(A4, None, 0, 1)),
        Scan((a_page(level, stamp),)),
        target,
        title="T",
    )

    for read in READERS:
        assert sorted(read(target).split()) == ["Brief", "EINGEGANGEN"]
    seen = boxes_by_pdfium(target, 2479, 3508)["EINGEGANGEN"]
    middle = (seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2
    assert middle == pytest.approx((1200, 830), abs=6)
    assert (seen.height > seen.width) == upright


def test_words_that_overlap_each_other_are_two_words_in_their_places(tmp_path: Path) -> None:
    words = (
        Word("Summe", Box(100, 100, 300, 140), 0.9, 0, 0, 0),
        Word("netto", Box(285, 100, 485, 140), 0.9, 0, 0, 0),
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    seen = boxes_by_pdfium(target, 2479, 3508)
    assert [seen[word.text].left for word in words] == pytest.approx([100, 285], abs=4)
    assert seen["Summe"].right == pytest.approx(281, abs=4)
    for read in READERS:
        assert read(target).split() == ["Summe", "netto"]


def test_a_word_that_begins_before_the_one_before_it_keeps_its_place(tmp_path: Path) -> None:
    words = (
        Word("netto", Box(400, 100, 600, 140), 0.9, 0, 0, 0),
        Word("Summe", Box(100, 100, 300, 140), 0.9, 0, 0, 0),
    )
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    assert boxes_by_poppler(target)["Summe"].left * 300 / 72 == pytest.approx(100, abs=4)
    assert boxes_by_poppler(target)["netto"].left * 300 / 72 == pytest.approx(400, abs=4)


def test_a_rule_taken_for_a_letter_does_not_make_the_line_tall(tmp_path: Path) -> None:
    words = (*lines_of_words("Summe netto"), Word("|", Box(500, 20, 506, 900), 0.4, 0, 0, 0))
    target = tmp_path / "out.pdf"

    write_searchable_pdf(a_pdf(tmp_path / "in.pdf"), Scan((a_page(*words),)), target, title="T")

    assert boxes_by_poppler(target)["Summe"].height == pytest.approx(40 * 72 / 300, abs=1)
