"""Content controls for speakers: a name is typed once.

The names are kept in one place of the file, and every label shows what stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Turn
from pipeline.core.recordings.speakers import TOGETHER, UNKNOWN
from pipeline.i18n import Language
from pipeline.outputs.wordml.elements import (
    element,
    legal,
    paragraph,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.translations import translator

NAMESPACE = "urn:schreibstube:speakers"
"""Namespace of the store: ``speakers`` of ``speaker`` each.

Its number is in ``n``, its text is the name.
"""
STORE = "{6E2B7C1A-4C0B-4B0E-9D4E-5A1F0C3D7E21}"
"""The store's id for labels; any of this form would do."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ABOUT = (
    f"{_XML}<ds:datastoreItem"
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    f' ds:itemID="{STORE}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
)
_ABOUT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_SHARE = 0.3
"""Share of the table's width that the labels have."""


@dataclass(frozen=True)
class SpeakerControls:
    """Controls for the speakers of a draft."""

    names: tuple[str, ...]
    """The speakers' labels in order of appearance, from number 1."""
    offered: tuple[str, ...] = ()
    """Names to choose from where a name can be typed."""
    _ids: Iterator[int] = field(default_factory=lambda: count(1), repr=False)

    @classmethod
    def of(cls, turns: Iterable[Turn], offered: tuple[str, ...]) -> SpeakerControls:
        """Controls for all whom the turns name, alone or with another."""
        labels = (label for turn in turns if turn.speaker for label in turn.speaker.split(TOGETHER))
        return cls(tuple(dict.fromkeys(label for label in labels if label != UNKNOWN)), offered)

    def label(self, speaker: str, language: Language) -> Iterator[BaseOxmlElement]:
        """The label before words: a control for each, and a colon."""
        for number, label in enumerate(speaker.split(TOGETHER)):
            if number:
                yield _plain(TOGETHER, language)
            yield self._control(label, language) if label in self.names else _plain(label, language)
        yield _plain(": ", language)

    def table(self, language: Language, width: int) -> Iterator[BaseOxmlElement]:
        """The table for names; nothing if nobody is named."""
        if not self.names:
            return
        _ = translator(language)
        told = _("Type a name once: in the table or in the text. It changes everywhere.")
        keep = (OxmlElement("w:keepNext"),)
        yield paragraph("SchreibstubeFact", run(told, language), layout=keep)
        widths = round(width * _SHARE), width - round(width * _SHARE)
        look = table_look(first_row=True, first_column=True)
        names = table("SchreibstubeTable", widths, look, _("Speakers"))
        names.append(
            _row(widths, (run(_("Speaker"), language), run(_("Name"), language)), header=True)
        )
        for label in self.names:
            names.append(
                _row(
                    widths,
                    (
                        run(label, language, proof=False),
                        self._control(label, language, self.offered),
                    ),
                )
            )
        yield names

    def store(self, document: DocumentType) -> None:
        """Give ``document`` the place where the names are kept."""
        if not self.names:
            return
        package, number = document.part.package, _free_number(document)
        names = "".join(
            f'<speaker n="{n}">{escape(legal(name))}</speaker>'
            for n, name in enumerate(self.names, start=1)
        )
        store = f'{_XML}<speakers xmlns="{NAMESPACE}">{names}</speakers>'
        item = Part(
            PackURI(f"/customXml/item{number}.xml"), CONTENT_TYPE.XML, store.encode(), package
        )
        about = Part(
            PackURI(f"/customXml/itemProps{number}.xml"), _ABOUT_TYPE, _ABOUT.encode(), package
        )
        item.relate_to(about, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
        document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)

    def _control(
        self, label: str, language: Language, offered: tuple[str, ...] = ()
    ) -> BaseOxmlElement:
        path = f"/s:speakers/s:speaker[@n='{self.names.index(label) + 1}']"
        binding = element(
            "w:dataBinding", prefixMappings=f"xmlns:s='{NAMESPACE}'", xpath=path, storeItemID=STORE
        )
        properties = element(
            "w:sdtPr",
            element("w:alias", val=label),
            element("w:id", val=next(self._ids)),
            binding,
            _choice(offered) if offered else OxmlElement("w:text"),
        )
        return element("w:sdt", properties, element("w:sdtContent", _plain(label, language)))


def _choice(names: Iterable[str]) -> BaseOxmlElement:
    """A list that opens; another name can be typed all the same."""
    return element(
        "w:comboBox", *(element("w:listItem", displayText=name, value=name) for name in names)
    )


def _plain(text: str, language: Language) -> BaseOxmlElement:
    """A run without a style.

    LibreOffice 7.4 shows none within a control, and label and colon would look different.
    """
    return run(text, language, proof=False)


def _row(
    widths: Sequence[int], contents: Sequence[BaseOxmlElement], *, header: bool = False
) -> BaseOxmlElement:
    cells = (
        table_cell(width, paragraph("SchreibstubeCell", content))
        for width, content in zip(widths, contents, strict=True)
    )
    return table_row(cells, header=header)


def _free_number(document: DocumentType) -> int:
    """The first number without a store; a template may have some."""
    taken = {str(part.partname) for part in document.part.package.iter_parts()}
    return next(number for number in count(1) if f"/customXml/item{number}.xml" not in taken)
