"""FFmpeg's demuxers: which may be tried, and which are for sound without a header."""

from __future__ import annotations

from functools import cache
from pathlib import PurePath

import av

from pipeline.core.filetypes import kind_of

_RAW = {
    ".gsm": ("gsm", {}),
    ".sln": ("sln", {}),
    ".sln16": ("sln", {"sample_rate": "16000"}),
    ".g722": ("g722", {}),
    ".722": ("g722", {}),
    ".g729": ("g729", {}),
    ".al": ("alaw", {"sample_rate": "8000"}),
    ".alaw": ("alaw", {"sample_rate": "8000"}),
    ".ul": ("mulaw", {"sample_rate": "8000"}),
    ".ulaw": ("mulaw", {"sample_rate": "8000"}),
}
"""FFmpeg's formats, and their options, of sound without any header, by suffix.

Source: FFmpeg's demuxers, Asterisk's formats.
"""
_OTHER_FILES = """
    avisynth avs concat dash hls imf image2 image2pipe vapoursynth vobsub webm_dash_manifest
"""
_ADDRESSES = "rtp rtsp sap sdp srt"
_DEVICES = """
    alsa avfoundation bktr decklink dshow dv1394 fbdev gdigrab iec61883 jack kmsgrab lavfi libcdio
    openal oss pulse sndio v4l2 vfwcap video4linux2 x11grab xcbgrab
"""
_TEXT = """
    adf aqtitle ass bin data ea_cdata ffmetadata idf jacosub lrc mcc microdvd mpl2 mpsub pjs
    realtext sami sbg scc stl subviewer subviewer1 sup tedcaptions tty txd vplayer webvtt xbin
"""
_GUESSES = "amrnb amrwb gsm libgme libmodplug libopenmpt"
"""Raw sound that is told by a nibble, and scores that are played and not heard."""
_FORBIDDEN = frozenset(f"{_OTHER_FILES} {_ADDRESSES} {_DEVICES} {_TEXT} {_GUESSES}".split())
"""FFmpeg's demuxers that are not tried.

What they open would be refused all the same: no protocol is allowed.
"""


def raw_format(head: bytes, name: str) -> tuple[str, dict[str, str]] | None:
    """FFmpeg's format, and its options, of sound without a header."""
    suffix = PurePath(name).suffix.lower()
    is_known = kind_of(head, "") is not None
    return None if is_known else _RAW.get(suffix)


@cache
def allowed_demuxers() -> str:
    """The demuxers that may be tried, as FFmpeg's ``format_whitelist``."""
    pictures = {name for name in av.formats_available if name.endswith("_pipe")}
    return ",".join(sorted(av.formats_available - _FORBIDDEN - pictures))
