"""Small files of many types, as bytes: just enough to be recognised."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

DATA = Path(__file__).parents[1].parent / "shared" / "data"
"""Real files, on the machines that have them."""

JPEG = b"\xff\xd8\xff\xe1\x00\x06Ex\xff\xd9" + b"\xff\xda\x00\x04ab" + b"picture" + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" + b"\0\0\0\0IEND\xaeB`\x82"
PDF = b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def big_box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4sQ", 1, name, 16 + len(content)) + content


def riff(form: bytes, content: bytes = b"data") -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + len(content)) + form + content


def tiff(order: str = "<", *, strip: tuple[int, int] = (8, 4), many: bool = False) -> bytes:
    """Header, four bytes of picture, one directory; ``many``: with a table of its strips."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    offsets = struct.pack(order + "2H", *strip) if not many else b""
    start = 12 + len(offsets)
    table = struct.pack(order + "2I", strip[0], strip[0])
    lengths = struct.pack(order + "2I", strip[1], strip[1])
    if many:
        entries = struct.pack(order + "HHII", 273, 4, 2, start) + struct.pack(
            order + "HHII", 279, 4, 2, start + 8
        )
        body = table + lengths
    else:
        entries = struct.pack(order + "HHIHH", 273, 3, 1, strip[0], 0) + struct.pack(
            order + "HHII", 279, 4, 1, strip[1]
        )
        body = b""
    entries += struct.pack(order + "HHII", 256, 3, 1, 5)
    where = start + len(body)
    return (
        mark
        + struct.pack(order + "I", where)
        + b"pict"
        + offsets
        + body
        + struct.pack(order + "H", 3)
        + entries
        + b"\0\0\0\0"
    )


def docx() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", "")
    return stream.getvalue()


def real_files() -> list[Path]:
    """Whole files that people really have; those in ``cases``, also broken, are a benchmark's."""
    found = (file for folder in ("scans", "audio") for file in sorted((DATA / folder).glob("*")))
    return [file for file in found if file.suffix not in {".txt", ".rttm", ".md"}]
