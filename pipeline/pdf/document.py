"""A PDF, opened whatever its path is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf


@contextmanager
def open_pdf(pdf: Path) -> Iterator[pikepdf.Pdf]:
    """An open PDF without a password.

    pikepdf refuses a path that is no UTF-8, as one from an old Windows or a ZIP: it gets the file.
    """
    with pdf.open("rb") as file, pikepdf.open(file, suppress_warnings=True) as document:
        yield document
