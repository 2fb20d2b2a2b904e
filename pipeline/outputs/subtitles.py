"""Subtitles as WebVTT, which every browser and player opens beside the recording.

Source: W3C, "WebVTT: The Web Video Text Tracks Format", https://www.w3.org/TR/webvtt1/.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.core.captions import Caption, captions
from pipeline.core.model import Recording
from pipeline.files import reaching, replace
from pipeline.i18n import N_, translator

_UNCHECKED = N_("Draft: made by a machine, not checked by a person.")
_SILENT = N_("Nobody speaks in this recording.")
_UNHEARD = N_("[not understood]")
_LANGUAGES = ("de", "en")
"""What we can write in; a recording in another language, or in none, gets its notes in both."""


def write_vtt(recording: Recording, target: Path) -> None:
    """Write ``target``: captions that a person can read, and a note that nobody has checked them.

    A recording without speech gives a valid file that says so; a passage that could not be heard
    shows as such at its time.

    Raises:
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    with reaching(target.parent):
        replace(target, "\n".join(_blocks(recording)).encode())


def _blocks(recording: Recording) -> Iterator[str]:
    """The file's blocks, each ending with a line break; joined by the empty lines that part them."""
    languages = (recording.language,) if recording.language in _LANGUAGES else _LANGUAGES
    translators = [translator(language) for language in languages]
    yield "WEBVTT\n"
    yield "".join(("NOTE\n", *(f"{translate(_UNCHECKED)}\n" for translate in translators)))
    if not recording.utterances and not recording.gaps:
        yield "".join(("NOTE\n", *(f"{translate(_SILENT)}\n" for translate in translators)))
    for caption in captions(recording, unheard=translators[0](_UNHEARD)):
        yield _cue(caption)


def _cue(caption: Caption) -> str:
    voice = "" if caption.speaker is None else f"<v {_escaped(caption.speaker)}>"
    text = "\n".join(map(_escaped, caption.lines))
    return f"{_timestamp(caption.start)} --> {_timestamp(caption.end)}\n{voice}{text}\n"


def _escaped(text: str) -> str:
    """The text without anything that WebVTT takes for a tag, an arrow or a character reference."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _timestamp(seconds: float) -> str:
    """``01:02:03.456``; the hours may have more than two digits."""
    rest, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{thousandths:03}"
