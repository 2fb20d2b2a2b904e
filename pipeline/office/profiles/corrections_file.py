"""The file in which a folder keeps what corrections taught: ``corrections.toml``.

It belongs to the office and to the people: they may read it, take pairs out of it and add some. We
write it whole, and only if there is something new; what stands above the first pair stays as it is.
A file with a mistake is never written to, and unknown keys are mistakes: nothing is lost unsaid.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from pipeline import files
from pipeline.config.explanations import errors_of, keys_of, mistakes_in_file
from pipeline.config.text_files import Unreadable, name_in, text_of, toml_of
from pipeline.config.values import Section
from pipeline.core.corrections.learned import (
    LearnedPair,
    Source,
    Verdict,
    Words,
    expire,
    learn,
    unlearn,
)
from pipeline.core.naming import readable
from pipeline.core.office.intake import CORRECTIONS
from pipeline.files import reaching
from pipeline.folder_errors import CorrectionsWrong
from pipeline.i18n import N_, Language
from pipeline.mistakes import Mistake
from pipeline.translations import translator

_LARGEST = 1 << 19
"""Bytes; what we write ourselves has at most 300 pairs and fewer bytes."""

_PAIR = re.compile(r"[ \t]*\[\[[ \t]*pair[ \t]*\]\]")
_CONTENT = re.compile(r"[ \t]*(\[|pair[ \t]*=)")
_SOURCE = re.compile(r"(\d{4}-\d\d-\d\d) (\S{1,40})")


def _source_text(text: str) -> str:
    """Refuse what is no day and job."""
    found = _SOURCE.fullmatch(text)
    if found is None:
        raise ValueError
    date.fromisoformat(found[1])
    return text


_SourceText = Annotated[str, AfterValidator(_source_text)]
_Word = Annotated[str, Field(min_length=1, max_length=60)]


class _Pair(Section):
    """A pair as the file has it; the keys are those of ``LearnedPair``."""

    wrong: _Word
    right: _Word
    confirmed: tuple[_SourceText, ...] = ()
    used: tuple[_SourceText, ...] = ()
    rejected: tuple[_SourceText, ...] = ()

    @property
    def learned(self) -> LearnedPair:
        """The same for the core."""
        lists = (self.confirmed, self.used, self.rejected)
        return LearnedPair(self.wrong, self.right, *(tuple(map(_source, each)) for each in lists))


class _Corrections(Section):
    """The whole file."""

    pair: tuple[_Pair, ...] = ()


def corrections_of(inbox: Path, folder: str) -> tuple[LearnedPair, ...]:
    """What corrections taught in ``folder``, a path below ``inbox``.

    Only what lies in this very folder counts, never what lies above it.

    Raises:
        CorrectionsWrong: the file has mistakes, or cannot be read.
        FolderUnreachable: the inbox is gone.
    """
    return remembered(inbox / folder, folder)


def remembered(folder: Path, shown: str = "") -> tuple[LearnedPair, ...]:
    """The same for a folder; ``shown`` is how people know it.

    Raises:
        CorrectionsWrong: the file has mistakes, or cannot be read.
        FolderUnreachable: the folder cannot be read.
    """
    name = _name(folder)
    return () if name is None else _pairs_in(folder / name, f"{shown}/{name}".lstrip("/"))


def remember(
    folder: Path,
    lessons: tuple[Iterable[Words], Iterable[Verdict]],
    source: Source,
    language: Language,
    *,
    read: Callable[[Path], tuple[LearnedPair, ...]] = remembered,
) -> None:
    """Keep what a released text teaches: its pairs and its verdicts.

    The same job may be told again. ``language`` is that of the file's head, if the file is new;
    ``read`` reads the file, if need be in a child process. A folder that is gone learns nothing.

    Raises:
        CorrectionsWrong: the file has mistakes; it stays as it is.
        DiskFull, FolderUnreachable: the system refuses.
    """
    if folder.is_dir():
        known, (pairs, verdicts) = read(folder), lessons
        now = learn(expire(known, source.day), pairs, verdicts, source)
        _write(folder, known, now, language)


def forget(
    folder: Path,
    job: str,
    language: Language,
    *,
    read: Callable[[Path], tuple[LearnedPair, ...]] = remembered,
) -> None:
    """Take back what the correction ``job`` taught; as ``remember``.

    Raises:
        CorrectionsWrong, DiskFull, FolderUnreachable: as there.
    """
    if folder.is_dir():
        known = read(folder)
        _write(folder, known, unlearn(known, job), language)


def _write(
    folder: Path, known: Sequence[LearnedPair], now: Sequence[LearnedPair], language: Language
) -> None:
    if set(known) == set(now):
        return
    name = _name(folder)
    head = _head(language) if name is None else _kept_head(folder / name)
    text = "\n".join([head.rstrip("\n"), *map(_written, now)])
    with reaching(folder):
        files.replace(folder / (name or CORRECTIONS), f"{text}\n".encode())


def _name(folder: Path) -> str | None:
    with reaching(folder):
        try:
            return name_in(folder, CORRECTIONS)
        except (FileNotFoundError, NotADirectoryError):
            return None  # removed since a file was taken from it


def _kept_head(file: Path) -> str:
    """What stands above the first pair."""
    lines = text_of(file, largest=_LARGEST).split("\n")
    first = next((at for at, line in enumerate(lines) if _CONTENT.match(line)), len(lines))
    return "\n".join(lines[:first])


def _head(language: Language) -> str:
    _ = translator(language)
    said = (
        _(
            "Words that were misread in this folder and corrected by people. After two "
            "documents they are proposed in new drafts as tracked changes."
        ),
        _(
            "wrong: as it was read; right: as it was corrected; confirmed: day and job of the "
            "documents in which a person corrected it; used: where the proposal stayed; rejected: "
            "where the wrong word was left, so that after two it is proposed no more. After 18 "
            "months without use a pair is taken out."
        ),
        _(
            "You may take out pairs or change them. Schreibstube writes this file anew when it "
            "learns something: what stands above the first pair stays, comments below it do not."
        ),
    )
    return "\n#\n".join(
        "\n".join(f"# {line}" for line in textwrap.wrap(paragraph, 100)) for paragraph in said
    )


def _written(pair: LearnedPair) -> str:
    """A pair as TOML; JSON's texts are TOML's."""
    lists = (("confirmed", pair.confirmed), ("used", pair.used), ("rejected", pair.rejected))
    lines = ["", "[[pair]]", f"wrong = {_text(pair.wrong)}", f"right = {_text(pair.right)}"]
    for key, sources in lists:
        texts = ", ".join(_text(f"{each.day.isoformat()} {each.job}") for each in sources)
        if texts or key == "confirmed":
            lines.append(f"{key} = [{texts}]")
    return "\n".join(lines)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _source(text: str) -> Source:
    day, _, job = text.partition(" ")
    return Source(date.fromisoformat(day), job)


def _pairs_in(file: Path, shown: str) -> tuple[LearnedPair, ...]:
    text = ""
    try:
        text = text_of(file, largest=_LARGEST)
        found = [pair.learned for pair in _Corrections(**toml_of(text)).pair]
    except Unreadable as error:
        mistakes = [error.mistake]
    except ValidationError as error:
        mistakes = list(_mistakes(error, text))
    else:
        mistakes = [*_twice([pair.words for pair in found], text), *_unconfirmed(found, text)]
        if not mistakes:
            return tuple(found)
    raise CorrectionsWrong.of(
        readable(shown), sorted(mistakes, key=lambda mistake: (mistake.line, mistake.key))
    )


def _mistakes(error: ValidationError, text: str) -> Iterator[Mistake]:
    """The mistakes, each with the line of its own pair."""
    for wrong in errors_of(error):
        number = next((part for part in wrong["loc"] if isinstance(part, int)), None)
        for mistake in mistakes_in_file([wrong], text, _Corrections):
            line = _line(text, number, keys_of(wrong)[-1]) if number is not None else mistake.line
            missing = wrong["type"] == "missing"
            said = N_("this key is missing") if missing else mistake.said
            yield replace(mistake, line=line, said=said)


def _twice(pairs: Sequence[Words], text: str) -> Iterator[Mistake]:
    for number, words in enumerate(pairs):
        if words in pairs[:number]:
            yield Mistake(N_("this pair is there twice"), line=_line(text, number, "wrong"))


def _unconfirmed(pairs: Sequence[LearnedPair], text: str) -> Iterator[Mistake]:
    for number, pair in enumerate(pairs):
        if not pair.confirmed:
            said = N_("at least one day with a job is expected, such as {example}")
            example = '["2026-11-12 000012-0123456789ab"]'
            line = _line(text, number, "confirmed")
            yield Mistake(said, (("example", example),), line, "pair.confirmed")


def _line(text: str, number: int, key: str) -> int:
    """The line of a key in a pair, or of its head."""
    heads = [at for at, line in enumerate(text.split("\n"), 1) if _PAIR.match(line)]
    if number >= len(heads):
        return 1  # written in another way: pair = [{…}]
    end = heads[number + 1] - 1 if number + 1 < len(heads) else None
    lines = text.split("\n")[heads[number] : end]
    wanted = re.compile(rf"[ \t]*{re.escape(key)}[ \t]*=")
    found = (at for at, line in enumerate(lines, heads[number] + 1) if wanted.match(line))
    return next(found, heads[number])
