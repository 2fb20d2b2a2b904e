"""Native code in child processes, each with one engine.

A child is killed when it hangs and replaced when it dies.
A crash in Tesseract, a decompression bomb or a model that eats all memory ends a child, never us.
"""

from __future__ import annotations

import atexit
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context
from pathlib import Path
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from weakref import WeakSet, finalize

from pipeline import child_process
from pipeline.child_process import Box, Early, Entry
from pipeline.core.office.retries import BusySeconds
from pipeline.errors import FolderUnreachable, NativeCrash, NativeHang
from pipeline.sandbox.process_group import cpu_seconds, kill_group

EngineT = TypeVar("EngineT")
ResultT = TypeVar("ResultT")
P = ParamSpec("P")

_REAPED_SECONDS = 3
"""Longest wait for a killed child; a dead share can hold it."""

_spawning = get_context("spawn")
_open: WeakSet[Isolated[Any]] = WeakSet()


@atexit.register  # it runs before multiprocessing waits for children that wait for work
def _close_all() -> None:
    for isolated in tuple(_open):
        isolated.close()


class Isolated(Generic[EngineT]):
    """Child processes, each with one engine from its first use on.

    ``build`` and everything passed through ``call`` must be picklable. Calls may come from many
    threads; at most ``processes`` run at once, the rest queue. The processes start with the first
    call and cost nothing before; memory grows by one engine per process. ``free`` is for callers
    who want to know that a process is free before they call: hold it meanwhile.
    """

    def __init__(
        self,
        build: Callable[[], EngineT],
        *,
        processes: int,
        memory_bytes: int,
        writable: Sequence[Path] | None = None,
    ) -> None:
        """Remember how to build an engine; nothing is started yet.

        The children may write in the folders ``writable`` only, if that is given.
        """
        self._setup = (build, memory_bytes, writable)
        self.processes = processes
        self.free = BoundedSemaphore(processes)
        self._seats = BoundedSemaphore(processes)
        self._lock = Lock()
        self._children: set[_Child] = set()
        self._idle: list[_Child] = []
        _open.add(self)
        finalize(self, _end_all, self._children).atexit = False  # then _close_all does

    def call(
        self,
        work: Callable[Concatenate[EngineT, P], ResultT],
        limit: float,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> ResultT:
        """What ``work(engine, *args)`` returns or raises in a child.

        Raises:
            NativeHang: it took longer than ``limit`` seconds; the child was killed.
            NativeCrash: the child died, or ran out of memory.
        """
        return self._result(limit, child_process.work_with_engine, work, args, kwargs)

    def run(
        self, work: Callable[P, ResultT], limit: float, *args: P.args, **kwargs: P.kwargs
    ) -> ResultT:
        """The same for work that needs no engine: none is built."""
        return self._result(limit, child_process.work_alone, work, args, kwargs)

    def expect(self, calls: int, work: Callable[[], object]) -> None:
        """Start the children early; ``calls`` of them do ``work``.

        What goes wrong with it is not told: the call that needs it says so, too.
        """
        self._start_early((child_process.work_alone, (work, (), {})), calls)

    def expect_engine(self, calls: int, work: Callable[[EngineT], object]) -> None:
        """The same with their engine."""
        self._start_early((child_process.work_with_engine, (work, (), {})), calls)

    def _start_early(self, early: Early, calls: int) -> None:
        with self._lock, suppress(OSError):  # if the system starts none now, the call will say so
            self._start(early, calls=calls)

    def close(self) -> None:
        """End the children at once; the next call starts new ones."""
        with self._lock:
            _end(*self._children)
            self._children.clear()
            self._idle.clear()

    def _result(
        self, limit: float, entry: Entry, work: Callable[..., ResultT], *arguments: object
    ) -> ResultT:
        message = pickle.dumps((float(limit), entry, (work, *arguments)))
        with self._seats:
            child = self._take()
            try:
                reply = child.reply(message, limit)
            except BaseException:  # a late answer must not be taken for that to another call
                self._forget(child)
                _end(child)
                raise
            self._put_back(child)
        try:
            result: ResultT = _result_in(reply)
        except TimeoutError as error:
            if isinstance(error.errno, int):
                raise FolderUnreachable(folder=str(error.filename or error.strerror)) from error
            raise
        except MemoryError as error:
            raise NativeCrash from error
        return result

    def _take(self) -> _Child:
        """A living child; there is one for each seat."""
        with self._lock:
            try:
                self._start()
            except OSError as error:
                raise NativeCrash from error
            return self._idle.pop()

    def _forget(self, child: _Child) -> None:
        with self._lock:
            self._children.discard(child)

    def _put_back(self, child: _Child) -> None:
        with self._lock:
            if child in self._children:  # else we were closed meanwhile
                self._idle.append(child)

    def _start(self, early: Early | None = None, *, calls: int = 0) -> None:
        """Start what is missing; ``calls`` of the new ones work ``early``.

        A child may write in the folders that it found, not in those which took their places.
        """
        build, memory_bytes, writable = self._setup
        places = tuple(map(_made, writable or ()))
        outdated = {child for child in self._idle if child.places != places}
        dead = {child for child in self._children if not child.alive} | outdated
        _end(*dead)  # what they started may live
        self._children -= dead
        self._idle = [child for child in self._idle if child not in dead]
        for missing in range(self.processes - len(self._children), 0, -1):
            box = (memory_bytes, writable)
            child = _Child(build, box, early if missing <= calls else None, places)
            self._children.add(child)
            self._idle.append(child)


class _Child:
    """One child process and a pipe of its own to it.

    No lock, queue or pipe is shared between children: one that is killed while it holds such a
    thing would hold up all others. Here its end of the pipe closes with it.
    """

    def __init__(
        self,
        build: Callable[[], object],
        box: Box,
        early: Early | None,
        places: tuple[tuple[int, int], ...],
    ) -> None:
        """Start it without waiting: it says when it is ready.

        ``places``: which folders they are that it may write in, as ``_made`` says it.
        """
        self.places = places
        self._pipe, theirs = _spawning.Pipe()
        self._process = _spawning.Process(
            target=child_process.serve, args=(theirs, early, build, box)
        )
        self._process.start()
        theirs.close()
        self._ready = self._gone = False
        self._spent = 0.0

    @property
    def alive(self) -> bool:
        """Whether it can be given work.

        It is not waited for here: its number must stay its own until its group is killed.
        """
        return not connection.wait([self._process.sentinel], 0)

    def reply(self, message: bytes, limit: float) -> bytes:
        """The answer to a message within ``limit`` seconds, at first twice that.

        Raises:
            NativeHang: it says nothing.
            NativeCrash: it died.
        """
        try:
            if not self._ready:
                self._receive(limit)
                self._ready = True
            if isinstance(limit, BusySeconds):
                self._spent = cpu_seconds(self._process.pid or 0, alone=True)
            self._pipe.send_bytes(message)
            return self._receive(limit)
        except (EOFError, OSError) as error:
            raise NativeCrash from error

    def _receive(self, limit: float) -> bytes:
        if not self._pipe.poll(limit) and not self._stretched(limit):
            raise NativeHang(seconds=round(limit))
        return self._pipe.recv_bytes()

    def _stretched(self, limit: float) -> bool:
        """Whether there is an answer, once a busy machine has given the child its time."""
        if not isinstance(limit, BusySeconds):
            return False
        begun, left, leader = monotonic(), limit.most - limit, self._process.pid or 0
        while (missing := limit - (cpu_seconds(leader) - self._spent)) > 0 and left > 0:
            if self._pipe.poll(min(max(missing, 0.1), left)):
                return True
            left = limit.most - limit - (monotonic() - begun)
        return False

    def kill(self) -> None:
        """End it and all that it started, whatever they do."""
        if self._process.pid is not None and not self._gone:
            kill_group(self._process.pid)
            self._process.kill()  # it may lead no group yet

    def await_end(self) -> None:
        """After ``kill``: wait until it is gone."""
        self._process.join(_REAPED_SECONDS)
        self._gone = self._process.exitcode is not None


def _made(folder: Path) -> tuple[int, int]:
    """The device and number of a folder, which is made if missing; zeros if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = folder.stat()
    except OSError:
        return 0, 0
    return found.st_dev, found.st_ino


def _end_all(children: set[_Child]) -> None:
    _end(*children)


def _end(*children: _Child) -> None:
    for child in children:
        child.kill()
    for child in children:
        child.await_end()


def _result_in(reply: bytes) -> Any:  # noqa: ANN401 - whatever the work returns
    """The result in an answer; an exception in it is raised."""
    result, error, trace = pickle.loads(reply)  # noqa: S301 - our own child's
    if error is not None:
        error.add_note(trace)
        raise error
    return result
