"""What a file is, judged by its first bytes.

Nothing here opens a file. Sources of the signatures: the formats' own specifications (ISO 32000,
TIFF 6.0, ITU T.81, PNG, ISO/IEC 14496-12 and its registered brands, RFC 3533, RFC 9559, ETSI TS 126
101) and libmagic's tables.
"""

from __future__ import annotations

import re

from pipeline.core.model import Kind

HEAD_BYTES = 65_536
"""Number of first bytes that ``kind_of`` wants to see."""

_SCANS = (
    ".pdf",
    ".tif",
    ".tiff",
    ".jpg",
    ".jpeg",
    ".png",
    ".webp",
    ".heic",
    ".heif",
    ".avif",
    ".bmp",
    ".gif",
    *(".jp2", ".j2k", ".jpx", ".pbm", ".pgm", ".ppm", ".pnm", ".pcx", ".dcx"),
)
_RECORDINGS = (
    *(
        ".wav",
        ".mp3",
        ".m4a",
        ".m4b",
        ".aac",
        ".ogg",
        ".oga",
        ".opus",
        ".flac",
        ".aif",
        ".aiff",
        ".aifc",
        ".caf",
    ),
    *(".au", ".amr", ".wma", ".mka", ".dss", ".ds2", ".mp2"),
    *(".w64", ".rf64", ".bwf", ".wave", ".voc", ".snd", ".qcp", ".spx", ".weba", ".awb"),
    *(".3ga", ".m4r", ".mpga", ".ra", ".ape", ".wv", ".tta", ".mpc", ".ac3", ".eac3", ".dts"),
    *(".gsm", ".sln", ".sln16", ".g722", ".722", ".g729", ".al", ".alaw", ".ul", ".ulaw"),
    *(".shn", ".tak", ".dsf", ".caff"),
    *(".flv", ".f4v", ".vob", ".asf", ".rm", ".rmvb", ".m2ts", ".m2t", ".mxf", ".ogv", ".ogx"),
    *(".nut", ".wtv", ".divx"),
    *(
        ".mp4",
        ".m4v",
        ".mov",
        ".3gp",
        ".3g2",
        ".webm",
        ".mkv",
        ".avi",
        ".wmv",
        ".mpg",
        ".mpeg",
        ".ts",
        ".mts",
    ),
)
_CORRECTIONS = (".docx", ".odt", ".doc", ".rtf")
SUFFIXES = frozenset((*_SCANS, *_RECORDINGS, *_CORRECTIONS))
"""Suffixes, in lower case, of the types that we process."""

_KIND_OF_SUFFIX = (
    dict.fromkeys(_SCANS, Kind.SCAN)
    | dict.fromkeys(_RECORDINGS, Kind.RECORDING)
    | dict.fromkeys(_CORRECTIONS, Kind.CORRECTION)
)

_MAGIC: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"%PDF-", Kind.SCAN),
    *((0, magic, Kind.SCAN) for magic in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    (0, b"\xff\xd8\xff", Kind.SCAN),
    (0, b"\x89PNG\r\n\x1a\n", Kind.SCAN),
    *((0, magic, Kind.SCAN) for magic in (b"GIF87a", b"GIF89a")),
    *((0, magic, Kind.SCAN) for magic in (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")),
    (0, b"\xb1\x68\xde\x3a", Kind.SCAN),
    (0, b"{\\rtf", Kind.CORRECTION),
    *(
        (0, magic, Kind.RECORDING)
        for magic in (b"ID3", b"OggS", b"fLaC", b"caff", b".snd", b"#!AMR")
    ),
    *(
        (0, magic, Kind.RECORDING)
        for magic in (b"\x02dss", b"\x03dss", b"\x02ds2", b"\x03ds2", b"\x03enc")
    ),
    *(
        (0, magic, Kind.RECORDING)
        for magic in (
            *(b"riff\x2e\x91\xcf\x11", b"FLV\x01", b"Creative Voice File\x1a", b".RMF", b".ra\xfd"),
            *(b"MAC ", b"wvpk", b"TTA1", b"MPCK", b"NIST_1A", b"PVF1", b"DSD ", b"ajkg", b"tBaK"),
            *(b"nut/multimedia", b"\x06\x0e\x2b\x34\x02\x05\x01\x01", b"\x7f\xfe\x80\x01"),
        )
    ),
    (0, b"\x1a\x45\xdf\xa3", Kind.RECORDING),
    (0, bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"), Kind.RECORDING),
    *((0, magic, Kind.RECORDING) for magic in (b"\0\0\x01\xba", b"\0\0\x01\xb3")),
    *((4, box, Kind.RECORDING) for box in (b"moov", b"mdat", b"wide", b"pnot")),
)
_RIFF = {
    b"WAVE": Kind.RECORDING,
    b"AVI ": Kind.RECORDING,
    b"WEBP": Kind.SCAN,
    b"QLCM": Kind.RECORDING,
}
_PICTURE_BRANDS = frozenset(
    (
        b"heic",
        b"heix",
        b"hevc",
        b"hevx",
        b"heim",
        b"heis",
        b"hevm",
        b"hevs",
        b"mif1",
        b"mif2",
        b"msf1",
        b"avif",
        b"avis",
    )
)
_OTHER_BRANDS = frozenset((b"crx ", b"jp2 ", b"jpx ", b"jpm "))
PDF_PREAMBLE = 1024
"""Bytes within which a PDF's header has to begin.

Source: ISO 32000-1 annex H.3 note 13: what readers accept.
"""
PDF_HEADER = re.compile(rb"(?:^|[\r\n\0])%PDF-\d\.\d[\r\n]")
"""A PDF's first line, behind whatever a mail program or web server left before it."""
_ODT, _ODT_WITHIN = b"mimetypeapplication/vnd.oasis.opendocument.text", 256
"""The first entry of an OpenDocument text.

Source: OpenDocument 1.3, part 2, 3.3.
"""
_OLE, _WORD_STREAM = bytes.fromhex("d0cf11e0a1b11ae1"), "WordDocument".encode("utf-16-le")
"""A compound file, and the name of its stream if it is Word's.

A long one names it behind the first bytes: then the suffix tells. Source: MS-CFB 2.2, MS-DOC 2.1.
"""
_TRANSPORT_PACKET = 188
_PORTABLE = re.compile(rb"P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s")
_PCX = re.compile(rb"\x0a[\x00\x02-\x05]\x01[\x01\x02\x04\x08]")
_BMP_HEADERS = frozenset((12, 40, 52, 56, 64, 108, 124))


def kind_of(head: bytes, name: str) -> Kind | None:
    """What a file is; None if we cannot process it.

    ``name`` decides only where the bytes say nothing, so that a wrecked ``Brief.pdf`` is called
    damaged rather than unknown.
    """
    for offset, magic, kind in _MAGIC:
        if head.startswith(magic, offset):
            return kind
    for judge in (
        *(_container, _brand, _word_document, _bitmap, _fax_picture),
        *(_late_pdf, _frames, _pdf_behind_text),
    ):
        found = judge(head)
        if found is not None:
            return found
    return _KIND_OF_SUFFIX.get(_suffix(name))


def _suffix(name: str) -> str:
    _, dot, suffix = name.rpartition(".")
    return dot + suffix.lower()


def _container(head: bytes) -> Kind | None:
    if head[:4] in {b"RIFF", b"RF64", b"RIFX", b"BW64"}:
        return _RIFF.get(head[8:12])
    return Kind.RECORDING if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"} else None


def _brand(head: bytes) -> Kind | None:
    if head[4:8] != b"ftyp" or head[8:12] in _OTHER_BRANDS:
        return None
    # A phone's video may list a picture brand as compatible; the major brand speaks first.
    return Kind.SCAN if head[8:12] in _PICTURE_BRANDS else Kind.RECORDING


def _word_document(head: bytes) -> Kind | None:
    """Word's formats and OpenDocument text, whatever program wrote them."""
    packed = head.startswith(b"PK\x03\x04") and (b"word/" in head or _ODT in head[:_ODT_WITHIN])
    old = head.startswith(_OLE) and _WORD_STREAM in head
    return Kind.CORRECTION if packed or old else None


def _bitmap(head: bytes) -> Kind | None:
    """A BMP, by the size of its second header.

    Its magic is two letters, which are too little to go by.
    """
    return (
        Kind.SCAN
        if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADERS
        else None
    )


def _fax_picture(head: bytes) -> Kind | None:
    """PBM, PGM, PPM or PCX, which fax programs write.

    They have magics of two letters, so the next values have to be right, too.
    """
    if _PORTABLE.match(head):
        return Kind.SCAN
    pcx = _PCX.match(head) and len(head) > 65 and head[65] in {1, 3, 4}  # noqa: PLR2004 - planes
    return Kind.SCAN if pcx else None


def _late_pdf(head: bytes) -> Kind | None:
    return Kind.SCAN if b"%PDF-" in head[:PDF_PREAMBLE] else None


def _pdf_behind_text(head: bytes) -> Kind | None:
    return Kind.SCAN if PDF_HEADER.search(head[:HEAD_BYTES]) else None


def _frames(head: bytes) -> Kind | None:
    """MPEG audio, AAC or an MPEG transport stream.

    They have no magic number, only a rhythm.
    """
    if len(head) > 2 * _TRANSPORT_PACKET and {head[i * _TRANSPORT_PACKET] for i in range(3)} == {
        0x47
    }:
        return Kind.RECORDING
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - the sync bits
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        adts = head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 0xF < 13  # noqa: PLR2004 - sampling rates
        return Kind.RECORDING if adts else None
    # Layer I is left out: it is not in use, and UTF-16 text begins with the same bits.
    layer_one, reserved = 3, 1
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    no_bitrate, no_rate = 0xF, 3
    valid = layer != layer_one and version != reserved and bitrate != no_bitrate and rate != no_rate
    return Kind.RECORDING if valid else None
