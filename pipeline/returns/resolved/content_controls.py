"""What the properties of Word's content controls say."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_OFF = frozenset(("0", "false", "off"))
_SPEAKER = re.compile(r"speaker\[@n=['\"]?([0-9]{1,4})")


def is_on(
    element: BaseOxmlElement | None, attribute: str = qn("w:val"), *, missing: str = "1"
) -> bool:
    """Whether a switch is there and not off."""
    return element is not None and str(element.get(attribute, missing)) not in _OFF


def shows_placeholder(properties: BaseOxmlElement) -> bool:
    """Whether a control only asks for words: "Click to enter text"."""
    return is_on(properties.find(qn("w:showingPlcHdr")))


def bound_speaker(properties: BaseOxmlElement) -> int | None:
    """The number of the speaker to whose name a control is bound.

    None for other controls.
    """
    for binding in properties.iter():
        found = _SPEAKER.search(str(binding.get(qn("w:xpath"), "")))
        if found:
            return int(found[1])
    return None
