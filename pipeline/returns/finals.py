"""Finals of ours, known by the property that they carry."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from pipeline.folder_errors import FinalAgain

FINAL = "Schreibstube final"
"""The property by which a final is known again."""

_PART = "docProps/custom.xml"
_LARGEST = 1 << 20
"""Bytes of the properties when unpacked: ours have some hundreds."""


def refuse_final(file: Path) -> None:
    """Refuse a final that comes back.

    Raises:
        FinalAgain: it carries the property.
    """
    if FINAL in _property_names(file):
        raise FinalAgain


def _property_names(file: Path) -> frozenset[str]:
    """The names of a Word file's own properties; none if it is damaged."""
    names: set[str] = set()

    def begun(_tag: str, attributes: dict[str, str]) -> None:
        names.add(attributes.get("name", ""))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begun
    try:
        with zipfile.ZipFile(file) as package, package.open(_PART) as part:
            parser.Parse(part.read(_LARGEST), True)  # noqa: FBT003 - expat takes no keywords
    except (KeyError, OSError, RuntimeError, ValueError, NotImplementedError) as _damaged:
        return frozenset()
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError):
        return frozenset(names)
    return frozenset(names)
