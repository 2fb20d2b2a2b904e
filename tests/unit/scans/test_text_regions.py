from __future__ import annotations

from pipeline.core.model import Box, Word
from pipeline.core.scans.text_regions import Role
from tests.layouts import SIZE, blocks_on, page_of, texts, typed_line, typed_page


def test_a_blank_line_parts_the_subject_from_the_salutation() -> None:
    subject, salutation = (
        typed_line("Übergabe der Unterlagen", 0),
        typed_line("Sehr geehrte Frau Weiß,", 1, at=(100, 2.5 * SIZE)),
    )
    body = typed_line("wir nehmen Bezug auf die Besprechung von gestern", 9, paragraph=1)

    found = blocks_on(page_of(subject, salutation, body))

    assert texts(found)[:2] == ["Übergabe der Unterlagen", "Sehr geehrte Frau Weiß,"]


def test_a_date_on_the_right_does_not_run_into_the_salutation_on_the_left() -> None:
    found = blocks_on(
        page_of(
            typed_line("Erfurt, 3. September", 0, at=(1200, 0)),
            typed_line("Sehr geehrte Frau Weiß,", 1),
        )
    )

    assert texts(found) == ["Erfurt, 3. September", "Sehr geehrte Frau Weiß,"]


def test_a_sentence_that_the_engine_took_apart_is_one_paragraph_again() -> None:
    first = typed_line(
        "Über die Höhe der Nachzahlung besteht nach unserer Auffassung kein", 0, paragraph=0
    )
    second = typed_line(
        "Streit mehr. Herr Köhler hat uns das im vorigen Jahr sehr freundlich", 1, paragraph=1
    )
    third = typed_line("bestätigt.", 2, paragraph=1)

    found = blocks_on(page_of(first, second, third))

    assert len(found) == 1


def test_a_paragraph_that_ends_with_its_sentence_stays_by_itself() -> None:
    first = typed_line(
        "Über die Höhe der Nachzahlung besteht nach unserer Auffassung Streit.", 0, paragraph=0
    )
    second = typed_line(
        "Herr Köhler hat uns das im vorigen Jahr zweimal sehr freundlich und", 1, paragraph=1
    )
    third = typed_line("schriftlich bestätigt.", 2, paragraph=1)

    found = blocks_on(page_of(first, second, third))

    assert len(found) == 2


def test_a_blank_line_ends_a_paragraph_that_the_engine_let_run_on() -> None:
    lines = [
        typed_line("Hier läuft der Text weiter und", 0),
        typed_line("weiter und endet mit einem Komma,", 1),
        typed_line("Freundliche Grüße", 3),
    ]

    assert len(blocks_on(page_of(*lines))) == 2


def test_text_beside_much_small_print_is_no_row_of_headings() -> None:
    text = [typed_line("Hier läuft der Text weiter und weiter", n, size=SIZE) for n in range(5)]
    small = [
        typed_line(
            "klein gedruckte Bedingungen des Vertrags über alles", 9 + n, size=24, paragraph=1
        )
        for n in range(6)
    ]

    assert {block.role for block in blocks_on(page_of(*text, *small))} == {Role.TEXT}


def test_a_heading_beside_small_print_stays_by_itself() -> None:
    lines = [
        typed_line("Rechnung", 0, at=(100, 100), size=70),
        typed_line("Seite 2", 1, at=(1500, 115), paragraph=1),
    ]

    assert texts(blocks_on(page_of(*lines))) == ["Rechnung", "Seite 2"]


def test_a_row_in_large_type_is_no_heading() -> None:
    lines = [
        typed_line("Summe  55,35", 0, at=(100, 100), size=70),
        *(typed_line("und noch eine Zeile", n, paragraph=n) for n in (5, 7, 9)),
    ]

    assert blocks_on(page_of(*lines))[0].role is Role.TEXT


def test_larger_lines_are_headings_by_their_size() -> None:
    found = blocks_on(
        page_of(
            typed_line("Hausordnung", 0, size=70, at=(100, 100)),
            typed_line("Ruhezeiten", 1, size=54, at=(100, 200), paragraph=1),
            typed_line("Von 22 bis 6 Uhr herrscht im Haus Ruhe und", 2, at=(100, 400), paragraph=2),
            typed_line("auch am Sonntag.", 3, at=(100, 450), paragraph=2),
        )
    )

    assert [block.role for block in found] == [Role.TITLE, Role.HEADING, Role.TEXT]


def test_a_list_in_larger_type_is_no_row_of_headings() -> None:
    body = [typed_line("wir nehmen Bezug auf die Besprechung von gestern", at) for at in range(4)]
    sizes = {"• Stand der Arbeiten": 1.4, "• Kosten": 1.38, "Ausblick": 1.4, "Anhang": 1.8}
    larger = [
        typed_line(text, 6 + 2 * at, paragraph=6 + at, size=size * SIZE)
        for at, (text, size) in enumerate(sizes.items())
    ]

    found = blocks_on(page_of(*body, *larger))
    roles = dict(zip(texts(found), (block.role for block in found), strict=True))

    assert roles["• Stand der Arbeiten"] is roles["• Kosten"] is Role.ITEM
    assert roles["Ausblick"] is Role.TEXT
    assert roles["Anhang"] is Role.TITLE


def test_small_letters_without_ascenders_do_not_make_their_neighbours_headings() -> None:
    found = blocks_on(typed_page("Eure Sorgen, unsere Sorgen, neue Namen", "GROSSE Hüte (gelb)"))

    assert {block.role for block in found} == {Role.TEXT}


def test_specks_as_high_as_a_heading_are_none() -> None:
    specks = [Word("Ix", Box(100, 0, 200, 90), 0.3, 0, 0, 0)]

    found = blocks_on(
        page_of(specks, typed_line("Das ist der Text der Seite, und er ist lang.", 2, paragraph=1))
    )

    assert found[0].role is Role.TEXT
