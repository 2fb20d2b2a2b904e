"""Properties that tie a Word file to its job.

They are names and numbers, never text of the document.
"""

from __future__ import annotations

from html import escape  # xml.sax's loads urllib, http, email and ssl: 25 ms

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Draft
from pipeline.outputs.wordml.elements import legal

FORMAT = "1"
"""Version of bookmarks, controls and properties.

Older readers keep away from another.
"""

JOB, SOURCE, VERSION = "Schreibstube job", "Schreibstube source SHA-256", "Schreibstube format"
"""The names of the properties."""

JOB_BOOKMARK = "_job_"
"""The beginning of the bookmark about the title.

It names the job, too: some programs keep bookmarks and drop properties.
"""

_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of users' properties. Source: ECMA-376-1, 22.3.2."""
_FIRST = 2
"""The lowest number of a property. Source: as above."""


def job_bookmark(draft: Draft) -> str:
    """The name of the bookmark about the title; "" if the job is unknown."""
    return JOB_BOOKMARK + draft.job.replace("-", "_") if draft.job else ""


def add_properties(document: DocumentType, draft: Draft) -> None:
    """Enter job and source; a template's properties stay."""
    package = document.part.package
    root = None
    for relation in [
        each
        for each in package.rels.values()
        if each.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES
    ]:
        root = parse_xml(relation.target_part.blob)
        del package.rels[relation.rId]
    for name, value in ((JOB, draft.job), (SOURCE, draft.sha256), (VERSION, FORMAT)):
        root = with_property(root, name, value)
    part = Part(PackURI("/docProps/custom.xml"), _CONTENT, serialize_part_xml(root), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def with_property(root: BaseOxmlElement | None, name: str, value: str) -> BaseOxmlElement:
    """The properties with this one in place of an earlier; without it if ``value`` is empty.

    ``root`` is that of the part with the properties, or None to begin one.
    """
    if root is None:
        root = parse_xml(f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}"/>')
    for known in [each for each in root if each.get("name") == name]:
        root.remove(known)
    number = max([_FIRST - 1, *(int(known.get("pid", _FIRST)) for known in root)]) + 1
    if value:
        root.append(
            parse_xml(
                f'<property xmlns="{_NAMESPACE}" fmtid="{_SET}" pid="{number}" name="{name}">'
                f'<vt:lpwstr xmlns:vt="{_TYPES}">{escape(legal(value))}</vt:lpwstr></property>'
            )
        )
    return root
