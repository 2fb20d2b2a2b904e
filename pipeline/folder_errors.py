"""What can go wrong with inbox, outbox and state as folders; see ``pipeline.errors``."""

from __future__ import annotations

from pipeline.errors import FolderUnreachable, ProfileWrong, Rejected, Unavailable, UsageError
from pipeline.i18n import N_


class FolderUnmarked(Unavailable):
    """There is a ``folder``, but without the marker that ours has."""

    happened = N_(
        "The folder {folder} is out of reach: there is a folder of this name, but it is not the "
        "one with the earlier work. A network drive is probably not connected."
    )
    to_do = N_(
        "Please connect it; work then goes on by itself. If this is to be the folder from now on, "
        "put an empty file named {marker} into it."
    )


class FolderOfOthers(Unavailable):
    """The ``folder`` carries the marker of another office."""

    happened = N_(
        "The folder {folder} belongs to another Schreibstube: its file {marker} is not ours."
    )
    to_do = N_(
        "Please check which folder or network drive is connected there; work then goes on by "
        "itself. If both are to share it, make {marker} an empty file."
    )


AWAY = (FolderUnreachable, FolderUnmarked, FolderOfOthers)
"""A folder is out of reach: with it everything waits."""


class CorrectionsWrong(ProfileWrong):
    """The ``file`` with what corrections taught has mistakes."""

    happened = N_("The file {file} with learned corrections has mistakes: {problems}.")
    to_do = N_(
        "Please correct it, or delete it; then what was learned is forgotten. It is not written to "
        "as it is. The files in its folder wait until then and are taken up by themselves."
    )


class Released(Rejected):
    """Somebody ended the work on it: ``schreibstube release``."""

    happened = N_("The work on this file was ended by hand, before it was finished.")
    to_do = N_("Please ask the person who runs Schreibstube why.")


class ChangedLater(Rejected):
    """A writer went on after the results were published."""

    happened = N_(
        "The file was changed after it had been taken: its results hold only what was there before."
    )
    to_do = N_(
        "Nothing: the longer file was put into the inbox again by itself, and its results appear "
        "beside the earlier ones. Scanners that pause between pages need a longer `settle` time in "
        "schreibstube.toml."
    )


class NotInWork(UsageError):
    """``name``, the job ``job``, has ended: nothing can be released."""

    happened = N_("The work on {name} has ended already.")
    to_do = N_(
        "`schreibstube status --all` names its results, or says why it needs attention. To have it "
        "processed again, enter: schreibstube redo {job}"
    )


class JournalCut(UsageError):
    """Events ``first`` to ``last`` of the journal in ``folder`` are gone."""

    happened = N_(
        "The journal in {folder} lacks the events {first} to {last}, which were there once: it was "
        "cut off, or an older copy was put in its place. No file is lost, but what these events "
        "told is unknown; work goes on."
    )
    to_do = N_(
        "If you know why (a backup was restored), enter: schreibstube selftest --acknowledge. "
        "`schreibstube release` ends jobs whose files are gone."
    )


class DraftUnknown(Rejected):
    """The draft ``job`` was made by no job of this office that is known."""

    happened = N_(
        "This Word file says that it was made by job {job}, which this Schreibstube does not know; "
        "nor is the scan or recording that it was made from among the originals in the outbox."
    )
    to_do = N_(
        "Please drop it where the draft came from. Or put the scan or recording itself into the "
        "folder _originals of the outbox, and then this file into the inbox again: the original is "
        "then read once more."
    )


class DraftOriginalGone(Rejected):
    """The original of the draft, ``name``, is not among the originals."""

    happened = N_(
        "The scan from which this draft was made, {name}, is no longer in the folder _originals of "
        "the outbox. Without it there is no searchable PDF to write."
    )
    to_do = N_(
        "Please put it back into the folder _originals of the outbox, and then this file into the "
        "inbox again."
    )


class FinalAgain(Rejected):
    """The Word file is a final that Schreibstube made itself."""

    happened = N_(
        "This is a final version that Schreibstube made itself; there is nothing to correct from."
    )
    to_do = N_(
        "Please make further corrections in the draft, the Word file without (final) in its name: "
        "save it in the outbox with the box ticked, or drop it into the inbox."
    )


class ReleasedAlready(Rejected):
    """The final ``final`` of the same draft, by ``job``, says the same."""

    happened = N_(
        "Unchanged: the final version {final} already says exactly this. No second one was made."
    )
    to_do = N_(
        "If you have what you need, delete this copy. If you meant to change something, please "
        "change it in this file, save it, and drop it into the inbox. To have finals made anew of "
        "the same words, the release must be taken back first: schreibstube withdraw {job}."
    )


class NotReleased(UsageError):
    """``name``, the job ``job``, has no finals that could be taken back."""

    happened = N_("Job {job}, {name}, is no corrected draft with published finals.")
    to_do = N_("`schreibstube status --all` lists all jobs, and which draft each final belongs to.")
