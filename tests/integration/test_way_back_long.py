"""A correction of 2,000 pages, in a child process as the office has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from benchmarks.made_drafts import SHA256, Drafted
from benchmarks.roundtrip_files import make_long
from pipeline import process
from pipeline.core.corrections.model import Returned
from pipeline.core.model import Job, Kind
from pipeline.core.office.retries import Patience
from pipeline.isolate import Isolated
from pipeline.recipe import RETURNED, CorrectionOf
from pipeline.sandbox.limits import LEAST_BYTES
from pipeline.settings import Limits

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3000)]

RETURN = Job(f"000002-{SHA256[:12]}", Kind.CORRECTION, "Brief.docx", SHA256)


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Isolated[object]]:
    """A child with the least memory that any machine gives it."""
    isolated = Isolated(object, processes=1, memory_bytes=LEAST_BYTES, writable=(tmp_path,))
    yield isolated
    isolated.close()


def test_a_correction_of_2000_pages_ends_in_its_first_attempt_on_a_small_machine(
    child: Isolated[object], tmp_path: Path
) -> None:
    make_long("pages", tmp_path / "long")
    draft = TypeAdapter(Drafted).validate_json((tmp_path / "long" / "draft.json").read_bytes())
    folder = tmp_path / "long" / "back"
    limit = Patience.FIRST.seconds(Limits().document_seconds, usual=0.1)
    of = CorrectionOf(draft.job, 1, draft.original, "Brief")
    recipe = replace(draft.recipe, correction=of)

    returned = child.run(process.read_return, limit, tmp_path / "long" / "edited.docx", folder)
    (folder / RETURNED).write_bytes(TypeAdapter(Returned).dump_json(returned))
    child.run(process.prepare, limit, draft.job, draft.original, folder, recipe)
    made = child.run(process.compose, limit, RETURN, folder, recipe)

    assert [file.suffix for file in made.files] == [".pdf", ".docx"]
    assert (made.facts.pages, made.facts.pdfa) == (2000, "2b")
