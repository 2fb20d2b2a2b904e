"""Large pale letters across the text ("KOPIE"), taken off the copy that is read.

Tesseract parts ink from paper at one shade, and takes such letters and the text on them for one.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

_CELL = 8
"""Pixels of a cell: wider than the strokes of text."""
_FLAT = 36
"""Shades between the darkest and the palest pixel of a cell that is all of one ink."""
_LEAST, _MOST = 0.005, 0.25
"""Share of the page under flat ink: less is a rule, more a picture."""
_PALER, _PAPER = 25, 0.85
"""Shades that it is paler than the text at least, and a share of the paper's that it is below."""
_ONE_SHADE, _ALIKE = 0.7, 20
"""Share of flat cells of one shade, and what is one."""


def without_overprint(picture: Image.Image) -> Image.Image | None:
    """The grey picture with paper in place of large ink paler than its text; None without."""
    grey = np.asarray(picture)
    rows, columns = (side // _CELL for side in grey.shape)
    cells = grey[: rows * _CELL, : columns * _CELL].reshape(rows, _CELL, columns, _CELL)
    darkest, palest = cells.min(axis=(1, 3)).astype(np.int16), cells.max(axis=(1, 3))
    paper = int(np.bincount(grey[::4, ::4].ravel(), minlength=256).argmax())
    flat = (palest - darkest <= _FLAT) & (palest < _PAPER * paper)
    if not flat.size or not _LEAST <= flat.mean() <= _MOST:
        return None
    shades = (darkest[flat] + palest[flat]) / 2
    shade = float(np.median(shades))
    letters = darkest[~flat & (darkest < shade)]
    text = float(np.percentile(letters, 20)) if letters.size else shade
    one = np.abs(shades - shade) <= _ALIKE
    if one.mean() < _ONE_SHADE or shade - text < _PALER:
        return None
    limit = (text + shade) / 2
    return picture.point([255 if value > limit else value for value in range(256)])
