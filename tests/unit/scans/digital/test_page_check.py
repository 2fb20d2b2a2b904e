"""What a page that brings words still needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf

from pipeline.core.model import Box, Page, Word
from pipeline.core.scans.digital.mixed_pages import Area
from pipeline.recipe import PageFacts
from pipeline.scans.digital.page_check import with_findings, with_own_words

FACT = PageFacts(1, 400, 300, digital=False)
OWN = Word("Akte", Box(0, 0, 50, 20), 1, 0, 0, 0, digital=True)
READ = replace(OWN, digital=False)


def a_page(path: Path, content: bytes) -> Path:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(400, 300))
        page = document.pages[0].obj
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = document.make_stream(content)
        document.save(path)
    return path


def test_words_that_are_seen_make_a_page_digital(tmp_path: Path) -> None:
    pdf = a_page(tmp_path / "a.pdf", b"BT /F 12 Tf 20 200 Td (Bitte beachten Sie) Tj ET")

    (fact,) = with_own_words(pdf, [FACT])

    assert (fact.digital, fact.pictures, fact.unseen) == (True, (), ())


def test_white_words_are_not_seen(tmp_path: Path) -> None:
    white = b"1 g BT /F 12 Tf 20 200 Td (weiss) Tj ET"

    (fact,) = with_own_words(a_page(tmp_path / "a.pdf", white), [FACT])

    assert (fact.digital, len(fact.unseen)) == (False, 1)


def test_white_words_are_believed_where_colours_are_broken(tmp_path: Path) -> None:
    bar = b"/Cs8 cs 1 scn 0 190 400 30 re f 1 g BT /F 12 Tf 20 200 Td (weiss) Tj ET"

    (fact,) = with_own_words(a_page(tmp_path / "a.pdf", bar), [FACT])

    assert (fact.digital, fact.unseen, fact.broken_colours) == (True, (), True)


def test_a_page_without_words_is_left_as_it_is(tmp_path: Path) -> None:
    assert list(with_own_words(a_page(tmp_path / "a.pdf", b"0 0 9 9 re f"), [FACT])) == [FACT]


def test_a_page_that_was_read_in_place_of_its_words_says_so() -> None:
    fact = replace(FACT, renewed=True, unseen=(Area(0, 0, 9, 9),))

    read, kept, mixed = (
        with_findings(Page(1, 400, 300, 72, words), fact)
        for words in ((READ,), (OWN,), (OWN, READ))
    )

    assert (read.renewed, kept.renewed, mixed.renewed) == ("text", "", "")
    assert read.unseen == 1
    assert with_findings(Page(1, 400, 300, 72, (READ,)), replace(fact, layer=True)).unseen == 0
