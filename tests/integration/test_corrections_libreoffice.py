"""A corrected draft that LibreOffice saved in its own format comes back through its own box."""

import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import process
from pipeline.core.office.records import State
from pipeline.outputs.draft_docx import write_docx
from tests.drafts import DRAFTS, grey_line
from tests.integration.test_corrections import PDF, Desk, Shop

pytestmark = [
    pytest.mark.engine,
    pytest.mark.timeout(300),
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


class Discerning(Desk):
    """A desk that knows which files need LibreOffice, and opens none of these itself."""

    def run(self, work: Callable[..., object], seconds: float, *arguments: object) -> object:
        if work is process.needs_libre_office:
            (file,) = arguments
            assert isinstance(file, Path)
            return work(file)
        assert work is not process.read_return
        return super().run(work, seconds, *arguments)


def test_an_odt_file_that_is_dropped_comes_back_as_finals(tmp_path: Path) -> None:
    root, own = tmp_path / "office", tmp_path / "own"
    for folder in (root, own):
        folder.mkdir()
    with closing(Shop(root)) as shop:
        desk = Discerning(root)
        shop.office = replace(shop.office, readers=desk)  # type: ignore[arg-type]  # as there
        drafted = shop.drop("Brief.pdf", PDF)
        draft = replace(DRAFTS["letter.de"], job=drafted.id, sha256=drafted.sha256)
        write_docx(draft, own / "Brief.docx", pictures=grey_line)
        profile = f"-env:UserInstallation={(own / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", str(own)]
        subprocess.run([*command, own / "Brief.docx"], check=True, capture_output=True, timeout=150)

        record = shop.drop("Brief.odt", (own / "Brief.odt").read_bytes())

        try:
            assert record.state is State.PUBLISHED
            assert "Brief (final).pdf" in shop.shown()
        finally:
            shop.office.converters.close()
