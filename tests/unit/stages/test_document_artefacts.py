"""Which pages count as read, with and without a second reader."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.core.model import Box, Job, Kind, Page, Word
from pipeline.recipe import Recipe
from pipeline.stages.document_artefacts import DocumentArtefacts

JOB = Job("000001-abababababab", Kind.SCAN, "Brief.pdf", "ab" * 32)
PAGE = Page(1, 100, 100, 300, (Word("12", Box(0, 0, 20, 10), 0.7, 0, 0, 0, second="72"),))


def _known(folder: Path, second_reader: str) -> DocumentArtefacts:
    recipe = Recipe(folder, "3", "de", "reader 1", 1, ("deu",), "none 1 base", ("de",))
    return DocumentArtefacts(JOB, replace(recipe, second_reader=second_reader))


def test_a_page_keeps_what_the_second_reader_read(tmp_path: Path) -> None:
    _known(tmp_path, "PP-OCR").save_page(PAGE)

    assert _known(tmp_path, "PP-OCR").page(1) == PAGE


def test_pages_that_were_read_before_there_was_a_second_reader_still_count(tmp_path: Path) -> None:
    _known(tmp_path, "").save_page(PAGE)

    assert _known(tmp_path, "PP-OCR").page(1) == PAGE


def test_who_switches_the_second_reader_off_gets_nothing_of_it(tmp_path: Path) -> None:
    _known(tmp_path, "PP-OCR").save_page(PAGE)

    assert _known(tmp_path, "").page(1) is None
