"""The doubts of a whole scan: its own words, its letter and its sums judge each page."""

from __future__ import annotations

from dataclasses import replace

from pipeline.core.drafts.doubts.documents import scan_doubts
from pipeline.core.drafts.draft import Reason
from pipeline.core.model import Scan
from pipeline.core.scans.letter import NOTHING_FOUND
from tests.layouts import typed_page
from tests.ledgers import Paper


def _lexicon(word: str, _language: str) -> bool:
    return word in {"Brauer", "und", "der", "Antrag"}


def _unsure(*lines: str) -> Scan:
    page = typed_page(*lines)
    words = tuple(replace(word, confidence=0.91) for word in page.words)
    return Scan((replace(page, words=words, language="de"),))


def test_who_sent_the_letter_is_no_other_word() -> None:
    scan = _unsure("der Antrag und Bräuer")
    letter = replace(NOTHING_FOUND, sender="Ernst Bräuer")

    assert [word.text for word in scan_doubts(scan, NOTHING_FOUND, lexicon=_lexicon)[0]] == [
        "Bräuer"
    ]
    assert scan_doubts(scan, letter, lexicon=_lexicon) == ({},)


def test_the_words_of_the_office_are_known() -> None:
    scan = _unsure("der Antrag und Bräuer")

    assert scan_doubts(scan, NOTHING_FOUND, lexicon=_lexicon, terms=("Bräuer",)) == ({},)


def test_sums_are_checked() -> None:
    paper = Paper()
    for label, amount in (("Netto", "400,00"), ("USt 19 %", "79,00"), ("Gesamtbetrag", "476,00")):
        paper.row((label, 0.1, "l"), (amount, 0.92, "r"))
    (doubts,) = scan_doubts(Scan(paper.pages()), NOTHING_FOUND, lexicon=None)

    assert {word.text: doubt.reason for word, doubt in doubts.items()}["79,00"] is Reason.SUM
