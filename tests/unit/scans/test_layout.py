from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pytest
from hypothesis import given

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.layout import PageTable, Piece, TextBlock, page_layout
from pipeline.core.scans.text_regions import Role
from tests.pages import pages

SIZE = 40  # pixels: about 10 points at 300 dpi


def _line(
    text: str,
    number: int,
    *,
    at: tuple[float, float] | None = None,
    size: float = SIZE,
    paragraph: int = 0,
) -> list[Word]:
    """Words as they stand in a line of type: half a size per letter, a third between words, as high as their letters.

    ``at`` is where its left and top are, otherwise the ``number`` says how far down it stands.
    """
    left, top = at or (100, number * 1.3 * SIZE)
    words = []
    base = top + SIZE
    for part in text.split(" "):
        if not part:  # two spaces: a gap as in a table
            left += 3 * size
            continue
        above = 0.53 if set(part) <= set("acemnorsuvwxz.,:;-–") else 0.72
        below = 0.21 if set(part) & set("gjpqy,;()") else 0
        width = 0.5 * size * len(part)
        box = Box(left, base - above * size, left + width, base + below * size)
        words.append(Word(part, box, 1, paragraph, paragraph, number))
        left += width + 0.3 * size
    return words


def _page(*lines: list[Word]) -> Page:
    return Page(1, 2000, 3000, 300, tuple(word for line in lines for word in line))


def _set(*texts: str) -> Page:
    return _page(*(_line(text, number) for number, text in enumerate(texts)))


def _found(page: Page) -> tuple[TextBlock, ...]:
    """The page_layout of a page without tables."""
    found = page_layout(page)
    return tuple(part for part in found if isinstance(part, TextBlock))


def _texts(found: Iterable[TextBlock]) -> list[str]:
    """Each block in a line, with / for the breaks that were kept and | for gaps."""
    return [
        " / ".join(
            " ".join(f"| {piece.text}" if piece.apart else piece.text for piece in line)
            for line in block.lines
        )
        for block in found
    ]


def _cells(page: Page) -> list[list[str]]:
    """The only table of a page, cell by cell, with / between paragraphs."""
    (table,) = (part for part in page_layout(page) if isinstance(part, PageTable))
    return [
        [
            " / ".join(" ".join(piece.text for piece in words) for words in cell.paragraphs)
            for cell in row
        ]
        for row in table.rows
    ]


def test_a_page_without_words_has_no_passages() -> None:
    assert page_layout(_page()) == ()


def test_the_lines_of_running_text_are_joined() -> None:
    found = _found(
        _set(
            "Wir danken Ihnen für Ihre Nachricht und bitten",
            "Sie um etwas Geduld, da wir zur Zeit viele",
            "Anfragen haben.",
        )
    )

    assert _texts(found) == [
        "Wir danken Ihnen für Ihre Nachricht und bitten Sie um etwas Geduld, da wir zur Zeit viele Anfragen haben."
    ]
    assert found[0].role is Role.TEXT


def test_an_address_keeps_its_lines_even_where_the_engine_saw_a_paragraph_in_each() -> None:
    address = [
        _line(text, number, paragraph=number)
        for number, text in enumerate(
            ("Frau Weiß", "Hausverwaltung Löwe GmbH", "Große Bleichgasse 8", "99084 Erfurt")
        )
    ]
    address = [
        [Word(w.text, w.box, 1, 0, w.paragraph, w.line) for w in line] for line in address
    ]  # one block
    body = _line("Wir danken Ihnen für Ihre freundliche Nachricht vom Montag", 9, paragraph=9)

    found = _found(_page(*address, body))

    assert (
        _texts(found)[0]
        == "Frau Weiß / Hausverwaltung Löwe GmbH / Große Bleichgasse 8 / 99084 Erfurt"
    )


def test_a_blank_line_parts_the_subject_from_the_salutation() -> None:
    subject, salutation = (
        _line("Übergabe der Unterlagen", 0),
        _line("Sehr geehrte Frau Weiß,", 1, at=(100, 2.5 * SIZE)),
    )
    body = _line("wir nehmen Bezug auf die Besprechung von gestern", 9, paragraph=1)

    found = _found(_page(subject, salutation, body))

    assert _texts(found)[:2] == ["Übergabe der Unterlagen", "Sehr geehrte Frau Weiß,"]


def test_a_date_on_the_right_does_not_run_into_the_salutation_on_the_left() -> None:
    found = _found(
        _page(_line("Erfurt, 3. September", 0, at=(1200, 0)), _line("Sehr geehrte Frau Weiß,", 1))
    )

    assert _texts(found) == ["Erfurt, 3. September", "Sehr geehrte Frau Weiß,"]


def test_a_sentence_that_the_engine_took_apart_is_one_paragraph_again() -> None:
    first = _line(
        "Über die Höhe der Nachzahlung besteht nach unserer Auffassung kein", 0, paragraph=0
    )
    second = _line(
        "Streit mehr. Herr Köhler hat uns das im vorigen Jahr sehr freundlich", 1, paragraph=1
    )
    third = _line("bestätigt.", 2, paragraph=1)

    found = _found(_page(first, second, third))

    assert len(found) == 1


def test_a_paragraph_that_ends_with_its_sentence_stays_by_itself() -> None:
    first = _line(
        "Über die Höhe der Nachzahlung besteht nach unserer Auffassung Streit.", 0, paragraph=0
    )
    second = _line(
        "Herr Köhler hat uns das im vorigen Jahr zweimal sehr freundlich und", 1, paragraph=1
    )
    third = _line("schriftlich bestätigt.", 2, paragraph=1)

    found = _found(_page(first, second, third))

    assert len(found) == 2


def test_in_running_text_a_line_that_ends_early_ends_the_paragraph() -> None:
    found = _found(
        _set(
            "Das erste Thema beschäftigte uns lange, denn es ist",
            "schwierig und niemand kannte eine gute Lösung für",
            "das Problem.",
            "Das zweite Thema war dagegen schnell erledigt, weil",
            "alle sich einig waren und niemand widersprochen hat.",
        )
    )

    assert [text[:15] for text in _texts(found)] == ["Das erste Thema", "Das zweite Them"]


def test_the_rows_of_a_table_stay_rows_with_gaps_between_their_columns() -> None:
    found = _found(
        _set(
            "1 Kopierpapier weiß  9  55,35",
            "2 Drehstuhl verstellbar  1  249,62",
            "3 Tisch  10  780,40",
        )
    )

    assert _texts(found) == [
        "1 Kopierpapier weiß | 9 | 55,35 / 2 Drehstuhl verstellbar | 1 | 249,62 / 3 Tisch | 10 | 780,40"
    ]


def test_label_and_value_that_the_engine_took_apart_stand_in_one_line() -> None:
    lines = []
    for number, (label, value) in enumerate((("Nummer:", "549910"), ("Name:", "Weiß"))):
        top = number * 1.3 * SIZE
        lines += [
            _line(label, 2 * number, at=(100, top), paragraph=2 * number),
            _line(value, 2 * number + 1, at=(900, top), paragraph=2 * number + 1),
        ]

    assert _texts(_found(_page(*lines))) == ["Nummer: | 549910", "Name: | Weiß"]


def test_a_row_whose_value_begins_with_a_small_letter_is_a_row_all_the_same() -> None:
    found = _found(_set("Ihr Zeichen  Telefon  Datum", "ab-12  0361 4711  23.11.2026"))

    assert _texts(found) == ["Ihr Zeichen | Telefon | Datum / ab-12 | 0361 4711 | 23.11.2026"]


def test_a_letterhead_set_flush_right_or_centred_keeps_its_lines() -> None:
    text = [
        _line(
            "Hier läuft der Text über die ganze Breite der Seite und noch etwas weiter",
            n,
            paragraph=1,
        )
        for n in (9, 10)
    ]

    def lines(*lefts: float) -> list[list[Word]]:
        texts = ("Löwe GmbH Erfurt", "Am Ring 1", "99084 Erfurt")
        return [
            _line(text, n, at=(left, n * 1.3 * SIZE))
            for n, (text, left) in enumerate(zip(texts, lefts, strict=True))
        ]

    right, centred = lines(1600, 1740, 1672), lines(1600, 1670, 1636)

    for head in (right, centred):
        assert (
            _texts(_found(_page(*head, *text)))[0] == "Löwe GmbH Erfurt / Am Ring 1 / 99084 Erfurt"
        )


def test_a_blank_line_ends_a_paragraph_that_the_engine_let_run_on() -> None:
    lines = [
        _line("Hier läuft der Text weiter und", 0),
        _line("weiter und endet mit einem Komma,", 1),
        _line("Freundliche Grüße", 3),
    ]

    assert len(_found(_page(*lines))) == 2


def test_an_address_keeps_its_lines_beside_a_form_that_the_engine_read_into_it() -> None:
    lines = [
        _line("Bleichgasse 8 in 99084 Erfurt  Nummer", 0),
        *(
            _line(text, n, paragraph=3)
            for n, text in ((3, "Elke Sommerfeld"), (4, "Ringstraße 114"), (5, "24103 Kiel"))
        ),
        _line("Datum", 9, at=(800, 3.5 * 1.3 * SIZE), paragraph=9),
    ]

    assert "Elke Sommerfeld / Ringstraße 114 / 24103 Kiel" in _texts(_found(_page(*lines)))


def test_a_letterhead_on_the_right_does_not_part_the_lines_that_reach_below_it() -> None:
    letterhead = _line("Weimar im Thüringer Land", 0, at=(1080, 0))
    text = [
        _line("Hier läuft ein längerer Satz vor sich hin und kommt zur", 4, paragraph=1),
        _line("Jahresversammlung des Vereins.", 5, paragraph=1),
    ]

    assert _texts(_found(_page(letterhead, *text)))[1] == (
        "Hier läuft ein längerer Satz vor sich hin und kommt zur Jahresversammlung des Vereins."
    )


def test_the_letterhead_is_no_heading_and_a_heading_of_the_text_is_one() -> None:
    lines = [
        _line("Löwe GmbH", 0, at=(100, 100), size=70),
        _line("Sehr geehrte Frau Weiß,", 6, paragraph=1),
        *(
            _line("hier läuft der Text weiter und weiter und hört nicht auf", n, paragraph=2)
            for n in (8, 9, 10)
        ),
        _line("Kosten", 12, size=70, paragraph=3),
    ]

    roles = {block.lines[0][0].text: block.role for block in _found(_page(*lines))}

    assert (roles["Löwe"], roles["Kosten"]) == (Role.TEXT, Role.TITLE)


def test_text_beside_much_small_print_is_no_row_of_headings() -> None:
    text = [_line("Hier läuft der Text weiter und weiter", n, size=SIZE) for n in range(5)]
    small = [
        _line("klein gedruckte Bedingungen des Vertrags über alles", 9 + n, size=24, paragraph=1)
        for n in range(6)
    ]

    assert {block.role for block in _found(_page(*text, *small))} == {Role.TEXT}


def test_a_name_that_begins_with_an_initial_is_no_list_item() -> None:
    assert _found(_set("A. van Petersen"))[0].role is Role.TEXT
    assert _found(_set("A. Kosten der Räume im Erdgeschoss"))[0].role is Role.ITEM


def test_the_small_print_at_the_foot_is_read_column_by_column() -> None:
    text = [_line("Hier läuft der Text weiter und weiter", n) for n in range(4)]
    small = [
        _line("Löwe GmbH  IBAN DE12  HRB 4711", 20, at=(100, 2800), size=24, paragraph=1),
        _line(
            "99084 Erfurt  BIC HELADEF  www.loewe.example", 21, at=(100, 2830), size=24, paragraph=1
        ),
    ]

    assert _texts(_found(_page(*text, *small)))[1:] == [
        "Löwe GmbH / 99084 Erfurt",
        "IBAN DE12 / BIC HELADEF",
        "HRB 4711 / www.loewe.example",
    ]


def test_a_heading_beside_small_print_stays_by_itself() -> None:
    lines = [
        _line("Rechnung", 0, at=(100, 100), size=70),
        _line("Seite 2", 1, at=(1500, 115), paragraph=1),
    ]

    assert _texts(_found(_page(*lines))) == ["Rechnung", "Seite 2"]


def test_a_row_in_large_type_is_no_heading() -> None:
    lines = [
        _line("Summe  55,35", 0, at=(100, 100), size=70),
        *(_line("und noch eine Zeile", n, paragraph=n) for n in (5, 7, 9)),
    ]

    assert _found(_page(*lines))[0].role is Role.TEXT


def test_the_columns_of_a_page_are_not_measured_against_each_other() -> None:
    left = [
        _line(text, number, paragraph=0)
        for number, text in enumerate(
            (
                "Hier steht die linke Spalte,",
                "deren Text nur bis zur Mitte",
                "Raum hat und dann weiter",
            )
        )
    ]
    right = [
        _line(text, number + 3, at=(1100, number * 1.3 * SIZE), paragraph=1)
        for number, text in enumerate(
            ("Hier steht die rechte Spalte,", "die bis an den Rand reicht und", "Platz hat.")
        )
    ]

    found = _found(_page(*left, *right))

    assert [len(block.lines) for block in found] == [1, 1]


@pytest.mark.parametrize("sign", ["•", "-", "1.", "(1)", "a)", "1.2"])
def test_list_items_are_passages_of_their_own(sign: str) -> None:
    found = _found(
        _set(
            f"{sign} Bericht des Vorstands",
            f"{sign} Wahlen",
            f"{sign} Verschiedenes und Termine im Herbst",
        )
    )

    assert [block.role for block in found] == [Role.ITEM] * 3


def test_a_bullet_opens_an_item_even_below_a_full_line() -> None:
    found = _found(
        _set(
            "Auf der Tagesordnung der Sitzung stehen die Punkte",
            "• Bericht des Vorstands über das vergangene Jahr und",
            "die Aussichten",
        )
    )

    assert [block.role for block in found] == [Role.TEXT, Role.ITEM]


def test_a_date_at_the_start_of_a_line_is_no_list_item() -> None:
    found = _found(
        _set(
            "Die Frist für die Abgabe der Unterlagen beginnt am",
            "16. September und endet mit dem Ablauf des Jahres in",
        )
    )

    assert [block.role for block in found] == [Role.TEXT]


def test_larger_lines_are_headings_by_their_size() -> None:
    found = _found(
        _page(
            _line("Hausordnung", 0, size=70, at=(100, 100)),
            _line("Ruhezeiten", 1, size=54, at=(100, 200), paragraph=1),
            _line("Von 22 bis 6 Uhr herrscht im Haus Ruhe und", 2, at=(100, 400), paragraph=2),
            _line("auch am Sonntag.", 3, at=(100, 450), paragraph=2),
        )
    )

    assert [block.role for block in found] == [Role.TITLE, Role.HEADING, Role.TEXT]


def test_small_letters_without_ascenders_do_not_make_their_neighbours_headings() -> None:
    found = _found(_set("Eure Sorgen, unsere Sorgen, neue Namen", "GROSSE Hüte (gelb)"))

    assert {block.role for block in found} == {Role.TEXT}


def test_specks_as_high_as_a_heading_are_none() -> None:
    specks = [Word("Ix", Box(100, 0, 200, 90), 0.3, 0, 0, 0)]

    found = _found(
        _page(specks, _line("Das ist der Text der Seite, und er ist lang.", 2, paragraph=1))
    )

    assert found[0].role is Role.TEXT


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("Verwal-", "tung", "Verwaltung"),
        ("Home-", "owners", "Homeowners"),
        ("Verwal\N{SOFT HYPHEN}", "Tung", "VerwalTung"),
        ("Verwal¬", "tung", "Verwaltung"),
        ("Verwal⸗", "tung", "Verwaltung"),
        ("2019-", "2020", "2019-2020"),
        ("A4-", "blatt", "A4-blatt"),
        ("Möller-", "Lüdenscheidt", "Möller-Lüdenscheidt"),
        ("E-", "mail", "E-mail"),
        ("(E-", "mail)", "(E-mail)"),
        ("Dr.-", "Ing.", "Dr.-Ing."),
        ("EU-", "weit", "EU-weit"),
        ("VITAMIN-", "C", "VITAMIN-C"),
        ("RECH-", "NUNG", "RECHNUNG"),
    ],
)
def test_words_cut_at_a_line_end_are_mended(left: str, right: str, whole: str) -> None:
    found = _found(
        _set(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} und noch etwas")
    )

    mended = next(piece for piece in found[0].lines[0] if len(piece.words) == 2)
    assert mended.text == whole
    assert mended.raw == left + right


@pytest.mark.parametrize(
    ("left", "right"),
    [("Vor-", "und"), ("Ein-", "oder"), ("Seite", "zwei"), ("-", "zwei"), ("so-", "(zwei")],
)
def test_words_that_were_not_cut_stay_two(left: str, right: str) -> None:
    found = _found(_set(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} Nachname"))

    assert all(len(piece.words) == 1 for line in found[0].lines for piece in line)


def test_a_hyphen_in_the_middle_of_a_line_is_left_alone() -> None:
    found = _found(_set("Vor- nachname"))

    assert _texts(found) == ["Vor- nachname"]


def _rows(found: Iterable[TextBlock | PageTable]) -> list[tuple[Piece, ...]]:
    """Every line of a block and every paragraph of a cell."""
    rows: list[tuple[Piece, ...]] = []
    for part in found:
        if isinstance(part, PageTable):
            rows += [
                paragraph for row in part.rows for cell in row for paragraph in cell.paragraphs
            ]
        else:
            rows += part.lines
    return rows


@given(pages)
def test_every_word_is_kept_once(page: Page) -> None:
    kept = [id(word) for row in _rows(page_layout(page)) for piece in row for word in piece.words]

    assert sorted(kept) == sorted(map(id, page.words))


@given(pages)
def test_the_words_of_a_line_keep_their_order(page: Page) -> None:
    place = {id(word): at for at, word in enumerate(page.words)}

    for row in _rows(page_layout(page)):
        for _, words in groupby(
            (word for piece in row for word in piece.words), key=lambda word: word.line
        ):
            places = [place[id(word)] for word in words]
            assert places == sorted(places)


@given(pages)
def test_mending_drops_nothing_but_hyphens(page: Page) -> None:
    hyphens = dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))
    for row in _rows(page_layout(page)):
        for piece in row:
            assert piece.text.translate(hyphens) == piece.raw.translate(hyphens)


@given(pages)
def test_only_what_was_set_line_by_line_has_several_lines(page: Page) -> None:
    for block in page_layout(page):
        if isinstance(block, TextBlock):
            assert all(block.lines)
            assert len(block.lines) == 1 or block.role is Role.TEXT


@given(pages)
def test_the_cells_of_a_row_fill_the_tables_width(page: Page) -> None:
    for table in page_layout(page):
        if isinstance(table, PageTable):
            assert {sum(cell.span for cell in row) for row in table.rows} == {len(table.columns)}
            assert all(all(cell.paragraphs) for row in table.rows for cell in row)
