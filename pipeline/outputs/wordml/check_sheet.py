"""What helps to decide the doubts: a comment beside each word, and the check sheet at the end with the pictures of the lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as DocumentType
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Twips

from pipeline.core.drafts.draft import Reason
from pipeline.core.model import Moment, Spot
from pipeline.core.wording.formatting import time_mark
from pipeline.i18n import N_, Language, translator
from pipeline.outputs.wordml.elements import (
    AUTHOR,
    element,
    link,
    paragraph,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.outputs.wordml.markup import Checked, Marks

Pictures = Callable[[Spot], bytes | None]
"""The picture (PNG) of the line in which a word stands, with the word boxed; None if there is none.

Asked page by page, so that each page has to be opened only once.
"""

SHEET = "_checksheet"
"""The bookmark before the check sheet: whatever follows is ours, not the document's."""

_INITIALS = "Sst"

_REASONS = {
    Reason.UNSURE: N_("The program was not sure of this."),
    Reason.UNKNOWN: N_("This stands neither in the dictionary nor in the glossary."),
    Reason.IMPLAUSIBLE: N_("This can hardly be right as a number, date or amount."),
    Reason.UNDECIDED: N_("This may be a spoken command, or a word of the text."),
}

_NUMBER, _PLACE, _READ, _CORRECT = 0.06, 0.11, 0.2, 0.22
"""Shares of the width; the picture has the rest. Without pictures, what was read and what is right share that."""

_PICTURES = 10_000
"""Above the numbers of pictures in a letterhead: equal ones are an error."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """What is said about a doubt, in the user's language."""

    language: Language

    def place(self, checked: Checked) -> str:
        match checked.doubt.evidence:
            case Spot(page=page):
                _ = translator(self.language)
                return _("p. {page}").format(page=page)
            case Moment(start=start):
                return time_mark(start).strip("#")

    def reason(self, checked: Checked) -> str:
        return translator(self.language)(_REASONS[checked.doubt.reason])

    def unusual_reason(self, checked: Checked) -> tuple[str, ...]:
        """Where it is more than that the program was unsure, as its confidence says anyway."""
        return () if checked.doubt.reason is Reason.UNSURE else (self.reason(checked),)

    def confidence(self, checked: Checked) -> str:
        percent = translator(self.language)(N_("{percent}% sure"))
        return percent.format(percent=round(100 * checked.doubt.confidence))

    def others(self, checked: Checked) -> tuple[str, ...]:
        if not checked.doubt.others:
            return ()
        said = translator(self.language)(N_("or: {readings}"))
        return (said.format(readings=", ".join(checked.doubt.others)),)


def comments(checked: Iterable[Checked], language: Language) -> Iterator[BaseOxmlElement]:
    """A comment for each: why, how sure, what else it could be, and where it is in the original and in the check sheet."""
    return (_comment(one, language) for one in checked)


def add_comments(document: DocumentType, content: Iterable[BaseOxmlElement]) -> None:
    """Give ``document`` the comments that its text refers to; none if there are none."""
    root = element("w:comments", *content)
    if len(root):
        name = PackURI("/word/comments.xml")
        part = XmlPart(name, CONTENT_TYPE.WML_COMMENTS, root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS)


def _comment(checked: Checked, language: Language) -> BaseOxmlElement:
    _, wording = translator(language), _Wording(language)
    sign = element(
        "w:r",
        element("w:rPr", element("w:rStyle", val="CommentReference")),
        OxmlElement("w:annotationRef"),
    )
    said = f"{wording.reason(checked)} {wording.confidence(checked)}."
    row = _("No. {number} in the check sheet").format(number=checked.number)
    where = (
        run(f"{wording.place(checked)} · ", language),
        link(checked.row, run(row, language, style="Hyperlink", proof=False)),
    )
    return element(
        "w:comment",
        paragraph("CommentText", sign, run(said, language)),
        *(paragraph("CommentText", run(others, language)) for others in wording.others(checked)),
        paragraph("CommentText", *where),
        id=checked.number,
        author=AUTHOR,
        initials=_INITIALS,
    )


def check_sheet(
    document: DocumentType,
    marks: Marks,
    language: Language,
    *,
    width: int,
    pictures: Pictures | None,
) -> Iterator[BaseOxmlElement]:
    """A page for pen or keyboard: the worst doubts, the worst first; nothing where there are none.

    ``width`` of the text in twentieths of a point.
    """
    if not marks.checked:
        return
    _, checked = translator(language), marks.checked
    shown = _Shown(document, pictures, round(width * (1 - _NUMBER - _PLACE - _READ - _CORRECT)))
    drawn = {one.number: shown.of(one, language) for one in sorted(checked, key=_page)}
    heard = all(isinstance(one.doubt.evidence, Moment) for one in checked)
    columns = _columns(width, with_pictures=any(picture is not None for picture in drawn.values()))
    start, end = marks.bookmark(SHEET)
    fresh = OxmlElement("w:pageBreakBefore")
    yield paragraph("Heading1", start, run(_("Check sheet"), language), end, layout=(fresh,))
    sheet = table(
        "SchreibstubeCheck", columns.values(), table_look(first_row=True), _("Places to check")
    )
    names = {name: _(N_("Heard as") if heard and name == "Read as" else name) for name in columns}
    sheet.append(
        _row(
            columns,
            {name: (_cell_paragraph(names[name], language),) for name in columns},
            header=True,
        )
    )
    for one in checked:
        start, end = marks.bookmark(one.row)
        number = paragraph("SchreibstubeCell", start, run(str(one.number), language), end)
        sheet.append(_row(columns, {"No.": (number,), **_cells(one, language, drawn[one.number])}))
    yield sheet
    if len(checked) == marks.doubts:
        return
    all_ = _("{shown} of {doubts} marked places, the most doubtful first.").format(
        shown=len(checked), doubts=marks.doubts
    )
    yield paragraph("SchreibstubeFact", run(all_, language))


def _columns(width: int, *, with_pictures: bool) -> dict[str, int]:
    """Name and width of each column, in twentieths of a point."""
    shares = {N_("No."): _NUMBER, N_("Place"): _PLACE}
    rest = 1 - _NUMBER - _PLACE - _READ - _CORRECT
    if with_pictures:
        shares |= {N_("In the original"): rest, N_("Read as"): _READ, N_("Correct"): _CORRECT}
    else:
        shares |= {N_("Read as"): _READ + rest / 2, N_("Correct"): _CORRECT + rest / 2}
    return {name: round(width * share) for name, share in shares.items()}


def _cells(
    checked: Checked, language: Language, picture: BaseOxmlElement | None
) -> dict[str, tuple[BaseOxmlElement, ...]]:
    wording = _Wording(language)
    where = link(
        checked.bookmark, run(wording.place(checked), language, style="Hyperlink", proof=False)
    )
    beside = (
        *wording.unusual_reason(checked),
        wording.confidence(checked),
        *wording.others(checked),
    )
    return {
        "Place": (paragraph("SchreibstubeCell", where),),
        "In the original": (
            paragraph("SchreibstubeCell", *([picture] if picture is not None else ())),
        ),
        "Read as": (
            paragraph(
                "SchreibstubeCell",
                run(checked.text, language, style="SchreibstubeLabel", proof=False),
            ),
            *(
                (paragraph("SchreibstubeSmall", run(checked.around, language, proof=False)),)
                if picture is None and checked.around != checked.text
                else ()
            ),
            *(paragraph("SchreibstubeSmall", run(said, language)) for said in beside),
        ),
        "Correct": (paragraph("SchreibstubeCell"),),
    }


def _row(
    columns: dict[str, int], cells: dict[str, tuple[BaseOxmlElement, ...]], *, header: bool = False
) -> BaseOxmlElement:
    return table_row(
        (table_cell(width, *cells[name]) for name, width in columns.items()), header=header
    )


def _cell_paragraph(text: str, language: Language) -> BaseOxmlElement:
    return paragraph("SchreibstubeCell", run(text, language))


def _page(checked: Checked) -> int:
    evidence = checked.doubt.evidence
    return evidence.page if isinstance(evidence, Spot) else 0


@dataclass(frozen=True, slots=True)
class _Shown:
    """Puts pictures of lines into the document, in their natural size or as wide as the column."""

    document: DocumentType
    pictures: Pictures | None
    width: int

    def of(self, checked: Checked, language: Language) -> BaseOxmlElement | None:
        evidence = checked.doubt.evidence
        if self.pictures is None or not isinstance(evidence, Spot):
            return None
        picture = self.pictures(evidence)
        if picture is None:
            return None
        relation, image = self.document.part.get_or_add_image(BytesIO(picture))
        room = Twips(self.width - 114)  # the cell's margins
        shrunk = min(1.0, room / image.width)
        size = Emu(round(image.width * shrunk)), Emu(round(image.height * shrunk))
        inline = CT_Inline.new_pic_inline(
            _PICTURES + checked.number, relation, f"{checked.number}.png", *size
        )
        for side in (
            "distT",
            "distB",
            "distL",
            "distR",
        ):  # without them LibreOffice keeps a distance
            inline.set(side, "0")
        said = translator(language)(
            N_("The line of the original in which “{text}” was read, on p. {page}")
        )
        inline.docPr.set("descr", said.format(text=checked.text, page=evidence.page))
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        return element("w:r", element("w:rPr", OxmlElement("w:noProof")), drawing)
