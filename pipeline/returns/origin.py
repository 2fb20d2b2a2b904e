"""Which job made the draft, as far as its Word file still says."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.outputs.wordml.package import BROKEN
from pipeline.outputs.wordml.properties import FORMAT, JOB, JOB_BOOKMARK, SOURCE, VERSION
from pipeline.outputs.wordml.speaker_controls import NAMESPACE
from pipeline.returns.contents import Contents
from pipeline.returns.resolved.visible_text import ANCHOR
from pipeline.returns.return_errors import NotOurDraft, ReturnNewer

_JOB = re.compile(r"(?<![0-9])([0-9]{6,9})[-_]([0-9a-f]{12})(?![0-9a-z])")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_OF_OURS = re.compile(r"_(page|doubt|check)_[0-9]+|_checksheet")
_NAMED_STORES = re.compile(r"customXml/item[0-9]+\.xml")
_MOST_STORES = 50
_PROPERTIES = ("docProps/custom.xml", "meta.xml")
"""The parts with properties, in Word files and in OpenDocument."""
_LARGEST = 1 << 20
"""Bytes of such a part when unpacked: ours have some hundreds."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The job and its bytes; empty where the file does not say."""

    job: str
    sha256: str
    store: tuple[str, ...] = ()
    """The names that the store of speakers has, from number 1."""


def origin(contents: Contents, document: BaseOxmlElement, file: Path) -> Origin:
    """Where the draft comes from.

    Its properties say it, else its bookmarks, else its name. ``file`` is the dropped one.

    Raises:
        NotOurDraft: nothing of ours is in it.
        ReturnNewer: a newer version of ours made it.
    """
    said, store = _properties(contents), _store(contents)
    version = said.get(VERSION, FORMAT)
    if version.isdecimal() and int(version) > int(FORMAT):
        raise ReturnNewer(version=version[:9])
    names = [str(each.get(qn("w:name"))) for each in document.iter(qn("w:bookmarkStart"))]
    ours = [name for name in names if name.startswith(JOB_BOOKMARK)]
    job = next(filter(None, map(_job_in, (said.get(JOB, ""), *ours, file.name))), "")
    sha256 = said.get(SOURCE, "").lower()
    tied = any(ANCHOR.fullmatch(name) or _OF_OURS.fullmatch(name) for name in names)
    if not (job or sha256 or VERSION in said or store or tied):
        raise NotOurDraft
    return Origin(job, sha256 if _SHA256.fullmatch(sha256) else "", store)


def names_a_job(file: Path) -> bool:
    """Whether a file of any format has our property that names the job.

    It is found without opening the document: LibreOffice takes seconds for that.
    """
    wanted = JOB.encode()
    try:
        with zipfile.ZipFile(file) as package:
            parts = [each for each in package.infolist() if each.filename in _PROPERTIES]
            return any(wanted in package.read(each) for each in parts if each.file_size < _LARGEST)
    except zipfile.BadZipFile:
        with file.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as content:
            return content.find(wanted) >= 0
    except BROKEN:
        return False


def _job_in(text: str) -> str:
    """The job's id in a property, bookmark or name; "" if there is none."""
    found = _JOB.search(text)
    return f"{found[1]}-{found[2]}" if found else ""


def _properties(contents: Contents) -> dict[str, str]:
    """The custom properties of the file that are text."""
    part = contents.related("", "/custom-properties")
    if part is None:
        return {}
    return {str(each.get("name")): "".join(each.itertext()).strip() for each in contents.tree(part)}


def _store(contents: Contents) -> tuple[str, ...]:
    """The names in the store of speakers; empty if there is none."""
    stores = (name for name in contents.names if _NAMED_STORES.fullmatch(name))
    for name in islice(stores, _MOST_STORES):
        if NAMESPACE.encode() in contents.blob(name):
            speakers = contents.tree(name).iter(f"{{{NAMESPACE}}}speaker")
            return tuple("".join(each.itertext()).strip() for each in speakers)
    return ()
