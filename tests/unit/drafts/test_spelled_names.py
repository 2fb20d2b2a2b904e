"""Names that were spelled out, as Whisper writes the letters."""

from __future__ import annotations

import pytest

from pipeline.core.drafts.doubts.spelled_names import spelled_names, wrong_names
from pipeline.core.model import SpokenWord, Utterance

WEISSGERBER = (
    "Mein Name ist Weißliebe. Ich buch stabiere, Willem, Emil, wieder, SZ, Gustav, Emil, Richard, "
    "Gata, Emil, Richard. Bis morgen."
)


def utterance(text: str, language: str, *, at: float = 0) -> Utterance:
    words = (
        SpokenWord(each, at + place, at + place + 0.5, 0.9)
        for place, each in enumerate(text.split())
    )
    return Utterance(tuple(words), language, None)


@pytest.mark.parametrize(
    ("said", "language", "spelled", "name"),
    [
        (WEISSGERBER, "de", "We?ßger?er", "Weißliebe."),
        (
            "Frau Bömer, mit Bertha, Ökonom, Heinrich, Marta, Emil, Richard.",
            "de",
            "Böhmer",
            "Bömer,",
        ),
        (
            "Firma Träugen. Buch stabil, Tykingen, Brostock, Essen, Una, Berlin, Essen, Leipzig.",
            "de",
            "Treubel",
            "Träugen.",
        ),
        ("Mein Name ist Meyer, M, E, I, E, R.", "de", "Meier", "Meyer,"),
        ("The name is Kerni, spelled K, E, A, R, N, E, Y.", "en", "Kearney", "Kerni,"),
        ("My name is Karney, K-E-A-R-N-E-Y.", "en", "Kearney", "Karney,"),
    ],
)
def test_a_name_is_compared_with_its_letters(
    said: str, language: str, spelled: str, name: str
) -> None:
    words = said.split()

    (found,) = spelled_names(words, language)

    assert found.spelled == spelled
    assert found.name is not None
    assert words[found.name] == name


def test_the_name_and_the_letters_that_were_not_understood_are_doubtful() -> None:
    first, _, rest = WEISSGERBER.partition(". ")
    said = [utterance(f"{first}.", "de"), utterance(rest, "de", at=9)]

    found = wrong_names(said)

    assert {word.text: others for word, others in found.items()} == {
        "Weißliebe.": ("We?ßger?er",),
        "wieder,": (),
        "Gata,": (),
    }


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Frau Böhmer, mit Bertha, Ökonom, Heinrich, Marta, Emil, Richard.", "de"),
        ("Herr Weiss, ich buchstabiere: Wilhelm, Emil, Ida, Eszett.", "de"),
        ("My name is Whitlock. I spell whiskey, hotel, India, Tango, Lima, Oscar, C, K.", "en"),
        ("Wir fahren nach Essen, Köln, Hamburg, Berlin, München und Leipzig.", "de"),
        ("Anwesend sind Anton, Berta, Emil, Ida und Otto.", "de"),
        ("Die Punkte A, B, C, D und E sind erledigt.", "de"),
        ("Das kann man kaum buchstabieren, sagte er, und lachte.", "de"),
        ("Je m'appelle Dupont, D, U, P, O, N.", "fr"),
        ("", "de"),
    ],
)
def test_what_agrees_or_is_no_spelling_is_left_alone(said: str, language: str) -> None:
    words = utterance(said or "Ja.", language)

    assert wrong_names([words]) == {}


def test_languages_are_not_mixed() -> None:
    said = [utterance("My name is Karney,", "en"), utterance("K, E, A, R, N, E, Y.", "de", at=9)]

    assert wrong_names(said) == {}
