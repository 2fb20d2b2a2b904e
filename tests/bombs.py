"""PDFs on which a program works for ever, though they are tiny."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name


def billion_forms(*, levels: int = 9, calls: int = 10, around: int = 0) -> bytes:
    """A page whose form draws ten forms that draw ten forms, and so on: 3 KB.

    ``around``: so many pages with a few words stand before it, and as many after it.
    """
    document = pikepdf.new()
    for _ in range(1 + 2 * around):
        document.add_blank_page(page_size=(595, 842))
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    inner = document.make_stream(b"BT /F 9 Tf 50 50 Td (Ha) Tj ET")
    inner.Resources = Dictionary(Font=Dictionary(F=font))
    for _ in range(levels):
        _as_form(inner)
        outer = document.make_stream(b"/X Do " * calls)
        outer.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = outer
    for number, page in enumerate(document.pages):
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = document.make_stream(b"BT /F 12 Tf 50 700 Td (Sehr geehrte Frau) Tj ET")
        if number == around:
            page.Contents, page.Resources = inner, inner.Resources
    written = BytesIO()
    document.save(written, compress_streams=False)
    return written.getvalue()


def _as_form(stream: pikepdf.Stream) -> None:
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, 595, 842])
