"""The package of a Word template, judged before it is used.

The standard library is enough for that. So a profile that names a template and the draft that is
written on it get the same verdict, and looking at a profile loads nothing heavy.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO
from xml.parsers import expat

from pipeline.i18n import N_
from pipeline.mistakes import Mistake

DAMAGED = Mistake(N_("this is not a Word file, or damaged"))
"""The fault of a template that has no better name."""

_LARGEST = 10 << 20
"""Bytes when unpacked: a letterhead has a tenth of that."""

_DEEPEST = 256
"""Elements in each other. Source: libxml2's limit, with which drafts are written."""

_TYPES, _RELATIONS, _DOCUMENT = "[Content_Types].xml", "_rels/.rels", "word/document.xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_DOCUMENT_TYPE, _TEMPLATE_TYPE = _MAIN.format("document"), _MAIN.format("template")
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
"""Compressions of packages. Source: ECMA-376, part 2, annex B."""
_ENCRYPTED = 1
"""Bit of a file's flags. Source: PKWARE, APPNOTE.TXT 4.4.4."""
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""The namespace of Word's files, but for "Strict Open XML"."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises in odd files.

LookupError: XML in an encoding that Python does not know. OSError: the file is already in memory,
so that it cannot come from a disk.
"""

_Attributes = dict[str, str]
_Begun = Callable[[str, _Attributes], None]


def fault_of(template: IO[bytes]) -> Mistake | None:
    """What keeps a file from being a Word template, if anything."""
    content = template.read(_LARGEST + 1)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
            return _too_large() if unpacked > _LARGEST else _fault(package)
    except BROKEN:
        return _too_large() if len(content) > _LARGEST else DAMAGED


def as_document(template: bytes) -> bytes:
    """A sound template, declared as a document as Word does it."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(packed, "w") as package:
        for name in dict.fromkeys(source.namelist()):
            content = source.read(name)
            if name == _TYPES:
                content = content.replace(_TEMPLATE_TYPE.encode(), _DOCUMENT_TYPE.encode())
            package.writestr(name, content)
    return packed.getvalue()


def _too_large() -> Mistake:
    return Mistake(N_("larger than {limit} MB when unpacked"), (("limit", _LARGEST >> 20),))


def _fault(package: zipfile.ZipFile) -> Mistake | None:
    """What is wrong with the contents; the plainest fault first."""
    names = set(package.namelist())
    if not {_TYPES, _RELATIONS, _DOCUMENT} <= names:
        return Mistake(N_("this is not a Word file"))
    if not all(map(_can_be_unpacked, package.infolist())):
        return DAMAGED
    types = package.read(_TYPES).decode("utf-8-sig")
    if "macroEnabled" in types or any("vbaproject" in name.lower() for name in names):
        return Mistake(N_("it holds macros"))
    if not (_DOCUMENT_TYPE in types or _TEMPLATE_TYPE in types):
        return Mistake(N_("this is not a Word file"))
    return None if _readable(package) and _complete(package, names) else DAMAGED


def _can_be_unpacked(entry: zipfile.ZipInfo) -> bool:
    """Whether a file is stored as packages may have it, and not encrypted."""
    return entry.compress_type in _METHODS and not entry.flag_bits & _ENCRYPTED


def _readable(package: zipfile.ZipFile) -> bool:
    """Whether the main part has a body, and all parts are sound.

    Raises:
        zipfile.BadZipFile, expat.ExpatError …: one of them is not what it says.
    """
    for entry in package.infolist():
        content = package.read(entry)
        if entry.filename.endswith((".xml", ".rels")):
            read_xml(content)
    elements: list[str] = []
    read_xml(package.read(_DOCUMENT), lambda name, _: elements.append(name))
    wanted = [f"{_TRANSITIONAL} document", f"{_TRANSITIONAL} body"]
    return elements[:1] == wanted[:1] and wanted[1] in elements


def _complete(package: zipfile.ZipFile, names: set[str]) -> bool:
    """Whether all parts that relations name are there, with types."""
    typed: set[str] = set()

    def note(_: str, attributes: _Attributes) -> None:
        typed.update(attributes.get(key, "").lower() for key in ("Extension", "PartName"))

    read_xml(package.read(_TYPES), note)
    return all(
        target in names
        and not typed.isdisjoint((f"/{target}".lower(), target.rpartition(".")[2].lower()))
        for name in names
        if name.endswith(".rels")
        for target in _targets(package, name)
    )


def _targets(package: zipfile.ZipFile, relations: str) -> Iterator[str]:
    """The parts of the package that these relations name."""
    found: list[_Attributes] = []
    read_xml(package.read(relations), lambda _, attributes: found.append(attributes))
    folder = posixpath.dirname(posixpath.dirname(relations))
    for each in found:
        if "Target" in each and each.get("TargetMode") != "External":
            yield posixpath.normpath(posixpath.join("/", folder, each["Target"])).lstrip("/")


def read_xml(content: bytes, begun: _Begun | None = None) -> None:
    """Parse XML that a stranger wrote; ``begun`` is called with each element.

    Raises:
        expat.ExpatError: it is none.
        ValueError: it has a document type, by which it could grow without limit, or is nested too
            deeply to be written on.
    """
    parser, depth = expat.ParserCreate(namespace_separator=" "), 0

    def begin(name: str, attributes: _Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            msg = f"elements deeper than {_DEEPEST}"
            raise ValueError(msg)
        if begun is not None:
            begun(name, attributes)

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = _refuse_type
    parser.Parse(content, True)  # noqa: FBT003 - expat takes no keywords


class _RootReached(Exception):
    """The first element begins, and no document type can follow."""


def refuse_document_type(content: bytes) -> None:
    """Look at what stands before the first element of XML.

    libxml2 itself refuses to nest elements too deeply.

    Raises:
        expat.ExpatError: it is no XML.
        ValueError: it has a document type, by which it could grow without limit.
    """
    parser = expat.ParserCreate()

    def begin(_name: str, _attributes: _Attributes) -> None:
        raise _RootReached

    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begin, _refuse_type
    with suppress(_RootReached):
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keywords


def _refuse_type(name: str, *_: object) -> None:
    msg = f"a document type in a Word file: {name}"
    raise ValueError(msg)
