from __future__ import annotations

import pytest

from pipeline.core.model import Word
from pipeline.core.scans.text_regions import Role
from tests.layouts import SIZE, blocks_on, page_of, texts, typed_line, typed_page


def test_an_address_keeps_its_lines_even_where_the_engine_saw_a_paragraph_in_each() -> None:
    address = [
        typed_line(text, number, paragraph=number)
        for number, text in enumerate(
            ("Frau Weiß", "Hausverwaltung Löwe GmbH", "Große Bleichgasse 8", "99084 Erfurt")
        )
    ]
    address = [
        [Word(w.text, w.box, 1, 0, w.paragraph, w.line) for w in line] for line in address
    ]  # one block
    body = typed_line("Wir danken Ihnen für Ihre freundliche Nachricht vom Montag", 9, paragraph=9)

    found = blocks_on(page_of(*address, body))

    assert (
        texts(found)[0]
        == "Frau Weiß / Hausverwaltung Löwe GmbH / Große Bleichgasse 8 / 99084 Erfurt"
    )


def test_in_running_text_a_line_that_ends_early_ends_the_paragraph() -> None:
    found = blocks_on(
        typed_page(
            "Das erste Thema beschäftigte uns lange, denn es ist",
            "schwierig und niemand kannte eine gute Lösung für",
            "das Problem.",
            "Das zweite Thema war dagegen schnell erledigt, weil",
            "alle sich einig waren und niemand widersprochen hat.",
        )
    )

    assert [text[:15] for text in texts(found)] == ["Das erste Thema", "Das zweite Them"]


def test_the_rows_of_a_table_stay_rows_with_gaps_between_their_columns() -> None:
    found = blocks_on(
        typed_page(
            "1 Kopierpapier weiß  9  55,35",
            "2 Drehstuhl verstellbar  1  249,62",
            "3 Tisch  10  780,40",
        )
    )

    assert texts(found) == [
        (
            "1 Kopierpapier weiß | 9 | 55,35 / 2 Drehstuhl verstellbar | 1 | 249,62"
            " / 3 Tisch | 10 | 780,40"
        )
    ]


def test_a_row_whose_value_begins_with_a_small_letter_is_a_row_all_the_same() -> None:
    found = blocks_on(typed_page("Ihr Zeichen  Telefon  Datum", "ab-12  0361 4711  23.11.2026"))

    assert texts(found) == ["Ihr Zeichen | Telefon | Datum / ab-12 | 0361 4711 | 23.11.2026"]


def test_a_letterhead_set_flush_right_or_centred_keeps_its_lines() -> None:
    text = [
        typed_line(
            "Hier läuft der Text über die ganze Breite der Seite und noch etwas weiter",
            n,
            paragraph=1,
        )
        for n in (9, 10)
    ]

    def lines(*lefts: float) -> list[list[Word]]:
        texts = ("Löwe GmbH Erfurt", "Am Ring 1", "99084 Erfurt")
        return [
            typed_line(text, n, at=(left, n * 1.3 * SIZE))
            for n, (text, left) in enumerate(zip(texts, lefts, strict=True))
        ]

    right, centred = lines(1600, 1740, 1672), lines(1600, 1670, 1636)

    for head in (right, centred):
        assert (
            texts(blocks_on(page_of(*head, *text)))[0]
            == "Löwe GmbH Erfurt / Am Ring 1 / 99084 Erfurt"
        )


def test_an_address_keeps_its_lines_beside_a_form_that_the_engine_read_into_it() -> None:
    lines = [
        typed_line("Bleichgasse 8 in 99084 Erfurt  Nummer", 0),
        *(
            typed_line(text, n, paragraph=3)
            for n, text in ((3, "Elke Sommerfeld"), (4, "Ringstraße 114"), (5, "24103 Kiel"))
        ),
        typed_line("Datum", 9, at=(800, 3.5 * 1.3 * SIZE), paragraph=9),
    ]

    assert "Elke Sommerfeld / Ringstraße 114 / 24103 Kiel" in texts(blocks_on(page_of(*lines)))


def test_a_letterhead_on_the_right_does_not_part_the_lines_that_reach_below_it() -> None:
    letterhead = typed_line("Weimar im Thüringer Land", 0, at=(1080, 0))
    text = [
        typed_line("Hier läuft ein längerer Satz vor sich hin und kommt zur", 4, paragraph=1),
        typed_line("Jahresversammlung des Vereins.", 5, paragraph=1),
    ]

    assert texts(blocks_on(page_of(letterhead, *text)))[1] == (
        "Hier läuft ein längerer Satz vor sich hin und kommt zur Jahresversammlung des Vereins."
    )


def test_a_name_that_begins_with_an_initial_is_no_list_item() -> None:
    assert blocks_on(typed_page("A. van Petersen"))[0].role is Role.TEXT
    assert blocks_on(typed_page("A. Kosten der Räume im Erdgeschoss"))[0].role is Role.ITEM


def test_the_columns_of_a_page_are_not_measured_against_each_other() -> None:
    left = [
        typed_line(text, number, paragraph=0)
        for number, text in enumerate(
            (
                "Hier steht die linke Spalte,",
                "deren Text nur bis zur Mitte",
                "Raum hat und dann weiter",
            )
        )
    ]
    right = [
        typed_line(text, number + 3, at=(1100, number * 1.3 * SIZE), paragraph=1)
        for number, text in enumerate(
            ("Hier steht die rechte Spalte,", "die bis an den Rand reicht und", "Platz hat.")
        )
    ]

    found = blocks_on(page_of(*left, *right))

    assert [len(block.lines) for block in found] == [1, 1]


@pytest.mark.parametrize("sign", ["•", "-", "1.", "(1)", "a)", "1.2"])
def test_list_items_are_blocks_of_their_own(sign: str) -> None:
    found = blocks_on(
        typed_page(
            f"{sign} Bericht des Vorstands",
            f"{sign} Wahlen",
            f"{sign} Verschiedenes und Termine im Herbst",
        )
    )

    assert [block.role for block in found] == [Role.ITEM] * 3


def test_a_bullet_opens_an_item_even_below_a_full_line() -> None:
    found = blocks_on(
        typed_page(
            "Auf der Tagesordnung der Sitzung stehen die Punkte",
            "• Bericht des Vorstands über das vergangene Jahr und",
            "die Aussichten",
        )
    )

    assert [block.role for block in found] == [Role.TEXT, Role.ITEM]


def test_a_date_at_the_start_of_a_line_is_no_list_item() -> None:
    found = blocks_on(
        typed_page(
            "Die Frist für die Abgabe der Unterlagen beginnt am",
            "16. September und endet mit dem Ablauf des Jahres in",
        )
    )

    assert [block.role for block in found] == [Role.TEXT]


def test_each_entry_of_a_chat_that_begins_with_a_time_is_a_line() -> None:
    found = blocks_on(
        typed_page(
            "08:00 Nachricht Nummer 1 von Frau Gruber",
            "08:10 Nachricht Nummer 2 von Frau Gruber",
            "08:20 Nachricht Nummer 3 von Frau Gruber",
        )
    )

    assert [line[0].text for block in found for line in block.lines] == ["08:00", "08:10", "08:20"]
