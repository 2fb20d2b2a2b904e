"""Values that are said in other ways."""

from __future__ import annotations

import pytest

from tools.samples import Language
from tools.spoken_forms import forms


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_thirty_and_the_last_ten_are_held_out(language: Language) -> None:
    readings = list(forms(language))

    assert [len(reading.sentences) for reading in readings] == [10, 10, 10]
    assert [reading.held_out for reading in readings] == [False, False, True]
    assert all(sentence.forms for reading in readings for sentence in reading.sentences)
