"""Limits of pictures and documents."""

import pytest

from pipeline.errors import TooLarge
from pipeline.scans.image_files.limits import refuse_bombs, refuse_page_floods


def test_a_plan_in_black_and_white_is_no_bomb() -> None:
    refuse_bombs(19_866, 28_087, bilevel=True)

    with pytest.raises(TooLarge):
        refuse_bombs(19_866, 28_087)
    with pytest.raises(TooLarge):
        refuse_bombs(30_000, 30_000, bilevel=True)


def test_nobody_scans_a_million_pages() -> None:
    refuse_page_floods(10_000)

    with pytest.raises(TooLarge):
        refuse_page_floods(10_001)
