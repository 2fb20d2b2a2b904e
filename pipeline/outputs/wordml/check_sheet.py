"""The check sheet (Prüfblatt): the worst doubts in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from docx.document import Document as DocumentType
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from pipeline.core.drafts.draft import Draft
from pipeline.core.model import Moment, Spot, Unread, UnreadPlace
from pipeline.i18n import N_, Language
from pipeline.outputs.wordml.comments import DoubtTexts
from pipeline.outputs.wordml.drawings import Drawings, Pictures, evidence_of
from pipeline.outputs.wordml.elements import (
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

SHEET = "_checksheet"
"""The bookmark before the check sheet; all behind it is ours."""

_NUMBER, _PLACE, _READ, _CORRECT = 0.06, 0.11, 0.2, 0.22
"""Shares of the width; the picture has the rest.

Without pictures, what was read and what is right share that.
"""

_MOST_UNREAD = 50
"""Stamps and notes with a row of their own, at most."""
_NOT_READ = {
    Unread.STAMP: N_("Stamp or note not read"),
    Unread.SIGN: N_("Figure or letter not read"),
    Unread.HANDWRITING: N_("Handwritten or drawn, not read"),
    Unread.OVERPRINT: N_("Print across words"),
}


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
    drawings = Drawings(document, pictures, column)
    rows = [tuple(places) for _row, places in groupby(checked, key=lambda one: one.row_number)]
    wanted: list[tuple[int, Checked | UnreadPlace]] = [
        (number, places[0]) for number, places in enumerate(rows, start=1)
    ]
    wanted += enumerate(unread, start=len(rows) + 1)
    drawn = {
        number: drawings.checked(one, number, language)
        for number, one in sorted(wanted, key=lambda each: _page(each[1]))
    }
    start, end = markup.bookmark(SHEET)
    fresh = OxmlElement("w:pageBreakBefore")
    yield paragraph("Heading1", start, run(_("Check sheet"), language), end, layout=(fresh,))
    sheet, columns = _sheet(markup, rows, language, width, drawn)
    for number, place in enumerate(unread, start=len(rows) + 1):
        sheet.append(_row(columns, _unread_cells(number, place, language, drawn[number])))
    yield sheet
    if len(checked) == markup.doubts:
        return
    all_ = _("{shown} of {doubts} marked places: the most doubtful.").format(
        shown=len(checked), doubts=markup.doubts
    )
    yield paragraph("SchreibstubeFact", run(all_, language))


def _sheet(
    markup: Markup,
    rows: Sequence[tuple[Checked, ...]],
    language: Language,
    width: int,
    drawn: Mapping[int, BaseOxmlElement | None],
) -> tuple[BaseOxmlElement, dict[str, int]]:
    """The table with its ``rows``, and its columns; ``drawn`` by the rows' numbers."""
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
    for number, places in enumerate(rows, start=1):
        start, end = markup.bookmark(places[0].row)
        cell = paragraph("SchreibstubeCell", start, run(str(number), language), end)
        sheet.append(_row(columns, {"No.": (cell,), **_cells(places, language, drawn[number])}))
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
    places: Sequence[Checked], language: Language, picture: BaseOxmlElement | None
) -> dict[str, tuple[BaseOxmlElement, ...]]:
    """What stands in the columns for equal words in their places, by the columns' names."""
    texts, checked = DoubtTexts(language), places[0]
    where = [
        link(each.bookmark, run(texts.place(each), language, style="Hyperlink", proof=False))
        for each in places
    ]
    beside = (
        *texts.unusual_reason(checked),
        texts.confidence(checked),
        *texts.others(checked),
    )
    return {
        "Place": tuple(paragraph("SchreibstubeCell", each) for each in where),
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
    number: int, place: UnreadPlace, language: Language, picture: BaseOxmlElement | None
) -> dict[str, tuple[BaseOxmlElement, ...]]:
    """What stands in the columns for what was not read, by their names."""
    _ = translator(language)
    return {
        "No.": (_cell_paragraph(str(number), language),),
        "Place": (_cell_paragraph(_("p. {page}").format(page=place.spot.page), language),),
        "In the original": (
            paragraph("SchreibstubeCell", *([picture] if picture is not None else ())),
        ),
        "Read as": (_cell_paragraph(_(_NOT_READ[place.kind]), language),),
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


def _page(one: Checked | UnreadPlace) -> int:
    """The page on which it stands; 0 in recordings."""
    evidence = evidence_of(one)
    return evidence.page if isinstance(evidence, Spot) else 0
