"""Networks for onnxruntime, written from arrays.

Only what our networks need of ONNX, so that the package onnx is not needed, too. A network is a
protocol buffer: each field is its number and its kind, then a number or so many bytes.

Source: ``onnx.proto3`` of ONNX 1.17, for the numbers of the fields.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import assert_never

import numpy as np
import onnxruntime
from numpy.typing import NDArray

_OPSET, _IR_VERSION = 17, 8
_FLOAT, _INT, _STRING, _INTS = 1, 2, 3, 7
"""Kinds of attributes."""
_TYPES = {"<f4": 1, "<i8": 7}

Value = int | float | str | tuple[int, ...]


class Graph:
    """A network that grows from its input to its output."""

    def __init__(self) -> None:
        """Begin without anything in it."""
        self._nodes: list[bytes] = []
        self._arrays: list[bytes] = []

    def array(self, values: NDArray[np.float32] | Sequence[int]) -> str:
        """The name of an array of weights, or of whole numbers."""
        name = f"w{len(self._arrays)}"
        array = np.ascontiguousarray(values, "<f4" if isinstance(values, np.ndarray) else "<i8")
        dimensions = b"".join(_number(1, size) for size in array.shape)
        kind = _number(2, _TYPES[array.dtype.str])
        self._arrays.append(dimensions + kind + _text(8, name) + _bytes(9, array.tobytes()))
        return name

    def add(self, operator: str, *inputs: str, **attributes: Value) -> str:
        """The name of what an operator makes of its inputs."""
        name = f"x{len(self._nodes)}"
        read = b"".join(_text(1, each) for each in inputs)
        options = b"".join(_bytes(5, _attribute(*each)) for each in attributes.items())
        self._nodes.append(read + _text(2, name) + _text(4, operator) + options)
        return name

    def session(self, *, given: str, rank: int, made: str) -> onnxruntime.InferenceSession:
        """The network, ready to run in one thread, from ``given`` to ``made``."""
        shape = b"".join(_bytes(1, _text(2, f"{given}{place}")) for place in range(rank))
        floats = _bytes(1, _number(1, _TYPES["<f4"]) + _bytes(2, shape))
        graph = (
            b"".join(_bytes(1, node) for node in self._nodes)
            + _text(2, "network")
            + b"".join(_bytes(5, each) for each in self._arrays)
            + _bytes(11, _text(1, given) + _bytes(2, floats))
            + _bytes(12, _text(1, made))
        )
        opset = _bytes(8, _number(2, _OPSET))
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = 4
        return onnxruntime.InferenceSession(
            _number(1, _IR_VERSION) + _bytes(7, graph) + opset,
            options,
            providers=["CPUExecutionProvider"],
        )


def _attribute(name: str, value: Value) -> bytes:
    told = _text(1, name)
    match value:
        case int():
            return told + _number(3, value) + _number(20, _INT)
        case float():
            return told + bytes((2 << 3 | 5,)) + struct.pack("<f", value) + _number(20, _FLOAT)
        case str():
            return told + _text(4, value) + _number(20, _STRING)
        case tuple():
            return told + b"".join(_number(8, each) for each in value) + _number(20, _INTS)
        case _:
            assert_never(value)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; negative ones in 64 bits."""
    value &= (1 << 64) - 1
    found = bytearray()
    while value > 0x7F:  # noqa: PLR2004 - seven bits
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*found, value))
