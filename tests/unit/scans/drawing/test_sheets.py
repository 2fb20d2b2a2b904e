"""Pages as Poppler draws them, or PDFium."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.scans.drawing.sheets import (
    Sheet,
    has_broken_colours,
    rendered_sheet,
    sheet_with_notes,
)


def drawn(folder: Path, content: bytes, *, notes: bool = False) -> Sheet | None:
    path = folder / "a.pdf"
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(72, 144))
        document.pages[0].obj.Contents = document.make_stream(content)
        document.save(path)
    with pikepdf.open(path) as document:
        page = document.pages[0]
        if notes:
            return sheet_with_notes(path, 1, page)
        return rendered_sheet(path, 1, page, folder=folder)


@pytest.mark.parametrize("notes", [False, True])
def test_a_page_is_drawn_in_grey_at_300_dpi(notes: bool, tmp_path: Path) -> None:  # noqa: FBT001
    sheet = drawn(tmp_path, b"0 72 72 72 re f", notes=notes)

    assert sheet is not None
    assert (sheet.dpi, sheet.picture.mode, sheet.picture.size) == (300, "L", (300, 600))
    assert (sheet.picture.getpixel((150, 100)), sheet.picture.getpixel((150, 500))) == (0, 255)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_page_of_which_the_renderer_complains_is_doubtful(tmp_path: Path) -> None:
    sheet = drawn(tmp_path, b"0 72 72 72 re f /None Do")

    assert sheet is not None
    assert sheet.doubtful


@pytest.mark.parametrize(
    ("content", "broken"),
    [(b"/Cs8 cs 1 scn 0 0 9 9 re f", True), (b"1 g 0 0 9 9 re f", False)],
    ids=["a colour space that is not there", "white"],
)
def test_a_page_without_its_colours_is_broken(
    content: bytes,
    broken: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    drawn(tmp_path, content)

    assert has_broken_colours(tmp_path / "a.pdf", 1) == broken
