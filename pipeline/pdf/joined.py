"""Whole PDFs that lie behind each other in one file.

Programs that append one to the other make a file of which viewers show the last one, or none.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import BinaryIO

_SEAM = re.compile(rb"%%EOF[\0\s]*(?=%PDF-\d\.\d)")
"""An end mark and the next header with nothing between; an update has no header."""
_STEP, _OVERLAP = 1 << 20, 1 << 12


def joined_pdfs(file: BinaryIO) -> tuple[tuple[int, int], ...]:
    """Begin and end of each PDF in ``file``; one if nothing is joined."""
    size = file.seek(0, 2)
    seams = set[int]()
    for start in range(0, size, _STEP):
        file.seek(start)
        piece = file.read(_STEP + _OVERLAP)
        seams.update(start + found.end() for found in _SEAM.finditer(piece))
    edges = (0, *sorted(seams), size)
    return tuple(pairwise(edges))
