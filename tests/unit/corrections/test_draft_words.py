"""The recognised words of a draft, each with its place."""

from dataclasses import replace

from pipeline.core.corrections.draft_words import draft_words, typed_names, with_names
from pipeline.core.corrections.model import DraftWord, FinalWord, WordPlace
from pipeline.core.drafts.draft import (
    Change,
    Doubt,
    Draft,
    Heading,
    PageMark,
    Paragraph,
    Reason,
    Run,
    Turn,
)
from pipeline.core.model import (
    Box,
    Moment,
    Page,
    Recording,
    Scan,
    SpokenWord,
    Utterance,
    Word,
)

DOUBT = Doubt(Reason.UNSURE, 0.4, Moment(0, 1))


def _scan(*lines: str) -> Scan:
    words = tuple(
        Word(text, Box(100 * at, 40 * line, 100 * at + 80, 40 * line + 30), 0.9, 0, 0, line)
        for line, said in enumerate(lines)
        for at, text in enumerate(said.split())
    )
    return Scan((Page(1, 1000, 1000, 100, words),))


def _recording(*texts: str) -> Recording:
    said = tuple(SpokenWord(text, at, at + 1, 0.9) for at, text in enumerate(texts))
    return Recording(60, (Utterance(said, "de", "Sprecher 1"),), "de")


def _spoken(*runs: Run) -> Draft:
    anchored = tuple(replace(run, anchor="u1") for run in runs)
    return Draft("Titel", "de", (), (), (Turn(anchored, 0, 9, "Sprecher 1"),))


def test_printed_words_have_their_line_and_their_number_on_the_page() -> None:
    runs = Run("Guten Tag", "de", anchor="p1_l0"), Run(" Frau", "de", DOUBT, anchor="p1_l1")
    blocks = PageMark(1, "S. 1"), Heading(1, (Run("Von uns", "de"),)), Paragraph((runs,))

    words = draft_words(Draft("Titel", "de", (), (), blocks), _scan("Guten Tag", "Frau"))

    assert words == (
        DraftWord("Guten", WordPlace(1, 0), "p1_l0"),
        DraftWord("Tag", WordPlace(1, 1), "p1_l0"),
        DraftWord("Frau", WordPlace(1, 2), "p1_l1", marked=True),
    )


def test_a_word_cut_at_a_lines_end_has_the_place_of_its_first_piece() -> None:
    runs = (Run("die Rechnung kommt", "de", anchor="p1_l0"),)

    words = draft_words(
        Draft("Titel", "de", (), (), (Paragraph((runs,)),)), _scan("die Rech- kommt", "nung")
    )

    assert [(word.text, word.place.index) for word in words] == [
        ("die", 0),
        ("Rechnung", 1),
        ("kommt", 2),
    ]


def test_equal_words_of_a_line_have_a_place_each() -> None:
    runs = (Run("der der", "de", anchor="p1_l0"),)

    words = draft_words(Draft("Titel", "de", (), (), (Paragraph((runs,)),)), _scan("der der"))

    assert [word.place.index for word in words] == [0, 1]


def test_what_we_would_change_is_not_heard() -> None:
    draft = _spoken(
        Run("Bitte", "de"),
        Run(",", "de", change=Change.INSERTED),
        Run(" Komma", "de", change=Change.DELETED),
        Run(" kommen", "de"),
    )

    words = draft_words(draft, _recording("Bitte", "Komma", "kommen"))

    assert [(word.text, word.place.index, word.speaker) for word in words] == [
        ("Bitte", 0, "Sprecher 1"),
        ("Komma", 1, "Sprecher 1"),
        ("kommen", 2, "Sprecher 1"),
    ]


def test_words_that_a_doubtful_figure_replaces_are_marked() -> None:
    draft = _spoken(
        Run("etwa ", "de"),
        Run("zwölf", "de", change=Change.DELETED),
        Run("12", "de", DOUBT, Change.INSERTED),
        Run(" Euro", "de"),
    )

    words = draft_words(draft, _recording("etwa", "zwölf", "Euro"))

    assert [word.marked for word in words] == [False, True, False]


def test_a_word_with_a_space_inside_has_one_place() -> None:
    words = draft_words(_spoken(Run("1 000 Euro", "de")), _recording("1 000", "Euro"))

    assert [(word.text, word.place.index) for word in words] == [("1", 0), ("000", 0), ("Euro", 1)]


def _labelled(*turns: tuple[str, str]) -> tuple[DraftWord, ...]:
    return tuple(
        DraftWord("Ja.", WordPlace(1, at), anchor, speaker=speaker)
        for at, (anchor, speaker) in enumerate(turns)
    )


def _left(*turns: tuple[str, str]) -> tuple[FinalWord, ...]:
    return tuple(FinalWord("Ja.", anchor, speaker=speaker) for anchor, speaker in turns)


def test_a_name_typed_once_is_known_for_its_label() -> None:
    draft = _labelled(("u1", "Sprecher 1"), ("u2", "Sprecher 2"), ("u3", "Sprecher 1 + Sprecher 2"))

    once = typed_names(draft, _left(("u1", "Frau Weiß"), ("u2", "Sprecher 2")))
    together = typed_names(draft, _left(("u3", "Sprecher 1 + Herr Kurz")))
    first = typed_names(draft, _left(("u1", "Frau Weiß"), ("u3", "Herr Blum + ?")))

    assert once == {"Sprecher 1": "Frau Weiß"}
    assert together == {"Sprecher 2": "Herr Kurz"}
    assert first == {"Sprecher 1": "Frau Weiß"}
    assert with_names(_left(("u3", "Sprecher 1 + Sprecher 2"), ("u4", "")), once) == _left(
        ("u3", "Frau Weiß + Sprecher 2"), ("u4", "")
    )


def test_that_another_spoke_or_nobody_is_named_is_no_new_name() -> None:
    draft = _labelled(("u1", "Sprecher 1"), ("u2", "Sprecher 2"))

    assert typed_names(draft, _left(("u1", "Sprecher 2"), ("u2", ""), ("", "Frau Weiß"))) == {}
    assert typed_names(draft, _left(("u1", "?"), ("u2", "Sprecher 2 + Herr Kurz"))) == {}
