"""The boxes of a page."""

import pikepdf
import pytest

from pipeline.pdf.boxes import displayed_size, give_area, user_unit


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


def test_a_box_without_an_area_becomes_the_size_that_readers_assume() -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    page.obj.MediaBox = pikepdf.Array([0, 0, 595, 0])

    give_area(page)

    assert [float(edge) for edge in page.obj.MediaBox] == [0, 0, 612, 792]
    assert "/CropBox" not in page.obj


def test_boxes_with_an_area_stay() -> None:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    before = page.obj.unparse()

    give_area(page)

    assert page.obj.unparse() == before
