"""Pages, recordings and what a test wants to know of their drafts."""

from __future__ import annotations

from dataclasses import replace

from pipeline.core.drafts.draft import About, Change, Draft, Fields, Heading, Run, Table, Turn
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Box, Gap, Page, Recording, SpokenWord, Utterance, Word
from pipeline.i18n import Language
from tests.drafts import ENGLISH, GERMAN, conversation, drafted

LETTER_DE = About("Brief", "Brief.pdf", "de", "Tesseract 5.5")
LETTER_EN = replace(LETTER_DE, language="en")
SENTENCE = "Wir bitten Sie um die Unterlagen."
RECORDED = tuple(kind for kind in DraftKind if kind is not DraftKind.LETTER)


def page_of(number: int, text: str = SENTENCE, *, confidence: float = 1, **more: object) -> Page:
    """One line of type, two sizes wide per word."""
    words = tuple(
        Word(word, Box(at * 80, 100, at * 80 + 70, 140), confidence, 0, 0, 0)
        for at, word in enumerate(text.split())
    )
    return replace(Page(number, 2000, 3000, 300, words), **more)  # type: ignore[arg-type]


def said_words(
    text: str, start: float = 0, *, pace: float = 0.4, confidence: float = 1
) -> tuple[SpokenWord, ...]:
    return tuple(
        SpokenWord(f" {word}", start + at * pace, start + (at + 1) * pace, confidence)
        for at, word in enumerate(text.split())
    )


def recording_of(*utterances: Utterance, gaps: tuple[Gap, ...] = ()) -> Recording:
    return Recording(600, utterances, language="de", gaps=gaps)


def text_of(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def marked_texts(runs: tuple[Run, ...]) -> list[tuple[str, bool]]:
    """The runs' texts, and whether they are marked."""
    return [(run.text, run.doubt is not None) for run in runs]


def fact_of(made: Draft, label: str) -> str | None:
    return dict(made.facts).get(label)


def about_meeting(kind: DraftKind | None, language: Language = "de", **form: object) -> About:
    wanted = replace(Form(kind), **form)  # type: ignore[arg-type]  # fields by name
    return About("Rat 2026-11-23", "Rat 2026-11-23.m4a", language, "Whisper base", form=wanted)


def meeting_draft(kind: DraftKind | None, language: Language = "de", **form: object) -> Draft:
    return drafted(
        conversation(GERMAN if language == "de" else ENGLISH, language),
        about=about_meeting(kind, language, **form),
    )


def fields_of(made: Draft) -> dict[str, str]:
    return {
        label: value
        for block in made.blocks
        if isinstance(block, Fields)
        for label, value in block.rows
    }


def headings_of(made: Draft) -> list[str]:
    return [text_of(block.runs) for block in made.blocks if isinstance(block, Heading)]


def turns_of(made: Draft) -> list[Turn]:
    return [block for block in made.blocks if isinstance(block, Turn)]


def as_said(runs: tuple[Run, ...]) -> str:
    """What the words were before anything was changed."""
    return "".join(run.text for run in runs if run.change is not Change.INSERTED)


def table_rows(made: Draft) -> list[list[str]]:
    return [
        [" | ".join(map(text_of, cell.paragraphs)) for cell in row]
        for block in made.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def dictation_of(*texts: str) -> Draft:
    return drafted(
        conversation(tuple((text, None) for text in texts), "de"),
        about=about_meeting(DraftKind.DICTATION),
    )


def abutting_words(text: str) -> tuple[SpokenWord, ...]:
    """The words of ``text`` without a pause."""
    return tuple(
        SpokenWord(f" {word}", n / 2, (n + 1) / 2, 0.9) for n, word in enumerate(text.split())
    )


def accepted_text(turn: Turn) -> str:
    return "".join(run.text for run in turn.runs if run.change is not Change.DELETED)
