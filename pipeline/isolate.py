"""Native code in child processes, each holding one engine, killed when it hangs and replaced when it dies.

A crash in Tesseract, a decompression bomb or a model that eats all memory ends a child, never us.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import FolderUnreachable, NativeCrash, NativeHang

EngineT = TypeVar("EngineT")
ResultT = TypeVar("ResultT")
P = ParamSpec("P")

_Entry = Callable[..., Any]

_PR_SET_PDEATHSIG = 1
"""Source: prctl(2), include/uapi/linux/prctl.h."""

_child: dict[str, Any] = {}
"""In a child process: how to build its engine and, after the first call, the engine."""


class Isolated(Generic[EngineT]):
    """Child processes that each build one engine on first use and keep it.

    ``build`` and everything passed through ``call`` must be picklable. Calls may come from many
    threads; at most ``processes`` run at once, the rest queue. The processes start with the first
    call and cost nothing before; memory grows by one engine per process. ``free`` is for callers
    who want to know that a process is free before they call: hold it meanwhile.
    """

    def __init__(self, build: Callable[[], EngineT], *, processes: int, memory_bytes: int) -> None:
        """Remember how to build an engine; nothing is started yet."""
        self._setup = (build, memory_bytes)
        self.processes = processes
        self.free = BoundedSemaphore(processes)
        self._lock = Lock()
        self._pool: ProcessPool | None = None
        self._closed = Event()

    def call(
        self, work: Callable[Concatenate[EngineT, P], ResultT], limit: float, *args: P.args, **kwargs: P.kwargs
    ) -> ResultT:
        """What ``work(engine, *args)`` returns in a child; its exceptions come back as they are.

        Raises:
            NativeHang: it took longer than ``limit`` seconds; the child was killed.
            NativeCrash: the child died, or ran out of memory.
        """
        return self._result(limit, _work_with_engine, work, args, kwargs)

    def run(self, work: Callable[P, ResultT], limit: float, *args: P.args, **kwargs: P.kwargs) -> ResultT:
        """The same for work that needs no engine: none is built for it."""
        return self._result(limit, _work, work, args, kwargs)

    def expect(self, module: str, *, calls: int) -> None:
        """Start the children before they are needed; as many of them as ``calls`` are to come import ``module``."""
        pool = self._running()
        for _ in range(min(calls, self.processes)):
            pool.schedule(import_module, args=(module,))

    def close(self) -> None:
        """End the children at once, whatever they do; the next call starts new ones."""
        with self._lock:
            if self._pool is not None:
                self._closed.set()
                self._pool.stop()  # type: ignore[no-untyped-call]  # Pebble leaves this one untyped
                self._pool.join()
                self._pool = None

    def _result(self, limit: float, entry: _Entry, work: Callable[..., ResultT], *arguments: object) -> ResultT:
        future = self._running().schedule(entry, args=(work, *arguments), timeout=limit)
        try:
            result: ResultT = future.result()
        except FutureTimeoutError as error:
            if isinstance(error.errno, int):  # not Pebble's: a share that does not answer raises the same class
                raise FolderUnreachable(folder=str(error.filename or error.strerror)) from error
            raise NativeHang(seconds=round(limit)) from error
        except (ProcessExpired, MemoryError, BrokenProcessPool) as error:
            raise NativeCrash from error
        return result

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._closed.set()
                self._closed, started = Event(), Event()
                self._pool = ProcessPool(
                    max_workers=self.processes,
                    initializer=_settle_in,
                    initargs=[*self._setup, os.getpid()],
                    context=get_context("spawn"),
                )
                # The children die with the thread that starts them (prctl(2)), so it must live as long as they.
                keeper = Thread(target=_keep, args=(self._pool, started, self._closed), daemon=True)
                keeper.start()
                started.wait()
            return self._pool


def _keep(pool: ProcessPool, started: Event, closed: Event) -> None:
    """Start the pool's children, and stay until they are no longer needed."""
    pool.schedule(bool)
    started.set()
    closed.wait()


def _settle_in(build: Callable[[], object], memory_bytes: int, parent: int) -> None:
    """Prepare a child: it dies with its parent, ignores Ctrl-C (the parent decides), and has a memory limit.

    What libraries write about a document, Python's through its last-resort logging and C's straight
    to the terminal, would stand in the middle of what people read; nobody can do anything about it.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):  # a service may have none
        os.dup2(nowhere, stream.fileno())
    # There is a process per core already: OpenBLAS's threads cost each one 0.03 s when NumPy is loaded, and bring nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # noqa: TID251 - a switch of OpenBLAS, which reads it nowhere else
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - POSIX only

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we could ask to die with it
            os._exit(1)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _child["build"] = build


def _work(work: Callable[..., ResultT], args: tuple[object, ...], kwargs: dict[str, object]) -> ResultT:
    return work(*args, **kwargs)


def _work_with_engine(work: Callable[..., ResultT], args: tuple[object, ...], kwargs: dict[str, object]) -> ResultT:
    """Build the engine if this is the first call, then work.

    The engine is built here and not when the process starts, so that a missing engine is an
    ordinary exception of the call instead of a broken pool.
    """
    if "engine" not in _child:
        _child["engine"] = _child["build"]()
    return work(_child["engine"], *args, **kwargs)
