"""The picture of a scanned page, taken as it is."""

from __future__ import annotations

import zlib

import pikepdf
import pytest

from pipeline.scans.drawing.own_picture import own_picture


@pytest.mark.parametrize(
    ("content", "alone"),
    [
        (b"q 72 0 0 144 0 0 cm /Im Do Q", True),
        (b"q 72 0 0 144 0 0 cm /Im Do Q 0 0 9 9 re f", False),
        (b"q 36 0 0 144 0 0 cm /Im Do Q", False),
    ],
    ids=["alone", "with more", "on half of the page"],
)
def test_a_picture_is_taken_if_it_is_all_of_the_page(content: bytes, *, alone: bool) -> None:
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(72, 144))
        image = document.make_stream(
            zlib.compress(b"\x80" * 300 * 600), Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image, Width=300, Height=600, BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray, Filter=pikepdf.Name.FlateDecode,
        )  # fmt: skip
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.obj.Contents = document.make_stream(content)

        found = own_picture(page)

    assert (found is not None) == alone
