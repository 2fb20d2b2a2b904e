"""What the office tells people in plain words, in their language: the note beside a file, and why a file waits."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import errors
from pipeline.core.naming import readable
from pipeline.core.office.intake import NOTE_ENDINGS, Waiting
from pipeline.core.scans.arrangement import Oddity
from pipeline.i18n import N_, Language, translator
from pipeline.office.journal import Facts

_WAITING = {
    Waiting.CHANGING: N_("It is still arriving."),
    Waiting.NEXT: N_("It has arrived and is taken into work next."),
    Waiting.EMPTY: N_("It is empty so far; Schreibstube waits for its content."),
    Waiting.UNFINISHED: N_("Its end is missing so far; Schreibstube waits for the rest."),
    Waiting.IN_USE: N_("It is open in another program; Schreibstube waits until it is closed."),
    Waiting.OTHER_SIDE: N_("It waits for the file with the other sides of its sheets."),
    Waiting.UNREADABLE: N_("Schreibstube may not read it; please check its permissions."),
}


def waiting_for(reason: Waiting | errors.ProfileWrong, language: Language) -> str:
    """Why a file stays in the inbox for now."""
    if isinstance(reason, Waiting):
        return translator(language)(_WAITING[reason])
    return " ".join(explained(type(reason).__name__, reason.details, language))


def explained(reason: str, details: Mapping[str, str | int], language: Language) -> tuple[str, str]:
    """What happened and what to do, for the error class named ``reason``, as the journal keeps it."""
    _ = translator(language)
    kind = getattr(errors, reason, None)
    if not (isinstance(kind, type) and issubclass(kind, errors.SchreibstubeError)):
        kind, details = errors.GivenUp, {"job": reason}  # written by another version of ours
    told = kind.told(details, _)
    return _(kind.happened).format(**told), _(kind.to_do).format(**told)


def oddities(facts: Facts, language: Language) -> list[str]:
    """Which habits of its folder could not be followed for a document, and why; a sentence each."""
    _ = translator(language)
    return [_(Oddity(oddity).sentence) for oddity in facts.oddities if oddity in set(Oddity)]


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
    """The note beside the file ``name``: UTF-8 with a byte order mark and Windows line ends, as Notepad likes it."""
    _ = translator(language)
    happened, to_do = explained(reason, details, language)
    if file_is_here:
        safe = _("Yes. It lies unchanged beside this note; nothing was deleted or altered.")
        again = _(
            "To try it again, move the file back into the inbox. This note then disappears by itself."
        )
        if reason == errors.AlreadyDone.__name__:
            again = ""  # it would only be a duplicate again
    else:
        safe = _("It is no longer with Schreibstube: somebody moved or removed it.")
        again = ""
    paragraphs = (
        readable(name).replace("\n", " "),
        _("What happened?") + "\n" + happened,
        _("Is my file safe?") + "\n" + safe,
        _("What can I do?") + "\n" + "\n".join(filter(None, (to_do, again))),
    )
    return (
        ("\ufeff" + "\n\n".join(paragraphs) + "\n").replace("\n", "\r\n").encode(errors="replace")
    )
