import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.filetypes import HEAD, Ending, ending, kind_of
from pipeline.core.model import Kind

DATA = Path(__file__).parents[2].parent / "shared" / "data"

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
    """Header, four bytes of picture, one directory behind it; ``many`` keeps the strips in a table of their own."""
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


def end_of(content: bytes) -> Ending:
    return ending(lambda offset, length: content[offset : offset + length], len(content))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PDF, Kind.SCAN),
        (b"\n\xa0\xa4\x03" + PDF, Kind.SCAN),
        (tiff("<"), Kind.SCAN),
        (tiff(">"), Kind.SCAN),
        (JPEG, Kind.SCAN),
        (PNG, Kind.SCAN),
        (b"GIF89a...;", Kind.SCAN),
        (b"BM" + b"\0" * 12 + struct.pack("<I", 40), Kind.SCAN),
        (riff(b"WEBP"), Kind.SCAN),
        (box(b"ftyp", b"heic"), Kind.SCAN),
        (box(b"ftyp", b"avif"), Kind.SCAN),
        (riff(b"WAVE"), Kind.RECORDING),
        (riff(b"AVI "), Kind.RECORDING),
        (b"FORM\0\0\0\x04AIFF", Kind.RECORDING),
        (b"FORM\0\0\0\x04ILBM", None),
        (box(b"ftyp", b"M4A "), Kind.RECORDING),
        (box(b"ftyp", b"qt  "), Kind.RECORDING),
        (box(b"ftyp", b"3gp4"), Kind.RECORDING),
        (box(b"ftyp", b"crx "), None),
        (box(b"moov"), Kind.RECORDING),
        (b"ID3\x04", Kind.RECORDING),
        (b"\xff\xfb\x90\x64", Kind.RECORDING),
        (b"\xff\xf1\x50\x80", Kind.RECORDING),
        (b"\xff\xf1\x7c\x80", None),
        (b"\xff\xfe\x42\x00", None),
        (b"\xff\xe1\x00\x00", None),
        (b"OggS", Kind.RECORDING),
        (b"fLaC", Kind.RECORDING),
        (b"\x1a\x45\xdf\xa3", Kind.RECORDING),
        (b"#!AMR\n", Kind.RECORDING),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), Kind.RECORDING),
        ((b"G" + b"\0" * 187) * 3, Kind.RECORDING),
        (docx(), Kind.CORRECTION),
        (b"PK\x03\x04 xl/workbook.xml", None),
        (b"RIFF\0\0\0\0CDDA", None),
        (b"just text", None),
        (b"", None),
    ],
)
def test_the_bytes_say_what_a_file_is(head: bytes, kind: Kind | None) -> None:
    assert kind_of(head, "nameless") == kind


def test_the_bytes_win_over_the_suffix() -> None:
    assert kind_of(PDF, "Sitzung.mp3") is Kind.SCAN


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.PDF", Kind.SCAN),
        ("a.m4a", Kind.RECORDING),
        ("a.docx", Kind.CORRECTION),
        ("a.xlsx", None),
        ("pdf", None),
    ],
)
def test_where_the_bytes_say_nothing_the_suffix_says_what_was_meant(
    name: str, kind: Kind | None
) -> None:
    assert kind_of(b"oops\n", name) == kind


@given(st.binary(max_size=400), st.text(max_size=10))
def test_any_bytes_get_an_answer(content: bytes, name: str) -> None:
    kind_of(content, name)
    end_of(content)


@given(
    st.sampled_from(
        [
            b"%PDF-",
            b"II*\0\x08\0\0\0",
            b"MM\0*\0\0\0\x08",
            b"\xff\xd8\xff",
            b"RIFF",
            b"OggS",
            b"\0\0\0\x08ftyp",
            b"BM",
            b"PK\x03\x04",
        ]
    ),
    st.binary(max_size=300),
)
def test_any_wreck_of_a_known_type_gets_an_answer(magic: bytes, content: bytes) -> None:
    end_of(magic + content)


@pytest.mark.parametrize(
    "whole",
    [
        PDF,
        PDF.replace(b"%%EOF", b""),
        b"junk before " + PDF,
        JPEG,
        JPEG + b"a film appended by a phone" * 100,
        PNG,
        b"GIF89a...;",
        b"GIF89a...;\0\0",
        tiff("<"),
        tiff(">"),
        tiff(many=True),
        tiff()[:-4],
        riff(b"WAVE"),
        riff(b"WAVE", b"odd")[: 8 + 4 + 3],
        b"FORM\0\0\0\x04AIFF",
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound") + box(b"moov"),
        box(b"ftyp", b"heic") + box(b"meta") + big_box(b"mdat", b"picture"),
        box(b"ftyp", b"M4A ") + box(b"moov") + b"\0\0\0\0mdat to the end",
        b"BM" + struct.pack("<I", 20) + b"\0" * 14,
        b"OggS\0\x02" + b"sound" + b"OggS\0\x04",
        docx(),
    ],
)
def test_a_whole_file_is_complete(whole: bytes) -> None:
    assert end_of(whole) is Ending.COMPLETE


@pytest.mark.parametrize(
    "cut",
    [
        b"%PDF-1.7\n1 0 obj",
        JPEG[:-3],
        JPEG[:8],
        b"\xff\xd8\xff\xe1\x00",
        PNG[:-5],
        b"GIF89a..",
        tiff()[:20],
        tiff()[:30],
        tiff(strip=(8, 9999)),
        tiff(many=True, strip=(9000, 4)),
        b"II*\0",
        b"II*\0\0\0\0\0",
        b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 273, 4, 2, 9000) + b"\0\0\0\0",
        b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 273, 4, 1 << 30, 8) + b"\0\0\0\0",
        b"II*\0\x08\0\0\0\0\0\x08\0\0\0",
        riff(b"WAVE", b"sound" * 5)[:-4],
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound"),
        box(b"ftyp", b"M4A ") + box(b"mdat", b"sound")[:-1],
        box(b"ftyp", b"M4A ") + b"\0\0\0\x04mdat",
        b"BM" + struct.pack("<I", 999) + b"\0" * 14,
        docx()[:-30],
    ],
)
def test_a_file_without_its_end_is_incomplete(cut: bytes) -> None:
    assert end_of(cut) is Ending.INCOMPLETE


@pytest.mark.parametrize(
    "open_end", [b"fLaC", b"OggS\0\x02sound", b"RIFF\0\0\0\0WAVE", b"BM\0\0\0\0", b"", b"text"]
)
def test_types_without_an_end_are_unknown(open_end: bytes) -> None:
    assert end_of(open_end) is Ending.UNKNOWN


def real_files() -> list[Path]:
    """Whole files that people really have; ``cases`` holds broken ones, too, which are a benchmark's."""
    found = (file for folder in ("scans", "audio") for file in sorted((DATA / folder).glob("*")))
    return [file for file in found if file.suffix not in {".txt", ".rttm", ".md"}]


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not on this machine")
def test_every_real_file_is_recognised_and_whole() -> None:
    wrong = []

    for file in real_files():
        content = file.read_bytes()
        expected = Kind.SCAN if file.parent.name == "scans" else Kind.RECORDING
        if kind_of(content[:HEAD], file.name) != expected or end_of(content) is Ending.INCOMPLETE:
            wrong.append(file.name)

    assert wrong == []
