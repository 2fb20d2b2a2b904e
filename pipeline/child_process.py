"""The inside of a child process of ``pipeline.isolate``: into its box, then answer.

The parent's side knows when to start and to end it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import format_exc
from typing import Any, TypeVar

from pipeline.sandbox import enter
from pipeline.sandbox.limits import grant_seconds
from pipeline.sandbox.process_group import die_together

ResultT = TypeVar("ResultT")

Entry = Callable[..., Any]
"""``work_alone`` or ``work_with_engine``."""
Early = tuple[Entry, tuple[object, ...]]
"""Work that a child does before it is asked: how it is entered, and what for."""
Box = tuple[int, Sequence[Path] | None]
"""Memory in bytes, and the folders to write in."""

_later: set[str] = set()
"""Modules to import once the answer is sent."""
_child: dict[str, Any] = {}
"""How to build the engine of this process and, later, the engine."""


def serve(
    pipe: Connection,
    early: Early | None,
    build: Callable[[], object],
    box: Box,
) -> None:
    """Run a child: answer until the pipe closes."""
    _settle_in(build, box)
    if early is not None:
        entry, arguments = early
        with suppress(Exception):  # the work that needs it says so, too
            entry(*arguments)
    with suppress(EOFError, OSError):
        pipe.send_bytes(b"")
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes()))
            while _later:
                with suppress(Exception):  # the work that needs it says so, too
                    import_module(_later.pop())


def afterwards(module: str) -> None:
    """Import a module once the answer is sent: the next call will need it."""
    if module not in sys.modules:
        _later.add(module)


def _answer(message: bytes) -> bytes:
    """The result of the work, or its exception with the traceback."""
    try:
        limit, entry, arguments = pickle.loads(message)  # noqa: S301 - our own parent's
        grant_seconds(limit)
        return pickle.dumps((entry(*arguments), None, ""))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is for the parent to judge
        return _parcel(error, format_exc())


def _parcel(error: Exception, trace: str) -> bytes:
    """An exception as it is, or its text if it cannot be pickled."""
    with suppress(Exception):
        parcel = pickle.dumps((None, error, trace))
        pickle.loads(parcel)  # noqa: S301 - packed one line before
        return parcel
    return pickle.dumps((None, RuntimeError(repr(error)), trace))


def _settle_in(build: Callable[[], object], box: Box) -> None:
    """Prepare a child that dies with its parent, in its box.

    It hears no Ctrl-C, since the parent decides. What libraries write about a document, Python's
    through its last-resort logging and C's straight to the terminal, is dropped: it would stand in
    the middle of what people read, and they can do nothing about it.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):  # a service may have none
        os.dup2(nowhere, stream.fileno())
    # There is a process per core already: OpenBLAS's threads cost each one 0.03 s when NumPy is
    # loaded, and bring nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251 - OpenBLAS reads it here only
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_together()
    enter(*box)
    _child["build"] = build


def work_alone(
    work: Callable[..., ResultT], args: tuple[object, ...], kwargs: dict[str, object]
) -> ResultT:
    """Work that needs no engine."""
    return work(*args, **kwargs)


def work_with_engine(
    work: Callable[..., ResultT], args: tuple[object, ...], kwargs: dict[str, object]
) -> ResultT:
    """Build the engine in the first call, then work.

    Not when the process starts: so a missing engine is an ordinary exception of the call.
    """
    if "engine" not in _child:
        _child["engine"] = _child["build"]()
    return work(_child["engine"], *args, **kwargs)
