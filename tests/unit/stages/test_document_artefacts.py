"""Which pages count as read and which segments as heard, as settings change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Box, Job, Kind, Page, SpokenWord, Utterance, Word
from pipeline.core.recordings.segments import Region, Segment
from pipeline.recipe import Recipe
from pipeline.stages.document_artefacts import DocumentArtefacts, HeardSegment

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


SEGMENT = Segment(1, (Region(0, 16_000),))
HEARD = HeardSegment((Utterance((SpokenWord("Komma", 0, 1, 0.9),), "de"),))


def _recording(folder: Path, kind: DraftKind | None) -> DocumentArtefacts:
    recipe = Recipe(folder, "3", "de", "reader 1", 1, ("deu",), "none 1 base", ("de",))
    return DocumentArtefacts(
        replace(JOB, kind=Kind.RECORDING), replace(recipe, form=Form(kind=kind))
    )


def test_what_was_heard_before_a_folder_was_for_dictations_still_counts(tmp_path: Path) -> None:
    _recording(tmp_path, None).save_heard(SEGMENT, HEARD)

    assert _recording(tmp_path, DraftKind.DICTATION).heard(SEGMENT) == HEARD


def test_a_dictation_s_hearing_is_not_that_of_a_meeting(tmp_path: Path) -> None:
    _recording(tmp_path, DraftKind.DICTATION).save_heard(SEGMENT, HEARD)

    assert _recording(tmp_path, DraftKind.MINUTES).heard(SEGMENT) is None
    assert _recording(tmp_path, DraftKind.DICTATION).heard(SEGMENT) == HEARD
