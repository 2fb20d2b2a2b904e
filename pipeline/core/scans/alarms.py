"""What in a PDF acts by itself, and what is said of it.

The PDF is passed on as it came: it is not ours to take something out. But who opens it should know.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.i18n import N_


class Alarm(StrEnum):
    """Something in a PDF that acts when it is opened or clicked on."""

    PROGRAM = "program"
    """JavaScript, wherever it stands."""
    STARTS = "starts"
    """It starts a program or opens a file."""
    SENDS = "sends"
    """It sends what was typed into it."""
    ELSEWHERE = "elsewhere"
    """It refers to files on the reader's computer or network."""
    ATTACHED = "attached"
    """An attached file can run as a program."""
    MEDIA = "media"
    """Film, sound or 3D."""

    @property
    def sentence(self) -> str:
        """A sentence for the reader, to be translated."""
        return _SENTENCES[self]


_SENTENCES = {
    Alarm.PROGRAM: N_(
        "This PDF holds a program (JavaScript) that can run when it is opened. Please open it only "
        "if you know whom it is from, and allow nothing that it asks for."
    ),
    Alarm.STARTS: N_(
        "This PDF wants to start a program or open a file on the computer. Please do not allow it "
        "if you do not expect that."
    ),
    Alarm.SENDS: N_(
        "This PDF can send what is typed into it to an address on the internet. Please fill it in "
        "only if you know whom it is from."
    ),
    Alarm.ELSEWHERE: N_(
        "This PDF has links to files on the computer or in the network. Please do not follow them "
        "if you do not expect them."
    ),
    Alarm.ATTACHED: N_(
        "A file that can run as a program is attached to this PDF. Please do not open attachments "
        "that you do not expect."
    ),
    Alarm.MEDIA: N_(
        "This PDF holds a film, sound or 3D content, which some programs play when it is opened."
    ),
}
