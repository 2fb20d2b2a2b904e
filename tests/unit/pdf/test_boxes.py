"""The boxes of a page."""

import pikepdf
import pytest

from pipeline.pdf.boxes import displayed_size, user_unit


@pytest.mark.parametrize(
    ("entry", "unit"), [(None, 1.0), (2, 2.0), (10.5, 10.5), (0, 1.0), (-3, 1.0), ("two", 1.0)]
)
def test_a_unit_of_the_page_is_so_many_points(entry: object, unit: float) -> None:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(60, 84))
        if entry is not None:
            document.pages[0].obj.UserUnit = entry

        assert user_unit(document.pages[0]) == unit
        assert displayed_size(document.pages[0]) == (60, 84)
