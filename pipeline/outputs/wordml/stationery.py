"""The paper that a draft is written on: our template, or the office's own with its letterhead, margins and styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Twips

from pipeline.core.drafts.draft import Draft
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.naming import readable
from pipeline.errors import Mistake, TemplateWrong
from pipeline.i18n import N_, Language, translator
from pipeline.outputs.wordml.elements import element, field, legal, paragraph, region, run
from pipeline.outputs.wordml.package import DAMAGED, as_document, fault_of
from pipeline.outputs.wordml.spacing import Gaps

TEMPLATE = Path(__file__).parents[1] / "draft.docx"

_PAGE, _LEFT, _RIGHT = Twips(11906), Twips(1417), Twips(1134)

_QUOTED = frozenset((DraftKind.TRANSCRIPT, DraftKind.MINUTES, DraftKind.RESULTS))
"""Drafts whose lines are counted, those that hold what was said: pages of scans have numbers, the others are sent as they are."""

_EMU = 635
"""To a twentieth of a point."""

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_STYLED = {qn("w:pStyle"): "paragraph", qn("w:rStyle"): "character", qn("w:tblStyle"): "table"}
_REFERRING = ("w:basedOn", "w:next")

_STAYING = frozenset(
    (
        *(RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.WEB_SETTINGS),
        *(RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.NUMBERING),
        *(RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES, RELATIONSHIP_TYPE.CUSTOM_XML),
    )
)
"""What belongs to a document without being named in its text."""

_IN_THE_WAY = (
    *("writeProtection", "documentProtection", "removePersonalInformation", "removeDateAndTime"),
    *("attachedTemplate", "linkStyles", "mailMerge", "documentType"),
)
"""Settings of a template that no draft may have: forbidding changes, hiding who proposed them, asking for other files."""

_BEFORE_TRACKING = (
    *(
        "view",
        "zoom",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
    ),
    *(
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
    ),
    *("saveFormsData", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
    *("bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors"),
    *(
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
    ),
    "revisionView",
)
"""Settings that stand before ``trackRevisions``. Source: ECMA-376, part 1, CT_Settings."""


_ODD = (
    *(PackageNotFoundError, SyntaxError, KeyError, ValueError),
    *(TypeError, AttributeError, IndexError),
)
"""What python-docx and lxml answer where a part is not as they expect it."""

_PROPERTY = 255
"""Characters of a property, at most. Source: python-docx, which follows Word."""


@dataclass(frozen=True, slots=True)
class Stationery:
    """An empty document to write on. ``width`` of its text in twentieths of a point; ``ours`` or the office's.

    ``styles``: what the styles of our template are called in it; ``gaps``: what the office's lack.
    """

    document: DocumentType
    ours: bool
    width: int
    styles: dict[tuple[str, str], str]
    gaps: Gaps | None

    @classmethod
    def of(cls, template: Path | bytes | None) -> Stationery:
        """Our template, or the office's: a ``.docx`` or ``.dotx`` of which the text goes and all else stays.

        Raises:
            TemplateWrong: it cannot be read, is no Word document, or brings macros.
        """
        if template is None:
            document = Document(str(TEMPLATE))
            return cls(
                document, ours=True, width=_text_width(document.sections[0]), styles={}, gaps=None
            )
        name = readable(template.name) if isinstance(template, Path) else "template"
        try:
            document = Document(BytesIO(as_document(_sound(template, name))))
            _clear(document)
            _settle(document)
            styles = _add_styles(document)
            gaps = Gaps.of(document.styles.element, Document(str(TEMPLATE)).styles.element, styles)
            width = _text_width(document.sections[0])
            _furnish(document)
        except _ODD as error:
            raise TemplateWrong.of(name, DAMAGED) from error
        return cls(document, ours=False, width=width, styles=styles, gaps=gaps)

    def frame(self, draft: Draft) -> None:
        """Title and language, and in the margins what this is and which page of how many."""
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

    def _adapt(self, draft: Draft) -> None:
        """Our paper in the language of the draft; lines are counted where they are quoted: in minutes."""
        for lang in self.document.styles.element.iter(qn("w:lang")):
            lang.set(qn("w:val"), region(draft.language))
        if draft.kind not in _QUOTED:
            section = self.document.element.body.sectPr
            section.remove(section.find(qn("w:lnNumType")))

    def dress(self, elements: Iterable[BaseOxmlElement]) -> Iterator[BaseOxmlElement]:
        """The elements with the styles as they are called here, and with what these lack."""
        for each in elements:
            if self.gaps is not None and each.tag == qn("w:p"):
                self.gaps.fill(each)
            if not self.ours:
                for reference in each.iter(*_STYLED):
                    key = _STYLED[reference.tag], reference.get(qn("w:val"))
                    reference.set(qn("w:val"), self.styles[key])
            yield each

    def _heads(self, section: Section) -> Iterator[BaseOxmlElement]:
        """A paragraph for our line in each header that is shown, below the letterhead."""
        yield self._last(section.header, "Header")
        if section.different_first_page_header_footer:
            yield self._last(section.first_page_header, "Header")
        if self.document.settings.odd_and_even_pages_header_footer:
            yield self._last(section.even_page_header, "Header")

    def _last(self, margin: _Header | _Footer, style: str) -> BaseOxmlElement:
        """The paragraph at its end if it is empty, otherwise a new one."""
        made = margin.is_linked_to_previous
        content: BaseOxmlElement = margin._element  # noqa: SLF001 - python-docx has no public door to its elements
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


def _clear(document: DocumentType) -> None:
    """Take out the text, the office's as we found it in its template, and what only the text needed.

    Of several sections the first counts: it has the letterhead.
    """
    body, part = document.element.body, document.part
    section = deepcopy(next(body.iter(qn("w:sectPr")), None))
    if section is None:
        section = deepcopy(Document(str(TEMPLATE)).element.body.sectPr)
        for reference in section.xpath("w:headerReference | w:footerReference"):
            section.remove(reference)
    for child in list(body):
        body.remove(child)
    body.append(section)
    _drop_unnamed(part, document.element)


def _drop_unnamed(part: Part, content: BaseOxmlElement) -> None:
    """Leave out what only the removed text or settings referred to: pictures, comments, addresses, other templates."""
    named = {
        value
        for each in content.iter()
        for key, value in each.attrib.items()
        if key.startswith(_RELATIONS)
    }
    for relation in list(part.rels.values()):
        if relation.reltype not in _STAYING and relation.rId not in named:
            del part.rels[relation.rId]


def _settle(document: DocumentType) -> None:
    """Track changes, and keep nothing that would hinder that or say who made the template."""
    settings = document.settings.element  # made where there is none
    part = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for name in _IN_THE_WAY:
        for known in settings.findall(qn(f"w:{name}")):
            settings.remove(known)
    for zoom in settings.findall(qn("w:zoom")):
        if zoom.get(qn("w:percent")) is None:
            zoom.set(qn("w:percent"), "100")
    if settings.find(qn("w:trackRevisions")) is None:
        before = {qn(f"w:{name}") for name in _BEFORE_TRACKING}
        place = max(
            (place for place, each in enumerate(settings, start=1) if each.tag in before), default=0
        )
        settings.insert(place, OxmlElement("w:trackRevisions"))
    _drop_unnamed(part, settings)


def _furnish(document: DocumentType) -> None:
    """Our name in place of the author's; no preview picture, signature or ribbon of another document."""
    package, ours = document.part.package, Document(str(TEMPLATE)).part.package
    staying = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES}
    for relation in list(package.rels.values()):
        if relation.reltype not in staying:
            del package.rels[relation.rId]
    for about in (RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
        package.relate_to(ours.part_related_by(about), about)


def _add_styles(document: DocumentType) -> dict[tuple[str, str], str]:
    """Give ``document`` the styles of ours that it lacks; what each of ours is called there, by kind and our name for it.

    Styles are found by their name, which is English in every Word; ids follow the language ("berschrift1").
    """
    theirs, ours = document.styles.element, Document(str(TEMPLATE)).styles.element
    known = {
        (_kind(style), _name(style).lower()): _id(style) for style in theirs.findall(qn("w:style"))
    }
    defaults = {
        _kind(style): _id(style) for style in theirs.findall(qn("w:style")) if _is_default(style)
    }
    taken, called, added = {*known.values()}, dict[tuple[str, str], str](), []
    for style in ours.findall(qn("w:style")):
        kind, name = _kind(style), _name(style).lower()
        found = (defaults.get(kind) if _is_default(style) else None) or known.get((kind, name))
        if found is None:
            found = next(free for free in _ids(_id(style)) if free not in taken)
            taken.add(found)
            added.append(style)
        called[kind, _id(style)] = found
    for style in added:
        copy = deepcopy(style)
        copy.set(qn("w:styleId"), called[_kind(style), _id(style)])
        for reference in copy.iter(*map(qn, _REFERRING)):
            reference.set(qn("w:val"), called[_kind(style), reference.get(qn("w:val"))])
        if _kind(style) in defaults:  # there is one already
            copy.attrib.pop(qn("w:default"), None)
        theirs.append(copy)
    return called


def _ids(wanted: str) -> Iterator[str]:
    yield wanted
    yield from (f"Schreibstube{wanted}{number}" for number in range(1, 1000))


def _kind(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:type")) or "paragraph")


def _id(style: BaseOxmlElement) -> str:
    return str(style.get(qn("w:styleId")))


def _name(style: BaseOxmlElement) -> str:
    name = style.find(qn("w:name"))
    return str(name.get(qn("w:val"))) if name is not None else ""


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:default")) in {"1", "true", "on"}


def _text_width(section: Section) -> int:
    """In twentieths of a point; what a section does not say is as on our paper."""
    page, left, right = (
        section.page_width or _PAGE,
        section.left_margin or _LEFT,
        section.right_margin or _RIGHT,
    )
    return round((page - left - right - (section.gutter or 0)) / _EMU)


def _number_pages(foot: BaseOxmlElement, language: Language) -> None:
    _ = translator(language)
    for part in re.split(r"(\{\w+\})", _("Page {page} of {pages}")):
        known = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(part)
        foot.append(field(known, language) if known else run(part, language))
