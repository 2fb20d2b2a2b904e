"""What is fuzzed: our own parsers, and what we call with files from outside.

Each target takes the bytes of one mutated file, and a folder of its own to work in. It may raise
what the product expects of damaged files (``SchreibstubeError``); anything else is a finding.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.core import completeness, filetypes
from pipeline.core.drafts.draft import Change, Doubt, Draft, Heading, Reason, Run, Turn
from pipeline.core.drafts.kinds import DraftKind
from pipeline.core.model import Moment, Page
from pipeline.core.recordings.segments import Segment
from pipeline.core.recordings.torn_containers import torn_transport
from pipeline.core.recordings.truncation import torn_frame, torn_ogg
from pipeline.office.journal import Journal, open_journal
from pipeline.office.profiles.lookup import glossary_of, profile_of, template_content
from pipeline.office.profiles.new import template as new_profile
from pipeline.outputs.draft_docx import write_docx
from pipeline.recipe import RecordingFacts, ScanFacts
from pipeline.recordings.container import breaks_off
from pipeline.recordings.decoding import open_recording
from pipeline.returns.reading import read_return
from pipeline.scans.image_files.image_to_pdf import picture_as_pdf
from pipeline.scans.opening import open_scan
from pipeline.settings import load
from pipeline.stages.artefacts import Artefacts
from pipeline.stages.document_artefacts import Diarization, HeardSegment

_ROOT = Path(__file__).parents[1]
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
_PICTURES = (".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".bmp", ".gif", ".avif")
_SOUNDS = (
    *(".wav", ".mp3", ".ogg", ".opus", ".m4a", ".m4b", ".flac", ".webm", ".mkv", ".ts", ".aac"),
    *(".amr", ".aiff", ".asf", ".caf", ".vob", ".voc", ".flv", ".w64", ".mp4"),
)
_TEXT = "word/document.xml"
_DRAFT = Draft(
    "Rat",
    "de",
    (("Quelle", "Rat.m4a"),),
    (),
    (
        Turn(
            (Run("Ja, ", "de", anchor="u1"), Run("ähm", "de", None, Change.DELETED, "u1")),
            0,
            2,
            "A",
        ),
        Turn((Run("nein", "de", Doubt(Reason.UNSURE, 0.4, Moment(3, 4)), anchor="u2"),), 3, 4, "B"),
    ),
    job="000001-abababababab",
    kind=DraftKind.TRANSCRIPT,
)
"""A small one with controls, changes, a comment and a check sheet."""

_LARGEST = 400_000
"""Bytes of a file to mutate: small ones are opened more often in the same time."""

Files = Mapping[str, bytes]
"""Names and contents."""

Feed = Callable[[bytes, Path], None]
"""Takes a file's bytes and a folder; raises what is wrong with them."""


def profile(content: bytes, folder: Path) -> None:
    """A folder's profile."""
    (folder / "profile.toml").write_bytes(content)
    profile_of(folder, "")


def glossary(content: bytes, folder: Path) -> None:
    """A folder's glossary."""
    (folder / "glossary.txt").write_bytes(content)
    glossary_of(folder, "")


def settings(content: bytes, folder: Path) -> None:
    """The settings file."""
    file = folder / "schreibstube.toml"
    file.write_bytes(content)
    load(file)


def word_template(content: bytes, folder: Path) -> None:
    """An office's Word template: what a profile accepts can be written on."""
    (folder / "profile.toml").write_text('[draft]\ntemplate = "brief.docx"\n')
    (folder / "brief.docx").write_bytes(content)
    found = template_content(folder, "")
    write_docx(
        Draft("Brief", "de", (), (), (Heading(1, (Run("Betreff", "de"),)),)),
        folder / "draft.docx",
        template=found,
    )


def corrected_draft(content: bytes, folder: Path) -> None:
    """A draft that comes back, with this text."""
    write_docx(_DRAFT, folder / "ours.docx")
    with (
        zipfile.ZipFile(folder / "ours.docx") as ours,
        zipfile.ZipFile(folder / "back.docx", "w") as back,
    ):
        for name in ours.namelist():
            back.writestr(name, content if name == _TEXT else ours.read(name))
    read_return(folder / "back.docx", folder)


def file_type(content: bytes, folder: Path) -> None:  # noqa: ARG001 - all targets are alike
    """The first bytes, without a name to help."""
    filetypes.kind_of(content[: filetypes.HEAD_BYTES], "")


def file_end(content: bytes, folder: Path) -> None:  # noqa: ARG001 - as above
    """Whether a file has its end."""
    completeness.ending(lambda at, length: content[at : at + length], len(content))


def torn_sound(content: bytes, folder: Path) -> None:
    """Whether a recording breaks off."""
    torn_ogg(content[-131_072:])
    torn_transport(content[:1000], len(content))
    for codec in ("mp3", "mp2", "aac", "amrnb", "amrwb", "opus"):
        torn_frame(codec, content[-500:])
    (folder / "sound").write_bytes(content)
    breaks_off(folder / "sound")


def picture(content: bytes, folder: Path) -> None:
    """A picture as a PDF."""
    (folder / "picture").write_bytes(content)
    picture_as_pdf(folder / "picture")


def scan(content: bytes, folder: Path) -> None:
    """A PDF or picture as the working PDF."""
    (folder / "scan").write_bytes(content)
    open_scan(folder / "scan", folder / "pages.pdf")


def recording(content: bytes, folder: Path) -> None:
    """A recording as raw samples."""
    (folder / "recording").write_bytes(content)
    open_recording(folder / "recording", folder / "sound.pcm", longest=600)


def journal(content: bytes, folder: Path) -> None:
    """The journal of a state folder."""
    (folder / "journal.sqlite3").write_bytes(content)
    with closing(open_journal(folder, clock=lambda: _NOON, inbox=Path("/inbox"))) as opened:
        opened.jobs()
        opened.verify()


def artefact(content: bytes, folder: Path) -> None:
    """An intermediate result: what cannot be read back is missing."""
    artefacts, sha256 = Artefacts(folder), "0" * 64
    artefacts.save(sha256, "stage", ScanFacts((), repaired=False), settings="")
    (file,) = artefacts.folder(sha256).iterdir()
    file.write_bytes(content)
    for kind in (ScanFacts, Page, RecordingFacts, HeardSegment, Diarization, Segment):
        artefacts.load(sha256, "stage", kind, settings="")


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz."""

    feed: Feed
    seeds: Files
    """Healthy and odd files to mutate."""
    weight: int = 1
    """How often it is tried, beside others."""


def targets(data: Iterable[Path]) -> dict[str, Target]:
    """All targets that have something to mutate, by name.

    ``data`` are real files; a target without any is left out.
    """
    real = {
        file.name: file.read_bytes()
        for file in data
        if file.is_file() and 0 < file.stat().st_size <= _LARGEST
    }

    def those(*suffixes: str) -> Files:
        return {name: held for name, held in real.items() if name.lower().endswith(suffixes)}

    pictures, sounds = those(*_PICTURES), those(*_SOUNDS)
    found = (
        Target(profile, _profiles(), 20),
        Target(glossary, {"glossary.txt": "Gründel-Löwe\n# Namen\nKowalczyk\n".encode()}, 5),
        Target(settings, {"example": (_ROOT / "schreibstube.example.toml").read_bytes()}, 10),
        Target(word_template, _word_files(), 5),
        Target(corrected_draft, _texts_of_drafts(), 10),
        Target(file_type, real, 30),
        Target(file_end, real, 30),
        Target(torn_sound, sounds, 20),
        Target(picture, pictures, 8),
        Target(scan, {**those(".pdf"), **pictures}, 10),
        Target(recording, sounds, 10),
        Target(journal, _journals(), 10),
        Target(artefact, _artefacts(), 15),
    )
    return {target.feed.__name__: target for target in found if target.seeds}


def _profiles() -> Files:
    dense = '[paper]\ndouble_sided = "two-files"\n[draft]\nkind = "minutes"\ntemplate = "b.docx"\n'
    return {"dense": dense.encode(), "de": new_profile("de").encode()}


def _word_files() -> Files:
    from docx import Document  # noqa: PLC0415 - for this alone

    stream = io.BytesIO()
    Document().save(stream)
    ours = (_ROOT / "pipeline" / "outputs" / "draft.docx").read_bytes()
    return {"ours.docx": ours, "plain.docx": stream.getvalue()}


def _texts_of_drafts() -> Files:
    stream = io.BytesIO()
    with TemporaryDirectory() as folder:
        write_docx(_DRAFT, Path(folder, "ours.docx"))
        stream.write(Path(folder, "ours.docx").read_bytes())
    with zipfile.ZipFile(stream) as package:
        return {_TEXT: package.read(_TEXT)}


def _journals() -> Files:
    """A journal with a story, in one file."""
    with TemporaryDirectory() as folder:
        with closing(Journal(Path(folder), clock=lambda: _NOON)) as opened:
            opened.bind(Path("/inbox"))
            for number in range(20):
                opened.append(f"{number:06d}", "rejected", {"reason": "DamagedFile"})
        return {"journal": (Path(folder) / "journal.sqlite3").read_bytes()}


def _artefacts() -> Files:
    """The intermediate results in the offices of earlier versions."""
    found: dict[str, bytes] = {}
    for archive in sorted((_ROOT / "tests" / "resources" / "upgrade").glob("*.tar.xz")):
        with tarfile.open(archive) as packed:
            for entry in packed.getmembers():
                held = packed.extractfile(entry) if entry.isfile() else None
                if held is not None and "/artefacts/" in entry.name:
                    found[entry.name] = held.read()
    return found
