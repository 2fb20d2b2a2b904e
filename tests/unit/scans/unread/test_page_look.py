"""The second look at a page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from pipeline.core.model import Box, Word
from pipeline.scans.rendering import PagePictures
from pipeline.scans.unread.page_look import page_look

LETTER = Word("Bauamt", Box(100, 100, 400, 160), 0.95, 0, 0, 0)


def a_scan(path: Path, *, stamp: bool) -> Path:
    """A page with a word, and with a stamp that slants."""
    picture = Image.new("L", (1240, 1754), "white")
    ImageDraw.Draw(picture).text((100, 95), "Bauamt", "black", font_size=60)
    if stamp:
        mark = Image.new("L", (600, 200), "white")
        ImageDraw.Draw(mark).text((10, 20), "EINGEGANGEN\\n12. Mai 2026", "black", font_size=60)
        turned = mark.rotate(30, expand=True, fillcolor="white")
        picture.paste(turned, (400, 700))
    jpeg = BytesIO()
    picture.save(jpeg, "JPEG", quality=90)
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(297.6, 420.96))
        page = document.pages[0].obj
        image = document.make_stream(
            jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1240,
            Height=1754, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.DCTDecode,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.Contents = document.make_stream(b"q 297.6 0 0 420.96 0 0 cm /Im Do Q")
        document.save(path)
    return path


@pytest.mark.parametrize("stamp", [False, True])
def test_only_what_was_passed_over_is_looked_at_again(
    stamp: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    pdf, looks = a_scan(tmp_path / "a.pdf", stamp=stamp), []

    def read(picture: Image.Image, _dpi: float) -> tuple[Word, ...]:
        looks.append(picture.size)
        return ()

    with pikepdf.open(pdf) as document:
        pictures = PagePictures(pdf, document, tmp_path)
        shot = pictures.of(1)
        assert shot is not None
        found = page_look(read, pictures, 1, shot=shot, words=(LETTER,), angle=0)

    assert found.words == (LETTER,)
    assert bool(looks) == stamp
    assert bool(found.unread) == stamp
