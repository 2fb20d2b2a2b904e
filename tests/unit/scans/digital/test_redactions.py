"""Signs that stand for words under something dark."""

from __future__ import annotations

from dataclasses import replace

from pipeline.core.model import Box, Word
from pipeline.core.scans.digital.redactions import is_redaction, redaction

NAME = Word("Löwe", Box(10, 10, 50, 20), 1, 2, 3, 4, digital=True)


def test_one_sign_stands_for_all_covered_words_of_a_line() -> None:
    sign = redaction([NAME, replace(NAME, text="GmbH", box=Box(55, 9, 99, 20))])

    assert is_redaction(sign)
    assert sign.box == Box(10, 9, 99, 20)
    assert (sign.block, sign.paragraph, sign.line) == (2, 3, 4)
    assert not {"Löwe", "GmbH"} & set(sign.text.split())


def test_a_bar_that_somebody_typed_is_a_word() -> None:
    typed = replace(NAME, text=redaction([NAME]).text)

    assert not is_redaction(typed)
    assert not is_redaction(NAME)
