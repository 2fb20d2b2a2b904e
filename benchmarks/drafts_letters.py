"""What is found at the head of letters, and how much of it is right.

Letters made here, and letters that others made.

`section()` is Markdown for ``docs/benchmarks/drafts.md``. python -m benchmarks.drafts_letters
prints it; about five minutes.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from pipeline.core.model import Scan
from pipeline.core.scans.letter import NOTHING_FOUND, Letter, letter_of
from pipeline.core.wording.language import language_of
from pipeline.engines.tesseract_cli import TesseractCli
from pipeline.scans.opening import open_scan
from pipeline.scans.reading import document_languages, read_pages
from tools import batch
from tools.correspondence import correspondence

_SCANS = batch.ROOT.parent / "shared" / "data" / "scans"
_LANGUAGES = ("deu", "eng")
_SEED, _COUNT = 7, 72

FIELDS = tuple(field.name for field in fields(Letter))

_MR_LEAF = Letter("Derek Jeter", "Mr. M. Leaf", date(2019, 9, 3), salutation="Dear Mr. Leaf,")
_SALE = Letter(
    "Lieferant GmbH",
    "Kunden AG Mitte",
    date(2018, 6, 5),
    "Handelsrechnung (380) Nr. 471102 vom 05.06.2018",
    None,
    "471102",
)

REAL: dict[str, Letter] = {
    "docspell_letter_en_camera.jpg": _MR_LEAF,
    "docspell_letter_en_pdfa.pdf": _MR_LEAF,
    "docspell_letter_en_scan300.jpg": _MR_LEAF,
    "encrypted_owner_only_chef.pdf": _SALE,
    "qr_bill_ch.jpg": Letter(
        "Robert Schneider AG",
        "Ms Pia Rutschmann",
        date(2020, 7, 1),
        "Bill no. 3139",
        None,
        "3139",
        "Dear Ms. Rutschmann,",
    ),
    "rechnung_einfach_pdfa3.pdf": replace(
        _SALE, day=date(2018, 3, 5), subject="Handelsrechnung (380) Nr. 471102 vom 05.03.2018"
    ),
    "rechnung_mustang_507.pdf": Letter(
        "Bei Spiel GmbH",
        "Theodor Est",
        date(2019, 6, 10),
        "Invoice # RE-20190610/507 issued at 2019-06-10",
        None,
        "RE-20190610/507",
    ),
    "rechnung_rabatte_pdfa3.pdf": _SALE,
    "scan200_ig_lieferung_skew2.pdf": Letter(
        "Metallbau Leipzig GmbH & Co. KG",
        "Global Supplies Ltd.",
        date(2018, 10, 31),
        "Gutschrift (Selbst ausgestellte Rechnung) (389) Nr. 47110818 vom 31.10.2018",
    ),
    "scan300_rechnungskorrektur.pdf": Letter(
        "MUSTERLIEFERANT GMBH",
        "MUSTER-KUNDE GMBH",
        date(2018, 9, 16),
        "Rechnungskorrektur (384) Nr. RK21012345 vom 16.09.2018",
        None,
        "RK21012345",
    ),
    "unlv_bus_8500_001.tif": Letter(
        "Property Management Associates",
        None,
        date(1989, 11, 29),
        "Mesa Village Homeowners Association; Announcement of Annual Meeting",
        salutation="Dear Homeowner:",
    ),
    "unlv_bus_8526_001.tif": Letter(
        "The Law Firm Of DENNIS M. SABBATH and Associates CHARTERED",
        "Mrs. Sheila Rice",
        date(1992, 3, 17),
        "Guardianship Duties",
        salutation="Dear Sheila:",
    ),
    "unlv_bus_8529_001.tif": Letter(
        "SYSTAT, Inc.", "Steve Rice", date(1993, 3, 24), salutation="Dear Mr. Rice:"
    ),
    "unlv_bus_8535_001.tif": Letter(
        "ALEXIAN BROTHERS Medical Center",
        "Mr. Frank Rice",
        date(1993, 8, 19),
        salutation="Dear Mr. Rice:",
    ),
    "unlv_bus_8537_001.tif": Letter(
        "Beverly Center",
        "El Portal Luggage, Inc.",
        date(1993, 10, 4),
        "El Portal BEVERLY CENTER",
        salutation="Dear Tenant:",
    ),
    "unlv_bus_8548_001.tif": Letter(
        "University of Virginia", None, date(1993, 9, 30), salutation="Dear Dr. Wells:"
    ),
    "unlv_bus_8564_001.tif": Letter(
        "JAMES H. BILBRAY", "Mr. John D. Gunell", date(1994, 1, 12), salutation="Dear Mr. Gunell:"
    ),
    "unlv_bus_8572_001.tif": Letter(
        "KEMPER LIFE INSURANCE COMPANIES",
        "Louis Gervais",
        date(1983, 10, 18),
        salutation="Dear Policyowner:",
    ),
    "unlv_bus_8583_001.tif": Letter(
        "St. EDWARD'S UNIVERSITY", "Ron Rice", date(1993, 4, 13), salutation="Dear Mr. Rice:"
    ),
    "unlv_bus_8601_001.tif": Letter(
        "WEST OAKEY BAPTIST CHURCH", None, date(1994, 5, 13), salutation="Dear Parents,"
    ),
    "unlv_bus_8740_002.tif": NOTHING_FOUND,
    "unlv_bus_8759_003.tif": NOTHING_FOUND,
    **dict.fromkeys(
        (
            "aws_invoice_shot.png",
            "bebel_1879_p140_600dpi.tif",
            "lorem_ipsum_scan.pdf",
            "mayan_deu_screen_rgba.png",
            "meditations_page.jpg",
            "omp_linn.png",
            "phototest.tif",
            "plumb_2023-06-20-PV.pdf",
            "ppl_document.webp",
            "pypdf026_multicolumn.pdf",
            "unlv_8071_093.tif",
            "unlv_8087_054.tif",
        ),
        NOTHING_FOUND,
    ),
}
"""The head of real files, looked up by eye; the last 14 are no letters."""


def scan_of(source: Path, folder: Path) -> Scan:
    """The first page of a file as the office reads it.

    ``folder`` is for its pictures.
    """
    facts, engine = open_scan(source, folder / "pages.pdf"), TesseractCli()
    first = facts.pages[:1]
    languages = document_languages(
        engine, folder / "pages.pdf", first, languages=_LANGUAGES, folder=folder
    )
    (page,) = read_pages(engine, folder / "pages.pdf", first, languages=languages, folder=folder)
    return Scan((replace(page, language=language_of(word.text for word in page.words)),))


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found on a page and what stands there."""

    kind: str
    found: Letter
    truth: Letter


def section() -> str:
    """Precision and recall of each field, in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        made = list(_made_letters(Path(folder)))
        real = list(_real(Path(folder))) if _SCANS.is_dir() else []
    told = (
        f"{len(made)} pages made from seed {_SEED} (letters, invoices, prose, minutes; "
        f"`tools/correspondence.py`) and {len(real)} real files, their first pages read by "
        f"Tesseract. Right means equal, letter by letter. Precision: of "
        "what was found; recall: of what stands there."
    )
    head = (
        (
            "| | made: right of found | precision | recall | real: right of found | "
            "precision | recall |"
        ),
        "|" + "---|" * 7,
    )
    rows = (f"| {field} | {_row(made, field)} | {_row(real, field)} |" for field in FIELDS)
    return "\n".join(("## Letters from scans", "", told, "", *head, *rows, ""))


def _made_letters(folder: Path) -> Iterator[Judged]:
    for path, written in correspondence(folder, count=_COUNT, seed=_SEED):
        yield Judged(written.kind, letter_of(scan_of(path, folder)), written.truth)
        path.unlink()


def _real(folder: Path) -> Iterator[Judged]:
    for name, truth in REAL.items():
        yield Judged("real", letter_of(scan_of(_SCANS / name, folder)), truth)


def _row(judged: Iterable[Judged], field: str) -> str:
    count = Counter[str]()
    for one in judged:
        found, truth = getattr(one.found, field), getattr(one.truth, field)
        count["found"] += found is not None
        count["there"] += truth is not None
        count["right"] += found is not None and found == truth
    return (
        f"{count['right']} of {count['found']} | {_share(count, 'found')} | "
        f"{_share(count, 'there')}"
    )


def _share(count: Counter[str], whole: str) -> str:
    return f"{100 * count['right'] / count[whole]:.0f} %" if count[whole] else "–"


if __name__ == "__main__":
    print(section())
