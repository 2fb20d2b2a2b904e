"""The frame of a recording's draft: heading, fields, checklist.

The fields are those of minutes after DIN 5008 and their English twins. The frame says what the
profile, the file and its name say, and invents nothing: what only a person knows is ``OPEN_FIELD``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from pipeline.core.drafts.draft import (
    OPEN_FIELD,
    About,
    Block,
    Checklist,
    Draft,
    Fields,
    Heading,
    Run,
    Turn,
)
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.recordings.recorded_on import RecordingTime
from pipeline.core.wording.formatting import (
    date_text,
    duration_text,
    time_span,
)
from pipeline.i18n import Language, Translate


def heading_text(kind: DraftKind, about: About, _: Translate) -> str:
    """The name of the draft's kind above its title.

    Empty for letters, plain text, and where no kind was asked for.
    """
    return _kind_name(kind, _) if about.form.has_frame(kind) else ""


def _kind_name(kind: DraftKind, _: Translate) -> str:
    """What a reader calls the kind; empty for those without a frame."""
    match kind:
        case DraftKind.TRANSCRIPT:
            return _("Verbatim minutes")
        case DraftKind.MINUTES:
            return _("Discussion minutes")
        case DraftKind.RESULTS:
            return _("Action minutes")
        case DraftKind.DICTATION:
            return _("Dictation")
        case DraftKind.MEMO:
            return _("Telephone memo")
        case DraftKind.LETTER | DraftKind.PLAIN:
            return ""
        case _:
            assert_never(kind)


def _is_minutes(kind: DraftKind) -> bool:
    """Whether it is signed and released.

    A dictation and a memo are sent as they are.
    """
    match kind:
        case DraftKind.TRANSCRIPT | DraftKind.MINUTES | DraftKind.RESULTS:
            return True
        case DraftKind.DICTATION | DraftKind.MEMO | DraftKind.LETTER | DraftKind.PLAIN:
            return False
        case _:
            assert_never(kind)


def opening_fields(
    kind: DraftKind, about: About, at: RecordingTime, duration: float, _: Translate
) -> Iterator[Fields]:
    """The fields that such a draft begins with; none for plain text.

    ``duration`` of the recording in seconds.
    """
    form = about.form
    source = (_("Based on"), ", ".join((about.source, duration_text(duration), about.engine)))
    recipients = (_("Distribution"), "; ".join(form.recipients) or OPEN_FIELD)
    match kind:
        case DraftKind.DICTATION:
            rows = [
                (_("Dictated by"), OPEN_FIELD),
                (_("Date"), _day(at, about.language)),
                (_("Subject"), form.occasion or OPEN_FIELD),
                recipients,
            ]
        case DraftKind.MEMO:
            rows = [*_memo_fields(about, at, _), recipients]
        case DraftKind.TRANSCRIPT | DraftKind.MINUTES | DraftKind.RESULTS:
            rows = [*_meeting_fields(about, at, _), recipients]
        case DraftKind.LETTER | DraftKind.PLAIN:
            return
        case _:
            assert_never(kind)
    yield Fields(_kind_name(kind, _), (*rows, source))


def _meeting_fields(about: About, at: RecordingTime, _: Translate) -> tuple[tuple[str, str], ...]:
    form = about.form
    return (
        (_("Occasion"), form.occasion or OPEN_FIELD),
        (_("Date, start–end"), _span(at, about.language)),
        (_("Venue"), form.place or OPEN_FIELD),
        (_("Present"), _present(about, _)),
        (_("Apologies"), OPEN_FIELD),
        (_("Guests"), OPEN_FIELD),
        (_("Chair"), form.chair or OPEN_FIELD),
        (_("Minute-taker"), form.minute_taker or OPEN_FIELD),
    )


def _memo_fields(about: About, at: RecordingTime, _: Translate) -> Iterator[tuple[str, str]]:
    form = about.form
    yield _("Call from"), OPEN_FIELD
    yield _("Call for"), OPEN_FIELD
    yield _("Telephone"), OPEN_FIELD
    yield _("Date, time"), _span(at, about.language)
    yield _("Concerning"), form.occasion or OPEN_FIELD
    yield _("Please call back"), _("☐ yes  ☐ no")
    yield _("Taken by"), form.minute_taker or OPEN_FIELD
    if form.participants:
        yield _("Names in the profile"), "; ".join(form.participants)


def closing_fields(kind: DraftKind, _: Translate) -> Iterator[Block]:
    """Enclosures, date and signatures at the end of minutes."""
    if _is_minutes(kind):
        enclosed = _("Full text") if kind is DraftKind.RESULTS else OPEN_FIELD
        yield Fields(
            _("Conclusion"),
            (
                (_("Enclosures"), enclosed),
                (_("Date issued"), OPEN_FIELD),
                (_("Signature of the chair"), OPEN_FIELD),
                (_("Signature of the minute-taker"), OPEN_FIELD),
            ),
        )


def release_checklist(
    kind: DraftKind, text: Sequence[Block], _: Translate, *, suggested: bool
) -> Iterator[Checklist]:
    """What is to be checked before minutes become a document.

    ``suggested``: whether the draft suggests items, decisions or tasks.
    """
    if not _is_minutes(kind):
        return
    turns = [block for block in text if isinstance(block, Turn)]
    runs = [run for turn in turns for run in turn.runs]
    yield Checklist(
        _("Check and release"),
        (
            _("Text compared with the recording"),
            *((_("Marked words checked"),) if any(run.doubt for run in runs) else ()),
            *((_("Changes accepted or rejected"),) if any(run.change for run in runs) else ()),
            *((_("Speakers given their names"),) if any(turn.speaker for turn in turns) else ()),
            *((_("Items, decisions and tasks checked; dates, too"),) if suggested else ()),
            _("Fields marked “…” filled in or deleted"),
            _("Released on … by …"),
        ),
    )


def release_line(draft: Draft, _: Translate) -> Iterator[Checklist]:
    """The one thing to tick at the end of a draft without a checklist.

    Plain text has none: programs read it.
    """
    listed = any(isinstance(block, Checklist) for block in draft.blocks)
    if draft.kind is not DraftKind.PLAIN and not listed:
        yield Checklist(_("Release"), (_("Released on … by …"),))


def own_heading(text: str, language: Language, level: int = 1) -> Heading:
    """A heading in our words."""
    return Heading(level, (Run(text, language),))


def _day(at: RecordingTime, language: Language) -> str:
    return OPEN_FIELD if at.day is None else date_text(at.day, language)


def _span(at: RecordingTime, language: Language) -> str:
    if at.day is None:
        return OPEN_FIELD
    if at.begin is None:
        return f"{date_text(at.day, language)}, {OPEN_FIELD}–{OPEN_FIELD}"
    zone = f" {at.zone}" if at.zone else ""
    return f"{date_text(at.day, language)}, {time_span(at.begin, at.end, language)}{zone}"


def _present(about: About, _: Translate) -> str:
    """The participants of the profile, to be checked.

    They speak or are spoken of: only a person knows which of them came.
    """
    if not about.form.participants:
        return OPEN_FIELD
    return _("{names} (as in the profile, please check)").format(
        names="; ".join(about.form.participants)
    )
