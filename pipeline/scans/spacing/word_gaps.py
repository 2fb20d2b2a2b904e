"""The gaps in a word's picture, and words set right by them.

Only words with a mark inside or of which the engine was unsure are looked at; clean pages have few.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from pipeline.core.model import Box, Word
from pipeline.core.scans.spacing.glued_words import Gap, glued_suspects, parted_words
from pipeline.core.scans.spacing.split_words import rejoined_words
from pipeline.core.scans.spacing.stray_marks import without_stray_marks
from pipeline.core.scans.spacing.word_spaces import Known
from pipeline.ports import PageImage
from pipeline.scans.drawing.grey_pixels import grey_picture

_INK = 0.6
"""Of the way from black to paper: darker is ink."""
_CONTRAST = 40
"""Steps of grey without which a word's picture shows nothing."""


def with_true_spaces(image: PageImage, words: tuple[Word, ...], known: Known) -> tuple[Word, ...]:
    """The words as their gaps in the picture have them.

    Split ones are joined, glued ones parted, and marks that are no print left out.
    """
    whole = rejoined_words(without_stray_marks(words), known)
    suspects = glued_suspects(whole)
    if not suspects:
        return whole
    grey = grey_picture(image)
    gaps = {at: gaps_in(grey, whole[at].box) for at in suspects}
    return parted_words(whole, gaps, known)


def gaps_in(grey: Image.Image, box: Box) -> tuple[Gap, ...]:
    """The columns without ink within a box of a grey picture."""
    left = round(box.left)
    cut = np.asarray(grey.crop((left, round(box.top), round(box.right), round(box.bottom))))
    if not cut.size:
        return ()
    black, paper = int(cut.min()), float(np.percentile(cut, 80))
    if paper - black < _CONTRAST:
        return ()
    white = np.all(cut > black + _INK * (paper - black), axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], white, [False])).astype(np.int8)))
    return tuple(
        Gap(left + int(start), left + int(end))
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if start and end < cut.shape[1]
    )
