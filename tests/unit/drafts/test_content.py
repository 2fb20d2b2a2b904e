"""What drafts of scans and of recordings say alike."""

from __future__ import annotations

from pipeline.core.model import Scan
from tests.draft_parts import LETTER_EN, SENTENCE, page_of
from tests.drafts import drafted


def test_page_numbers_that_do_not_follow_each_other_are_listed() -> None:
    pages = tuple(
        page_of(n, "" if n % 2 else SENTENCE, problem="TooLarge" if n % 2 else None)
        for n in range(1, 6)
    )

    made = drafted(Scan(pages), about=LETTER_EN)

    assert made.notices == ("Pages 1, 3, 5 could not be read: too large to process safely.",)
