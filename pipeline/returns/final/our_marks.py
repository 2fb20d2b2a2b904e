"""Takes our marks out of a tree of WordprocessingML; its words stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.outputs.wordml.properties import JOB_BOOKMARK
from pipeline.returns.final.accepting import unwrap
from pipeline.returns.resolved.content_controls import bound_speaker
from pipeline.returns.resolved.visible_text import ANCHOR

_OURS = re.compile(
    rf"(?:{ANCHOR.pattern}|_(?:page|doubt|check)_[0-9]+|_checksheet|{JOB_BOOKMARK}.*)"
)
_YELLOW = ("yellow", "FFFF00")
_COMMENTS = ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")


def remove_our_marks(root: BaseOxmlElement) -> None:
    """Drop comments, yellow marks, our bookmarks, and the links that led to them."""
    for each in list(root.iter(*(qn(f"w:{name}") for name in _COMMENTS))):
        holder = each.getparent()
        holder.remove(each)
        if holder.tag == qn("w:r") and all(child.tag == qn("w:rPr") for child in holder):
            holder.getparent().remove(holder)
    for each in list(root.iter(qn("w:highlight"), qn("w:shd"))):
        in_words = each.getparent().tag == qn("w:rPr")
        colour = each.get(qn("w:val" if each.tag == qn("w:highlight") else "w:fill"))
        if in_words and colour in _YELLOW:
            each.getparent().remove(each)
    _remove_links(root, _remove_bookmarks(root))


def write_speakers(root: BaseOxmlElement, shown: Sequence[str]) -> None:
    """Put plain names in place of the controls for speakers, in their order."""
    controls = [
        each
        for each in root.iter(qn("w:sdt"))
        if (properties := each.find(qn("w:sdtPr"))) is not None
        and bound_speaker(properties) is not None
    ]
    for number, control in enumerate(controls):
        content = control.find(qn("w:sdtContent"))
        texts = list(control.iter(qn("w:t")))
        if len(controls) == len(shown) and texts:
            texts[0].text = shown[number]
            texts[0].set(qn("xml:space"), "preserve")
            for each in texts[1:]:
                each.text = ""
        for each in [child for child in control if child is not content]:
            control.remove(each)
        if content is not None:
            unwrap(content)
        unwrap(control)


def _remove_bookmarks(root: BaseOxmlElement) -> frozenset[str]:
    """Remove our bookmarks; the names are returned."""
    starts = list(root.iter(qn("w:bookmarkStart")))
    ours = [each for each in starts if _OURS.fullmatch(each.get(qn("w:name"), ""))]
    names = frozenset(each.get(qn("w:name"), "") for each in ours)
    kept = {each.get(qn("w:id")) for each in starts if each.get(qn("w:name")) not in names}
    gone = {each.get(qn("w:id")) for each in ours} - kept
    for each in ours:
        each.getparent().remove(each)
    for end in list(root.iter(qn("w:bookmarkEnd"))):
        if end.get(qn("w:id")) in gone:
            end.getparent().remove(end)
    return names


def _remove_links(root: BaseOxmlElement, names: frozenset[str]) -> None:
    """Make plain words of the links to these bookmarks, and to ours that are gone."""
    for each in list(root.iter(qn("w:hyperlink"))):
        target = each.get(qn("w:anchor"), "")
        if target in names or _OURS.fullmatch(target):
            for style in list(each.iter(qn("w:rStyle"))):
                style.getparent().remove(style)
            unwrap(each)
