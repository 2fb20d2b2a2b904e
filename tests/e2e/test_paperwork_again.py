"""A result that is dropped again is a document that has its text already."""

from typing import TYPE_CHECKING

import pytest

from tests.e2e import readers
from tests.e2e.papers import AGAIN
from tools.compare import words

if TYPE_CHECKING:
    from tests.e2e.conftest import Paperwork

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1500), pytest.mark.xdist_group("paperwork")]


def test_every_result_can_be_done_again(repeated: "Paperwork") -> None:
    assert {item["status"] for item in repeated.items.values()} == {"published"}
    assert len(repeated.items) == len(AGAIN)
    assert repeated.code == 0
    repeated.office.check()


@pytest.mark.parametrize("source", AGAIN)
def test_no_word_is_there_twice(paperwork: "Paperwork", repeated: "Paperwork", source: str) -> None:
    first, second = paperwork.output(source, ".pdf"), repeated.output(_pdf(source), ".pdf")

    assert [words(text) for text in readers.poppler(second)] == [
        words(text) for text in readers.poppler(first)
    ]
    assert second.stat().st_size <= first.stat().st_size + 1024


def _pdf(source: str) -> str:
    return f"{source.rpartition('.')[0]}.pdf"
