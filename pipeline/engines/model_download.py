"""Fetches an official model by HTTP, file by file, from its maker's place or a mirror.

A file grows under its own name in the folder that is given, and a later call goes on where this one
ended. No server is believed: a file counts only if its size and its digest are the published ones.
Nothing else in Schreibstube uses the internet.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, urlsplit

from pipeline.core.naming import readable
from pipeline.engines.official_models import OfficialModel, PublishedFile
from pipeline.errors import DiskFull
from pipeline.files import reaching, sha256_of
from pipeline.i18n import N_
from pipeline.mistakes import Mistake
from pipeline.model_errors import DownloadFailed

if TYPE_CHECKING:
    from http.client import HTTPResponse

Progress = Callable[[int, int], None]
"""Is told the bytes that are here, and all."""


def untold(_done: int, _whole: int) -> None:
    """The progress that nobody looks at."""


_BLOCK = 1 << 18
"""Bytes that are asked for at once; what comes is written at once."""
_FRUITLESS = 3
"""Attempts in a row that may bring no byte."""
_SPARE_BYTES = 64 << 20
"""Room that is left free on the disk."""
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses after which the same request may succeed. Source: RFC 9110, RFC 6585."""
_GONE = frozenset({404, 410})
_BEYOND = 416
"""Status: the file ends before the byte that was asked for."""
_PART = 206


@dataclass(frozen=True, slots=True)
class Line:
    """The way to a server, and how patient we are with it."""

    address: str
    """Begins with ``http://`` or ``https://``."""
    silence: float = 30.0
    """Seconds that a server may send nothing."""
    pause: Callable[[float], None] = lambda _seconds: None
    """Waits before another attempt."""

    @property
    def host(self) -> str:
        """The server's name, for people."""
        return readable(urlsplit(self.address).hostname or self.address)

    def places(self, model: str, official: OfficialModel, file: str) -> tuple[str, ...]:
        """Where a file of a model may be: as on the hub, or in a folder of the model's name."""
        base = self.address.rstrip("/")
        return (
            f"{base}/{official.repository}/resolve/{official.revision}/{quote(file)}",
            f"{base}/{quote(model)}/{quote(file)}",
        )


HUB = Line("https://huggingface.co")
"""Where official models lie."""


def is_address(text: str) -> bool:
    """Whether a mirror is named, not a folder."""
    return text.lower().startswith(("http://", "https://"))


def download(
    model: str, official: OfficialModel, folder: Path, *, line: Line, progress: Progress
) -> None:
    """Fetch the files of ``model`` that ``folder`` does not hold.

    What has arrived stays there if it fails.

    Raises:
        DownloadFailed: the server is away, or sends something else.
        DiskFull: there is no room, or there will be none.
        FolderUnreachable: the system refuses to write.
    """
    _Download(model, official, folder, line, progress).run()


class _Refused(Exception):
    """Asking again would change nothing; why."""

    def __init__(self, problem: Mistake) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Download:
    model: str
    official: OfficialModel
    folder: Path
    line: Line
    progress: Progress

    def run(self) -> None:
        missing = self.official.size_bytes - self._here()
        if shutil.disk_usage(self.folder).free < missing + _SPARE_BYTES:
            raise DiskFull(folder=readable(str(self.folder.parent)))
        for name, published in self.official.files.items():
            try:
                self._complete(name, published)
            except _Refused as refused:
                source = self.official.page
                raise DownloadFailed.of(self.model, source, refused.problem) from refused

    def _here(self) -> int:
        files = (self.folder / name for name in self.official.files)
        return sum(file.stat().st_size for file in files if file.is_file())

    def _complete(self, name: str, published: PublishedFile) -> None:
        """Fetch a file; what was there before is doubted first if the bytes are wrong."""
        file = self.folder / name
        resumed = file.exists()
        self._fill(file, published)
        if sha256_of(file) == published.sha256:
            return
        file.unlink()
        if resumed:
            self._fill(file, published)
            if sha256_of(file) == published.sha256:
                return
            file.unlink()
        raise _Refused(self._problem(N_("{file} has other bytes than the published one"), name))

    def _fill(self, file: Path, published: PublishedFile) -> None:
        """Ask until the file has its size, as long as anything comes."""
        fruitless = 0
        while (size := _size(file)) != published.size_bytes:
            if size > published.size_bytes:
                file.unlink()
                continue
            failure = self._ask(file, published)
            fruitless = 0 if _size(file) > size else fruitless + 1
            if fruitless >= _FRUITLESS:
                raise _Refused(failure)
            if fruitless:
                self.line.pause(float(1 << fruitless))

    def _ask(self, file: Path, published: PublishedFile) -> Mistake:
        """Ask each place once; why the file is perhaps not whole."""
        from http.client import HTTPException  # noqa: PLC0415 - 0.02 s that only a download needs
        from urllib.error import HTTPError  # noqa: PLC0415 - as above

        for place in self.line.places(self.model, self.official, file.name):
            try:
                with self._answer(place, _size(file)) as answer:
                    self._write(answer, file, published)
            except HTTPError as error:
                error.close()
                if error.code in _GONE:
                    continue
                if error.code == _BEYOND:
                    file.unlink(missing_ok=True)
                return self._status(error.code, file.name)
            except TimeoutError:
                said = N_("{host} sent nothing for {seconds} seconds")
                return self._problem(said, seconds=f"{self.line.silence:g}")
            except (OSError, HTTPException) as error:
                return self._unreached(error)
            return self._problem(N_("the connection to {host} breaks off"))
        raise _Refused(self._problem(N_("{host} does not have {file}"), file.name))

    def _answer(self, place: str, have: int) -> HTTPResponse:
        from urllib.request import Request, build_opener  # noqa: PLC0415 - as in ``_ask``

        headers = {"User-Agent": "schreibstube", "Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        request = Request(place, headers=headers)  # noqa: S310 - ``is_address`` saw to it
        answer: HTTPResponse = build_opener().open(request, timeout=self.line.silence)
        return answer

    def _write(self, answer: HTTPResponse, file: Path, published: PublishedFile) -> None:
        """Append what comes, once its head promises the right file."""
        have = _size(file) if answer.status == _PART else 0
        if not self._is_promised(answer, file.name, published.size_bytes, have=have):
            file.unlink()  # a part that begins elsewhere: from the start, then
            return
        others = self._here() - _size(file)
        with self._writing(file, have) as target:
            while block := answer.read1(_BLOCK):
                have += len(block)
                if have > published.size_bytes:
                    break  # ``_fill`` throws it away
                with reaching(self.folder):
                    target.write(block)
                self.progress(others + have, self.official.size_bytes)
        if have > published.size_bytes:
            file.unlink()
            raise _Refused(self._problem(_OTHER_SIZE, file.name))

    @contextmanager
    def _writing(self, file: Path, have: int) -> Iterator[BinaryIO]:
        """The file, open after its first ``have`` bytes; synced whatever happens."""
        with reaching(self.folder):
            target = file.open("ab" if have else "wb", buffering=0)
        try:
            yield target
        finally:
            with target, reaching(self.folder):
                os.fsync(target.fileno())

    def _is_promised(self, answer: HTTPResponse, name: str, size: int, *, have: int) -> bool:
        """Whether it goes on at byte ``have``; anything but the file is refused."""
        if answer.headers.get_content_type() == "text/html":
            raise _Refused(self._problem(_WEB_PAGE, name))
        begins, _, whole = (answer.headers["Content-Range"] or "").partition("/")
        if answer.status != _PART:
            whole, begins = answer.headers["Content-Length"] or "*", f"bytes {have}-"
        if whole not in {str(size), "*"}:
            raise _Refused(self._problem(_OTHER_SIZE, name))
        return begins.startswith(f"bytes {have}-")

    def _status(self, code: int, name: str) -> Mistake:
        said = N_("{host} refuses {file} (status {status})")
        problem = self._problem(said, name, status=code)
        if code in _BUSY or code == _BEYOND:
            return problem
        raise _Refused(problem)

    def _unreached(self, error: Exception) -> Mistake:
        """Why there is no answer; a timeout may be wrapped into another error."""
        from http.client import HTTPException  # noqa: PLC0415 - as in ``_ask``

        reason = getattr(error, "reason", None)
        if isinstance(reason, TimeoutError):
            said = N_("{host} sent nothing for {seconds} seconds")
            return self._problem(said, seconds=f"{self.line.silence:g}")
        if isinstance(error, HTTPException | ConnectionError):
            return self._problem(N_("the connection to {host} breaks off"))
        said = N_("{host} cannot be reached ({reason})")
        return self._problem(said, reason=readable(str(reason or error)))

    def _problem(self, said: str, name: str = "", **values: str | int) -> Mistake:
        filled = {"host": self.line.host, "file": name, **values}
        return Mistake(said, tuple(filled.items()))


_OTHER_SIZE = N_("{file} has another size than the published one")
_WEB_PAGE = N_(
    "{host} sent a web page instead of {file}, perhaps the login of this network or of a proxy"
)


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0
