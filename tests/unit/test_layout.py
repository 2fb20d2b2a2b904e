from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.layout import Passage, Role, passages
from pipeline.core.model import Box, Page, Word

SIZE = 40  # pixels: about 10 points at 300 dpi


def _line(
    text: str, number: int, *, at: tuple[float, float] | None = None, size: float = SIZE, paragraph: int = 0
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


def _texts(found: Iterable[Passage]) -> list[str]:
    """Each passage in a line, with / for the breaks that were kept and | for gaps."""
    return [
        " / ".join(
            " ".join(f"| {piece.text}" if piece.apart else piece.text for piece in line) for line in passage.lines
        )
        for passage in found
    ]


def test_a_page_without_words_has_no_passages() -> None:
    assert passages(_page()) == ()


def test_the_lines_of_running_text_are_joined() -> None:
    found = passages(
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
        for number, text in enumerate(("Frau Weiß", "Hausverwaltung Löwe GmbH", "Große Bleichgasse 8", "99084 Erfurt"))
    ]
    address = [[Word(w.text, w.box, 1, 0, w.paragraph, w.line) for w in line] for line in address]  # one block
    body = _line("Wir danken Ihnen für Ihre freundliche Nachricht vom Montag", 9, paragraph=9)

    found = passages(_page(*address, body))

    assert _texts(found)[0] == "Frau Weiß / Hausverwaltung Löwe GmbH / Große Bleichgasse 8 / 99084 Erfurt"


def test_a_blank_line_parts_the_subject_from_the_salutation() -> None:
    subject, salutation = _line("Übergabe der Unterlagen", 0), _line("Sehr geehrte Frau Weiß,", 1, at=(100, 2.5 * SIZE))
    body = _line("wir nehmen Bezug auf die Besprechung von gestern", 9, paragraph=1)

    found = passages(_page(subject, salutation, body))

    assert _texts(found)[:2] == ["Übergabe der Unterlagen", "Sehr geehrte Frau Weiß,"]


def test_a_date_on_the_right_does_not_run_into_the_salutation_on_the_left() -> None:
    found = passages(_page(_line("Erfurt, 3. September", 0, at=(1200, 0)), _line("Sehr geehrte Frau Weiß,", 1)))

    assert _texts(found) == ["Erfurt, 3. September", "Sehr geehrte Frau Weiß,"]


def test_a_sentence_that_the_engine_took_apart_is_one_paragraph_again() -> None:
    first = _line("Über die Höhe der Nachzahlung besteht nach unserer Auffassung kein", 0, paragraph=0)
    second = _line("Streit mehr. Herr Köhler hat uns das im vorigen Jahr sehr freundlich", 1, paragraph=1)
    third = _line("bestätigt.", 2, paragraph=1)

    found = passages(_page(first, second, third))

    assert len(found) == 1


def test_a_paragraph_that_ends_with_its_sentence_stays_by_itself() -> None:
    first = _line("Über die Höhe der Nachzahlung besteht nach unserer Auffassung Streit.", 0, paragraph=0)
    second = _line("Herr Köhler hat uns das im vorigen Jahr zweimal sehr freundlich und", 1, paragraph=1)
    third = _line("schriftlich bestätigt.", 2, paragraph=1)

    found = passages(_page(first, second, third))

    assert len(found) == 2


def test_in_running_text_a_line_that_ends_early_ends_the_paragraph() -> None:
    found = passages(
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
    found = passages(_set("1 Kopierpapier weiß  9  55,35", "2 Drehstuhl verstellbar  1  249,62", "3 Tisch  10  780,40"))

    assert _texts(found) == [
        "1 Kopierpapier weiß | 9 | 55,35 / 2 Drehstuhl verstellbar | 1 | 249,62 / 3 Tisch | 10 | 780,40"
    ]


def test_the_columns_of_a_page_are_not_measured_against_each_other() -> None:
    left = [
        _line(text, number, paragraph=0)
        for number, text in enumerate(
            ("Hier steht die linke Spalte,", "deren Text nur bis zur Mitte", "Raum hat und dann weiter")
        )
    ]
    right = [
        _line(text, number + 3, at=(1100, number * 1.3 * SIZE), paragraph=1)
        for number, text in enumerate(("Hier steht die rechte Spalte,", "die bis an den Rand reicht und", "Platz hat."))
    ]

    found = passages(_page(*left, *right))

    assert [len(passage.lines) for passage in found] == [1, 1]


@pytest.mark.parametrize("sign", ["•", "-", "1.", "(1)", "a)", "1.2"])
def test_list_items_are_passages_of_their_own(sign: str) -> None:
    found = passages(
        _set(f"{sign} Bericht des Vorstands", f"{sign} Wahlen", f"{sign} Verschiedenes und Termine im Herbst")
    )

    assert [passage.role for passage in found] == [Role.ITEM] * 3


def test_a_bullet_opens_an_item_even_below_a_full_line() -> None:
    found = passages(
        _set(
            "Auf der Tagesordnung der Sitzung stehen die Punkte",
            "• Bericht des Vorstands über das vergangene Jahr und",
            "die Aussichten",
        )
    )

    assert [passage.role for passage in found] == [Role.TEXT, Role.ITEM]


def test_a_date_at_the_start_of_a_line_is_no_list_item() -> None:
    found = passages(
        _set(
            "Die Frist für die Abgabe der Unterlagen beginnt am", "16. September und endet mit dem Ablauf des Jahres in"
        )
    )

    assert [passage.role for passage in found] == [Role.TEXT]


def test_larger_lines_are_headings_by_their_size() -> None:
    found = passages(
        _page(
            _line("Hausordnung", 0, size=70, at=(100, 100)),
            _line("Ruhezeiten", 1, size=54, at=(100, 200), paragraph=1),
            _line("Von 22 bis 6 Uhr herrscht im Haus Ruhe und", 2, at=(100, 400), paragraph=2),
            _line("auch am Sonntag.", 3, at=(100, 450), paragraph=2),
        )
    )

    assert [passage.role for passage in found] == [Role.TITLE, Role.HEADING, Role.TEXT]


def test_small_letters_without_ascenders_do_not_make_their_neighbours_headings() -> None:
    found = passages(_set("Eure Sorgen, unsere Sorgen, neue Namen", "GROSSE Hüte (gelb)"))

    assert {passage.role for passage in found} == {Role.TEXT}


def test_specks_as_high_as_a_heading_are_none() -> None:
    specks = [Word("Ix", Box(100, 0, 200, 90), 0.3, 0, 0, 0)]

    found = passages(_page(specks, _line("Das ist der Text der Seite, und er ist lang.", 2, paragraph=1)))

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
    found = passages(_set(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} und noch etwas"))

    mended = next(piece for piece in found[0].lines[0] if len(piece.words) == 2)
    assert mended.text == whole
    assert mended.raw == left + right


@pytest.mark.parametrize(
    ("left", "right"), [("Vor-", "und"), ("Ein-", "oder"), ("Seite", "zwei"), ("-", "zwei"), ("so-", "(zwei")]
)
def test_words_that_were_not_cut_stay_two(left: str, right: str) -> None:
    found = passages(_set(f"Das ist eine volle Zeile mit einem Wort {left}", f"{right} Nachname"))

    assert all(len(piece.words) == 1 for line in found[0].lines for piece in line)


def test_a_hyphen_in_the_middle_of_a_line_is_left_alone() -> None:
    found = passages(_set("Vor- nachname"))

    assert _texts(found) == ["Vor- nachname"]


_words = st.lists(
    st.tuples(
        st.text("aZä1-\N{SOFT HYPHEN}¬•.,(", min_size=1, max_size=6) | st.sampled_from(["und", "1.", "•", "Haus-"]),
        st.tuples(*[st.integers(0, 900)] * 2),
        st.tuples(*[st.integers(0, 100)] * 2),
        st.floats(0, 1),
        st.tuples(*[st.booleans()] * 3),
    ),
    max_size=30,
)


@st.composite
def _any_page(draw: st.DrawFn) -> Page:
    """Words wherever, with structure numbers that only ever grow."""
    words, block, paragraph, line = [], 0, 0, 0
    for text, (left, top), (width, height), confidence, (new_block, new_paragraph, new_line) in draw(_words):
        block, paragraph = block + new_block, paragraph + (new_block or new_paragraph)
        line += new_block or new_paragraph or new_line
        words.append(Word(text, Box(left, top, left + width, top + height), confidence, block, paragraph, line))
    return Page(1, 1000, 1000, 300, tuple(words))


@given(_any_page())
def test_every_word_is_kept_once_and_in_order(page: Page) -> None:
    pieces = [piece for passage in passages(page) for line in passage.lines for piece in line]

    assert [word for piece in pieces for word in piece.words] == list(page.words)


@given(_any_page())
def test_mending_drops_nothing_but_hyphens(page: Page) -> None:
    for passage in passages(page):
        for line in passage.lines:
            for piece in line:
                assert piece.text.translate(dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))) == piece.raw.translate(
                    dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))
                )


@given(_any_page())
def test_only_what_was_set_line_by_line_has_several_lines(page: Page) -> None:
    for passage in passages(page):
        assert all(passage.lines)
        assert len(passage.lines) == 1 or passage.role is Role.TEXT
