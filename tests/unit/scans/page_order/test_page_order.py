from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from hypothesis import given

from pipeline.core.model import Page, Scan, Word
from pipeline.core.scans.letter import letter_of
from pipeline.core.scans.page_order import in_reading_order, page_order
from tests.layouts import SIZE, page_of, set_line, typed_line, typed_page
from tests.pages import pages

TEXT = "und so geht der Satz in der nächsten Zeile weiter"
NAMES = ("Vorstand", "Anna Bauer", "Clara Graf", "Eva Jahn", "Hans Lang", "Karin Otto")


def _page(texts: list[tuple[str, float, float]]) -> Page:
    return page_of(
        *(
            [replace(word, line=at) for word in set_line(text, left, top).words]
            for at, (text, left, top) in enumerate(texts)
        )
    )


def _lines(page: Page) -> list[str]:
    lines = groupby(page.words, key=lambda word: word.line)
    return [" ".join(word.text for word in words) for _, words in lines]


def test_a_form_read_by_columns_comes_in_rows() -> None:
    labels, values = ("Name:", "Ort:", "Beruf:"), ("Weiß", "Erfurt", "Schreiner")
    page = _page(
        [
            *((text, 100.0, 60.0 * at) for at, text in enumerate(labels)),
            *((text, 900.0, 60.0 * at) for at, text in enumerate(values)),
        ]
    )

    assert _lines(in_reading_order(page)) == ["Name: Weiß", "Ort: Erfurt", "Beruf: Schreiner"]


def test_a_letter_with_a_sidebar_is_numbered_anew() -> None:
    page = _page([(f"{TEXT}  {name}", 100, 60 * at) for at, name in enumerate(NAMES)])

    ordered = in_reading_order(page)

    assert _lines(ordered) == [*[TEXT] * 6, *NAMES]
    assert len({word.block for word in ordered.words}) == 2


def test_the_salutation_beside_a_sidebar_is_found() -> None:
    lines = ["Sehr geehrte Frau Weiß,", *[TEXT] * 5]
    page = _page(
        [
            (f"{line}  {name}", 100, 60 * at)
            for at, (line, name) in enumerate(zip(lines, NAMES, strict=True))
        ]
    )

    assert page_order(page).opening is not None
    assert letter_of(Scan((in_reading_order(page),))).salutation is not None


def test_a_page_in_order_stays_as_it_is() -> None:
    page = typed_page("Sehr geehrte Frau Weiß,", TEXT, TEXT, "Mit freundlichen Grüßen")

    assert in_reading_order(page) is page


def test_each_column_of_a_footer_is_one_block() -> None:
    """Else Poppler weaves the columns."""
    small = [("Sparkasse", 100.0), ("Geschäftsführer", 900.0)]
    text = [typed_line(TEXT, at, paragraph=1) for at in range(8)]
    footer = [
        [replace(word, line=20 + 2 * row + at, block=10 + row) for word in words]
        for row in range(3)
        for at, (name, left) in enumerate(small)
        for words in [typed_line(name, 0, at=(left, 2800 + 40 * row), size=0.6 * SIZE)]
    ]

    found = in_reading_order(page_of(*text, *footer))

    assert _lines(found)[8:] == [*["Sparkasse"] * 3, *["Geschäftsführer"] * 3]
    assert len({word.block for word in found.words}) == 3


def test_stamps_come_last() -> None:
    words = [
        replace(word, tilt=12.0, line=9, block=9) for word in set_line("BEZAHLT", 700, 60).words
    ]
    page = typed_page(TEXT, TEXT, TEXT)
    page = replace(page, words=(*words, *page.words))

    assert in_reading_order(page).words[-1].text == "BEZAHLT"


def test_a_page_without_words_has_no_order() -> None:
    page = page_of()

    assert page_order(page).zones == ()
    assert in_reading_order(page) is page


def _kept(word: Word) -> Word:
    return replace(word, block=0, paragraph=0, line=0)


@given(pages)
def test_words_only_change_their_place(page: Page) -> None:
    ordered = in_reading_order(page)

    key = repr
    assert sorted(map(_kept, ordered.words), key=key) == sorted(map(_kept, page.words), key=key)
    numbers = [(word.block, word.paragraph, word.line) for word in ordered.words]
    assert numbers == sorted(numbers) or ordered is page
