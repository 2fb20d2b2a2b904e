"""Takes heads and feet of pages out of the text of a final."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.scans.page_order.furniture import is_page_number
from pipeline.i18n import N_, Language
from pipeline.returns.final.accepting import remove_paragraph
from pipeline.returns.our_words import Parted
from pipeline.returns.resolved.visible_text import VisibleParagraph
from pipeline.translations import translator

_MARGIN = "schreibstube margin"
_HEADING = N_("From the heads and feet of the original’s pages:")
_ABOVE = 480
"""Between the text and these rows, in twentieths of a point."""


def gather_margins(body: BaseOxmlElement, parts: Parted, language: Language) -> None:
    """Put the rows of pages' heads and feet behind the text, once each.

    ``language`` is that of the words that introduce them.

    Left out are page numbers, as the final has pages of its own, and rows that the text says as
    they are, such as a letterhead that the next page repeats.
    """
    rows = [each for each in parts.text if each.style == _MARGIN and each.cell is None]
    said = {_plain(each) for each in parts.text if each.style != _MARGIN}
    kept: list[BaseOxmlElement] = []
    for each in rows:
        element, plain = each.element, _plain(each)
        if element is None or element.getparent() is None:
            continue
        if plain in said or is_page_number(each.text):
            remove_paragraph(element)
        else:
            kept.append(element)
        said.add(plain)
    if not kept:
        return
    kept.insert(0, _heading(kept[0], translator(language)(_HEADING)))
    end = body.find(qn("w:sectPr"))
    for element in kept:
        if end is None:
            body.append(element)
        else:
            end.addprevious(element)


def _plain(each: VisibleParagraph) -> str:
    """The letters and digits of a paragraph."""
    return "".join(filter(str.isalnum, each.text.casefold()))


def _heading(row: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """A row that says what follows, in the look of the first."""
    made: BaseOxmlElement = row.makeelement(qn("w:p"))
    properties = row.find(qn("w:pPr"))
    style = None if properties is None else properties.find(qn("w:pStyle"))
    own = made.makeelement(qn("w:pPr"))
    if style is not None:
        named = own.makeelement(qn("w:pStyle"), dict(style.attrib))
        own.append(named)
    own.append(own.makeelement(qn("w:keepNext")))
    own.append(own.makeelement(qn("w:spacing"), {qn("w:before"): str(_ABOVE)}))
    run = made.makeelement(qn("w:r"))
    words = run.makeelement(qn("w:t"))
    words.text = text
    run.append(words)
    made.extend((own, run))
    return made
