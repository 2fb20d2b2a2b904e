"""From recognised words to a draft: what the document says, before any file format.

A draft is what a typist would hand over for checking: a title, where it comes from, what is wrong
with it, and the text in paragraphs that say where they stand in the original. Every recognised word
is in it once and in order; everything else that it says is ours and kept apart from the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import accumulate
from typing import NamedTuple, TypeVar, assert_never

from pipeline.core.archived import NOT_ARCHIVABLE, SIGNED, Archived
from pipeline.core.doubts import page_doubts, utterance_doubts
from pipeline.core.draft import (
    About,
    Block,
    Doubt,
    Draft,
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
from pipeline.core.language import guess
from pipeline.core.layout import Cell, Passage, Piece, Role, passages
from pipeline.core.layout import Table as Laid
from pipeline.core.letter import Letter
from pipeline.core.model import Gap, Page, Recognised, Recording, Scan, SpokenWord, Utterance, Word
from pipeline.core.speakers import TOGETHER, UNKNOWN
from pipeline.core.vocabulary import Lexicon, vocabulary_of
from pipeline.i18n import N_, Language, translator

_Translate = Callable[[str], str]
_T = TypeVar("_T")


def draft(recognised: Recognised, *, about: About, lexicon: Lexicon | None = None, terms: Iterable[str] = ()) -> Draft:
    """The draft of what was recognised, framed in ``about.language``.

    ``lexicon`` knows words, ``terms`` are those of the office; without them more words are doubtful.
    """
    _ = translator(about.language)
    match recognised:
        case Scan(pages=pages):
            vocabulary = vocabulary_of((word.text for page in pages for word in page.words), lexicon, terms)
            doubts = [page_doubts(page, vocabulary) for page in pages]
            to_check = _to_check(sum(map(len, doubts)), sum(len(page.words) for page in pages), _)
            blocks = tuple(_scan_blocks(recognised, doubts, about.language, _))
            facts = _scan_facts(recognised, about, _)
            notices = _scan_notices(recognised, about, _)
        case Recording(utterances=utterances):
            # Not the words that are said often: an engine mishears a word as often as it is said.
            known = vocabulary_of((), lexicon, terms)
            heard = [utterance_doubts(utterance, known) for utterance in utterances]
            to_check = _to_check(sum(map(len, heard)), sum(len(utterance.words) for utterance in utterances), _)
            blocks = tuple(_recording_blocks(recognised, heard, _))
            facts = _recording_facts(recognised, about, _)
            notices = _recording_notices(recognised, about, _)
        case _:
            assert_never(recognised)
    letter = about.letter
    facts = ((_("Source"), about.source), *_letter_facts(letter, about.language, _), *facts, *to_check)
    keywords = tuple(number for number in (letter.invoice, letter.reference) if number)
    return Draft(about.title, about.language, facts, notices, blocks, subject=letter.subject or "", keywords=keywords)


def time_mark(seconds: float) -> str:
    """The place in a recording as transcription programs jump to it: ``#00:12:31#``.

    Source: the convention of f4transkript, after Dresing & Pehl; it stands at the end of a paragraph.
    """
    return f"#{_clock(seconds)}#"


# Scans


def _scan_blocks(scan: Scan, doubts: Sequence[Mapping[Word, Doubt]], frame: Language, _: _Translate) -> Iterator[Block]:
    for page, doubted in zip(scan.pages, doubts, strict=True):
        yield PageMark(page.number, _("p. {page}").format(page=page.number))
        if page.problem is not None:
            yield Remark(_("(This page could not be read.)"))
        elif not page.words:
            yield Remark(_("(There is no text on this page.)"))
        language = _page_language(page) or frame
        reader = _Reader(page.number, doubted)
        for passage in passages(page):
            yield (
                _table(passage, language, reader) if isinstance(passage, Laid) else _passage(passage, language, reader)
            )


class _Reader(NamedTuple):
    """What makes the words of one page into runs: they know where they stand and what is doubtful."""

    page: int
    doubts: Mapping[Word, Doubt]

    def runs(self, pieces: Iterable[Piece], language: str) -> tuple[Run, ...]:
        return _runs((self._marked(piece) for piece in pieces), language)

    def _marked(self, piece: Piece) -> _Marked:
        doubts = (self.doubts[word] for word in piece.words if word in self.doubts)
        worst = max(doubts, key=lambda doubt: doubt.weight, default=None)
        return _Marked(piece.text, worst, f"p{self.page}_l{piece.words[0].line}", piece.apart)


def _passage(passage: Passage, language: str, reader: _Reader) -> Block:
    language = guess(piece.text for line in passage.lines for piece in line) or language
    lines = tuple(reader.runs(line, language) for line in passage.lines)
    match passage.role:
        case Role.TITLE:
            return Heading(1, lines[0])
        case Role.HEADING:
            return Heading(2, lines[0])
        case Role.ITEM | Role.TEXT:
            return Paragraph(lines, item=passage.role is Role.ITEM)
        case _:
            assert_never(passage.role)


def _table(laid: Laid, language: str, reader: _Reader) -> Table:
    pieces = (piece for row in laid.rows for cell in row for paragraph in cell.paragraphs for piece in paragraph)
    language = guess(piece.text for piece in pieces) or language
    shares = _shares(laid)
    columns = tuple(TableColumn(share, column.flush_right) for share, column in zip(shares, laid.columns, strict=True))
    return Table(columns, tuple(tuple(_cell(cell, language, reader) for cell in row) for row in laid.rows), laid.header)


_LETTERS = 90
"""How many letters of the size of a table's go side by side on the page; a cell's margins take two."""


def _shares(laid: Laid) -> list[float]:
    """How a table's width is shared out: room for the longest word of each column first, the rest as on the page."""
    longest = [1.0] * len(laid.columns)
    for row in laid.rows:
        for last, cell in zip(accumulate(cell.span for cell in row), row, strict=True):
            words = [piece.text for paragraph in cell.paragraphs for piece in paragraph if cell.span == 1]
            longest[last - 1] = max([longest[last - 1], *map(_length, words)])
    needed = [(length + 2) / _LETTERS for length in longest]
    width = sum(column.width for column in laid.columns) or 1
    wanted = [max(column.width / width - need, 0) for column, need in zip(laid.columns, needed, strict=True)]
    left = max(1 - sum(needed), 0) / (sum(wanted) or 1)
    shares = [need + left * want for need, want in zip(needed, wanted, strict=True)]
    return [share / sum(shares) for share in shares]


def _length(word: str) -> float:
    """In letters of usual width; capitals are half as wide again."""
    return len(word) + sum(map(str.isupper, word)) / 2


def _cell(cell: Cell, language: str, reader: _Reader) -> TableCell:
    return TableCell(tuple(reader.runs(paragraph, language) for paragraph in cell.paragraphs), cell.span)


def _page_language(page: Page) -> str | None:
    return page.language or guess(word.text for word in page.words)


def _scan_facts(scan: Scan, about: About, _: _Translate) -> tuple[tuple[str, str], ...]:
    digital = [page.number for page in scan.pages if page.digital]
    languages = [_page_language(page) for page in scan.pages]
    return (
        *(
            ((_("Part of the scan"), _("{number} of {parts}").format(number=about.part[0], parts=about.part[1])),)
            if about.part
            else ()
        ),
        (_("Pages"), str(len(scan.pages))),
        *(((_("Blank pages left out"), str(about.left_out)),) if about.left_out else ()),
        *_languages(languages, _),
        *(((_("Text taken from the file"), _("p. {page}").format(page=_ranges(digital))),) if digital else ()),
        *(((_("Read with"), about.engine),) if len(digital) < len(scan.pages) else ()),
        *_archiving(about.archived, _),
    )


def _letter_facts(letter: Letter, language: Language, _: _Translate) -> Iterator[tuple[str, str]]:
    """What a letter plainly says of itself, as far as it was found."""
    day = letter.day
    for label, value in (
        (_("Sender"), letter.sender),
        (_("Recipient"), letter.recipient),
        (_("Date"), day and _day(day, language)),
        (_("Subject"), letter.subject),
        (_("Invoice number"), letter.invoice),
        (_("Reference"), letter.reference),
    ):
        if value:
            yield label, value


def _archiving(archived: Archived, _: _Translate) -> Iterator[tuple[str, str]]:
    if archived.pdfa is not None:
        yield _("Searchable PDF"), f"PDF/A-{archived.pdfa}"
    elif archived.obstacle is not None:
        yield _("Searchable PDF"), _(NOT_ARCHIVABLE).format(reason=_(archived.obstacle))


def _scan_notices(scan: Scan, about: About, _: _Translate) -> tuple[str, ...]:
    failed = _by_problem((page.problem, page.number) for page in scan.pages if page.problem is not None)
    notices = []
    for problem, numbers in failed.items():
        sentence = (
            _("Page {pages} could not be read: {reason}.")
            if len(numbers) == 1
            else _("Pages {pages} could not be read: {reason}.")
        )
        notices.append(sentence.format(pages=_ranges(numbers), reason=_(_reason(problem))))
    if about.repaired:
        notices.append(_("The file was damaged and has been repaired. Please compare the draft with the original."))
    if about.signed:
        notices.append(_(SIGNED))
    notices += [_(oddity.told) for oddity in about.oddities]
    if not failed and not any(page.words for page in scan.pages):
        notices.append(_("No text was found in this document."))
    return tuple(notices)


# Recordings

_PAUSE = 1.5
"""Seconds of silence after a sentence that begin a new paragraph."""

_LONG_PAUSE = 3.0
"""Seconds of silence that do so even within a sentence. Source: a pause "(...)" after Dresing & Pehl."""

_LONG_TURN = 60.0
"""Seconds after which a paragraph ends with the next sentence, so that a place is quickly found again."""


def _recording_blocks(
    recording: Recording, doubts: Sequence[Mapping[SpokenWord, Doubt]], _: _Translate
) -> Iterator[Block]:
    """Turns and remarks about gaps, by their beginnings."""
    gaps = sorted(recording.gaps, key=lambda gap: gap.start)
    for turn in _turns(recording.utterances, doubts, tuple(gap.start for gap in gaps)):
        while gaps and gaps[0].start <= turn.start:
            yield _gap_remark(gaps.pop(0), _)
        yield turn
    for gap in gaps:
        yield _gap_remark(gap, _)
    if not recording.utterances and not recording.gaps:
        yield Remark(_("(There is no speech in this recording.)"))


def _gap_remark(gap: Gap, _: _Translate) -> Remark:
    inaudible = gap.problem == "NotUnderstood"
    said = _("(inaudible, {start}–{end})") if inaudible else _("(not transcribed, {start}–{end})")
    return Remark(said.format(start=_clock(gap.start), end=_clock(gap.end)))


class _Said(NamedTuple):
    word: SpokenWord
    marked: _Marked


def _turns(
    utterances: tuple[Utterance, ...], doubts: Sequence[Mapping[SpokenWord, Doubt]], cuts: tuple[float, ...]
) -> Iterator[Turn]:
    """What was said, in paragraphs; ``cuts`` are times that none may span."""
    said: list[_Said] = []
    before: Utterance | None = None
    for number, (utterance, doubted) in enumerate(zip(utterances, doubts, strict=True), start=1):
        for word in utterance.words:
            if before and (_changes(before, utterance) or _pauses(said[0].word, said[-1].word, word, cuts)):
                yield _turn(before, said)
                said = []
            said.append(_Said(word, _Marked(word.text.strip(), doubted.get(word), f"u{number}")))
            before = utterance
    if before:
        yield _turn(before, said)


def _changes(before: Utterance, after: Utterance) -> bool:
    return (before.speaker, before.language) != (after.speaker, after.language)


def _pauses(first: SpokenWord, last: SpokenWord, following: SpokenWord, cuts: tuple[float, ...]) -> bool:
    """Whether the paragraph that goes from ``first`` to ``last`` ends before ``following``."""
    pause = following.start - last.end
    sentence = last.text.rstrip("\"'”“’»«) ").endswith((".", "?", "!", "…"))
    enough = pause >= _PAUSE or last.end - first.start >= _LONG_TURN
    return pause >= _LONG_PAUSE or (sentence and enough) or any(last.start < cut <= following.start for cut in cuts)


def _turn(utterance: Utterance, said: list[_Said]) -> Turn:
    end = max(word.end for word, _marked in said)
    runs = _runs((marked for _word, marked in said), utterance.language)
    return Turn(runs, said[0].word.start, end, utterance.speaker)


def _recording_facts(recording: Recording, about: About, _: _Translate) -> tuple[tuple[str, str], ...]:
    languages = [utterance.language for utterance in recording.utterances]
    recorded, (track, tracks) = about.recorded, about.track
    return (
        *(((_("Recorded"), _moment(recorded, about.language)),) if recorded else ()),
        (_("Duration"), _duration(recording.duration)),
        *(((_("Audio track"), _("{number} of {parts}").format(number=track, parts=tracks)),) if tracks > 1 else ()),
        *_languages(languages, _),
        (_("Transcribed with"), about.engine),
    )


def _recording_notices(recording: Recording, about: About, _: _Translate) -> tuple[str, ...]:
    failed = _by_problem((gap.problem, f"{_clock(gap.start)}–{_clock(gap.end)}") for gap in recording.gaps)
    notices = []
    for problem, spans in failed.items():
        sentence = (
            _("The passage {passages} could not be transcribed: {reason}.")
            if len(spans) == 1
            else _("The passages {passages} could not be transcribed: {reason}.")
        )
        notices.append(sentence.format(passages=", ".join(spans), reason=_(_reason(problem))))
    notices += _speaker_notices(recording, about, _)
    if about.truncated:
        notices.append(_("The recording breaks off: its file is incomplete. The draft holds what could be heard."))
    if not recording.gaps and not recording.utterances:
        notices.append(_("No speech was found in this recording."))
    return tuple(notices)


def _speaker_notices(recording: Recording, about: About, _: _Translate) -> Iterator[str]:
    """That a machine guessed who speaks, or could not."""
    labels = {utterance.speaker for utterance in recording.utterances if utterance.speaker is not None}
    named = {one for label in labels for one in label.split(TOGETHER)}
    told = len(named - {UNKNOWN})
    if about.not_told_apart is not None:
        yield _("The speakers could not be told apart: {reason}.").format(reason=_(_reason(about.not_told_apart)))
    elif told and about.told_apart_by == "channels":
        yield _("The speakers are named after the channels of the recording: each party has one of its own.")
    elif told:
        yield _("A machine judged who speaks. The speakers are a suggestion, please check them.")
    if UNKNOWN in named:
        yield _("Where two speak at once, both are named; “?” is one who was not recognised.")
    if recording.utterances and about.told_apart_by and about.expected not in (None, max(told, 1)):
        expected = _("{expected} speakers were expected, {found} told apart.")
        yield expected.format(expected=about.expected, found=max(told, 1))


# Both

_REASONS = {
    "DamagedFile": N_("damaged"),
    "NotUnderstood": N_("somebody speaks, but no word could be made out"),
    "TooLarge": N_("too large to process safely"),
    "NativeHang": N_("processing took too long and was stopped"),
    "NativeCrash": N_("processing crashed or ran out of memory"),
}
"""What to say for the error classes of ``pipeline.errors`` that a page or passage can fail with."""


def _reason(problem: str) -> str:
    return _REASONS.get(problem, N_("an error that the log explains"))


def _by_problem(problems: Iterable[tuple[str, _T]]) -> dict[str, list[_T]]:
    grouped: dict[str, list[_T]] = {}
    for problem, where in problems:
        grouped.setdefault(problem, []).append(where)
    return grouped


class _Marked(NamedTuple):
    text: str
    doubt: Doubt | None
    anchor: str
    apart: bool = False


def _runs(words: Iterable[_Marked], language: str) -> tuple[Run, ...]:
    """Words, and what stands between them, in as few runs as possible."""
    runs: list[Run] = []
    for word in words:
        between = "" if not runs else "\t" if word.apart else " "
        for run in (
            Run(between, language, anchor=word.anchor),
            Run(word.text, language, word.doubt, anchor=word.anchor),
        ):
            if runs and replace(runs[-1], text=run.text) == run:
                runs[-1] = replace(run, text=runs[-1].text + run.text)
            elif run.text:
                runs.append(run)
    return tuple(runs)


def _to_check(doubtful: int, words: int, _: _Translate) -> tuple[tuple[str, str], ...]:
    """The line of the facts that says how much there is to check; none where nothing is doubtful."""
    if not doubtful:
        return ()
    marked = _("{doubtful} of {words} words, marked in yellow").format(doubtful=doubtful, words=words)
    return ((_("To check"), marked),)


_LANGUAGES = {"de": N_("German"), "en": N_("English")}


def _languages(codes: Iterable[str | None], _: _Translate) -> tuple[tuple[str, str], ...]:
    """The line of the facts that names each language once, in order of appearance; its code where we have no name."""
    names = [_(_LANGUAGES.get(code, code)) for code in dict.fromkeys(codes) if code is not None]
    return ((_("Language"), ", ".join(names)),) if names else ()


def _ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers as a person writes them: ``1, 3–5``."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)


def _clock(seconds: float) -> str:
    """``hh:mm:ss``, the second that has begun."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}"


def _duration(seconds: float) -> str:
    """In the units that suit its length; their signs are the same in all our languages."""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    if hour:
        return f"{hour} h {minute} min"
    return f"{minute} min {second} s" if minute else f"{second} s"


def _moment(moment: datetime, language: Language) -> str:
    """Date and time after DIN 5008 or as the English write it, with its zone where it has one."""
    zone = f" {moment.tzname()}" if moment.tzinfo else ""
    hour = f"{moment:%H:%M} Uhr" if language == "de" else f"{moment:%H:%M}"
    return f"{_day(moment, language)}, {hour}{zone}"


def _day(day: date, language: Language) -> str:
    return f"{day:%d.%m.%Y}" if language == "de" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - shorter than twelve pairs of quotes
"""Not from ``strftime``: its names follow the machine's locale."""
