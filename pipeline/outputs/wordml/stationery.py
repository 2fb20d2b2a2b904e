"""The paper of a draft: our template or the office's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Twips

from pipeline.core.drafts.draft import Draft
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.naming import readable
from pipeline.errors import TemplateWrong
from pipeline.i18n import N_, Language
from pipeline.mistakes import Mistake
from pipeline.outputs.wordml import letterhead
from pipeline.outputs.wordml.elements import element, field, legal, paragraph, region, run
from pipeline.outputs.wordml.package import DAMAGED, as_document, fault_of
from pipeline.outputs.wordml.spacing import Spacing
from pipeline.outputs.wordml.styles import StyleIds, add_styles, translate_styles
from pipeline.translations import translator

TEMPLATE = Path(__file__).parents[1] / "draft.docx"
"""Our own, made by ``tools/make_template.py``."""

_PAGE, _LEFT, _RIGHT = Twips(11906), Twips(1417), Twips(1134)
"""Widths on our paper."""

_QUOTED = frozenset((DraftKind.TRANSCRIPT, DraftKind.MINUTES, DraftKind.RESULTS))
"""Drafts with numbered lines: those that say what was said.

Pages of scans have numbers, and the others are sent as they are.
"""

_EMU = 635
"""To a twentieth of a point."""

_ODD = (
    *(PackageNotFoundError, SyntaxError, KeyError, ValueError),
    *(TypeError, AttributeError, IndexError),
)
"""What python-docx and lxml raise in odd parts."""

_PROPERTY = 255
"""Characters of a property, at most.

Source: python-docx, which follows Word.
"""


@dataclass(frozen=True, slots=True)
class Stationery:
    """An empty document to write on."""

    document: DocumentType
    """The document, to be filled and saved."""
    ours: bool
    """Whether it is our template, not the office's."""
    width: int
    """Width of the text in twentieths of a point."""
    styles: StyleIds
    """What the styles of our template are called in the office's."""
    spacing: Spacing | None
    """What the office's styles lack; None on our paper."""

    @classmethod
    def of(cls, template: Path | bytes | None) -> Stationery:
        """The office's template without its text; ours if it is None.

        It is a ``.docx`` or ``.dotx``.

        Raises:
            TemplateWrong: it cannot be read, is no Word document, is too large, or holds macros.
        """
        ours = Document(str(TEMPLATE))
        if template is None:
            width = _text_width(ours.sections[0])
            return cls(ours, ours=True, width=width, styles={}, spacing=None)
        name = readable(template.name) if isinstance(template, Path) else "template"
        try:
            document = Document(BytesIO(as_document(_sound(template, name))))
            letterhead.empty(document, ours)
            styles = add_styles(document, ours)
            spacing = Spacing.of(document.styles.element, ours.styles.element, styles)
            width = _text_width(document.sections[0])
            _touch_margins(document.sections[0])
        except _ODD as error:
            raise TemplateWrong.of(name, DAMAGED) from error
        return cls(document, ours=False, width=width, styles=styles, spacing=spacing)

    def frame(self, draft: Draft) -> None:
        """Write title and language, and what stands in the margins."""
        properties = self.document.core_properties
        properties.title = legal(draft.title)
        if draft.subject:
            properties.subject = legal(draft.subject)[:_PROPERTY]
        if draft.keywords:
            properties.keywords = legal(", ".join(draft.keywords))[:_PROPERTY]
        properties.language = region(draft.language)
        section, language, _ = self.document.sections[0], draft.language, translator(draft.language)
        for head in self._heads(section):
            head.append(run(_("Draft – machine-made, unchecked"), language))
        if self.ours:
            self._adapt(draft)
            foot = self._last(section.footer, "Footer")
            foot.append(run(f"{draft.title}\t", language))
            _number_pages(foot, language)
        elif section.footer.is_linked_to_previous:  # the office has none
            foot = self._last(section.footer, "Footer")
            foot.get_or_add_pPr().append(element("w:jc", val="right"))
            _number_pages(foot, language)

    def dress(self, elements: Iterable[BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
        """The elements in this paper's styles, with what these lack."""
        for each in elements:
            if self.spacing is not None and each.tag == qn("w:p"):
                self.spacing.fill(each)
            if not self.ours:
                translate_styles(each, self.styles)
            yield each

    def _adapt(self, draft: Draft) -> None:
        """Fit our paper to the draft: language, line numbers."""
        for lang in self.document.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), region(draft.language))
        if draft.kind not in _QUOTED:
            section = self.document.element.body.sectPr
            section.remove(section.find(qn("w:lnNumType")))

    def _heads(self, section: Section) -> Iterator[BaseOxmlElement]:
        """A paragraph for our line in each header that is shown.

        It stands below the letterhead.
        """
        yield self._last(section.header, "Header")
        if section.different_first_page_header_footer:
            yield self._last(section.first_page_header, "Header")
        if self.document.settings.odd_and_even_pages_header_footer:
            yield self._last(section.even_page_header, "Header")

    def _last(self, margin: _Header | _Footer, style: str) -> BaseOxmlElement:
        """The paragraph at its end if it is empty, or a new one."""
        made = margin.is_linked_to_previous
        content: BaseOxmlElement = margin._element  # noqa: SLF001 - it has no public door
        if made:  # by python-docx, in a style that there may not be
            content.remove(content[-1])
        last: BaseOxmlElement | None = content[-1] if len(content) else None
        if (
            last is not None
            and last.tag == qn("w:p")
            and all(child.tag == qn("w:pPr") for child in last)
        ):
            return last
        (fresh,) = self.dress((paragraph(style),))
        content.append(fresh)
        return fresh


def _sound(template: Path | bytes, name: str) -> bytes:
    """The bytes of a template that can be used.

    Raises:
        TemplateWrong: it cannot be read, or has a fault.
    """
    try:
        content = template.read_bytes() if isinstance(template, Path) else template
    except OSError as error:
        raise TemplateWrong.of(name, Mistake(N_("it cannot be read"))) from error
    fault = fault_of(BytesIO(content))
    if fault is not None:
        raise TemplateWrong.of(name, fault)
    return content


def _touch_margins(section: Section) -> None:
    """Open each header and footer of the template, before anything is written on it."""
    for margin in (
        *(section.header, section.first_page_header, section.even_page_header),
        section.footer,
    ):
        if not margin.is_linked_to_previous:  # else there is none, and this would make one
            _ = margin.paragraphs


def _text_width(section: Section) -> int:
    """Width of the text in twentieths of a point.

    What a section does not say is as on our paper.
    """
    page, left, right = (
        section.page_width or _PAGE,
        section.left_margin or _LEFT,
        section.right_margin or _RIGHT,
    )
    return round((page - left - right - (section.gutter or 0)) / _EMU)


def _number_pages(foot: BaseOxmlElement, language: Language) -> None:
    """Write "Page 1 of 1", as fields that Word fills in."""
    _ = translator(language)
    for part in re.split(r"(\{\w+\})", _("Page {page} of {pages}")):
        known = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        foot.append(field(known, language) if known else run(part, language))
