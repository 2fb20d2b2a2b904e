"""PP-OCR, a reader of another kind: one network for pictures of single words.

Only its recognition is used, run by onnxruntime. The alphabet stands in the network's file.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pipeline.core.scans.opinions.verdicts import Reading

if TYPE_CHECKING:
    import onnxruntime

_HEIGHT = 48
"""Pixels of a picture's height. Source: the network."""
_NARROWEST = 32
"""Pixels of a picture's width, at least: a stop alone."""
_WIDE = 150
"""Pixels of a picture's width from which it is squeezed: half of what is beyond is left.

Measured on 60 long words: squeezed to 0.6 as many are right, 55, for half the time.
"""
_MOST = 4
"""Pictures of a run, at most: more save no time and take memory."""
_STEP = 16
"""Pictures of a run differ in width by less: a run costs what its widest would cost each time."""
_ALPHABET = (
    string.digits
    + string.ascii_letters
    + string.punctuation
    + ("§€£²³¹°×½¼¾±µ☐☒–—“”’»«•…©®ÄÖÜäöüßéèêàâçñ")
)
"""What of its 18,708 signs may stand in a German or English word.

The others are of other scripts, or look like these.
"""


class PpOcr:
    """The network, loaded with the first question; up to 100 MB of memory."""

    alphabet = frozenset(_ALPHABET)
    """The signs that it may read."""

    def __init__(self, network: Path) -> None:
        """Remember the network's file."""
        self._network = network

    def read(self, pictures: Sequence[Image.Image]) -> tuple[Reading, ...]:
        """What stands on each grey picture of one line."""
        shown = [_shown(picture) for picture in pictures]
        order = sorted(range(len(shown)), key=lambda at: shown[at].shape[1])
        found: dict[int, Reading] = {}
        for _, alike in groupby(order, key=lambda at: -(-shown[at].shape[1] // _STEP)):
            rest = list(alike)
            for batch in (rest[at : at + _MOST] for at in range(0, len(rest), _MOST)):
                found |= zip(batch, self._read([shown[at] for at in batch]), strict=True)
        return tuple(found[at] for at in range(len(shown)))

    def _read(self, shown: Sequence[NDArray[np.float32]]) -> Iterator[Reading]:
        widest = max(each.shape[1] for each in shown)
        batch = np.zeros((len(shown), 3, _HEIGHT, widest), np.float32)
        for at, each in enumerate(shown):
            batch[at, :, :, : each.shape[1]] = each
        session, columns, signs = self._loaded
        (odds,) = session.run(None, {session.get_inputs()[0].name: batch})
        odds = odds[:, :, columns]
        for best, sure in zip(odds.argmax(2), odds.max(2), strict=True):
            # What is repeated is one sign, the first of the signs is none.
            kept = (best != 0) & (np.diff(best, prepend=0) != 0)
            text = "".join(signs[each] for each in best[kept])
            yield Reading(text, min(float(sure[kept].mean()), 1.0) if text else 0.0)

    @cached_property
    def _loaded(self) -> tuple[onnxruntime.InferenceSession, NDArray[np.intp], list[str]]:
        """The network, the columns of its answer that count, and their signs."""
        import onnxruntime  # noqa: PLC0415 - 0.02 s, only if something is asked

        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        session = onnxruntime.InferenceSession(
            str(self._network), options, providers=["CPUExecutionProvider"]
        )
        told = session.get_modelmeta().custom_metadata_map["character"].split("\n")
        signs = ["", *told, " "]
        counted = self.alphabet | {"", " "}
        known = [at for at, sign in enumerate(signs) if sign in counted]
        return session, np.array(known), [signs[at].strip() for at in known]


def _shown(picture: Image.Image) -> NDArray[np.float32]:
    """A picture as the network wants it: so high, from -1 to 1."""
    width = max(_NARROWEST, round(picture.width * _HEIGHT / max(picture.height, 1)))
    width = min(width, _WIDE + (width - _WIDE) // 2)
    resized = picture.resize((width, _HEIGHT), Image.Resampling.BILINEAR)
    return np.asarray(resized, np.float32) / np.float32(127.5) - np.float32(1)
