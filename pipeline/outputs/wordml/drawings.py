"""Pictures of what stands in the original: of a line, or of what was not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import count

from docx.document import Document as DocumentType
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Twips

from pipeline.core.drafts.draft import Remark
from pipeline.core.model import Moment, Spot, Unread, UnreadPlace
from pipeline.i18n import N_, Language
from pipeline.outputs.wordml.elements import element, paragraph, run
from pipeline.outputs.wordml.markup import Checked
from pipeline.translations import translator

Pictures = Callable[[Spot], bytes | None]
"""The picture (PNG) of a word's line, with the word boxed.

None if there is none.

It is asked for page by page, so that each page has to be opened only once.
"""

_SHOWN = {
    Unread.STAMP: N_("The stamp or note that could not be read, on p. {page}"),
    Unread.SIGN: N_("The figure or letter that could not be read, on p. {page}"),
    Unread.HANDWRITING: N_("Handwriting or a drawing on p. {page}"),
    Unread.OVERPRINT: N_("What is printed across the words, on p. {page}"),
}
_HIGHEST = Cm(8)
"""Of a picture; notes may stand upright in a margin."""

_CHECKED, _IN_TEXT = 10_000, 20_000
"""Numbers of pictures on the check sheet and in the text.

They are above those of a letterhead's: equal numbers are an error.
"""


def remark_paragraphs(
    remark: Remark, drawings: Drawings, language: Language
) -> Iterator[BaseOxmlElement]:
    """Words of ours, below the picture of what they are about."""
    drawn = drawings.in_text(remark.picture, language) if remark.picture else None
    if drawn is not None:
        keep = (OxmlElement("w:keepNext"),)
        yield paragraph("SchreibstubeRemark", drawn, layout=keep)
    yield paragraph("SchreibstubeRemark", run(remark.text, language))


def evidence_of(one: Checked | UnreadPlace) -> Spot | Moment:
    """Where something stands, or when it was said."""
    return one.spot if isinstance(one, UnreadPlace) else one.doubt.evidence


class Drawings:
    """Pictures in their natural size, or as wide as the column."""

    def __init__(self, document: DocumentType, pictures: Pictures | None, width: int) -> None:
        """Take where they go, where they come from, and a column's ``width`` in twips."""
        self._document, self._pictures, self._width = document, pictures, width
        self._in_text = count(_IN_TEXT)

    def in_text(self, place: UnreadPlace, language: Language) -> BaseOxmlElement | None:
        """The drawing of what was not read, where it stood; None if there is no picture."""
        return self._drawing(place, next(self._in_text), language)

    def checked(
        self, one: Checked | UnreadPlace, number: int, language: Language
    ) -> BaseOxmlElement | None:
        """The drawing in a numbered row of the check sheet; None if there is no picture."""
        return self._drawing(one, _CHECKED + number, language)

    def _drawing(
        self, one: Checked | UnreadPlace, number: int, language: Language
    ) -> BaseOxmlElement | None:
        evidence = evidence_of(one)
        if self._pictures is None or not isinstance(evidence, Spot):
            return None
        picture = self._pictures(evidence)
        if picture is None:
            return None
        relation, image = self._document.part.get_or_add_image(BytesIO(picture))
        room = Twips(self._width - 114)  # the cell's margins
        shrunk = min(1.0, room / image.width, _HIGHEST / image.height)
        size = Emu(round(image.width * shrunk)), Emu(round(image.height * shrunk))
        inline = CT_Inline.new_pic_inline(number, relation, f"{number % _CHECKED}.png", *size)
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice has defaults
            inline.set(side, "0")
        _ = translator(language)
        if isinstance(one, UnreadPlace):
            said = _(_SHOWN[one.kind])
            inline.docPr.set("descr", said.format(page=evidence.page))
        else:
            said = _(N_("The line of the original in which “{text}” was read, on p. {page}"))
            inline.docPr.set("descr", said.format(text=one.text, page=evidence.page))
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        return element("w:r", element("w:rPr", OxmlElement("w:noProof")), drawing)
