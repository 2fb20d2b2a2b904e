"""The letterhead: what stays of the office's own template.

Margins, styles and theme belong to it.

Its text goes, and with it whatever would hinder proofreading or say who made the template.
"""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

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
"""Settings that no draft may have.

They forbid changes, hide who proposed them, or ask for other files.
"""

_BEFORE_TRACKING = (
    *("view", "zoom", "doNotDisplayPageBoundaries", "displayBackgroundShape"),
    *("printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData"),
    *("embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData"),
    *("mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"),
    *("bordersDoNotSurroundFooter", "gutterAtTop", "hideSpellingErrors", "hideGrammaticalErrors"),
    *("activeWritingStyle", "proofState", "formsDesign", "stylePaneFormatFilter"),
    *("stylePaneSortMethod", "revisionView"),
)
"""Settings that stand before ``trackRevisions``.

Source: ECMA-376, part 1, CT_Settings.
"""


def empty(template: DocumentType, ours: DocumentType) -> None:
    """Leave nothing of ``template`` but its letterhead.

    What it lacks is as in ``ours``.
    """
    _remove_text(template, ours)
    _track_changes(template)
    _remove_author(template, ours)


def _remove_text(template: DocumentType, ours: DocumentType) -> None:
    """Take out the text, and what only the text needed.

    Of several sections the first counts: it has the letterhead.
    """
    body, part = template.element.body, template.part
    section = deepcopy(next(body.iter(qn("w:sectPr")), None))
    if section is None:
        section = deepcopy(ours.element.body.sectPr)
        for reference in section.xpath("w:headerReference | w:footerReference"):
            section.remove(reference)
    for child in list(body):
        body.remove(child)
    body.append(section)
    _drop_unnamed(part, template.element)


def _drop_unnamed(part: Part, content: BaseOxmlElement) -> None:
    """Drop the relations that ``content`` no longer names.

    They are pictures, comments, addresses, other templates.
    """
    named = {
        value
        for each in content.iter()
        for key, value in each.attrib.items()
        if key.startswith(_RELATIONS)
    }
    for relation in list(part.rels.values()):
        if relation.reltype not in _STAYING and relation.rId not in named:
            del part.rels[relation.rId]


def _track_changes(template: DocumentType) -> None:
    """Turn tracking on, and off what would hinder it."""
    settings = template.settings.element  # made where there is none
    part = template.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
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


def _remove_author(template: DocumentType, ours: DocumentType) -> None:
    """Put our name in place of the author's.

    No preview picture, signature or ribbon of another document stays.
    """
    package, from_us = template.part.package, ours.part.package
    staying = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES}
    for relation in list(package.rels.values()):
        if relation.reltype not in staying:
            del package.rels[relation.rId]
    for about in (RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES):
        package.relate_to(from_us.part_related_by(about), about)
