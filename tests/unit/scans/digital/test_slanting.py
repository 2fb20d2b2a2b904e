"""Slanting text, as of a watermark."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from pipeline.scans.digital.slanting import joined_pieces, without_slanting_text


def a_page(path: Path, content: bytes) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(400, 300))
        document.pages[0].obj.Contents = document.make_stream(content)
        document.save(path)
    return path


@pytest.mark.parametrize(
    ("matrix", "slants"),
    [(b"1 0 0 1", False), (b"0 1 -1 0", False), (b"0.7 0.7 -0.7 0.7", True)],
)
def test_only_slanting_text_is_left_out(
    matrix: bytes,
    slants: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    pdf = a_page(
        tmp_path / "a.pdf",
        b"q %s 9 9 cm BT 0 0 Td (ENTWURF) Tj ET Q BT 20 200 Td (Brief) Tj ET" % matrix,
    )

    assert without_slanting_text(pdf, 1, tmp_path / "b.pdf") == slants
    if slants:
        with pikepdf.open(tmp_path / "b.pdf") as copy:
            left = copy.pages[0].Contents.read_bytes()
        assert b"Brief" in left
        assert b"ENTWURF" not in left


def test_pieces_that_touch_are_one_word() -> None:
    pieces = [("TW", (50.0, 10.0, 100.0, 50.0)), ("EN", (0.0, 50.0, 50.0, 99.0))]

    assert joined_pieces(pieces) == [("ENTW", (0.0, 10.0, 100.0, 99.0))]
    assert len(joined_pieces([*pieces, ("X", (300.0, 0.0, 310.0, 9.0))])) == 2
