"""Digital words where pdftotext does not come to an end."""

from pathlib import Path

from pipeline.scans.opening import open_scan
from tests.bombs import billion_forms


def test_a_page_on_which_pdftotext_hangs_takes_its_words_from_no_other(tmp_path: Path) -> None:
    source = tmp_path / "bomb.pdf"
    source.write_bytes(billion_forms(around=2))

    facts = open_scan(source, tmp_path / "pages.pdf")

    assert [page.digital for page in facts.pages] == [True, True, False, True, True]
