"""What comes back as a Word file of ours to read: DOCX, or made one."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from pipeline.outputs.wordml.package import BROKEN
from pipeline.returns.contents import opened
from pipeline.returns.libre_office import save_as_docx
from pipeline.returns.ole_file import OLE, refuse_ole
from pipeline.returns.return_errors import (
    MacrosInReturn,
    NotOurDraft,
    ReturnDamaged,
    ReturnLocked,
    ReturnNotWord,
)

RETURNED = "returned.docx"
"""The name of the copy in the work folder."""

_ZIP, _RTF = b"PK", b"{\\rtf"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_UTF_16 = b"\xff\xfe", b"\xfe\xff"
_HEAD, _START = 8, 4096


def copy_as_docx(file: Path, work: Path) -> Path:
    """Copy ``file`` into ``work`` as DOCX.

    LibreOffice saves other formats so; the bytes tell which it is: .docx, .dotx, .odt, .ott, .doc,
    .rtf.

    Raises:
        Rejected: those of ``return_errors``, but for newer drafts and empty ones.
        NativeHang: LibreOffice took too long.
    """
    copy = work / RETURNED
    suffix = _suffix(file)
    if suffix != ".docx":
        save_as_docx(file, suffix, work).replace(copy)
        return copy
    with opened(file) as contents:
        strict = contents.is_strict()
    if strict:  # its names are others; LibreOffice writes the usual ones
        save_as_docx(file, suffix, work).replace(copy)
    else:
        shutil.copyfile(file, copy)
    return copy


def needs_libre_office(file: Path) -> bool:
    """Whether ``copy_as_docx`` has LibreOffice save the file.

    Raises:
        Rejected: as there.
    """
    if _suffix(file) != ".docx":
        return True
    with opened(file) as contents:
        return contents.is_strict()


def _suffix(file: Path) -> str:
    """The suffix of the format that the bytes have.

    Raises:
        NotOurDraft: no text document.
        ReturnNotWord: text without a format.
        ReturnLocked, MacrosInReturn, ReturnDamaged: as they say.
    """
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    if head == OLE:
        refuse_ole(file)
        return ".doc"
    if head.startswith(_RTF):
        return ".rtf"
    if not head.startswith(_ZIP):
        if _is_text(file):
            raise ReturnNotWord
        raise ReturnDamaged if file.suffix.lower() == ".docx" else NotOurDraft
    return _zip_suffix(file)


def _is_text(file: Path) -> bool:
    """Whether it begins as text does: HTML, MHTML, or a letter in an editor."""
    with file.open("rb") as stream:
        start = stream.read(_START)
    return start.startswith(_UTF_16) or not any(
        byte < ord(" ") and byte not in b"\t\n\f\r" for byte in start
    )


def _zip_suffix(file: Path) -> str:
    """``.docx`` or ``.odt``."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            if "mimetype" not in names:
                return ".docx"
            kind = package.read("mimetype")[:100].decode("ascii", "replace")
            manifest = (
                package.read("META-INF/manifest.xml")[: 1 << 20]
                if "META-INF/manifest.xml" in names
                else b""
            )
    except BROKEN as error:
        raise ReturnDamaged from error
    if not kind.startswith(_OPEN_DOCUMENT):
        raise NotOurDraft
    if b"encryption-data" in manifest:
        raise ReturnLocked
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise MacrosInReturn
    return ".odt"
