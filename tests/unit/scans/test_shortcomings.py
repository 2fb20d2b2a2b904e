"""What was seen in a scan and is not in its draft."""

from dataclasses import replace

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.shortcomings import shortcomings


def numbers(pages: object) -> str:
    return str(pages)


def said(*pages: Page, skipped: int = 0) -> list[str]:
    return list(shortcomings(pages, skipped, str, ranges=numbers))


def test_an_ordinary_page_lacks_nothing() -> None:
    assert said(Page(1, 2480, 3508, 300), Page(2, 1654, 2339, 150)) == []


def test_pages_with_something_like_text_are_named() -> None:
    (sentence,) = said(Page(1, 10, 10, 300, illegible=True), Page(2, 10, 10, 300))

    assert "page [1]" in sentence


def test_pages_of_which_a_part_is_missing_are_named() -> None:
    cut_off, whole = (Page(number, 10, 10, 300, cut_off=number < 3) for number in (2, 3))

    assert said(cut_off, whole) == [
        "A part of page [2] is missing: the file is cut off or damaged."
    ]
    assert "Parts of pages [1, 2] are missing" in said(replace(cut_off, number=1), cut_off)[0]


def test_plans_are_read_coarsely_and_that_is_told() -> None:
    (sentence,) = said(Page(1, 5320, 7521, 161), Page(2, 900, 32_000, 160))

    assert "[1, 2], read at 160 dots" in sentence


def test_pictures_left_out_are_counted() -> None:
    assert "1 more picture" in said(skipped=1)[0]
    assert "7 more pictures" in said(skipped=7)[0]


def test_pages_with_boxes_to_tick_are_named() -> None:
    box = Word("☒", Box(0, 0, 5, 5), 0.95, 0, 0, 0)

    assert "boxes to tick on page [2]" in said(Page(1, 9, 9, 300), Page(2, 9, 9, 300, (box,)))[0]
    assert "boxes to tick on pages" in said(*(Page(n, 9, 9, 300, (box,)) for n in (1, 2)))[0]
