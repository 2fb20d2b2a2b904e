"""Names that are free, safe everywhere and recognisable.

Names travel as Python text in which undecodable bytes are surrogates (``os.fsdecode``). What a
person gave us keeps its exact bytes; only the names that we give to results are made portable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import count
from typing import get_args

from pipeline.core.filetypes import SUFFIXES
from pipeline.core.model import Rendition

NAME_MAX_BYTES = 255
"""Bytes in a file name.

Source: NAME_MAX of ext4, XFS, Btrfs, APFS and NTFS (there 255 UTF-16 units, never more).
"""

RESULT_SUFFIXES = (".pdf", ".docx", *(f".{rendition}" for rendition in get_args(Rendition)))
"""Every kind of result.

A name is free only if it is free with all of them, so that families never mix.
"""

_NAMELESS = "document"
_TELLING = 16
"""Characters at a name's end that hold its number and suffix."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(
    r"(CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)[ .]*", re.IGNORECASE
)
"""Source of both: Microsoft, "Naming Files, Paths, and Namespaces"."""
_HIDING = re.compile(r"^(?:[. ]|~\$)+")
"""Beginnings that hide a file or look like Word's locks."""
_INVISIBLE = {"Cc", "Cf", "Cs"}
_JOINERS = "\u200c\u200d"
"""Invisible, but part of the spelling in Persian and Indian scripts."""
_HARMLESS = frozenset((*_JOINERS, "\n"))


def readable(name: str) -> str:
    """The name as a person would write it.

    It is composed, with undecodable bytes read as Windows-1252, and what would steer a terminal or
    turn the text is spelled out, line breaks too. Two different names may look alike; use it to
    show, never to find a file.
    """
    return harmless(_composed(name)).replace("\n", "<U+000A>")


def harmless(text: str) -> str:
    """The text with characters that steer or hide spelled out.

    ESC becomes ``<U+001B>``; line breaks stay, and so do joiners, which belong to the spelling.
    """
    return "".join(f"<U+{ord(sign):04X}>" if steers(sign) else sign for sign in text)


def steers(sign: str) -> bool:
    """Whether a character is not seen but does something.

    Control characters (ESC and those above 127 steer terminals), marks of direction, line
    separators and halves of characters.
    """
    return sign not in _HARMLESS and unicodedata.category(sign) in _INVISIBLE | {"Zl", "Zp"}


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", "".join(_decoded(sign) for sign in name))


def portable(name: str) -> str:
    """The nearest name that every system can store.

    It has no path in it, is never hidden, never empty and never longer than ``NAME_MAX_BYTES``.
    Control and direction marks go, line breaks become spaces, characters that Windows forbids
    become ``_``. What it returns stays as it is when passed in again.
    """
    return _unreserved(longest_beginning(_clean(name), NAME_MAX_BYTES - 1) or _NAMELESS)


def portable_folder(folder: str) -> str:
    """The portable form of each part of a relative folder; "" for ""."""
    return "/".join(portable(part) for part in folder.split("/") if part)


def longest_beginning(name: str, room: int) -> str:
    """The longest beginning of a name in ``room`` bytes.

    It does not end in a dot or space.
    """
    return name.encode(errors="surrogateescape")[:room].decode(errors="ignore").rstrip(". ")


def stem_of(name: str) -> str:
    """The portable name without a suffix that we know.

    ``Nr. 5.3`` stays whole.
    """
    whole = portable(name)
    head, dot, suffix = whole.rpartition(".")
    return portable(head) if dot and f".{suffix.lower()}" in SUFFIXES else whole


def comparison_key(name: str) -> str:
    """The same for two names that a Windows or Mac share confuses."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def numbered_suffixes(suffixes: Sequence[str]) -> tuple[str, ...]:
    """What follows the stem in the names of these results.

    If a suffix comes several times, the document has several parts, and its results are numbered:
    ``-1.pdf``, ``-1.docx``, ``-2.pdf``, ``-2.docx``.
    """
    if len(set(suffixes)) == len(suffixes):
        return tuple(suffixes)
    return tuple(
        f"-{suffixes[: place + 1].count(suffix)}{suffix}" for place, suffix in enumerate(suffixes)
    )


def free_stem(wanted: str, taken: Collection[str], ends: Sequence[str] = ()) -> str:
    """The first of ``wanted``, ``wanted (2)`` and so on that is free.

    No name in ``taken`` is that of a single result with it, or ends like one of ``ends``; there is
    room for the longest.
    """
    return _first_free(partial(_numbered, wanted, ""), taken, ends)


def free_final(draft: str, taken: Collection[str], ends: Sequence[str] = ()) -> str:
    """The first of ``draft (final)``, ``draft (final 2)`` … that is free.

    ``draft`` is the stem of the draft's name, the rest as for ``free_stem``.
    """
    return _first_free(partial(_finals, draft), taken, ends)


def _first_free(
    stems: Callable[[int], Iterator[str]], taken: Collection[str], ends: Sequence[str]
) -> str:
    """The first of ``stems``, in their room, that is free with every suffix."""
    used = {comparison_key(name) for name in taken}
    following = (*RESULT_SUFFIXES, *ends)
    return next(
        stem
        for stem in stems(NAME_MAX_BYTES - max(map(len, following)))
        if not any(comparison_key(stem + end) in used for end in following)
    )


def free_name(name: str, taken: Collection[str], *, partner: str = "") -> str:
    """The first of ``name``, ``name (2).pdf`` and so on that is free.

    Its bytes are untouched. With ``partner`` the name followed by it is free, too: the place of the
    note beside the file.
    """
    used = {comparison_key(other) for other in taken}
    head, dot, suffix = name.rpartition(".")
    stem, ending = (head, dot + suffix) if head and f".{suffix.lower()}" in SUFFIXES else (name, "")
    return next(
        free
        for free in _numbered(stem, ending, NAME_MAX_BYTES)
        if comparison_key(free) not in used
        and not (partner and comparison_key(companion_name(free, partner)) in used)
    )


def companion_name(name: str, partner: str) -> str:
    """The portable form of ``name``, followed by ``partner``."""
    whole, room = _clean(name), NAME_MAX_BYTES - len(partner.encode())
    if _length(whole) > room:
        # The end tells numbered names apart: what has to go goes before it.
        tail = f"…{whole[-_TELLING:]}"
        whole = longest_beginning(whole[:-_TELLING], room - _length(tail)) + tail
    return _unreserved(whole or _NAMELESS) + partner


def _clean(name: str) -> str:
    spaced = "".join(" " if sign.isspace() else sign for sign in _composed(name))
    visible = "".join(
        sign for sign in spaced if sign in _JOINERS or unicodedata.category(sign) not in _INVISIBLE
    )
    return _HIDING.sub("", _FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible))).rstrip(". ")


def _numbered(stem: str, ending: str, room: int) -> Iterator[str]:
    yield _cut(stem, room - _length(ending)) + ending
    number = 1
    while True:
        number += 1
        tail = f" ({number}){ending}"
        yield _cut(stem, room - _length(tail)) + tail


def _finals(draft: str, room: int) -> Iterator[str]:
    for number in count(1):
        tail = " (final)" if number == 1 else f" (final {number})"
        yield _cut(draft, room - _length(tail)) + tail


def _length(name: str) -> int:
    return len(name.encode(errors="surrogateescape"))


def _cut(name: str, room: int) -> str:
    """The longest beginning in at most ``room`` bytes.

    Undecodable ones are kept; unlike ``longest_beginning`` nothing else goes.
    """
    while _length(name) > room:
        name = name[:-1]
    return name


def _decoded(sign: str) -> str:
    if "\udc80" <= sign <= "\udcff":
        return bytes([ord(sign) - 0xDC00]).decode("cp1252", errors="replace")
    return sign


def _unreserved(name: str) -> str:
    """A name that Windows has not reserved.

    It reserves the part before the first dot, whatever follows: ``CON.Brief`` is a device, too.
    """
    head, dot, rest = name.partition(".")
    return f"{head.rstrip()}_{dot}{rest}" if _RESERVED.fullmatch(head) else name
