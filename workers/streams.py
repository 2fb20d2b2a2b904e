"""Standard output and error that may be full or gone: nobody's work ends for that."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Patient(io.FileIO):
    """A file to which writing never fails; what finds no room is dropped."""

    lost = False

    def write(self, content: ReadableBuffer, /) -> int:
        """Write what there is room for."""
        try:
            return super().write(content)
        except OSError as error:
            # Who closed the pipe has seen enough; a full disk has swallowed something.
            self.lost = self.lost or error.errno != errno.EPIPE
            return memoryview(content).nbytes


class Streams:
    """Standard output and error, replaced by streams that bear it all."""

    def __init__(self) -> None:
        """Put them in place, where there are any: a service may have none."""
        self._files: list[_Patient] = []
        sys.stdout = self._patient(sys.stdout)
        sys.stderr = self._patient(sys.stderr)

    @property
    def lost(self) -> bool:
        """Whether something that was to be read was not written."""
        return any(file.lost for file in self._files)

    def flush(self) -> None:
        """Write what is left."""
        sys.stdout.flush()
        sys.stderr.flush()

    def _patient(self, stream: TextIO | None) -> TextIO:
        if stream is None:
            return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - lives as we do
        stream.flush()
        file = _Patient(stream.fileno(), "w", closefd=False)
        self._files.append(file)
        return io.TextIOWrapper(
            io.BufferedWriter(file),
            encoding=stream.encoding,
            errors=stream.errors,
            line_buffering=True,
        )
