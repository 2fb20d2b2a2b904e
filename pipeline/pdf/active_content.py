"""Active content of a PDF: scripts, launched programs, forms that send, attached programs.

Everything that can be reached from the catalogue is looked at, but for what only draws pages:
actions hide behind pages, fields, annotations, bookmarks and names.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pikepdf

from pipeline.core.scans.alarms import Alarm

_ODD = (
    *(pikepdf.PikepdfError, AttributeError, IndexError, KeyError, NotImplementedError),
    *(RuntimeError, TypeError, ValueError, zlib.error),
)
"""What pikepdf raises in odd documents."""

_Object = Any
"""An object of a PDF; in a damaged one it may be anything."""

_MOST = 200_000
"""Objects that are looked at.

Measured: 0.3 s of CPU for 800 pages with 8,800 links; reading their words takes 15.
"""

_DRAWS = frozenset(
    (
        *("/Resources", "/Contents", "/AP", "/MK", "/DR", "/Thumb", "/Group", "/Metadata"),
        *("/Parent", "/P", "/Prev", "/Last", "/IRT", "/Popup", "/StructTreeRoot", "/SE"),
        *("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox", "/Rect", "/QuadPoints"),
        *("/C", "/IC", "/Border", "/BS", "/BE", "/OCProperties", "/OC", "/OutputIntents"),
        *("/PieceInfo", "/PageLabels", "/Dests", "/Dest", "/D", "/V", "/DV", "/DSS", "/Perms"),
        *("/ViewerPreferences", "/Extensions", "/MarkInfo", "/Opt", "/InkList", "/Vertices"),
    )
)
"""Keys behind which pages are drawn and described, and nothing acts."""

_ACTIONS = {
    "/JavaScript": Alarm.PROGRAM,
    "/Launch": Alarm.STARTS,
    "/SubmitForm": Alarm.SENDS,
    "/GoToR": Alarm.ELSEWHERE,
    "/ImportData": Alarm.ELSEWHERE,
    "/Rendition": Alarm.MEDIA,
    "/Movie": Alarm.MEDIA,
    "/Sound": Alarm.MEDIA,
    "/RichMediaExecute": Alarm.MEDIA,
    "/GoTo3DView": Alarm.MEDIA,
}
"""Types of actions. Source: ISO 32000-2, 12.6.4."""

_MEDIA = frozenset(("/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"))
"""Types of annotations. Source: ISO 32000-2, 12.5.6."""

_LOCAL = re.compile(r"\s*(?:file:|\\\\|//)", re.IGNORECASE)
"""An address on the reader's computer, or in a Windows network."""
_SCRIPT = re.compile(r"\s*(?:javascript|vbscript):", re.IGNORECASE)

_WINDOWS = """
ade adp appref-ms appx application bat chm cmd com cpl diagcab dll exe gadget hlp hta inf ins isp
jar jnlp js jse ksh library-ms lnk mde msc msh msi msix msp mst ocx pif ps1 psc1 psm1 py pyw reg
scf scr sct search-ms settingcontent-ms shb shs sys url vb vbe vbs vhd vhdx webpnp website ws wsc
wsf wsh xbap xll
"""
"""Windows runs them. Source: Microsoft, "Blocked attachments in Outlook"."""

_MACROS = "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm accde accdb one"
"""Office runs what is in them. Source: Microsoft, "File formats in Office"."""

_OTHERS = "iso img dmg pkg app command workflow run sh desktop appimage deb rpm apk"
"""A click mounts or runs them, also on macOS and Linux."""

_PROGRAMS = frozenset((*_WINDOWS.split(), *_MACROS.split(), *_OTHERS.split()))
"""Ends of the names of files that a double click runs."""

_RUNS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0")
"""How they begin, whatever their name: programs of Windows, Linux and macOS, scripts, shortcuts."""


def alarms_of(document: pikepdf.Pdf) -> tuple[Alarm, ...]:
    """What acts in the document, each once, in a fixed order."""
    found = set(_found(document.Root))
    return tuple(alarm for alarm in Alarm if alarm in found)


def _found(root: _Object) -> Iterator[Alarm]:
    waiting: list[_Object] = [root]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST):
        if not waiting:
            return
        each = waiting.pop()
        with suppress(*_ODD):
            if each.is_indirect:
                if each.objgen in seen:
                    continue
                seen.add(each.objgen)
            if isinstance(each, pikepdf.Array):
                waiting += _containers(each)
            else:
                yield from _alarms_in(each)
                waiting += _containers(each[key] for key in set(each.keys()) - _DRAWS)


def _containers(objects: Iterator[_Object] | pikepdf.Array) -> Iterator[_Object]:
    kinds = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)
    yield from (each for each in objects if isinstance(each, kinds))


def _alarms_in(each: _Object) -> Iterator[Alarm]:
    """What one dictionary says of itself."""
    action, subtype = str(each.get("/S", default="")), str(each.get("/Subtype", default=""))
    if action in _ACTIONS:
        yield _ACTIONS[action]
    if subtype in _MEDIA:
        yield Alarm.MEDIA
    if _runs_script(each):
        yield Alarm.PROGRAM
    if "/URI" in each and _LOCAL.match(str(each.URI)):
        yield Alarm.ELSEWHERE
    if "/EF" in each and _is_program(each):
        yield Alarm.ATTACHED


def _runs_script(each: _Object) -> bool:
    """Whether it is a script, an address that is one, or an XFA form with one."""
    return (
        "/JS" in each
        or "/JavaScript" in each
        or ("/URI" in each and _SCRIPT.match(str(each.URI)) is not None)
        or ("/XFA" in each and _has_script(each.XFA))
    )


def _is_program(attached: _Object) -> bool:
    """Whether an attached file runs, by its names or its first bytes."""
    names = [
        str(attached[key]) for key in ("/F", "/UF", "/Unix", "/DOS", "/Mac") if key in attached
    ]
    if any(_ending(name) in _PROGRAMS for name in names):
        return True
    return any(
        _head(attached.EF[key]).startswith(_RUNS)
        for key in attached.EF.keys()  # noqa: SIM118 - pikepdf iterates over values else
        if isinstance(attached.EF[key], pikepdf.Stream)
    )


def _ending(name: str) -> str:
    """The end of a name as Windows sees it: without spaces and dots at its end."""
    return (
        re.sub(r"[\s.\x00-\x1f\u200b-\u200f\u202a-\u202e]+$", "", name).rpartition(".")[2].lower()
    )


def _head(stream: _Object) -> bytes:
    """The first bytes of a stream, without unpacking all of it."""
    raw = stream.read_raw_bytes()
    filters = stream.get("/Filter", default="")
    if isinstance(filters, pikepdf.Array):
        filters = filters[0] if len(filters) else ""
    if str(filters) in {"/FlateDecode", "/Fl"}:
        return zlib.decompressobj().decompress(raw[:4096], 64)
    return bytes(raw[:64])


def _has_script(form: _Object) -> bool:
    """Whether an XFA form brings scripts."""
    parts = list(form) if isinstance(form, pikepdf.Array) else [form]
    return any(
        b"<script" in part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream)
    )
