"""A server of speech models on this machine that does what a bad day brings."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep
from types import MappingProxyType

from pipeline.engines.model_download import Line
from pipeline.engines.official_models import OfficialModel, PublishedFile

CONTENT: Mapping[str, bytes] = MappingProxyType(
    {
        "config.json": b'{"model_type": "whisper"}',
        "tokenizer.json": b"{}" * 500,
        "model.bin": bytes(number % 251 for number in range(300_000)),
    }
)
"""The files of the model that is served."""
REVISION = "4711" * 10
HUB_PATH = f"/office/faster-whisper-small/resolve/{REVISION}/"
"""Where a hub has them."""
LOGIN = b"<html><body>Bitte melden Sie sich am WLAN an.</body></html>"


def official(content: Mapping[str, bytes] = CONTENT) -> dict[str, OfficialModel]:
    """The table of a model ``small`` with this content."""
    files = {
        name: PublishedFile(len(data), sha256(data).hexdigest()) for name, data in content.items()
    }
    return {"small": OfficialModel("office/faster-whisper-small", REVISION, files)}


@dataclass
class Server:
    """What it answers, and what it was asked."""

    address: str = ""
    content: dict[str, bytes] = field(default_factory=lambda: dict(CONTENT))
    prefix: str = HUB_PATH
    breaks_after: int = 0
    """Bytes of a body after which the connection breaks; 0 for never."""
    breaks: int = 1 << 30
    """How many times."""
    resumes: bool = True
    """Whether it knows ``Range``."""
    statuses: list[int] = field(default_factory=list)
    """What the next requests for ``model.bin`` get instead of the file."""
    redirect: int = 0
    """The status with which it sends on to where the files lie, as the hub does; 0 for none."""
    login: bool = False
    """Whether a login page comes instead of everything."""
    silent: float = 0.0
    """Seconds without a byte after the first thousand of ``model.bin``."""
    shift: int = 0
    """How far beside the place that was asked for a part begins."""
    announced: Callable[[int], int] = lambda length: length
    """The length that it tells."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """The file and the range of each request."""

    def line(self, *, silence: float = 5) -> Line:
        """The way to it."""
        return Line(self.address, silence=silence)

    def ranges(self, name: str = "model.bin") -> list[str]:
        """The ranges that were asked of a file."""
        return [asked for file, asked in self.asked if file == name]


class _Handler(BaseHTTPRequestHandler):
    served: Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass

    def do_GET(self) -> None:
        served, name = self.served, self.path.rpartition("/")[2]
        asked = self.headers.get("Range", "")
        served.asked.append((name, asked))
        if served.login:
            self._head(200, {"Content-Type": "text/html", "Content-Length": str(len(LOGIN))})
            self.wfile.write(LOGIN)
        elif served.redirect and not self.path.startswith("/elsewhere/"):
            self._head(served.redirect, {"Location": f"/elsewhere/{name}", "Content-Length": "0"})
        elif (
            self.path not in {served.prefix + name, f"/elsewhere/{name}"}
            or name not in served.content
        ):
            self._head(404, {"Content-Length": "0"})
        elif name == "model.bin" and served.statuses:
            self._head(served.statuses.pop(0), {"Content-Length": "0"})
        else:
            self._file(name, asked)

    def _file(self, name: str, asked: str) -> None:
        served, body = self.served, self.served.content[name]
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        start = start + served.shift if start and served.resumes else 0
        if start:
            told = f"bytes {start}-{len(body) - 1}/{len(body)}"
            self._head(206, {"Content-Range": told, "Content-Length": str(len(body) - start)})
        else:
            self._head(200, {"Content-Length": str(served.announced(len(body)))})
        body = body[start:]
        if name == "model.bin" and served.silent:
            self.wfile.write(body[: 0 if asked else 1000])
            self.wfile.flush()
            sleep(served.silent)
            return
        if served.breaks_after and len(body) > served.breaks_after and served.breaks:
            served.breaks -= 1
            body = body[: served.breaks_after]
        self.wfile.write(body)

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()


@contextmanager
def model_server() -> Iterator[Server]:
    """A server that runs until the end of the block."""
    served = Server()
    handler = type("Handler", (_Handler,), {"served": served})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    served.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
