"""From recognised words to a draft, before any file format.

A draft is what a typist would hand over for checking: a title, where it comes from, what is wrong
with it, and the text in paragraphs that say where they stand in the original. Every recognised word
is in it once and in order; everything else is ours and kept apart from the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from pipeline.core.drafts.content import Content
from pipeline.core.drafts.draft import (
    About,
    Block,
    Change,
    Draft,
    Fields,
    Paragraph,
    Remark,
    Run,
    Table,
)
from pipeline.core.drafts.frames import heading_text
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.drafts.runs import texts_of
from pipeline.core.drafts.vocabulary import Lexicon
from pipeline.core.model import Kind, Recognised, Recording, Scan
from pipeline.i18n import Translate


def draft(
    recognised: Recognised,
    *,
    about: About,
    translate: Translate,
    lexicon: Lexicon | None = None,
    terms: Iterable[str] = (),
) -> Draft:
    """The draft of what was recognised, framed in ``about.language``.

    ``translate`` translates into that language. ``lexicon`` knows words, ``terms`` are the office's
    own; without them more words are doubtful.
    """
    match recognised:
        # A scan's draft does not need what is known of speech, and the other way round.
        case Scan():
            from pipeline.core.drafts.scan_content import scan_content  # noqa: PLC0415 - see above

            content = scan_content(
                recognised, about=about, translate=translate, lexicon=lexicon, terms=terms
            )
            return _framed_draft(Kind.SCAN, content, about, translate)
        case Recording():
            from pipeline.core.drafts.recording_content import (  # noqa: PLC0415 - see above
                recording_content,
            )

            content = recording_content(
                recognised, about=about, translate=translate, lexicon=lexicon, terms=terms
            )
            return _framed_draft(Kind.RECORDING, content, about, translate)
        case _:
            assert_never(recognised)


def _framed_draft(file: Kind, content: Content, about: About, _: Translate) -> Draft:
    """The content with title, facts and notices, by its kind."""
    kind, letter = about.form.kind_for(file), about.letter
    made = Draft(
        about.title,
        about.language,
        facts=((_("Source"), about.source), *content.facts, *_doubtful_fact(content.blocks, _)),
        notices=(*_kind_notices(file, about, _), *content.notices),
        blocks=content.blocks,
        job=about.job,
        sha256=about.sha256,
        subject=letter.subject or "",
        keywords=tuple(number for number in (letter.invoice, letter.reference) if number),
        kind=kind,
        heading=heading_text(kind, about, _),
        participants=about.form.participants,
        unread=content.unread,
    )
    return _as_plain_text(made) if kind is DraftKind.PLAIN else _with_facts_in_frame(made)


def _kind_notices(file: Kind, about: About, _: Translate) -> Iterator[str]:
    """The notice that a file does not suit its folder's kind."""
    form = about.form
    if form.kind is not None and not form.suits(file):
        said = _(
            "The profile asks for the kind “{kind}”, which does not suit this file; it "
            "was made the kind “{made}”."
        )
        yield said.format(kind=form.kind.value, made=form.kind_for(file).value)


def _with_facts_in_frame(made: Draft) -> Draft:
    """The draft with its facts in the frame, where it has one.

    What the frame already says of the original is left out.
    """
    match made.blocks:
        case (Fields(title=called, rows=rows), *others):
            fields = Fields(called, (*rows, *made.facts[1:]))  # the frame names the source itself
            return replace(made, facts=(), blocks=(fields, *others))
        case _:
            return made


def _as_plain_text(made: Draft) -> Draft:
    """The draft as text alone, for programs that analyse it.

    It has no facts, its tables become lines with tabs, and its notices come last, where they part
    no text.
    """
    blocks = (_table_lines(block) if isinstance(block, Table) else block for block in made.blocks)
    return replace(made, facts=(), notices=(), blocks=(*blocks, *map(Remark, made.notices)))


def _table_lines(table: Table) -> Paragraph:
    """The rows of a table as lines, a tab between the cells."""
    tab = Run("\t", "")
    rows = (
        [run for cell in row for runs in cell.paragraphs or ((),) for run in (tab, *runs)][1:]
        for row in table.rows
    )
    return Paragraph(tuple(tuple(row) for row in rows))


def _doubtful_fact(blocks: Iterable[Block], _: Translate) -> Iterator[tuple[str, str]]:
    """The number of marked words as a fact; nothing if none is.

    Words are counted as they read once all changes are accepted.
    """
    marks = [
        marked for block in blocks for runs in texts_of(block) for marked in _marked_words(runs)
    ]
    if any(marks):
        said = _("{doubtful} of {words} words, marked in yellow").format(
            doubtful=sum(marks), words=len(marks)
        )
        yield _("To check"), said


def _marked_words(runs: Iterable[Run]) -> Iterator[bool]:
    """For each word that is not deleted, whether any part is marked."""
    kept = [run for run in runs if run.anchor and run.change is not Change.DELETED]
    marked = [run.doubt is not None for run in kept for _character in run.text]
    words = re.finditer(r"\S+", "".join(run.text for run in kept))
    return (any(marked[word.start() : word.end()]) for word in words)
