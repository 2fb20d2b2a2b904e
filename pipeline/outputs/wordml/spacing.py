"""The space that an office's styles lack around paragraphs.

A template saved by LibreOffice has no space in "Normal": a letter on it would be a wall of text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

TEXT = "SchreibstubeText"
"""Our style of body text, with space.

It is one style where the office's has none, so that it can be changed in one place.
"""

_HEADINGS = ("Heading1", "Heading2", "Heading3")
_SPACES = {"Title": "after", **dict.fromkeys(_HEADINGS, "before")}
"""The side on which our style has space."""


@dataclass(frozen=True, slots=True)
class Spacing:
    """What our paragraphs need on the office's paper, by style."""

    text: bool
    """Whether its "Normal" leaves paragraphs together."""
    spaces: Mapping[str, str]
    """Space to give, in twentieths of a point."""
    keeping: frozenset[str]
    """Headings to keep with what follows."""

    @classmethod
    def of(
        cls, theirs: BaseOxmlElement, ours: BaseOxmlElement, ids: Mapping[tuple[str, str], str]
    ) -> Spacing:
        """Compare the styles of a template with ours.

        ``ids``: the ids of ours there, by kind and id here.
        """
        there = {here: there for (kind, here), there in ids.items() if kind == "paragraph"}
        normal = there["Normal"]
        apart = _has_space(theirs, normal, "before") or _has_space(theirs, normal, "after")
        return cls(
            text=not apart or _is_on(theirs, normal, "w:contextualSpacing"),
            spaces={
                name: _value(ours, name, "w:spacing", side)
                for name, side in _SPACES.items()
                if not _has_space(theirs, there[name], side)
            },
            keeping=frozenset(
                name for name in _HEADINGS if not _is_on(theirs, there[name], "w:keepNext")
            ),
        )

    def fill(self, paragraph: BaseOxmlElement) -> None:
        """Give a paragraph what its style lacks; tables are left."""
        style = paragraph.style or "Normal"
        if style == "Normal" and self.text:
            paragraph.style = TEXT
        if style in self.keeping:
            paragraph.get_or_add_pPr().get_or_add_keepNext()
        if style in self.spaces:
            spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
            spacing.set(qn(f"w:{_SPACES[style]}"), self.spaces[style])


def _has_space(styles: BaseOxmlElement, style: str, side: str) -> bool:
    """Whether there is space on that side.

    It may be a length, a number of lines, or left to the program.
    """
    names = (side, f"{side}Lines", f"{side}Autospacing")
    return any(_is_some(_value(styles, style, "w:spacing", name)) for name in names)


def _is_some(value: str) -> bool:
    return value in {"true", "on"} or any(digit in value for digit in "123456789")


def _is_on(styles: BaseOxmlElement, style: str, switch: str) -> bool:
    found = (each for part in _properties(styles, style) for each in part.findall(qn(switch)))
    return any(_is_some(each.get(qn("w:val"), "true")) for each in islice(found, 1))


def _value(styles: BaseOxmlElement, style: str, tag: str, attribute: str) -> str:
    """The attribute as it holds for the style, or nothing."""
    values = (
        each.get(qn(f"w:{attribute}"))
        for part in _properties(styles, style)
        for each in part.findall(qn(tag))
    )
    return next((value for value in values if value is not None), "")


def _properties(styles: BaseOxmlElement, style: str) -> Iterator[BaseOxmlElement]:
    """Paragraph properties of the style, its bases, the defaults."""
    known = {each.get(qn("w:styleId")): each for each in styles.findall(qn("w:style"))}
    at: str | None = style
    while at in known:
        found = known.pop(at)  # once: damaged templates may go round in a circle
        yield from found.findall(qn("w:pPr"))
        above = found.find(qn("w:basedOn"))
        at = None if above is None else above.get(qn("w:val"))
    yield from styles.xpath("w:docDefaults/w:pPrDefault/w:pPr")
