"""The keys of a profile, their defaults and what they mean."""

from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from pipeline.config.values import WORD_FILE, Count, PathText, Section, TesseractLanguages
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Rendition
from pipeline.core.recordings.file_name import MOST_SPEAKERS
from pipeline.core.scans.arrangement import Blank, DoubleSided, Habits, Split, Text
from pipeline.i18n import N_, Language

LONGEST_TERM = 60
"""Characters of a name or term; a longer one is a sentence."""


class Paper(Section):
    """Habits of the people who scan; all off by default."""

    blank: Blank = Field(
        "keep",
        description=N_('Blank pages: "keep" them, or "remove" them from the PDF and the draft.'),
    )
    split: Split = Field(
        "none",
        description=N_(
            'One scan, several documents: "sheets" divides it at separator sheets (`schreibstube '
            'separator`), "codes" at pages with one of the codes below, "none" never.'
        ),
    )
    codes: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        ("ASN",),
        min_length=1,
        description=N_("How the text of a barcode or QR code begins where a document begins."),
    )
    double_sided: DoubleSided = Field(
        "none",
        description=N_(
            "Two-sided sheets from a scanner that reads one side: first all front sides, then the "
            'turned stack. "stack": both in one file; "two-files": in two files, one after the '
            "other."
        ),
    )

    text: Text = Field(
        "check",
        description=N_(
            'Text that a PDF brings along, also that of an earlier text recognition: "check" '
            "compares some words with the picture and reads the page anew if they are wrong, "
            '"keep" believes it, "new" reads every page anew. What stands on a page and is no '
            "text yet is read in any case."
        ),
    )

    @property
    def habits(self) -> Habits:
        """The same for the core, which knows no pydantic."""
        return Habits(self.blank, self.split, self.codes, self.double_sided, self.text)


class Recordings(Section):
    """Settings for the recordings in the folder."""

    outputs: tuple[Rendition, ...] | None = Field(
        None,
        examples=[get_args(Rendition)],
        description=N_(
            "What is written besides the Word draft: {formats}; [] for nothing. "
            "Default: as in the settings."
        ),
    )
    model: Annotated[PathText, Field(min_length=1)] | None = Field(
        None,
        examples=["large-v3-turbo"],
        description=N_(
            "Speech model: one that `schreibstube models list` names, or the full path of its "
            "folder. Default: as in the settings."
        ),
    )
    participants: tuple[Annotated[str, Field(min_length=1, max_length=LONGEST_TERM)], ...] = Field(
        (),
        max_length=30,
        description=N_(
            "Who speaks or is spoken of, so that names are spelled right; terms go into "
            "glossary.txt."
        ),
    )
    speakers: Annotated[Count, Field(ge=0, le=MOST_SPEAKERS)] | None = Field(
        None,
        examples=[4],
        description=N_(
            "How many people speak in each recording, if that is always the same; 1 for "
            "dictations, whose speaker needs no label. A name like `Sitzung [4].m4a` says so for "
            "one recording. Default: they are counted."
        ),
    )


_Fixed = Annotated[str, Field(max_length=200)]
"""A text for a field of the frame; empty leaves it open."""


class Drafts(Section):
    """Kind and frame of the folder's drafts."""

    kind: DraftKind | None = Field(
        None,
        examples=[DraftKind.MINUTES.value],
        description=N_(
            'What is made of the files: "letter" or "plain" of scans; "transcript", "minutes" '
            '(course of a meeting), "results" (decisions first), "dictation", "memo" (telephone) '
            'or "plain" (for analysis programs) of recordings. Default: letters and transcripts '
            "without a frame."
        ),
    )
    language: Language | None = Field(
        None,
        examples=["en"],
        description=N_('Language of headings and labels: "de" or "en". Default: that of the text.'),
    )
    template: Annotated[str, Field(pattern=WORD_FILE, max_length=200)] | None = Field(
        None,
        examples=["Vorlage.dotx"],
        description=N_(
            "Your own Word template or letterhead, a file beside this one: .dotx or .docx, "
            "without macros."
        ),
    )
    smooth: bool | None = Field(
        None,
        examples=[True],
        description=N_(
            "Whether to propose a text without fillers and slips of the tongue; you see each "
            "change and can reject it. Default: true for minutes, results and memo."
        ),
    )
    candidates: bool | None = Field(
        None,
        examples=[True],
        description=N_(
            "Whether to look for items of the agenda, decisions and tasks; they are suggestions. "
            "Default: true for minutes and results."
        ),
    )
    occasion: _Fixed = Field(
        "", description=N_("What it is about, if that is always the same; for the frame.")
    )
    place: _Fixed = Field(
        "", description=N_("Where it takes place, if that is always the same; for the frame.")
    )
    chair: _Fixed = Field(
        "", description=N_("Who is in the chair, if that is always the same; for the frame.")
    )
    minute_taker: _Fixed = Field(
        "", description=N_("Who takes the minutes, or the call; for the frame.")
    )
    recipients: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        (), max_length=50, description=N_("Who receives the document; for the frame.")
    )

    def form(self, participants: tuple[str, ...], template: str) -> Form:
        """The same for the core.

        ``template`` is the SHA-256 of the template's bytes; empty if there is none.
        """
        return Form(
            kind=self.kind,
            language=self.language,
            template=template,
            smooth=self.smooth,
            candidates=self.candidates,
            occasion=self.occasion,
            place=self.place,
            chair=self.chair,
            minute_taker=self.minute_taker,
            recipients=self.recipients,
            participants=participants,
        )


class Profile(Section):
    """Everything that can be set for a folder, valid and frozen."""

    languages: TesseractLanguages | None = Field(
        None,
        examples=[("deu", "eng")],
        description=N_(
            "Languages of the scans, by Tesseract's names. Default: those of the settings."
        ),
    )
    passwords: tuple[str, ...] = Field(
        (),
        repr=False,
        description=N_(
            "Passwords to try on protected PDFs. Whoever can read this file can read them."
        ),
    )
    draft: Drafts = Field(
        Drafts(), description=N_("What kind of draft is made, and what its frame says.")
    )
    paper: Paper = Field(
        Paper(), description=N_("Habits of paper; all are off until you change them.")
    )
    recording: Recordings = Field(
        Recordings(), description=N_("Recordings, where they differ from the settings.")
    )
