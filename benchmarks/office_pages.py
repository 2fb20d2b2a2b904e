"""How well we read office pages, quickly, with every wrong word.

python -m benchmarks.office_pages GROUP [--files N] [--seed S] [--held-out] [--brief]

GROUP is a pattern of names in ``tools.office_pages.KINDS``, ``tools.samples.KINDS`` and of real
pages: "noisy*", "layouts, form", "real: German invoices". Only ours, by the real command; against
OCRmyPDF: ``python -m benchmarks.ocr``. Six pages take less than a minute. ``--held-out``: other
fonts and texts, for the end only. Truths of real pages leave out letterheads.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from benchmarks.draft_words import Row, draft_rows, text_of_rows
from benchmarks.figures import table
from benchmarks.ocr import REAL_DATA, REAL_PAGES, real_files
from benchmarks.office_figures import (
    Match,
    Reading,
    Truth,
    reading_of_draft,
    reading_of_text,
    signs_found,
    truth_of,
)
from benchmarks.offices import published_output, run_office
from tools import batch, compare, office_pages, samples

Documents = tuple[samples.Sample, ...]
_AROUND = 5
"""Words shown on each side of a wrong one."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its truth, and what the PDF and the draft say."""

    name: str
    truth: Truth
    text: str
    rows: tuple[Row, ...]


def read(command: str, made: Sequence[samples.Sample], folder: Path) -> Iterator[Page]:
    """What our command makes of some documents; those that failed are left out."""
    _, office = run_office(command, [each.path for each in made], settings="", folder=folder)
    items = {item.source: item for item in office.items()}
    for each in made:
        item = items[each.path.name]
        pdf, draft = (published_output(office, item, suffix) for suffix in (".pdf", ".docx"))
        if pdf is None or draft is None:
            print(f"{each.path.name}: {item.status}, {item.reason}", file=sys.stderr)
        else:
            yield Page(each.path.name, truth_of(each), batch.text_of(pdf), draft_rows(draft))


def group_row(name: str, pdf: Reading, draft: Reading) -> tuple[str, ...]:
    """The cells under ``HEADS``."""
    return (
        name,
        str(pdf.words),
        _percent(pdf.missing, pdf.words),
        _percent(pdf.wrong, pdf.words),
        _percent(pdf.out_of_order, pdf.words),
        _percent(draft.wrong, draft.words),
        _percent(draft.out_of_order, draft.words),
        f"{draft.signs_found} of {draft.signs}",
        f"{draft.figures_wrong} of {draft.figures}",
        str(draft.figures_silent),
        _percent(draft.pairs_beside, draft.pairs),
        _percent(draft.marks.caught, draft.marks.wrong),
        _percent(draft.marks.misread_caught, draft.marks.misread),
        _percent(draft.marks.caught, draft.marks.marked),
        _percent(draft.marks.marked, draft.marks.read),
    )


HEADS = (
    "group",
    "words",
    "missing %",
    "wrong %",
    "in order %",
    "draft: wrong %",
    "in order %",
    "§",
    "figures wrong",
    "silently",
    "beside %",
    "wrong marked %",
    "misread marked %",
    "marks wrong %",
    "marked %",
)
"""Of the PDF first, then of the draft."""


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "–"


def wrong_words(page: Page, found: Sequence[Match]) -> Iterator[str]:
    """A line for each wrong word: true, read, and what stands around."""
    words = compare.words(page.truth.text)
    for match in found:
        if match.right:
            continue
        mark = "marked" if match.marked else "      "
        if match.at is None:
            yield f"  {mark}  invented {match.read}"
        else:
            around = words[max(0, match.at - _AROUND) : match.at + _AROUND + 1]
            yield f"  {mark}  {match.true} → {match.read or '(nothing)'}   … {' '.join(around)} …"


def _show(page: Page, found: Sequence[Match]) -> None:
    print(f"\n{page.name}")
    print("\n".join(wrong_words(page, found)) or "  all right")
    lost = {
        sign: counts
        for sign, counts in signs_found(page.truth.text, text_of_rows(page.rows)).items()
        if counts[0] < counts[1]
    }
    if lost:
        print("  signs: " + ", ".join(f"{sign} {a} of {b}" for sign, (a, b) in lost.items()))


def _documents(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Documents]]:
    """The documents of each group whose name fits."""
    kinds = office_pages.HELD_OUT if options.held_out else samples.KINDS | office_pages.KINDS
    for name in kinds:
        if fnmatch(name, options.group):
            made = samples.pages_of(
                name, folder, count=options.files, seed=options.seed, kinds=kinds
            )
            yield name, made
    for group in REAL_PAGES:
        if fnmatch(group.name, options.group):
            yield group.name, real_files(group, REAL_DATA)[: options.files]


def _measure(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, ...]]:
    """Read group by group, and show each page."""
    for name, documents in _documents(options, folder):
        pdf = draft = Reading()
        for page in read(options.command, documents, folder):
            reading, found = reading_of_draft(page.truth, page.rows)
            pdf, draft = pdf + reading_of_text(page.truth, page.text), draft + reading
            if not options.brief:
                _show(page, found)
        yield group_row(name, pdf, draft)


def main(arguments: Sequence[str]) -> int:
    """Make, read, print; 1 if no group has that name or a font is missing."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.office_pages")
    parser.add_argument("group", help='a pattern: "noisy*", "real: German*"')
    parser.add_argument("--files", type=int, default=6, help="documents of each group")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--held-out", action="store_true", help="other fonts and texts")
    parser.add_argument("--brief", action="store_true", help="the table only")
    parser.add_argument("--command", default=batch.default_command())
    parser.add_argument("--keep", type=Path, help="keep pages and results in this folder")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="schreibstube-pages-") as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            rows = list(_measure(options, folder))
        except samples.FontMissing as error:
            print(error, file=sys.stderr)
            return 1
    if not rows:
        print(f"The groups are: {'; '.join(office_pages.KINDS)}; real: ...", file=sys.stderr)
        return 1
    print("\n" + table(HEADS, rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
