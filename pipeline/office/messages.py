"""What the office tells people: notes, states, and why a file waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from pipeline import errors, folder_errors, model_errors
from pipeline.core.naming import harmless, readable
from pipeline.core.office.intake import NOTE_ENDINGS, Waiting
from pipeline.core.office.records import Facts, Progress, State
from pipeline.core.scans.alarms import Alarm
from pipeline.core.scans.arrangement import Oddity
from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import N_, Language
from pipeline.returns import return_errors
from pipeline.translations import translator


def state_name(state: State, language: Language) -> str:
    """A job's state, in the words of terminal and status page."""
    match state:
        case State.WORKING:
            name = N_("in work")
        case State.WAITING:
            name = N_("waiting")
        case State.PUBLISHED:
            name = N_("finished")
        case State.NEEDS_ATTENTION:
            name = N_("needs attention")
        case State.DUPLICATE:
            name = N_("was here before")
        case State.RETURNED:
            name = N_("back in the inbox")
        case _:
            assert_never(state)
    return translator(language)(name)


def progress_text(progress: Progress, language: Language) -> str:
    """How far a document is: ``7/20 pages``, ``1:45/3:00 min``."""
    match progress.unit:
        case "page":
            said = translator(language)(N_("{done}/{total} pages"))
            return said.format(done=progress.done, total=progress.total)
        case "second":
            return f"{_minutes(progress.done)}/{_minutes(progress.total)} min"
        case _:  # of a later version
            return f"{progress.done}/{progress.total}"


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


_SAME_AGAIN = frozenset(
    each.__name__
    for each in (errors.AlreadyDone, folder_errors.ChangedLater, folder_errors.ReleasedAlready)
)
"""Errors of files that would only be duplicates again."""

_WHY_IT_WAITS = {
    Waiting.CHANGING: N_("It is still arriving."),
    Waiting.NEXT: N_("It has arrived and is taken into work next."),
    Waiting.EMPTY: N_("It is empty so far; Schreibstube waits for its content."),
    Waiting.UNFINISHED: N_("Its end is missing so far; Schreibstube waits for the rest."),
    Waiting.IN_USE: N_("It is open in another program; Schreibstube waits until it is closed."),
    Waiting.READ_ONLY: N_(
        "Its folder is read-only, so that it cannot be taken into work; please copy it elsewhere."
    ),
    Waiting.OTHER_SIDE: N_("It waits for the file with the other sides of its sheets."),
    Waiting.UNREADABLE: N_("Schreibstube may not read it; please check its permissions."),
    Waiting.TOO_DEEP: N_("It lies too deep in folders or its path is too long; please move it up."),
    Waiting.LINK: N_("It is a link; please put the file itself here."),
    Waiting.SPECIAL: N_("It is a pipe, a socket or a device; please put a file here."),
    Waiting.OUT_OF_REACH: N_("It cannot be read at the moment; Schreibstube tries again."),
}
"""The sentence for every reason to wait; a test asks for each."""


def waiting_for(reason: Waiting | errors.ProfileWrong, language: Language) -> str:
    """Why a file stays in the inbox for now."""
    if isinstance(reason, Waiting):
        return translator(language)(_WHY_IT_WAITS[reason])
    return " ".join(explained(type(reason).__name__, reason.details, language))


def explained(reason: str, details: Mapping[str, str | int], language: Language) -> tuple[str, str]:
    """What happened and what to do, for an error class of the journal.

    Details may quote a document or a profile: nothing in them steers a terminal.
    """
    _ = translator(language)
    rooms = (errors, folder_errors, model_errors, return_errors)
    kind = next((getattr(room, reason) for room in rooms if hasattr(room, reason)), None)
    if not (isinstance(kind, type) and issubclass(kind, SchreibstubeError)):
        kind, details = errors.GivenUp, {"job": reason}  # written by another version of ours
    filled = kind.placeholders(details, _)
    return harmless(_(kind.happened).format(**filled)), harmless(_(kind.to_do).format(**filled))


def alarms(facts: Facts, language: Language) -> list[str]:
    """What in the document's file acts by itself."""
    _ = translator(language)
    return [_(Alarm(alarm).sentence) for alarm in facts.alarms if alarm in set(Alarm)]


def oddities(facts: Facts, language: Language, *, usual: bool | None = None) -> list[str]:
    """A sentence for each thing that a person should know.

    ``usual``: only for what is no fault, such as a signature, or only for the rest.
    """
    _ = translator(language)
    known = [Oddity(oddity) for oddity in facts.oddities if oddity in set(Oddity)]
    return [_(oddity.sentence) for oddity in known if usual in (None, oddity.is_usual)]


def note_ending(language: Language) -> str:
    """What follows the file's name in the note's name."""
    english, german = NOTE_ENDINGS
    return german if language == "de" else english


def note(
    name: str,
    reason: str,
    details: Mapping[str, str | int],
    *,
    language: Language,
    file_is_here: bool,
) -> bytes:
    """The note beside the file ``name``.

    UTF-8 with a byte order mark and Windows line ends, as Notepad likes it.
    """
    _ = translator(language)
    happened, to_do = explained(reason, details, language)
    if file_is_here:
        safe = _("Yes. It lies unchanged beside this note; nothing was deleted or altered.")
        again = _(
            "To try it again, move the file back into the inbox. "
            "This note then disappears by itself."
        )
        if reason == folder_errors.ChangedLater.__name__:
            safe = _("Yes. It lies in the outbox, in _originals, with all that was written to it.")
        if reason in _SAME_AGAIN:
            again = ""
    else:
        safe = _("It is no longer with Schreibstube: somebody moved or removed it.")
        again = ""
    paragraphs = (
        readable(name.replace("\n", " ")),
        _("What happened?") + "\n" + happened,
        _("Is my file safe?") + "\n" + safe,
        _("What can I do?") + "\n" + "\n".join(filter(None, (to_do, again))),
    )
    return (
        ("\ufeff" + "\n\n".join(paragraphs) + "\n").replace("\n", "\r\n").encode(errors="replace")
    )
