from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.draft_words import DraftWord, Row
from benchmarks.labelling import Marks
from benchmarks.office_figures import (
    Figures,
    Reading,
    Truth,
    beside,
    figures,
    in_found_order,
    matches,
    reading_of_draft,
    reading_of_text,
    signs_found,
    text_without_aside,
)


def words(text: str) -> list[DraftWord]:
    """Words; those that end with an asterisk are marked."""
    return [DraftWord(word.removesuffix("*"), word.endswith("*")) for word in text.split()]


def rows(*lines: str) -> tuple[Row, ...]:
    return tuple(tuple(words(line)) for line in lines)


def pairs(truth: str, read: str) -> list[tuple[str | None, str | None]]:
    return [(match.true, match.read) for match in matches(truth, words(read))]


def test_a_wrong_word_is_matched_in_its_place() -> None:
    assert pairs("der Vertrag gilt", "der Bertrag gilt") == [
        ("der", "der"),
        ("vertrag", "bertrag"),
        ("gilt", "gilt"),
    ]


def test_what_stands_in_the_place_of_a_figure_was_read_for_it() -> None:
    found = matches("Abs. 1 Satz 2", words("Abs. I* Satz 2"))

    assert [match.read for match in found] == ["abs", "i", "satz", "2"]
    assert figures(found) == Figures(all=2, wrong=1, silent=0)


def test_what_is_lost_and_what_is_invented_stand_alone() -> None:
    assert pairs("Pos. 1 Ware", "Pos. Ware xyz") == [
        ("pos", "pos"),
        ("1", None),
        ("ware", "ware"),
        (None, "xyz"),
    ]


def test_a_word_elsewhere_is_found() -> None:
    assert all(true == read for true, read in pairs("links oben rechts", "rechts links oben"))


@given(st.lists(st.sampled_from(["eins", "zwei", "drei,", "4.5", "§", "E-Mail"])))
def test_a_right_text_has_only_right_words(parts: list[str]) -> None:
    text = " ".join(parts)

    assert all(match.right for match in matches(text, words(text)))


def test_a_figure_is_what_stands_between_spaces() -> None:
    found = matches("BIC GENODEF1BM6 m² 12,50 19 %", words("BIC GENODEFIBM6* m 12,50 19 %"))

    assert figures(found) == Figures(all=4, wrong=2, silent=1)


def test_lost_and_invented_figures_are_silent() -> None:
    assert figures(matches("am 3. Mai", words("am Mai 81"))) == Figures(1, 1, 2)


def test_a_lost_figure_is_told_by_a_mark_on_the_word_before_it() -> None:
    assert figures(matches("bitte am 28.06.2025 stellen", words("bitte am* stellen"))).silent == 0
    assert figures(matches("bitte am 28.06.2025 stellen", words("bitte* am stellen"))).silent == 1


def test_an_invented_figure_that_is_marked_is_not_silent() -> None:
    assert figures(matches("am Mai", words("am Mai 81*"))) == Figures(0, 0, 0)


def test_blocks_may_come_in_any_order_but_not_woven() -> None:
    letter, side = "eins zwei drei vier", "rot blau grün"

    assert in_found_order((letter, side), f"{side}\n{letter}") == f"{side}\n{letter}"
    truth = Truth(f"{letter}\n{side}", (letter, side))
    apart = reading_of_text(truth, f"{side}\n{letter}")
    woven = reading_of_text(truth, "eins rot zwei blau drei grün vier")
    assert (apart.out_of_order, apart.wrong) == (0, 0)
    assert (woven.out_of_order, woven.wrong) == (6, 0)


def test_a_value_is_beside_its_label_only_right_after_it() -> None:
    known = [("Kunden-Nr.", "4711"), ("Ort", "01097 Dresden")]

    assert beside(known, ["Kunden-Nr.: 4711", "Ort 01097 Dresden"]) == 2
    assert beside(known, ["Kunden-Nr. Ort Betrag 4711 01097 Dresden"]) == 0
    assert beside(known, ["Kunden-Nr.", "4711", "Ort O1097 Dresden"]) == 1


def test_words_of_a_stamp_may_be_read_or_not() -> None:
    truth = Truth("Sehr geehrte Frau", aside="EINGEGANGEN Frau")

    assert text_without_aside(truth, "Sehr EINGEGANGEN geehrte Frau") == "Sehr geehrte Frau"
    for text in ("Sehr geehrte Frau", "EINGEGANGEN Frau Sehr geehrte Frau"):
        assert reading_of_text(truth, text).wrong == 0
    assert reading_of_text(truth, "Sehr geehrte Frau Frau Frau").wrong == 1


def test_marks_of_a_draft_are_counted() -> None:
    truth = Truth("§ 19 BauNVO gilt seit 2024", pairs=(("gilt seit", "2024"),))

    reading, found = reading_of_draft(truth, rows("8* 19 BauNVO* gilt", "seit 2024"))

    assert [match.read for match in found if not match.right] == ["8"]
    assert reading == Reading(
        words=5,
        missing=0,
        wrong=1,
        out_of_order=1,
        signs=1,
        signs_found=0,
        figures=2,
        figures_wrong=0,
        figures_silent=0,
        pairs=1,
        pairs_beside=0,
        marks=Marks(read=6, marked=2, wrong=1, caught=1, misread=1, misread_caught=1),
    )


def test_two_readings_add_up() -> None:
    one = Reading(words=3, missing=1)

    assert one + Reading(words=2, marks=Marks(1)) == Reading(words=5, missing=1, marks=Marks(1))


def test_signs_are_counted_where_they_were_printed() -> None:
    assert signs_found("§§ 1, 2 – 5 €", "§ 1, 2 - 5 € € ²") == {
        "§": (1, 2),
        "–": (0, 1),
        "€": (1, 1),
    }
