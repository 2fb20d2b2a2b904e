"""Forms, sidebars and labels, made and real, from the picture to the order of the words."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest

from pipeline.core.model import Page
from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import read_pages
from tools import compare, office_pages, samples
from tools.office_pages.paper import Stock

pytestmark = [pytest.mark.engine, pytest.mark.timeout(300)]

_KINDS = office_pages.kinds(Stock(("Liberation Sans", "DejaVu Serif")))
"""In fonts that set-up brings."""


def _read(source: Path, folder: Path) -> tuple[Page, ...]:
    facts = open_scan(source, folder / "pages.pdf", text="new")
    return read_pages(
        TesseractCli(), folder / "pages.pdf", facts.pages, languages=("deu",), folder=folder
    )


def _text(pages: tuple[Page, ...]) -> str:
    return " ".join(compare.words(" ".join(word.text for page in pages for word in page.words)))


def _sample(kind: str, folder: Path) -> samples.Sample:
    (sample,) = samples.pages_of(kind, folder, count=1, kinds=_KINDS)
    return sample


def _as_words(text: str) -> str:
    return " ".join(compare.words(text))


def test_labels_of_a_crooked_form_come_with_their_values(tmp_path: Path) -> None:
    sample = _sample("layouts, crooked form", tmp_path)

    text = _text(_read(sample.path, tmp_path))

    assert sample.print is not None
    pairs = [(_as_words(label), _as_words(value)) for label, value in sample.print.pairs]
    read = [(label, value) for label, value in pairs if label in text and value in text]
    assert len(read) >= 0.8 * len(pairs)
    assert [label for label, value in read if f"{label} {value}" not in text] == []


@pytest.mark.parametrize("kind", ["layouts, sidebar", "layouts, labels"])
def test_what_stands_side_by_side_is_not_woven(kind: str, tmp_path: Path) -> None:
    sample = _sample(kind, tmp_path)

    text = _text(_read(sample.path, tmp_path))

    assert sample.print is not None
    blocks = [_as_words(block) for block in sample.print.blocks]
    whole = sum(len(block) for block in blocks if block in text)
    words = sum(map(len, blocks))
    assert whole >= 0.6 * words  # a single misread word costs its whole block


def test_a_real_crooked_form_is_read_row_by_row(shared_data: Path, tmp_path: Path) -> None:
    page, *_ = _read(shared_data / "scans" / "scan200_ig_lieferung_skew2.pdf", tmp_path)

    lines = [
        " ".join(word.text for word in line)
        for _, line in groupby(page.words, key=lambda word: word.line)
    ]
    for line in (
        "Währung: EUR",
        "Abrechnungszeitraum: 01.10.2018 bis 31.10.2018",
        "Nummer: 12345676",
        "Anschrift: 153 Victoria Street",
    ):
        assert line in lines
