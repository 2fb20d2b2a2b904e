"""What it costs to compare pages that bring words with their picture.

python -m benchmarks.digital_pages FOLDER
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.engines.hunspell import in_a_dictionary
from pipeline.errors import Rejected
from pipeline.scans.digital.own_words import own_words
from pipeline.scans.digital.page_check import with_own_words
from pipeline.scans.opening import open_scan


def main(folder: Path) -> None:
    """Print the milliseconds of CPU for a page of each PDF, and the mean."""
    in_a_dictionary("Haus")  # loads the dictionaries
    total, pages = 0.0, 0
    for source in sorted(folder.glob("*.pdf")):
        with TemporaryDirectory() as work:
            pdf = Path(work) / "pages.pdf"
            try:
                scan = open_scan(source, pdf)
            except Rejected:
                continue
            start = time.process_time()
            digital = sum(bool(words) for _, words in own_words(pdf, 1, len(scan.pages)))
            between = time.process_time()
            list(with_own_words(pdf, scan.pages))
            cost = 1000 * (time.process_time() - between - (between - start))
        if digital:
            total, pages = total + cost, pages + digital
            print(f"{cost / digital:6.1f} ms  {digital:4} pages  {source.name}")
    if pages:
        print(f"{total / pages:6.1f} ms  {pages:4} pages")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
