"""A separator sheet to print, which begins a new document."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from pipeline import files
from pipeline.core.scans.arrangement import SEPARATOR
from pipeline.errors import UsageError
from pipeline.files import reaching
from pipeline.i18n import N_, Language
from pipeline.translations import translator

_WIDTH, _HEIGHT = 595, 842
"""A4 in points."""

_MARGIN = 72
_QR_SIDE = 227
"""Points; 80 mm, which any scanner and any fax resolves."""

_BARS_HEIGHT = 85


def write_separator(file: Path, language: Language) -> None:
    """Write the separator sheet, a PDF of one page, to ``file``.

    It has a QR code, a barcode, and what the sheet is for.

    Raises:
        UsageError: ``file`` exists already, and stays as it is.
        DiskFull, FolderUnreachable: the system refuses.
    """
    _ = translator(language)
    texts = (
        (28, _(N_("Separator sheet"))),
        (
            14,
            _(
                N_(
                    "Lay this sheet between two documents before you scan them together."
                    " It is left out of the results."
                )
            ),
        ),
        (14, _(N_("If you scan both sides, print it on both sides."))),
    )
    with reaching(file.absolute().parent):
        try:
            files.write_new(file, _sheet(texts))
        except FileExistsError as error:
            raise UsageError(
                problem=_(N_("{file} exists already; it stays as it is.")).format(file=file)
            ) from error


def _sheet(texts: tuple[tuple[int, str], ...]) -> bytes:
    """The PDF with both codes and the texts, each with its size in points."""
    import pikepdf  # noqa: PLC0415 - heavy: only those who want a sheet pay

    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    page = document.add_blank_page(page_size=(_WIDTH, _HEIGHT))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
    page.Contents = document.make_stream(
        "\n".join((*_code_operators(), *_text_operators(texts))).encode("cp1252")
    )
    content = BytesIO()
    document.save(content, deterministic_id=True)
    return content.getvalue()


def _code_operators() -> Iterator[str]:
    """Both codes as black rectangles, in the page's points."""
    left = (_WIDTH - _QR_SIDE) / 2
    yield from _code_squares("QRCode", (left, 330, left + _QR_SIDE, 330 + _QR_SIDE))
    yield from _code_squares("Code128", (_MARGIN, 160, _WIDTH - _MARGIN, 160 + _BARS_HEIGHT))


def _code_squares(name: str, place: tuple[float, float, float, float]) -> Iterator[str]:
    import zxingcpp  # noqa: PLC0415 - see above

    code = zxingcpp.create_barcode(SEPARATOR, zxingcpp.barcode_format_from_str(name))
    picture = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    down, across = picture.shape
    pixels = memoryview(picture).tobytes()  # type: ignore[arg-type]  # it has the buffer protocol
    left, bottom, right, top = place
    width, height = (right - left) / across, (top - bottom) / down
    for number, grey in enumerate(pixels):
        if not grey:
            row, column = divmod(number, across)
            x, y = left + column * width, top - (row + 1) * height
            yield f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re f"


def _text_operators(texts: tuple[tuple[int, str], ...]) -> Iterator[str]:
    height = float(_HEIGHT - _MARGIN)
    for size, text in texts:
        for line in textwrap.wrap(text, 1000 // size):
            height -= 1.4 * size
            escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            yield f"BT /F {size} Tf {_MARGIN} {height:.1f} Td ({escaped}) Tj ET"
        height -= size
