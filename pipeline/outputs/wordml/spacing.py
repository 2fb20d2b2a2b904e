"""What an office's styles lack on its own paper: space that parts paragraphs, and headings that stay with what they head.

A template saved by LibreOffice has no space in "Normal": a letter on it would be a wall of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

TEXT = "SchreibstubeText"
"""Our style of body text where the office's own leaves paragraphs together: one style, to be changed in one place."""

_HEADINGS = ("Heading1", "Heading2", "Heading3")
_SPACES = {"Title": "after", **dict.fromkeys(_HEADINGS, "before")}
"""The side on which our style has space."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Fills in what styles lack, by what our template calls them.

    ``text``: whether "Normal" parts no paragraphs; ``spaces`` to give, in twentieths of a point; ``keeping``: headings to
    keep with what follows.
    """

    text: bool
    spaces: Mapping[str, str]
    keeping: frozenset[str]

    @classmethod
    def of(
        cls, theirs: BaseOxmlElement, ours: BaseOxmlElement, called: Mapping[tuple[str, str], str]
    ) -> Gaps:
        """Compare the styles of a template with ours; ``called``: what ours are called there, by kind and id."""
        ids = {ours_: theirs_ for (kind, ours_), theirs_ in called.items() if kind == "paragraph"}
        normal = ids["Normal"]
        apart = _spaced(theirs, normal, "before") or _spaced(theirs, normal, "after")
        return cls(
            text=not apart or _on(theirs, normal, "w:contextualSpacing"),
            spaces={
                name: _said(ours, name, "w:spacing", side)
                for name, side in _SPACES.items()
                if not _spaced(theirs, ids[name], side)
            },
            keeping=frozenset(
                name for name in _HEADINGS if not _on(theirs, ids[name], "w:keepNext")
            ),
        )

    def fill(self, paragraph: BaseOxmlElement) -> None:
        """Give a paragraph of ours what its style lacks; the text of tables has its own styles."""
        style = paragraph.style or "Normal"
        if style == "Normal" and self.text:
            paragraph.style = TEXT
        if style in self.keeping:
            paragraph.get_or_add_pPr().get_or_add_keepNext()
        if style in self.spaces:
            spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
            spacing.set(qn(f"w:{_SPACES[style]}"), self.spaces[style])


def _spaced(styles: BaseOxmlElement, style: str, side: str) -> bool:
    """Whether there is space on that side: as a length, in lines, or as the program likes."""
    names = (side, f"{side}Lines", f"{side}Autospacing")
    return any(_some(_said(styles, style, "w:spacing", name)) for name in names)


def _some(value: str) -> bool:
    return value in {"true", "on"} or any(digit in value for digit in "123456789")


def _on(styles: BaseOxmlElement, style: str, switch: str) -> bool:
    found = (each for part in _properties(styles, style) for each in part.findall(qn(switch)))
    return any(_some(each.get(qn("w:val"), "true")) for each in islice(found, 1))


def _said(styles: BaseOxmlElement, style: str, tag: str, attribute: str) -> str:
    """What the style says, or what it is based on, or the document's defaults; empty if nobody does."""
    values = (
        each.get(qn(f"w:{attribute}"))
        for part in _properties(styles, style)
        for each in part.findall(qn(tag))
    )
    return next((value for value in values if value is not None), "")


def _properties(styles: BaseOxmlElement, style: str) -> Iterator[BaseOxmlElement]:
    """Those of the style's paragraphs, then of what it is based on, at last the document's defaults."""
    known = {each.get(qn("w:styleId")): each for each in styles.findall(qn("w:style"))}
    at: str | None = style
    while at in known:
        found = known.pop(at)  # once: damaged templates may go round in a circle
        yield from found.findall(qn("w:pPr"))
        above = found.find(qn("w:basedOn"))
        at = None if above is None else above.get(qn("w:val"))
    yield from styles.xpath("w:docDefaults/w:pPrDefault/w:pPr")
