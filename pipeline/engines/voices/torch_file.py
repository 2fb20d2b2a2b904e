"""Weights in PyTorch's files, read without PyTorch.

To import PyTorch takes 2 to 3 CPU seconds, as much as it takes to tell the speakers of a minute
apart. A file is a ZIP with a pickle, which names arrays, and the bytes of each array.

Source: ``torch/serialization.py`` (``_load``), ``torch/_utils.py`` (``_rebuild_tensor_v2``).
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[np.float32]]

_PICKLE = "data.pkl"
_TYPES = {"FloatStorage": np.dtype("<f4"), "LongStorage": np.dtype("<i8")}


def read_weights(file: Path) -> Weights:
    """All arrays of real numbers by their names.

    Raises:
        ValueError: it is no such file, or has something else in it than weights.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(file) as parts:
            (name,) = (each for each in parts.namelist() if Path(each).name == _PICKLE)
            told = _Reader(parts, name.removesuffix(_PICKLE)).load()
    except (zipfile.BadZipFile, pickle.UnpicklingError, KeyError, EOFError) as error:
        msg = f"no weights of PyTorch: {file.name}"
        raise ValueError(msg) from error
    state = told.get("state_dict", told)
    return {name: array for name, array in state.items() if array.dtype == np.float32}


class _Reader(pickle.Unpickler):
    """Builds arrays, and nothing else."""

    def __init__(self, parts: zipfile.ZipFile, folder: str) -> None:
        super().__init__(BytesIO(parts.read(f"{folder}{_PICKLE}")))
        self._parts, self._folder = parts, folder

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as pickle has it
        """What the pickle may call.

        Raises:
            UnpicklingError: it wants something else.
        """
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _array
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if module == "torch" and name in _TYPES:
            return _TYPES[name]
        msg = f"{module}.{name} is no weight"
        raise pickle.UnpicklingError(msg)

    def persistent_load(self, told: Any) -> NDArray[Any]:  # noqa: ANN401 - as pickle has it
        """The numbers of an array, in a row."""
        _kind, dtype, key, *_place = told
        return np.frombuffer(self._parts.read(f"{self._folder}data/{key}"), dtype)


def _array(
    numbers: NDArray[Any], first: int, shape: tuple[int, ...], strides: tuple[int, ...], *_: object
) -> NDArray[Any]:
    """The array that is a view of ``numbers``; strides count in elements."""
    wide = tuple(stride * numbers.itemsize for stride in strides)
    return np.lib.stride_tricks.as_strided(numbers[first:], shape, wide, writeable=False)
