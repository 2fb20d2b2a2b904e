"""What a file is, by its first bytes."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.filetypes import HEAD_BYTES, kind_of
from pipeline.core.model import Kind
from tests.file_bytes import DATA, JPEG, PDF, PNG, box, docx, real_files, riff, tiff

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _packed_odf(what: str) -> bytes:
    """The beginning of an OpenDocument file of this sort."""
    kind = f"application/vnd.oasis.opendocument.{what}".encode()
    return b"PK\x03\x04" + b"\0" * 26 + b"mimetype" + kind


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
        (b"HTTP/1.1 200 OK\n" * 200 + PDF, Kind.SCAN),
        (b" " * 2000 + b"a text about %PDF-1.7 files", None),
        (b"\0\0\0\x0cjP  \r\n\x87\n", Kind.SCAN),
        (b"\xff\x4f\xff\x51\0", Kind.SCAN),
        (b"P4\n# fax\n1728 2200\n", Kind.SCAN),
        (b"P4 is the fourth of them", None),
        (b"\x0a\x05\x01\x01" + bytes(61) + b"\x01", Kind.SCAN),
        (b"\x0a\x05\x01\x01" + bytes(61) + b"\x07", None),
        (b"\xb1\x68\xde\x3a", Kind.SCAN),
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
        (b"riff\x2e\x91\xcf\x11", Kind.RECORDING),
        (b"FLV\x01", Kind.RECORDING),
        (b"Creative Voice File\x1a", Kind.RECORDING),
        (b"BW64\xff\xff\xff\xffWAVE", Kind.RECORDING),
        (b"RIFF\0\0\0\0QLCM", Kind.RECORDING),
        (b"fLaC", Kind.RECORDING),
        (b"\x1a\x45\xdf\xa3", Kind.RECORDING),
        (b"#!AMR\n", Kind.RECORDING),
        (bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), Kind.RECORDING),
        ((b"G" + b"\0" * 187) * 3, Kind.RECORDING),
        (docx(), Kind.CORRECTION),
        (b"{\\rtf1\\ansi", Kind.CORRECTION),
        (_packed_odf("text"), Kind.CORRECTION),
        (_packed_odf("spreadsheet"), None),
        (_OLE + "WordDocument".encode("utf-16-le"), Kind.CORRECTION),
        (_OLE + "Workbook".encode("utf-16-le"), None),
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
        ("a.gsm", Kind.RECORDING),
        ("a.VOB", Kind.RECORDING),
        ("a.docx", Kind.CORRECTION),
        ("a.DOC", Kind.CORRECTION),
        ("a.odt", Kind.CORRECTION),
        ("a.xlsx", None),
        ("pdf", None),
    ],
)
def test_where_the_bytes_say_nothing_the_suffix_says_what_was_meant(
    name: str, kind: Kind | None
) -> None:
    assert kind_of(b"oops\n", name) == kind


_names = st.sampled_from(("a.pdf", "a.MP3", "a.docx", "a.xlsx", "pdf")) | st.text(max_size=10)


@given(st.binary(max_size=400), _names)
def test_the_name_counts_only_where_the_bytes_say_nothing(content: bytes, name: str) -> None:
    assert kind_of(content, name) == (kind_of(content, "") or kind_of(b"", name))


@pytest.mark.skipif(not DATA.is_dir(), reason="the real files are not on this machine")
def test_every_real_file_is_recognised() -> None:
    wrong = []

    for file in real_files():
        expected = Kind.SCAN if file.parent.name == "scans" else Kind.RECORDING
        if kind_of(file.read_bytes()[:HEAD_BYTES], file.name) != expected:
            wrong.append(file.name)

    assert wrong == []
