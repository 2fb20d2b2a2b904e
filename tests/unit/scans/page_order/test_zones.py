from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given

from pipeline.core.model import Page
from pipeline.core.scans.lines import Line, lines_of
from pipeline.core.scans.page_order.zones import Zone, zones_of
from tests.layouts import block_at, set_line
from tests.pages import pages

TEXT = "und so geht der Satz in der nächsten Zeile weiter"


def _texts(zones: Sequence[Zone]) -> list[list[str]]:
    return [[" ".join(word.text for word in line.words) for line in zone] for zone in zones]


def _column(texts: Sequence[str], left: float, *, top: float = 0, pitch: float = 60) -> list[Line]:
    return [set_line(text, left, top + pitch * at, block=1) for at, text in enumerate(texts)]


def test_a_sidebar_woven_into_a_letter_is_taken_out() -> None:
    names = ("Vorstand", "Anna Bauer", "Clara Graf", "Eva Jahn", "Hans Lang", "Karin Otto")
    woven = [set_line(f"{TEXT}  {name}", 100, 60 * at) for at, name in enumerate(names)]

    assert _texts(zones_of(woven)) == [[TEXT] * 6, list(names)]


def test_labels_read_before_their_values_come_in_rows() -> None:
    labels, values = ("Name", "Ort", "Beruf", "Alter"), ("Weiß", "Erfurt", "Schreiner", "47")
    lines = [*_column(labels, 100), *_column(values, 900)]

    assert _texts(zones_of(lines)) == [["Name Weiß", "Ort Erfurt", "Beruf Schreiner", "Alter 47"]]


def test_what_stands_above_and_below_stays_there() -> None:
    labels, values = ("Name", "Ort", "Beruf", "Alter"), ("Weiß", "Erfurt", "Schreiner", "47")
    title = set_line("Eine Überschrift, die über beide Spalten der Seite reicht", 100, 0)
    end = set_line("Eine Unterschrift, die über beide Spalten der Seite reicht", 100, 900)
    rows = [*_column(labels, 100, top=300), *_column(values, 900, top=300)]

    assert [len(zone) for zone in zones_of([*rows, end, title])] == [1, 4, 1]


def test_letterheads_side_by_side_end_where_one_of_them_does() -> None:
    left = _column([f"Ausschuss {number}" for number in range(6)], 100, pitch=47)
    right = _column([f"Büro {number}" for number in range(5)], 1200, pitch=55, top=7)
    day = set_line("12. Januar", 700, 420)

    assert [len(zone) for zone in zones_of([*left, *right, day])] == [6, 5, 1]


def test_labels_for_envelopes_are_read_block_by_block() -> None:
    lines = []
    for row in range(3):
        for at, text in enumerate(("Anna Weiß", "Lindenweg 17", "99084 Erfurt")):
            lines.append(set_line(f"{text}    {text}", 100, 400 * row + 60 * at))

    found = _texts(zones_of(lines))

    assert found == [["Anna Weiß", "Lindenweg 17", "99084 Erfurt"]] * 6


def test_a_label_is_read_before_all_lines_beside_it() -> None:
    values, labels = ("Weiß GmbH", "Hof 3", "Erfurt", "Telefon 5"), ("Käufer", "Lieferant", "Bank")
    lines = [
        *(set_line(label, 100, 400 * at + 90) for at, label in enumerate(labels)),
        *(line for at in range(3) for line in _column(values, 900, top=400 * at)),
    ]

    assert _texts(zones_of(lines)) == [[word for label in labels for word in (label, *values)]]


def test_a_table_stays_whole() -> None:
    names = ["Menge", *"123456"]
    texts = ["Bezeichnung der Ware", *(f"Ware {name} und noch etwas" for name in names[1:])]
    amounts = ["Betrag", *(f"{name},50" for name in names[1:])]
    columns = zip((100, 400, 1300), (names, texts, amounts), strict=True)
    lines = [line for left, column in columns for line in _column(column, left)]

    (zone,) = zones_of(lines)

    assert [line.words[0].text for line in zone[:6]] == [
        "Menge",
        "Bezeichnung",
        "Betrag",
        "1",
        "Ware",
        "1,50",
    ]


def test_text_around_a_picture_keeps_the_order_of_the_engine() -> None:
    left, right = _column([TEXT] * 3, 100), _column([TEXT] * 3, 1300)
    beside = ("und so geht der Satz", "in schmalen Zeilen", "neben einem Bild weiter")
    narrow, other = _column(beside * 3, 100, top=180), _column(beside * 3, 1900, top=180)
    below, end = _column([TEXT] * 3, 100, top=720), _column([TEXT] * 3, 1300, top=720)
    lines = (*left, *narrow, *below, *right, *other, *end)

    assert [line for zone in zones_of(lines) for line in zone][:15] == list(lines[:15])


def test_a_rule_below_some_words_does_not_take_a_row_apart() -> None:
    labels, values = ("Name", "Ort", "Beruf", "Alter", "Kind"), ("Weiß", "Ulm", "Koch", "47", "ja")
    rows = [
        set_line(f"{label}    {value}", 100, 60 * at)
        for at, (label, value) in enumerate(zip(labels, values, strict=True))
    ]

    assert _texts(zones_of(rows)) == [[f"{a} {b}" for a, b in zip(labels, values, strict=True)]]


def test_lines_below_one_another_keep_the_order_of_the_engine() -> None:
    lines = block_at(100, 0, block=0)[::-1]

    assert zones_of(lines) == (tuple(lines),)


def test_right_to_left_text_is_left_alone() -> None:
    lines = [*_column(["שלום עולם"] * 6, 100), *_column(["שלום עולם"] * 6, 900, top=25)]

    assert zones_of(lines) == (tuple(lines),)


def test_nothing_has_no_zones() -> None:
    assert zones_of(()) == ()


@given(pages)
def test_every_word_stays_once_and_in_the_order_of_its_line(page: Page) -> None:
    lines = [line for zone in zones_of(lines_of(page)) for line in zone]

    kept = [id(word) for line in lines for word in line.words]
    assert sorted(kept) == sorted(map(id, page.words))
