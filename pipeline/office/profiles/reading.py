"""``profile.toml`` and ``glossary.txt``: what is special about the files that are dropped into one folder of the inbox.

The nearest one of each counts: in the file's own folder, else in a folder above it up to the inbox itself.
Parsed once into frozen values; every mistake is reported together, with its line.
"""

from __future__ import annotations

import json
import re
import stat
import textwrap
import tomllib
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import IO, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from pipeline import files
from pipeline.core.drafts.kinds import DraftKind, Form
from pipeline.core.model import Rendition
from pipeline.core.naming import folded, readable
from pipeline.core.office.intake import GLOSSARY, PROFILE
from pipeline.core.recordings.file_name import MOST_SPEAKERS
from pipeline.core.scans.arranging import Blank, DoubleSided, Habits, Split
from pipeline.errors import Mistake, ProfileExists, ProfileWrong
from pipeline.files import reaching
from pipeline.i18n import N_, Language, translator

_LARGEST = 16_384
"""Bytes; a profile that is longer is none."""

_LONGEST_TERM = 60
"""Characters of a name or term; a longer one is a sentence, or a file of another kind."""

_LARGEST_GLOSSARY = 400
"""Characters of all terms together, each with the comma and space after it.

Source: Whisper heeds 223 tokens of a prompt, and German names take about one for 2.3 characters; the
rest is for participants and the file's name (docs/benchmarks/prompting.md).
"""

_LARGEST_TEMPLATE = 10 << 20
"""Bytes; a Word template with a letterhead has a tenth of that."""

_WORD = ("word/document.xml", "[Content_Types].xml")
"""What every Word file holds; the second says what it is."""

_KEY = re.compile(r"\s*([A-Za-z0-9_.-]+)\s*=")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
"""How tomllib says where."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paper(_Section):
    """Habits of the people who scan into the folder; all off by default."""

    blank: Blank = Field(
        "keep", description=N_('Blank pages: "keep" them, or "remove" them from the PDF and the draft.')
    )
    split: Split = Field(
        "none",
        description=N_(
            'One scan, several documents: "sheets" divides it at separator sheets (`schreibstube separator`), "codes" at pages with one of the codes below, "none" never.'
        ),
    )
    codes: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        ("ASN",), min_length=1, description=N_("How the text of a barcode or QR code begins where a document begins.")
    )
    double_sided: DoubleSided = Field(
        "none",
        description=N_(
            'Two-sided sheets from a scanner that reads one side: first all front sides, then the turned stack. "stack": both in one file; "two-files": in two files, one after the other.'
        ),
    )

    @property
    def habits(self) -> Habits:
        """The same for the core, which knows nothing of files and parsers."""
        return Habits(self.blank, self.split, self.codes, self.double_sided)


class Recordings(_Section):
    """What is special about the recordings that are dropped into the folder."""

    outputs: tuple[Rendition, ...] | None = Field(
        None,
        examples=[("vtt", "srt", "txt", "json")],
        description=N_(
            'What is written besides the Word draft: subtitles ("vtt", "srt"), plain text ("txt"), every word with its time for programs ("json"); [] for nothing. Default: as in the settings.'
        ),
    )
    model: str | None = Field(
        None,
        min_length=1,
        examples=["large-v3-turbo"],
        description=N_(
            "Speech model: one that `schreibstube models list` names, or the full path of its folder. Default: as in the settings."
        ),
    )
    participants: tuple[Annotated[str, Field(min_length=1, max_length=_LONGEST_TERM)], ...] = Field(
        (),
        max_length=30,
        description=N_("Who speaks or is spoken of, so that names are spelled right; terms go into glossary.txt."),
    )
    speakers: Annotated[int, Field(ge=0, le=MOST_SPEAKERS)] | None = Field(
        None,
        examples=[4],
        description=N_(
            "How many people speak in each recording, if that is always the same; 1 for dictations, whose speaker needs no label. A name like `Sitzung [4].m4a` says so for one recording. Default: they are counted."
        ),
    )


_Fixed = Annotated[str, Field(max_length=200)]
"""A text for a field of the frame; empty to leave it open."""


class Drafts(_Section):
    """What the folder's drafts are to be like."""

    kind: DraftKind | None = Field(
        None,
        examples=[DraftKind.MINUTES.value],
        description=N_(
            'What is made of the files: "letter" or "plain" of scans; "transcript", "minutes" (course of a meeting), "results" (decisions first), "dictation", "memo" (telephone) or "plain" (for analysis programs) of recordings. Default: letters and transcripts without a frame.'
        ),
    )
    language: Language | None = Field(
        None,
        examples=["en"],
        description=N_('Language of headings and labels: "de" or "en". Default: that of the text.'),
    )
    template: Annotated[str, Field(pattern=r"^[^/\\]+\.(?i:dotx|docx)$", max_length=200)] | None = Field(
        None,
        examples=["Vorlage.dotx"],
        description=N_("Your own Word template or letterhead, a file beside this one: .dotx or .docx, without macros."),
    )
    smooth: bool | None = Field(
        None,
        examples=[True],
        description=N_(
            "Whether to propose a text without fillers and slips of the tongue; you see each change and can reject it. Default: true for minutes, results and memo."
        ),
    )
    candidates: bool | None = Field(
        None,
        examples=[True],
        description=N_(
            "Whether to look for items of the agenda, decisions and tasks; they are suggestions. Default: true for minutes and results."
        ),
    )
    occasion: _Fixed = Field("", description=N_("What it is about, if that is always the same; for the frame."))
    place: _Fixed = Field("", description=N_("Where it takes place, if that is always the same; for the frame."))
    chair: _Fixed = Field("", description=N_("Who is in the chair, if that is always the same; for the frame."))
    minute_taker: _Fixed = Field("", description=N_("Who takes the minutes, or the call; for the frame."))
    recipients: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(
        (), max_length=50, description=N_("Who receives the document; for the frame.")
    )

    def form(self, participants: tuple[str, ...], template: str) -> Form:
        """The same for the core; ``template`` is the SHA-256 of the template's bytes, empty where there is none."""
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


class Profile(_Section):
    """Everything that can be set for a folder, valid and frozen."""

    languages: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_/-]+$")], ...] | None = Field(
        None,
        min_length=1,
        examples=[("deu", "eng")],
        description=N_("Languages of the scans, by Tesseract's names. Default: those of the settings."),
    )
    passwords: tuple[str, ...] = Field(
        (), repr=False, description=N_("Passwords to try on protected PDFs. Whoever can read this file can read them.")
    )
    draft: Drafts = Field(Drafts(), description=N_("What kind of draft is made, and what its frame says."))
    paper: Paper = Field(Paper(), description=N_("Habits of paper; all are off until you change them."))
    recording: Recordings = Field(Recordings(), description=N_("Recordings, where they differ from the settings."))


def profile_of(inbox: Path, folder: str) -> Profile:
    """The profile in force for files in ``folder``, a path below ``inbox``; the defaults where there is none.

    Raises:
        ProfileWrong: it has mistakes, or cannot be read.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = _nearest(inbox, folder, PROFILE)
    return Profile() if place is None else _parsed(inbox / place, readable(place))


def template_of(inbox: Path, folder: str) -> str | None:
    """Where the Word template in force for files in ``folder`` is, relative to the inbox; None where there is none.

    Raises:
        ProfileWrong: the profile has mistakes, or the template cannot be used.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = _nearest(inbox, folder, PROFILE)
        if place is None:
            return None
        wanted, above = _parsed(inbox / place, readable(place)).draft.template, place.rpartition("/")[0]
        name = _named(inbox / above, folded(wanted)) if wanted else None
    return name if name is None or not above else f"{above}/{name}"


def template_content(inbox: Path, folder: str) -> bytes | None:
    """The bytes of that template, whole and a Word file.

    Raises:
        ProfileWrong: the profile has mistakes, or the template cannot be used.
        FolderUnreachable: the inbox is gone.
    """
    place = template_of(inbox, folder)
    if place is None:
        return None
    try:
        with reaching(inbox):
            content = (inbox / place).read_bytes()
        _check_word(BytesIO(content))
    except _Unreadable as error:
        raise ProfileWrong.of(readable(place), [error.mistake]) from error
    return content


def glossary_of(inbox: Path, folder: str) -> tuple[str, ...]:
    """The terms of the glossary in force in ``folder``, as they stand there; none where there is none.

    One term a line; what follows ``#`` at the beginning of a line is a comment.

    Raises:
        ProfileWrong: it is too long, or cannot be read.
        FolderUnreachable: the inbox is gone.
    """
    with reaching(inbox):
        place = _nearest(inbox, folder, GLOSSARY)
    if place is None:
        return ()
    try:
        lines = [" ".join(line.split()) for line in _text(inbox / place).splitlines()]
    except _Unreadable as error:
        raise ProfileWrong.of(readable(place), [error.mistake]) from error
    terms = [(number, line) for number, line in enumerate(lines, start=1) if line and not line.startswith("#")]
    mistakes = list(_too_long(terms))
    if mistakes:
        raise ProfileWrong.of(readable(place), mistakes)
    return tuple(dict.fromkeys(term for _, term in terms))


def _too_long(terms: list[tuple[int, str]]) -> Iterator[Mistake]:
    filled = 0
    for number, term in terms:
        if len(term) > _LONGEST_TERM:
            yield Mistake(_LONGER, (("limit", _LONGEST_TERM),), number)
        filled += len(term) + len(", ")
        if filled > _LARGEST_GLOSSARY:
            said = N_("from here on it is too long, more than {limit} characters in all")
            yield Mistake(said, (("limit", _LARGEST_GLOSSARY),), number)
            return


def write_profile(folder: Path, language: Language, kind: DraftKind | None = None) -> Path:
    """A new ``profile.toml`` in ``folder`` with every key, its default or what suits drafts of ``kind``, and what it does.

    Raises:
        ProfileExists: there is one; it stays as it is.
        DiskFull, FolderUnreachable: the system refuses.
    """
    with reaching(folder):
        there = _named(folder, PROFILE)
        if there is None:
            files.write_new(folder / PROFILE, template(language, kind).encode())
            return folder / PROFILE
    raise ProfileExists(file=readable(str(folder / there)))


_SUITING: Mapping[DraftKind, Mapping[str, object]] = {
    DraftKind.LETTER: {},
    DraftKind.TRANSCRIPT: {"recording.outputs": ("vtt", "txt")},
    DraftKind.MINUTES: {"draft.smooth": True, "draft.candidates": True},
    DraftKind.RESULTS: {"draft.smooth": True, "draft.candidates": True},
    DraftKind.DICTATION: {"recording.outputs": (), "recording.speakers": 1},
    DraftKind.MEMO: {"draft.smooth": True, "recording.outputs": ()},
    DraftKind.PLAIN: {"draft.smooth": False, "recording.outputs": ("txt",)},
}
"""What a new profile for drafts of a kind says besides that kind."""


def template(language: Language, kind: DraftKind | None = None) -> str:
    """The text of a new profile: valid TOML that changes nothing, or what suits drafts of ``kind``."""
    _ = translator(language)
    head = _("Profile of Schreibstube for this folder and the folders in it.")
    said = _("These are the defaults.") if kind is None else _("It is made for drafts of the kind “{kind}”.")
    values = {} if kind is None else {"draft.kind": kind.value, **_SUITING[kind]}
    return "\n".join([*_comment(f"{head} {said.format(kind=kind)}"), *_keys(Profile, language, values)]) + "\n"


def _keys(section: type[BaseModel], language: Language, values: Mapping[str, object], above: str = "") -> Iterator[str]:
    """Plain keys come before sections, as TOML wants it; ``values`` in place of defaults, by the keys' full names."""
    _ = translator(language)
    for name, info in section.model_fields.items():
        value = values.get(f"{above}{name}", info.default)
        yield ""
        yield from _comment(_(info.description or ""))
        if isinstance(value, BaseModel):
            yield f"[{name}]"
            yield from _keys(type(value), language, values, f"{above}{name}.")
        elif value is None:
            yield f"# {name} = {json.dumps((info.examples or [''])[0])}"
        else:
            yield f"{name} = {json.dumps(value)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 100)]


def _nearest(inbox: Path, folder: str, wanted: str) -> str | None:
    """Where the nearest file of this name is, relative to the inbox; None if there is none."""
    parts = folder.split("/") if folder else []
    for depth in range(len(parts), 0, -1):
        above = "/".join(parts[:depth])
        try:
            name = _named(inbox / above, wanted)
        except (FileNotFoundError, NotADirectoryError):
            continue  # removed since the file was taken from it
        if name is not None:
            return f"{above}/{name}"
    return _named(inbox, wanted)


def _named(folder: Path, wanted: str) -> str | None:
    """The file's name in a folder: ``Profile.toml`` is a profile, too, as Windows sees it."""
    return min((entry.name for entry in folder.iterdir() if folded(entry.name) == wanted), default=None)


def _parsed(file: Path, shown: str) -> Profile:
    text = ""
    try:
        text = _text(file)
        profile = Profile(**tomllib.loads(text))
        if profile.draft.template is not None:
            _check_template(file.parent, profile.draft.template, text)
        return profile  # noqa: TRY300 - what is wrong with it is told below
    except _Unreadable as error:
        mistakes = [error.mistake]
    except tomllib.TOMLDecodeError as error:
        mistakes = [_syntax(str(error), text.splitlines())]
    except ValidationError as error:
        mistakes = [_mistake(wrong, text) for wrong in error.errors(include_input=False)]
    raise ProfileWrong.of(shown, sorted(mistakes, key=lambda mistake: (mistake.line, mistake.key)))


def _check_template(folder: Path, wanted: str, text: str) -> None:
    """Raises ``_Unreadable`` with the line that names it if there is no Word file of this name beside the profile."""
    line, key = _line_of(["draft", "template"], text), "draft.template"
    try:
        with _opened(folder / (_named(folder, folded(wanted)) or wanted)) as stream:
            _check_word(stream)
    except FileNotFoundError as error:
        said = N_("there is no file of this name beside the profile")
        raise _Unreadable(Mistake(said, line=line, key=key)) from error
    except OSError as error:
        raise _Unreadable(Mistake(_CLOSED, line=line, key=key)) from error
    except _Unreadable as error:
        raise _Unreadable(replace(error.mistake, line=line, key=key)) from error


def _check_word(stream: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(stream) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST_TEMPLATE:
                said = N_("larger than {limit} MB when unpacked")
                raise _Unreadable(Mistake(said, (("limit", _LARGEST_TEMPLATE >> 20),)))
            if not set(_WORD) <= set(package.namelist()):
                raise _Unreadable(Mistake(N_("this is not a Word file")))
            if "macroEnabled" in package.read(_WORD[1]).decode(errors="replace"):
                raise _Unreadable(Mistake(N_("it holds macros")))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error) as error:
        raise _Unreadable(Mistake(N_("this is not a Word file, or damaged"))) from error


class _Unreadable(Exception):
    """The file cannot be taken for what it should be."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(mistake)
        self.mistake = mistake


def _opened(file: Path) -> IO[bytes]:
    if not stat.S_ISREG(file.lstat().st_mode):  # a link could point anywhere
        raise _Unreadable(Mistake(N_("this is not a regular file"), line=1))
    return file.open("rb")


def _text(file: Path) -> str:
    try:
        with _opened(file) as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise _Unreadable(Mistake(_CLOSED, line=1)) from error
    if len(content) > _LARGEST:
        raise _Unreadable(Mistake(N_("longer than {limit} bytes"), (("limit", _LARGEST),), 1))
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")  # Notepad's mark and line ends
    except UnicodeDecodeError as error:
        said = N_("this is not UTF-8, please save the file with that encoding")
        raise _Unreadable(Mistake(said, line=content.count(b"\n", 0, error.start) + 1)) from error


def _syntax(said: str, lines: list[str]) -> Mistake:
    """An error of syntax with its line; never what stands there, it may be a password."""
    at = _AT_LINE.search(said)
    line = int(at[1]) if at and at[1] else max(1, len(lines))
    key = _KEY.match(lines[line - 1]) if line <= len(lines) else None
    twice = said.startswith(("Cannot declare", "Cannot overwrite"))
    return Mistake(_TWICE if twice else _GARBLED, line=line, key=key[1] if key else "")


_LONGER = N_("longer than {limit} characters")
_CLOSED = N_("it cannot be read")
_TWICE = N_("this is there twice")
_GARBLED = N_(
    "this cannot be read: texts stand in quotation marks, lists in square brackets, true and false in neither"
)
_ONE_OF = N_("possible is {expected}")
_SWITCH = N_("true or false is expected, without quotation marks")
_NUMBER = N_("a whole number is expected, without quotation marks")
_EMPTY = N_("this is empty")
_FORMS = {
    "draft.template": N_("the name of a .dotx or .docx file that lies beside the profile is expected"),
    "languages": N_('names of languages as Tesseract has them are expected, such as "deu"'),
}
"""What is expected of a text with a form of its own, by its key."""

_WRONG = {
    "literal_error": _ONE_OF,
    "enum": _ONE_OF,
    "string_type": N_("a text in quotation marks is expected"),
    "tuple_type": N_("a list in square brackets is expected"),
    "model_type": N_("this is a section: its name stands in square brackets, its keys below"),
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
    "string_too_long": _LONGER,
    "too_long": N_("more than {limit} entries"),
    "greater_than_equal": N_("at least {limit}"),
    "less_than_equal": N_("at most {limit}"),
}
"""What pydantic's kinds of errors mean to who wrote the file."""

_LIMITS = ("max_length", "ge", "le")


def _mistake(wrong: ErrorDetails, text: str) -> Mistake:
    """What pydantic found, in words for who never heard of it; never the value, it may be a password."""
    keys = [part for part in wrong["loc"] if isinstance(part, str)]
    line, key = _line_of(keys, text), ".".join(keys)
    if wrong["type"] == "extra_forbidden":
        said, values = _unknown(keys)
        return Mistake(said, values, line, key)
    said = _WRONG.get(wrong["type"]) or _FORMS.get(key) or N_("this value is not possible")
    given = wrong.get("ctx", {})
    limit = next((("limit", given[name]) for name in _LIMITS if name in given), None)
    expected = ", ".join(re.findall("'([^']*)'", str(given.get("expected", ""))))
    return Mistake(said, (limit,) if limit else (("expected", expected),), line, key)


def _unknown(keys: list[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What to say of a key that is none: where it belongs, or which was meant."""
    *above, name = keys
    home = next((section for section, known in _KEYS.items() if name in known), None)
    if home == "":
        return N_("this key belongs above all sections"), ()
    if home is not None:
        return N_("this key belongs into the section [{section}]"), (("section", home),)
    close = get_close_matches(name, _KEYS.get(".".join(above), ()), n=1, cutoff=_MEANT)
    if close:
        return N_("there is no such key, perhaps {key} is meant"), (("key", close[0]),)
    return N_("there is no such key"), ()


_MEANT = 0.75
"""How alike two keys are (``difflib``) if one is meant by the other: "langauge", but not "sprache" for "place"."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "": tuple(Profile.model_fields),
    "draft": tuple(Drafts.model_fields),
    "paper": tuple(Paper.model_fields),
    "recording": tuple(Recordings.model_fields),
}
"""The keys of each section; those of the first stand above all others."""


def _line_of(keys: list[str], text: str) -> int:
    """The line in which a key that is in the text begins: the first after which it is there."""
    lines = text.splitlines(keepends=True)
    begun = 0
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                content: Any = tomllib.loads("".join(lines[:number]))
            except tomllib.TOMLDecodeError:
                continue  # in the middle of a value of several lines
            if _holds(content, keys):
                break
        begun = number
    return begun + 1


def _holds(content: object, keys: list[str]) -> bool:
    for key in keys:
        if not isinstance(content, Mapping) or key not in content:
            return False
        content = content[key]
    return True
