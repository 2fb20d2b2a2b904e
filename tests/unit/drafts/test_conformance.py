"""What a draft says of its searchable PDF."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.core.drafts.conformance import Conformance
from pipeline.core.model import Scan
from tests.draft_parts import LETTER_DE, page_of
from tests.drafts import drafted


def test_a_signed_original_is_noticed_and_where_the_signature_holds() -> None:
    (notice,) = drafted(Scan((page_of(1),)), about=replace(LETTER_DE, signed=True)).notices

    assert "_originals" in notice
    assert "Signatur" in notice


@pytest.mark.parametrize(
    ("conformance", "said"),
    [
        (Conformance("2b"), [("Durchsuchbares PDF", "PDF/A-2b")]),
        (
            Conformance(None, "it has a form"),
            [("Durchsuchbares PDF", "kein PDF/A. Es enthält ein Formular")],
        ),
        (Conformance(None), []),
    ],
)
def test_what_the_searchable_pdf_is_stands_among_the_facts(
    conformance: Conformance, said: list[tuple[str, str]]
) -> None:
    made = drafted(Scan((page_of(1),)), about=replace(LETTER_DE, conformance=conformance))

    assert [fact for fact in made.facts if fact[0] == "Durchsuchbares PDF"] == said
