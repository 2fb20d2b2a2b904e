"""Pictures of drafts for the documentation, one of each kind.

Made by the real command; the first two pages side by side. One more shows a letter's draft beside
its final: it is corrected, dropped back, and processed again.

python -m tools.pictures [--command COMMAND] [--folder FOLDER] [--target FOLDER]

Needs LibreOffice and Poppler. Who speaks and writes is invented; the recordings are made by
``tools/samples.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tools import batch, proofreading, samples
from tools.samples import HIGH, Speech, Voice

TARGET = batch.ROOT / "docs" / "pictures"
"""Where the documentation looks for them."""

_DPI = 75
_COLOURS = 48
"""Colours of a picture: with few, it has less than 100 KB."""
_GAP, _DESK = 12, (208, 208, 208)
"""Between pages and about them, in pixels, and its colour."""

_LOWER = Voice("de-DE", 0.95)
_LARGER = 0.8
"""How much deeper a voice sounds in a throat a quarter longer.

By its pitch alone it would not pass for another person.
"""

_COARSER = 3
"""The letter is scanned with 100 dpi, so that there is something to check."""

_MEETING = (
    (HIGH, "Ich eröffne die Sitzung des Bauausschusses und begrüße alle Anwesenden."),
    (HIGH, "Wir kommen zu Tagesordnungspunkt 1, die neuen Fenster."),
    (_LOWER, "Die Firma hat uns gestern ein neues Angebot geschickt."),
    (_LOWER, "Die Fenster kosten zwölftausend Euro, und die Lieferung dauert sechs Wochen."),
    (HIGH, "Gibt es zu diesem Punkt noch Fragen aus dem Ausschuss?"),
    (_LOWER, "Nein, der Preis ist angemessen, und die Arbeiten können im Februar beginnen."),
    (HIGH, "Der Antrag ist mit sieben Ja-Stimmen und einer Enthaltung angenommen."),
    (HIGH, "Herr Weiß übernimmt die Bestellung bis zum 30. November."),
    (HIGH, "Wir kommen zu Tagesordnungspunkt 2, der Spielplatz am Rathaus."),
    (_LOWER, "Das Klettergerüst ist seit dem Sommer gesperrt und muss ersetzt werden."),
    (_LOWER, "Im Garten des Rathauses stehen außerdem zwei alte Linden, die wir erhalten wollen."),
    (HIGH, "Der Ausschuss beschließt einstimmig, das Klettergerüst zu ersetzen."),
    (_LOWER, "Ich schicke Ihnen den Bericht bis zum 15. Dezember."),
    (HIGH, "Wir treffen uns am dritten Februar um halb zehn wieder."),
    (HIGH, "Vielen Dank, die Sitzung ist geschlossen."),
)

_DICTATION = """
Sehr geehrte Damen und Herren | Komma | neuer Absatz | hiermit bestätigen wir
den Eingang Ihres Antrags | Punkt | Der letzte Punkt ist erledigt | Punkt | Der Vertrag |
Klammer auf | Anlage drei | Klammer zu | wird verlängert | Punkt | neuer Absatz |
Mit freundlichen Grüßen
"""
"""A dictated letter; "|" is the little pause around a spoken sign."""

_OFFICE = {
    "draft.occasion": "Sitzung des Bauausschusses",
    "draft.place": "Rathaus, Zimmer 12",
    "draft.chair": "Frau Löwe",
    "draft.minute_taker": "Herr Bär",
    "draft.recipients": ["Mitglieder des Ausschusses", "Akten"],
    "recording.participants": ["Frau Löwe", "Herr Weiß", "Frau Schäfer"],
}
_SMOOTH = {"draft.smooth": True, "draft.candidates": True}


@dataclass(frozen=True, slots=True)
class Shown:
    """A kind of draft with its sample and its folder's profile."""

    kind: str
    sample: str
    profile: Mapping[str, Any]


SHOWN = (
    Shown("letter", "Brief.tif", {}),
    Shown("transcript", "meeting", _OFFICE),
    Shown("minutes", "meeting", _OFFICE | _SMOOTH),
    Shown("results", "meeting", _OFFICE | _SMOOTH),
    Shown("dictation", "Antrag 2026-11-23.m4a", {"recording.speakers": 1}),
    Shown(
        "memo", "Northgate 2026-11-23 14-05.m4a", {"draft.smooth": True, "recording.speakers": 1}
    ),
    Shown("plain", "meeting", {}),
)
_MEETING_FILE = "Bauausschuss 2026-11-23 09-30.m4a"


def main(arguments: Sequence[str]) -> int:
    """Make the drafts and their pictures.

    0, or the command's exit code if a draft is missing.
    """
    parser = argparse.ArgumentParser(
        prog="python -m tools.pictures", description="Make the pictures of the docs."
    )
    parser.add_argument(
        "--command", default=batch.default_command(), help="another command instead of schreibstube"
    )
    parser.add_argument(
        "--folder", type=Path, help="where to work; a new temporary folder otherwise"
    )
    parser.add_argument("--target", type=Path, default=TARGET, help="where to put the pictures")
    options = parser.parse_args(arguments)
    office = batch.Office(options.folder or Path(tempfile.mkdtemp(prefix="schreibstube-pictures-")))
    for shown in SHOWN:
        _drop(shown, office.inbox / shown.kind)
    code = subprocess.run(office.arguments(options.command), check=False).returncode
    drafts = {
        Path(output).parts[0]: office.outbox / output
        for item in office.items()
        for output in item.outputs
        if output.endswith(".docx")
    }
    options.target.mkdir(parents=True, exist_ok=True)
    for kind, draft in drafts.items():
        pages = tuple(_pages(draft, office.root / "pages" / kind))
        _write(pages[:2], options.target / f"{kind}.png")
        if kind == "letter":
            _write(pages[-1:], options.target / "checksheet.png")
    missing = {shown.kind for shown in SHOWN} - drafts.keys()
    if missing:
        print(f"No draft of {', '.join(sorted(missing))}.", file=sys.stderr)
        return code
    return _draw_final(drafts["letter"], office, options)


def _draw_final(draft: Path, office: batch.Office, options: argparse.Namespace) -> int:
    """Draft and final of the letter side by side; 1 without a final."""
    source = f"letter/{draft.stem} korrigiert.docx"
    truth = " ".join(sheet.text for sheet in _letter(samples.chance_of(1, "pictures")))
    proofreading.correct(draft, office.inbox / source, truth)
    subprocess.run(office.arguments(options.command), check=False)
    finals = (
        office.outbox / output
        for item in office.items()
        if item.source == source
        for output in item.outputs
        if output.endswith(".docx")
    )
    final = next(finals, None)
    if final is None:
        print("No final of the letter.", file=sys.stderr)
        return 1
    shown = (
        next(_pages(file, office.root / "pages" / name))
        for name, file in (("draft", draft), ("final", final))
    )
    _write(tuple(shown), options.target / "final.png")
    return 0


def _drop(shown: Shown, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "profile.toml").write_text(
        _profile({"draft.kind": shown.kind, **shown.profile}), encoding="utf-8"
    )
    match shown.sample:
        case "meeting":
            chance = samples.chance_of(1, "pictures")
            samples.record_speech(
                _larger(samples.speech_of(_MEETING, chance)), folder / _MEETING_FILE, chance
            )
        case "Brief.tif":
            chance = samples.chance_of(1, "pictures")
            pages = (samples.scanned(sheet, chance) for sheet in _letter(chance))
            first, *others = (page.reduce(_COARSER) for page in pages)
            dpi = samples.DPI / _COARSER
            first.save(folder / shown.sample, save_all=True, append_images=others, dpi=(dpi, dpi))
        case name if shown.kind == "dictation":
            chance = samples.chance_of(1, "pictures")
            parts = ((HIGH, " ".join(part.split())) for part in _DICTATION.split("|"))
            samples.record_speech(
                samples.speech_of(parts, chance, (0.3, 0.5)), folder / name, chance
            )
        case name:
            samples.english_memo(folder / name)


def _letter(chance: np.random.Generator) -> tuple[samples.Sheet, ...]:
    return samples.letter("de", chance, paragraphs=7)


def _larger(speech: Iterable[Speech]) -> Iterator[Speech]:
    """The same speech, with the second voice from a larger person.

    So two people are heard.
    """
    for each in speech:
        if each.voice is _LOWER:
            at = np.arange(0, each.sound.size - 1, _LARGER)
            sound = np.interp(at, np.arange(each.sound.size), each.sound).astype(np.int16)
            yield replace(each, sound=sound)
        else:
            yield each


def _profile(keys: Mapping[str, Any]) -> str:
    """As TOML; JSON writes strings, lists and booleans in the same way."""
    sections: dict[str, list[str]] = {}
    for name, value in keys.items():
        section, _, key = name.partition(".")
        sections.setdefault(section, []).append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(
        line for section, lines in sections.items() for line in (f"[{section}]", *lines, "")
    )


def _pages(draft: Path, folder: Path) -> Iterator[Image.Image]:
    """The pages of a draft as LibreOffice shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    office = (
        "soffice",
        f"-env:UserInstallation=file://{folder.resolve()}/office",
        "--headless",
        "--convert-to",
        "pdf",
    )
    subprocess.run([*office, "--outdir", folder, draft], check=True, capture_output=True)
    pdf = folder / draft.with_suffix(".pdf").name
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", pdf, folder / "page"], check=True)
    for page in sorted(folder.glob("page-*.png")):
        with Image.open(page) as picture:
            yield picture.convert("RGB")


def _write(pages: Sequence[Image.Image], target: Path) -> None:
    """The pages side by side on a grey desk, in few colours."""
    edges = [_GAP]
    for page in pages:
        edges.append(edges[-1] + page.width + _GAP)
    desk = Image.new("RGB", (edges[-1], max(page.height for page in pages) + 2 * _GAP), _DESK)
    for page, (left, _right) in zip(pages, pairwise(edges), strict=True):
        desk.paste(page, (left, _GAP))
    desk.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
