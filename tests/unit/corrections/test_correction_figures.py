"""How much was corrected, how good the marks were, and what may be learnt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.correction_figures import figures, lost_groups
from pipeline.core.corrections.word_pairs import word_pairs
from pipeline.core.drafts.vocabulary import Vocabulary
from pipeline.core.model import Recording, Scan
from pipeline.core.office.records import CorrectionFacts
from tests.returned import draft_of, final, recording, scan


def _figures(before: str, after: str, *marked: str) -> CorrectionFacts:
    draft = tuple(
        replace(word, marked=word.text in marked) for word in draft_of(scan(before.split("\n")))
    )
    words = final(after)
    return figures(draft, words, align(draft, words))


def test_marks_are_right_where_a_word_was_wrong() -> None:
    found = _figures("Herr Meier aus Koln kommt", "Herr Maier aus Köln kommt", "Meier", "Herr")

    assert (found.words, found.corrected, found.wrong, found.marked) == (5, 2, 2, 2)
    assert (found.marked_wrong, found.unmarked_wrong) == (1, 1)


def test_nothing_was_wrong_and_nothing_marked() -> None:
    assert _figures("alles ist gut", "alles ist gut") == CorrectionFacts(words=3)


def test_quotes_and_dashes_of_another_kind_are_no_correction() -> None:
    assert _figures('er sagt "ja" - nie', "er sagt „ja“ – nie").corrected == 0


def test_punctuation_and_capitals_are_corrections() -> None:
    assert _figures("der hund kommt", "der Hund kommt.").wrong == 2


def test_a_word_deleted_by_itself_was_wrong_and_a_whole_sentence_was_not() -> None:
    one = _figures("der alte xq Vertrag gilt", "der alte Vertrag gilt", "xq")
    many = _figures(
        "der alte Vertrag gilt\nnichts davon kommt zurück", "der alte Vertrag gilt", "nichts"
    )

    assert (one.deleted, one.wrong, one.marked_wrong) == (1, 1, 1)
    assert (many.deleted, many.wrong, many.marked) == (4, 0, 0)


def test_a_page_of_which_no_word_is_left_is_lost() -> None:
    draft = draft_of(scan(["Die Frist endet am Freitag"], ["Der Rat tagt im Mai"]))
    words = tuple(replace(word, page=1) for word in final("Die Frist endet am Montag"))

    assert lost_groups(draft, align(draft, words)) == (2,)


def test_moved_words_are_not_wrong() -> None:
    found = _figures(
        "Die Frist endet am Freitag\nDer Rat tagt erst wieder im Mai",
        "Der Rat tagt erst wieder im Mai\nDie Frist endet am Freitag",
    )

    assert (found.moved, found.wrong, found.deleted, found.inserted) == (5, 0, 0, 0)


def test_what_was_rewritten_is_not_judged_and_what_was_put_in_is_guessed() -> None:
    found = _figures(
        "Gruß Anton alpha beta gamma delta Ende Ort und Zeit",
        "Gruß Anton zwölf Bücher kommen jetzt Ende Ort und Zeit neu",
        "alpha",
    )

    assert (found.wrong, found.marked, found.inserted, found.guessed) == (0, 0, 1, 5)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("an Herrn Leberger, hier", "an Herrn Lemberger, hier", [("Leberger", "Lemberger")]),
        ("das Haus amSee hier", "das Haus am See hier", [("amSee", "am See")]),
        ("jetzt ver kauft hier", "jetzt verkauft hier", [("ver kauft", "verkauft")]),
        ("für Meier hier", "für Schulz hier", []),
        ("für 1234 hier", "für 1284 hier", []),
        ("nach GL-12/26 hier", "nach GL-13/26 hier", []),
        ("der hund hier", "der Hund hier", []),
        ("das Haus hier", "das haus, hier", []),
        ("die vertrage hier", "die Verträge hier", []),
        ("das – hier", "das x hier", []),
        ("Anton alpha beta gamma Ende", "Anton zwölf Bücher jetzt Ende", []),
    ],
)
def test_misread_words_are_learnt(before: str, after: str, pairs: list[tuple[str, str]]) -> None:
    assert _pairs(scan([before]), after) == pairs


@pytest.mark.parametrize("before", ["in Passan erhalten", "mit honorinq leben"])
def test_what_a_file_brought_along_was_not_misread(before: str) -> None:
    read = scan([before])
    after = before.replace("Passan", "Passau").replace("honorinq", "honoring")
    (page,) = read.pages
    words = tuple(replace(word, digital=True) for word in page.words)

    assert len(_pairs(read, after)) == 1
    assert _pairs(replace(read, pages=(replace(page, words=words),)), after) == []


@pytest.mark.parametrize("file", ["scan", "recording"])
@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("honoring", "honouring"),
        ("organization", "organisation"),
        ("center", "centre"),
        ("Telephon", "Telefon"),
        ("daß", "dass"),
        ("Vertreter", "Vertretung"),
        ("Straßen", "Strecken"),
        ("zeichnen", "bezeichnen"),
        ("eine", "einer"),
        ("Passau", "Passauer"),
        ("Hobel", "Hobelmann"),
    ],
)
def test_another_word_or_spelling_was_not_misread(file: str, wrong: str, right: str) -> None:
    assert _pairs(_document(file, wrong), f"hier {right} dort") == []


@pytest.mark.parametrize(
    ("file", "wrong", "right"),
    [
        ("scan", "honorinq", "honouring"),
        ("scan", "Vertretcr", "Vertreter"),
        ("scan", "Strasburg", "Straßburg"),
        ("scan", "Hobel", "Hohel"),
        ("scan", "Hobel", "Hobelt"),
        ("scan", "Hobel", "Hodel"),
        ("scan", "kauf Vertrag", "kaufVertrag"),
        ("recording", "Wände", "Wende"),
        ("recording", "Ratman", "Rathmann"),
    ],
)
def test_a_known_word_may_be_misread_for_one_that_looks_or_sounds_like_it(
    file: str, wrong: str, right: str
) -> None:
    assert _pairs(_document(file, wrong), f"hier {right} dort") == [(wrong, right)]


_WORDS = (
    "hier dort Vertreter Vertretung Straßen Strecken zeichnen bezeichnen honouring organisation "
    "centre Telefon dass Hobel Wände Wende kauf Vertrag "
    "eine einer Passau"
)


def _lexicon(word: str, _language: str) -> bool:
    """A small dictionary."""
    return word in _WORDS.split()


def _document(file: str, word: str) -> Scan | Recording:
    text = f"hier {word} dort"
    return scan([text]) if file == "scan" else recording(("A", text))


def _pairs(document: Scan | Recording, after: str) -> list[tuple[str, str]]:
    draft, words = draft_of(document), final(after)
    found = word_pairs(
        *(draft, words, align(draft, words)),
        recognised=document,
        vocabulary=Vocabulary(_lexicon),
    )
    return [(pair.wrong, pair.right) for pair in found]
