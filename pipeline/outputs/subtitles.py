"""Subtitles as WebVTT and as SubRip (SRT).

WebVTT is for browsers and players; SubRip for older players, televisions and editing programs.
Source: W3C, "WebVTT: The Web Video Text Tracks Format", https://www.w3.org/TR/webvtt1/. Of SubRip
there is no standard; this is what its own program writes: numbers from 1, a comma before the
thousandths, Windows line ends, an empty line after each caption, also the last. The byte order
mark is for players on Windows and in televisions, which take text without one for the system's old
code page and garble umlauts (mkvmerge, DirectVobSub); those that know UTF-8 skip it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.core.model import Recording
from pipeline.core.recordings.captions import Caption, captions
from pipeline.files import reaching, replace
from pipeline.i18n import N_
from pipeline.translations import translator

_UNCHECKED = N_("Draft: made by a machine, not checked by a person.")
_SILENT = N_("Nobody speaks in this recording.")
_UNHEARD = N_("(inaudible)")
_LANGUAGES = ("de", "en")
"""Languages of notes; other recordings get both."""
_SAID = 4.0
"""Seconds for which an SRT file says that nobody speaks."""
_LOOKALIKES = str.maketrans("<>{}", "‹›()")  # noqa: RUF001 - that they look alike is the point
"""Signs for those of SubRip's tags: ``<i>``, ``{\\an8}``.

It has no way to write these.
"""


def write_vtt(recording: Recording, target: Path, *, checked: bool = False) -> None:
    """Write captions, and unless a person ``checked`` them, a note that nobody did.

    A recording without speech gives a valid file that says so; a passage that could not be heard
    shows as such at its time.

    Raises:
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    with reaching(target.parent):
        replace(target, "\n".join(_blocks(recording, checked=checked)).encode(errors="replace"))


def write_srt(recording: Recording, target: Path) -> None:
    """Write the captions of ``write_vtt``.

    The format knows no notes. A recording without speech therefore says so in a caption, in
    brackets: a file without any is no SRT file, and looks like one that failed.

    Raises:
        DiskFull: no room beside ``target``.
        FolderUnreachable: its folder is gone or may not be written.
    """
    shown = _captions(recording) or (_silence(recording),)
    blocks = [
        f"{number}\n{_times(caption).replace('.', ',')}\n{_plain(caption)}\n\n"
        for number, caption in enumerate(shown, 1)
    ]
    with reaching(target.parent):
        replace(target, ("\ufeff" + "".join(blocks)).replace("\n", "\r\n").encode(errors="replace"))


def _captions(recording: Recording) -> tuple[Caption, ...]:
    first, *_ = _translators(recording)
    return captions(recording, unheard=first(_UNHEARD))


def _silence(recording: Recording) -> Caption:
    lines = tuple(f"[{translate(_SILENT)}]" for translate in _translators(recording))
    return Caption(0, max(1.0, min(recording.duration, _SAID)), lines)


def _plain(caption: Caption) -> str:
    return "\n".join(caption.lines).translate(_LOOKALIKES)


def _translators(recording: Recording) -> list[Callable[[str], str]]:
    """Translators for our notes: the recording's, or both."""
    languages = (recording.language,) if recording.language in _LANGUAGES else _LANGUAGES
    return [translator(language) for language in languages]


def _blocks(recording: Recording, *, checked: bool) -> Iterator[str]:
    """The blocks of a WebVTT file, each ending with a line break.

    Joined by line breaks they are parted by empty lines.
    """
    translators = _translators(recording)
    yield "WEBVTT\n"
    if not checked:
        yield "".join(("NOTE\n", *(f"{translate(_UNCHECKED)}\n" for translate in translators)))
    if not recording.utterances and not recording.gaps:
        yield "".join(("NOTE\n", *(f"{translate(_SILENT)}\n" for translate in translators)))
    for caption in _captions(recording):
        yield _cue(caption)


def _cue(caption: Caption) -> str:
    voice = "" if caption.speaker is None else f"<v {_escaped(caption.speaker)}>"
    text = "\n".join(map(_escaped, caption.lines))
    return f"{_times(caption)}\n{voice}{text}\n"


def _escaped(text: str) -> str:
    """The text without WebVTT's tags, arrows and references."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _times(caption: Caption) -> str:
    return f"{_timestamp(caption.start)} --> {_timestamp(caption.end)}"


def _timestamp(seconds: float) -> str:
    """``01:02:03.456``; the hours may have more than two digits."""
    rest, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}.{thousandths:03}"
