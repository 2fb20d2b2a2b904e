"""The content of a scan's draft: its pages, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple, assert_never

from pipeline.core.drafts.conformance import SIGNED, conformance_fact
from pipeline.core.drafts.content import (
    Content,
    failure_text,
    languages_fact,
    places_by_problem,
    ranges,
)
from pipeline.core.drafts.doubts import hardly_legible
from pipeline.core.drafts.doubts.documents import scan_doubts
from pipeline.core.drafts.draft import (
    About,
    Block,
    Doubt,
    Heading,
    PageMark,
    Paragraph,
    Remark,
    Run,
    Table,
    TableCell,
    TableColumn,
)
from pipeline.core.drafts.learned_words import LearnedWords, printed_doubt
from pipeline.core.drafts.runs import MarkedWord, runs_of, with_edits
from pipeline.core.drafts.vocabulary import Lexicon, vocabulary_of
from pipeline.core.model import Kind, Page, Scan, UnreadPlace, Word
from pipeline.core.scans.digital.digital_words import own_text_sentences
from pipeline.core.scans.digital.redactions import REDACTED, is_redaction
from pipeline.core.scans.e_invoices.sentences import data_facts, data_notices
from pipeline.core.scans.layout import Cell, PageTable, TextBlock, WholeWord, document_layout
from pipeline.core.scans.letter.facts import letter_facts
from pipeline.core.scans.shortcomings import (
    SHOWN,
    page_remarks,
    shortcomings,
    unread_places,
    with_unread_places,
)
from pipeline.core.scans.text_regions import Role
from pipeline.core.wording.language import language_of
from pipeline.i18n import Language, Translate


def scan_content(
    scan: Scan,
    *,
    about: About,
    translate: Translate,
    lexicon: Lexicon | None,
    terms: Iterable[str],
) -> Content:
    """The text of a scan, with facts and notices about it."""
    _ = translate
    terms = tuple(terms)
    learned = LearnedWords.of(about.form, Kind.SCAN, vocabulary_of((), lexicon, terms))
    doubts = list(scan_doubts(scan, about.letter, lexicon=lexicon, terms=terms))
    illegible = [
        page.number
        for page, found in zip(scan.pages, doubts, strict=True)
        if hardly_legible(page, found)
    ]
    doubts = [
        _unlisted(found) if page.number in illegible else found
        for page, found in zip(scan.pages, doubts, strict=True)
    ]
    blocks = tuple(_blocks(scan, doubts, learned, about.language, _))
    return Content(
        blocks,
        (
            *letter_facts(about.letter, about.language, _),
            *data_facts(about.e_invoice, about.language, _),
            *_facts(scan, about, _),
        ),
        _notices(scan, illegible, about, _),
        tuple(place for page in scan.pages for place in unread_places(page)),
    )


def _unlisted(doubts: Mapping[Word, Doubt]) -> dict[Word, Doubt]:
    return {word: replace(doubt, listed=False) for word, doubt in doubts.items()}


def _blocks(
    scan: Scan,
    doubts: Sequence[Mapping[Word, Doubt]],
    learned: LearnedWords,
    frame: Language,
    _: Translate,
) -> Iterator[Block]:
    layouts = document_layout(scan.pages)
    after = (*doubts[1:], {})  # of the rest of a word that the page's end cuts
    for page, doubted, next_page, layout in zip(scan.pages, doubts, after, layouts, strict=True):
        yield PageMark(page.number, _("p. {page}").format(page=page.number))
        yield from (Remark(said) for said in page_remarks(page, _))
        language = _page_language(page) or frame
        maker = _RunMaker(page, {**next_page, **doubted}, _(REDACTED), learned)
        for part in with_unread_places(layout, page):
            match part:
                case UnreadPlace():
                    yield Remark(_(SHOWN[part.kind]), part)
                case PageTable():
                    yield _table(part, language, maker)
                case TextBlock():
                    yield _heading_or_paragraph(part, language, maker)
                case _:
                    assert_never(part)


class _RunMaker(NamedTuple):
    """Makes runs of a page's words; ``redacted`` is said in their gaps."""

    page: Page
    doubts: Mapping[Word, Doubt]
    redacted: str
    learned: LearnedWords

    def runs(self, words: Sequence[WholeWord], language: str) -> tuple[Run, ...]:
        marked = [self._marked(word) for word in words]
        texts = [word.text for word in marked]
        edits, runs = self.learned.edits(texts, language), runs_of(marked, language)
        return with_edits(runs, edits, lambda edit: printed_doubt(edit, texts, words, self.page))

    def _marked(self, whole: WholeWord) -> MarkedWord:
        doubts = (self.doubts[word] for word in whole.words if word in self.doubts)
        worst = max(doubts, key=lambda doubt: doubt.weight, default=None)
        text = self.redacted if any(map(is_redaction, whole.words)) else whole.text
        return MarkedWord(text, worst, f"p{self.page.number}_l{whole.words[0].line}", whole.apart)


def _heading_or_paragraph(block: TextBlock, language: str, maker: _RunMaker) -> Block:
    language = language_of(word.text for line in block.lines for word in line) or language
    lines = tuple(maker.runs(line, language) for line in block.lines)
    match block.role:
        case Role.TITLE:
            return Heading(1, lines[0])
        case Role.HEADING:
            return Heading(2, lines[0])
        case Role.ITEM | Role.TEXT | Role.MARGIN:
            return Paragraph(lines, item=block.role is Role.ITEM, margin=block.role is Role.MARGIN)
        case _:
            assert_never(block.role)


def _table(laid: PageTable, language: str, maker: _RunMaker) -> Table:
    words = (
        word
        for row in laid.rows
        for cell in row
        for paragraph in cell.paragraphs
        for word in paragraph
    )
    language = language_of(word.text for word in words) or language
    shares = _shares(laid)
    columns = tuple(
        TableColumn(share, column.flush_right)
        for share, column in zip(shares, laid.columns, strict=True)
    )
    return Table(
        columns,
        tuple(tuple(_cell(cell, language, maker) for cell in row) for row in laid.rows),
        laid.header,
    )


_LETTERS = 90
"""Letters in a line as wide as the page, in the type of tables.

A cell's margins take two.
"""


def _shares(laid: PageTable) -> list[float]:
    """The columns' shares of a table's width.

    Each gets room for its longest word; the rest is shared as on the page.
    """
    longest = [1.0] * len(laid.columns)
    for row in laid.rows:
        for last, cell in zip(accumulate(cell.span for cell in row), row, strict=True):
            words = [
                word.text for paragraph in cell.paragraphs for word in paragraph if cell.span == 1
            ]
            longest[last - 1] = max([longest[last - 1], *map(_length, words)])
    needed = [(length + 2) / _LETTERS for length in longest]
    width = sum(column.width for column in laid.columns) or 1
    wanted = [
        max(column.width / width - need, 0)
        for column, need in zip(laid.columns, needed, strict=True)
    ]
    left = max(1 - sum(needed), 0) / (sum(wanted) or 1)
    shares = [need + left * want for need, want in zip(needed, wanted, strict=True)]
    return [share / sum(shares) for share in shares]


def _length(word: str) -> float:
    """The width of a word in letters; a capital counts one and a half."""
    return len(word) + sum(map(str.isupper, word)) / 2


def _cell(cell: Cell, language: str, maker: _RunMaker) -> TableCell:
    return TableCell(
        tuple(maker.runs(paragraph, language) for paragraph in cell.paragraphs), cell.span
    )


def _page_language(page: Page) -> str | None:
    return page.language or language_of(word.text for word in page.words)


def _facts(scan: Scan, about: About, _: Translate) -> tuple[tuple[str, str], ...]:
    digital = [page.number for page in scan.pages if page.digital]
    by_hand = [page.number for page in scan.pages if page.handwriting]
    languages = [_page_language(page) for page in scan.pages]
    return (
        *(
            (
                (
                    _("Part of the scan"),
                    _("{number} of {parts}").format(number=about.part[0], parts=about.part[1]),
                ),
            )
            if about.part
            else ()
        ),
        (_("Pages"), str(len(scan.pages))),
        *(((_("Blank pages left out"), str(about.left_out)),) if about.left_out else ()),
        *languages_fact(languages, _),
        *(
            ((_("Text taken from the file"), _("p. {page}").format(page=ranges(digital))),)
            if digital
            else ()
        ),
        *(
            (
                (
                    _("Handwritten or drawn, not read"),
                    _("p. {page}").format(page=ranges(by_hand)),
                ),
            )
            if by_hand
            else ()
        ),
        *(((_("Read with"), about.engine),) if len(digital) < len(scan.pages) else ()),
        *conformance_fact(about.conformance, _),
    )


def _notices(scan: Scan, illegible: Sequence[int], about: About, _: Translate) -> tuple[str, ...]:
    failed = places_by_problem(
        (page.problem, page.number) for page in scan.pages if page.problem is not None
    )
    notices = []
    for problem, numbers in failed.items():
        sentence = (
            _("Page {pages} could not be read: {reason}.")
            if len(numbers) == 1
            else _("Pages {pages} could not be read: {reason}.")
        )
        notices.append(sentence.format(pages=ranges(numbers), reason=_(failure_text(problem))))
    if illegible:
        sentence = (
            _("Page {pages} is hardly legible; please type it anew from the original.")
            if len(illegible) == 1
            else _("Pages {pages} are hardly legible; please type them anew from the original.")
        )
        notices.append(sentence.format(pages=ranges(illegible)))
    notices += own_text_sentences(
        _,
        covered=sum(page.covered for page in scan.pages),
        unseen=sum(page.unseen for page in scan.pages),
        replaced=ranges(page.number for page in scan.pages if page.renewed == "layer"),
        renewed=ranges(page.number for page in scan.pages if page.renewed == "text"),
    )
    if about.repaired:
        notices.append(
            _(
                "The file was damaged and has been repaired. Please compare the draft "
                "with the original."
            )
        )
    if about.signed:
        notices.append(_(SIGNED))
    notices += data_notices(about.e_invoice, about.language, _)
    notices += [_(alarm.sentence) for alarm in about.alarms]
    notices += [_(oddity.sentence) for oddity in about.oddities]
    notices += (lacking := tuple(shortcomings(scan.pages, about.skipped, _, ranges=ranges)))
    if not failed and not lacking and not any(page.words for page in scan.pages):
        notices.append(_("No text was found in this document."))
    return tuple(notices)
