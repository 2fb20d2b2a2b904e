"""What the office tells of a correction: figures and remarks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.core.model import Kind
from pipeline.core.naming import readable
from pipeline.core.office.records import CorrectionFacts, JobRecord
from pipeline.i18n import N_, Language, Translate
from pipeline.office.messages import explained
from pipeline.translations import translator

_WITHDRAWN = N_("The release was taken back.")
_REMARKS = {
    "contradictions": N_(
        "Rows of the check sheet that say something else than the text: {number}; please compare."
    ),
    "guessed": N_("Words whose place on the page or in the recording is estimated: {number}."),
    "open_fields": N_("Fields with “…” that are still open in the final version: {number}."),
    "changes": N_("Tracked changes that were still open and count as accepted: {number}."),
    "comments": N_("Comments that are not in the final version: {number}."),
}
"""What a person should know, by the number that says whether."""
_OTHERWISE = {
    "deleted": N_("{number} deleted"),
    "inserted": N_("{number} put in"),
    "moved": N_("{number} moved"),
}
"""What else became of words, by their number."""
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
        "count as corrected, the places of more words than usual may be estimated, and nothing "
        "is learned from this correction."
    ),
    True: N_(
        "The words that were recognised for the draft were no longer kept, so its recording was "
        "heard again with today's settings. The text is as you left it. Words that were heard "
        "differently count as corrected, the places of more words than usual may be estimated, "
        "and nothing is learned from this correction."
    ),
}
"""That other words took the place of the draft's own, by whether they were said."""


def draft_path(record: JobRecord) -> str:
    """The draft that a record corrects, below the outbox; "" if unknown."""
    facts = record.facts.correction
    return f"{readable(facts.place)}.docx" if facts is not None and facts.draft else ""


def figures_text(facts: CorrectionFacts, language: Language) -> str:
    """The figures: ``12 of 840 words corrected, 3 moved; 9 of 15 marked …``."""
    _ = translator(language)
    corrected = (
        _("{corrected} of {words} word corrected")
        if facts.words == 1
        else _("{corrected} of {words} words corrected")
    )
    changed = [corrected.format(corrected=facts.corrected, words=facts.words)]
    for name, sentence in _OTHERWISE.items():
        if number := getattr(facts, name):
            changed.append(_(sentence).format(number=number))
    told = [", ".join(changed)]
    if facts.marked:
        told.append(_marked_text(facts, _))
    if facts.unmarked_wrong:
        unmarked = (
            _("{number} wrong one was not marked")
            if facts.unmarked_wrong == 1
            else _("{number} wrong ones were not marked")
        )
        told.append(unmarked.format(number=facts.unmarked_wrong))
    return "; ".join(told)


def _marked_text(facts: CorrectionFacts, _: Translate) -> str:
    """How many of the marked words were wrong."""
    if facts.marked == 1:
        sentence = _("{wrong} of {marked} marked word was wrong")
    elif facts.marked_wrong == 1:
        sentence = _("{wrong} of {marked} marked words was wrong")
    else:
        sentence = _("{wrong} of {marked} marked words were wrong")
    return sentence.format(wrong=facts.marked_wrong, marked=facts.marked)


def correction_sentences(record: JobRecord, language: Language) -> Iterator[str]:
    """Figures and remarks of a published correction; none for other jobs."""
    facts, _ = record.facts.correction, translator(language)
    if facts is None:
        return
    if record.withdrawn:
        yield _(_WITHDRAWN)
    yield f"{figures_text(facts, language)}."
    yield from owed_sentences(record, language)
    yield from correction_remarks(facts, language)


def correction_remarks(facts: CorrectionFacts, language: Language) -> Iterator[str]:
    """What a person should know of a final."""
    _ = translator(language)
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
