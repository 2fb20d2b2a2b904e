"""Doubtful words of recordings."""

from __future__ import annotations

from dataclasses import replace

from pipeline.core.drafts.doubts.heard_words import recording_doubts, utterance_doubts
from pipeline.core.drafts.draft import Doubt, Reason
from pipeline.core.drafts.vocabulary import vocabulary_of
from pipeline.core.model import Moment, SpokenWord, Utterance

_GERMAN = {"der", "the"}


def _lexicon(word: str, language: str) -> bool:
    return language == "de" and word.lower() in _GERMAN


def test_a_heard_word_is_doubtful_below_a_bound_of_its_own() -> None:
    words = (
        SpokenWord(" Europa", 0, 1, 0.7),
        SpokenWord(" Asien", 1, 1.5, 0.5),
        SpokenWord(" –", 2, 2, 0.1),
    )

    doubts = utterance_doubts(Utterance(words, "de"))

    assert doubts == {words[1]: Doubt(Reason.UNSURE, 0.5, Moment(1, 1.5), weight=0.5)}


def test_a_word_said_again_and_again_is_to_be_counted_where_its_number_is_doubtful() -> None:
    words = tuple(SpokenWord(f" {text}", at, at + 1, 0.9) for at, text in enumerate(["Ja."] * 5))
    doubtful = (*words[:-1], replace(words[-1], confidence=0.2))

    assert utterance_doubts(Utterance(words, "de")) == {}
    assert utterance_doubts(Utterance(doubtful, "de")) == {
        doubtful[-1]: Doubt(Reason.MISCOUNTED, 0.2, Moment(4, 5), weight=2.8)
    }


def test_a_heard_word_that_nobody_knows_is_doubtful_sooner() -> None:
    def heard(*texts: str, terms: tuple[str, ...] = ()) -> set[str]:
        said = Utterance(
            tuple(SpokenWord(f" {text}", at, at + 1, 0.9) for at, text in enumerate(texts)), "de"
        )
        return {word.text for word in utterance_doubts(said, vocabulary_of((), _lexicon, terms))}

    assert heard("der", "Leichenhaler,", "the", "2026") == {" Leichenhaler,"}
    assert heard("der", "Leichenhaler,", terms=("Leichenhaler",)) == set()


def test_a_number_of_many_digits_must_be_heard_well_and_is_marked_as_a_whole() -> None:
    def marked(*sure: float) -> set[str]:
        texts = ("unter", "0851,", "55510123.", "Danke.")
        words = (SpokenWord(f" {text}", at, at + 1, 0.9) for at, text in enumerate(texts))
        heard = [
            replace(word, confidence=each)
            for word, each in zip(words, (0.9, *sure, 0.9), strict=True)
        ]
        return {word.text for word in utterance_doubts(Utterance(tuple(heard), "de"))}

    assert marked(0.76, 0.95) == {" 0851,", " 55510123."}
    assert marked(0.95, 0.72) == {" 0851,", " 55510123."}
    assert marked(0.95, 0.95) == set()


def test_a_name_that_was_spelled_otherwise_is_doubtful_though_it_was_heard_well() -> None:
    said = "Frau Bömer. Buchstabiert Berta, Ökonom, Heinrich, Martha, Emil, Richard."
    words = tuple(SpokenWord(text, at, at + 1, 0.75) for at, text in enumerate(said.split()))

    first, second = recording_doubts([Utterance(words[:2], "de"), Utterance(words[2:], "de")])

    assert first == {words[1]: Doubt(Reason.SPELLED, 0.75, Moment(1, 2), ("Böhmer",), weight=2.25)}
    assert second == {}


def test_spoken_numbers_are_checked_as_printed_ones_are() -> None:
    said = (
        "Am 31.02.2026, IBAN DE89 3704 0044 0532 0130 01 und DE89 3704 0044 0532 0130 00 am "
        "9. Mai 2004-20"
    )
    words = tuple(SpokenWord(text, at, at + 1, 0.9) for at, text in enumerate(said.split()))

    found = utterance_doubts(Utterance(words, "de"))

    wrong = [word.text for word, doubt in found.items() if doubt.reason is Reason.IMPLAUSIBLE]
    assert wrong == [
        "31.02.2026,",
        *("DE89", "3704", "0044", "0532", "0130", "01"),
        "2004-20",
    ]


def test_a_spoken_iban_with_right_check_digits_is_not_doubted_though_it_was_hardly_heard() -> None:
    words = tuple(
        SpokenWord(text, at, at + 1, 0.3)
        for at, text in enumerate(("DE89", "3704", "0044", "0532", "0130", "00"))
    )

    assert utterance_doubts(Utterance(words, "de")) == {}
