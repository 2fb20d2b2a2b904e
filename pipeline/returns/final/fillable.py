"""Makes plain words of what was there to be filled in."""

from __future__ import annotations

from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.final.accepting import unwrap
from pipeline.returns.resolved.content_controls import bound_speaker, shows_placeholder

_FILLED_IN = "FILLIN"
"""Fields that ask for words; LibreOffice makes them of the controls in an ``.odt``."""


def make_plain(root: BaseOxmlElement) -> None:
    """Keep the words of fields to fill in, without the field.

    Controls that only ask for words, as nobody filled them in, are emptied; those for speakers
    stay.
    """
    _unwrap_fields(root)
    for control in list(root.iter(qn("w:sdt"))):
        properties = control.find(qn("w:sdtPr"))
        if properties is None or not shows_placeholder(properties):
            continue
        content = control.find(qn("w:sdtContent"))
        if bound_speaker(properties) is not None or content is None:
            continue
        for each in content.iter(qn("w:t")):
            each.text = ""
        for each in [child for child in control if child is not content]:
            control.remove(each)
        unwrap(content)
        unwrap(control)


@dataclass(slots=True)
class _Field:
    code: str = ""
    parts: list[BaseOxmlElement] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        return self.code.split()[:1] == [_FILLED_IN]


def _unwrap_fields(root: BaseOxmlElement) -> None:
    for simple in list(root.iter(qn("w:fldSimple"))):
        if _Field(simple.get(qn("w:instr"), "")).asks:
            unwrap(simple)
    inside: list[_Field] = []
    for each in list(root.iter(qn("w:fldChar"), qn("w:instrText"))):
        kind = each.get(qn("w:fldCharType"))
        if kind == "begin":
            inside.append(_Field())
        if not inside:
            continue
        inside[-1].parts.append(each)
        if kind is None:
            inside[-1].code += each.text or ""
        elif kind == "end" and (ended := inside.pop()).asks:
            _remove(ended)


def _remove(ended: _Field) -> None:
    """Take out the parts of a field, and runs that are left empty."""
    for part in ended.parts:
        holder = part.getparent()
        holder.remove(part)
        if holder.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in holder):
            holder.getparent().remove(holder)
