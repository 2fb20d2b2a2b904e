"""Fonts that call a digit another one."""

from __future__ import annotations

import pikepdf
import pytest

from pipeline.scans.digital.digit_maps import pages_with_odd_digits


@pytest.mark.parametrize(
    ("table", "names", "odd"),
    [
        (b"1 beginbfrange <30> <39> <0030> endbfrange", None, False),
        (b"2 beginbfchar <30> <0031> <31> <0030> endbfchar", None, True),
        (b"1 beginbfchar <30> <0031> endbfchar", "/one", False),
        (b"1 beginbfchar <30> <0041> endbfchar", None, False),
    ],
)
def test_digits_are_compared_with_the_encoding(
    table: bytes,
    names: str | None,
    odd: bool,  # noqa: FBT001
) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        font = pikepdf.Dictionary(Subtype=pikepdf.Name.Type1)
        font.ToUnicode = document.make_stream(table)
        if names is not None:
            font.Encoding = pikepdf.Dictionary(
                Differences=pikepdf.Array([0x30, pikepdf.Name(names)])
            )
        resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
        document.pages[0].obj.Resources = resources

        assert pages_with_odd_digits(document) == (frozenset({1}) if odd else frozenset())
