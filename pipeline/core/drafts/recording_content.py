"""The content of a recording's draft: turns and frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, assert_never

from pipeline.core.drafts.content import Content
from pipeline.core.drafts.doubts.heard_words import hardly_intelligible, recording_doubts
from pipeline.core.drafts.draft import (
    About,
    Block,
    Doubt,
    Heading,
    Remark,
    Turn,
)
from pipeline.core.drafts.frames import (
    closing_fields,
    opening_fields,
    own_heading,
    release_checklist,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.drafts.learned_words import LearnedWords
from pipeline.core.drafts.recording_facts import recording_facts, recording_notices
from pipeline.core.drafts.revision import NO_TERMS, NearTerms, Revision
from pipeline.core.drafts.runs import MarkedWord, runs_of
from pipeline.core.drafts.suggestions import Suggestions
from pipeline.core.drafts.vocabulary import Lexicon, vocabulary_of
from pipeline.core.model import Gap, Kind, Recording, SpokenWord, Utterance
from pipeline.core.recordings.recorded_on import RecordingTime, recording_time
from pipeline.core.recordings.speakers import TOGETHER
from pipeline.core.wording.cues import candidates
from pipeline.core.wording.formatting import clock
from pipeline.i18n import Translate

_PAUSE = 1.5
"""Seconds of silence after a sentence that begin a new paragraph."""

_LONG_PAUSE = 3.0
"""Seconds of silence that do so even within a sentence.

Source: a pause "(...)" after Dresing & Pehl.
"""

_LONG_TURN = 60.0
"""Seconds after which the next sentence ends a paragraph.

A place is found again quickly.
"""

_MIXED = 1.5
"""Seconds of several voices at once that are remarked.

Source: ``core.recordings.captions``, which shows shorter ones one after the other, too.
"""


_OfficeWords = tuple[NearTerms, LearnedWords]
"""What is proposed for words that are heard wrong."""


def recording_content(
    recording: Recording,
    *,
    about: About,
    translate: Translate,
    lexicon: Lexicon | None,
    terms: Iterable[str],
) -> Content:
    """The text of a recording, with facts and notices about it."""
    _ = translate
    # Not the words that are said often: an engine mishears a word as often as it is said.
    terms = tuple(terms)
    known = vocabulary_of((), lexicon, terms)
    near = NearTerms(terms, known) if lexicon else NO_TERMS
    doubts = recording_doubts(recording.utterances, known)
    learned = LearnedWords.of(about.form, Kind.RECORDING, known)
    blocks = tuple(_blocks(recording, doubts, about, (near, learned), _))
    notices = recording_notices(
        recording, about, _, unsure=hardly_intelligible(recording.utterances, doubts)
    )
    return Content(blocks, recording_facts(recording, about, _), notices)


def _blocks(
    recording: Recording,
    doubts: Sequence[Mapping[SpokenWord, Doubt]],
    about: About,
    words: _OfficeWords,
    _: Translate,
) -> Iterator[Block]:
    """The text, and around it what the kind of draft wants."""
    kind, at = (
        about.form.kind_for(Kind.RECORDING),
        recording_time(about.source, about.recorded, recording.duration),
    )
    found = (
        candidates(
            recording.utterances,
            day=at.day,
            participants=about.form.participants,
            scores=about.minutes,
        )
        if about.form.wants_candidates(kind)
        else ()
    )
    suggestions = Suggestions(found, recording.utterances, about.language, _)
    text: tuple[Block, ...] = tuple(
        _text_blocks(
            recording, doubts, _manner(kind, about, at, words), tuple(suggestions.headings()), _
        )
    )
    begin: tuple[Block, ...] = ()
    end: tuple[Block, ...] = ()
    if about.form.has_frame(kind):
        begin = tuple(opening_fields(kind, about, at, recording.duration, _))
        end = (
            *closing_fields(kind, _),
            *release_checklist(kind, text, _, suggested=bool(suggestions)),
        )
    table = tuple(suggestions.table()) if about.form.wants_candidates(kind) else ()
    yield from begin
    match kind:
        case DraftKind.RESULTS:
            full_text = own_heading(_("Full text"), about.language)
            yield from chain(table, suggestions.agenda(), end, (full_text,), text)
        case (
            DraftKind.TRANSCRIPT
            | DraftKind.MINUTES
            | DraftKind.DICTATION
            | DraftKind.MEMO
            | DraftKind.PLAIN
            | DraftKind.LETTER
        ):
            yield from chain(text, table, end)
        case _:
            assert_never(kind)


class _Manner(NamedTuple):
    """How speech becomes turns.

    ``paragraphs``: whether pauses make them. ``timed``: whether the reader sees the times.
    """

    revision: Revision
    paragraphs: bool
    timed: bool


def _manner(kind: DraftKind, about: About, at: RecordingTime, words: _OfficeWords) -> _Manner:
    dictated = kind is DraftKind.DICTATION
    near, learned = words
    near = NO_TERMS if kind is DraftKind.PLAIN else near
    revision = Revision(dictated, about.form.smooths(kind), at.day, near, learned)
    return _Manner(revision, paragraphs=not dictated, timed=not dictated)


def _text_blocks(
    recording: Recording,
    doubts: Sequence[Mapping[SpokenWord, Doubt]],
    manner: _Manner,
    headings: tuple[tuple[float, Heading], ...],
    _: Translate,
) -> Iterator[Block]:
    """The turns, with gaps and ``headings`` at their times."""
    asides: list[tuple[float, Block]] = [
        *headings,
        *((gap.start, gap_remark(gap, _)) for gap in recording.gaps),
    ]
    asides.sort(key=lambda aside: aside[0])
    for turn in _paragraphs(
        recording.utterances, doubts, tuple(start for start, _block in asides), manner
    ):
        while asides and asides[0][0] <= turn.start:
            yield asides.pop(0)[1]
        if _is_mixed(turn):
            said = _("(Several people speak at once, {start}–{end}. Words may be mixed up.)")
            yield Remark(said.format(start=clock(turn.start), end=clock(turn.end)))
        yield turn
    yield from (block for _start, block in asides)
    if not recording.utterances and not recording.gaps:
        yield Remark(_("(There is no speech in this recording.)"))


def _is_mixed(turn: Turn) -> bool:
    """Whether several people speak for so long that their words are mixed up."""
    together = turn.speaker is not None and TOGETHER in turn.speaker
    return together and turn.end - turn.start >= _MIXED


def _paragraphs(
    utterances: tuple[Utterance, ...],
    doubts: Sequence[Mapping[SpokenWord, Doubt]],
    cuts: tuple[float, ...],
    manner: _Manner,
) -> Iterable[Turn]:
    """The turns, none of which spans one of the ``cuts``.

    A dictation has the paragraphs that were dictated; pauses make them only if none was.
    """
    turns = tuple(_turns(utterances, doubts, cuts, manner))
    if manner.paragraphs or any(
        run.change and "\n\n" in run.text for turn in turns for run in turn.runs
    ):
        return turns
    return _turns(utterances, doubts, cuts, manner._replace(paragraphs=True))


def gap_remark(gap: Gap, _: Translate) -> Remark:
    """What stands in a draft for what was not understood."""
    inaudible = gap.problem == "NotUnderstood"
    said = _("(inaudible, {start}–{end})") if inaudible else _("(not transcribed, {start}–{end})")
    return Remark(said.format(start=clock(gap.start), end=clock(gap.end)))


class _SaidWord(NamedTuple):
    word: SpokenWord
    marked: MarkedWord


def _turns(
    utterances: tuple[Utterance, ...],
    doubts: Sequence[Mapping[SpokenWord, Doubt]],
    cuts: tuple[float, ...],
    manner: _Manner,
) -> Iterator[Turn]:
    """The utterances in paragraphs.

    ``cuts`` are times that no turn may span.
    """
    said: list[_SaidWord] = []
    before: Utterance | None = None
    for number, (utterance, doubted) in enumerate(zip(utterances, doubts, strict=True), start=1):
        for word in utterance.words:
            if before and (
                _changes_speaker(before, utterance)
                or _crosses(said[-1].word, word, cuts)
                or (manner.paragraphs and _ends_paragraph(said[0].word, said[-1].word, word))
            ):
                yield _turn(before, said, manner)
                said = []
            said.append(
                _SaidWord(word, MarkedWord(word.text.strip(), doubted.get(word), f"u{number}"))
            )
            before = utterance
    if before:
        yield _turn(before, said, manner)


def _changes_speaker(before: Utterance, after: Utterance) -> bool:
    return (before.speaker, before.language) != (after.speaker, after.language)


def _crosses(last: SpokenWord, following: SpokenWord, cuts: tuple[float, ...]) -> bool:
    return any(last.start < cut <= following.start for cut in cuts)


def _ends_paragraph(first: SpokenWord, last: SpokenWord, following: SpokenWord) -> bool:
    """Whether the paragraph from ``first`` to ``last`` ends here."""
    pause = following.start - last.end
    sentence = last.text.rstrip("\"'”“’»«) ").endswith((".", "?", "!", "…"))
    enough = pause >= _PAUSE or last.end - first.start >= _LONG_TURN
    return pause >= _LONG_PAUSE or (sentence and enough)


def _turn(utterance: Utterance, said: list[_SaidWord], manner: _Manner) -> Turn:
    words = [word for word, _marked in said]
    runs = runs_of((marked for _word, marked in said), utterance.language)
    runs = manner.revision.revised_runs(runs, words, utterance.language)
    return Turn(
        runs, words[0].start, max(word.end for word in words), utterance.speaker, manner.timed
    )
