"""The check sheet (Prüfblatt): the worst doubts in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from docx.document import Document as DocumentType
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Twips

from pipeline.core.drafts.draft import Draft
from pipeline.core.model import Moment, Spot
from pipeline.i18n import N_, Language
from pipeline.outputs.wordml.comments import DoubtTexts
from pipeline.outputs.wordml.elements import (
    element,
    link,
    paragraph,
    run,
    table,
    table_cell,
    table_look,
    table_row,
)
from pipeline.outputs.wordml.markup import Checked, Markup
from pipeline.translations import translator

Pictures = Callable[[Spot], bytes | None]
"""The picture (PNG) of a word's line, with the word boxed.

None if there is none.

It is asked for page by page, so that each page has to be opened only once.
"""

SHEET = "_checksheet"
"""The bookmark before the check sheet; all behind it is ours."""

_NUMBER, _PLACE, _READ, _CORRECT = 0.06, 0.11, 0.2, 0.22
"""Shares of the width; the picture has the rest.

Without pictures, what was read and what is right share that.
"""

_MOST_UNREAD = 50
"""Stamps and notes with a row of their own, at most."""
_NOT_READ = N_("Stamp or note not read")
_HIGHEST = Cm(8)
"""Of a picture; notes may stand upright in a margin."""

_PICTURES = 10_000
"""Above a letterhead's pictures: equal numbers are an error."""


def check_sheet(
    document: DocumentType,
    markup: Markup,
    draft: Draft,
    *,
    width: int,
    pictures: Pictures | None,
) -> Iterator[BaseOxmlElement]:
    """A page for pen or keyboard, the worst doubts first, then what was not read.

    Nothing if there is neither. ``width`` of the text in twentieths of a point.
    """
    language, unread = draft.language, draft.unread[:_MOST_UNREAD]
    if not markup.checked and not unread:
        return
    _, checked = translator(language), markup.checked
    column = round(width * (1 - _NUMBER - _PLACE - _READ - _CORRECT))
    drawings = _Drawings(document, pictures, column)
    wanted: list[tuple[int, Checked | Spot]] = [(one.number, one) for one in checked]
    wanted += enumerate(unread, start=len(checked) + 1)
    drawn = {
        number: drawings.of(one, number, language)
        for number, one in sorted(wanted, key=lambda each: _page(each[1]))
    }
    start, end = markup.bookmark(SHEET)
    fresh = OxmlElement("w:pageBreakBefore")
    yield paragraph("Heading1", start, run(_("Check sheet"), language), end, layout=(fresh,))
    sheet, columns = _sheet(markup, language, width, drawn)
    for number, spot in enumerate(unread, start=len(checked) + 1):
        sheet.append(_row(columns, _unread_cells(number, spot, language, drawn[number])))
    yield sheet
    if len(checked) == markup.doubts:
        return
    all_ = _("{shown} of {doubts} marked places, the most doubtful first.").format(
        shown=len(checked), doubts=markup.doubts
    )
    yield paragraph("SchreibstubeFact", run(all_, language))


def _sheet(
    markup: Markup, language: Language, width: int, drawn: Mapping[int, BaseOxmlElement | None]
) -> tuple[BaseOxmlElement, dict[str, int]]:
    """The table, a row for each doubt, and its columns; ``drawn`` by numbers."""
    _, checked = translator(language), markup.checked
    heard = bool(checked) and all(isinstance(one.doubt.evidence, Moment) for one in checked)
    columns = _columns(width, with_pictures=any(picture is not None for picture in drawn.values()))
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
        start, end = markup.bookmark(one.row)
        number = paragraph("SchreibstubeCell", start, run(str(one.number), language), end)
        sheet.append(_row(columns, {"No.": (number,), **_cells(one, language, drawn[one.number])}))
    return sheet, columns


def _columns(width: int, *, with_pictures: bool) -> dict[str, int]:
    """The columns' names and widths, in twentieths of a point."""
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
    """What stands in its columns, by their names."""
    texts = DoubtTexts(language)
    where = link(
        checked.bookmark, run(texts.place(checked), language, style="Hyperlink", proof=False)
    )
    beside = (
        *texts.unusual_reason(checked),
        texts.confidence(checked),
        *texts.others(checked),
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


def _unread_cells(
    number: int, spot: Spot, language: Language, picture: BaseOxmlElement | None
) -> dict[str, tuple[BaseOxmlElement, ...]]:
    """What stands in the columns for a stamp or note, by their names."""
    _ = translator(language)
    return {
        "No.": (_cell_paragraph(str(number), language),),
        "Place": (_cell_paragraph(_("p. {page}").format(page=spot.page), language),),
        "In the original": (
            paragraph("SchreibstubeCell", *([picture] if picture is not None else ())),
        ),
        "Read as": (_cell_paragraph(_(_NOT_READ), language),),
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


def _page(one: Checked | Spot) -> int:
    """The page on which it stands; 0 in recordings."""
    evidence = one if isinstance(one, Spot) else one.doubt.evidence
    return evidence.page if isinstance(evidence, Spot) else 0


@dataclass(frozen=True, slots=True)
class _Drawings:
    """Pictures in their natural size, or as wide as the column."""

    document: DocumentType
    pictures: Pictures | None
    width: int
    """Width of the column in twentieths of a point."""

    def of(self, one: Checked | Spot, number: int, language: Language) -> BaseOxmlElement | None:
        """The drawing of a line, stamp or note; None if there is no picture."""
        evidence = one if isinstance(one, Spot) else one.doubt.evidence
        if self.pictures is None or not isinstance(evidence, Spot):
            return None
        picture = self.pictures(evidence)
        if picture is None:
            return None
        relation, image = self.document.part.get_or_add_image(BytesIO(picture))
        room = Twips(self.width - 114)  # the cell's margins
        shrunk = min(1.0, room / image.width, _HIGHEST / image.height)
        size = Emu(round(image.width * shrunk)), Emu(round(image.height * shrunk))
        inline = CT_Inline.new_pic_inline(_PICTURES + number, relation, f"{number}.png", *size)
        for side in ("distT", "distB", "distL", "distR"):  # LibreOffice has defaults
            inline.set(side, "0")
        _ = translator(language)
        if isinstance(one, Spot):
            said = _(N_("The stamp or note that could not be read, on p. {page}"))
            inline.docPr.set("descr", said.format(page=evidence.page))
        else:
            said = _(N_("The line of the original in which “{text}” was read, on p. {page}"))
            inline.docPr.set("descr", said.format(text=one.text, page=evidence.page))
        drawing = OxmlElement("w:drawing")
        drawing.append(inline)
        return element("w:r", element("w:rPr", OxmlElement("w:noProof")), drawing)
