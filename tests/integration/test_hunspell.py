"""The dictionaries of this machine, asked for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines.hunspell import lexicon

pytestmark = pytest.mark.skipif(
    not Path("/usr/share/hunspell/de_DE.dic").exists()
    or not Path("/usr/share/hunspell/en_GB.dic").exists(),
    reason="the Debian packages hunspell-de-de and hunspell-en-gb are not installed",
)


@pytest.mark.parametrize(
    "word", ["Rechnungsnummer", "Straße", "geehrte", "bzw.", "Heizungsanlage", "Vertrages"]
)
def test_german_words_are_known(word: str) -> None:
    assert lexicon()(word, "de") is True


@pytest.mark.parametrize("word", ["house", "don't", "don’t", "organise"])
def test_english_words_are_known(word: str) -> None:
    assert lexicon()(word, "en") is True


@pytest.mark.parametrize("word", ["rnit", "Vertrges", "fur", "日本", "\N{SNOWMAN}"])
def test_what_is_no_word_is_not(word: str) -> None:
    assert lexicon()(word, "de") is False


def test_nobody_knows_the_words_of_another_language_nor_words_without_end() -> None:
    assert lexicon()("maison", "fr") is None
    assert lexicon()("Donau" * 20, "de") is None


def test_where_there_is_no_dictionary_nobody_knows(tmp_path: Path) -> None:
    assert lexicon((str(tmp_path),))("Haus", "de") is None


def test_a_dictionary_without_its_rules_is_none(tmp_path: Path) -> None:
    (tmp_path / "de_DE.dic").write_text("1\nHaus\n")

    assert lexicon((str(tmp_path),))("Haus", "de") is None


def test_a_letter_that_a_dictionary_cannot_write_makes_no_word(tmp_path: Path) -> None:
    (tmp_path / "de_DE.aff").write_text("SET ISO8859-1\n")
    (tmp_path / "de_DE.dic").write_text("1\nHaus\n")
    known = lexicon((str(tmp_path),))

    assert known("Haus", "de") is True
    assert known("Haus\N{SNOWMAN}", "de") is False


def test_a_broken_dictionary_knows_nothing_and_harms_nobody(tmp_path: Path) -> None:
    for suffix in (".dic", ".aff"):
        (tmp_path / f"de_DE{suffix}").write_bytes(bytes(range(256)) * 40)

    assert lexicon((str(tmp_path),))("Haus", "de") is False
