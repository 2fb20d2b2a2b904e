"""Drafts of made documents, as the stages compose them without an engine.

The pages show the words that their artefacts name, so that what is seen can be compared with what
is found.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from benchmarks.edited_texts import Text
from pipeline import process
from pipeline.core.corrections.model import DraftWord
from pipeline.core.drafts.assembly import draft
from pipeline.core.drafts.draft import About
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Box, Job, Kind, Page, Recording, SpokenWord, Utterance, Word
from pipeline.engines.hunspell import lexicon
from pipeline.outputs.draft_docx import write_docx
from pipeline.recipe import Recipe
from pipeline.stages.document_artefacts import DocumentArtefacts
from pipeline.stages.published import PublishedDrafts, PublishedPart, part_of_recording
from pipeline.translations import translator

SHA256 = "ab" * 32
DRAFT_ID = f"000001-{SHA256[:12]}"
WIDTH, HEIGHT, DPI = 1654, 2339, 200
_FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 22)
_WORD = 0.4
"""Seconds of a spoken word."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft, and what it was made from."""

    job: Job
    original: Path
    recipe: Recipe
    docx: Path
    pdf: Path | None
    """None of a recording."""

    @property
    def part(self) -> PublishedPart:
        """What is kept of it."""
        (part,) = PublishedDrafts(self.job, self.recipe).load() or ()
        return part


def drafted(text: Text, folder: Path, *, pictures: int | None = None) -> Drafted:
    """The draft of a text; ``pictures``: only so many pages look different."""
    folder.mkdir(parents=True, exist_ok=True)
    return _talk(text, folder) if text.spoken else _scan(text, folder, pictures)


def recipe_of(folder: Path) -> Recipe:
    """The recipe of all these drafts, with their artefacts in ``folder``."""
    return Recipe(
        folder / "artefacts",
        "1",
        "de",
        "reader 1",
        20,
        ("deu",),
        "listener 1",
        ("de",),
        outputs=("vtt", "srt", "txt", "json"),
    )


def _scan(text: Text, folder: Path, pictures: int | None) -> Drafted:
    original, work = folder / "original.pdf", folder / "work"
    work.mkdir()
    pages = [
        _page(number, tuple(words))
        for number, words in groupby(text.draft, key=lambda word: word.place.group)
    ]
    _print(pages, original, pictures or len(pages))
    recipe, job = recipe_of(folder), Job(DRAFT_ID, Kind.SCAN, "Brief.pdf", SHA256)
    process.prepare(job, original, work, recipe)
    known = DocumentArtefacts(job, recipe)
    for page in pages:
        known.save_page(page)
    made = process.compose(job, work, recipe)
    pdf, docx = made.files
    return Drafted(job, original, recipe, docx, pdf)


def _page(number: int, words: Sequence[DraftWord]) -> Page:
    """A page with these words in their lines, as far as there is room."""
    printed: list[Word] = []
    for line, (_, said) in enumerate(groupby(words, key=lambda word: word.anchor)):
        left, top = 120.0, 110.0 + 52 * line
        for word in said:
            ink = _ink(word.text)
            box = Box(ink.left + left, ink.top + top, ink.right + left, ink.bottom + top)
            if box.right > WIDTH - 20 or box.bottom > HEIGHT - 20:
                break
            printed.append(Word(word.text, box, 0.95, line // 6, line // 6, line))
            left += _FONT.getlength(f"{word.text} ")
    return Page(number, WIDTH, HEIGHT, DPI, tuple(printed), language="de")


@cache
def _ink(text: str) -> Box:
    """Where a word is printed that is written at the origin."""
    return Box(*_FONT.getbbox(text))


def _print(pages: Sequence[Page], target: Path, pictures: int) -> None:
    """Write a scan that shows these pages."""
    shown: list[bytes] = []
    with pikepdf.new() as document:
        for number, page in enumerate(pages):
            if number < pictures:
                paper = Image.new("1", (WIDTH, HEIGHT), 1)
                pen = ImageDraw.Draw(paper)
                for word in page.words:
                    ink = _ink(word.text)
                    place = word.box.left - ink.left, word.box.top - ink.top
                    pen.text(place, word.text, 0, _FONT)
                shown.append(zlib.compress(paper.tobytes(), 9))
            _add_page(document, shown[number % len(shown)])
        document.save(target, deterministic_id=True)


def _add_page(document: pikepdf.Pdf, picture: bytes) -> None:
    size = WIDTH * 72 / DPI, HEIGHT * 72 / DPI
    page = document.add_blank_page(page_size=size)
    image = pikepdf.Stream(document, picture)
    image.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=WIDTH,
        Height=HEIGHT,
        BitsPerComponent=1,
        ColorSpace=pikepdf.Name.DeviceGray,
        Filter=pikepdf.Name.FlateDecode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=image))
    drawn = f"q {size[0]:.2f} 0 0 {size[1]:.2f} 0 0 cm /Picture Do Q"
    page.Contents = document.make_stream(drawn.encode("ascii"))


def _talk(text: Text, folder: Path) -> Drafted:
    """The draft of a meeting, each turn an utterance."""
    recipe = replace(recipe_of(folder), form=Form(kind=DraftKind.TRANSCRIPT))
    job = Job(DRAFT_ID, Kind.RECORDING, "Sitzung.wav", SHA256)
    recording = recording_of(text)
    about = About("Sitzung", "Sitzung.wav", "de", recipe.speech, form=recipe.form)
    about = replace(about, job=job.id, sha256=job.sha256)
    made = draft(recording, about=about, translate=translator("de"), lexicon=lexicon())
    docx = folder / "draft.docx"
    write_docx(made, docx)
    part = part_of_recording(made, recording, about, recipe.outputs)
    PublishedDrafts(job, recipe).save((part,))
    return Drafted(job, folder / "none.wav", recipe, docx, None)


def recording_of(text: Text) -> Recording:
    """A recording of a text's turns."""
    utterances = []
    now = 0.0
    for _, words in groupby(text.draft, key=lambda word: word.place.group):
        said = []
        speaker = ""
        for word in words:
            said.append(SpokenWord(f" {word.text}", now, now + 0.35, 0.95))
            now, speaker = now + _WORD, word.speaker
        utterances.append(Utterance(tuple(said), "de", speaker or None))
    return Recording(now, tuple(utterances), language="de")
