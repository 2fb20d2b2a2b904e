"""The text of a scan's draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.core.drafts.draft import About, Heading, PageMark, Paragraph, Remark, Run, Table
from pipeline.core.model import Box, Page, Scan, Spot, Unread, UnreadPlace, Word
from pipeline.core.scans.digital.redactions import redaction
from pipeline.core.scans.letter import Letter
from tests.draft_parts import LETTER_DE, LETTER_EN, SENTENCE, fact_of, marked_texts, page_of
from tests.drafts import drafted


def _digital(page: Page) -> Page:
    """The same page, as if the document had brought its words along."""
    return replace(page, words=tuple(replace(word, digital=True) for word in page.words))


def test_a_page_becomes_its_mark_and_its_paragraphs() -> None:
    made = drafted(Scan((page_of(1),)), about=LETTER_DE)

    assert made.blocks == (
        PageMark(1, "S. 1"),
        Paragraph(((Run(SENTENCE, "de", anchor="p1_l0"),),)),
    )
    assert made.title == "Brief"
    assert made.notices == ()


def test_a_paragraph_in_another_language_than_its_page_says_so() -> None:
    made = drafted(
        Scan((page_of(1, "We ask you for the papers.", language="de"),)), about=LETTER_DE
    )

    assert made.blocks[1] == Paragraph(
        ((Run("We ask you for the papers.", "en", anchor="p1_l0"),),)
    )


def test_text_that_does_not_say_its_language_is_taken_for_that_of_its_page_or_of_the_frame() -> (
    None
):
    made = drafted(
        Scan((page_of(1, "Derek Jeter", language="fr"), page_of(2, "Derek Jeter"))), about=LETTER_DE
    )

    assert [
        block.lines[0][0].language for block in made.blocks if isinstance(block, Paragraph)
    ] == ["fr", "de"]
    assert fact_of(made, "Sprache") == "fr"


def test_a_gap_stands_where_words_lie_under_a_black_bar() -> None:
    page = _digital(page_of(1, "Herrn Max Muster wird geraten"))
    herrn, *name, wird, geraten = page.words
    page = replace(page, words=(herrn, redaction(name), wird, geraten), covered=2)

    german, english = (drafted(Scan((page,)), about=about) for about in (LETTER_DE, LETTER_EN))

    for made, sign in ((german, "[geschwärzt]"), (english, "[redacted]")):
        paragraph = made.blocks[1]
        assert isinstance(paragraph, Paragraph)
        assert marked_texts(paragraph.lines[0]) == [(f"Herrn {sign} wird geraten", False)]


def test_doubtful_words_are_marked_without_the_spaces_around_them() -> None:
    page = page_of(1, "Wir bitten Sie")
    doubted = replace(
        page, words=(page.words[0], replace(page.words[1], confidence=0.2), page.words[2])
    )

    made = drafted(Scan((doubted,)), about=LETTER_DE)

    paragraph = made.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert marked_texts(paragraph.lines[0]) == [("Wir ", False), ("bitten", True), (" Sie", False)]
    doubt = paragraph.lines[0][1].doubt
    assert doubt is not None
    assert doubt.evidence == Spot(1, doubted.words[1].box, Box(0, 100, 230, 140))
    assert fact_of(made, "Zu prüfen") == "1 von 3 Wörtern, gelb markiert"


def test_a_page_that_is_hardly_legible_is_named_once_and_its_words_are_marked_but_not_listed() -> (
    None
):
    worn = page_of(1, " ".join(["Wir bitten Sie um"] * 5), confidence=0.2)
    once, twice = (
        Scan((worn, page_of(2, "Wir bitten", confidence=0.2))),
        Scan((worn, replace(worn, number=2))),
    )

    made = drafted(once, about=LETTER_DE)

    first, second = (block for block in made.blocks if isinstance(block, Paragraph))
    assert made.notices == ("Seite 1 ist kaum lesbar; bitte am Original abtippen.",)
    assert fact_of(made, "Zu prüfen") == "22 von 22 Wörtern, gelb markiert"
    listed = [
        [run.doubt.listed for run in block.lines[0] if run.doubt] for block in (first, second)
    ]
    assert listed == [[False] * 20, [True] * 2]
    assert drafted(twice, about=LETTER_DE).notices == (
        "Die Seiten 1–2 sind kaum lesbar; bitte am Original abtippen.",
    )
    assert drafted(once, about=LETTER_EN).notices == (
        "Page 1 is hardly legible; please type it anew from the original.",
    )


def test_the_names_that_a_letter_is_from_and_to_are_no_other_words() -> None:
    def lexicon(word: str, _language: str) -> bool:
        return word in {"Wir", "bitten", "Brauer"}

    def marked(about: About) -> list[str]:
        made = drafted(
            Scan((page_of(1, "Wir bitten Bräuer", confidence=0.95),)), about=about, lexicon=lexicon
        )
        return [
            run.text
            for block in made.blocks
            if isinstance(block, Paragraph)
            for run in block.lines[0]
            if run.doubt
        ]

    assert marked(LETTER_DE) == ["Bräuer"]
    assert marked(replace(LETTER_DE, letter=Letter(sender="Bräuer KG"))) == []
    assert marked(replace(LETTER_DE, letter=Letter(recipient="Max Bräuer"))) == []


def test_text_that_a_page_brought_with_it_is_never_doubtful() -> None:
    made = drafted(Scan((_digital(page_of(1, confidence=0.1)), page_of(2))), about=LETTER_DE)

    assert fact_of(made, "Zu prüfen") is None
    assert fact_of(made, "Text aus der Datei") == "S. 1"
    assert made.blocks[1] == Paragraph(((Run(SENTENCE, "de", anchor="p1_l0"),),))


def test_where_nothing_was_recognised_no_engine_is_named() -> None:
    made = drafted(Scan((_digital(page_of(1)),)), about=LETTER_DE)

    assert fact_of(made, "Gelesen mit") is None


def test_headings_and_list_items_are_told_apart() -> None:
    heading = [
        replace(word, box=Box(word.box.left, 0, word.box.right, 70))
        for word in page_of(1, "Sehr laut").words
    ]
    subheading = [
        replace(word, box=Box(word.box.left, 80, word.box.right, 135), paragraph=1, line=1)
        for word in page_of(1, "Auch laut").words
    ]
    text = [
        replace(word, paragraph=2, line=2) for word in page_of(1, "Und nun leise und klein").words
    ]
    item = [replace(word, paragraph=3, line=3) for word in page_of(1, "• Ein Punkt").words]
    page = replace(page_of(1), words=(*heading, *subheading, *text, *item))

    made = drafted(Scan((page,)), about=LETTER_DE)

    assert made.blocks[1:] == (
        Heading(1, (Run("Sehr laut", "de", anchor="p1_l0"),)),
        Heading(2, (Run("Auch laut", "de", anchor="p1_l1"),)),
        Paragraph(((Run("Und nun leise und klein", "de", anchor="p1_l2"),),)),
        Paragraph(((Run("• Ein Punkt", "de", anchor="p1_l3"),),), item=True),
    )


def test_what_a_letter_says_of_itself_stands_among_the_facts_and_in_the_properties() -> None:
    letter = Letter(
        "Löwe GmbH", "Frau Weber", date(2026, 11, 3), "Angebot", "PT/17", "RE-4711", "Guten Tag,"
    )

    german = drafted(Scan((page_of(1),)), about=replace(LETTER_DE, letter=letter))
    english = drafted(
        Scan((page_of(1),)),
        about=replace(LETTER_EN, letter=replace(letter, reference=None, invoice=None)),
    )

    assert german.facts[:8] == (
        ("Quelle", "Brief.pdf"),
        ("Absender", "Löwe GmbH"),
        ("Empfänger", "Frau Weber"),
        ("Datum", "03.11.2026"),
        ("Betreff", "Angebot"),
        ("Rechnungsnummer", "RE-4711"),
        ("Zeichen", "PT/17"),
        ("Seiten", "1"),
    )
    assert english.facts[1:6] == (
        ("Sender", "Löwe GmbH"),
        ("Recipient", "Frau Weber"),
        ("Date", "3 November 2026"),
        ("Subject", "Angebot"),
        ("Pages", "1"),
    )
    assert (german.subject, german.keywords) == ("Angebot", ("RE-4711", "PT/17"))
    assert (english.subject, english.keywords) == ("Angebot", ())


def test_a_wide_gap_becomes_a_tab_that_is_never_marked() -> None:
    words = (
        Word("ee", Box(0, 0, 40, 40), 0, 0, 0, 0),
        Word("00", Box(900, 0, 940, 40), 0, 0, 0, 0),
    )

    made = drafted(Scan((replace(page_of(1), words=words),)), about=LETTER_DE)

    paragraph = made.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert marked_texts(paragraph.lines[0]) == [("ee", True), ("\t", False), ("00", True)]


def _priced(*rows: tuple[str, ...]) -> Page:
    """Rows of words in columns that are ten type sizes apart."""
    return page_of(
        1,
        "",
        words=tuple(
            Word(
                text,
                Box(at * 400, row * 70, at * 400 + 20 * len(text), row * 70 + 29),
                0.5 if text == "7" else 1,
                0,
                0,
                row,
            )
            for row, texts in enumerate(rows)
            for at, text in enumerate(texts)
        ),
    )


def test_a_table_is_a_block_with_its_header_its_doubts_and_its_numbers() -> None:
    made = drafted(
        Scan(
            (_priced(("Ware", "Menge", "Betrag"), ("Tisch", "7", "1,50"), ("Stuhl", "8", "2,50")),)
        ),
        about=LETTER_DE,
    )

    table = made.blocks[1]
    assert isinstance(table, Table)
    assert table.header
    assert [column.flush_right for column in table.columns] == [False, True, True]
    assert [marked_texts(cell.paragraphs[0]) for cell in table.rows[1]] == [
        [(text, text == "7")] for text in ("Tisch", "7", "1,50")
    ]
    assert fact_of(made, "Zu prüfen") == "1 von 9 Wörtern, gelb markiert"


def test_long_words_make_their_column_wider_than_it_was_on_the_page() -> None:
    longest = "Donaudampfschifffahrtsgesellschaft"
    made = drafted(
        Scan(
            (
                _priced(
                    ("W", "Menge", "B"), (longest[:15], "1", "1,50"), (longest[:16], "8", "2,50")
                ),
            )
        ),
        about=LETTER_DE,
    )

    (table,) = (block for block in made.blocks if isinstance(block, Table))
    assert table.columns[0].share > 16 / 90


def test_pages_that_could_not_be_read_stand_in_the_text_and_are_noticed_by_their_reason() -> None:
    pages = (
        page_of(1),
        *(page_of(number, "", problem="NativeHang") for number in (2, 4, 5)),
        page_of(6, "", problem="SomethingNew"),
    )
    pages = tuple(replace(page, number=number) for number, page in enumerate(pages, start=1))

    made = drafted(Scan(pages), about=LETTER_DE)

    assert made.notices == (
        (
            "Die Seiten 2–4 konnten nicht gelesen werden: die Bearbeitung dauerte zu lange "
            "und wurde abgebrochen."
        ),
        "Seite 5 konnte nicht gelesen werden: ein Fehler, den das Programmprotokoll erklärt.",
    )
    assert made.blocks[2:4] == (
        PageMark(2, "S. 2"),
        Remark("(Diese Seite konnte nicht gelesen werden.)"),
    )


def test_an_empty_document_says_so_and_a_failed_one_does_not() -> None:
    empty = drafted(Scan((page_of(1, ""),)), about=LETTER_EN)
    failed = drafted(Scan((page_of(1, "", problem="NativeCrash"),)), about=LETTER_EN)

    assert empty.notices == ("No text was found in this document.",)
    assert empty.blocks[1] == Remark("(There is no text on this page.)")
    assert failed.notices == ("Page 1 could not be read: processing crashed or ran out of memory.",)


def test_a_repaired_file_is_noticed() -> None:
    made = drafted(Scan((page_of(1),)), about=replace(LETTER_DE, repaired=True))

    assert made.notices == (
        (
            "Die Datei war beschädigt und wurde repariert. Bitte vergleichen Sie den Entwurf "
            "mit dem Original."
        ),
    )


def test_a_stamp_that_was_not_read_is_said_with_its_page_and_kept_for_the_check_sheet() -> None:
    stamp = Box(100, 200, 400, 300)
    scan = Scan((page_of(1), replace(page_of(2), unread=(stamp,)), page_of(3)))

    made = drafted(scan, about=LETTER_DE)
    several = drafted(
        Scan(tuple(replace(page, unread=(stamp,)) for page in scan.pages)), about=LETTER_EN
    )

    assert made.notices == ("Auf Seite 2 konnte ein Stempel oder eine Notiz nicht gelesen werden.",)
    assert made.unread == (UnreadPlace(Unread.STAMP, Spot(2, stamp, stamp)),)
    assert several.notices == ("On pages 1–3 stamps or notes could not be read.",)


def test_what_was_not_read_is_shown_where_it_stood_and_named() -> None:
    page = page_of(1, "Mit freundlichen Grüßen")
    by_hand = Box(100, 300, 400, 380)
    scan = Scan((replace(page, handwriting=(by_hand,), signs=(Box(5, 5, 9, 20),)),))

    made = drafted(scan, about=LETTER_DE)

    place = UnreadPlace(Unread.HANDWRITING, Spot(1, by_hand, by_hand))
    assert made.blocks[-1] == Remark("(Handschriftlich oder gezeichnet, nicht gelesen.)", place)
    assert ("Handschriftlich oder gezeichnet, nicht gelesen", "S. 1") in made.facts
    assert made.notices == (
        "Auf Seite 1 konnten einzelne Ziffern oder Buchstaben nicht gelesen werden.",
        "Auf Seite 1 steht Handschriftliches oder Gezeichnetes. Es wurde nicht gelesen.",
    )
    assert [place.kind for place in made.unread] == [Unread.SIGN, Unread.HANDWRITING]


def test_a_signature_below_a_letter_is_a_fact_and_no_notice() -> None:
    page = page_of(1, "Wir danken für Ihren Auftrag. " * 4)
    signed = replace(page, handwriting=(Box(100, 300, 400, 380),))

    made = drafted(Scan((signed,)), about=LETTER_DE)

    assert ("Handschriftlich oder gezeichnet, nicht gelesen", "S. 1") in made.facts
    assert made.notices == ()


def test_the_evidence_of_a_doubtful_tilted_word_is_the_word_alone() -> None:
    page = page_of(1, "Wir bitten Sie")
    word = replace(page.words[1], confidence=0.2, tilt=12.0)
    made = drafted(
        Scan((replace(page, words=(page.words[0], word, page.words[2])),)), about=LETTER_DE
    )

    (doubt,) = (
        run.doubt
        for block in made.blocks
        if isinstance(block, Paragraph)
        for line in block.lines
        for run in line
        if run.doubt
    )

    assert doubt.evidence == Spot(1, word.box, word.box, 12.0)
