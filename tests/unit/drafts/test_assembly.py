"""Drafts of whatever was recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.drafts.draft import (
    Change,
    Checklist,
    Draft,
    Fields,
    Heading,
    PageMark,
    Paragraph,
    Remark,
    Run,
    Table,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Box, Gap, Page, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.i18n import Language
from tests.draft_parts import (
    LETTER_DE,
    LETTER_EN,
    SENTENCE,
    about_meeting,
    abutting_words,
    fields_of,
    meeting_draft,
    page_of,
    text_of,
    turns_of,
)
from tests.drafts import GERMAN, conversation, drafted
from tests.pages import pages


def _words(made: Draft) -> list[str]:
    """The recognised words, in the order in which the draft has them."""
    words = []
    for block in made.blocks:
        match block:
            case Heading(runs=runs) | Turn(runs=runs):
                words += text_of(runs).split()
            case Paragraph(lines=lines):
                words += [word for line in lines for word in text_of(line).split()]
            case Table(rows=rows):
                cells = (cell for row in rows for cell in row)
                words += [
                    word
                    for cell in cells
                    for runs in cell.paragraphs
                    for word in text_of(runs).split()
                ]
            case PageMark() | Remark() | Fields() | Checklist():
                pass
    return words


def test_the_frame_speaks_the_language_it_is_told_and_the_text_keeps_its_own() -> None:
    made = drafted(Scan((page_of(1),)), about=LETTER_EN)

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
    made = drafted(scan, about=LETTER_DE)

    hyphens = dict.fromkeys(map(ord, "-\N{SOFT HYPHEN}¬"))
    read = "".join(word.text for page in scan.pages for word in page.words)
    assert sorted("".join(_words(made)).translate(hyphens)) == sorted(read.translate(hyphens))


@given(pages)
def test_the_columns_of_a_table_share_its_width(page: Page) -> None:
    for table in drafted(Scan((page,)), about=LETTER_DE).blocks:
        if isinstance(table, Table):
            assert sum(column.share for column in table.columns) == pytest.approx(1)
            assert all(column.share > 0 for column in table.columns)


@given(_recordings())
def test_every_heard_word_is_in_the_draft_once_and_in_order(recording: Recording) -> None:
    made = drafted(recording, about=LETTER_DE)

    assert _words(made) == [
        word.text for utterance in recording.utterances for word in utterance.words
    ]


@given(_recordings())
def test_what_was_heard_and_what_was_not_stand_in_order_of_time(recording: Recording) -> None:
    made = drafted(recording, about=LETTER_DE)

    starts = [turn.start for turn in made.blocks if isinstance(turn, Turn)]
    assert starts == sorted(starts)
    assert (
        sum(isinstance(block, Remark) for block in made.blocks) == len(recording.gaps)
        or not recording.utterances
    )


@given(_scans() | _recordings())
def test_a_draft_is_never_without_text(recognised: Scan | Recording) -> None:
    made = drafted(recognised, about=LETTER_DE)

    assert made.blocks
    assert all(run.text for block in made.blocks if isinstance(block, Turn) for run in block.runs)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        *(
            (kind, "1 von 8 Wörtern")
            for kind in (DraftKind.MINUTES, DraftKind.RESULTS, DraftKind.MEMO)
        ),
        (DraftKind.TRANSCRIPT, "2 von 9 Wörtern"),
        (DraftKind.DICTATION, "3 von 9 Wörtern"),
    ],
)
def test_the_words_to_check_are_those_that_are_marked_and_not_deleted(
    kind: DraftKind, said: str
) -> None:
    words = abutting_words("Das ist der äh wichtigste Teil Komma Weiß dankt")
    unsure = {3, 5}
    doubted = tuple(
        replace(word, confidence=0.1) if n in unsure else word for n, word in enumerate(words)
    )

    made = drafted(
        Recording(60, (Utterance(doubted, "de"),), language="de"), about=about_meeting(kind)
    )

    runs = [
        run
        for turn in turns_of(made)
        for run in turn.runs
        if run.doubt and run.change is not Change.DELETED
    ]
    assert fields_of(made)["Zu prüfen"] == f"{said}, gelb markiert"
    assert sum(len(run.text.split()) for run in runs) == int(said[0])


def test_plain_text_is_text_alone_and_says_at_its_end_what_a_reader_must_know() -> None:
    recording = replace(conversation(GERMAN, "de"), gaps=(Gap(800, 810, "NotUnderstood"),))

    made = drafted(recording, about=about_meeting(DraftKind.PLAIN))

    assert (made.facts, made.notices) == ((), ())
    assert {type(block) for block in made.blocks} == {Turn, Remark}
    assert isinstance(made.blocks[-1], Remark)
    assert "unverständlich" in " ".join(
        block.text for block in made.blocks if isinstance(block, Remark)
    )


def test_a_plain_scan_has_no_tables_but_all_their_words() -> None:
    rows = (("Ware", "Menge", "Betrag"), ("Tisch", "7", "1,50"), ("Stuhl", "8", "2,50"))
    words = tuple(
        Word(text, Box(at * 400, row * 70, at * 400 + 20 * len(text), row * 70 + 29), 1, 0, 0, row)
        for row, texts in enumerate(rows)
        for at, text in enumerate(texts)
    )
    scan = Scan((Page(1, 2000, 3000, 300, words),))

    letter, plain = (
        drafted(scan, about=about_meeting(kind)) for kind in (DraftKind.LETTER, DraftKind.PLAIN)
    )

    assert any(isinstance(block, Table) for block in letter.blocks)
    (paragraph,) = (block for block in plain.blocks if isinstance(block, Paragraph))
    assert [text_of(line).split("\t") for line in paragraph.lines] == [list(row) for row in rows]
    assert (letter.kind, plain.kind) == (DraftKind.LETTER, DraftKind.PLAIN)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            (
                "Das Profil verlangt die Art „minutes“, die zu dieser Datei nicht passt; "
                "entstanden ist die Art „letter“."
            ),
        ),
        (
            "en",
            (
                "The profile asks for the kind “minutes”, which does not suit this file; it "
                "was made the kind “letter”."
            ),
        ),
    ],
)
def test_a_kind_that_does_not_suit_a_scan_is_said_and_the_scan_is_a_letter(
    language: Language, said: str
) -> None:
    word = Word("Brief", Box(0, 0, 10, 10), 1, 0, 0, 0)

    made = drafted(
        Scan((Page(1, 100, 100, 72, (word,)),)), about=about_meeting(DraftKind.MINUTES, language)
    )

    assert (made.kind, made.heading, made.notices) == (DraftKind.LETTER, "", (said,))


def test_a_letter_cannot_be_made_of_a_recording_which_is_a_transcript_without_a_frame() -> None:
    made = meeting_draft(DraftKind.LETTER)

    assert made.kind is DraftKind.TRANSCRIPT
    assert "letter" in made.notices[0]
    assert {type(block) for block in made.blocks} == {Turn}


def test_a_draft_names_its_job_and_the_bytes_it_comes_from() -> None:
    about = replace(about_meeting(None), job="000001-abc", sha256="abc")

    made = drafted(conversation(GERMAN, "de"), about=about)

    assert (made.job, made.sha256) == ("000001-abc", "abc")
