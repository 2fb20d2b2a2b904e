"""What corrections teach, and what they do not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.corrections.learned import (
    Fate,
    LearnedPair,
    Lesson,
    Source,
    Verdict,
    active,
    expire,
    is_learnable,
    learn,
    unlearn,
    verdicts,
)

DAY = date(2026, 11, 12)
PAIR = ("Rathrnann", "Rathmann")


def _source(number: int, day: date = DAY) -> Source:
    return Source(day, f"{number:06}-abababababab")


def _confirmed(times: int, words: tuple[str, str] = PAIR) -> tuple[LearnedPair, ...]:
    known: tuple[LearnedPair, ...] = ()
    for number in range(times):
        known = learn(known, [words], (), _source(number))
    return known


def _rejected(known: tuple[LearnedPair, ...], number: int) -> tuple[LearnedPair, ...]:
    return learn(known, (), [Verdict(*PAIR, Fate.REJECTED)], _source(number))


def test_a_pair_is_proposed_from_the_second_document_on() -> None:
    assert active(_confirmed(1), DAY) == ()
    assert active(_confirmed(2), DAY) == (PAIR,)


def test_a_document_that_corrects_a_word_often_counts_once() -> None:
    assert active(learn((), [PAIR] * 5, (), _source(1)), DAY) == ()


def test_a_pair_expires_18_months_after_its_last_use() -> None:
    known, later = _confirmed(2), DAY + timedelta(days=400)
    renewed = learn(known, (), [Verdict(*PAIR, Fate.USED)], _source(7, later))

    assert active(known, DAY + timedelta(days=549)) == ()
    assert active(renewed, DAY + timedelta(days=549)) == (PAIR,)
    assert expire(known, DAY + timedelta(days=549)) == ()


def test_a_proposal_that_stayed_confirms_nothing() -> None:
    known = learn(_confirmed(1), [PAIR], [Verdict(*PAIR, Fate.USED)], _source(5))

    assert active(known, DAY) == ()


def test_one_rejection_asks_for_one_more_confirmation() -> None:
    assert active(_rejected(_confirmed(2), 7), DAY) == ()
    assert active(_rejected(_confirmed(3), 7), DAY) == (PAIR,)


def test_what_was_rejected_twice_is_forgotten() -> None:
    assert active(_rejected(_rejected(_confirmed(5), 7), 8), DAY) == ()


def test_words_that_contradict_each_other_are_not_proposed() -> None:
    other = _confirmed(2, ("Rathrnann", "Radmann"))
    back = _confirmed(2, ("Rathmann", "Rathrnann"))

    assert active((*_confirmed(2), *other), DAY) == ()
    assert active((*_confirmed(2), *back), DAY) == ()


def test_a_text_in_which_the_wrong_word_stands_confirms_nothing() -> None:
    (verdict,) = verdicts((), _confirmed(1), ["Rathrnann"], ["Herr", "Rathrnann,"])

    assert verdict.fate is Fate.REJECTED
    assert active(learn(_confirmed(1), [PAIR], [verdict], _source(7)), DAY) == ()


def test_a_text_says_nothing_where_nothing_is_known_and_nothing_was_proposed() -> None:
    assert verdicts((), (), ["Rathrnann"], ["Rathmann"]) == ()


def test_a_proposal_that_stayed_is_used() -> None:
    told = verdicts([PAIR], (), ["Herr", "Rathrnann."], ["Herr", "Rathmann."])

    assert told == (Verdict(*PAIR, Fate.USED),)


def test_a_text_without_the_words_says_nothing_of_them() -> None:
    assert verdicts([PAIR], _confirmed(2), ["Guten", "Tag"], ["Guten", "Tag"]) == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("2O26", "2026"),
        ("ab", "Abt"),
        ("Rathmann", "Rathmann"),
        ("Grün", "Grün Löwe"),
        ("Passau", "Passau-Innstadt"),
        ("Innstadt", "Passau-Innstadt"),
        ("Passau-Innstadt", "passau"),
        ("Bad-Füssing", "Kurort-Bad-Füssing"),
        ("Passau", "Passau/Inn"),
        ("Rath mann", "Rat hmann"),
        ("Rath\x07", "Rath"),
        ("R" * 61, "Rathmann"),
        ("...", "Rath"),
    ],
)
def test_figures_short_words_and_parts_are_not_learned(wrong: str, right: str) -> None:
    assert not is_learnable(wrong, right)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Gründellöwe", "Gründel-Löwe"),
        ("Gründel Löwe", "Gründel-Löwe"),
        ("Gründel-Lowe", "Gründel-Löwe"),
        ("Passau-lnnstadt", "Passau-Innstadt"),
    ],
)
def test_names_with_a_hyphen_are_learned(wrong: str, right: str) -> None:
    assert is_learnable(wrong, right)


def test_a_pair_of_an_earlier_version_that_only_adds_to_a_word_is_not_proposed() -> None:
    sources = tuple(map(_source, range(3)))

    assert active([LearnedPair("Passau", "Passau-Innstadt", sources)], DAY) == ()


_WORDS = st.sampled_from([PAIR, ("Grundel", "Gründel"), ("Lüb ke", "Lübke"), ("Haag", "Hagg")])
_LESSONS = st.lists(
    st.tuples(st.lists(_WORDS, max_size=3), st.lists(st.tuples(_WORDS, st.sampled_from(Fate)))),
    max_size=8,
)


def _taught(
    lessons: list[tuple[list[tuple[str, str]], list[tuple[tuple[str, str], Fate]]]],
) -> tuple[LearnedPair, ...]:
    known: tuple[LearnedPair, ...] = ()
    for number, (pairs, fates) in enumerate(lessons):
        told = [Verdict(*words, fate) for words, fate in fates]
        known = learn(known, pairs, told, _source(number, DAY + timedelta(number)))
    return known


@given(_LESSONS, st.lists(_WORDS, max_size=3))
def test_learning_a_job_twice_changes_nothing(
    lessons: list[tuple[list[tuple[str, str]], list[tuple[tuple[str, str], Fate]]]],
    pairs: list[tuple[str, str]],
) -> None:
    source = _source(99, DAY + timedelta(30))
    once = learn(_taught(lessons), pairs, (), source)

    assert learn(once, pairs, (), source) == once


@given(_LESSONS)
def test_a_job_that_is_withdrawn_leaves_no_trace(
    lessons: list[tuple[list[tuple[str, str]], list[tuple[tuple[str, str], Fate]]]],
) -> None:
    known = _taught(lessons)
    for number in range(len(lessons)):
        job = _source(number).job
        known = unlearn(known, job)
        assert all(source.job != job for pair in known for source in pair.sources)
    assert known == ()


def test_the_newest_300_pairs_are_kept() -> None:
    letters = "abcdefghijklmnopqrst"
    many = [(f"Rath{one}{other}", f"Gath{one}{other}") for one in letters for other in letters]

    assert len(learn((), many, (), _source(1))) == 300


def test_the_lessons_of_two_documents_are_one() -> None:
    one = Lesson((("Muller", "Müller"),), (), ("Muller",), ("Müller",))
    other = Lesson((), (("Kohn", "Köhn"),), ("Kohn",), ("Kohn",))

    assert one + other == Lesson(
        (("Muller", "Müller"),), (("Kohn", "Köhn"),), ("Muller", "Kohn"), ("Müller", "Kohn")
    )
