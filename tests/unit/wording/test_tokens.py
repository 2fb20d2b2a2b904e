"""The words of a text and the signs that touch them."""

from __future__ import annotations

from pipeline.core.wording.edits import Edit, Treatment
from pipeline.core.wording.tokens import deletion_up_to, tokens_in, word_set


def test_a_token_knows_its_word_and_the_signs_around_it() -> None:
    first, second = tokens_in("(Ich’s  gut!“")

    assert (first.open, first.core, first.close, first.word) == ("(", "Ich’s", "", "ich's")
    assert (second.start, second.end, second.core_end) == (8, 13, 11)
    assert (first.capital, second.capital) == (True, False)
    assert (first.ends_sentence, second.ends_sentence) == (False, True)


def test_a_text_without_words_has_no_tokens() -> None:
    assert tokens_in(" \n") == []
    assert word_set(" \n") == frozenset()


def test_the_word_after_a_deletion_begins_the_sentence() -> None:
    small, name = tokens_in("gehen iPhones")

    assert deletion_up_to(0, small, Treatment.FILLER) == Edit(0, 1, "G", Treatment.FILLER)
    assert deletion_up_to(0, name, Treatment.FILLER) == Edit(0, 6, "", Treatment.FILLER)
