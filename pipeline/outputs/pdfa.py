"""PDF/A: whether a document is archivable, by a validator.

A document without a claim gets what PDF/A-2b asks for (a declaration, a colour profile) and is
validated as it was written; one finding, and it is published as the plain PDF that it is, with a
sentence that says why. Nothing is removed from a document to make it archivable: it is not ours to
decide what a form or an attachment is worth. A document that came with a claim keeps it as long as
the text layer adds nothing that breaks it.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from PIL import ImageCms

from pipeline.core.drafts.conformance import Conformance
from pipeline.files import reaching, written_whole
from pipeline.i18n import N_
from pipeline.pdf.document import open_pdf

_FLAVOUR = "2b"
_PRODUCER = "Schreibstube"
_ODD = (pikepdf.PikepdfError, AttributeError, KeyError, SyntaxError, TypeError, ValueError)
"""What pikepdf and lxml raise in odd documents."""
_DATE = slice(24, 36)
"""Bytes that date an ICC profile. Source: ICC.1:2022, 7.2.10."""
_RECODED = frozenset(
    (
        *("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/ASCII85Decode", "/A85"),
        *("/ASCIIHexDecode", "/AHx", "/RunLengthDecode", "/RL"),
    )
)
"""Filters that qpdf undoes in PDF/A, where a stream has no other."""

_FORM = N_("it has a form")
_FILES = N_("it carries attached files")
_FONTS = N_("not all its fonts are embedded as PDF/A asks")
_COLOURS = N_("its colours are those of a printing press")
_LAYERS = N_("it has layers that can be hidden")
_PICTURES = N_(
    "its pictures are stored in a way that PDF/A does not allow, and they are left as they are"
)
_METADATA = N_("its description holds more than PDF/A allows, and nothing is removed from it")
_OTHER = N_("it holds something that PDF/A does not allow or that cannot be checked")

_SIGNS = (
    (_FORM, "/AcroForm"),
    (_FILES, "embedded file"),
    (_LAYERS, "/OCProperties"),
    (_FONTS, ":6.2.11"),
    (_PICTURES, "ImageXObject"),
    (_PICTURES, "MaskImage"),
    (_COLOURS, ":6.2.4.3"),
    (_METADATA, ":6.6.2"),
)
"""Reasons and what their findings contain, plainest first."""
_Report = Any
"""The validator's report; its class is imported when it is needed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says of itself, and whether it is true."""

    flavour: str
    """Part and level: ``3b``."""
    broken: frozenset[str] | None
    """The rules that it breaks; None for unknown parts."""

    @property
    def checked_as(self) -> str:
        """The flavour to validate it by: all levels have B in common."""
        return f"{self.flavour[0]}b"


def claim_of(document: pikepdf.Pdf) -> Claim | None:
    """What the unchanged document claims to be; None if nothing."""
    declared = _declared_flavour(document)
    if declared is None:
        return None
    part = f"{declared[0]}b"
    if part not in ("1b", "2b", "3b"):
        return Claim(declared, None)
    return Claim(
        declared, frozenset(finding.rule for finding in _validator().check(document, part).findings)
    )


def declared_conformance(pdf: Path) -> Conformance:
    """The conformance of a byte-identical copy: what it claims itself."""
    with suppress(*_ODD), open_pdf(pdf) as document:
        return Conformance(_declared_flavour(document))
    return Conformance(None)


def describe(document: pikepdf.Pdf, *, title: str, language: str | None) -> None:
    """Enter title, language (ISO 639-1) and producer if missing.

    Its two places for such things, information dictionary and XMP, stay in step.
    """
    with suppress(*_ODD):
        info = document.docinfo
        described = "/Metadata" in document.Root
        with _open_xmp(document) as xmp:
            if "/Title" not in info and "dc:title" not in xmp:
                info["/Title"] = xmp["dc:title"] = title
                _show_title(document)
            if "/Producer" not in info and "pdf:Producer" not in xmp:
                info["/Producer"] = xmp["pdf:Producer"] = _PRODUCER
            if not described:
                # What has no place in XMP is not asked for there.
                with warnings.catch_warnings(action="ignore"):
                    xmp.load_from_docinfo(info)
    root: Any = document.Root
    if language and not str(root.get("/Lang", default="")):
        root.Lang = language


def _show_title(document: pikepdf.Pdf) -> None:
    """Let readers show the title above the page, not the name."""
    root: Any = document.Root
    preferences = root.get("/ViewerPreferences", default=pikepdf.Dictionary())
    if isinstance(preferences, pikepdf.Dictionary) and "/DisplayDocTitle" not in preferences:
        preferences.DisplayDocTitle = True
        root.ViewerPreferences = preferences


def save(document: pikepdf.Pdf, target: Path, claim: Claim | None) -> Conformance:
    """Write the document whole, as PDF/A if it can be.

    Image streams stay byte by byte; equal input gives equal bytes. ``claim`` is that of the
    document before it was changed.

    Raises:
        DiskFull: no room for ``target``.
        FolderUnreachable: the folder of ``target`` is gone or may not be written.
    """
    with reaching(target.parent), written_whole(target) as file:
        if _would_recode(document):
            if claim is not None:
                _withdraw(document)
            _write(document, file, _UNTOUCHED)
            return Conformance(None, _PICTURES)
        if claim is not None:
            return _save_claimed(document, file, claim)
        return _save_unclaimed(document, file)


def _save_unclaimed(document: pikepdf.Pdf, file: BinaryIO) -> Conformance:
    """Write it as PDF/A-2b if it can be, else as it was."""
    before = {key: document.Root.get(key) for key in ("/Metadata", "/OutputIntents")}
    _declare(document)
    report = _write_validated(document, file, _FLAVOUR)
    if not report.findings:
        return Conformance(_FLAVOUR)
    for key, value in before.items():
        if value is not None:
            document.Root[key] = value
        elif key in document.Root:
            del document.Root[key]
    _write(document, file, _PLAIN)
    return Conformance(None, _obstacle(report))


_PLAIN: Mapping[str, Any] = {
    "object_stream_mode": pikepdf.ObjectStreamMode.generate,
    "stream_decode_level": pikepdf.StreamDecodeLevel.none,
    "deterministic_id": True,
    "fix_metadata_version": False,  # which would mend metadata on the way
}
_UNTOUCHED: Mapping[str, Any] = {
    **_PLAIN,
    "object_stream_mode": pikepdf.ObjectStreamMode.preserve,
    "compress_streams": False,
}
"""Even pictures that are not compressed stay so."""


def _save_claimed(document: pikepdf.Pdf, file: BinaryIO, claim: Claim) -> Conformance:
    """Write it with its claim, unless the text layer broke a rule."""
    if claim.broken is None:
        _write(document, file, _PLAIN)
        return Conformance(claim.flavour)
    report = _write_validated(document, file, claim.checked_as)
    if {finding.rule for finding in report.findings} <= claim.broken:
        return Conformance(claim.flavour)
    _withdraw(document)
    _write(document, file, _PLAIN)
    return Conformance(None, _obstacle(report))


def _write_validated(document: pikepdf.Pdf, file: BinaryIO, flavour: str) -> _Report:
    """Write the document as this flavour; what is found in it."""
    options = _validator().resolve_save_kwargs(flavour, deterministic_id=True)
    _write(document, file, options)
    return _validator().validate_written(Path(file.name), flavour, options)


def _write(document: pikepdf.Pdf, file: BinaryIO, options: Mapping[str, Any]) -> None:
    """Write the document in place of what the file has so far."""
    file.seek(0)
    file.truncate()
    document.save(file, **options)
    file.flush()


def _validator() -> Any:  # noqa: ANN401 - a module
    from pikepdf import pdfa  # noqa: PLC0415 - a fifth of a second: fontTools, jsonschema

    return pdfa


def _declared_flavour(document: pikepdf.Pdf) -> str | None:
    """Part and level of PDF/A that the document's metadata name."""
    with suppress(*_ODD):
        xmp = document.open_metadata()
        part, level = str(xmp.get("pdfaid:part", "")), str(xmp.get("pdfaid:conformance", ""))
        return part + level.lower() if part.isdigit() else None
    return None


def _declare(document: pikepdf.Pdf) -> None:
    """Enter the claim, and the colour profile that it asks for."""
    with suppress(*_ODD), _open_xmp(document) as xmp:
        xmp["pdfaid:part"], xmp["pdfaid:conformance"] = _FLAVOUR[0], _FLAVOUR[1].upper()
    if "/OutputIntents" not in document.Root:
        intent = pikepdf.Dictionary(
            Type=pikepdf.Name.OutputIntent,
            S=pikepdf.Name.GTS_PDFA1,
            OutputConditionIdentifier="sRGB",
            Info="sRGB",
            DestOutputProfile=document.make_stream(_srgb(), N=3),
        )
        document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])


def _withdraw(document: pikepdf.Pdf) -> None:
    """Take the claim out."""
    with suppress(*_ODD), _open_xmp(document) as xmp:
        for key in ("pdfaid:part", "pdfaid:conformance"):
            if key in xmp:
                del xmp[key]


def _open_xmp(document: pikepdf.Pdf) -> pikepdf.models.PdfMetadata:
    """The document's XMP, for changing it.

    Raises:
        ValueError: it is damaged. What pikepdf makes of it would take its place.
    """
    xmp = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    if xmp.recovered:
        msg = "damaged metadata"
        raise ValueError(msg)
    return xmp


def _srgb() -> bytes:
    """LittleCMS's own sRGB, half a kilobyte, with a fixed date."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return (
        profile[: _DATE.start]
        + bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))
        + profile[_DATE.stop :]
    )


def _would_recode(document: pikepdf.Pdf) -> bool:
    """Whether qpdf would recompress one of the pictures."""
    return any(
        isinstance(value, pikepdf.Stream)
        and value.get("/Subtype") == pikepdf.Name.Image
        and value.get("/Filter")
        != pikepdf.Name.FlateDecode  # by that name alone it is left as it is
        and set(_chain(value)) <= _RECODED
        for value in document.objects
    )


def _chain(stream: pikepdf.Stream) -> list[str]:
    """The names of the stream's filters."""
    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def _obstacle(report: _Report) -> str:
    """The plainest reason among the findings, as a message id."""
    found = [f"{finding.rule} {finding.where} {finding.message}" for finding in report.findings]
    return next(
        (reason for reason, sign in _SIGNS if any(sign in finding for finding in found)), _OTHER
    )
