"""What acts in a PDF is told in draft, report and status, and the PDF stays as it came."""

from io import BytesIO

import pikepdf
from docx import Document
from pikepdf import Dictionary, Name, String

from pipeline.core.scans.alarms import Alarm
from pipeline.translations import translator
from tests.e2e.conftest import TrialOffice


def _trap() -> bytes:
    pdf, written = pikepdf.new(), BytesIO()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    page.Resources = Dictionary(
        Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    page.Contents = pdf.make_stream(b"BT /F 12 Tf 50 700 Td (Sehr geehrte Frau Krause,) Tj ET")
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.launchURL('x')"))
    pdf.attachments["Rechnung.pdf.exe"] = b"MZ" * 99
    pdf.save(written)
    return written.getvalue()


def test_active_content_is_told_and_not_touched(office: TrialOffice) -> None:
    trap = _trap()
    office.drop(trap, "Rechnung.pdf")
    _ = translator("de")
    told = [_(Alarm.PROGRAM.sentence), _(Alarm.ATTACHED.sentence)]

    code, items = office.batch()

    assert (code, items[0]["status"]) == (0, "published")
    assert [said for said in items[0]["remarks"] if said in told] == told
    pdf, docx = sorted(office.results(), reverse=True)
    assert (office.outbox / pdf).read_bytes() == trap
    text = "\n".join(
        each.text for each in Document(str(office.outbox / docx)).element.body.iter() if each.text
    )
    assert all(said in text for said in told)
    page = (office.outbox / "status.html").read_text(encoding="utf-8")
    assert all(said.split("(")[0] in page for said in told)
