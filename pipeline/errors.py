"""Everything that can go wrong, and whose turn it is then.

::

    SchreibstubeError
    ├── Rejected              this document will never work; a person has to look at it
    │   ├── UnsupportedType     neither a scan nor a recording
    │   ├── EmptyFile           no bytes, and none came
    │   ├── DamagedFile         beyond salvage
    │   ├── PasswordNeeded      encrypted, and only a password opens it
    │   ├── FormNotSupported    an XFA form: its pages exist only in Adobe's programs
    │   ├── DictationNotSupported  a dictation in a secret format
    │   ├── PortfolioNotSupported  an envelope for other files
    │   ├── NoPages             a PDF or picture without a page
    │   ├── TooLarge            more pixels, pages or minutes than the limits allow
    │   ├── NoAudio             no sound in it
    │   ├── NotUnderstood       a voice in a passage, but no word could be made out
    │   ├── NothingReadable     every page or every stretch of speech failed
    │   ├── OtherSideRejected   the file with the other sides of its sheets will never work
    │   ├── OriginalGone        it was taken away while we worked
    │   ├── Released            somebody ended the work on it by hand
    │   ├── ChangedLater        it was changed after its results were published
    │   ├── NotOurDraft         a Word file that no draft of ours became
    │   ├── MacrosInReturn      a corrected draft with macros
    │   ├── ReturnDamaged       a corrected draft that cannot be opened
    │   ├── ReturnNotWord       a web page or plain text that is called .docx
    │   ├── ReturnLocked        a corrected draft that needs a password
    │   ├── ReturnTooBig        a corrected draft over the limit
    │   ├── ReturnEmpty         a corrected draft without a word
    │   ├── ReturnNewer         a draft of a newer version of ours
    │   ├── ReturnNeedsLibreOffice  only LibreOffice could open it, and there is none
    │   ├── DraftUnknown        a corrected draft of a job that nobody here knows
    │   ├── DraftOriginalGone   the scan of a corrected draft is not among the originals
    │   ├── FinalAgain          a final of ours that came back
    │   ├── ReleasedAlready     a corrected draft whose final says exactly the same
    │   ├── AlreadyDone         the same bytes are here already, for the same folder
    │   └── GivenUp             our own fault: it failed again and again without a known reason
    ├── Unavailable           this machine is in the way; waiting or repairing helps
    │   ├── EngineMissing       a program or language is not installed
    │   ├── ModelMissing        the speech model is not there or not what it should be
    │   ├── DownloadFailed      a speech model cannot be fetched
    │   ├── DiskFull            no room
    │   ├── FolderUnreachable   a share is gone or may not be written
    │   ├── FolderUnmarked      a folder of its name is there, such as an empty mount point
    │   ├── FolderOfOthers      another office's folder is in its place
    │   ├── BacksMissing        front sides arrived, their back sides have not
    │   ├── ProfileWrong        the profile.toml of the file's folder has mistakes
    │   │   └── CorrectionsWrong  so has its corrections.toml
    │   ├── TemplateWrong       the office's Word template cannot be used
    │   ├── NativeHang          a child process passed its time limit and was killed
    │   └── NativeCrash         a child process died (crash, or out of memory)
    └── UsageError            the command line or the settings make no sense
        ├── SettingsWrong       schreibstube.toml or the environment has mistakes
        ├── InboxMissing        there is no inbox; perhaps a share that is not mounted
        ├── FoldersNested       one folder lies inside another
        ├── AlreadyRunning      another process works on the same folders
        ├── JournalElsewhere    the state folder belongs to another inbox
        ├── JournalDamaged      the journal cannot be read
        ├── JournalAltered      somebody changed the journal
        ├── JournalCut          its last events are gone
        ├── ProfileExists       a new profile would take the place of another
        ├── ModelUnknown        no speech model has the name that was given
        ├── ModelMisnamed       a speech model's folder or file cannot be called so
        ├── ModelIncomplete     the folder does not hold a whole speech model
        ├── ModelAltered        its files are not the published ones of that name
        ├── StillInWork         it cannot be done again before it is done
        ├── NotReleased         it has no finals that could be taken back
        ├── NotInWork           there is no work on it that could be ended
        └── OriginalMoved       it cannot be done again: its original was moved away

``happened`` and ``to_do`` are message ids for gettext with ``{placeholders}`` that the keyword
arguments fill in. ``pipeline.i18n`` turns them into the reader's language. Those about the folders
are in ``pipeline.folder_errors``, those of adding a speech model in ``pipeline.model_errors``,
those of corrected drafts in ``pipeline.returns.return_errors``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Self, get_args

from pipeline.explained_error import SchreibstubeError
from pipeline.i18n import N_, Language
from pipeline.mistakes import Mistake, clauses, mistakes_as_json


class Rejected(SchreibstubeError):
    """The document will never work: no retry, but a note."""


class UnsupportedType(Rejected):
    """The bytes are neither a scan nor a recording."""

    happened = N_("This is not a file that Schreibstube can process.")
    to_do = N_(
        "Scans may be PDF, TIFF, JPEG, JPEG 2000, PNG, WebP, HEIC, AVIF, BMP, GIF, PBM, PGM, PPM, "
        "PCX or DCX; recordings may be any common audio or video file. Please save the document as "
        "one of these and drop it again."
    )


class EmptyFile(Rejected):
    """No bytes arrived within the patience for unfinished files."""

    happened = N_("The file is empty (0 bytes).")
    to_do = N_("The scan or copy was probably interrupted. Please scan or copy it again.")


class DamagedFile(Rejected):
    """The file is damaged beyond what can be salvaged."""

    happened = N_("The file is damaged and cannot be opened.")
    to_do = N_(
        "Please open it on your computer. If that fails too, scan or export it again; if it works, "
        "save it under a new name and drop that copy."
    )


class PasswordNeeded(Rejected):
    """Encrypted, and no password that we know opens it."""

    happened = N_("The PDF is protected: it opens only with a password.")
    to_do = N_(
        "Please write the password into the file profile.toml in the folder of the inbox "
        "(passwords = [...]) and drop the PDF again; or open it with the password, save or print "
        "it as a PDF without one, and drop that copy."
    )


class FormNotSupported(Rejected):
    """An XFA form: only Adobe's programs can draw its pages."""

    happened = N_("This PDF is an XFA form; its pages can be shown only by Adobe's programs.")
    to_do = N_("Please open it in Adobe Reader, print it to a PDF, and drop that PDF.")


class DictationNotSupported(Rejected):
    """A dictation in a secret or encrypted ``format``."""

    happened = N_(
        "This dictation is in the format {format}, which only programs of the maker of the device "
        "can open."
    )
    to_do = N_(
        "Please open it in the maker's program (such as Olympus DSS Player, OM Dictation or "
        "Philips SpeechExec), export it as WAV or MP3, and drop that file. Most devices can also "
        "be set to record DSS, which Schreibstube opens."
    )


class PortfolioNotSupported(Rejected):
    """A portfolio: an envelope for files, whose only page says so."""

    happened = N_(
        "This PDF is a portfolio: an envelope in which other files lie, with no pages of its own."
    )
    to_do = N_("Please open it in Adobe Reader, save the files that lie in it, and drop those.")


class NoPages(Rejected):
    """A document without a single page."""

    happened = N_("The document has no pages.")
    to_do = N_("Please check the file and scan or export it again.")


class TooLarge(Rejected):
    """Over a ``limit``, which has its unit, as ``found`` has."""

    happened = N_("The file is too large to process safely: {found}; the limit is {limit}.")
    to_do = N_(
        "Please split it into several files and drop those; a picture can also be scanned or saved "
        "at a lower resolution."
    )


class NoAudio(Rejected):
    """A recording without audio track or samples."""

    happened = N_("The recording contains no sound.")
    to_do = N_(
        "Please check the recording device and the file; if it plays on your computer, export it "
        "as MP3 or M4A and drop that."
    )


class NotUnderstood(Rejected):
    """A passage with a voice; two tries found no word in it."""

    happened = N_("Somebody speaks, but no word could be made out.")
    to_do = N_("Please listen to the passage yourself.")


class NothingReadable(Rejected):
    """Every page or every stretch of speech failed."""

    happened = N_("None of its pages or passages could be read.")
    to_do = N_("Please check the file on your computer and scan or export it again.")


class OtherSideRejected(Rejected):
    """The file ``other`` with the other sides was rejected or removed."""

    happened = N_("The file with the other sides of its sheets, {other}, could not be processed.")
    to_do = N_(
        "Please scan both sides again, or move both files back into the inbox together once the "
        "other is mended."
    )


class OriginalGone(Rejected):
    """The original disappeared while we worked on it."""

    happened = N_("The original was taken away while it was being processed.")
    to_do = N_("If you still need it, please drop it again.")


class AlreadyDone(Rejected):
    """The same bytes are here; ``earlier`` names file or results."""

    happened = N_("The same file has been here before. See: {earlier}")
    to_do = N_(
        "If you have what you need, delete this copy. To have it done anew, delete or move those "
        "results and drop the file again."
    )


class GivenUp(Rejected):
    """It failed repeatedly for an unknown reason: a fault of ours."""

    happened = N_(
        "Processing failed repeatedly without a known reason. That is a fault of Schreibstube, not "
        "yours."
    )
    to_do = N_(
        "Please tell whoever runs Schreibstube; the log names the job {job}. Dropping the file "
        "again tries once more."
    )


class Unavailable(SchreibstubeError):
    """This machine is in the way; the document waits."""


class EngineMissing(Unavailable):
    """``what``, a program or language, is missing."""

    happened = N_("{what} is not installed.")
    to_do = N_("Install it with: {command}")


class ModelMissing(Unavailable):
    """The speech model is missing, or its checksum is wrong."""

    happened = N_("The speech model {model} is missing or damaged.")
    to_do = N_("Install it with: {command}")


class DiskFull(Unavailable):
    """No room on the disk that holds ``folder``."""

    happened = N_("The disk of {folder} is full.")
    to_do = N_("Work goes on by itself as soon as there is room.")


class FolderUnreachable(Unavailable):
    """A folder is gone or may not be written; it may come back."""

    happened = N_("The folder {folder} cannot be reached or written.")
    to_do = N_("Work goes on by itself as soon as the folder is back.")


class BacksMissing(Unavailable):
    """Front sides; the second file, with the backs, is missing."""

    happened = N_("These are the front sides; the file with the back sides is still missing.")
    to_do = N_(
        "Please scan the back sides into the same folder. If there are none, set double_sided in "
        'the folder\'s profile.toml to "none".'
    )


class ProfileWrong(Unavailable):
    """The profile or glossary ``file`` has mistakes."""

    between = "; "
    happened = N_("The profile {file} has mistakes: {problems}.")
    to_do = N_(
        "Please correct it. The files in its folder wait until then and are taken up by themselves."
    )

    @classmethod
    def of(cls, file: str, mistakes: Iterable[Mistake]) -> Self:
        """The error for these mistakes, told in each reader's language."""
        return cls(file=file, problems=mistakes_as_json(mistakes))


class TemplateWrong(Unavailable):
    """The Word template ``file`` cannot be used; ``problem`` says why."""

    happened = N_("The Word template {file} cannot be used: {problem}.")
    to_do = N_(
        "Please open it in Word and save it as a template without macros (.dotx). The files that "
        "need it wait until then and are taken up by themselves."
    )

    @classmethod
    def of(cls, file: str, fault: Mistake) -> Self:
        """The error for this fault, which every reader sees in their own language."""
        return cls(file=file, problem=mistakes_as_json([fault]))

    @classmethod
    def placeholders(
        cls, details: Mapping[str, str | int], translate: Callable[[str], str]
    ) -> Mapping[str, str | int]:
        """The fault as a clause; 0.1.0 did not say which one it was."""
        unsaid = mistakes_as_json([Mistake(N_("this is not a Word file, or damaged"))])
        problem = clauses(details.get("problem", unsaid), translate, between="; ")
        return {**details, "problem": problem}


class NativeHang(Unavailable):
    """A child process passed its time limit and was killed."""

    happened = N_("Reading took longer than {seconds} seconds and was stopped.")
    to_do = N_("It is tried again by itself.")


class NativeCrash(Unavailable):
    """A child process crashed or ran out of memory."""

    happened = N_("A reading process crashed or ran out of memory.")
    to_do = N_("It is tried again by itself.")


class UsageError(SchreibstubeError):
    """The command line makes no sense; ``problem`` says why."""

    happened = N_("{problem}")
    to_do = N_("Please correct it and start again.")


class SettingsWrong(UsageError):
    """``schreibstube.toml`` or the environment has mistakes."""

    between = "\n"
    happened = N_("The settings have mistakes:\n{problems}")
    to_do = N_("Please correct them and start again.")

    @classmethod
    def of(cls, mistakes: Iterable[Mistake], *, language: str) -> Self:
        """The error for these mistakes, told in the reader's language."""
        return cls(problems=mistakes_as_json(mistakes), language=language)

    @property
    def language(self) -> Language | None:
        """The language that the settings ask for, if we know it."""
        asked = self.details.get("language")
        return next((known for known in get_args(Language) if known == asked), None)


class InboxMissing(UsageError):
    """There is no inbox ``folder``; a share may not be mounted."""

    happened = N_("The inbox {folder} does not exist.")
    to_do = N_("Please create the folder or connect its network drive, and start again.")


class FoldersNested(UsageError):
    """``inner`` is in ``outer``: we would take our own results."""

    happened = N_("Inbox, outbox and state must lie apart: {inner} is inside {outer}.")


class AlreadyRunning(UsageError):
    """Another process holds ``folder``."""

    happened = N_("Schreibstube is already running for {folder}.")
    to_do = N_("Please stop the other one first, or choose other folders.")


class JournalElsewhere(UsageError):
    """The state ``folder`` belongs to another inbox, ``bound``."""

    happened = N_("The state folder {folder} belongs to the inbox {bound}, not to {inbox}.")
    to_do = N_("Please choose a state folder for each inbox and start again.")


class JournalDamaged(UsageError):
    """``file`` is no database, or damaged; ``reason`` is SQLite's."""

    happened = N_("The database {file} is damaged ({reason}). No document is lost.")
    to_do = N_(
        "The next `schreibstube watch` or `batch` sets it aside and begins a new one, by itself."
    )


class JournalAltered(UsageError):
    """Event ``number`` of the journal in ``folder`` was changed."""

    happened = N_("The journal in {folder} was altered: event {number} is not as it was written.")
    to_do = N_(
        "Please restore the state folder from a backup, or keep it as evidence and choose a new "
        "one."
    )


class ProfileExists(UsageError):
    """``file`` is there already and stays as it is."""

    happened = N_("There is a profile already, {file}.")
    to_do = N_("Please edit it, or move it away for a new one.")


class StillInWork(UsageError):
    """``name`` cannot be done again before it is done."""

    happened = N_("{name} is still in work.")
    to_do = N_("Please wait until it is done.")


class OriginalMoved(UsageError):
    """The original of ``name`` is not where we put it."""

    happened = N_("The original of {name} is no longer where Schreibstube put it.")
    to_do = N_("If you still have it, delete or move its earlier results and drop it again.")
