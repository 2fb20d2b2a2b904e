"""The parts of a Word file that comes back, opened with care.

It is less strict than the judge of templates (``outputs/wordml/package.py``): only what is read has
to be sound, since every program writes the rest in its own way.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.outputs.wordml.package import BROKEN, refuse_document_type
from pipeline.returns.return_errors import (
    MacrosInReturn,
    NotOurDraft,
    ReturnDamaged,
    ReturnLocked,
    ReturnTooBig,
)

_LARGEST = 400 << 20
"""Bytes of all parts; people paste photographs."""

_LARGEST_XML = 96 << 20
"""Bytes of one part that is read.

Measured: a draft of 500 pages has 15 MB of text with its marks, so one of 2,000 pages has 60, and
word processors add to it when they save. A tree takes ten times the bytes.
"""

_MOST_PARTS = 20_000
_ENCRYPTED = 1
"""Bit of a file's flags. Source: PKWARE, APPNOTE.TXT 4.4.4."""

_HEAD = 20_000
"""Bytes of the text in which its namespaces are named."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of files saved as "Strict Open XML"."""


class Contents:
    """The parts of a sound Word file, each read when it is asked for."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        """Take an open package whose size is checked."""
        self._package = package
        self._names = set(package.namelist())
        self.main = self.related("", "/officeDocument") or ""
        """The name of the part with the text; "" if there is none."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in order."""
        return tuple(sorted(self._names))

    def is_strict(self) -> bool:
        """Whether the text is "Strict Open XML", in other namespaces.

        Raises:
            ReturnDamaged: it cannot be unpacked.
        """
        try:
            with self._package.open(self.main) as part:
                return _STRICT in part.read(_HEAD)
        except BROKEN as error:
            raise ReturnDamaged from error

    def related(self, part: str, kind: str) -> str | None:
        """The first part of a ``kind`` that ``part`` names as its relation.

        ``part`` is "" for the package; ``kind`` is the end of the relation's type.
        """
        return next(iter(self.relations(part, kind).values()), None)

    def relations(self, part: str, kind: str) -> dict[str, str]:
        """All parts of a ``kind`` that ``part`` names as its relations, by their ids."""
        folder, _, name = part.rpartition("/")
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}
        for each in self.tree(relations) if relations in self._names else ():
            if str(each.get("Type", "")).endswith(kind):
                target = posixpath.join("/", folder, str(each.get("Target", "")))
                address = posixpath.normpath(target).lstrip("/")
                if address in self._names:
                    found[str(each.get("Id", ""))] = address
        return found

    def blob(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReturnTooBig: it is larger than anything that is read.
            ReturnDamaged: it cannot be unpacked.
        """
        try:
            if self._package.getinfo(name).file_size > _LARGEST_XML:
                raise ReturnTooBig(limit=_LARGEST_XML >> 20)
            return self._package.read(name)
        except BROKEN as error:
            raise ReturnDamaged from error

    def tree(self, name: str) -> BaseOxmlElement:
        """The root of a part of XML.

        Raises:
            ReturnTooBig: it is larger than anything that is read.
            ReturnDamaged: it is no XML, has a document type, or is nested too deeply.
        """
        content = self.blob(name)
        try:
            refuse_document_type(content)
            root: BaseOxmlElement = parse_xml(content)
        except (*BROKEN, SyntaxError) as error:
            raise ReturnDamaged from error
        return root


@contextmanager
def opened(file: Path) -> Iterator[Contents]:
    """The contents of a Word file.

    Raises:
        NotOurDraft: it is a package, but not of Word.
        MacrosInReturn, ReturnLocked, ReturnTooBig, ReturnDamaged: as they say.
    """
    with _package(file) as package:
        entries = package.infolist()
        if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _LARGEST:
            raise ReturnTooBig(limit=_LARGEST >> 20)
        if any(each.flag_bits & _ENCRYPTED for each in entries):
            raise ReturnLocked
        contents = Contents(package)
        _refuse_macros(contents)
        if not contents.main.startswith("word/"):
            raise NotOurDraft
        yield contents


@contextmanager
def _package(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        package = zipfile.ZipFile(file)
    except BROKEN as error:
        raise ReturnDamaged from error
    with package:
        yield package


def _refuse_macros(contents: Contents) -> None:
    """Look for macros in the parts' names and types."""
    types = b""
    with suppress(ReturnDamaged):
        types = contents.blob("[Content_Types].xml")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in contents.names):
        raise MacrosInReturn
