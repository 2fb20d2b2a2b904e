"""What can be wrong with a corrected draft; see ``pipeline.errors``."""

from __future__ import annotations

from pipeline.errors import Rejected
from pipeline.i18n import N_


class NotOurDraft(Rejected):
    """A Word file or text document that no draft of ours became."""

    happened = N_("This is a Word file, but not a draft of Schreibstube.")
    to_do = N_(
        "If it is a corrected draft, it has lost what ties it to its scan or recording: please "
        "copy the corrections into the draft in the outbox, save that as a Word file (.docx), and "
        "drop it. Other Word files need no reading; if you want a PDF, print it to one."
    )


class MacrosInReturn(Rejected):
    """The corrected draft holds macros; no draft of ours does."""

    happened = N_("The corrected draft holds macros. Such files are not opened here.")
    to_do = N_("Please save it as a Word file without macros (.docx) and drop that.")


class ReturnDamaged(Rejected):
    """The corrected draft cannot be opened."""

    happened = N_("The corrected draft is damaged and cannot be opened.")
    to_do = N_(
        "Perhaps it was copied only in part: please open it in Word or LibreOffice where you saved "
        "it. If it opens, save it under a new name as a Word file (.docx) and drop that. If not, "
        "please correct the draft in the outbox again."
    )


class ReturnNotWord(Rejected):
    """It is called .docx, .doc, .odt or .rtf, and is a web page or plain text."""

    happened = N_(
        "By its name this is a Word file or text document, but inside it is a web page or plain "
        "text."
    )
    to_do = N_(
        "Please open it in Word or LibreOffice, save it there as a Word file (.docx), and drop "
        "that. If what ties it to its draft is lost by then, copy the corrections into the draft "
        "in the outbox and drop that instead."
    )


class ReturnLocked(Rejected):
    """The corrected draft opens only with a password."""

    happened = N_("The corrected draft is protected: it opens only with a password.")
    to_do = N_("Please save it without a password as a Word file (.docx) and drop that.")


class ReturnTooBig(Rejected):
    """The corrected draft is over a ``limit``, in MB when unpacked."""

    happened = N_("The corrected draft is too large: more than {limit} MB when unpacked.")
    to_do = N_(
        "Please take large pictures out of it, accept the changes that are settled, save it, and "
        "drop it again."
    )


class ReturnEmpty(Rejected):
    """No word of the text is left in the corrected draft."""

    happened = N_("No word of the text is left in the corrected draft.")
    to_do = N_(
        "If that was a mistake, please undo the deletion and drop the file again. If nothing of "
        "the text is to stay, delete the draft in the outbox and what was made with it."
    )


class ReturnNewer(Rejected):
    """A newer version of ours made the draft, of format ``version``."""

    happened = N_(
        "The draft was made by a newer version of Schreibstube (format {version}), which this one "
        "does not understand."
    )
    to_do = N_("Please tell whoever runs Schreibstube: it needs an update. Then drop it again.")


class ReturnNeedsLibreOffice(Rejected):
    """Only LibreOffice can open it, and that is not installed."""

    happened = N_(
        "The corrected draft is no .docx file, and LibreOffice, which could open it, is not "
        "installed here."
    )
    to_do = N_("Please save it as a Word file (.docx) in your program and drop that.")
