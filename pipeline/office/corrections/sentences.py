"""What the office tells of a correction: figures and remarks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.model import Kind
from pipeline.core.naming import readable
from pipeline.core.office.records import CorrectionFacts, JobRecord, State
from pipeline.i18n import N_, Language, Translate
from pipeline.office.messages import explained, state_name
from pipeline.translations import translator

_WITHDRAWN = N_("The release was taken back.")
_REMARKS = {
    "contradictions": N_(
        "Rows of the check sheet that say something else than the text: {number}; please compare."
    ),
    "guessed": N_(
        "Words whose place in the PDF or the recording is only estimated, as they are new or "
        "changed a lot: {number}."
    ),
    "open_fields": N_("Fields with “…” that are still open in the final version: {number}."),
    "changes": N_("Tracked changes that were still open and count as accepted: {number}."),
    "comments": N_("Comments that are not in the final version: {number}."),
}
"""What a person should know, by the number that says whether."""
_NOT_LEARNED = N_(
    "What this correction teaches its folder is not learned yet. {reason} The final is published "
    "and nothing is lost: once that is in order, it is learned by itself."
)
_NOT_FORGOTTEN = N_(
    "What the release taught its folder is not forgotten yet. {reason} Once that is in order, it "
    "is forgotten by itself."
)
_EMPTIED = {
    False: N_(
        "All words were deleted, but the picture of the page is still in the PDF: p. {places}."
    ),
    True: N_("All words of half a minute or more were deleted: {places}."),
}
"""That a lot was deleted, by whether it was said."""
_EARLIER = N_(
    "There is an earlier final version of this draft, {final}. What was corrected only there is "
    "not in this one."
)
_AGAIN = {
    False: N_(
        "The words that were recognised for the draft were no longer kept, so its scan was read "
        "again with today's settings. The text is as you left it. Words that were read differently "
        "count as corrected, the place of more words than usual is only estimated, and nothing "
        "is learned from this correction."
    ),
    True: N_(
        "The words that were recognised for the draft were no longer kept, so its recording was "
        "heard again with today's settings. The text is as you left it. Words that were heard "
        "differently count as corrected, the place of more words than usual is only estimated, "
        "and nothing is learned from this correction."
    ),
}
"""That other words took the place of the draft's own, by whether they were said."""


def draft_path(record: JobRecord) -> str:
    """The draft that a record corrects, below the outbox; "" if unknown."""
    facts = record.facts.correction
    return f"{readable(facts.place)}.docx" if facts is not None and facts.draft else ""


def ended_text(record: JobRecord, language: Language) -> str:
    """The word for how a job ended or stands, as everywhere it is told."""
    if needs_comparing(record):
        return translator(language)(N_("finished, please compare"))
    return state_name(record.state, language)


def needs_comparing(record: JobRecord) -> bool:
    """Whether final PDF and Word file say different things."""
    facts = record.facts.correction
    return record.state is State.PUBLISHED and facts is not None and bool(facts.own_words)


def figures_text(facts: CorrectionFacts, language: Language) -> str:
    """The figures: ``840 words in the draft: 12 changed, 3 deleted; …``."""
    _ = translator(language)
    counted = (
        (facts.corrected, N_("{number} changed")),
        (facts.deleted, N_("{number} deleted")),
        (facts.inserted, N_("{number} put in")),
        (facts.moved, N_("{number} moved")),
    )
    done = ", ".join(_(text).format(number=number) for number, text in counted if number)
    words = _("{words} word in the draft") if facts.words == 1 else _("{words} words in the draft")
    told = [f"{words.format(words=facts.words)}: {done or _(N_('none changed'))}"]
    if facts.marked:
        told.append(_marked_text(facts, _))
    if facts.unmarked_wrong:
        unmarked = (
            _("{number} wrong word was not marked")
            if facts.unmarked_wrong == 1
            else _("{number} wrong words were not marked")
        )
        told.append(unmarked.format(number=facts.unmarked_wrong))
    return "; ".join(told)


def _marked_text(facts: CorrectionFacts, _: Translate) -> str:
    """How many of the yellow words were wrong."""
    wrong, marked = facts.marked_wrong, facts.marked
    if marked == 1:
        sentence = (
            _("the one marked yellow was wrong") if wrong else _("the one marked yellow was right")
        )
    elif wrong == 0:
        sentence = _("all {marked} marked yellow were right")
    elif wrong == marked:
        sentence = _("all {marked} marked yellow were wrong")
    elif wrong == 1:
        sentence = _("of {marked} marked yellow, {wrong} was wrong")
    else:
        sentence = _("of {marked} marked yellow, {wrong} were wrong")
    return sentence.format(wrong=wrong, marked=marked)


def correction_sentences(record: JobRecord, language: Language) -> Iterator[str]:
    """Figures and remarks of a published correction; none for other jobs."""
    facts, _ = record.facts.correction, translator(language)
    if facts is None:
        return
    if record.withdrawn:
        yield _(_WITHDRAWN)
    yield f"{figures_text(facts, language)}."
    yield from correction_remarks(record, language)


def correction_remarks(record: JobRecord, language: Language) -> Iterator[str]:
    """What a person should know of a published correction, besides the figures."""
    facts = record.facts.correction
    if facts is not None:
        yield from owed_sentences(record, language)
        yield from _remarks_of(facts, translator(language))


def _remarks_of(facts: CorrectionFacts, _: Translate) -> Iterator[str]:
    """What a person should know of a final."""
    if facts.earlier:
        yield _(_EARLIER).format(final=readable(facts.earlier))
    if facts.again:
        yield _(_AGAIN[facts.kind == Kind.RECORDING])
    for name, sentence in _REMARKS.items():
        if number := getattr(facts, name):
            yield _(sentence).format(number=number)
    if facts.own_words:
        yield _(
            N_(
                "Words that the file brought along were corrected in the text, but stand unchanged "
                "in the PDF: p. {page}."
            )
        ).format(page=facts.own_words)
    if facts.emptied:
        yield _(_EMPTIED[facts.kind == Kind.RECORDING]).format(places=facts.emptied)
    if facts.newer:
        yield _(
            N_("There is a newer draft of the same file, {draft}; this corrects the older.")
        ).format(draft=readable(facts.newer))


def owed_sentences(record: JobRecord, language: Language) -> Iterator[str]:
    """Why its folder has not learned, or forgotten, what a release teaches."""
    if record.owed is not None and record.owed.reason is not None:
        reason = " ".join(explained(record.owed.reason, record.owed.details, language))
        said = _NOT_FORGOTTEN if record.withdrawn else _NOT_LEARNED
        yield translator(language)(said).format(reason=reason)
