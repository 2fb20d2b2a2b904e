"""Times as a reader sees them."""

from __future__ import annotations

import pytest

from pipeline.core.wording.formatting import time_mark


@pytest.mark.parametrize(
    ("seconds", "mark"), [(0, "#00:00:00#"), (751.99, "#00:12:31#"), (360000, "#100:00:00#")]
)
def test_a_time_mark_names_the_second_that_has_begun(seconds: float, mark: str) -> None:
    assert time_mark(seconds) == mark
