"""Makes headings of minutes out of suggestions, as a person let them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.returns.final.accepting import remove_paragraph
from pipeline.returns.our_words import in_all_languages
from pipeline.returns.resolved.visible_text import VisibleParagraph

_HEADINGS = ("Decisions and tasks (suggestions)", "Items of the agenda (suggestions)")
_NOTHING = "(No decision and no task was found. This says nothing about whether there are any.)"
_SOURCE = "Based on"
"""First cell of the row that says what minutes were made from, and with which engine."""
_BRACKET = re.compile(r"\s*\([^()]*\)$")
_SUGGESTED = re.compile(r"\s*\((?:suggestion|Vorschlag), [0-9]{2}:[0-9]{2}:[0-9]{2}\)$")
_ENGINE = re.compile(r",\s*(?:faster-whisper|openai-whisper|whisper)\b[^,;]*$")


def settle_suggestions(ours: Iterable[VisibleParagraph]) -> None:
    """Take out of our headings and tables that they are suggestions, and whose.

    Where nothing was suggested, and nobody wrote anything, the heading goes, too.
    """
    heading: BaseOxmlElement | None = None
    source: tuple[int, int] | None = None
    for each in ours:
        text, element = " ".join(each.text.split()), each.element
        if element is None:
            continue
        if each.cell is not None:
            place = each.cell.table, each.cell.row
            source = place if text in in_all_languages((_SOURCE,)) else source
            if place == source:
                _strip(element, _ENGINE)
        elif text in in_all_languages((_NOTHING,)):
            if heading is not None and element.getprevious() is heading:
                remove_paragraph(heading)
            remove_paragraph(element)
        elif text in in_all_languages(_HEADINGS):
            heading = element
            _strip(element, _BRACKET)
        else:
            _strip(element, _SUGGESTED)


def _strip(paragraph: BaseOxmlElement, end: re.Pattern[str]) -> None:
    """Take the end of a paragraph's text out of its runs."""
    texts = list(paragraph.iter(qn("w:t")))
    found = end.search("".join(each.text or "" for each in texts))
    left = 0 if found is None else len(found[0])
    for each in reversed(texts):
        text = each.text or ""
        each.text = text[: max(0, len(text) - left)]
        left = max(0, left - len(text))
