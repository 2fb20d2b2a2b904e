"""Where the words of the final text stand on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.corrected_pages import CorrectedScan, corrected_scan
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.model import Box, Page, Scan, Word
from tests.returned import draft_of, final, named, scan, texts


def _corrected(
    document: Scan, words: tuple[FinalWord, ...], draft: tuple[DraftWord, ...] | None = None
) -> CorrectedScan:
    draft = draft_of(document) if draft is None else draft
    return corrected_scan(document, draft, words, align(draft, words))


def _boxes(found: CorrectedScan) -> dict[str, Box]:
    return {word.text: word.box for page in found.scan.pages for word in page.words}


def test_a_corrected_word_has_the_box_of_the_old_one_and_is_certain() -> None:
    document = scan(["Herr Meier kommt"])

    word = _corrected(document, final("Herr Maier kommt")).scan.pages[0].words[1]

    assert word == replace(document.pages[0].words[1], text="Maier", confidence=1.0)


def test_a_word_of_the_file_itself_is_not_its_own_once_it_is_corrected() -> None:
    document = scan(["Herr Meier kommt"])
    words = tuple(replace(word, digital=True) for word in document.pages[0].words)
    document = Scan((replace(document.pages[0], words=words),))

    found = _corrected(document, final("Herr Maier kommt")).scan.pages[0].words

    assert [word.digital for word in found] == [True, False, True]


def test_the_box_of_a_split_word_is_shared_by_letters() -> None:
    boxes = _boxes(_corrected(scan(["Haus amSee"]), final("Haus am See")))

    assert boxes["am"].left == 150
    assert boxes["am"].right < boxes["See"].left
    assert boxes["See"].right == pytest.approx(200)


def test_joined_words_have_the_box_around_both() -> None:
    boxes = _boxes(_corrected(scan(["ist ver kauft worden"]), final("ist verkauft worden")))

    assert boxes["verkauft"] == Box(140, 20, 230, 40)


def test_words_joined_across_lines_stand_where_the_first_one_was() -> None:
    boxes = _boxes(_corrected(scan(["ist ver", "kauft worden"]), final("ist verkauft worden")))

    assert boxes["verkauft"] == Box(140, 20, 170, 40)


def test_a_word_put_in_stands_between_its_neighbours() -> None:
    found = _corrected(scan(["das war gut"]), final("das war sehr gut"))

    assert texts(found.scan) == ["das", "war", "sehr", "gut"]
    box = _boxes(found)["sehr"]
    assert (box.top, box.bottom) == (20, 40)
    assert (box.left, box.right) == pytest.approx((170 + 10 / 3, 180 - 10 / 3))
    assert found.guessed == 1


def test_words_put_in_at_the_end_of_a_line_stay_on_the_page() -> None:
    document = scan(["das war gut"])
    document = Scan((replace(document.pages[0], width=225),))

    found = _corrected(document, final("das war gut und immer wieder auch sehr schön"))

    assert max(word.box.right for word in found.scan.pages[0].words) <= 225


def test_words_put_in_before_a_line_stand_in_front_of_it() -> None:
    document = scan(["erste Zeile", "zweite Zeile steht"])

    found = _corrected(document, final("erste Zeile\nDie zweite Zeile steht"))

    word = found.scan.pages[0].words[2]
    assert (word.text, word.line) == ("Die", 1)
    assert word.box.right <= 100


def test_words_put_in_on_both_sides_of_a_gap_keep_their_order() -> None:
    words = (
        *final("eins zwei drei"),
        *(replace(word, paragraph=1) for word in final("neu vier fünf sechs")),
    )

    found = _corrected(scan(["eins zwei drei vier fünf sechs"]), words)

    assert texts(found.scan) == ["eins", "zwei", "drei", "neu", "vier", "fünf", "sechs"]


def test_moved_words_stay_where_they_are_printed() -> None:
    document = scan(["Die Frist endet am Freitag um", "Der Zuschuss wird erst später bezahlt"])

    found = _corrected(
        document,
        final("Der Zuschuss wird erst später bezahlt\nDie Frist endet am Freitag um"),
    )

    assert found.scan == document
    assert found.guessed == 0


def test_deleted_words_are_gone_and_what_the_draft_left_out_stays() -> None:
    document = scan(["Seite 3", "das war gut"])
    draft = draft_of(document)[2:]

    found = _corrected(document, final("das gut"), draft)

    assert texts(found.scan) == ["Seite", "3", "das", "gut"]


def test_both_pieces_of_a_word_cut_at_the_end_of_a_line_follow_the_correction() -> None:
    document = scan(["die Verbin-", "dung steht jetzt"])
    draft = named(("die", 1, 0), ("Verbindung", 1, 1), ("steht", 1, 3), ("jetzt", 1, 4))

    for text, pieces in (
        ("Verbindung", ["Verbin-", "dung"]),
        ("Verbindungen", ["Verbin-", "dungen"]),
        ("Bindung", ["Bin-", "dung"]),
        ("Verb", ["Ve-", "rb"]),
    ):
        found = _corrected(document, final(f"die {text} steht jetzt"), draft)

        assert texts(found.scan)[1:3] == pieces


def test_a_cut_word_that_was_deleted_or_split_leaves_no_piece() -> None:
    document = scan(["die Verbin-", "dung steht jetzt"])
    draft = named(("die", 1, 0), ("Verbindung", 1, 1), ("steht", 1, 3), ("jetzt", 1, 4))

    deleted = _corrected(document, final("die steht jetzt"), draft)
    split = _corrected(document, final("die Ver bindung steht jetzt"), draft)

    assert texts(deleted.scan) == ["die", "steht", "jetzt"]
    assert texts(split.scan) == ["die", "Ver", "bindung", "steht", "jetzt"]


def test_a_word_cut_at_the_end_of_a_page_goes_on_on_the_next() -> None:
    document = scan(["der Müller-"], ["Kopfzeile", "Lüdenscheidt kam"])
    draft = named(("der", 1, 0), ("Müller-Lüdenscheidt", 1, 1), ("kam", 2, 2))

    found = _corrected(document, final("der Möller-Lüdenscheidt kam"), draft)

    assert texts(found.scan) == ["der", "Möller-", "Kopfzeile", "Lüdenscheidt", "kam"]


def test_a_word_too_short_to_be_cut_stands_where_it_began() -> None:
    document = scan(["die Verbin-", "dung steht jetzt"])
    draft = named(("die", 1, 0), ("Verbindung", 1, 1), ("steht", 1, 3), ("jetzt", 1, 4))

    found = _corrected(document, final("die V steht jetzt"), draft)

    assert texts(found.scan) == ["die", "V", "steht", "jetzt"]


def test_words_with_a_space_inside_are_taken_apart() -> None:
    document = scan(["es kostet 12 Euro"])
    draft = named(("es", 1, 0), ("kostet", 1, 1), ("12\N{NO-BREAK SPACE}Euro", 1, 2))
    words = (*final("es kostet"), FinalWord("13\N{NO-BREAK SPACE}Euro"))

    assert texts(_corrected(document, words, draft).scan) == ["es", "kostet", "13", "Euro"]


def test_words_typed_on_an_empty_page_stand_in_rows() -> None:
    words = tuple(replace(word, page=2) for word in final("ein leeres Blatt " * 10))

    found = _corrected(scan([], []), words)

    page = found.scan.pages[1]
    assert len(page.words) == 30
    assert len({word.line for word in page.words}) > 1
    assert found.guessed == 30


def test_words_typed_without_any_neighbour_stand_behind_the_last_word() -> None:
    document = scan(["Seite 3"])

    found = _corrected(document, final("Anlage"), ())

    assert texts(found.scan) == ["Seite", "3", "Anlage"]


def test_a_word_whose_place_the_page_does_not_have_is_not_lost() -> None:
    found = _corrected(scan(["da"]), final("da weg"), named(("da", 1, 0), ("weg", 4, 0)))

    assert texts(found.scan) == ["da", "weg"]


@pytest.mark.parametrize(
    ("tilt", "text", "first_is"),
    [(90, "unten", "lower"), (-90, "oben", "upper"), (180, "kopf", "right"), (0, "שלום", "right")],
)
def test_parts_of_a_turned_word_stand_as_it_is_read(tilt: float, text: str, first_is: str) -> None:
    word = Word(text, Box(100, 100, 160, 160), 0.9, 0, 0, 0, tilt=tilt)
    document = Scan((Page(1, 500, 500, 300, (word,)),))

    half = len(text) // 2
    found = _corrected(document, final(f"{text[:half]} {text[half:]} neu"))

    one, other, put = (each.box for each in found.scan.pages[0].words)
    order = {
        "lower": one.top > other.bottom,
        "upper": one.bottom < other.top,
        "right": one.left > other.right,
    }
    assert order[first_is]
    assert put.width > 0
    assert put.height > 0


def test_a_word_put_in_before_an_upright_one_stands_at_its_beginning() -> None:
    for tilt, top in ((90, 159), (-90, 100)):
        word = Word("unten", Box(100, 100, 160, 160), 0.9, 0, 0, 0, tilt=tilt)
        words = (FinalWord("neu"), FinalWord("unten"))

        found = _corrected(Scan((Page(1, 500, 500, 300, (word,)),)), words)

        assert found.scan.pages[0].words[0].box.top == top


def test_a_word_put_in_before_a_hebrew_line_stands_to_its_right() -> None:
    word = Word("שלום", Box(100, 100, 160, 160), 0.9, 0, 0, 0)

    found = _corrected(
        Scan((Page(1, 500, 500, 300, (word,)),)), (FinalWord("עולם"), FinalWord("שלום"))
    )

    assert found.scan.pages[0].words[0].box.left == 160 + 15  # a letter beside it


def test_a_cut_word_whose_other_half_is_not_found_has_one_piece() -> None:
    document = scan(["die Verbin-", "xyz steht"])
    draft = named(("die", 1, 0), ("Verbindung", 1, 1), ("steht", 1, 3))

    found = _corrected(document, final("die Verbindungen steht"), draft)

    assert texts(found.scan) == ["die", "Verbindungen", "xyz", "steht"]


def test_signs_are_not_cut() -> None:
    document = scan(["die Verbin-", "dung steht jetzt"])
    draft = named(("die", 1, 0), ("Verbindung", 1, 1), ("steht", 1, 3), ("jetzt", 1, 4))

    found = _corrected(document, final("die §§ steht jetzt"), draft)

    assert texts(found.scan) == ["die", "§§", "steht", "jetzt"]


def test_joined_words_with_another_between_them_stand_where_the_first_one_was() -> None:
    document = scan(["ist ver Kopf kauft da"])
    draft = named(("ist", 1, 0), ("ver", 1, 1), ("kauft", 1, 3), ("da", 1, 4))

    found = _corrected(document, final("ist verkauft da"), draft)

    assert texts(found.scan) == ["ist", "verkauft", "Kopf", "da"]
    assert _boxes(found)["verkauft"] == Box(140, 20, 170, 40)


@pytest.mark.parametrize("right", [200, 500])
def test_a_word_put_in_where_there_is_no_room_is_a_pixel_wide(right: int) -> None:
    words = (
        Word("eins", Box(100, 20, right, 40), 0.9, 0, 0, 0),
        Word("drei", Box(right - 5, 20, 500, 40), 0.9, 0, 0, 0),
    )
    document = Scan((Page(1, 500, 500, 300, words),))

    box = _boxes(_corrected(document, final("eins zwei drei")))["zwei"]

    assert (box.width, box.right <= 500) == (1, True)
