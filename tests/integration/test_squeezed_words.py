"""Words that a person put in share the gap of two printed ones, and are found all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.core.corrections.alignment import align
from pipeline.core.corrections.corrected_pages import corrected_scan
from pipeline.core.model import Box, Page, Scan, Word
from pipeline.outputs.searchable_pdf import write_searchable_pdf
from tests.returned import draft_of, final
from tests.text_layers import READERS, a_pdf

_PRINTED = "We hope that you will join us for breakfast in December this year"


def _page() -> Page:
    words, left = [], 200.0
    for text in _PRINTED.split():
        width = 20.0 * len(text)
        words.append(Word(text, Box(left, 500, left + width, 540), 0.9, 0, 0, 0))
        left += width + 12
    return Page(1, 2480, 3508, 300, tuple(words), language="en")


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "said",
    [
        "We hope that you will join us for Kaffee breakfast in December this year",
        "We hope that you all join us for breakfast zum Beispiel im Rathaus in December this year",
        "We all hope that you will join us for breakfast in December this year or next",
    ],
)
def test_words_put_in_are_read_whole_and_apart(
    said: str, read: Callable[[Path], str], tmp_path: Path
) -> None:
    scan = Scan((_page(),))
    draft, text = draft_of(scan), final(said)

    made = corrected_scan(scan, draft, text, align(draft, text)).scan
    source = a_pdf(tmp_path / "source.pdf")
    write_searchable_pdf(source, made, tmp_path / "final.pdf", title="Letter", language="en")

    assert read(tmp_path / "final.pdf").split() == said.split()
