"""Offices with a glossary, and what is said in them."""

from __future__ import annotations

import pytest

from tools.glossaries import offices
from tools.samples import Language


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_third_and_the_last_two_are_held_out_and_sixty_terms_are_said(language: Language) -> None:
    made = list(offices(language))
    sentences = [sentence for office in made for sentence in office.reading.sentences]
    terms = {form for sentence in sentences for form in sentence.forms}

    assert (len(made), sum(office.reading.held_out for office in made)) == (14, 6)
    assert len(terms) > 60
    assert sum(not sentence.forms for sentence in sentences) > 60
    assert {len(office.terms) for office in made} >= {8, 80}


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_said_stands_in_the_glossary(language: Language) -> None:
    for office in offices(language):
        parts = {part for term in office.terms for part in (term, *term.split())}
        for sentence in office.reading.sentences:
            assert all({form, form.removesuffix("s")} & parts for form in sentence.forms)


def test_the_same_seed_gives_the_same_offices() -> None:
    assert list(offices("de")) == list(offices("de"))
    assert list(offices("de")) != list(offices("de", seed=2))
