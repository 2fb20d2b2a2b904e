"""Which words of the final text were made of which words of the draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from pipeline.core.corrections.alignment import Alignment, align, guessed_words
from pipeline.core.corrections.model import DraftWord, FinalWord
from pipeline.core.corrections.near_words import Similarities
from tests.returned import draft_of, final, named, scan, unchanged


def _pairs(
    draft: tuple[DraftWord, ...], words: tuple[FinalWord, ...], alignment: Alignment
) -> list[tuple[str, str]]:
    """The pairs whose words differ."""
    found = (
        (
            " ".join(word.text for word in draft[slice(*pair.draft)]),
            " ".join(word.text for word in words[slice(*pair.final)]),
        )
        for pair in alignment.single()
    )
    return [(ours, theirs) for ours, theirs in found if ours != theirs]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("Herr Meier kommt heute", "Herr Maier kommt heute", [("Meier", "Maier")]),
        ("Herr Meier kommt heute", "Herr Schulz kommt heute", [("Meier", "Schulz")]),
        ("das Haus amSee steht leer", "das Haus am See steht leer", [("amSee", "am See")]),
        ("es ist ver kauft worden", "es ist verkauft worden", [("ver kauft", "verkauft")]),
        ("der Preis ist 12,50", "der Preis ist 12,80", [("12,50", "12,80")]),
        ("das war so gut", "das war gut", []),
        ("das war gut", "das war so gut", []),
        ("er kam , sah", "er kam – sah", [(",", "–")]),
    ],
)
def test_words_correspond(before: str, after: str, pairs: list[tuple[str, str]]) -> None:
    draft, words = draft_of(scan([before])), final(after)

    found = align(draft, words)

    assert _pairs(draft, words, found) == pairs
    assert len(list(found.changed(draft, words))) == len(pairs)
    assert all(pair.sure and not pair.moved for pair in found.pairs)


def _long(texts: Iterable[str]) -> tuple[DraftWord, ...]:
    """A draft of many words on one line."""
    return named(*((text, 1, at) for at, text in enumerate(texts)))


def test_a_word_left_out_is_in_no_pair() -> None:
    draft, words = draft_of(scan(["der – alte Vertrag"])), final("der alte Vertrag")

    found = align(draft, words)

    assert [pair.draft for pair in found.pairs] == [(0, 1), (2, 4)]


def test_a_moved_paragraph_is_found_without_bookmarks() -> None:
    draft = draft_of(
        scan(
            [
                "Die Frist endet am Freitag um zwölf.",
                "Der Zuschuss der Stadt wird erst später bezahlt.",
            ]
        )
    )
    words = final(
        "Der Zuschuss der Stadt wird erst spater bezahlt.\nDie Frist endet am Freitag um zwölf Uhr."
    )

    found = align(draft, words)

    assert _pairs(draft, words, found) == [("später", "spater"), ("zwölf.", "zwölf")]
    assert {pair.moved for pair in found.pairs} == {False, True}


def test_a_short_turn_that_was_moved_is_found() -> None:
    draft = draft_of(scan(["eins zwei drei vier", "Ja gerne doch", "fünf sechs sieben acht"]))
    words = final("eins zwei drei vier fünf sechs sieben acht Ja gerne doch")

    found = align(draft, words)

    assert sum(pair.draft[1] - pair.draft[0] for pair in found.pairs) == len(draft)


def test_bookmarks_tell_equal_lines_apart() -> None:
    draft = draft_of(scan(["Ja", "Ja", "Ja"]))
    words = (FinalWord("Ja", "p1_l3"), FinalWord("Ja", "p1_l1"))

    found = align(draft, words)

    assert [(pair.draft, pair.final) for pair in found.pairs] == [
        ((2, 3), (0, 1)),
        ((0, 1), (1, 2)),
    ]
    assert [pair.moved for pair in found.pairs].count(True) == 1


def test_single_words_left_in_a_line_stay_that_line_s_words() -> None:
    draft = draft_of(scan(["die die der die Hauses die", "die die der Hauses", "die die"]))
    left = (2, 4, 6, 7, 10)

    found = align(draft, tuple(unchanged(draft)[at] for at in left))

    assert tuple(at for pair in found.pairs for at in range(*pair.draft)) == left
    assert not any(pair.moved for pair in found.pairs)


def test_a_bookmark_around_another_text_is_not_believed() -> None:
    draft = draft_of(
        scan(["Die Miete beträgt vierhundert Euro im Monat", "Der Hund ist im Garten geblieben"])
    )
    words = tuple(replace(word, anchor="p1_l1") for word in unchanged(draft[7:]))

    found = align(draft, words)

    assert [pair.draft for pair in found.pairs] == [(7, 13)]


def test_what_was_rewritten_is_not_sure() -> None:
    draft = draft_of(scan(["Gruß Anton", "alpha beta gamma delta", "Ende Ort"]))
    words = final("Gruß Anton zwölf Bücher kommen jetzt Ende Ort")

    found = align(draft, words)

    assert guessed_words(found, len(words)) == {2, 3, 4, 5}


def test_a_long_text_of_which_no_word_is_left_is_laid_on_the_old_words() -> None:
    draft = _long(f"a{n}" for n in range(300))
    for count in (200, 600):
        words = final(" ".join(f"{n}z" for n in range(count)))

        found = align(draft, words)

        assert not any(pair.sure for pair in found.pairs)
        assert sum(pair.final[1] - pair.final[0] for pair in found.pairs) == count


def test_a_long_text_of_one_word_is_aligned_in_pieces() -> None:
    draft = _long("mu" if n % 50 == 3 else "la" for n in range(400))
    words = final(" ".join("lo" if n % 50 == 0 else "la" for n in range(450)))

    found = align(draft, words)

    assert sum(pair.draft[1] - pair.draft[0] for pair in found.pairs) > 350


def test_the_same_words_in_another_order_are_aligned_somehow() -> None:
    draft = _long(f"{n * 7919 % 4001}k" for n in range(9000))
    words = final(" ".join(f"{n * 104729 % 3989}k" for n in range(9000)))

    found = align(draft, words)

    assert found.pairs


def test_nothing_is_aligned_with_nothing() -> None:
    assert align((), final("ein Wort")).pairs == ()
    assert align(draft_of(scan(["ein Wort"])), ()).pairs == ()


def test_a_bookmark_that_the_draft_does_not_have_is_no_matter() -> None:
    words = tuple(replace(word, anchor="theirs") for word in final("ein Wort"))

    assert align(draft_of(scan(["ein Wort"])), words).pairs[0].final == (0, 2)


def test_a_moved_row_is_found_whose_beginning_stands_twice_in_the_draft() -> None:
    draft = draft_of(
        scan(
            [
                "so ist es nun mal wieder gut",
                "der neue Rat tagt erst im Mai",
                "so ist es nun",
                "Bücher kauft man heute in der Stadt",
            ]
        )
    )
    words = final(
        "der neue Rat tagt erst im Mai\nBücher kauft man heute in der Stadt\n"
        "so ist es nun mal wieder gut"
    )

    found = align(draft, words)

    assert [pair.draft for pair in found.pairs] == [(7, 14), (18, 25), (0, 7)]


def test_a_word_put_in_before_moved_lines_is_in_no_pair() -> None:
    draft = draft_of(scan(["eins", "zwei", "drei"]))
    one, two, three = unchanged(draft)

    found = align(draft, (FinalWord("hm"), two, three, one))

    assert [pair.final for pair in found.pairs] == [(1, 3), (3, 4)]


def test_words_on_both_sides_of_what_was_moved_are_not_joined() -> None:
    draft = draft_of(
        scan(
            [
                "die alten Akten liegen hier unten ver",
                "der neue Rat tagt erst im Mai",
                "kauft man heute noch ganz andere Bücher",
            ]
        )
    )
    words = final(
        "die alten Akten liegen hier unten verkauft man heute noch ganz andere Bücher\n"
        "der neue Rat tagt erst im Mai"
    )

    found = align(draft, words)

    assert all(
        pair.draft[1] - pair.draft[0] == pair.final[1] - pair.final[0] for pair in found.pairs
    )


def test_many_long_gaps_are_laid_on_the_old_words_in_the_end() -> None:
    ours: list[str] = []
    theirs: list[str] = []
    for gap in range(3):
        anchor = [f"anker{gap}", f"leine{gap}", f"boje{gap}"]
        ours += [*anchor, *("a" for _ in range(30))]
        theirs += [*anchor, *("bbbbbb" for _ in range(30))]

    found = align(_long(ours), final(" ".join(theirs)), most=500)

    assert sum(pair.draft[1] - pair.draft[0] for pair in found.pairs) == len(ours)


def test_similarities_are_the_same_when_old_ones_are_forgotten() -> None:
    similarities = Similarities(1)

    found = [similarities.of(one, "Haus") for one in ("Maus", "Haut", "Maus")]

    assert found == [0.75, 0.75, 0.75]


def test_two_short_words_elsewhere_are_not_taken_for_moved() -> None:
    draft = draft_of(scan(["eins zwei drei vier", "na ja", "fünf sechs sieben acht"]))
    words = final("eins zwei drei vier fünf sechs sieben acht na ja")

    found = align(draft, words)

    assert not any(pair.moved for pair in found.pairs)


@pytest.mark.parametrize("tie", [{"anchor": "p1_l1"}, {"page": 1}], ids=["line", "page"])
def test_a_word_where_a_page_ends_is_not_laid_on_the_next_one_that_was_deleted(
    tie: dict[str, Any],
) -> None:
    draft = draft_of(scan(["Die Frist endet am Freitag"], ["Der Rat tagt im Mai"]))
    words = tuple(replace(word, **tie) for word in final("Die Frist endet am Montag"))

    (pair,) = align(draft, words).pairs

    assert (pair.draft, pair.final) == ((0, 5), (0, 5))


def test_a_word_corrected_in_a_moved_paragraph_is_found_on_its_own_page() -> None:
    moved = "Der Rat tagt erst wieder im Mai und berät den Haushalt"
    draft = draft_of(scan(["Die Frist endet am Freitag"], [moved]))
    text = f"{moved.replace('Mai', 'Juni')}\nDie Frist endet am Freitag"
    words = tuple(replace(word, page=1) for word in final(text))

    assert _pairs(draft, words, align(draft, words)) == [("Mai", "Juni")]


def test_a_bookmark_that_was_moved_is_believed_though_half_its_words_are_others() -> None:
    draft = draft_of(scan(["Der hinter diesem Portal liegende Raum", "Schalte das Licht ein."]))
    moved = (replace(each, anchor="p1_l2") for each in final("Schaltet das Flurlicht ein."))
    words = (*moved, *unchanged(draft[:6]))

    assert _pairs(draft, words, align(draft, words)) == [
        ("Schalte", "Schaltet"),
        ("Licht", "Flurlicht"),
    ]
